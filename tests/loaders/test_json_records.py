import json
from pathlib import Path

import pytest

from loaders import json_records
from loaders.unreadable import Unreadable
from outreach import schema

FIRST = {
    "title": "Harbour safety seminar",
    "start": "2019-03-04",
    "end": "2019-03-06",
    "city": "Lima",
    "country": "Peru",
}
SECOND = {"title": "Rope course", "start": "2019-05-09", "end": "2019-05-09", "city": "Nairobi", "country": "Kenya"}


@pytest.fixture
def read(tmp_path: Path):
    def read_value(value: object, name: str = "list.json") -> schema.Dataset:
        path = tmp_path / name
        path.write_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), encoding="utf-8")
        return schema.check(json_records.read(path, name))

    return read_value


def without(record: dict, *keys: str) -> dict:
    return {key: value for key, value in record.items() if key not in keys}


@pytest.mark.parametrize(
    ("value", "ways"),
    [
        ([FIRST, SECOND], ["[0]", "[1]"]),
        ({"events": [FIRST, SECOND]}, ["events[0]", "events[1]"]),
        ({"count": 2, "data": {"results": [FIRST, SECOND]}}, ["data.results[0]", "data.results[1]"]),
        ({"March": [FIRST], "May": [SECOND]}, ["March[0]", "May[0]"]),
        ({"e1": FIRST, "e2": SECOND}, ["e1", "e2"]),
        (
            [{"month": "March", "events": [FIRST]}, {"month": "May", "events": [SECOND]}],
            ["[0].events[0]", "[1].events[0]"],
        ),
        ({"edges": [{"node": FIRST}, {"node": SECOND}]}, ["edges[0]", "edges[1]"]),
    ],
)
def test_lists_of_events_wherever_they_stand(read, value: object, ways: list[str]):
    events = read(value).events
    assert events["title"].tolist() == ["Harbour safety seminar", "Rope course"]
    assert events["country_code"].tolist() == ["PER", "KEN"]
    assert events["locator"].tolist() == ways


def test_one_event_alone(read):
    assert read(FIRST).events["city"].tolist() == ["Lima"]


def test_json_lines_and_a_broken_line(read):
    dataset = read(f'{json.dumps(FIRST)}\n{{"title": "Knots", \n\n{json.dumps(SECOND)}\n', "list.jsonl")
    assert dataset.events["locator"].tolist() == ["line 1", "line 4"]
    assert dataset.problems["locator"].tolist() == ["line 2"]


def test_figures_stay_as_written(read):
    text = '[{"event_id":"0012","title":"Knots","ref":20180109000000012345,"country":"PE","participants":"24"}]'
    event = read(text).events.iloc[0]
    assert (event["event_id"], event["country_code"], event["participants"]) == ("0012", "PER", 24)


@pytest.mark.parametrize(
    "place",
    [
        {"venue": {"name": "Port hall", "city": "Lima", "country": {"code": "PE", "name": "Peru"}}},
        {"location": {"city": "Lima", "country": "Peru"}},
        {"location": {"@type": "Place", "address": {"addressLocality": "Lima", "addressCountry": "Peru"}}},
        {"location": "Lima, Peru"},
    ],
)
def test_nested_places(read, place: dict):
    event = read([without(FIRST, "city", "country") | place, SECOND]).events.iloc[0]
    assert (event["city"], event["country_code"]) == ("Lima", "PER")


@pytest.mark.parametrize(
    "when",
    [
        {"start": {"date": "2019-03-04", "time": "09:00", "tz": "UTC"}, "end": {"date": "2019-03-06", "tz": "UTC"}},
        {
            "start": {"dateTime": "2019-03-04T09:00:00", "timeZone": "America/Lima"},
            "end": {"dateTime": "2019-03-06T12:00:00"},
        },
        {"startDate": "2019-03-04", "endDate": "2019-03-06"},
    ],
)
def test_nested_days(read, when: dict):
    event = read([without(FIRST, "start", "end") | when]).events.iloc[0]
    assert (f"{event['start_date']:%Y-%m-%d}", f"{event['end_date']:%Y-%m-%d}") == ("2019-03-04", "2019-03-06")


def test_titles_in_several_languages(read):
    assert read([FIRST | {"title": {"fr": "Port", "en": "Harbour"}}]).events["title"].tolist() == ["Harbour"]


def test_years_and_states_as_keys_become_fields(read):
    plain = {"title": "Rope course", "participants": "20"}
    dataset = read({"2018": [plain], "2019": [plain | {"title": "Knots"}]})
    assert dataset.events["start_date"].dt.year.tolist() == [2018, 2019]


def test_organisers_and_states_in_lists(read):
    record = FIRST | {"organizers": [{"name": "World Customs Organization"}], "states": ["Peru", "Ecuador"]}
    attendance = read([record, SECOND]).attendance
    assert {"PER", "ECU"} <= set(attendance["party_id"])
    assert "organiser" in set(attendance["role"])


def test_participants_with_fields_of_their_own_are_counted_and_dropped(read):
    persons = [
        {"first_name": "One", "last_name": "Person", "email": "one@x.org", "country": "Peru"},
        {"first_name": "Two", "last_name": "Person", "email": "two@x.org", "country": "Peru"},
        {"first_name": "Three", "last_name": "Person", "email": "three@x.org", "country": "Chile"},
    ]
    dataset = read([without(FIRST, "city", "country") | {"participants": persons}])
    assert dataset.events["participants"].tolist() == [3]
    assert dict(zip(dataset.attendance["party_id"], dataset.attendance["headcount"], strict=True)) == {
        "PER": 2,
        "CHL": 1,
    }
    everything = " ".join(getattr(dataset, name).to_csv() for name in schema.TABLES)
    assert "@x.org" not in everything
    assert "Person" not in everything


def test_an_events_export_of_indico(read):
    record = {
        "_type": "Conference", "id": "17", "title": "Harbour safety seminar", "type": "meeting",
        "startDate": {"date": "2019-03-04", "time": "09:00:00", "tz": "America/Lima"},
        "endDate": {"date": "2019-03-06", "time": "17:00:00", "tz": "America/Lima"},
        "creationDate": {"date": "2018-11-01", "time": "09:00:00", "tz": "UTC"},
        "location": "Lima", "room": "12", "roomFullname": "12 - Council", "url": "https://indico.example/event/17/",
        "creator": {"_type": "Avatar", "fullName": "Person, One", "affiliation": "Port Office", "emailHash": "a1"},
        "chairs": [{"_type": "ConferenceChair", "fullName": "Person, Two", "affiliation": "Coast Guard"}],
        "category": "Seminars", "timezone": "America/Lima", "description": "<p>About ropes</p>", "keywords": [],
    }  # fmt: skip
    dataset = read({"count": 1, "additionalInfo": {}, "_type": "HTTPAPIResult", "results": [record]})
    event = dataset.events.iloc[0]
    assert (event["event_id"], event["title"], f"{event['end_date']:%d}") == ("17", "Harbour safety seminar", "06")
    everything = " ".join(getattr(dataset, name).to_csv() for name in schema.TABLES)
    assert "Person," not in everything
    assert "Coast Guard" not in everything
    assert dataset.attendance.empty


def test_a_registrations_export_of_indico(read):
    def registrant(number: int, country: str, came: bool) -> dict:
        data = {"firstName": "Person", "surname": str(number), "email": f"p{number}@x.org", "country": country}
        return {
            "registrant_id": str(number),
            "checked_in": came,
            "full_name": f"Person {number}",
            "personal_data": data,
        }

    registrants = [registrant(1, "Peru", True), registrant(2, "Peru", False), registrant(3, "Chile", True)]
    dataset = read({"registrants": registrants}, "harbour-seminar.json")
    assert len(dataset.events) == 1
    assert dict(zip(dataset.attendance["party_id"], dataset.attendance["headcount"], strict=True)) == {
        "PER": 1,
        "CHL": 1,
    }
    assert "Person" not in " ".join(getattr(dataset, name).to_csv() for name in schema.TABLES)


def test_lists_of_other_things_are_left_out_and_said(read):
    dataset = read({"events": [FIRST, SECOND], "rooms": [{"room": "A", "seats": "20"}, {"room": "B", "seats": "30"}]})
    assert len(dataset.events) == 2
    assert "left out" in set(dataset.problems["kind"])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[{"title": "Knots"},\n {"title" "Ropes"}]', r"line 2, column 11"),
        ("", "there is no text in it"),
        ('{"a": 1, "b": [1, 2]}', "no list of records"),
        ('"just words"', "no list of records"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_what_cannot_be_read_says_where_and_what_to_do(read, text: str, sentence: str):
    with pytest.raises(Unreadable, match=sentence):
        read(text)


def test_deep_nesting_inside_a_record_is_bounded(read):
    deep: object = "bottom"
    for _ in range(200):
        deep = {"inside": deep}
    assert read([FIRST | {"extra": deep}]).events["title"].tolist() == ["Harbour safety seminar"]


@pytest.mark.parametrize(
    ("parties", "expected"),
    [
        ({"participants": [{"country": "Kenya", "count": 5}, {"country": "Togo", "count": 3}]}, {"KEN": 5, "TGO": 3}),
        ({"delegations": [{"state": "Kenya", "size": 5}, {"state": "Togo", "size": 3}]}, {"KEN": 5, "TGO": 3}),
        (
            {"participants": [{"organisation": "OPCW", "number": 5}, {"organisation": "IAEA", "number": 2}]},
            {"opcw": 5, "iaea": 2},
        ),
    ],
)
def test_parties_listed_within_an_event(read, parties: dict, expected: dict):
    dataset = read([FIRST | parties])
    assert len(dataset.events) == 1
    assert dataset.events["country_code"].tolist() == ["PER"]
    assert dict(zip(dataset.attendance["party_id"], dataset.attendance["headcount"], strict=True)) == expected
    assert dataset.events["participants"].tolist() == [sum(expected.values())]


def test_local_time_comes_before_utc(read):
    start = {"timezone": "Pacific/Auckland", "local": "2019-03-04T09:00:00", "utc": "2019-03-03T20:00:00Z"}
    dataset = read([{"name": {"text": "Knots"}, "start": start, "end": {"local": "2019-03-05T17:00:00"}}])
    assert dataset.events[["start_date", "end_date"]].astype("str").values.tolist() == [["2019-03-04", "2019-03-05"]]
