"""The overview in Dash: python dash_app.py PORT."""

import sys

import plots
from dash import Dash, Input, Output, dcc, html

app = Dash(__name__, assets_folder=str(plots.FOLDER / "static"))
app.layout = html.Div(
    [
        dcc.RadioItems(["all", "named", "reported only"], "all", id="named"),
        html.Div(id="numbers", className="number"),
        *(dcc.Graph(id=f"plot-{number}", config=plots.MAP) for number in range(4)),
    ]
)


@app.callback(
    Output("numbers", "children"), *(Output(f"plot-{n}", "figure") for n in range(4)), Input("named", "value")
)
def draw(named: str) -> tuple:
    """Numbers and figures of a choice."""
    numbers, figures = plots.drawn(named)
    return ", ".join(f"{name} {number}" for name, number in numbers.items()), *figures


app.run(port=int(sys.argv[1]), debug=False)
