"""Pages -> one running text: headers, footers and page numbers left out, sentences joined over the page."""

import re
from collections import Counter

from . import hyphens, layout, running, text

EDGE = 0.15  # of the page's height, at its top and at its bottom, where headers and footers stand
NUMBERED = re.compile(r"[-–—|/ ]\s*(\d{1,4})\s*$|^\s*(\d{1,4})\s*[-–—|/]")


def assemble(pages: list[layout.Page]) -> dict:
    """The parts of a Document in the pages of a file."""
    rows = [layout.rows(layout.words(page.glyphs)) for page in pages]
    body = _body(pages)
    repeated = _repeated(pages, rows)
    written, starts, notes = "", [], []
    full = False
    for number, (page, lines) in enumerate(zip(pages, rows, strict=True), 1):
        kept = [
            row
            for i, row in enumerate(lines)
            if _key(page, row) not in repeated and not _is_number(page, lines, i, number, body)
        ]
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


def _body(pages: list[layout.Page]) -> float:
    """The type size that most characters have."""
    sizes = Counter(round(glyph.size, 1) for page in pages for glyph in page.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _key(page: layout.Page, row: layout.Row) -> tuple[str, int] | None:
    """What makes a row at the edge of a page the same as one on another page."""
    if EDGE * page.height < row.base < (1 - EDGE) * page.height:
        return None
    return re.sub(r"\d+", "0", row.text), round(row.base / 6)


def _repeated(pages: list[layout.Page], rows: list[list[layout.Row]]) -> set[tuple[str, int]]:
    """The rows that stand at the same place on more than one page."""
    seen = Counter(
        key
        for page, lines in zip(pages, rows, strict=True)
        for key in {_key(page, row) for row in lines[:3] + lines[-3:]}
        if key
    )
    return {key for key, times in seen.items() if times > 1}


def _is_number(page: layout.Page, lines: list[layout.Row], i: int, number: int, body: float) -> bool:
    """Whether a row is a page number, alone or with a running title, apart from the text."""
    row = lines[i]
    if _key(page, row) is None or i not in (0, 1, len(lines) - 2, len(lines) - 1):
        return False
    if running.PAGE_NUMBER.match(row.text):
        return True
    above = row.base - lines[i - 1].base if i else page.height
    below = lines[i + 1].base - row.base if i + 1 < len(lines) else page.height
    if min(above, below) < 1.6 * body:
        return False
    if running.BARE_NUMBER.match(row.text):
        return True
    numbered = NUMBERED.search(row.text)
    return bool(numbered) and int(numbered[1] or numbered[2]) == number and row.size < body and len(row.text) < 90
