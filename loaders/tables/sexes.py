"""Men and women counted in columns of their own: together they are the people, where no column gives the total."""

from dataclasses import replace

import numpy as np
import pandas as pd

from loaders.normalise import counts
from loaders.tables import words
from loaders.tables.rows import Rows, or_else
from outreach import schema

BOTH = ("men", "women")


def added(rows: Rows, field: str) -> Rows:
    """The rows with men and women added up where `field` is blank and both are given; a cell says both numbers."""
    columns = {name: rows.column(name) for name in (*BOTH, "other_gender") if rows.column(name) is not None}
    if not columns.keys() >= set(BOTH):
        return rows
    codes = np.column_stack([column.codes for column in columns.values()])
    combinations, which = np.unique(codes, axis=0, return_inverse=True)
    sums: dict[str, counts.Count] = {}
    texts = []
    for combination in combinations:
        said = {
            name: column.categories[code]
            for (name, column), code in zip(columns.items(), combination, strict=True)
            if code >= 0 and not words.is_blank(column.categories[code])
        }
        read = [counts.parse(text) for text in said.values()]
        known = said.keys() >= set(BOTH) and None not in read
        text = ", ".join(f"{rows.headers[name]}: {cell}" for name, cell in said.items()) if known else None
        texts.append(text)
        if text:
            sums[text] = counts.Count(sum(one.value for one in read), _bound([one.bound for one in read]))
    distinct = list(sums)
    place = {text: i for i, text in enumerate(distinct)} | {None: -1}
    codes = np.array([place[text] for text in texts], dtype="int32")[which.reshape(-1)]
    cells = pd.Categorical.from_codes(codes, categories=pd.Index(distinct, dtype="str"))
    given = rows.column(field)
    cells = cells if given is None else or_else(given, cells)
    return replace(rows, columns={**rows.columns, field: [cells]}, sums=sums)


def _bound(bounds: list[str]) -> str:
    """How exact a sum of numbers is: as exact as the least exact of them, and about where they differ in direction."""
    found = set(bounds) - {schema.BOUNDS[0]}
    return found.pop() if len(found) == 1 else "about" if found else schema.BOUNDS[0]
