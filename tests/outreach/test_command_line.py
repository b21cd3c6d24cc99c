"""python -m outreach: the files of the dashboard from a shell, with the words that people write."""

import io
import json
import re
import shlex
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from loaders import records, reference
from outreach import __main__ as command
from outreach import exports, filters, loaded
from outreach.exports import chromium
from outreach.filters import Selection, to_query
from outreach.summaries import SUMMARIES, table
from tests.outreach import small


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """The five events of tests.outreach.small in place of the shipped records."""
    prepared = replace(small.prepared(), problem_kinds=reference.frame("problem_kinds"))
    monkeypatch.setattr(loaded, "load", lambda records: prepared)


TEN = [
    ([], Selection()),
    (["--organisation", "WCO"], Selection(organisation=("wco",))),
    (["--organisation", "World Customs Organization", "--organisation", "iaea", "--match", "all"],)
    + (Selection(organisation=("wco", "iaea"), match="all"),),
    (["--years", "2016-2018"], Selection(years=(2016, 2018))),
    (["--years", "2018", "--region", "Western Europe & others"],)
    + (Selection(years=(2018, 2018), region=("Western European and other States",)),),
    (["--scheme", "m49", "--region", "africa"], Selection(scheme="m49", region=("Africa",))),
    (["--state", "Kenya", "--state", "uga"], Selection(state=("KEN", "UGA"))),
    (["--type", "Workshop", "--status", ""], Selection(type=("workshop",), status=())),
    (["--link", "http://host/states?organisation=wco&years=2018&event=x", "--format", "online"],)
    + (Selection(organisation=("wco",), years=(2018, 2018), format=("online",)),),
    (["--text", "customs", "--named", "named"], Selection(text="customs", named="named")),
]


@pytest.mark.parametrize(("given", "selection"), TEN)
def test_the_file_is_that_of_the_browser_byte_for_byte(given: list, selection: Selection, tmp_path: Path) -> None:
    assert command.main(["summary", "--all", *given, "--out", str(tmp_path)]) == 0
    prepared = loaded.load(None)
    assert {path.name for path in tmp_path.iterdir()} == {
        exports.file_name(name, to_query(selection)) for name in SUMMARIES
    }
    for name in SUMMARIES:
        written = (tmp_path / exports.file_name(name, to_query(selection))).read_bytes()
        assert written == exports.csv(table(name, prepared, selection)), name


def test_one_table_goes_to_the_screen(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert command.main(["summary", "events-by-year", "--organisation", "UNODA"]) == 0
    out = capsysbinary.readouterr()
    assert out.out.decode("utf-8-sig").splitlines() == [
        "year,region,events",
        "2016,African States,1",
        "2016,Latin American and Caribbean States,1",
        "2018,Online or place unknown,1",
    ]
    assert out.err == b""


def test_json_and_parquet_hold_the_same_table(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    expected = table("events", loaded.load(None), Selection())
    command.main(["summary", "events", "--format", "json"])
    rows = json.loads(capsysbinary.readouterr().out)
    assert [row["title"] for row in rows] == expected["title"].tolist()
    assert [row["participants"] for row in rows] == [120, None, 60, 30, 20]
    assert [row["start_date"] for row in rows] == ["2018-06-20", "2018-01-09", "2016-09-05", "2016-03-01", None]
    command.main(["summary", "events", "--format", "parquet"])
    back = pd.read_parquet(io.BytesIO(capsysbinary.readouterr().out))
    pd.testing.assert_frame_equal(back, expected)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--organisation", "wcoo"], "organisation=wcoo is not in these records. Close to it: wco."),
        (["--region", "Atlantis"], "region=Atlantis is not in these records."),
        (["--years", "then"], "years=then is not a span of years such as 2014-2018."),
        (["--link", "http://host/?state=ZZZ"], "state=ZZZ is not in these records."),
    ],
)
def test_what_the_records_do_not_have_gets_a_sentence(
    given: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["summary", "events", *given]) == 2
    out = capsys.readouterr()
    assert out.err == f"python -m outreach: {said}\n"
    assert out.out == ""


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["summary"], "name a summary"),
        (["summary", "evnts"], "no summary is called evnts"),
        (["summary", "--all"], "need --out"),
        (["summary", "events", "--all", "--out", "x"], "not both"),
        (["summary", "events", "--records", "no-such-folder"], "no such folder"),
        (["summary", "events", "--out", __file__], "this is a file"),
    ],
)
def test_wrong_usage(given: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        command.main(given)
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


def test_the_list_has_every_table_with_its_definition(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["summary", "--list"]) == 0
    out = capsys.readouterr().out
    assert all(f"{name}: {summary.title}." in out and summary.definition in out for name, summary in SUMMARIES.items())


def test_every_filter_is_an_option() -> None:
    names = {field.name for field in filters.fields(Selection)}
    with pytest.raises(SystemExit):
        command.main(["summary", "--help"])
    options = command._parser().parse_args(["summary", "events"])
    assert {f"filter_{name}" for name in names} <= set(vars(options))


def test_a_source_that_cannot_be_read_is_told_and_the_rest_is_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    broken = records.tables([], "a.pdf", [records.Problem("unreadable", "a.pdf: is damaged.", severity="error")])
    prepared = replace(loaded.load(None), problems=broken.problems)
    monkeypatch.setattr(loaded, "load", lambda records: prepared)
    assert command.main(["summary", "totals", "--out", str(tmp_path)]) == 1
    assert "Could not be read: a.pdf: is damaged." in capsys.readouterr().err
    assert (tmp_path / "totals.csv").exists()


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (["workbook", "--organisation", "WCO"], "outreach_wco.xlsx"),
        (["package", "--years", "2016"], "outreach_2016.zip"),
        (["report", "--organisation", "WCO", "--years", "2016-2018", "--sections", "events"],)
        + ("report_wco_2016-2018.html",),
    ],
)
def test_files_of_everything(given: list[str], name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([*given, "--out", str(tmp_path)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert capsys.readouterr().out == f"Wrote {tmp_path / name}.\n"


def test_without_a_chromium_the_report_is_written_and_the_pdf_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chromium, "find", lambda: None)
    assert command.main(["report", "--pdf", "--sections", "definitions", "--out", str(tmp_path)]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    assert "This machine has no Chromium" in capsys.readouterr().err


def test_an_unknown_section_gets_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["report", "--sections", "staes"]) == 2
    assert "no section staes; there are time, attendance" in capsys.readouterr().err


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def fails() -> None:
        with command._replaced(tmp_path / "x.zip") as file:
            file.write(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("line", re.findall(r"^  python -m outreach (.*)$", command.EXAMPLES, re.MULTILINE))
def test_the_examples_are_commands(line: str) -> None:
    command._parser().parse_args(shlex.split(re.split(r"\s{3,}", line)[0]))
