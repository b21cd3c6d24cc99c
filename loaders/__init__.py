"""The one door: any source -> the schema's tables."""

import importlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from loaders import records, same_event
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
NOT_RECORDS = (".mapping.toml",)  # what lies beside records without being one


def load(sources: Iterable[Path | str]) -> schema.Dataset:
    """Everything that the sources (files, folders) tell, as one checked dataset; an event told twice is one event.

    A source that cannot be read costs nothing but itself: it becomes a problem of severity error.
    """
    return schema.check(same_event.join([read_file(path, source) for path, source in files(sources)]))


def files(sources: Iterable[Path | str]) -> Iterator[tuple[Path, str]]:
    """Each file of the sources in a stable order, with its path relative to the folder that was named."""
    for given in map(Path, sources):
        if not given.is_dir():
            yield given, given.name
            continue
        for path in sorted(given.rglob("*")):
            inside = path.relative_to(given)
            hidden = any(part.startswith((".", "~$")) for part in inside.parts)
            if path.is_file() and not hidden and not path.name.endswith(NOT_RECORDS):
                yield path, inside.as_posix()


def read_file(path: Path, source: str) -> schema.Dataset:
    """One file's tables; when it cannot be read, one problem that says why."""
    reader = READERS.get(path.suffix.lower())
    if not reader:
        kinds = ", ".join(READERS)
        return _unreadable(source, f"{source}: no reader for this kind of file; save it as one of {kinds}.")
    try:
        return importlib.import_module(f"loaders.{reader}").read(path, source)
    except Unreadable as error:
        return _unreadable(source, str(error))
    except OSError as error:
        return _unreadable(
            source, f"{source}: {error.strerror or error}; check that the file is there and may be read."
        )
    except Exception as error:  # one broken file never costs the others
        reason = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        return _unreadable(source, f"{source}: reading it failed ({reason}); save it again or in another format.")


def _unreadable(source: str, sentence: str) -> schema.Dataset:
    return records.tables([], source, [records.Problem("unreadable", sentence, severity="error")])
