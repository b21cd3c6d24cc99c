"""The report stands alone: charts and maps are drawn with the network cut, events have sources, nothing is markup."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pypdfium2
import pytest
from playwright.sync_api import Browser, expect

from loaders import reference
from outreach import figures, schema
from outreach.charts import look
from outreach.exports import chromium, page, report
from outreach.filters import Selection
from outreach.prepare import Prepared, prepare
from outreach.summaries import SUMMARIES, table
from tests.browser import chromium as browser_of_the_machine
from tests.outreach import small

NAMES = {"wco": "W<b>CO</b>", "unoda": "UNODA", "iaea": "IAEA", "KEN": "Kenya"}
EVERYTHING = Selection()
HOSTILE = "</script><img src=x onerror=alert(1)> \u2028 & $x$"


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    """The small records with markup for a title and a party, and evidence of two sources."""
    told = small.dataset()
    told.events.loc[0, "title"] = HOSTILE
    attendance = schema.plain(told.attendance)
    attendance.loc[attendance["party_id"] == "wco", "party_name"] = "W<b>CO</b>"
    evidence = [
        ("nairobi", "title", "x", "a.csv", "row 2"),
        ("nairobi", "title", "x", "notes/b.txt", "line 1, characters 0-9"),
        ("nairobi", "address", "https://example.org/a?b=1&c=2", "a.csv", "row 2"),
        ("lima", "address", "javascript:alert(1)", "a.csv", "row 3"),
    ]
    columns = ("event_id", "field", "value", "source", "locator")
    rows = schema.frame([dict(zip(columns, row, strict=True)) for row in evidence], "evidence")
    ready = prepare(
        replace(told, attendance=attendance, evidence=rows), reference.frame("states"), reference.frame("memberships")
    )
    return replace(ready, problem_kinds=reference.frame("problem_kinds"), read_at=pd.Timestamp("2026-01-09 10:30"))


def written(prepared: Prepared, selection: Selection = EVERYTHING, chosen: list[str] | None = None) -> str:
    """The report without the library in it."""
    return without_library(report.html(prepared, selection, NAMES, chosen).decode())


def without_library(html: str) -> str:
    return re.sub(r"<script>(?!const figures).*?</script>", "", html, flags=re.DOTALL)


def test_it_says_the_selection_and_how_far_numbers_are_known(prepared: Prepared) -> None:
    html = written(prepared)
    assert "All events that were held" in html
    assert "Records read on 2026-01-09 10:30." in html
    assert "Participants<b>about 230</b><small>known for 4 of 5 (80\u202f%)</small>" in html


def test_every_event_is_listed_with_all_its_places_and_its_address(prepared: Prepared) -> None:
    html = written(prepared, chosen=["events"])
    assert html.count("<article>") == 5
    assert "<p>Organised by UN Office for Disarmament Affairs · at least 60 participants, 1 state reported" in html
    assert "Source: a.csv, row 2; notes/b.txt, line 1, characters 0-9<br>" in html
    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer">' in html
    assert "javascript:alert(1)" in html
    assert 'href="javascript' not in html


def test_text_from_records_is_never_markup(prepared: Prepared) -> None:
    html = written(prepared)
    assert "<img" not in html
    assert "<b>CO" not in html
    assert "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;" in html
    assert html.count("<script>") == html.count("</script>") == 1


def test_sections_are_chosen(prepared: Prepared) -> None:
    html = written(prepared, chosen=["states", "definitions"])
    assert re.findall(r'<section id="(\w+)"', html) == ["states", "definitions"]
    assert "profiles" not in report.sections(Selection())
    assert "profiles" in report.sections(Selection(state=("KEN",)))


def test_every_section_names_summaries_that_there_are() -> None:
    assert {name for section in report.SECTIONS.values() for name in section.summaries} <= set(SUMMARIES)
    assert set(figures.FIGURES) <= set(SUMMARIES)


@pytest.mark.parametrize("theme", [look.LIGHT, look.DARK])
def test_every_figure_is_drawn(prepared: Prepared, theme: look.Theme) -> None:
    selection = Selection(state=("KEN",), organisation=("wco",))
    setting = figures.Setting(NAMES, reference.frame("small_states"), theme, selection)
    for name in figures.FIGURES:
        rows = table(name, prepared, selection)
        figure = figures.draw(name, rows, setting)
        assert (figure is None) == rows.empty, name


def test_an_empty_selection_gets_a_sentence(prepared: Prepared) -> None:
    html = written(prepared, Selection(text="nothing says this"))
    assert "No event passes these filters" in html
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("column", "value", "shown"),
    [
        ("year", 2018, "2018"),
        ("events", 28140, "28\u202f140"),
        ("share", 0.125, "12.5\u202f%"),
        ("gini", 0.5, "0.5"),
        ("day", pd.Timestamp("2018-01-09"), "2018-01-09"),
        ("events", pd.NA, "–"),
        ("member", True, "yes"),
        ("title", "<b>", "<b>"),
    ],
)
def test_cells_are_as_people_read_them(column: str, value: object, shown: str) -> None:
    assert page.cell(column, value) == shown


def test_a_style_sheet_string_cannot_be_left() -> None:
    assert page.in_style('a"}</style>') == '"a\\22 \\7d \\3c \\2f style\\3e "'


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browser_of_the_machine() as running:
        yield running


@pytest.mark.browser
@pytest.mark.parametrize("width", [1400, 390])
def test_charts_and_map_are_drawn_with_the_network_cut(
    browser: Browser, prepared: Prepared, tmp_path: Path, width: int
) -> None:
    (tmp_path / "report.html").write_bytes(report.html(prepared, Selection(), NAMES))
    context = browser.new_context(viewport={"width": width, "height": 900}, offline=True)
    tab, asked, errors = context.new_page(), [], []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on("dialog", lambda dialog: errors.append(dialog.message))
    tab.goto((tmp_path / "report.html").as_uri())
    tab.wait_for_selector(".choroplethlayer path.choroplethlocation", state="attached")
    assert tab.locator(".choroplethlayer path.choroplethlocation").count() > 170
    assert tab.locator(".plot .main-svg").count() >= tab.locator(".plot").count() > 12
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert errors == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.locator("#participants-by-year .nsewdrag").hover(position={"x": 60, "y": 200})
    expect(tab.locator("#participants-by-year .hoverlayer")).to_contain_text("2016: at least 90 participants")
    context.close()


@pytest.mark.browser
def test_the_pdf_has_a4_pages_with_headings_above_their_charts(prepared: Prepared) -> None:
    pdf = pypdfium2.PdfDocument(report.pdf(prepared, Selection(), NAMES))
    assert [round(side) for side in pdf[0].get_size()] == [595, 842]
    texts = [sheet.get_textpage().get_text_bounded() for sheet in pdf]
    assert f"1 / {len(pdf)}" in texts[0]
    headings = {section.title for section in report.SECTIONS.values()}
    for text in texts:
        lines = [line for line in text.splitlines() if line.strip()]
        assert lines[-3] not in headings, lines[-4:]  # the last two are the foot of the page


def test_without_a_chromium_there_is_a_sentence(prepared: Prepared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "find", lambda: None)
    with pytest.raises(chromium.Failed, match="no Chromium"):
        report.pdf(prepared, Selection(), NAMES)


@pytest.mark.browser
def test_a_chromium_that_takes_too_long_is_ended_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "SECONDS", 0.05)
    with pytest.raises(chromium.Failed, match="not done after"):
        chromium.pdf(b"<p>x")
