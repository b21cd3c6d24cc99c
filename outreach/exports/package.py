"""Everything as one ZIP: all summaries, the records of the selection, a dictionary of columns, a data package of it.

Tables are made and written one after the other, so that no more than one of them is in memory.
"""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from typing import BinaryIO

import pandas as pd

from outreach import filters, schema
from outreach.exports import about
from outreach.exports.formats import csv
from outreach.filters import Selection
from outreach.prepare import Prepared
from outreach.summaries import SUMMARIES, selected

README = """\
{title}: {words}
Records read: {loaded}

summaries/          every table of the dashboard for this selection
records/            the events of the selection, who took part, the words of the sources, what needs a look
data-dictionary.csv every column of every table: its type and what it means
selection.json      the filters, as the address of the dashboard has them
datapackage.json    the same tables for programs that read data packages

CSV files are UTF-8 with a byte order mark, dates are ISO, an empty cell is a value that is not known. Text that a
spreadsheet would run as a formula has an apostrophe in front.
"""
FIXED = (1980, 1, 1, 0, 0, 0)  # the time of every file inside, so that equal content gives an equal ZIP


def write(
    file: BinaryIO,
    prepared: Prepared,
    selection: Selection,
    names: dict[str, str],
    progress: Callable[[int, int, str], None] = lambda done, of, what: None,
) -> None:
    """Write the ZIP to an open file."""
    resources, dictionary = [], []
    words, loaded = about.in_words(selection, names), about.loaded(prepared)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (folder, name, table) in enumerate(_tables(prepared, selection), start=1):
            progress(number, len(SUMMARIES) + len(schema.TABLES), f"{folder}/{name}")
            content = csv(table)
            _add(archive, f"{folder}/{name}.csv", content)
            resources.append(_resource(folder, name, table, content))
            dictionary += [
                (f"{folder}/{name}", field["name"], field["type"], field.get("description", ""), _allowed(field))
                for field in resources[-1]["schema"]["fields"]
            ]
        columns = ["table", "column", "type", "meaning", "allowed"]
        _add(archive, "data-dictionary.csv", csv(pd.DataFrame(dictionary, columns=columns, dtype="str")))
        chosen = {"words": words, "filters": filters.to_query(selection), "records_read": loaded}
        _add(archive, "selection.json", _json(chosen))
        package = {
            "name": "outreach-participation",
            "title": f"{about.TITLE}: {words}",
            "description": f"Records read: {loaded or 'not known'}",
            "resources": resources,
        }
        _add(archive, "datapackage.json", _json(package))
        _add(archive, "README.txt", README.format(title=about.TITLE, words=words, loaded=loaded).encode())


def _tables(prepared: Prepared, selection: Selection) -> Iterator[tuple[str, str, pd.DataFrame]]:
    rows = selected(prepared, selection)
    for name, summary in SUMMARIES.items():
        yield "summaries", name, summary.build(prepared, rows, selection)
    for name in schema.TABLES:
        yield "records", name, about.records(name, prepared, rows)


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, FIXED)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    archive.writestr(entry, content)


def _json(value: dict) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode(errors="replace")


def _resource(folder: str, name: str, table: pd.DataFrame, content: bytes) -> dict:
    """The description of one table, as data packages have it."""
    title = SUMMARIES[name].title if folder == "summaries" else f"Records: {name}"
    description = about.definition(name) if folder == "summaries" else about.RECORDS[name]
    fields = [_field(name, folder, column, table[column]) for column in table.columns]
    told = {"fields": fields, "missingValues": [""]}
    if folder == "records" and schema.TABLES[name].key:
        told["primaryKey"] = list(schema.TABLES[name].key)
    if (folder, name) == ("records", "attendance"):
        reference = {"resource": "records-events", "fields": ["event_id"]}
        told["foreignKeys"] = [{"fields": ["event_id"], "reference": reference}]
    return {
        "name": f"{folder}-{name}",
        "path": f"{folder}/{name}.csv",
        "title": title,
        "description": description,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": told,
    }


def _field(name: str, folder: str, column: str, values: pd.Series) -> dict:
    kind = about.kind(values)
    field: dict[str, object] = {"name": column, "type": kind, "description": about.meaning(name, column)}
    if kind == "boolean":
        field |= {"trueValues": ["True"], "falseValues": ["False"]}
    allowed = schema.ALLOWED.get((name, column)) if folder == "records" else None
    return field | {"constraints": {"enum": list(allowed)}} if allowed else field


def _allowed(field: dict) -> str:
    return ", ".join(field.get("constraints", {}).get("enum", ()))
