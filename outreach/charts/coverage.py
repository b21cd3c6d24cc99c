"""Charts of which states were reached."""

import pandas as pd
import plotly.graph_objects as go

from outreach.charts import look

DISCLAIMER = "Boundaries, names and designations on this map do not imply official endorsement or acceptance."


def states_map(table: pd.DataFrame, points: pd.DataFrame, theme: look.Theme) -> go.Figure:
    """World map of events a state attended; takes metrics.coverage.states_reached.

    `points`: `code`, `latitude`, `longitude` of states too small to see, drawn as ringed markers. States without a
    record keep a colour of their own, apart from the scale.
    """
    reached, rest = table[table["events"] > 0], table[table["events"] == 0]
    top = max(int(reached["events"].max()) if len(reached) else 1, 2)
    colours = [[i / (len(theme.sequence) - 1), colour] for i, colour in enumerate(theme.sequence)]
    figure = go.Figure(layout=look.layout(theme))
    figure.add_choropleth(
        locations=rest["code"].tolist(),
        z=[0] * len(rest),
        colorscale=[[0, theme.no_record], [1, theme.no_record]],
        showscale=False,
        customdata=rest["code"].tolist(),
        marker_line={"color": theme.background, "width": 0.5},
        hovertext=[f"{look.safe(name)}: no record" for name in rest["state"]],
        hoverinfo="text",
    )
    figure.add_choropleth(
        locations=reached["code"].tolist(),
        z=reached["events"].tolist(),
        zmin=1,
        zmax=top,
        colorscale=colours,
        marker_line={"color": theme.background, "width": 0.5},
        customdata=reached["code"].tolist(),
        hovertext=_hover(reached),
        hoverinfo="text",
        colorbar={
            "title": {"text": "events", "font": {"size": 12}, "side": "top"},
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
    small = table.merge(points, on="code", validate="one_to_one").sort_values("events")
    small = small[(small["events"] > 0) | (small["status"] == "UN member state")]
    figure.add_scattergeo(
        lat=small["latitude"].tolist(),
        lon=small["longitude"].tolist(),
        mode="markers",
        customdata=small["code"].tolist(),
        hovertext=_hover(small),
        hoverinfo="text",
        showlegend=False,
        marker={
            "size": 8,
            "color": [_colour(events, top, theme) for events in small["events"]],
            "line": {"color": theme.muted, "width": 1},
        },
    )
    figure.update_geos(
        projection_type="natural earth",
        fitbounds=False,
        lataxis_range=[-58, 85],
        showframe=False,
        showcoastlines=False,
        showcountries=False,
        showland=True,
        landcolor=theme.no_record,
        bgcolor="rgba(0,0,0,0)",
    )
    figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 40})
    return figure


def _hover(rows: pd.DataFrame) -> list[str]:
    return [
        f"{look.safe(name)}: {look.count(events, 'event')}, last {last}" if events else f"{look.safe(name)}: no record"
        for name, events, last in zip(rows["state"], rows["events"], rows["last_year"], strict=True)
    ]


def _colour(events: int, top: int, theme: look.Theme) -> str:
    if not events:
        return theme.no_record
    steps = len(theme.sequence) - 1
    return theme.sequence[round((events - 1) / max(top - 1, 1) * steps)]
