import itertools

import pandas as pd
import pytest

from loaders import same_event
from outreach import schema

NO_ANSWERS = pd.DataFrame(columns=["event_a", "event_b", "same_event"])


def one(source: str, event_id: str, title: str, start: str | None, end: str | None = None, **more) -> schema.Dataset:
    """A source with one event; `organisers` and `states` become its attendance."""
    organisers, states = more.pop("organisers", ["harbour-union"]), more.pop("states", [])
    event = {
        "event_id": event_id, "title": title, "event_type": "seminar", "status": "held",
        "start_date": start, "end_date": end or start, "date_precision": "day" if start else None,
        "city": "Lima", "country_code": "PER", "source": source, "locator": "row 2",
    } | more  # fmt: skip
    parties = [(party, "organisation", "organiser") for party in organisers]
    parties += [(party, "state", "participant") for party in states]
    attendance = [
        {"event_id": event_id, "party_id": party, "party_name": party, "party_kind": kind, "role": role,
         "written": party, "locator": "row 2"}
        for party, kind, role in parties
    ]  # fmt: skip
    evidence = [
        {"event_id": event_id, "field": "title", "value": title, "source": source, "locator": "row 2", "text": title}
    ]
    rows = {"events": [event], "attendance": attendance, "evidence": evidence, "problems": []}
    return schema.Dataset(**{name: schema.frame(rows[name], name) for name in schema.TABLES})


def join(*datasets: schema.Dataset, answers: pd.DataFrame = NO_ANSWERS) -> schema.Dataset:
    return schema.check(same_event.join(list(datasets), answers))


def answer(event_a: str, event_b: str, same: str) -> pd.DataFrame:
    return pd.DataFrame([{"event_a": event_a, "event_b": event_b, "same_event": same}])


NOTE = one("note.txt", "n1", "Second seminar on harbour safety", "2019-03-04", "2019-03-06")
PRESS = one("press.csv", "p1", "Harbour safety: 2nd Seminar in Lima", "2019-03-04", "2019-03-06")


def test_one_event_told_by_two_sources_is_one_event():
    merged = join(NOTE, PRESS)
    assert merged.events["event_id"].tolist() == ["n1"]
    assert set(merged.evidence["source"]) == {"note.txt", "press.csv"}
    assert set(merged.evidence["event_id"]) == {"n1"}
    joined = merged.evidence[merged.evidence["field"] == "same_event"]
    assert joined["value"].tolist() == ["p1: same days and city"]


def test_the_kept_id_does_not_depend_on_the_order_of_loading():
    third = one("agenda.csv", "a1", "Second seminar on harbour safety (agenda)", "2019-03-04", "2019-03-06")
    ids = {tuple(join(*order).events["event_id"]) for order in itertools.permutations([NOTE, PRESS, third])}
    assert ids == {("a1",)}


@pytest.mark.parametrize(
    ("title", "start", "more"),
    [
        ("Third seminar on harbour safety", "2019-03-04", {}),
        ("Second seminar on harbour safety", "2019-04-04", {}),
        ("Second seminar on harbour safety", "2019-03-04", {"city": "Quito", "country_code": "ECU"}),
        ("Course for hospital nurses", "2019-03-04", {"organisers": ["red-cross"]}),
        ("Second seminar on harbour safety", None, {"organisers": ["red-cross"]}),
        ("Second seminar on harbour safety", "2019-03-04", {"city": None, "country_code": None, "format": "online"}),
    ],
)
def test_what_only_looks_alike_stays_apart(title: str, start: str | None, more: dict):
    assert len(join(NOTE, one("press.csv", "p1", title, start, **more)).events) == 2


def test_rows_of_one_source_stay_apart():
    both = schema.concat(
        [one("a.csv", "a1", "Harbour day", "2019-03-04"), one("a.csv", "a2", "Harbour day", "2019-03-04")]
    )
    assert len(join(both).events) == 2


def test_a_month_overlaps_its_days():
    vague = one("b.csv", "b1", "Second harbour safety seminar", "2019-03-01", date_precision="month", end_date=None)
    merged = join(vague, NOTE).events.iloc[0]
    assert (merged["start_date"], merged["date_precision"]) == (pd.Timestamp("2019-03-04"), "day")


def test_without_a_date_other_facts_must_agree():
    counted = {"participants": 61, "participants_bound": "exact", "states_reported": 14, "states_bound": "exact"}
    undated = one("z.csv", "z1", "Seminar on harbour safety", None, **counted)
    assert len(join(NOTE, undated).events) == 2
    dated = one("note.txt", "n1", "Seminar on harbour safety", "2019-03-04", **counted)
    assert len(join(dated, undated).events) == 1


def test_of_two_rivals_the_better_wins_and_of_equals_none():
    rivals = [
        one("b.csv", "b1", "Second seminar on harbour safety", "2019-03-04", "2019-03-06"),
        one("b.csv", "b2", "Second seminar on harbour safety and lifeboats", "2019-03-04", "2019-03-06"),
    ]
    assert join(NOTE, schema.concat(rivals)).events["event_id"].tolist() == ["b1", "b2"]
    twins = [rivals[0], one("b.csv", "b3", "Second seminar on harbour safety", "2019-03-04", "2019-03-06")]
    assert len(join(NOTE, schema.concat(twins)).events) == 3


def test_three_records_are_one_event_only_if_all_agree():
    first = one("a.csv", "a1", "Seminar on harbour safety", "2019-03-04", "2019-03-06")
    north = one("b.csv", "b1", "First seminar on harbour safety", "2019-03-04", "2019-03-06")
    south = one("c.csv", "c1", "Second seminar on harbour safety", "2019-03-04", "2019-03-06")
    assert len(join(first, north, south).events) == 2


def test_a_persons_answer_decides():
    assert len(join(NOTE, PRESS, answers=answer("p1", "n1", "no")).events) == 2
    other = one("press.csv", "p1", "Port call", "2019-05-01")
    assert len(join(NOTE, other, answers=answer("p1", "n1", "yes")).events) == 1


def test_what_may_be_one_event_is_asked_until_answered():
    later = one("press.csv", "p1", "Second seminar on harbour safety", "2019-03-08")
    assert join(NOTE, later).problems["kind"].tolist() == ["possible duplicate"]
    assert join(NOTE, later, answers=answer("n1", "p1", "no")).problems.empty


def test_disagreements_name_both_values_and_sources():
    told = one(
        "note.txt", "n1", "Second seminar on harbour safety", "2019-03-04", participants=40, participants_bound="exact"
    )
    other = one(
        "press.csv", "p1", "Second seminar on harbour safety", "2019-03-04", participants=55, participants_bound="exact"
    )
    problem = join(told, other).problems.iloc[0]
    assert problem["kind"] == "disagreement"
    assert problem["message"] == "participants: 55 in press.csv, 40 in note.txt; 40 was taken."


def test_an_exact_number_is_taken_over_a_bound_that_allows_it():
    told = one("note.txt", "n1", "Harbour safety", "2019-03-04", participants=40, participants_bound="at least")
    other = one("press.csv", "p1", "Harbour safety", "2019-03-04", participants=44, participants_bound="exact")
    merged = join(told, other)
    assert merged.events[["participants", "participants_bound"]].values.tolist() == [[44, "exact"]]
    assert merged.problems.empty


def test_attendance_is_united_in_the_principal_role():
    other = one("press.csv", "p1", "2nd seminar on harbour safety", "2019-03-04", "2019-03-06", states=["PER", "ECU"])
    told = one(
        "note.txt",
        "n1",
        "Second seminar on harbour safety",
        "2019-03-04",
        "2019-03-06",
        states=["PER"],
        organisers=["PER"],
    )
    told.attendance["party_kind"] = "state"
    told = schema.Dataset(told.events, told.attendance.iloc[:1], told.evidence, told.problems)
    merged = join(told, other).attendance
    assert dict(zip(merged["party_id"], merged["role"], strict=True)) == {
        "PER": "organiser", "harbour-union": "organiser", "ECU": "participant",
    }  # fmt: skip
    assert merged.set_index("party_id").loc["ECU", "locator"] == "press.csv, row 2"


def test_announced_and_then_held_is_held():
    announced = one(
        "agenda.csv", "a1", "Second seminar on harbour safety", "2019-03-04", "2019-03-06", status="announced"
    )
    merged = join(announced, NOTE)
    assert merged.events["status"].tolist() == ["held"]
    assert merged.problems.empty


def test_one_id_for_two_events_is_made_two_ids():
    merged = join(one("a.csv", "1", "Harbour safety", "2019-03-04"), one("b.csv", "1", "Rope course", "2020-01-09"))
    first, second = merged.events["event_id"]
    assert first == "1"
    assert second.startswith("1~")
    assert set(merged.attendance["event_id"]) == {first, second}


def test_nothing_to_merge_is_nothing_changed():
    pd.testing.assert_frame_equal(join(schema.empty()).events, schema.empty().events)
    pd.testing.assert_frame_equal(join(NOTE).events, NOTE.events)


def test_a_further_dated_record_does_not_part_an_undated_one():
    counted = {"participants": 61, "participants_bound": "exact", "states_reported": 14, "states_bound": "exact"}
    undated = one("z.csv", "z1", "Seminar on harbour safety", None, **counted)
    dated = one("b.csv", "b1", "Seminar on harbour safety", "2019-03-04", **counted)
    bare = one("a.csv", "a1", "Harbour safety seminar for pilots", "2019-03-04", organisers=["pilots"])
    assert join(dated, undated, bare).events["event_id"].tolist() == ["a1"]


def test_two_parallel_courses_are_not_joined_by_a_third_record():
    ropes = one("a.csv", "a1", "Course on ropes and knots", "2019-03-04")
    boats = one("b.csv", "b1", "Course on lifeboats and rafts", "2019-03-04")
    both = one("c.csv", "c1", "Course on ropes, knots, lifeboats and rafts", "2019-03-04")
    assert len(join(ropes, boats, both).events) == 2


def test_one_event_in_two_rows_of_one_source_is_one_event():
    first = one("a.xlsx", "a1", "Harbour day", "2019-03-04", city=None, country_code=None, states=["PER"])
    second = one("a.xlsx", "a1", "Harbour day", "2019-03-04", states=["PER", "CHL"], locator="sheet Two, row 2")
    merged = join(schema.concat([first, second]))
    assert merged.events["city"].tolist() == ["Lima"]
    assert merged.attendance["party_id"].tolist() == ["harbour-union", "PER", "CHL"]
    assert merged.problems["kind"].tolist() == ["duplicate record"]
