"""Files from the browser, with the network cut: the same bytes as from the command line; pictures; the report."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from outreach import __main__ as command
from outreach.exports import report
from outreach.filters import Selection
from tests.browser import clicked

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


TEN = [
    "",
    "organisation=wco&years=2014-2018",
    "region=African+States&status=",
    "organisation=wco&organisation=iaea&match=all",
    "organisation=opcw&role=organiser",
    "state=KEN&state=UGA",
    "type=training&type=workshop",
    "scheme=m49&region=Asia",
    "format=online&years=2020-2021",
    "named=named&text=customs",
]


@pytest.mark.parametrize("query", TEN)
def test_a_csv_is_that_of_the_command_line(page: Page, address: str, query: str, tmp_path: Path) -> None:
    page.goto(f"{address}/?{query}")
    page.wait_for_selector(".js-plotly-plot")
    download = clicked(page, "csv-events-by-year")
    assert command.main(["summary", "events-by-year", "--link", f"{address}/?{query}", "--out", str(tmp_path)]) == 0
    [made] = tmp_path.iterdir()
    assert download.suggested_filename == made.name
    assert Path(download.path()).read_bytes() == made.read_bytes()


def test_a_chart_is_taken_as_a_picture(page: Page, address: str) -> None:
    page.goto(f"{address}/?organisation=wco")
    page.wait_for_selector(".js-plotly-plot")
    page.get_by_role("button", name="Picture").first.click()
    download = clicked(page, "svg-events-by-year")
    svg = Path(download.path()).read_text(encoding="utf-8")
    assert download.suggested_filename == "events-by-year_wco.svg"
    assert "Events by year and region</text>" in svg
    assert ">WCO</text>" in svg
    assert "Source: " in svg


def test_the_report_is_saved_as_pdf_at_one_click(page: Page, address: str) -> None:
    page.goto(f"{address}/take-away?organisation=wco&years=2016")
    download = clicked(page, "take-pdf")
    assert download.suggested_filename == "report_wco_2016.pdf"
    assert Path(download.path()).read_bytes().startswith(b"%PDF")


def test_the_report_of_two_sections(page: Page, address: str) -> None:
    page.goto(f"{address}/take-away?organisation=wco&years=2014-2018")
    offered = len(report.sections(Selection(organisation=("wco",))))
    for without, name in enumerate(("How often", "With whom"), start=1):
        page.get_by_role("button", name=name).click()
        page.get_by_text(f"{offered - without} of {offered} sections").wait_for()
    download = clicked(page, "take-html")
    html = Path(download.path()).read_text(encoding="utf-8")
    assert download.suggested_filename == "report_wco_2014-2018.html"
    assert 'id="states"' in html
    assert 'id="partners"' not in html
