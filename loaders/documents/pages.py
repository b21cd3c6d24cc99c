"""Pages -> one running text: headers, footers and page numbers left out, sentences joined over the page."""

import re
from collections import Counter

from . import hyphens, layout, running, text
from .rows import Page, Row, rows, words

EDGE = 0.15  # of the page's height, at its top and at its bottom, where headers and footers stand
NUMBER = re.compile(r"\d{1,6}")
NUMBERED = re.compile(r"[-–—|/ ]\s*(\d{1,4})\s*$|^\s*(\d{1,4})\s*[-–—|/]")


def assemble(pages: list[Page]) -> dict:
    """The parts of a Document in the pages of a file."""
    pages_rows = [rows(words(page.glyphs)) for page in pages]
    body = _body(pages)
    repeated = _repeated(pages, pages_rows)
    written, starts, notes = "", [], []
    full = False
    for number, (page, lines) in enumerate(zip(pages, pages_rows, strict=True), 1):
        kept = _without_furniture(page, lines, number, repeated, body)
        flow = layout.flow(page, kept, body)
        notes += [text.tidy(note) for note in flow.notes]
        first = True
        starts.append(len(written))
        for block in flow.blocks:
            piece = text.tidy(block.text)
            if not piece.strip():
                continue
            if first or block.top:
                written = _joined(written, piece, full)
            else:
                written += "\n\n" if block.gap else "\n"
            if first:
                starts[-1] = len(written)
            written += piece
            full, first = block.full, False
    return {"text": written, "pages": starts, "notes": notes, "wrapped": True}


def _joined(before: str, piece: str, full: bool) -> str:
    """The text so far, ready for the first words of the next page."""
    if not before:
        return before
    hyphen = hyphens.join(before, piece)
    if hyphen is not None:
        return before[:-1] + hyphen
    goes_on = not running.ends(before) and (piece[:1].islower() or full) and "\t" not in piece
    return before + (" " if goes_on else "\n\n")


def _body(pages: list[Page]) -> float:
    """The type size that most characters have."""
    sizes = Counter(round(glyph.size, 1) for page in pages for glyph in page.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _keys(page: Page, row: Row, number: int) -> set[tuple[str, int]]:
    """What makes a row at the edge of a page the same as one on another: words and height, one number counted on."""
    if EDGE * page.height < row.base < (1 - EDGE) * page.height:
        return set()
    height = round(row.base / 6)
    keys = {(row.text, height)}
    for found in list(NUMBER.finditer(row.text))[:4]:
        counted = f"{row.text[: found.start()]}#{int(found[0]) - number}#{row.text[found.end() :]}"
        keys.add((counted, height))
    return keys


def _repeated(pages: list[Page], pages_rows: list[list[Row]]) -> set[tuple[str, int]]:
    """The rows that stand at the same place on more than one page."""
    seen = Counter(
        key
        for number, (page, lines) in enumerate(zip(pages, pages_rows, strict=True), 1)
        for key in {key for row in lines[:3] + lines[-3:] for key in _keys(page, row, number)}
    )
    return {key for key, times in seen.items() if times > 1}


def _without_furniture(
    page: Page, lines: list[Row], number: int, repeated: set[tuple[str, int]], body: float
) -> list[Row]:
    """The rows of a page between its headers and its footers."""

    def is_furniture(i: int, inner: int) -> bool:
        row, within = lines[i], lines[inner]
        return (
            bool(_keys(page, row, number) & repeated)
            or _is_number(page, row, within, number, body)
            or (i < inner and _is_running_head(page, row, within, body))
        )

    first, last = 0, len(lines)
    while last - first > 1 and is_furniture(first, first + 1):
        first += 1
    while last - first > 1 and is_furniture(last - 1, last - 2):
        last -= 1
    return lines[first:last]


def _is_running_head(page: Page, row: Row, inner: Row, body: float) -> bool:
    """Whether a row in the top margin is a title of the series: small type, well apart from the text."""
    return row.base < EDGE * page.height / 2 and row.size < 0.85 * body and inner.base - row.base > 2 * body


def _is_number(page: Page, row: Row, inner: Row, number: int, body: float) -> bool:
    """Whether a row at the edge of a page is its number, alone or with a running title, apart from the row within."""
    if not _keys(page, row, number):
        return False
    if running.PAGE_NUMBER.match(row.text):
        return True
    if abs(row.base - inner.base) < 1.6 * body:
        return False
    if running.BARE_NUMBER.match(row.text):
        return True
    numbered = NUMBERED.search(row.text)
    return bool(numbered) and int(numbered[1] or numbered[2]) == number and row.size < body and len(row.text) < 90
