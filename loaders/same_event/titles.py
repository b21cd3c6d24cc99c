"""What a title says of its event: telling words, numbers in a series, years, regions; and how alike two titles are."""

import re
from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz

from loaders import reference
from loaders.normalise.words import fold

_GENERIC_WEIGHT = 0.3  # "workshop", "regional": most titles have them
_ALIKE = 84  # rapidfuzz ratio of two spellings of one word: universalisation, universalization
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"(?<![\w/-])(?:19[5-9]\d|20[0-4]\d)(?![\w/-])")
_DOCUMENT_YEAR = re.compile(
    r"\b\d{3,4} ?\((?:19|20)\d\d\)|\b(?:resolution|decision|treaty|act) (?:of )?(?:19|20)\d\d\b"
)  # the year of a text, not of the event
_ORDINAL = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th|er|ere|eme|e|a|o|º|ª)\b")
_ROMAN = re.compile(r"\b(?=[IVX]{2,}\b)(X{0,3})(IX|IV|V?I{0,3})\b")
_SMALL_NUMBER = re.compile(r"(?<![\w.,/-])\d{1,3}(?![\w/-]|[.,]\d)")
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


class Title(NamedTuple):
    """What can be compared of a title; `words` holds the telling and the generic words, each once, in order."""

    written: str
    words: tuple[str, ...]
    acronyms: frozenset[str]
    numbers: frozenset[int]
    years: frozenset[int]
    regions: frozenset[str]
    languages: frozenset[str]


def read(written: str) -> Title:
    """The comparable parts of a title.

    >>> sorted(read("Twenty-third Annual Meeting, Part II (2021)").numbers)
    [2, 23]
    """
    text = _DOCUMENT_YEAR.sub(lambda found: _YEAR.sub("", found[0]), fold(written))
    years = frozenset(int(year) for year in _YEAR.findall(text))
    numbers, text = _numbers(written, _YEAR.sub(" ", text))
    regions = frozenset(_region_pattern().findall(text.replace("-", " ")))
    text = _phrases(text)
    places = {_regions()[name] for name in regions}
    languages = frozenset(place for place in places if _within(place)[-1] == "language")
    acronyms = frozenset(fold(word) for word in re.findall(r"\b[A-Z][A-Za-z]*[A-Z]s?\b", written))
    words = (word for word in _WORD.findall(text.replace("'s ", " ")) if word not in _kinds("stop"))
    return Title(
        written, tuple(dict.fromkeys(words)), acronyms, numbers, years, frozenset(places - languages), languages
    )


def conflict(one: Title, other: Title) -> str | None:
    """Why two titles cannot name the same event, or None: other numbers in a series, other years, other regions."""
    if one.numbers and other.numbers and not (one.numbers <= other.numbers or other.numbers <= one.numbers):
        return "the numbers in the titles differ"
    if one.years and other.years and not one.years & other.years:
        return "the years in the titles differ"
    if one.languages and other.languages and not one.languages & other.languages:
        return "the languages in the titles differ"
    if one.regions and other.regions and not any(_related(a, b) for a in one.regions for b in other.regions):
        return "the regions in the titles differ"
    return None


def likeness(one: Title, other: Title) -> float:
    """How alike two titles are, from 0 to 1: the weight of the words in common, seen from the shorter and from both."""
    if one.words == other.words:
        return 1.0 if one.words else 0.0
    ours = _expand(one, other)
    theirs = _expand(other, one)
    common = sum(_weight(word) for word in ours if _has(theirs, word))
    shorter = min(_total(ours), _total(theirs))
    either = _total(ours) + _total(theirs) - common
    return 0.5 * common / shorter + 0.5 * common / either if shorter else 0.0


def telling(title: Title) -> tuple[str, ...]:
    """The words that set an event apart from others."""
    return tuple(word for word in title.words if word not in _kinds("generic"))


def _numbers(written: str, text: str) -> tuple[frozenset[int], str]:
    """The numbers of a series in a title (26th, twenty-sixth, part 2, XVI) and the text without them."""
    found = {int(number) for number in _ORDINAL.findall(text)}
    text = _ORDINAL.sub(" ", text)
    ordinals = _ordinals()
    kept = []
    tens = 0
    for word in re.findall(r"\w+|[^\w]+", text):
        if word in _TENS:
            tens = _TENS[word]
        elif word in ordinals:
            found.add(tens + ordinals[word] if ordinals[word] < 10 else ordinals[word])
            tens = 0
        elif word.strip(" -"):
            tens = 0
            kept.append(word)
        else:
            kept.append(word)
    text = "".join(kept)
    found |= {int(number) for number in _SMALL_NUMBER.findall(text)}
    found |= {_roman(number[0]) for number in _ROMAN.finditer(written)}
    return frozenset(found), _SMALL_NUMBER.sub(" ", text)


def _roman(number: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in number]
    return sum(-v if v < following else v for v, following in zip(values, [*values[1:], 0], strict=True))


def _expand(one: Title, other: Title) -> tuple[str, ...]:
    """The words of one title, where an acronym of either stands for the words it abbreviates."""
    words = list(one.words)
    for acronym in sorted(one.acronyms | other.acronyms):
        size = len(acronym)
        for start in range(len(words) - size + 1):
            if "".join(word[0] for word in words[start : start + size]) == acronym:
                words[start : start + size] = [acronym]
                break
    return tuple(dict.fromkeys(words))


def _has(words: tuple[str, ...], word: str) -> bool:
    if word in words:
        return True
    return len(word) > 4 and any(_same_word(word, candidate) for candidate in words)


@cache
def _same_word(one: str, other: str) -> bool:
    """Two forms of one word: implementing and implementation, learned and learnt."""
    if one[:3] != other[:3] or len(other) < 5:
        return False
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return (shared >= 6 and shared >= 0.6 * max(len(one), len(other))) or fuzz.ratio(one, other) >= _ALIKE


def _weight(word: str) -> float:
    return _GENERIC_WEIGHT if word in _kinds("generic") else 1.0


def _total(words: tuple[str, ...]) -> float:
    return sum(map(_weight, words))


def _rows(kind: str) -> list[dict[str, str]]:
    return [row for row in reference.rows("title_words") if row["kind"] == kind]


@cache
def _kinds(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in _rows(kind))


@cache
def _ordinals() -> dict[str, int]:
    return {row["word"]: int(row["meaning"]) for row in _rows("number")}


@cache
def _phrase_table() -> dict[str, str]:
    return {row["word"]: row["meaning"] for row in _rows("phrase")}


@cache
def _alternatives(phrases: frozenset[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(phrases, key=len, reverse=True))) + r")\b")


def _phrases(text: str) -> str:
    """The text with each phrase of the table as the one form that is compared."""
    pattern = _alternatives(frozenset(_phrase_table()))
    text = re.sub(r"\bnon[- ](?=\w)", "non", text)
    return pattern.sub(lambda found: _phrase_table()[found[0]], text)


@cache
def _regions() -> dict[str, str]:
    return {row["name"]: row["region"] for row in reference.rows("title_regions")}


def _region_pattern() -> re.Pattern[str]:
    return _alternatives(frozenset(_regions()))


@cache
def _within(region: str) -> tuple[str, ...]:
    """A region and those that hold it, the widest last."""
    above = {row["region"]: row["within"] for row in reference.rows("title_regions") if row["within"]}
    chain = [region]
    while (wider := above.get(chain[-1])) and wider not in chain:
        chain.append(wider)
    return tuple(chain)


def _related(one: str, other: str) -> bool:
    return one in _within(other) or other in _within(one)
