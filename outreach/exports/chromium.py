"""The Chromium of the machine, without a window: page -> PDF, figure -> picture. Nothing is fetched from outside."""

import os
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from subprocess import DEVNULL, PIPE
from threading import Lock

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SENTENCE = (
    "This machine has no Chromium, which makes PDF files and pictures: install Chromium or Google Chrome, or open the "
    "HTML report in a browser and print it to PDF."
)
SECONDS = 180
_ONE_AT_A_TIME = Lock()


class Failed(RuntimeError):
    """There is no Chromium, or it did not do what was asked; one sentence."""


@cache
def find() -> str | None:
    """Where the program is; None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="outreach-", ignore_cleanup_errors=True)


def pdf(page: bytes) -> bytes:
    """The page as PDF, once its charts are drawn."""
    with _folder() as folder:
        target = Path(folder) / "page.pdf"
        _run(page, Path(folder), "--no-pdf-header-footer", f"--print-to-pdf={target}")
        if not target.is_file():
            raise Failed("Chromium made no PDF of the report; open the HTML report in a browser and print it.")
        return target.read_bytes()


def text(page: bytes) -> str:
    """What the page is once its scripts have run, as HTML."""
    with _folder() as folder:
        return _run(page, Path(folder), "--dump-dom")


def png(svg: bytes, width: int, height: int, scale: int) -> bytes:
    """The drawing as PNG, `scale` times as large as it says."""
    with _folder() as folder:
        target = Path(folder) / "picture.png"
        size = (f"--window-size={width},{height}", f"--force-device-scale-factor={scale}")
        _run(svg, Path(folder), *size, f"--screenshot={target}", name="picture.svg")
        if not target.is_file():
            raise Failed("Chromium made no picture of the chart; take it as SVG instead.")
        return target.read_bytes()


def _run(page: bytes, folder: Path, *what: str, name: str = "page.html") -> str:
    program = find()
    if not program:
        raise Failed(SENTENCE)
    (folder / name).write_bytes(page)
    command = [program, "--headless", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking"]
    command += ["--disable-dev-shm-usage", "--no-first-run"]
    command += [f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=20000"]
    command += ["--host-resolver-rules=MAP * ~NOTFOUND", "--force-color-profile=srgb"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # Chromium has no sandbox for the root user
        command.append("--no-sandbox")
    command += [*what, (folder / name).as_uri()]
    with _ONE_AT_A_TIME, subprocess.Popen(command, stdout=PIPE, stderr=DEVNULL, start_new_session=True) as process:
        try:
            return process.communicate(timeout=SECONDS)[0].decode(errors="replace")
        except subprocess.TimeoutExpired:
            _end(process)
            raise Failed(
                f"Chromium was not done after {SECONDS} seconds; choose fewer sections or fewer events."
            ) from None


def _end(process: subprocess.Popen) -> None:
    """End the program and what it has started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
