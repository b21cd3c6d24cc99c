"""Type, format and status of an event, from the words of data/reference/kind_words.csv."""

import re
from functools import cache, lru_cache

from loaders import reference
from loaders.normalise.words import fold


def event_type(text: str) -> str | None:
    """The type that a title or a cell names, or None.

    The first mention counts, and of words that stand together the last, as English puts the head last: a "training
    workshop on ... (webinar series)" is a workshop, a "workshop for the training of trainers" too.
    """
    return _first_group(text, "event_type")


def event_format(text: str) -> str | None:
    """in person, online or hybrid; hybrid also where both of the others are named."""
    found = set(_found(text, "format"))
    if "hybrid" in found or {"online", "in person"} <= found:
        return "hybrid"
    return next(iter(found), None)


def status(text: str) -> str | None:
    """held, announced or cancelled; the strongest of several: cancelled, then announced."""
    found = set(_found(text, "status"))
    return next((word for word in ("cancelled", "announced", "held") if word in found), None)


@cache
def _pattern(field: str) -> tuple[re.Pattern[str], dict[str, str]]:
    values = {fold(row["word"]): row["value"] for row in reference.rows("kind_words") if row["field"] == field}
    longest_first = sorted(values, key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})s?(?!\w)"), values


@lru_cache(maxsize=4096)
def _found(text: str, field: str) -> list[str]:
    pattern, values = _pattern(field)
    return [values[match[1]] for match in pattern.finditer(fold(text or ""))]


@lru_cache(maxsize=4096)
def _first_group(text: str, field: str) -> str | None:
    """The last of the words that stand together at the first mention: "training course", "review meeting"."""
    pattern, values = _pattern(field)
    matches = list(pattern.finditer(fold(text or "")))
    if not matches:
        return None
    chosen = matches[0]
    for following in matches[1:]:
        if following.start() - chosen.end() > 1:
            break
        chosen = following
    return values[chosen[1]]
