"""Organisations in Chromium with the network cut: choose by click, share the link, in both themes and widths."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


def opened(browser: Browser, address: str, width: int = 1400, scheme: str = "light") -> Page:
    context = browser.new_context(viewport={"width": width, "height": 1800}, color_scheme=scheme)
    tab = context.new_page()
    tab.set_default_timeout(60_000)
    tab.goto(address)
    return tab


def mark(page: Page, chart: str, kind: str = "barlayer .point path") -> None:
    """Click the first mark of a chart."""
    page.locator(f".st-key-chart-{chart} .{kind}").first.click(force=True)


def test_a_cell_chooses_an_organisation_and_the_link_shows_its_profile_elsewhere(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/partners?years=2010-2020")
    mark(page, "organisations-by-year")
    expect(page).to_have_url(re.compile(r"organisation=[\w-]+&years=2010-2020$"))
    expect(page.get_by_text("From here on, the page counts every organisation")).to_be_visible()
    name = page.locator("[data-testid=stMain] h3").first.inner_text()
    for width, scheme in ((1400, "dark"), (390, "light")):
        other = opened(browser, page.url, width, scheme)
        expect(other.locator("[data-testid=stMain] h3").first).to_have_text(name)
        expect(other.locator(".js-plotly-plot")).to_have_count(12)
        assert other.evaluate("document.documentElement.scrollWidth") <= width
    mark(page, "organisation-partners")
    expect(page.get_by_text("Side by side")).to_be_visible()
    page.go_back()
    expect(page.locator("[data-testid=stMain] h3").first).to_have_text(name)


def test_circles_choose_and_points_on_lines_do_not(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/partners")
    layers = page.locator(".st-key-chart-network .scatterlayer .trace")
    layers.nth(3).locator(".points path").first.click(force=True)
    page.wait_for_timeout(1_000)
    expect(page).to_have_url(re.compile(r"partners$"))
    layers.nth(4).locator(".points path").first.click(force=True)
    expect(page).to_have_url(re.compile(r"organisation="))
