"""PDF files: characters with their places from PDFium; `rows`, `layout` and `pages` make running text of them.

pypdfium2 was chosen by measure on information notes: 170 pages a second with the place of every character, against 25
with pdfplumber (pdfminer.six); pypdf is as fast but gives no dependable places, and PyMuPDF's licence (AGPL) rules it
out. PDFium's own reading order is not used, since it reads across table cells and columns.
"""

import ctypes
import math
import unicodedata

import pypdfium2
import pypdfium2.raw as pdfium

from . import limits, pages
from .limits import Refused
from .rows import Glyph, Page

DAMAGED = "the file is damaged or cut short; get it again from where it came from."
SCAN = "the pages are pictures without text; run text recognition (OCR) on it and load it again."
NO_LETTERS = "its fonts do not say which letters they show; run text recognition (OCR) on it and load it again."
REFUSALS = {
    pdfium.FPDF_ERR_PASSWORD: "it is protected by a password; save it without one and load it again.",
    pdfium.FPDF_ERR_SECURITY: "it is encrypted in a way that cannot be read; save it without and load it again.",
}
SPACES = {0x20, 0x09, 0xA0, 0x2002, 0x2003, 0x2009, 0x202F, 0x3000}
LETTERS_TO_BE_TEXT = 10  # on a page; below it a page with a picture is a scan


def parse(data: bytes) -> dict:
    """The parts of a Document in a PDF file."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refused(REFUSALS.get(getattr(error, "err_code", None), DAMAGED)) from None
    with document:
        count = len(document)
        if not count:
            raise Refused(DAMAGED)
        if count > limits.PAGES:
            raise Refused(f"it has {count} pages, more than the {limits.PAGES} allowed; split it.")
        read, pictures, broken = [], [], []
        for number in range(count):
            try:
                page = document[number]
            except pypdfium2.PdfiumError:
                broken.append(number + 1)
                read.append(Page(0, 0, []))
                continue
            found = _page(page)
            if len(found.glyphs) < LETTERS_TO_BE_TEXT and _has_picture(page):
                pictures.append(number + 1)
            read.append(found)
            page.close()
    _check(read, pictures, broken)
    warnings = [f"page {number} is a picture without text" for number in pictures]
    warnings += [f"page {number} is damaged and was left out" for number in broken]
    return pages.assemble(read) | {"warnings": warnings}


def _check(read: list[Page], pictures: list[int], broken: list[int]) -> None:
    """Refuse a file without text: scans, damaged pages, fonts that show shapes only."""
    letters = "".join(glyph.char for page in read for glyph in page.glyphs)
    if len(letters) < LETTERS_TO_BE_TEXT * max(len(pictures), 1) and pictures:
        raise Refused(SCAN)
    if not letters.strip():
        raise Refused(DAMAGED if broken else "there is no text in it; check that it is the right file.")
    strange = sum(unicodedata.category(char) in ("Cc", "Cn", "Co") or char == "\ufffd" for char in letters)
    if strange > 0.2 * len(letters):
        raise Refused(NO_LETTERS)


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _page(page: pypdfium2.PdfPage) -> Page:
    """The upright characters of a page, from its top down, and the horizontal rules drawn on it."""
    width, height = page.get_size()
    turn = _Turn(page)
    glyphs: list[Glyph] = []
    textpage = page.get_textpage()
    raw = textpage.raw
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    space = 0
    for i in range(pdfium.FPDFText_CountChars(raw)):
        code = pdfium.FPDFText_GetUnicode(raw, i)
        if code in SPACES or code in (10, 13):
            space = 2 if not pdfium.FPDFText_IsGenerated(raw, i) else space or 1
            continue
        char = "-" if code in (2, 0xFFFE) else chr(code)  # PDFium's marks for a hyphen at a line end
        if code < 32 and code != 2 or not pdfium.FPDFText_GetLooseCharBox(raw, i, box):
            continue
        pdfium.FPDFText_GetMatrix(raw, i, matrix)
        pdfium.FPDFText_GetCharOrigin(raw, i, x, y)
        glyph = turn.glyph(char, box, matrix, x.value, y.value, pdfium.FPDFText_GetFontSize(raw, i), space)
        if glyph is not None:
            glyphs.append(glyph)
        space = 0
    rules = [turn.rule(shape) for shape in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=2)]
    textpage.close()
    return Page(width, height, glyphs, sorted(rule for rule in rules if rule is not None))


class _Turn:
    """Page coordinates -> coordinates as seen, from the top left, with the page's rotation and crop undone."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.rotation = page.get_rotation()
        self.left, self.bottom, self.right, self.top = page.get_bbox()

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point is seen."""
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def glyph(self, char, box, matrix, x, y, size, space) -> Glyph | None:
        """The character as seen, or None when it stands askew (watermarks, margin notes) or off the page."""
        if (
            not self.rotation and not matrix.b and matrix.a > 0
        ):  # nearly all: the same as below, without the trigonometry
            base = self.top - y
            if base < -5 or box.right - self.left < -5:
                return None
            size = max(size * abs(matrix.d), 1.0)
            return Glyph(char, box.left - self.left, box.right - self.left, base, size, space)
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) - self.rotation
        if abs((angle + 180) % 360 - 180) > 5:
            return None
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        x0, y0 = self.point(box.left, box.top)
        x1, y1 = self.point(box.right, box.bottom)
        _, base = self.point(x, y)
        if base < -5 or max(x0, x1) < -5:
            return None
        return Glyph(char, min(x0, x1), max(x0, x1), base, max(size * scale, 1.0), space)

    def rule(self, shape: pypdfium2.PdfObject) -> tuple[float, float, float] | None:
        """(y, x0, x1) of a thin horizontal line."""
        try:
            left, bottom, right, top = shape.get_bounds()
        except pypdfium2.PdfiumError:
            return None
        (x0, y0), (x1, y1) = self.point(left, top), self.point(right, bottom)
        if abs(y1 - y0) < 3 and abs(x1 - x0) > 20:
            return (min(y0, y1), min(x0, x1), max(x0, x1))
        return None
