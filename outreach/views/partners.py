"""Partners: which organisations work where, when, in which role and with whom; profiles of those chosen above."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from outreach.charts import look, partners, partners_matrix
from outreach.views import parts
from outreach.views.page import Page

MOST = 4  # profiles side by side


def render(page: Page) -> None:
    """The page: profiles of the organisations chosen, then all organisations."""
    whole = replace(page, selection=replace(page.selection, organisation=()))
    if page.selection.organisation:
        _profiles(page)
        st.subheader("All organisations", anchor=False)
        st.caption("From here on every organisation counts: all filters apply but the choice of organisations.")
    if whole.selected.events.empty:
        st.info("No event passes these filters. Remove one of them above, or reset all in the sidebar.")
        return
    st.markdown(_sentence(whole))
    _roles(whole)
    left, right = st.columns(2)
    with left:
        _squares(whole, "organisations-by-year", partners_matrix.organisations_by_year, "year")
        _new(whole)
    with right:
        _squares(whole, "organisations-by-region", partners_matrix.organisations_by_region, "region")
        _types(whole)
    _together(whole)
    parts.listing(
        whole,
        "lapsed-organisations",
        f"Organisations with at least two events and none in the last {page.selection.lapse} years up to the last year "
        "of the selection. Events without a year are left out.",
    )


def _sentence(page: Page) -> str:
    types = page.table("organisation-types")
    roles = page.table("organisations-by-role")
    organisers = roles.loc[roles["role"] == "organiser", "organisation_id"].nunique()
    return (
        f"{look.count(int(types['organisations'].sum()), 'organisation')} in this selection; "
        f"{look.number(organisers)} of them organised an event."
    )


def _profiles(page: Page) -> None:
    facts = page.table("organisation-facts")
    for column, row in zip(st.columns(min(len(facts), MOST)), facts.head(MOST).itertuples(), strict=False):
        with column, st.container(border=True):
            st.subheader(parts.plain(row.organisation), anchor=False)
            years = "no dated event" if pd.isna(row.first_year) else f"{row.first_year} to {row.last_year}"
            st.markdown(
                f"**{look.count(row.events, 'event')}**, {look.number(row.organised)} of them organised; {years}.  \n"
                f"Met {look.count(row.states_met, 'state')} named as attending and "
                f"{look.count(row.organisations_met, 'other organisation')}."
            )
    if len(facts) > MOST:
        st.caption(f"The first {MOST} of the {len(facts)} organisations chosen.")
    parts.listing(page, "organisation-events", "Each with the role and the words that the source gives; latest first.")


def _roles(page: Page) -> None:
    first = page.table("organisations-by-role").drop_duplicates("organisation_id")
    parts.chart(
        page,
        "organisations-by-role",
        partial(partners.organisations_by_role, short=page.names, theme=page.theme),
        "An organisation counts once an event, in its principal role. "
        f"The {min(partners.SHOWN, len(first))} with most events of {look.number(len(first))}; the CSV has all.",
        f"Bars: {parts.listed(first.head(5).set_index('organisation')['total'])}",
        title="Organisers against partners",
        picks="organisation",
    )


def _squares(page: Page, name: str, draw: object, what: str) -> None:
    table = page.table(name)
    first = table.drop_duplicates("organisation_id")
    undated = int(page.selected.events["year"].isna().sum()) if what == "year" else 0
    parts.chart(
        page,
        name,
        partial(draw, short=page.names, theme=page.theme),
        f"The darker, the more events. The {min(partners_matrix.SHOWN, len(first))} organisations with most events; "
        f"the CSV has all. {parts.left_out(undated, 'without a year')}",
        f"Squares. Most events: {parts.listed(first.head(5).set_index('organisation')['total'])}",
        picks="organisation",
    )


def _new(page: Page) -> None:
    table = page.table("new-and-returning-organisations")
    parts.chart(
        page,
        "new-and-returning-organisations",
        partial(partners_matrix.new_and_returning, theme=page.theme),
        "New: not seen in an earlier year of the selection, so its first year is all new. Events without a year are "
        "left out.",
        f"Bars of new organisations: {parts.listed(table.set_index('year')['new'])}",
    )


def _types(page: Page) -> None:
    table = page.table("organisation-types")
    parts.chart(
        page,
        "organisation-types",
        partial(partners_matrix.types, theme=page.theme),
        "Attendances: an organisation at an event. Unlisted organisations are not in the reference table.",
        f"Bars: {parts.listed(table.set_index('type')['attendances'])}",
    )


def _together(page: Page) -> None:
    table = page.table("working-together")
    best = table.iloc[0] if len(table) else None
    parts.chart(
        page,
        "working-together",
        partial(partners_matrix.working_together, short=page.names, theme=page.theme),
        "Events that both took part in, in any role, among the 25 organisations with most events. A click chooses the "
        "organisation of the row.",
        "Squares of pairs.",
        title=(
            f"{page.names.get(best['organisation_id'], best['organisation'])} and "
            f"{page.names.get(best['other_id'], best['other'])} work together most: "
            f"{look.count(int(best['events']), 'event')}"
        )
        if best is not None
        else "",
        picks="organisation",
    )
