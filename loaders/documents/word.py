"""Word documents (.docx): the body in document order; footnotes, endnotes and text boxes apart.

Read from the XML with lxml: python-docx passes over insertions, content controls, notes and list numbers.
"""

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from . import numbering, running, safe_xml, text
from .limits import Package, Refused
from .numbering import W

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
DROPPED = {W + tag for tag in ("del", "moveFrom", "instrText", "rPr", "pPr", "sectPr", "tblPr", "sdtPr", "rt")}
MARKS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
REFERENCES = {W + "footnoteReference", W + "endnoteReference"}
TEXT = {W + "t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"}
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
MAIN = re.compile(rb'<Relationship\b[^>]*Type="[^"]*/officeDocument"[^>]*>')
TARGET = re.compile(rb'Target="/?([^"]+)"')
LONG_CELL = 200  # characters; a first cell that long is a column of a page, not a label


def parse(data: bytes) -> dict:
    """The parts of a Document in a Word file."""
    package = Package(data)
    main = _main(package)
    content = package.read(main)
    body = None if content is None else safe_xml.root(content).find(W + "body")
    if body is None:
        raise Refused("the file is damaged or cut short; get it again from where it came from.")
    folder = posixpath.dirname(main)
    reader = _Reader(numbering.Numbers(package.read(f"{folder}/numbering.xml"), package.read(f"{folder}/styles.xml")))
    written, typed = running.without_footnotes(text.tidy("\n".join(reader.blocks(body))).strip("\n"))
    boxes = [text.tidy(box) for box in reader.boxes if box.strip()]
    if not written.strip():  # the whole note is laid out in text boxes
        written, boxes = "\n\n".join(boxes), []
    return {"text": written, "notes": typed + reader.notes(package, folder) + boxes}


def _main(package: Package) -> str:
    """The name of the part that holds the body."""
    relation = MAIN.search(package.read("_rels/.rels") or b"")
    target = relation and TARGET.search(relation[0])
    return target[1].decode("utf-8", "replace") if target else "word/document.xml"


class _Reader:
    """Walks one document; gathers text boxes on the way."""

    def __init__(self, numbers: numbering.Numbers) -> None:
        self.numbers = numbers
        self.boxes: list[str] = []
        self.references = 0

    def blocks(self, parent: etree._Element) -> Iterator[str]:
        """The paragraphs and table rows below an element, one string each."""
        held = ""  # a paragraph whose end is deleted runs into the next
        for child in parent:
            if child.tag == W + "p":
                written = held + self.numbers.label(child) + self.inline(child)
                if child.find(f"{W}pPr/{W}rPr/{W}del") is not None:
                    held = written
                    continue
                held = ""
                yield written.rstrip()
            elif child.tag == W + "tbl":
                yield from self.rows(child)
            elif child.tag not in DROPPED and isinstance(child.tag, str):
                yield from self.blocks(child)  # content controls, insertions, custom XML
        if held:
            yield held

    def rows(self, table: etree._Element) -> Iterator[str]:
        """The rows of a table, cells separated by a tab; a row of long cells as one block after another."""
        for row in table.iter(W + "tr"):
            if next(row.iterancestors(W + "tbl")) is not table or row.find(f"{W}trPr/{W}del") is not None:
                continue
            cells = [self.cell(cell) for cell in row.iter(W + "tc") if next(cell.iterancestors(W + "tr")) is row]
            if len(cells) > 1 and len(cells[0]) > LONG_CELL and "\n" in cells[0]:
                yield from cells
                continue
            labels = [" ".join(cell.split("\n")) for cell in cells[:-1]]
            yield "\t".join(labels + cells[-1:]).rstrip()

    def cell(self, cell: etree._Element) -> str:
        """The text of a cell, empty when the cell only goes on with a merged one above."""
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        if merged is not None and merged.get(W + "val", "continue") == "continue":
            return ""
        return "\n".join(block for block in self.blocks(cell) if block.strip())

    def inline(self, parent: etree._Element) -> str:
        """The text of a paragraph or of a part of it."""
        parts = []
        for child in parent:
            tag = child.tag
            if tag in TEXT:
                parts.append(child.text or "")
            elif tag in MARKS:
                parts.append(MARKS[tag])
            elif tag in REFERENCES:
                self.references += 1
                parts.append(str(self.references).translate(SUPERSCRIPT))
            elif tag == W + "txbxContent":
                self.boxes.append("\n".join(self.blocks(child)))
            elif tag == ALTERNATE:
                parts.append(self.inline(child[0]) if len(child) else "")
            elif tag == W + "r":
                parts.append(self.run(child))
            elif tag not in DROPPED and isinstance(tag, str):
                parts.append(self.inline(child))
        return "".join(parts)

    def run(self, run: etree._Element) -> str:
        """The text of a run; hidden text is nothing, raised digits are footnote marks or exponents."""
        style = run.find(W + "rPr")
        written = self.inline(run)
        if style is None or not written:
            return written
        if _on(style.find(W + "vanish")):
            return ""
        raised = style.find(W + "vertAlign")
        if raised is not None and raised.get(W + "val") == "superscript":
            return written.translate(SUPERSCRIPT)
        return written

    def notes(self, package: Package, folder: str) -> list[str]:
        """The footnotes and endnotes of the file."""
        found = []
        for name in ("footnote", "endnote"):
            part = package.read(f"{folder}/{name}s.xml")
            for note in [] if part is None else safe_xml.root(part).iter(W + name):
                if note.get(W + "type") in (None, "normal"):
                    found.append(text.tidy("\n".join(self.blocks(note))).strip())
        return [note for note in found if note]


def _on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(W + "val", "1") not in ("0", "false", "off")
