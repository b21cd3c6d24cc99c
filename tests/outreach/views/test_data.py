"""The Data page: freshness, sources, problems with what to do, names not known."""

from streamlit.testing.v1 import AppTest


def page(filled: bool) -> None:
    """The page alone, as a script of its own."""
    from dataclasses import replace

    import pandas as pd

    from loaders import reference
    from outreach import schema
    from outreach.charts import look
    from outreach.filters import Selection
    from outreach.prepare import prepare
    from outreach.views import data
    from outreach.views.page import Page
    from tests.outreach import few_sources

    if filled:
        all_ = replace(
            few_sources.prepared(),
            files=few_sources.files(),
            problem_kinds=reference.frame("problem_kinds"),
            read_at=pd.Timestamp("2022-06-07 08:09"),
        )
    else:
        all_ = prepare(schema.empty(), reference.frame("states"))
    data.render(Page(all_, Selection(text="a filter"), {}, reference.frame("small_states"), look.LIGHT))


def run(filled: bool = True) -> AppTest:
    app = AppTest.from_function(page, kwargs={"filled": filled}, default_timeout=30).run()
    assert not app.exception
    return app


def test_it_says_how_fresh_the_records_are_and_that_filters_do_not_reach_it() -> None:
    app = run()
    assert app.markdown[0].value == (
        "Read on 7 June 2022 at 08:09 from 3 files: 6 events, 3 problems, 1 note; the newest file is of 6 May 2022."
    )
    assert "all records" in app.caption[0].value
    assert [heading.value for heading in app.subheader] == [
        "80\u202f% of the events tell how many took part, 60\u202f% name states",
        "4 sources",
        "3 problems of 2 kinds, 1 note",
        "4 rows to look at",
        "2 names not known",
    ]
    assert "Save it again" not in app.get("html")[0].value
    assert "state_aliases.csv" in app.get("html")[0].value


def test_problems_are_chosen_by_kind_and_severity() -> None:
    app = run()
    app.multiselect(key="page-kind").set_value(["unresolved state"]).run()
    assert "2 rows to look at" in [heading.value for heading in app.subheader]
    app.get_by_key("page-severity").set_value(["note"]).run()
    assert not app.exception
    assert "0 rows to look at" in [heading.value for heading in app.subheader]
    assert any("No problem is of this kind" in note.value for note in app.info)


def test_no_records_get_a_sentence() -> None:
    app = run(filled=False)
    assert "There are no records." in app.info[0].value
