"""What a person decides in the browser, kept on disk: records with their mapping, and rows of reference tables.

Every write is whole or not at all: it is made beside its place under a hidden name, which no reader looks at, and put
in place in one step. Nothing is written over without being asked for.
"""

import csv
import io
import os
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path

from loaders import reference
from loaders.normalise import organisation_names, state_names
from loaders.tables.mapping import beside

MAY_KEEP = "OUTREACH_MAY_KEEP"  # the environment variable that allows the dashboard to write
_one_at_a_time = threading.Lock()


class Refused(Exception):
    """Something that is not written; one sentence: what, why, what to do."""


def allowed() -> bool:
    """Whether the person who started the dashboard allows it to write."""
    return os.environ.get(MAY_KEEP, "").strip().lower() not in ("", "0", "no", "false")


def record(name: str, content: bytes, mapping: str, folder: Path, replace: bool = False) -> list[Path]:
    """Write a record, and the mapping to read it by where there is one; return what was written.

    Raises Refused where a file of that name is there already and `replace` does not say to write over it.
    """
    place = folder / name
    if place.parent != folder or name.startswith((".", "~$")):
        raise Refused(f"{name}: this is no name for a record; rename the file.")
    with _one_at_a_time:
        taken = [path.name for path in (place, beside(place)) if path.exists()]
        if taken and not replace:
            raise Refused(f"{' and '.join(taken)} is in {folder.name}/ already; rename the file, or say to replace it.")
        folder.mkdir(parents=True, exist_ok=True)
        before = beside(place).read_bytes() if beside(place).exists() else None
        _put_or_remove(beside(place), mapping.encode() or None)  # without one, it told how to read what is replaced
        try:
            _put(place, content)
        except OSError:
            _put_or_remove(beside(place), before)
            raise
    return [place, beside(place)] if mapping else [place]


def answer(table: str, row: Mapping[str, str], folder: Path | None = None) -> None:
    """Add a row to a reference table and let it count from now on.

    Raises Refused where the table would break a promise with it, such as a key that stands in it already.
    """
    place = (folder or reference.REFERENCE) / f"{table}.csv"
    with _one_at_a_time:
        before = place.read_bytes()
        columns = next(csv.reader(io.StringIO(before.decode("utf-8-sig"))))
        if unknown := set(row) - set(columns):
            raise Refused(f"{place.name} has no column {sorted(unknown)[0]!r}.")
        ends = b"\r\n" if b"\r\n" in before else b"\n"
        after = before if before.endswith(b"\n") else before + ends
        after += line([row.get(column, "") for column in columns], ends.decode())
        with tempfile.TemporaryDirectory(dir=place.parent, prefix=".new-") as trial:
            tried = Path(trial) / place.name
            tried.write_bytes(after)
            try:
                reference.read(tried)
            except reference.ReferenceError as error:
                raise Refused(str(error)) from None
        _put(place, after)
        forget()
        try:
            _read_anew()
        except reference.ReferenceError as error:  # two rows that cannot both be right, under different keys
            _put(place, before)
            forget()
            raise Refused(str(error)) from None


def _read_anew() -> None:
    """Read the tables that answers change as every loader reads them; raises ReferenceError where they contradict."""
    state_names.names()
    organisation_names.names()


def line(values: list[str], end: str = "\n") -> bytes:
    """One line of CSV; a value never makes two."""
    out = io.StringIO()
    csv.writer(out, lineterminator=end).writerow([" ".join(value.split()) for value in values])
    return out.getvalue().encode()


def forget() -> None:
    """Make every reader read the reference tables anew."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] == "loaders":
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def _put_or_remove(place: Path, content: bytes | None) -> None:
    if content is None:
        place.unlink(missing_ok=True)
    else:
        _put(place, content)


def _put(place: Path, content: bytes) -> Path:
    """Write the file in one step."""
    handle, beside_it = tempfile.mkstemp(dir=place.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside_it, 0o644)
        os.replace(beside_it, place)
    except OSError:
        Path(beside_it).unlink(missing_ok=True)
        raise
    return place
