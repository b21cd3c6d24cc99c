"""Choices of how rows are shown travel in the address, and hold back no row."""

from dataclasses import replace

from outreach import filters, summaries
from outreach.filters import Selection, from_query, to_query
from tests.outreach import few_states

CHOSEN = Selection(measure="last year", members="Customs Club", lapse="10")


def test_options_come_back_from_the_address() -> None:
    query = to_query(CHOSEN)
    assert query == {"measure": ["last year"], "members": ["Customs Club"], "lapse": ["10"]}
    assert from_query(query, filters.choices(few_states.prepared())) == (CHOSEN, [])


def test_an_unknown_body_is_said_and_left_out() -> None:
    selection, sentences = from_query({"members": ["Chess Club"]}, filters.choices(few_states.prepared()))
    assert selection == Selection()
    assert sentences == ["members=Chess Club is not in these records; this part of the link is left out."]


def test_options_hold_back_no_row_and_are_no_chips() -> None:
    records = few_states.prepared()
    assert summaries.selected(records, CHOSEN) is summaries.selected(records, Selection())
    assert filters.describe(CHOSEN, {}) == []
    assert filters.of_rows(replace(CHOSEN, text="x")) == Selection(text="x")
