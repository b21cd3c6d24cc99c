"""What the records say of single states, one or a few side by side."""

import pandas as pd


def state_facts(
    by_year: pd.DataFrame, events: pd.DataFrame, attendance: pd.DataFrame, states: pd.DataFrame, codes: tuple[str, ...]
) -> pd.DataFrame:
    """Of each state chosen: the events that name it, first and last, its people, what it hosted, whom it met, its gaps.

    One row a state: `code`, `state`, `events`, `first_year`, `last_year`, `people`, `people_known` (events that count
    its people), `hosted` (events whose place is in it), `organisations` (different ones at its events), `gap_years`
    and `gaps` (years after its first in which events name states, but not this one). Takes `states_by_year` of all
    states.
    """
    names = states.set_index("iso3")["name"]
    open_years = sorted(set(by_year["year"].dropna()))
    partners = state_partners(attendance, states, codes).groupby("code").size()
    hosted = events["country_code"].value_counts()
    rows = []
    for code in codes:
        own = by_year[by_year["code"] == code]
        years = set(own["year"].dropna())
        gaps = [year for year in open_years if years and year > min(years) and year not in years]
        known = int(own["people_known"].sum())
        rows.append(
            {
                "code": code,
                "state": names.get(code, code),
                "events": int(own["events"].sum()),
                "first_year": min(years, default=None),
                "last_year": max(years, default=None),
                "people": int(own["people"].sum()) if known else None,
                "people_known": known,
                "hosted": int(hosted.get(code, 0)),
                "organisations": int(partners.get(code, 0)),
                "gap_years": len(gaps),
                "gaps": spans(gaps, open_years),
            }
        )
    whole = dict.fromkeys(("first_year", "last_year", "people"), "Int64")
    columns = ["code", "state", "events", "first_year", "last_year", "people", "people_known", "hosted"]
    return pd.DataFrame(rows, columns=[*columns, "organisations", "gap_years", "gaps"]).astype(whole)


def spans(years: list[int], among: list[int]) -> str:
    """Years as spans, "2006-2008, 2011"; years that follow each other in `among` are one span."""
    place = {year: number for number, year in enumerate(among)}
    runs: list[list[int]] = []
    for year in years:
        if runs and place[year] == place[runs[-1][-1]] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def state_years(by_year: pd.DataFrame, states: pd.DataFrame, codes: tuple[str, ...]) -> pd.DataFrame:
    """Events of each year that name the state, 0 where none does; events without a year are left out.

    One row a state and year, over all years in which events name states: `code`, `state`, `year`, `events`. Takes
    `states_by_year` of all states.
    """
    dated = by_year.dropna(subset="year").astype({"year": "int64"})
    years = range(dated["year"].min(), dated["year"].max() + 1) if len(dated) else range(0)
    index = pd.MultiIndex.from_product([codes, years], names=["code", "year"])
    counted = dated[dated["code"].isin(codes)].set_index(["code", "year"])["events"].reindex(index, fill_value=0)
    table = counted.astype("int64").reset_index()
    table = table.assign(state=table["code"].map(states.set_index("iso3")["name"]))
    return table[["code", "state", "year", "events"]]


def state_partners(attendance: pd.DataFrame, states: pd.DataFrame, codes: tuple[str, ...]) -> pd.DataFrame:
    """Events that name both the state and the organisation, whatever their roles; organisations not named are left out.

    One row a state and organisation: `code`, `state`, `organisation_id`, `organisation`, `events`, `total` (over the
    states chosen); most events first.
    """
    own = attendance.loc[attendance["party_id"].isin(codes), ["event", "party_id"]]
    own = own.rename(columns={"party_id": "code"})
    met = attendance.loc[attendance["event"].isin(own["event"]), ["event", "party_id", "party_name", "party_kind"]]
    pairs = own.merge(met[met["party_kind"] == "organisation"], on="event")
    table = pairs.groupby(["code", "party_id"]).agg(organisation=("party_name", "min"), events=("event", "size"))
    table = table.reset_index().rename(columns={"party_id": "organisation_id"})
    table = table.assign(
        state=table["code"].map(states.set_index("iso3")["name"]),
        total=table.groupby("organisation_id")["events"].transform("sum"),
    )
    table = table.sort_values(["total", "organisation_id", "code"], ascending=[False, True, True], ignore_index=True)
    return table[["code", "state", "organisation_id", "organisation", "events", "total"]]


def state_events(
    events: pd.DataFrame, attendance: pd.DataFrame, evidence: pd.DataFrame, codes: tuple[str, ...]
) -> pd.DataFrame:
    """Every event that names the state as attending, with its role and the words and place of the record that say so.

    One row a state and event, latest first, undated ones last: `state`, `start_date`, `date_precision`, `title`,
    `event_type`, `city`, `role`, `people` (of the state), `states_named`, `states_reported` (a number in the source,
    never filled from the names), `written`, `source`, `locator`, `event_id`.
    """
    own = attendance[attendance["party_id"].isin(codes)]
    same = attendance.loc[attendance["event"].isin(own["event"]), ["event", "party_kind"]]
    count = same.loc[same["party_kind"] == "state", "event"].value_counts()
    told = evidence[evidence["value"].isin(codes)].drop_duplicates(["event_id", "value", "locator"])
    told = told.rename(columns={"value": "party_id", "source": "source_of_state"})
    rows = own.merge(
        told[["event_id", "party_id", "locator", "source_of_state"]],
        on=["event_id", "party_id", "locator"],
        how="left",
        validate="many_to_one",
    )
    columns = ["event", "start_date", "date_precision", "title", "event_type", "city", "states_reported", "source"]
    rows = rows.merge(events[columns], on="event", validate="many_to_one")
    rows = rows.assign(
        source=rows["source_of_state"].fillna(rows["source"]),
        states_named=rows["event"].map(count),
    )
    rows = rows.rename(columns={"party_name": "state", "headcount": "people"})
    rows = rows.sort_values(
        ["start_date", "event", "state"], ascending=[False, True, True], na_position="last", ignore_index=True
    )
    order = ["state", "start_date", "date_precision", "title", "event_type", "city", "role", "people"]
    return rows[[*order, "states_named", "states_reported", "written", "source", "locator", "event_id"]]
