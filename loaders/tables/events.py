"""The events that the rows of a table tell of: one value a field, with the cell it came from."""

import calendar
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from loaders.normalise import counts, dates, kinds, places, states
from loaders.normalise.dates import DateRange
from loaders.records import Problem, event_id
from loaders.tables import subdivisions, words
from loaders.tables.rows import First, Rows, locators, taken, used_codes
from outreach import schema


class Read(NamedTuple):
    """What one field was read as: a value for each event (None: not known) and the cells it came from."""

    values: np.ndarray
    cell: First


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
            values = cell.map(partial(reader, rows.headers.get(name, "")) if name == "event_type" else reader)
            fields[name] = Read(values, cell)
            if name in COUNTED:
                problems += _unread(rows, cell, values, "unclear count", name, "a number of people or states")
    _place(rows, fields, problems)
    _dates(rows, fields, problems, day_first)
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
            found.append((Problem(kind, message, _locator(rows, cell.row[at]), name, written), int(at)))
    return found


def _locator(rows: Rows, number: int) -> str:
    return locators(rows.sheet, np.array([number])).iloc[0] if number >= 0 else ""


# Where


def _place(rows: Rows, fields: dict[str, Read], problems: list[tuple[Problem, int]]) -> None:
    cells = {name: cell for name in ("place", "city", "event_country", "subdivision") if (cell := rows.first(name))}
    if not cells:
        return
    parts_of = ""
    if "subdivision" in cells:
        used = cells["subdivision"].text
        parts_of = subdivisions.country_of_all([used.categories[code] for code in used_codes(used)])
    codes = np.column_stack([cell.text.codes for cell in cells.values()])
    combinations, which = np.unique(codes, axis=0, return_inverse=True)
    found = []
    for combination in combinations:
        said = {
            name: cell.text.categories[code]
            for (name, cell), code in zip(cells.items(), combination, strict=True)
            if code >= 0
        }
        found.append(where(**said, parts_of=parts_of))
    which = which.reshape(-1)
    for i, name in enumerate(("city", "country_code", "format")):
        values = np.array([place[i] or None for place in found], dtype=object)[which]
        order = (
            ("event_country", "place", "city", "subdivision")
            if i == 1
            else ("city", "place", "event_country", "subdivision")
        )
        fields.setdefault(name, Read(values, _first_of([cells[n] for n in order if n in cells])))
    if "format" in fields:
        by_place = np.array([place[2] or None for place in found], dtype=object)[which]
        given = fields["format"]
        fields["format"] = Read(np.where(pd.isna(given.values), by_place, given.values), given.cell)
    country = cells.get("event_country") or cells.get("place")
    if country is not None:
        unknown = np.array([place[3] is not None for place in found])[which]
        for code in np.unique(country.text.codes[unknown & (country.text.codes >= 0)]):
            at = int(np.flatnonzero(unknown & (country.text.codes == code))[0])
            problems.append(
                (
                    _place_problem(found[which[at]][3], country.text.categories[code], _locator(rows, country.row[at])),
                    at,
                )
            )


def where(
    place: str = "", city: str = "", event_country: str = "", subdivision: str = "", parts_of: str = ""
) -> tuple[str, str, str, str | None]:
    """City, country code, format, and the country's words where they could not be resolved.

    A country cell decides; a city alone gives its country only where the reference table knows just one such city.
    """
    code, form, unresolved = "", "", None
    if event_country and not words.is_blank(event_country):
        code = next(filter(None, map(states.resolve, [event_country, *_several(event_country)])), "")
        if not code:
            parsed = places.parse(event_country)
            if parsed:
                code, form, city = parsed.country_code, parsed.format, city or parsed.city
            if not code and not form:
                unresolved = event_country
    town = "" if words.is_blank(city) else city
    parsed = places.parse(", ".join(filter(None, (town, subdivision)))) if town else None
    if parsed:
        form = form or parsed.format
        if not code and not parts_of:
            code = parsed.country_code
        town = parsed.city or ("" if parsed.format == "online" else town)
    if place and not words.is_blank(place):
        parsed = places.parse(place)
        if parsed:
            form = form or parsed.format
            town = town or parsed.city
            if not code and not parts_of:
                code = parsed.country_code
        if not (town or code or form or states.resolve(place)):
            town = place if len(place) <= 40 and "," not in place else ""
    return town, code or parts_of, form, unresolved


def _several(text: str) -> list[str]:
    return [piece.strip() for piece in text.replace("/", ";").replace(" and ", ";").replace(",", ";").split(";")]


def _place_problem(written: str, cell: str, locator: str) -> Problem:
    explained = states.explain(written)
    kind, message = explained or ("unresolved state", f'"{written}" is no state that is known.')
    return Problem(kind, message, locator, "country_code", written)


def _first_of(cells: list[First]) -> First:
    """For each event the first of these cells that is not blank."""
    best = cells[0]
    for cell in cells[1:]:
        categories = list(dict.fromkeys([*best.text.categories, *cell.text.categories]))
        ours = pd.Index(categories).get_indexer(pd.Index(best.text.categories))
        theirs = pd.Index(categories).get_indexer(pd.Index(cell.text.categories))
        blank = best.text.codes < 0
        codes = np.where(blank, np.append(theirs, -1)[cell.text.codes], np.append(ours, -1)[best.text.codes])
        text = pd.Categorical.from_codes(codes, categories=pd.Index(categories, dtype="str"))
        best = First(text, np.where(blank, cell.row, best.row))
    return best


# When


def _dates(rows: Rows, fields: dict[str, Read], problems: list[tuple[Problem, int]], day_first: bool | None) -> None:
    cells = {
        name: cell for name in ("start_date", "date", "end_date", "year", "month", "day") if (cell := rows.first(name))
    }
    if not cells:
        return
    ranges, unsure = _date_values(cells, day_first)
    codes = np.column_stack([cell.text.codes for cell in cells.values()])
    combinations, which = np.unique(codes, axis=0, return_inverse=True)
    which = which.reshape(-1)
    found = []
    for combination in combinations:
        said = {
            name: cell.text.categories[code]
            for (name, cell), code in zip(cells.items(), combination, strict=True)
            if code >= 0
        }
        found.append(when(said, ranges))
    begin = _first_of([cells[n] for n in ("start_date", "date", "year", "month", "end_date") if n in cells])
    ending = cells.get("end_date") or cells.get("date") or begin
    pick = lambda i: np.array([one[i] for one in found], dtype=object)[which]  # noqa: E731
    fields["start_date"], fields["end_date"] = Read(pick(0), begin), Read(pick(1), ending)
    fields["date_precision"] = Read(pick(2), begin)
    for message in dict.fromkeys(one[3] for one in found if one[3]):
        affected = np.flatnonzero(np.array([one[3] == message for one in found])[which])
        at, (kind, text) = int(affected[0]), message
        written = begin.text.categories[begin.text.codes[at]] if begin.text.codes[at] >= 0 else ""
        more = f" (in {len(affected)} rows)" if len(affected) > 1 else ""
        problems.append((Problem(kind, text + more + ".", _locator(rows, begin.row[at]), "start_date", written), at))
    _say_order(rows, cells, unsure, problems)


def _date_values(cells: dict[str, First], day_first: bool | None) -> tuple[dict[str, DateRange | None], set[str]]:
    """Each distinct date cell read, and those whose order of day and month the columns do not tell."""
    values = list(
        dict.fromkeys(
            cell.text.categories[code]
            for name in ("start_date", "date", "end_date")
            if (cell := cells.get(name))
            for code in used_codes(cell.text)
        )
    )
    if day_first is not None:
        return {value: dates.parse(value, day_first) or dates.parse(value) for value in values}, set()
    iso = {value: DateRange(day, day) for value in values if (day := _iso(value))}  # most tables; no grammar needed
    values = [value for value in values if value not in iso]
    ranges, open_order = dates.column(values)
    unsure = {value for value, is_open in zip(values, open_order, strict=True) if is_open}
    read = {
        value: dates.parse(value, True) if value in unsure else one for value, one in zip(values, ranges, strict=True)
    }
    return iso | read, unsure


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 and text[4] == text[7] == "-" else None
    except ValueError:
        return None


def _say_order(rows: Rows, cells: dict[str, First], unsure: set[str], problems: list[tuple[Problem, int]]) -> None:
    for name in ("start_date", "date", "end_date"):
        cell = cells.get(name)
        used = used_codes(cell.text) if cell else []
        open_codes = [code for code in used if cell.text.categories[code] in unsure]
        if open_codes:
            affected = np.flatnonzero(np.isin(cell.text.codes, open_codes))
            at, written = int(affected[0]), cell.text.categories[cell.text.codes[affected[0]]]
            text = f"Day and month could be the other way round in {len(affected)} cells; they were read day first."
            way = "If the month stands first, set day_first = false in the mapping beside the file."
            problems.append(
                (Problem("unclear date", text, _locator(rows, cell.row[at]), "start_date", written, way), at)
            )
        serial = [
            code
            for code in used
            if cell.text.categories[code].split(".")[0].isdigit() and len(cell.text.categories[code].split(".")[0]) == 5
        ]
        if serial:
            at = int(np.flatnonzero(np.isin(cell.text.codes, serial))[0])
            text = "Numbers were read as a spreadsheet's serial dates."
            problems.append(
                (
                    Problem(
                        "unclear date",
                        text,
                        _locator(rows, cell.row[at]),
                        "start_date",
                        cell.text.categories[serial[0]],
                        severity="note",
                    ),
                    at,
                )
            )


def when(
    said: dict[str, str], ranges: dict[str, DateRange | None]
) -> tuple[date | None, date | None, str | None, tuple[str, str] | None]:
    """Start, end, precision, and what is wrong, from the cells that tell of one event's time."""
    begin = next((said[name] for name in ("start_date", "date") if name in said and not words.is_blank(said[name])), "")
    finish = "" if words.is_blank(said.get("end_date", "")) else said["end_date"]
    first, last = ranges.get(begin), ranges.get(finish)
    year, month = _year(said.get("year", "")), _month(said.get("month", ""))
    first = _completed(first, year or (last.start.year if last and last.start else None))
    if first is None and year:
        first = DateRange(date(year, month or 1, 1), None, "month" if month else "year")
    if first is None or first.start is None:
        if first is not None:
            return None, None, None, ("missing year", f'"{begin}" has no year')
        if last and last.start and not begin:
            return None, last.end or last.start, None, ("unclear date", "there is an end but no start")
        return None, None, None, ("unclear date", f'"{begin}" could not be read as a date') if begin else None
    last = _completed(last, first.start.year)
    if finish and last is None:
        return first.start, None, first.precision, ("unclear date", f'"{finish}" could not be read as a date')
    precision = max((r.precision for r in (first, last) if r), key=("day", "month", "year").index)
    alone = "date" in said or first.end != first.start
    end = _last_day(last) if last else first.end if alone else None
    if end and end < first.start:
        return first.start, None, precision, ("unlikely date", f'the end "{finish or begin}" lies before the start')
    return first.start, end, precision, None


def _completed(one: DateRange | None, year: int | None) -> DateRange | None:
    return dates.complete(one, year) if one is not None and one.start is None and year else one


def _last_day(one: DateRange) -> date | None:
    if one.end or one.start is None or one.precision == "day":
        return one.end or one.start
    month = one.start.month if one.precision == "month" else 12
    return date(one.start.year, month, calendar.monthrange(one.start.year, month)[1])


def _year(text: str) -> int | None:
    text = text.removesuffix(".0").strip()
    return int(text) if text.isdigit() and 1900 <= int(text) <= 2100 else None


def _month(text: str) -> int | None:
    text = text.removesuffix(".0").strip()
    if text.isdigit():
        return int(text) if 1 <= int(text) <= 12 else None
    found = dates.parse(f"1 {text} 2000") if text else None
    return found.start.month if found and found.start else None


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
    return _first_of([blank, second])


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
