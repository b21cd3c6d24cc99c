"""Rows -> regions with empty lanes all the way down, and whether these part columns of text or cells of a table."""

import re
from itertools import pairwise

from .paragraphs import MARKED
from .rows import Page, Row, Word, rows

LABELLED = re.compile(r"\S[^:]{1,40}:\s+\S")  # in a table the value would stand in the next cell
GUTTER = 0.8  # of the type size: the least width of the empty lane between two columns


def region(
    lines: list[Row], start: int, rules: list[tuple[float, float, float]]
) -> tuple[int, list[tuple[float, float]]]:
    """The end of the rows from `start` on that leave lanes empty all the way down, and these lanes."""
    if start + 1 >= len(lines):
        return start, []
    size = min(lines[start].size, lines[start + 1].size)
    lanes = _lanes(lines[start].words + lines[start + 1].words, GUTTER * size)
    if not lanes or not _near(lines[start], lines[start + 1]):
        return start, []
    below = _lanes(lines[start + 1].words, GUTTER * size)
    if below and not _lanes(lines[start].words, GUTTER * size):
        if _crosses(lines[start], below):
            return start, []  # a line of text above a table
        if lines[start].x1 <= below[0][1]:  # a heading of a table, or the first line of a column
            end, lanes = region(lines, start + 1, rules)
            return (end, lanes) if lanes and is_text(columns(lines[start:end], lanes)) else (start, [])
    end = start + 2
    while end < len(lines) and _near(lines[end - 1], lines[end]) and not MARKED.match(lines[end].words[0].text):
        left = [lane for old in lanes for lane in _cut(old, lines[end], GUTTER * size)]
        whole = not _lanes(lines[end].words, GUTTER * size)
        if not left or (whole and len(left) < len(lanes) and lines[end].x0 < lanes[0][0]):
            break
        lanes = left
        end += 1
    if end < len(lines):
        end = _without_heading(lines, start, end, lanes)
    drawn = sorted({round(y) for y, *_ in rules if lines[start].base - 2 * size < y < lines[end - 1].base + size})
    while len(drawn) > 2 and end - start > 2 and lines[end - 1].base > drawn[-1] and _left_of(lines[end - 1], lanes):
        end -= 1  # below the last rule of a table
    lanes = [lane for lane in lanes if _both_sides(lines[start:end], lane, bool(drawn))]
    return (end, lanes) if lanes and end - start > 1 else (start, [])


def _crosses(row: Row, lanes: list[tuple[float, float]]) -> bool:
    return any(word.x0 < lane[1] and word.x1 > lane[0] for word in row.words for lane in lanes)


def _left_of(row: Row, lanes: list[tuple[float, float]]) -> bool:
    return row.x1 <= lanes[0][0]


def _near(above: Row, below: Row) -> bool:
    return below.base - above.base < 4.5 * max(above.size, below.size)


def _lanes(found: list[Word], least: float) -> list[tuple[float, float]]:
    """The empty lanes between words that are seen from above."""
    lanes, reach = [], None
    for word in sorted(found, key=lambda w: w.x0):
        if reach is not None and word.x0 - reach >= least:
            lanes.append((reach, word.x0))
        reach = word.x1 if reach is None else max(reach, word.x1)
    return lanes


def _cut(lane: tuple[float, float], row: Row, least: float) -> list[tuple[float, float]]:
    """What a row leaves of a lane, when it is still wide enough."""
    a, b = lane
    for word in row.words:
        if word.x1 <= a or word.x0 >= b:
            continue
        if word.x0 - a >= b - word.x1:
            b = word.x0
        else:
            a = word.x1
    return [(a, b)] if b - a >= least else []


def _without_heading(lines: list[Row], start: int, end: int, lanes: list[tuple[float, float]]) -> int:
    """The end of a region that full rows follow, without the heading of what follows at its left edge."""
    gaps = sorted(below.base - above.base for above, below in pairwise(lines[start:end]))
    usual = gaps[len(gaps) // 2]
    last = end
    while last > start + 2 and _left_of(lines[last - 1], lanes):
        last -= 1
        if lines[last].base - lines[last - 1].base > 1.3 * usual:
            end = last
    return end


def _both_sides(inside: list[Row], lane: tuple[float, float], drawn: bool) -> bool:
    """Whether a lane parts columns: enough rows on both sides, or so wide that no space between words is it."""
    left = sum(row.x0 < lane[0] for row in inside)
    right = sum(row.x1 > lane[1] for row in inside)
    wide = lane[1] - lane[0] > 2 * inside[0].size
    return min(left, right) > (1 if drawn or wide else 2) or (min(left, right) == 1 and wide)


def columns(inside: list[Row], gutters: list[tuple[float, float]]) -> list[list[Word]]:
    """The words of the rows on each side of the lanes."""
    sides: list[list[Word]] = [[] for _ in range(len(gutters) + 1)]
    for row in inside:
        for word in row.words:
            sides[sum(word.x0 >= lane[0] + 0.5 * (lane[1] - lane[0]) for lane in gutters)].append(word)
    return sides


def is_text(sides: list[list[Word]]) -> bool:
    """Whether every column is running text, not the cells of a table; labels with their values are text too."""
    if sum(bool(LABELLED.match(line.text)) for line in rows(sides[0])) > 1:
        return True
    if _halves(sides):
        return True
    widths = []
    for column in sides:
        lines = rows(column)
        if len(lines) < 3:
            return False
        left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
        widths.append(right - left)
        full = sum(line.x1 - line.x0 > 0.6 * (right - left) for line in lines)
        if full < 0.5 * len(lines) or len(column) < 3.5 * len(lines):
            return False
    return min(widths) > 0.45 * max(widths)


def _halves(sides: list[list[Word]]) -> bool:
    """Whether two columns halve the page and both hold about as many lines of several words: no labels on the left."""
    if len(sides) != 2 or not all(sides):
        return False
    left, right = (rows(side) for side in sides)
    x0, x1 = min(line.x0 for line in left), max(line.x1 for line in right)
    middle = (min(line.x0 for line in right) - x0) / (x1 - x0)
    worded = all(len(side) > 3.2 * len(lines) for side, lines in zip(sides, (left, right), strict=True))
    return worded and 0.48 < middle < 0.56 and min(len(left), len(right)) > 5 and len(left) > 0.7 * len(right)


def ruled(page: Page, inside: list[Row], gutters: list[tuple[float, float]]) -> bool:
    """Whether rules cross the lanes between the rows, as only in tables."""
    top, bottom = inside[0].base, inside[-1].base
    crossing = {
        round(y)
        for y, x0, x1 in page.rules
        if top < y < bottom and any(x0 < lane[0] and x1 > lane[1] for lane in gutters)
    }
    lefts = {round(y) for y, x0, x1 in page.rules if top < y < bottom and x1 - x0 < gutters[0][1] + 20}
    return len(crossing) > 1 or len(lefts) > 3
