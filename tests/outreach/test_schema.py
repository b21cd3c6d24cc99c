"""A dataset that breaks the schema is refused with a sentence that names table, column and row."""

from dataclasses import replace

import pandas as pd
import pytest

from outreach import schema

EVENT = {"event_id": "e1", "title": "Seminar", "event_type": "seminar", "status": "held"}
PARTY = {"event_id": "e1", "party_id": "KEN", "party_kind": "state", "role": "participant"}


def dataset(events: list[dict], attendance: list[dict]) -> schema.Dataset:
    return replace(
        schema.empty(), events=schema.frame(events, "events"), attendance=schema.frame(attendance, "attendance")
    )


def test_a_sound_dataset_passes() -> None:
    sound = dataset([EVENT], [PARTY])
    assert schema.check(sound) is sound


def test_an_empty_dataset_passes() -> None:
    schema.check(schema.empty())


@pytest.mark.parametrize(
    ("events", "attendance", "sentence"),
    [
        ([EVENT, EVENT], [], "events: the key {'event_id': 'e1'} stands in more than one row"),
        ([EVENT | {"event_id": None}], [], "events.event_id: row 0 has no key"),
        ([EVENT | {"event_type": "party"}], [], "events.event_type: 'party' in row 0 is not one of conference"),
        ([EVENT], [PARTY | {"role": "guest"}], "attendance.role: 'guest' in row 0 is not one of organiser"),
        ([EVENT], [PARTY, PARTY], "attendance: the key {'event_id': 'e1', 'party_id': 'KEN'}"),
        ([EVENT], [PARTY | {"event_id": "e2"}], "attendance: 1 rows name an event that is not in events, first 'e2'"),
    ],
)
def test_what_is_wrong_is_named(events: list[dict], attendance: list[dict], sentence: str) -> None:
    with pytest.raises(schema.SchemaError) as error:
        schema.check(dataset(events, attendance))
    assert sentence in str(error.value)


def test_a_wrong_type_is_named() -> None:
    wrong = schema.frame([EVENT], "events").astype({"participants": "float64"})
    with pytest.raises(schema.SchemaError, match=r"events.participants: type is float64, expected Int64"):
        schema.check(replace(schema.empty(), events=wrong))


def test_a_missing_column_is_named() -> None:
    with pytest.raises(schema.SchemaError, match="problems: columns are"):
        schema.check(replace(schema.empty(), problems=schema.empty().problems.drop(columns="kind")))


def test_concat_of_nothing_is_empty() -> None:
    assert schema.check(schema.concat([])).events.empty


def test_missing_counts_stay_missing() -> None:
    events = schema.frame([EVENT, EVENT | {"event_id": "e2", "participants": 0}], "events")
    assert events["participants"].tolist() == [pd.NA, 0]


@pytest.mark.parametrize(("many", "kind"), [(1, "category"), (4, "str")])
def test_words_of_large_tables_are_kept_once_and_stay_words(monkeypatch, many: int, kind: str) -> None:
    monkeypatch.setattr(schema, "MANY", many)
    parties = [schema.frame([PARTY | {"party_id": code, "role": role}], "attendance") for code, role in ROLES_OF]
    whole = schema.stack([*parties, schema.frame([], "attendance")], "attendance")
    assert whole["party_id"].tolist() == ["KEN", "WCO", "KEN"]
    assert whole["party_id"].dtype == kind
    plain = schema.plain(whole)
    assert (plain["party_id"].dtype, plain["role"].tolist()) == ("str", ["participant", "organiser", "observer"])
    assert whole["party_name"].isna().all()


ROLES_OF = (("KEN", "participant"), ("WCO", "organiser"), ("KEN", "observer"))
