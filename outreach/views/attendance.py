"""Attendance: how many people and states come, to which kinds of event, and how far records name whom they count."""

import streamlit as st

from outreach.charts import attendance, look
from outreach.interface import words
from outreach.languages import months
from outreach.views import parts
from outreach.views.page import Page

GROUPS = {"participants-by-type": "type", "participants-by-format": "format", "participants-by-region": "region"}


def render(page: Page) -> None:
    """The page: per event, by group, reported against named, seasons."""
    events = page.selected.events
    if events.empty:
        st.info(words("empty.no-event"))
        return
    known = events["participants"].dropna().astype("float64")
    silent = parts.left_out(len(events) - len(known), "without a number of participants")
    st.markdown(
        f"{look.number(len(known))} of {look.count(len(events), 'event')} report how many people took part: "
        f"{look.number(known.median())} at the median event, {look.number(known.mean())} on average."
        if len(known)
        else "No event of this selection says how many people took part."
    )
    left, right = st.columns(2)
    with left:
        _by_event(page)
    with right:
        _sizes(page, silent)
    for column, (name, what) in zip(st.columns(3), GROUPS.items(), strict=True):
        with column:
            _by_group(page, name, what, silent)
    _reported_against_named(page)
    _seasons(page)


def _by_event(page: Page) -> None:
    table = page.table("attendance-by-event").dropna(subset=["participants"])
    with_states = int((table["states_reported"].notna() | (table["states_named"] > 0)).sum())
    parts.chart(
        page,
        "attendance-by-event",
        attendance.attendance_by_event,
        "Each event by its participants and its states, as reported and as named; scales of powers. "
        + parts.left_out(len(page.selected.events) - with_states, "that lack one of the two"),
        f"Scatter of {with_states} events by states and participants.",
        title="Participants and states of each event",
    )


def _sizes(page: Page, silent: str) -> None:
    table = page.table("participants-per-event")
    parts.chart(
        page,
        "participants-per-event",
        attendance.participants_per_event,
        f"“More than 60” counts as 60. {silent}",
        f"Bars of events by participants: {parts.listed(table.set_index('participants')['events'])}",
    )


def _by_group(page: Page, name: str, what: str, silent: str) -> None:
    table = page.table(name)
    parts.chart(
        page,
        name,
        attendance.participants_by_group,
        f"Sum of reported participants; hover gives median and mean. {silent}",
        f"Bars: {parts.listed(table.set_index(what)['participants'].dropna())}",
        picks=what,
    )


def _reported_against_named(page: Page) -> None:
    table = page.table("reported-against-named")
    both = page.table("attendance-by-event")["states_reported"].notna().sum()
    parts.listing(
        page,
        "reported-against-named",
        f"Of the {look.number(both)} events that report a number of states, those that name as many are left out. A "
        "record that reports 96 states and names none is no error: it says how many, not who.",
        title=f"{look.count(len(table), 'event')} report a number of states and name another",
    )


def _seasons(page: Page) -> None:
    table = page.table("events-by-month-of-year")
    undated = len(page.selected.events) - int(table["events"].sum())
    busiest = table.groupby("month")["events"].sum()
    month = months(page.theme.language)[int(busiest.idxmax()) - 1] if len(busiest) else ""
    parts.chart(
        page,
        "events-by-month-of-year",
        attendance.seasonality,
        f"Events by the month they began. {parts.left_out(undated, 'whose month is not known')}",
        f"Heat map. Busiest month: {month}." if month else "No events.",
        title=f"{month.capitalize()} is the busiest month" if month else "",
    )
