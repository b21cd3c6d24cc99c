"""New, back, again and lapsed organisations: by hand, and as properties of any years."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as some

from outreach.metrics.partners_renewal import lapsed_organisations, new_and_lapsed_organisations


def by_year(years: dict[str, list[int | None]]) -> pd.DataFrame:
    """A table of organisations by year in which each has one event in each of its years."""
    rows = [(key, key.upper(), "ngo", year, 1) for key, own in years.items() for year in own]
    table = pd.DataFrame(rows, columns=["organisation_id", "organisation", "type", "year", "events"])
    return table.astype({"year": "Int64", "events": "int64"})


SEEN = by_year({"stays": [2010, 2011, 2012, 2013, 2014], "returns": [2010, 2013], "left": [2011], "undated": [None]})


def rows(table: pd.DataFrame) -> list[tuple]:
    return list(table.itertuples(index=False, name=None))


def test_each_year_tells_who_came_stayed_and_went() -> None:
    columns = ["year", "new", "back", "again", "lapsed", "current"]
    table = new_and_lapsed_organisations(SEEN, 2, 2010, 2014)
    assert table.columns.tolist() == columns
    assert rows(table) == [
        (2010, 2, 0, 0, 0, 2),
        (2011, 1, 0, 1, 0, 3),
        (2012, 0, 0, 1, 1, 2),  # "returns" completes two years without a record
        (2013, 0, 1, 1, 1, 2),  # "left" too; "returns" is back
        (2014, 0, 0, 1, 0, 2),
    ]


def test_years_before_the_span_count_for_who_is_new_and_those_after_it_do_not() -> None:
    table = new_and_lapsed_organisations(SEEN, 2, 2012, 2013)
    assert rows(table) == [(2012, 0, 0, 1, 1, 2), (2013, 0, 1, 1, 1, 2)]


def test_lapsed_by_the_last_year_of_the_selection() -> None:
    table = lapsed_organisations(SEEN, 2, 2014)
    assert rows(table[["organisation_id", "first_year", "last_year", "years_since", "events"]]) == [
        ("left", 2011, 2011, 3, 1)
    ]
    assert lapsed_organisations(SEEN, 2, 2012)["organisation_id"].tolist() == ["returns"]
    assert lapsed_organisations(SEEN, 2, None).empty


def test_nothing_gives_empty_years() -> None:
    assert new_and_lapsed_organisations(by_year({}), 5, 1, 0).empty
    assert rows(new_and_lapsed_organisations(by_year({}), 5, 2010, 2010)) == [(2010, 0, 0, 0, 0, 0)]
    assert lapsed_organisations(by_year({}), 5, 2010).empty


@given(
    some.dictionaries(some.sampled_from("abcdefgh"), some.sets(some.integers(2000, 2020)), max_size=8),
    some.integers(1, 6),
    some.integers(2000, 2020),
    some.integers(0, 20),
)
def test_those_who_came_less_those_who_went_are_those_who_are_left(
    years: dict[str, set[int]], gap: int, first: int, span: int
) -> None:
    table, last = by_year({key: sorted(own) for key, own in years.items()}), min(first + span, 2020)
    counted = new_and_lapsed_organisations(table, gap, first, last)
    seen = {key for key, own in years.items() if any(year <= last for year in own)}
    gone = set(lapsed_organisations(table, gap, last)["organisation_id"])
    assert counted["current"].iloc[-1] == len(seen) - len(gone)
    named = [sum(year in own for own in years.values()) for year in range(first, last + 1)]
    assert (counted["new"] + counted["back"] + counted["again"]).tolist() == named
    whole = new_and_lapsed_organisations(table, gap, 2000, last)
    assert whole["new"].sum() == len(seen)  # an organisation is new once
