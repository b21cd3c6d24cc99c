# ruff: noqa: E501 - a case is a line
"""Rows that head others, tables that name each event once, and columns set apart by spaces."""

import pandas as pd
import pytest

import loaders
from outreach import schema
from tests.loaders.table_files import heads, problems, read_text, read_workbook, starts

HEADED = [
    # a year alone in its row
    ('Event,Date,Place\n2017,,\nCourse A,12 March,"Lomé, Togo"\n2018,,\nCourse B,4 June,Doha\n', ["2017-03-12 day", "2018-06-04 day"]),
    ("Event;When;Place\nCourse A;12 March;Lomé\nYear 2018;;\nCourse B;4 June;Doha\n", [None, "2018-06-04 day"]),
    # a month, with or without its year
    ("Date,Event,Place\nMay 2017,,\n12,Course A,Lomé\n3-5,Course B,Doha\n", ["2017-05-12 day", "2017-05-03 day"]),
    ("Date,Event,Place\n2017,,\nmayo,,\n12,Course A,Lomé\n2018,,\n,Course B,Doha\n", ["2017-05-12 day", "2018-01-01 year"]),
    # the year of a title row, and none where it names two
    ("Courses held in 2016,,\nEvent,Date,Place\nCourse A,12 March,Lomé\nCourse B,2 May,Doha\n", ["2016-03-12 day", "2016-05-02 day"]),
    ("Courses from 2016 to 2018,,\nEvent,Date,Place\nCourse A,12 March,Lomé\nCourse B,2 May,Doha\n", [None, None]),
    # a year, month and day in columns of their own
    ("Event,Year,Month,Day\nCourse A,2018,5,3\nCourse B,2018,June,\n", ["2018-05-03 day", "2018-06-01 month"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), HEADED)
def test_years_and_months_that_head_rows(tmp_path, text, expected):
    assert starts(read_text(tmp_path, text)) == expected


def test_words_alone_in_a_row_are_no_event_and_said(tmp_path):
    dataset = read_text(
        tmp_path,
        "No,Event,Date,Participants\nAfrica,,,\n1,Course A,2018-03-02,20\n,Workshops,,\n2,Course B,2018-05-02,20\n"
        ",Seminar on ports,,\n* figures may change,,,\n",
    )
    assert dataset.events["title"].tolist() == ["Course A", "Course B", "Seminar on ports"]
    assert problems(dataset) == ["left out"] * 3


def test_a_state_that_heads_rows_is_their_place(tmp_path):
    dataset = read_text(tmp_path, "Event,Date,Participants\nKenya,,\nA,2018-03-02,20\nTogo,,\nB,2018-03-04,20\n")
    assert dataset.events["country_code"].tolist() == ["KEN", "TGO"]


def test_a_heading_of_merged_cells(tmp_path):
    dataset = read_workbook(
        tmp_path, ["Event", "Date", "Place"], ["Events of 2017"], ["A", "12 March", "Lomé"], ["B", "3 May", "Doha"],
        merged="A2:C2",
    )  # fmt: skip
    assert starts(dataset) == ["2017-03-12 day", "2017-05-03 day"]


def test_an_event_named_once_above_its_delegations(tmp_path):
    dataset = read_text(
        tmp_path, "Event,Country,Delegates\nForum,,\n,Kenya,3\n,Togo,4\nCourse on ports,,\n,Mali,2\n,Chad,\n"
    )
    assert dataset.events["title"].tolist() == ["Forum", "Course on ports"]
    assert dataset.events["participants"].tolist() == [7, 2]
    assert dataset.events["participants_bound"].tolist() == ["exact", "at least"]
    assert heads(dataset) == {"KEN": 3, "MLI": 2, "TCD": None, "TGO": 4}


PRINTED = """Outreach events 2019

  No.  Event                      Dates            Place              Participants
----------------------------------------------------------------------------------
    1  Border course, advanced    4-6 March 2019   Lomé, Togo                   24
    2  Port security seminar      12 May 2019      Nairobi, Kenya              120
    3  Webinar                                     Online

       Total                                                                   144
"""


def test_columns_set_apart_by_spaces(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text(PRINTED)
    dataset = schema.check(loaders.read_file(path, "list.txt"))
    assert dataset.events["title"].tolist() == ["Border course, advanced", "Port security seminar", "Webinar"]
    assert dataset.events["participants"].astype(object).where(
        dataset.events["participants"].notna(), None
    ).tolist() == [24, 120, None]
    assert dataset.events["country_code"].fillna("").tolist() == ["TGO", "KEN", ""]
    assert dataset.events["locator"].tolist() == ["row 5", "row 6", "row 7"]


def test_a_note_with_labels_set_apart_by_spaces_is_a_note(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text("Event:       Seminar on ports\nDate:        3 May 2018, Quito, Ecuador\nOrganizer:   OPCW\n")
    assert loaders.reader_of(path) == "notes"
    assert pd.Timestamp("2018-05-03") in loaders.read_file(path, "note.txt").events["start_date"].tolist()
