"""Choices of how rows are shown travel in the address, and hold back no row."""

from dataclasses import replace

from outreach import filters, summaries
from outreach.filters import Selection, from_query, to_query
from tests.outreach import few_states

CHOSEN = Selection(measure="last year", members="Customs Club", lapse="10", least="3")


def test_options_come_back_from_the_address() -> None:
    query = to_query(CHOSEN)
    assert query == {"measure": ["last year"], "members": ["Customs Club"], "lapse": ["10"], "least": ["3"]}
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


def test_a_link_with_no_number_for_the_network_says_so() -> None:
    selection, sentences = from_query({"least": ["many"]}, filters.choices(few_states.prepared()))
    assert selection == Selection()
    assert sentences == ["least=many is not a number of events; the network chooses one."]


def test_what_no_table_depends_on_makes_no_new_table() -> None:
    records = few_states.prepared()
    for chosen in (Selection(least="4"), Selection(language="fr")):
        assert summaries.table("network", records, chosen) is summaries.table("network", records, Selection())
