"""The two shipped lists by compilers who did not see each other's; tests/cases/duplicates.csv holds judged pairs."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from loaders import read_file, same_event
from outreach import schema

ROOT = Path(__file__).parents[3]
LISTS = ("outreach-events-a.csv", "outreach-events-b.csv")
NO_ANSWERS = pd.DataFrame(columns=["event_a", "event_b", "same_event"])


@pytest.fixture(scope="module")
def united() -> set[tuple[str, str]]:
    """The pairs of ids (first list, second list) that became one event."""
    merged = same_event.join([read_file(ROOT / "data/records" / name, name) for name in LISTS], NO_ANSWERS)
    schema.check(merged)
    told = merged.evidence[merged.evidence["field"] == "same_event"]
    return {
        (kept, value.partition(": ")[0].partition("~")[0])
        for kept, value in zip(told["event_id"], told["value"], strict=True)
    }


def judged(answer: str) -> set[tuple[str, str]]:
    with (ROOT / "tests/cases/duplicates.csv").open(encoding="utf-8", newline="") as file:
        return {(row["event_a"], row["event_b"]) for row in csv.DictReader(file) if row["same_event"] == answer}


def test_no_two_events_become_one(united):
    assert united & judged("no") == set()
    assert united - judged("yes") == set()


def test_what_both_lists_tell_is_one_event(united):
    missed = judged("yes") - united
    assert len(missed) <= 0.05 * len(judged("yes")), sorted(missed)
