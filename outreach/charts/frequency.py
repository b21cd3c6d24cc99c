"""Charts of how often."""

from collections.abc import Callable

import pandas as pd

from outreach.charts import look
from outreach.charts.drawing import Drawing
from outreach.languages import when


def events_by_year(table: pd.DataFrame, theme: look.Theme) -> Drawing:
    """Stacked bars of events a year, by region; takes metrics.frequency.events_by_year."""
    figure = _stack(table, "year", theme, str)
    look.years_axis(figure, table["year"])
    return figure


def events_by_span(table: pd.DataFrame, theme: look.Theme) -> Drawing:
    """Stacked bars of events a quarter or month, by region; takes metrics.frequency.events_by_quarter or _by_month."""
    column = table.columns[0]
    before = "" if column == "month" else "quarter from "
    figure = _stack(table, column, theme, lambda day: before + when(day, None, "month", theme.language))
    look.months_axis(figure, table[column].min(), table[column].max(), theme.language)
    return figure


def _stack(table: pd.DataFrame, column: str, theme: look.Theme, say: Callable[[object], str]) -> Drawing:
    wide = table.pivot(index=column, columns="region", values="events")
    said = {value: say(value) for value in wide.index}
    figure = look.figure(theme, barmode="stack")
    for region in look.in_order(wide.columns):
        label, colour = look.short(region, theme.language), look.colour_of(region)
        rows = wide[region].dropna()
        figure.add_bar(
            x=rows.index.tolist(),
            y=rows.tolist(),
            name=label,
            marker_color=colour,
            customdata=[region] * len(rows),
            hovertext=[
                f"{look.safe(label)}, {said[value]}: {look.count(int(number), 'event')}"
                for value, number in rows.items()
            ],
            hoverinfo="text",
        )
    return figure
