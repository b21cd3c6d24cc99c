"""The rows of a table under the fields they fill, and which event each row tells of."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from loaders.normalise.counts import Count


class First(NamedTuple):
    """For each event the first cell of a column that is not blank, and the row it stands in."""

    text: pd.Categorical
    row: np.ndarray

    def map(self, read: Callable[[str], Any]) -> np.ndarray:
        """What each cell was read as; None for blank ones. Every distinct text is read once."""
        texts = self.text.categories.tolist()
        values = np.empty(len(texts) + 1, dtype=object)
        for i in used_codes(self.text):
            values[i] = read(texts[i])
        return values[self.text.codes]


@dataclass
class Rows:
    """A table's columns by field (several where a field takes several), its row numbers, and each row's event."""

    sheet: str
    numbers: np.ndarray
    columns: dict[str, list[pd.Categorical]]
    event: np.ndarray
    headers: dict[str, list[str]] = field(default_factory=dict)  # of the columns of each field
    sums: dict[str, Count] = field(default_factory=dict)  # what cells say that were made by adding others

    @property
    def events(self) -> int:
        """How many events the rows tell of."""
        return int(self.event.max(initial=-1)) + 1

    def column(self, name: str) -> pd.Categorical | None:
        """The one column with this field, or None."""
        return next(iter(self.columns.get(name, ())), None)

    def first(self, name: str) -> First | None:
        """For each event the first cell of this field that is not blank."""
        column = self.column(name)
        if column is None:
            return None
        codes = np.full(self.events, -1, dtype="int32")
        row = np.full(self.events, -1, dtype="int64")
        filled = np.flatnonzero(column.codes >= 0)
        event = self.event[filled[::-1]]  # of several assignments the last stays: the first row
        codes[event] = column.codes[filled[::-1]]
        row[event] = self.numbers[filled[::-1]]
        return First(pd.Categorical.from_codes(codes, categories=column.categories), row)

    def where(self, keep: np.ndarray) -> "Rows":
        """Only the rows where `keep` is true; the events stay numbered as they are."""
        columns = {name: [column[keep] for column in several] for name, several in self.columns.items()}
        return replace(self, numbers=self.numbers[keep], columns=columns, event=self.event[keep])


def used_codes(column: pd.Categorical) -> np.ndarray:
    """The codes that occur in a column, in order, without the one for blank."""
    return np.flatnonzero(np.bincount(column.codes + 1, minlength=1)[1:])


def by_event(columns: dict[str, list[pd.Categorical]], keys: list[str], rows: int) -> np.ndarray:
    """The number of each row's event: rows alike in all keys tell of one; without keys, all of one."""
    event = np.zeros(rows, dtype="int64")
    for name in keys:
        for column in columns.get(name, []):
            event = pd.factorize(event * (len(column.categories) + 1) + column.codes + 1)[0]
    return event.astype("int32")


def or_else(first: pd.Categorical, second: pd.Categorical) -> pd.Categorical:
    """The cells of one column, and those of another where they are blank."""
    categories = first.categories.union(second.categories, sort=False)
    ours, theirs = (np.append(categories.get_indexer(one.categories), -1)[one.codes] for one in (first, second))
    return pd.Categorical.from_codes(np.where(ours < 0, theirs, ours), categories=categories)


def locators(sheet: str, numbers: np.ndarray) -> pd.Series:
    """ "row 12", or "sheet Events, row 12", for many rows at once; -1 is missing."""
    return to_text(row_texts(sheet, numbers))


def row_texts(sheet: str, numbers: np.ndarray) -> pa.Array:
    """The locators of rows as pyarrow text."""
    head = f"sheet {sheet}, row " if sheet else "row "
    rows = pa.array(numbers, mask=numbers < 0) if (numbers < 0).any() else pa.array(numbers)
    return pc.binary_join_element_wise(head, pc.cast(rows, pa.string()), "")


def to_text(array: Any) -> pd.Series:
    """A pyarrow array of text as a pandas column, without a copy where that can be."""
    if pa.types.is_dictionary(array.type):
        array = pc.take(array.dictionary, array.indices)
    dtype = pd.StringDtype(na_value=np.nan)
    return pd.Series(pd.arrays.ArrowStringArray(pa.chunked_array([array.cast(pa.large_string())]), dtype=dtype))


def taken(values: list[str | None], codes: np.ndarray) -> pd.Series:
    """The text of each code; -1 is missing."""
    indices = pa.array(codes, mask=codes < 0) if (codes < 0).any() else pa.array(codes)
    return to_text(pc.take(pa.array(values, pa.large_string()), indices))


def combinations(columns: dict[str, pd.Categorical]) -> tuple[list[dict[str, str]], np.ndarray]:
    """The distinct combinations of several columns' cells, blank ones left out, and which of them each row has."""
    texts = [column.categories.tolist() for column in columns.values()]
    found, which = np.unique(
        np.column_stack([column.codes for column in columns.values()]), axis=0, return_inverse=True
    )
    said = [
        {name: texts[i][code] for i, (name, code) in enumerate(zip(columns, row, strict=True)) if code >= 0}
        for row in found.tolist()
    ]
    return said, which.reshape(-1)


def repeated(values: list[str], codes: np.ndarray) -> pd.Categorical:
    """The text of each code, kept once; -1 is missing."""
    places, words = pd.factorize(np.array([*values, None], dtype=object))
    places = places.astype(np.min_scalar_type(-len(words) - 1))
    return pd.Categorical.from_codes(places[codes], categories=pd.Index(words, dtype="str"))


def flatten(text: pd.Categorical, read: Callable[[str], list[Any]]) -> tuple[np.ndarray, np.ndarray, list[Any]]:
    """Each cell's list of values one after the other: the row's position, which value, and the values.

    Every distinct text is read once.
    """
    read_once = [read(value) for value in text.categories.tolist()]
    sizes = np.array([len(values) for values in read_once] + [0])
    starts = np.concatenate([[0], np.cumsum(sizes)])[:-1]
    flat = [value for values in read_once for value in values]
    size = sizes[text.codes]
    position = np.repeat(np.arange(len(text)), size)
    offset = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
    return position.astype("int32"), (np.repeat(starts[text.codes], size) + offset).astype("int32"), flat


class Read(NamedTuple):
    """What one field was read as: a value for each event (None: not known) and the cells it came from."""

    values: np.ndarray
    cell: First


def locator(rows: Rows, number: int) -> str:
    return locators(rows.sheet, np.array([number])).iloc[0] if number >= 0 else ""


def first_of(cells: list[First]) -> First:
    """For each event the first of these cells that is not blank."""
    best = cells[0]
    for cell in cells[1:]:
        best = First(or_else(best.text, cell.text), np.where(best.text.codes < 0, cell.row, best.row))
    return best
