"""What a table says of its events outside its columns: in title rows and the names of sheet and file."""

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from loaders.normalise import dates, places
from loaders.records import Problem
from loaders.tables import words
from loaders.tables.mapping import SheetMapping
from loaders.tables.rows import Rows
from outreach import schema

LOOKED_AT = 200  # distinct dates in which a missing year is sought
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def with_year(rows: Rows, names: list[str], problems: list[Problem]) -> Rows:
    """Dates without a year have that of a title row, else of the sheet's name, where it names just one."""
    cells_of = [rows.columns[name][0] for name in ("start_date", "date") if name in rows.columns]
    if "year" in rows.columns or not any(map(_lack_year, cells_of)):
        return rows
    for name in names:
        years = set(YEAR.findall(name))
        if len(years) == 1 and not any(found.value.precision == "day" for found in dates.find(name)):
            year = years.pop()
            message = f'The dates give no year; {year} was taken from "{name}".'
            problems.append(Problem("missing year", message, field="start_date", written=name, severity="note"))
            column = pd.Categorical.from_codes(np.zeros(len(rows.numbers), dtype="int32"), categories=[year])
            return replace(rows, columns={**rows.columns, "year": [column]})
    return rows


def _lack_year(column: pd.Categorical) -> bool:
    """Does a column hold a date with a day and a month and no year?"""
    without = [value for value in column.categories if not YEAR.search(value)][:LOOKED_AT]
    return any((found := dates.parse(value)) is not None and found.start is None for value in without)


def named_by_kind_and_place(rows: Rows, problems: list[Problem]) -> Rows:
    """A table of events without titles: each is called by the words for its kind and place."""
    kind, place = ("event_type",), ("place", "city", "organiser", "host")
    parts = [
        rows.columns[names[0]][0] for of in (kind, place) if (names := [name for name in of if name in rows.columns])
    ]
    if not parts:
        return rows
    text = pd.Series("", index=range(len(rows.numbers)), dtype="str")
    for part in parts:
        words_here = pd.Series(part).astype("str").fillna("")
        text = text.where(text.eq("") | words_here.eq(""), text + ", ") + words_here
    problems.append(
        Problem(
            "missing column", "No column gives a title; the events are called by their kind and place.", field="title"
        )
    )
    columns = {**rows.columns, "title": [pd.Categorical(text.where(text.ne("")))]}
    return replace(rows, columns=columns)


def event_of_list(
    rows: Rows,
    mapping: SheetMapping,
    above: list[tuple[str, str]],
    told: dict[str, tuple[str, str]],
    problems: list[Problem],
) -> tuple[dict[str, Any], list[tuple[str, Any, str, str]]]:
    """Title, dates and place of the event that a list of participants is about, from what stands above or its name."""
    title = mapping.title
    cited = [("title", title, *line) for line in (*told.values(), *above) if line[1] == title][:1]
    what = "a title row" if cited else "the name of the file or sheet"
    years = rows.first("year")
    if years is not None:
        title = years.map(lambda year: f"{mapping.title}, {year.removesuffix('.0')}")
    message = f'No column names an event; the rows are read as participants of "{mapping.title}", which is {what}.'
    problems.append(Problem("missing column", message, field="title", written=mapping.title))
    known: dict[str, Any] = {"title": title}
    for place, text in (*(told[name] for name in ("date", "place") if name in told), *above):
        if words.is_stamp(text):
            continue
        when = next((found for found in dates.find(text) if found.value.start), None)
        where = next(iter(places.find(text)), None)
        if when and "start_date" not in known and not {"start_date", "date", "year"} & set(rows.columns):
            known |= {
                "start_date": when.value.start,
                "end_date": when.value.end,
                "date_precision": when.value.precision,
            }
            cited.append(("start_date", when.value.start, place, text))
        if where and "city" not in known:
            known |= {"city": where.value.city or None, "country_code": where.value.country_code or None}
            cited.append(("city", where.value.city, place, text))
    return known, cited


def cited(ids: np.ndarray, cited: list[tuple[str, Any, str, str]], source: str) -> list[pd.DataFrame]:
    names = ("event_id", "field", "value", "source", "locator", "text")
    found = [
        dict(zip(names, (key, field, str(value), source, place, text), strict=True))
        for key in ids
        for field, value, place, text in cited
    ]
    return [schema.frame(found, "evidence")] if found else []
