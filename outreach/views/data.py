"""Data: where the numbers come from, what needs a look, what the records do not tell; all records, not a selection."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from outreach import exports
from outreach.charts import look, records
from outreach.filters import Selection
from outreach.languages import when
from outreach.metrics.records_sources import SEVERITIES
from outreach.views import links, parts, tables
from outreach.views.page import Page

ROWS = 25
SOURCES = {
    "source": st.column_config.TextColumn("Source", width="medium"),
    "changed": st.column_config.DateColumn("File of", format="D MMM YYYY", width="small"),
    "events": st.column_config.NumberColumn("Events", width="small"),
    "only_here": st.column_config.NumberColumn("Told only here", width="small"),
    "problems": st.column_config.NumberColumn("Problems", width="small"),
    "notes": st.column_config.NumberColumn("Notes", width="small"),
}
PROBLEMS = {
    "severity": st.column_config.TextColumn("Severity", width="small"),
    "kind": st.column_config.TextColumn("Kind", width="medium"),
    "message": st.column_config.TextColumn("What", width="large"),
    "suggestion": st.column_config.TextColumn("Suggestion", width="medium"),
    "written": st.column_config.TextColumn("Words", width="medium"),
    "source": st.column_config.TextColumn("Source", width="medium"),
    "locator": st.column_config.TextColumn("Place in it", width="small"),
    "event_id": st.column_config.TextColumn("Event", width="medium"),
}
KINDS = {
    "kind": "Kind",
    "severity": "Worst",
    "problems": "Number",
    "events": "Events",
    "meaning": "Meaning",
    "what_to_do": "What to do",
}
NAMES = {
    "written": st.column_config.TextColumn("Name as written", width="large"),
    "kind": st.column_config.TextColumn("Kind", width="medium"),
    "times": st.column_config.NumberColumn("Times", width="small"),
    "events": st.column_config.NumberColumn("Events", width="small"),
    "suggestion": st.column_config.TextColumn("Suggestion", width="medium"),
    "source": st.column_config.TextColumn("Source", width="medium"),
    "locator": st.column_config.TextColumn("Place in it", width="small"),
}


def render(page: Page) -> None:
    """Freshness, coverage of fields, sources, problems, names not known."""
    page = replace(page, selection=Selection())
    st.markdown(_fresh(page))
    st.caption("This page shows all records: the filters do not reach it.")
    if page.prepared.events.empty and page.prepared.problems.empty:
        st.info(
            "There are no records. Put files into data/records/ and start again, or add some on the page Add records."
        )
        return
    _fields(page)
    _sources(page)
    _kinds(page)
    _problems(page)
    _names(page)


def _fresh(page: Page) -> str:
    """When the records were read, how many files they are, and what they add up to."""
    all_, table = page.prepared, page.table("sources")
    read = ""
    if all_.read_at is not None:
        read = f"Read on {when(all_.read_at, None, 'day', page.theme.language)} at {all_.read_at:%H:%M} from "
    files = len(all_.files) if all_.files is not None else len(table)
    changed = table["changed"].max()
    newest = f"; the newest file is of {when(changed, None, 'day', page.theme.language)}" if pd.notna(changed) else ""
    return (
        f"{read}{look.count(files, 'file')}: {look.count(len(all_.events), 'event')}, {tally(all_.problems)}{newest}."
    )


def tally(problems: pd.DataFrame) -> str:
    """How many problems, and how many notes that ask for nothing."""
    notes = int((problems["severity"] == "note").sum())
    worse = look.count(len(problems) - notes, "problem")
    return f"{worse}, {look.count(notes, 'note')}" if notes else worse


def _fields(page: Page) -> None:
    table = page.table("fields-by-year")
    whole = table.groupby("field", sort=False)[["known", "events"]].sum()
    share = whole["known"] / whole["events"]
    undated = int(table.loc[table["year"].isna(), "events"].max()) if table["year"].isna().any() else 0
    dated = table.dropna(subset="year")
    if dated.empty:
        st.info("No event has a year, so there is no coverage by year to draw.")
        return
    parts.chart(
        page,
        "fields-by-year",
        records.fields_by_year,
        "Share of the events held in each year whose record tells the field; the stronger the colour, the more. "
        f"A place is a state, or “online”. {parts.left_out(undated, 'without a year')}",
        "Cells by year. Over all years: "
        + ", ".join(f"{name} {look.percent(value)}" for name, value in share.items())
        + ".",
        title=f"{look.percent(share['participants'])} of the events tell how many took part, "
        f"{look.percent(share['states named'])} name states",
        variant="",
    )


def _sources(page: Page) -> None:
    table = page.table("sources")
    with st.container(border=True):
        st.subheader(look.count(len(table), "source"), anchor=False)
        _paged(table, SOURCES, "sources")
        st.caption(
            "Events that the source tells of, and those that no other tells of; an event told by several counts once "
            "in all charts. File of: the day on which the file was last written."
        )
        _csv(table, "sources")


def _kinds(page: Page) -> None:
    """Problems by kind, each with what to do."""
    table = page.table("problems-by-kind")
    with st.container(border=True):
        if table.empty:
            st.subheader("No problem in the records", anchor=False)
            return
        worse = int(table.loc[table["severity"] != "note", "problems"].sum())
        notes = int(table["problems"].sum()) - worse
        st.subheader(
            f"{look.count(worse, 'problem')} of {look.count(int((table['severity'] != 'note').sum()), 'kind')}, "
            f"{look.count(notes, 'note')}",
            anchor=False,
        )
        shown = table[["kind", "severity", "problems", "events", "meaning", "what_to_do"]].rename(columns=KINDS)
        tables.draw(shown, "Problems by kind with what to do", (18, 9, 9, 8, 26, 30))
        _csv(table, "problems-by-kind")


def _problems(page: Page) -> None:
    """Every problem, by kind and severity as chosen here."""
    table = page.table("problems")
    if table.empty:
        return
    with st.container(border=True):
        heading = st.empty()
        with st.container(horizontal=True):
            present = [name for name in SEVERITIES if name in set(table["severity"])]
            severities = st.pills(
                "Severity", present, selection_mode="multi", key="page-severity", persist_state="session"
            )
            kinds = st.multiselect(
                "Kind",
                sorted(table["kind"].unique()),
                placeholder="All kinds",
                select_all=False,
                key="page-kind",
                persist_state="session",
            )
        if severities:
            table = table[table["severity"].isin(severities)]
        if kinds:
            table = table[table["kind"].isin(kinds)]
        heading.subheader(f"{look.count(len(table), 'row')} to look at", anchor=False)
        if table.empty:
            st.info("No problem is of this kind and severity. Remove one of the two choices.")
            return
        _paged(table, PROBLEMS, "problems")
        _csv(table, "problems")


def _names(page: Page) -> None:
    """Names that no reference table knows."""
    table = page.table("unresolved-names")
    with st.container(border=True):
        st.subheader(f"{look.count(len(table), 'name')} not known", anchor=False)
        if table.empty:
            st.caption("Every name of a state or an organisation is in the reference tables.")
            return
        st.caption(
            "Kept as written. The most frequent first; say what they are on the page Add records, or add a row to "
            "state_aliases.csv or organisation_aliases.csv in data/reference/."
        )
        _paged(table, NAMES, "unresolved-names")
        _csv(table, "unresolved-names")


def _paged(table: pd.DataFrame, columns: dict[str, object], name: str) -> None:
    """The table a page at a time."""
    pages = -(-len(table) // ROWS)
    number = st.pagination(pages, key=f"page-{name}-{pages}-{len(table)}") if pages > 1 else 1
    shown = table.iloc[(number - 1) * ROWS : number * ROWS]
    filled = [column for column in columns if (shown[column].notna() & (shown[column] != "")).any()]
    links.frame(shown, f"rows-{name}", filled, columns, placeholder="–", height=38 + 35 * len(shown))


def _csv(table: pd.DataFrame, name: str) -> None:
    st.download_button(
        "CSV",
        partial(exports.csv, table),
        file_name=exports.file_name(name, {}),
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
        key=f"csv-{name}",
        help="Download all rows of this table",
    )
