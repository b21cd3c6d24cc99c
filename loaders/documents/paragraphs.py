"""Rows below one another -> paragraphs: lines unwrapped, footnotes at the foot taken out."""

import re
from itertools import pairwise
from typing import NamedTuple

from . import hyphens
from .rows import Page, Row

ITEM = re.compile(r"^(\(?(\d{1,3}|[a-z]|[ivx]{1,5})[.)]|[-–•▪●◦o])\s")
LABEL = re.compile(r"^[A-ZÀ-Þ][^.:;,]{1,40}:(\s|$)")
MARKED = re.compile(r"^([¹²³⁴-⁹⁰]+|[*†‡]+)")
ENDED = re.compile(r"[.!?:;][\"'”’»)\]]*$")
NARROW = 14  # type sizes that a column of text is wide at least, however short its lines
FOOTNOTE = 0.92  # of the body's type size: the most that a footnote has


class Block(NamedTuple):
    """A paragraph, list item or table row.

    `gap`: a blank line stands before it. `full`: its last line reaches the column's edge. `top`: it is the first of a
    column, so that it may go on with the sentence that the column before breaks off.
    """

    text: str
    gap: bool = False
    full: bool = False
    top: bool = False


def paragraphs(page: Page, lines: list[Row], body: float, blocks: list[Block], notes: list[str]) -> None:
    """Add the paragraphs of a column to `blocks`, and the footnotes at its foot to `notes`."""
    if not lines:
        return
    foot = _foot(page, lines, body)
    edge = max(line.x1 for line in lines)
    blocks += _split(lines[:foot], edge)
    for k, line in enumerate(lines[foot:]):
        if k == 0 or MARKED.match(line.text):
            notes.append(line.text)
        else:
            hyphen = hyphens.join(notes[-1], line.text)
            notes[-1] = notes[-1] + " " + line.text if hyphen is None else notes[-1][:-1] + hyphen + line.text


def _foot(page: Page, lines: list[Row], body: float) -> int:
    """Where the footnotes of a column start: small type at its foot, below a rule or with a mark."""
    small = len(lines)
    while small and lines[small - 1].size <= FOOTNOTE * body and lines[small - 1].base > 0.4 * page.height:
        small -= 1
    for k in range(small, len(lines)):
        above = lines[k - 1].base if k else lines[k].base - 4 * body
        rule = any(above < y < lines[k].base and x0 < lines[k].x1 and x1 > lines[k].x0 for y, x0, x1 in page.rules)
        if MARKED.match(lines[k].text) or (rule and k == small):
            return k
    return len(lines)


def _split(lines: list[Row], edge: float) -> list[Block]:
    """The paragraphs of lines below one another."""
    if not lines:
        return []
    steps = sorted(below.base - above.base for above, below in pairwise(lines))
    usual = steps[len(steps) // 5] if steps else 0.0
    edge = max(edge, min(line.x0 for line in lines) + NARROW * lines[0].size)
    parts: list[tuple[list[Row], bool]] = [([lines[0]], True)]
    for above, below in pairwise(lines):
        step = below.base - above.base
        apart = step > 1.35 * min(max(usual, above.size), 2.4 * above.size)
        if apart or ITEM.match(below.text) or not _wraps(above, below, edge):
            parts.append(([below], apart))
        else:
            parts[-1][0].append(below)
    return [Block(unwrapped(part, edge, " "), gap, _full(part[-1], edge)) for part, gap in parts]


def _full(line: Row, edge: float) -> bool:
    return line.x1 > edge - 8 * line.size


def _wraps(above: Row, below: Row, edge: float) -> bool:
    """Whether a line goes on in the next: the next word had no room, and nothing begins anew there."""
    room = edge - above.x1
    needed = 0.25 * above.size + below.words[0].x1 - below.words[0].x0
    if above.text.endswith(("-", "\u00ad")) and below.text[0].isalnum():
        needed += above.size
    if needed < room - 0.3 * above.size or abs(above.size - below.size) > 0.12 * above.size:
        return False
    if ITEM.match(below.text) or LABEL.match(below.text):
        return False
    return not (below.x0 > above.x0 + 0.8 * above.size and ENDED.search(above.text))


def unwrapped(lines: list[Row], edge: float, otherwise: str) -> str:
    """Lines as one string: a space where a line wraps, `otherwise` where it ends; divided words joined."""
    if not lines:
        return ""
    texts = [line.text for line in lines]
    vocabulary = hyphens.vocabulary(texts)
    joined = texts[0]
    for (above, below), following in zip(pairwise(lines), texts[1:], strict=True):
        hyphen = hyphens.join(joined, following, vocabulary)
        if hyphen is not None:
            joined = joined[:-1] + hyphen + following
        else:
            joined += (" " if _wraps(above, below, edge) else otherwise) + following
    return joined
