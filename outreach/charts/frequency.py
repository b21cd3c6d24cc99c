"""Charts of how often."""

import pandas as pd
import plotly.graph_objects as go

from outreach.charts import look


def events_by_year(table: pd.DataFrame, theme: look.Theme) -> go.Figure:
    """Stacked bars of events a year, by region; takes metrics.frequency.events_by_year."""
    wide = table.pivot(index="year", columns="region", values="events")
    if len(wide):
        wide = wide.reindex(range(wide.index.min(), wide.index.max() + 1))
    figure = go.Figure(layout=look.layout(theme, barmode="stack"))
    for region in look.in_order(wide.columns):
        label, colour = look.REGIONS.get(region, (region, look.UNKNOWN))
        figure.add_bar(
            x=list(wide.index),
            y=wide[region].tolist(),
            name=label,
            marker_color=colour,
            customdata=[region] * len(wide),
            hovertemplate=f"{label}, %{{x}}: %{{y}} events<extra></extra>",
        )
    look.years_axis(figure, wide.index)
    return figure
