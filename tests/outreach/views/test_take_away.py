"""The page of files: all that can be taken away, the commands for the same, a sentence where there is nothing."""

import shlex

import pytest
from streamlit.testing.v1 import AppTest

from outreach import arguments
from outreach.exports import chromium
from outreach.filters import Selection
from tests.outreach import small


def shown(selection: Selection) -> AppTest:
    def script(selection):  # its text runs alone, without what is imported here
        from dataclasses import replace

        from loaders import reference
        from outreach.charts import look
        from outreach.views import take_away
        from outreach.views.page import Page
        from tests.outreach import small

        prepared = replace(small.prepared(), problem_kinds=reference.frame("problem_kinds"))
        names = {"wco": "WCO"}
        take_away.render(Page(prepared, selection, names, reference.frame("small_states"), look.LIGHT))

    app = AppTest.from_function(script, kwargs={"selection": selection}, default_timeout=30).run()
    assert not app.exception
    return app


@pytest.mark.parametrize("selection", [Selection(), Selection(organisation=("wco",), years=(2016, 2016))])
def test_it_offers_every_kind_of_file(selection: Selection) -> None:
    labels = [button.label for button in shown(selection).get("download_button")]
    assert labels == ["HTML", "Workbook", "ZIP", "CSV", "JSON", "Parquet"]


def test_a_pdf_that_cannot_be_made_gets_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "find", lambda: "/bin/false")  # a Chromium that ends at once
    app = shown(Selection())
    next(button for button in app.button if button.label == "PDF").click().run()
    assert not app.exception
    assert app.error[0].value.startswith("Chromium made no PDF of the report")
    monkeypatch.setattr(chromium, "pdf", lambda page: b"%PDF")
    next(button for button in app.button if button.label == "PDF").click().run()
    assert not app.error
    assert app.get("download_button")[1].label == "Save again"


def test_the_commands_carry_the_selection() -> None:
    app = shown(Selection(organisation=("wco",), text="customs"))
    first = app.code[0].value.splitlines()[0]
    assert first == "python -m outreach report --pdf --out files --organisation wco --text customs"


def test_nothing_gets_a_sentence() -> None:
    app = shown(Selection(text="nothing says this"))
    assert "No event passes these filters" in app.info[0].value
    assert not app.get("download_button")


@pytest.mark.parametrize(
    "selection",
    [
        Selection(),
        Selection(organisation=("wco", "iaea"), match="all", years=(2016, 2018)),
        Selection(status=(), region=("Online or place unknown",), text="a 'b' $c"),
        Selection(scheme="m49", region=("Africa",), format=("in person",), measure="people", lapse="2"),
    ],
)
def test_options_read_back_as_the_selection(selection: Selection) -> None:
    from outreach.__main__ import _parser

    given = _parser().parse_args(["report", *shlex.split(arguments.written(selection))])
    assert arguments.selection(given, small.prepared()) == selection
