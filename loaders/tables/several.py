"""Several tables one below the other in a sheet -> a sheet each, told by headers of their own after a blank row."""

import numpy as np

from loaders.tables import cells, header

LOOKED_AT = 3  # rows after a blank one in which a header is sought: title rows may stand above it
MOST = 200  # blank rows that are looked at


def split(sheet: cells.Sheet) -> list[cells.Sheet]:
    """The tables of a sheet; one with the header of the table before and no title of its own goes on with it."""
    table = sheet.cells
    filled = np.zeros(len(table), dtype=bool)
    for name in table.columns:
        filled |= table[name].array.codes >= 0
    begins = np.flatnonzero(filled[1:] & ~filled[:-1])[:MOST] + 1
    if not len(begins):
        return [sheet]
    current = next((row for i in range(min(header.LOOKED_AT, len(table))) if _is_header(row := _row(table, i))), None)
    cuts = []
    for begin in begins if current else ():
        for i in range(begin, min(begin + LOOKED_AT, len(table))):
            row = _row(table, i)
            if _is_header(row):
                if (row != current or i > begin) and _has_header_before(table, begin):
                    cuts.append(int(begin))
                    current = row
                break
    if not cuts:
        return [sheet]
    parts = []
    for start, end in zip([0, *cuts], [*cuts, len(table)], strict=True):
        rows = table.iloc[start:end]
        used = [i for i in range(rows.shape[1]) if (rows.iloc[:, i].array.codes >= 0).any()]
        part = f"from row {table.index[start]}" if start else ""
        parts.append(sheet._replace(cells=rows.iloc[:, used], part=part, problems=[] if start else sheet.problems))
    return parts


def _row(table, at: int) -> list[str]:
    return [str(cell) for cell in table.iloc[at].dropna()]


def _has_header_before(table, end: int) -> bool:
    return any(_is_header(_row(table, i)) for i in range(min(header.LOOKED_AT, end)))


def _is_header(row: list[str]) -> bool:
    """Are most cells words that head columns, and none data?"""
    known = sum((header.by_header(cell) or ("", 0.0))[1] == 1 for cell in row if len(cell) < 80)
    return known > 1 and known >= len(row) / 2 and not any(map(header.is_data, row))
