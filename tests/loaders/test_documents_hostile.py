"""Files made to break a reader: one sentence each, in bounded time, and the next document is still read."""

import io
import os
import re
import signal
import subprocess
import sys
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import pypdf
import pytest
from reportlab.pdfgen import canvas

from loaders import Unreadable, documents
from loaders.documents import child, limits

CHILD = "import sys; sys.path.insert(0, sys.argv[1]); import documents.worker as worker; from documents import html; "
DAMAGED = "the file is damaged or cut short"
PASSWORD = "it is protected by a password; save it without one and load it again."


@pytest.fixture
def good(tmp_path) -> Path:
    path = tmp_path / "good.html"
    path.write_text("<p>Event: Seminar")
    return path


@pytest.fixture(autouse=True)
def fresh_child():
    """No child that an earlier test has changed."""
    yield
    child.close()


def refusal(path: Path) -> str:
    """The sentence about a file."""
    start = time.perf_counter()
    with pytest.raises(Unreadable) as error:
        documents.read(path)
    assert time.perf_counter() - start < 10
    sentence = str(error.value)
    assert sentence.startswith(f"{path.name}: ")
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert "Traceback" not in sentence
    return sentence.removeprefix(f"{path.name}: ")


def text_or_sentence(path: Path) -> str:
    """The text of a file that may be readable, else the sentence about it."""
    try:
        return documents.read(path).text
    except Unreadable as error:
        sentence = str(error)
    assert re.fullmatch(rf"{re.escape(path.name)}: [^\n]+\.", sentence)
    return sentence


def pdf(pages: int = 1) -> bytes:
    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer)
    for number in range(pages):
        sheet.drawString(72, 700, f"Event: Seminar {number}")
        sheet.showPage()
    sheet.save()
    return buffer.getvalue()


def word(*paragraphs: str) -> bytes:
    note, buffer = docx.Document(), io.BytesIO()
    for text in paragraphs or ("Event: Seminar",):
        note.add_paragraph(text)
    note.save(buffer)
    return buffer.getvalue()


def word_with(body: bytes, packing: int = zipfile.ZIP_DEFLATED, **parts: bytes) -> bytes:
    """A Word file with another body, and with more parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as old, zipfile.ZipFile(buffer, "w", packing) as new:
        for name in old.namelist():
            new.writestr(name, body if name == "word/document.xml" else old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return buffer.getvalue()


def raw_pdf(*objects: str) -> bytes:
    """A PDF file of hand-written objects, the first its catalogue."""
    data, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(
        f"{place:010} 00000 n \n" for place in places
    )
    return data + f"{table}trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF".encode()


def locked_pdf() -> bytes:
    writer, buffer = pypdf.PdfWriter(io.BytesIO(pdf())), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(buffer)
    return buffer.getvalue()


def scanned_pdf() -> bytes:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer)
    sheet.drawImage(ImageReader(Image.new("L", (40, 40), 200)), 0, 0, 500, 700)
    sheet.save()
    return buffer.getvalue()


W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (c, b"&%c;" % (c - 1) * 10) for c in range(ord("b"), ord("k")))
    + b"]><w:document "
    + W
    + b"><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
)
DEEP = b"<w:document " + W + b"><w:body>" + b"<w:sdt>" * 100_000 + b"</w:sdt>" * 100_000 + b"</w:body></w:document>"
BOMB = b"<w:document " + W + b"><w:body>" + b" " * 60_000_000 + b"</w:body></w:document>"
MANY = b"<w:document " + W + b"><w:body><w:p/></w:body></w:document>"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
GARBAGE = bytes(i * 7919 % 251 for i in range(5000))

HOSTILE = {
    "locked.pdf": (locked_pdf(), PASSWORD),
    "locked.docx": (OLD + "EncryptedPackage".encode("utf-16-le"), PASSWORD),
    "old.doc": (OLD, "this is an old Office file (.doc); save it as .docx and load it again."),
    "scan.pdf": (
        scanned_pdf(),
        "the pages are pictures without text; run text recognition (OCR) on it and load it again.",
    ),
    "blank.pdf": (
        raw_pdf(
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Count 1/Kids[3 0 R]>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        ),
        "there is no text in it",
    ),
    "bomb.docx": (word_with(BOMB), "it unpacks to far more than a document holds (50 MB allowed)"),
    "parts.docx": (word_with(MANY, **{f"x{i}": b"" for i in range(2100)}), "it unpacks to"),
    "laughs.docx": (word_with(LAUGHS), "it declares XML entities"),
    "deep.docx": (word_with(DEEP, zipfile.ZIP_STORED), DAMAGED),
    "loop.pdf": (raw_pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[2 0 R]>>"), ""),
    "million.pdf": (pdf().replace(b"/Count 1", b"/Count 1000000"), ""),
    "endless.pdf": (pdf(2001), "it has 2001 pages, more than the 2000 allowed; split it."),
    "workbook.docx": (
        word_with(MANY).replace(b"word/document.xml", b"xl/workbook.xml".ljust(17, b"_")),
        "this is a zip archive",
    ),
    "picture.pdf": (b"\x89PNG\r\n\x1a\n" + bytes(100), "this is a picture without text"),
    **{f"empty.{end}": (b"", "the file is empty (0 bytes)") for end in ("txt", "md", "pdf", "docx", "odt", "html")},
    **{f"garbage.{end}": (GARBAGE, "this is not text but binary data") for end in ("txt", "pdf", "docx", "html")},
    **{f"zip.{end}": (b"PK\x03\x04" + GARBAGE, DAMAGED) for end in ("docx", "odt", "txt")},
    "garbage-with-a-head.pdf": (b"%PDF-1.7\n" + GARBAGE, DAMAGED),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_one_sentence_and_the_next_is_read(tmp_path, good, name):
    data, sentence = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(data)
    assert refusal(path).startswith(sentence)
    assert documents.read(good).text == "Event: Seminar"


@pytest.mark.parametrize("make", [pdf, word], ids=["pdf", "docx"])
def test_cut_short_anywhere(tmp_path, make):
    """Whatever is left of a file, it is read or refused with a sentence."""
    data = make()
    path = tmp_path / "Seminar"
    for size in range(30, len(data), len(data) // 25):
        path.write_bytes(data[:size])
        assert "Seminar" in text_or_sentence(path)


def test_bytes_changed_anywhere(tmp_path, good):
    data = bytearray(pdf())
    path = tmp_path / "note.pdf"
    for place in range(0, len(data), len(data) // 40):
        path.write_bytes(data[:place] + b"\xff\x00<<" + data[place + 4 :])
        text_or_sentence(path)
    assert documents.read(good).text == "Event: Seminar"


def test_missing_file_and_folder(tmp_path):
    assert refusal(tmp_path / "none.txt") == "there is no such file; check the path."
    assert refusal(tmp_path) == "this is a folder, not a document; name a file in it."


@pytest.mark.parametrize("name", ["note.txt", "note.pdf", "note.docx", "note.html", "note"])
@pytest.mark.parametrize("make", [pdf, word], ids=["pdf", "docx"])
def test_content_decides_not_the_name(tmp_path, make, name):
    path = tmp_path / name
    path.write_bytes(make())
    assert documents.read(path).text.startswith("Event: Seminar")


def test_endless_loop_is_given_up(tmp_path, good, monkeypatch):
    monkeypatch.setattr(limits, "SECONDS", 1.0)
    monkeypatch.setattr(child, "START", CHILD + "html.parse = lambda data: any(0 for _ in iter(int, 1)); worker.main()")
    assert refusal(good) == "reading it took longer than 1 s, so it was given up; save it anew and load it again."
    monkeypatch.undo()
    assert documents.read(good).text == "Event: Seminar"


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit on address space")
def test_too_much_memory_is_given_up(good, monkeypatch):
    monkeypatch.setattr(child, "START", CHILD + "html.parse = lambda data: bytearray(3_000_000_000); worker.main()")
    assert refusal(good) == limits.TOO_MUCH_MEMORY
    monkeypatch.undo()
    assert documents.read(good).text == "Event: Seminar"


@pytest.mark.parametrize(
    "end", ["__import__('os').abort()", "__import__('os')._exit(0)", "1 / 0", "print('x') or 1 / 0"]
)
def test_a_parser_that_breaks(good, monkeypatch, end):
    monkeypatch.setattr(child, "START", CHILD + f"html.parse = lambda data: {end}; worker.main()")
    assert refusal(good).endswith("save it anew and load it again.")
    monkeypatch.undo()
    child.close()
    assert documents.read(good).text == "Event: Seminar"


def test_a_child_that_was_killed_is_replaced(good):
    documents.read(good)
    os.kill(child._child.process.pid, signal.SIGKILL)
    child._child.process.wait()
    assert documents.read(good).text == "Event: Seminar"


def test_a_child_is_replaced_after_so_many_documents(good, monkeypatch):
    monkeypatch.setattr(limits, "DOCUMENTS", 2)
    children = set()
    for _ in range(6):
        documents.read(good)
        children.add(child._child.process.pid)
    assert len(children) == 3


def test_threads_share_the_child(tmp_path):
    paths = []
    for number in range(40):
        paths.append(tmp_path / f"{number}.html")
        paths[-1].write_text(f"<p>Event {number}")
    with ThreadPoolExecutor(8) as pool:
        texts = list(pool.map(lambda path: documents.read(path).text, paths))
    assert texts == [f"Event {number}" for number in range(40)]
    assert threading.active_count() < 20


def test_the_child_ends_with_its_parent(good):
    program = (
        "import sys, os; from pathlib import Path; from loaders import documents; from loaders.documents import child;"
        "documents.read(Path(sys.argv[1])); print(child._child.process.pid, flush=True); os._exit(0)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program, str(good)], cwd=root, capture_output=True, text=True, timeout=60
    )
    pid = int(done.stdout)
    for _ in range(50):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("the child is still there")
