"""The profile of an organisation, or of two to four side by side."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from outreach.charts import look, partners_profile
from outreach.views import parts, profiles
from outreach.views.page import Page

COLUMNS = {
    "organisation": st.column_config.TextColumn("Organisation", width="medium"),
    **profiles.COLUMNS,
    "city": "City",
    "country_code": "Country",
    "event_type": "Type",
    "organisations_named": "Organisations named",
    "states_named": "States named",
    "date_precision": "Date known to the",
}
MEANINGS = {
    "Events": "Events that name the organisation, in any role; first and last.",
    "Organised": "Events in which it is named as an organiser, of all its events.",
    "Organisations met": "Different other organisations in any role at its events.",
    "States met": "Different states that its events name as attending.",
    "Years without": "Years after its first in which events of the selection name organisations, but not this one.",
}


def render(page: Page) -> None:
    """Facts, years, whom it met, where it works, and every event of the organisations chosen."""
    if profiles.too_many(page.selection.organisation, "organisations"):
        return
    facts = page.table("organisation-facts")
    if len(facts) == 1:
        _single(facts.iloc[0])
    else:
        _side_by_side(page, facts)
    if not facts["events"].sum():
        return
    if len(facts) > 1 and page.selection.match == "all":
        st.caption(
            "Each profile shows all events of its organisation, not only those that name every organisation chosen."
        )
    left, right = st.columns(2)
    with left:
        _years(page, facts)
    with right:
        _regions(page, facts)
    left, right = st.columns(2)
    with left:
        _partners(page, facts)
    with right:
        _states(page, facts)
    _events(page, facts)


def _values(fact: pd.Series) -> dict[str, tuple[str, str]]:
    """Each fact as its number and what is to be known about it."""
    share = look.percent(fact["organised"] / fact["events"]) if fact["events"] else "–"
    events, gaps = profiles.events_and_gaps(fact)
    return {
        "Events": events,
        "Organised": (look.number(fact["organised"]), f"{share} of its events"),
        "Organisations met": (look.number(fact["organisations_met"]), "at its events"),
        "States met": (look.number(fact["states_met"]), "named at its events"),
        "Years without": gaps,
    }


def _single(fact: pd.Series) -> None:
    """Name, type and tiles of one organisation."""
    st.subheader(parts.plain(fact["organisation"]), anchor=False)
    if pd.notna(fact["type"]):
        st.caption(parts.plain(f"Type: {fact['type']}"))
    if not fact["events"]:
        st.info("No event of this selection names it; no record does not mean that it did not take part.")
    profiles.tiles(_values(fact), MEANINGS)


def _side_by_side(page: Page, facts: pd.DataFrame) -> None:
    """The same facts of several organisations as a table, one column an organisation."""
    columns = {
        parts.plain(fact["organisation"]): {"Type": fact["type"] if pd.notna(fact["type"]) else "–"}
        | profiles.cells(_values(fact))
        for _, fact in facts.iterrows()
    }
    profiles.side_by_side(page, columns, facts, "organisation-facts", MEANINGS)


def _years(page: Page, facts: pd.DataFrame) -> None:
    table = page.table("organisation-years")
    if table.empty:
        return
    gap = facts.loc[facts["gap_years"].idxmax()]
    name = page.names.get(gap["organisation_id"], gap["organisation"])
    parts.chart(
        page,
        "organisation-years",
        partial(partners_profile.organisation_years, short=page.names),
        "Events of the year in any role, the stronger the colour, the more; a cell without colour is no record. Events "
        f"without a year are left out. {profiles.gaps(facts, 'organisation')}",
        f"Cells by year. {profiles.said_by_year(table, 'organisation')}",
        title=profiles.gap_title(name, gap, "An event in every year since the first"),
        variant="",
    )


def _shown(table: pd.DataFrame, key: str) -> str:
    number = table[key].nunique()
    shown = partners_profile.SHOWN
    return f"The {shown} met most often of {look.number(number)}; the CSV has all." if shown < number else ""


def _partners(page: Page, facts: pd.DataFrame) -> None:
    note = "Events that name both, in whatever roles. {shown} A click adds the organisation."
    _met(page, facts, "organisation-partners", partners_profile.organisation_partners, ("other_id", "other"), note)


def _states(page: Page, facts: pd.DataFrame) -> None:
    note = "Its events that name the state as attending; events that name no state are left out. {shown}"
    _met(page, facts, "organisation-states", partners_profile.organisation_states, ("code", "state"), note)


def _met(page: Page, facts: pd.DataFrame, name: str, draw: Callable, columns: tuple[str, str], note: str) -> None:
    """Whom the organisations met, most often first; `columns` are its id and its name."""
    table, (key, label) = page.table(name), columns
    first = table.drop_duplicates(key).head(5)
    title = ""
    if len(first):
        title = profiles.most_met(
            page.names.get(first.iloc[0][key], first.iloc[0][label]), first.iloc[0]["total"], facts
        )
    parts.chart(
        page,
        name,
        partial(draw, organisations=facts["organisation"].tolist(), short=page.names),
        note.format(shown=_shown(table, key)),
        f"Bars: {parts.listed(first.set_index(label)['total'])}",
        title=title,
        picks="state" if key == "code" else "organisation",
        variant="",
    )


def _regions(page: Page, facts: pd.DataFrame) -> None:
    table = page.table("organisation-regions")
    regions = table.drop_duplicates("region")
    total = int(regions["total"].sum())
    title = ""
    if len(regions):
        top = regions.iloc[0]
        counted = look.count(total, profiles.noun(facts))
        title = f"{page.region(top['region'])}: {look.number(top['total'])} of {counted}"
    parts.chart(
        page,
        "organisation-regions",
        partial(
            partners_profile.organisation_regions,
            organisations=facts["organisation"].tolist(),
            short=page.names,
        ),
        "Its events by the place they were held in.",
        f"Bars: {parts.listed(regions.assign(name=regions['region'].map(page.region)).set_index('name')['total'])}",
        title=title,
        picks="region",
        variant="",
    )


def _events(page: Page, facts: pd.DataFrame) -> None:
    note = "Each with the role and the words of the source that name the organisation, and the place of them."
    profiles.events(page, "organisation-events", "organisation_id", facts, COLUMNS, profiles.noun(facts), note)
