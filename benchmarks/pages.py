"""How fast pages answer a filter at 10,000 events: the script on the server, and numbers and plots in Chromium.

    python -m benchmarks.pages [--events 10000] [--rounds 7] [--alone]

A filter is clicked in a real browser. `script` is the processor time of the run that the click causes on the server;
`repaint` is from the click to the last change of a number or a plot on the page, a dash where nothing changes. `new`
selections were never asked for since the server started, `seen` ones were. Goals: a script under 30 ms, a repaint under
200 ms. `work` is the processor time of a click in the browser.

Beside it stand the overview in Dash and in Streamlit without our care (benchmarks/peers: the same records, four
numbers, four plots, a map among them), clicked in turn with ours, so that a busy machine is busy for all; and eight
people who click at the same time.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Browser, CDPSession, ElementHandle, Page  # noqa: E402

from benchmarks import resolve, synthetic  # noqa: E402
from outreach import loaded  # noqa: E402
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
    const text = '[data-testid=stMetricValue], [data-testid=stMarkdown], [data-testid=stHeading], .number'
    const watched = `.js-plotly-plot, ${text}`
    const within = node => (node.nodeType == 1 ? node : node.parentElement)?.closest(watched)
    const holds = node => within(node) || (node.nodeType == 1 && node.querySelector(watched))
    const app = document.querySelector('[data-test-script-state]')  // Streamlit's, not Dash's
    const busy = () => app ? app.dataset.testScriptState != 'notRunning' : document.title == 'Updating...'
    let last = 0, ran = !app
    const drawn = new MutationObserver(changes => {
        if (changes.some(change => within(change.target) || [...change.addedNodes].some(holds)))
            requestAnimationFrame(() => { last = performance.now() })
    })
    const state = new MutationObserver(() => { ran = true })
    drawn.observe(document.querySelector('[data-testid=stMain]') || document.body,
        {subtree: true, childList: true, characterData: true, attributes: true})
    if (app) state.observe(app, {attributeFilter: ['data-test-script-state']})
    const start = performance.now()
    button.click()
    const timer = setInterval(() => {
        const quiet = performance.now() - Math.max(last, start) > 700
        if (!ran || !quiet || busy()) return
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
def served(command: list[str], **environment: str) -> Iterator[Server]:
    """What the command serves."""
    with browser.started(command, subprocess.PIPE, **environment) as (address, process):
        runs: SimpleQueue = SimpleQueue()
        Thread(target=_listen, args=(process, runs), daemon=True).start()
        yield Server(address, process, runs)


def _listen(process: subprocess.Popen, runs: SimpleQueue) -> None:
    for line in process.stdout:
        if line.startswith("script"):
            runs.put(float(line.split()[1]))


@contextmanager
def peers(records: Path) -> Iterator[dict[str, Server]]:
    """The overview as others would make it, by name, with the same records."""
    resolve.peers()
    prepared = loaded.load(records)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for table in ("events", "attendance"):
            getattr(prepared, table).to_parquet(folder / f"{table}.parquet")
        shutil.copytree(Path(__file__).with_name("peers"), folder, dirs_exist_ok=True)
        shutil.copytree(ROOT / "static", folder / "static")
        dash = [str(resolve.PEERS / "bin" / "python"), str(folder / "dash_app.py")]
        plain = [sys.executable, "-m", "streamlit", "run", str(folder / "plain_streamlit.py"), "--server.port"]
        with served(dash) as first, served(plain) as second:
            yield {"Dash": first, "plain Streamlit": second}


def opened(running: Browser, address: str) -> Page:
    """The address in a browser of its own, drawn in full."""
    page = running.new_context(viewport={"width": 1400, "height": 1000}).new_page()
    page.goto(address)
    page.wait_for_selector(".js-plotly-plot .main-svg, [data-testid=stDataFrame]", timeout=180_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1000)
    return page


def overview(server: Server, person: int = 0, path: str = "") -> str:
    """The address of a page with all types of event chosen one by one, and with years of one's own; peers know none."""
    types = "&".join(f"type={kind}" for kind in EVENT_TYPES)
    return f"{server.address}/{path}?{types}&years=2004-{2010 + person}"


def choice(page: Page, turn: int) -> ElementHandle:
    """What to click next: here one type of event less each time; elsewhere events that name states, or do not."""
    kind = EVENT_TYPES[turn].replace(" ", "-")
    controls = (
        f".st-key-chip-type-{kind} button",
        f".st-key-filter-named button[role=radio] >> nth={turn % 2}",
        f"#named input >> nth={turn % 2 + 1}",
    )
    return page.wait_for_selector(next(control for control in controls if page.locator(control).count()))


class Times(NamedTuple):
    """Milliseconds of each click; no repaint where nothing on the page changed."""

    script: list[float]
    repaint: list[float | None]
    work: list[float]


def click(server: Server, page: Page, button: ElementHandle, times: Times) -> None:
    """Click, and add what it took to the times."""
    server.last_run()
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = worked(session)
    times.repaint.append(page.evaluate(REPAINT, button))
    times.work.append(worked(session) - before)
    times.script.append(server.last_run())
    session.detach()


def worked(session: CDPSession) -> float:
    """Milliseconds of processor time that the page has taken in the browser."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration") * 1000


def of_page(server: Server, running: Browser, name: str, rounds: int) -> tuple[Times, Times]:
    """Selections never asked for, then the same once more by another person."""
    address = overview(server, PAGES.index(name), "" if name == "overview" else name)
    new, seen = Times([], [], []), Times([], [], [])
    for times in (new, seen):
        page = opened(running, address)
        for turn in range(rounds):
            click(server, page, choice(page, turn), times)
        page.context.close()
    return new, seen


def in_turn(servers: dict[str, Server], running: Browser, rounds: int) -> dict[str, Times]:
    """Each tool clicked once, then each once more, and so on; where one is named twice, the second time all is seen."""
    pages = {name: opened(running, overview(server, 10)) for name, server in servers.items()}
    times = {name: Times([], [], []) for name in servers}
    for turn in range(rounds):
        for name, page in pages.items():
            click(servers[name], page, choice(page, turn), times[name])
    for page in pages.values():
        page.context.close()
    return times


def at_once(server: Server, running: Browser, rounds: int) -> list[float | None]:
    """Eight people clicking at the same time, each with years of their own."""
    pages = [opened(running, overview(server, person)) for person in range(PEOPLE)]
    repaints = []
    for turn in range(rounds):
        buttons = [choice(page, turn) for page in pages]
        for page, button in zip(pages, buttons, strict=True):
            page.evaluate(f"button => {{ window.repainted = ({REPAINT})(button) }}", button)
        repaints += [page.evaluate("window.repainted") for page in pages]
    for page in pages:
        page.context.close()
    return repaints


def said(times: list[float | None], of: Callable[[list[float]], float] = statistics.median) -> str:
    """The median of what was measured, or what is asked for."""
    measured = [time for time in times if time is not None]
    return f"{of(measured):.0f}" if measured else "–"


def main() -> int:
    """Measure all and print it beside the goals and the peers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=7, help="clicks of which the median is taken")
    parser.add_argument("--pages", nargs="*", default=PAGES, choices=PAGES, metavar="PAGE")
    parser.add_argument("--alone", action="store_true", help="without Dash and plain Streamlit")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        synthetic.write(folder, options.events)
        ours = [sys.executable, "-c", SERVER]
        with served(ours, OUTREACH_RECORDS=name) as server, browser.chromium() as running:
            print(f"{options.events} events; medians of {options.rounds} clicks in milliseconds")
            of_pages(server, running, options.pages, options.rounds)
            if options.alone:
                compared({"here, new": server, "here, seen": server}, running, options.rounds)
                return 0
            with peers(folder) as others:
                compared({"here, new": server, "here, seen": server, **others}, running, options.rounds)
    return 0


def of_pages(server: Server, running: Browser, pages: Sequence[str], rounds: int) -> None:
    """Print what each page takes."""
    print(f"{'page':16} {'script new':>10} {'seen':>8} {'repaint new':>12} {'seen':>8}")
    for name in pages:
        new, seen = of_page(server, running, name, rounds)
        cells = [said(times) for times in (new.script, seen.script, new.repaint, seen.repaint)]
        print("{:16} {:>10} {:>8} {:>12} {:>8}".format(name, *cells), flush=True)
    print(f"{'goal':16} {'':10} {GOALS['script']:8} {'':12} {GOALS['repaint']:8}")


def compared(servers: dict[str, Server], running: Browser, rounds: int) -> None:
    """Print what each tool takes, alone and with eight people at once, and its memory."""
    print(f"{'overview':16} {'repaint':>10} {'work':>6} {f'{PEOPLE} at once':>12} {'MB':>8} {f'MB with {PEOPLE}':>10}")
    repaints = in_turn(servers, running, rounds)
    for name, server in servers.items():
        memory = server.megabytes()
        together = said(at_once(server, running, max(rounds // 3, 1)), statistics.mean)
        cells = said(repaints[name].repaint), said(repaints[name].work), together, memory, server.megabytes()
        print("{:16} {:>10} {:>6} {:>12} {:>8.0f} {:>10.0f}".format(name, *cells), flush=True)


if __name__ == "__main__":
    sys.exit(main())
