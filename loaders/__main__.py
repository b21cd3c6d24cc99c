"""python -m loaders SOURCE... [--out DIR]: read records without a browser."""

import argparse
import sys
from pathlib import Path

import pandas as pd

import loaders
from loaders import reference
from outreach import schema

EXAMPLES = """\
examples:
  python -m loaders data/records                      what is there, and what needs a look
  python -m loaders data/records --out tables         the same, and the four tables as CSV in tables/
  python -m loaders note.docx list.xlsx --out tables  single files
  python -m loaders postgresql://reader@host/outreach the tables events and attendance of a database

exit status: 0 every source was read, 1 a source could not be read (the others were), 2 wrong usage
"""


def main(arguments: list[str] | None = None) -> int:
    """Read the sources, write the tables, print a summary; the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m loaders",
        description="Read event records (files or folders) into four tables: events, attendance, evidence, problems.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help="a file, a folder, or a database's address")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write events.csv, attendance.csv, ... to this folder")
    options = parser.parse_args(arguments)
    if options.out and options.out.exists() and not options.out.is_dir():
        parser.error(f"--out {options.out}: this is a file; name a folder")

    dataset = loaders.load(options.sources)
    if options.out:
        write(dataset, options.out)
    print(summary(dataset))
    if options.out:
        print(f"Wrote {', '.join(f'{name}.csv' for name in schema.TABLES)} to {options.out}.")
    return int((dataset.problems["kind"] == "unreadable").any())


def write(dataset: schema.Dataset, folder: Path) -> None:
    """The four tables as CSV: UTF-8, one header line, ISO dates, missing values empty."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in schema.TABLES:
        getattr(dataset, name).to_csv(folder / f"{name}.csv", index=False, date_format="%Y-%m-%d", lineterminator="\n")


def summary(dataset: schema.Dataset) -> str:
    """What was read, what was kept, and what needs a look, in plain words."""
    events, problems = dataset.events, dataset.problems
    sources = pd.concat([dataset.evidence["source"], events["source"], problems["source"]]).dropna().unique()
    unread = problems[problems["kind"] == "unreadable"]
    status = ", ".join(f"{count} {word}" for word, count in events["status"].value_counts().items())
    lines = [
        f"Read {len(sources) - len(unread)} of {len(sources)} sources: "
        f"{len(events)} {'event' if len(events) == 1 else 'events'} ({status or 'none'}).",
        f"Kept {len(dataset.attendance)} attendance rows "
        f"({(dataset.attendance['party_kind'] == 'state').sum()} states, "
        f"{(dataset.attendance['party_kind'] == 'organisation').sum()} organisations) "
        f"and {len(dataset.evidence)} values with their evidence.",
    ]
    lines += [f"Could not be read: {message}" for message in unread["message"]]
    looks = problems[(problems["kind"] != "unreadable") & (problems["severity"] != "note")]
    if len(looks):
        what_to_do = {row["kind"]: row["what_to_do"] for row in reference.rows("problem_kinds")}
        lines.append("Needs a look:")
        lines += [f"  {count:5} {kind}: {what_to_do[kind]}" for kind, count in looks["kind"].value_counts().items()]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
