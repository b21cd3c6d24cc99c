# ruff: noqa: E501 - a case is a line
"""What a table is about: events, parties, years, matrices; and the mapping that a person can change."""

import pytest

from loaders import tables
from loaders.tables.columns import Column
from loaders.tables.mapping import Mapping, SheetMapping
from outreach import schema
from tests.loaders.table_files import heads, problems, read_text, starts

SHAPES = [
    ("Event,Date,Country\nA,2019-01-02,Mali\nB,2019-02-03,Chad\n", "event"),
    ("Meeting,Country,Delegates\nA,Mali,3\nA,Chad,4\nB,Mali,1\nB,Togo,1\n", "event and party"),
    ("First name,Last name,Country\nAda,L,Mali\nBo,M,Chad\n", "person"),
    ("Country,2018,2019,2020\nMali,3,,4\nChad,1,2,\n", "matrix"),
    ("Event,Date,Mali,Chad,Togo\nCourse A,2019-01-02,x,,x\nCourse B,2019-02-03,,x,x\n", "matrix"),
    ("Country,Workshop Lomé 2019,Seminar Doha 2020\nMali,x,\nChad,x,x\n", "matrix"),
    ("Product,Price\nTea,3\nSoap,4\n", "none"),
    ("Quarter,Region,Number of events\nQ1 2019,North,4\nQ2 2019,North,5\n", "none"),
    ("Date;Lieu;Nombre de participants\n12 mars 2019;Dakar (Sénégal);24\n", "event"),
    ("Fecha;Lugar;Asistentes;Organizador\n12 de marzo de 2019;Lima, Perú;24;OMA\n", "event"),
    ("Datum;Veranstaltung;Ort;Teilnehmerzahl\n12.03.2019;Seminar;Wien;24\n", "event"),
    ("Data;Título;Cidade;País;Participantes\n12/03/2019;Oficina;Praia;Cabo Verde;24\n", "event"),
    ("Организатор;Мероприятие;Дата;Страна\nВТамО;Семинар;12.03.2019;Беларусь\n", "event"),
]


@pytest.mark.parametrize(("text", "shape"), SHAPES)
def test_shape(tmp_path, text, shape):
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    assert tables.understand(path).sheets[0].shape == shape


def test_one_event_in_each_language(tmp_path):
    for text, shape in SHAPES[8:]:
        events = read_text(tmp_path, text).events
        assert (len(events), shape) == (1, "event")
        assert str(events["start_date"].iloc[0].date()) == "2019-03-12"
        assert events["country_code"].iloc[0] in ("SEN", "PER", "AUT", "CPV", "BLR")


def test_matrix_of_states_by_years(tmp_path):
    dataset = read_text(tmp_path, "Country,2018,2019\nMali,3,\nChad,1,0\nTotal,4,0\n", "Training participants.csv")
    assert dataset.events["title"].tolist() == ["Training participants, 2018"]
    assert starts(dataset) == ["2018-01-01 year"]
    assert heads(dataset) == {"MLI": 3, "TCD": 1}


def test_matrix_of_events_by_states(tmp_path):
    dataset = read_text(tmp_path, SHAPES[4][0])
    rows = dataset.attendance.merge(dataset.events[["event_id", "title"]])
    assert rows[["title", "party_id"]].values.tolist() == [
        ["Course A", "MLI"], ["Course A", "TGO"], ["Course B", "TCD"], ["Course B", "TGO"],
    ]  # fmt: skip
    assert rows["headcount"].isna().all()
    assert dataset.events["participants"].isna().all()


def test_matrix_of_states_by_events(tmp_path):
    dataset = read_text(tmp_path, SHAPES[5][0])
    assert dataset.events["title"].tolist() == ["Workshop Lomé 2019", "Seminar Doha 2020"]
    assert dataset.events["start_date"].dt.year.tolist() == [2019, 2020]
    assert dataset.attendance.groupby("event_id", sort=False).size().tolist() == [2, 1]


def test_a_table_without_header_is_read_by_its_values(tmp_path):
    dataset = read_text(
        tmp_path, "Border seminar in Doha,2018-01-09,Qatar,120\nPort training course,2018-02-10,Mali,20\n"
    )
    assert starts(dataset) == ["2018-01-09 day", "2018-02-10 day"]
    assert dataset.events["country_code"].tolist() == ["QAT", "MLI"]
    assert dataset.events["title"].tolist() == ["Border seminar in Doha", "Port training course"]
    assert dataset.events["locator"].tolist() == ["row 1", "row 2"]


def test_a_participants_list_takes_its_event_from_the_rows_above(tmp_path):
    dataset = read_text(
        tmp_path,
        "Regional workshop on export control\n14-16 May 2019\nNairobi, Kenya\n\nNo.,Country,Organisation,Number of delegates\n"
        "1,Kenya,Kenya Revenue Authority,3\n2,Mali,,2\n",
    )
    event = dataset.events.iloc[0]
    assert (event["title"], event["country_code"], event["city"]) == (
        "Regional workshop on export control",
        "KEN",
        "Nairobi",
    )
    assert (str(event["start_date"].date()), str(event["end_date"].date())) == ("2019-05-14", "2019-05-16")
    assert event["participants"] == 5
    assert dataset.evidence.loc[dataset.evidence["field"].eq("title"), "locator"].tolist() == ["row 1"]


DATES = [
    ("Datum\n29.01.2019\n1.3.2019\n02.03.2019\n", ["2019-01-29 day", "2019-03-01 day", "2019-03-02 day"]),
    ("start\n2018-04-11 10:30\n2018-04-11  10:30\n 2018-04-11\n", ["2018-04-11 day"] * 3),
    ("event,date\nAnnual meeting,2015\n", ["2015-01-01 year"]),
    ("event,date\nB,TBC\nC,1A2B\nD,n/a\nE,10-10\nF,2019-01-02\n", [None] * 4 + ["2019-01-02 day"]),
    ("date\n2011-05-00\n2011-00-00\n2012-06-\n", ["2011-05-01 month", "2011-01-01 year", "2012-06-01 month"]),
    ("event,date\nE1,03/04/2020\nE2,05/06/2020\n", ["2020-04-03 day", "2020-06-05 day"]),
    ("event,date\nE1,1/19/2023\nE2,2/3/2023\n", ["2023-01-19 day", "2023-02-03 day"]),
    ("event,date,year\nE1,9-11 January,2018\nE2,2-3 May,2019\n", ["2018-01-09 day", "2019-05-02 day"]),
    (
        "event,year,month\nE1,2018,3\nE2,2019,May\nE3,2019,\n",
        ["2018-03-01 month", "2019-05-01 month", "2019-01-01 year"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates(tmp_path, text, expected):
    assert starts(read_text(tmp_path, text)) == expected


def test_an_open_order_of_day_and_month_is_said_and_can_be_set(tmp_path):
    text = "event,date\nE1,03/04/2020\nE2,05/06/2020\n"
    assert problems(read_text(tmp_path, text), "unclear date") == ["03/04/2020"]
    mapping = tables.understand(tmp_path / "table.csv").to_toml()
    (tmp_path / "table.csv.mapping.toml").write_text(
        mapping.replace('title = "table"', 'title = "table"\nday_first = false')
    )
    assert starts(read_text(tmp_path, text)) == ["2020-03-04 day", "2020-05-06 day"]


def test_ranges_in_one_cell_and_in_two(tmp_path):
    dataset = read_text(tmp_path, "event,dates\nA,9-11 January 2018\nB,12 March 2019\n")
    assert dataset.events["end_date"].dt.strftime("%m-%d").tolist() == ["01-11", "03-12"]
    dataset = read_text(
        tmp_path,
        "event,start,end\nA,2018-01-09,2018-01-11\nB,2019-03-12,\nC,2019-05,2019-06\nD,2019-05-02,2019-05-01\n",
    )
    assert dataset.events["end_date"].dt.strftime("%m-%d").fillna("").tolist() == ["01-11", "", "06-30", ""]
    assert problems(dataset, "unlikely date") == ["2019-05-02"]


def test_places(tmp_path):
    dataset = read_text(
        tmp_path,
        "event,date,location\nA,2019-01-01,Online\nB,2019-01-02,Kenya (Nairobi)\nC,2019-01-03,TBC\nD,2019-01-04,-\n"
        'E,2019-01-05,"Brussels, Belgium"\nF,2019-01-06,Côte d\'Ivoire\n',
    )
    assert dataset.events["country_code"].fillna("").tolist() == ["", "KEN", "", "", "BEL", "CIV"]
    assert dataset.events["format"].fillna("").tolist()[0] == "online"
    assert dataset.events["city"].fillna("").tolist() == ["", "Nairobi", "", "", "Brussels", ""]


def test_announced_events_have_those_who_organise_them_and_nothing_more(tmp_path):
    dataset = read_text(
        tmp_path,
        "event,date,organisers,partners,participants,states_named,status\nA,2030-01-01,WCO,INTERPOL,40,Mali; Chad,announced\n"
        "B,2019-01-01,WCO,INTERPOL,40,Mali; Chad,held\n",
    )
    first, second = dataset.events["event_id"]
    assert dataset.attendance.groupby("event_id")["role"].agg(list).to_dict() == {
        first: ["organiser"],
        second: ["organiser", "partner", "participant", "participant"],
    }
    assert dataset.events["participants"].isna().tolist() == [True, False]
    evidence = dataset.evidence[dataset.evidence["event_id"].eq(first)]
    assert {"participants", "participant", "partner"} <= set(evidence["field"])


def test_the_state_of_the_place_attended_only_if_a_body_of_it_organised(tmp_path):
    dataset = read_text(
        tmp_path,
        "event,date,country,organisers\nA,2019-01-01,Botswana,Government of Botswana\nB,2019-01-02,Kenya,WCO\n",
    )
    states = dataset.attendance[dataset.attendance["party_kind"].eq("state")]
    assert states[["party_id", "role", "written"]].values.tolist() == [["BWA", "organiser", "Government of Botswana"]]


def test_an_exact_duplicate_is_kept_and_said(tmp_path):
    dataset = read_text(tmp_path, "event,date\nA,2019-01-01\nA,2019-01-01\nB,2019-01-02\nC,2019-01-02\n")
    assert len(dataset.events) == 4
    assert dataset.problems.loc[dataset.problems["kind"].eq("duplicate record"), "locator"].tolist() == ["row 3"]


def test_the_two_halves_of_a_hybrid_event_are_one(tmp_path):
    dataset = read_text(
        tmp_path,
        "Meeting,Location,Year,Participants\nCOP 27,Egypt,2022,26370\nCOP 28,UAE (on-site),2023,800\nCOP 28,UAE (virtual),2023,20\n"
        "COP 6,Hague,2000,70\nCOP 6,Bonn,2001,46\n",
    )
    assert len(dataset.events) == 4
    row = dataset.events[dataset.events["title"].eq("COP 28")].iloc[0]
    assert (row["participants"], row["format"], row["country_code"]) == (820, "hybrid", "ARE")


# The mapping


def test_a_mapping_survives_its_file(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text('"Event ""name""",Date,Country\nA,2019-01-02,Mali\n')
    mapping = tables.understand(path)
    assert Mapping.from_toml(mapping.to_toml()) == mapping
    assert [column.field for column in mapping.sheets[0].columns] == ["title", "date", "event_country"]
    assert all(column.why for column in mapping.sheets[0].columns)


def test_a_kept_mapping_is_followed(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("Produkt,Wann,Wo\nA,2019-01-02,Mali\n")
    columns = (Column("Produkt", "title", ""), Column("Wann", "date", ""), Column("Wo", "states", ""))
    kept = Mapping((SheetMapping("", "event", "", (1,), columns),))
    tables.beside(path).write_text(kept.to_toml())
    dataset = schema.check(tables.read(path, "table.csv"))
    assert (dataset.events["title"].tolist(), heads(dataset)) == (["A"], {"MLI": None})


def test_a_mapping_that_names_a_column_the_file_lost_says_so(tmp_path):
    columns = (Column("Event", "title", ""), Column("Place", "place", ""))
    path = tmp_path / "table.csv"
    path.write_text("Event,Date\nA,2019-01-02\n")
    dataset = tables.read(path, "table.csv", Mapping((SheetMapping("", "event", "", (1,), columns),)))
    assert problems(dataset, "missing column") == ["Place"]


@pytest.mark.parametrize("text", ["[[sheet]]\nshape = 'circle'\n", "not toml at all [", "[[sheet]]\nname = 'x'\n"])
def test_a_mapping_that_is_none_is_refused_in_a_sentence(tmp_path, text):
    path = tmp_path / "table.csv"
    path.write_text("Event,Date\nA,2019-01-02\n")
    tables.beside(path).write_text(text)
    with pytest.raises(tables.Unreadable, match=r"table\.csv\.mapping\.toml"):
        tables.read(path, "table.csv")
