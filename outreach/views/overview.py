"""Overview: what the selection adds up to, when and where."""

import pandas as pd
import streamlit as st

from outreach.charts import attendance as attendance_charts
from outreach.charts import coverage as coverage_charts
from outreach.charts import frequency as frequency_charts
from outreach.charts import look
from outreach.charts import partners as partner_charts
from outreach.metrics import attendance, coverage, frequency, partners
from outreach.metrics.totals import totals
from outreach.views import parts
from outreach.views.page import Page


def render(page: Page) -> None:
    """The page: a sentence, tiles, four charts."""
    summary = totals(*page.selected).set_index("measure")
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
    meanings = {
        "events": ("Events", "Events that were held (or of the status chosen) and pass the filters."),
        "participants": (
            "Participants",
            "Sum of the participants that sources report. Events without a number add nothing.",
        ),
        "states named": (
            "States named",
            "Different states that a source names as attending. Reported numbers are not names.",
        ),
        "organisations": (
            "Organisations",
            "Different organisations that organised, hosted, paid for or took part in events.",
        ),
    }
    with st.grid(4, min_column_width=150):
        for measure, (label, meaning) in meanings.items():
            row = summary.loc[measure]
            what = "year known" if measure == "events" else "known"
            known = f"{what} for {look.number(row['known'])} of {look.count(row['events'], 'event')}"
            value = row["value"] if pd.notna(row["value"]) else None
            parts.tile(label, look.number(value, row["bound"]), known, meaning)


def _events_by_year(page: Page) -> None:
    table = frequency.events_by_year(page.selected.events, page.selection.scheme)
    undated = int(page.selected.events["year"].isna().sum())
    parts.chart(
        page,
        "Events by year and region",
        frequency_charts.events_by_year(table, page.theme),
        table,
        "events-by-year",
        f"Each event counts once, by the year it began and its place. {_left_out(undated, 'without a year')}",
        f"Stacked bars: {_by_year(table.groupby('year')['events'].sum())}",
        picks="region",
    )


def _participants_by_year(page: Page) -> None:
    table = attendance.participants_by_year(page.selected.events)
    silent = int(page.selected.events["participants"].isna().sum())
    parts.chart(
        page,
        "Participants by year",
        attendance_charts.participants_by_year(table, page.theme),
        table,
        "participants-by-year",
        f'Sum of the numbers that sources report; "more than 60" counts as 60. '
        f"{_left_out(silent, 'without a number of participants')}",
        f"Bars: {_by_year(table.set_index('year')['participants'].dropna())}",
        picks="years",
    )


def _map(page: Page) -> None:
    table = coverage.states_reached(page.selected.attendance, page.prepared.states, page.selection.scheme)
    reached = table[table["events"] > 0]
    members = table[table["status"] == "UN member state"]
    rows = page.selected.attendance
    silent = len(page.selected.events) - rows.loc[rows["party_kind"] == "state", "event"].nunique()
    parts.chart(
        page,
        f"{(members['events'] > 0).sum()} of {len(members)} UN member states named as attending",
        coverage_charts.states_map(table, page.points, page.theme),
        table,
        "states-reached",
        f"Events in which a source names the state as attending; the pale colour means no record, not zero. "
        f"{_left_out(silent, 'that name no state')} {coverage_charts.DISCLAIMER}",
        "World map. Most events: " + ", ".join(f"{r.state} {r.events}" for r in reached.head(5).itertuples()) + ".",
        picks="state",
    )


def _organisations(page: Page) -> None:
    table = partners.organisations_by_role(page.selected.attendance)
    number = table["organisation_id"].nunique()
    parts.chart(
        page,
        "Organisations by number of events and role",
        partner_charts.organisations_by_role(table, page.names, page.theme),
        table,
        "organisations-by-role",
        f"An organisation counts once an event, in its principal role. "
        f"The {min(partner_charts.SHOWN, number)} with most events of {look.number(number)}; the CSV has all.",
        "Bars: "
        + ", ".join(
            f"{r.organisation} {r.total}" for r in table.drop_duplicates("organisation_id").head(5).itertuples()
        )
        + ".",
        picks="organisation",
    )


def _left_out(number: int, what: str) -> str:
    return f"Left out: {look.count(number, 'event')} {what}." if number else "No event is left out."


def _by_year(numbers: pd.Series) -> str:
    return ", ".join(f"{year} {look.number(value)}" for year, value in numbers.items()) + "."
