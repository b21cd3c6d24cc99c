"""Which organisations came, stayed, went and came back; years are those of the selection, never today's."""

import pandas as pd


def new_and_lapsed_organisations(by_year: pd.DataFrame, years: int, first: int, last: int) -> pd.DataFrame:
    """Organisations new in each year, back after a lapse, again, and lapsed: a number of years on end without a record.

    One row a year from `first` to `last`: `year`, `new` (their first event in the records), `back` (their last event
    before lies more than `years` years back), `again` (all others with events), `lapsed` (the year completes `years`
    years without an event), `current` (neither lapsed nor yet to come). Takes `organisations_by_year` of all years, so
    that an organisation is new once however the years are chosen; events without a year and after `last` are left out.
    """
    seen = by_year[["organisation_id", "year"]].dropna().astype({"year": "int64"})
    seen = seen[seen["year"] <= last].sort_values(["organisation_id", "year"])
    before = seen.groupby("organisation_id")["year"].shift(1)
    after = seen.groupby("organisation_id")["year"].shift(-1)
    back = seen["year"] - before > years
    ended = after.isna() | (after - seen["year"] > years)
    span = pd.RangeIndex(min([first, *seen["year"]]), last + 1, name="year")

    def counted(found: pd.Series) -> pd.Series:
        return found.value_counts().reindex(span, fill_value=0)

    table = pd.DataFrame(
        {
            "new": counted(seen.loc[before.isna(), "year"]),
            "back": counted(seen.loc[back, "year"]),
            "again": counted(seen.loc[before.notna() & ~back, "year"]),
            "lapsed": counted(seen.loc[ended, "year"] + years),
        },
        index=span,
    )
    table["current"] = (table["new"] + table["back"] - table["lapsed"]).cumsum()
    return table.loc[first:].astype("int64").reset_index()


def lapsed_organisations(by_year: pd.DataFrame, years: int, last: int | None) -> pd.DataFrame:
    """Organisations with events, but none in the last years before the end of the selection.

    Lapsed: no event in the last `years` years up to and including `last`. One row an organisation: `organisation_id`,
    `organisation`, `type`, `first_year`, `last_year`, `years_since`, `events` (up to `last`); most events first. Takes
    `organisations_by_year` of all years; events without a year are left out.
    """
    last = last or 0
    dated = by_year.dropna(subset="year")
    dated = dated[dated["year"] <= last].astype({"year": "int64"})
    table = dated.groupby(["organisation_id", "organisation", "type"]).agg(
        first_year=("year", "min"), last_year=("year", "max"), events=("events", "sum")
    )
    table = table[table["last_year"] <= last - years].reset_index()
    table = table.assign(years_since=last - table["last_year"])
    table = table.sort_values(
        ["events", "last_year", "organisation_id"], ascending=[False, False, True], ignore_index=True
    )
    columns = ["organisation_id", "organisation", "type", "first_year", "last_year", "years_since", "events"]
    return table[columns]
