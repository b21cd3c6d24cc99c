"""What kind of document a file is, by its first bytes; the name only decides between text and HTML."""

import re
from pathlib import Path

from .limits import FILE_BYTES, Package, Refused, load

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old Office files and of encrypted new ones
HTML = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.I | re.S)
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
BODY = re.compile(r"word/document\d*\.xml")
MEMBERS = {  # an entry of a zip file that tells what the file is
    "xl/workbook.xml": "a workbook",
    "ppt/presentation.xml": "a slide show",
    "content.xml": "odt",
}


def kind(path: Path) -> str:
    """One of text, html, pdf, docx, odt."""
    if path.is_dir():
        raise Refused("this is a folder, not a document; name a file in it.")
    if path.exists() and not path.is_file():
        raise Refused("this is not a file but a device or pipe; save the document to a file.")
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError:
        raise Refused("there is no such file; check the path.") from None
    except OSError as error:
        raise Refused(f"the file cannot be opened ({error.strerror}); check its permissions.") from None
    if not head:
        raise Refused("the file is empty (0 bytes); get it again from where it came from.")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zipped(path)
    if head.startswith(OLE):
        return _old_office(path)
    if head.startswith(b"{\\rtf"):
        raise Refused("this is a rich text file (.rtf); save it as .docx and load it again.")
    if head.startswith(PICTURES):
        raise Refused("this is a picture without text; run text recognition (OCR) on it and load the text.")
    if HTML.match(head) or path.suffix.lower() in (".html", ".htm", ".xhtml"):
        return "html"
    return "text"


def _zipped(path: Path) -> str:
    names = Package(load(path, FILE_BYTES)).names
    found = next((what for entry, what in MEMBERS.items() if entry in names), None)
    if any(BODY.fullmatch(name) for name in names):
        found = "docx"
    if found in ("docx", "odt"):
        return found
    raise Refused(f"this is {found or 'a zip archive'}, not a document; save its text as .docx, .pdf or .txt.")


def _old_office(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(5_000_000)
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Refused("it is protected by a password; save it without one and load it again.")
    raise Refused("this is an old Office file (.doc); save it as .docx and load it again.")
