"""Every page in Chromium with the network cut: no error, and it fits a screen and a phone, in both themes."""

import pytest
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

PAGES = ["", "attendance", "states", "partners", "events", "data", "take-away", "add-records", "definitions"]
SCREENS = [(1400, "light"), (1400, "dark"), (390, "light"), (390, "dark")]


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_every_page_draws_and_fits(browser: Browser, address: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 1000}, color_scheme=scheme)
    tab = context.new_page()
    tab.set_default_timeout(60_000)
    for name in PAGES:
        tab.goto(f"{address}/{name}")
        tab.wait_for_selector("h1")
        tab.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        expect(tab.locator("[data-testid=stException]")).to_have_count(0)
        expect(tab.get_by_text("This app has encountered an error")).to_have_count(0)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, name
    context.close()


def test_a_filter_goes_along_to_every_page(browser: Browser, address: str) -> None:
    tab = browser.new_page()
    tab.set_default_timeout(60_000)
    tab.goto(f"{address}/?organisation=wco")
    links = tab.get_by_test_id("stPageLink").locator("a")
    expect(links).to_have_count(len(PAGES))
    assert all("organisation=wco" in links.nth(number).get_attribute("href") for number in range(len(PAGES)))
    tab.close()
