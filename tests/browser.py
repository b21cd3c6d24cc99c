"""A real browser without a network, and the dashboard served to it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Download, Page, sync_playwright
from playwright.sync_api import TimeoutError as NothingCame

ROOT = Path(__file__).parents[1]
# Nothing but the dashboard's own address resolves.
CUT = ["--no-sandbox", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]


@contextmanager
def served(*options: str) -> Iterator[str]:
    """The address of a dashboard of its own, stopped at the end."""
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", *options, "--server.port"]
    with started(command) as (address, _):
        yield address


@contextmanager
def started(
    command: list[str], output: int = subprocess.DEVNULL, **environment: str
) -> Iterator[tuple[str, subprocess.Popen]]:
    """The address of a server of its own and its process, stopped at the end; the command takes a port at its end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [*command, str(port)],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=output,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/_stcore/health")
        yield address, process
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(address: str) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(address, timeout=1).close()
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise TimeoutError(f"{address} does not answer")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's Chromium where there is one, else Playwright's own."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CUT)
        try:
            yield browser
        finally:
            browser.close()


def clicked(page: Page, key: str) -> Download:
    """What a click downloads; a second click, as a person would make it, where the first fell into a rerun."""
    for timeout in (20_000, 60_000):
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        try:
            with page.expect_download(timeout=timeout) as download:
                page.locator(f".st-key-{key} button").first.click()
            return download.value
        except NothingCame:
            continue
    raise AssertionError(f"no download from {key}")
