"""Where the table stands in a sheet: title rows above, a header of one or two rows, records, totals and notes below."""

import re
from typing import NamedTuple

import numpy as np
import pandas as pd

from loaders.normalise import counts, dates
from loaders.records import Problem
from loaders.tables import above as over
from loaders.tables import cells, repeats, sections, words
from loaders.tables.above import Told
from loaders.tables.columns import by_header

LOOKED_AT = 40  # rows in which a header is sought
DATA = re.compile(r"\d{1,4}([./-]\d{1,4})+|\d+([.,]\d+)?%?")
NUMBER = re.compile(r"\d+([.,' ]\d+)*\s?%?")
YEAR = re.compile(r"(19|20)\d\d(\.0)?")


class Layout(NamedTuple):
    """A table found in a sheet."""

    above: list[tuple[int, str]]  # the title rows: row number and text
    header_rows: tuple[int, ...]  # as a spreadsheet numbers them; empty where there is no header
    headers: list[str]
    body: pd.DataFrame  # one row a record, row numbers as index
    problems: list[Problem]
    told: dict[str, Told] = {}  # what labelled cells above the table say, by field


def locate(sheet: cells.Sheet, said: tuple[int, ...] | None = None) -> Layout:
    """The table in a sheet; `said`: the rows of the header where a mapping names them (empty: there is none)."""
    table = sheet.cells
    top = [
        [None if pd.isna(cell) else str(cell) for cell in row] for row in table.head(LOOKED_AT).itertuples(index=False)
    ]
    before = int(table.index[0]) - 1 if len(table) else 0  # rows of the sheet above the table
    at = _header_at(top) if said is None else said[0] - 1 - before if said else None
    if at is None:
        headers = [f"column {i + 1}" for i in range(table.shape[1])]
        rows, first = (), next((i for i, row in enumerate(top) if any(row)), 0)
    else:
        count = len(said) if said else 1 + _has_second_row(top, at)
        headers = _labels(top[at : at + count])
        rows, first = tuple(range(before + at + 1, before + at + count + 1)), at + count
    body, header = table.iloc[first:], top[at] if at is not None else []
    if len(rows) == 1:
        labels, body = repeats.beside([cell or "" for cell in header], body)
        headers, header = headers[: len(labels)], header[: len(labels)]
    told, above = over.read(top[: at or 0], before)
    return _body(sheet, above, rows, headers, body, header)._replace(told=told)


def _header_at(top: list[list[str | None]]) -> int | None:
    """The row that names most fields and holds least data; None where the first row is a record already."""
    scores = [_score(row) for row in top]
    best = max(range(len(top)), key=lambda i: (scores[i], -i), default=None)
    if best is not None and scores[best] > 0:
        return best
    width = max((sum(map(bool, row)) for row in top), default=0)
    for i, row in enumerate(top):
        filled = [cell for cell in row if cell]
        if len(filled) >= 0.6 * width:
            years = sum(YEAR.fullmatch(cell) is not None for cell in filled)
            data = sum(map(is_data, filled)) - (years if years > 1 and not is_data(filled[0]) else 0)
            return None if data else i
    return None


def _score(row: list[str | None]) -> float:
    distinct = dict.fromkeys(cell for cell in row if cell)
    named = sum((by_header(cell) or ("", 0.0))[1] > 0 for cell in distinct if len(cell) < 80)
    data = sum(is_data(cell) and not YEAR.fullmatch(cell) for cell in distinct)
    whole = sum((by_header(cell) or ("", 0.0))[1] == 1 for cell in distinct if len(cell) < 80)
    if whole > 1 and data <= 2 * len(distinct) / 3:
        data = min(data, 1)  # "18-35" and the like head columns too
    return named + whole - 1.5 * data - 0.1 * (len(distinct) == 1 < sum(map(bool, row)))


def is_data(cell: str) -> bool:
    if DATA.fullmatch(cell) or "@" in cell:
        return True
    return any(c.isdigit() for c in cell) and (counts.parse(cell) is not None or dates.parse(cell) is not None)


def _has_second_row(top: list[list[str | None]], at: int) -> bool:
    """Is the next row a header too? Then the first repeats or leaves open what the second tells apart."""
    if at + 2 >= len(top):
        return False
    first, second, third = top[at : at + 3]
    grouped = any(
        below and (not above or above in (before, after))
        for above, below, before, after in zip(first, second, [None, *first], [*first[1:], None], strict=False)
    )
    filled = [cell for cell in second if cell]
    named = sum(by_header(cell) is not None for cell in filled)
    plain = not any(is_data(cell) and not YEAR.fullmatch(cell) for cell in filled)
    return (
        bool(filled)
        and grouped
        and plain
        and (named >= max(1, len(filled) / 3) or any(map(is_data, filter(None, third))) and named > 0)
    )


def _labels(rows: list[list[str | None]]) -> list[str]:
    if len(rows) == 1:
        labels = [cell or "" for cell in rows[0]]
    else:
        group, labels = "", []
        for above, below in zip(*rows, strict=True):
            group = above or (group if below else "")
            labels.append(": ".join(dict.fromkeys(filter(None, (group, below)))))
    return [label if labels.index(label) == i or not label else f"{label} {i + 1}" for i, label in enumerate(labels)]


def _body(sheet, above, rows, headers, body: pd.DataFrame, header: list[str | None]) -> Layout:
    filled = np.zeros(len(body), dtype="int32")
    for name in body.columns:
        filled += body[name].array.codes >= 0
    keep = filled > 0
    keep &= ~_says_nothing(body)  # a rule of dashes, or nothing but "TBC"
    problems: list[Problem] = []
    place = lambda at: sheet.locator(int(body.index[at]))  # noqa: E731
    for i in np.flatnonzero(_odd(body, header) & keep):
        first = next(str(cell) for cell in body.iloc[i] if not pd.isna(cell))
        kind = "header" if _same(body.iloc[i], header) else words.row_kind(first)
        if kind is None and words.begins_total(first) and _holds_numbers(body.iloc[i]):
            kind = "total"
        if kind == "footnote" and filled[i] > 1:
            continue
        if kind:
            keep[i] = False
            message = {
                "header": "The header stands here once more.",
                "total": f'A row of totals ("{first}") was set aside.',
                "footnote": "A note below the table was set aside.",
            }[kind]
            problems.append(Problem("left out", message, place(i), severity="note"))
    if _sums_up_all(body, keep, filled):
        at = np.flatnonzero(keep)[-1]
        keep[at] = False
        problems.append(
            Problem("left out", "A row of totals without a name was set aside.", place(at), severity="note")
        )
    heads = sections.find(body, np.where(keep, filled, 0), headers)
    keep[[section.at for section in heads]] = False
    last = np.flatnonzero(keep).max(initial=-1)
    for one in heads:
        what = "a heading of the rows below it" if one.at < last else "a note below the table"
        if any(map(str.isalnum, one.text)):
            problems.append(Problem("left out", f'"{one.text}" was read as {what}.', place(one.at), severity="note"))
    for label, values in sections.columns(heads, above, headers, len(body)).items():
        headers = [*headers, label]
        body = body.assign(**{label: pd.Categorical(values)})
    used = [i for i, label in enumerate(headers) if label or (body.iloc[:, i].array.codes[keep] >= 0).any()]
    if len(used) < len(headers):
        body = body.iloc[:, used]
    if not keep.all():
        body = body.loc[keep]
    return Layout(above, rows, [headers[i] for i in used], body, problems)


def _odd(body: pd.DataFrame, header: list[str | None]) -> np.ndarray:
    """Rows whose first filled cell may be the word of a total, a note, or the header again."""
    odd = np.zeros(len(body), dtype=bool)
    blank_so_far = np.ones(len(body), dtype=bool)
    for i, name in enumerate(body.columns[:3]):
        values = body[name].array.categories
        flags = np.array([_is_odd(value) or (bool(header) and value == header[i]) for value in values] + [False])
        codes = body[name].array.codes
        odd |= blank_so_far & flags[codes]
        blank_so_far &= codes < 0
    return odd


def _says_nothing(body: pd.DataFrame) -> np.ndarray:
    """Rows in which every cell only says that nothing is known."""
    nothing = np.ones(len(body), dtype=bool)
    for name in body.columns:
        column = body[name].array
        if not nothing.any():
            break
        blank = np.array([*(len(value) < 20 and words.is_blank(value) for value in column.categories), True])
        nothing &= blank[column.codes]
    return nothing


def _sums_up_all(body: pd.DataFrame, keep: np.ndarray, filled: np.ndarray) -> bool:
    """Does the last row hold nothing but the sums of the columns above it, and less than a record?"""
    at = np.flatnonzero(keep)
    if len(at) < 3 or filled[at[-1]] >= filled[at[:-1]].mean() or filled[at[-1]] * 2 > body.shape[1]:
        return False
    for name in body.columns:
        column = body[name].array
        if column.codes[at[-1]] >= 0:
            read = [counts.parse(value) for value in column.categories]
            numbers = np.array([*(one.value if one else 0 for one in read), 0], dtype="int64")[column.codes[at]]
            if not numbers[-1] or numbers[:-1].sum() != numbers[-1]:
                return False
    return True


def _is_odd(cell: str) -> bool:
    return words.may_be_no_record(cell) and (words.row_kind(cell) is not None or words.begins_total(cell))


def _holds_numbers(row: pd.Series) -> bool:
    """Is every cell but the first a number?"""
    cells_of = [str(cell) for cell in row if not pd.isna(cell)]
    return len(cells_of) > 1 and all(NUMBER.fullmatch(cell) for cell in cells_of[1:])


def _same(row: pd.Series, header: list[str | None]) -> bool:
    return [None if pd.isna(cell) else cell for cell in row] == header
