"""Which states were reached, and when. The other coverage metrics count from `states_by_year`, a few thousand rows."""

import narwhals as nw
import pandas as pd
from narwhals.typing import IntoDataFrameT

from loaders.normalise.words import fold
from outreach.prepare import NO_GROUP


def in_alphabet(column: pd.Series) -> pd.Series:
    """Sort key for names as people look them up, whatever accents and case; other columns as they are."""
    return column.map(fold) if pd.api.types.is_string_dtype(column) else column


def states_by_year(attendance: IntoDataFrameT, states: pd.DataFrame, scheme: str = "un") -> pd.DataFrame:
    """Events of each year that name a state as attending; events that only report a number of states are left out.

    One row a state and year with an event: `code`, `state`, `region`, `year` (missing for events without a year, last
    of the state), `events`, `people` (of the state, missing where no event counts them), `people_known` (the events
    that do).
    """
    rows = nw.from_native(attendance).select("party_kind", "party_id", "year", "headcount")
    named = rows.filter(nw.col("party_kind") == "state")
    counted = (
        named.group_by("party_id", "year")
        .agg(
            nw.len().alias("events"),
            nw.col("headcount").sum().alias("people"),
            nw.col("headcount").count().alias("people_known"),
        )
        .to_native()
    )
    region = f"region_{scheme}"
    names = states[["iso3", "name", region]].rename(columns={"iso3": "code", "name": "state", region: "region"})
    table = names.merge(counted, left_on="code", right_on="party_id", validate="one_to_many")
    table = table.sort_values(["code", "year"], ignore_index=True)
    table = table.assign(
        region=table["region"].fillna(NO_GROUP),
        year=table["year"].astype("Int64"),
        people=table["people"].astype("Int64").where(table["people_known"] > 0),
    )
    return table[["code", "state", "region", "year", "events", "people", "people_known"]]


def states_reached(
    by_year: pd.DataFrame, events: IntoDataFrameT, states: pd.DataFrame, members: pd.DataFrame, scheme: str = "un"
) -> pd.DataFrame:
    """For each state or area: the events that name it as attending, 0 where none does, and those held in it.

    One row a state or area of today, or a dissolved one that is named: `code`, `state`, `region`, `status`, `member`
    (of the body chosen), `events`, `people`, `people_known` (the events that count its people), `hosted` (events whose
    place is in it, whether they name it or not), `first_year`, `last_year`. Takes `states_by_year` and `members_of`.
    """
    counted = by_year.groupby("code").agg(
        events=("events", "sum"),
        people=("people", "sum"),
        people_known=("people_known", "sum"),
        first_year=("year", "min"),
        last_year=("year", "max"),
    )
    places = nw.from_native(events).select("country_code").filter(~nw.col("country_code").is_null())
    hosted = places.group_by("country_code").agg(nw.len().alias("hosted")).to_native().set_index("country_code")
    table = states.set_index("iso3")[["name", f"region_{scheme}", "status"]]
    table = table.join(counted, validate="one_to_one").join(hosted, validate="one_to_one")
    table = table[(table["status"] != "dissolved") | (table["events"] > 0)]
    table = table.rename(columns={"name": "state", f"region_{scheme}": "region"}).rename_axis("code").reset_index()
    numbers = {name: table[name].fillna(0).astype("Int64") for name in ("events", "people_known", "hosted")}
    people = table["people"].astype("Int64").where(numbers["people_known"] > 0)
    table = table.assign(**numbers, people=people, member=table["code"].isin(members["code"]))
    order = ["code", "state", "region", "status", "member", "events", "people", "people_known", "hosted"]
    table = table[[*order, "first_year", "last_year"]]
    return table.sort_values(["events", "state"], ascending=[False, True], key=in_alphabet, ignore_index=True)


def new_and_returning(by_year: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """States named in each year for the first time in the records, and states named in an earlier year too.

    One row a year from `first` to `last`: `year`, `new`, `returning`, `cumulative` (all states new up to then). Takes
    `states_by_year` of all years, so that a state is new once however the years are chosen; events without a year are
    left out.
    """
    dated = by_year.dropna(subset="year")
    debut = dated.groupby("code")["year"].transform("min")
    years = pd.RangeIndex(first, last + 1, name="year")
    new = dated.loc[dated["year"] == debut, "year"].value_counts()
    named = dated["year"].value_counts()
    table = pd.DataFrame({"new": new.reindex(years, fill_value=0)}, index=years)
    table["returning"] = named.reindex(years, fill_value=0) - table["new"]
    table["cumulative"] = int(new[new.index < first].sum()) + table["new"].cumsum()
    return table.astype("int64").reset_index()
