"""Tables that go on to the right, and rows that sum up others."""

import numpy as np
import pandas as pd

from loaders.normalise import counts
from loaders.records import Problem
from loaders.tables import cells, words
from loaders.tables.columns import Column, by_header
from loaders.tables.naming import states_in

NAMING = ("title", "date", "start_date", "event_id")


def beside(labels: list[str], body: pd.DataFrame) -> tuple[list[str], pd.DataFrame]:
    """The body with blocks of columns that repeat the first ones put below them: two tables side by side are one."""
    width = next((i for i in range(2, len(labels)) if labels[i] and labels[i] == labels[0]), 0)
    head = labels[:width]
    blocks = -(-len(labels) // width) if width else 0
    if blocks < 2 or (head * blocks)[: len(labels)] != labels or any((head * blocks)[len(labels) :]):
        return labels, body
    if not any((by_header(label) or ("",))[0] in NAMING for label in head if label):
        return labels, body
    parts = []
    for block in range(blocks):
        part = body.iloc[:, block * width : (block + 1) * width]
        part = part.set_axis(range(part.shape[1]), axis=1).reindex(columns=range(width))
        filled = part.notna().any(axis=1).to_numpy()
        parts.append(part.astype("str").loc[filled | (block == 0)])
    whole = pd.concat(parts)
    order = np.argsort(whole.index, kind="stable")
    columns = {name: pd.Categorical(whole[name]) for name in range(width)}
    return head, pd.DataFrame(columns, index=whole.index).iloc[order]


def without_subtotals(
    matched: list[Column], body: pd.DataFrame, sheet: cells.Sheet
) -> tuple[pd.DataFrame, list[Problem]]:
    """The rows of parties without those whose numbers are the sums of the states below or above: "Africa", "EU 27"."""
    named = next((i for i, one in enumerate(matched) if one.field in ("party_state", "party")), None)
    numbers = [i for i, one in enumerate(matched) if one.field in ("headcount", "years across", "events across")]
    if named is None or not numbers or body.empty:
        return body, []
    column = body.iloc[:, named].array
    known = np.array([*map(_names_state, column.categories), False])
    odd = np.flatnonzero(~known[column.codes] & (column.codes >= 0))
    if not len(odd) or len(odd) > len(body) / 2:
        return body, []
    values = np.column_stack([_numbers(body.iloc[:, i].array) for i in numbers])
    drop = [
        at
        for at, before, after in zip(odd, [-1, *odd[:-1]], [*odd[1:], len(body)], strict=True)
        if _is_sex(column[at])
        or values[at].any()
        and any(_sums_up(values, at, rows) for rows in ((at + 1, after), (before + 1, at)))
    ]
    keep = np.ones(len(body), dtype=bool)
    keep[drop] = False
    problems = [
        Problem(
            "left out",
            f'"{column[at]}" counts people of other rows once more and was set aside.',
            sheet.locator(int(body.index[at])),
            severity="note",
        )
        for at in drop
    ]
    return (body.loc[keep] if drop else body), problems


def _is_sex(cell: str) -> bool:
    return words.column_words().get(words.key(cell), ("",))[0] in ("men", "women", "other_gender")


def _names_state(cell: str) -> bool:
    return any(one.party_id and one.kind == "state" for one in states_in(cell))


def _sums_up(values: np.ndarray, at: int, rows: tuple[int, int]) -> bool:
    return rows[1] - rows[0] > 0 and bool((values[rows[0] : rows[1]].sum(axis=0) == values[at]).all())


def _numbers(column: pd.Categorical) -> np.ndarray:
    read = [(counts.parse(value) or (0,))[0] for value in column.categories]
    return np.array([*read, 0], dtype="int64")[column.codes]
