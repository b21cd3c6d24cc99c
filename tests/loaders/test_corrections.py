import pandas as pd
import pytest

from loaders import corrections
from outreach import schema

EVENT = {
    "event_id": "e1", "title": "Harbour safety seminar", "event_type": "seminar", "status": "held",
    "start_date": "2019-03-04", "end_date": "2019-03-06", "date_precision": "day", "city": "Lima",
    "country_code": "PER", "participants": 40, "participants_bound": "about", "source": "may.csv", "locator": "row 2",
}  # fmt: skip
PARTY = {
    "event_id": "e1", "party_id": "PER", "party_name": "Peru", "party_kind": "state", "role": "participant",
    "written": "Peru", "locator": "row 2",
}  # fmt: skip


def dataset() -> schema.Dataset:
    rows = {"events": [EVENT], "attendance": [PARTY], "evidence": [], "problems": []}
    return schema.Dataset(**{name: schema.frame(rows[name], name) for name in schema.TABLES})


def apply(field: str, value: str, event_id: str = "e1") -> schema.Dataset:
    row = {"event_id": event_id, "field": field, "value": value, "reason": "The list of participants says so."}
    return schema.check(corrections.apply(dataset(), pd.DataFrame([row])))


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("title", "Harbour safety, second seminar", {"title": "Harbour safety, second seminar"}),
        ("participants", "42", {"participants": 42, "participants_bound": "exact"}),
        ("participants_bound", "at least", {"participants": 40, "participants_bound": "at least"}),
        ("start_date", "2019-03-05", {"start_date": pd.Timestamp("2019-03-05"), "date_precision": "day"}),
        ("start_date", "2019-03", {"start_date": pd.Timestamp("2019-03-01"), "date_precision": "month"}),
        ("country_code", "CHL", {"country_code": "CHL"}),
        ("event_type", "workshop", {"event_type": "workshop"}),
    ],
)
def test_a_correction_overrides_and_stays_visible(field: str, value: str, expected: dict):
    corrected = apply(field, value)
    event = corrected.events.iloc[0]
    assert {name: event[name] for name in expected} == expected
    assert corrected.evidence.iloc[0].to_dict() == {
        "event_id": "e1", "field": field, "value": value, "source": "data/reference/corrections.csv",
        "locator": "row 2", "text": "The list of participants says so.",
    }  # fmt: skip
    assert corrected.problems.empty


def test_an_empty_value_takes_one_away():
    event = apply("participants", "").events.iloc[0]
    assert pd.isna(event["participants"])
    assert pd.isna(event["participants_bound"])


def test_nobody_attended_what_was_cancelled():
    assert apply("status", "cancelled").attendance.empty
    assert len(apply("title", "Knots").attendance) == 1


@pytest.mark.parametrize(
    ("field", "value", "event_id", "sentence"),
    [
        ("title", "Knots", "e9", "No event has this id any more"),
        ("colour", "red", "e1", "no field that can be corrected"),
        ("source", "june.csv", "e1", "no field that can be corrected"),
        ("title", "Harbour safety seminar", "e1", "The records say Harbour safety seminar already"),
        ("participants", "some", "e1", "no whole number"),
        ("start_date", "4 March", "e1", "no date"),
        ("status", "over", "e1", "not one of held, announced, cancelled"),
        ("country_code", "Chile", "e1", "no code"),
    ],
)
def test_what_no_longer_applies_is_said_and_changes_nothing(field: str, value: str, event_id: str, sentence: str):
    corrected = apply(field, value, event_id)
    pd.testing.assert_frame_equal(corrected.events, dataset().events)
    problem = corrected.problems.iloc[0]
    assert sentence in problem["message"]
    assert (problem["kind"], problem["locator"]) == ("correction not applied", "row 2")


def test_without_corrections_nothing_changes():
    empty = pd.DataFrame(columns=["event_id", "field", "value", "reason"])
    assert corrections.apply(dataset(), empty).evidence.empty
    assert corrections.apply(dataset()).events.equals(dataset().events)
