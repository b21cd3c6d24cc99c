"""Attendance counted by hand: sums with their bounds, groups, sizes, reported against named, seasons, changes."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from outreach import filters
from outreach.filters import Selection
from outreach.metrics import attendance, changes, frequency, totals
from tests.outreach.small import prepared

SMALL = prepared()
ROWS = filters.apply(SMALL, Selection())


def same(table: pd.DataFrame, expected: dict[str, list]) -> None:
    """Compare the columns given, missing values of any kind being equal."""
    shown = table[list(expected)].astype("object").where(table[list(expected)].notna(), None)
    assert_frame_equal(shown, pd.DataFrame(expected, dtype="object"))


def test_participants_by_year_say_what_they_know() -> None:
    same(
        attendance.participants_by_year(ROWS.events),
        {
            "year": [2016, 2018],
            "participants": [90, 120],
            "bound": ["at least", "exact"],
            "known": [2, 1],
            "events": [2, 2],
        },
    )


def test_participants_by_format_keep_the_unknown_apart() -> None:
    same(
        attendance.participants_by_group(ROWS.events, "format", "format"),
        {
            "format": ["in person", "not known", "online"],
            "participants": [210, 20, None],
            "known": [3, 1, 0],
            "median": [60, 20, None],
            "mean": [70, 20, None],
        },
    )


def test_events_by_size() -> None:
    table = attendance.participants_per_event(ROWS.events).set_index("participants")["events"]
    assert table[table > 0].to_dict() == {"20-29": 1, "30-49": 1, "50-99": 1, "100-199": 1}


def test_reported_and_named_states_are_set_side_by_side() -> None:
    same(
        attendance.reported_against_named(*ROWS),
        {"event_id": ["vienna"], "states_reported": [96], "states_named": [0], "difference": [96]},
    )


@pytest.mark.parametrize("metric", [frequency.events_by_quarter, frequency.events_by_month])
def test_shorter_spans_add_up_to_the_years(metric: object) -> None:
    dated = ROWS.events.assign(date_precision="day")
    table = metric(dated)
    years = table.iloc[:, 0].dt.year
    assert table["events"].groupby(years.to_numpy()).sum().to_dict() == {2016: 2, 2018: 2}


def test_an_event_known_to_the_year_alone_has_no_month() -> None:
    assert frequency.seasonality(ROWS.events.assign(date_precision="year")).empty


def test_a_year_is_compared_with_the_one_before_by_the_same_months() -> None:
    table = totals.totals_against_before(*ROWS, (2018, 2018)).set_index("measure")
    assert table.loc["events", ["now", "before"]].tolist() == [2, 0]
    assert table.loc["events", ["from_year", "to_year", "to_month"]].tolist() == [2017, 2017, 6]


def test_totals_of_each_year_leave_no_year_out() -> None:
    same(
        totals.totals_by_year(*ROWS),
        {"year": [2016, 2017, 2018], "events": [2, 0, 2], "participants": [90, None, 120], "states_named": [3, 0, 1]},
    )


def test_changes_name_what_is_new_gone_and_different() -> None:
    before = SMALL.events[SMALL.events["event_id"] != "lima"].copy()
    now = SMALL.events[SMALL.events["event_id"] != "vienna"].copy()
    now["participants"] = now["participants"].mask(now["event_id"] == "nairobi", 31)
    same(
        changes.changes(before, now),
        {
            "event_id": ["vienna", "lima", "nairobi"],
            "change": ["gone", "new", "participants"],
            "before": [None, None, "30"],
            "after": [None, None, "31"],
        },
    )
    assert changes.changes(None, now).empty
