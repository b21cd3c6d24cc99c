"""Names, dates and counts: how many a second, and how many right, wrong and unresolved, beside what people use today.

    python -m benchmarks.resolve [--quick]

The cases are the tables of tests/cases. The peers run in an environment of their own (.cache/benchmark-peers, made
from benchmarks/requirements.txt on the first run), each in a process of its own, on the same cases in the same run.
An answer where there is none to give (a year nobody wrote, "Korea") is wrong; no answer to a case that has one is
unresolved. Peers know no ranges, bounds or precision: for all, a date is right when its first day is (or its month or
year, where that is all there is), and a count when its number is. `--quick` takes every fifth case.
"""

import argparse
import csv
import json
import logging
import subprocess
import sys
import time
import venv
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases"
PEERS = ROOT / ".cache" / "benchmark-peers"
Reader = Callable[[list[str]], list[str | None]]


def one_by_one(function: Callable[[str], str | None]) -> Reader:
    """A reader of lists; an error is no answer."""

    def read(texts: list[str]) -> list[str | None]:
        found = []
        for text in texts:
            try:
                found.append(function(text) or None)
            except Exception:
                found.append(None)
        return found

    return read


def ours_names() -> Reader:
    sys.path.insert(0, str(ROOT))
    from loaders.normalise import states

    return one_by_one(states.resolve)


def ours_dates() -> Reader:
    sys.path.insert(0, str(ROOT))
    from loaders.normalise import dates

    def start(text: str) -> str | None:
        found = dates.parse(text)
        return str(found.start) if found and found.start else None

    return one_by_one(start)


def ours_counts() -> Reader:
    sys.path.insert(0, str(ROOT))
    from loaders.normalise import counts

    def value(text: str) -> str | None:
        found = counts.parse(text)
        return str(found.value) if found else None

    return one_by_one(value)


def pycountry_lookup() -> Reader:
    import pycountry

    return one_by_one(lambda text: pycountry.countries.lookup(text).alpha_3)


def pycountry_search() -> Reader:
    import pycountry

    return one_by_one(lambda text: pycountry.countries.search_fuzzy(text)[0].alpha_3)


def converter() -> Reader:
    """country_converter on the whole list at once, its fastest form."""
    import country_converter

    logging.disable(logging.CRITICAL)
    instance = country_converter.CountryConverter()

    def read(texts: list[str]) -> list[str | None]:
        found = instance.convert(texts, to="ISO3", not_found="none")
        return [code if isinstance(code, str) and code != "none" else None for code in found]

    return read


def hdx_exact() -> Reader:
    from hdx.location.country import Country

    Country.countriesdata(use_live=False)
    return one_by_one(lambda text: Country.get_iso3_country_code(text, use_live=False))


def hdx_fuzzy() -> Reader:
    from hdx.location.country import Country

    Country.countriesdata(use_live=False)
    return one_by_one(lambda text: Country.get_iso3_country_code_fuzzy(text, use_live=False)[0])


def dateparser_parse() -> Reader:
    import dateparser

    return one_by_one(lambda text: dateparser.parse(text).date().isoformat())


def dateutil_parse() -> Reader:
    from dateutil import parser

    return one_by_one(lambda text: parser.parse(text).date().isoformat())


def number_parser_parse() -> Reader:
    import number_parser

    def value(text: str) -> str | None:
        found = number_parser.parse_number(text)
        return None if found is None else str(found)

    return one_by_one(value)


READERS: dict[str, dict[str, Callable[[], Reader]]] = {
    "names": {
        "this project": ours_names,
        "pycountry lookup": pycountry_lookup,
        "pycountry search_fuzzy": pycountry_search,
        "country_converter": converter,
        "hdx-python-country": hdx_exact,
        "hdx-python-country fuzzy": hdx_fuzzy,
    },
    "dates": {"this project": ours_dates, "dateparser": dateparser_parse, "dateutil": dateutil_parse},
    "counts": {"this project": ours_counts, "number-parser": number_parser_parse},
}


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of cases."""
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cases(task: str) -> list[tuple[str, str]]:
    """What is written and what it is: a code, the start of a day, month or year, a number, or "" for nothing."""
    if task == "names":
        found = [(row["written"], row["code"]) for row in rows("states")]
        return found + [(row["written"], "") for row in rows("not_states")]
    if task == "dates":
        found = [row for row in rows("dates") if row["reader"] in ("parse", "cell")]
        return [(row["written"], first_day(row["expected"])) for row in found]
    return [(row["written"], row["expected"].split(" ")[0]) for row in rows("counts") if row["reader"] == "parse"]


def first_day(expected: str) -> str:
    """The start of "2018-01-09/2018-01-11"; nothing for a date without its year."""
    return "" if expected.startswith("--") else expected.split("/")[0].split("+")[0]


def judged(task: str, wanted: Iterable[str], answers: Iterable[str | None]) -> tuple[int, int, int]:
    """How many answers are right, wrong and unresolved; of a date, as much counts as there is to know."""
    right = wrong = unresolved = 0
    for want, answer in zip(wanted, answers, strict=True):
        same = (answer or "").startswith(want) if task == "dates" and want else (answer or "") == want
        right += same
        wrong += bool(answer) and not same
        unresolved += not answer and not same
    return right, wrong, unresolved


def work(task: str, reader: str) -> None:
    """Read texts from standard input with one reader; write answers and seconds. Runs in the reader's own process."""
    warnings.simplefilter("ignore")
    texts = json.load(sys.stdin)
    read = READERS[task][reader]()
    read(["France", "from 9 to 11 January 2018", "more than sixty officials"])  # tables are read once
    start = time.perf_counter()
    answers = read(texts)
    seconds = time.perf_counter() - start
    json.dump({"answers": answers, "seconds": seconds}, sys.stdout)


def measured(task: str, reader: str, texts: list[str]) -> dict:
    """The answers of one reader and the seconds that it took."""
    python = sys.executable if reader == "this project" else str(PEERS / "bin" / "python")
    command = [python, __file__, "--work", task, reader]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True)
    return json.loads(done.stdout[done.stdout.index("{") :])


def peers() -> None:
    """The environment of the peers, made once, and again when the list of packages has changed."""
    requirements, installed = Path(__file__).with_name("requirements.txt"), PEERS / "installed.txt"
    if not installed.exists() or installed.read_text("utf-8") != requirements.read_text("utf-8"):
        if not PEERS.exists():
            venv.create(PEERS, with_pip=True)
        subprocess.run([PEERS / "bin" / "pip", "install", "-q", "-r", requirements], check=True)
        installed.write_text(requirements.read_text("utf-8"), encoding="utf-8")


def running_text(quick: bool) -> list[str]:
    """Milliseconds to find everything of a kind in 5,000 characters of notes."""
    sys.path.insert(0, str(ROOT))
    from loaders import documents
    from loaders.normalise import counts, dates, states

    notes = "\n".join(documents.read(path).text for path in sorted((CASES / "notes").glob("*.txt")))
    texts = [notes[start : start + 5000] for start in range(0, len(notes) - 4999, 5000)]
    lines = ["| found in 5,000 characters | ms |", "| --- | --- |"]
    for name, module in (("states", states), ("dates", dates), ("counts", counts)):
        module.find(texts[0])
        rounds = []
        for _ in range(2 if quick else 10):
            start = time.perf_counter()
            for text in texts:
                module.find(text)
            rounds.append(time.perf_counter() - start)
        lines.append(f"| {name} | {min(rounds) / len(texts) * 1000:.2f} |")
    return lines


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="every fifth case")
    parser.add_argument("--work", nargs=2, metavar=("TASK", "READER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work(*options.work)
        return
    peers()
    print("| | reader | a second | right | wrong | unresolved | of |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: |")
    for task, readers in READERS.items():
        found = cases(task)[:: 5 if options.quick else 1]
        for reader in readers:
            result = measured(task, reader, [written for written, _ in found])
            counted = judged(task, (want for _, want in found), result["answers"])
            shares = " | ".join(f"{100 * count / len(found):.1f}%" for count in counted)
            print(
                f"| {task} | {reader} | {len(found) / result['seconds']:,.0f} | {shares} | {len(found)} |", flush=True
            )
    print()
    print("\n".join(running_text(options.quick)))


if __name__ == "__main__":
    main()
