"""Tables from anyone: delimited text and workbooks -> the schema's tables.

    cells (as written) -> header -> meaning of the columns -> shape of the table -> events, attendance, evidence

What was understood is a `Mapping`; one kept as `<file>.mapping.toml` beside the file is followed instead.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from loaders import Unreadable
from loaders.records import Problem
from loaders.tables import (
    assemble,
    cells,
    delimited,
    header,
    markup,
    matrix,
    memory,
    repeats,
    several,
    shapes,
    understanding,
    workbooks,
)
from loaders.tables.columns import APART, Column
from loaders.tables.mapping import Mapping, SheetMapping, beside, kept
from loaders.tables.rows import Rows
from outreach import schema

MOST_NAMED = 100  # problems of one kind that are named row by row

__all__ = ["Mapping", "SheetMapping", "Column", "beside", "read", "read_sheets", "sheets", "understand"]


def read(path: Path, source: str, mapping: Mapping | None = None) -> schema.Dataset:
    """The schema's tables from one file; `mapping` overrides the one kept beside the file and what is understood."""
    found, problems = sheets(path)
    mapping = mapping or kept(path)
    return read_sheets(found, source, mapping, problems)


def understand(path: Path) -> Mapping:
    """What the loader makes of a file: the shape of each sheet and the meaning of each column."""
    found, _ = sheets(path)
    return Mapping(tuple(one for one, _ in understanding.understand(found, path.stem)))


def sheets(path: Path) -> tuple[list[cells.Sheet], list[Problem]]:
    """The tables of a file as they are written, told by its content and not by its name."""
    with path.open("rb") as file:
        head = file.read(4096)
    if workbooks.is_workbook(head):
        found, problems = workbooks.read(path)
    elif markup.is_markup(head):
        found, problems = markup.read(path)
    else:
        found, problems = [delimited.read(path)], []
    return [table for sheet in found for table in several.split(sheet)], problems


def read_sheets(
    found: list[cells.Sheet], source: str, mapping: Mapping | None = None, problems: list[Problem] | None = None
) -> schema.Dataset:
    """The schema's tables from tables as they are written."""
    name = Path(source.rsplit("#", 1)[-1]).name
    if not found:
        raise Unreadable(f"{name}: there is nothing in it; save the table again and load it once more")
    understood = understanding.understand(found, Path(name).stem, mapping)
    memory.give_back(sum(len(sheet.cells) for sheet in found))
    parts = [assemble.only_problems(problems or [], source)]
    lists = any(one.shape != "none" for one, _ in understood)
    for sheet, (one, layout) in zip(found, understood, strict=True):
        if one.shape == "none":
            said = [*sheet.problems, *layout.problems, _no_list(sheet, one, layout, name, lists)]
            parts.append(assemble.only_problems(said, source))
        else:
            parts.append(_read_sheet(sheet, one, layout, source))
    return schema.concat(parts)


def _read_sheet(sheet: cells.Sheet, mapping: SheetMapping, layout: header.Layout, source: str) -> schema.Dataset:
    matched, missing = _matched(mapping.columns, layout, sheet)
    problems = [*sheet.problems, *layout.problems, *missing]
    if layout.body.empty:
        problems.append(Problem("no event", "There is a header and no row below it.", sheet.locator(1)))
        return assemble.only_problems(problems, source)
    apart = [column.header for column in matched if column.why == APART]
    if apart:
        text = f"Each of the columns {', '.join(apart)} counts some of the people; which add up to all is not told."
        problems.append(Problem("several values", text, sheet.locator(1), "participants"))
    dropped = [column.header for column in matched if column.field == "personal"]
    if dropped:
        text = f"Columns with personal data were dropped: {', '.join(dropped)}."
        problems.append(Problem("personal data", text, f"sheet {sheet.name}" if sheet.name else "", severity="note"))
    body = layout.body
    if mapping.shape == "event":
        problems += _twice(sheet, body)
    if mapping.shape in ("matrix", "event and party"):
        body, said = repeats.without_subtotals(matched, body, sheet)
        problems += said
    if mapping.shape == "matrix":
        matched, body = matrix.melt(matched, body)
    above = [(sheet.locator(row), text) for row, text in layout.above]
    told = {field: (sheet.locator(one.row), one.text) for field, one in layout.told.items()}
    return assemble.dataset(_rows(sheet, matched, body), mapping, above, told, problems, source)


def _matched(said: tuple[Column, ...], layout: header.Layout, sheet: cells.Sheet) -> tuple[list[Column], list[Problem]]:
    """The mapping's columns in the order of the table's; a column that it does not know fills no field."""
    if [column.header for column in said] == layout.headers:
        return list(said), []
    by_header = {column.header: column for column in said}
    problems = [
        Problem(
            "missing column",
            f'The mapping names a column "{one.header}" that the table does not have.',
            sheet.locator(layout.header_rows[0] if layout.header_rows else 1),
            one.field,
            one.header,
        )
        for one in said
        if one.header not in layout.headers and one.field != "other"
    ]
    return [by_header.get(one, Column(one, "other", "not in the mapping")) for one in layout.headers], problems


def _no_list(sheet: cells.Sheet, mapping: SheetMapping, layout: header.Layout, name: str, beside: bool) -> Problem:
    """Why a sheet is no list of events or participants, and the way out."""
    place = sheet.locator(layout.header_rows[0] if layout.header_rows else 1)
    shown = ", ".join(f'"{one}"' for one in layout.headers[:12] if one) or "none"
    what = f"{name}: no list of events or participants, since {mapping.why} (columns found: {shown})."
    way_out = f'If it is one, rename a column to "event" or "date", or write {name}.mapping.toml beside the file.'
    if beside:
        return Problem("left out", what, place, suggestion=way_out, severity="note")
    if mapping.why == shapes.SUMMARY:
        return Problem("no event", what, place, suggestion=way_out)
    return Problem("unreadable", f"{what} {way_out}", place, severity="error")


def _twice(sheet: cells.Sheet, body: pd.DataFrame) -> list[Problem]:
    """Rows that say in every cell what an earlier row says; both are kept, since they may be two events."""
    alike = pd.Series(shapes.combine(body, list(range(body.shape[1]))))
    found = np.flatnonzero(alike.duplicated())[:MOST_NAMED]
    first = {key: row for row, key in zip(body.index[::-1], alike[::-1], strict=True)}
    return [
        Problem(
            "duplicate record",
            f"This row says in every cell what row {first[alike[at]]} says; both are kept.",
            sheet.locator(int(body.index[at])),
        )
        for at in found
    ]


def _rows(sheet: cells.Sheet, matched: list[Column], body: pd.DataFrame) -> Rows:
    by_field: dict[str, list[pd.Categorical]] = {}
    headers: dict[str, list[str]] = {}
    for i, column in enumerate(matched):
        if column.field not in ("other", "personal", "number", "period"):
            by_field.setdefault(column.field, []).append(_without_e_mail(body.iloc[:, i].array))
            headers.setdefault(column.field, []).append(column.header)
    return Rows(sheet.name, body.index.to_numpy("int32"), by_field, np.arange(len(body)), headers)


def _without_e_mail(column: pd.Categorical) -> pd.Categorical:
    if not any("@" in value for value in column.categories):
        return column
    return cells.recode(column, lambda text: cells.E_MAIL.sub("[e-mail address]", text))
