"""The States page on small records: nothing, one event, all; profiles of one to five states."""

import pytest
from streamlit.testing.v1 import AppTest

from outreach.filters import Selection
from outreach.views import parts


def page(selection: "Selection", kept: "tuple[str, ...] | None") -> None:
    """The page alone, as a script of its own."""
    import streamlit as st

    from loaders import reference
    from outreach.charts import look
    from outreach.views import states
    from outreach.views.page import Page
    from tests.outreach import few_states

    chosen = st.session_state.setdefault("selection", selection)
    states.render(Page(few_states.prepared(kept), chosen, {}, reference.frame("small_states"), look.LIGHT))


def run(selection: Selection, kept: tuple[str, ...] | None = None) -> AppTest:
    """The page after its first run, which raised nothing."""
    app = AppTest.from_function(page, kwargs={"selection": selection, "kept": kept}, default_timeout=30).run()
    assert not app.exception
    return app


def headings(app: AppTest) -> list[str]:
    return [heading.value for heading in app.subheader]


def test_all_events_state_the_findings() -> None:
    app = run(Selection())
    assert app.markdown[0].value.startswith(
        "4 of 5 events in this selection (80\u202f%) name the states that attended, 6 "
    )
    assert headings(app)[:5] == [
        "6 of 8 UN members named as attending",
        "Africa: 3 of 3 states reached; Latin America & Caribbean: 0 of 1",
        "5 of 8 UN members reached by 2018, 2 in that year",
        "When each state was named",
        "2 of 8 UN members without a record",
    ]
    assert all(chart.proto.alt for chart in app.get("plotly_chart"))
    assert any("1 event of the selection names no state" in note.value for note in app.caption)


@pytest.mark.parametrize("kept", [("e1",), ("e2",), ("e5",), ("e6",), ()])
def test_one_event_or_none(kept: tuple[str, ...]) -> None:
    run(Selection(), kept)
    run(Selection(state=("KEN",)), kept)


def test_an_empty_selection_says_what_to_do() -> None:
    app = run(Selection(text="no such event"))
    assert "No event passes these filters." in app.info[0].value
    assert not app.get("plotly_chart")


@pytest.mark.parametrize("measure", ["events", "people", "hosted", "last year"])
@pytest.mark.parametrize("members", ["UN", "Customs Club"])
def test_measures_and_bodies(measure: str, members: str) -> None:
    first = headings(run(Selection(measure=measure, members=members, scheme="m49", lapse="1")))[0]
    assert f"of {8 if members == 'UN' else 2} {members} members" in first


def test_a_profile_stands_above_all_states() -> None:
    app = run(Selection(state=("KEN",)))
    assert headings(app)[:4] == [
        "Kenya",
        "Named in every year since the first",
        "International Atomic Energy Agency met most often: 2 events",
        "3 attendances, latest first",
    ]
    assert {tile.label: tile.value for tile in app.metric} == {
        "Events": "3",
        "Hosted": "1",
        "Organisations met": "4",
        "People": "at least 2",
        "Years without": "0",
    }
    rows = app.dataframe[0].value
    assert rows["written"].tolist() == ["Kenyan officials", "Kenya: 2", "Kenya"]
    assert "6 of 8 UN members named as attending" in headings(app)


def test_two_states_stand_side_by_side() -> None:
    app = run(Selection(state=("KEN", "UGA")))
    assert headings(app)[0] == "Side by side"
    facts = app.table[0].value
    assert facts["Uganda"]["Groups"] == "African States · Eastern Africa · LDC · LLDC"
    assert facts["Kenya"]["Events"] == "3 · 2014 to 2018"


def test_more_than_four_states_are_said_to_be_too_many() -> None:
    app = run(Selection(state=("KEN", "UGA", "ETH", "FRA", "JPN")))
    assert app.info[0].value.startswith("Up to 4 states stand side by side; 5 are chosen.")


def test_a_state_without_a_record_has_a_profile_that_says_so() -> None:
    app = run(Selection(state=("BRA",)))
    assert headings(app)[:2] == ["Brazil", "All states"]
    assert app.info[0].value.startswith("No event on record names it as attending; no record does not mean")
    assert app.caption[0].value == parts.plain(
        "Latin American and Caribbean States · South America. Member of UN (1945)"
    )
    assert not app.metric


def test_a_state_of_other_events_is_not_said_to_be_unknown() -> None:
    app = run(Selection(state=("FJI",), years=(2014, 2018)))
    assert app.info[0].value.startswith("No event of this selection names it")


def test_a_name_without_a_record_opens_its_profile() -> None:
    app = run(Selection(type=("training", "webinar")))
    names = app.get("button_group")
    named = next(group for group in names if group.proto.id.endswith("page-never-Asia-Pacific States"))
    named.set_value("FJI").run()
    assert not app.exception
    assert app.session_state["wanted"] == ("states", {"type": ["training", "webinar"], "state": ["FJI"]})


def test_controls_change_the_selection() -> None:
    app = run(Selection(region=("African States",)))
    app.get("selectbox")[0].set_value("Customs Club").run()
    app.get("selectbox")[1].set_value("m49").run()
    assert not app.exception
    assert app.session_state["selection"] == Selection(members="Customs Club", scheme="m49")
