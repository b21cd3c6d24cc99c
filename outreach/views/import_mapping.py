"""What the columns of a table mean: as understood, with the reason, and as a person says."""

from dataclasses import replace
from pathlib import Path

import streamlit as st

from loaders import Unreadable, reference, tables
from loaders.tables import Column, Mapping, SheetMapping, beside, understanding
from loaders.tables.header import Layout
from loaders.tables.mapping import SHAPES
from outreach.views.parts import plain

WORDS = {
    "other": "not used",
    "personal": "personal data, dropped",
    "date": "date or dates",
    "states": "states attending",
    "states_reported": "number of states",
    "participants": "number of people",
    "country": "state",
    "event_country": "state of the place",
    "party_state": "state attending",
    "party_organisation": "organisation attending",
    "order_organisation": "organisation of the order, for those without their own",
    "came": "whether they attended",
    "men": "number of men",
    "women": "number of women",
    "other_gender": "number of people of another gender",
    "party": "state or organisation attending",
    "address": "web address",
    "event_id": "number or id of the event",
    "headcount": "people of this state or organisation",
    "start_date": "first day",
    "end_date": "last day",
}
DAY_FIRST = {None: "as the column shows", True: "the day first (3 April)", False: "the month first (March 4)"}
MOST_SHEETS = 8
SAMPLES, LONGEST = 3, 28  # values shown of a column, and letters of each


def edit(path: Path, key: str) -> None:
    """Show what is understood of the tables in a file; write a changed mapping beside it, so that it is read so."""
    try:
        found, _ = tables.sheets(path)
        understood = understanding.understand(found, path.stem)
    except Unreadable:
        return  # the problem says why
    said = [_sheet(sheet, layout, f"{key}-{at}") for at, (sheet, layout) in enumerate(understood[:MOST_SHEETS])]
    said += [sheet for sheet, _ in understood[MOST_SHEETS:]]
    if len(understood) > MOST_SHEETS:
        st.caption(f"The first {MOST_SHEETS} of {len(understood)} sheets; the others are read as understood.")
    if said == [sheet for sheet, _ in understood]:
        beside(path).unlink(missing_ok=True)
    else:
        beside(path).write_text(Mapping(tuple(said)).to_toml(), encoding="utf-8")


def _sheet(sheet: SheetMapping, layout: Layout, key: str) -> SheetMapping:
    """One sheet with what a person changed."""
    label = f"Sheet “{plain(sheet.sheet)}”" if sheet.sheet else "What the columns mean"
    with st.expander(f"{label}: {SHAPES[sheet.shape]}", icon=":material/table:", expanded=sheet.shape != "none"):
        st.caption(f"Read so because {plain(sheet.why)}. Change what is wrong; the file is read again at once.")
        with st.container(horizontal=True):
            shape = st.selectbox(
                "The table has",
                list(SHAPES),
                list(SHAPES).index(sheet.shape),
                SHAPES.get,
                key=f"{key}-shape",
                width=360,
            )
            day_first = st.selectbox(
                "Dates such as 03/04/2020 have",
                list(DAY_FIRST),
                list(DAY_FIRST).index(sheet.day_first),
                DAY_FIRST.get,
                key=f"{key}-day-first",
                width=260,
            )
        with st.grid(4, min_column_width=200):
            columns = tuple(
                _column(column, _samples(column, layout, at), f"{key}-{at}") for at, column in enumerate(sheet.columns)
            )
    if (shape, day_first, columns) == (sheet.shape, sheet.day_first, sheet.columns):
        return sheet
    return replace(sheet, shape=shape, day_first=day_first, columns=columns, why="as a person said in the browser")


def _column(column: Column, samples: str, key: str) -> Column:
    """One column with the meaning that a person gave it."""
    offered = fields(column.field)
    with st.container():
        field = st.selectbox(
            plain(column.header) or "(no header)",
            offered,
            offered.index(column.field),
            words,
            key=key,
            help=plain(f"Understood by: {column.why}" if column.why else "Not understood."),
        )
        st.caption(plain(samples) or "–")
    return column if field == column.field else Column(column.header, field, "as a person said in the browser")


def fields(current: str) -> list[str]:
    """All that a column can mean, "not used" first."""
    known = {row["field"] for row in reference.rows("column_words")} | {current}
    return ["other", *sorted(known - {"other"}, key=words)]


def words(field: str) -> str:
    """A field as people call it."""
    return WORDS.get(field, field.replace("_", " "))


def _samples(column: Column, layout: Layout, at: int) -> str:
    """The first different values of a column; of personal data none is shown."""
    if column.field == "personal" or at >= layout.body.shape[1]:
        return "values not shown" if column.field == "personal" else ""
    values = layout.body.iloc[:, at].dropna().astype("str").drop_duplicates().head(SAMPLES)
    return " · ".join(v if len(v) <= LONGEST else v[: LONGEST - 1] + "…" for v in values if "@" not in v)
