"""python -m outreach summary|report|workbook|package: the files of the dashboard without a browser."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from loaders import reference
from outreach import arguments, exports, loaded
from outreach.exports import chromium, package, report, workbook
from outreach.filters import Selection, to_query
from outreach.languages import in_language
from outreach.prepare import Prepared
from outreach.summaries import SUMMARIES, table

EXAMPLES = """\
examples:
  python -m outreach summary --list                                   the tables there are, each with its definition
  python -m outreach summary events-by-year --organisation WCO        one table as CSV on the screen, or into a pipe
  python -m outreach summary --all --years 2014-2018 --out tables     every table as a file in tables/
  python -m outreach summary events --format json --region Africa     as JSON (or parquet)
  python -m outreach report --link 'http://host/?organisation=wco'    the report of a copied address
  python -m outreach report --pdf --sections states,events --out .    as HTML and as PDF, two sections of it
  python -m outreach workbook --state Kenya --out files               everything as one Excel workbook
  python -m outreach package --out /srv/outreach                      everything as one ZIP with a data dictionary

exit status: 0 done, 1 a source could not be read or a file not be made (the others were), 2 wrong usage
"""


class Progress:
    """Says on stderr how far long work is: at most every two seconds, so that short work is silent."""

    def __init__(self) -> None:
        self._said = time.monotonic()

    def __call__(self, done: int, of: int, what: str) -> None:
        if time.monotonic() - self._said > 2:
            self._said = time.monotonic()
            print(f"{done} of {of}: {what} …", file=sys.stderr)


def main(given: list[str] | None = None) -> int:
    """Do what the command says; the exit status."""
    parser = _parser()
    options = parser.parse_args(given)
    if options.command == "summary":
        if options.list:
            print(
                "\n".join(f"{name}: {summary.title}.\n    {summary.definition}" for name, summary in SUMMARIES.items())
            )
            return 0
        _check_summary(parser, options)
        options.kind = arguments.kind_of_file(options, exports.FORMATS)
    if options.out and options.out.exists() and not options.out.is_dir():
        parser.error(f"--out {options.out}: this is a file; name a folder")
    if "://" not in options.records and not Path(options.records).exists():
        parser.error(f"--records {options.records}: there is no such folder or file")

    address = "://" in options.records
    if sys.stderr.isatty():
        print("Reading the records …", file=sys.stderr)
    try:
        prepared = loaded.load(options.records if address else Path(options.records))
    except reference.ReferenceError as error:
        print(f"{parser.prog}: data/reference/{error}", file=sys.stderr)
        return 1
    try:
        chosen = arguments.selection(options, prepared)
    except arguments.Unknown as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2
    status = COMMANDS[options.command](options, in_language(prepared, chosen.language), chosen)
    unread = prepared.problems.loc[prepared.problems["kind"] == "unreadable", "message"]
    for message in unread:
        print(f"Could not be read: {message}", file=sys.stderr)
    return max(status, int(len(unread) > 0))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m outreach",
        description="Write the tables of the dashboard, and files made of them, for a selection of the records.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, words in HELP.items():
        command = commands.add_parser(
            name, help=words, description=words, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        command.add_argument("--out", type=Path, metavar="DIR", help="folder to write to")
        command.add_argument(
            "--records", default=str(loaded.RECORDS), metavar="DIR", help="folder, file or database to read"
        )
        if name == "summary":
            command.add_argument("names", nargs="*", metavar="NAME", help="names of tables, see --list")
            command.add_argument("--all", action="store_true", help="every table")
            command.add_argument("--list", action="store_true", help="the names, titles and definitions of all tables")
        if name == "report":
            command.add_argument("--pdf", action="store_true", help="as PDF too")
            command.add_argument(
                "--sections",
                metavar="LIST",
                help=f"some of {', '.join(report.SECTIONS)}, with commas between; all if not given",
            )
        arguments.add_filters(command, exports.FORMATS if name == "summary" else ())
    return parser


def _check_summary(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    unknown = [name for name in options.names if name not in SUMMARIES]
    if unknown:
        parser.error(f"no summary is called {', '.join(unknown)}; see python -m outreach summary --list")
    if bool(options.names) == options.all:
        parser.error("name a summary, or ask for --all" if not options.names else "either names or --all, not both")
    if len(options.names) != 1 and not options.out:
        parser.error("several summaries need --out and a folder")


def _summary(options: argparse.Namespace, prepared: Prepared, chosen: Selection) -> int:
    write, names = exports.FORMATS[options.kind], options.names or list(SUMMARIES)
    if not options.out:
        sys.stdout.buffer.write(write(table(names[0], prepared, chosen)))
        sys.stdout.buffer.flush()
        return 0
    progress = Progress()
    for number, name in enumerate(names, start=1):
        progress(number, len(names), name)
        content = write(table(name, prepared, chosen))
        with _replaced(options.out / exports.file_name(name, to_query(chosen), options.kind)) as file:
            file.write(content)
    print(f"Wrote {len(names)} {'table' if len(names) == 1 else 'tables'} to {options.out}.")
    return 0


@contextmanager
def _replaced(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that is put in place in one step, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as file:
        try:
            yield file
        except BaseException:
            Path(file.name).unlink()
            raise
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)


def _whole(options: argparse.Namespace, prepared: Prepared, chosen: Selection) -> int:
    """One file of everything: the package or the workbook."""
    write, ending = {"package": (package.write, "zip"), "workbook": (workbook.write, "xlsx")}[options.command]
    path = (options.out or Path()) / exports.file_name("outreach", to_query(chosen), ending)
    with _replaced(path) as file:
        write(file, prepared, chosen, loaded.short_names(prepared, chosen.language), Progress())
    print(f"Wrote {path}.")
    return 0


def _report(options: argparse.Namespace, prepared: Prepared, chosen: Selection) -> int:
    names, sections = loaded.short_names(prepared, chosen.language), options.sections and options.sections.split(",")
    offered = report.sections(chosen)
    unknown = [name for name in sections or () if name not in offered]
    if unknown:
        print(f"python -m outreach: no section {', '.join(unknown)}; there are {', '.join(offered)}.", file=sys.stderr)
        return 2
    path = (options.out or Path()) / exports.file_name("report", to_query(chosen), "html")
    content = report.html(prepared, chosen, names, sections)
    with _replaced(path) as file:
        file.write(content)
    print(f"Wrote {path}.")
    if not options.pdf:
        return 0
    try:
        print("Printing it to PDF …", file=sys.stderr)
        content = chromium.pdf(content)
    except chromium.Failed as error:
        print(f"python -m outreach: {error}", file=sys.stderr)
        return 1
    with _replaced(path.with_suffix(".pdf")) as file:
        file.write(content)
    print(f"Wrote {path.with_suffix('.pdf')}.")
    return 0


HELP = {
    "summary": "one, several or all tables, each as one file",
    "report": "one HTML file that works offline and prints on A4, and a PDF of it where there is a Chromium",
    "workbook": "an Excel workbook: a sheet a table, a cover, charts that can be edited",
    "package": "all tables, the records of the selection and a dictionary of columns, as one ZIP",
}
COMMANDS: dict[str, Callable[[argparse.Namespace, Prepared, Selection], int]] = {
    "summary": _summary,
    "report": _report,
    "workbook": _whole,
    "package": _whole,
}

if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:  # whoever read the pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
