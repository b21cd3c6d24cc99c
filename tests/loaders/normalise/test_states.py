"""States: whole names by rule, names in running text, and what is said of the rest."""

import csv
from datetime import date
from pathlib import Path

import pytest

from loaders import reference
from loaders.normalise import state_names, states

CASES = Path(__file__).parents[2] / "cases"


def cases(name: str) -> list[dict[str, str]]:
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", cases("states"), ids=lambda case: case["written"])
def test_name_is_read_as_its_state(case):
    assert states.resolve(case["written"]) == case["code"]


@pytest.mark.parametrize("case", cases("not_states"), ids=lambda case: case["written"])
def test_words_that_are_no_state(case):
    assert states.resolve(case["written"]) is None


@pytest.mark.parametrize("case", cases("states_text"), ids=lambda case: case["text"][:40])
def test_states_in_running_text(case):
    found = states.find(case["text"])
    assert all(case["text"][mention.start : mention.end] == mention.written for mention in found)
    shown = [f"{m.written}={m.value}" + ("/adjective" if m.kind == "adjective" else "") for m in found]
    assert "; ".join(shown) == case["found"]


@pytest.mark.parametrize("column", state_names.UN_LANGUAGES)
def test_every_state_finds_itself_in_the_languages_of_the_united_nations(column):
    for row in reference.rows("states"):
        if row[column] and state_names.key(row[column]) not in state_names.ambiguous():
            assert states.resolve(row[column]) == row["iso3"]
            assert states.resolve(row[column].upper()) == row["iso3"]


@pytest.mark.parametrize("column", ["iso3", "iso2", "m49", "ioc"])
def test_every_code_finds_its_state(column):
    known = {row["iso3"]: row["iso3"] for row in reference.rows("states")}
    for row in reference.rows("states"):
        if row[column]:
            assert states.resolve(row[column]) == known.get(row[column], row["iso3"])


def test_every_alias_finds_its_state():
    for row in reference.rows("state_aliases"):
        assert states.resolve(row["name"]) == row["code"], row["name"]


def test_rules_for_ambiguous_words():
    for row in reference.rows("ambiguous_states"):
        assert states.resolve(row["written"]) == (row["code"] or None)
        assert states.explain(row["written"]) == ("ambiguous name", row["rule"])


@pytest.mark.parametrize(
    ("written", "on", "code"),
    [
        ("Serbia and Montenegro", date(2004, 6, 1), "SCG"),
        ("Serbia and Montenegro", date(2010, 6, 1), None),
        ("Czechoslovakia", date(1985, 1, 1), "CSK"),
        ("USSR", date(1995, 1, 1), None),
        ("Soviet Union", None, "SUN"),
        ("Serbia", date(2010, 6, 1), "SRB"),
        ("Swaziland", date(2016, 1, 1), "SWZ"),
    ],
)
def test_dissolved_states_by_date(written, on, code):
    assert states.resolve(written, on) == code


def test_serbia_and_montenegro_in_text_by_date():
    text = "Albania, Serbia and Montenegro"
    assert [m.value for m in states.find(text, date(2004, 6, 1))] == ["ALB", "SCG"]
    assert [m.value for m in states.find(text, date(2012, 6, 1))] == ["ALB", "SRB", "MNE"]


@pytest.mark.parametrize(
    ("written", "kind", "words"),
    [
        ("Unitd States of America", "unresolved state", "United States"),
        ("Zimbabwwe", "unresolved state", "Zimbabwe"),
        ("Atlantis", "unresolved state", "not the name of a state"),
        ("the Korea", "ambiguous name", "Republic of Korea"),
        ("Congo", "ambiguous name", "Republic of the Congo"),
    ],
)
def test_explain(written, kind, words):
    found = states.explain(written)
    assert found[0] == kind
    assert words in found[1]


def test_nothing_to_explain_about_a_plain_name():
    assert states.explain("Kenya") is None


def test_display_names():
    assert states.name("BOL") == "Bolivia"
    assert states.name("KEN", "fr") == "Kenya"
    assert states.name("GBR") == "United Kingdom"
    assert states.name("TWN") == "Taiwan"
    assert states.name("XKX") == "Kosovo"


@pytest.mark.parametrize(
    ("code", "language", "shown"),
    [
        ("GBR", "en", "United Kingdom"),
        ("GBR", "fr", "Royaume-Uni"),
        ("COD", "zh", "刚果民主共和国"),
        ("KEN", "ru", "Кения"),
        ("SUN", "es", "Unión Soviética"),
    ],
)
def test_names_are_shown_short_in_every_language(code, language, shown):
    assert states.name(code, language) == shown
