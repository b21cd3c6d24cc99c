"""Readers of one kind of value each: states, organisations, places, dates, counts, kinds of event."""

from typing import Any, NamedTuple


class Mention(NamedTuple):
    """A value found in a text: where it stands (text[start:end] == written) and what it was read as."""

    start: int
    end: int
    written: str
    value: Any
    kind: str = ""
