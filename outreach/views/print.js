// On paper a chart is as wide as its column and a table fits the page, however wide the window was.
(() => {
  if (window.fitsPaper) return;
  window.fitsPaper = true;
  const PAPER = 660; // pixels between the edges of a card on A4 or Letter
  const charts = () => document.querySelectorAll(".js-plotly-plot .main-svg");
  const tables = () => document.querySelectorAll(".stElementContainer:has(.stDataFrame)");
  addEventListener("beforeprint", () => {
    charts().forEach((drawing) =>
      drawing.setAttribute("viewBox", `0 0 ${drawing.getAttribute("width")} ${drawing.getAttribute("height")}`));
    tables().forEach((table) => { table.style.zoom = Math.min(1, PAPER / table.offsetWidth); });
  });
  addEventListener("afterprint", () => {
    charts().forEach((drawing) => drawing.removeAttribute("viewBox"));
    tables().forEach((table) => { table.style.zoom = ""; });
  });
})();
