"""A text made ready for reading dates and counts in it, each character still at a known place."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

_DASHES = "\u2010\u2011\u2012\u2013\u2015\u2212\uff0d\u2e3a"
_NOTE_MARKS = "\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079"
_COMMAS = "\u060c\uff0c\u3001"
_SWAPS = [(c, "-") for c in _DASHES] + [(c, "*") for c in _NOTE_MARKS] + [(c, ",") for c in _COMMAS]
_SWAPS += [("\u0130", "I"), ("\u2019", "'"), ("\uff0e", "."), ("\uff0f", "/"), ("\uff5e", "~"), ("\u301c", "~")]
_VANISHING = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u0640\u064b-\u0652\u0300-\u036f]")


class Plain(NamedTuple):
    """A text with one dash and one comma, in small letters and as written; each character's place if any moved."""

    low: str
    cased: str
    places: list[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original text."""
        return (self.places[start], self.places[end - 1] + 1) if self.places else (start, end)


def plain(text: str) -> Plain:
    """The text made ready for `tokens`."""
    places = None
    if not text.isascii():
        if _VANISHING.search(text):
            text, places = _rejoined(text)
        for old, new in _SWAPS:
            text = text.replace(old, new)
    return Plain(text.lower(), text, places)


def _rejoined(text: str) -> tuple[str, list[int]]:
    kept, places = [], []
    for i, c in enumerate(text):
        if kept and unicodedata.combining(c) and 0x300 <= ord(c) <= 0x36F:
            kept[-1] = unicodedata.normalize("NFC", kept[-1] + c)[0]
        elif not _VANISHING.match(c):
            kept.append(c)
            places.append(i)
    return "".join(kept), [*places, len(text)]


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, each letter tried once: far faster than one alternative a word."""
    tree: dict = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branches(tree)


def _branches(node: dict) -> str:
    parts = [re.escape(letter) + _branches(below) for letter, below in sorted(node.items()) if letter]
    if not parts:
        return ""
    pattern = parts[0] if len(parts) == 1 and "" not in node else f"(?:{'|'.join(parts)})"
    return f"{pattern}?" if "" in node else pattern
