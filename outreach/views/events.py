"""Events: the list, a time line and a calendar of one year; or the one event that the address names."""

from functools import lru_cache, partial

import pandas as pd
import streamlit as st

from outreach import exports, summaries
from outreach.charts import look, records
from outreach.filters import Selection, to_query
from outreach.interface import words
from outreach.languages import when
from outreach.metrics.records import ORDERS, in_order
from outreach.prepare import Prepared
from outreach.views import event_detail, links, parts
from outreach.views.page import Page
from outreach.views.state import bound, parameter, set_parameter

ROWS = (25, 50, 100)
COLUMNS = {
    "title": st.column_config.TextColumn("Event", width=285),
    "dates": st.column_config.TextColumn("Dates", width=130),
    "place": st.column_config.TextColumn("Place", width=140),
    "event_type": st.column_config.TextColumn("Type", width=85),
    "participants": st.column_config.TextColumn("People", alignment="right", width=85, help="As reported"),
    "reported": st.column_config.TextColumn("Reported", alignment="right", width=80, help="States, as a number"),
    "named": st.column_config.TextColumn("Named", alignment="right", width=65, help="States, by name"),
    "organisers": st.column_config.TextColumn("Organisers", width="medium"),
    "source": st.column_config.TextColumn("Source", width="medium"),
}


def render(page: Page) -> None:
    """The event that the address names, else all of the selection."""
    event_id = parameter("event")
    if event_id:
        found = page.prepared.events[page.prepared.events["event_id"] == event_id]
        if len(found):
            event_detail.render(page, found.iloc[0])
            return
        st.warning(
            f"event={parts.plain(event_id)} is not in these records; all events of the selection are shown.",
            icon=":material/link_off:",
        )
    table = page.table("events")
    st.markdown(_sentence(page, table))
    if table.empty:
        st.info(words("empty.no-event"))
        return
    _list(page, _day_shown(page))
    _year(page)


@lru_cache(maxsize=64)
def _ordered(prepared: Prepared, selection: Selection, order: str) -> pd.DataFrame:
    """All events of the selection in an order; shared, so treat it as read-only."""
    return in_order(summaries.table("events", prepared, selection), order)


def _day_shown(page: Page) -> pd.Series | None:
    """The ids of the events under way on the day that the address names; None where it names none."""
    day = pd.to_datetime(parameter("day"), format="%Y-%m-%d", errors="coerce")
    if pd.isna(day):
        return None
    spans = page.table("event-spans")
    under_way = spans.loc[(spans["start_date"] <= day) & (spans["end_date"] >= day), "event_id"]
    st.button(
        f"The list shows the {look.count(len(under_way), 'event')} under way on "
        f"{when(day, None, 'day', page.theme.language)}",
        icon=":material/close:",
        key="close-day",
        on_click=set_parameter,
        args=("day", ""),
        help="Show all events of the selection in the list",
    )
    return under_way


def _sentence(page: Page, table: pd.DataFrame) -> str:
    """How many events, and from when to when."""
    years = page.selected.events["year"].dropna()
    undated = len(table) - len(years)
    first, last = (years.min(), years.max()) if len(years) else (None, None)
    span = f", {first} to {last}" if first != last else f", all of {first}" if len(years) > 1 else ""
    without = f"; {look.number(undated)} of them without a year" if undated else ""
    return f"{look.count(len(table), 'event')} in this selection{span}{without}."


def _list(page: Page, only: pd.Series | None) -> None:
    """The list a page at a time, of all events or `only` some; a click on a row opens the event."""
    with st.container(border=True):
        heading = st.empty()
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(
                "Search title, city and parties",
                icon=":material/search:",
                width=320,
                **bound("text", page.selection.text, str.strip, "page"),
            )
            order = st.selectbox("Sort", list(ORDERS), key="page-order", persist_state="session", width=200)
            size = st.selectbox("Rows", ROWS, key="page-rows", persist_state="session", width=90)
        table = _ordered(page.prepared, page.selection, order)
        table = table if only is None else table[table["event_id"].isin(only)]
        heading.subheader(look.count(len(table), "event"), anchor=False)
        pages = -(-len(table) // size)
        number = _page_number(page, pages, order, size)
        shown = table.iloc[(number - 1) * size : number * size]
        links.frame(
            in_words(shown, page.theme.language),
            "rows-events",
            list(COLUMNS),
            COLUMNS,
            placeholder="–",
            height=38 + 35 * len(shown),
            on_select=partial(_open_row, shown["event_id"].tolist()),  # names cannot be clicked with the keyboard
            selection_mode="single-row",
            alt=f"Events {(number - 1) * size + 1} to {(number - 1) * size + len(shown)} of {len(table)}, {order}",
        )
        st.caption(
            "Click an event, or tick its row, to open it with the words that each value came from. Reported is a "
            "number of states in the source, named are the states that it names; neither is filled from the other."
        )
        _csv(page, table)


def _page_number(page: Page, pages: int, order: str, size: int) -> int:
    """The page of the list that is shown; another order or selection begins at the first."""
    if pages < 2:
        return 1
    return st.pagination(pages, key=f"page-events-{order}-{size}-{abs(hash(page.selection))}")


def in_words(shown: pd.DataFrame, language: str) -> pd.DataFrame:
    """The rows as people read them."""
    numbers = zip(shown["participants"], shown["participants_bound"], strict=True)
    reported = zip(shown["states_reported"], shown["states_bound"], strict=True)
    days = zip(shown["start_date"], shown["end_date"], shown["date_precision"], strict=True)
    return shown.assign(
        dates=[when(*span, language, short=True) for span in days],
        participants=[look.number(*pair) for pair in numbers],
        reported=[look.number(*pair) for pair in reported],
        named=[look.number(value) for value in shown["states_named"]],
    )


def _open_row(ids: list[str]) -> None:
    """Open the event of the row that was ticked."""
    picked = st.session_state["rows-events"].selection.rows
    if picked and picked[0] < len(ids):
        links.open_("event", ids[picked[0]])


def _csv(page: Page, table: pd.DataFrame) -> None:
    st.download_button(
        "CSV",
        partial(exports.csv, table),
        file_name=exports.file_name("events", to_query(page.selection)),
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
        key="csv-events",
        help="Download all events of the selection, in this order",
    )


def _year(page: Page) -> None:
    """One year as a time line and as a calendar."""
    spans, days = page.table("event-spans"), page.table("events-by-day")
    if spans.empty:
        st.info("No event of this selection is known to the day, so there is no time line and no calendar.")
        return
    years = sorted(set(days["day"].dt.year), reverse=True)
    year = st.selectbox(
        "Year of the time line and the calendar", years, key="page-year", persist_state="session", width=280
    )
    own, busy = spans[spans["year"] == year], days[days["day"].dt.year == year]
    vague = int((page.selected.events["year"] == year).sum()) - len(own)
    left_out = parts.left_out(vague, f"of {year} whose day is not known")
    parts.chart(
        page,
        "event-spans",
        partial(records.event_spans, year=year),
        "From the first to the last day; without a last day: the first alone. Click a bar to open the event. "
        + left_out,
        f"Bars: {_told(own, page.theme.language)}",
        title=f"{year}: {look.count(len(own), 'event')} on the time line",
        picks="event",
        variant=year,
    )
    parts.chart(
        page,
        "events-by-day",
        partial(records.days_of_year, year=year),
        "Events under way on each day; an event of three days counts on each of them. Click a day to list its events. "
        + left_out,
        f"Calendar of {year}. Most events: {_busiest(busy, 5, page.theme.language)}",
        title=f"{look.count(len(busy), 'day')} of {year} with an event"
        + (f"; up to {busy['events'].max()} on one day" if busy["events"].max() > 1 else ""),
        picks="day",
        variant=year,
    )


def _told(spans: pd.DataFrame, language: str, most: int = 12) -> str:
    """The first events in words, for those who do not see the chart."""
    first = [
        f"{row.title}, {when(row.start_date, row.end_date, 'day', language)}" for row in spans.head(most).itertuples()
    ]
    more = f" and {len(spans) - most} more" if len(spans) > most else ""
    return f"{'; '.join(first)}{more}."


def _busiest(days: pd.DataFrame, most: int, language: str) -> str:
    """The days with most events."""
    first = days.sort_values(["events", "day"], ascending=[False, True]).head(most)
    return ", ".join(f"{when(row.day, None, 'day', language)} ({row.events})" for row in first.itertuples()) + "."
