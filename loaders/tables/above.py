"""What stands above a table: "Event: Workshop on seals", a row of labels over a row of values, and plain title rows."""

from typing import NamedTuple

from loaders.tables.columns import by_header

FIELDS = {
    "title": "title",
    "name": "title",
    "date": "date",
    "start_date": "date",
    "place": "place",
    "venue": "place",
    "city": "place",
    "country": "place",
    "event_country": "place",
}
LONGEST_LABEL = 40


class Told(NamedTuple):
    """One value that a labelled cell above a table gives, and its row."""

    row: int
    text: str


def read(top: list[list[str | None]], before: int = 0) -> tuple[dict[str, Told], list[tuple[int, str]]]:
    """The labelled values by field ("title", "date", "place") and the title rows that have no label.

    `before`: how many rows of the sheet stand above these.
    """
    told: dict[str, Told] = {}
    plain: list[tuple[int, str]] = []
    rows = [list(dict.fromkeys(filter(None, row))) for row in top]
    for i, cells in enumerate(rows):
        below = top[i + 1] if i + 1 < len(top) else []
        pairs = list(zip(cells[0::2], cells[1::2], strict=False))
        whole = len(cells) % 2 == 0 and all(_is_label(label) for label, _ in pairs)
        if _stands_over(cells, list(filter(None, below))):
            for label, value in zip(top[i], below, strict=False):
                if label and value and (field := _field(label)):
                    told.setdefault(field, Told(before + i + 2, value))
            rows[i + 1] = []
        elif pairs and (whole or _is_label(cells[0]) and not any(map(_is_label, cells[1:]))):
            for label, value in pairs:
                if field := _field(label):
                    told.setdefault(field, Told(before + i + 1, value))
        elif len(cells) == 1 and ": " in cells[0] and (field := _field(cells[0].split(": ", 1)[0])):
            told.setdefault(field, Told(before + i + 1, cells[0].split(": ", 1)[1].strip()))
        else:
            plain += [(before + i + 1, cell) for cell in cells]
    return told, plain


def _stands_over(cells: list[str], below: list[str]) -> bool:
    """Is a row one of labels, with their values in the next?"""
    return sum(map(_is_label, cells)) > 1 and len(below) >= len(cells) and not any(map(_is_label, below))


def _is_label(cell: str) -> bool:
    return cell.rstrip().endswith(":") or _field(cell) is not None


def _field(label: str) -> str | None:
    found = by_header(label.strip(" :")) if len(label) <= LONGEST_LABEL else None
    return FIELDS.get(found[0]) if found and found[1] == 1 else None
