"""The numbers of automatic lists in Word documents."""

import re

from lxml import etree

from . import safe_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLE = re.compile(rb"<w:style\b.*?</w:style>", re.S)
STYLE_NAME = re.compile(rb'w:styleId="([^"]*)"')
STYLE_LIST = re.compile(rb'<w:(numId|ilvl)\s+w:val="(\d+)"')
ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Numbers:
    """Counts the lists of one document; styles are looked at only when a paragraph has one."""

    def __init__(self, numbering: bytes | None, styles: bytes | None) -> None:
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}  # list -> level -> format, text, start
        self.family: dict[str, str] = {}  # lists that share a definition count on together
        self.counts: dict[str, list[int]] = {}
        self.styles = styles
        self.by_style: dict[str, tuple[str, int]] | None = None
        if numbering:
            self._define(safe_xml.root(numbering))

    def label(self, paragraph: etree._Element) -> str:
        """What stands before the text of a list paragraph: "2. ", "(a) ", "- ", else nothing."""
        if not self.levels:
            return ""
        number, level = self._place(paragraph)
        if number not in self.levels or not any(t.text for t in paragraph.iter(W + "t")):
            return ""
        shape, pattern, _ = self.levels[number].get(level, ("bullet", "", 1))
        if shape == "bullet":
            return "- "
        counts = self._count(number, level)
        for place in range(level + 1):
            inner = self.levels[number].get(place, ("decimal", "", 1))[0]
            pattern = pattern.replace(f"%{place + 1}", _written(counts[place], inner))
        return f"{pattern.strip()} " if pattern.strip() else ""

    def _count(self, number: str, level: int) -> list[int]:
        counts = self.counts.setdefault(self.family.get(number, number), [0] * 10)
        for place in range(level + 1):
            start = self.levels[number].get(place, ("", "", 1))[2]
            if place == level:
                counts[place] = counts[place] + 1 if counts[place] else start
            counts[place] = counts[place] or start
        counts[level + 1 :] = [0] * (9 - level)
        return counts

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        """The list and level of a paragraph, its own or its style's."""
        found = _numbered(paragraph)
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if found is None and style is not None:
            if self.by_style is None:
                self.by_style = _styles(self.styles)
            found = self.by_style.get(style.get(W + "val", ""))
        return found or ("", 0)

    def _define(self, root: etree._Element) -> None:
        abstract = {a.get(W + "abstractNumId"): _levels(a) for a in root.iter(W + "abstractNum")}
        for num in root.iter(W + "num"):
            number, base = num.get(W + "numId", ""), _value(num, "abstractNumId") or ""
            self.levels[number] = dict(abstract.get(base, {}))
            restarts = list(num.iter(W + "startOverride"))
            if not restarts:
                self.family[number] = f"abstract {base}"
            for override in num.iter(W + "lvlOverride"):
                level, start = _whole(override.get(W + "ilvl")), _value(override, "startOverride")
                shape, pattern, first = self.levels[number].get(level, ("decimal", f"%{level + 1}.", 1))
                self.levels[number][level] = (shape, pattern, _whole(start, first))


def _levels(definition: etree._Element) -> dict[int, tuple[str, str, int]]:
    return {
        _whole(level.get(W + "ilvl")): (
            _value(level, "numFmt") or "decimal",
            _value(level, "lvlText") or "",
            _whole(_value(level, "start"), 1),
        )
        for level in definition.iter(W + "lvl")
    }


def _styles(data: bytes | None) -> dict[str, tuple[str, int]]:
    """The list and level of each style that numbers paragraphs; the others, often hundreds, are not parsed."""
    found = {}
    for style in STYLE.findall(data or b""):
        name = STYLE_NAME.search(style)
        if b"numPr" in style and name:
            values = {key: value.decode() for key, value in STYLE_LIST.findall(style)}
            found[name[1].decode("utf-8", "replace")] = (values.get(b"numId", ""), min(_whole(values.get(b"ilvl")), 8))
    return found


def _numbered(element: etree._Element) -> tuple[str, int] | None:
    place = element.find(f"{W}pPr/{W}numPr")
    if place is None:
        return None
    return _value(place, "numId") or "", min(_whole(_value(place, "ilvl")), 8)


def _value(element: etree._Element, name: str) -> str | None:
    child = element.find(W + name)
    return None if child is None else child.get(W + "val")


def _whole(written: str | None, default: int = 0) -> int:
    return int(written) if written and written.isdecimal() and len(written) < 6 else default


def _written(number: int, shape: str) -> str:
    if shape in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if shape == "lowerLetter" else letter.upper()
    if shape in ("lowerRoman", "upperRoman"):
        roman = ""
        for value, sign in ROMAN:
            roman += sign * (number // value)
            number %= value
        return roman if shape == "lowerRoman" else roman.upper()
    return "" if shape == "none" else str(number)
