# ruff: noqa: E501 - a case is a line
"""Workbooks: merged cells, hidden sheets, title rows, two-row headers, totals, several sheets, other formats than XLSX."""

import datetime as dt
import zipfile

import openpyxl
import pytest
import xlwt

from loaders import Unreadable, tables
from outreach import schema
from tests.loaders.table_files import binary_workbook, heads, problems, read_workbook, starts, workbook


def read(path):
    return schema.check(tables.read(path, path.name))


def test_title_rows_header_of_two_rows_and_totals(tmp_path):
    dataset = read_workbook(
        tmp_path,
        ["Outreach activities of the secretariat", None, None, None, None, None],
        ["as of 31 December 2019", None, None, None, None, None],
        [None, None, None, None, None, None],
        ["Event", "Dates", None, "Venue", None, "Participants"],
        [None, "Start", "End", "City", "Country", None],
        ["Border course", dt.datetime(2019, 3, 4), dt.datetime(2019, 3, 6), "Lomé", "Togo", 24],
        ["Port course", dt.datetime(2019, 5, 1), None, "Doha", "Qatar", 30],
        ["Total", None, None, None, None, 54],
        merged="A1:F1 B4:C4 D4:E4 A4:A5 F4:F5",
    )  # fmt: skip
    events = dataset.events
    assert events["title"].tolist() == ["Border course", "Port course"]
    assert events["locator"].tolist() == ["row 6", "row 7"]
    assert starts(dataset) == ["2019-03-04 day", "2019-05-01 day"]
    assert events["end_date"].dt.day.tolist()[0] == 6
    assert events[["city", "country_code", "participants"]].values.tolist() == [
        ["Lomé", "TGO", 24],
        ["Doha", "QAT", 30],
    ]
    assert "left out" in problems(dataset)


def test_merged_cells_hold_for_all_their_rows(tmp_path):
    dataset = read_workbook(
        tmp_path,
        ["Event", "Country", "Delegates"],
        ["Forum", "Kenya", 3], [None, "Togo", 4], ["Course", "Mali", 2], [None, "Chad", 1],
        merged="A2:A3 A4:A5",
    )  # fmt: skip
    assert dataset.events["title"].tolist() == ["Forum", "Course"]
    assert dataset.events["participants"].tolist() == [7, 3]
    assert heads(dataset) == {"KEN": 3, "MLI": 2, "TCD": 1, "TGO": 4}


def test_empty_cells_that_are_not_merged_stay_empty(tmp_path):
    dataset = read_workbook(
        tmp_path, ["Event", "Country", "Participants"], ["A", "Kenya", 3], ["B", None, 4], ["C", "Ghana", 2]
    )
    assert dataset.events["country_code"].fillna("").tolist() == ["KEN", "", "GHA"]
    assert dataset.problems[["kind", "locator"]].values.tolist() == [["missing value", "row 3"]]
    assert dataset.events["participants"].sum() == 9


def test_rows_after_a_gap_are_read(tmp_path):
    rows = [["Event", "Date"], *([f"Course {i}", dt.date(2019, 1, 1 + i)] for i in range(20)), *([[None, None]] * 15)]
    rows += [[f"Course {i}", dt.date(2019, 2, i)] for i in range(1, 11)]
    path = workbook(tmp_path, {"Sheet1": rows})
    book = openpyxl.load_workbook(path)
    book["Sheet1"].cell(12_000, 3).font = openpyxl.styles.Font(bold=True)
    book.save(path)
    assert len(read(path).events) == 30


def test_serial_numbers_are_dates_and_years_stay_years(tmp_path):
    dataset = read_workbook(tmp_path, ["Event", "Start"], ["A", 42008], ["B", 43109], ["C", "2018-01-12"])
    assert starts(dataset) == ["2015-01-04 day", "2018-01-09 day", "2018-01-12 day"]
    assert "unclear date" in problems(dataset)
    dataset = read_workbook(tmp_path, ["Event", "Start"], ["A", 2018], ["B", 2019])
    assert starts(dataset) == ["2018-01-01 year", "2019-01-01 year"]


def test_several_sheets_hidden_ones_and_summaries(tmp_path):
    path = workbook(
        tmp_path,
        {
            "Events 2019": [["Event", "Date", "Country"], ["Course A", "2019-02-01", "Mali"]],
            "Events 2020": [["Event", "Date", "Country"], ["Course B", "2020-02-01", "Chad"]],
            "Old": [["Event", "Date"], ["Course C", "2001-02-01"]],
            "By year": [["year", "participants"], [2019, 10], [2020, 20]],
            "By type": [["type", "number of events"], ["course", 2]],
            "README": [["How this list is kept"]],
        },
    )
    book = openpyxl.load_workbook(path)
    book["Old"].sheet_state = "hidden"
    book.save(path)
    dataset = read(path)
    assert dataset.events["locator"].tolist() == ["sheet Events 2019, row 2", "sheet Events 2020, row 2"]
    named = dataset.problems.loc[dataset.problems["kind"].eq("left out"), "locator"].tolist()
    assert [any(name in place for place in named) for name in ("Old", "By year", "By type", "README")] == [True] * 4
    assert not dataset.problems["severity"].eq("error").any()


def test_old_binary_workbook(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Events")
    for r, row in enumerate([["Event", "Country", "Participants"], ["Course", "Kenya", 12]]):
        for c, value in enumerate(row):
            sheet.write(r, c, value)
    path = tmp_path / "book.xls"
    book.save(str(path))
    assert read(path).events[["title", "country_code", "participants"]].values.tolist() == [["Course", "KEN", 12]]


def test_open_document_workbook(tmp_path):
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = [["Event", "Country", "Participants"], ["Course", "Kenya", "12"]]
    body = "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows)
    content = (
        '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="Events">{body}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    path = tmp_path / "book.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        )
    assert read(path).events[["title", "country_code", "participants"]].values.tolist() == [["Course", "KEN", 12]]


def test_a_workbook_under_a_wrong_name_is_read_by_its_content(tmp_path):
    path = workbook(tmp_path, {"Sheet1": [["Event", "Date"], ["Course", "2019-02-01"]]}, name="table.csv")
    assert read(path).events["title"].tolist() == ["Course"]


@pytest.mark.parametrize("content", [b"PK\x03\x04" + b"\0" * 200, b"\xd0\xcf\x11\xe0" + b"\0" * 600])
def test_a_broken_workbook_is_refused_in_a_sentence(tmp_path, content):
    path = tmp_path / "broken.xlsx"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=r"^broken\.xlsx: "):
        tables.read(path, "broken.xlsx")


def test_a_workbook_that_unpacks_without_end_is_refused(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"0" * (60 << 20))
    with pytest.raises(Unreadable, match="unpacks to"):
        tables.read(path, "bomb.xlsx")


def test_binary_workbook(tmp_path):
    path = binary_workbook(tmp_path, [["Event", "Date", "Country"], ["Course é", 43109.0, "Kenya"]])
    dataset = read(path)
    assert dataset.events[["title", "country_code"]].values.tolist() == [["Course é", "KEN"]]
    assert starts(dataset) == ["2018-01-09 day"]


PAGE = """<html><head><meta charset="iso-8859-1"></head><body><table>
<tr><th colspan=4>Events</th></tr>
<tr><th rowspan=2>Event</th><th colspan=2>Dates</th><th rowspan=2>Country</th></tr><tr><th>Start</th><th>End</th></tr>
<tr><td>Course &eacute;<br>in Lomé</td><td>2019-01-02</td><td>2019-01-03</td><td>Togo</td></tr></table></body></html>"""
SPREADSHEET = """<?xml version="1.0"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Events"><Table>
<Row><Cell><Data ss:Type="String">Event</Data></Cell><Cell><Data ss:Type="String">Date</Data></Cell>
<Cell><Data ss:Type="String">Country</Data></Cell><Cell><Data ss:Type="String">Delegates</Data></Cell></Row>
<Row ss:Index="4"><Cell ss:MergeDown="1"><Data ss:Type="String">Forum</Data></Cell>
<Cell ss:MergeDown="1"><Data ss:Type="DateTime">2019-03-04T00:00:00.000</Data></Cell>
<Cell><Data ss:Type="String">Kenya</Data></Cell><Cell><Data ss:Type="Number">12</Data></Cell></Row>
<Row><Cell ss:Index="3"><Data ss:Type="String">Togo</Data></Cell><Cell><Data ss:Type="Number">2</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def test_a_web_page_named_as_a_workbook(tmp_path):
    path = tmp_path / "export.xls"
    path.write_bytes(PAGE.encode("latin-1"))
    dataset = read(path)
    assert dataset.events[["title", "country_code"]].values.tolist() == [["Course é\nin Lomé", "TGO"]]
    assert (starts(dataset), dataset.events["locator"].tolist()) == (["2019-01-02 day"], ["row 4"])


def test_an_xml_spreadsheet(tmp_path):
    path = tmp_path / "export.xls"
    path.write_text(SPREADSHEET)
    dataset = read(path)
    assert (dataset.events["title"].tolist(), heads(dataset)) == (["Forum"], {"KEN": 12, "TGO": 2})
    assert dataset.attendance["locator"].tolist() == ["row 4", "row 5"]


@pytest.mark.parametrize(
    "text",
    [
        "<html><body><p>Sign in first</p></body></html>",
        "MIME-Version: 1.0\nContent-Type: multipart/related\n",
        SPREADSHEET.replace("<Workbook", "<!DOCTYPE x [<!ENTITY a 'b'>]><Workbook"),
        SPREADSHEET[:700],
    ],
)
def test_markup_without_a_table_is_refused_in_a_sentence(tmp_path, text):
    path = tmp_path / "export.xls"
    path.write_text(text)
    with pytest.raises(Unreadable, match=r"^export\.xls: "):
        tables.read(path, "export.xls")
