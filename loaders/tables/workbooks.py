"""Workbooks (.xlsx, .xls, .xlsb, .ods) -> cells, through calamine. Hidden sheets are left out and named."""

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import python_calamine as calamine

from loaders import Unreadable
from loaders.records import Problem
from loaders.tables import cells

SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # zip container (.xlsx, .xlsb, .ods), OLE container (.xls)
MOST_BYTES = 1 << 30  # unpacked
MOST_RATIO = 500
MOST_CELLS = 40_000_000


def is_workbook(head: bytes) -> bool:
    """Do these first bytes of a file say workbook?"""
    return head.startswith(SIGNATURES)


def read(path: Path) -> tuple[list[cells.Sheet], list[Problem]]:
    """The visible sheets with something in them, and what was left out; raises Unreadable for a broken workbook."""
    _check_size(path)
    try:
        workbook = calamine.load_workbook(str(path))
    except calamine.CalamineError as error:
        protected = "password" in str(error).lower() or "encrypt" in str(error).lower()
        what = (
            "the workbook is protected by a password"
            if protected
            else f"this is no workbook that can be read ({error})"
        )
        raise Unreadable(f"{path.name}: {what}; open it, save it again as XLSX or CSV, and load that") from None
    problems: list[Problem] = []
    sheets = []
    for meta in workbook.sheets_metadata:
        if meta.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        if meta.visible != calamine.SheetVisibleEnum.Visible:
            problems.append(
                Problem(
                    "left out",
                    f'The sheet "{meta.name}" is hidden and was not read.',
                    f"sheet {meta.name}",
                    severity="note",
                )
            )
            continue
        try:
            rows = _rows(workbook.get_sheet_by_name(meta.name), path.name)
        except calamine.CalamineError as error:
            problems.append(
                Problem(
                    "unreadable",
                    f'The sheet "{meta.name}" could not be read ({error}).',
                    f"sheet {meta.name}",
                    severity="error",
                )
            )
            continue
        if any(any(row) for row in rows):
            sheets.append(cells.Sheet(meta.name, cells.from_rows(rows), []))
    if len(sheets) == 1 and len(workbook.sheet_names) == 1:
        sheets = [sheets[0]._replace(name="")]
    return sheets, problems


def _check_size(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        size, packed = sum(i.file_size for i in archive.infolist()), sum(i.compress_size for i in archive.infolist())
    if size > MOST_BYTES or size > MOST_RATIO * max(packed, 1):
        raise Unreadable(
            f"{path.name}: the workbook unpacks to {size >> 20} MB, more than a table of events needs; "
            "save the sheet that is meant as CSV and load that"
        )


def _rows(sheet: Any, name: str) -> list[list[str]]:
    if sheet.height * sheet.width > MOST_CELLS:
        raise Unreadable(f"{name}: sheet {sheet.name} spans {sheet.height * sheet.width} cells; save its table as CSV")
    rows = [[cell_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])
    return rows


def cell_text(value: Any) -> str:
    """A cell as a person would write it: whole numbers without ".0", days as ISO dates."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    return "" if value is None else str(value)
