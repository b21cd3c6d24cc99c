for (const [id, figure] of Object.entries(figures)) {
  Plotly.newPlot(id, figure.data, figure.layout, {displayModeBar: false, responsive: true});
}
const fit = () => Object.keys(figures).forEach((id) => Plotly.Plots.resize(id));
window.addEventListener("beforeprint", fit);
window.addEventListener("afterprint", fit);
