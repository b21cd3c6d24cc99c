"""JSON and JSON Lines -> rows of text -> the schema's tables, by the same words and rules as any other table.

Lists of objects are found wherever they stand (under "events", a month, "results", or as an object keyed by ids). Each
object becomes a row whose columns are named by the way to the value, such as `venue.city`; values stay as written.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from loaders import reference, tables
from loaders.documents.limits import Refused
from loaders.documents.text import decode
from loaders.records import Problem
from loaders.tables import cells
from loaders.tables.columns import by_header, values_kind
from loaders.tables.mapping import Mapping
from loaders.unreadable import Unreadable
from outreach import schema

MOST_BYTES = 200_000_000
DEEPEST = 12  # levels of objects inside one record
MOST_COLUMNS = 300
MOST_PROBLEMS = 20
_WRAPPERS = ("attributes", "data", "fields", "item", "node", "personal data", "properties", "record", "source")
_LANGUAGES = ("en", "en-gb", "en-us", "fr", "es", "ru", "ar", "zh", "pt", "de")
_NAMES = ("name", "title", "label", "displayname", "fullname", "text", "value", "@value")
_DAYS = ("date", "datetime", "dateonly")
_ROW = re.compile(r"\brow(s?) (\d+)(?:-(\d+))?\b")
_KEY_FIELDS = {"date": "date", "year": "year", "state": "country", "place": "place"}

Json = Any


class _Found(NamedTuple):
    """A list of records: the way to it, and each record with its own place."""

    name: str
    records: list[tuple[str, dict[str, Json]]]


def read(path: Path, source: str, mapping: Mapping | None = None) -> schema.Dataset:
    """The schema's tables from one file; `mapping` overrides the one kept beside the file and what is understood."""
    found, problems = _sheets(path, source)
    sheets = [sheet for sheet, _ in found]
    dataset = tables.read_sheets(sheets, source, mapping or tables.mapping.kept(path), problems)
    return _with_ways(dataset, {sheet.name: ways for sheet, ways in found})


def sheets(path: Path) -> tuple[list[cells.Sheet], list[Problem]]:
    """The tables of a file as they are written, one for each list of records in it."""
    found, problems = _sheets(path, path.name)
    return [sheet for sheet, _ in found], problems


def _sheets(path: Path, source: str) -> tuple[list[tuple[cells.Sheet, list[str]]], list[Problem]]:
    if path.stat().st_size > MOST_BYTES:
        raise Unreadable(f"{source}: larger than {MOST_BYTES // 1_000_000} MB; split it or save it as CSV.")
    try:
        text = decode(path.read_bytes())
    except Refused as refused:
        raise Unreadable(f"{source}: {refused}") from None
    document, problems = _parse(text, source)
    lists = list(_lists(document, "", 0))
    if not lists:
        raise Unreadable(f"{source}: holds no list of records (objects in [...]); save the events as a list.")
    lists, others = _of_events(_joined(lists))
    problems += others
    return [_sheet(found, len(lists) > 1) for found in lists], problems


# Text -> values; figures stay text, so that no id loses its zeros


def _parse(text: str, source: str) -> tuple[Json, list[Problem]]:
    try:
        return _loads(text), []
    except json.JSONDecodeError as error:
        lines, problems = _lines(text)
        if lines:
            return lines, problems
        what = f"{source}: no JSON: {error.msg} at line {error.lineno}, column {error.colno}"
        raise Unreadable(f"{what}; correct it there or export the file again.") from None
    except RecursionError:
        raise Unreadable(f"{source}: nested too deeply to be a list of records; export a flat list.") from None


def _loads(text: str) -> Json:
    return json.loads(text, parse_float=str, parse_int=str, parse_constant=lambda name: "")


def _lines(text: str) -> tuple[dict[str, Json], list[Problem]]:
    """JSON Lines: one object a line, keyed by "line N"; lines that are none are problems. Nothing if most are none."""
    records: dict[str, Json] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not (line := line.strip().removeprefix("\x1e")):
            continue
        try:
            record = _loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            why = (
                f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else "nested too deep"
            )
            problems.append(Problem("left out", f"Line {number} is no JSON: {why}.", f"line {number}"))
            continue
        if isinstance(record, dict):
            records[f"line {number}"] = record
    if len(records) <= len(problems):
        return {}, []
    if len(problems) > MOST_PROBLEMS:
        rest = len(problems) - MOST_PROBLEMS
        problems = [*problems[:MOST_PROBLEMS], Problem("left out", f"{rest} more lines are no JSON.")]
    return {"": [_Placed(way, record) for way, record in records.items()]}, problems


class _Placed(dict):
    """A record that knows its place in the file."""

    def __init__(self, way: str, record: dict[str, Json]) -> None:
        super().__init__(record)
        self.way = way


# Values -> lists of records


def _lists(node: Json, way: str, depth: int) -> Iterator[_Found]:
    """Every list of objects that does not stand inside a record."""
    if depth > DEEPEST:
        return
    if isinstance(node, list):
        records = [(_way(way, i, value), _unwrapped(value)) for i, value in enumerate(node) if isinstance(value, dict)]
        if records and _are_groups([record for _, record in records]):
            for place, record in records:
                yield from _lists(record, place, depth + 1)
        elif records:
            yield _Found(way, records)
        else:
            for i, value in enumerate(node):
                yield from _lists(value, f"{way}[{i}]", depth + 1)
    elif isinstance(node, dict):
        if _is_record(node):
            yield _Found(way, [(way or "the object", _unwrapped(node))])
        elif _is_keyed(node):
            yield _keyed(node, way)
        else:
            for key, value in node.items():
                yield from _lists(value, f"{way}.{key}" if way else key, depth + 1)


def _way(way: str, i: int, value: dict[str, Json]) -> str:
    return value.way if isinstance(value, _Placed) else f"{way}[{i}]"


def _unwrapped(record: dict[str, Json]) -> dict[str, Json]:
    """The record inside an envelope such as {"type": "Feature", "properties": {...}} or {"node": {...}}."""
    inner = [value for key, value in record.items() if _plain(key) in _WRAPPERS and isinstance(value, dict)]
    if len(inner) == 1 and sum(map(bool, map(_told, record))) <= 1:
        return {**inner[0], **{key: value for key, value in record.items() if not isinstance(value, dict | list)}}
    return record


def _are_groups(records: list[dict[str, Json]]) -> bool:
    """Whether objects only group other lists, as {"month": "May", "events": [...]} does."""
    holders = [r for r in records if any(_is_list_of_records(value) for value in r.values())]
    named = [{_told(key) for key, value in r.items() if not isinstance(value, dict | list)} for r in records]
    return len(holders) > len(records) / 2 and not any(fields & {"title", "start_date", "date"} for fields in named)


def _is_list_of_records(value: Json) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _is_record(node: dict[str, Json]) -> bool:
    """Whether an object is an event itself: it names at least a title or a day, and one thing more."""
    scalars = {
        _told(key) for key, value in node.items() if not isinstance(value, dict | list) and value not in ("", None)
    }
    told = scalars | {_told(key) for key, value in node.items() if _is_day(value)}
    lists = any(_is_list_of_records(value) and not _told(key) for key, value in node.items())
    return bool(told & {"title", "name"}) and bool(told & {"start_date", "date", "end_date"}) and not lists


def _is_keyed(node: dict[str, Json]) -> bool:
    """Whether an object holds records under ids: all its values are objects that share a key."""
    values = list(node.values())
    if len(values) < 2 or not all(isinstance(value, dict) and value for value in values):
        return False
    shared = set(values[0]).intersection(*values[1:])
    return bool(shared) or sum(map(_is_record, values)) > len(values) / 2


def _keyed(node: dict[str, Json], way: str) -> _Found:
    """The records of an object keyed by ids, the key as a field of its own where they do not repeat it."""
    field = _KEY_FIELDS.get(values_kind(list(node))) or "title"
    told = {_told(key) for record in node.values() for key in record}
    if field == "title" and (told & {"title", "name"} or all(not re.search(r"\s", key) for key in node)):
        field = "id"
    known = {"id": "event_id"}.get(field, field)
    add = known not in told and not any(key in record.values() for key, record in list(node.items())[:1])
    records = [
        (f"{way}.{key}" if way else key, ({field: key} if add else {}) | _unwrapped(record))
        for key, record in node.items()
    ]
    return _Found(way, records)


def _joined(lists: list[_Found]) -> list[_Found]:
    """The lists, those with the same keys under sibling names as one: {"May": [...], "June": [...]}."""
    groups: dict[tuple[str, frozenset[str]], list[_Found]] = {}
    for found in lists:
        parent, _, _ = re.sub(r"\[\d+\]", "", found.name).rpartition(".")
        common = Counter(key for _, record in found.records for key in record)
        usual = frozenset(key for key, times in common.items() if times > len(found.records) / 2)
        like = next((known for known in groups if known[0] == parent and _alike(known[1], usual)), (parent, usual))
        groups.setdefault(like, []).append(found)
    return [group[0] if len(group) == 1 else _together(parent, group) for (parent, _), group in groups.items()]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= 0.6 * max(len(one | other), 1)


def _of_events(lists: list[_Found]) -> tuple[list[_Found], list[Problem]]:
    """The lists whose records have a title and a day, where there are such; the others are left out and said."""
    told = [{_told(key) for _, record in found.records for key in record} for found in lists]
    events = [bool(fields & {"title", "name"}) and bool(fields & {"start_date", "date", "end_date"}) for fields in told]
    if not any(events) or all(events):
        return lists, []
    return [found for found, kept in zip(lists, events, strict=True) if kept], [
        Problem(
            "left out",
            f'"{found.name}" ({len(found.records)} records) has no title or no day, and another list has both.',
            found.name,
            severity="note",
        )
        for found, kept in zip(lists, events, strict=True)
        if not kept
    ]


def _together(parent: str, group: list[_Found]) -> _Found:
    """One list of several; what their names tell (a year, a state) becomes a field where the records lack it."""
    names = [re.sub(r"\[\d+\]", "", found.name).rpartition(".")[2] for found in group]
    told = {_told(key) for found in group for _, record in found.records for key in record}
    kind = _KEY_FIELDS.get(values_kind(names), "")
    add = kind if kind and kind not in told and not (kind == "date" and told & {"start_date", "date"}) else ""
    records = [
        (way, {**record, add: name} if add else record)
        for name, found in zip(names, group, strict=True)
        for way, record in found.records
    ]
    return _Found(parent, records)


# Records -> rows of text


def _sheet(found: _Found, several: bool) -> tuple[cells.Sheet, list[str]]:
    """The records as a table, and the place of each of its rows."""
    headers: dict[str, None] = {}
    rows: list[dict[str, str]] = []
    ways: list[str] = []
    unfolded = _unfolded_key([record for _, record in found.records])
    for way, record in found.records:
        for row in _rows(record, unfolded):
            rows.append(row)
            ways.append(way)
            headers |= dict.fromkeys(row)
    problems = []
    dropped = sorted({key for _, record in found.records for key in record if _known_key(key).get("kind") == "person"})
    if dropped:
        text = f"What persons are described by was dropped: {', '.join(dropped)}."
        problems.append(Problem("personal data", text, found.name, severity="note"))
    if len(headers) > MOST_COLUMNS:
        text = f"The records have {len(headers)} different fields; only the first {MOST_COLUMNS} were read."
        problems.append(Problem("left out", text, found.name))
    names = list(headers)[:MOST_COLUMNS]
    written = [names, *([row.get(name, "") for name in names] for row in rows)]
    return cells.Sheet(found.name if several else "", cells.from_rows(written), problems), ways


def _unfolded_key(records: list[dict[str, Json]]) -> str:
    """The key whose lists of objects give a row each: participants or registrations with their own fields."""
    found = Counter(
        key
        for record in records
        for key, value in record.items()
        if _is_list_of_records(value) and _told(key) in ("participants", "states", "party", "organisation", "country")
        and any(_name(one) is None for one in value)
    )  # fmt: skip
    return found.most_common(1)[0][0] if found else ""


def _rows(record: dict[str, Json], unfolded: str) -> Iterator[dict[str, str]]:
    inner = record.get(unfolded) if unfolded else None
    flat = dict(_flat({key: value for key, value in record.items() if key != unfolded}, "", 0))
    if not _is_list_of_records(inner):
        yield flat
        return
    for one in inner:
        yield flat | dict(_flat(one, unfolded, 1))


def _flat(node: dict[str, Json], way: str, depth: int) -> Iterator[tuple[str, str]]:
    """The values of an object with the way to each; what persons are described by stays one field, to be dropped."""
    for key, value in node.items():
        name = way if _plain(key) in _WRAPPERS else f"{way}.{key}" if way else str(key)
        text = _text(value)
        if _known_key(key).get("kind") == "person":
            continue
        if text is not None:
            yield _header(name), text
        elif _told(key) == "personal" or depth >= DEEPEST:
            yield name, "(not read)"
        elif isinstance(value, dict):
            yield from _flat(value, name, depth + 1)
        else:
            yield _header(name), "; ".join(filter(None, (_name(one) or _text(one) for one in value)))


@cache
def _header(way: str) -> str:
    """The way to a value as a column is named: by data/reference/json_keys.csv where its last words stand there."""
    parts = way.split(".")
    for tail in (".".join(parts[-2:]), parts[-1]):
        if header := _known_key(tail).get("header"):
            return header
    return way


@cache
def _known_key(key: str) -> dict[str, str]:
    return {row["key"]: row for row in reference.rows("json_keys")}.get(_plain(key), {})


def _text(value: Json) -> str | None:
    """A value as one cell, or None where it has parts of its own."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return _day(value) or _translated(value) or _only_name(value) or ("" if not value else None)
    texts = [_text(one) for one in value]
    return None if None in texts else "; ".join(filter(None, texts))


def _is_day(value: Json) -> bool:
    return isinstance(value, dict) and bool(_day(value))


def _day(value: dict[str, Json]) -> str:
    """The day of {"date": "2018-01-09", "time": ..., "tz": ...}."""
    plain = {_plain(key): one for key, one in value.items() if isinstance(one, str) and one}
    others = {key for key in plain if not key.startswith(("time", "tz", "date"))}
    return next((plain[key] for key in _DAYS if key in plain), "") if not others and len(value) <= 4 else ""


def _translated(value: dict[str, Json]) -> str:
    """The text of {"en": ..., "fr": ...} in the first language of the list that is there."""
    plain = {key.lower().replace("_", "-"): one for key, one in value.items() if isinstance(one, str)}
    if not plain or len(plain) < len(value) or not set(plain) <= set(_LANGUAGES):
        return ""
    return next((plain[language] for language in _LANGUAGES if plain.get(language)), "")


def _only_name(value: dict[str, Json]) -> str | None:
    """The name of an object that has nothing else to tell but codes, ids and addresses of pages."""
    telling = [key for key, one in value.items() if one not in ("", None) and not _is_code(key)]
    return _name(value) if len(telling) == 1 else None


def _is_code(key: str) -> bool:
    return bool(re.fullmatch(r"(@?\w*[ _-]?)?(id|ids|code|url|uri|href|type|slug|iso\d?|alpha ?\d)", _plain(key)))


def _name(value: Json) -> str | None:
    if not isinstance(value, dict):
        return None
    plain = {_plain(key).replace(" ", ""): one for key, one in value.items() if isinstance(one, str) and one}
    return next((plain[name] for name in _NAMES if name in plain), None)


@cache
def _plain(key: str) -> str:
    return tables.words.key(str(key))


@cache
def _told(key: str) -> str:
    """The field that a key names by the words of data/reference/column_words.csv, or ""."""
    found = by_header(_header(str(key)))
    return found[0] if found else ""


# Rows of the table -> places in the file


def _with_ways(dataset: schema.Dataset, ways: dict[str, list[str]]) -> schema.Dataset:
    """The dataset with places in the file ("events[3]") instead of rows of a table that nobody sees."""
    changed = {}
    for name in schema.TABLES:
        table = getattr(dataset, name)
        distinct = table["locator"].dropna().unique() if "locator" in table else []
        places = {locator: _place(locator, ways) for locator in distinct}
        if places:
            table = table.assign(locator=table["locator"].map(places, na_action="ignore").astype(schema.TEXT))
        changed[name] = table
    return replace(dataset, **changed)


def _place(locator: str, ways: dict[str, list[str]]) -> str:
    found = _ROW.search(locator)
    if not found:
        return locator
    sheet = locator[: found.start()].removeprefix("sheet ").rstrip(", ")
    places = ways.get(sheet) or ways.get("") or []
    first, last = (int(number) - 2 if number else None for number in found.groups()[1:])
    named = [places[number] for number in (first, last) if number is not None and 0 <= number < len(places)]
    return " to ".join(dict.fromkeys(named)) or sheet or "the keys"
