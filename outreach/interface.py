"""The words of the interface that say no finding: names of pages, filters and options, and what an empty page advises.

Sentences that state a finding stand beside the numbers they are made of.
"""

from functools import cache

from loaders import reference

TILES = ("events", "participants", "states named", "organisations")  # the numbers that head a page or a report


def words(key: str) -> str:
    """The text of a key of data/reference/interface.csv; a key that is not there is a mistake in the code."""
    return _texts()[key]


def name_of(field: str, value: str) -> str:
    """The name of an option of a filter or a control; the value itself where it needs no other name."""
    return _texts().get(f"option.{field}.{value}", value)


@cache
def _texts() -> dict[str, str]:
    return {row["key"]: row["text"] for row in reference.rows("interface")}
