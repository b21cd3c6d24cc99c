"""How long every summary of 10,000 events takes to become CSV, and what the package, workbook and report take.

    python benchmarks/exports.py [--events 10000]

Each in this one process, after imports and the making of the records. Limit: all summaries in under 2 seconds. Beside
it stands what pandas alone needs to write the same tables without making a cell harmless.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import synthetic  # noqa: E402
from outreach import exports  # noqa: E402
from outreach.exports import package, report, workbook  # noqa: E402
from outreach.filters import Selection  # noqa: E402
from outreach.prepare import Prepared  # noqa: E402
from outreach.summaries import SUMMARIES, table  # noqa: E402

LIMIT = 2.0


def summaries(prepared: Prepared) -> int:
    """Every summary made and written as CSV, one after the other; the bytes of all."""
    return sum(len(exports.csv(table(name, prepared, Selection()))) for name in SUMMARIES)


def pandas_alone(prepared: Prepared) -> int:
    """The same tables, already made, written by pandas."""
    return sum(len(table(name, prepared, Selection()).to_csv(index=False)) for name in SUMMARIES)


def of_package(prepared: Prepared) -> int:
    """The ZIP of all tables and records, to a file on disk."""
    return _file(lambda file: package.write(file, prepared, Selection(), {}))


def of_workbook(prepared: Prepared) -> int:
    """The workbook, to a file on disk."""
    return _file(lambda file: workbook.write(file, prepared, Selection(), {}))


def of_report(prepared: Prepared) -> int:
    """The HTML report with every event."""
    return len(report.html(prepared, Selection(), {}))


def _file(write: Callable[[BinaryIO], None]) -> int:
    with tempfile.TemporaryFile() as file:
        write(file)
        return file.tell()


def measured(work: Callable[[Prepared], int], prepared: Prepared) -> float:
    """Print what the work takes; its seconds."""
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    size = work(prepared)
    seconds = time.perf_counter() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{work.__name__:16} {seconds:6.2f} s   {size / 1e6:6.1f} MB   peak of memory +{grown:.0f} MB")
    return seconds


def main() -> int:
    """Measure all; 1 where the limit is not kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=10_000)
    prepared = synthetic.prepared(parser.parse_args().events)
    print(f"{len(prepared.events)} events, {len(prepared.attendance)} attendance rows, {len(SUMMARIES)} summaries")
    seconds = measured(summaries, prepared)
    for work in (pandas_alone, of_package, of_workbook, of_report):
        measured(work, prepared)
    return int(seconds > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
