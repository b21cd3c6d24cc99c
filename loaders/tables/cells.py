"""A table as it is written: cells of text, before anyone says what they mean.

Every column is a pandas categorical, so that a value is cleaned, read and resolved once however many rows hold it.
The index is the row number as a spreadsheet shows it; a blank cell is missing.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from loaders.records import Problem

INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffe]")
E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class Sheet(NamedTuple):
    """One table of a file: its sheet's name (empty where a file has only one), cells, and what was noticed."""

    name: str
    cells: pd.DataFrame
    problems: list[Problem]
    part: str = ""  # "from row 12", of a table below another in the sheet

    @property
    def key(self) -> str:
        """What a mapping calls the table."""
        return " ".join(filter(None, (self.name, self.part)))

    def locator(self, row: int | str) -> str:
        """The place of a row: "row 12", "sheet Events, row 12"."""
        return f"sheet {self.name}, row {row}" if self.name else f"row {row}"


def from_rows(rows: Iterable[list[str]]) -> pd.DataFrame:
    """Cells from rows of text that may differ in length."""
    rows = list(rows)
    width = max((len(row) for row in rows), default=0)
    columns = zip(*(row + [""] * (width - len(row)) for row in rows), strict=True)
    return clean({i: pd.Categorical(column) for i, column in enumerate(columns)}, len(rows))


def clean(columns: dict[int, pd.Categorical], rows: int) -> pd.DataFrame:
    """The cells without invisible characters and outer white space; blank ones missing; rows numbered from 1."""
    index = pd.RangeIndex(1, rows + 1)
    return pd.DataFrame({name: recode(columns.pop(name), _clean) for name in list(columns)}, index=index, copy=False)


def _clean(text: str) -> str | None:
    return INVISIBLE.sub("", text).strip() or None


def recode(column: pd.Categorical | pd.Series, change: Callable[[str], Any]) -> pd.Categorical:
    """The column with each distinct value changed; None becomes missing. Values that become equal become one."""
    column = column.array if isinstance(column, pd.Series) else column
    values = np.empty(len(column.categories) + 1, dtype=object)
    values[:-1] = [change(value) for value in column.categories.tolist()]
    codes, distinct = pd.factorize(values)
    return pd.Categorical.from_codes(codes[column.codes].astype("int32"), categories=_index(distinct))


def _index(values: Iterable[Any]) -> pd.Index:
    values = list(values)
    return pd.Index(values, dtype="str" if all(isinstance(v, str) for v in values) else object, tupleize_cols=False)


def distinct(column: pd.Series, most: int = 100) -> list[str]:
    """The first distinct values that occur in a column, without blanks."""
    used = np.flatnonzero(np.bincount(column.array.codes + 1, minlength=1)[1:])[:most]
    return list(column.array.categories[used])


def text(column: pd.Series) -> pd.Series:
    """The column as plain text."""
    return column.astype("str")
