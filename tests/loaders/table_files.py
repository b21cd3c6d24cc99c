"""Small tables for the tests of loaders.tables: written to disk, read, and boiled down to what a person would count."""

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
