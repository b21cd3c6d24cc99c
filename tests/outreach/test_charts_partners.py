"""What the charts of organisations draw: their marks, what a click on one chooses, and text that stays text."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from outreach import summaries
from outreach.charts import look, partners, partners_matrix, partners_network, partners_profile
from outreach.filters import Selection
from tests.outreach.few_states import prepared as few
from tests.outreach.small import prepared

SHORT = {"wco": "WCO"}
THEMES = pytest.mark.parametrize("theme", [look.LIGHT, look.DARK])


def table(name: str, chosen: Selection | None = None) -> pd.DataFrame:
    return summaries.table(name, prepared(), chosen or Selection())


def cells(figure: go.Figure) -> dict[tuple, str]:
    """Hover text of each cell by its column and row."""
    bars = figure.data[0]
    return {(x, round(y + 0.44)): text for x, y, text in zip(bars.x, bars.base, bars.hovertext, strict=True)}


@THEMES
def test_cells_by_year_say_no_record_where_there_is_none(theme: look.Theme) -> None:
    figure = partners_matrix.organisations_by_year(table("organisations-by-year"), SHORT, theme)
    assert len(figure.data[0].x) == 9  # three organisations, 2016 to 2018
    assert figure.data[0].marker.color[1] == theme.no_record
    said = cells(figure)
    assert said[2018, 1] == "World Customs Organization, 2018: 2 events, 1 organised"
    assert said[2017, 1] == "World Customs Organization, 2017: no record"
    assert figure.data[0].customdata[3:6] == ("wco", "wco", "wco")


def test_years_can_show_one_role_alone() -> None:
    figure = partners_matrix.organisations_by_year(table("organisations-by-year"), SHORT, look.LIGHT, "took_part")
    assert figure.layout.yaxis.ticktext == ("WCO", "UN Office for Disar…")


def test_without_a_year_the_grid_is_empty() -> None:
    undated = table("organisations-by-year")
    undated = undated[undated["year"].isna()]
    assert not partners_matrix.organisations_by_year(undated, SHORT, look.LIGHT).data


def test_cells_by_region_show_numbers() -> None:
    figure = partners_matrix.organisations_by_region(table("organisations-by-region"), SHORT, look.LIGHT)
    assert figure.layout.xaxis.ticktext[0] == "Africa"
    assert cells(figure)[0, 1] == "World Customs Organization, Africa: 1 event, 33\u202f% of its 3"
    assert figure.data[0].text[:4] == ("1", "1", "", "1")


def test_each_pair_is_drawn_from_both_sides_and_groups_are_framed() -> None:
    figure = partners_matrix.working_together(table("working-together"), SHORT, look.LIGHT)
    bars = figure.data[0]
    assert sorted(zip(bars.customdata, bars.x, strict=True)) == [
        ("iaea", "wco"),
        ("unoda", "wco"),
        ("wco", "iaea"),
        ("wco", "unoda"),
    ]
    assert "2 events together, 50\u202f% of those of either<br>(of 3 and of 3)" in bars.hovertext[0]
    assert figure.layout.shapes


def test_the_network_draws_lines_from_the_number_asked_for() -> None:
    pairs = table("network")
    all_, strong = (partners_network.network(pairs, {"wco": 1.0}, SHORT, look.LIGHT, least) for least in (1, 2))
    nodes = lambda figure: {key for trace in figure.data if trace.customdata for key in trace.customdata}  # noqa: E731
    assert nodes(all_) == {"wco", "unoda", "iaea"}
    assert nodes(strong) == {"wco", "unoda"}
    assert [len(figure.data[3].x) for figure in (all_, strong)] == [2, 1]  # points to rest the pointer on
    places = [dict(zip(trace.customdata, trace.x, strict=True)) for trace in (all_.data[4], strong.data[4])]
    assert places[0]["wco"] == places[1]["wco"]


@pytest.mark.parametrize(
    ("numbers", "least"), [([], 1), ([1], 1), ([4, 2, 1], 2), ([5] * 61 + [3], 6), ([9, 3] * 40, 4)]
)
def test_as_many_lines_as_can_be_told_apart(numbers: list[int], least: int) -> None:
    assert partners_network.threshold(pd.DataFrame({"events": numbers})) == least


def test_bars_to_both_sides() -> None:
    figure = partners.organising_and_taking_part(table("organising-and-taking-part"), SHORT, look.LIGHT)
    organised, took_part = figure.data
    assert organised.y == took_part.y == ("iaea", "wco", "unoda")
    assert organised.x == (-2, -1, -2)
    assert took_part.x == (0, 2, 1)


def test_bars_up_and_down() -> None:
    counted = pd.DataFrame({"year": [2016, 2018], "new": [2, 1], "back": [0, 0], "again": [0, 2], "lapsed": [0, 3]})
    figure = partners.new_and_lapsed(counted, look.LIGHT)
    assert {trace.name: trace.y for trace in figure.data} == {
        "again": (0, 2),
        "back": (0, 0),
        "new": (2, 1),
        "lapsed": (0, -3),
    }
    assert figure.layout.yaxis.ticktext == ("3", "2", "1", "0", "1", "2", "3")


def test_lines_of_those_lapsed() -> None:
    lapsed = summaries.table("lapsed-organisations", few(), Selection(lapse="2"))
    figure = partners.lapsed(lapsed, {}, look.LIGHT)
    lines, ends = figure.data
    assert lines.x[:3] == (2016, 2016, None)
    assert set(ends.customdata) == {"wco", "opcw", "border-institute"}
    assert "Border &lt;Institute&gt;" in " ".join(ends.hovertext)


def test_types_in_two_parts() -> None:
    figure = partners.organisation_types(table("organisation-types"), look.LIGHT)
    assert [trace.x for trace in figure.data] == [(5,), (3,)]
    assert figure.data[1].text == ("8 by 3",)


def test_profiles_side_by_side_have_a_series_each() -> None:
    chosen = Selection(organisation=("wco", "iaea"))
    names = ["World Customs Organization", "International Atomic Energy Agency"]
    figure = partners_profile.organisation_partners(
        table("organisation-partners", chosen), names, {"iaea": "IAEA"}, look.LIGHT
    )
    assert [trace.name for trace in figure.data] == ["IAEA", "World Customs Organization"]
    assert dict(zip(figure.data[1].customdata, figure.data[1].x, strict=True)) == {"unoda": 2, "iaea": 1, "wco": 0}
    regions = partners_profile.organisation_regions(table("organisation-regions", chosen), names, {}, look.LIGHT)
    assert regions.data[1].customdata[0] == "Online or place unknown"  # the last from above
    years = partners_profile.organisation_years(table("organisation-years", chosen), SHORT, look.LIGHT)
    assert len(years.data[0].x) == 6
