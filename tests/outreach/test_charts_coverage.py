"""What the figures of coverage hold: marks, their values, and what a click on them gives."""

from functools import cache

import pandas as pd
import pytest

from outreach import summaries
from outreach.charts import coverage, coverage_equity, coverage_profile, coverage_reach, coverage_years, look
from outreach.filters import Selection
from outreach.metrics.coverage_reach import ALL
from tests.outreach import few_states

RECORDS = few_states.prepared()
POINTS = pd.DataFrame({"code": ["FJI", "ABW"], "latitude": [-18.0, 12.5], "longitude": [178.0, -70.0]})


@cache
def table(name: str, **chosen: object) -> pd.DataFrame:
    return summaries.table(name, RECORDS, Selection(**chosen))


@pytest.mark.parametrize(
    ("measure", "expected", "hover"),
    [
        ("events", {"KEN": 3, "ETH": 1, "FJI": 1, "FRA": 1, "JPN": 1, "UGA": 1}, "Kenya: 3 events, last 2018"),
        ("people", {"UGA": 5, "KEN": 2}, "Kenya: at least 2 people, counted at 1 of 3"),
        ("hosted", {"KEN": 1, "BEL": 1, "FJI": 1, "FRA": 1}, "Kenya: 1 event held there"),
        ("last year", {"KEN": 2018, "ETH": 2014, "FRA": 2016, "JPN": 2018, "UGA": 2014}, "Kenya: last 2018, 3 events"),
    ],
)
def test_map_shows_the_measure(measure: str, expected: dict[str, int], hover: str) -> None:
    rest, reached, _ = coverage.states_map(table("states-reached"), POINTS, look.LIGHT, measure).data
    assert dict(zip(reached.locations, reached.z, strict=True)) == expected
    assert set(rest.locations) == set(table("states-reached")["code"]) - set(expected)
    assert hover in reached.hovertext
    assert "Brazil: no record" in rest.hovertext


def test_grid_has_a_cell_for_each_state_and_year() -> None:
    rows = (
        table("states-reached").query("code in ['KEN', 'JPN']").assign(region=["African States", "Asia-Pacific States"])
    )
    figure = coverage_years.states_by_year(table("states-by-year"), rows, range(2014, 2019), look.LIGHT)
    (cells,) = figure.data
    assert list(figure.layout.yaxis.ticktext) == ["<b>Africa</b>", "Kenya", "<b>Asia-Pacific</b>", "Japan"]
    assert list(cells.customdata) == ["KEN"] * 5 + ["JPN"] * 5
    assert list(cells.x) == [*range(2014, 2019)] * 2
    assert cells.hovertext[0] == "Kenya, 2014: 1 event"
    assert cells.hovertext[1] == "Kenya, 2015: no record"
    empty = [colour == look.LIGHT.no_record for colour in cells.marker.color]
    assert empty == [False, True, False, True, False, True, True, True, True, False]


def test_reach_by_region_says_reached_of_members() -> None:
    whole, share, said = coverage_reach.reach_by_region(table("reach-by-region"), look.LIGHT).data
    assert list(share.y)[::-1] == [
        *("Africa", "Asia-Pacific", "Latin America &amp; Caribbean", "Western Europe &amp; others"),
        ALL,
    ]
    assert list(share.x)[::-1] == [1.0, 1.0, 0.0, 0.5, 0.75]
    assert [text.strip() for text in said.text][::-1] == ["3 of 3", "2 of 2", "0 of 1", "1 of 2", "6 of 8"]
    assert list(whole.x) == [1] * 5


def test_reach_by_year_stacks_regions_under_two_lines() -> None:
    traces = {trace.name: trace for trace in coverage_reach.reach_by_year(table("reach-by-year"), look.LIGHT).data}
    assert list(traces["Africa"].y) == [3, 0, 1, 0, 1]
    assert list(traces["reached so far"].y) == [3, 3, 4, 4, 5]
    assert list(traces["members"].y) == [8] * 5
    assert list(traces["Africa"].customdata) == list(range(2014, 2019))


def test_new_and_returning_are_stacked() -> None:
    traces = {t.name: t for t in coverage_reach.new_and_returning(table("new-and-returning-states"), look.LIGHT).data}
    assert list(traces["new"].y) == [3, 0, 1, 0, 1]
    assert list(traces["returning"].y) == [0, 0, 1, 0, 1]


def test_lapsed_gives_codes_to_a_click_and_the_last_year_to_the_reader() -> None:
    (bars,) = coverage_reach.lapsed(table("lapsed", lapse="3"), look.LIGHT).data
    assert list(bars.customdata) == ["UGA", "ETH"]
    assert list(bars.x) == [4, 4]
    assert list(bars.text) == ["2014", "2014"]


def test_lorenz_begins_at_nothing_and_ends_at_all() -> None:
    _, curve = coverage_equity.lorenz(table("lorenz"), look.LIGHT).data
    assert (curve.x[0], curve.y[0], curve.x[-1], curve.y[-1]) == (0, 0, 1, 1)


def test_development_shares_and_concentration_follow_their_tables() -> None:
    figure = coverage_equity.development_shares(table("development-shares"), look.LIGHT)
    shares = {trace.name: list(trace.x)[::-1] for trace in figure.data}
    assert shares["of all members"] == [2 / 8, 2 / 8, 1 / 8]
    (bars,) = coverage_equity.concentration(table("concentration"), look.LIGHT).data
    assert (bars.y[0], bars.text[0], bars.y[-1], bars.text[-1]) == (ALL, "0.41", "Africa", "0.27")
    assert "–" in bars.text  # no state of the Americas is named


def test_partners_are_one_series_a_state_and_never_markup() -> None:
    partners = table("state-partners", state=("KEN", "UGA"))
    figure = coverage_profile.state_partners(partners, {"iaea": "IAEA"}, ["Kenya", "Uganda"], look.LIGHT)
    traces = {trace.name: trace for trace in figure.data}
    assert list(traces["Kenya"].x)[::-1] == [2, 1, 1, 1]
    assert list(traces["Kenya"].customdata)[::-1] == ["iaea", "wco", "border-institute", "opcw"]
    assert "Border &lt;Institute&gt;" in figure.layout.yaxis.ticktext
    assert "IAEA" in figure.layout.yaxis.ticktext
