"""Partners: which organisations work where, when, in which role and with whom; profiles of those chosen above."""

from dataclasses import replace
from functools import lru_cache, partial

import pandas as pd
import streamlit as st

from outreach import filters, summaries
from outreach.charts import look, partners, partners_matrix
from outreach.filters import Selection
from outreach.interface import name_of, words
from outreach.metrics.partners import busiest_by_year
from outreach.prepare import Prepared
from outreach.views import organisation_profile, partners_together, parts
from outreach.views.page import Page
from outreach.views.state import bound

MEASURES = {"events": "All events", "organised": "Organised", "took_part": "Took part"}


def render(page: Page) -> None:
    """The page: profiles of the organisations chosen, then all organisations."""
    whole = replace(page, selection=replace(page.selection, organisation=()))
    st.markdown(_sentence(whole))
    if page.selection.organisation:
        organisation_profile.render(page)
        st.subheader("All organisations", anchor=False)
        st.caption(words("whole.organisations"))
    if whole.selected.events.empty:
        st.info(words("empty.no-event"))
        return
    if whole.table("organisations-by-year").empty:
        st.info(words("empty.no-organisation"))
        return
    measure = _controls(whole)
    left, right = st.columns(2)
    with left:
        _by_year(whole, measure)
    with right:
        _by_region(whole)
    left, right = st.columns(2)
    with left:
        _types(whole)
    with right:
        _roles(whole)
    partners_together.render(whole)
    _renewal(whole)


def _sentence(page: Page) -> str:
    """How many organisations there are, and how many events name any at all."""
    totals = page.table("totals").set_index("measure")
    events, naming = int(totals.loc["events", "value"]), int(totals.loc["organisations", "known"])
    if not naming:
        return f"{look.count(events, 'event')} in this selection; none names an organisation."
    organisers = int((page.table("organising-and-taking-part")["organised"] > 0).sum())
    return (
        f"{look.count(int(totals.loc['organisations', 'value']), 'organisation')} at {look.number(naming)} of "
        f"{look.count(events, 'event')} in this selection; {look.number(organisers)} of them organised at least one. "
        "An organisation counts once an event, in its principal role."
    )


def _name(page: Page, row: object) -> str:
    """An organisation's short name, for headings."""
    return parts.plain(page.names.get(row.organisation_id, row.organisation))


def _busiest(page: Page) -> str:
    first = page.table("organising-and-taking-part").head(5)
    return parts.listed(first.set_index("organisation")["events"])


def _which(shown: int, number: int, what: str = "organisations with most events") -> str:
    return f"The {shown} {what} of {look.number(number)}; the CSV has all." if shown < number else ""


def _controls(page: Page) -> str:
    """What the grid of years counts, and by which regions the other one is."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        measure = st.segmented_control(
            "Years show",
            list(MEASURES),
            format_func=MEASURES.get,
            required=True,
            default="events",
            key="page-partners-role",
            persist_state="session",
        )
        st.selectbox(
            words("filter.scheme"),
            page.prepared.schemes,
            format_func=partial(name_of, "scheme"),
            width=220,
            **bound("scheme", page.selection.scheme, str, "page"),
        )
    return measure


@lru_cache(maxsize=256)
def _busiest_by_year(prepared: Prepared, selection: Selection, measure: str) -> pd.DataFrame:
    return busiest_by_year(summaries.table("organisations-by-year", prepared, selection), measure)


def _by_year(page: Page, measure: str) -> None:
    """Organisations by years, in any role or one of two."""
    table = page.table("organisations-by-year")
    if not table.loc[table["year"].notna(), measure].sum():
        st.info(f"Nothing to lay out by year: no event with a year. ({MEASURES[measure]})")
        return
    first = _busiest_by_year(page.prepared, page.selection, measure)
    top = next(first.itertuples(index=False))
    verb = {"events": "named most", "organised": "organised most", "took_part": "took part most"}[measure]
    undated = int(page.selected.events["year"].isna().sum())
    parts.chart(
        page,
        "organisations-by-year",
        partial(partners_matrix.organisations_by_year, short=page.names, measure=measure),
        "The stronger the colour, the more events of the year; a cell without colour is no record. "
        f"{_which(partners_matrix.SHOWN, len(first))} {parts.left_out(undated, 'without a year')}",
        f"Grid of organisations by years; {MEASURES[measure].lower()}. Most: "
        f"{parts.listed(first.head(5).set_index('organisation')['events'])}",
        title=f"{_name(page, top)} {verb}: {look.count(top.events, 'event')} in {look.count(top.years, 'year')}",
        picks="organisation",
        variant=measure,
    )


def _by_region(page: Page) -> None:
    """Organisations by regions of the place."""
    table = page.table("organisations-by-region")
    first = table.drop_duplicates("organisation_id")
    widest = int(first["regions"].max())
    those = first[first["regions"] == widest]
    name = _name(page, next(those.itertuples(index=False)))
    title = ""
    if widest:
        title = f"{name} works in {look.count(widest, 'region')}"
        if len(those) > 1:
            title = f"{name} and {len(those) - 1} more work in {look.count(widest, 'region')}"
    parts.chart(
        page,
        "organisations-by-region",
        partial(partners_matrix.organisations_by_region, short=page.names),
        "Events by the place they were held in, wherever the organisation has its seat; the stronger the colour, the "
        f"more. {_which(min(partners_matrix.SHOWN, len(first)), len(first))}",
        f"Grid of organisations by regions. Most events: {_busiest(page)}",
        title=title,
        picks="organisation",
        variant="",
    )


def _roles(page: Page) -> None:
    """Who organises, and who takes part in what others organise."""
    table = page.table("organising-and-taking-part")
    first = table.head(partners.SHOWN)
    joining = int((first["took_part"] > first["organised"]).sum())
    does = "takes part more often than it organises" if joining == 1 else "take part more often than they organise"
    said = [
        f"{row.organisation} organised {row.organised} and took part in {row.took_part}" for row in first.itertuples()
    ]
    parts.chart(
        page,
        "organising-and-taking-part",
        partial(partners.organising_and_taking_part, short=page.names),
        "Left: events in which it is named as an organiser. Right: events in which it has any other role. "
        f"{_which(len(first), len(table))}",
        f"Bars: {'; '.join(said[:5])}.",
        title=f"{joining} of the {len(first)} busiest {does}" if len(first) > 1 else "",
        picks="organisation",
        variant="",
    )


def _types(page: Page) -> None:
    """What kinds of organisation take part."""
    table = page.table("organisation-types")
    top, whole = table.iloc[0], int(table["attendances"].sum())
    parts.chart(
        page,
        "organisation-types",
        partners.organisation_types,
        "Attendances (an organisation at an event) by how many organisations. Unlisted: not in the reference table of "
        "organisations, so its type is not known.",
        f"Bars of attendances: {parts.listed(table.set_index('type')['attendances'])}",
        title=f"{parts.plain(top['type'][:1].upper() + top['type'][1:])}: {look.number(top['attendances'])} of "
        f"{look.count(whole, 'attendance')}, by {look.count(top['organisations'], 'organisation')}",
        variant="",
    )


def _renewal(page: Page) -> None:
    """Who is new, and who has not been seen for years; how many years is the reader's choice."""
    year, years = summaries.last_year(page.selected.events, page.selection), int(page.selection.lapse)
    st.segmented_control(
        words("filter.lapse"),
        filters.LAPSES,
        required=True,
        **bound("lapse", page.selection.lapse, str, "page"),
    )
    left, right = st.columns(2)
    with left:
        _new_and_lapsed(page, years)
    with right:
        _lapsed(page, years, year)


def _new_and_lapsed(page: Page, years: int) -> None:
    table = page.table("new-and-lapsed-organisations")
    title, said = "", ""
    if len(table):
        row = table.iloc[-1]
        title = f"{row['year']}: {row['new']} new, {row['back']} back, {row['lapsed']} lapsed"
        said = "; ".join(
            f"{row.year} {row.new} new, {row.back} back, {row.again} again, {row.lapsed} lapsed"
            for row in table.itertuples(index=False)
        )
    parts.chart(
        page,
        "new-and-lapsed-organisations",
        partners.new_and_lapsed,
        "New: its first event that passes the other filters, also counting years before the span chosen, so in the "
        "first year of the records all are new. Lapsed: counted in the year that completes "
        f"{look.count(years, 'year')} without a record; back: seen again after that. Events without a year are left "
        "out.",
        f"Bars up and down. {said}.",
        title=title,
        picks="years",
        variant="",
    )


def _lapsed(page: Page, years: int, year: int | None) -> None:
    table = page.table("lapsed-organisations")
    if table.empty:
        st.info(
            "No organisation has lapsed: each has an event in the last "
            f"{look.count(years, 'year')} up to {year or 'the last year of the selection'}."
        )
        return
    shown = min(partners.SHOWN, len(table))
    first = ", ".join(f"{row.organisation} {row.last_year}" for row in table.head(5).itertuples())
    since = f"since {year - years}" if years > 1 else f"in {year}"
    parts.chart(
        page,
        "lapsed-organisations",
        partial(partners.lapsed, short=page.names),
        "Lines from first to last event of those without one in the last "
        f"{look.count(years, 'year')} up to {year}, the last year of the selection. "
        f"{_which(shown, len(table), 'with most events')} Events without a year are left out.",
        f"Lines of years; the last of those with most events: {first}.",
        title=f"{look.count(len(table), 'organisation')} without a record {since}",
        picks="organisation",
        variant="",
    )
