"""How long 1,000,000 attendance rows of CSV take to become the four tables, and how much memory.

    python benchmarks/load.py [--rows 1000000]

Beside it stands what pandas.read_csv (pyarrow engine) needs to read the same file without understanding it. Each is
measured in a process of its own: seconds after imports, and the peak of memory above what the imports take. Limits:
1.5 times the time of pandas plus 3 seconds, and 3 times the size of the file.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PARTIES_OF_AN_EVENT = 50

MEASURED = """
import json, resource, sys, time
sys.path.insert(0, {root!r})
{imports}
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
before, start = peak(), time.perf_counter()
{work}
print(json.dumps({{"seconds": time.perf_counter() - start, "bytes": peak() - before, "rows": rows}}))
"""
PANDAS = ("import pandas as pd, pyarrow.csv", 'rows = len(pd.read_csv(sys.argv[1], engine="pyarrow"))')
TABLES = (
    "import pandas, pyarrow.csv, pathlib\nfrom loaders import tables",
    "dataset = tables.read(pathlib.Path(sys.argv[1]), 'large.csv')\n"
    "rows = {name: len(getattr(dataset, name)) for name in ('events', 'attendance', 'evidence', 'problems')}",
)


def write(path: Path, rows: int, seed: int = 1) -> None:
    """A file as a registry of participation exports it: a row an event and delegation."""
    sys.path.insert(0, str(ROOT))
    from loaders import reference
    from loaders.normalise import states

    chance = random.Random(seed)
    names = [states.name(row["iso3"]) for row in reference.rows("states") if states.resolve(states.name(row["iso3"]))]
    kinds = ("Ministry", "Institute", "Agency", "Office")
    bodies = [f"{kind} of {what}" for kind in kinds for what in "ABCDEFGHIJKLMNOPQRST"]
    with path.open("w", encoding="utf-8") as file:
        file.write("event,start_date,end_date,city,host_country,delegation,organisation,headcount\n")
        for number in range(0, rows, PARTIES_OF_AN_EVENT):
            event = f"Regional workshop {number // PARTIES_OF_AN_EVENT} on export control"
            year, month, day = chance.randint(1995, 2025), chance.randint(1, 12), chance.randint(1, 25)
            head = f'{event},{year}-{month:02}-{day:02},{year}-{month:02}-{day + 3:02},Lyon,"{chance.choice(names)}"'
            for state in chance.sample(names, min(PARTIES_OF_AN_EVENT, rows - number)):
                file.write(f'{head},"{state}",{chance.choice(bodies)},{chance.randint(1, 9)}\n')


def measure(imports: str, work: str, path: Path) -> dict:
    """Seconds, bytes and rows of one run in a process of its own."""
    program = MEASURED.format(root=str(ROOT), imports=imports, work=work)
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def main() -> int:
    """Print both measurements and whether the limits are kept; 1 when they are not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.csv"
        write(path, options.rows)
        size = path.stat().st_size
        plain, ours = measure(*PANDAS, path), measure(*TABLES, path)
    seconds, memory = 1.5 * plain["seconds"] + 3, 3 * size
    print(f"file: {options.rows:,} rows, {size / 1e6:.0f} MB")
    print(f"pandas.read_csv(engine='pyarrow'): {plain['seconds']:.2f} s, {plain['bytes'] / 1e6:.0f} MB")
    print(f"loaders.tables.read: {ours['seconds']:.2f} s (limit {seconds:.2f}),", end=" ")
    print(f"{ours['bytes'] / 1e6:.0f} MB (limit {memory / 1e6:.0f})")
    print("rows:", ", ".join(f"{name} {number:,}" for name, number in ours["rows"].items()))
    return int(ours["seconds"] > seconds or ours["bytes"] > memory)


if __name__ == "__main__":
    sys.exit(main())
