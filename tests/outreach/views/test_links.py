"""Names in tables open what they name, with the filters as they are."""

import json

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from outreach.filters import Selection

TABLE = pd.DataFrame({"title": ["A", None], "event_id": ["a", "b"], "state": ["Kenya", "Peru"], "code": ["KEN", "PER"]})
CHOSEN = Selection(state=("FJI",), years=(2014, 2018))


def page(table: "pd.DataFrame", chosen: "Selection", here: str) -> None:
    """A table alone, as a script of its own."""
    import streamlit as st

    from outreach.views import links

    st.session_state.update(selection=st.session_state.get("selection", chosen), here=here)
    links.frame(table, "rows", ["title", "state"])
    for kind, value in (("event", "a"), ("state", "KEN"), ("organisation", "wco")):
        st.button(kind, on_click=links.open_, args=(kind, value))


def run(here: str) -> AppTest:
    """The table after its first run, which raised nothing."""
    kwargs = {"table": TABLE, "chosen": CHOSEN, "here": here}
    app = AppTest.from_function(page, kwargs=kwargs, default_timeout=30).run()
    assert not app.exception
    return app


def test_names_are_buttons_where_the_table_has_their_ids() -> None:
    columns = json.loads(run("data").dataframe[0].proto.columns)
    assert [columns[name]["type_config"]["type"] for name in ("title", "state")] == ["button", "button"]
    assert columns["state"]["label"] == "state ↗"


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        (0, ("events", {"state": ["FJI"], "years": ["2014-2018"], "event": ["a"]})),
        (1, ("states", {"state": ["KEN"], "years": ["2014-2018"]})),
        (2, ("partners", {"state": ["FJI"], "years": ["2014-2018"], "organisation": ["wco"]})),
    ],
)
def test_a_name_leads_to_its_page_and_keeps_the_filters(number: int, wanted: tuple[str, dict[str, list[str]]]) -> None:
    app = run("data")
    app.button[number].click().run()
    assert app.session_state["wanted"] == wanted


def test_on_the_page_itself_only_the_choice_changes() -> None:
    app = run("states")
    app.button[1].click().run()
    assert "wanted" not in app.session_state
    assert app.session_state["selection"] == Selection(state=("KEN",), years=(2014, 2018))
    app = run("events")
    app.button[0].click().run()
    assert app.session_state["parameter-event"] == "a"
