"""A document file -> its running text, with the place of every character.

The parsers of PDF, Word, OpenDocument and HTML files run in a child process with limits (`child.py`, `worker.py`);
plain text is read here. The child imports this package by itself, so that it does not load the whole application.
"""

from bisect import bisect_right
from pathlib import Path
from typing import NamedTuple

from . import child, limits, sniff, text


class Document(NamedTuple):
    """The text of a document as a careful reader sees it, and what stood beside it.

    `text` has paragraphs and headings on lines of their own, a table row as one line with tabs between its cells, and
    neither page headers, footers and numbers nor footnotes. `pages` holds the offset in `text` where each page starts
    (empty for formats without pages). `lines` pairs offsets in `text` with the line numbers of the file (plain text
    only). `notes` are footnotes, endnotes and text boxes; `warnings` are sentences on parts that could not be read.
    `wrapped` tells that a single line end may fall within a paragraph (plain text, PDF); elsewhere it never does.
    """

    text: str
    pages: list[int] = []
    lines: list[tuple[int, int]] = []
    notes: list[str] = []
    warnings: list[str] = []
    wrapped: bool = False


def read(path: Path) -> Document:
    """The document in a .txt, .md, .docx, .odt, .pdf or .html file; what it is decides its content, not its name.

    Raises loaders.Unreadable with one sentence: what, where, what to do.
    """
    from loaders import Unreadable  # not at the top: the child imports this package without `loaders`

    path = Path(path)
    try:
        kind = sniff.kind(path)
        parts = text.read(path) if kind == "text" else child.parse(path, kind)
    except limits.Refused as refused:
        raise Unreadable(f"{path.name}: {refused}") from None
    return Document(**parts)


def locator(document: Document, start: int, end: int) -> str:
    """The place of text[start:end]: "page 2, characters 1040-1061", or "line 7, characters 210-231" without pages."""
    if document.pages:
        place = f"page {max(bisect_right(document.pages, start), 1)}"
    elif document.lines:
        place = f"line {document.lines[max(bisect_right(document.lines, (start, 1 << 60)) - 1, 0)][1]}"
    else:
        place = f"line {document.text.count(chr(10), 0, start) + 1}"
    return f"{place}, characters {start}-{end}"
