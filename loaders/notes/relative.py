"""Days told by a weekday, "yesterday" or "two days later", reckoned from a day that the note gives in full."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from loaders import reference
from loaders.normalise import Mention
from loaders.normalise.counts import numerals
from loaders.normalise.dates import DateRange, ranges
from loaders.normalise.plain import any_of
from loaders.notes.cues import Marks, within
from loaders.notes.reading import Reading

_WHOSE = re.compile(r"\b(?:du|de|del|of|des)\s+$")
_SINCE = re.compile(r"\b(?:since|depuis(?: le)?|desde(?: el)?)\s+(?:the\s+)?(?:[^\W\d_]+,?\s+)?$", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:until|till|up to|jusqu['’]au|jusqu['’]à|hasta el|hasta)\s+(?:the\s+)?(?:[^\W\d_]+,?\s+)?$", re.IGNORECASE
)
LONGEST = 14  # days
LANGUAGES = ("en", "fr", "es", "pt", "de")
NEAR = 500  # characters between a date in full and a weekday that is reckoned from it
_SHORTEST = 5  # letters of a weekday: shorter ones are everyday words
_AND_DAY = r"(?:\s*(?:,|-|–|—|/|,?\s\b(?:to|through|thru|until|till|and|au|à|al|a|hasta|y|et|e|até|bis|und)\b)\s*(?:the |on |le |el |al |au |jusqu'au )?)"


@cache
def _words(kind: str) -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in reference.rows("date_words") if row["kind"] == kind}


@cache
def _weekdays() -> dict[str, int]:
    return {
        row["word"]: int(row["value"])
        for row in reference.rows("date_words")
        if row["kind"] == "weekday" and row["language"] in LANGUAGES and len(row["word"]) >= _SHORTEST
    }


@cache
def _pattern() -> re.Pattern:
    """Days by name that no number follows, "yesterday", and "two days later"."""
    named = any_of(_weekdays())
    return re.compile(
        rf"(?<![^\W_])(?:(?P<first>{named})(?P<rest>(?:{_AND_DAY}(?:{named}))*)(?![^\W_])(?!,?\s*(?:the\s|le\s|el\s|den\s|dem\s)?\s*(?:\d|1er\b))"
        rf"|(?P<day>{any_of(_words('relative day'))})(?P<next>\s+(?:and|et|y|e)\s+(?:{any_of(_words('relative day'))}))?(?![^\W_])"
        rf"|(?P<later>(?:\d|{any_of(word for word in numerals.words() if len(word) > 1)})\s+(?:days?\s+(?:later|afterwards)|jours?\s+plus\s+tard|días?\s+(?:después|más\s+tarde)))(?![^\W_]))",
        re.IGNORECASE,
    )


@cache
def _week() -> re.Pattern:
    return re.compile(rf"(?<![^\W_])(?:{any_of(_words('relative week'))})(?![^\W_])", re.IGNORECASE)


@cache
def _length() -> re.Pattern:
    number = rf"\d{{1,2}}|{any_of(word for word in numerals.words() if len(word) > 1)}"
    return re.compile(
        rf"(?<![^\W_])({number})[-\s]+(?:full |working |consecutive |packed |intense )?(?:days?|jours?|journées?|días?|jornadas?)(?![^\W_])"
        r"(?!\s+(?:later|earlier|before|after|ago|afterwards|plus tard|avant|auparavant|après|después|más tarde|antes|atrás|pour|para)\b)",
        re.IGNORECASE,
    )


def length_near(reading: Reading, place: int) -> int | None:
    """How many days the event lasted, as the sentence at a place, or else those around it and the headline, agree."""
    index = next((i for i, (a, b) in enumerate(reading.sentences) if a <= place < b), None)
    if index is None:
        return None
    around = {*range(max(0, index - 2), index + 3), 0, 1}
    for numbers in ({index}, around):
        spans = [reading.sentences[i] for i in numbers if i < len(reading.sentences)]
        found = {count for span in spans for count in _lengths(reading, *span)}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _lengths(reading: Reading, start: int, end: int) -> Iterator[int]:
    for match in _length().finditer(reading.text, start, end):
        number = numerals.at(match[1].lower(), 0)
        if number and number.value <= LONGEST:
            yield number.value


def first_day(last: date, count: int) -> date | None:
    """The first of `count` days up to `last`; None where a weekend lies between."""
    first = last - timedelta(days=count - 1)
    return first if ranges.lasting(first, count) == last else None


def has_days(reading: Reading, start: int, end: int) -> bool:
    """Whether a day by its name, or "yesterday", stands in text[start:end]."""
    return bool(_pattern().search(reading.scanned, start, end))


def add_days(reading: Reading, released: date | None, years: list[int]) -> None:
    """Put the days that can be reckoned among the dates of a note; mark those on which the event began or ended."""
    if reading.days_added:
        return
    reading.days_added = True
    marked = [_marked(reading, mention, years) for mention in reading.dates]
    reading.dates = Marks(marked)
    found = list(_days(reading, released))
    if found:
        reading.dates = Marks(sorted([*marked, *found], key=lambda mention: mention.start))


def _marked(reading: Reading, mention: Mention, years: list[int]) -> Mention:
    """A single day without a year that is told to be the first or the last one."""
    value = mention.value
    before = date_before(reading, mention.start)
    years = [before.year] if before else years
    single = value.start == value.end if value.start else value.day == value.end_day
    if mention.kind or value.precision != "day" or not single or not (value.start or years):
        return mention
    sentence = next(((a, b) for a, b in reading.sentences if a <= mention.start < b), None)
    edge = _edge(reading, sentence, mention.start) if sentence else ""
    full = value if value.start else ranges.complete(value, years[0])
    if not edge or full.start is None or full.start != full.end:
        return mention
    return mention._replace(value=_one_end(full, edge), kind=edge)


def _one_end(value: DateRange, edge: str) -> DateRange:
    return value._replace(start=None) if edge == "closing" else value._replace(end=None)


def _days(reading: Reading, released: date | None) -> Iterator[Mention]:
    for match in _pattern().finditer(reading.scanned):
        start, end = match.span()
        if any(m.start < end + 1 and start < m.end for m in within(reading.dates, start - 60, end + 60)):
            continue
        if not match["day"] and not match["rest"] and _WHOSE.search(reading.text, max(0, start - 6), start):
            continue  # the Wednesday's session
        sentence = next(((a, b) for a, b in reading.sentences if a <= start < b), None)
        value = _reckoned(reading, match, sentence, released) if sentence else None
        edge = _edge(reading, sentence, start) if value else ""
        if value is None or match["later"] and edge != "closing":
            continue
        if edge and value.start == value.end:
            value = _one_end(value, edge)
        yield Mention(start, end, reading.text[start:end], value, edge or "reckoned")


def _edge(reading: Reading, sentence: tuple[int, int], place: int) -> str:
    """Whether the words before a day say that the event began or ended then."""
    marks = [c for c in within(reading.cues, *sentence) if c.means("start", "finish", "hold")]
    if marks and _UNTIL.search(reading.text, max(sentence[0], place - 40), place):
        return "closing"
    if marks and _SINCE.search(reading.text, max(sentence[0], place - 40), place):
        return "opening"
    before = [c for c in marks if c.end <= place]
    if not before or place - before[-1].end > 90:
        return ""
    last = before[-1]
    return "opening" if last.means("start") else "closing" if last.means("finish") else ""


def _reckoned(reading: Reading, match: re.Match, sentence: tuple[int, int], released: date | None) -> DateRange | None:
    before = date_before(reading, match.start())
    if match["later"]:
        number = numerals.at(match["later"].lower(), 0)
        return _single(before + timedelta(days=number.value)) if before and number else None
    if match["day"]:
        words = [match["day"], *re.split(r"\s+(?:and|et|y|e)\s+", match["next"] or "", flags=re.IGNORECASE)[1:]]
        days = [_words("relative day")[" ".join(word.lower().split())] for word in words]
        span = DateRange(released + timedelta(days=days[0]), released + timedelta(days=days[-1])) if released else None
        return span if span and span.start <= span.end else None
    named = [_weekdays()[word.lower()] for word in re.findall(r"[^\W\d_]+", match[0]) if word.lower() in _weekdays()]
    if match["first"].isascii() and match["first"].lower().endswith("day") and not match["first"][0].isupper():
        return None
    length = (named[-1] - named[0]) % 7
    week = _week().search(reading.scanned, *sentence)
    offset = _words("relative week")[week[0].lower()] if week else None
    if before and before != released and (week is None or offset == 9):
        later = _after(before, named[0], length)
        if not released or before > released or later.end <= released:
            return later
    if not released or offset == 9:
        return None
    if week:
        first = released - timedelta(days=released.isoweekday() - 1) + timedelta(days=7 * offset + named[0] - 1)
    else:
        first = released - timedelta(days=(released.isoweekday() - named[-1]) % 7 + length)
    last = first + timedelta(days=length)
    return DateRange(first, last) if offset == 1 or last <= released else None


def _after(known: date, weekday: int, length: int) -> DateRange:
    """The first such weekday after a day that is known."""
    first = known + timedelta(days=(weekday - known.isoweekday()) % 7)
    return DateRange(first, first + timedelta(days=length))


def _single(day: date) -> DateRange:
    return DateRange(day, day)


def date_before(reading: Reading, place: int) -> date | None:
    """The last day in full that stands not far before."""
    near = [
        m
        for m in within(reading.dates, place - NEAR, place)
        if m.value.start and m.value.precision == "day" and m.kind != "ambiguous"
    ]
    return near[-1].value.start if near else None
