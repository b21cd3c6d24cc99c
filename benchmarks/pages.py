"""How fast pages answer a filter at 10,000 events: the script on the server, and numbers and plots in Chromium.

    python -m benchmarks.pages [--events 10000] [--rounds 7]

A filter is clicked in a real browser. `script` is the processor time of the run that the click causes on the server;
`repaint` is from the click to the last change of a number or a plot on the page, a dash where nothing changes. `new`
selections were never asked for since the server started, `seen` ones were. Goals: a script under 30 ms, a repaint under
200 ms. At last, eight people filter at the same time. Other tools with four such plots, a map among them, on two cores:
Dash 255 ms, Panel 320, Shiny 350, plain Streamlit 360, Vizro 590; eight at once: Dash 0.94 s, plain Streamlit 1.96 s.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Browser, Page  # noqa: E402

from benchmarks import synthetic  # noqa: E402
from outreach.schema import EVENT_TYPES  # noqa: E402
from tests import browser  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("overview", "attendance", "states", "partners", "events", "data")
PEOPLE = 8
GOALS = {"script": 30, "repaint": 200}
# The server as `streamlit run` starts it, telling what each run of the script took.
SERVER = """
import os, sys, time
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.web import cli
run = ScriptRunner._run_script
def timed(self, data):
    start = time.thread_time()
    run(self, data)
    os.write(1, f"script {time.thread_time() - start}\\n".encode())
ScriptRunner._run_script = timed
cli.main(["run", "dashboard.py", "--server.port", sys.argv[1]])
"""
# Clicks, and waits until numbers and plots have not changed for a while; milliseconds from click to last change.
REPAINT = """
(button) => new Promise(done => {
    const watched = '.js-plotly-plot, [data-testid=stMetricValue], [data-testid=stMarkdown], [data-testid=stHeading]'
    const within = node => (node.nodeType == 1 ? node : node.parentElement)?.closest(watched)
    const holds = node => within(node) || (node.nodeType == 1 && node.querySelector(watched))
    const app = document.querySelector('[data-test-script-state]')
    let last = 0, ran = false
    const drawn = new MutationObserver(changes => {
        if (changes.some(change => within(change.target) || [...change.addedNodes].some(holds)))
            requestAnimationFrame(() => { last = performance.now() })
    })
    const state = new MutationObserver(() => { ran = true })
    drawn.observe(document.querySelector('[data-testid=stMain]'),
        {subtree: true, childList: true, characterData: true, attributes: true})
    state.observe(app, {attributeFilter: ['data-test-script-state']})
    const start = performance.now()
    button.click()
    const timer = setInterval(() => {
        const quiet = performance.now() - Math.max(last, start) > 700
        if (!ran || !quiet || app.dataset.testScriptState != 'notRunning') return
        clearInterval(timer); drawn.disconnect(); state.disconnect(); done(last ? last - start : null)
    }, 50)
})
"""


class Server(NamedTuple):
    """A dashboard of its own, and the seconds that its runs took."""

    address: str
    process: subprocess.Popen
    runs: SimpleQueue

    def last_run(self) -> float:
        """Milliseconds of all runs since this was asked last."""
        seconds = 0.0
        while not self.runs.empty():
            seconds += self.runs.get()
        return seconds * 1000

    def megabytes(self) -> float:
        """Memory of the server's process."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024


@contextmanager
def served(records: Path) -> Iterator[Server]:
    """The dashboard with these records."""
    with browser.started([sys.executable, "-c", SERVER], {"OUTREACH_RECORDS": str(records)}) as (address, process):
        runs: SimpleQueue = SimpleQueue()
        Thread(target=_listen, args=(process, runs), daemon=True).start()
        yield Server(address, process, runs)


def _listen(process: subprocess.Popen, runs: SimpleQueue) -> None:
    for line in process.stdout:
        if line.startswith("script"):
            runs.put(float(line.split()[1]))


def opened(running: Browser, address: str, size: tuple[int, int] = (1400, 1000)) -> Page:
    """The address in a browser of its own, drawn in full."""
    page = running.new_context(viewport={"width": size[0], "height": size[1]}).new_page()
    page.goto(address)
    settled(page)
    return page


def settled(page: Page) -> None:
    """Wait until all is drawn."""
    page.wait_for_selector("[data-testid=stMarkdown]")
    page.wait_for_selector("[data-test-script-state=notRunning]")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)


def button(page: Page, key: str, number: int = 0) -> object:
    """A button of the widget with that key."""
    return page.wait_for_selector(f".st-key-{key} button:not([aria-label]) >> nth={number}", state="attached")


class Times(NamedTuple):
    """Milliseconds of each click; no repaint where nothing on the page changed."""

    script: list[float]
    repaint: list[float | None]


def clicks(server: Server, page: Page, keys: list[tuple[str, int]]) -> Times:
    """Click one filter after the other."""
    times = Times([], [])
    for key, number in keys:
        found = button(page, key, number)
        server.last_run()
        times.repaint.append(page.evaluate(REPAINT, found))
        times.script.append(server.last_run())
    return times


def of_page(server: Server, running: Browser, name: str, rounds: int) -> tuple[Times, Times]:
    """New selections (one type of event less each time), then two seen ones in turn."""
    path = "" if name == "overview" else name
    types = "&".join(f"type={kind}" for kind in EVENT_TYPES)
    page = opened(running, f"{server.address}/{path}?{types}&years=2004-{2010 + PAGES.index(name)}")
    new = clicks(server, page, [(f"chip-type-{kind.replace(' ', '-')}", 0) for kind in EVENT_TYPES[:rounds]])
    page.get_by_text("More filters").click()
    turns = [("filter-named", round % 2) for round in range(rounds + 2)]
    clicks(server, page, turns[:2])
    seen = clicks(server, page, turns[2:])
    page.context.close()
    return new, seen


def at_once(server: Server, running: Browser, rounds: int) -> tuple[list[float], list[float]]:
    """Eight people on the overview, each with years of their own, clicking at the same time: repaints new and seen."""
    pages = [opened(running, f"{server.address}/?years=2004-{2016 + person}") for person in range(PEOPLE)]
    for page in pages:
        page.get_by_text("More filters").click()
    new, seen = [], []
    for turn in range(2 + rounds):
        found = [button(page, "filter-named", turn % 2) for page in pages]
        for page, pill in zip(pages, found, strict=True):
            page.evaluate(f"pill => {{ window.repainted = ({REPAINT})(pill) }}", pill)
        (new if turn < 2 else seen).extend(page.evaluate("window.repainted") for page in pages)
    return new, seen


def said(times: list[float | None], of: Callable[[list[float]], float] = statistics.median) -> str:
    """The median of what was measured, or what is asked for."""
    measured = [time for time in times if time is not None]
    return f"{of(measured):.0f}" if measured else "–"


def main() -> int:
    """Measure all and print it beside the goals."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=7, help="clicks of which the median is taken")
    parser.add_argument("--pages", nargs="*", default=PAGES, choices=PAGES, metavar="PAGE")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        synthetic.write(Path(folder), options.events)
        with served(Path(folder)) as server, browser.chromium() as running:
            print(f"{options.events} events; medians of {options.rounds} clicks in milliseconds")
            print(f"{'page':12} {'script new':>10} {'seen':>8} {'repaint new':>12} {'seen':>8}")
            for name in options.pages:
                new, seen = of_page(server, running, name, options.rounds)
                cells = [said(times) for times in (new.script, seen.script, new.repaint, seen.repaint)]
                print("{:12} {:>10} {:>8} {:>12} {:>8}".format(name, *cells), flush=True)
            print(f"{'goal':12} {'':10} {GOALS['script']:8} {'':12} {GOALS['repaint']:8}")
            one = server.megabytes()
            new, seen = at_once(server, running, options.rounds)
            mean_new, mean = said(new, statistics.mean), said(seen, statistics.mean)
            print(f"{PEOPLE} at once: a repaint takes {mean_new} on average where new, {mean} where seen")
            print(f"memory of the server: {one:.0f} MB before, {server.megabytes():.0f} MB with {PEOPLE} more sessions")
    return 0


if __name__ == "__main__":
    sys.exit(main())
