"""Overview: what the selection adds up to, when and where."""

from functools import partial

import pandas as pd
import streamlit as st

from outreach.charts import attendance, coverage, frequency, look, partners
from outreach.views import parts
from outreach.views.page import Page

TILES = {
    "events": ("Events", "Events of the status chosen (held, unless you choose otherwise) that pass the filters."),
    "participants": (
        "Participants",
        "Sum of the participants that sources report. Events without a number add nothing.",
    ),
    "states named": (
        "States named",
        "Different states that a source names as attending. A reported number of states names nobody.",
    ),
    "organisations": (
        "Organisations",
        "Different organisations that organised, hosted, paid for or took part in events.",
    ),
}


def render(page: Page) -> None:
    """The page: a sentence, tiles, four charts."""
    summary = page.table("totals").set_index("measure")
    st.markdown(_sentence(summary))
    if page.selected.events.empty:
        st.info("No event passes these filters. Remove one of them above, or reset all in the sidebar.")
        return
    _tiles(summary)
    left, right = st.columns(2)
    with left:
        _events_by_year(page)
    with right:
        _participants_by_year(page)
    _map(page)
    _organisations(page)


def _sentence(summary: pd.DataFrame) -> str:
    events = int(summary.loc["events", "value"])
    people, states = summary.loc["participants"], summary.loc["states named"]
    if not people["known"]:
        return f"{look.count(events, 'event')} in this selection; none says how many people took part."
    return (
        f"{look.count(events, 'event')} in this selection. {people['known']} of them report "
        f"{look.number(people['value'], people['bound'])} participants in all; "
        f"{states['known']} name the states that attended, {look.number(states['value'])} different ones."
    )


def _tiles(summary: pd.DataFrame) -> None:
    with st.grid(4, min_column_width=150):
        for measure, (label, meaning) in TILES.items():
            row = summary.loc[measure]
            what = "year known" if measure == "events" else "known"
            known = f"{what} for {look.number(row['known'])} of {look.count(row['events'], 'event')}"
            parts.tile(label, look.number(row["value"], row["bound"]), known, meaning)


def _events_by_year(page: Page) -> None:
    table = page.table("events-by-year")
    undated = int(page.selected.events["year"].isna().sum())
    parts.chart(
        page,
        "events-by-year",
        partial(frequency.events_by_year, theme=page.theme),
        f"Each event counts once, by the year it began and its place. {parts.left_out(undated, 'without a year')}",
        f"Stacked bars: {parts.listed(table.groupby('year')['events'].sum())}",
        picks="region",
    )


def _participants_by_year(page: Page) -> None:
    table = page.table("participants-by-year")
    silent = int(page.selected.events["participants"].isna().sum())
    parts.chart(
        page,
        "participants-by-year",
        partial(attendance.participants_by_year, theme=page.theme),
        f"Sum of the numbers that sources report; “more than 60” counts as 60. "
        f"{parts.left_out(silent, 'without a number of participants')}",
        f"Bars: {parts.listed(table.set_index('year')['participants'].dropna())}",
        picks="years",
    )


def _map(page: Page) -> None:
    table = page.table("states-reached")
    members = table[table["status"] == "UN member state"]
    rows = page.selected.attendance
    silent = len(page.selected.events) - rows.loc[rows["party_kind"] == "state", "event"].nunique()
    parts.chart(
        page,
        "states-reached",
        partial(coverage.states_map, points=page.points, theme=page.theme),
        "Events in which a source names the state as attending; the pale colour means no record, not zero. "
        f"{parts.left_out(silent, 'that name no state')} {coverage.DISCLAIMER}",
        f"World map. Most events: {parts.listed(table.head(5).set_index('state')['events'])}",
        title=f"{(members['events'] > 0).sum()} of {len(members)} UN member states named as attending",
        picks="state",
    )


def _organisations(page: Page) -> None:
    first = page.table("organisations-by-role").drop_duplicates("organisation_id")
    parts.chart(
        page,
        "organisations-by-role",
        partial(partners.organisations_by_role, short=page.names, theme=page.theme),
        "An organisation counts once an event, in its principal role. "
        f"The {min(partners.SHOWN, len(first))} with most events of {look.number(len(first))}; the CSV has all.",
        f"Bars: {parts.listed(first.head(5).set_index('organisation')['total'])}",
        picks="organisation",
    )
