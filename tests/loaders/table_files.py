"""Small tables for the tests of loaders.tables: written to disk, read, and boiled down to what a person would count."""

import struct
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd

from loaders import tables
from outreach import schema


def read_text(folder: Path, text: str | bytes, name: str = "table.csv") -> schema.Dataset:
    """What the loader makes of a text file; the dataset is checked."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return schema.check(tables.read(path, name))


def workbook(
    folder: Path, sheets: dict[str, list[list]], merged: dict[str, str] | None = None, name: str = "book.xlsx"
) -> Path:
    """A workbook with these sheets; `merged` names a range of cells a sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        if merged and title in merged:
            for cells in merged[title].split():
                sheet.merge_cells(cells)
    path = folder / name
    book.save(path)
    return path


def read_workbook(folder: Path, *rows: list, merged: str = "") -> schema.Dataset:
    """What the loader makes of a workbook of one sheet."""
    path = workbook(folder, {"Sheet1": list(rows)}, {"Sheet1": merged} if merged else None)
    return schema.check(tables.read(path, path.name))


def binary_workbook(folder: Path, rows: list[list[str | float]], name: str = "book.xlsb") -> Path:
    """An XLSB workbook of one sheet: text and numbers, written record by record."""

    def record(kind: int, content: bytes = b"") -> bytes:
        numbers = [kind & 0x7F | 0x80, kind >> 7] if kind > 0x7F else [kind]
        size = len(content)
        return bytes(numbers + ([size & 0x7F | 0x80, size >> 7] if size > 0x7F else [size])) + content

    def text(written: str) -> bytes:
        return struct.pack("<I", len(written)) + written.encode("utf-16-le")

    body = record(0x94, struct.pack("<4I", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)) + record(0x91)
    for r, row in enumerate(rows):
        body += record(0x00, struct.pack("<I", r) + bytes(13))
        for c, cell in enumerate(row):
            head = struct.pack("<2I", c, 0)
            body += (
                record(0x06, head + text(cell))
                if isinstance(cell, str)
                else record(0x05, head + struct.pack("<d", cell))
            )
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<R><Relationship Id="rId1" Type="{relation}" Target="worksheets/sheet1.bin"/></R>',
        )
        sheet = record(0x9C, struct.pack("<2I", 0, 1) + text("rId1") + text("Events"))
        archive.writestr("xl/workbook.bin", record(0x8F) + sheet + record(0x90) + record(0x84))
        archive.writestr("xl/worksheets/sheet1.bin", body + record(0x92))
    return path


def heads(dataset: schema.Dataset, kind: str = "state") -> dict[str, int | None]:
    """Headcount by party, summed over events; None where no number is given."""
    rows = dataset.attendance[dataset.attendance["party_kind"].eq(kind)]
    summed = rows.groupby("party_id", sort=True)["headcount"].sum(min_count=1)
    return {party: None if pd.isna(number) else int(number) for party, number in summed.items()}


def problems(dataset: schema.Dataset, *kinds: str) -> list[str]:
    """The written values of the problems of these kinds."""
    rows = dataset.problems
    return rows.loc[rows["kind"].isin(kinds), "written"].tolist() if kinds else rows["kind"].tolist()


def starts(dataset: schema.Dataset) -> list[str | None]:
    """Start dates with their precision, in order: "2018-01-09 day"."""
    return [
        None if date != date else f"{date:%Y-%m-%d} {precision}"
        for date, precision in zip(dataset.events["start_date"], dataset.events["date_precision"], strict=True)
    ]
