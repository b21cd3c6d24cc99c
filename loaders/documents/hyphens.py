"""Words divided at the end of a line."""

import csv
import re
from functools import cache
from pathlib import Path

PARTS = Path(__file__).parents[2] / "data" / "reference" / "compound_parts.csv"
HYPHENS = ("-", "\u2010", "\u2011")
LAST_WORD = re.compile(r"\w+$")
NEXT_WORD = re.compile(r"\w{1,60}")
TOKEN = re.compile(r"[\w-]+")


def join(before: str, after: str, words: frozenset[str] | set[str] = frozenset()) -> str | None:
    """What stands where a line ends in a hyphen ("" or "-"), or None when the line does not end in a divided word.

    `words` are the lower-case words of the document, compounds included: what it writes elsewhere decides first.

    >>> join("Bra-", "zil, Chile"), join("Guinea-", "Bissau"), join("9-", "11 January"), join("self-", "assessment")
    ('', '-', '-', '-')
    """
    left = LAST_WORD.search(before[-61:-1]) if before.endswith(HYPHENS) else None
    right = NEXT_WORD.match(after)
    if not left or not right:
        return None
    first, last = left[0], right[0]
    if not last[0].islower() or not first[-1].islower():
        return "-"
    whole, compound = (first + last).lower(), f"{first}-{last}".lower()
    if compound in words or whole in words:
        return "-" if compound in words else ""
    return "-" if first.lower() in _parts("first") or last in _parts("last") else ""


@cache
def _parts(place: str) -> frozenset[str]:
    """Parts of compounds that keep their hyphen when a line ends at it: "self-" (first), "-building" (last)."""
    with PARTS.open(encoding="utf-8", newline="") as file:
        return frozenset(row["part"] for row in csv.DictReader(file) if row["place"] == place)


def vocabulary(lines: list[str]) -> set[str]:
    """The words and hyphenated compounds of the lines, lower case, without those that a line end divides."""
    tokens = (token.lower() for line in lines for token in TOKEN.findall(line))
    return {token for token in tokens if not token.endswith("-")}
