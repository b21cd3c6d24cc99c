"""Every table that a page draws, a file holds and the command line prints: one name, one definition, one way."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from outreach import filters
from outreach.filters import Selected, Selection
from outreach.metrics.attendance import (
    attendance_by_event,
    participants_by_group,
    participants_by_year,
    participants_per_event,
    reported_against_named,
)
from outreach.metrics.changes import changes
from outreach.metrics.coverage import new_and_returning, states_by_year, states_reached
from outreach.metrics.coverage_equity import concentration, development_shares, lorenz
from outreach.metrics.coverage_profile import state_events, state_facts, state_partners, state_years
from outreach.metrics.coverage_reach import lapsed, members_of, never_reached, reach_by_region, reach_by_year
from outreach.metrics.frequency import events_by_month, events_by_quarter, events_by_year, seasonality
from outreach.metrics.partners import (
    organisation_types,
    organisations_by_region,
    organisations_by_role,
    organisations_by_year,
    organising_and_taking_part,
)
from outreach.metrics.partners_profile import (
    organisation_events,
    organisation_facts,
    organisation_partners,
    organisation_regions,
    organisation_states,
    organisation_years,
)
from outreach.metrics.partners_renewal import lapsed_organisations, new_and_lapsed_organisations
from outreach.metrics.partners_together import NETWORK, working_together
from outreach.metrics.records import event_spans, events_by_day, events_listed
from outreach.metrics.records_sources import (
    fields_by_year,
    problems_by_kind,
    problems_listed,
    sources,
    unresolved_names,
)
from outreach.metrics.totals import totals, totals_against_before, totals_by_year
from outreach.prepare import Prepared


class Summary(NamedTuple):
    """One table: its title, the metric whose first line defines it, and how it comes out of a selection."""

    title: str
    metric: Callable[..., pd.DataFrame]
    build: Callable[[Prepared, Selected, Selection], pd.DataFrame]

    @property
    def definition(self) -> str:
        """What the table counts, in one sentence."""
        return (self.metric.__doc__ or "").strip().splitlines()[0]


SUMMARIES = {
    "totals": Summary("What the selection adds up to", totals, lambda _, rows, chosen: totals(*rows)),
    "totals-by-year": Summary("Totals by year", totals_by_year, lambda _, rows, chosen: totals_by_year(*rows)),
    "totals-against-before": Summary(
        "Totals against the period before",
        totals_against_before,
        lambda all_, rows, chosen: totals_against_before(
            *selected(all_, replace(chosen, years=None)), chosen.years or _span(rows.events)
        ),
    ),
    "events-by-year": Summary(
        "Events by year and region", events_by_year, lambda _, rows, chosen: events_by_year(rows.events, chosen.scheme)
    ),
    "events-by-quarter": Summary(
        "Events by quarter and region",
        events_by_quarter,
        lambda _, rows, chosen: events_by_quarter(rows.events, chosen.scheme),
    ),
    "events-by-month": Summary(
        "Events by month and region",
        events_by_month,
        lambda _, rows, chosen: events_by_month(rows.events, chosen.scheme),
    ),
    "events-by-month-of-year": Summary(
        "Events by month of the year", seasonality, lambda _, rows, chosen: seasonality(rows.events)
    ),
    "changes": Summary(
        "Changed since the last load", changes, lambda all_, rows, chosen: changes(all_.before, all_.events)
    ),
    "attendance-by-event": Summary(
        "Participants and states of each event", attendance_by_event, lambda _, rows, chosen: attendance_by_event(*rows)
    ),
    "participants-per-event": Summary(
        "Events by number of participants",
        participants_per_event,
        lambda _, rows, chosen: participants_per_event(rows.events),
    ),
    "participants-by-type": Summary(
        "Participants by type of event",
        participants_by_group,
        lambda _, rows, chosen: participants_by_group(rows.events, "event_type", "type"),
    ),
    "participants-by-format": Summary(
        "Participants by format",
        participants_by_group,
        lambda _, rows, chosen: participants_by_group(rows.events, "format", "format"),
    ),
    "participants-by-region": Summary(
        "Participants by region of the place",
        participants_by_group,
        lambda _, rows, chosen: participants_by_group(rows.events, f"region_{chosen.scheme}", "region"),
    ),
    "reported-against-named": Summary(
        "States reported against states named",
        reported_against_named,
        lambda _, rows, chosen: reported_against_named(*rows),
    ),
    "participants-by-year": Summary(
        "Participants by year", participants_by_year, lambda _, rows, chosen: participants_by_year(rows.events)
    ),
    "states-reached": Summary(
        "States named as attending",
        states_reached,
        lambda all_, rows, chosen: states_reached(
            _by_year(all_, chosen), rows.events, all_.states, _members(all_, chosen), chosen.scheme
        ),
    ),
    "states-by-year": Summary(
        "States named, by year",
        states_by_year,
        lambda all_, rows, chosen: states_by_year(rows.attendance, all_.states, chosen.scheme),
    ),
    "members": Summary(
        "Members of the body chosen",
        members_of,
        lambda all_, rows, chosen: _members_of(all_, chosen.members, last_year(rows.events, chosen), chosen.scheme),
    ),
    "reach-by-region": Summary(
        "Members reached, by region",
        reach_by_region,
        lambda all_, _, chosen: reach_by_region(_by_year(all_, chosen), _members(all_, chosen)),
    ),
    "reach-by-year": Summary(
        "Members reached, by year",
        reach_by_year,
        lambda all_, _, chosen: reach_by_year(
            _by_year(all_, chosen), all_.memberships, all_.states, chosen.members, chosen.scheme
        ),
    ),
    "never-reached": Summary(
        "Members with no record",
        never_reached,
        lambda all_, _, chosen: never_reached(_by_year(all_, chosen), _members(all_, chosen)),
    ),
    "lapsed": Summary(
        "Members not named of late",
        lapsed,
        lambda all_, rows, chosen: lapsed(
            _by_year(all_, replace(chosen, years=None)),
            _members(all_, chosen),
            last_year(rows.events, chosen),
            int(chosen.lapse),
        ),
    ),
    "new-and-returning-states": Summary(
        "New and returning states",
        new_and_returning,
        lambda all_, rows, chosen: new_and_returning(
            _by_year(all_, replace(chosen, years=None)), *(chosen.years or _span(rows.events))
        ),
    ),
    "concentration": Summary(
        "Concentration of reach, by region",
        concentration,
        lambda all_, _, chosen: concentration(_by_year(all_, chosen), _members(all_, chosen)),
    ),
    "lorenz": Summary(
        "Share of attendances by share of members",
        lorenz,
        lambda all_, _, chosen: lorenz(_by_year(all_, chosen), _members(all_, chosen)),
    ),
    "development-shares": Summary(
        "Least developed, landlocked and small island states",
        development_shares,
        lambda all_, _, chosen: development_shares(_by_year(all_, chosen), _members(all_, chosen)),
    ),
    "state-facts": Summary(
        "The states chosen",
        state_facts,
        lambda all_, _, chosen: state_facts(
            _by_year(all_, _any_state(chosen)), *selected(all_, _any_state(chosen)), all_.states, chosen.state
        ),
    ),
    "state-years": Summary(
        "Events of the states chosen, by year",
        state_years,
        lambda all_, _, chosen: state_years(_by_year(all_, _any_state(chosen)), all_.states, chosen.state),
    ),
    "state-partners": Summary(
        "Organisations that the states chosen met",
        state_partners,
        lambda all_, _, chosen: state_partners(
            selected(all_, _any_state(chosen)).attendance, all_.states, chosen.state
        ),
    ),
    "state-events": Summary(
        "Every event of the states chosen",
        state_events,
        lambda all_, _, chosen: state_events(*selected(all_, _any_state(chosen)), all_.evidence, chosen.state),
    ),
    "organisations-by-year": Summary(
        "Organisations by year", organisations_by_year, lambda _, rows, chosen: organisations_by_year(rows.attendance)
    ),
    "organising-and-taking-part": Summary(
        "Organising and taking part",
        organising_and_taking_part,
        lambda all_, _, chosen: organising_and_taking_part(_organisations(all_, chosen)),
    ),
    "organisations-by-region": Summary(
        "Organisations by region of the place",
        organisations_by_region,
        lambda _, rows, chosen: organisations_by_region(rows.attendance, rows.events, chosen.scheme),
    ),
    "organisation-types": Summary(
        "Types of organisation",
        organisation_types,
        lambda all_, _, chosen: organisation_types(_organisations(all_, chosen)),
    ),
    "new-and-lapsed-organisations": Summary(
        "New and lapsed organisations",
        new_and_lapsed_organisations,
        lambda all_, rows, chosen: new_and_lapsed_organisations(
            _organisations(all_, replace(chosen, years=None)), int(chosen.lapse), *(chosen.years or _span(rows.events))
        ),
    ),
    "lapsed-organisations": Summary(
        "Organisations lapsed",
        lapsed_organisations,
        lambda all_, rows, chosen: lapsed_organisations(
            _organisations(all_, replace(chosen, years=None)), int(chosen.lapse), last_year(rows.events, chosen)
        ),
    ),
    "working-together": Summary(
        "Who works with whom", working_together, lambda _, rows, chosen: working_together(rows.attendance)
    ),
    "network": Summary(
        "The network of organisations",
        working_together,
        lambda _, rows, chosen: working_together(rows.attendance, NETWORK),
    ),
    "organisation-facts": Summary(
        "The organisations chosen",
        organisation_facts,
        lambda all_, _, chosen: organisation_facts(
            _organisations(all_, _any_organisation(chosen)),
            selected(all_, _any_organisation(chosen)).attendance,
            chosen.organisation,
        ),
    ),
    "organisation-years": Summary(
        "Years of the organisations chosen",
        organisation_years,
        lambda all_, _, chosen: organisation_years(
            _organisations(all_, _any_organisation(chosen)), chosen.organisation
        ),
    ),
    "organisation-partners": Summary(
        "Organisations that those chosen met",
        organisation_partners,
        lambda all_, _, chosen: organisation_partners(
            selected(all_, _any_organisation(chosen)).attendance, chosen.organisation
        ),
    ),
    "organisation-states": Summary(
        "States that the organisations chosen met",
        organisation_states,
        lambda all_, _, chosen: organisation_states(
            selected(all_, _any_organisation(chosen)).attendance, chosen.organisation
        ),
    ),
    "organisation-regions": Summary(
        "Where the organisations chosen work",
        organisation_regions,
        lambda all_, _, chosen: organisation_regions(
            selected(all_, _any_organisation(chosen)).attendance, all_.events, chosen.organisation, chosen.scheme
        ),
    ),
    "organisation-events": Summary(
        "Every event of the organisations chosen",
        organisation_events,
        lambda all_, _, chosen: organisation_events(
            *selected(all_, _any_organisation(chosen)), all_.evidence, chosen.organisation
        ),
    ),
    "organisations-by-role": Summary(
        "Organisations by number of events and role",
        organisations_by_role,
        lambda _, rows, chosen: organisations_by_role(rows.attendance),
    ),
    "events": Summary("Events", events_listed, lambda all_, rows, chosen: events_listed(*rows, all_.states)),
    "event-spans": Summary(
        "Events from first to last day", event_spans, lambda all_, rows, chosen: event_spans(rows.events, all_.states)
    ),
    "events-by-day": Summary(
        "Events under way on each day", events_by_day, lambda _, rows, chosen: events_by_day(rows.events)
    ),
    "sources": Summary(
        "Sources of all records",
        sources,
        lambda all_, _, chosen: sources(all_.events, all_.evidence, all_.problems, all_.files),
    ),
    "problems-by-kind": Summary(
        "Problems of all records, by kind",
        problems_by_kind,
        lambda all_, _, chosen: problems_by_kind(all_.problems, all_.problem_kinds),
    ),
    "problems": Summary(
        "Problems of all records", problems_listed, lambda all_, _, chosen: problems_listed(all_.problems)
    ),
    "unresolved-names": Summary(
        "Names not known, in all records", unresolved_names, lambda all_, _, chosen: unresolved_names(all_.problems)
    ),
    "fields-by-year": Summary(
        "What all records tell, by year",
        fields_by_year,
        lambda all_, _, chosen: fields_by_year(all_.events, all_.attendance),
    ),
}

# Shared by all sessions: what one chose, another finds ready. Rows take megabytes, so that few are kept.
_applied = lru_cache(maxsize=32)(filters.apply)


def selected(prepared: Prepared, selection: Selection) -> Selected:
    """The rows that a selection lets through; treat them as read-only."""
    return _applied(prepared, filters.of_rows(selection))


def last_year(events: pd.DataFrame, chosen: Selection) -> int | None:
    """The last year of the selection: the one chosen, else that of its last event; never today's."""
    return chosen.years[1] if chosen.years else _span(events)[1] or None


def _span(events: pd.DataFrame) -> tuple[int, int]:
    """First and last year of events; where none has a year, a span without years in it."""
    years = events["year"].dropna()
    return (int(years.min()), int(years.max())) if len(years) else (1, 0)


def _by_year(all_: Prepared, chosen: Selection) -> pd.DataFrame:
    return table("states-by-year", all_, replace(filters.of_rows(chosen), scheme=chosen.scheme))


@lru_cache(maxsize=64)
def _members_of(all_: Prepared, body: str, year: int | None, scheme: str) -> pd.DataFrame:
    return members_of(all_.memberships, all_.states, body, year, scheme)


def _members(all_: Prepared, chosen: Selection) -> pd.DataFrame:
    return table("members", all_, chosen)


def _organisations(all_: Prepared, chosen: Selection) -> pd.DataFrame:
    return table("organisations-by-year", all_, filters.of_rows(chosen))


def _any_organisation(chosen: Selection) -> Selection:
    """The selection without its organisations, which a profile compares and counts against all others."""
    return replace(chosen, organisation=())


def _any_state(chosen: Selection) -> Selection:
    """The selection without its states, which a profile compares and counts against all others."""
    return replace(chosen, state=())


def table(name: str, prepared: Prepared, selection: Selection) -> pd.DataFrame:
    """The summary of that name for a selection; treat it as read-only."""
    return _table(name, prepared, filters.of_tables(selection))


@lru_cache(maxsize=1024)
def _table(name: str, prepared: Prepared, selection: Selection) -> pd.DataFrame:
    return SUMMARIES[name].build(prepared, selected(prepared, selection), selection)
