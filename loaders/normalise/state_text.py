"""States in running text: known names, longest first, with the traps that the reference tables list."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

import ahocorasick

from loaders import reference
from loaders.normalise import Mention, state_names
from loaders.normalise.words import FOLDING, fold, fold_spans

_SPACES = dict.fromkeys((ord(mark) for mark in "-.'\"_"), " ")
_CONNECTED = re.compile(r"[^\W\d_]|\d")
_NO_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff]")  # scripts
_PREFIXES = "وبلفك"  # Arabic "and", "in", "for", "so", "as" are written onto the name
_SENTENCE = re.compile(r"[^\W\d_]{5,}\.\s")
_INVERTED = re.compile(r",.*\bof(?:\s+the)?$", re.IGNORECASE | re.DOTALL)
_GOES_ON = re.compile(r"\s+(?:the\s+)?[^\W\d_a-z]")  # Guinea, Republic of | Korea
_SURNAME = re.compile(r"[^\S\n\t]+([^\W\d_][\w'’-]*)")  # on the same line
_WORD_AFTER = re.compile(r"\s+([^\W\d_][\w'’-]*)")


class _TextFolding(dict):
    """Folding of words.fold with dots, dashes and apostrophes as spaces; commas and brackets stay."""

    def __missing__(self, code: int) -> str:
        self[code] = value = FOLDING[code].translate(_SPACES)
        return value


TEXT_FOLDING = _TextFolding()


class Entry(NamedTuple):
    """What a known phrase means in a text; code "" for a phrase that is no state."""

    code: str
    kind: str
    written: str = ""  # an abbreviation as it must be written, dots and spaces aside


def phrase(written: str) -> str:
    """The key of a phrase in running text."""
    return " ".join(fold(written).translate(TEXT_FOLDING).split())


@lru_cache(maxsize=8)
def text_folded(text: str) -> tuple[str, list[int]]:
    """A running text folded for search, and the index in it of each folded character."""
    return fold_spans(text, TEXT_FOLDING)


def find(text: str, on: date | None = None) -> list[Mention]:
    """The states that a running text names, in text order and without overlaps; value is the alpha-3 code.

    Kind is "name", or "adjective" for words such as Kenyan; only what the tables know, the longest name first.
    "Serbia and Montenegro" is one state on a day when it was one, else two.
    """
    return list(_find(text, on))


@lru_cache(maxsize=8)  # places and governments ask for the states of the same text
def _find(text: str, on: date | None) -> list[Mention]:
    folded, places = text_folded(text)
    found: list[tuple[int, int, Entry]] = []
    for last, (length, entries) in phrases().iter(folded):
        first = last + 1 - length
        if not is_word(folded, first, last + 1):
            continue
        start, end = places[first], places[last] + 1
        for entry in entries:
            if _accepts(text, start, end, entry, on):
                found.append((start, end, entry))
                break
    return [_mention(text, start, end, entry) for start, end, entry in _longest_first(found) if entry.code]


def _mention(text: str, start: int, end: int, entry: Entry) -> Mention:
    """The mention of a match; U.S. with its last dot, and as an adjective before a noun (U.S. officials)."""
    kind = entry.kind
    if kind == state_names.ABBREVIATION:
        end += text[end : end + 1] == "." and "." in text[start:end]
        after = _WORD_AFTER.match(text, end)
        kind = "name" if after is None or phrase(after[1]) in traps("after a name") else "adjective"
    return Mention(start, end, text[start:end], entry.code, kind)


def _longest_first(found: list[tuple[int, int, Entry]]) -> Iterator[tuple[int, int, Entry]]:
    """The matches from the left, of those that overlap the longest."""
    reached = 0
    for start, end, entry in sorted(found, key=lambda match: (match[0], -match[1])):
        if start >= reached:
            yield start, end, entry
            reached = end


def is_word(folded: str, first: int, end: int) -> bool:
    """Whether a match is not part of a longer word."""
    if first and _CONNECTED.match(folded[first - 1]) and not _NO_SPACES.match(folded[first]):
        arabic = folded[first - 1] in _PREFIXES and (first == 1 or not _CONNECTED.match(folded[first - 2]))
        if not arabic:
            return False
    after = folded[end : end + 1]
    return not (after and _CONNECTED.match(after) and not _NO_SPACES.match(folded[end - 1]))


def _accepts(text: str, start: int, end: int, entry: Entry, on: date | None) -> bool:
    written = text[start:end]
    if entry.kind == "no state":
        return True
    if entry.kind == "adjective" and entry.written:  # languages that write adjectives small
        return True
    if entry.kind == state_names.ABBREVIATION:
        return re.sub(r"[.\s]", "", written) == entry.written and _is_abbreviation(text, start, end)
    if (
        not _is_capitalised(written)
        or _SENTENCE.search(written)
        or (_INVERTED.search(written) and _GOES_ON.match(text, end))
    ):
        return False
    row = state_names.states()[entry.code]
    if row["valid_until"] and not (row["valid_from"] <= (on or date.max).isoformat() <= row["valid_until"]):
        return on is None and " and " not in written.casefold()
    return not any(reject(text, start, end, entry) for reject in _REJECTIONS)


def _is_capitalised(written: str) -> bool:
    """Whether a name begins with a capital (one word) or has one (several); scripts without capitals always do."""
    letters = [letter for letter in written if letter.isalpha()]
    if not any(letter.lower() != letter.upper() for letter in letters):
        return True
    if " " in written or "\n" in written:
        return any(letter.isupper() for letter in letters)
    return letters[0].isupper()


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    """Whether US, UK and the like are not a word of a line in capitals, nor a currency."""
    if text[end : end + 1] == "$":
        return False
    written = text[start:end]
    if "." in written or len(written) > 2:
        return True
    around = text[max(0, start - 25) : start].split()[-1:] + text[end : end + 25].split()[:1]
    words = [word.strip(".,;:()") for word in around]
    return not any(len(word) > 3 and word.isalpha() and word.isupper() for word in words)


def _looks_like_person(text: str, start: int, end: int, entry: Entry) -> bool:
    """Whether Jordan, Chad, Georgia and the like stand as a given name: a title before, a surname behind."""
    if phrase(text[start:end]) not in traps("given name"):
        return False
    if _matches("title", text[max(0, start - 30) : start], at_end=True):
        return True
    after = _SURNAME.match(text, end)
    if not after or not after[1][0].isupper() or phrase(after[1]) in traps("not a surname"):
        return False
    return state_names.key(after[1]) not in state_names.names()  # a list without commas


def _is_elsewhere(text: str, start: int, end: int, entry: Entry) -> bool:
    """Whether the words around make it another thing: Lake Chad, Hotel India, Mexico City, Guinea Road."""
    return _matches("before", text[max(0, start - 40) : start], at_end=True) or _matches(
        "after", text[end : end + 40], at_end=False
    )


def _is_in_united_states(text: str, start: int, end: int, entry: Entry) -> bool:
    """Whether a state of the United States follows (Lebanon, Pennsylvania), or Georgia is one (Georgia, USA)."""
    after = text[end : end + 40]
    if entry.code == "GEO" and re.match(r",?\s*(?:\d{5}\b|\(?U\.?S\.?(?:A\.?)?\b|United States)", after):
        return True
    return _matches("state behind", after, at_end=False)


def _is_acronym(text: str, start: int, end: int, entry: Entry) -> bool:
    """Whether capitals make it another name: GUAM is an organisation."""
    return text[start:end].isupper() and phrase(text[start:end]) in traps("acronym")


_REJECTIONS: tuple[Callable[[str, int, int, Entry], bool], ...] = (
    _is_acronym,
    _looks_like_person,
    _is_elsewhere,
    _is_in_united_states,
)


@cache
def traps(place: str) -> frozenset[str]:
    """The phrases of state_lookalikes.csv of one kind."""
    return frozenset(phrase(row["phrase"]) for row in reference.rows("state_lookalikes") if row["place"] == place)


def _matches(place: str, text: str, at_end: bool) -> bool:
    pattern = _around(place, at_end)
    return bool(pattern.search(text) if at_end else pattern.match(text))


@cache
def _around(place: str, at_end: bool) -> re.Pattern[str]:
    written = [row["phrase"] for row in reference.rows("state_lookalikes") if row["place"] == place]
    words = "|".join(sorted(map(re.escape, written), key=len, reverse=True)) or r"(?!)"
    if at_end:
        return re.compile(rf"\b(?:{words})[^\S\n]+$" if place != "title" else rf"\b(?:{words})\.?[^\S\n]+$")
    return re.compile(rf"(?:{',' if place == 'state behind' else ''}\s+)(?:{words})\b")


@cache
def phrases() -> ahocorasick.Automaton:
    """The automaton of all phrases: (length, entries) by key."""
    known: dict[str, list[Entry]] = {}
    for written, entry in _entries():
        for spelling in dict.fromkeys((phrase(written), *_spellings(written))):
            here = known.setdefault(spelling, [])
            if entry not in here:
                here.append(entry)
    automaton = ahocorasick.Automaton()
    for spelling, entries in known.items():
        automaton.add_word(spelling, (len(spelling), tuple(entries)))
    automaton.make_automaton()
    return automaton


def _entries() -> Iterator[tuple[str, Entry]]:
    for row in reference.rows("state_lookalikes"):
        if row["place"] == "whole":
            yield row["phrase"], Entry("", "no state")
    for row in reference.rows("state_aliases"):
        if row["kind"] == state_names.ABBREVIATION and row["in_text"] != "no":
            plain = re.sub(r"[.\s]", "", row["name"])
            yield row["name"], Entry(row["code"], state_names.ABBREVIATION, plain)
    for name, code in _names():
        yield name, Entry(code, "name")
    for row in reference.rows("state_adjectives"):
        yield row["adjective"], Entry(row["code"], "adjective", row["language"].replace("en", ""))


def _names() -> Iterator[tuple[str, str]]:
    """The names that count in running text: all but those marked `no` and those without a rule."""
    silent = {state_names.key(row["name"]) for row in reference.rows("state_aliases") if row["in_text"] == "no"}
    silent |= {name for name, rule in state_names.ambiguous().items() if not rule.code or not rule.in_text}
    for row in reference.rows("states"):
        for column in state_names.UN_LANGUAGES:
            if row[column] and state_names.key(row[column]) not in silent:
                yield row[column], row["iso3"]
    for row in reference.rows("state_aliases"):
        if row["kind"] != state_names.ABBREVIATION and state_names.key(row["name"]) not in silent:
            yield row["name"], row["code"]


def _spellings(written: str) -> Iterator[str]:
    """Further spellings of one name: shortened words, joined apostrophes, `Kenya, Republic of`."""
    if any(mark in written for mark in "(),"):
        return
    yield from state_names.spellings(written)
    for stem, rest in state_names.inverted(phrase(written)):
        if rest.endswith((" of", " the")):
            yield f"{stem}, {rest}"
        yield f"{stem} ({rest})"
