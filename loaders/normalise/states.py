"""Which state a written name means: exact by rule, else nothing."""

import re
from datetime import date
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from loaders import reference
from loaders.normalise import state_names
from loaders.normalise.state_names import ambiguous, key, names, words
from loaders.normalise.state_text import find
from loaders.normalise.words import FOLDING

__all__ = ["explain", "find", "name", "resolve"]

NEAR = 85  # how alike, of 100, a name must be to be suggested; a suggestion is never data
LONGEST_NAME = 200  # characters; a longer text is no name
LONGEST_CODE = 16  # characters, with dots, spaces and footnote marks
_NUMBERING = re.compile(r"^\s*(?:\(?\d{1,3}[.)]|[•·▪●○■–—-])\s*(?=\D)")
_SEVERAL = re.compile(r"[,;/]")
_DASH = re.compile(r"^(.+?)(?:\s+[-–—/|]\s+|,\s+)(.+)$", re.DOTALL)
_BRACKET = re.compile(r"^(.+?)\s*[(\[（]([^()\[\]（）]*)[)\]）][\s.,;:]*$", re.DOTALL)


def resolve(written: str, on: date | None = None) -> str | None:
    """The alpha-3 code of the state that a whole text names, or None.

    A dissolved state has its own code, unless `on` is a day when it did not exist.

    >>> resolve("the Lao P.D.R."), resolve("Serbia and Montenegro", date(2004, 6, 1)), resolve("Korea")
    ('LAO', 'SCG', None)
    """
    code = _resolve(written) if len(written) <= LONGEST_NAME else None
    if code is None or on is None:
        return code
    return code if _existed(code, on) else None


@lru_cache(maxsize=1 << 16)
def _resolve(written: str) -> str | None:
    code = _coded(written) or _named(key(written)) or _noted(written)
    if code and _SEVERAL.search(written) and " and " in state_names.states()[code]["name"] and _is_past(code):
        return None  # Serbia, Montenegro: two states, not the one that they were
    return code


def _coded(written: str) -> str | None:
    """The state of a code (capitals or three digits, the whole text) or of an abbreviation with or without dots."""
    if len(written) > LONGEST_CODE:
        return None
    plain = "".join(mark for mark in written if FOLDING[ord(mark)]).strip()
    code = state_names.codes().get(plain)
    return code or state_names.abbreviations().get(plain.replace(".", "").replace(" ", ""))


def _named(name: str) -> str | None:
    """The code of a key, with or without an article or `republic of` before it."""
    if (found := names().get(name)) is not None:
        return found
    if name in ambiguous():
        return None
    if (found := state_names.translated().get(name)) is not None:
        return found
    first, _, rest = name.partition(" ")
    if first in words("article"):
        return _named(rest)
    if first in words("republic"):
        return names().get(_republic().sub("", name))
    return None


@cache
def _republic() -> re.Pattern[str]:
    """`republic of the` and the like, in the languages whose names are in states.csv."""
    return re.compile(rf"^(?:{'|'.join(words('republic'))}) (?:of the|of|de l|de la|del|du|des|de|do|da|d) ")


def _noted(written: str) -> str | None:
    """The code of a name that stands behind a number or before a note, such as `1. Kenya (observer)`."""
    if (plain := _NUMBERING.sub("", written)) != written:
        return _resolve(plain)
    if bracket := _BRACKET.match(written) or _DASH.match(written):
        code, note = _resolve(bracket[1]), key(bracket[2])
        if code and (note in words("note") or note.isdigit() or not note or _other_name(note, bracket[2]) == code):
            return code
    return None


def _other_name(note: str, written: str) -> str | None:
    """The state that a note names: (Swaziland), (formerly Swaziland), (KEN)."""
    first, _, rest = note.partition(" ")
    return names().get(rest) if first in words("former") else _resolve(written)


def _is_past(code: str) -> bool:
    return bool(state_names.states()[code]["valid_until"])


def _existed(code: str, on: date) -> bool:
    row = state_names.states()[code]
    return not row["valid_until"] or row["valid_from"] <= on.isoformat() <= row["valid_until"]


def explain(written: str) -> tuple[str, str] | None:
    """The kind of problem and a sentence for a name that does not resolve, or that a written rule decides."""
    name = key(written[:LONGEST_NAME])
    if name not in ambiguous() and name.split(" ", 1)[0] in words("article"):
        name = name.partition(" ")[2]
    if rule := ambiguous().get(name):
        return "ambiguous name", rule.rule
    if (code := resolve(written)) is not None:
        row = state_names.states()[code]
        if not row["valid_until"]:
            return None
        return "ambiguous name", f"{row['name']} existed until {row['valid_until']}; its name counts only until then."
    nearest = process.extractOne(name, _suggestions(), scorer=fuzz.ratio, score_cutoff=NEAR)
    if nearest is None:
        return "unresolved state", f"{written.strip()!r} is not the name of a state that is known here."
    return "unresolved state", f"{written.strip()!r} is not a known name; did you mean {_suggestions_name(nearest[0])}?"


@cache
def _suggestions() -> tuple[str, ...]:
    return tuple(name for name in names() if len(name) > 3)


def _suggestions_name(near: str) -> str:
    return name(names()[near])


@cache
def name(code: str, language: str = "en") -> str:
    """The display name of a state or area in one of the six UN languages; English where there is no other."""
    row = state_names.states()[code]
    if language == "en":
        return row["display_name"] or row["name"]
    column = f"name_{language}"
    return _short_names().get(code, row).get(column) or row.get(column) or row["name"]


@cache
def _short_names() -> dict[str, dict[str, str]]:
    """The rows of names that are shorter than the formal ones."""
    return {row["code"]: row for row in reference.rows("state_short_names")}
