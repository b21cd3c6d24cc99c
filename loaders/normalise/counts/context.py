"""What the words around a count make of it: attendance, a part of it, or no attendance at all."""

import re
from typing import NamedTuple

from loaders.normalise.counts import cues, numerals, vocabulary
from loaders.normalise.counts.numerals import Numeral
from loaders.normalise.counts.phrases import Phrase

REGION_OF_ALL = 150  # "from all 10 ASEAN Member States" tells who came; "from all 193" tells how many there are
# Security Council resolutions whose numbers stand before "Committee" or "experts".
RESOLUTIONS = frozenset(
    [1267, 1325, 1373, 1540, 1673, 1718, 1737, 1810, 1874, 1887, 1929, 1977, 2055, 2118, 2231, 2325]
)
_SENTENCE_END = re.compile(r"(?:[.!?]\s+(?=\S)|;|\n\s*\n)")
_CLAUSE = re.compile(r"[^.;:!?\n(]{0,90}(?:\n(?!\n)[^.;:!?\n(]{0,60})?")
_POSSESSIVE = re.compile(r"'(?!\w)|'s\b")
_SINCE = re.compile(r"\b(?:since|depuis|desde)(?: \w+)? (?:19|20)\d\d\b")
_PAPERS_FROM = re.compile(
    r"([^\W\d_]+)\s+(?:from|of|by|par|de|por|des)\s+"
    r"(?:(?:more than|over|about|some|around|nearly|at least|approximately|the|plus de|más de)\s+)*$"
)
_OF_ITS_OWN = re.compile(r"(?:\b(?:its|their|ses|leurs|sus)|'s)\s$")  # "its 19 participating States" are its members
_SAID_THAT = re.compile(r"\s[^\W\d_]+(?:\s[^\W\d_]+)?\s(?:that|que)\b")
_FROM_THEM = re.compile(  # "66 players from the five States"
    r"\s(?:(?:all|coming|drawn|venant|venus|procedentes|provenientes|tous|todos)\s)?"
    r"(?:from|of|in|across|representing|representantes de|représentant|issus des?|de|des)\s"
    r"(?:(?:all|the|les|los|las|tous|todos)\s?)*"
)
_WITH_ORGANISATIONS = re.compile(
    r"\s(?:and|&|et|y)\s((?:[^\W\d_]+[\s-]){0,3}?)"
    r"(?:organi[sz]ations?|agencies|institutions|entities|bodies|organizaciones|instituciones|organismos)\b"
)
_GENDERS_BEFORE = re.compile(
    r"\b(?:wom[ae]n|m[ae]n|females?|males?|femmes|hommes|mujeres|hombres),?\s(?:and|et|y)?\s?$"
)
_ALONE = re.compile(r"\s(?:from|de|des)\s")


class Counted(NamedTuple):
    """A count that stands: what it counts, its bound and its place."""

    kind: str
    value: int
    bound: str
    start: int
    end: int


def sentence_before(s: str, start: int) -> str:
    """The words before a place, in the same sentence."""
    text = s[max(0, start - 90) : start]
    ends = list(_SENTENCE_END.finditer(text))
    return text[ends[-1].end() :] if ends else text


def judge(
    s: str, number: Numeral, phrase: Phrase, bound: str, start: int, people_before: int, of_total: bool
) -> Counted | None:
    """What a number with its noun counts; None where that is not attendance."""
    before = sentence_before(s, start)
    ends = cues.endings(before) | _before_delegates(before)
    attended = cues.following("attended", s, phrase.end) or "particip" in s[number.end : phrase.end]
    if "more" in phrase.words or ("invited" in phrase.words and not of_total) or _POSSESSIVE.match(s, phrase.end):
        return None
    last_word = before.rstrip().rpartition(" ")[2].lstrip("(")
    if _numbered(s, number, phrase, bound, last_word) or cues.one_of("position", last_word):
        return None
    gathered = phrase.kind == "people" and cues.before("gathered", ends)
    bounded = cues.endings(before + s[start : number.start]) if start < number.start else frozenset()
    if not gathered and cues.before("provided", ends | bounded):
        return None
    if cues.following("registered", s, phrase.end):
        return None
    clause = _CLAUSE.match(s, phrase.end).group()
    if _refused(clause) or any(_SINCE.search(text) or cues.within("sum over time", text) for text in (before, clause)):
        return None
    if phrase.kind == "state":
        from_them = people_before >= 0 and _FROM_THEM.fullmatch(s, people_before, start)
        if not from_them and not _states_attend(s, phrase, number, before, ends, attended, of_total):
            return None
        return Counted("states", number.value, bound, start, phrase.end)
    kind = _people(s, phrase, ends, people_before, start, attended)
    return Counted(kind, number.value, bound, start, phrase.end)


def _before_delegates(before: str) -> frozenset[str]:
    """The endings before "representatives of" in "invited representatives of 33 countries"."""
    found = _PAPERS_FROM.search(before)
    if found and "people" in vocabulary.nouns().get(found[1], {}).values():
        return cues.endings(before[: found.start()])
    return frozenset()


def _numbered(s: str, number: Numeral, phrase: Phrase, bound: str, last_word: str) -> bool:
    """Whether the number is a name: a year, a resolution ("1540 Committee experts"), an article."""
    written = s[number.start : number.end]
    if not written.isdecimal():
        return False
    plain_four = len(written) == 4 and bound == "exact" and number.value < 3000
    if plain_four and (1900 <= number.value <= 2100 or number.value in RESOLUTIONS or phrase.words):
        return True
    return bound == "exact" and cues.one_of("numbered", last_word)


def _refused(clause: str) -> bool:
    """Whether the clause says that they are still to come, were only invited, or that the number is one for each."""
    said = _SAID_THAT.match(clause)  # "delegates heard that it will ..." have come
    found = cues.within("not yet", clause[: said.end()] if said else clause)
    return bool(found) and cues.within("attended", clause[: found.start()]) is None


def _states_attend(
    s: str, phrase: Phrase, number: Numeral, before: str, ends: frozenset[str], attended: bool, of_total: bool
) -> bool:
    mixed = _WITH_ORGANISATIONS.match(s, phrase.end)
    if mixed and not numerals.anchor().match(s, mixed.start(1)):
        return False
    if cues.before("another", ends):
        return False
    if attended and not _OF_ITS_OWN.search(before):
        return True
    if before.endswith(" in "):
        return False
    if (cues.before("determiner", ends) or before.endswith("'s ")) and not of_total:
        return cues.before("all of", ends) and number.value < REGION_OF_ALL
    if cues.following("deed", s, phrase.end):
        return False
    papers = _PAPERS_FROM.search(before)
    return not (papers and "paper" in vocabulary.nouns().get(papers[1], {}).values())


def _people(s: str, phrase: Phrase, ends: frozenset[str], people_before: int, start: int, attended: bool) -> str:
    """ "people", or "people part" where a whole stands beside it."""
    if phrase.kind == "part" or cues.before("part", ends) or cues.before("team", ends) or cues.before("another", ends):
        return "people part"
    if phrase.kind == "gender":
        if _GENDERS_BEFORE.search(s, max(0, start - 30), start):
            return "people part"
        beside = people_before >= 0 and not _SENTENCE_END.search(s, people_before, start)
        return "people" if not beside and (attended or _ALONE.match(s, phrase.end)) else "people part"
    return "people"
