"""Tables within a note: one event a row, one event a column, one state a row."""

import re

from loaders.normalise import states
from loaders.notes.labels import Line, Segment, composed, fields

_COLUMN = re.compile(r"[^\s|](?:(?! {2}|\t|\s*\|).)*")
_TOTAL = re.compile(r"[\s|]*(?:grand )?total(?:es|s)?\b", re.IGNORECASE)
_ATTENDING = re.compile(r"particip|attend|present|présent|deleg|delég|délég|asist|represent|représent", re.IGNORECASE)


def segments(rows: list[Line]) -> dict[int, list[Segment]]:
    """The lines of tables: line number -> what its cells are, under the labels of their columns or of their row."""
    found = {number: _row(rows[number], heads) for number, heads in _events_by_row(rows).items()}
    found |= {number: _cells_of(rows[number], names) for number, names in _events_by_column(rows).items()}
    return _states_by_row(rows) | found


def _events_by_row(rows: list[Line]) -> dict[int, tuple[tuple[str, ...], ...]]:
    """Tables with one event a row: line number -> the fields of its columns, for the heading line and each row."""
    found: dict[int, tuple[tuple[str, ...], ...]] = {}
    number = 0
    while number < len(rows):
        cells = _cells(rows[number].text)
        heads = tuple(fields(cell) for cell in cells) if len(cells) >= 3 else ()
        known = [head for head in heads if head and not {"meta", "memo", "banner"}.intersection(head)]
        names = {field for head in known for field in head}
        if len(known) >= 3 and "date" in names or {"start", "title"} <= names:
            found[number] = heads
            number += 1
            while number < len(rows) and len(_cells(rows[number].text)) == len(cells):
                found[number] = heads
                number += 1
        else:
            number += 1
    return found


def _events_by_column(rows: list[Line]) -> dict[int, tuple[str, ...]]:
    """Tables with one event a column: line number -> the fields of the row, () for the line above that names the columns."""
    found: dict[int, tuple[str, ...]] = {}
    number = 0
    while number < len(rows):
        last = number
        while last < len(rows) and len(cells := _cells(rows[last].text)) == len(_cells(rows[number].text)) > 2:
            if not (fields(cells[0]) or composed(cells[0])):
                break
            last += 1
        known = {n: fields(cell) or composed(cell) for n in range(number, last) for cell in _cells(rows[n].text)[:1]}
        dated = [n for n, names in known.items() if "date" in names]
        if len(known) > 2 and dated and all(re.search(r"\d", cell) for cell in _cells(rows[dated[0]].text)[1:]):
            found |= known
            above = number - 1
            if above >= 0 and not rows[above].blank and len(rows[above].text.split("\t")) > 1 and above not in found:
                found[above] = ()
        number = max(last, number + 1)
    return found


def _states_by_row(rows: list[Line]) -> dict[int, list[Segment]]:
    """Tables with one state a row under words on who attended: line number -> the state's name, the number of a total."""
    found: dict[int, list[Segment]] = {}
    number = 0
    while number < len(rows):
        last = number
        while last < len(rows) and len(cells := _columns(rows[last].text)) > 1 and states.resolve(cells[0][1]):
            last += 1
        above = [n for n in range(number - 1, max(-1, number - 6), -1) if not rows[n].blank][:2]
        if last - number > 1 and any(_ATTENDING.search(rows[n].text) for n in above):
            found |= {
                n: [] for n in above[:1] if len(_columns(rows[n].text)) > 1 and not re.search(r"\d", rows[n].text)
            }
            for n in range(number, last):
                place, cell = _columns(rows[n].text)[0]
                found[n] = [_valued("states", rows[n].start + place, cell)]
            if last < len(rows) and _TOTAL.match(rows[last].text):
                place, cell = _columns(rows[last].text)[-1]
                found[last] = [_valued("participants", rows[last].start + place, cell)]
        number = max(last, number + 1)
    return found


def _valued(name: str, start: int, cell: str) -> Segment:
    return Segment("label", (name,), start, start + len(cell), start)


def _columns(text: str) -> list[tuple[int, str]]:
    """The cells of a line with their places, cut at tabs, bars and runs of spaces."""
    if not any(mark in text for mark in ("  ", "\t", "|")):
        return [(0, text)]
    return [(match.start(), match[0]) for match in _COLUMN.finditer(text)]


def _cells_of(line: Line, names: tuple[str, ...]) -> list[Segment]:
    """The cells of a row under the label that its first cell is, one an event."""
    found, place = [], line.start
    separator = "\t" if "\t" in line.text else "|"
    text = line.text
    if separator == "|":
        place += len(text) - len(text.lstrip("| "))
        text = text.strip("| ")
    for column, cell in enumerate(text.split(separator)):
        start = place + len(cell) - len(cell.lstrip())
        if column and names and cell.strip():
            found.append(Segment("label", names, start, start + len(cell.strip()), start, "", "", column))
        place += len(cell) + 1
    return found


def _cells(text: str) -> list[str]:
    text = text.strip("\n")
    if "\t" in text:
        return text.split("\t")
    if text.count("|") >= 2:
        return [cell.strip() for cell in text.strip().strip("|").split("|")]
    return []


def _row(line: Line, heads: tuple[tuple[str, ...], ...]) -> list[Segment]:
    """A row of a table with one event a row: each cell is a value under the label of its column."""
    found, place = [], line.start
    separator = "\t" if "\t" in line.text else "|"
    cells = line.text.split(separator)
    if separator == "|" and not cells[0].strip():
        place += len(cells[0]) + 1
        cells = cells[1:]
    for names, cell in zip(heads, cells, strict=False):
        start = place + len(cell) - len(cell.lstrip())
        if names and cell.strip() and fields(cell) != names and set(cell) - set(" :-"):
            found.append(Segment("label", names, start, start + len(cell.strip()), start))
        place += len(cell) + 1
    return found
