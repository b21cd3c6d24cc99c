"""What was understood of a file of tables, so that a person can look at it, change it, and keep it beside the file.

`records.xlsx.mapping.toml` beside `records.xlsx` is followed instead of what the loader would understand by itself.
"""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

from loaders import Unreadable
from loaders.tables.columns import Column

SHAPES = {
    "event": "one row an event",
    "event and party": "one row an event and state or organisation",
    "person": "one row a person",
    "matrix": "states down or across, events or years the other way",
    "none": "no list of events or participants",
}


@dataclass(frozen=True)
class SheetMapping:
    """How one sheet is read. `sheet` is empty where the file has only one."""

    sheet: str
    shape: str
    why: str
    header_rows: tuple[int, ...]  # empty: the table has no header
    columns: tuple[Column, ...]
    title: str = ""  # of the event, where no column names one
    day_first: bool | None = None  # of dates like 03/04/2020; None: by the evidence of the column


@dataclass(frozen=True)
class Mapping:
    """How every sheet of a file is read."""

    sheets: tuple[SheetMapping, ...]

    def to_toml(self) -> str:
        """The mapping as a file that a person can edit."""
        return "\n".join(_sheet_toml(sheet) for sheet in self.sheets)

    @classmethod
    def from_toml(cls, text: str, name: str = "mapping") -> "Mapping":
        """The mapping in a file; raises Unreadable when it is none."""
        try:
            found = tomllib.loads(text).get("sheet", [])
            return cls(tuple(_sheet(sheet) for sheet in found))
        except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
            raise Unreadable(f"{name}: this is no mapping ({error}); correct the file or remove it") from None

    def sheet(self, name: str) -> SheetMapping | None:
        """The mapping of one sheet, or None."""
        return next((sheet for sheet in self.sheets if sheet.sheet == name), None)


def beside(path: Path) -> Path:
    """Where the mapping of a file is kept."""
    return path.with_name(path.name + ".mapping.toml")


def kept(path: Path) -> Mapping | None:
    """The mapping kept beside a file, or None."""
    place = beside(path)
    return Mapping.from_toml(place.read_text(encoding="utf-8"), place.name) if place.is_file() else None


def _sheet(values: dict) -> SheetMapping:
    if values["shape"] not in SHAPES:
        raise KeyError(f"shape {values['shape']!r} is not one of {', '.join(SHAPES)}")
    return SheetMapping(
        sheet=values.get("name", ""),
        shape=values["shape"],
        why=values.get("why", "as kept in the mapping"),
        header_rows=tuple(values.get("header_rows", (1,))),
        columns=tuple(Column(c["header"], c["field"], c.get("why", "")) for c in values.get("column", [])),
        title=values.get("title", ""),
        day_first=values.get("day_first"),
    )


def _sheet_toml(sheet: SheetMapping) -> str:
    lines = ["[[sheet]]", f"name = {_quoted(sheet.sheet)}"]
    lines += [f"shape = {_quoted(sheet.shape)}  # {'; '.join(SHAPES)}", f"why = {_quoted(sheet.why)}"]
    lines += [f"header_rows = {list(sheet.header_rows)}", f"title = {_quoted(sheet.title)}"]
    if sheet.day_first is not None:
        lines.append(f"day_first = {str(sheet.day_first).lower()}")
    for column in sheet.columns:
        lines += ["", "[[sheet.column]]", f"header = {_quoted(column.header)}"]
        lines += [f"field = {_quoted(column.field)}", f"why = {_quoted(column.why)}"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
