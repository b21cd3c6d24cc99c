"""Places: city, state and format of a cell; cities in running text."""

import csv
from pathlib import Path

import pytest

from loaders import reference
from loaders.normalise import city_names, places

CASES = Path(__file__).parents[2] / "cases"


def cases(name: str) -> list[dict[str, str]]:
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", cases("places"), ids=lambda case: case["written"])
def test_cell_is_read_as_a_place(case):
    expected = places.Place(case["city"], case["country_code"], case["format"]) if case["is_place"] == "yes" else None
    assert places.parse(case["written"]) == expected


@pytest.mark.parametrize("case", cases("places_text"), ids=lambda case: case["text"][:40])
def test_places_in_running_text(case):
    found = places.find(case["text"])
    assert all(case["text"][mention.start : mention.end] == mention.written for mention in found)
    assert "; ".join(f"{m.written}={m.value.city}|{m.value.country_code}" for m in found) == case["found"]


def test_every_listed_city_is_found_beside_its_state():
    wrong = []
    for row in reference.rows("cities"):
        place = places.parse(f"{row['city']}, {row['country_code']}")
        if place is None or place.country_code != row["country_code"]:
            wrong.append((row["city"], row["country_code"], place))
    assert not wrong


def test_a_city_that_stands_alone_means_one_state():
    for row in reference.rows("cities"):
        if row["alone"] == "yes":
            assert city_names.meant(row["city"]) is not None, row["city"]


def test_capitals_of_members_of_the_united_nations_are_listed():
    capitals = {row["country_code"] for row in reference.rows("cities") if row["capital"] == "yes"}
    members = {row["iso3"] for row in reference.rows("states") if row["status"] == "UN member state"}
    assert members - capitals == {"ISR"}
