"""The words of dates from data/reference/date_words.csv, and the tokens that text is cut into."""

import unicodedata
from functools import cache
from typing import Any, NamedTuple

from loaders import reference

KINDS = {"to": "R", "and": "S", "from": "f", "between": "b", "filler": "o", "early": "p", "in": "i"}
# Month words that are also everyday words of another language: they count only beside a year.
DOUBTFUL = frozenset(
    ["ago", "gen", "gru", "lip", "lis", "lug", "lut", "luty", "mag", "maj", "out", "set", "sie", "sty"]
)
# These too, where they are written without a capital.
VERBS = frozenset(["dec", "mar", "march", "may", "sep"])
DOTTED = ("de", "pl")


class Token(NamedTuple):
    """A piece of text, its kind and what it means."""

    kind: str
    value: Any
    start: int
    end: int


class Month(NamedTuple):
    """A month word: is it an abbreviation, does it need a year beside it, do its languages write "9. Januar"."""

    number: int
    short: bool
    doubtful: bool
    dotted: bool


class Numeric(NamedTuple):
    """A date in figures, as written; `day_first` None when both orders are possible; `tells` if it shows the order."""

    year: int
    first: int
    second: int
    day_first: bool | None = True
    tells: bool = False


@cache
def words() -> dict[str, tuple[str, Any]]:
    """Every date word in small letters, with and without accents -> its kind and meaning."""
    table: dict[str, tuple[str, Any]] = {}
    for row in sorted(reference.rows("date_words"), key=lambda row: row["kind"] in ("month", "abbreviation")):
        word, kind = row["word"], row["kind"]
        if kind in ("month", "abbreviation"):
            old = table.get(word, ("", None))[1]
            dotted = row["language"] in DOTTED or (isinstance(old, Month) and old.dotted)
            short = kind == "abbreviation" and not (isinstance(old, Month) and not old.short)
            entry = ("M", Month(int(row["value"]), short, word in DOUBTFUL or word in VERBS, dotted))
        elif kind == "weekday":
            entry = ("W", int(row["value"]))
        elif kind == "first day":
            entry = ("D", 1)
        elif kind in KINDS:
            entry = (KINDS[kind], None)
        else:
            continue
        if entry[0] == "M" or word not in table:
            table[word] = entry
    for word, entry in list(table.items()):
        if entry[0] in "MW":
            table.setdefault(_unaccented(word), entry)
    return table


def _unaccented(word: str) -> str:
    if not word.isascii() and "a" <= word[0].lower() <= "ÿ":
        return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return word
