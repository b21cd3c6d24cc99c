"""Everything as one ZIP is a valid data package that holds the selection and nothing else."""

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import frictionless
import pandas as pd
import pytest

from loaders import reference
from outreach import exports, schema
from outreach.exports import about, package
from outreach.filters import Selection
from outreach.prepare import Prepared, prepare
from outreach.summaries import SUMMARIES, table
from tests.outreach import small

WCO = Selection(organisation=("wco",), state=("KEN",))


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    """The small records, with a formula for a title and some evidence and problems."""
    told = small.dataset()
    told.events.loc[1, "title"] = '=HYPERLINK("http://x.example")'
    evidence = [("nairobi", "title", "a.csv"), ("lima", "title", "a.csv")]
    problems = [("nairobi", "participants"), ("lima", "participants"), (None, None)]
    dataset = replace(
        told,
        evidence=schema.frame(
            [dict(zip(("event_id", "field", "source"), row, strict=True)) for row in evidence], "evidence"
        ),
        problems=schema.frame(
            [dict(zip(("event_id", "field"), row, strict=True)) | {"kind": "no event"} for row in problems], "problems"
        ),
    )
    ready = prepare(dataset, reference.frame("states"), reference.frame("memberships"))
    return replace(ready, problem_kinds=reference.frame("problem_kinds"), read_at=pd.Timestamp("2026-01-09 10:30"))


def written(prepared: Prepared, selection: Selection) -> zipfile.ZipFile:
    file = io.BytesIO()
    package.write(file, prepared, selection, {"wco": "WCO", "KEN": "Kenya"})
    return zipfile.ZipFile(file)


@pytest.mark.parametrize("selection", [Selection(), WCO, Selection(text="nothing says this")])
def test_it_is_a_valid_data_package(prepared: Prepared, selection: Selection, tmp_path: Path) -> None:
    written(prepared, selection).extractall(tmp_path)
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])[:5]
    assert len(report.tasks) == len(SUMMARIES) + len(schema.TABLES)


def test_each_summary_is_the_file_of_the_chart(prepared: Prepared) -> None:
    archive = written(prepared, WCO)
    for name in SUMMARIES:
        assert archive.read(f"summaries/{name}.csv") == exports.csv(table(name, prepared, WCO)), name


def test_the_records_are_those_of_the_selection(prepared: Prepared) -> None:
    archive = written(prepared, WCO)
    rows = {name: pd.read_csv(archive.open(f"records/{name}.csv")) for name in schema.TABLES}
    assert {name: list(frame.columns) for name, frame in rows.items()} == {
        name: list(told.columns) for name, told in schema.TABLES.items()
    }
    assert set(rows["events"]["event_id"]) == {"nairobi", "online"}
    assert set(rows["attendance"]["event_id"]) == {"nairobi", "online"}
    assert rows["evidence"]["event_id"].tolist() == ["nairobi"]
    assert rows["problems"]["event_id"].fillna("").tolist() == ["nairobi", ""]


def test_it_says_what_was_chosen_and_when_it_was_read(prepared: Prepared) -> None:
    archive = written(prepared, WCO)
    assert json.loads(archive.read("selection.json")) == {
        "words": "WCO · Kenya",
        "filters": {"organisation": ["wco"], "state": ["KEN"]},
        "records_read": "2026-01-09 10:30",
    }
    assert "Outreach participation: WCO · Kenya" in archive.read("README.txt").decode()


def test_equal_records_give_an_equal_file(prepared: Prepared) -> None:
    assert written(prepared, WCO).fp.getvalue() == written(prepared, WCO).fp.getvalue()


def test_every_column_has_a_meaning(prepared: Prepared) -> None:
    """A new column needs a line in data/reference/data_dictionary.csv."""
    told = {("summary", name): table(name, prepared, WCO).columns for name in SUMMARIES}
    told |= {("records", name): declared.columns for name, declared in schema.TABLES.items()}
    missing = {
        (name, column) for (_, name), columns in told.items() for column in columns if not about.meaning(name, column)
    }
    assert missing == set()


def test_no_line_of_the_dictionary_is_left_over(prepared: Prepared) -> None:
    tables = {name: set(table(name, prepared, WCO).columns) for name in SUMMARIES}
    for name, declared in schema.TABLES.items():
        tables[name] = tables.get(name, set()) | set(declared.columns)
    every = set().union(*tables.values())
    for row in reference.rows("data_dictionary"):
        assert row["column"] in (tables[row["table"]] if row["table"] else every), row
