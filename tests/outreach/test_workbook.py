"""The workbook reads back as the tables it was made of, runs nothing, and opens elsewhere without a complaint."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from loaders import reference
from outreach.exports import workbook
from outreach.filters import Selection
from outreach.prepare import Prepared, prepare
from outreach.summaries import SUMMARIES, table
from tests.outreach import small

NAMES = {"wco": "WCO", "unoda": "UNODA", "iaea": "IAEA"}
TITLES = ['=HYPERLINK("http://x.example")', "https://x.example/", "bad\x0b\x00 end", "0012", "_x0041_ -5 \u202e"]


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    """The small records with titles that a workbook could take for something else."""
    told = small.dataset()
    for number, title in enumerate(TITLES):
        told.events.loc[number, "title"] = title
    ready = prepare(told, reference.frame("states"), reference.frame("memberships"))
    return replace(ready, problem_kinds=reference.frame("problem_kinds"), read_at=pd.Timestamp("2026-01-09 10:30"))


@pytest.fixture(scope="module")
def written(prepared: Prepared) -> bytes:
    return made(prepared, Selection())


def made(prepared: Prepared, selection: Selection) -> bytes:
    file = io.BytesIO()
    workbook.write(file, prepared, selection, NAMES)
    return file.getvalue()


def test_a_sheet_a_summary_with_its_header_and_rows(prepared: Prepared, written: bytes) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(written))
    assert book.sheet_names == ["Cover", "Charts", *SUMMARIES, "Columns"]
    for name in SUMMARIES:
        expected = table(name, prepared, Selection())
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        assert rows[0] == list(expected.columns), name
        assert len(rows) - 1 == len(expected), name


def test_dates_numbers_and_text_are_what_they_are(written: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written))["events"]
    header = [cell.value for cell in sheet[1]]
    rows = {row[0].value: dict(zip(header, row, strict=True)) for row in sheet.iter_rows(min_row=2)}
    assert rows["nairobi"]["start_date"].value == datetime(2016, 3, 1)
    assert rows["nairobi"]["start_date"].number_format == "yyyy-mm-dd"
    assert rows["nairobi"]["participants"].value == 30
    assert rows["online"]["participants"].value is None
    assert rows["nairobi"]["title"].value == TITLES[0]
    assert {cell.data_type for row in rows.values() for cell in [row["title"]]} == {"s"}
    assert rows["online"]["title"].value == "bad\ufffd\ufffd end"
    assert rows["vienna"]["title"].value == "0012"
    assert rows["lima"]["title"].hyperlink is None
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:P6"


def test_no_cell_is_a_formula_and_nothing_points_outside(written: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(written))
    sheets = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any("<f>" in sheet for sheet in sheets)
    assert not any(b'TargetMode="External"' in archive.read(name) for name in archive.namelist())


def test_it_has_native_charts(written: bytes) -> None:
    charts = openpyxl.load_workbook(io.BytesIO(written))["Charts"]._charts
    assert [type(chart).__name__ for chart in charts] == ["BarChart", "BarChart", "BarChart"]
    assert [series.tx.strRef.f for series in charts[0].series][:2] == ["Charts!$B$1", "Charts!$C$1"]


def test_the_cover_says_what_it_is(prepared: Prepared) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(prepared, Selection(organisation=("wco",), years=(2016, 2018)))))
    said = {row[0]: row[1] for row in book["Cover"].iter_rows(min_row=3, max_row=10, values_only=True)}
    assert said["Selection"] == "WCO · 2016–2018"
    assert said["Records read"] == "2026-01-09 10:30"
    assert said["Events"] == "3 (year known for 3 of 3 events)"
    assert said["Participants"] == "150 (known for 2 of 3 events)"


def test_an_empty_selection_gives_a_workbook_too(prepared: Prepared) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(prepared, Selection(text="nothing says this"))))
    assert book["Charts"]._charts == []


def test_equal_records_give_an_equal_file(prepared: Prepared, written: bytes) -> None:
    assert made(prepared, Selection()) == written


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["events", "EVENTS", "Events"], ["events", "EVENTS (2)", "Events (3)"]),
        (["a" * 40, "a" * 35], ["a" * 31, "a" * 27 + " (2)"]),
        (["in/out: [x]?*\\", "'quoted'", "", "History"], ["in out   x", "quoted", "Sheet", "History (2)"]),
    ],
)
def test_sheet_names_are_valid_and_unique(titles: list[str], names: list[str]) -> None:
    assert workbook.sheet_names(titles) == names


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_it(written: bytes, tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(written)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path)]
    done = subprocess.run([*command, str(tmp_path / "book.xlsx")], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    book = CalamineWorkbook.from_path(str(tmp_path / "book.ods"))
    assert book.sheet_names == ["Cover", "Charts", *SUMMARIES, "Columns"]
    assert [row[0] for row in book.get_sheet_by_name("events").to_python()][1:3] == ["vienna", "online"]
