"""The events that the rows of a table tell of: one value a field, with the cell it came from."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from loaders.normalise import counts, kinds
from loaders.records import Problem, event_id
from loaders.tables import times, venues, words
from loaders.tables.rows import First, Read, Rows, first_of, locator, locators, taken
from outreach import schema


class Events(NamedTuple):
    """The events of a table: their fields by name, their ids, and what needs a look (with the number of its event)."""

    fields: dict[str, Read]
    ids: np.ndarray
    problems: list[tuple[Problem, int]]

    def values(self, name: str) -> np.ndarray:
        """The values of a field; None where there is none."""
        return self.fields[name].values if name in self.fields else np.full(len(self.ids), None, dtype=object)


def read(rows: Rows, day_first: bool | None, defaults: dict[str, Any]) -> Events:
    """Every field of every event; `defaults`: values that no column gives."""
    problems: list[tuple[Problem, int]] = []
    fields: dict[str, Read] = {}
    for name, reader in READERS.items():
        cell = rows.first(name)
        if cell is not None:
            if name == "event_type":
                reader = partial(reader, rows.headers.get(name, [""])[0])
            if name in COUNTED and words.is_estimate(rows.headers.get(name, [""])[0]):
                reader = partial(_estimated, reader)
            values = cell.map(lambda text, reader=reader: rows.sums.get(text) or reader(text))
            fields[name] = Read(values, cell)
            if name in COUNTED:
                problems += _unread(rows, cell, values, "unclear count", name, "a number of people or states")
    venues.place(rows, fields, problems)
    times.read(rows, fields, problems, day_first)
    _kinds(rows, fields)
    for name, value in defaults.items():
        if name not in fields:
            values = np.full(rows.events, None, dtype=object)
            values[:] = value
            fields[name] = Read(values, no_cell(rows.events))
    return Events(fields, _ids(rows, fields, problems), problems)


def no_cell(events: int) -> First:
    """No cell for any event."""
    blank = pd.Categorical.from_codes(np.full(events, -1, dtype="int32"), categories=pd.Index([], dtype="str"))
    return First(blank, np.full(events, -1, dtype="int64"))


def _count(text: str) -> Any:
    return None if _no_number(text) else counts.parse(text)


def _estimated(reader: Callable[[str], Any], text: str) -> Any:
    """A count whose header calls it an estimate."""
    found = reader(text)
    return found._replace(bound="about") if found and found.bound == "exact" else found


def _no_number(text: str) -> bool:
    return words.is_blank(text) or words.meaning("number", text) == "blank"


def _event_type(header: str, text: str) -> str | None:
    """The type that a cell names, else the one in its header ("workshop type": SWC), else another."""
    return None if words.is_blank(text) else kinds.event_type(text) or kinds.event_type(header) or "other"


COUNTED = ("participants", "states_reported")
READERS: dict[str, Callable[..., Any]] = {
    "event_id": str,
    "title": lambda text: None if words.is_blank(text) else text,
    "event_type": _event_type,
    "status": kinds.status,
    "format": kinds.event_format,
    "participants": _count,
    "states_reported": _count,
    "address": str,
}


def _unread(rows: Rows, cell: First, values: np.ndarray, kind: str, name: str, what: str) -> list[tuple[Problem, int]]:
    """One problem for each distinct text that should have been `what` and was not."""
    failed = np.flatnonzero((cell.text.codes >= 0) & (pd.isna(values)))
    codes, first, times = np.unique(cell.text.codes[failed], return_index=True, return_counts=True)
    found = []
    for code, at, often in zip(codes, failed[first], times, strict=True):
        written = cell.text.categories[code]
        if not _no_number(written):
            message = f'"{written}" is not {what}' + (f" (in {often} rows)." if often > 1 else ".")
            found.append((Problem(kind, message, locator(rows, cell.row[at]), name, written), int(at)))
    return found


# What kind


def _kinds(rows: Rows, fields: dict[str, Read]) -> None:
    title = rows.first("title")
    if title is None:
        return
    for name, reader in (("event_type", kinds.event_type), ("format", _format_of_title), ("status", _cancelled)):
        told = title.map(reader)
        given = fields.get(name)
        if given is None:
            fields[name] = Read(told, title)
        else:
            missing = pd.isna(given.values)
            if name == "event_type":
                missing |= (given.values == "other") & (pd.notna(told))
            fields[name] = Read(
                np.where(missing, told, given.values), _chosen(given.cell, title, missing & (pd.notna(told)))
            )
    form, city = fields.get("format"), fields.get("city")
    if form is not None and city is not None:  # a city without a word of being online is a place where people meet
        met = pd.isna(form.values) & pd.notna(city.values)
        fields["format"] = Read(np.where(met, "in person", form.values), _chosen(form.cell, city.cell, met))


def _format_of_title(title: str) -> str | None:
    """Only what a title says outright: a webinar is online, nothing is in person by its title."""
    found = kinds.event_format(title)
    return found if found in ("online", "hybrid") else None


def _cancelled(title: str) -> str | None:
    return "cancelled" if kinds.status(title) == "cancelled" else None


def _chosen(first: First, second: First, take_second: np.ndarray) -> First:
    blank = First(
        pd.Categorical.from_codes(np.where(take_second, -1, first.text.codes), categories=first.text.categories),
        first.row,
    )
    return first_of([blank, second])


# Which


def _ids(rows: Rows, fields: dict[str, Read], problems: list[tuple[Problem, int]]) -> np.ndarray:
    """The id that the record carries, else one made of title, start and place; the second of two alike gets "-2"."""
    given = fields["event_id"].values if "event_id" in fields else np.full(rows.events, None, dtype=object)
    of = lambda name: fields[name].values if name in fields else np.full(rows.events, None, dtype=object)  # noqa: E731
    ids: list[str] = []
    seen: dict[str, int] = {}
    for key, title, start, city, country in zip(
        given, of("title"), of("start_date"), of("city"), of("country_code"), strict=True
    ):
        key = key or event_id(title, start, city or country)
        seen[key] = seen.get(key, 0) + 1
        ids.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
    return np.array(ids, dtype=object)


def frame(events: Events, rows: Rows, source: str) -> pd.DataFrame:
    """The schema's table of events. What was only announced has no numbers: they stay as evidence."""
    first = np.full(rows.events, -1, dtype="int64")
    first[rows.event[::-1]] = rows.numbers[::-1]
    columns: dict[str, Any] = {"event_id": events.ids, "source": source, "locator": locators(rows.sheet, first)}
    for name in ("title", "event_type", "city", "country_code", "format", "date_precision"):
        columns[name] = pd.Series(events.values(name), dtype="str")
    status = events.values("status")
    columns["status"] = pd.Series(np.where(pd.isna(status), "held", status), dtype="str")
    for name in ("start_date", "end_date"):
        columns[name] = pd.Series(pd.to_datetime(pd.Series(events.values(name)), errors="coerce")).astype(schema.DAY)
    happened = columns["status"].eq("held").to_numpy()
    for name, bound in (("participants", "participants_bound"), ("states_reported", "states_bound")):
        values = np.where(happened, events.values(name), None)
        columns[name] = pd.array([None if v is None else v.value for v in values], dtype="Int64")
        columns[bound] = pd.Series([None if v is None else v.bound for v in values], dtype="str")
    return schema.conform(pd.DataFrame(columns), "events")


EVIDENT = (
    "title",
    "event_type",
    "status",
    "start_date",
    "end_date",
    "city",
    "country_code",
    "format",
    *COUNTED,
    "address",
)


def evidence(events: Events, rows: Rows, source: str) -> list[pd.DataFrame]:
    """For each field of each event the value and the words of the cell it came from."""
    found = []
    for name in EVIDENT:
        if name not in events.fields:
            continue
        values, cell = events.fields[name]
        at = np.flatnonzero((pd.notna(values)) & (cell.text.codes >= 0))
        found.append(
            pd.DataFrame(
                {
                    "event_id": events.ids[at],
                    "field": name,
                    "value": [_shown(value) for value in values[at]],
                    "source": source,
                    "locator": locators(rows.sheet, cell.row[at]),
                    "text": taken(list(cell.text.categories), cell.text.codes[at]),
                }
            )
        )
    return [schema.conform(one, "evidence") for one in found]


def _shown(value: Any) -> str:
    return str(value.value) if isinstance(value, counts.Count) else str(value)
