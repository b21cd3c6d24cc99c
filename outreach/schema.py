"""The four tables that everything shares: columns, types, keys, and a check that names what is wrong.

`events`      one row an event; key event_id
`attendance`  one row an event and party (state or organisation); key event_id, party_id
`evidence`    one row a value that a source gives, with the exact words and their place
`problems`    one row a thing that needs a look

The words that name a party stand in `evidence` where a cell or a sentence names several of them, and in an event that
was only announced (in a role as its field). Where each row of a source is one party or one person, `attendance` itself
has them (`written`, `locator`) and `evidence` does not repeat them. A state has the party_type "state" in every source.
"""

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import pandas as pd

TEXT = "str"
COUNT = "Int64"  # whole number or missing; missing is never zero
DAY = "datetime64[us]"  # a day without time zone
REPEATED = "category"  # text that stands in many rows, kept once in a table of MANY: a fifth of the memory
MANY = 10_000  # rows; a shorter table holds such a column as text, which is made in a tenth of the time

EVENTS = {
    "event_id": TEXT,
    "title": TEXT,
    "event_type": TEXT,
    "status": TEXT,
    "start_date": DAY,  # both ends inclusive; the first day of the month or year where that is all we know
    "end_date": DAY,  # missing when the source does not give it
    "date_precision": TEXT,
    "city": TEXT,
    "country_code": TEXT,  # ISO 3166-1 alpha-3
    "format": TEXT,
    "participants": COUNT,  # people, as the source reports them
    "participants_bound": TEXT,
    "states_reported": COUNT,  # a number in the source; never filled from the states named
    "states_bound": TEXT,
    "source": TEXT,
    "locator": TEXT,
}
ATTENDANCE = {
    "event_id": REPEATED,
    "party_id": REPEATED,  # alpha-3 of a state, id of an organisation
    "party_name": REPEATED,
    "party_kind": REPEATED,
    "party_type": REPEATED,  # "state" of a state; of an organisation its type in the reference table, or unlisted
    "role": REPEATED,
    "headcount": COUNT,
    "written": REPEATED,
    "locator": TEXT,
}
EVIDENCE = dict.fromkeys(("event_id", "field", "value", "source", "locator", "text"), TEXT)
PROBLEMS = dict.fromkeys(
    ("source", "locator", "event_id", "field", "written", "kind", "message", "suggestion", "severity"), TEXT
)


class Table(NamedTuple):
    """What a table must look like: its columns with their types, and its key (empty: rows may repeat)."""

    columns: dict[str, str]
    key: tuple[str, ...] = ()


TABLES = {
    "events": Table(EVENTS, ("event_id",)),
    "attendance": Table(ATTENDANCE, ("event_id", "party_id")),
    "evidence": Table(EVIDENCE),
    "problems": Table(PROBLEMS),
}

EVENT_TYPES = (
    "conference",
    "workshop",
    "seminar",
    "training",
    "meeting",
    "briefing",
    "country visit",
    "exercise",
    "roundtable",
    "webinar",
    "side event",
    "other",
)
ROLES = ("organiser", "host", "sponsor", "partner", "participant", "observer")  # the principal one first
BOUNDS = ("exact", "at least", "about", "at most")

# The values a column may hold besides missing.
ALLOWED = {
    ("events", "event_type"): EVENT_TYPES,
    ("events", "status"): ("held", "announced", "cancelled"),
    ("events", "date_precision"): ("day", "month", "year"),
    ("events", "format"): ("in person", "online", "hybrid"),
    ("events", "participants_bound"): BOUNDS,
    ("events", "states_bound"): BOUNDS,
    ("attendance", "party_kind"): ("state", "organisation"),
    ("attendance", "role"): ROLES,
    ("problems", "severity"): ("error", "warning", "note"),
}


class SchemaError(ValueError):
    """A table that breaks its declaration; the message names table, column and row."""


@dataclass(frozen=True)
class Dataset:
    """The four tables of one load."""

    events: pd.DataFrame
    attendance: pd.DataFrame
    evidence: pd.DataFrame
    problems: pd.DataFrame


def conform(frame: pd.DataFrame, table: str) -> pd.DataFrame:
    """The frame with exactly the table's columns in order, missing ones empty, each of the declared type."""
    columns = TABLES[table].columns
    frame = frame.reindex(columns=list(columns))
    if len(frame) < MANY:
        return frame.astype({name: TEXT if kind == REPEATED else kind for name, kind in columns.items()})
    made = {name: repeated(frame[name]) for name, kind in columns.items() if kind == REPEATED}
    return frame.assign(**made).astype({name: kind for name, kind in columns.items() if kind != REPEATED})


def frame(rows: list[dict], table: str) -> pd.DataFrame:
    """A conforming frame from dicts, one dict a row; keys that are not there are missing values."""
    if not rows:
        return _no_rows(table).copy()
    types = TABLES[table].columns
    columns = {
        name: pd.array([row.get(name) for row in rows], dtype=_dtype(TEXT if kind == REPEATED else kind))
        for name, kind in types.items()
    }
    made = pd.DataFrame(columns, copy=False)
    return made if len(rows) < MANY else conform(made, table)


def repeated(column: pd.Series) -> pd.Series:
    """A column as text that is kept once however many rows hold it."""
    if _is_repeated(column):
        return column
    return pd.Series(pd.Categorical(column.astype(TEXT)), index=column.index, name=column.name)


def _is_repeated(column: pd.Series) -> bool:
    return isinstance(column.dtype, pd.CategoricalDtype) and column.cat.categories.dtype == _dtype(TEXT)


def plain(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with repeated text as plain text, in which rows are ordered, joined and renamed as text is."""
    return frame.astype({name: TEXT for name in frame.columns if isinstance(frame[name].dtype, pd.CategoricalDtype)})


@cache
def _no_rows(table: str) -> pd.DataFrame:
    return conform(pd.DataFrame(columns=list(TABLES[table].columns)), table)


@cache
def _dtype(kind: str) -> object:
    return pd.Series([], dtype=kind).dtype


def empty() -> Dataset:
    """A dataset without rows."""
    return Dataset(**{name: frame([], name) for name in TABLES})


def concat(datasets: list[Dataset]) -> Dataset:
    """The datasets one after the other, each table renumbered from 0."""
    return Dataset(**{name: stack([getattr(d, name) for d in datasets], name) for name in TABLES})


def stack(tables: list[pd.DataFrame], name: str) -> pd.DataFrame:
    """Rows of several frames as one conforming table, numbered from 0."""
    tables = [table for table in tables if len(table)] or [frame([], name)]
    if len(tables) == 1:  # no copy: it may be large
        return conform(tables[0].reset_index(drop=True), name)
    return conform(pd.concat(_alike(tables, name), ignore_index=True), name)


def _alike(tables: list[pd.DataFrame], name: str) -> list[pd.DataFrame]:
    """The tables with the same categories in each column of repeated text, so that they stay so when put together."""
    for column in [column for column, kind in TABLES[name].columns.items() if kind == REPEATED]:
        if not any(_is_repeated(table[column]) for table in tables):
            continue
        parts = [repeated(table[column]) for table in tables]
        words = pd.Index(pd.concat([pd.Series(part.cat.categories) for part in parts]).unique(), dtype=TEXT)
        tables = [
            table.assign(**{column: part.cat.set_categories(words)}) for table, part in zip(tables, parts, strict=True)
        ]
    return tables


def check(dataset: Dataset) -> Dataset:
    """The dataset itself, when every table keeps its columns, types, key and allowed values.

    Raises SchemaError naming the table, the column and the first offending rows.
    """
    for name, table in TABLES.items():
        _check_table(name, table, getattr(dataset, name))
    orphans = ~dataset.attendance["event_id"].isin(dataset.events["event_id"])
    if orphans.any():
        first = dataset.attendance.loc[orphans, "event_id"].iloc[0]
        raise SchemaError(f"attendance: {orphans.sum()} rows name an event that is not in events, first {first!r}")
    return dataset


def _check_table(name: str, table: Table, rows: pd.DataFrame) -> None:
    if list(rows.columns) != list(table.columns):
        raise SchemaError(f"{name}: columns are {list(rows.columns)}, expected {list(table.columns)}")
    for column, dtype in table.columns.items():
        text = dtype == REPEATED and (_is_repeated(rows[column]) or rows[column].dtype == _dtype(TEXT))
        if not text and rows[column].dtype != _dtype(dtype):
            raise SchemaError(f"{name}.{column}: type is {rows[column].dtype}, expected {dtype}")
        allowed = ALLOWED.get((name, column))
        if allowed:
            wrong = rows[column].drop_duplicates().dropna()
            wrong = wrong[~wrong.isin(allowed)]
            if len(wrong):
                raise SchemaError(
                    f"{name}.{column}: {wrong.iloc[0]!r} in row {wrong.index[0]} is not one of {', '.join(allowed)}"
                )
    for column in table.key:
        if rows[column].isna().any():
            raise SchemaError(f"{name}.{column}: row {rows.index[rows[column].isna()][0]} has no key")
    if table.key and rows.duplicated(list(table.key)).any():
        twice = rows.loc[rows.duplicated(list(table.key)), list(table.key)].iloc[0].to_dict()
        raise SchemaError(f"{name}: the key {twice} stands in more than one row")
