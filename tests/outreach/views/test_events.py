"""The Events page on small records: nothing, one event, all; one event opened."""

import pytest
from streamlit.testing.v1 import AppTest

from outreach.filters import Selection
from outreach.views.event_detail import web_address
from outreach.views.event_text import found_in, marked
from outreach.views.tables import html


def page(selection: "Selection", parameters: "dict[str, str]") -> None:
    """The page alone, as a script of its own."""
    import streamlit as st

    from loaders import reference
    from outreach.charts import look
    from outreach.views import events
    from outreach.views.page import Page
    from outreach.views.state import set_parameter
    from tests.outreach import few_sources

    chosen = st.session_state.setdefault("selection", selection)
    if "begun" not in st.session_state:
        st.session_state["begun"] = True
        for name, value in parameters.items():
            set_parameter(name, value)
    events.render(Page(few_sources.prepared(), chosen, {}, reference.frame("small_states"), look.LIGHT))


def run(selection: Selection | None = None, **parameters: str) -> AppTest:
    """The page after its first run, which raised nothing."""
    arguments = {"selection": selection or Selection(), "parameters": parameters}
    app = AppTest.from_function(page, kwargs=arguments, default_timeout=30).run()
    assert not app.exception
    return app


def titles(app: AppTest) -> list[str]:
    return app.dataframe[0].value["title"].tolist()


def test_all_events_are_listed_drawn_and_laid_out() -> None:
    app = run()
    assert app.markdown[0].value == "5 events in this selection, 2016 to 2018; 1 of them without a year."
    assert titles(app)[0] == "Meeting of experts"
    assert len(app.get("plotly_chart")) == 2
    assert all(chart.proto.alt for chart in app.get("plotly_chart"))


def test_order_year_and_search_change_what_is_shown() -> None:
    app = run()
    app.selectbox(key="page-order").set_value("most states named").run()
    assert titles(app)[0] == "Customs workshop"
    app.selectbox(key="page-year").set_value(2016).run()
    assert app.subheader[1].value.startswith("2016: 2 events")
    app.text_input(key="page-text").set_value("lima").run()
    assert not app.exception
    assert app.session_state["selection"].text == "lima"


def test_one_event_or_none() -> None:
    assert titles(run(Selection(text="lima"))) == ["Seminar <b>on</b> codes"]
    run(Selection(text="training course"))
    app = run(Selection(text="no such event"))
    assert "No event passes these filters." in app.info[0].value
    assert not app.get("plotly_chart")


def test_a_day_lists_the_events_under_way_until_it_is_closed() -> None:
    app = run(day="2018-06-20")
    assert titles(app) == ["Meeting of experts"]
    app.button(key="close-day").click().run()
    assert len(titles(app)) == 5
    assert len(titles(run(day="no day"))) == 5


def test_one_event_shows_words_places_differences_and_corrections() -> None:
    app = run(event="vienna")
    assert app.header[0].value == "Meeting of experts"
    assert app.markdown[0].value.startswith("20 June 2018 · Vienna, Austria · meeting")
    assert {tile.label: tile.value for tile in app.metric} == {
        "Participants": "120",
        "States reported": "96",
        "States named": "–",
        "Organisations": "2",
    }
    assert "participants" not in app.warning[0].value
    assert "Participants: 120 counts; 110 in note\\.txt; 100 in small\\.csv" in app.warning[0].value
    assert app.info[0].value.startswith("Corrected by hand: Participants is 120. The list")
    words = app.get("html")[0].value
    assert "20/06/2018" in words
    assert "Atlantis &lt;b&gt;" in app.get("html")[1].value
    links = app.get("link_button")
    assert [link.proto.url for link in links] == ["https://example.org/meeting"]


@pytest.mark.parametrize("event_id", ["nairobi", "lima", "online", "vienna", "someday", "planned"])
def test_every_event_opens_and_closes(event_id: str) -> None:
    app = run(event=event_id)
    app.button(key="close-event").click().run()
    assert not app.exception
    assert len(titles(app)) == 5


def test_a_stale_link_says_so_and_shows_the_list() -> None:
    app = run(event="gone<b>")
    assert app.warning[0].value.startswith("event=gone\\<b\\> is not in these records")
    assert len(titles(app)) == 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://", False),
        ("https://a b.org", False),
        ("ftp://example.org", False),
        ("http://[::1", False),
        ("see page 4", False),
    ],
)
def test_only_addresses_of_pages_are_links(text: str, expected: bool) -> None:
    assert web_address(text) is expected


def test_tables_of_words_hold_no_markup() -> None:
    import pandas as pd

    table = pd.DataFrame({"a<": ["x", "x", "y"], "b": ["<script>", None, "&"], "n": [1200, 1, 2]})
    drawn = html(table, 'say "it"', grouped=True)
    assert "<script>" not in drawn
    assert 'rowspan="2">x</th>' in drawn
    assert '<td class="number" data-column="n">1\u202f200</td>' in drawn
    assert ">–</td>" in drawn


def test_words_are_marked_in_the_lines_of_the_text() -> None:
    text = "First <line>\nThe Agency met 30 people.\n\nNothing here.\nIn Lima & Quito."
    marks = [(17, 23, "Organiser: iaea"), (28, 37, "Participants: 30"), (28, 30, "again"), (57, 61, 'City: "Lima"')]
    assert marked(text, marks) == (
        '<div class="marked"><p>The <mark title="Organiser: iaea">Agency</mark> met '
        '<mark title="Participants: 30; again">30 people</mark>.</p><p class="gap">…</p>'
        '<p>In <mark title="City: &quot;Lima&quot;">Lima</mark> &amp; Quito.</p></div>'
    )


def test_a_mark_goes_on_in_the_next_line_and_blank_lines_are_no_gap() -> None:
    assert marked("the Group of\n\nExperts met", [(4, 21, "x")]) == (
        '<div class="marked"><p>the <mark title="x">Group of</mark></p><p><mark title="x">Experts</mark> met</p></div>'
    )


def test_marks_beyond_the_text_do_no_harm() -> None:
    assert marked("short", [(2, 90, "x"), (400, 410, "y")]) == (
        '<div class="marked"><p>sh<mark title="x">ort</mark></p></div>'
    )
    assert marked("", []) == '<div class="marked"></div>'


def test_places_of_rows_are_no_marks() -> None:
    import pandas as pd

    rows = pd.DataFrame(
        {"field": ["title", "city"], "value": ["a", "b"], "locator": ["row 5", "page 2, characters 10-14"]}
    )
    assert found_in(rows, {"city": "City"}) == [(10, 14, "City: b")]
