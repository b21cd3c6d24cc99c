"""Events on a time line and on the days of a year; which fields the records of each year tell."""

import calendar

import pandas as pd
import plotly.graph_objects as go

from outreach.charts import look

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = tuple(calendar.month_abbr)[1:]
DAY = 86_400_000  # milliseconds, in which plotly gives the length of a bar on an axis of dates
LANE = 20  # pixels


def when(start: object, end: object, precision: object, month: str = "%B") -> str:
    """The days of an event as people write them: "9–11 January 2018", "March 2018", "2018"; a dash where unknown.

    `month`: "%b" for short names of months.
    """
    if pd.isna(start):
        return "–"
    if precision in ("month", "year"):
        form = f"{month} %Y" if precision == "month" else "%Y"
        words = f"{start:{form}}"
        return words if pd.isna(end) or f"{end:{form}}" == words else f"{words} – {end:{form}}"
    first = f"{start.day} {start:{month} %Y}"
    if pd.isna(end) or end <= start:
        return first
    last = f"{end.day} {end:{month} %Y}"
    if end.year != start.year:
        return f"{first} – {last}"
    return f"{start.day}–{last}" if end.month == start.month else f"{start.day} {start:{month}} – {last}"


def event_spans(table: pd.DataFrame, year: int, theme: look.Theme) -> go.Figure:
    """The events of one year as bars from first to last day, in lanes; takes metrics.records.event_spans.

    A bar is at least a day and a half long, so that events of one day are seen and can be clicked.
    """
    rows = table[table["year"] == year]
    figure = go.Figure(layout=look.layout(theme, barmode="overlay"))
    for region in look.in_order(rows["region"].fillna("").unique()):
        own = rows[rows["region"].fillna("") == region]
        name, colour = look.REGIONS.get(region, ("Online or place unknown", look.UNKNOWN))
        days = (own["end_date"] - own["start_date"]).dt.days + 1
        figure.add_bar(
            y=own["lane"].tolist(),
            base=own["start_date"].dt.strftime("%Y-%m-%d").tolist(),
            x=[max(length, 1.5) * DAY for length in days.tolist()],
            orientation="h",
            width=0.7,
            name=name,
            marker={"color": colour, "line": {"width": 1, "color": theme.background}},
            customdata=own["event_id"].tolist(),
            hovertext=[
                f"{look.clipped(row.title, 70)}<br>{when(row.start_date, row.end_date, 'day')}"
                for row in own.itertuples()
            ],
            hoverinfo="text",
        )
    lanes = max(3, int(rows["lane"].max()) + 1 if len(rows) else 1)
    last = max(pd.Timestamp(year, 12, 31), rows["end_date"].max() if len(rows) else pd.Timestamp(year, 12, 31))
    figure.update_xaxes(
        type="date",
        range=[f"{year}-01-01", f"{last:%Y-%m-%d}"],
        tickvals=[f"{year}-{month:02}-15" for month in range(1, 13)],
        ticktext=list(MONTHS),
        tickangle=0,
        fixedrange=True,
    )
    figure.update_yaxes(visible=False, range=[lanes - 0.5, -0.5], fixedrange=True)
    figure.update_layout(height=LANE * lanes + 84, hovermode="closest", legend={"y": 1})
    return figure


def days_of_year(table: pd.DataFrame, year: int, theme: look.Theme) -> go.Figure:
    """Each day of one year as a square, the darker the more events; takes metrics.records.events_by_day."""
    counts = table.set_index("day")["events"].to_dict()
    days = pd.date_range(f"{year}-01-01", f"{year}-12-31")
    before = days[0].weekday()
    numbers = [int(counts.get(day, 0)) for day in days]
    top = max(numbers, default=0)
    weeks = [(day.day_of_year - 1 + before) // 7 for day in days]
    figure = go.Figure(layout=look.layout(theme))
    figure.add_scatter(
        x=weeks,
        y=[day.weekday() for day in days],
        mode="markers",
        marker={"symbol": "square", "size": 15, "color": [_shade(number, top, theme) for number in numbers]},
        customdata=[day.date().isoformat() for day in days],
        hovertext=[
            f"{day:%a} {when(day, None, 'day')}: {look.count(number, 'event') if number else 'no event'}"
            for day, number in zip(days, numbers, strict=True)
        ],
        hoverinfo="text",
        showlegend=False,
    )
    firsts = [(day.day_of_year - 1 + before) // 7 for day in days if day.day == 1]
    figure.update_xaxes(
        side="top", tickvals=firsts, ticktext=list(MONTHS), range=[-0.7, max(weeks) + 0.7], tickangle=0, fixedrange=True
    )
    figure.update_yaxes(
        tickvals=[0, 2, 4, 6],
        ticktext=[WEEKDAYS[day] for day in (0, 2, 4, 6)],
        range=[6.6, -0.6],
        showgrid=False,
        fixedrange=True,
    )
    figure.update_layout(height=190, hovermode="closest")
    return figure


def _shade(number: int, top: int, theme: look.Theme) -> str:
    """The colour of a day; one event is always told from none."""
    if not number:
        return theme.no_record
    steps = theme.sequence[1:]
    return steps[min(len(steps) - 1, (number - 1) * len(steps) // max(top, 1))]


def fields_by_year(table: pd.DataFrame, theme: look.Theme) -> go.Figure:
    """Fields by years as cells, the darker the more of the year's events tell; takes records_sources.fields_by_year."""
    rows = table.dropna(subset="year")
    fields = list(dict.fromkeys(table["field"]))
    steps = len(theme.sequence)
    figure = go.Figure(layout=look.layout(theme, barmode="overlay"))
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
    look.years_axis(figure, rows["year"])
    figure.update_xaxes(side="top", tickangle=0)
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
