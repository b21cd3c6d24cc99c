"""Own schemes of regions from data/reference/region_groups.csv: a choice like those of the house, or refused by row."""

from pathlib import Path

import pandas as pd
import pytest

from loaders import reference
from outreach import __main__ as command
from outreach import filters, loaded, summaries
from outreach.charts import look
from outreach.filters import Selection
from outreach.metrics.coverage_reach import ALL
from outreach.prepare import NO_GROUP, NO_REGION, SCHEMES, Prepared, prepare
from tests.outreach import small

LAKES = pd.DataFrame(
    [("Lakes", "Great Lakes", "KEN"), ("Lakes", "Great Lakes", "UGA"), ("Lakes", "Titicaca", "PER")],
    columns=["scheme", "group", "code"],
    dtype="str",
)


@pytest.fixture(scope="module")
def lakes() -> Prepared:
    states, memberships = reference.frame("states"), reference.frame("memberships")
    return prepare(small.dataset(), states, memberships, groups=LAKES)


def events(prepared: Prepared, *region: str) -> set[str]:
    return set(filters.apply(prepared, Selection(scheme="Lakes", region=region)).events["event_id"])


def test_events_are_filtered_by_own_groups(lakes: Prepared) -> None:
    assert lakes.schemes == (*SCHEMES, "Lakes")
    assert events(lakes, "Great Lakes") == {"nairobi", "someday"}
    assert events(lakes, "Titicaca") == {"lima"}
    assert events(lakes, NO_GROUP) == {"vienna"}
    assert events(lakes, NO_REGION) == {"online"}


def test_events_by_year_are_counted_by_own_groups(lakes: Prepared) -> None:
    table = summaries.table("events-by-year", lakes, Selection(scheme="Lakes"))
    assert list(table.itertuples(index=False, name=None)) == [
        (2016, "Great Lakes", 1),
        (2016, "Titicaca", 1),
        (2018, NO_GROUP, 1),
        (2018, NO_REGION, 1),
    ]


def test_reach_by_own_groups_counts_every_member_once(lakes: Prepared) -> None:
    table = summaries.table("reach-by-region", lakes, Selection(scheme="Lakes"))
    assert table[["region", "members", "reached"]].to_numpy().tolist() == [
        [NO_GROUP, 190, 0],
        ["Great Lakes", 2, 2],
        ["Titicaca", 1, 1],
        [ALL, 193, 3],
    ]


def test_organisations_work_only_in_groups_of_the_scheme(lakes: Prepared) -> None:
    table = summaries.table("organisations-by-region", lakes, Selection(scheme="Lakes"))
    assert table.set_index("organisation_id")["regions"].to_dict() == {"iaea": 1, "unoda": 2, "wco": 1}


def test_an_address_carries_an_own_scheme(lakes: Prepared) -> None:
    offered = filters.choices(lakes)
    chosen = Selection(scheme="Lakes", region=("Titicaca", NO_GROUP))
    assert offered.region["Lakes"] == ("Great Lakes", "Titicaca", NO_GROUP, NO_REGION)
    assert filters.from_query(filters.to_query(chosen), offered) == (chosen, [])
    assert filters.from_query({"scheme": ["Ponds"]}, offered)[1] == [
        "scheme=Ponds is not in these records; this part of the link is left out."
    ]


def test_a_shell_knows_an_own_scheme_in_any_case(
    lakes: Prepared, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(loaded, "load", lambda records: lakes)
    given = ["summary", "events-by-year", "--scheme", "lakes", "--region", "titicaca"]
    assert command.main(given) == 0
    assert capsysbinary.readouterr().out.decode("utf-8-sig") == "year,region,events\r\n2016,Titicaca,1\r\n"


def test_groups_of_a_scheme_differ_in_colour_and_stand_before_what_has_none() -> None:
    groups = {row["group"] for row in reference.rows("region_groups") if row["scheme"] == "African Union regions"}
    assert len({look.colour_of(group) for group in (*groups, NO_GROUP, NO_REGION)}) == len(groups) + 2
    assert look.in_order({*groups, NO_GROUP, NO_REGION})[-2:] == [NO_GROUP, NO_REGION]


def test_shipped_groups_are_those_of_the_memberships() -> None:
    members: dict[str, set[str]] = {}
    for row in reference.rows("memberships"):
        if not row["until"]:
            members.setdefault(row["body"], set()).add(row["code"])
    groups: dict[str, set[str]] = {}
    for row in reference.rows("region_groups"):
        name = row["group"] if row["scheme"] == "Regional organisations" else "AU"
        groups.setdefault(name, set()).add(row["code"])
    assert {name: codes for name, codes in groups.items() if name in members} == {
        name: members[name] for name in ("AU", "ASEAN", "CARICOM", "ECOWAS", "EU", "GCC", "SADC")
    }
    assert {name: len(codes) for name, codes in groups.items() if name not in members} == {
        "CEMAC": 6,
        "EAEU": 5,
        "EFTA": 4,
        "Pacific Islands Forum": 18,
        "SAARC": 8,
    }


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("S,A,KEN\nS,B,KEN\n", "row 3: scheme 'S', code 'KEN' stands in row 2 already"),
        ("S,A,KEN\nS,B,Kenya\n", "row 3: code 'Kenya' is not in states.csv"),
        ("S,A,KEN\nS,,UGA\n", "row 3: group '' is blank or has a space"),
        ("S,A,KEN\nS,A ,UGA\n", "row 3: group 'A ' is blank or has a space"),
        ("S,A\n", "row 2: 3 cells expected"),
        ("S,A,KEN\nM49,A,UGA\n", "row 3: the scheme 'M49' has the name of one that is there already"),
    ],
)
def test_a_bad_row_is_named_at_load(
    text: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "region_groups.csv").write_text(f"scheme,group,code\n{text}", encoding="utf-8")
    for name in ("states", "memberships", "problem_kinds"):
        (tmp_path / f"{name}.csv").write_bytes((reference.REFERENCE / f"{name}.csv").read_bytes())
    monkeypatch.setattr(reference, "REFERENCE", tmp_path)
    monkeypatch.setattr(reference, "rows", lambda name: reference.read(tmp_path / f"{name}.csv"))
    with pytest.raises(reference.ReferenceError, match="region_groups.csv") as error:
        loaded.prepared(small.dataset(), [])
    assert sentence in str(error.value)


def test_a_table_in_another_encoding_or_with_other_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "region_groups.csv"
    path.write_bytes("scheme,group,code\nRégions,A,KEN\n".encode("cp1252"))
    with pytest.raises(reference.ReferenceError, match="cannot be read as CSV in UTF-8"):
        reference.read(path)
    path.write_text("scheme,code\nS,KEN\n", encoding="utf-8")
    with pytest.raises(reference.ReferenceError, match="no column 'group'"):
        reference.read(path)


def test_a_shell_says_the_row_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def refuse(records: object) -> None:
        raise reference.ReferenceError("region_groups.csv, row 3: code 'Kenya' is not in states.csv.")

    monkeypatch.setattr(loaded, "load", refuse)
    assert command.main(["summary", "totals"]) == 1
    assert "data/reference/region_groups.csv, row 3" in capsys.readouterr().err
