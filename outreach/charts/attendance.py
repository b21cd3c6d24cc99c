"""Charts of how many people, from how many states."""

import pandas as pd

from outreach import languages
from outreach.charts import look
from outreach.charts.drawing import Drawing


def participants_by_year(table: pd.DataFrame, theme: look.Theme) -> Drawing:
    """Bars of participants a year; takes metrics.attendance.participants_by_year."""
    hover = [
        f"{year}: {look.number(people, bound)} participants, known for {known} of {look.count(events, 'event')}"
        for year, people, bound, known, events in table.itertuples(index=False)
    ]
    figure = look.figure(theme, separators=".\u202f", yaxis={"separatethousands": True})
    figure.add_bar(
        x=table["year"].tolist(),
        y=table["participants"].astype("float64").tolist(),
        marker_color=theme.accent,
        customdata=table["year"].tolist(),
        hovertext=hover,
        hoverinfo="text",
    )
    look.years_axis(figure, table["year"])
    return figure


def participants_by_group(table: pd.DataFrame, theme: look.Theme) -> Drawing:
    """Horizontal bars of participants, with the median an event; takes metrics.attendance.participants_by_group."""
    table = table[::-1]
    group = table.columns[0]
    words = [
        f" {look.number(row.participants, row.bound)}" if row.known else " not known"
        for row in table.itertuples(index=False)
    ]
    hover = [
        f"{look.safe(row[0])}: {look.number(row.participants, row.bound)} participants, known for {row.known} of "
        f"{look.count(row.events, 'event')}; median {look.number(row.median)}, mean {look.number(row.mean)}"
        for row in table.itertuples(index=False)
    ]
    names = table[group].tolist()
    figure = look.figure(theme)
    figure.add_bar(
        y=names,
        x=table["participants"].astype("float64").fillna(0).tolist(),
        orientation="h",
        marker_color=theme.accent,
        customdata=names,
        hovertext=hover,
        hoverinfo="text",
        text=words,
        textposition="outside",
        cliponaxis=False,
        textfont={"size": 12, "color": theme.muted},
    )
    labels = [look.clipped(look.short(name, theme.language)) for name in names]
    figure.update_yaxes(showgrid=False, tickvals=names, ticktext=labels, tickfont={"color": theme.text})
    figure.update_xaxes(visible=False)
    figure.update_layout(margin={"r": 64}, height=max(120, 34 * len(table) + 40))
    return figure


def attendance_by_event(table: pd.DataFrame, theme: look.Theme) -> Drawing:
    """Each event by its states and participants, on scales of powers; takes metrics.attendance.attendance_by_event."""
    figure = look.figure(theme)
    people = table.dropna(subset=["participants"])
    for column, label, colour, symbol in (
        ("states_reported", "states as reported", theme.accent, "circle"),
        ("states_named", "states named", "#bc881f", "diamond-open"),
    ):
        rows = people[people[column].fillna(0) > 0]
        figure.add_scatter(
            x=rows[column].astype("float64").tolist(),
            y=rows["participants"].astype("float64").tolist(),
            mode="markers",
            name=label,
            marker={"color": colour, "symbol": symbol, "size": 7, "opacity": 0.75},
            hovertext=[
                f"{look.clipped(row.title, 60)}<br>{look.number(row.participants, row.participants_bound)} people, "
                f"{look.count(getattr(row, column), 'state')}"
                for row in rows.itertuples(index=False)
            ],
            hoverinfo="text",
        )
    ticks = {"type": "log", "tickvals": [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000], "fixedrange": True}
    figure.update_xaxes(title_text="states", **ticks)
    figure.update_yaxes(title_text="participants", **ticks)
    return figure


def participants_per_event(table: pd.DataFrame, theme: look.Theme) -> Drawing:
    """Bars of events by size; takes metrics.attendance.participants_per_event."""
    figure = look.figure(theme, bargap=0.1)
    figure.add_bar(
        x=table["participants"].tolist(),
        y=table["events"].tolist(),
        marker_color=theme.accent,
        hovertemplate="%{x} participants: %{y} events<extra></extra>",
    )
    figure.update_xaxes(type="category", title_text="participants", fixedrange=True)
    figure.update_yaxes(fixedrange=True)
    return figure


def seasonality(table: pd.DataFrame, theme: look.Theme) -> Drawing:
    """Months by years as squares, the darker the more events; takes metrics.frequency.seasonality."""
    wide = table.pivot(index="month", columns="year", values="events").reindex(range(1, 13)).astype("float64")
    steps = [[i / (len(theme.sequence) - 1), colour] for i, colour in enumerate(theme.sequence)]
    figure = look.figure(theme)
    figure.add_heatmap(
        x=wide.columns.tolist(),
        y=list(languages.months(theme.language, short=True)),
        z=wide.to_numpy().tolist(),
        xgap=2,
        ygap=2,
        colorscale=steps,
        zmin=1,
        colorbar={
            "thickness": 8,
            "outlinewidth": 0,
            "len": 0.6,
            "tick0": 1,
            "dtick": max(1, round(table["events"].max() / 6)),  # whole events
            "title": {"text": "events", "font": {"size": 12}},
        },
        hovertemplate="%{y} %{x}: %{z} events<extra></extra>",
        hoverongaps=False,
    )
    look.years_axis(figure, wide.columns, lines=False)
    figure.update_yaxes(autorange="reversed", rangemode="normal", showgrid=False)
    return figure
