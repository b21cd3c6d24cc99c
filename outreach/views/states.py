"""States: who was reached, who was not, how evenly; the profiles of the states chosen above."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from outreach import filters
from outreach.charts import coverage, coverage_years, look
from outreach.interface import name_of, words
from outreach.prepare import NO_GROUP
from outreach.summaries import last_year
from outreach.views import parts, state_profile, states_reach
from outreach.views.page import Page
from outreach.views.sidebar import choices
from outreach.views.state import bound

MOST = 40


def render(page: Page) -> None:
    """The page: profiles of the states chosen, then reach over all states."""
    whole = replace(page, selection=replace(page.selection, state=()))
    st.markdown(_sentence(whole))
    if page.selection.state:
        state_profile.render(page)
        st.subheader("All states", anchor=False)
        st.caption(words("whole.states"))
    if whole.selected.events.empty:
        st.info(words("empty.no-event"))
        return
    _controls(whole)
    _map(whole)
    left, right = st.columns(2)
    with left:
        states_reach.by_region(whole)
    with right:
        states_reach.by_year(whole)
    left, right = st.columns(2)
    with left:
        _grid(whole)
    with right:
        states_reach.never(whole)
        states_reach.lapsed(whole)
    left, right = st.columns(2)
    with left:
        states_reach.new_and_returning(whole)
    with right:
        states_reach.development(whole)
    left, right = st.columns(2)
    with left:
        states_reach.lorenz(whole)
    with right:
        states_reach.concentration(whole)


def _sentence(page: Page) -> str:
    """How much of the selection names states at all, which decides how far all else can be trusted."""
    summary = page.table("totals").set_index("measure")
    events, naming = int(summary.loc["events", "value"]), int(summary.loc["states named", "known"])
    if not events:
        return "0 events in this selection."
    if not naming:
        return f"{look.count(events, 'event')} in this selection; none names the states that attended."
    states = look.number(summary.loc["states named", "value"])
    return (
        f"{look.number(naming)} of {look.count(events, 'event')} in this selection ({look.percent(naming / events)}) "
        f"{'names' if naming == 1 else 'name'} the states that attended, {states} different ones. Only states that a "
        "source names are counted: a reported number of states names nobody, and no record does not mean not attended."
    )


def _controls(page: Page) -> None:
    chosen = page.selection
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            words("filter.measure"),
            filters.MEASURES,
            format_func=partial(name_of, "measure"),
            required=True,
            **bound("measure", chosen.measure, str, "page"),
        )
        st.selectbox(
            words("filter.members"),
            choices(page.prepared).members,
            width=200,
            help=words("filter.help.members"),
            **bound("members", chosen.members, str, "page"),
        )
        st.selectbox(
            words("filter.scheme"),
            page.prepared.schemes,
            format_func=partial(name_of, "scheme"),
            width=220,
            **bound("scheme", chosen.scheme, str, "page"),
        )


def _map(page: Page) -> None:
    table, measure = page.table("states-reached"), page.selection.measure
    column, unit = coverage.MEASURES[measure]
    first = table[table[column].fillna(0) > 0].sort_values([column, "state"], ascending=[False, True]).head(5)
    parts.chart(
        page,
        "states-reached",
        partial(coverage.states_map, points=page.points, measure=measure),
        f"{_meaning(page, table)} {_others(table, page.selection.members)} {coverage.DISCLAIMER}",
        f"World map of {unit} by state. First: {_values(first, column)}" if len(first) else "World map, no record.",
        title=_finding(page, table),
        picks="state",
        variant="",
    )


def _values(rows: pd.DataFrame, column: str) -> str:
    """States with their values; a year is not a quantity and takes no thin space."""
    if column == "last_year":
        return ", ".join(f"{row.state} {row.last_year}" for row in rows.itertuples()) + "."
    return parts.listed(rows.set_index("state")[column])


def _finding(page: Page, table: pd.DataFrame) -> str:
    """What the map says of the members of the body, in the measure chosen."""
    members = table[table["member"]]
    whom = f"{len(members)} {page.selection.members} members"
    if page.selection.measure == "people":
        return f"People counted by state: known for {(members['people_known'] > 0).sum()} of {whom}"
    if page.selection.measure == "hosted":
        return f"Events held in {(members['hosted'] > 0).sum()} of {whom}"
    year = last_year(page.selected.events, page.selection)
    if page.selection.measure == "last year" and year:
        return f"{(members['last_year'] == year).sum()} of {whom} named as attending in {year}"
    return f"{(members['events'] > 0).sum()} of {whom} named as attending"


def _meaning(page: Page, table: pd.DataFrame) -> str:
    """What the measure counts and which events it leaves out."""
    events = page.selected.events
    silent = len(events) - int(page.table("totals").set_index("measure").loc["states named", "known"])
    nameless = parts.left_out(silent, "that name no state" if silent != 1 else "that names no state")
    if page.selection.measure == "people":
        known, of = int(table["people_known"].sum()), int(table["events"].sum())
        return (
            f"People that a source counts for the state itself: known for {look.number(known)} of "
            f"{look.count(of, 'attendance')}; without colour: not known, which is not zero. {nameless}"
        )
    if page.selection.measure == "hosted":
        placeless = parts.left_out(
            int(events["country_code"].isna().sum()), "online or without a known state of the place"
        )
        return f"Events whose place is in the state, whether or not they name it as attending. {placeless}"
    if page.selection.measure == "last year":
        return f"The last year in which an event names the state; an event without a year has none. {nameless}"
    return f"Events in which a source names the state; without colour: no record, which is not zero. {nameless}"


def _others(table: pd.DataFrame, body: str) -> str:
    """The states and areas named that do not belong to the body."""
    named = table[(table["events"] > 0) & ~table["member"]]["state"]
    if named.empty:
        return ""
    more = f" and {len(named) - 5} more" if len(named) > 5 else ""
    return f"Also named, not {body} members then: {parts.plain('; '.join(named.head(5)))}{more}."


def _grid(page: Page) -> None:
    """States by years: those with most events, or one region with all its members."""
    reached, table = page.table("states-reached"), page.table("states-by-year")
    reached = reached.assign(region=reached["region"].fillna(NO_GROUP))
    regions = look.in_order(reached.loc[reached["member"], "region"].unique())
    years = table["year"].dropna()
    span = page.selection.years or ((int(years.min()), int(years.max())) if len(years) else None)

    region = st.selectbox(
        "States shown in the grid",
        ["", *regions],
        format_func=lambda name: page.region(name) if name else f"The {MOST} with most events",
        key="page-grid",
        persist_state="session",
    )
    if not span:
        st.info("No event with a year names a state, so there is nothing to lay out by year.")
        return
    rows = reached[reached["events"] > 0].head(MOST)
    if region:
        rows = reached[(reached["region"] == region) & (reached["member"] | (reached["events"] > 0))]
    undated = int(table.loc[table["year"].isna(), "events"].sum())
    left = f"Left out: {look.count(undated, 'attendance')} at events without a year." if undated else ""
    named = int((reached["events"] > 0).sum())
    which = f"all {len(rows)} of {page.region(region)}" if region else f"{len(rows)} of {named} states named"
    parts.chart(
        page,
        "states-by-year",
        partial(coverage_years.states_by_year, rows=rows, years=range(span[0], span[1] + 1)),
        f"Events of the year that name the state; a cell without colour is no record. {left} "
        f"Drawn: {which}; the CSV has all states named.",
        f"Grid of {len(rows)} states by years {span[0]} to {span[1]}. Most events: "
        f"{parts.listed(rows.head(5).set_index('state')['events'])}",
        title="When each state was named",
        picks="state",
        variant=region,
    )
