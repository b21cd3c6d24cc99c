"""Every table that a page draws, a file holds and the command line prints: one name, one definition, one way."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from outreach import filters
from outreach.filters import Selected, Selection
from outreach.metrics.attendance import participants_by_year
from outreach.metrics.coverage import states_reached
from outreach.metrics.frequency import events_by_year
from outreach.metrics.partners import organisations_by_role
from outreach.metrics.totals import totals
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
    "events-by-year": Summary(
        "Events by year and region", events_by_year, lambda _, rows, chosen: events_by_year(rows.events, chosen.scheme)
    ),
    "participants-by-year": Summary(
        "Participants by year", participants_by_year, lambda _, rows, chosen: participants_by_year(rows.events)
    ),
    "states-reached": Summary(
        "States named as attending",
        states_reached,
        lambda all_, rows, chosen: states_reached(rows.attendance, all_.states, chosen.scheme),
    ),
    "organisations-by-role": Summary(
        "Organisations by number of events and role",
        organisations_by_role,
        lambda _, rows, chosen: organisations_by_role(rows.attendance),
    ),
}

_applied = lru_cache(maxsize=256)(filters.apply)  # shared by all sessions: what one chose, another finds ready


def selected(prepared: Prepared, selection: Selection) -> Selected:
    """The rows that a selection lets through; treat them as read-only."""
    return _applied(prepared, filters.of_rows(selection))


@lru_cache(maxsize=2048)
def table(name: str, prepared: Prepared, selection: Selection) -> pd.DataFrame:
    """The summary of that name for a selection; treat it as read-only."""
    return SUMMARIES[name].build(prepared, selected(prepared, selection), selection)
