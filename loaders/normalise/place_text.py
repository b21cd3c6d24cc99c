"""Cities in running text, longest first: well-known ones alone, all others only beside their state."""

import re
from functools import cache

import ahocorasick

from loaders.normalise import Mention, city_names, states
from loaders.normalise.state_text import is_word, phrase, text_folded

_STATE_BEHIND = re.compile(r"\s*(?:,\s*|\(\s*|\s[-–—]\s)(?:[Tt]he\s+)?")
_INITIALS = re.compile(r"\.\w$")  # D.C without its last dot
_LOCATED = re.compile(r"\b(?:in|at|à|en)\s+$")  # in Singapore: the city
_STATE_BEFORE = re.compile(r"\s*(?:\(|,\s|:\s|[-–—]\s)\s*$")


def find_cities(text: str, also_in_names: bool = False) -> list[tuple[int, int, str, str]]:
    """Start, end, city as written and alpha-3 code of the cities in a text, without overlaps, in text order.

    In an address a city counts inside a longer name (Vienna International Centre), in prose not (Geneva Convention).
    """
    folded, places = text_folded(text)
    named = [mention for mention in states.find(text) if mention.kind == "name"]
    starts, ends = {m.start: m for m in named}, {m.end: m for m in named}
    found = []
    for last, (length, name) in _phrases().iter(folded):
        first = last + 1 - length
        if not is_word(folded, first, last + 1):
            continue
        start, end = places[first], places[last] + 1
        end += text[end : end + 1] == "." and bool(_INITIALS.search(text, start, end))
        written = text[start:end]
        if written[0] == written[0].lower() != written[0].upper():
            continue
        cities = city_names.cities()[name]
        match = _beside(text, start, end, {city.country_code for city in cities}, starts, ends)
        if match is None and _stands_alone(text, start, end, starts, also_in_names):
            city = city_names.meant(written)
            match = (start, end, city.country_code) if city and city.well_known else None
        if match:
            found.append((start, end, *match))
    return [(first, last, text[start:end], code) for start, end, first, last, code in _longest_first(found)]


def _beside(
    text: str, start: int, end: int, codes: set[str], starts: dict[int, Mention], ends: dict[int, Mention]
) -> tuple[int, int, str] | None:
    """The whole span and the state of a city with its state behind it (Lyon, France) or before it (Kenya (Nairobi))."""
    if joint := _STATE_BEHIND.match(text, end):
        behind = starts.get(joint.end()) or starts.get(joint.end() - 4)
        if behind and behind.value in codes:
            closed = "(" in joint[0] and text[behind.end : behind.end + 1] == ")"
            return start, behind.end + closed, behind.value
        part = _part_of_state().match(text, joint.end())
        if part and (common := city_names.subdivisions()[phrase(part[0])] & codes):
            return start, part.end(), min(common)
    if joint := _STATE_BEFORE.search(text, max(0, start - 4), start):
        before = ends.get(joint.start())
        if before and before.value in codes and ("(" in joint[0] or joint[0].strip() in (":", "-", "–", "—")):
            closed = "(" in joint[0] and text[end : end + 1] == ")"
            return before.start, end + closed, before.value
    return None


def _stands_alone(text: str, start: int, end: int, starts: dict[int, Mention], also_in_names: bool) -> bool:
    """Whether a name is a place by itself: no state's name, no Geneva Convention, no Vienna-based mission."""
    if start in starts and starts[start].end >= end and not _LOCATED.search(text, max(0, start - 9), start):
        return False
    if text[start - 1 : start] == "-" or text[end : end + 1] == "-":
        return False
    return also_in_names or not (
        _name_behind().match(text, end) or _name_before().search(text, max(0, start - 30), start)
    )


def _longest_first(found: list[tuple[int, int, int, int, str]]) -> list[tuple[int, int, int, int, str]]:
    """The matches from the left, of those that overlap the one with the longest city name."""
    reached = 0
    kept = []
    for match in sorted(found, key=lambda match: (match[0], -match[1])):
        if min(match[0], match[2]) >= reached:
            kept.append(match)
            reached = max(match[1], match[3])
    return kept


@cache
def _phrases() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for spelling in city_names.cities():
        automaton.add_word(spelling, (len(spelling), spelling))
    for row in city_names.reference.rows("cities"):
        for name in filter(None, row["other_names"].split("; ")):  # Washington, D.C.
            automaton.add_word(phrase(name), (len(phrase(name)), city_names.key(name)))
    automaton.make_automaton()
    return automaton


@cache
def _part_of_state() -> re.Pattern[str]:
    names = sorted((row["name"] for row in city_names.reference.rows("subdivisions")), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})(?!\w)")


@cache
def _name_behind() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{_any_of('name behind')})(?!\w)")


@cache
def _name_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of('name before')})\s+$")


def _any_of(kind: str) -> str:
    words = [row["word"] for row in city_names.reference.rows("place_words") if row["kind"] == kind]
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
