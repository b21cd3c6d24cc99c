"""Sources, problems, names not known, and which fields the records tell."""

from dataclasses import replace

import pandas as pd

from loaders import reference
from outreach import schema, summaries
from outreach.filters import Selection
from outreach.metrics.records_sources import FIELDS, fields_by_year, problems_by_kind, sources
from tests.outreach import few_sources, small
from tests.outreach.test_metrics_records import rows

ALL = Selection()


def test_sources_count_events_once_a_source_and_keep_files_without_any() -> None:
    all_ = replace(few_sources.prepared(), files=few_sources.files())
    table = summaries.table("sources", all_, ALL)
    assert rows(table) == [
        ("small.csv", "2020-01-02", 6, 5, 1, 1),
        ("data/reference/corrections.csv", None, 1, 0, 0, 0),
        ("note.txt", "2021-03-04", 1, 0, 1, 0),
        ("broken.pdf", "2022-05-06", 0, 0, 1, 0),
    ]


def test_a_source_in_an_archive_is_of_the_day_of_the_archive() -> None:
    events = schema.frame([{"event_id": "a", "source": "x.zip#notes/a.txt"}], "events")
    files = pd.DataFrame({"source": ["x.zip"], "changed": pd.to_datetime(["2020-01-02"])})
    empty = schema.empty()
    assert rows(sources(events, empty.evidence, empty.problems, files)) == [
        ("x.zip#notes/a.txt", "2020-01-02", 1, 1, 0, 0)
    ]


def test_no_records_have_no_sources_and_no_problems() -> None:
    empty = schema.empty()
    assert sources(empty.events, empty.evidence, empty.problems).empty
    assert problems_by_kind(empty.problems, reference.frame("problem_kinds")).empty


def test_problems_by_kind_come_worst_first_with_what_to_do() -> None:
    table = problems_by_kind(few_sources.dataset().problems, reference.frame("problem_kinds"))
    assert rows(table[["kind", "severity", "problems", "events"]]) == [
        ("unreadable", "error", 1, 0),
        ("unresolved state", "warning", 2, 2),
        ("unresolved organisation", "note", 1, 1),
    ]
    assert table["what_to_do"].str.len().min() > 5


def test_problems_are_listed_worst_first() -> None:
    table = summaries.table("problems", few_sources.prepared(), ALL)
    assert table["severity"].tolist() == ["error", "warning", "warning", "note"]


def test_names_not_known_come_most_frequent_first() -> None:
    table = summaries.table("unresolved-names", few_sources.prepared(), ALL)
    assert rows(table[["written", "kind", "times", "events", "source"]]) == [
        ("Atlantis <b>", "unresolved state", 2, 2, "note.txt"),
        ("Some Body", "unresolved organisation", 1, 1, "small.csv"),
    ]


def test_fields_by_year_count_what_each_record_of_an_event_held_tells() -> None:
    table = summaries.table("fields-by-year", small.prepared(), ALL)
    known = table.set_index(["year", "field"])["known"]
    assert [known[2016, field] for field in FIELDS] == [2, 2, 2, 2, 1, 2]
    assert [known[2018, field] for field in FIELDS] == [2, 2, 2, 1, 1, 1]
    assert rows(table[table["year"].isna()][["field", "events", "known"]]) == [
        ("date to the day", 1, 0),
        ("place", 1, 1),
        ("organisers", 1, 1),
        ("participants", 1, 1),
        ("states reported", 1, 0),
        ("states named", 1, 0),
    ]
    assert table.groupby("field")["events"].sum().eq(5).all()


def test_fields_of_no_event_are_no_rows() -> None:
    all_ = small.prepared()
    assert fields_by_year(all_.events.head(0), all_.attendance.head(0)).empty
