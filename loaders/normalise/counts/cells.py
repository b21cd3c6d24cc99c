"""One cell of a column of counts."""

import re
from typing import NamedTuple

from loaders.normalise.counts import numerals, vocabulary
from loaders.normalise.plain import plain

LONGEST_CELL = 120


class Count(NamedTuple):
    """A whole number and how it bounds the real one: exact, at least, about or at most."""

    value: int
    bound: str = "exact"


_FOOTNOTE = re.compile(r"[\s¹²³⁰⁴-⁹*†‡]+$")
_WHOLE = re.compile(rf"({numerals.FIGURES.pattern})(?:[.,]0+)?(?![\w.,'’]*\d)")
_IN_BRACKETS = re.compile(r"\s*[(\[](?=[^)\]]*[)\]]\s*$)([^)\]]*)[)\]]\s*$")
_SYMBOL = re.compile(r"(?:>=|<=|\+/-|[~≈∼±><≥≤])\s*")
_RANGE = re.compile(r"\s*(?:-|—|to|à|a)\s*")


def parse(written: str) -> Count | None:
    """The count that the whole cell is, with its bound; None where it is anything else, also below zero."""
    if not written or len(written) > LONGEST_CELL:
        return None
    text = plain(written).low.strip()
    text = _FOOTNOTE.sub("", text)
    bracket = _IN_BRACKETS.search(text)
    note = ""
    if bracket and bracket.start():
        text, note = text[: bracket.start()], bracket[1].strip()
    bound, text = _leading_bound(text)
    number, rest = _number(text)
    if number is None:
        return None
    value, about = number
    upper = _upper(rest)
    if upper is not None and upper[0] > value:
        bound, rest = "at least", upper[1]
    elif upper is not None:
        return None
    after, rest = _trailing_bound(rest)
    if rest and not _people_or_states(rest.strip()):
        return None
    noted = vocabulary.bounds("before").get(note) or vocabulary.bounds("after").get(note, "")
    return Count(value, bound or after or about or noted or "exact")


def _leading_bound(text: str) -> tuple[str, str]:
    symbol = _SYMBOL.match(text)
    if symbol:
        return vocabulary.bounds("before")[symbol.group().strip()], text[symbol.end() :]
    words = text.split(" ")
    total = {"a total of", "total", "total:", "un total de"}
    for n in range(min(4, len(words) - 1), 0, -1):
        phrase = " ".join(words[:n])
        rest = " ".join(words[n:]).strip()
        if phrase in total:
            return _leading_bound(rest)
        if phrase in vocabulary.bounds("before"):
            return vocabulary.bounds("before")[phrase], _leading_bound(rest)[1] if rest.startswith("a total") else rest
    stuck = re.match(r"(c\.|ca\.|approx\.|env\.|aprox\.|d'|c\.?\s)\s?(?=\d)", text)
    if stuck:
        return "about", text[stuck.end() :]
    return "", text


def _number(text: str) -> tuple[tuple[int, str] | None, str]:
    figure = _WHOLE.match(text)
    if figure:
        value = int("".join(c for c in figure[1] if c.isdecimal()))
        rest = text[figure.end() :]
        repeated = rest[:1].isalpha() or rest[:1] in "%/:"
        return (None, text) if (rest and repeated) or value > numerals.LARGEST else ((value, ""), rest)
    article = re.match(r"(half an? |half-a-|media |medio |an? |une? |una )(?=[^\W\d_])", text)
    number = numerals.at(text, article.end()) if article and numerals.anchor().match(text, article.end()) else None
    if number:
        roles = {role for role, _ in numerals.words()[re.match(r"[^\W\d_]+", text[number.start :]).group()].values()}
        if roles & {"hundred", "thousand", "group", "about"}:
            halved = number.value // 2 if article[1].startswith(("half", "medi")) else number.value
            return (halved, number.bound), text[number.end :]
    if text.startswith(("zero", "cero", "zéro")):
        return (0, ""), text[4:]
    number = numerals.at(text, 0) if numerals.anchor().match(text) else None
    if number is None:
        return None, text
    rest = text[number.end :]
    return (None, text) if rest[:1].isalpha() or re.match(r"-\w", rest) else ((number.value, number.bound), rest)


def _upper(rest: str) -> tuple[int, str] | None:
    link = _RANGE.match(rest)
    if not link or not link.group().strip():
        return None
    number, rest = _number(rest[link.end() :])
    return (number[0], rest) if number else None


def _trailing_bound(rest: str) -> tuple[str, str]:
    text = rest.strip()
    if text.startswith("+"):
        return "at least", text[1:]
    if text == "?":
        return "about", ""
    words = re.split(r"[\s-]", text.lstrip("-"))
    for n in range(min(2, len(words)), 0, -1):
        bound = vocabulary.bounds("after").get(" ".join(words[:n]))
        if bound:
            return bound, " ".join(words[n:])
    return "", text


def _people_or_states(rest: str) -> bool:
    """Whether what follows a number is a counted noun, perhaps with adjectives, and nothing more."""
    words = re.sub(r"^(?:de |d'|of )", "", rest.strip(" .:")).split()
    if not words or len(words) > 6 or any(not re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)*", word) for word in words):
        return not words
    for n in range(len(words)):
        kinds = set(vocabulary.nouns().get(" ".join(words[n:]), {}).values())
        if kinds & {"people", "state", "gender", "part", "member"}:
            return True
    return words == ["pax"] or words == ["approx"]
