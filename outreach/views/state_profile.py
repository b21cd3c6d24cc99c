"""The profile of a state, or of two to four side by side."""

from functools import partial

import pandas as pd
import streamlit as st

from outreach import languages
from outreach.charts import coverage_profile, coverage_years, look
from outreach.metrics.coverage_reach import DEVELOPMENT
from outreach.views import parts, profiles
from outreach.views.page import Page

COLUMNS = {
    "state": "State",
    **profiles.COLUMNS,
    "states_named": "States named",
    "states_reported": "States reported",
    "event_type": "Type",
    "city": "City",
    "people": "People",
    "date_precision": "Date known to the",
}


def render(page: Page) -> None:
    """Facts, years, partners and every event of the states chosen."""
    if profiles.too_many(page.selection.state, "states"):
        return
    facts = page.table("state-facts")
    if len(facts) == 1:
        _single(page, facts.iloc[0])
    else:
        _side_by_side(page, facts)
    if not facts["events"].sum():
        return
    if len(facts) > 1 and page.selection.match == "all":
        st.caption("Each profile shows all events of its state, not only those that name every state chosen.")
    _years(page, facts)
    _partners(page, facts)
    _events(page, facts)


MEANINGS = {
    "Events": "Events that name the state as attending; first and last.",
    "Hosted": "Events whose place is in the state, whether or not they name it as attending.",
    "Organisations met": "Different organisations in any role at the events that name the state.",
    "People": "People that a source counts for the state itself.",
    "Years without": "Years after its first in which events of the selection name states, but not this one.",
}


def _values(fact: pd.Series) -> dict[str, tuple[str, str]]:
    """Each fact as its number and what is to be known about it."""
    bound = "at least" if pd.notna(fact["people"]) and fact["people_known"] < fact["events"] else ""
    known = f"known for {look.number(fact['people_known'])} of {look.count(fact['events'], 'event')}"
    events, gaps = profiles.events_and_gaps(fact)
    return {
        "Events": events,
        "Hosted": (look.number(fact["hosted"]), "by place"),
        "Organisations met": (look.number(fact["organisations"]), "at its events"),
        "People": (look.number(fact["people"], bound), known),
        "Years without": gaps,
    }


def _single(page: Page, fact: pd.Series) -> None:
    """Name, groups and tiles of one state."""
    st.subheader(parts.plain(fact["state"]), anchor=False)
    bodies = _memberships(page, fact["code"])
    groups = _groups(page, fact["code"])
    st.caption(parts.plain(f"{groups}. Member of {bodies}" if bodies else groups))
    if not fact["events"]:
        named = page.prepared.attendance["party_id"].eq(fact["code"]).any()
        where = "of this selection" if named else "on record"
        st.info(f"No event {where} names it as attending; no record does not mean that it did not attend.")
        if fact["hosted"]:
            st.caption(f"{look.count(fact['hosted'], 'event')} of this selection took place there.")
        return
    profiles.tiles(_values(fact), MEANINGS)


def _side_by_side(page: Page, facts: pd.DataFrame) -> None:
    """The same facts of several states as a table, one column a state."""
    columns = {
        fact["state"]: {"Groups": _groups(page, fact["code"]), "Member of": _memberships(page, fact["code"])}
        | profiles.cells(_values(fact))
        for _, fact in facts.iterrows()
    }
    profiles.side_by_side(page, columns, facts, "state-facts", MEANINGS)


def _groups(page: Page, code: str) -> str:
    """The groups that a state is in."""
    rows = page.prepared.states[page.prepared.states["iso3"] == code]
    if rows.empty:
        return ""
    row = rows.iloc[0]
    groups = [row["un_regional_group"], row["m49_subregion"]]
    groups += [short for short, column in DEVELOPMENT.items() if row[column] == "yes"]
    language = page.theme.language
    return " · ".join(languages.region(group, language) or group for group in groups if group) or row["status"]


def _memberships(page: Page, code: str) -> str:
    """The bodies that a state belongs to, each with the year since when."""
    own = page.prepared.memberships
    own = own[(own["code"] == code) & (own["until"] == "")].sort_values("body")
    since = [
        f"{row.body} ({str(row.since)[:4]})" if row.since else row.body
        for row in own.rename(columns={"from": "since"}).itertuples()
    ]
    return ", ".join(since)


def _years(page: Page, facts: pd.DataFrame) -> None:
    table = page.table("state-years")
    if table.empty:
        return
    rows = facts[["code", "state"]].assign(region="")
    years = range(int(table["year"].min()), int(table["year"].max()) + 1)
    gap = facts.loc[facts["gap_years"].idxmax()]
    parts.chart(
        page,
        "state-years",
        partial(coverage_years.states_by_year, rows=rows, years=years, grouped=False),
        "Events of the year that name the state; a cell without colour is no record. Events without a year are left "
        f"out. {profiles.gaps(facts, 'state')}",
        f"Cells by year. {profiles.said_by_year(table, 'state')}",
        title=profiles.gap_title(gap["state"], gap, "Named in every year since the first"),
        variant="",
    )


def _partners(page: Page, facts: pd.DataFrame) -> None:
    table = page.table("state-partners")
    first = table.drop_duplicates("organisation_id")
    shown = min(coverage_profile.SHOWN, len(first))
    title = ""
    if len(first):
        name = page.names.get(first.iloc[0]["organisation_id"], first.iloc[0]["organisation"])
        title = profiles.most_met(name, first.iloc[0]["total"], facts)
    parts.chart(
        page,
        "state-partners",
        partial(coverage_profile.state_partners, short=page.names, states=facts["state"].tolist()),
        "Events that name both the state and the organisation, in whatever roles. "
        f"The {shown} met most often of {look.number(len(first))}; the CSV has all.",
        f"Bars: {parts.listed(first.head(5).set_index('organisation')['total'])}",
        title=title,
        picks="organisation",
        variant="",
    )


def _events(page: Page, facts: pd.DataFrame) -> None:
    """Every event with role, source and words, a page at a time."""
    table = page.table("state-events")
    differ = table.dropna(subset="states_reported")
    differ = int((differ["states_reported"] != differ["states_named"]).sum())
    note = (
        "States reported is a number in the source and never filled from the names; "
        f"it differs from the states named in {look.number(differ)} of these rows."
    )
    profiles.events(page, "state-events", "code", facts, COLUMNS, "attendance", note)
