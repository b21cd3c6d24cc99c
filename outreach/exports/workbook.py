"""Everything as one Excel workbook: a cover, charts that can be edited, a sheet a table, what each column means.

Every cell is written as what it is: text is never taken for a formula, a number or an address.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import BinaryIO

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from outreach.charts import look
from outreach.exports import about, workbook_charts
from outreach.filters import Selection
from outreach.prepare import Prepared
from outreach.rules import RULES
from outreach.summaries import SUMMARIES, selected

MOST_ROWS = 1_048_575  # below the header
MOST_LETTERS = 32_767
WIDEST = 60
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def write(
    file: BinaryIO,
    prepared: Prepared,
    selection: Selection,
    names: dict[str, str],
    progress: Callable[[int, int, str], None] = lambda done, of, what: None,
) -> None:
    """Write the workbook to an open file."""
    book = xlsxwriter.Workbook(file, OPTIONS)
    made = prepared.read_at.to_pydatetime() if prepared.read_at is not None else datetime(2000, 1, 1, tzinfo=UTC)
    book.set_properties({"title": f"{about.TITLE}: {text(about.in_words(selection, names))}", "created": made})
    formats = Formats(book)
    sheets = dict(zip(SUMMARIES, sheet_names(SUMMARIES, ("Cover", "Charts", "Columns")), strict=True))
    cover, charts = book.add_worksheet("Cover"), book.add_worksheet("Charts")
    rows = selected(prepared, selection)
    lengths, dictionary, drawn = {}, {}, {}
    for number, (name, summary) in enumerate(SUMMARIES.items(), start=1):
        progress(number, len(SUMMARIES), name)
        table = summary.build(prepared, rows, selection)
        _sheet(book.add_worksheet(sheets[name]), table, formats)
        lengths[name] = len(table)
        dictionary |= {(name, column): about.kind(table[column]) for column in table.columns}
        if name in ("totals", *workbook_charts.CHARTS):
            drawn[name] = table
    _columns(book.add_worksheet("Columns"), dictionary, formats)
    _cover(cover, prepared, selection, names, sheets, lengths, drawn.pop("totals"), formats)
    on_paper(charts)
    workbook_charts.draw(book, charts, drawn, names, lambda sheet, table, row: _table(sheet, table, formats, row))
    book.close()


class Formats:
    """How cells look."""

    def __init__(self, book: Workbook) -> None:
        self.title = book.add_format({"bold": True, "font_size": 18, "font_name": "Georgia"})
        self.head = book.add_format({"bold": True, "bottom": 1, "valign": "top", "bg_color": "#f1efe9"})
        self.strong = book.add_format({"bold": True})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.words = book.add_format({"text_wrap": True, "valign": "top", "indent": 1})
        self.top = book.add_format({"valign": "top"})
        self.link = book.add_format({"font_color": look.LIGHT.accent, "underline": 1, "valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.plain = book.add_format({"num_format": "0"})
        self.whole = book.add_format({"num_format": "#,##0"})
        self.share = book.add_format({"num_format": "0.0%"})
        self.decimal = book.add_format({"num_format": "#,##0.00"})

    def of(self, column: str, kind: str) -> Format | None:
        """The format of a column: years without separators, shares as per cent."""
        if kind == "date":
            return self.day
        if kind == "integer":
            return self.plain if re.search(r"year|month|lane", column) else self.whole
        if kind == "number":
            return self.share if column.endswith("share") or column == "top_tenth" else self.decimal
        return None


def text(value: object) -> str:
    """Text that a workbook can hold: no characters that XML forbids, no more letters than fit in a cell."""
    clean = _FORBIDDEN.sub("\ufffd", str(value))
    return clean if len(clean) <= MOST_LETTERS else clean[: MOST_LETTERS - 1] + "…"


def sheet_names(titles: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """Names that sheets may have: at most 31 letters, none forbidden, no two alike in any case."""
    used = {"history", *(name.lower() for name in taken)}
    names = []
    for title in titles:
        base = _NOT_IN_NAMES.sub(" ", text(title)).strip().strip("'")[:31].strip().strip("'") or "Sheet"
        name, number = base, 2
        while name.lower() in used:
            ending = f" ({number})"
            name, number = base[: 31 - len(ending)] + ending, number + 1
        used.add(name.lower())
        names.append(name)
    return names


def _sheet(sheet: Worksheet, table: pd.DataFrame, formats: Formats) -> None:
    """One table with a header that stays, filters, widths, and a page that prints."""
    widths = _table(sheet, table, formats)
    for position, width in enumerate(widths):
        sheet.set_column(position, position, width)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, min(len(table), MOST_ROWS)), max(0, table.shape[1] - 1))
    sheet.repeat_rows(0)
    on_paper(sheet)


def on_paper(sheet: Worksheet) -> None:
    """A4 across, as wide as one page, numbered."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&RPage &P of &N")


def _table(sheet: Worksheet, table: pd.DataFrame, formats: Formats, first_row: int = 0) -> list[float]:
    """Write a table with its header; how wide each column needs to be."""
    widths = []
    for position, column in enumerate(table.columns):
        sheet.write_string(first_row, position, text(column), formats.head)
        values, kind = table[column].iloc[:MOST_ROWS], about.kind(table[column])
        put, form = _put(sheet, kind), formats.of(column, kind)
        longest = len(str(column)) + 3  # room for the arrow of the filter
        for row, (value, missing) in enumerate(zip(values, values.isna(), strict=True), start=first_row + 1):
            if not missing:
                shown = put(row, position, value, form)
                longest = max(longest, shown)
        widths.append(min(longest + 1, WIDEST))
    return widths


def _put(sheet: Worksheet, kind: str) -> Callable[[int, int, object, Format | None], int]:
    """How a value of a kind is written; it tells how many letters are seen."""

    def string(row: int, column: int, value: object, form: Format | None) -> int:
        clean = text(value)
        sheet.write_string(row, column, clean, form)
        return len(clean)

    def number(row: int, column: int, value: object, form: Format | None) -> int:
        sheet.write_number(row, column, value, form)
        return len(f"{value:,.0f}") + 3

    def day(row: int, column: int, value: pd.Timestamp, form: Format | None) -> int:
        if value.year < 1900:  # before the first day that a workbook knows
            return string(row, column, value.date().isoformat(), None)
        sheet.write_datetime(row, column, value.to_pydatetime(), form)
        return 10

    def boolean(row: int, column: int, value: object, form: Format | None) -> int:
        sheet.write_boolean(row, column, bool(value), form)
        return 5

    return {"string": string, "boolean": boolean, "date": day}.get(kind, number)


def _columns(sheet: Worksheet, kinds: dict[tuple[str, str], str], formats: Formats) -> None:
    rows = [(name, column, kind, about.meaning(name, column)) for (name, column), kind in kinds.items()]
    _sheet(sheet, pd.DataFrame(rows, columns=["table", "column", "type", "meaning"], dtype="str"), formats)


def _cover(
    sheet: Worksheet,
    prepared: Prepared,
    selection: Selection,
    names: dict[str, str],
    sheets: dict[str, str],
    lengths: dict[str, int],
    totals: pd.DataFrame,
    formats: Formats,
) -> None:
    """What is in the workbook: the selection, its sums, each sheet with its definition, the sources."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 42)
    sheet.set_column(2, 2, 12)
    sheet.set_column(3, 3, 110)
    sheet.write_string(0, 0, about.TITLE, formats.title)
    lines = [("Selection", about.in_words(selection, names))]
    lines += [("Records read", about.loaded(prepared) or "not known")]
    lines += [(f"Filter {name}", value) for name, value in about.options(selection)]
    for row in totals.itertuples():
        what = "year known" if row.measure == "events" else "known"
        said = f"{look.number(row.value, row.bound)} ({what} for {row.known} of {look.count(row.events, 'event')})"
        lines.append((row.measure.capitalize(), said))
    at = 2
    for label, words in lines:
        sheet.write_string(at, 0, text(label), formats.strong)
        sheet.write_string(at, 1, text(words))
        at += 1
    at += 1
    for position, label in enumerate(("Sheet", "Title", "Rows", "What it counts")):
        sheet.write_string(at, position, label, formats.head)
    for name, summary in SUMMARIES.items():
        at += 1
        sheet.write_url(at, 0, f"internal:'{sheets[name]}'!A1", formats.link, sheets[name])
        sheet.write_string(at, 1, summary.title, formats.wrapped)
        sheet.write_number(at, 2, lengths[name], formats.top)
        cut = f" Only the first {MOST_ROWS} rows fit." if lengths[name] > MOST_ROWS else ""
        sheet.write_string(at, 3, summary.definition + cut, formats.words)
    at += 2
    sheet.write_string(at, 0, "How to read the numbers", formats.strong)
    for name, rule in RULES.items():
        sheet.write_string(at, 1, f"{name}. {rule}")
        at += 1
    at += 1
    sheet.write_string(at, 0, "Sources of the selection", formats.head)
    sheet.write_string(at, 1, "Events", formats.head)
    for source, events in selected(prepared, selection).events["source"].value_counts().items():
        at += 1
        sheet.write_string(at, 0, text(source))
        sheet.write_number(at, 1, events, formats.top)
    on_paper(sheet)
