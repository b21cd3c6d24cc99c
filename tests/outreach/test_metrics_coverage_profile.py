"""What the records say of single states."""

import pandas as pd
import pytest

from outreach import schema, summaries
from outreach.filters import Selection
from outreach.metrics.coverage_profile import spans, state_events
from tests.outreach import few_states

CHOSEN = Selection(state=("KEN", "UGA"))


def rows(table: pd.DataFrame) -> list[tuple]:
    """The rows as plain tuples, missing values None."""
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in table.itertuples(index=False)]


def test_facts_count_gaps_by_the_years_in_which_others_are_named() -> None:
    chosen = Selection(state=("KEN", "UGA", "FJI", "BRA"))
    columns = ["code", "events", "first_year", "last_year", "people", "people_known", "hosted", "organisations"]
    table = summaries.table("state-facts", few_states.prepared(), chosen)
    assert rows(table[[*columns, "gap_years", "gaps"]]) == [
        ("KEN", 3, 2014, 2018, 2, 1, 1, 4, 0, ""),
        ("UGA", 1, 2014, 2014, 5, 1, 0, 2, 2, "2016-2018"),
        ("FJI", 1, None, None, None, 0, 1, 1, 0, ""),
        ("BRA", 0, None, None, None, 0, 0, 0, 0, ""),
    ]


@pytest.mark.parametrize(
    ("years", "expected"),
    [([], ""), ([2011], "2011"), ([2011, 2013, 2014], "2011-2014"), ([2011, 2014], "2011, 2014")],
)
def test_spans_join_years_that_follow_each_other(years: list[int], expected: str) -> None:
    assert spans(years, [2011, 2013, 2014]) == expected


def test_years_of_a_state_hold_the_empty_ones_too() -> None:
    table = summaries.table("state-years", few_states.prepared(), CHOSEN)
    assert table.groupby("code")["events"].agg(list).to_dict() == {"KEN": [1, 0, 1, 0, 1], "UGA": [1, 0, 0, 0, 0]}


def test_partners_are_the_organisations_of_the_same_events() -> None:
    table = summaries.table("state-partners", few_states.prepared(), CHOSEN)
    assert rows(table[["code", "organisation_id", "events", "total"]]) == [
        ("KEN", "iaea", 2, 3),
        ("UGA", "iaea", 1, 3),
        ("KEN", "wco", 1, 2),
        ("UGA", "wco", 1, 2),
        ("KEN", "border-institute", 1, 1),
        ("KEN", "opcw", 1, 1),
    ]


def test_events_come_with_role_words_and_place() -> None:
    table = summaries.table("state-events", few_states.prepared(), CHOSEN)
    columns = ["event_id", "state", "role", "people", "states_named", "states_reported", "written", "source", "locator"]
    assert rows(table[columns]) == [
        ("e4", "Kenya", "participant", None, 2, None, "Kenyan officials", "b.csv", "row 7"),
        ("e3", "Kenya", "participant", 2, 2, None, "Kenya: 2", "a.csv", "row 4"),
        ("e1", "Kenya", "host", None, 3, 3, "Kenya", "a.csv", "row 2"),
        ("e1", "Uganda", "participant", 5, 3, 3, "Uganda (5)", "a.csv", "row 2"),
    ]


def test_the_source_is_the_one_that_names_the_state() -> None:
    records = few_states.prepared()
    told = {
        "event_id": "e1",
        "field": "host",
        "value": "KEN",
        "source": "note.txt",
        "locator": "row 2",
        "text": "Kenya",
    }
    held = records.events[records.events["status"] == "held"]
    table = state_events(held, records.attendance, schema.frame([told], "evidence"), ("KEN",))
    assert table.set_index("event_id")["source"].to_dict() == {"e4": "b.csv", "e3": "a.csv", "e1": "note.txt"}
