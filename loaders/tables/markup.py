"""Tables that a program exported as a web page or as XML and named .xls -> cells."""

import re
from pathlib import Path

from lxml import etree
from lxml import html as lxml_html

from loaders import Unreadable
from loaders.documents import html, safe_xml
from loaders.documents.limits import Refused
from loaders.records import Problem
from loaders.tables import cells

PAGE = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|style|table)\b", re.IGNORECASE | re.DOTALL
)
SPREADSHEET = b"urn:schemas-microsoft-com:office:spreadsheet"
ARCHIVE = re.compile(rb"(?i)\s*mime-version\s*:")
MOST_BYTES = 64 << 20
MOST_SPAN = 1000  # cells that one cell may stand for
MOST_ROWS = 1 << 20
NAMESPACE = "{" + SPREADSHEET.decode() + "}"


def is_markup(head: bytes) -> bool:
    """Do these first bytes of a file say web page, XML spreadsheet, or archived web page?"""
    head = head.removeprefix(b"\xef\xbb\xbf")
    return bool(PAGE.match(head) or ARCHIVE.match(head) or (head.lstrip().startswith(b"<?xml") and SPREADSHEET in head))


def read(path: Path) -> tuple[list[cells.Sheet], list[Problem]]:
    """Each table of a page, or each sheet of an XML spreadsheet; raises Unreadable for what has none."""
    if path.stat().st_size > MOST_BYTES:
        raise Unreadable(f"{path.name}: the page is larger than {MOST_BYTES >> 20} MB; save its table as CSV or XLSX")
    data = path.read_bytes()
    if ARCHIVE.match(data):
        raise Unreadable(f"{path.name}: this is an archived web page; open it and save it as XLSX or CSV")
    found = _sheets(path, data) if SPREADSHEET in data[:4096] and not PAGE.match(data) else _tables(data)
    found = [(name, rows) for name, rows in found if any(any(row) for row in rows)]
    if not found:
        raise Unreadable(f"{path.name}: this is a web page without a table; open it and save the table as XLSX or CSV")
    if len(found) == 1:
        found = [("", found[0][1])]
    return [cells.Sheet(name, cells.from_rows(rows), []) for name, rows in found], []


def _tables(data: bytes) -> list[tuple[str, list[list[str]]]]:
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        page = lxml_html.document_fromstring(html.decode(data).encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return []
    tables = [table for table in page.iter("table") if next(table.iterancestors("table"), None) is None]
    return [(f"table {i}", _grid(table)) for i, table in enumerate(tables, 1)]


def _grid(table: etree._Element) -> list[list[str]]:
    """The cells of a table with those that span rows or columns repeated."""
    rows: list[list[str]] = []
    below: dict[tuple[int, int], str] = {}
    for row in (row for row in table.iter("tr") if next(row.iterancestors("table")) is table):
        at, line = len(rows), []
        for cell in row.iterchildren("td", "th"):
            while (at, len(line)) in below:
                line.append(below.pop((at, len(line))))
            text = "\n".join(filter(None, (" ".join(part.split()) for part in _lines(cell))))
            wide, high = _span(cell.get("colspan")), _span(cell.get("rowspan"))
            below |= {(at + i, len(line) + j): text for i in range(1, high) for j in range(wide)}
            line += [text] * wide
        while (at, len(line)) in below:
            line.append(below.pop((at, len(line))))
        rows.append(line)
    return rows


def _lines(cell: etree._Element) -> list[str]:
    for mark in cell.iter("br", "p", "div", "li"):
        mark.tail = "\n" + (mark.tail or "")
    return "".join(cell.itertext()).split("\n")


def _span(written: str | None) -> int:
    return min(int(written), MOST_SPAN) if written and written.isdecimal() and int(written) > 0 else 1


def _sheets(path: Path, data: bytes) -> list[tuple[str, list[list[str]]]]:
    """The sheets of an XML Spreadsheet 2003."""
    try:
        book = safe_xml.root(data)
    except Refused as error:
        raise Unreadable(f"{path.name}: {error}") from None
    return [(sheet.get(NAMESPACE + "Name", ""), _sheet(sheet)) for sheet in book.iter(NAMESPACE + "Worksheet")]


def _sheet(sheet: etree._Element) -> list[list[str]]:
    rows: list[list[str]] = []
    below: dict[tuple[int, int], str] = {}
    for row in sheet.iter(NAMESPACE + "Row"):
        number = int(row.get(NAMESPACE + "Index") or 0)
        rows += [[]] * (min(number, MOST_ROWS) - len(rows) - 1)  # none where rows follow each other
        at, line = len(rows), []
        for cell in row.iterchildren(NAMESPACE + "Cell"):
            column = _span(cell.get(NAMESPACE + "Index")) - 1 if cell.get(NAMESPACE + "Index") else len(line)
            while len(line) < column or (at, len(line)) in below:
                line.append(below.pop((at, len(line)), ""))
            text = _value(cell.find(NAMESPACE + "Data"))
            wide, high = (_more(cell.get(NAMESPACE + name)) for name in ("MergeAcross", "MergeDown"))
            below |= {(at + i, len(line) + j): text for i in range(1, high) for j in range(wide)}
            line += [text] * wide
        while (at, len(line)) in below:
            line.append(below.pop((at, len(line))))
        rows.append(line)
    return rows


def _more(written: str | None) -> int:
    return 1 + min(int(written), MOST_SPAN) if written and written.isdecimal() else 1


def _value(data: etree._Element | None) -> str:
    """A cell as a person would write it: days as ISO dates, whole numbers without ".0"."""
    if data is None:
        return ""
    text, kind = "".join(data.itertext()), data.get(NAMESPACE + "Type")
    if kind == "DateTime":
        return text.removesuffix(".000").removesuffix("T00:00:00")
    if kind == "Boolean":
        return "yes" if text == "1" else "no"
    return text
