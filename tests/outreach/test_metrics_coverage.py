"""Reach counted by hand on six events and nine states, and its laws on made-up records."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach import summaries
from outreach.filters import Selection
from outreach.metrics.coverage import new_and_returning, states_by_year
from outreach.metrics.coverage_reach import ALL, belonged, lapsed, never_reached, reach_by_region, reach_by_year
from outreach.prepare import Prepared
from tests.outreach import few_states

AFRICA, ASIA = "African States", "Asia-Pacific States"
AMERICA, WEST = "Latin American and Caribbean States", "Western European and other States"


@pytest.fixture(scope="module")
def records() -> Prepared:
    return few_states.prepared()


def rows(table: pd.DataFrame) -> list[tuple]:
    """The rows as plain tuples, missing values None."""
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in table.itertuples(index=False)]


def test_states_by_year_counts_named_states_and_their_people(records: Prepared) -> None:
    assert rows(summaries.table("states-by-year", records, Selection())) == [
        ("ETH", "Ethiopia", AFRICA, 2014, 1, None, 0),
        ("FJI", "Fiji", ASIA, None, 1, None, 0),
        ("FRA", "France", WEST, 2016, 1, None, 0),
        ("JPN", "Japan", ASIA, 2018, 1, None, 0),
        ("KEN", "Kenya", AFRICA, 2014, 1, None, 0),
        ("KEN", "Kenya", AFRICA, 2016, 1, 2, 1),
        ("KEN", "Kenya", AFRICA, 2018, 1, None, 0),
        ("UGA", "Uganda", AFRICA, 2014, 1, 5, 1),
    ]


def test_states_reached_has_every_state_of_today(records: Prepared) -> None:
    table = summaries.table("states-reached", records, Selection(members="Customs Club"))
    columns = ["code", "member", "events", "people", "people_known", "hosted", "first_year", "last_year"]
    assert rows(table[columns]) == [
        ("KEN", True, 3, 2, 1, 1, 2014, 2018),
        ("ETH", False, 1, None, 0, 0, 2014, 2014),
        ("FJI", False, 1, None, 0, 1, None, None),
        ("FRA", False, 1, None, 0, 1, 2016, 2016),
        ("JPN", False, 1, None, 0, 0, 2018, 2018),
        ("UGA", False, 1, 5, 1, 0, 2014, 2014),
        ("ABW", False, 0, None, 0, 0, None, None),
        ("BEL", True, 0, None, 0, 1, None, None),
        ("BRA", False, 0, None, 0, 0, None, None),
    ]


def test_reach_by_region_sets_reached_against_members(records: Prepared) -> None:
    assert rows(summaries.table("reach-by-region", records, Selection())) == [
        (AFRICA, 3, 3, 1.0, 5),
        (ASIA, 2, 2, 1.0, 2),
        (WEST, 2, 1, 0.5, 1),
        (AMERICA, 1, 0, 0.0, 0),
        (ALL, 8, 6, 0.75, 8),
    ]


@pytest.mark.parametrize(
    ("start", "end", "year", "expected"),
    [
        ("", "", 1950, True),
        ("1963", "", 1962, False),
        ("1963", "", 1963, True),
        ("2016-06-01", "", 2015, False),
        ("2016-06-01", "", 2016, True),
        ("1990", "2015-12-31", 2014, True),
        ("1990", "2015-12-31", 2015, False),
        ("1990", "2015", 2015, False),
    ],
)
def test_membership_is_that_at_the_end_of_the_year(start: str, end: str, year: int, expected: bool) -> None:
    assert belonged(start, end, year) is expected


@pytest.mark.parametrize(
    ("years", "members"),
    [(None, ["BEL", "KEN"]), ((2014, 2014), ["BEL", "FRA"]), ((2014, 2016), ["BEL", "KEN"])],
)
def test_members_are_those_of_the_last_year_of_the_selection(
    records: Prepared, years: tuple[int, int] | None, members: list[str]
) -> None:
    table = summaries.table("members", records, Selection(years=years, members="Customs Club"))
    assert table["code"].tolist() == members


def test_reach_by_year_follows_membership(records: Prepared) -> None:
    whole = summaries.table("reach-by-year", records, Selection(members="Customs Club")).query("region == @ALL")
    assert rows(whole[["year", "members", "reached", "cumulative"]]) == [
        (2014, 2, 0, 0),  # Belgium and France
        (2015, 1, 0, 0),  # France left on the last day
        (2016, 2, 1, 1),  # Kenya joined, and is named in 2016
        (2017, 2, 0, 1),
        (2018, 2, 1, 1),
    ]


def test_never_reached_lists_members_without_a_record(records: Prepared) -> None:
    assert rows(summaries.table("never-reached", records, Selection())) == [
        (AMERICA, "Brazil", "BRA"),
        (WEST, "Belgium", "BEL"),
    ]


def test_lapsed_counts_from_the_last_year_of_the_selection(records: Prepared) -> None:
    lapse = Selection(lapse="3")
    assert rows(summaries.table("lapsed", records, lapse)) == [
        ("ETH", "Ethiopia", AFRICA, 2014, 4, 1),
        ("UGA", "Uganda", AFRICA, 2014, 4, 1),
    ]
    assert summaries.table("lapsed", records, replace(lapse, years=(2014, 2016))).empty
    assert rows(summaries.table("lapsed", records, replace(lapse, years=(2017, 2017))))[0][:5] == (
        *("ETH", "Ethiopia", AFRICA),
        *(2014, 3),
    )


def test_new_and_returning_know_the_years_before_the_span(records: Prepared) -> None:
    assert rows(summaries.table("new-and-returning-states", records, Selection())) == [
        (2014, 3, 0, 3),
        (2015, 0, 0, 3),
        (2016, 1, 1, 4),
        (2017, 0, 0, 4),
        (2018, 1, 1, 5),
    ]
    assert rows(summaries.table("new-and-returning-states", records, Selection(years=(2018, 2018)))) == [
        (2018, 1, 1, 5)
    ]


NAMES = [
    "states-reached",
    "states-by-year",
    "members",
    "reach-by-region",
    "reach-by-year",
    "never-reached",
    "lapsed",
    "new-and-returning-states",
    "concentration",
    "lorenz",
    "development-shares",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("selection", [Selection(text="no such event"), Selection(text="island")])
def test_tables_stand_without_events_and_without_years(records: Prepared, name: str, selection: Selection) -> None:
    whole = summaries.table(name, records, Selection())
    assert list(summaries.table(name, records, selection).columns) == list(whole.columns)


CODES = ["BEL", "BRA", "ETH", "FJI", "FRA", "JPN", "KEN", "UGA", "ABW"]
ATTENDED = st.sets(st.tuples(st.integers(0, 12), st.sampled_from(CODES)), max_size=40)


def made_up(attended: set[tuple[int, str]]) -> pd.DataFrame:
    """`states_by_year` of events numbered by year: four events in each of 2010, 2011 and so on, the last undated."""
    pairs = sorted(attended)
    frame = pd.DataFrame(
        {
            "event": [event for event, _ in pairs],
            "party_id": pd.Series([code for _, code in pairs], dtype="str"),
            "party_kind": pd.Series(["state"] * len(pairs), dtype="str"),
            "year": pd.array([None if event == 12 else 2010 + event // 4 for event, _ in pairs], dtype="Int64"),
            "headcount": pd.array([None] * len(pairs), dtype="Int64"),
        }
    )
    return states_by_year(frame, few_states.prepared().states)


@given(ATTENDED)
def test_a_state_is_new_once(attended: set[tuple[int, str]]) -> None:
    by_year = made_up(attended)
    table = new_and_returning(by_year, 2010, 2012)
    dated = by_year.dropna(subset="year")
    assert table["new"].sum() == dated["code"].nunique()
    assert (table["new"] + table["returning"]).sum() == len(dated)
    assert table["cumulative"].is_monotonic_increasing


@given(ATTENDED)
def test_regions_and_years_add_up(attended: set[tuple[int, str]]) -> None:
    records = few_states.prepared()
    by_year = made_up(attended)
    members = summaries.table("members", records, Selection())
    assert by_year["events"].sum() == len(attended)
    regions = reach_by_region(by_year, members)
    parts, whole = regions[regions["region"] != ALL], regions[regions["region"] == ALL].iloc[0]
    assert (
        parts[["members", "reached", "attendances"]].sum().tolist()
        == whole[["members", "reached", "attendances"]].tolist()
    )
    assert whole["attendances"] == sum(code != "ABW" for _, code in attended)
    assert len(never_reached(by_year, members)) == whole["members"] - whole["reached"]
    yearly = reach_by_year(by_year, records.memberships, records.states, "UN")
    of_regions = yearly[yearly["region"] != ALL].groupby("year")[["members", "reached", "cumulative"]].sum()
    of_all = yearly[yearly["region"] == ALL].set_index("year")[["members", "reached", "cumulative"]]
    assert of_regions.to_dict() == of_all.to_dict()
    assert (of_all["reached"] <= of_all["cumulative"]).all()
    assert (of_all["cumulative"] <= of_all["members"]).all()


@given(ATTENDED, st.integers(1, 4))
def test_a_member_is_named_of_late_or_lapsed_or_without_a_year(attended: set[tuple[int, str]], years: int) -> None:
    by_year = made_up(attended)
    members = summaries.table("members", few_states.prepared(), Selection())
    gone = set(lapsed(by_year, members, 2012, years)["code"])
    late = set(by_year.loc[by_year["year"].between(2013 - years, 2012), "code"]) & set(members["code"])
    dated = set(by_year.dropna(subset="year")["code"]) & set(members["code"])
    assert not gone & late
    assert gone | late == dated
