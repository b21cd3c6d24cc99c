"""Charts of how many people."""

import pandas as pd
import plotly.graph_objects as go

from outreach.charts import look


def participants_by_year(table: pd.DataFrame, theme: look.Theme) -> go.Figure:
    """Bars of participants a year; takes metrics.attendance.participants_by_year."""
    hover = [
        f"{year}: {look.number(people, bound)} participants, known for {known} of {look.count(events, 'event')}"
        for year, people, bound, known, events in table.itertuples(index=False)
    ]
    figure = go.Figure(
        go.Bar(
            x=table["year"].tolist(),
            y=table["participants"].astype("float64").tolist(),
            marker_color=theme.accent,
            customdata=table["year"].tolist(),
            hovertext=hover,
            hoverinfo="text",
        ),
        layout=look.layout(theme),
    )
    figure.update_yaxes(separatethousands=True)
    figure.update_layout(separators=".\u202f")
    look.years_axis(figure, table["year"])
    return figure
