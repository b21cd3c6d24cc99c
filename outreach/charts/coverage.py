"""Charts of which states were reached."""

import pandas as pd

from outreach.charts import look
from outreach.charts.drawing import Drawing

DISCLAIMER = "Boundaries, names and designations on this map do not imply official endorsement or acceptance."


# Measure -> column of the table, unit under the scale.
MEASURES = {
    "events": ("events", "events"),
    "people": ("people", "people"),
    "hosted": ("hosted", "events held there"),
    "last year": ("last_year", "last year named"),
}


def states_map(table: pd.DataFrame, points: pd.DataFrame, theme: look.Theme, measure: str = "events") -> Drawing:
    """World map of one measure of the states; takes metrics.coverage.states_reached.

    `points`: `code`, `latitude`, `longitude` of states too small to see, drawn as ringed markers. States without a
    record keep a colour of their own, apart from the scale. `measure`: a key of MEASURES.
    """
    column, unit = MEASURES[measure]
    value = table[column].fillna(0).astype("int64")
    table = table.assign(value=value, hover=_hover(table, measure))
    reached, rest = table[value > 0], table[value == 0]
    low = int(value[value > 0].min()) if measure == "last year" and len(reached) else 1
    top = max(int(value.max()) if len(value) else low, low + 1)
    colours = [[i / (len(theme.sequence) - 1), colour] for i, colour in enumerate(theme.sequence)]
    land = {"showland": True, "landcolor": theme.no_record, "bgcolor": "rgba(0,0,0,0)"}
    lines = {"showframe": False, "showcoastlines": False, "showcountries": False}
    view = {"projection": {"type": "natural earth"}, "fitbounds": False, "lataxis": {"range": [-58, 85]}}
    figure = look.figure(theme, geo=view | land | lines, margin={"l": 0, "r": 0, "t": 0, "b": 40})
    figure.add_choropleth(
        locations=rest["code"].tolist(),
        z=[0] * len(rest),
        colorscale=[[0, theme.no_record], [1, theme.no_record]],
        showscale=False,
        customdata=rest["code"].tolist(),
        marker_line={"color": theme.background, "width": 0.5},
        hovertext=rest["hover"].tolist(),
        hoverinfo="text",
    )
    figure.add_choropleth(
        locations=reached["code"].tolist(),
        z=reached["value"].tolist(),
        zmin=low,
        zmax=top,
        colorscale=colours,
        marker_line={"color": theme.background, "width": 0.5},
        customdata=reached["code"].tolist(),
        hovertext=reached["hover"].tolist(),
        hoverinfo="text",
        colorbar={
            "title": {"text": unit, "font": {"size": 12}, "side": "top"},
            "orientation": "h",
            "thickness": 8,
            "len": 0.4,
            "x": 0,
            "xanchor": "left",
            "y": -0.02,
            "yanchor": "top",
            "outlinewidth": 0,
            "tickformat": "d",
            "nticks": 5,
        },
    )
    small = table[["code", "status", "value", "hover"]].merge(points, on="code", validate="one_to_one")
    small = small.sort_values("value")
    small = small[(small["value"] > 0) | (small["status"] == "UN member state")]
    figure.add_scattergeo(
        lat=small["latitude"].tolist(),
        lon=small["longitude"].tolist(),
        mode="markers",
        customdata=small["code"].tolist(),
        hovertext=small["hover"].tolist(),
        hoverinfo="text",
        showlegend=False,
        marker={
            "size": 8,
            "color": [colour(number, low, top, theme) for number in small["value"]],
            "line": {"color": theme.muted, "width": 1},
        },
    )
    return figure


def _hover(rows: pd.DataFrame, measure: str) -> list[str]:
    say = {
        "events": lambda row: f"{look.count(row.events, 'event')}, last {row.last_year}",
        "people": lambda row: (
            f"at least {look.number(row.people)} people, counted at {row.people_known} of {row.events}"
        ),
        "hosted": lambda row: f"{look.count(row.hosted, 'event')} held there",
        "last year": lambda row: f"last {row.last_year}, {look.count(row.events, 'event')}",
    }[measure]
    column, _ = MEASURES[measure]
    return [
        f"{look.safe(row.state)}: {say(row) if pd.notna(value) and value else 'no record'}"
        for row, value in zip(rows.itertuples(index=False), rows[column], strict=True)
    ]


def colour(value: int, low: int, top: int, theme: look.Theme) -> str:
    """The step of the sequential scale for a value; that of no record for 0."""
    if not value:
        return theme.no_record
    steps = len(theme.sequence) - 1
    return theme.sequence[round((value - low) / max(top - low, 1) * steps)]
