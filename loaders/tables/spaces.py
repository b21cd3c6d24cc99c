"""Columns set apart by runs of spaces (fixed width, as from a printout) -> cells."""

import re
from collections.abc import Iterator

from loaders.tables.columns import by_header

FEWEST = 3  # columns; two are labels and what they say
LOOKED_AT = 12  # lines in which the header is sought
USUAL = 0.9  # share of the lines that are blank where one column ends and the next begins
LABEL = re.compile(r"\S+(?:[ ]\S+)*")  # single spaces are within a label

APART = re.compile(r"\S\s{2,}\S")


def columns(lines: list[str], within: int = LOOKED_AT) -> list[int] | None:
    """Where each column begins, or None where no line up to `within` is a header over columns of its own."""
    lines = [line.rstrip().expandtabs() for line in lines]
    for at, line in enumerate(lines[:within]):
        labels = list(LABEL.finditer(line))
        below = [other for other in lines[at + 1 :] if APART.search(other.strip())]
        if len(labels) >= FEWEST and below and sum(_names(label[0]) for label in labels) >= FEWEST - 1:
            starts = _starts(labels, below)
            if starts and len(below) >= USUAL * sum(bool(other) for other in lines[at + 1 :]) - 2:
                return starts
    return None


def _names(label: str) -> bool:
    return (by_header(label) or ("", 0.0))[1] == 1


def _starts(labels: list[re.Match[str]], below: list[str]) -> list[int] | None:
    """The position between each label and the next at which nearly every line is blank; the last such position."""
    found = [0]
    for label, following in zip(labels, labels[1:], strict=False):
        free = [
            position + 1
            for position in range(label.start() + 1, following.start())
            if sum(line[position : position + 1] not in ("", " ") for line in below) <= max(1, (1 - USUAL) * len(below))
            and position >= label.end()
        ]
        if not free:
            return None
        found.append(free[-1])
    return found


def cells(line: str, starts: list[int]) -> list[str]:
    """The cells of one line; a word that runs over where its column ends stays whole, as does a line of text."""
    line = line.rstrip().expandtabs()
    if not any(map(str.isalnum, line)):
        return []  # a rule
    if not APART.search(line.strip()):
        return [line.strip()]
    edges = list(_edges(line, starts))
    return [line[start:end].strip() for start, end in zip(edges, [*edges[1:], len(line)], strict=True)]


def _edges(line: str, starts: list[int]) -> Iterator[int]:
    for start in starts:
        while 0 < start < len(line) and line[start - 1] != " ":
            start += 1
        yield min(start, len(line))
