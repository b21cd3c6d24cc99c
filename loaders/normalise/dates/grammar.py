"""Tokens -> date ranges: patterns over the kinds of the tokens, then the calendar."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from loaders.normalise.dates import ranges
from loaders.normalise.dates.ranges import DateRange
from loaders.normalise.dates.tokens import trimmed
from loaders.normalise.dates.vocabulary import Month, Numeric, Token

ANY_YEAR = 2000  # a leap year, in which dates without year are put in order

_JOIN = "(?:R|,?S|,)"
_DAYS = f"D(?:{_JOIN}D){{0,12}}"
_YEAR = "(?:,?Y)?"
_PATTERNS = [
    ("numeric", re.compile("[IP](?:(?:R|,?S)[IP]){0,12}")),
    ("year first", re.compile(f"YM{_DAYS}(?!,?[YM])(?:R(?:Y?M)?D(?!,?[YM]))?")),
    ("day first", re.compile(f"{_DAYS}M{_YEAR}(?:{_JOIN}{_DAYS}M{_YEAR}){{0,12}}")),
    ("month first", re.compile(f"M{_DAYS}{_YEAR}(?:{_JOIN}M{_DAYS}{_YEAR}){{0,12}}")),
    ("mixed", re.compile(f"MDRDM{_YEAR}")),
    ("lost hyphen", re.compile("YM,?Y")),
    ("months", re.compile("(?:pR?)?(?:M(?:,?Y)?[RS](?:pR?)?M,?Y|M(?:[RS]M){1,11},?Y|M,?Y)|M(?:[RS]M)?")),
    ("months", re.compile("YM(?:RY?M)?(?![DM])|JR?J?")),
    ("years", re.compile("(?:pR?)?Y(?:[RS]Y)?")),
]  # fmt: skip
_DIGITS_FIRST = "IPYDMJp"


class Found(NamedTuple):
    """A reading of the tokens first..last (inclusive); see `resolved` for dates in figures."""

    first: Token
    last: Token
    value: DateRange | tuple[Numeric, Numeric]
    pattern: str


class Unit(NamedTuple):
    """Days of one month as written: intervals of day numbers, the year if it is there, and how it joins the next."""

    days: list[tuple[int, int]]
    month: Month
    year: int | None
    join: str
    first: Token
    last: Token


def read(tokens: list[Token]) -> Iterator[Found]:
    """Every date expression in a run of tokens, in order."""
    kept = trimmed(tokens)
    kinds = "".join(token.kind for token in kept)
    at = 0
    while at < len(kinds):
        if kinds[at] not in _DIGITS_FIRST:
            at += 1
            continue
        name, end = _longest(kinds, at)
        if name is None or (name == "month first" and re.match(",?M", kinds[end:])):
            at += 1
            continue
        between = bool(re.search(r"b[of]*$", kinds[:at])) and kinds[at:end].count("R") == 0
        yield from _READERS[name](name, kept[at:end], kinds[:at], between)
        at = max(end, at + 1)


def _longest(kinds: str, at: int) -> tuple[str | None, int]:
    best, end = None, at
    for name, pattern in _PATTERNS:
        match = pattern.match(kinds, at)
        if match and match.end() > end:
            best, end = name, match.end()
    return best, end


_UNITS = {
    "day first": re.compile(f"(?P<days>{_DAYS})(?P<month>M)(?:,?(?P<year>Y))?"),
    "month first": re.compile(f"(?P<month>M)(?P<days>{_DAYS})(?:,?(?P<year>Y))?"),
    "year first": re.compile(f"(?P<year>Y)?(?P<month>M)?(?P<days>{_DAYS})"),
}


def _units(tokens: list[Token], pattern: str) -> list[Unit]:
    """Split "30 November - 2 December 2016" and the like into its months."""
    kinds = "".join(token.kind for token in tokens)
    matches = list(_UNITS[pattern].finditer(kinds))
    units: list[Unit] = []
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        days, head = _intervals(tokens[match.start("days") : match.end("days")])
        month = tokens[match.start("month")] if match["month"] else None
        year = tokens[match.start("year")].value if match["year"] else None
        join = kinds[match.end() : following.start()].replace(",S", "S") if following else ""
        first = tokens[match.start()] if month and pattern != "day first" else head
        units.append(Unit(days, month and month.value, year, join, first, tokens[match.end() - 1]))
    return units


def _intervals(tokens: list[Token]) -> tuple[list[tuple[int, int]], Token]:
    """Day numbers with their joins -> intervals; numbers before the list that do not belong to it are left out."""
    groups: list[list[Token]] = [[]]
    for n, token in enumerate(tokens):
        if token.kind == "D":
            groups[-1].append(token)
        elif token.kind in "S," and tokens[n - 1].kind == "D":
            groups.append([])
    keep = len(groups) - 1
    listed = len(groups) > 2 or any(token.kind == "S" for token in tokens)
    while keep > 0 and listed and groups[keep - 1][-1].value < groups[keep][0].value:
        keep -= 1
    return [(group[0].value, group[-1].value) for group in groups[keep:]], groups[keep][0]


def _written_days(pattern: str, tokens: list[Token], before: str, between: bool) -> Iterator[Found]:
    units = _units(tokens, pattern)
    if between and len(units) == 1 and len(units[0].days) == 2:
        (low, _), (_, high) = units[0].days
        units[0] = units[0]._replace(days=[(low, high)])
    if between and len(units) == 2:
        units[0] = units[0]._replace(join="R")
    segment: list[Unit] = []
    for unit in units:
        segment.append(unit)
        if not unit.join or (unit.year and unit.join != "R"):
            yield from _segment(segment)
            segment = []


def _segment(units: list[Unit]) -> Iterator[Found]:
    """One range, or nothing where the calendar does not have it."""
    dated = [n for n, unit in enumerate(units) if unit.year]
    if any(unit.month.doubtful for unit in units) and not dated:
        return
    years = _spread_years(units) if dated else [ANY_YEAR] * len(units)
    intervals: list[tuple[date, date]] = []
    joined = False
    for unit, year in zip(units, years, strict=True):
        for low, high in unit.days:
            start, end = ranges.day(year, unit.month.number, low), ranges.day(year, unit.month.number, high)
            if start is None or end is None or high < low:
                return
            if joined:
                start = intervals.pop()[0]
            if end < start:
                return
            intervals.append((start, end))
            joined = False
        joined = unit.join == "R"
    value = ranges.days(intervals)
    if value is None:
        return
    yield Found(units[0].first, units[-1].last, value if dated else ranges.without_year(value), "days")


def _spread_years(units: list[Unit]) -> list[int]:
    """The year of each unit: the next one written, or the last; a step across the new year counts."""
    years: list[int | None] = [unit.year for unit in units]
    for n in range(len(units) - 2, -1, -1):
        if years[n] is None and years[n + 1] is not None:
            years[n] = years[n + 1] - (units[n].month.number > units[n + 1].month.number)
    for n in range(1, len(units)):
        if years[n] is None:
            years[n] = years[n - 1] + (units[n].month.number < units[n - 1].month.number)
    return years


def _mixed(pattern: str, tokens: list[Token], before: str, between: bool) -> Iterator[Found]:
    """March 30 to 2 April 2018."""
    (first,), (last,) = _units(tokens[:2], "month first"), _units(tokens[3:], "day first")
    yield from _segment([first._replace(join="R"), last])


def _year_first(pattern: str, tokens: list[Token], before: str, between: bool) -> Iterator[Found]:
    """2018 January 9-11, and the Chinese order of year, month and day."""
    units = _units(tokens, pattern)
    for n, unit in enumerate(units[1:], 1):
        month = unit.month or units[n - 1].month
        year = unit.year or units[n - 1].year + (month.number < units[n - 1].month.number)
        units[n] = unit._replace(month=month, year=year)
    yield from _segment(units)


def _lost_hyphen(pattern: str, tokens: list[Token], before: str, between: bool) -> Iterator[Found]:
    """ "from 1920 April, 2016": two days whose hyphen was lost in copying."""
    low, high = divmod(tokens[0].value, 100)
    start, end = (ranges.day(tokens[-1].value, tokens[1].value.number, n) for n in (low, high))
    if start and end and start < end and re.search("f[of]*$", before):
        yield Found(tokens[0], tokens[-1], DateRange(start, end), "days")
    else:
        yield from _months(pattern, tokens[1:], before + "Y", between)


_MONTH = re.compile("(?P<first>Y)?(?P<month>M)(?:,?(?P<year>Y))?|(?P<iso>J)")


def _months(pattern: str, tokens: list[Token], before: str, between: bool) -> Iterator[Found]:
    kinds = "".join(token.kind for token in tokens)
    units: list[Unit] = []
    for match in _MONTH.finditer(kinds):
        if match["iso"]:
            year, number = tokens[match.start()].value
            month = Month(number, False, False, False)
        else:
            at = max(match.start("first"), match.start("year"))
            year, month = tokens[at].value if at >= 0 else None, tokens[match.start("month")].value
        join = kinds[match.end() : match.end() + 1]
        units.append(Unit([], month, year, join, tokens[match.start()], tokens[match.end() - 1]))
    dated = any(unit.year for unit in units)
    if not dated and any(unit.month.doubtful for unit in units):
        return
    years = _spread_years(units) if dated else [ANY_YEAR] * len(units)
    stamps = [(year, unit.month.number) for year, unit in zip(years, units, strict=True)]
    steps = [(b[0] - a[0]) * 12 + b[1] - a[1] for a, b in zip(stamps, stamps[1:], strict=False)]
    if steps and min(steps) > 0 and (between or max(steps) == 1 or units[0].join in "RJ"):
        yield _month_found(units[0].first, units[-1].last, ranges.months(stamps[0], stamps[-1]), dated)
    elif not steps or units[0].join == "S":
        for unit, stamp in zip(units, stamps, strict=True):
            yield _month_found(unit.first, unit.last, ranges.months(stamp), dated)


def _month_found(first: Token, last: Token, value: DateRange, dated: bool) -> Found:
    return Found(first, last, value, "months") if dated else Found(first, last, ranges.without_year(value), "month")


def _years(pattern: str, tokens: list[Token], before: str, between: bool) -> Iterator[Found]:
    numbers = [token for token in tokens if token.kind == "Y"]
    first, last = numbers[0], numbers[-1]
    if len(numbers) == 2 and (between or tokens[-2].kind == "R"):
        if first.value < last.value:
            yield Found(first, last, ranges.years(first.value, last.value), "years")
    else:
        yield from (Found(number, number, ranges.years(number.value), "years") for number in numbers)


def _numeric(pattern: str, tokens: list[Token], before: str, between: bool) -> Iterator[Found]:
    """Dates in figures; `value` keeps the figures until the order of day and month is decided."""
    runs: list[list[Token]] = [[]]
    for n, token in enumerate(tokens):
        if token.kind in "IP":
            runs[-1].append(token)
        elif token.kind != "R" and not between and tokens[n - 1].kind in "IP":
            runs.append([])
    for run in runs:
        ends = [number for token in run for number in (token.value if token.kind == "P" else (token.value,))]
        yield Found(run[0], run[-1], (ends[0], ends[-1]), "numeric")


def resolved(found: Found, day_first: bool | None) -> DateRange | None:
    """The value of a find; None where it is in figures whose order stays open, or that the calendar does not have."""
    if found.pattern != "numeric":
        return found.value
    start, end = (_resolved(number, day_first) for number in found.value)
    return DateRange(start, end) if start and end else None


def _resolved(number: Numeric, day_first: bool | None) -> date | None:
    order = day_first if number.day_first is None else number.day_first
    if order is None:
        return None
    month, day = (number.second, number.first) if order else (number.first, number.second)
    return ranges.day(number.year, month, day)


_READERS = {
    "numeric": _numeric,
    "year first": _year_first,
    "day first": _written_days,
    "month first": _written_days,
    "mixed": _mixed,
    "lost hyphen": _lost_hyphen,
    "months": _months,
    "years": _years,
}
