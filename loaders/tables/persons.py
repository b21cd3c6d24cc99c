"""A list of persons -> people counted by row. Who cancelled, was refused or did not come did not attend."""

import numpy as np
import pandas as pd

from loaders.normalise import counts
from loaders.records import Problem
from loaders.tables import words
from loaders.tables.rows import Rows


def count(rows: Rows) -> tuple[np.ndarray, np.ndarray, list[Problem]]:
    """For each row the people registered and those who attended, and what was not counted.

    Where rows tell who came (a check-in column, or a status "attended"), only they attended; where none does, all who
    are validly registered are taken to have come, and a problem says so.
    """
    size = len(rows.numbers)
    tickets = _numbers(rows.column("quantity"), size, 1) - _numbers(rows.column("refunded"), size, 0)
    status = _meanings(rows.column("registration_status"), "registration", size)
    tests = _meanings(rows.column("test"), "mark", size) == "yes"
    tests |= np.isin(_texts(rows.column("test"), size), ["1", "test"])
    refused = status == "not counted"
    registered = np.where(tests | refused, 0, tickets).clip(min=0)
    came = _came(rows, size)
    if came is None and (status == "attended").any():
        came = status == "attended"
    attended = registered if came is None else np.where(came, registered, 0)
    return registered, attended, _said(rows, refused, tests, registered, came)


def _came(rows: Rows, size: int) -> np.ndarray | None:
    """Where a check-in column says that the person came; None when it is not there or nobody used it."""
    column = rows.column("checked_in")
    if column is None:
        return None
    marks = _meanings(column, "mark", size)
    came = (marks == "yes") | ((column.codes >= 0) & (marks == "") & ~_blank(column))  # a time of arrival
    return came if came.any() else None


def _said(
    rows: Rows, refused: np.ndarray, tests: np.ndarray, registered: np.ndarray, came: np.ndarray | None
) -> list[Problem]:
    problems = []
    column = rows.column("registration_status")
    if refused.any():
        words_used = pd.Series(column[refused].astype("str")).value_counts()
        shown = ", ".join(f"{word} {often}" for word, often in words_used.items())
        problems.append(
            Problem("left out", f"{refused.sum()} registrations were not counted: {shown}.", severity="note")
        )
    if tests.any():
        problems.append(Problem("left out", f"{tests.sum()} test records were not counted.", severity="note"))
    if column is not None:
        unknown = [v for v in column.categories if not words.meaning("registration", v) and not words.is_blank(v)]
        if unknown and set(unknown) & set(column.dropna().tolist()):
            shown = ", ".join(f'"{word}"' for word in unknown[:10])
            problems.append(
                Problem(
                    "left out",
                    f"Registrations with the status {shown} were counted as valid.",
                    field="registration_status",
                )
            )
    if came is not None:
        absent = int(registered.sum() - registered[came].sum())
        attended = registered[came].sum()
        message = f"{registered.sum()} people were registered and {attended} attended; {absent} are not counted."
        problems.append(Problem("left out", message, severity="note"))
    elif column is not None or rows.column("quantity") is not None:
        message = "The list tells who registered and not who came; all valid registrations are counted as attended."
        problems.append(Problem("left out", message, severity="note"))
    return problems


def _numbers(column: pd.Categorical | None, size: int, otherwise: int) -> np.ndarray:
    if column is None:
        return np.full(size, otherwise, dtype="int64")
    read = [(counts.parse(value) or (otherwise,))[0] for value in column.categories]
    return np.array([*read, otherwise], dtype="int64")[column.codes]


def _meanings(column: pd.Categorical | None, field: str, size: int) -> np.ndarray:
    if column is None:
        return np.full(size, "", dtype=object)
    return np.array([*(words.meaning(field, value) or "" for value in column.categories), ""], dtype=object)[
        column.codes
    ]


def _texts(column: pd.Categorical | None, size: int) -> np.ndarray:
    if column is None:
        return np.full(size, "", dtype=object)
    return np.array([*(value.lower() for value in column.categories), ""], dtype=object)[column.codes]


def _blank(column: pd.Categorical) -> np.ndarray:
    return np.array([*(words.is_blank(value) for value in column.categories), True])[column.codes]
