"""Every page in Chromium with the network cut: no error, fits a screen and a phone, in both themes, for everybody."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

PAGES = ["", "attendance", "states", "partners", "events", "data", "take-away", "add-records", "definitions"]
PROFILES = ["states?state=KEN", "partners?organisation=iaea", "events?event=2020-02-10-vienna-iaea-icons"]
SCREENS = [(1400, "light"), (1400, "dark"), (390, "light"), (390, "dark")]


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_every_page_draws_and_fits(browser: Browser, address: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 1000}, color_scheme=scheme)
    tab = context.new_page()
    tab.set_default_timeout(60_000)
    for name in [*PAGES, *(PROFILES if (width, scheme) in SCREENS[1:3] else [])]:
        tab.goto(f"{address}/{name}")
        tab.wait_for_selector("h1")
        tab.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        expect(tab.locator("[data-testid=stException]")).to_have_count(0)
        expect(tab.get_by_text("This app has encountered an error")).to_have_count(0)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, name
        if (width, scheme) != (390, "dark"):  # its colours are those of the wide one, its shape that of the light one
            assert barriers(tab) == [], name
    context.close()


def barriers(tab: Page) -> list[tuple[str, str]]:
    """What axe-core calls serious or critical: the rule and the element that breaks it; what fades in is not meant."""
    for _ in range(3):
        found = Axe().run(tab).response["violations"]
        grave = [rule for rule in found if rule["impact"] in ("serious", "critical")]
        if not grave:
            return []
        tab.wait_for_timeout(1000)
    return [(rule["id"], node["html"][:200]) for rule in grave for node in rule["nodes"]]


def test_on_paper_charts_fit_their_column_and_nothing_asks_for_a_click(browser: Browser, address: str) -> None:
    tab = browser.new_page(viewport={"width": 1400, "height": 1000})
    tab.set_default_timeout(60_000)
    tab.goto(f"{address}/states?years=2016")
    chip = tab.get_by_role("button", name="2016")
    expect(tab.locator(".main-svg").first).to_be_visible()
    expect(chip).to_be_visible()
    tab.emulate_media(media="print")
    tab.evaluate("document.querySelector('.stApp').style.width = '700px'; dispatchEvent(new Event('beforeprint'))")
    for name in ("stSidebar", "stDownloadButton", "stPopover", "stSelectbox", "stCheckbox"):
        assert not any(part.is_visible() for part in tab.get_by_test_id(name).all()), name
    expect(chip).to_be_visible()
    edges = tab.evaluate(
        "[...document.querySelectorAll('.main-svg')].map((drawing) => drawing.getBoundingClientRect().right)"
    )
    assert max(edges) <= 700
    tab.close()


def test_keys_pressed_fast_are_all_counted(browser: Browser, address: str) -> None:
    tab = browser.new_page()
    tab.set_default_timeout(60_000)
    tab.goto(address)
    tab.wait_for_selector(".js-plotly-plot")
    start = tab.get_by_role("slider").first
    first = int(start.input_value())
    start.focus()
    for _ in range(5):
        tab.keyboard.press("ArrowRight")
        tab.wait_for_timeout(40)
    expect(tab).to_have_url(re.compile(f"years={first + 5}-"))
    tab.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    expect(start).to_have_value(str(first + 5))
    tab.close()


def test_a_filter_goes_along_to_every_page(browser: Browser, address: str) -> None:
    tab = browser.new_page()
    tab.set_default_timeout(60_000)
    tab.goto(f"{address}/?organisation=wco")
    links = tab.get_by_test_id("stPageLink").locator("a")
    expect(links).to_have_count(len(PAGES))
    assert all("organisation=wco" in links.nth(number).get_attribute("href") for number in range(len(PAGES)))
    tab.close()
