"""Dates and ranges of dates in figures: "2018-01-09/11", "17/07/2017", "9.-11.01.2018", "9-Jan-2018"."""

import re

from loaders.normalise.dates.vocabulary import Numeric, Token, words

_ZONE = r"(?:(?:[ap]\.?m\.?|uhr|hrs?|z|utc)(?![^\W\d_])|[+-]\d\d:?\d\d)?"
_CLOCK = rf"(?:(?:t|\s{{1,3}})\d{{1,2}}:\d\d(?::\d\d(?:[.,]\d{{1,9}})?)?\s?{_ZONE})?"
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)" + _CLOCK)
_ISO_REST = re.compile(r"/(?:(\d\d)-)?(\d\d)(?![\d/-])")
_ISO_DAY_REST = re.compile(r"\s?(?:-|to|until|au|al|bis)\s?(\d\d)(?![\d:./-]|\s?[^\W\d_])")
_ISO_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?![\d/-])")
_DMY = re.compile(r"(\d{1,2})([-/.]|\. )(\d{1,2})\2(\d{4})(?!\d)" + _CLOCK)
_NAMED = re.compile(r"(\d{1,2})([-/.])([^\W\d_]{3,12})\.?\2(\d{4})(?!\d)" + _CLOCK)
_TO = r"\.?\s{0,2}(?:[-~]|to|until|and|bis|und|au|et|al|a|y|por|до|по|и)\s{0,2}"
_DAYS_MY = re.compile(r"(\d{1,2})" + _TO + r"(\d{1,2})([./-])(\d{1,2})\3(\d{4})(?!\d)")
_DM_DMY = re.compile(r"(\d{1,2})([./])(\d{1,2})" + _TO + r"(\d{1,2})\2(\d{1,2})\2(\d{4})(?!\d)")
TAIL = re.compile(r"[a-z_/\\%]|[-.:]\d|[.,]\d{3}(?!\d)")


def at(s: str, i: int) -> list[Token] | None:
    """One numeric date or range at i; two where a dash joins them without spaces."""
    first = _range(s, i) or _date(s, i)
    if first is None:
        return None
    if (
        first.kind == "I"
        and s[first.end : first.end + 1] in ("-", "/")
        and s[first.end + 1 : first.end + 2].isdecimal()
    ):
        second = _date(s, first.end + 1)
        if second is None or TAIL.match(s, second.end):
            return None
        return [first, Token("R", None, first.end, first.end + 1), second]
    return None if TAIL.match(s, first.end) else [first]


def _date(s: str, i: int) -> Token | None:
    found = _ISO.match(s, i)
    if found:
        value = valid(int(found[1]), int(found[3]), int(found[4]))
        return Token("I", value, i, found.end()) if value else None
    found = _DMY.match(s, i)
    if found:
        value = _either(int(found[1]), int(found[3]), int(found[4]), found[2])
        return Token("I", value, i, found.end()) if value else None
    found = _NAMED.match(s, i)
    if found:
        kind, month = words().get(found[3], ("", None))
        value = valid(int(found[4]), month.number, int(found[1])) if kind == "M" else None
        return Token("I", value, i, found.end()) if value else None
    found = _ISO_MONTH.match(s, i)
    if found and int(found[2]) != (int(found[1]) + 1) % 100:
        return Token("J", (int(found[1]), int(found[2])), i, found.end())
    return None


def _range(s: str, i: int) -> Token | None:
    iso = _ISO.match(s, i)
    rest = _ISO_REST.match(s, iso.end()) if iso and iso[2] == "-" else None
    if rest:
        first = valid(int(iso[1]), int(iso[3]), int(iso[4]))
        last = valid(int(iso[1]), int(rest[1] or iso[3]), int(rest[2]))
        return Token("P", (first, last), i, rest.end()) if first and last else None
    rest = _ISO_DAY_REST.match(s, iso.end()) if iso and iso[2] == "-" and len(iso.group()) == 10 else None
    if rest:
        first = valid(int(iso[1]), int(iso[3]), int(iso[4]))
        last = valid(int(iso[1]), int(iso[3]), int(rest[1]))
        return Token("P", (first, last), i, rest.end()) if first and last and first.first < last.first else None
    found = _DAYS_MY.match(s, i)
    if found:
        month, year = int(found[4]), int(found[5])
        first, last = valid(year, month, int(found[1])), valid(year, month, int(found[2]))
        return Token("P", (first, last), i, found.end()) if first and last and first.first < last.first else None
    found = _DM_DMY.match(s, i)
    if found:
        year = int(found[6])
        first = _either(int(found[1]), int(found[3]), year, found[2])
        last = _either(int(found[4]), int(found[5]), year, found[2])
        return Token("P", (first, last), i, found.end()) if first and last else None
    return None


def valid(year: int, month: int, number: int) -> Numeric | None:
    return Numeric(year, number, month) if 1 <= month <= 12 and 1 <= number <= 31 else None


def _either(first: int, second: int, year: int, separator: str) -> Numeric | None:
    """Day and month in figures; dots mean that the day comes first."""
    if not (1 <= first <= 31 and 1 <= second <= 31 and min(first, second) <= 12):
        return None
    if separator.startswith(".") or first == second:
        return Numeric(year, first, second) if second <= 12 else None
    if max(first, second) > 12:
        return Numeric(year, first, second, first > 12, True)
    return Numeric(year, first, second, None)
