"""OpenDocument texts (.odt): paragraphs, headings, lists and tables in order; notes and text boxes apart."""

from collections.abc import Iterator

from lxml import etree

from . import running, safe_xml, text
from .limits import Package, Refused

T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
DROPPED = {T + "tracked-changes", OFFICE + "annotation", OFFICE + "forms", T + "sequence-decls"}
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def parse(data: bytes) -> dict:
    """The parts of a Document in an OpenDocument text."""
    package = Package(data)
    content = package.read("content.xml")
    body = None if content is None else safe_xml.root(content).find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise Refused("this is not an OpenDocument text; save its text as .docx, .pdf or .txt.")
    notes: list[str] = []
    written, typed = running.without_footnotes(text.tidy("\n".join(_blocks(body, notes))).strip("\n"))
    return {"text": written, "notes": typed + [text.tidy(note) for note in notes if note.strip()]}


def _blocks(parent: etree._Element, notes: list[str]) -> Iterator[str]:
    for child in parent:
        if child.tag in (T + "p", T + "h"):
            yield _inline(child, notes)
        elif child.tag == TABLE + "table":
            for row in child.iter(TABLE + "table-row"):
                if next(row.iterancestors(TABLE + "table")) is child:
                    cells = ["\n".join(_blocks(cell, notes)) for cell in row if cell.tag == TABLE + "table-cell"]
                    yield "\t".join([" ".join(c.split("\n")) for c in cells[:-1]] + cells[-1:]).rstrip()
        elif child.tag not in DROPPED and isinstance(child.tag, str):
            yield from _blocks(child, notes)  # lists, sections


def _inline(parent: etree._Element, notes: list[str]) -> str:
    parts = [parent.text or ""]
    for child in parent:
        if child.tag == T + "s":
            count = child.get(T + "c", "1")
            parts.append(" " * (int(count) if count.isdecimal() and len(count) < 4 else 1))
        elif child.tag == T + "tab":
            parts.append("\t")
        elif child.tag == T + "line-break":
            parts.append("\n")
        elif child.tag == T + "note":
            parts.append((child.findtext(T + "note-citation") or "").translate(SUPERSCRIPT))
            note = child.find(T + "note-body")
            if note is not None:
                notes.append("\n".join(_blocks(note, notes)))
        elif child.tag == DRAW + "text-box":
            notes.append("\n".join(_blocks(child, notes)))
        elif child.tag not in DROPPED and isinstance(child.tag, str):
            parts.append(_inline(child, notes))
        parts.append(child.tail or "")
    return "".join(parts)
