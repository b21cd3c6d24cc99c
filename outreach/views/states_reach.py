"""Reach against membership, as the States page shows it: by region and year, never, lapsed, new, how even."""

import streamlit as st

from outreach import filters
from outreach.charts import coverage_equity, coverage_reach, look
from outreach.interface import words
from outreach.metrics.coverage_equity import SHORT
from outreach.metrics.coverage_reach import ALL
from outreach.summaries import last_year
from outreach.views import links, parts
from outreach.views.page import Page
from outreach.views.state import bound


def _members(page: Page) -> str:
    """The members counted against, in words: whose, and when."""
    year = last_year(page.selected.events, page.selection)
    return f"{page.selection.members} members" + (f" at the end of {year}" if year else "")


def by_region(page: Page) -> None:
    """Reached of members, region by region."""
    table = page.table("reach-by-region")
    regions = table[table["region"] != ALL].sort_values(["share", "members"], ascending=[False, False])
    title = ""
    if len(regions):
        row = regions.iloc[0]
        title = f"{page.region(row['region'])}: {row['reached']} of {row['members']} states reached"
        if len(regions) > 1:
            low = regions.iloc[-1]
            title += f"; {page.region(low['region'])}: {low['reached']} of {low['members']}"
    said = [f"{page.region(row.region)} {row.reached} of {row.members}" for row in table.itertuples()]
    parts.chart(
        page,
        "reach-by-region",
        coverage_reach.reach_by_region,
        f"{_members(page)}; a state is reached once an event of the selection names it. "
        "Events that name no state, and states that are not members, are left out.",
        f"Bars: {', '.join(said)}.",
        title=title,
        variant="",
    )


def by_year(page: Page) -> None:
    """Reached in each year, and up to each year."""
    table = page.table("reach-by-year")
    whole = table[table["region"] == ALL]
    title = ""
    if len(whole):
        row = whole.iloc[-1]
        title = (
            f"{row['cumulative']} of {row['members']} {page.selection.members} members reached by {row['year']}, "
            f"{row['reached']} in that year"
        )
    undated = int(page.selected.events["year"].isna().sum())
    parts.chart(
        page,
        "reach-by-year",
        coverage_reach.reach_by_year,
        "Members of each year; the line counts those named in that or an earlier year of the selection. "
        f"{parts.left_out(undated, 'without a year')}",
        f"Stacked bars of members reached a year: {_by_year(whole, 'reached')} Line, reached so far: "
        f"{_by_year(whole, 'cumulative')}",
        title=title,
        picks="years",
        variant="",
    )


def _by_year(table: object, column: str) -> str:
    return parts.listed(table.set_index("year")[column])


def never(page: Page) -> None:
    """The members that no event names, by region."""
    table = page.table("never-reached")
    members = page.table("reach-by-region").set_index("region")["members"]
    total = int(members.get(ALL, 0))
    summary = page.table("totals").set_index("measure")
    silent = int(summary.loc["events", "value"] - summary.loc["states named", "known"])
    with st.container(border=True):
        st.subheader(f"{len(table)} of {total} {page.selection.members} members without a record", anchor=False)
        if not total:
            st.info("This body has no member in the reference table at that time.")
            return
        if table.empty:
            st.markdown("Every member is named by at least one event of the selection.")
        for region in look.in_order(table["region"].unique()):
            own = table[table["region"] == region].set_index("code")["state"].to_dict()
            short = page.region(region)
            st.markdown(f"**{parts.plain(short)}** ({len(own)} of {members[region]})")
            _names(own, f"page-never-{region}", f"States of {short} without a record")
        verb = "names" if silent == 1 else "name"
        st.caption(
            f"{_members(page)}. No record is not the same as not attended: {look.count(silent, 'event')} of the "
            f"selection {verb} no state at all, and events of other selections may name these."
        )
        if len(table):
            parts.download(page, table, "never-reached")


def _names(states: dict[str, str], key: str, label: str) -> None:
    """Names of states, by code, each of which opens its profile."""
    st.session_state[key] = None
    st.pills(
        label,
        list(states),
        format_func=lambda code: parts.plain(states[code]),
        label_visibility="collapsed",
        key=key,
        on_change=lambda: links.open_("state", st.session_state[key]),
    )


def lapsed(page: Page) -> None:
    """The members last named long ago; how long ago is the reader's choice."""
    year, years = last_year(page.selected.events, page.selection), int(page.selection.lapse)
    table = page.table("lapsed")
    st.segmented_control(
        words("filter.lapse"),
        filters.LAPSES,
        required=True,
        **bound("lapse", page.selection.lapse, str, "page"),
    )
    if table.empty:
        span = f"the {years} years up to {year}" if years > 1 else f"{year}"
        st.info(f"No {page.selection.members} member has lapsed: each one named in an earlier year is named in {span}.")
        return
    shown = min(coverage_reach.SHOWN, len(table))
    first = ", ".join(f"{row.state} {row.last_year}" for row in table.head(5).itertuples())
    parts.chart(
        page,
        "lapsed",
        coverage_reach.lapsed,
        f"{_members(page)} named before, also before the years chosen, but in none of the last {years} years up to "
        f"{year}, the last year of the selection. At each bar, the year last named. "
        f"{f'The {shown} longest ago; the CSV has all. ' if shown < len(table) else ''}"
        "Colours are the regions. Events without a year are left out.",
        f"Bars of years since a state was last named; longest ago: {first}.",
        title=f"{look.count(len(table), 'member')} not named since {year - years}"
        if years > 1
        else f"{look.count(len(table), 'member')} not named in {year}",
        picks="state",
        variant="",
    )


def new_and_returning(page: Page) -> None:
    """States named for the first time, and again, year by year."""
    table = page.table("new-and-returning-states")
    fresh = table[table["new"] > 0]
    title = ""
    if len(fresh):
        row = fresh.iloc[-1]
        title = f"Latest year with new states: {row['year']}, {row['new']} new and {row['returning']} returning"
    parts.chart(
        page,
        "new-and-returning-states",
        coverage_reach.new_and_returning,
        "States and areas of any kind. New: the first year in which an event that passes the other filters names it, "
        "also counting years before the span chosen, so in the first year of the records all are new. "
        "Events without a year are left out.",
        f"Stacked bars. New: {_by_year(table, 'new')} Returning: {_by_year(table, 'returning')}",
        title=title,
        picks="years",
        variant="",
    )


def development(page: Page) -> None:
    """Least developed, landlocked and small island states."""
    table = page.table("development-shares")
    first = table.loc[(table["attendances_share"] - table["members_share"]).abs().fillna(0).idxmax()]
    said = [
        f"{row.group}: {look.percent(row.members_share)} of members, {look.percent(row.reached_share)} of members "
        f"reached, {look.percent(row.attendances_share)} of attendances"
        for row in table.itertuples()
    ]
    parts.chart(
        page,
        "development-shares",
        coverage_equity.development_shares,
        f"{_members(page)}, in these groups as they are today; a state may be in several. "
        "An attendance is one state named at one event. States that are not members are left out.",
        f"Bars. {'; '.join(said)}.",
        title=f"{first['group']}: {look.percent(first['members_share'])} of members, "
        f"{look.percent(first['attendances_share'])} of attendances",
        variant="",
    )


def concentration(page: Page) -> None:
    """The Gini coefficient by region."""
    table = page.table("concentration")
    said = [f"{page.region(row.region)} {_gini(row.gini)}" for row in table.itertuples()]
    parts.chart(
        page,
        "concentration",
        coverage_equity.concentration,
        f"{SHORT} {_members(page)}, with 0 for those without a record.",
        f"Bars of the Gini coefficient: {', '.join(said)}.",
        title=f"Gini coefficient over all members: {_gini(table['gini'].iloc[-1])}" if len(table) else "",
        variant="",
    )


def _gini(value: float) -> str:
    return "not known" if value != value else f"{value:.2f}"


def lorenz(page: Page) -> None:
    """The Lorenz curve over all members."""
    whole = page.table("concentration").set_index("region")
    title, table = "", page.table("lorenz")
    if len(table):
        row = whole.loc[ALL]
        title = f"The tenth of members named most often has {look.percent(row['top_tenth'])} of all attendances"
    half = table[table["members_share"] <= 0.5].tail(1)
    share = look.percent(half["attendances_share"].iloc[0]) if len(half) else look.percent(0)
    parts.chart(
        page,
        "lorenz",
        coverage_equity.lorenz,
        f"{_members(page)}, those named least often first, 0 events included. The Gini coefficient is the area between "
        "curve and dotted line, in shares of the area below that line.",
        f"Lorenz curve: the half of the members named least often has {share} of all attendances.",
        title=title,
        variant="",
    )
