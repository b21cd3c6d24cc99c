"""Organisations counted by hand: by role, year, region and type; organising against taking part; who with whom."""

import pandas as pd
from pandas.testing import assert_frame_equal

from outreach import filters
from outreach.filters import Selection
from outreach.metrics import partners
from outreach.metrics.partners_together import links, working_together
from tests.outreach.small import prepared

ROWS = filters.apply(prepared(), Selection())
BY_YEAR = partners.organisations_by_year(ROWS.attendance)
NOBODY = ROWS.attendance.head(0)


def same(table: pd.DataFrame, columns: str, rows: list[tuple]) -> None:
    names = columns.split()
    expected = pd.DataFrame(rows, columns=names, dtype="object")
    table = table[names].astype("object").reset_index(drop=True)
    assert_frame_equal(table.where(table.notna(), None), expected)


def test_by_role() -> None:
    same(
        partners.organisations_by_role(ROWS.attendance),
        "organisation_id role events total",
        [("unoda", "organiser", 2, 3), ("unoda", "partner", 1, 3), ("wco", "organiser", 1, 3)]
        + [("wco", "partner", 2, 3), ("iaea", "organiser", 2, 2)],
    )


def test_by_year_keeps_undated_events_under_no_year() -> None:
    same(
        BY_YEAR,
        "organisation_id type year events organised took_part total",
        [
            ("unoda", "unlisted", 2016, 2, 2, 0, 3),
            ("unoda", "unlisted", 2018, 1, 0, 1, 3),
            ("wco", "unlisted", 2016, 1, 0, 1, 3),
            ("wco", "unlisted", 2018, 2, 1, 1, 3),
            ("iaea", "unlisted", 2018, 1, 1, 0, 2),
            ("iaea", "unlisted", None, 1, 1, 0, 2),
        ],
    )


def test_the_busiest_by_dated_events_of_a_role() -> None:
    same(
        partners.busiest_by_year(BY_YEAR),
        "organisation_id events years",
        [("unoda", 3, 2), ("wco", 3, 2), ("iaea", 1, 1)],
    )
    organised = partners.busiest_by_year(BY_YEAR, "organised")
    same(organised, "organisation_id events years", [("unoda", 2, 1), ("wco", 1, 1), ("iaea", 1, 1)])


def test_organising_against_taking_part() -> None:
    same(
        partners.organising_and_taking_part(BY_YEAR),
        "organisation_id events organised took_part organised_share",
        [("unoda", 3, 2, 1, 2 / 3), ("wco", 3, 1, 2, 1 / 3), ("iaea", 2, 2, 0, 1.0)],
    )


def test_by_region_keeps_events_without_a_place() -> None:
    table = partners.organisations_by_region(ROWS.attendance, ROWS.events)
    wco = table[table["organisation_id"] == "wco"].set_index("region")["events"].to_dict()
    assert wco == {"African States": 1, "Online or place unknown": 1, "Western European and other States": 1}
    assert dict(zip(table["organisation_id"], table["regions"], strict=True)) == {"unoda": 2, "wco": 2, "iaea": 2}
    assert table.groupby("organisation_id")["share"].sum().round(9).eq(1).all()


def test_types_count_organisations_and_attendances() -> None:
    table = partners.organisation_types(BY_YEAR)
    same(table, "type organisations attendances organised", [("unlisted", 3, 8, 5)])


def test_sums_agree_however_the_events_are_cut() -> None:
    attendances = int((ROWS.attendance["party_kind"] == "organisation").sum())
    by_region = partners.organisations_by_region(ROWS.attendance, ROWS.events, "m49")
    by_role = partners.organisations_by_role(ROWS.attendance)
    tables = (BY_YEAR, by_region, by_role, partners.organising_and_taking_part(BY_YEAR))
    assert {int(table["events"].sum()) for table in tables} == {attendances}


def test_each_pair_stands_once_with_its_events_together() -> None:
    same(
        working_together(ROWS.attendance),
        "organisation_id other_id events events_of_organisation events_of_other share",
        [("unoda", "wco", 2, 3, 3, 0.5), ("iaea", "wco", 1, 2, 3, 0.25)],
    )


def test_only_those_with_most_events_are_compared() -> None:
    same(working_together(ROWS.attendance, 2), "organisation_id other_id events", [("unoda", "wco", 2)])


def test_links_are_the_others_with_enough_events_together() -> None:
    pairs = working_together(ROWS.attendance)
    same(links(pairs), "organisation_id links events", [("wco", 2, 3), ("unoda", 1, 3), ("iaea", 1, 2)])
    same(links(pairs, 2), "organisation_id links", [("unoda", 1), ("wco", 1)])


def test_groups_share_more_with_each_other_than_with_others() -> None:
    together = {"a": ("x", "y"), "b": ("x", "y"), "c": ("u", "v"), "d": ("u", "v"), "e": ("y", "u"), "f": ("x",)}
    rows = [(number, party) for number, parties in enumerate(together.values()) for party in parties]
    attendance = pd.DataFrame(rows, columns=["event", "party_id"])
    attendance = attendance.assign(party_kind="organisation", party_name=attendance["party_id"].str.upper())
    table = working_together(attendance)
    groups = dict(zip(table["organisation_id"], table["group"], strict=True))
    groups |= dict(zip(table["other_id"], table["other_group"], strict=True))
    assert groups == {"x": 1, "y": 1, "u": 2, "v": 2}
    assert_frame_equal(table, working_together(attendance.sample(frac=1, random_state=3)))


def test_nothing_gives_empty_tables() -> None:
    by_year = partners.organisations_by_year(NOBODY)
    assert by_year.empty
    assert partners.organising_and_taking_part(by_year).empty
    assert partners.organisations_by_region(NOBODY, ROWS.events.head(0)).empty
    assert partners.organisation_types(by_year).empty
    assert working_together(NOBODY).empty
