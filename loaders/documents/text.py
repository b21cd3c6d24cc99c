"""Plain text: bytes -> characters -> running text without page furniture and footnotes."""

import codecs
import re
from pathlib import Path

from charset_normalizer import from_bytes

from . import limits, running
from .limits import Refused

BOMS = (  # UTF-32 before UTF-16: its mark starts with the other's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")  # \x1a ends old DOS files
LATIN = re.compile(r"[A-Za-z]")
HIGH = re.compile(r"[^\W\d_a-zA-Z]")
NUMBER_STUCK = re.compile(r"(?<![\w.,/-])(\d{1,3})(?=[A-Z][a-z]{3})")  # "96Member States", "12Kenya"
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\x1a"))  # soft hyphens, zero-width spaces, marks
LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)


def read(path: Path) -> dict:
    """The parts of a Document in a plain text file."""
    return running.clean(tidy(decode(limits.load(path, limits.TEXT_BYTES))))


def decode(data: bytes) -> str:
    """The characters: byte-order mark, UTF-8, UTF-16 by its zeros, else the Western single-byte encoding."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, errors="replace"))
    if encoding := _utf16(data):
        return _checked(data.decode(encoding, errors="replace"))
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if _mostly_utf8(data):
        return _checked(data.decode("utf-8", errors="replace"))
    try:
        western = data.decode("cp1252")
    except UnicodeDecodeError:
        western = data.decode("latin-1")
    if len(HIGH.findall(western)) > len(LATIN.findall(western)) and (best := from_bytes(data[:100_000]).best()):
        return _checked(
            data.decode(best.encoding, errors="replace")
        )  # hardly a Latin letter: Cyrillic, Greek, Arabic ...
    return _checked(western)


def tidy(written: str) -> str:
    """One kind of line end, ligatures spelt out, invisible characters gone, a lost space before a name put back."""
    written = written.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u0085", "\n")
    written = written.replace("\u00ad\n", "-\n")
    return NUMBER_STUCK.sub(r"\1 ", written.translate(INVISIBLE).translate(LIGATURES))


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: in Western text every second byte is zero."""
    sample = data[:4000]
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if half and odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if half and even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _mostly_utf8(data: bytes) -> bool:
    """UTF-8 with a few bytes damaged, such as a character cut in two."""
    decoded = data.decode("utf-8", errors="replace")
    broken = decoded.count("\ufffd")
    return len(decoded.encode("ascii", errors="ignore")) + 10 * broken < len(decoded)


def _checked(decoded: str) -> str:
    """The text itself, when it is text."""
    strange = len(CONTROL.findall(decoded)) + decoded.count("\ufffd")
    if "\x00" in decoded or strange > 0.01 * len(decoded):
        raise Refused("this is not text but binary data; save the document as .docx, .pdf or .txt and load it again.")
    if not decoded.strip():
        raise Refused("there is no text in it; check that it is the right file.")
    return decoded
