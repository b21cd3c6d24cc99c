"""Overview: what the selection adds up to, when and where."""

import pandas as pd
import streamlit as st

from outreach.charts import attendance as attendance_charts
from outreach.charts import coverage as coverage_charts
from outreach.charts import frequency as frequency_charts
from outreach.charts import look
from outreach.charts import partners as partner_charts
from outreach.filters import Selected, Selection
from outreach.metrics import attendance, coverage, frequency, partners
from outreach.metrics.totals import totals
from outreach.views import parts


def render(
    selected: Selected, selection: Selection, states: pd.DataFrame, points: pd.DataFrame, names: dict[str, str]
) -> None:
    """The page, from the rows of a selection; `states` and `points` are reference tables."""
    summary = totals(*selected).set_index("measure")
    st.markdown(_sentence(summary))
    if selected.events.empty:
        st.info("No event passes these filters. Remove one of them above, or reset all in the sidebar.")
        return
    _tiles(summary)
    theme = parts.theme()
    left, right = st.columns(2)
    with left:
        _events_by_year(selected, selection, theme)
    with right:
        _participants_by_year(selected, selection, theme)
    _map(selected, selection, states, points, theme)
    _organisations(selected, selection, names, theme)


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
            known = f"known for {look.number(row['known'])} of {look.count(row['events'], 'event')}"
            value = row["value"] if pd.notna(row["value"]) else None
            parts.tile(label, look.number(value, row["bound"]), known, meaning)


def _events_by_year(selected: Selected, selection: Selection, theme: look.Theme) -> None:
    table = frequency.events_by_year(selected.events, selection.scheme)
    undated = int(selected.events["year"].isna().sum())
    parts.chart(
        "Events by year and region",
        frequency_charts.events_by_year(table, theme),
        table,
        "events-by-year",
        selection,
        f"Each event counts once, by the year it began and its place. {_left_out(undated, 'without a year')}",
        f"Stacked bars: {_by_year(table.groupby('year')['events'].sum())}",
    )


def _participants_by_year(selected: Selected, selection: Selection, theme: look.Theme) -> None:
    table = attendance.participants_by_year(selected.events)
    silent = int(selected.events["participants"].isna().sum())
    parts.chart(
        "Participants by year",
        attendance_charts.participants_by_year(table, theme),
        table,
        "participants-by-year",
        selection,
        f'Sum of the numbers that sources report; "more than 60" counts as 60. '
        f"{_left_out(silent, 'without a number of participants')}",
        f"Bars: {_by_year(table.set_index('year')['participants'].dropna())}",
    )


def _map(
    selected: Selected, selection: Selection, states: pd.DataFrame, points: pd.DataFrame, theme: look.Theme
) -> None:
    table = coverage.states_reached(selected.attendance, states, selection.scheme)
    reached = table[table["events"] > 0]
    members = table[table["status"] == "UN member state"]
    silent = (
        len(selected.events) - selected.attendance.loc[selected.attendance["party_kind"] == "state", "event"].nunique()
    )
    parts.chart(
        f"{(members['events'] > 0).sum()} of {len(members)} UN member states named as attending",
        coverage_charts.states_map(table, points, theme),
        table,
        "states-reached",
        selection,
        f"Events in which a source names the state as attending; the pale colour means no record, not zero. "
        f"{_left_out(silent, 'that name no state')} {coverage_charts.DISCLAIMER}",
        "World map. Most events: " + ", ".join(f"{r.state} {r.events}" for r in reached.head(5).itertuples()) + ".",
    )


def _organisations(selected: Selected, selection: Selection, names: dict[str, str], theme: look.Theme) -> None:
    table = partners.organisations_by_role(selected.attendance)
    number = table["organisation_id"].nunique()
    parts.chart(
        "Organisations by number of events and role",
        partner_charts.organisations_by_role(table, names, theme),
        table,
        "organisations-by-role",
        selection,
        f"An organisation counts once an event, in its principal role. "
        f"The {min(partner_charts.SHOWN, number)} with most events of {look.number(number)}; the CSV has all.",
        "Bars: "
        + ", ".join(
            f"{r.organisation} {r.total}" for r in table.drop_duplicates("organisation_id").head(5).itertuples()
        )
        + ".",
    )


def _left_out(number: int, what: str) -> str:
    return f"Left out: {look.count(number, 'event')} {what}." if number else "No event is left out."


def _by_year(numbers: pd.Series) -> str:
    return ", ".join(f"{year} {look.number(value)}" for year, value in numbers.items()) + "."
