"""The profile of an organisation, or of two to four side by side."""

from functools import partial

import pandas as pd
import streamlit as st

from outreach.charts import look, partners_profile
from outreach.views import links, parts
from outreach.views.page import Page

MOST = 4
ROWS = 15
COLUMNS = {
    "organisation": st.column_config.TextColumn("Organisation", width="medium"),
    "start_date": st.column_config.DateColumn("Begins", format="YYYY-MM-DD"),
    "title": st.column_config.TextColumn("Event", width="medium"),
    "role": "Role",
    "written": "As written",
    "source": "Source",
    "locator": "Place in it",
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
    if len(page.selection.organisation) > MOST:
        st.info(
            f"Up to {MOST} organisations stand side by side; {len(page.selection.organisation)} are chosen. Remove "
            "some above to see their profiles."
        )
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
    dated = pd.notna(fact["first_year"])
    share = look.percent(fact["organised"] / fact["events"]) if fact["events"] else "–"
    return {
        "Events": (
            look.number(fact["events"]),
            f"{fact['first_year']} to {fact['last_year']}" if dated else "no year known",
        ),
        "Organised": (look.number(fact["organised"]), f"{share} of its events"),
        "Organisations met": (look.number(fact["organisations_met"]), "at its events"),
        "States met": (look.number(fact["states_met"]), "named at its events"),
        "Years without": (look.number(fact["gap_years"]), f"since {fact['first_year']}" if dated else "no year known"),
    }


def _single(fact: pd.Series) -> None:
    """Name, type and tiles of one organisation."""
    st.subheader(parts.plain(fact["organisation"]), anchor=False)
    if pd.notna(fact["type"]):
        st.caption(parts.plain(f"Type: {fact['type']}"))
    if not fact["events"]:
        st.info("No event of this selection names it; no record does not mean that it did not take part.")
    with st.grid(5, min_column_width=150):
        for label, (value, known) in _values(fact).items():
            parts.tile(label, value, known, MEANINGS[label])


def _side_by_side(page: Page, facts: pd.DataFrame) -> None:
    """The same facts of several organisations as a table, one column an organisation."""
    columns = {}
    for fact in facts.to_dict("records"):
        values = {
            label: " · ".join(part for part in pair if part != "–") for label, pair in _values(pd.Series(fact)).items()
        }
        kind = fact["type"] if pd.notna(fact["type"]) else "–"
        columns[parts.plain(fact["organisation"])] = {"Type": kind} | values
    with st.container(border=True):
        st.subheader("Side by side", anchor=False)
        st.table(pd.DataFrame(columns))
        st.caption(" ".join(f"{label}: {meaning}" for label, meaning in MEANINGS.items()))
        parts.download(page, facts, "organisation-facts")


def _years(page: Page, facts: pd.DataFrame) -> None:
    table = page.table("organisation-years")
    if table.empty:
        return
    said = "; ".join(
        f"{name}: {parts.listed(own.set_index('year')['events'])}"
        for name, own in table[table["events"] > 0].groupby("organisation", sort=False)
    )
    gaps = " ".join(
        f"{parts.plain(fact['organisation'])} without a record: {fact['gaps'].replace('-', '–')}."
        for _, fact in facts[facts["gap_years"] > 0].iterrows()
    )
    gap = facts.loc[facts["gap_years"].idxmax()]
    title = "An event in every year since the first"
    if gap["gap_years"]:
        name = parts.plain(page.names.get(gap["organisation_id"], gap["organisation"]))
        title = f"{name}: {look.count(gap['gap_years'], 'year')} without a record since {gap['first_year']}"
    parts.chart(
        page,
        "organisation-years",
        partial(partners_profile.organisation_years, short=page.names),
        "Events of the year in any role, the stronger the colour, the more; a cell without colour is no record. Events "
        f"without a year are left out. {gaps}",
        f"Cells by year. {said}",
        title=title,
        variant="",
    )


def _first(page: Page, table: pd.DataFrame, key: str, label: str, facts: pd.DataFrame) -> str:
    """What was met most, as a heading."""
    if table.empty:
        return ""
    row = table.iloc[0]
    noun = "event" if len(facts) == 1 else "attendance"
    name = parts.plain(page.names.get(row[key], row[label]))
    return f"{name} met most often: {look.count(int(row['total']), noun)}"


def _shown(table: pd.DataFrame, key: str) -> str:
    number = table[key].nunique()
    shown = partners_profile.SHOWN
    return f"The {shown} met most often of {look.number(number)}; the CSV has all." if shown < number else ""


def _partners(page: Page, facts: pd.DataFrame) -> None:
    table = page.table("organisation-partners")
    first = table.drop_duplicates("other_id").head(5)
    parts.chart(
        page,
        "organisation-partners",
        partial(
            partners_profile.organisation_partners,
            organisations=facts["organisation"].tolist(),
            short=page.names,
        ),
        f"Events that name both, in whatever roles. {_shown(table, 'other_id')} A click adds the organisation.",
        f"Bars: {parts.listed(first.set_index('other')['total'])}",
        title=_first(page, table, "other_id", "other", facts),
        picks="organisation",
        variant="",
    )


def _states(page: Page, facts: pd.DataFrame) -> None:
    table = page.table("organisation-states")
    first = table.drop_duplicates("code").head(5)
    parts.chart(
        page,
        "organisation-states",
        partial(
            partners_profile.organisation_states,
            organisations=facts["organisation"].tolist(),
            short=page.names,
        ),
        f"Its events that name the state as attending; events that name no state are left out. {_shown(table, 'code')}",
        f"Bars: {parts.listed(first.set_index('state')['total'])}",
        title=_first(page, table, "code", "state", facts),
        picks="state",
        variant="",
    )


def _regions(page: Page, facts: pd.DataFrame) -> None:
    table = page.table("organisation-regions")
    regions = table.drop_duplicates("region")
    total = int(regions["total"].sum())
    title = ""
    if len(regions):
        top = regions.iloc[0]
        noun = "event" if len(facts) == 1 else "attendance"
        title = f"{page.region(top['region'])}: {look.number(top['total'])} of {look.count(total, noun)}"
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
    """Every event with role, source and words, a page at a time."""
    table = page.table("organisation-events")
    with st.container(border=True):
        noun = "event" if len(facts) == 1 else "attendance"
        st.subheader(f"{look.count(len(table), noun)}, latest first", anchor=False)
        pages = -(-len(table) // ROWS)
        number = st.pagination(pages, key=f"page-profile-{'-'.join(facts['organisation_id'])}") if pages > 1 else 1
        links.frame(
            table.iloc[(number - 1) * ROWS : number * ROWS],
            "rows-of-profile",
            list(COLUMNS)[len(facts) == 1 :],
            COLUMNS,
            placeholder="–",
        )
        st.caption("Each with the role and the words of the source that name the organisation, and the place of them.")
        parts.download(page, table, "organisation-events")
