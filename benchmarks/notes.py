"""Precision and recall of the notes reader by field, over a folder with truth.json; its speed and memory.

    python -m benchmarks.notes [FOLDER] [-v] [--speed]

FOLDER (tests/cases/notes when not given) holds notes and truth.json: a list of {file, events}; an event has title,
event_type (event_type_alt), start_date, end_date, city, country_iso3, format, organisers, hosts, sponsors, partners
({name, acronym}), participants and states_reported ({value, bound} or null), states, either_way. `-v` lists what is
wrong. `--speed` reads the text notes again and again: notes a second, memory after 10,000; pages a second of the PDFs.
"""

import argparse
import json
import re
import resource
import sys
import time
import unicodedata
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from loaders import documents, notes  # noqa: E402

CASES = ROOT / "tests" / "cases" / "notes"
GOALS = {"event count": (0.99, 0.99)} | dict.fromkeys(
    ("start", "end", "city", "country", "participants", "states reported", "states named", "organisations"),
    (0.99, 0.97),
)


def plain(text: str | None) -> str:
    """Letters and figures only, in lower case: how names are compared."""
    letters = unicodedata.normalize("NFKD", text or "").encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", letters.replace("the ", "")).strip()


def same_body(party: dict, body: dict) -> bool:
    """Whether a row of attendance is the body: one name within the other, or the acronym."""
    written = {plain(party[key]) for key in ("party_name", "written", "party_id")}
    wanted = {plain(body["name"])} | ({plain(body["acronym"])} if body.get("acronym") else set())
    if written & wanted:
        return True
    return any(w and (w in n or n in w) and min(len(w), len(n)) > 4 for w in wanted for n in written)


class Score:
    """Right, wrong and missed values by field."""

    def __init__(self) -> None:
        self.counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        self.misses: list[tuple[str, str, str, str]] = []

    def value(self, field: str, got: str, want: str, file: str) -> None:
        """One value against one."""
        if want and got == want:
            self.counts[field][0] += 1
            return
        self.counts[field][1] += bool(got)
        self.counts[field][2] += bool(want)
        if got or want:
            self.misses.append((file, field, f"got {got!r}", f"want {want!r}"))

    def sets(self, field: str, got: set[str], want: set[str], file: str) -> None:
        """A set of values against a set."""
        for index, found in enumerate((got & want, got - want, want - got)):
            self.counts[field][index] += len(found)
        if got != want:
            self.misses.append((file, field, f"extra {sorted(got - want)}", f"missing {sorted(want - got)}"))

    def rates(self, field: str) -> tuple[float, float]:
        """Precision and recall."""
        right, wrong, missed = self.counts[field]
        return (right / (right + wrong) if right + wrong else 1.0, right / (right + missed) if right + missed else 1.0)


def score(folder: Path) -> Score:
    """Read every note that truth.json knows and compare."""
    result = Score()
    for case in json.loads((folder / "truth.json").read_text(encoding="utf-8")):
        data = notes.read(folder / case["file"], case["file"])
        events = data.events.astype(object).where(data.events.notna(), None).to_dict("records")
        parties = data.attendance.astype(object).where(data.attendance.notna(), None).to_dict("records")
        _compare(result, case, sorted(events, key=_day), parties)
    return result


def _day(event: dict) -> str:
    return str(event["start_date"] or "")[:10]


def _compare(result: Score, case: dict, events: list[dict], parties: list[dict]) -> None:
    file = case["file"]
    wanted = sorted(case["events"], key=lambda event: event["start_date"] or "")
    if len(events) == len(wanted):
        result.counts["event count"][0] += 1
    else:
        result.value("event count", str(len(events)), str(len(wanted)), file)
    for got, want in zip(events, wanted, strict=False):
        _compare_event(result, file, got, want, [p for p in parties if p["event_id"] == got["event_id"]])


def _compare_event(result: Score, file: str, got: dict, want: dict, parties: list[dict]) -> None:
    for field, column, key in (("start", "start_date", "start_date"), ("end", "end_date", "end_date")):
        right = want[key] or ""
        day = str(got[column] or "")[:10]
        if field == "end" and day and day == want.get("either_end_date"):
            day = right
        result.value(field, day[: len(right)] if right else day, right, file)
    result.value("city", plain(got["city"]), plain(want["city"]), file)
    result.value("country", got["country_code"] or "", want["country_iso3"] or "", file)
    result.value("format", got["format"] or "", want["format"] or "", file)
    other = want.get("event_type_alt") or []
    kinds = {want["event_type"], *([other] if isinstance(other, str) else other)}
    result.value(
        "type", want["event_type"] if got["event_type"] in kinds else got["event_type"] or "", want["event_type"], file
    )
    if "status" in want:
        result.value("status", got["status"], want["status"], file)
    for column, bound in (("participants", "participants_bound"), ("states_reported", "states_bound")):
        count = want[column]
        number = "" if got[column] is None else str(int(got[column]))
        result.value(column.replace("_", " "), number, str(count["value"]) if count else "", file)
        if count and number == str(count["value"]):
            result.value("bounds", (got[bound] or "").replace(" ", "_"), count["bound"], file)
    either = want.get("either_way") or []
    ignored = {either} if isinstance(either, str) else set(either)
    states = {p["party_id"] for p in parties if p["party_kind"] == "state"}
    result.sets("states named", states - ignored, set(want["states"]) - ignored, file)
    _compare_bodies(result, file, [p for p in parties if p["party_kind"] == "organisation"], want)


def _compare_bodies(result: Score, file: str, bodies: list[dict], want: dict) -> None:
    for field, roles in (
        ("organisers", ("organisers",)),
        ("organisations", ("organisers", "hosts", "sponsors", "partners")),
    ):
        pool = [b for b in bodies if field == "organisations" or b["role"] == "organiser"]
        unique = {plain(body["name"]): body for role in roles for body in want[role]}
        used: set[int] = set()
        for body in unique.values():
            hit = next((i for i, party in enumerate(pool) if i not in used and same_body(party, body)), None)
            if hit is None:
                result.value(field, "", body["name"], file)
            else:
                used.add(hit)
                result.counts[field][0] += 1
        if field == "organisations":
            for index, party in enumerate(pool):
                if index not in used:
                    result.value(field, party["party_name"], "", file)


def speed(folder: Path, rounds: int = 10_000) -> None:
    """Print text notes a second, memory before and after `rounds` notes, and PDF pages a second."""
    texts = [path for path in sorted(folder.iterdir()) if path.suffix in (".txt", ".md")]
    for path in texts:
        notes.read(path, path.name)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    for number in range(rounds):
        path = texts[number % len(texts)]
        notes.read(path, path.name)
        if sys.stderr.isatty() and number % 500 == 0:
            print(f"\r{number} of {rounds} notes", end="", file=sys.stderr)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{rounds} text notes: {rounds / seconds:.0f} a second; "
        f"memory {before // 1024} MB before, {after // 1024} MB after"
    )
    pdfs = sorted(folder.glob("*.pdf"))
    if pdfs:
        start = time.perf_counter()
        pages = sum(max(len(documents.read(path).pages), 1) for path in pdfs for _ in range(5))
        print(f"PDF: {pages / (time.perf_counter() - start):.0f} pages a second")


def main(arguments: list[str] | None = None) -> int:
    """Print the table; exit status 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=CASES)
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--speed", action="store_true")
    options = parser.parse_args(arguments)
    result = score(options.folder)
    below = 0
    for field, (right, wrong, missed) in result.counts.items():
        precision, recall = result.rates(field)
        goal = GOALS.get(field)
        short = goal and (precision < goal[0] or recall < goal[1])
        below += bool(short)
        print(
            f"{field:16} precision {precision:.3f}  recall {recall:.3f}  "
            f"({right} right, {wrong} wrong, {missed} missed)"
            f"{'  below the goal' if short else ''}"
        )
    if options.verbose:
        for miss in result.misses:
            print("  " + " | ".join(miss))
    if options.speed:
        speed(options.folder)
    return int(below > 0)


if __name__ == "__main__":
    sys.exit(main())
