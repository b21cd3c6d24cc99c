"""The Partners page with all, one organisation chosen, and nothing."""

import pytest
from streamlit.testing.v1 import AppTest


def page(**choices: object) -> AppTest:
    def script(choices: dict) -> None:
        import pandas as pd

        from outreach.charts import look
        from outreach.filters import Selection
        from outreach.views import partners
        from outreach.views.page import Page
        from tests.outreach.small import prepared

        partners.render(Page(prepared(), Selection(**choices), {"wco": "WCO"}, pd.DataFrame(), look.LIGHT))

    app = AppTest.from_function(script, args=(choices,), default_timeout=60).run()
    assert not app.exception
    return app


def test_all_organisations() -> None:
    app = page()
    assert "3 organisations in this selection; 3 of them organised an event." in app.markdown[0].value
    assert len(app.get("plotly_chart")) == 6


def test_a_profile_stands_above_all_organisations() -> None:
    app = page(organisation=("wco",))
    assert app.subheader[0].value == "World Customs Organization"
    assert "**3 events**, 1 of them organised; 2016 to 2018." in app.markdown[0].value


@pytest.mark.parametrize("choices", [{"years": (1950, 1951)}])
def test_nothing_gets_a_sentence(choices: dict) -> None:
    app = page(**choices)
    assert "No event passes these filters" in app.info[0].value
