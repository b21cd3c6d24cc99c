"""When the events of a table were held, from columns of dates, ranges, years and months."""

import calendar
import re
from datetime import date, timedelta

import numpy as np

from loaders.normalise import dates
from loaders.normalise.dates import DateRange
from loaders.records import Problem
from loaders.tables import words
from loaders.tables.rows import First, Read, Rows, combinations, first_of, locator, used_codes

TURN = 70  # years of two figures below are of this century, as spreadsheets have it


def read(rows: Rows, fields: dict[str, Read], problems: list[tuple[Problem, int]], day_first: bool | None) -> None:
    cells = {
        name: cell for name in ("start_date", "date", "end_date", "year", "month", "day") if (cell := rows.first(name))
    }
    if not cells.keys() - {"day"}:
        return
    ranges, unsure = _date_values(cells, day_first)
    combined, which = combinations({name: cell.text for name, cell in cells.items()})
    found = [when(said, ranges) for said in combined]
    begin = first_of([cells[n] for n in ("start_date", "date", "year", "month", "end_date") if n in cells])
    ending = cells.get("end_date") or cells.get("date") or begin
    pick = lambda i: np.array([one[i] for one in found], dtype=object)[which]  # noqa: E731
    fields["start_date"], fields["end_date"] = Read(pick(0), begin), Read(pick(1), ending)
    fields["date_precision"] = Read(pick(2), begin)
    for message in dict.fromkeys(one[3] for one in found if one[3]):
        affected = np.flatnonzero(np.array([one[3] == message for one in found])[which])
        at, (kind, text) = int(affected[0]), message
        written = begin.text.categories[begin.text.codes[at]] if begin.text.codes[at] >= 0 else ""
        more = f" (in {len(affected)} rows)" if len(affected) > 1 else ""
        problems.append((Problem(kind, text + more + ".", locator(rows, begin.row[at]), "start_date", written), at))
    _say_order(rows, cells, unsure, problems)


def _date_values(cells: dict[str, First], day_first: bool | None) -> tuple[dict[str, DateRange | None], set[str]]:
    """Each distinct date cell read, and those whose order of day and month the columns do not tell."""
    columns = [cells[name].text for name in ("start_date", "date", "end_date") if name in cells]
    values = list(dict.fromkeys(text for one in columns for text in one.categories[used_codes(one)].tolist()))
    if day_first is not None:
        return {value: dates.parse(value, day_first) or dates.parse(value) for value in values}, set()
    iso = {value: DateRange(day, day) for value in values if (day := _iso(value))}  # most tables; no grammar needed
    values = [value for value in values if value not in iso]
    ranges, open_order = dates.column(values)
    unsure = {value for value, is_open in zip(values, open_order, strict=True) if is_open}
    read = {
        value: dates.parse(value, True) if value in unsure else one for value, one in zip(values, ranges, strict=True)
    }
    for value, one in read.items():
        if one is None and (day := _as_a_spreadsheet_shows(value)):
            read[value] = DateRange(day, day)
            unsure.discard(value)
    return iso | read, unsure


def _as_a_spreadsheet_shows(text: str) -> date | None:
    """The day in "4-Mar-19", or that a serial number such as 43528 stands for."""
    if re.fullmatch(r"[3-5]\d{4}(\.\d+)?", text):
        return date(1899, 12, 30) + timedelta(days=int(float(text)))
    short = re.fullmatch(r"(\d{1,2}[-./ ][^\W\d_]{3,9}[-./ ])(\d\d)", text)
    if not short:
        return None
    year = int(short[2]) + (2000 if int(short[2]) < TURN else 1900)
    found = dates.parse(f"{short[1]}{year}")
    return found.start if found else None


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 and text[4] == text[7] == "-" else None
    except ValueError:
        return None


def _say_order(rows: Rows, cells: dict[str, First], unsure: set[str], problems: list[tuple[Problem, int]]) -> None:
    for name in ("start_date", "date", "end_date"):
        cell = cells.get(name)
        texts = cell.text.categories.tolist() if cell else []
        used = used_codes(cell.text) if cell else []
        open_codes = [code for code in used if texts[code] in unsure]
        if open_codes:
            affected = np.flatnonzero(np.isin(cell.text.codes, open_codes))
            at, written = int(affected[0]), texts[cell.text.codes[affected[0]]]
            text = f"Day and month could be the other way round in {len(affected)} cells; they were read day first."
            way = "If the month stands first, set day_first = false in the mapping beside the file."
            problems.append(
                (Problem("unclear date", text, locator(rows, cell.row[at]), "start_date", written, way), at)
            )
        serial = [code for code in used if len(whole := texts[code].split(".")[0]) == 5 and whole.isdigit()]
        if serial:
            at = int(np.flatnonzero(np.isin(cell.text.codes, serial))[0])
            text = "Numbers were read as a spreadsheet's serial dates."
            problems.append(
                (
                    Problem(
                        "unclear date",
                        text,
                        locator(rows, cell.row[at]),
                        "start_date",
                        texts[serial[0]],
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
    whole = None if month else dates.parse(said.get("month", ""))  # "January 2019"
    if whole and whole.start:
        year, month = whole.start.year, whole.start.month
    first = _completed(first, year or (last.start.year if last and last.start else None))
    days = begin or said.get("day", "")
    if first is None and year and month and days:  # "4-6", beside or below a month
        first = dates.parse(f"{days.removesuffix('.0')} {calendar.month_name[month]} {year}")
    unread = ("unclear date", f'"{begin}" could not be read as a date') if begin and first is None else None
    if first is None and year:
        first = DateRange(date(year, month or 1, 1), None, "month" if month else "year")
    if first is None or first.start is None:
        if first is not None:
            return None, None, None, ("missing year", f'"{begin}" has no year')
        if last and last.start and not begin:
            return None, last.end or last.start, None, ("unclear date", "there is an end but no start")
        return None, None, None, unread
    last = _completed(last, first.start.year)
    if finish and last is None:
        return first.start, None, first.precision, ("unclear date", f'"{finish}" could not be read as a date')
    precision = max((r.precision for r in (first, last) if r), key=("day", "month", "year").index)
    alone = "date" in said or first.end != first.start
    end = _last_day(last) if last else first.end if alone else None
    if end and end < first.start:
        return first.start, None, precision, ("unlikely date", f'the end "{finish or begin}" lies before the start')
    return first.start, end, precision, unread


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
