"""Reference tables keep their promises, and a broken one is refused by name, row and key."""

from collections import Counter

import pytest

from loaders import reference
from outreach.metrics.coverage_reach import belonged


def test_every_table_is_sound():
    assert reference.check() == []


def test_namibia_keeps_its_code():
    states = reference.frame("states")
    assert states.loc[states["iso3"] == "NAM", "iso2"].item() == "NA"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name,code\nKenia,KEN\nKenia,UGA\n", "row 3: name 'Kenia' stands in row 2 already"),
        ("name,code\nKenia,KEN,more\n", "row 2: 2 cells expected"),
        ("name,code\n,KEN\n", "row 2: the key 'name' is blank"),
        ("code\nKEN\n", "no column 'name'"),
    ],
)
def test_a_broken_table_is_refused(tmp_path, text, words):
    path = tmp_path / "state_aliases.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(reference.ReferenceError, match="state_aliases.csv") as error:
        reference.read(path)
    assert words in str(error.value)


@pytest.mark.parametrize(
    ("body", "members"),
    [("UN", 193), ("OPCW", 193), ("AU", 55), ("EU", 27), ("ASEAN", 11), ("OSCE", 57), ("OAS", 34), ("NATO", 32)],
)
def test_members_today(body, members):
    rows = [row for row in reference.rows("memberships") if row["body"] == body and not row["until"]]
    assert len(rows) == members


@pytest.mark.parametrize(
    ("year", "members"), [(1945, 51), (1990, 159), (1991, 166), (1994, 185), (2000, 189), (2005, 191), (2011, 193)]
)
def test_members_of_the_united_nations_at_the_end_of_a_year(year, members):
    last = f"{year}-12-31"
    rows = [row for row in reference.rows("memberships") if row["body"] == "UN"]
    there = [r for r in rows if r["from"] <= last[: len(r["from"])] and (not r["until"] or r["until"] >= last)]
    assert len(there) == members


@pytest.mark.parametrize(
    ("year", "members"),
    [(1996, 0), (1997, 105), (1998, 121), (2003, 158), (2004, 167), (2005, 175), (2006, 181), (2009, 188), (2018, 193)],
)
def test_members_of_the_opcw_at_the_end_of_a_year(year, members):
    """The numbers of states parties that were published at the time."""
    rows = [row for row in reference.rows("memberships") if row["body"] == "OPCW"]
    assert sum(belonged(row["from"], row["until"], year) for row in rows) == members


def test_nobody_belongs_to_a_body_twice_at_a_time():
    rows = sorted(reference.rows("memberships"), key=lambda row: (row["body"], row["code"], row["from"]))
    for first, second in zip(rows, rows[1:], strict=False):
        if (first["body"], first["code"]) == (second["body"], second["code"]):
            assert first["until"]
            assert first["until"] < second["from"]


def test_opcw_differs_from_the_united_nations_by_eight():
    of = {
        body: {r["code"] for r in reference.rows("memberships") if r["body"] == body and not r["until"]}
        for body in ("UN", "OPCW")
    }
    assert of["UN"] - of["OPCW"] == {"ISR", "EGY", "PRK", "SSD"}
    assert of["OPCW"] - of["UN"] == {"VAT", "PSE", "NIU", "COK"}


def test_classes_of_states():
    counts = Counter(row["status"] for row in reference.rows("states"))
    assert counts["UN member state"] == 193
    assert counts["UN observer state"] == 2
    assert counts["non-member state"] == 2
    assert {row["iso3"] for row in reference.rows("states") if row["valid_until"]} == {
        "ANT",
        "CSK",
        "DDR",
        "SCG",
        "SUN",
        "YMD",
        "YUG",
    }


def test_every_regional_group_belongs_to_members_and_past_members():
    for row in reference.rows("states"):
        assert bool(row["un_regional_group"]) == (
            row["status"] in ("UN member state", "dissolved") and row["iso3"] != "ANT"
        )
