"""A whole column of dates: the order of day and month is decided once, by all of its values."""

import re
from datetime import date, timedelta

from loaders.normalise.dates import ranges
from loaders.normalise.dates.ranges import DateRange
from loaders.normalise.dates.reading import order, parse
from loaders.normalise.dates.vocabulary import words
from loaders.normalise.plain import plain

_SERIAL = re.compile(r"\s*([2-5]\d{4}|60000)(?:[.,]\d+)?\s*")
_SERIAL_ORIGIN = date(1899, 12, 30)
_SHORT = re.compile(r"\s*(\d{1,2})([-/. ])(\d{1,2}|[^\W\d_]{3,9})\.?\2(\d{2})(?:\s+\d{1,2}:\d\d(?::\d\d)?)?\s*")
_MONTH_FIRST = ("en-us", "en_us", "en-ph", "en_ph")


def column(values: list[str], language: str | None = None) -> tuple[list[DateRange | None], list[bool]]:
    """Each value's date, and whether its order of day and month stays open (then its date is None).

    The order is taken from the values that allow only one (a day above 12, a weekday), else from the language; plain
    "en" does not tell. Numbers 20000 to 60000 are a spreadsheet's day numbers where every value is one or a date.
    """
    distinct = {value: parse(value) for value in dict.fromkeys(values)}
    day_first = _order(list(distinct), language)
    short = _short_years(list(distinct), day_first)
    serial = all(found or not value.strip() or _SERIAL.fullmatch(value) for value, found in distinct.items())
    unclear: set[str] = set()
    for value, found in distinct.items():
        if found is not None or not value.strip():
            continue
        if value in short:
            distinct[value] = short[value]
        elif serial and _SERIAL.fullmatch(value):
            day = _SERIAL_ORIGIN + timedelta(days=int(_SERIAL.fullmatch(value)[1]))
            distinct[value] = DateRange(day, day)
        elif parse(value, True) is not None:
            distinct[value] = parse(value, day_first)
        else:
            continue
        if distinct[value] is None:
            unclear.add(value)
    return [distinct[value] for value in values], [value in unclear for value in values]


def _order(values: list[str], language: str | None) -> bool | None:
    """True where only day first fits the column, False where only month first does, None where both or neither do."""
    votes = {vote for value in values if value and (vote := order(value)) is not None}
    votes |= {
        vote for value in values if (match := _SHORT.fullmatch(value)) and (vote := _short_vote(match)) is not None
    }
    if len(votes) == 1:
        return votes.pop()
    if votes or not language or language.lower() == "en":
        return None
    return not language.lower().startswith(_MONTH_FIRST)


def _short_vote(match: re.Match) -> bool | None:
    first, second = match[1], match[3]
    if match[2] == "." or not second.isdecimal() or min(int(first), int(second)) > 12:
        return None
    return int(first) > 12 if max(int(first), int(second)) > 12 else None


def _short_years(values: list[str], day_first: bool | None) -> dict[str, DateRange | None]:
    """Dates with two figures for the year, read where the column shows that the year is last; else None.

    The years 1945 to 2044 are the ones meant, since no event is older.
    """
    matches = {value: match for value in values if (match := _SHORT.fullmatch(plain(value).low))}
    if not matches:
        return {}
    firsts, lasts = {int(m[1]) for m in matches.values()}, {int(m[4]) for m in matches.values()}
    last_is_year = max(firsts) <= 31 and (max(lasts) > 31 or len(lasts) < len(firsts))
    found: dict[str, DateRange | None] = {}
    for value, match in matches.items():
        day = _short_date(match, day_first) if last_is_year else None
        found[value] = DateRange(day, day) if day else None
    return found


def _short_date(match: re.Match, day_first: bool | None) -> date | None:
    first, second, year = int(match[1]), match[3], int(match[4])
    year += 1900 if year >= ranges.EARLIEST_YEAR % 100 else 2000
    if not second.isdecimal():
        kind, month = words().get(second, ("", None))
        return ranges.day(year, month.number, first) if kind == "M" else None
    second = int(second)
    by_dots = match[2] == "."
    if first == second or by_dots or first > 12:
        return ranges.day(year, second, first)
    if second > 12:
        return ranges.day(year, first, second)
    return None if day_first is None else ranges.day(year, *((second, first) if day_first else (first, second)))
