"""Rows that head those below them: a year, a month, a state or other words alone in a row of a table of events."""

import re
from collections import Counter
from typing import NamedTuple

import numpy as np
import pandas as pd

from loaders.normalise import dates, kinds, states
from loaders.tables.columns import by_header

NARROWEST = 3  # columns of a table in which a cell alone in its row is a heading
USUAL = 0.8  # share of the other rows that fill several cells
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
MOST_WORDS = 5  # of a heading that names a year
HEADED = (
    "",
    "title",
    "number",
    "event_id",
    "date",
    "start_date",
    "event_type",
    "other",
)  # where headings stand
FROM_HEADING = " (from the heading above)"
PLACES = ("country", "event_country", "party_state", "state")


class Section(NamedTuple):
    """One heading: the row's position, its words, and what they say of the rows below."""

    at: int
    text: str
    said: dict[str, str]  # "Year", "Month", "Country"


def find(body: pd.DataFrame, filled: np.ndarray, headers: list[str]) -> list[Section]:
    """The headings of a table, in order; none where rows with one cell are no exception."""
    fields = [(by_header(header) or ("",))[0] for header in headers]
    alone = np.flatnonzero((filled == 1) | _alike(body))
    others = int((filled > 0).sum()) - len(alone)
    several = int((filled > 2).sum()) if len(headers) > NARROWEST else int((filled > 1).sum())
    if len(headers) < NARROWEST or not len(alone) or several < USUAL * others or not others:
        return []
    found = []
    for at in alone:
        row = body.iloc[at]
        column = int(np.flatnonzero(row.notna())[0])
        text, field, merged = str(row.iloc[column]), fields[column], filled[at] > 1
        said = _said(text, merged)
        if not merged and (
            (field not in HEADED and not said.keys() & {"Year", "Month"})
            or (field == "year" and "Year" in said)  # a record that tells nothing but its year
            or (field == "title" and body.iloc[filled > 1, column].isna().all())  # events named in rows of their own
        ):
            continue
        if said or merged or _is_heading(text, field):
            found.append(Section(int(at), text, said))
    return found


def _alike(body: pd.DataFrame) -> np.ndarray:
    """Rows with the same words in every cell: a heading whose cells were merged."""
    alike = np.zeros(len(body), dtype=bool)
    if body.shape[1] < NARROWEST:
        return alike
    columns = [body.iloc[:, i].array for i in range(body.shape[1])]
    fewest, *others = sorted(columns, key=lambda column: len(column.categories))
    common = set(fewest.categories)
    for column in others:
        common = {text for text in common if text in column.categories}
    for text in common:
        same = np.ones(len(body), dtype=bool)
        for column in columns:
            same &= column.codes == column.categories.get_loc(text)
        alike |= same
    return alike


def _said(text: str, merged: bool = True) -> dict[str, str]:
    """What the words of a heading say of the rows below it; "Conference 2017" under a title may be an event."""
    when = dates.parse(text) if len(text) < 40 else None
    if when and when.precision == "month" and when.start and not when.end:
        return {"Year": str(when.start.year), "Month": str(when.start.month)}
    years = set(YEAR.findall(text))
    if (
        len(years) == 1
        and len(text.split()) <= (MOST_WORDS if merged else 2)
        and (merged or not kinds.event_type(text))
    ):
        return {"Year": years.pop()}
    month = dates.parse(f"1 {text} 2000") if text.isalpha() and len(text) < 20 else None
    if month and month.start:
        return {"Month": str(month.start.month)}
    code = states.resolve(text) if len(text) < 60 else None
    return {"Country": text} if code else {}


def _is_heading(text: str, field: str) -> bool:
    """Words alone in a row: an event only where they stand under the title and are more than a kind of event."""
    kind = kinds.event_type(text)
    return field != "title" or kind is None or len(text.split()) == 1


def columns(found: list[Section], above: list[tuple[int, str]], headers: list[str], rows: int) -> dict[str, list]:
    """What the headings say as columns of their own, each row with the last heading above it."""
    if not found:
        return {}
    fields = {(by_header(header) or ("",))[0] for header in headers}
    told = Counter(name for section in found for name in section.said)
    wanted = [name for name in ("Year", "Month") if told[name] and name.lower() not in fields]
    if told["Country"] == len(found) and not fields & set(PLACES):
        wanted.append("Country")
    first = _said(above[-1][1]) if above else {}
    made: dict[str, list] = {}
    for name in wanted:
        values = [first.get(name)] * rows
        for section in found:
            if name in section.said:
                values[section.at :] = [section.said[name]] * (rows - section.at)
            elif name == "Month" and "Year" in section.said:
                values[section.at :] = [None] * (rows - section.at)
        made[name + FROM_HEADING] = values
    return made
