"""People counted in parts (men and women, on site and online): together they are all, where nothing gives the total."""

from dataclasses import replace

import numpy as np
import pandas as pd

from loaders.normalise import counts
from loaders.tables import words
from loaders.tables.rows import Rows, combinations, or_else
from outreach import schema

SEXES = ("men", "women")


def added(rows: Rows, field: str) -> Rows:
    """The rows with the parts added up where `field` is blank and all are given; a cell says every number."""
    columns, needed = _parts(rows)
    if len(needed) < 2:
        return rows
    combined, which = combinations(columns)
    sums: dict[str, counts.Count] = {}
    texts = []
    for cells_of in combined:
        said = {header: cell for header, cell in cells_of.items() if not words.is_blank(cell)}
        read = [counts.parse(text) for text in said.values()]
        known = said.keys() >= needed and None not in read
        text = ", ".join(f"{header}: {cell}" for header, cell in said.items()) if known else None
        texts.append(text)
        if text:
            sums[text] = counts.Count(sum(one.value for one in read), _bound([one.bound for one in read]))
    distinct = list(sums)
    place = {text: i for i, text in enumerate(distinct)} | {None: -1}
    codes = np.array([place[text] for text in texts], dtype="int32")[which]
    cells = pd.Categorical.from_codes(codes, categories=pd.Index(distinct, dtype="str"))
    given = rows.column(field)
    cells = cells if given is None else or_else(given, cells)
    return replace(rows, columns={**rows.columns, field: [cells]}, sums=sums)


def _parts(rows: Rows) -> tuple[dict[str, pd.Categorical], set[str]]:
    """The columns to add by their headers, and the headers of those that must be filled."""
    if rows.columns.keys() >= set(SEXES):
        names, needed = (*SEXES, "other_gender"), {rows.headers[name][0] for name in SEXES}
    else:
        names, needed = ("part",), set(rows.headers.get("part", []))
    columns = {
        header: column
        for name in names
        for header, column in zip(rows.headers.get(name, []), rows.columns.get(name, []), strict=True)
    }
    return columns, needed


def _bound(bounds: list[str]) -> str:
    """How exact a sum of numbers is: as exact as the least exact of them, and about where they differ in direction."""
    found = set(bounds) - {schema.BOUNDS[0]}
    return found.pop() if len(found) == 1 else "about" if found else schema.BOUNDS[0]
