"""Characters with places -> words, rows, and blocks in reading order: columns of text, tables, paragraphs."""

import re
from itertools import pairwise
from typing import NamedTuple

from . import hyphens

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
GLUED = re.compile(r"^(\d+)(?=[A-Z][a-z]{2})")  # "12Kenya": a right-aligned number that touches the next column
ITEM = re.compile(r"^(\(?(\d{1,3}|[a-z]|[ivx]{1,5})[.)]|[-–•▪●◦o])\s")
LABEL = re.compile(r"^[A-ZÀ-Þ][^.:;,]{1,40}:(\s|$)")
MARKED = re.compile(r"^([¹²³⁴-⁹⁰]+|[*†‡]+)")
ENDED = re.compile(r"[.!?:;][\"'”’»)\]]*$")
GUTTER = 0.8  # of the type size: the least width of the empty lane between two columns
NARROW = 14  # type sizes that a column of text is wide at least, however short its lines
FOOTNOTE = 0.92  # of the body's type size: the most that a footnote has


class Glyph(NamedTuple):
    """A character: where it stands, its baseline and size, and whether a space stands before it (2: a real one)."""

    char: str
    x0: float
    x1: float
    base: float
    size: float
    space: int


class Page(NamedTuple):
    """The characters of a page, coordinates from its top left, and its horizontal rules (y, x0, x1) in order."""

    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[tuple[float, float, float]] = []


class Word(NamedTuple):
    """Characters without a space between them."""

    text: str
    x0: float
    x1: float
    base: float
    size: float


class Row(NamedTuple):
    """Words at one height, from left to right: where they start and end, and the largest type among them."""

    words: list[Word]
    base: float
    x0: float
    x1: float
    size: float
    text: str  # a space between words, a tab where their distance is that of a column

    @classmethod
    def of(cls, words: list[Word]) -> "Row":
        """The row that these words make."""
        words = sorted(words, key=lambda word: word.x0)
        size = max(word.size for word in words)
        text = words[0].text
        for left, right in pairwise(words):
            text += ("\t" if right.x0 - left.x1 > 2.5 * size else " ") + right.text
        return cls(words, words[0].base, words[0].x0, max(word.x1 for word in words), size, text)


class Block(NamedTuple):
    """A paragraph, list item or table row.

    `gap`: a blank line stands before it. `full`: its last line reaches the column's edge. `top`: it is the first of a
    column, so that it may go on with the sentence that the column before breaks off.
    """

    text: str
    gap: bool = False
    full: bool = False
    top: bool = False


class Flow(NamedTuple):
    """What a page says in reading order, and the footnotes at the feet of its columns."""

    blocks: list[Block]
    notes: list[str]


def words(glyphs: list[Glyph]) -> list[Word]:
    """The words; raised digits become ¹²³ at the word that they touch, raised letters are letters ("17th")."""
    found: list[Word] = []
    for run, spaced in _runs(glyphs):
        last = found[-1] if found else None
        if last and (merged := _attached(last, run, spaced)):
            found[-1] = merged
            continue
        if last and _is_mark(last, run):
            found[-1] = last._replace(text=last.text.translate(SUPERSCRIPT), base=run.base)
        elif last and _is_mark(run, last):
            run = run._replace(text=run.text.translate(SUPERSCRIPT), base=last.base)
        found.append(run)
    spread = []
    for word in found:
        glued = GLUED.match(word.text)
        if glued:
            middle = word.x0 + (word.x1 - word.x0) * glued.end() / len(word.text)
            spread.append(word._replace(text=glued[1], x1=middle))
            word = word._replace(text=word.text[glued.end() :], x0=middle)
        spread.append(word)
    return spread


def _runs(glyphs: list[Glyph]) -> list[tuple[Word, bool]]:
    """Characters that stand side by side at one size and height, each with whether a space stands before it."""
    runs: list[tuple[Word, bool]] = []
    part: list[Glyph] = []

    def close() -> None:
        if part:
            first = part[0]
            word = Word("".join(g.char for g in part), first.x0, max(g.x1 for g in part), first.base, first.size)
            runs.append((word, bool(first.space)))

    for glyph in glyphs:
        if part:
            last = part[-1]
            gap = glyph.x0 - last.x1
            same = abs(glyph.base - last.base) < 0.08 * last.size and abs(glyph.size - last.size) < 0.08 * last.size
            spaced = glyph.space == 2 or gap > (0.12 if glyph.space else 0.25) * glyph.size
            if spaced or not same or gap < -0.6 * glyph.size:
                close()
                part = [glyph._replace(space=int(spaced))]
                continue
        part.append(glyph)
    close()
    return runs


def _attached(last: Word, run: Word, spaced: bool) -> Word | None:
    """The two as one word when the smaller is a raised or lowered sign of the other, or nothing parts them."""
    gap = run.x0 - last.x1
    big, small = (last, run) if last.size >= run.size else (run, last)
    if spaced or not -0.5 * big.size < gap < 0.25 * big.size:
        return None
    rise = big.base - small.base
    x1 = max(last.x1, run.x1)
    if abs(rise) < 0.08 * big.size:
        return Word(last.text + run.text, last.x0, x1, big.base, big.size)
    if small.size > 0.85 * big.size or not -0.6 * big.size < rise < 0.8 * big.size:
        return None
    shown = small.text.translate(SUPERSCRIPT) if rise > 0 else small.text
    text = last.text + shown if small is run else shown + run.text
    return Word(text, last.x0, x1, big.base, big.size)


def _is_mark(mark: Word, word: Word) -> bool:
    """Whether a small raised number or sign stands close to a word, with a space between them."""
    near = -0.2 < max(word.x0 - mark.x1, mark.x0 - word.x1) / word.size < 1
    raised = 0.08 < (word.base - mark.base) / word.size < 0.8 and mark.size < 0.85 * word.size
    return near and raised and (mark.text.isdigit() or not mark.text.isalnum())


def rows(found: list[Word]) -> list[Row]:
    """The words gathered by height, from the top down; raised marks that stand alone join the row they touch."""
    gathered: list[list[Word]] = []
    for word in sorted(found, key=lambda w: (w.base, w.x0)):
        if gathered and word.base - gathered[-1][0].base < 0.35 * max(word.size, gathered[-1][0].size):
            gathered[-1].append(word)
        else:
            gathered.append([word])
    return [Row.of(row) for row in gathered]


def flow(page: Page, lines: list[Row], body: float) -> Flow:
    """The rows of a page in reading order; `body` is the type size of the document's text."""
    blocks: list[Block] = []
    notes: list[str] = []
    plain: list[Row] = []
    i = 0
    while i < len(lines):
        end, gutters = _region(lines, i, page.rules)
        if not gutters:
            plain.append(lines[i])
            i += 1
            continue
        region = lines[i:end]
        columns = _columns(region, gutters)
        _paragraphs(page, plain, body, blocks, notes)
        plain = []
        if _is_text(columns) and not _ruled(page, region, gutters):
            for k, column in enumerate(columns):
                inner = flow(page, rows(column), body)
                blocks += [block._replace(top=block.top or (k > 0 and n == 0)) for n, block in enumerate(inner.blocks)]
                notes += inner.notes
        else:
            blocks += _table(page, region, gutters)
        i = end
    _paragraphs(page, plain, body, blocks, notes)
    return Flow(blocks, notes)


def _region(
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
            end, lanes = _region(lines, start + 1, rules)
            return (end, lanes) if lanes and _is_text(_columns(lines[start:end], lanes)) else (start, [])
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


def _both_sides(region: list[Row], lane: tuple[float, float], drawn: bool) -> bool:
    """Whether a lane parts columns: enough rows on both sides, or so wide that no space between words is it."""
    left = sum(row.x0 < lane[0] for row in region)
    right = sum(row.x1 > lane[1] for row in region)
    wide = lane[1] - lane[0] > 2 * region[0].size
    return min(left, right) > (1 if drawn or wide else 2) or (min(left, right) == 1 and wide)


def _columns(region: list[Row], gutters: list[tuple[float, float]]) -> list[list[Word]]:
    columns: list[list[Word]] = [[] for _ in range(len(gutters) + 1)]
    for row in region:
        for word in row.words:
            columns[sum(word.x0 >= lane[0] + 0.5 * (lane[1] - lane[0]) for lane in gutters)].append(word)
    return columns


def _is_text(columns: list[list[Word]]) -> bool:
    """Whether every column is running text, not the cells of a table."""
    widths = []
    for column in columns:
        lines = rows(column)
        if len(lines) < 3:
            return False
        left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
        widths.append(right - left)
        full = sum(line.x1 - line.x0 > 0.6 * (right - left) for line in lines)
        if full < 0.5 * len(lines) or len(column) < 3.5 * len(lines):
            return False
    return min(widths) > 0.45 * max(widths)


def _ruled(page: Page, region: list[Row], gutters: list[tuple[float, float]]) -> bool:
    """Whether rules cross the lanes between the rows, as only in tables."""
    top, bottom = region[0].base, region[-1].base
    crossing = {
        round(y)
        for y, x0, x1 in page.rules
        if top < y < bottom and any(x0 < lane[0] and x1 > lane[1] for lane in gutters)
    }
    lefts = {round(y) for y, x0, x1 in page.rules if top < y < bottom and x1 - x0 < gutters[0][1] + 20}
    return len(crossing) > 1 or len(lefts) > 3


def _table(page: Page, region: list[Row], gutters: list[tuple[float, float]]) -> list[Block]:
    """One block a row of the table, its cells separated by tabs."""
    edges = [max((w.x1 for w in column), default=0.0) for column in _columns(region, gutters)]
    groups = _table_rows(page, region, gutters)
    steps = [below[0].base - above[-1].base for above, below in pairwise(groups)]
    usual = sorted(steps)[len(steps) // 2] if steps else 0.0
    blocks = []
    for group, step in zip(groups, [None, *steps], strict=True):
        cells = [rows(cell) for cell in _columns(group, gutters)]
        texts = [_unwrapped(lines, edge, " ") for lines, edge in zip(cells[:-1], edges, strict=False)]
        texts.append(_unwrapped(cells[-1], edges[-1], "\n"))
        blocks.append(Block("\t".join(texts).rstrip("\t ").lstrip(" "), gap=step is None or step > 1.5 * usual))
    return blocks


def _table_rows(page: Page, region: list[Row], gutters: list[tuple[float, float]]) -> list[list[Row]]:
    """The lines of each row of a table: by the rules drawn, else by the distances and the first column."""
    first = [row.x0 < gutters[0][0] for row in region]
    steps = [0.0] + [below.base - above.base for above, below in pairwise(region)]
    within = [step for step, starts in zip(steps[1:], first[1:], strict=True) if not starts]
    between = [step for step, starts in zip(steps[1:], first[1:], strict=True) if starts]
    padded = bool(within and between) and max(between) > 1.15 * min(within)
    left, right = region[0].x0, max(row.x1 for row in region)
    rules = sorted(
        {round(y) for y, x0, x1 in page.rules if x0 < gutters[0][0] and x1 > left and x1 - x0 > 0.1 * (right - left)}
    )
    bands = [sum(y < row.base for y in rules) for row in region]
    ruled = len(set(bands)) > max(2, sum(first) / 2)
    groups: list[list[Row]] = []
    for k, row in enumerate(region):
        if k == 0 or bands[k] != bands[k - 1]:
            starts = True
        elif ruled or not first[k]:
            starts = False
        elif padded:
            starts = steps[k] > 1.15 * min(within)
        else:
            starts = not row.words[0].text[0].islower()
        if starts:
            groups.append([])
        groups[-1].append(row)
    return groups


def _paragraphs(page: Page, lines: list[Row], body: float, blocks: list[Block], notes: list[str]) -> None:
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
    return [Block(_unwrapped(part, edge, " "), gap, _full(part[-1], edge)) for part, gap in parts]


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


def _unwrapped(lines: list[Row], edge: float, otherwise: str) -> str:
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
