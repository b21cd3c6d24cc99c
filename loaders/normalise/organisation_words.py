"""The words that tell what kind of body a name means: ministry, branch of, representatives of, topics of work."""

from collections.abc import Sequence
from functools import cache

from loaders import reference
from loaders.normalise.organisation_names import key


@cache
def phrases(kind: str) -> frozenset[tuple[str, ...]]:
    """The phrases of organisation_words.csv of one kind, as words in their standard spelling."""
    found = (key(row["word"]) or row["word"] for row in reference.rows("organisation_words") if row["kind"] == kind)
    return frozenset(tuple(phrase.split()) for phrase in found)


@cache
def _longest(kind: str) -> int:
    return max(map(len, phrases(kind)))


@cache
def _first_words(kind: str) -> frozenset[str]:
    return frozenset(phrase[0] for phrase in phrases(kind))


def may_begin(word: str, kind: str) -> bool:
    """Whether a phrase of that kind begins with the word."""
    return word in _first_words(kind)


def begins(words: Sequence[str], kind: str) -> int:
    """How many words at the beginning are a phrase of that kind: the longest; 0 for none."""
    if not words or not may_begin(words[0], kind):
        return 0
    known = phrases(kind)
    return next((n for n in range(min(_longest(kind), len(words)), 0, -1) if tuple(words[:n]) in known), 0)


def ends(words: Sequence[str], kind: str) -> int:
    """How many words at the end are a phrase of that kind: the longest; 0 for none."""
    known = phrases(kind)
    return next((n for n in range(min(_longest(kind), len(words)), 0, -1) if tuple(words[-n:]) in known), 0)


def has(words: Sequence[str], kind: str) -> bool:
    """Whether a phrase of that kind stands anywhere."""
    return any(begins(words[at:], kind) for at in range(len(words)))


def all_of(words: Sequence[str], kind: str, extra: frozenset[str] = frozenset()) -> bool:
    """Whether the words are nothing but phrases of that kind and the extra words."""
    at = 0
    while at < len(words):
        step = begins(words[at:], kind) or (words[at] in extra)
        if not step:
            return False
        at += step
    return True
