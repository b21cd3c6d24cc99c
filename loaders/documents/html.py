"""Web pages (.html): the main text as blocks; menus, scripts and what is hidden left out."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from . import running, text

CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
SKIPPED = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "aside",
        "form",
        "button",
        "select",
        "option",
        "input",
        "textarea",
        "svg",
        "canvas",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "map",
        "head",
        "title",
        "meta",
        "link",
        "dialog",
        "menu",
        "del",
        "s",
        "strike",
    )
)
ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "dialog"))
INLINE = frozenset(
    (
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "samp",
        "ruby",
        "rb",
        "rt",
        "rp",
        "img",
        "o:p",
    )
)
LONG_CELL = 200  # characters; a first cell that long is a column of a page, not a label
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def parse(data: bytes) -> dict:
    """The parts of a Document in a web page."""
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        page = lxml_html.document_fromstring(decode(data).encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return {"text": ""}
    blocks = list(_blocks(_main(page)))
    title = " ".join((page.findtext(".//title") or "").split())
    if title and blocks and next(page.iter("h1"), None) is None and title not in blocks[0]:
        blocks.insert(0, title)
    written, notes = running.without_footnotes(text.tidy("\n".join(blocks)))
    return {"text": re.sub(r"\n{3,}", "\n\n", written).strip("\n"), "notes": notes}


def decode(data: bytes) -> str:
    """The characters: byte-order mark, the page's own word where it is true, else as for plain text."""
    declared = CHARSET.search(data[:4096])
    if declared and not data.startswith(tuple(mark for mark, _ in text.BOMS)):
        name = declared[1].decode("ascii", "replace").lower()
        try:
            return data.decode("cp1252" if name in ("iso-8859-1", "latin1", "us-ascii") else name)
        except (LookupError, UnicodeDecodeError):
            pass
    return text.decode(data)


def _main(page: etree._Element) -> etree._Element:
    """The part of a page with its main text."""
    body = page.find("body")
    body = page if body is None else body
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = body.findall(path)
        if len(found) == 1 and len(" ".join(found[0].itertext()).split()) > 20:
            return found[0]
    return body


def _blocks(parent: etree._Element) -> Iterator[str]:
    """The blocks below an element, a blank line before headings."""
    words: list[str] = [parent.text or ""]
    for child in parent:
        if _skipped(child, parent):
            words.append(child.tail or "")
            continue
        if child.tag == "br":
            words.append("\v")
        elif child.tag in INLINE and not _has_blocks(child):
            words.append(_inline(child))
        else:
            yield from _lines("".join(words))
            words = []
            yield from _block(child)
        words.append(child.tail or "")
    yield from _lines("".join(words))


def _block(element: etree._Element) -> Iterator[str]:
    tag = element.tag
    if tag == "table":
        yield ""
        yield from _table(element)
        yield ""
    elif tag == "pre":
        yield from _text(element).split("\n")
    elif tag == "li":
        mark, blocks = _item_mark(element), [block for block in _blocks(element) if block]
        yield from [mark + block if i == 0 else block for i, block in enumerate(blocks)]
    elif tag == "dl":
        yield from _definitions(element)
    elif tag == "hr":
        yield ""
    else:
        if tag in HEADINGS or tag in ("p", "ul", "ol", "section", "article", "blockquote"):
            yield ""
        yield from _blocks(element)
        if tag == "p":
            yield ""


def _lines(written: str) -> Iterator[str]:
    """Inline text as lines, with white space as a browser shows it."""
    for line in written.split("\v"):
        line = " ".join(line.split())
        if line:
            yield line


def _table(table: etree._Element) -> Iterator[str]:
    """A table's rows, cells separated by tabs; a row with one cell, or of whole texts, is layout: its blocks."""
    for row in table.iter("tr"):
        if next(row.iterancestors("table")) is not table:
            continue
        cells = [list(_blocks(cell)) for cell in row if cell.tag in ("td", "th") and not _skipped(cell, row)]
        filled = [cell for cell in cells if any(cell)]
        if len(filled) == 1 or (filled and filled[0][1:] and sum(map(len, filled[0])) > LONG_CELL):
            yield from (block for cell in filled for block in cell)
        elif filled:
            labels = [" ".join(filter(None, cell)) for cell in cells[:-1]]
            yield "\t".join([*labels, "\n".join(filter(None, cells[-1]))]).rstrip()


def _definitions(element: etree._Element) -> Iterator[str]:
    """A definition list as lines of term, tab, definition."""
    term = ""
    for child in element.iter("dt", "dd"):
        written = "\n".join(block for block in _blocks(child) if block)
        if child.tag == "dt":
            if term:
                yield term
            term = written
        else:
            yield f"{term}\t{written}" if term else written
            term = ""
    if term:
        yield term


def _item_mark(item: etree._Element) -> str:
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "- "
    start = parent.get("start", "1")
    first = int(start) if start.isdecimal() and len(start) < 6 else 1
    return f"{first + sum(1 for _ in item.itersiblings('li', preceding=True))}. "


def _inline(element: etree._Element) -> str:
    """The text of an inline element, line breaks as vertical tabs."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "br":
            parts.append("\v")
        elif not _skipped(child, element):
            parts.append(_inline(child))
        parts.append(child.tail or "")
    written = "".join(parts)
    return written.strip("[] ").translate(SUPERSCRIPT) if element.tag == "sup" else written


def _text(element: etree._Element) -> str:
    return "".join(element.itertext())


def _skipped(element: etree._Element, parent: etree._Element) -> bool:
    """Whether a reader does not see an element, or it is not the page's own text."""
    tag = element.tag
    if not isinstance(tag, str) or tag in SKIPPED or element.get("role") in ROLES:
        return True
    if tag in ("header", "footer") and parent.tag not in ("article", "main", "section"):
        return True
    return "hidden" in element.attrib or bool(HIDDEN.search(element.get("style", "")))


def _has_blocks(element: etree._Element) -> bool:
    return any(isinstance(child.tag, str) and child.tag not in INLINE and child.tag != "br" for child in element.iter())
