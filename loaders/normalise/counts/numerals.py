"""Numbers in figures (thousands in any style) and in English, French and Spanish words."""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from loaders import reference
from loaders.normalise.plain import any_of

_GROUPED = r"\d{1,3}(?:[,.'’´٬ \u00a0\u2007\u2009\u202f]\d{3})+(?!\d)(?![.,]\d)"
FIGURES = re.compile(rf"(?:{_GROUPED}|\d{{1,13}})")
LARGEST = 10_000_000
_WORD = re.compile(r"[^\W\d_]+")
_LINKS = {"en": ("and",), "fr": ("et",), "es": ("y",)}
_LINK_AFTER = {"en": ("hundred", "thousand"), "fr": ("ten",), "es": ("ten",)}


_BARE = {("hundred", "en"), ("thousand", "en")}


class Numeral(NamedTuple):
    """A number in a text; `bound` "about" for collective words (une quarantaine); its possible languages."""

    value: int
    start: int
    end: int
    bound: str = ""
    languages: tuple[str, ...] = ()


@cache
def words() -> dict[str, dict[str, tuple[str, int]]]:
    """Number word -> language -> (role, value), with and without accents."""
    table: dict[str, dict[str, tuple[str, int]]] = {}
    for row in reference.rows("number_words"):
        entry = (row["role"], int(row["value"]))
        for word in {row["word"], _unaccented(row["word"])}:
            table.setdefault(word, {})[row["language"]] = entry
    return table


def _unaccented(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


@cache
def anchor() -> re.Pattern:
    """Where a number may start: a figure, or a word of `words`."""
    return re.compile(rf"(?<![^\W_])(?:\d+|{any_of(words())}(?![^\W_]))")


def at(s: str, start: int) -> Numeral | None:
    """The number that starts at `start` in small letters, in figures or words."""
    if s[start].isdecimal():
        return _figures(s, start)
    first = _WORD.match(s, start)
    readings = [n for language in words().get(first.group(), ()) if (n := _in_words(s, start, language))]
    if not readings:
        return None
    best = max(readings, key=lambda n: n.end)
    same = (n.languages[0] for n in readings if (n.end, n.value) == (best.end, best.value))
    return best._replace(languages=tuple(same))


def _figures(s: str, start: int) -> Numeral | None:
    found = FIGURES.match(s, start)
    if found.end() - start > 12:
        return None
    value = int("".join(c for c in found.group() if c.isdecimal()))
    return Numeral(value, start, found.end()) if value <= LARGEST else None


def _in_words(s: str, start: int, language: str) -> Numeral | None:
    """Adds the words up as the language builds its numbers; stops at the first that does not fit."""
    table = words()
    total = part = 0
    role = bound = ""
    end = at_ = start
    pending = False
    while True:
        word = _WORD.match(s, at_)
        if not word:
            break
        text = word.group()
        entry = table.get(text, {}).get(language)
        if entry is None:
            if pending or not role or text not in _LINKS[language] or role not in _LINK_AFTER[language]:
                break
            pending = True
        else:
            step = _add(part, role, *entry, language, pending)
            if step is None:
                break
            pending = False
            part, whole = step
            if whole:
                if total:
                    break
                total, part = part, 0
            role = entry[0]
            if role == "about":
                bound = "about"
            end = word.end()
            if role in ("about", "group"):
                break
        gap = word.end()
        joined = s[gap : gap + 1] in ("-", "\u2010", "\u2011")
        spaces = re.compile(r"\s{0,3}").match(s, gap + joined).end()
        if spaces == gap and not joined:
            break
        at_ = spaces
    return Numeral(total + part, start, end, bound, (language,)) if role else None


def _add(part: int, last: str, role: str, value: int, language: str, linked: bool) -> tuple[int, bool] | None:
    """The number below a thousand with one more word, and whether that was "thousand"; None if it does not fit."""
    if role == "thousand":
        return ((part or 1) * value, True) if last != "thousand" else None
    if role in ("hundred", "group", "about"):
        if role == "about":
            return (max(part, 1) * value, False) if last in ("", "unit") else None
        if role == "group":
            return (max(part, 1) * value, False) if last in ("", "unit", "teen", "ten") else None
        return (
            (max(part, 1) * value, False)
            if last in ("", "unit", "thousand") or (last == "teen" and language == "en")
            else None
        )
    if role == "hundreds":
        return (part + value, False) if last in ("", "thousand") else None
    if role == "ten":
        if language == "fr" and value == 20 and last == "unit" and part % 100 == 4:
            return part + 76, False
        return (part + value, False) if part % 100 == 0 else None
    if role == "teen":
        if language == "fr" and part % 100 in (60, 80) and last == "ten":
            return part + value, False
        return (part + value, False) if part % 100 == 0 else None
    if language == "fr" and part % 100 in (10, 70, 90) and value >= 7 and last == "teen":
        return part + value, False
    if language == "es" and last == "ten" and not linked:
        return None
    return (part + value, False) if part % 10 == 0 and part % 100 != 10 else None


def needs_article(s: str, number: Numeral) -> bool:
    """Whether it is a count only with an article before it: "a dozen", "une quarantaine", "a hundred"."""
    first = _WORD.match(s, number.start).group()
    return any(
        role in ("group", "about") or (role, language) in _BARE for language, (role, _) in words()[first].items()
    )
