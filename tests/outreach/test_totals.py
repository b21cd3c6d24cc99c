"""What a selection adds up to, counted by hand."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from outreach import filters
from outreach.filters import Selection
from outreach.metrics.totals import bound_of_sum, totals
from outreach.prepare import prepare
from outreach.schema import empty
from tests.outreach.small import prepared


def table(rows: list[tuple]) -> pd.DataFrame:
    expected = pd.DataFrame(rows, columns=["measure", "value", "bound", "known", "events"])
    return expected.astype({"value": "Int64"})


def test_totals_of_the_five_events() -> None:
    assert_frame_equal(
        totals(*filters.apply(prepared(), Selection())),
        table(
            [
                ("events", 5, "exact", 4, 5),
                ("participants", 230, "about", 4, 5),
                ("states named", 3, "exact", 3, 5),
                ("organisations", 3, "exact", 5, 5),
            ]
        ),
    )


def test_totals_of_nothing_know_no_participants() -> None:
    nothing = prepare(empty(), prepared().states)
    assert_frame_equal(
        totals(*filters.apply(nothing, Selection())),
        table(
            [
                ("events", 0, "exact", 0, 0),
                ("participants", None, "exact", 0, 0),
                ("states named", 0, "exact", 0, 0),
                ("organisations", 0, "exact", 0, 0),
            ]
        ),
    )


@pytest.mark.parametrize(
    ("bounds", "bound"),
    [
        (set(), "exact"),
        ({"exact"}, "exact"),
        ({"exact", "at least"}, "at least"),
        ({"at most"}, "at most"),
        ({"at least", "at most"}, "about"),
        ({"exact", "at least", "about"}, "about"),
    ],
)
def test_a_sum_is_as_loose_as_its_parts(bounds: set[str], bound: str) -> None:
    assert bound_of_sum(bounds) == bound
