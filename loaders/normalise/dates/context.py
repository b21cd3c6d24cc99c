"""What the words around a single day add: that it is only the first or the last day, or how many days there were."""

import re
from functools import cache

from loaders import reference
from loaders.normalise.counts import numerals
from loaders.normalise.dates import ranges
from loaders.normalise.dates.ranges import DateRange
from loaders.normalise.plain import any_of

REACH = 160  # characters on each side in which the length of an event is looked for
_PARAGRAPH = re.compile(r"\n\s*\n")


@cache
def _phrases(kind: str) -> str:
    phrases = any_of(row["word"] for row in reference.rows("date_words") if row["kind"] == kind)
    return rf"(?<![^\W_])(?:{phrases})".replace(r"\ ", r"\s+")


@cache
def _opening() -> re.Pattern:
    return re.compile(
        rf"{_phrases('opening')}(?: its work| work)?(?: today| yesterday)?(?: on| le| el| am| ce| este)?"
        r"(?: [^\W\d_]+,?)? ?\(?(?:the )?$"
    )


@cache
def _closing() -> re.Pattern:
    return re.compile(rf"{_phrases('closing')}(?![^\W_])[^.;:\d]{{0,80}}$")


@cache
def _opened_after() -> re.Pattern:
    return re.compile(rf"[^.;:\d]{{0,80}}?{_phrases('opening after')}(?![^\W_])")


@cache
def numbered() -> re.Pattern:
    """A word whose number is no day: "session 12, 9 January"."""
    return re.compile(rf"{_phrases('numbered')}\.?\s*$")


@cache
def _number() -> str:
    return rf"(?:\d{{1,2}}|{any_of(word for word in numerals.words() if len(word) > 1)})"


@cache
def length() -> re.Pattern:
    """The length of an event: "three-day", "for 3 days", "de trois jours"."""
    return re.compile(
        rf"(?<![^\W_])({_number()})(?:-|\s)(?:full |working )?(?:days?|jours?|journées|días?)(?![^\W_])"
        r"(?!\s+(?:later|earlier|before|after|ago|afterwards|plus tard|avant|auparavant|après|después|más tarde|antes"
        r"|atrás)\b)"
    )


@cache
def _length_before() -> re.Pattern:
    """The words before the first day in "for three days from 26 February 2019"."""
    return re.compile(
        rf"(?<![^\W_])(?:for|pendant|durante|über)\s+({_number()})\s+(?:full |working )?(?:days?|jours?|días?),?\s+"
        r"(?:from|starting|beginning|starting from|as of|à partir du|à compter du|a partir del|desde el)(?: on)?\s+$"
    )


@cache
def _length_after() -> re.Pattern:
    """ "9 January 2018 for two days"."""
    return re.compile(
        rf",?\s+(?:for|pendant|durante)\s+({_number()})\s+(?:full |working )?(?:days?|jours?|días?)(?![^\W_])"
    )


def _count(written: str) -> int:
    number = numerals.at(written, 0)
    return number.value if number and number.end == len(written) else 0


def length_before(text: str) -> tuple[int, int] | None:
    """The number of days that the end of a text announces, and where that starts in it."""
    if "for " not in text and "pendant" not in text and "durante" not in text:
        return None
    found = _length_before().search(text)
    return (_count(found[1]), found.start()) if found else None


def single_day(s: str, start: int, end: int, value: DateRange, done: int) -> tuple[DateRange, str, int]:
    """The value, its kind ("opening", "closing" or "") and its start, seen with the words around it."""
    low = max(done, start - REACH)
    before = s[low:start]
    announced = length_before(before)
    if announced:
        last = ranges.lasting(value.start, announced[0])
        return value._replace(end=last), "" if last else "opening", low + announced[1]
    lasted = _length_after().match(s, end)
    if lasted:
        last = ranges.lasting(value.start, _count(lasted[1]))
        return value._replace(end=last), "" if last else "opening", start
    if _opening().search(before) or _opened_after().match(s, end):
        after = _PARAGRAPH.split(s[end : end + REACH])[0]
        lengths = {_count(found[1]) for found in length().finditer(f"{_PARAGRAPH.split(before)[-1]} {after}")}
        last = ranges.lasting(value.start, lengths.pop()) if len(lengths) == 1 else None
        return value._replace(end=last), "" if last else "opening", start
    closing = _closing().search(before)
    if closing and not any(_count(found[1]) == 1 for found in length().finditer(closing.group())):
        return value._replace(start=None), "closing", start
    return value, "", start
