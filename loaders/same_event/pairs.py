"""Which events of different sources are one event: what agrees, by the rules of data/reference/same_event_rules.csv."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from loaders import reference
from loaders.normalise import states
from loaders.normalise.words import fold
from loaders.same_event import facts, titles
from loaders.same_event.facts import Facts
from outreach import schema

_DATES = ("near", "unknown", "year", "month", "overlap", "same")  # each tells more than those before
_VAGUE = ("unknown", "year", "month")
_NO_CONTRADICTION = 0.4  # likeness of two titles of which one date is vague
_PLACES = ("any", "city")
_ORGANISERS = ("any", "unknown", "shared")
_NEAR_DAYS = 3
_LONG_DAYS = 62  # longer ones are compared by the words of their titles, as undated ones are
_COMMON_WORD = 300  # a word in more titles than this finds no candidates
_SIMILAR_STATES = 0.6


class Pair(NamedTuple):
    """Two events (rows of the events table), whether they are one (same), look so (likely), may be (open), and why."""

    one: int
    other: int
    answer: str
    rule: str
    strength: tuple[float, ...]


@dataclass
class _Event:
    """What is compared of one event; days are counted from 1970-01-01."""

    row: int
    event_id: str
    source: str
    title: titles.Title
    start: int | None
    end: int | None
    has_end: bool
    precision: str
    city: str
    country: str
    format: str
    counts: tuple[tuple[int, str] | None, ...]


class _Rule(NamedTuple):
    name: str
    answer: str
    date: int
    place: int
    organiser: int
    support: int
    title: float


def find(dataset: schema.Dataset) -> list[Pair]:
    """The pairs of events of different sources that are one event or look so, the surest first."""
    if dataset.events["source"].nunique() < 2:
        return []
    events = _events(dataset.events)
    candidates = []
    for one, other in _candidates(events):
        a, b = events[one], events[other]
        date = _date(a, b)
        if date is None or not _place_agrees(a, b) or not set(a.title.words) & set(b.title.words):
            continue
        likeness = titles.likeness(a.title, b.title)
        if likeness >= _least_title() and not _conflict(a, b, date):
            candidates.append((a, b, date, likeness))
    known = facts.of(dataset, {event.event_id for a, b, *_ in candidates for event in (a, b)})
    pairs = (_judge(a, b, date, likeness, known) for a, b, date, likeness in candidates)
    return sorted((pair for pair in pairs if pair), key=lambda p: (p.answer != "same", [-s for s in p.strength], p[:2]))


def _judge(a: _Event, b: _Event, date: str, likeness: float, known: dict[str, Facts]) -> Pair | None:
    """The first rule that two events keep; open, where too little is told for any but nothing contradicts."""
    ours, theirs = known[a.event_id], known[b.event_id]
    place = _PLACES.index("city" if a.city and a.city == b.city else "any")
    organiser = _ORGANISERS.index(_organiser(ours, theirs))
    support = _support(a, b, ours, theirs)
    level = _DATES.index(date)
    for rule in _rules():
        if (
            level >= rule.date
            and (level == rule.date or rule.date > _DATES.index("unknown"))
            and place >= rule.place
            and organiser >= rule.organiser
            and support >= rule.support
            and likeness >= rule.title
        ):
            return Pair(a.row, b.row, rule.answer, rule.name, (level, place, organiser + support, likeness))
    if date in _VAGUE and likeness >= _NO_CONTRADICTION:
        return Pair(a.row, b.row, "open", "", (level, place, organiser + support, likeness))
    return None


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            row["rule"],
            row["answer"],
            _DATES.index(row["date"]),
            _PLACES.index(row["place"]),
            _ORGANISERS.index(row["organiser"]),
            int(row["support"]),
            float(row["title"]),
        )
        for row in reference.rows("same_event_rules")
    )


@cache
def _least_title() -> float:
    return min(rule.title for rule in _rules())


def _events(table: pd.DataFrame) -> list[_Event]:
    days = {name: (table[name].astype("int64") // 86_400_000_000).where(table[name].notna()) for name in _DAYS}
    starts, ends = ([None if pd.isna(day) else int(day) for day in days[name]] for name in _DAYS)
    text = {name: table[name].fillna("").tolist() for name in _TEXTS}
    counts = [[None if pd.isna(n) else int(n) for n in table[name]] for name in ("participants", "states_reported")]
    bounds = [table[name].fillna("").tolist() for name in ("participants_bound", "states_bound")]
    read = cache(titles.read)
    return [
        _Event(
            row=row,
            event_id=text["event_id"][row],
            source=text["source"][row],
            title=read(text["title"][row]),
            start=starts[row],
            end=_last_day(starts[row], ends[row], text["date_precision"][row]),
            has_end=ends[row] is not None,
            precision=text["date_precision"][row],
            city=fold(text["city"][row]).replace(" ", "").replace("-", ""),
            country=text["country_code"][row],
            format=text["format"][row],
            counts=tuple(_rare_count(number[row], bound[row]) for number, bound in zip(counts, bounds, strict=True)),
        )
        for row in range(len(table))
    ]


_DAYS = ("start_date", "end_date")
_TEXTS = ("event_id", "source", "title", "date_precision", "city", "country_code", "format")


def _rare_count(number: int | None, bound: str) -> tuple[int, str] | None:
    """A count as something that two sources seldom share by chance; small numbers are often the same."""
    return (number, bound) if number is not None and number > 3 else None


def _last_day(start: int | None, end: int | None, precision: str) -> int | None:
    if start is None or end is not None:
        return end
    day = pd.Timestamp(start, unit="D")
    if precision == "month":
        return start + day.days_in_month - 1
    return start + 364 + day.is_leap_year if precision == "year" else start


def _candidates(events: list[_Event]) -> Iterator[tuple[int, int]]:
    """Pairs of rows of different sources that are near in time and can be in one place, or share telling words."""
    weeks: dict[int, list[_Event]] = defaultdict(list)
    loose: list[_Event] = []
    for event in events:
        if event.start is None or (event.end or event.start) - event.start > _LONG_DAYS:
            loose.append(event)
            continue
        for week in range((event.start - _NEAR_DAYS) // 7, (max(event.end, event.start) + _NEAR_DAYS) // 7 + 1):
            weeks[week].append(event)
    seen = set()
    for block in weeks.values():
        for a, b in _by_city(block):
            if a.source != b.source and (a.row, b.row) not in seen:
                seen.add((a.row, b.row))
                yield a.row, b.row
    yield from _by_words(events, loose)


def _by_city(block: list[_Event]) -> Iterator[tuple[_Event, _Event]]:
    cities: dict[str, list[_Event]] = defaultdict(list)
    for event in block:
        cities[event.city].append(event)
    nowhere = cities.pop("", [])
    for group in (*cities.values(), nowhere):
        yield from combinations(group, 2)
    for event in nowhere:
        for group in cities.values():
            yield from ((event, other) if event.row < other.row else (other, event) for other in group)


def _by_words(events: list[_Event], loose: list[_Event]) -> Iterator[tuple[int, int]]:
    """Pairs with an event whose date does not narrow the search: those that share one of its three rarest words."""
    if not loose:
        return
    with_word: dict[str, list[_Event]] = defaultdict(list)
    for event in events:
        for word in titles.telling(event.title):
            with_word[word].append(event)
    seen = set()
    for event in loose:
        rare = sorted(titles.telling(event.title), key=lambda word: len(with_word[word]))[:3]
        for other in (other for word in rare if len(with_word[word]) <= _COMMON_WORD for other in with_word[word]):
            pair = (min(event.row, other.row), max(event.row, other.row))
            if event.source != other.source and pair not in seen:
                seen.add(pair)
                yield pair


def _date(a: _Event, b: _Event) -> str | None:
    """How far two dates agree, or None when they are apart."""
    if a.start is None or b.start is None:
        return "unknown"
    if a.start > b.end or b.start > a.end:
        return "near" if max(a.start - b.end, b.start - a.end) <= _NEAR_DAYS and _to_the_day(a, b) else None
    if not _to_the_day(a, b):
        return "year" if "year" in (a.precision, b.precision) else "month"
    both_ends = a.has_end and b.has_end
    return "same" if a.start == b.start and (a.end == b.end or not both_ends) else "overlap"


def _to_the_day(a: _Event, b: _Event) -> bool:
    return a.precision == b.precision == "day"


def _place_agrees(a: _Event, b: _Event) -> bool:
    """Whether two places can be one: no other city, no other country, not one of them online only."""
    if a.city and b.city and a.city != b.city:
        return False
    if a.country and b.country and a.country != b.country:
        return False
    return not (_elsewhere(a, b) or _elsewhere(b, a))


def _elsewhere(a: _Event, b: _Event) -> bool:
    """Whether one event is online only and the other at a place."""
    return a.format == "online" and b.format not in ("online", "hybrid") and bool(b.city or b.country)


def _conflict(a: _Event, b: _Event, date: str) -> bool:
    if date in ("unknown", "year", "near") and a.title.numbers != b.title.numbers:
        return True
    if titles.conflict(a.title, b.title):
        return True
    ours, theirs = _states_in(a.title.written), _states_in(b.title.written)
    return bool(ours and theirs and not ours & theirs)


@cache
def _states_in(title: str) -> frozenset[str]:
    return frozenset(mention.value for mention in states.find(title))


def _support(a: _Event, b: _Event, ours: Facts, theirs: Facts) -> int:
    """How many further facts agree: people, states reported, states named, page, number in the series, own id."""
    either = ours.states | theirs.states
    return sum(
        (
            a.counts[0] is not None and a.counts[0] == b.counts[0],
            a.counts[1] is not None and a.counts[1] == b.counts[1],
            len(either) >= 3 and len(ours.states & theirs.states) >= _SIMILAR_STATES * len(either),
            bool(ours.addresses & theirs.addresses),
            bool(a.title.numbers) and a.title.numbers == b.title.numbers,
        )
    )


def _organiser(ours: Facts, theirs: Facts) -> str:
    if not ours.organisers or not theirs.organisers:
        return "unknown"
    shared = ours.organisers & theirs.parties or theirs.organisers & ours.parties
    return "shared" if shared else "any"
