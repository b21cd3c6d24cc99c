"""Speed of reading documents, beside the libraries that a user would take instead; memory over many.

    python -m benchmarks.documents [--many 10000]

Makes its own files (reportlab, python-docx) in a temporary folder: a PDF of two columns, a Word note, a text note.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import docx  # noqa: E402
import pypdf  # noqa: E402
from reportlab.pdfgen import canvas  # noqa: E402

from loaders import documents  # noqa: E402
from loaders.documents import child  # noqa: E402

LINE = "The delegations compared the procedures that they follow."
PAGES = 20


def make(folder: Path) -> dict[str, Path]:
    """One file of each kind."""
    files = {kind: folder / f"note.{kind}" for kind in ("pdf", "docx", "txt")}
    sheet = canvas.Canvas(str(files["pdf"]))
    for _ in range(PAGES):
        sheet.setFont("Times-Roman", 10)
        for k in range(100):
            sheet.drawString(50 + 250 * (k >= 50), 780 - 14 * (k % 50), LINE)
        sheet.showPage()
    sheet.save()
    note = docx.Document()
    for _ in range(20):
        note.add_paragraph(f"{LINE} " * 5)
    note.save(files["docx"])
    files["txt"].write_text(f"{LINE}\n" * 50)
    return files


def rate(read: Callable[[], object], seconds: float = 2.0) -> float:
    """Calls a second."""
    read()
    start, calls = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        read()
        calls += 1
    return calls / (time.perf_counter() - start)


def resident(pid: int | str) -> float:
    """Memory of a process in MB, where the system tells."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 / 1e6
    except OSError:
        return float("nan")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--many", type=int, default=1000, help="Word notes read one after the other")
    many = parser.parse_args().many
    with tempfile.TemporaryDirectory() as folder:
        files = make(Path(folder))
        ours = {kind: rate(lambda path=path: documents.read(path)) for kind, path in files.items()}
        pdf = rate(lambda: [page.extract_text() for page in pypdf.PdfReader(files["pdf"]).pages])
        word = rate(lambda: [paragraph.text for paragraph in docx.Document(files["docx"]).paragraphs])
        print(f"PDF pages a second: {ours['pdf'] * PAGES:.0f} (pypdf, in the order drawn: {pdf * PAGES:.0f})")
        print(f"Word notes a second: {ours['docx']:.0f} (python-docx, in this process: {word:.0f})")
        print(f"text notes a second: {ours['txt']:.0f}")
        before, most = resident("self"), 0.0
        for number in range(many):
            documents.read(files["docx"])
            if number % 100 == 99:
                most = max(most, resident(child._child.process.pid))
        grown = resident("self") - before
        print(f"memory over {many} Word notes: {grown:+.0f} MB here, {most:.0f} MB at most in the child")


if __name__ == "__main__":
    main()
