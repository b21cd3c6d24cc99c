"""Characters with places -> words and rows; raised signs keep to the word they belong to."""

import re
from itertools import pairwise
from typing import NamedTuple

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
GLUED = re.compile(r"^(\d+)(?=[A-Z][a-z]{2})")  # "12Kenya": a right-aligned number that touches the next column


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
