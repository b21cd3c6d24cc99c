"""A number in running text -> what it counts: the noun after it, the noun before it, the words that bound it."""

import re
from functools import cache
from typing import NamedTuple

from loaders import reference
from loaders.normalise.counts import cues, numerals, vocabulary
from loaders.normalise.counts.numerals import Numeral

WINDOW = 9  # words between a number and its noun
_SPACE = re.compile(r"\s{1,6}")
_GAP = re.compile(r"(?:\s{0,4}(?:\[\d{1,2}\]|[*†‡¹²³⁰⁴-⁹]))*\s{0,6}")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_OF = re.compile(
    r"(?:(?:out )?of (?:the |its |all |their )?(?:total of )?|sur (?:les )?|de (?:los |las |un total de ))(?=\S)"
)
_RANGE = re.compile(r"\s?(?:-|to|à|a|bis)\s?(?=[\d\w])")
_AND = re.compile(r"\s(?:and|et|y|und)\s")
# Number words that are articles or other words too, and end no phrase.
_NOT_NUMBERS = frozenset(["un", "une", "una", "uno", "one", "once", "mil"])
_LIST = frozenset(["and", "et", "y", "e", "und"])
_OF_COLLECTIVE = re.compile(r"(?:de |d'|of )(?:the |ces |los )?")


class Phrase(NamedTuple):
    """What follows a number: the end of its noun, the noun's kind, the words between; kind "" where none is known."""

    kind: str
    start: int
    end: int
    words: tuple[str, ...]
    stopped: str


@cache
def months() -> frozenset[str]:
    """Month and weekday names: a number before one is a day."""
    return frozenset(
        row["word"]
        for row in reference.rows("date_words")
        if row["kind"] in ("month", "weekday")
        or (row["kind"] == "abbreviation" and row["language"] in ("en", "fr", "es"))
    )


def noun_after(s: str, cased: str, start: int, languages: tuple[str, ...]) -> Phrase:
    """Walks over adjectives to the noun that a number counts; stops where the phrase cannot go on."""
    i, between, comma = start, [], False
    for _ in range(WINDOW):
        gap = _GAP.match(s, i).end()
        if "\n" in s[i:gap] and re.search(r"\n\s*\n", s[i:gap]):
            return Phrase("", i, i, tuple(between), "end")
        if gap == i > start and s[gap : gap + 1].isalpha():
            break
        word = _WORD.match(s, gap)
        if not word:
            stop = s[gap : gap + 1] or "end"
            if stop == "," and between and not comma and _list_ends(s, gap + 1):
                i, comma = gap + 1, True
                continue
            return Phrase("", i, i, tuple(between), stop)
        noun = vocabulary.noun_at(s, gap)
        if noun:
            kind, languages_of = _kind(noun, languages, cased, between)
            attributive = (
                kind in ("not", "organisation", "paper") and languages_of == {"en"} and not _plural_noun(s, noun)
            )
            if kind not in ("adjective", "more", "") and not attributive:
                return _head(s, cased, noun, kind, languages_of, between, languages)
            between.append(kind if kind == "more" else word.group())
            i = noun.end
            continue
        text = word.group()
        if text in months():
            return Phrase("", i, i, tuple(between), "month")
        if cues.one_of("phrase end", text):
            return Phrase("", i, i, tuple(between), text)
        if text not in _NOT_NUMBERS and numerals.anchor().match(s, gap):
            return Phrase("", i, i, tuple(between), "number")
        if _plural(text) and text not in _LIST and not (between and between[-1] in _LIST):
            return Phrase("", i, word.end(), (*between, text), "noun")
        between.append(text)
        i = word.end()
    return Phrase("", i, i, tuple(between), "far")


def adjective(word: str) -> bool:
    """Whether a word may stand between a number and its noun."""
    kinds = set(vocabulary.nouns().get(word, {}).values())
    if kinds or word in months() or cues.one_of("phrase end", word):
        return kinds == {"adjective"}
    return not _plural(word)


def _list_ends(s: str, start: int) -> bool:
    """Whether "customs, border and police officials" goes on: an "and" comes before any other comma or stop."""
    return bool(
        re.match(r"(?:\s[^\W\d_]+){1,3}?(?:,(?:\s[^\W\d_]+){1,2}?){0,2},? (?:and|et|y) [^\W\d_]", s[start : start + 90])
    )


def _plural(text: str) -> bool:
    return text.endswith("s") and not text.endswith(("ss", "us", "is", "ous", "ies'")) and len(text) > 4


def _kind(noun: vocabulary.Noun, languages: tuple[str, ...], cased: str, between: list[str]) -> tuple[str, set[str]]:
    """The noun's kind in a language that the number is written in."""
    fits = {language: kind for language, kind in noun.kinds.items() if not languages or language in languages}
    for wanted in (
        "measure",
        "member",
        "part",
        "gender",
        "state",
        "people",
        "paper",
        "organisation",
        "not",
        "more",
        "adjective",
    ):
        found = {language for language, kind in fits.items() if kind == wanted}
        if found:
            return wanted, found
    return "", set()


def _head(
    s: str,
    cased: str,
    noun: vocabulary.Noun,
    kind: str,
    found: set[str],
    between: list[str],
    languages: tuple[str, ...],
) -> Phrase:
    """In English the last of nouns that stand together is the one counted: "customs officials", "expert meetings"."""
    start, end = noun.start, noun.end
    while "en" in found:
        space = _SPACE.match(s, end)
        following = vocabulary.noun_at(s, space.end()) if space and "\n\n" not in space.group() else None
        if following is None:
            break
        next_kind, next_found = _kind(following, languages, cased, between)
        if next_kind in ("adjective", "more", "") or "en" not in next_found:
            break
        if next_kind in ("not", "organisation", "paper") and _verbal(s, start, end, following):
            break
        kind, end, found, start = next_kind, following.end, next_found, following.start
    if kind == "member":
        kind = _members(s, cased, start, end, between)
    return Phrase(kind, start, end, tuple(between), "")


def _plural_noun(s: str, noun: vocabulary.Noun) -> bool:
    return s[noun.start : noun.end].endswith("s")


def _verbal(s: str, start: int, end: int, following: vocabulary.Noun) -> bool:
    """ "participants visit": a word in the singular after a plural noun is its verb, unless a plural follows it."""
    if not s[start:end].endswith("s") or _plural_noun(s, following):
        return False
    space = _SPACE.match(s, following.end)
    last = vocabulary.noun_at(s, space.end()) if space else None
    return last is None or not _plural_noun(s, last)


def _members(s: str, cased: str, start: int, end: int, between: list[str]) -> str:
    """Members with a capital or after an acronym are states of a body; others are people or unknown."""
    after = s[end : end + 24]
    if re.match(r"\s(?:of|du|de|del)\s(?:parliament|the parliament|congress|parlement|parlamento)", after):
        return "people"
    if re.match(r"\s(?:of|du|de|des|del|de la)\b", after) and not re.match(
        r"\sof (?:the )?(?:wco|opcw|iaea|african union|au|osce|asean|ecowas)\b", after
    ):
        return "not"
    acronym = re.search(r"[A-Z]{3,}\s$", cased[max(0, start - 12) : start])
    return "state" if acronym or (cased[start].isupper() and not cased[start:end].isupper()) else "not"


def total_after(s: str, end: int, value: int) -> int | None:
    """The end of "out of the 23" in "19 out of the 23 Members"; None where nothing like it follows."""
    space = _SPACE.match(s, end)
    link = _OF.match(s, space.end()) if space else None
    if not link or link.end() >= len(s):
        return None
    total = numerals.at(s, link.end()) if numerals.anchor().match(s, link.end()) else None
    return total.end if total and total.value >= value else None


def upper_end(s: str, number: Numeral, between: bool) -> Numeral | None:
    """The second number of "40-50" or "between 40 and 50"."""
    link = (_AND if between else _RANGE).match(s, number.end) or _RANGE.match(s, number.end)
    if not link or not numerals.anchor().match(s, link.end()):
        return None
    upper = numerals.at(s, link.end())
    return upper if upper and upper.value > number.value else None


_LABELS = {
    "attendance": "people",
    "headcount": "people",
    "head count": "people",
    "participation": "people",
    "pax": "people",
}


def label_before(s: str, start: int) -> tuple[str, int] | None:
    """The kind and place of a label: "Participants: 120", "Estados participantes (19)"."""
    low = max(0, start - 70)
    text = s[low:start].rstrip(" \u00a0")
    text = text.removesuffix("n =").removesuffix("n=").rstrip(" \u00a0")
    if not text.endswith((":", "：", "=", "(", "-", "—", "\n", "\t")):
        return None
    text = text[:-1].rstrip()
    words = list(_WORD.finditer(text, max(text.rfind(mark) for mark in "\n:;.()=") + 1))
    if not words or len(words) > 6 or words[-1].end() != len(text):
        return None
    while len(words) > 1 and cues.one_of("label end", words[-1].group()):
        words.pop()
    if words[-1].group() in _LABELS:
        return _LABELS[words[-1].group()], low + words[-1].start()
    for n in range(max(0, len(words) - vocabulary.LONGEST_NOUN), len(words)):
        text = " ".join(word.group() for word in words[n:])
        kinds = set(vocabulary.nouns().get(text, {}).values()) & {"people", "state", "part"}
        if kinds:
            return ("state" if "state" in kinds else kinds.pop()), low + words[n].start()
    return None
