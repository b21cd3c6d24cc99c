# ruff: noqa: E501 - a case is a line
"""Text tables as programs and people write them: encodings, delimiters, quoting, line ends, damage."""

import pytest

from loaders import Unreadable, tables
from outreach import schema
from tests.loaders.table_files import heads, problems, read_text, starts

ONE = [("Seminar D", "CHL", 12)]
WRITTEN = {
    "BOM and quoted header": b'\xef\xbb\xbf"Event","Country","Participants"\n"Seminar D","Chile","12"\n',
    "sep line": b"\xef\xbb\xbfsep=;\r\nName of event;Country;Attendees\r\nSeminar D;Chile;12\r\n",
    "tabs": b"Event\tCountry\tParticipants\nSeminar D\tChile\t12\n",
    "bars": b"Event|Country|Participants\nSeminar D|Chile|12\n",
    "carets": b"Event^Country^Participants\nSeminar D^Chile^12\n",
    "old Mac line ends": b"Event,Country,Participants\rSeminar D,Chile,12\r",
    "UTF-16": "Event\tCountry\tParticipants\nSeminar D\tChile\t12\n".encode("utf-16"),
    "UTF-16 without BOM": "Event,Country,Participants\nSeminar D,Chile,12\n".encode("utf-16-le"),
    "no line end at the end": b"Event,Country,Participants\nSeminar D,Chile,12",
    "blank rows of commas below": b"Event,Country,Participants\r\nSeminar D,Chile,12\r\n,,\r\n,,\r\n,,\r\n",
    "title rows above": b"Outreach in 2019\n\nEvent,Country,Participants\nSeminar D,Chile,12\n",
    "total below": b"Event,Country,Participants\nSeminar D,Chile,12\nTotal,,12\n",
    "ragged rows": b"Event,Country,Participants\nSeminar D,Chile,12,,,\n",
    "NUL bytes": b"Event,Country,Participants\nSeminar\0 D,Chile,12\n",
    "blanks around": b" Event , Country , Participants \n Seminar D , Chile , 12 \n",
    "semicolons and decimal comma": b"Event;Country;Participants;Hours\nSeminar D;Chile;12;1,5\n",
    "header once more": b"Event,Country,Participants\nSeminar D,Chile,12\nEvent,Country,Participants\n",
    "names of fields in snake case": b"event_name,host_country,total_participants\nSeminar D,CL,12\n",
    "names of fields in camel case": b"eventName,hostCountry,totalParticipants\nSeminar D,CL,12\n",
    "blank lines between": b"Event;Country;Participants\n\n\nSeminar D;Chile;12\n",
    "note below": b"Event,Country,Participants\nSeminar D,Chile,12\nSource: annual report,,\n",
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_one_event_however_written(tmp_path, written):
    events = read_text(tmp_path, written).events
    assert list(zip(events["title"], events["country_code"], events["participants"], strict=True)) == ONE


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Titre;Pays;Participants\nRéunion à Zürich – « départ »;Côte d’Ivoire;12\n", "cp1252"),
        ("Titre;Pays;Participants\nRéunion générale;Sénégal;12\n", "latin-1"),
        (
            "Event;Country;Participants\nWarsztaty łączności żeglugowej;Poland;12\nŻegluga śródlądowa i źródła;Poland;3\n",
            "cp1250",
        ),
        ("Event;Country;Participants\nСовещание по безопасности границ;Россия;12\n", "cp1251"),
        ("Event;Country;Participants\nReunión técnica;España;12\n", "mac_roman"),
        ("Event,Country,Participants\n輸出管理セミナー,日本,12\n安全保障に関する会議,日本,3\n", "shift_jis"),
    ],
)
def test_encodings(tmp_path, text, encoding):
    events = read_text(tmp_path, text.encode(encoding)).events
    assert events["title"].iloc[0] in text


@pytest.mark.parametrize("offset", range(4))
def test_a_sample_that_ends_within_a_letter_is_still_utf8(tmp_path, offset):
    rows = "Event,Country,Participants\n" + "x" * offset + "\n" + "Cours de Thiès,Sénégal,3\n" * 12_000
    dataset = read_text(tmp_path, rows)
    assert set(dataset.events["country_code"].dropna()) == {"SEN"}


def test_numbers_in_every_style(tmp_path):
    dataset = read_text(tmp_path, "event;participants\nA;1,200\nB;1.200\nC;1 200\nD;1\u00a0200\nE;1’200\n")
    assert dataset.events["participants"].tolist() == [1200] * 5


def test_whole_numbers_stay_whole_where_cells_are_empty(tmp_path):
    dataset = read_text(tmp_path, "year,participants\n2018,24\n,13\n2019,\n")
    assert starts(dataset) == ["2018-01-01 year", None, "2019-01-01 year"]
    assert dataset.events["participants"].astype(object).where(
        dataset.events["participants"].notna(), None
    ).tolist() == [24, 13, None]
    assert ".0" not in str(dataset.events.drop(columns="locator").to_csv())


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path):
    text = 'Event,Date\n"First\ncourse",2019-01-02\n\nSecond course,2019-02-03\n'
    dataset = read_text(tmp_path, text)
    assert dataset.events["locator"].tolist() == ["row 2", "row 4"]
    assert dataset.events["title"].tolist() == ["First\ncourse", "Second course"]


@pytest.mark.parametrize(
    "text",
    [
        'Event,Country\nCourse "A,Kenya\nCourse B,Togo\nCourse C,Mali\n',
        'Event,Country\n"Course A,Kenya\nCourse B,Togo\nCourse C,Mali\n',
        'Event,Country\nCourse A,"Kenya\nCourse B,Togo\nCourse "C",Mali\n',
    ],
)
def test_an_unclosed_quotation_mark_costs_its_row_alone(tmp_path, text):
    assert read_text(tmp_path, text).events["country_code"].tolist() == ["KEN", "TGO", "MLI"]


def test_repeated_headers_do_not_hide_a_column(tmp_path):
    dataset = read_text(tmp_path, "Event,Partner,Partner,Date\nCourse,WCO,IAEA,2019-01-02\n")
    assert len(heads(dataset, "organisation")) == 2


BAD = {
    "empty": b"",
    "blank": b"\n \r\n\t\n",
    "only a BOM": b"\xef\xbb\xbf",
    "binary": bytes(range(256)) * 40,
    "compressed": b"\x1f\x8b\x08\x00" + bytes(range(255, -1, -1)) * 20,
    "one long line": b"a" * (9 << 20),
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_what_is_no_table_is_refused_in_a_sentence(tmp_path, content):
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=r"^bad\.csv: "):
        tables.read(path, "bad.csv")


@pytest.mark.parametrize("text", ["first,second\nfoo,bar\nbaz,qux\n", "colour,weight\nred,5\nblue,7\n"])
def test_no_column_of_an_event_says_so_with_the_columns_and_the_way_out(tmp_path, text):
    dataset = read_text(tmp_path, text, "stock.csv")
    (problem,) = dataset.problems.to_dict("records")
    first, second = text.split("\n")[0].split(",")
    assert problem["severity"] == "error"
    for part in ("stock.csv", f'"{first}", "{second}"', "rename a column", "stock.csv.mapping.toml"):
        assert part in problem["message"]
    assert dataset.events.empty


def test_a_header_alone_is_no_error(tmp_path):
    dataset = read_text(tmp_path, "Event,Date,Country\n")
    assert (dataset.events.empty, problems(dataset)) == (True, ["no event"])


def test_statistics_by_group_and_period_are_no_events(tmp_path):
    dataset = read_text(
        tmp_path,
        "Authority,Event type,Period,Count\nE09000001,Physical,2023-04-01/P3M,5617\nE09000002,Digital,2023-07-01/P1M,12\n",
    )
    assert (dataset.events.empty, problems(dataset)) == (True, ["no event"])


def test_an_empty_table_of_each_kind_keeps_the_schema(tmp_path):
    schema.check(read_text(tmp_path, "Event,Date\n"))
