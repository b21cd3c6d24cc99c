import pytest

from loaders.same_event import titles


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("28th Harbour Safety Seminar", {28}),
        ("Twenty-Eighth Harbour Safety Seminar", {28}),
        ("Twentieth Meeting of Inspectors", {20}),
        ("Meeting of Inspectors, Part II", {2}),
        ("Training of trainers, module 3", {3}),
        ("Cinquième réunion régionale", {5}),
        ("COP 27", {27}),
        ("Workshop on resolution 1540 (2004)", set()),
        ("Fellowship Programme 2021", set()),
        ("Course on 3.5 GHz links", set()),
    ],
)
def test_numbers_of_a_series(written: str, numbers: set[int]):
    assert titles.read(written).numbers == numbers


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ("Fellowship Programme 2021", {2021}),
        ("Workshop on resolution 1540 (2004)", set()),
        ("Seminar (2019), Lagos", {2019}),
        ("Treaty of 1968 review seminar", set()),
    ],
)
def test_years(written: str, years: set[int]):
    assert titles.read(written).years == years


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("26th Harbour Safety Seminar", "28th Harbour Safety Seminar", "numbers"),
        ("Legal drafting, part 1", "Legal drafting, part 2", "numbers"),
        ("Customs training (Asia)", "Customs training (Eastern Europe)", "regions"),
        ("Course for French-speaking African States", "Course for English-speaking African States", "languages"),
        ("Fellowship 2021", "Fellowship 2022", "years"),
        ("18th Regional Meeting and 20th anniversary", "Eighteenth Regional Meeting", None),
        ("Customs training (Asia)", "Customs training in South-East Asia", None),
        ("Workshop for GRULAC", "Workshop for Latin America and the Caribbean", None),
    ],
)
def test_what_cannot_be_one_event(one: str, other: str, why: str | None):
    found = titles.conflict(titles.read(one), titles.read(other))
    assert (found is None) if why is None else why in found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Workshop on the BWC in Oceania", "Regional Workshop on the Biological Weapons Convention in Oceania"),
        ("Port State Control course (PSC)", "Course on PSC"),
        ("Universalization of the treaty", "Universalisation of the Treaty"),
        ("Implementing export controls", "Implementation of export controls"),
        ("UNSCR 1540 training", "Training on United Nations Security Council resolution 1540 (2004)"),
    ],
)
def test_two_ways_to_write_one_title(one: str, other: str):
    assert titles.likeness(titles.read(one), titles.read(other)) > 0.75


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Regional workshop on border control", "Regional workshop on hospital safety"),
        ("National seminar", "Analytical chemistry course"),
        ("", "Border control"),
    ],
)
def test_different_titles_are_not_alike(one: str, other: str):
    assert titles.likeness(titles.read(one), titles.read(other)) < 0.4
