"""The Partners page on small records: nothing, one event, all; profiles of one to five organisations."""

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Slider

from outreach.filters import Selection


def page(selection: "Selection", kept: "tuple[str, ...] | None") -> None:
    """The page alone, as a script of its own."""
    import streamlit as st

    from loaders import reference
    from outreach.charts import look
    from outreach.views import partners
    from outreach.views.page import Page
    from tests.outreach import few_states

    chosen = st.session_state.setdefault("selection", selection)
    names = {"wco": "WCO"}
    partners.render(Page(few_states.prepared(kept), chosen, names, reference.frame("small_states"), look.LIGHT))


def run(selection: Selection, kept: tuple[str, ...] | None = None) -> AppTest:
    """The page after its first run, which raised nothing."""
    app = AppTest.from_function(page, kwargs={"selection": selection, "kept": kept}, default_timeout=60).run()
    assert not app.exception
    return app


def headings(app: AppTest) -> list[str]:
    return [heading.value for heading in app.subheader]


def test_all_events_state_the_findings() -> None:
    app = run(Selection(lapse="2"))
    assert app.markdown[0].value.startswith("4 organisations at 5 of 5 events in this selection; 3 of them organised")
    assert headings(app) == [
        "WCO named most: 2 events in 1 year",
        "WCO works in 3 regions",
        "Intergovernmental: 7 of 8 attendances, by 3 organisations",
        "1 of the 4 busiest takes part more often than it organises",
        "Border \\<Institute\\> and Organisation for the Prohibition of Chemical Weapons are together most: 1 event",
        "WCO has most links: to 2 of 3 others",
        "2018: 0 new, 1 back, 2 lapsed",
        "3 organisations without a record since 2016",
    ]


def test_every_chart_has_words_for_those_who_do_not_see_it() -> None:
    app = run(Selection(organisation=("wco",)))
    assert all(chart.proto.alt for chart in app.get("plotly_chart"))


@pytest.mark.parametrize("kept", [("e1",), ("e2",), ("e4",), ("e5",), ("e6",), ()])
def test_one_event_or_none(kept: tuple[str, ...]) -> None:
    run(Selection(), kept)
    run(Selection(organisation=("wco",)), kept)


def test_an_empty_selection_says_what_to_do() -> None:
    app = run(Selection(text="no such event"))
    assert "No event passes these filters." in app.info[0].value
    assert not app.get("plotly_chart")


def test_roles_without_organisations_say_so() -> None:
    app = run(Selection(role=("sponsor",)))
    assert "names an organisation" in app.info[0].value


def test_a_profile_stands_above_all_organisations() -> None:
    app = run(Selection(organisation=("wco",)))
    assert headings(app)[:6] == [
        "World Customs Organization",
        "WCO: 2 years without a record since 2014",
        "Africa: 1 of 3 events",
        "International Atomic Energy Agency met most often: 1 event",
        "Ethiopia met most often: 1 event",
        "3 events, latest first",
    ]
    assert {tile.label: tile.value for tile in app.metric} == {
        "Events": "3",
        "Organised": "2",
        "Organisations met": "2",
        "States met": "4",
        "Years without": "2",
    }
    assert app.dataframe[0].value["written"].tolist() == ["WCO", "WCO", "WCO"]
    assert any("counts every organisation" in note.value for note in app.caption)
    assert "WCO named most: 2 events in 1 year" in headings(app)


def test_two_organisations_stand_side_by_side() -> None:
    app = run(Selection(organisation=("wco", "iaea"), match="all"))
    assert headings(app)[0] == "Side by side"
    facts = app.table[0].value
    assert facts["World Customs Organization"]["Organised"] == "2 · 67\u202f% of its events"
    assert any("not only those that name every organisation" in note.value for note in app.caption)


def test_more_than_four_are_said_to_be_too_many() -> None:
    app = run(Selection(organisation=("wco", "iaea", "opcw", "border-institute", "x")))
    assert app.info[0].value.startswith("Up to 4 organisations stand side by side; 5 are chosen.")


def test_an_organisation_without_a_record_has_a_profile_that_says_so() -> None:
    app = run(Selection(organisation=("wco",), years=(2018, 2018)))
    assert "No event of this selection names it" in app.info[0].value


def test_controls_change_grid_network_selection() -> None:
    app = run(Selection())
    app.get("button_group")[0].set_value("organised").run()
    assert not app.exception
    assert "WCO organised most: 2 events in 1 year" in headings(app)
    app.get("selectbox")[0].set_value("m49").run()
    app.get("button_group")[1].set_value("2").run()
    assert not app.exception
    assert app.session_state["selection"] == Selection(scheme="m49", lapse="2")


def together(selection: "Selection") -> None:
    """The page on records in which two organisations share two events."""
    import streamlit as st

    from loaders import reference
    from outreach.charts import look
    from outreach.views import partners
    from outreach.views.page import Page
    from tests.outreach import small

    chosen = st.session_state.setdefault("selection", selection)
    partners.render(Page(small.prepared(), chosen, {}, reference.frame("small_states"), look.LIGHT))


def slider(selection: Selection) -> tuple[AppTest, Slider]:
    app = AppTest.from_function(together, kwargs={"selection": selection}, default_timeout=60).run()
    assert not app.exception
    return app, app.slider[0]


@pytest.mark.parametrize(("asked", "shown"), [("", 2), ("1", 1), ("2", 2), ("99", 2), ("0", 1)])
def test_a_link_restores_from_how_many_events_the_network_draws(asked: str, shown: int) -> None:
    assert slider(Selection(least=asked))[1].value == shown


def test_the_slider_of_the_network_goes_into_the_selection() -> None:
    app, found = slider(Selection())
    found.set_value(1).run()
    assert app.session_state["selection"] == Selection(least="1")
    app.slider[0].set_value(2).run()
    assert app.session_state["selection"] == Selection()  # what the drawing chooses by itself
