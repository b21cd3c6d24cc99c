"""What the records say of single organisations, counted by hand."""

import pandas as pd

from outreach import summaries
from outreach.filters import Selection
from tests.outreach import few_states, small

CHOSEN = Selection(organisation=("wco", "iaea"))


def rows(table: pd.DataFrame) -> list[tuple]:
    """The rows as plain tuples, missing values None."""
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in table.itertuples(index=False)]


def test_facts_with_gaps_by_the_years_in_which_others_are_named() -> None:
    columns = ["organisation_id", "type", "events", "organised", "took_part", "first_year", "last_year"]
    table = summaries.table("organisation-facts", few_states.prepared(), Selection(organisation=("wco", "iaea", "x")))
    assert rows(table[[*columns, "organisations_met", "states_met", "gap_years", "gaps"]]) == [
        ("wco", "intergovernmental", 3, 2, 1, 2014, 2014, 2, 4, 2, "2016-2018"),
        ("iaea", "intergovernmental", 2, 1, 1, 2014, 2018, 1, 4, 1, "2016"),
        ("x", None, 0, 0, 0, None, None, 0, 0, 0, ""),
    ]


def test_a_profile_counts_all_events_of_each_whatever_else_is_chosen() -> None:
    alone = summaries.table("organisation-facts", few_states.prepared(), Selection(organisation=("iaea",)))
    both = Selection(organisation=("wco", "iaea"), match="all")
    assert rows(summaries.table("organisation-facts", few_states.prepared(), both))[1] == rows(alone)[0]


def test_years_hold_the_empty_ones_too() -> None:
    table = summaries.table("organisation-years", few_states.prepared(), CHOSEN)
    assert table["year"].unique().tolist() == [2014, 2015, 2016, 2017, 2018]
    assert table.groupby("organisation_id")["events"].agg(list).to_dict() == {
        "wco": [2, 0, 0, 0, 0],
        "iaea": [1, 0, 0, 0, 1],
    }


def test_partners_are_the_other_organisations_of_the_same_events() -> None:
    table = summaries.table("organisation-partners", few_states.prepared(), CHOSEN)
    assert rows(table[["organisation_id", "other_id", "events", "total"]]) == [
        ("wco", "iaea", 1, 1),
        ("wco", "opcw", 1, 1),
        ("iaea", "wco", 1, 1),
    ]


def test_states_met_are_those_named_at_the_same_events() -> None:
    table = summaries.table("organisation-states", few_states.prepared(), CHOSEN)
    assert rows(table[["organisation_id", "code", "events", "total"]])[:3] == [
        ("iaea", "KEN", 2, 3),
        ("wco", "KEN", 1, 3),
        ("iaea", "ETH", 1, 2),
    ]


def test_regions_by_the_place_of_the_event() -> None:
    table = summaries.table("organisation-regions", few_states.prepared(), Selection(organisation=("iaea",)))
    assert rows(table[["region", "events"]]) == [("African States", 1), ("Online or place unknown", 1)]


def test_events_come_with_role_words_and_place() -> None:
    table = summaries.table("organisation-events", few_states.prepared(), Selection(organisation=("wco",)))
    columns = ["event_id", "role", "states_named", "organisations_named", "written", "source", "locator"]
    assert rows(table[columns]) == [
        ("e2", "organiser", 0, 2, "WCO", "a.csv", "row 3"),
        ("e1", "organiser", 3, 2, "WCO", "a.csv", "row 2"),
        ("e5", "partner", 1, 1, "WCO", "b.csv", "row 8"),
    ]


def test_nobody_chosen_or_nothing_left_gives_empty_tables() -> None:
    for chosen in (Selection(), Selection(organisation=("wco",), text="no such event")):
        for name in ("partners", "states", "regions", "events"):
            assert summaries.table(f"organisation-{name}", small.prepared(), chosen).empty
