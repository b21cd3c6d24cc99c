"""Overview: what the selection adds up to, when and where."""

from functools import partial

import pandas as pd
import streamlit as st

from outreach.charts import attendance, coverage, frequency, look, partners
from outreach.interface import TILES, name_of, words
from outreach.languages import months
from outreach.views import parts
from outreach.views.page import Page

GRAINS = ("events-by-year", "events-by-quarter", "events-by-month")


def render(page: Page) -> None:
    """The page: a sentence, tiles, four charts."""
    summary = page.table("totals").set_index("measure")
    st.markdown(_sentence(summary))
    if page.selected.events.empty:
        st.info(words("empty.no-event"))
        return
    _tiles(page, summary)
    grain = st.segmented_control(
        words("filter.grain"),
        GRAINS,
        format_func=partial(name_of, "grain"),
        key="page-grain",
        default="events-by-year",
        required=True,
    )
    left, right = st.columns(2)
    with left:
        _events_by_time(page, grain)
    with right:
        _participants_by_year(page)
    _map(page)
    _organisations(page)
    _changes(page)


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


def _tiles(page: Page, summary: pd.DataFrame) -> None:
    years = page.table("totals-by-year")
    with st.grid(4, min_column_width=150):
        for measure in TILES:
            row = summary.loc[measure]
            what = "year known" if measure == "events" else "known"
            known = f"{what} for {look.number(row['known'])} of {look.number(row['events'])}"
            line = years[measure.replace(" ", "_")].astype("float64").fillna(0).tolist()
            value = look.number(row["value"], row["bound"])
            parts.tile(words(f"tile.{measure}"), value, known, words(f"tile.help.{measure}"), line)
    if page.selection.years:
        st.caption(_against_before(page.table("totals-against-before"), page.theme.language))


def _against_before(table: pd.DataFrame, language: str) -> str:
    """How the years chosen compare with as many years before, in words."""
    first, last, month = table.loc[0, ["from_year", "to_year", "to_month"]]
    years = f"{first}" if first == last else f"{first}–{last}"
    part = "" if month == 12 else f", up to {months(language)[month - 1]} of the last year in both"
    changes = [
        f"{look.number(abs(row.change))} {'more' if row.change > 0 else 'fewer'} {row.measure}"
        for row in table.dropna(subset=["change"]).itertuples()
        if row.change
    ]
    return f"Against {years}{part}: {', '.join(changes) or 'no change'}."


def _events_by_time(page: Page, name: str) -> None:
    table = page.table(name)
    undated = len(page.selected.events) - int(table["events"].sum())
    by_year = name == "events-by-year"
    parts.chart(
        page,
        name,
        frequency.events_by_year if by_year else frequency.events_by_span,
        "Each event counts once, by the day it began and its place. "
        + parts.left_out(undated, f"without a {'year' if by_year else 'month'}"),
        f"Stacked bars: {parts.listed(page.table('events-by-year').groupby('year')['events'].sum())}",
        picks="region",
    )


def _participants_by_year(page: Page) -> None:
    table = page.table("participants-by-year")
    silent = int(page.selected.events["participants"].isna().sum())
    parts.chart(
        page,
        "participants-by-year",
        attendance.participants_by_year,
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
        partial(coverage.states_map, points=page.points),
        "Events in which a source names the state as attending; the pale colour means no record, not zero. "
        f"{parts.left_out(silent, 'that name no state')} {coverage.DISCLAIMER}",
        f"World map. Most events: {parts.listed(table.head(5).set_index('state')['events'])}",
        title=f"{(members['events'] > 0).sum()} of {len(members)} UN member states named as attending",
        picks="state",
        variant="events",
    )


def _organisations(page: Page) -> None:
    first = page.table("organisations-by-role").drop_duplicates("organisation_id")
    parts.chart(
        page,
        "organisations-by-role",
        partial(partners.organisations_by_role, short=page.names),
        "An organisation counts once an event, in its principal role. "
        f"The {min(partners.SHOWN, len(first))} with most events of {look.number(len(first))}; the CSV has all.",
        f"Bars: {parts.listed(first.head(5).set_index('organisation')['total'])}",
        picks="organisation",
    )


def _changes(page: Page) -> None:
    table = page.table("changes")
    if table.empty:
        return
    parts.listing(
        page,
        "changes",
        "Events that are new, gone, or told differently than at the load before; all records, whatever the filters.",
        title=f"{look.count(len(table), 'change')} since the last load",
    )
