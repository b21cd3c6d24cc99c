"""The phrases that tell what a name, a date or a number in a note is: rows of data/reference/note_cues.csv."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import ahocorasick

from loaders import reference
from loaders.normalise import words


class Cue(NamedTuple):
    """One phrase in a text with its meanings: text[start:end] is the phrase as written."""

    start: int
    end: int
    meanings: frozenset[str]
    phrase: str

    def means(self, *meanings: str) -> bool:
        """Whether the phrase has one of these meanings."""
        return not self.meanings.isdisjoint(meanings)


class _Folding(dict):
    """As the shared folding, with -ize and -ise one spelling and no hyphens."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = words.FOLDING[code].replace("z", "s").replace("-", "")
        return folded


_FOLDING = _Folding()


def key(text: str) -> str:
    """The comparison key of a cue or a label: "Co-organizers" and "coorganisers" are the same.

    >>> key("Co-organizers")
    'coorganisers'
    """
    return words.fold(text).replace("z", "s").replace("-", "")


@cache
def _table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for row in reference.rows("note_cues"):
        table.setdefault(key(row["cue"]), set()).add(row["meaning"])
    for row in reference.rows("count_nouns"):
        word = key(row["noun"])
        if row["kind"] == "people" and word.endswith("s") and word not in table:
            table[word] = {"people noun"}
    return {cue: frozenset(found) for cue, found in table.items()}


def meanings(folded: str) -> frozenset[str]:
    """The meanings of a phrase (its key) when it is a cue, else none."""
    return _table().get(folded, frozenset())


@cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for cue, found in _table().items():
        automaton.add_word(cue, (cue, found))
    automaton.make_automaton()
    return automaton


def find(text: str) -> list[Cue]:
    """The cues of a text in its order; of those that overlap the one that starts first, then the longest."""
    folded, places = words.fold_spans(text, _FOLDING)
    if not folded:
        return []
    found = []
    for last, (cue, found_meanings) in _automaton().iter(folded):
        start, end = last - len(cue) + 1, last + 1
        if cue[0].isalnum() and start and folded[start - 1].isalnum():
            continue
        if cue[-1].isalnum() and end < len(folded) and folded[end].isalnum():
            continue
        found.append((start, -end, cue, found_meanings))
    found.sort(key=lambda item: item[:2])
    kept: list[Cue] = []
    reached = 0
    for start, minus_end, cue, found_meanings in found:
        if start >= reached:
            reached = -minus_end
            kept.append(Cue(places[start], places[reached - 1] + 1, found_meanings, cue))
    return kept


@cache
def role_of(meanings: frozenset[str], way: str) -> str:
    """The role that a cue gives to the names in one direction: "organiser host" counts as both."""
    return next((meaning.removesuffix(way) for meaning in sorted(meanings) if meaning.endswith(way)), "")


class Marks(list):
    """Mentions or cues in text order, none overlapping, that are asked for by place again and again."""

    __slots__ = ("starts",)

    def __init__(self, found: Iterable) -> None:
        super().__init__(found)
        self.starts = [mention.start for mention in self]


def over(marks: Marks, start: int, end: int) -> list:
    """The mentions that text[start:end] lies within."""
    last = bisect_right(marks.starts, start) - 1
    return [marks[last]] if last >= 0 and marks[last].end >= end else []


def within(marks: Marks, start: int, end: int) -> list:
    """The mentions that lie in text[start:end]."""
    first = bisect_left(marks.starts, start)
    last = bisect_left(marks.starts, end, first)
    if first < last and marks[last - 1].end > end:
        last -= 1
    return marks[first:last]
