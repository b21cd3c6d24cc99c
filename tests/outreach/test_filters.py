"""What each filter lets through, and how a selection travels in an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach import filters, schema
from outreach.filters import Selection
from outreach.prepare import NO_REGION
from tests.outreach.small import prepared

SMALL = prepared()
OFFERED = filters.choices(SMALL)


@pytest.mark.parametrize(
    ("selection", "events"),
    [
        (Selection(), "nairobi lima online vienna someday"),
        (Selection(status=()), "nairobi lima online vienna someday planned"),
        (Selection(status=("announced",)), "planned"),
        (Selection(years=(2016, 2016)), "nairobi lima"),
        (Selection(years=(2017, 2019)), "online vienna"),
        (Selection(organisation=("wco",)), "nairobi online vienna"),
        (Selection(organisation=("wco", "iaea")), "nairobi online vienna someday"),
        (Selection(organisation=("wco", "iaea"), match="all"), "vienna"),
        (Selection(organisation=("wco",), role=("organiser",)), "online"),
        (Selection(state=("KEN",)), "nairobi online"),
        (Selection(state=("KEN", "UGA"), match="all"), "nairobi"),
        (Selection(region=("African States",)), "nairobi someday"),
        (Selection(region=(NO_REGION,)), "online"),
        (Selection(region=("African States", NO_REGION)), "nairobi online someday"),
        (Selection(scheme="m49", region=("Americas",)), "lima"),
        (Selection(type=("webinar", "training")), "online someday"),
        (Selection(format=("online",)), "online"),
        (Selection(named="named"), "nairobi lima online"),
        (Selection(named="reported only"), "vienna"),
        (Selection(text="CODES"), "lima"),
        (Selection(text="nairobi"), "nairobi someday"),
        (Selection(text="atomic energy"), "vienna someday"),
        (Selection(organisation=("wco",), years=(2016, 2016), state=("PER",)), ""),
    ],
)
def test_a_selection_lets_through(selection: Selection, events: str) -> None:
    rows = filters.apply(SMALL, selection)
    assert set(rows.events["event_id"]) == set(events.split())
    assert set(rows.attendance["event_id"]) <= set(events.split())


def test_role_narrows_organisations_and_leaves_states() -> None:
    rows = filters.apply(SMALL, Selection(role=("partner",))).attendance
    assert set(rows.loc[rows["party_kind"] == "organisation", "role"]) == {"partner"}
    assert (rows["party_kind"] == "state").sum() == 4


selections = st.builds(
    Selection,
    organisation=st.lists(st.sampled_from(OFFERED.organisation), unique=True).map(tuple),
    match=st.sampled_from(["any", "all"]),
    role=st.lists(st.sampled_from(schema.ROLES), unique=True).map(tuple),
    state=st.lists(st.sampled_from(OFFERED.state), unique=True).map(tuple),
    years=st.none() | st.tuples(st.integers(1990, 2010), st.integers(2010, 2030)),
    region=st.lists(st.sampled_from(OFFERED.region["un"]), unique=True).map(tuple),
    status=st.lists(st.sampled_from(["held", "announced", "cancelled"]), unique=True).map(tuple),
    named=st.sampled_from(["", *filters.NAMED]),
    text=st.text(max_size=20),
)


@given(selections)
def test_an_address_gives_back_the_selection(selection: Selection) -> None:
    assert filters.from_query(filters.to_query(selection), OFFERED) == (selection, [])


@given(selections)
def test_a_filter_only_ever_takes_away(selection: Selection) -> None:
    everything = set(filters.apply(SMALL, Selection(status=())).events["event_id"])
    assert set(filters.apply(SMALL, selection).events["event_id"]) <= everything


def test_a_stale_address_degrades_with_a_sentence() -> None:
    query = {"organisation": ["wco", "gone"], "years": ["soon"], "role": ["boss"], "utm_source": ["mail"]}
    selection, sentences = filters.from_query(query, OFFERED)
    assert selection == Selection(organisation=("wco",))
    assert [sentence.split()[0] for sentence in sentences] == ["organisation=gone", "years=soon", "role=boss"]


@pytest.mark.parametrize(
    ("before", "name", "value", "after"),
    [
        (Selection(), "state", "KEN", Selection(state=("KEN",))),
        (Selection(state=("KEN",)), "state", "KEN", Selection()),
        (Selection(state=("KEN",)), "state", "UGA", Selection(state=("KEN", "UGA"))),
        (Selection(), "years", 2016, Selection(years=(2016, 2016))),
        (Selection(years=(2016, 2016)), "years", 2016, Selection()),
    ],
)
def test_a_click_chooses_and_a_second_takes_back(before: Selection, name: str, value: object, after: Selection) -> None:
    assert filters.toggled(before, name, value) == after


def test_active_choices_are_described_and_taken_back_one_by_one() -> None:
    selection = Selection(organisation=("wco", "iaea"), years=(2014, 2018), text="x", status=())
    active = filters.describe(selection, {"wco": "WCO"})
    assert [words for _, _, words in active] == ["WCO", "iaea", "2014–2018", "any status", "“x”"]
    for name, value, _ in active:
        selection = filters.without(selection, name, value)
    assert selection == Selection()
