"""Organisations as written: one name, a list of names, names in running text.

The knowledge is in data/reference/: organisations.csv, organisation_aliases.csv, ambiguous_organisations.csv (acronyms
that mean something else elsewhere), organisation_spellings.csv, organisation_words.csv and government_bodies.csv.
"""

import re

from loaders.normalise import Mention
from loaders.normalise import organisation_words as words_of
from loaders.normalise.government_text import find_governments
from loaders.normalise.organisation_lists import split
from loaders.normalise.organisation_names import ARTICLES, Found, Organisation, key, lookup, scan
from loaders.normalise.organisation_parties import party, resolve

__all__ = ["Organisation", "find", "party", "resolve", "split"]

_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’-]*)\s$")
_OF_ANOTHER = re.compile(r"\s+(?:of|de|du|del)\s+(?:the\s+|la\s+)?(?=[^\W\d_])", re.IGNORECASE)
_ACRONYM_BEHIND = re.compile(r"\s*\(([^()]{2,150})\)")


def find(text: str) -> list[Mention]:
    """The known names in running text, and bodies of governments named with their state; value is the organisation.

    The longest name counts, together with its acronym in brackets.
    """
    candidates = [known for known in scan(text) if _is_whole(text, known)] + find_governments(text)
    found: list[Mention] = []
    for known in sorted(candidates, key=lambda known: (known.start, -known.end)):
        if not found or known.start >= found[-1].end:
            end = _with_acronym(text, known)
            found.append(Mention(known.start, end, text[known.start : end], known.organisation))
    return found


def _is_whole(text: str, known: Found) -> bool:
    """Whether a name is not the end or the beginning of a longer one: South Asian | Institute for Security Studies."""
    written = text[known.start : known.end]
    words = key(written).split()
    if len(words) < 2 or written.isupper():
        return True
    before = _WORD_BEFORE.search(text, max(0, known.start - 40), known.start)
    if before and words_of.begins(words, "head") and before[1][0].isupper() and not _is_apart(before[1]):
        return False
    other = _OF_ANOTHER.match(text, known.end)
    return not (other and text[other.end()].isupper())


def _is_apart(word: str) -> bool:
    """Whether a word with a capital before a name is no part of it: an article, a possessive, an acronym."""
    return word.lower() in ARTICLES or word.isupper() or word.endswith(("'s", "’s"))


def _with_acronym(text: str, known: Found) -> int:
    """The end of a name together with its own acronym, or its full name, in brackets behind it."""
    bracket = _ACRONYM_BEHIND.match(text, known.end)
    if bracket and lookup(bracket[1], text) == known.organisation:
        return bracket.end()
    return known.end
