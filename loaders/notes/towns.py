"""Cities that a note tells less plainly: "the Turkmen capital", and a town whose state only the rest of the note gives."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from loaders import reference
from loaders.normalise import Mention, city_names
from loaders.normalise.places import Place
from loaders.normalise.state_names import key
from loaders.notes.cues import Marks, within
from loaders.notes.reading import Reading

_CAPITAL = re.compile(r"\b(?:capital|capitale)\b(?:\s+city\b)?", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|de|du|des|del|d['’])\s*(?:the|la|le|les|el|los|l['’])?\s*$", re.IGNORECASE)
_TOWN = re.compile(
    r"\b(?:in|at|to|near|en|à|a|em|de)\s+(?:the (?:town|city|port|city port) of |la ville de |la ciudad de )?"
    r"([A-ZÀ-Þ][\w'’]+(?:[ -](?:de |del |da |do |el |la |les |le |al-|el-)?[A-ZÀ-Þ][\w'’]+){0,3})"
)


@cache
def _capitals() -> dict[str, str]:
    """State -> its capital, where it has one."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in reference.rows("cities"):
        if row["capital"] == "yes":
            found[row["country_code"]].append(row["city"])
    return {code: names[0] for code, names in found.items() if len(names) == 1}


def add_towns(reading: Reading) -> None:
    """Put the cities that can be told by other words among the places of a note."""
    if reading.towns_added:
        return
    reading.towns_added = True
    found = [*_named_capitals(reading), *_told_by_state(reading)]
    if found:
        taken = reading.places
        kept = [m for m in found if not any(p.start < m.end and m.start < p.end for p in taken)]
        reading.places = Marks(sorted([*taken, *kept], key=lambda mention: mention.start))
        reading.named.clear()


def _named_capitals(reading: Reading) -> Iterator[Mention]:
    """ "The Turkmen capital", "la capitale malgache", "the capital of North Macedonia", "Kenya's capital"."""
    text = reading.text
    for word in _CAPITAL.finditer(text):
        for state in within(reading.states, word.start() - 40, word.end() + 60):
            before = text[state.end : word.start()] if state.end <= word.start() else None
            after = text[word.end() : state.start] if state.start >= word.end() else None
            near = (
                before is not None
                and re.fullmatch(r"(?:['’]s?)?\s+", before)
                or after is not None
                and (after.isspace() and state.kind == "adjective" or _OF.fullmatch(after))
            )
            if near and state.value in _capitals():
                start, end = min(state.start, word.start()), max(state.end, word.end())
                yield Mention(start, end, text[start:end], Place(_capitals()[state.value], state.value), "capital")
                break


def _told_by_state(reading: Reading) -> Iterator[Mention]:
    """A town of a name that several states have, when the note speaks of one of them only."""
    named = {mention.value for mention in reading.states}
    named |= {body.value.state_code for body in reading.every_body if body.value.state_code}
    for match in _TOWN.finditer(reading.text):
        if cities := _candidates(match[1]):
            countries = {city.country_code for city in cities} & named
            if len(countries) != 1 or _is_inside(reading, *match.span(1)):
                continue
            yield Mention(*match.span(1), match[1], Place(match[1], countries.pop()))


def _candidates(written: str):
    return city_names.cities().get(key(written), ())


def _is_inside(reading: Reading, start: int, end: int) -> bool:
    marks = (reading.states, reading.every_body, reading.places, reading.dates)
    return any(m.start < end and start < m.end for found in marks for m in within(found, start - 80, end + 80))
