"""Events and records in Chromium with the network cut: open one by click and by link, drop a file, try it."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


def opened(browser: Browser, address: str, width: int = 1400) -> Page:
    tab = browser.new_context(viewport={"width": width, "height": 1800}).new_page()
    tab.set_default_timeout(60_000)
    tab.goto(address)
    return tab


def test_a_bar_opens_its_event_and_the_link_opens_it_elsewhere(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/events?years=2016")
    page.locator(".st-key-chart-event-spans .barlayer .point path").first.click(force=True)
    expect(page).to_have_url(re.compile(r"years=2016&event="))
    expect(page.get_by_text("What the sources say")).to_be_visible()
    title = page.locator("[data-testid=stMain] h2").first.inner_text()
    other = opened(browser, page.url, 390)
    expect(other.locator("[data-testid=stMain] h2").first).to_have_text(title)
    assert other.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="All events").click()
    expect(page).to_have_url(re.compile(r"years=2016$"))
    page.go_back()
    expect(page.locator("[data-testid=stMain] h2").first).to_have_text(title)
    page.get_by_test_id("stPageLink").filter(has_text="Events").locator("a").click()
    expect(page).to_have_url(re.compile(r"years=2016$"))


def test_a_name_opens_a_profile_and_the_profile_an_event(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/states?years=2014-2018")
    page.locator("[class*=st-key-page-never] button").first.click()
    expect(page).to_have_url(re.compile(r"states\?state=[A-Z]{3}&years=2014-2018"))
    expect(page.get_by_text(re.compile("No event .* names it as attending"))).to_be_visible()
    page.goto(f"{address}/states?state=KEN")
    table = page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    expect(table.locator("canvas").first).to_be_visible()
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    table.click(position={"x": 160, "y": 55})  # the first event
    expect(page).to_have_url(re.compile(r"events\?state=KEN&event="))
    expect(page.get_by_text("What the sources say")).to_be_visible()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0


def test_a_dropped_file_is_tried_in_one_session_only(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/add-records")
    table = b"title,start date,country,participants\nWorkshop on seals,2001-02-03,Kenya,12\n"
    page.set_input_files("input[type=file]", {"name": "new.csv", "mimeType": "text/csv", "buffer": table})
    expect(page.get_by_text("new.csv: 1 event")).to_be_visible()
    page.get_by_role("button", name="Try in all charts").click()
    expect(page.get_by_text("Only you see them")).to_be_visible()
    page.get_by_test_id("stPageLink").filter(has_text="Events").locator("a").click()
    expect(page.get_by_text("events in this selection, 2001 to")).to_be_visible()
    other = opened(browser, f"{address}/events")
    expect(other.get_by_text("events in this selection, 2004 to")).to_be_visible()
    page.get_by_role("button", name="Leave the trial").click()
    expect(page.get_by_text("events in this selection, 2004 to")).to_be_visible()
