"""What a manager does, in Chromium with the network cut: open, filter, download, send a link, click a chart."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

import loaders
from tests.browser import ROOT, clicked

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def told() -> loaders.schema.Dataset:
    return loaders.load([ROOT / "data" / "records"])


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(60_000)
    tab = context.new_page()
    tab.asked = []
    tab.on("request", lambda request: tab.asked.append(request.url))
    tab.goto(address)
    tab.wait_for_selector(".js-plotly-plot")
    yield tab
    context.close()


def tile(page: Page, label: str) -> str:
    named = page.locator("[data-testid=stMetricLabel]", has_text=re.compile(f"^{label}"))
    return page.locator("[data-testid=stMetric]", has=named).locator("[data-testid=stMetricValue]").inner_text()


def settle(page: Page) -> None:
    """Wait until the script has run to its end and what it replaced is gone."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    expect(page.locator("[data-stale=true]")).to_have_count(0)


def number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def choose(page: Page, label: str, words: str) -> None:
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(words)
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")


def downloaded(page: Page, name: str) -> tuple[str, list[dict[str, str]]]:
    settle(page)
    download = clicked(page, f"csv-{name}")
    text = Path(download.path()).read_bytes().decode("utf-8-sig")
    return download.suggested_filename, list(csv.DictReader(io.StringIO(text)))


def of_wco(told: loaders.schema.Dataset) -> pd.DataFrame:
    with_wco = told.attendance.loc[told.attendance["party_id"] == "wco", "event_id"]
    return told.events[told.events["event_id"].isin(with_wco) & (told.events["status"] == "held")]


def test_the_numbers_are_those_of_the_loaders(page: Page, told: loaders.schema.Dataset) -> None:
    held = told.events[told.events["status"] == "held"]
    states = told.attendance[(told.attendance["party_kind"] == "state")]
    states = states[states["event_id"].isin(held["event_id"])]
    assert number(tile(page, "Events")) == len(held)
    assert number(tile(page, "Participants")) == held["participants"].sum()
    assert number(tile(page, "States named")) == states["party_id"].nunique()


def test_nothing_is_asked_from_outside_and_the_map_is_drawn(page: Page, address: str) -> None:
    page.wait_for_selector(".choroplethlayer path.choroplethlocation", state="attached")
    assert page.locator(".choroplethlayer path.choroplethlocation").count() > 170
    assert [url for url in page.asked if "topojson" in url or "plot.ly" in url] == [
        f"{address}/app/static/topojson/world_110m.json"
    ]


def test_filter_download_and_reload(page: Page, told: loaders.schema.Dataset) -> None:
    choose(page, "Organisation", "WCO")
    expected = of_wco(told)
    expect(page.locator("[data-testid=stMetricValue]").first).to_have_text(str(len(expected)))
    assert page.url.endswith("?organisation=wco")

    name, rows = downloaded(page, "events-by-year")
    assert name == "events-by-year_wco.csv"
    by_year = expected["start_date"].dt.year.value_counts()
    assert sum(int(row["events"]) for row in rows) == by_year.sum()
    assert {int(row["year"]) for row in rows} == set(by_year.index)
    bars = page.evaluate(
        "document.querySelector('.st-key-chart-events-by-year .js-plotly-plot').data"
        ".filter(trace => trace.type == 'bar')"
        ".flatMap(trace => trace.x.flatMap((year, i) => trace.y[i] ? [[year, trace.name, trace.y[i]]] : []))"
    )
    assert sum(bar[2] for bar in bars) == by_year.sum()
    assert len(bars) == len(rows)

    before = tile(page, "Participants")
    page.reload()
    expect(page.locator("[data-testid=stMetricValue]").first).to_have_text(str(len(expected)))
    assert tile(page, "Participants") == before


def test_a_link_with_years_opens_filtered(page: Page, address: str, told: loaders.schema.Dataset) -> None:
    page.goto(f"{address}/?organisation=wco&years=2016-2018")
    expected = of_wco(told)
    expected = expected[expected["start_date"].dt.year.between(2016, 2018)]
    expect(page.locator("[data-testid=stMetricValue]").first).to_have_text(str(len(expected)))
    name, _ = downloaded(page, "participants-by-year")
    assert name == "participants-by-year_wco_2016-2018.csv"


def test_click_on_a_bar_filters_and_back_restores(page: Page) -> None:
    everything = tile(page, "Events")
    page.locator(".st-key-chart-organisations-by-role .barlayer .point path").last.click(force=True)
    expect(page).to_have_url(re.compile(r"organisation="))
    expect(page.locator("[data-testid=stMetricValue]").first).not_to_have_text(everything)
    page.go_back()
    expect(page.locator("[data-testid=stMetricValue]").first).to_have_text(everything)


def test_a_narrow_screen_shows_all_without_scrolling_sideways(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark")
    tab = context.new_page()
    tab.goto(address)
    tab.wait_for_selector(".js-plotly-plot", timeout=60_000)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    assert tab.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == "rgb(18, 24, 31)"
    context.close()
