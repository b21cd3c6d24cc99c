"""Organisations as written: names, lists of names, names in running text, and the tables behind them."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import reference
from loaders.normalise import organisations, states
from loaders.normalise.organisation_names import key, listed, names, written_names

CASES = Path(__file__).parents[2] / "cases"
TYPES = {"UN system", "intergovernmental", "regional", "government", "non-governmental", "academia", "industry"}
SEVERAL = st.lists(st.sampled_from(sorted(listed())), min_size=1, max_size=6, unique=True)


def cases(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", cases("organisations.csv"), ids=lambda case: case["written"])
def test_name(case):
    """A name as sources write it; a blank id is a name that must not become any organisation that is known."""
    found = organisations.resolve(case["written"])
    assert (found.organisation_id if found else "") == case["organisation_id"]


@pytest.mark.parametrize("case", cases("organisation_lists.csv"), ids=lambda case: case["text"][:60])
def test_list(case):
    found = organisations.split(case["text"])
    assert [" ".join(mention.written.split()) for mention in found] == case["pieces"].split(" | ")
    assert [mention.value.organisation_id for mention in found] == case["organisation_ids"].split(" | ")
    assert all(case["text"][mention.start : mention.end] == mention.written for mention in found)


@pytest.mark.parametrize("case", cases("organisation_texts.csv"), ids=lambda case: case["text"][:60])
def test_running_text(case):
    found = organisations.find(case["text"])
    assert " | ".join(mention.written for mention in found) == case["written"]
    assert " | ".join(mention.value.organisation_id for mention in found) == case["organisation_ids"]


def test_same_partner_in_every_spelling_is_one():
    cell = (
        "World Customs Organization (WCO); WCO; World Customs Organisation; "
        "International Atomic Energy Agency (IAEA); IAEA"
    )
    found = [mention.value.organisation_id for mention in organisations.split(cell)]
    assert found == ["wco", "wco", "wco", "iaea", "iaea"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1540 Committee; Group of Experts", ["1540-committee", "1540-committee-group-of-experts"]),
        ("Sanctions Committee; Group of Experts", ["sanctions-committee", "group-of-experts"]),
        ("METI; MOFA; CISTEC", ["meti", "japan-ministry-of-foreign-affairs", "cistec"]),
        ("MOFA; OPCW", ["mofa", "opcw"]),
        ("UNREC; Implementation Support Unit (ISU) of the BWC", ["unrec", "bwc-isu"]),
        ("UNMAS; Implementation Support Unit", ["unmas", "implementation-support-unit"]),
    ],
)
def test_ambiguous_names_need_their_company(cell, expected):
    assert [mention.value.organisation_id for mention in organisations.split(cell)] == expected


def test_unlisted_keeps_its_name_and_has_one_id():
    one = organisations.party("the Institute  for\nMaritime Dialogue (IMD)")
    assert one == ("institute-of-maritime-dialogue", "Institute for Maritime Dialogue", "IMD", "unlisted", "")
    assert organisations.party("Institute for Maritime Dialogue").organisation_id == one.organisation_id


def test_body_of_a_government_has_its_state():
    found = organisations.party("Kenya's Foreign Ministry")
    assert found == (
        "kenya-ministry-of-foreign-affairs",
        "Ministry of Foreign Affairs (Kenya)",
        "",
        "government",
        "KEN",
    )


def test_every_listed_name_finds_itself():
    lost = []
    for written, organisation in written_names():
        found = organisations.party(written, f"{written} {organisation.name}")
        if found != organisation and names()[key(written)].where not in ("near", "never"):
            lost.append((written, found.organisation_id))
    assert lost == []


def test_listed_names_hold_together_in_a_list():
    torn = [
        organisation.name
        for organisation in listed().values()
        if [mention.value for mention in organisations.split(f"{organisation.name}; VERTIC")][:-1] != [organisation]
        and organisation.organisation_id != "vertic"
    ]
    assert torn == []


def test_types_parents_and_states_exist():
    rows = reference.rows("organisations")
    assert len(rows) >= 350
    assert {row["type"] for row in rows} == TYPES
    assert {row["parent_id"] for row in rows} - set(listed()) == {""}
    assert {row["state_code"] for row in rows} - {row["iso3"] for row in reference.rows("states")} == {""}
    assert all(row["type"] == "government" for row in rows if row["state_code"])
    assert {row["organisation_id"] for row in reference.rows("organisation_aliases")} <= set(listed())


def test_no_name_is_a_state_without_a_rule():
    ruled = {key(row["written"]) for row in reference.rows("ambiguous_organisations")}
    taken = {written for written, _ in written_names() if states.resolve(written) and key(written) not in ruled}
    assert taken == set()


def test_tables_are_sorted_and_have_no_stray_spaces():
    for table in ("organisations", "ambiguous_organisations", "organisation_spellings"):
        rows = reference.rows(table)
        first = [next(iter(row.values())) for row in rows]
        assert first == sorted(first)
        assert all(value == value.strip() for row in rows for value in row.values())


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab AB,;()&/\n.'’-–•é1²*", max_size=60))
def test_any_text_is_read_without_error(text):
    for mention in [*organisations.split(text), *organisations.find(text)]:
        assert text[mention.start : mention.end] == mention.written
        assert mention.written == mention.written.strip()
    assert organisations.party(text).organisation_id


@settings(max_examples=60, deadline=None)
@given(SEVERAL, st.sampled_from([", ", "; ", "\n- ", " and "]))
def test_a_list_of_listed_names_comes_apart(ids, separator):
    written = [listed()[identifier].name for identifier in ids]
    if all(names()[key(name)].where == "text" for name in written):
        found = organisations.split(separator.join(written))
        assert [mention.value.organisation_id for mention in found] == ids


def test_blank_is_no_organisation():
    assert organisations.resolve("  ") is None
    assert organisations.split(" ;\n, ") == []
    assert organisations.find("") == []
