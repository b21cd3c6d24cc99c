# ruff: noqa: E501 - a case is a line
"""Tables as people keep and export them: what a careful person would count, or a problem that says why not."""

from typing import NamedTuple

import pandas as pd
import pytest

from loaders import tables
from tests.loaders.table_files import heads, problems, read_text, starts


class Case(NamedTuple):
    """A table and what a careful person would count in it."""

    text: str
    events: list[str | None]  # titles
    people: list[int | None]
    states: dict[str, int | None] = {}
    starts: list[str | None] | None = None
    said: tuple[str, ...] = ()  # kinds of problems that must be there


CASES = {
    "ticket export": Case(
        "Order #,Order Date,First Name,Email,Quantity,Ticket Type,Order Type,Attendee Status,Company,Home Country,Event Name,Event Start Date\n"
        "1,2023-03-01 10:00,Ada,a@example.org,1,Free,Free Order,Attending,Firm A,KE,Trade Forum,2023-04-02\n"
        "2,2023-03-02 10:00,Bo,b@example.org,1,Free,Free Order,Not Attending,Firm A,KE,Trade Forum,2023-04-02\n"
        "3,2023-03-02 10:00,Cy,c@example.org,1,Free,Free Order,Checked In,UNCTAD,CH,Trade Forum,2023-04-02\n",
        ["Trade Forum"], [1], {"CHE": 1}, ["2023-04-02 day"],
    ),
    "registration export": Case(
        "Registration ID,Name,Email Address,Affiliation,Country,Registration state,Checked in\n"
        "1,Ada L,a@example.org,CERN,Switzerland,Complete,Yes\n2,Bo M,b@example.org,IAEA,Austria,Complete,No\n"
        "3,Cy N,c@example.org,OPCW,Norway,Withdrawn,No\n4,Di O,d@example.org,,,Complete,Yes\n",
        ["table"], [2], {"CHE": 1}, None, ("missing value",),
    ),
    "the order's country is not the event's": Case(
        "Order code;Event;Status;Attendee name;Attendee company;Attendee country;Invoice address company;Invoice address country\n"
        "A1;Summit;paid;Ada;OPCW;NL;Firm A;DE\nA1;Summit;paid;Bo;;;Firm A;DE\nA2;Summit;canceled;Cy;WHO;CH;;\n",
        ["Summit"], [2], {"NLD": 1},
    ),
    "webinar report": Case(
        "Attendee Report\nReport Generated:,2024-03-05 10:00\nTopic,Webinar ID,Actual Start Time,# Registered\nSanctions briefing,912 345,2024-03-04 14:00,5\n"
        "Attendee Details\nAttended,User Name (Original Name),Email,Join Time,Country/Region Name\nYes,Ada L,a@example.org,2024-03-04 14:00,Kenya\n"
        "Yes,Bo M,b@example.org,2024-03-04 14:01,Togo\nNo,Cy N,c@example.org,--,--\n",
        ["Sanctions briefing"], [2], {"KEN": 1, "TGO": 1}, ["2024-03-04 day"],
    ),
    "labels above a list": Case(
        "LIST OF PARTICIPANTS\nEvent:,Regional workshop on seals\nDate:,3-5 May 2019\nVenue:,\"Nairobi, Kenya\"\nDate of export:,1 June 2019\n\n"
        "No,Name,Country,Organization\n1,Ada L,Kenya,Firm A\n2,Bo M,Togo,Firm B\n",
        ["Regional workshop on seals"], [2], {"KEN": 1, "TGO": 1}, ["2019-05-03 day"],
    ),
    "month and days": Case(
        "Month;Day(s);Meeting;Venue\nJanuary 2019;14-16;Working group;Brussels\nMarch 2019;;Regional workshop;Lomé, Togo\n",
        ["Working group", "Regional workshop"], [None, None], {}, ["2019-01-14 day", "2019-03-01 month"],
    ),
    "serial dates and trainees by sex": Case(
        "Course title,Start date,Country of delivery,Trainees (total),Trainees (F),Trainees (M),Beneficiary countries\n"
        "Risk course,43500,Ghana,25,10,15,Ghana; Togo\nValue course,43600,Fiji,,7,8,\"Fiji, Samoa\"\n",
        ["Risk course", "Value course"], [25, 15], {"FJI": None, "GHA": None, "TGO": None, "WSM": None},
        ["2019-02-04 day", "2019-05-15 day"], ("unclear date",),
    ),
    "pivot with subtotals": Case(
        "Row Labels,2017,2018,Grand Total\nAfrica,10,12,22\nKenya,6,7,13\nTogo,4,5,9\nAsia,3,3,6\nJapan,3,3,6\nGrand Total,13,15,28\n",
        ["table, 2017", "table, 2018"], [13, 15], {"JPN": 6, "KEN": 13, "TGO": 9}, None, ("left out",),
    ),
    "crosses by year": Case(
        "State,2015,2016\nKenya,x,\nTogo,,X\nFiji,✓,✗\n", ["table, 2015", "table, 2016"], [None, None], {"FJI": None, "KEN": None, "TGO": None},
    ),
    "a column of totals beside events": Case(
        "State|Workshop A (3-5 May 2018)|Seminar B (2019)|Total\nKenya|1|2|3\nTogo||1|1\nTotal|1|3|4\n",
        ["Workshop A (3-5 May 2018)", "Seminar B (2019)"], [1, 3], {"KEN": 3, "TGO": 1}, ["2018-05-03 day", "2019-01-01 year"],
    ),
    "members and meetings": Case(
        "Member,Attended AGM 2018,Attended AGM 2019\nKenya,Yes,No\nTogo,No,Yes\n",
        ["Attended AGM 2018", "Attended AGM 2019"], [None, None], {"KEN": None, "TGO": None},
    ),
    "attended yes or no": Case(
        "Event,Country,Invited?,Attended?\nForum 2019,Kenya,Yes,Yes\nForum 2019,Togo,Yes,No\nForum 2020,Kenya,Yes,\nForum 2020,Togo,No,Yes\n",
        ["Forum 2019", "Forum 2020"], [None, None], {"KEN": None, "TGO": None},
    ),
    "days ticked by persons": Case(
        "Name,Organisation,Country,Day 1,Day 2\nAda,Firm A,Kenya,x,x\nBo,Firm B,Togo,,x\n", ["table"], [2], {"KEN": 1, "TGO": 1},
    ),
    "two tables side by side": Case(
        "Event,Country,Participants,Event,Country,Participants\nA,Kenya,3,B,Togo,4\nC,Fiji,5,,,\n", ["A", "B", "C"], [3, 4, 5],
    ),
    "a gap between tables side by side": Case(
        "Event,Participants,,Event,Participants\nA,3,,B,4\n", ["A", "B"], [3, 4],
    ),
    "totals of every kind": Case(
        "Event,Date,Participants\nA,2019-01-02,20\nSub-total Africa,,20\nTotal Access Ltd forum,2019-02-02,30\nTotal:,,50\nAverage,,25\nTotal number of participants,,50\n",
        ["A", "Total Access Ltd forum"], [20, 30], {}, None, ("left out",),
    ),
    "a total without a name": Case("Event,Date,Participants\nA,2019-01-02,20\nB,2019-02-02,30\n,,50\n", ["A", "B"], [20, 30], {}, None, ("left out",)),
    "notes below": Case(
        "Event,Date,Participants\nA,2019-01-02,20\nB,2019-02-02,30*\n\n* Estimated by the host.\nn/a = not available\n", ["A", "B"], [20, 30], {}, None, ("left out",),
    ),
    "units in the header, numbers in words": Case(
        "Event title,Date (dd/mm/yyyy),Duration (days),Participants (no.)\nA,25/12/2019,3,c. 40\nB,01/02/2019,2,40-50\nC,02/02/2019,2,ca 30 (15 women)\nD,03/02/2019,2,unknown\n",
        ["A", "B", "C", "D"], [40, 40, 30, None], {}, ["2019-12-25 day", "2019-02-01 day", "2019-02-02 day", "2019-02-03 day"],
    ),
    "a share is no number": Case("Event,Participants,Women (%),Female participants\nA,20,45,45%\n", ["A"], [20]),
    "parts and their total": Case(
        "Event,Government participants,Industry participants,Total participants\nA,10,5,15\n", ["A"], [15],
    ),
    "parts without a total": Case("Event,In-person participants,Online participants\nA,10,50\nB,7,\n", ["A", "B"], [60, None]),
    "numbers that may overlap": Case(
        "Event,Participants day 1,Participants day 2\nA,10,12\n", ["A"], [None], {}, None, ("several values",),
    ),
    "planned and actual": Case("Event,Target participants,Actual participants,Invited countries\nA,50,32,10\n", ["A"], [32]),
    "cancelled and planned": Case(
        "Event,Date,Status,Participants\nA,2019-01-01,Completed,20\nB,2019-02-01,Cancelled,30\nC,2031-03-01,Planned,10\n", ["A", "B", "C"], [20, None, None],
    ),
    "times of day": Case(
        "Event Title,Start Date/Time,State/Country\nA,3/14/2019 9:00 AM,Kenya\nB,04/05/2019 5:30 PM,Togo\n", ["A", "B"], [None, None], {}, ["2019-03-14 day", "2019-04-05 day"],
    ),
    "several states as the place": Case(
        "event_name;startdate;enddate;iso3;pax\nE1;20190103;20190105;KEN|TGO;30\nE2;20190203;20190205;KEN;12\n", ["E1", "E2"], [30, 12], {}, ["2019-01-03 day", "2019-02-03 day"], ("several values",),
    ),
    "header over two lines of a cell": Case('"Event\nname";"Date\n(from)";"Number of\nparticipants"\nA;2019-01-01;20\n', ["A"], [20], {}, ["2019-01-01 day"]),
    "French": Case(
        "Intitulé de l'activité;Date de début;Lieu;Pays;Nombre de participants;dont femmes\nAtelier régional;13/02/2020;Dakar;Sénégal;32;12\n", ["Atelier régional"], [32], {}, ["2020-02-13 day"],
    ),
    "Spanish": Case(
        "Actividad;Fecha de inicio;País sede;Total asistentes;Países participantes\nTaller;13/02/2020;Perú;1.032;Perú, Chile y Bolivia\n",
        ["Taller"], [1032], {"BOL": None, "CHL": None, "PER": None}, ["2020-02-13 day"],
    ),
    "Arabic": Case("اسم الفعالية,التاريخ,الدولة,عدد المشاركين\nورشة عمل,2021-03-04,الأردن,٢٥\n", ["ورشة عمل"], [25], {}, ["2021-03-04 day"]),
    "Russian": Case("Наименование мероприятия;Дата проведения;Страна;Количество участников\nСеминар;04.03.2021;Беларусь;25\n", ["Семинар"], [25], {}, ["2021-03-04 day"]),
    "Chinese": Case("活动名称,开始日期,国家,参会人数\n培训班,2021年3月4日,中国,25\n", ["培训班"], [25], {}, ["2021-03-04 day"]),
    "rows that go on with the parties of the event above": Case(
        "Event;Date;Organiser;Participants\nForum;2019-05-03;OPCW;20\n;;INTERPOL;\nCourse;2019-06-03;UNODA;10\n", ["Forum", "Course"], [20, 10],
    ),
    "persons under the heads of their states": Case(
        "No;Name;Position\nKENYA;;\n1;Ada L;Director\n2;Bo M;Analyst\nTOGO;;\n3;Cy N;Head\n", ["table"], [3], {"KEN": 2, "TGO": 1},
    ),
    "a form in French": Case(
        "Horodateur;Nom;Prénom;Adresse e-mail;Organisme;Pays de résidence;Présent\n01/02/2023 10:00;L;Ada;a@example.org;Firme A;Sénégal;oui\n"
        "02/02/2023 11:00;M;Bo;b@example.org;OMD;Belgique;non\n", ["table"], [1], {"SEN": 1}, [None],
    ),
    "a form with questions": Case(
        "Timestamp,Email Address,Full name,Which country are you from?,Will you attend in person?\n2023/03/01 10:00:00 AM GMT+1,a@example.org,Ada L,Kenya,Yes\n"
        "2023/03/02 10:00:00 AM GMT+1,b@example.org,Bo M,Togo,No\n", ["table"], [1], {"KEN": 1},
    ),
    "answers to an invitation": Case(
        "Event,State,Response\nForum,Kenya,Confirmed\nForum,Togo,Declined\nForum,Fiji,Invited\n", ["Forum"], [None], {"KEN": None},
    ),
    "days as spreadsheets show them": Case(
        "Event,Date\nA,2019-03-04\nB,4-Mar-19\nC,March 2019\nD,43528\n", ["A", "B", "C", "D"], [None] * 4, {},
        ["2019-03-04 day", "2019-03-04 day", "2019-03-01 month", "2019-03-04 day"],
    ),
    "a rule of dashes": Case("| Event | Date | Country |\n|---|---|---|\n| A | 2019-01-02 | Kenya |\n", ["A"], [None], {}, ["2019-01-02 day"]),
    "numbers that head columns": Case("Event,Date,Under 18,18-35,36-60\nA,2019-01-02,5,10,12\n", ["A"], [None], {}, ["2019-01-02 day"]),
    "men and women below the states": Case(
        "Country,Participants\nKenya,5\nTogo,3\nTotal,8\nMale,4\nFemale,4\n", ["table"], [8], {"KEN": 5, "TGO": 3}, None, ("left out",),
    ),
    "nationalities": Case("Event,Date,Nationalities\nA,2019-01-02,\"Kenyan, French\"\n", ["A"], [None], {"FRA": None, "KEN": None}),
    "two tables one below the other": Case(
        "Workshops\nTitle,Date,Place\nW1,2019-01-02,Lomé\n\nWebinars\nTitle,Date,Participants\nV1,2019-03-03,30\n", ["W1", "V1"], [None, 30], {}, ["2019-01-02 day", "2019-03-03 day"],
    ),
    "the same header again": Case("Title,Date\nW1,2019-01-02\n\nMore\nTitle,Date\nW2,2019-03-03\n", ["W1", "W2"], [None, None]),
    "rows are fields": Case("Event,Forum A,Forum B\nDate,2019-01-02,2019-02-03\nCountry,Kenya,Togo\nParticipants,20,30\n", [], [], {}, None, ("unreadable",)),
    "sums by kind": Case("Country,Workshops,Seminars,Total\nKenya,2,1,3\nTogo,1,0,1\n", [], [], {}, None, ("no event",)),
}  # fmt: skip


def test_an_estimate_in_the_header_is_about(tmp_path):
    events = read_text(tmp_path, "Event,Est. participants,No. of countries\nA,50,10\n").events
    assert events[["participants_bound", "states_bound"]].values.tolist() == [["about", "exact"]]


def test_tables_below_each_other_keep_their_rows_and_a_mapping_each(tmp_path):
    text = CASES["two tables one below the other"].text
    dataset = read_text(tmp_path, text)
    assert dataset.events["locator"].tolist() == ["row 3", "row 7"]
    mapping = tables.understand(tmp_path / "table.csv")
    assert [(one.sheet, one.header_rows, one.title) for one in mapping.sheets] == [
        ("", (2,), "Workshops"),
        ("from row 5", (6,), "Webinars"),
    ]
    (tmp_path / "table.csv.mapping.toml").write_text(mapping.to_toml())
    assert read_text(tmp_path, text).events["locator"].tolist() == ["row 3", "row 7"]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_a_careful_person_counts(tmp_path, case):
    dataset = read_text(tmp_path, case.text)
    assert dataset.events["title"].tolist() == case.events
    assert [None if pd.isna(number) else int(number) for number in dataset.events["participants"]] == case.people
    assert heads(dataset) == case.states
    if case.starts is not None:
        assert starts(dataset) == case.starts
    assert set(case.said) <= set(problems(dataset))
