"""Organisations as written: one name, a list of names, names in running text.

The knowledge is in data/reference/: organisations.csv, organisation_aliases.csv, ambiguous_organisations.csv (acronyms
that mean something else elsewhere), organisation_spellings.csv, organisation_words.csv and government_bodies.csv.
"""

import re

from loaders.normalise import Mention
from loaders.normalise.organisation_lists import split
from loaders.normalise.organisation_names import Found, Organisation, lookup, scan
from loaders.normalise.organisation_parties import party, resolve

__all__ = ["Organisation", "find", "party", "resolve", "split"]


def find(text: str) -> list[Mention]:
    """The known names in running text, longest first, with the acronym in brackets behind them; value Organisation."""
    found: list[Mention] = []
    for known in scan(text):
        if found and known.start < found[-1].end:
            continue
        end = _with_acronym(text, known)
        found.append(Mention(known.start, end, text[known.start : end], known.organisation))
    return found


def _with_acronym(text: str, known: Found) -> int:
    """The end of a name together with its own acronym, or its full name, in brackets behind it."""
    bracket = re.compile(r"\s*\(([^()]{2,150})\)").match(text, known.end)
    if bracket and lookup(bracket[1], text) == known.organisation:
        return bracket.end()
    return known.end
