"""Which figure a summary is drawn as, for files and pages alike: name of a summary -> its drawer.

A new chart is one line here; a summary without one is shown as a table.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from outreach.charts import (
    attendance,
    coverage,
    coverage_equity,
    coverage_profile,
    coverage_reach,
    frequency,
    look,
    partners,
    partners_matrix,
    partners_network,
    partners_profile,
    records,
)
from outreach.charts.drawing import Drawing
from outreach.filters import Selection


class Setting(NamedTuple):
    """What a figure may need besides its table; `names`: party id -> short name; `points`: see charts.coverage.

    `organised`: id of an organisation -> share of its events that it organised; `annotations`: `date`, `text` of what
    happened in the world, for axes of time.
    """

    names: dict[str, str]
    points: pd.DataFrame
    theme: look.Theme = look.LIGHT
    selection: Selection = Selection()
    organised: Mapping[str, float] = {}
    annotations: pd.DataFrame = pd.DataFrame(columns=["date", "text"], dtype="str")


class Figure(NamedTuple):
    """How a summary is drawn; `missing`: the column of events without which an event is left out, `words`: so said."""

    draw: Callable[[pd.DataFrame, Setting], Drawing]
    missing: str = ""
    words: str = ""


def _plain(draw: Callable[..., Drawing]) -> Callable[[pd.DataFrame, Setting], Drawing]:
    """A drawer that needs the table and the theme alone."""
    return lambda table, setting: draw(table, theme=setting.theme)


def _named(draw: Callable[..., Drawing]) -> Callable[[pd.DataFrame, Setting], Drawing]:
    """A drawer that needs short names of organisations too."""
    return lambda table, setting: draw(table, short=setting.names, theme=setting.theme)


def _chosen(draw: Callable[..., Drawing]) -> Callable[[pd.DataFrame, Setting], Drawing]:
    """A drawer with one series for each organisation chosen."""

    def drawn(table: pd.DataFrame, setting: Setting) -> Drawing:
        organisations = table.drop_duplicates("organisation_id").set_index("organisation_id")["organisation"]
        order = [organisations[key] for key in setting.selection.organisation if key in organisations]
        return draw(table, organisations=order, short=setting.names, theme=setting.theme)

    return drawn


def _network(table: pd.DataFrame, setting: Setting) -> Drawing:
    """The network with as many lines as can be told apart."""
    least = partners_network.threshold(table)
    return partners_network.network(table, dict(setting.organised), setting.names, setting.theme, least)


_YEAR = ("year", "without a year")
_PEOPLE = ("participants", "without a number of participants")
FIGURES = {
    "events-by-year": Figure(_plain(frequency.events_by_year), *_YEAR),
    "events-by-quarter": Figure(_plain(frequency.events_by_span)),
    "events-by-month": Figure(_plain(frequency.events_by_span)),
    "events-by-month-of-year": Figure(_plain(attendance.seasonality)),
    "participants-by-year": Figure(_plain(attendance.participants_by_year), *_PEOPLE),
    "participants-per-event": Figure(_plain(attendance.participants_per_event), *_PEOPLE),
    "participants-by-type": Figure(_plain(attendance.participants_by_group), *_PEOPLE),
    "participants-by-format": Figure(_plain(attendance.participants_by_group), *_PEOPLE),
    "participants-by-region": Figure(_plain(attendance.participants_by_group), *_PEOPLE),
    "attendance-by-event": Figure(_plain(attendance.attendance_by_event), *_PEOPLE),
    "states-reached": Figure(
        lambda table, setting: coverage.states_map(table, setting.points, setting.theme, setting.selection.measure)
    ),
    "reach-by-region": Figure(_plain(coverage_reach.reach_by_region)),
    "reach-by-year": Figure(_plain(coverage_reach.reach_by_year), *_YEAR),
    "new-and-returning-states": Figure(_plain(coverage_reach.new_and_returning), *_YEAR),
    "lapsed": Figure(_plain(coverage_reach.lapsed)),
    "development-shares": Figure(_plain(coverage_equity.development_shares)),
    "concentration": Figure(_plain(coverage_equity.concentration)),
    "lorenz": Figure(_plain(coverage_equity.lorenz)),
    "state-partners": Figure(
        lambda table, setting: coverage_profile.state_partners(
            table, setting.names, table["state"].drop_duplicates().tolist(), setting.theme
        )
    ),
    "organisations-by-role": Figure(_named(partners.organisations_by_role)),
    "organisations-by-year": Figure(_named(partners_matrix.organisations_by_year), *_YEAR),
    "organisations-by-region": Figure(_named(partners_matrix.organisations_by_region)),
    "organising-and-taking-part": Figure(_named(partners.organising_and_taking_part)),
    "organisation-types": Figure(_plain(partners.organisation_types)),
    "new-and-lapsed-organisations": Figure(_plain(partners.new_and_lapsed), *_YEAR),
    "lapsed-organisations": Figure(_named(partners.lapsed)),
    "working-together": Figure(_named(partners_matrix.working_together)),
    "network": Figure(_network),
    "organisation-years": Figure(_named(partners_profile.organisation_years), *_YEAR),
    "organisation-partners": Figure(_chosen(partners_profile.organisation_partners)),
    "organisation-states": Figure(_chosen(partners_profile.organisation_states)),
    "organisation-regions": Figure(_chosen(partners_profile.organisation_regions)),
    "fields-by-year": Figure(_plain(records.fields_by_year)),
}


def draw(name: str, table: pd.DataFrame, setting: Setting) -> go.Figure | None:
    """The figure of a summary; None where it has none, or nothing to draw."""
    if name not in FIGURES or table.empty:
        return None
    return look.annotate(FIGURES[name].draw(table, setting), setting.annotations, setting.theme).figure()


def left_out(name: str, events: pd.DataFrame) -> str:
    """How many events of the selection a figure leaves out, in a sentence; empty where it leaves out none."""
    figure = FIGURES.get(name)
    number = int(events[figure.missing].isna().sum()) if figure and figure.missing else 0
    return f"Left out: {look.count(number, 'event')} {figure.words}." if number else ""
