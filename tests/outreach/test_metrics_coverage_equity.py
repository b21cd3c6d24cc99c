"""How even reach is: the Gini coefficient against its definition, shares counted by hand."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach import summaries
from outreach.filters import Selection
from outreach.metrics.coverage_equity import gini
from outreach.metrics.coverage_reach import ALL
from tests.outreach import few_states

NUMBERS = st.lists(st.integers(0, 50), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [([5, 5, 5], 0.0), ([0, 0, 0, 8], 0.75), ([1, 3], 0.25), ([0, 0], None), ([], None), ([7], 0.0)],
)
def test_gini_of(numbers: list[int], expected: float | None) -> None:
    assert gini(numbers) == (None if expected is None else pytest.approx(expected))


@given(NUMBERS)
def test_gini_is_half_the_mean_difference_over_the_mean(numbers: list[int]) -> None:
    found = gini(numbers)
    if not sum(numbers):
        assert found is None
        return
    size, mean = len(numbers), sum(numbers) / len(numbers)
    difference = sum(abs(a - b) for a, b in itertools.product(numbers, repeat=2)) / size**2
    assert found == pytest.approx(difference / (2 * mean))
    assert 0 <= found <= (size - 1) / size + 1e-9
    assert gini([3 * number for number in numbers]) == pytest.approx(found)


def test_concentration_counts_members_without_a_record() -> None:
    table = summaries.table("concentration", few_states.prepared(), Selection()).set_index("region")
    assert table.loc["African States"].tolist() == [3, 5, pytest.approx(4 / 15), pytest.approx(3 / 5)]
    assert table.loc["Western European and other States"].tolist() == [2, 1, pytest.approx(0.5), 1.0]
    assert table.loc[ALL, ["members", "attendances"]].tolist() == [8, 8]
    assert table.loc[ALL, "gini"] == pytest.approx(gini([3, 1, 1, 1, 1, 1, 0, 0]))


def test_the_area_beside_the_lorenz_curve_is_the_gini() -> None:
    table = summaries.table("lorenz", few_states.prepared(), Selection())
    heights = [0, *table["attendances_share"]]
    below = sum((a + b) / 2 / len(table) for a, b in itertools.pairwise(heights))
    assert 1 - 2 * below == pytest.approx(gini(table["events"]))
    assert table["code"].tolist()[-1] == "KEN"


def test_development_shares() -> None:
    table = summaries.table("development-shares", few_states.prepared(), Selection()).set_index("group")
    assert table.loc["Least developed countries"].tolist() == [2, 2, 2, 2 / 8, 2 / 6, 2 / 8]
    assert table.loc["Landlocked developing countries"].tolist() == [2, 2, 2, 2 / 8, 2 / 6, 2 / 8]
    assert table.loc["Small island developing states"].tolist() == [1, 1, 1, 1 / 8, 1 / 6, 1 / 8]
