"""The list of events, their days, and what sources say of one."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import corrections, reference
from outreach import schema, summaries
from outreach.filters import Selection
from outreach.metrics.records import ORDERS, event_parties, event_spans, event_values, events_by_day, in_order
from tests.outreach import few_sources, small

STATES = reference.frame("states")


def rows(table: pd.DataFrame) -> list[tuple]:
    """The rows as plain tuples, missing values None, days as text."""
    plain = lambda cell: None if pd.isna(cell) else str(cell.date()) if isinstance(cell, pd.Timestamp) else cell  # noqa: E731
    return [tuple(map(plain, row)) for row in table.itertuples(index=False)]


def spans(*days: tuple[str, str | None, str]) -> pd.DataFrame:
    """Events with these first days, last days and precisions."""
    told = [
        {"event_id": f"e{number}", "start_date": pd.Timestamp(start), "end_date": pd.Timestamp(end) if end else None}
        | {"date_precision": precision}
        for number, (start, end, precision) in enumerate(days)
    ]
    events = schema.frame(told, "events")
    return events.assign(year=events["start_date"].dt.year.astype("Int64"))


def test_the_list_has_each_event_with_places_organisers_and_numbers() -> None:
    table = summaries.table("events", small.prepared(), Selection(status=()))
    columns = ["event_id", "place", "organisers", "participants", "states_reported", "states_named"]
    assert rows(table[columns]) == [
        ("planned", "Paris, France", "World Customs Organization", None, None, None),
        ("vienna", "Vienna, Austria", "International Atomic Energy Agency", 120, 96, None),
        ("online", "online", "World Customs Organization", None, None, 1),
        ("lima", "Lima, Peru", "UN Office for Disarmament Affairs", 60, 1, 1),
        ("nairobi", "Nairobi, Kenya", "UN Office for Disarmament Affairs", 30, None, 2),
        ("someday", "Nairobi, Kenya", "International Atomic Energy Agency", 20, None, None),
    ]


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [
        ("earliest first", "nairobi", "someday"),
        ("title", "nairobi", "online"),
        ("most participants", "vienna", "online"),
        ("most states named", "nairobi", "someday"),
        ("place", "lima", "online"),
    ],
)
def test_orders_put_the_unknown_last(order: str, first: str, last: str) -> None:
    table = in_order(summaries.table("events", small.prepared(), Selection()), order)
    assert (table["event_id"].iloc[0], table["event_id"].iloc[-1]) == (first, last)


def test_every_order_keeps_every_event() -> None:
    table = summaries.table("events", small.prepared(), Selection())
    assert all(sorted(in_order(table, order)["event_id"]) == sorted(table["event_id"]) for order in ORDERS)


def test_spans_end_on_the_first_day_where_no_last_one_is_known_and_leave_out_vague_ones() -> None:
    events = spans(
        ("2018-01-02", "2018-01-04", "day"),
        ("2018-01-04", None, "day"),
        ("2018-01-05", "2018-01-01", "day"),
        ("2018-01-01", None, "month"),
        ("2019-01-01", "2025-01-01", "day"),
    )
    assert rows(event_spans(events, STATES)[["event_id", "start_date", "end_date", "lane"]]) == [
        ("e0", "2018-01-02", "2018-01-04", 0),
        ("e1", "2018-01-04", "2018-01-04", 1),
        ("e2", "2018-01-05", "2018-01-05", 0),
        ("e4", "2019-01-01", "2019-01-01", 0),
    ]


def test_each_day_of_an_event_counts() -> None:
    events = spans(("2018-01-30", "2018-02-01", "day"), ("2018-02-01", None, "day"), ("2018-02-01", None, "year"))
    assert rows(events_by_day(events)) == [("2018-01-30", 1), ("2018-01-31", 1), ("2018-02-01", 2)]


def test_no_event_gives_no_row() -> None:
    assert event_spans(spans(), STATES).empty
    assert events_by_day(spans()).empty


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 9)), max_size=30))
def test_lanes_never_overlap_and_days_add_up(given_days: list[tuple[int, int]]) -> None:
    first = pd.Timestamp("2018-01-01")
    day = lambda number: str((first + pd.Timedelta(days=number)).date())  # noqa: E731
    events = spans(*((day(start), day(start + length), "day") for start, length in given_days))
    table = event_spans(events, STATES)
    for _, own in table.groupby(["year", "lane"]):
        assert (own["start_date"].iloc[1:].to_numpy() > own["end_date"].iloc[:-1].to_numpy()).all()
    assert events_by_day(events)["events"].sum() == sum(length + 1 for _, length in given_days)


def test_values_say_which_one_counts() -> None:
    all_ = few_sources.prepared()
    event = all_.events.set_index("event_id", drop=False).loc["vienna"]
    table = event_values(event, all_.evidence, corrections.SOURCE)
    assert rows(table[["field", "value", "state"]]) == [
        ("title", "Meeting of experts", "counts"),
        ("title", "MEETING OF EXPERTS.", "counts"),
        ("start_date", "2018-06-20", "counts"),
        ("participants", "110", "differs"),
        ("participants", "100", "differs"),
        ("participants", "120", "correction"),
        ("address", "https://example.org/meeting", "also"),
        ("address", "javascript:alert(1)", "also"),
    ]


def test_parties_come_with_all_words_and_those_not_counted_last() -> None:
    all_ = few_sources.prepared()
    table = event_parties("vienna", all_.attendance, all_.evidence)
    assert rows(table[["party_id", "role", "words", "source", "counted"]]) == [
        ("iaea", "organiser", "IAEA · the Agency", "small.csv · note.txt", True),
        ("wco", "partner", "", "", True),
        ("FRA", "participant", "France", "note.txt", False),
    ]
