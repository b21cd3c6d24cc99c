"""Charts of how often."""

import pandas as pd
import plotly.graph_objects as go

from outreach.charts import look


def events_by_year(table: pd.DataFrame, theme: look.Theme) -> go.Figure:
    """Stacked bars of events a year, by region; takes metrics.frequency.events_by_year."""
    figure = _stack(table, "year", theme, "%{x}")
    look.years_axis(figure, table["year"])
    return figure


def events_by_span(table: pd.DataFrame, theme: look.Theme) -> go.Figure:
    """Stacked bars of events a quarter or month, by region; takes metrics.frequency.events_by_quarter or _by_month."""
    shown = "%{x|%B %Y}" if table.columns[0] == "month" else "quarter from %{x|%B %Y}"
    figure = _stack(table, table.columns[0], theme, shown)
    figure.update_xaxes(fixedrange=True)
    figure.update_yaxes(fixedrange=True, rangemode="tozero")
    return figure


def _stack(table: pd.DataFrame, when: str, theme: look.Theme, shown: str) -> go.Figure:
    wide = table.pivot(index=when, columns="region", values="events")
    figure = go.Figure(layout=look.layout(theme, barmode="stack"))
    for region in look.in_order(wide.columns):
        label, colour = look.short(region), look.colour_of(region)
        rows = wide[region].dropna()
        figure.add_bar(
            x=rows.index.tolist(),
            y=rows.tolist(),
            name=label,
            marker_color=colour,
            customdata=[region] * len(rows),
            hovertemplate=f"{label}, {shown}: %{{y}} events<extra></extra>",
        )
    return figure
