"""The whole dashboard without a browser: it draws, filters change its numbers, an impossible filter gets a sentence."""

import json
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from loaders import reference
from outreach import loaded

DASHBOARD = str(Path(__file__).parents[1] / "dashboard.py")


def opened(**query: str | list[str]) -> AppTest:
    app = AppTest.from_file(DASHBOARD, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def tiles(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


@pytest.fixture(scope="module")
def everything() -> dict[str, str]:
    return tiles(opened())


def test_it_draws_tiles_and_charts() -> None:
    app = opened()
    assert set(tiles(app)) == {"Events", "Participants", "States named", "Organisations"}
    assert len(app.get("plotly_chart")) == 4
    assert all(chart.proto.alt for chart in app.get("plotly_chart"))


def test_choosing_an_organisation_changes_the_numbers(everything: dict[str, str]) -> None:
    app = opened()
    app.multiselect(key="filter-organisation").set_value(["wco"]).run()
    assert not app.exception
    assert 0 < int(tiles(app)["Events"]) < int(everything["Events"])


def test_a_link_is_the_same_as_the_filter() -> None:
    app = opened()
    app.multiselect(key="filter-organisation").set_value(["wco"]).run()
    assert tiles(opened(organisation="wco")) == tiles(app)


def test_an_impossible_filter_gets_a_sentence() -> None:
    app = opened(organisation="wco", years="1950")
    assert "No event passes these filters" in app.info[0].value
    assert not app.get("plotly_chart")


def test_a_stale_link_degrades_with_a_sentence(everything: dict[str, str]) -> None:
    app = opened(organisation="no-such-body")
    assert "no" in app.warning[0].value
    assert tiles(app) == everything


def test_reset_brings_everything_back(everything: dict[str, str]) -> None:
    app = opened(organisation="wco", type="training")
    next(button for button in app.button if button.label == "Reset all filters").click().run()
    assert tiles(app) == everything


def test_figures_are_sent_so_that_the_browser_draws_them_once() -> None:
    for chart in opened().get("plotly_chart"):
        layout = json.loads(chart.proto.spec)["layout"]
        assert "template" not in layout
        assert "datarevision" in layout


def test_a_broken_table_of_what_we_know_is_named_instead_of_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "region_groups.csv, row 3: scheme 'S', code 'KEN' stands in row 2 already; keep one."

    def refuse() -> None:
        raise reference.ReferenceError(said)

    monkeypatch.setattr(loaded, "load", refuse)
    st.cache_resource.clear()
    app = opened()
    assert "row 3" in app.error[0].value
    assert not app.metric
