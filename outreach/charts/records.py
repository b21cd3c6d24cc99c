"""Events on a time line and on the days of a year; which fields the records of each year tell."""

import pandas as pd

from outreach.charts import look
from outreach.charts.drawing import Drawing
from outreach.languages import day_of_week, months, when

DAY = 86_400_000  # milliseconds, in which plotly gives the length of a bar on an axis of dates
SHORTEST = 2  # days of a bar
LANE = 20  # pixels


def event_spans(table: pd.DataFrame, year: int, theme: look.Theme) -> Drawing:
    """The events of one year as bars from first to last day, in lanes; takes metrics.records.event_spans.

    A bar is at least two days long, so that events of one day are seen and can be clicked.
    """
    rows = table[table["year"] == year]
    days = (rows["end_date"] - rows["start_date"]).dt.days + 1
    figure = look.figure(theme, barmode="overlay")
    figure.add_bar(
        y=rows["lane"].tolist(),
        base=rows["start_date"].dt.strftime("%Y-%m-%d").tolist(),
        x=[max(length, SHORTEST) * DAY for length in days.tolist()],
        orientation="h",
        width=0.7,
        marker={"color": theme.accent, "line": {"width": 0.5, "color": theme.background}},
        customdata=rows["event_id"].tolist(),
        hovertext=[
            f"{look.clipped(str(row.title), 70)}<br>{when(row.start_date, row.end_date, 'day', theme.language)}"
            + (f", {look.safe(row.place)}" if pd.notna(row.place) else "")
            for row in rows.itertuples()
        ],
        hoverinfo="text",
        showlegend=False,
    )
    lanes = max(3, int(rows["lane"].max()) + 1 if len(rows) else 1)
    last = max(pd.Timestamp(year, 12, 31), rows["end_date"].max() if len(rows) else pd.Timestamp(year, 12, 31))
    figure.update_xaxes(
        type="date",
        range=[f"{year}-01-01", f"{last:%Y-%m-%d}"],
        tickvals=[f"{year}-{month:02}-15" for month in range(1, 13)],
        ticktext=list(months(theme.language, short=True)),
        tickangle=0,
        fixedrange=True,
    )
    figure.update_yaxes(visible=False, range=[lanes - 0.5, -0.5], fixedrange=True)
    look.time_axis(figure, f"{year}-01-01", f"{last:%Y-%m-%d}")
    figure.update_layout(height=LANE * lanes + 48, hovermode="closest")
    return figure


def days_of_year(table: pd.DataFrame, year: int, theme: look.Theme) -> Drawing:
    """Each day of one year as a cell, months down and days across, the darker the more events.

    Takes metrics.records.events_by_day.
    """
    counts = dict(zip(table["day"].dt.date, table["events"].tolist(), strict=True))
    days = pd.date_range(f"{year}-01-01", f"{year}-12-31").date.tolist()
    numbers = [counts.get(day, 0) for day in days]
    top = max(numbers, default=0)
    figure = look.figure(theme, barmode="overlay")
    figure.add_bar(
        x=[day.day for day in days],
        y=[0.86] * len(days),
        base=[day.month - 0.43 for day in days],
        width=0.9,
        marker={"color": [_shade(number, top, theme) for number in numbers], "line": {"width": 0}},
        customdata=[day.isoformat() for day in days],
        hovertext=[
            f"{day_of_week(day, theme.language)}: {look.count(number, 'event') if number else 'no event'}"
            for day, number in zip(days, numbers, strict=True)
        ],
        hoverinfo="text",
        showlegend=False,
    )
    figure.update_xaxes(
        side="top", tickvals=[1, 5, 10, 15, 20, 25, 30], range=[0.5, 31.5], tickangle=0, fixedrange=True
    )
    figure.update_yaxes(
        tickvals=list(range(1, 13)),
        ticktext=list(months(theme.language, short=True)),
        tickfont={"color": theme.text},
        ticklabelstandoff=6,
        range=[12.5, 0.5],
        rangemode="normal",
        showgrid=False,
        fixedrange=True,
    )
    figure.update_layout(height=LANE * 12 + 40, hovermode="closest")
    return figure


def _shade(number: int, top: int, theme: look.Theme) -> str:
    """The colour of a day; one event is always told from none."""
    if not number:
        return theme.no_record
    steps = theme.sequence[1:]
    return steps[min(len(steps) - 1, (number - 1) * len(steps) // max(top, 1))]


def fields_by_year(table: pd.DataFrame, theme: look.Theme) -> Drawing:
    """Fields by years as cells, the darker the more of the year's events tell; takes records_sources.fields_by_year."""
    rows = table.dropna(subset="year")
    fields = list(dict.fromkeys(table["field"]))
    steps = len(theme.sequence)
    figure = look.figure(theme, barmode="overlay")
    figure.add_bar(
        x=rows["year"].tolist(),
        y=[0.86] * len(rows),
        base=[fields.index(field) - 0.43 for field in rows["field"]],
        width=0.9,
        marker={
            "color": [
                theme.sequence[min(steps - 1, int(share * steps))] if share else theme.no_record
                for share in rows["share"]
            ],
            "line": {"width": 0},
        },
        hovertext=[
            f"{row.field}, {row.year}: {look.percent(row.share)}, {row.known} of {look.count(row.events, 'event')}"
            for row in rows.itertuples()
        ],
        hoverinfo="text",
        showlegend=False,
    )
    look.years_axis(figure, rows["year"], lines=False)
    figure.update_xaxes(side="top")
    figure.update_yaxes(
        range=[len(fields) - 0.5, -0.5],
        rangemode="normal",
        showgrid=False,
        tickvals=list(range(len(fields))),
        ticktext=fields,
        tickfont={"color": theme.text},
        ticklabelstandoff=6,
    )
    figure.update_layout(height=34 * len(fields) + 40, hovermode="closest")
    return figure
