"""What profiles of states and of organisations share: tiles, facts side by side, gaps, and every event by pages."""

import pandas as pd
import streamlit as st

from outreach.charts import look
from outreach.views import links, parts
from outreach.views.page import Page

MOST = 4
ROWS = 15
COLUMNS = {
    "start_date": st.column_config.DateColumn("Begins", format="YYYY-MM-DD"),
    "title": st.column_config.TextColumn("Event", width="medium"),
    "role": "Role",
    "written": "As written",
    "source": "Source",
    "locator": "Place in it",
}


def too_many(chosen: tuple[str, ...], noun: str) -> bool:
    """Whether more are chosen than stand side by side, and the sentence that says so."""
    more = len(chosen) > MOST
    if more:
        said = f"Up to {MOST} {noun} stand side by side; {len(chosen)} are chosen."
        st.info(f"{said} Remove some above to see their profiles.")
    return more


def events_and_gaps(fact: pd.Series) -> tuple[tuple[str, str], tuple[str, str]]:
    """The number of events with first and last year, and the years without, as a tile shows them."""
    dated = pd.notna(fact["first_year"])
    return (
        (look.number(fact["events"]), f"{fact['first_year']} to {fact['last_year']}" if dated else "no year known"),
        (look.number(fact["gap_years"]), f"since {fact['first_year']}" if dated else "no year known"),
    )


def tiles(values: dict[str, tuple[str, str]], meanings: dict[str, str]) -> None:
    """The facts of one, a tile each."""
    with st.grid(5, min_column_width=150):
        for label, (value, known) in values.items():
            parts.tile(label, value, known, meanings[label])


def side_by_side(
    page: Page, columns: dict[str, dict[str, str]], facts: pd.DataFrame, name: str, meanings: dict
) -> None:
    """The facts of several as a table, a column each; `facts` is the summary of that name, to take away."""
    with st.container(border=True):
        st.subheader("Side by side", anchor=False)
        st.table(pd.DataFrame(columns))
        st.caption(" ".join(f"{label}: {meaning}" for label, meaning in meanings.items()))
        parts.download(page, facts, name)


def cells(values: dict[str, tuple[str, str]]) -> dict[str, str]:
    """The facts of one as cells: the number and what is to be known about it."""
    return {label: " · ".join(part for part in pair if part != "–") for label, pair in values.items()}


def said_by_year(table: pd.DataFrame, column: str) -> str:
    """The years with events of each, for the text beside the chart."""
    return "; ".join(
        f"{name}: {parts.listed(own.set_index('year')['events'])}"
        for name, own in table[table["events"] > 0].groupby(column, sort=False)
    )


def gaps(facts: pd.DataFrame, column: str) -> str:
    """The years without a record of each that has some."""
    return " ".join(
        f"{parts.plain(fact[column])} without a record: {fact['gaps'].replace('-', '–')}."
        for _, fact in facts[facts["gap_years"] > 0].iterrows()
    )


def gap_title(name: str, gap: pd.Series, whole: str) -> str:
    """How long the longest gaps are, or that there is none."""
    years = look.count(gap["gap_years"], "year")
    return f"{parts.plain(name)}: {years} without a record since {gap['first_year']}" if gap["gap_years"] else whole


def most_met(name: str, total: int, facts: pd.DataFrame) -> str:
    """What was met most, as a heading."""
    return f"{parts.plain(name)} met most often: {look.count(int(total), noun(facts))}"


def noun(facts: pd.DataFrame) -> str:
    """What is counted: events of one, attendances of several."""
    return "event" if len(facts) == 1 else "attendance"


def events(page: Page, name: str, key: str, facts: pd.DataFrame, columns: dict, counted: str, note: str) -> None:
    """Every event with role, source and words, a page at a time; `columns` begin with whose it is."""
    table = page.table(name)
    with st.container(border=True):
        st.subheader(f"{look.count(len(table), counted)}, latest first", anchor=False)
        pages = -(-len(table) // ROWS)
        number = st.pagination(pages, key=f"page-profile-{'-'.join(facts[key])}") if pages > 1 else 1
        rows = table.iloc[(number - 1) * ROWS : number * ROWS]
        links.frame(rows, "rows-of-profile", list(columns)[len(facts) == 1 :], columns, placeholder="–")
        st.caption(note)
        parts.download(page, table, name)
