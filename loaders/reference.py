"""Reads the knowledge in data/reference/ and refuses what would make an answer depend on the order of rows."""

import csv
from functools import cache
from pathlib import Path

import pandas as pd

REFERENCE = Path(__file__).resolve().parents[1] / "data" / "reference"

# The columns that no two rows of a table may share; tables not listed have their first column as key.
KEYS = {
    "cell_words": ("word", "field"),
    "cities": ("city", "country_code"),
    "compound_parts": ("part", "place"),
    "corrections": ("event_id", "field"),
    "count_bounds": ("phrase", "language", "place"),
    "count_cues": ("phrase", "language", "cue"),
    "count_nouns": ("noun", "language"),
    "data_dictionary": ("column", "table"),
    "date_words": ("kind", "language", "word", "value"),
    "kind_words": ("word", "language", "field"),
    "memberships": ("body", "code", "from"),
    "note_cues": ("cue", "language", "meaning"),
    "note_labels": ("label", "language"),
    "number_words": ("word", "language", "value"),
    "organisation_aliases": ("alias",),
    "organisation_words": ("word", "kind"),
    "place_words": ("word", "kind"),
    "region_groups": ("scheme", "code"),
    "same_event": ("event_a", "event_b"),
    "state_adjectives": ("adjective",),
    "state_aliases": ("name",),
    "state_lookalikes": ("phrase", "place"),
    "state_words": ("word", "kind"),
    "subdivisions": ("name", "country_code"),
}
# Columns whose every value stands in the key of another table (blank is allowed).
LINKS = {
    ("ambiguous_organisations", "organisation_id"): "organisations",
    ("ambiguous_states", "code"): "states",
    ("cities", "country_code"): "states",
    ("memberships", "code"): "states",
    ("organisation_aliases", "organisation_id"): "organisations",
    ("organisations", "parent_id"): "organisations",
    ("organisations", "state_code"): "states",
    ("region_groups", "code"): "states",
    ("small_states", "code"): "states",
    ("state_adjectives", "code"): "states",
    ("state_aliases", "code"): "states",
    ("state_short_names", "code"): "states",
    ("subdivisions", "country_code"): "states",
}
# Columns that people fill in by hand and that are never blank, nor begin or end with a space.
FILLED = {"region_groups": ("scheme", "group", "code")}


class ReferenceError(ValueError):
    """A reference table that breaks a promise; the message names file, row and key."""


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of data/reference/<name>.csv as text, its key checked; blank cells are ""."""
    return read(REFERENCE / f"{name}.csv")


def frame(name: str) -> pd.DataFrame:
    """The table as a dataframe of text, its key and its links checked; NA is Namibia, never a missing value."""
    path = REFERENCE / f"{name}.csv"
    if broken := _all_dangling(name, rows(name)):
        raise ReferenceError(broken[0])
    return pd.read_csv(path, dtype="str", keep_default_na=False)


def read(path: Path) -> tuple[dict[str, str], ...]:
    """The rows of one reference file; raises ReferenceError where its shape or key is broken."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            table = tuple(reader)
            columns = tuple(reader.fieldnames or ())
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReferenceError(f"{path.name} cannot be read as CSV in UTF-8: {error}.") from error
    key = KEYS.get(path.stem) or columns[:1]
    if missing := [column for column in (*key, *FILLED.get(path.stem, ())) if column not in columns]:
        raise ReferenceError(f"{path.name}: no column {missing[0]!r} (found: {', '.join(columns)}).")
    seen: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(table, start=2):
        if None in row or None in row.values():
            raise ReferenceError(f"{path.name}, row {number}: {len(columns)} cells expected; quote cells with commas.")
        values = tuple(row[column] for column in key)
        for column in FILLED.get(path.stem, ()):
            if not row[column] or row[column] != row[column].strip():
                raise ReferenceError(
                    f"{path.name}, row {number}: {column} {row[column]!r} is blank or has a space before or after it."
                )
        if not values[0].strip():
            raise ReferenceError(f"{path.name}, row {number}: the key {key[0]!r} is blank.")
        if values in seen:
            shown = ", ".join(f"{column} {value!r}" for column, value in zip(key, values, strict=True))
            raise ReferenceError(f"{path.name}, row {number}: {shown} stands in row {seen[values]} already; keep one.")
        seen[values] = number
    return table


def check() -> list[str]:
    """What is wrong with any table of data/reference/: broken shape, double keys, codes that point nowhere."""
    found = []
    for path in sorted(REFERENCE.glob("*.csv")):
        try:
            table = rows(path.stem)
        except ReferenceError as error:
            found.append(str(error))
            continue
        found += _all_dangling(path.stem, table)
    return found


def _all_dangling(name: str, table: tuple[dict[str, str], ...]) -> list[str]:
    return [sentence for column in (table[0] if table else ()) for sentence in _dangling(name, column, table)]


def _dangling(name: str, column: str, table: tuple[dict[str, str], ...]) -> list[str]:
    target = LINKS.get((name, column))
    if not target:
        return []
    known = {next(iter(row.values())) for row in rows(target)}
    return [
        f"{name}.csv, row {number}: {column} {row[column]!r} is not in {target}.csv."
        for number, row in enumerate(table, start=2)
        if row[column] and row[column] not in known
    ]
