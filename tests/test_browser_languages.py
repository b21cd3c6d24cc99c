"""Names and dates in another language in Chromium with the network cut: chosen, linked, on every page."""

import re

import pytest
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser


def test_a_language_is_chosen_at_the_foot_of_the_sidebar_and_goes_along(browser: Browser, address: str) -> None:
    tab = browser.new_page(viewport={"width": 1400, "height": 1200})
    tab.set_default_timeout(60_000)
    tab.goto(f"{address}/states?state=DEU")
    tab.locator(".st-key-filter-language [role=combobox]").click()
    tab.get_by_role("option", name="русский").click()
    expect(tab).to_have_url(re.compile("language=ru"))
    expect(tab.locator("[data-testid=stMain] h3").first).to_have_text("Германия")
    expect(tab.locator(".st-key-chip-state-DEU")).to_contain_text("Германия")
    assert "language=ru" in tab.get_by_test_id("stPageLink").locator("a").nth(4).get_attribute("href")
    tab.get_by_role("button", name="Reset all filters").click()
    expect(tab).to_have_url(re.compile(r"states\?language=ru$"))
    tab.close()


@pytest.mark.parametrize("width", [1400, 390])
def test_names_from_right_to_left_fit_every_page(browser: Browser, address: str, width: int) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 1000})
    tab.set_default_timeout(60_000)
    for name in ("", "attendance", "states", "partners", "events", "take-away"):
        tab.goto(f"{address}/{name}?language=ar&state=EGY&scheme=African+Union+regions")
        tab.wait_for_selector("h1")
        tab.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        expect(tab.locator("[data-testid=stException]")).to_have_count(0)
        expect(tab.locator(".st-key-chip-state-EGY")).to_contain_text("مصر")
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, name
    tab.close()
