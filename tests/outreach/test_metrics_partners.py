"""Organisations counted by hand: by role, year, region, type, new and lapsed, together, and the profile."""

import pandas as pd
from pandas.testing import assert_frame_equal

from outreach import filters
from outreach.filters import Selection
from outreach.metrics import partners
from tests.outreach.small import prepared

ROWS = filters.apply(prepared(), Selection())


def same(table: pd.DataFrame, columns: str, rows: list[tuple]) -> None:
    names = columns.split()
    expected = pd.DataFrame(rows, columns=names, dtype="object")
    assert_frame_equal(table[names].astype("object").reset_index(drop=True), expected)


def test_by_role() -> None:
    table = partners.organisations_by_role(ROWS.attendance)
    same(
        table,
        "organisation_id role events total",
        [("unoda", "organiser", 2, 3), ("unoda", "partner", 1, 3), ("wco", "organiser", 1, 3)]
        + [("wco", "partner", 2, 3), ("iaea", "organiser", 2, 2)],
    )


def test_by_year_leaves_undated_events_out() -> None:
    same(
        partners.organisations_by_year(ROWS.attendance),
        "organisation_id year events total",
        [("unoda", 2016, 2, 3), ("unoda", 2018, 1, 3), ("wco", 2016, 1, 3), ("wco", 2018, 2, 3), ("iaea", 2018, 1, 1)],
    )


def test_by_region_keeps_events_without_a_place() -> None:
    table = partners.organisations_by_region(ROWS.attendance, ROWS.events)
    wco = table[table["organisation_id"] == "wco"].set_index("region")["events"].to_dict()
    assert wco == {"African States": 1, "Online or place unknown": 1, "Western European and other States": 1}


def test_an_organisation_is_new_once() -> None:
    table = partners.new_and_returning_organisations(ROWS.attendance)
    same(table, "year new returning", [(2016, 2, 0), (2018, 1, 2)])


def test_lapsed_by_the_last_year_given_and_only_those_with_two_events() -> None:
    assert partners.lapsed_organisations(ROWS.attendance, 2, 2018).empty
    same(
        partners.lapsed_organisations(ROWS.attendance, 2, 2020),
        "organisation_id events first_year last_year",
        [("unoda", 3, 2016, 2018), ("wco", 3, 2016, 2018)],
    )


def test_each_pair_stands_once_with_its_events_together() -> None:
    same(
        partners.working_together(ROWS.attendance),
        "organisation_id other_id events events_of_organisation events_of_other",
        [("unoda", "wco", 2, 3, 3), ("iaea", "wco", 1, 2, 3)],
    )


def test_the_profile_of_an_organisation() -> None:
    same(
        partners.organisation_facts(ROWS.attendance, ROWS.events, ("wco",)),
        "organisation_id events organised first_year last_year states_met organisations_met",
        [("wco", 3, 1, 2016, 2018, 2, 2)],
    )
    table = partners.organisation_events(ROWS.attendance, ROWS.events, ("wco",))
    assert table["event_id"].tolist() == ["vienna", "online", "nairobi"]


def test_nothing_gives_empty_tables() -> None:
    nothing, no_events = ROWS.attendance.head(0), ROWS.events.head(0)
    assert partners.organisations_by_year(nothing).empty
    assert partners.organisations_by_region(nothing, no_events).empty
    assert partners.organisation_types(nothing).empty
    assert partners.new_and_returning_organisations(nothing).empty
    assert partners.working_together(nothing).empty
    assert partners.organisation_events(nothing, no_events, ("wco",)).empty
