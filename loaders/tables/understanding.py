"""What is understood of a file: for each sheet where its table stands, its shape, and what its columns mean."""

from dataclasses import replace

from loaders.normalise import dates
from loaders.tables import cells, columns, header, shapes
from loaders.tables.header import Layout
from loaders.tables.mapping import Mapping, SheetMapping

PERSONS = ("personal", *shapes.REGISTRATION)
PLAIN_NAMES = ("sheet", "tabelle", "feuil", "hoja", "planilha", "лист")  # of sheets that nobody named


def understand(
    found: list[cells.Sheet], name: str, mapping: Mapping | None = None
) -> list[tuple[SheetMapping, Layout]]:
    """How each sheet is read: as the mapping says, else as it is understood."""
    read = [_sheet(sheet, name, mapping.sheet(sheet.key) if mapping else None) for sheet in found]
    if not any(one.shape != "none" and _has(one, "title", "start_date", "date") for one, _ in read):
        return read
    return [
        (replace(one, shape="none", why=shapes.SUMMARY), layout)
        if not (mapping and mapping.sheet(one.sheet)) and not _has(one, *shapes.IDENTITY, "events across", *PERSONS)
        else (one, layout)
        for one, layout in read
    ]


def _has(sheet: SheetMapping, *fields: str) -> bool:
    return any(column.field in fields for column in sheet.columns)


def _sheet(sheet: cells.Sheet, name: str, kept: SheetMapping | None) -> tuple[SheetMapping, Layout]:
    if kept:
        return kept, header.locate(sheet, kept.header_rows)
    layout = header.locate(sheet)
    shape, why, settled = shapes.settle(columns.recognise(layout.headers, layout.body), layout.body)
    title = next((line for _, line in layout.above if len(line) < 200 and dates.parse(line) is None), "")
    named = sheet.name and not sheet.name.lower().startswith(PLAIN_NAMES)
    told = layout.told.get("title")
    title = told.text if told else title or (sheet.name if named else name)
    return SheetMapping(sheet.key, shape, why, layout.header_rows, tuple(settled), title), layout
