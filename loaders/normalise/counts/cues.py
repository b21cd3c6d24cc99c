"""The phrases around a count that say what it is worth, from data/reference/count_cues.csv; `_` is any one word."""

import re
from functools import cache

from loaders import reference
from loaders.normalise.plain import any_of

LONGEST_PHRASE = 5
# Words that may stand between such a phrase and the number.
_PASSED = frozenset(
    [
        "a",
        "an",
        "the",
        "total",
        "of",
        "about",
        "around",
        "some",
        "over",
        "more",
        "than",
        "nearly",
        "almost",
        "at",
        "least",
    ]
    + [
        "approximately",
        "also",
        "plus",
        "de",
        "más",
        "environ",
        "unos",
        "quelque",
        "près",
        "roughly",
        "as",
        "many",
        "to",
        "up",
    ]
)
_WORD = re.compile(r"[^\s,:(]+")


@cache
def _phrases(cue: str) -> frozenset[str]:
    return frozenset(row["phrase"] for row in reference.rows("count_cues") if row["cue"] == cue)


@cache
def _pattern(cue: str) -> re.Pattern:
    phrases = any_of(_phrases(cue)).replace(r"\ ", r"\s+").replace("_", r"[^\W\d_]+")
    return re.compile(rf"(?<![^\W_])(?:{phrases})(?![^\W_])")


def one_of(cue: str, word: str) -> bool:
    """Whether a word is such a phrase by itself."""
    return word in _phrases(cue)


def endings(text: str) -> frozenset[str]:
    """The phrases of up to five words that the text ends with, give or take words like "about" and "a total of"."""
    words = _WORD.findall(text)[-12:]
    found: set[str] = set()
    end = len(words)
    while end:
        for first in range(max(0, end - LONGEST_PHRASE), end):
            phrase = words[first:end]
            found.add(" ".join(phrase))
            if len(phrase) > 2:
                found.add(" ".join([phrase[0], "_", *phrase[2:]]))
        if words[end - 1] not in _PASSED:
            break
        end -= 1
    return frozenset(found)


def before(cue: str, ends: frozenset[str]) -> bool:
    """Whether such a phrase is among the endings of the words before a number."""
    return not _phrases(cue).isdisjoint(ends)


def end_of(cue: str, s: str, place: int) -> int | None:
    """Where such a phrase ends that stands at a place, after white space."""
    while place < len(s) and s[place].isspace():
        place += 1
    found = _pattern(cue).match(s, place)
    return found.end() if found else None


def following(cue: str, s: str, place: int) -> bool:
    """Whether such a phrase stands at a place, after white space."""
    return end_of(cue, s, place) is not None


def within(cue: str, text: str) -> re.Match | None:
    """The first such phrase in a text."""
    return _pattern(cue).search(text)
