"""A matrix (states by events or by years) -> one row a state and event."""

import re

import numpy as np
import pandas as pd

from loaders.normalise import dates
from loaders.tables import words
from loaders.tables.columns import Column

HEAD = {"states across": "party_state", "years across": "year", "events across": "title"}


def melt(columns: list[Column], body: pd.DataFrame) -> tuple[list[Column], pd.DataFrame]:
    """The rows of the matrix one below the other; a cell with 0, "no" or nothing is no attendance."""
    across = [i for i, column in enumerate(columns) if column.field in HEAD]
    kept = [i for i in range(len(columns)) if i not in across]
    parts, heads, numbers = [], [], []
    for i in across:
        cell = body.iloc[:, i]
        present = np.array([*(_is_attendance(value) for value in cell.array.categories), False])[cell.array.codes]
        part = body.loc[present]
        parts.append(part.iloc[:, kept])
        heads += [columns[i].header.removesuffix(".0")] * len(part)
        numbers += cell[present].tolist()
    long = pd.concat(parts) if parts else body.iloc[:0, kept]
    long = pd.DataFrame({n: pd.Categorical(long.iloc[:, n]) for n in range(len(kept))}, index=long.index)
    width = long.shape[1]
    field = HEAD[columns[across[0]].field]
    long[width] = pd.Categorical(heads)
    long[width + 1] = pd.Categorical([None if words.meaning("mark", value) else value for value in numbers])
    found = [columns[i] for i in kept] + [Column("(head of the column)", field, ""), Column("(cell)", "headcount", "")]
    when = {head: _date_in(head) for head in set(heads)} if field == "title" else {}
    if any(when.values()):
        long[width + 2] = pd.Categorical([when[head] for head in heads])
        found.append(Column("(date in the head of the column)", "date", ""))
    order = np.argsort(long.index, kind="stable")
    return found, long.iloc[order]


def _date_in(head: str) -> str | None:
    """The date, or at least the year, that the head of a column names."""
    found = next((one.written for one in dates.find(head) if one.value.start), None)
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", head)
    return found or (year[0] if year else None)


def _is_attendance(cell: str) -> bool:
    return words.meaning("mark", cell) != "no" and not words.is_blank(cell) and cell.strip("0., ") != ""
