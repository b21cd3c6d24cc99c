"""What single words in a table say: the rows of data/reference/column_words.csv and cell_words.csv."""

import re
from functools import cache

from loaders import reference
from loaders.normalise.words import fold

BETWEEN = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
FIRST_WORD = re.compile(r"[^\W_]+")
SEPARATORS = re.compile(r"[\W_]+")


def key(text: str) -> str:
    """The comparison key of a header or cell word: "startDate", "start_date" and "Start date:" are one."""
    return SEPARATORS.sub(" ", fold(BETWEEN.sub(" ", text))).strip()


@cache
def column_words() -> dict[str, tuple[str, str]]:
    """Header words -> (field, language)."""
    return {key(row["word"]): (row["field"], row["language"]) for row in reference.rows("column_words")}


@cache
def cell_words(field: str) -> dict[str, str]:
    """Folded cell words -> what they mean in a column of this kind."""
    return {row["word"]: row["meaning"] for row in reference.rows("cell_words") if row["field"] == field}


def is_blank(text: str) -> bool:
    """Does the cell only say that nothing is known: "-", "TBC", "N/A"? ("NA" is Namibia and no blank.)"""
    return fold(text).strip("()[] ") in cell_words("any") or not fold(text)


def meaning(field: str, text: str) -> str | None:
    """What a cell's word means in a column of this kind, or None."""
    folded = fold(text)
    return cell_words(field).get(folded) or cell_words(field).get(key(text))


def row_kind(text: str) -> str | None:
    """total or footnote, for the first cell of a row that is no record; "TotalEnergies" is neither."""
    head = re.split(r"[:\d(]", fold(text), maxsplit=1)[0].strip(" .-:")
    found = cell_words("row").get(SEPARATORS.sub(" ", head).strip())
    if found == "footnote" and ":" not in text and fold(text).strip(" .") != head:
        return None
    return found


@cache
def _row_beginnings() -> frozenset[str]:
    return frozenset(FIRST_WORD.search(word)[0] for word in cell_words("row") if FIRST_WORD.search(word))


def may_be_no_record(text: str) -> bool:
    """Could a cell's first word be that of a total or a note? (Quick: most cells are neither.)"""
    first = FIRST_WORD.search(text)
    return bool(first) and (not text.isascii() or first[0].lower() in _row_beginnings())


def begins_total(text: str) -> bool:
    """Are the first words those of a row of totals: "Sub-total Africa", "Total number of participants"?"""
    tokens = SEPARATORS.sub(" ", fold(text)).split()
    return any(cell_words("row").get(" ".join(tokens[:n])) == "total" for n in (1, 2, 3))


def is_stamp(text: str) -> bool:
    """Does a line say when a table was made ("as of 31 December", "Generated on ..."), not when an event was?"""
    head = re.split(r"[:\d]", fold(text), maxsplit=1)[0].strip(" .-")
    return cell_words("row").get(head) == "footnote"


def is_estimate(header: str) -> bool:
    """Does a header call its numbers estimates?"""
    return any(token in cell_words("estimate") for token in key(header).split())
