"""Reach against membership: of whom it could be, who was reached, who never, who no longer."""

import pandas as pd

from outreach.metrics.coverage import in_alphabet
from outreach.prepare import NO_GROUP

ALL = "All members"
# Column of the members table -> that of the states table it comes from.
DEVELOPMENT = {
    "LDC": "least_developed",
    "LLDC": "landlocked_developing",
    "SIDS": "small_island_developing",
}


def members_of(
    memberships: pd.DataFrame, states: pd.DataFrame, body: str, year: int | None, scheme: str = "un"
) -> pd.DataFrame:
    """The states that belonged to the body at the end of the year; without a year, those that have not left it.

    One row a member: `code`, `state`, `region`, and whether it is least developed, landlocked developing or a small
    island developing state: `LDC`, `LLDC`, `SIDS` (as they are today). A member without a date of joining is taken to
    have belonged to the body ever since.
    """
    held = memberships[memberships["body"] == body]
    dates = held[["code", "from", "until"]].itertuples(index=False)
    codes = [code for code, start, end in dates if (belonged(start, end, year) if year else not end)]
    table = states[states["iso3"].isin(codes)]
    table = table.assign(
        region=table[f"region_{scheme}"].fillna(NO_GROUP),
        **{short: table[column] == "yes" for short, column in DEVELOPMENT.items()},
    )
    table = table.rename(columns={"iso3": "code", "name": "state"})
    return table[["code", "state", "region", *DEVELOPMENT]].sort_values("state", key=in_alphabet, ignore_index=True)


def belonged(start: str, end: str, year: int) -> bool:
    """Whether a membership ran at the end of the year; dates are a year or a day, both in order as text."""
    last_day = f"{year}-12-31"
    return start <= last_day and (not end or end > last_day)


def reach_by_region(by_year: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Members of the body that at least one event names as attending, by region; other states are left out.

    One row a region, most members first, and one for all: `region`, `members`, `reached`, `share` (reached of members,
    0 to 1), `attendances` (a state at an event counts once). Takes `states_by_year` and `members_of`.
    """
    attended = attendances_of(by_year, members)
    counted = attended.assign(reached=attended["attendances"] > 0).groupby("region", sort=True)
    table = counted.agg(members=("code", "size"), reached=("reached", "sum"), attendances=("attendances", "sum"))
    table = table.sort_values("members", ascending=False, kind="stable").reset_index()
    if len(table):
        table = pd.concat([table, table.sum(numeric_only=True).to_frame().T.assign(region=ALL)], ignore_index=True)
    table = table.astype({"members": "int64", "reached": "int64", "attendances": "int64"})
    return table.assign(share=table["reached"] / table["members"])[
        ["region", "members", "reached", "share", "attendances"]
    ]


def attendances_of(by_year: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """The members with the number of events that name each, 0 where none does."""
    total = by_year.groupby("code")["events"].sum()
    return members.assign(attendances=members["code"].map(total).fillna(0).astype("int64"))


def reach_by_year(
    by_year: pd.DataFrame, memberships: pd.DataFrame, states: pd.DataFrame, body: str, scheme: str = "un"
) -> pd.DataFrame:
    """Members of each year that an event of that year names, and that one of that or an earlier year names, by region.

    One row a year and region with members, and one a year for all, from the first year with a named state to the last:
    `year`, `region`, `members` (at the end of that year), `reached`, `cumulative`. Events without a year are left out.
    Takes `states_by_year`.
    """
    named: dict[int, set[str]] = {}
    for code, year in by_year[["code", "year"]].dropna().itertuples(index=False):
        named.setdefault(int(year), set()).add(code)
    held = list(memberships.loc[memberships["body"] == body, ["code", "from", "until"]].itertuples(index=False))
    region = dict(zip(states["iso3"], states[f"region_{scheme}"].fillna(NO_GROUP), strict=True))
    seen: set[str] = set()
    counted: dict[tuple[int, str], list[int]] = {}
    for year in range(min(named, default=0), max(named, default=-1) + 1):
        reached = named.get(year, set())
        seen |= reached
        for code, start, end in held:
            if not belonged(start, end, year):
                continue
            for group in (region[code], ALL):
                row = counted.setdefault((year, group), [0, 0, 0])
                row[0] += 1
                row[1] += code in reached
                row[2] += code in seen
    rows = [(*key, *numbers) for key, numbers in sorted(counted.items())]
    return pd.DataFrame(rows, columns=["year", "region", "members", "reached", "cumulative"])


def never_reached(by_year: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Members of the body that no event of the selection names; no record does not mean that they never attended.

    One row a member: `region`, `state`, `code`, by region and name. Takes `states_by_year` and `members_of`.
    """
    never = members[~members["code"].isin(by_year["code"])]
    return never[["region", "state", "code"]].sort_values(["region", "state"], key=in_alphabet, ignore_index=True)


def lapsed(by_year: pd.DataFrame, members: pd.DataFrame, year: int | None, years: int) -> pd.DataFrame:
    """Members of the body that events name, but no event of the last years before the end of the selection.

    Lapsed: no event in the last `years` years up to and including `year`. One row a member, longest ago first: `code`,
    `state`, `region`, `last_year`, `years_since`, `events` (up to `year`). Events without a year are left out. Takes
    `states_by_year` of all years, and `members_of`.
    """
    year = year or 0
    dated = by_year.dropna(subset="year")
    dated = dated[dated["year"] <= year]
    last = dated.groupby("code").agg(last_year=("year", "max"), events=("events", "sum"))
    table = members.merge(last[last["last_year"] <= year - years], on="code", validate="one_to_one")
    table = table.assign(years_since=year - table["last_year"]).astype({"last_year": "int64", "years_since": "int64"})
    columns = ["code", "state", "region", "last_year", "years_since", "events"]
    return table[columns].sort_values(["last_year", "state"], key=in_alphabet, ignore_index=True)
