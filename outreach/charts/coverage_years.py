"""States by years as a grid of cells."""

import pandas as pd

from outreach.charts import look
from outreach.charts.coverage import colour
from outreach.charts.drawing import Drawing

ROW = 17  # pixels


def states_by_year(
    table: pd.DataFrame, rows: pd.DataFrame, years: range, theme: look.Theme, grouped: bool = True
) -> Drawing:
    """One cell a state and year, the darker the more events; takes metrics.coverage.states_by_year.

    `rows`: `code`, `state`, `region` of the states drawn, under the name of each region unless not `grouped`. Cells
    are bars of the width of a year, so that they fill the chart at any size and each can be clicked.
    """
    labels, codes = _rows(rows, grouped, theme.language)
    place = {code: number for number, code in enumerate(codes) if code}
    drawn = table[table["code"].isin(place) & table["year"].between(years.start, years.stop - 1)]
    events = drawn.set_index(["code", "year"])["events"].astype("int64").to_dict()
    names = dict(zip(rows["code"], rows["state"], strict=True))
    cells = [(code, year, events.get((code, year), 0)) for code in place for year in years]
    top = max(events.values(), default=1)
    figure = look.figure(theme, barmode="overlay")
    figure.add_bar(
        x=[year for _, year, _ in cells],
        y=[0.86] * len(cells),
        base=[place[code] - 0.43 for code, _, _ in cells],
        width=0.9,
        marker={"color": [colour(number, 1, top, theme) for _, _, number in cells], "line": {"width": 0}},
        customdata=[code for code, _, _ in cells],
        hovertext=[
            f"{look.safe(names[code])}, {year}: {look.count(number, 'event') if number else 'no record'}"
            for code, year, number in cells
        ],
        hoverinfo="text",
        showlegend=False,
    )
    look.years_axis(figure, years, lines=False)
    figure.update_xaxes(side="top", range=[years.start - 0.5, years.stop - 0.5])
    figure.update_yaxes(
        range=[len(codes) - 0.5, -0.5],
        showgrid=False,
        tickvals=list(range(len(codes))),
        ticktext=labels,
        tickfont={"color": theme.text},
        ticklabelstandoff=6,
        rangemode="normal",
    )
    figure.update_layout(height=ROW * len(codes) + 48, hovermode="closest")
    return figure


def _rows(rows: pd.DataFrame, grouped: bool, language: str) -> tuple[list[str], list[str]]:
    """Label and code of each line of the grid; a line that names a region has no code."""
    labels, codes = [], []
    if not grouped:
        return [look.clipped(name) for name in rows["state"]], rows["code"].tolist()
    for region in look.in_order(rows["region"].unique()):
        own = rows[rows["region"] == region]
        labels += [
            f"<b>{look.safe(look.short(region, language))}</b>",
            *(look.clipped(name) for name in own["state"]),
        ]
        codes += ["", *own["code"]]
    return labels, codes
