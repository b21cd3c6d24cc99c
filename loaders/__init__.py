"""The one door: any source -> the schema's tables."""

import importlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from loaders import corrections, records, same_event
from loaders.unreadable import Unreadable
from outreach import schema

__all__ = ["Unreadable", "load", "read_file"]

# How a file's name ends -> the module whose read(path, source) returns the four tables.
READERS = {
    ".csv": "tables",
    ".tsv": "tables",
    ".xlsx": "tables",
    ".xlsm": "tables",
    ".xls": "tables",
    ".xlsb": "tables",
    ".ods": "tables",
    ".txt": "notes",
    ".md": "notes",
    ".docx": "notes",
    ".pdf": "notes",
    ".html": "notes",
    ".htm": "notes",
    ".xhtml": "notes",
    ".odt": "notes",
    ".doc": "notes",  # refused there with what to do
    ".rtf": "notes",
    ".json": "json_records",
    ".jsonl": "json_records",
    ".ndjson": "json_records",
    ".ics": "calendars",
    ".zip": "archives",
}
_ADDRESS = re.compile(r"[a-z][a-z0-9+]+://")  # of a database
TITLE_ROWS = 3  # that may stand above a table of columns set apart by spaces
NOT_RECORDS = (".mapping.toml",)  # what lies beside records without being one


def load(sources: Iterable[Path | str]) -> schema.Dataset:
    """Everything that the sources (files, folders, addresses of databases) tell, as one checked dataset.

    An event told twice is one event; corrections apply last. A source that cannot be read costs nothing but itself: it
    becomes a problem of severity error.
    """
    told = [read_file(path, source) for path, source in files(sources)]
    return schema.check(corrections.apply(same_event.join(told)))


def files(sources: Iterable[Path | str]) -> Iterator[tuple[Path | str, str]]:
    """Each file of the sources in a stable order, with its path relative to the folder that was named."""
    taken: set[str] = set()
    for given in sources:
        for path, source in _inside(given):
            name = source if source not in taken else f"{Path(given).name}/{source}"
            taken.add(name)
            yield path, name


def _inside(given: Path | str) -> Iterator[tuple[Path | str, str]]:
    if _ADDRESS.match(str(given)):
        yield str(given), importlib.import_module("loaders.databases").shown(str(given))
    elif not Path(given).is_dir():
        yield Path(given), Path(given).name
    else:
        for path in sorted(Path(given).rglob("*")):
            inside = path.relative_to(given)
            hidden = any(part.startswith((".", "~$")) for part in inside.parts)
            if path.is_file() and not hidden and not path.name.endswith(NOT_RECORDS):
                yield path, inside.as_posix()


def read_file(path: Path | str, source: str) -> schema.Dataset:
    """The tables of one file, or of a database by its address; when it cannot be read, one problem that says why."""
    reader = "databases" if isinstance(path, str) else reader_of(path)
    if not reader:
        kinds = ", ".join(READERS)
        return _unreadable(source, f"{source}: no reader for this kind of file; save it as one of {kinds}.")
    try:
        return importlib.import_module(f"loaders.{reader}").read(path, source)
    except Unreadable as error:
        return _unreadable(source, str(error))
    except OSError as error:
        reason = error.strerror or error
        return _unreadable(source, f"{source}: {reason}; check that the file is there and may be read.")
    except Exception as error:  # one broken file never costs the others
        reason = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        return _unreadable(source, f"{source}: reading it failed ({reason}); save it again or in another format.")


def reader_of(path: Path) -> str | None:
    """The module that reads a file, told by how its name ends and, of a .txt, by what is in it; None: no module."""
    reader = READERS.get(path.suffix.lower())
    return "tables" if path.suffix.lower() == ".txt" and _has_columns(path) else reader


def _has_columns(path: Path) -> bool:
    """Whether a text begins with lines of the same three or more cells: a table that somebody named .txt."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        sample = [line for line in file.read(65_536).decode("latin-1").splitlines() if line.strip()]
    lines = sample[:20]
    if len(lines) > 1 and any(
        lines[0].count(mark) > 1 and len({line.count(mark) for line in lines}) == 1 for mark in "\t;|,"
    ):
        return True
    return importlib.import_module("loaders.tables.spaces").columns(sample[:200], TITLE_ROWS + 1) is not None


def _unreadable(source: str, sentence: str) -> schema.Dataset:
    return records.tables([], source, [records.Problem("unreadable", sentence, severity="error")])
