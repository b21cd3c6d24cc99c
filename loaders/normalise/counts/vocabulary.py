"""The nouns that are counted and the words that make a number a bound, from data/reference/."""

import re
from functools import cache
from typing import NamedTuple

from loaders import reference
from loaders.normalise.counts.numerals import _unaccented

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LONGEST_NOUN = 4


class Noun(NamedTuple):
    """A counted noun at a place: its kinds by language (people, state, organisation, paper, part, gender, not)."""

    kinds: dict[str, str]
    start: int
    end: int


@cache
def nouns() -> dict[str, dict[str, str]]:
    """Noun (one to four words) -> language -> kind, with and without accents."""
    table: dict[str, dict[str, str]] = {}
    for row in reference.rows("count_nouns"):
        for noun in (row["noun"], _unaccented(row["noun"])):
            table.setdefault(noun, {})[row["language"]] = row["kind"]
    return table


@cache
def longer() -> frozenset[str]:
    """The first words of nouns of several words."""
    return frozenset(noun.split()[0] for noun in nouns() if " " in noun)


@cache
def bounds(place: str) -> dict[str, str]:
    """Phrase before or after a number -> the bound that it makes."""
    table = {row["phrase"]: row["bound"] for row in reference.rows("count_bounds") if row["place"] == place}
    return {**{_unaccented(phrase): bound for phrase, bound in table.items()}, **table}


def noun_at(s: str, start: int) -> Noun | None:
    """The longest known noun that starts at `start` in small letters."""
    word = _WORD.match(s, start)
    if not word:
        return None
    text, end = word.group(), word.end()
    best = Noun(nouns()[text], start, end) if text in nouns() else None
    if text in longer():
        for _ in range(LONGEST_NOUN - 1):
            following = re.compile(r"\s{1,4}").match(s, end)
            word = _WORD.match(s, following.end()) if following else None
            if not word:
                break
            text, end = f"{text} {word.group()}", word.end()
            if text in nouns():
                best = Noun(nouns()[text], start, end)
    if best is None and "-" in text:
        last = text.rpartition("-")[2]
        best = Noun(nouns()[last], start, end) if last in nouns() else None
    return best
