"""The words that values came from, marked in the text of the document that they stand in."""

import re
from functools import lru_cache
from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

import loaders
from loaders import documents
from outreach.views.parts import plain

_PLACE = re.compile(r"characters (\d+)-(\d+)$")
Mark = tuple[int, int, str]  # first character, the one after the last, what it says


def draw(evidence: pd.DataFrame, folder: Path, field_names: dict[str, str]) -> None:
    """For each document that tells of the event: on demand, its lines with the words marked.

    `evidence`: the rows of one event; `folder`: where the sources lie.
    """
    for source, rows in evidence.groupby("source", sort=False):
        path = folder / source
        marks = found_in(rows, field_names)
        if not marks or "#" in source or not path.is_file() or loaders.reader_of(path) != "notes":
            continue
        if not st.toggle(f"Show the words in {plain(source)}", key=f"text-{source}"):
            continue
        try:
            text = _text(path, path.stat().st_mtime_ns)
        except loaders.Unreadable as error:
            st.warning(plain(str(error)))
            continue
        st.html(marked(text, marks))


@lru_cache(maxsize=16)
def _text(path: Path, _changed: int) -> str:
    return documents.read(path).text


def found_in(rows: pd.DataFrame, field_names: dict[str, str]) -> list[Mark]:
    """Where the words of a source stand, in order; what overlaps an earlier place is told there too."""
    marks: dict[tuple[int, int], list[str]] = {}
    for row in rows.itertuples():
        place = _PLACE.search(str(row.locator))
        if place and row.field != "same_event":
            name = field_names.get(row.field, row.field.replace("_", " "))
            marks.setdefault((int(place[1]), int(place[2])), []).append(f"{name}: {row.value}")
    return [(start, end, "; ".join(dict.fromkeys(said))) for (start, end), said in sorted(marks.items())]


def marked(text: str, marks: list[Mark]) -> str:
    """The lines of the text that hold a mark, as HTML in which nothing from the text is markup."""
    parts, at, passed = [], 0, False
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        own = [mark for mark in marks if max(mark[0], start) < min(mark[1], at - 1)]
        if own:
            gap = '<p class="gap">…</p>' if parts and passed else ""
            parts.append(f"{gap}<p>{_line(line, start, own)}</p>")
        passed = not own and (passed or bool(line.strip()))
    return f'<div class="marked">{"".join(parts)}</div>'


def _line(line: str, offset: int, marks: list[Mark]) -> str:
    """One line with its marks; of marks that overlap only the first is drawn, with what all of them say."""
    out, done = [], 0
    for group in _apart(marks):
        start, end = max(group[0][0] - offset, 0), min(max(mark[1] for mark in group) - offset, len(line))
        said = "; ".join(mark[2] for mark in group)
        out += [escape(line[done:start]), f'<mark title="{escape(said)}">{escape(line[start:end])}</mark>']
        done = end
    return "".join([*out, escape(line[done:])])


def _apart(marks: list[Mark]) -> list[list[Mark]]:
    """The marks in groups of those that overlap."""
    groups: list[list[Mark]] = []
    for mark in marks:
        if groups and mark[0] < max(other[1] for other in groups[-1]):
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return groups
