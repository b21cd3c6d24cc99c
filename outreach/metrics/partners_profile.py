"""What the records say of single organisations, one or a few side by side."""

import pandas as pd

from outreach.metrics.coverage_profile import spans
from outreach.prepare import NO_REGION


def organisation_facts(by_year: pd.DataFrame, attendance: pd.DataFrame, ids: tuple[str, ...]) -> pd.DataFrame:
    """Of each organisation chosen: its events, those it organised, first and last, whom it met, its gaps.

    One row an organisation: `organisation_id`, `organisation`, `type`, `events`, `organised`, `took_part`,
    `first_year`, `last_year`, `organisations_met` and `states_met` (different ones at its events), `gap_years` and
    `gaps` (years after its first in which events name organisations, but not this one). Takes `organisations_by_year`
    of all organisations.
    """
    open_years = sorted(set(by_year["year"].dropna()))
    met = _met(attendance, ids).groupby(["organisation_id", "party_kind"])["party_id"].nunique().to_dict()
    rows = []
    for key in ids:
        own = by_year[by_year["organisation_id"] == key]
        years = set(own["year"].dropna())
        gaps = [year for year in open_years if years and year > min(years) and year not in years]
        rows.append(
            {
                "organisation_id": key,
                "organisation": next(iter(own["organisation"]), key),
                "type": next(iter(own["type"]), None),
                **{column: int(own[column].sum()) for column in ("events", "organised", "took_part")},
                "first_year": min(years, default=None),
                "last_year": max(years, default=None),
                "organisations_met": met.get((key, "organisation"), 0),
                "states_met": met.get((key, "state"), 0),
                "gap_years": len(gaps),
                "gaps": spans(gaps, open_years),
            }
        )
    columns = ["organisation_id", "organisation", "type", "events", "organised", "took_part", "first_year", "last_year"]
    columns += ["organisations_met", "states_met", "gap_years", "gaps"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(("first_year", "last_year"), "Int64"))


def organisation_years(by_year: pd.DataFrame, ids: tuple[str, ...]) -> pd.DataFrame:
    """Events of each year of the organisations chosen, 0 where they have none; events without a year are left out.

    One row an organisation and year, over all years in which events name organisations: `organisation_id`,
    `organisation`, `year`, `events`, `organised`. Takes `organisations_by_year` of all organisations.
    """
    dated = by_year.dropna(subset="year").astype({"year": "int64"})
    years = range(dated["year"].min(), dated["year"].max() + 1) if len(dated) else range(0)
    names = by_year.drop_duplicates("organisation_id").set_index("organisation_id")["organisation"]
    index = pd.MultiIndex.from_product([ids, years], names=["organisation_id", "year"])
    own = dated[dated["organisation_id"].isin(ids)].set_index(["organisation_id", "year"])[["events", "organised"]]
    table = own.reindex(index, fill_value=0).astype("int64").reset_index()
    table = table.assign(organisation=table["organisation_id"].map(names).fillna(table["organisation_id"]))
    return table[["organisation_id", "organisation", "year", "events", "organised"]]


def organisation_partners(attendance: pd.DataFrame, ids: tuple[str, ...]) -> pd.DataFrame:
    """Events that each organisation chosen shares with each other organisation, whatever their roles.

    One row an organisation and other: `organisation_id`, `organisation`, `other_id`, `other`, `events`, `total` (over
    the organisations chosen); most events first.
    """
    return _counted(attendance, ids, "organisation").rename(columns={"party_id": "other_id", "party_name": "other"})


def organisation_states(attendance: pd.DataFrame, ids: tuple[str, ...]) -> pd.DataFrame:
    """Events of each organisation chosen that name a state as attending; events that name no state are left out.

    One row an organisation and state: `organisation_id`, `organisation`, `code`, `state`, `events`, `total` (over the
    organisations chosen); most events first.
    """
    return _counted(attendance, ids, "state").rename(columns={"party_id": "code", "party_name": "state"})


def organisation_regions(
    attendance: pd.DataFrame, events: pd.DataFrame, ids: tuple[str, ...], scheme: str = "un"
) -> pd.DataFrame:
    """Events of each organisation chosen in each region, by the place of the event.

    One row an organisation and region: `organisation_id`, `organisation`, `region`, `events`, `total` (of the region,
    over the organisations chosen); most events first.
    """
    places = events.set_index("event")[f"region_{scheme}"].fillna(NO_REGION).rename("region")
    rows = _own(attendance, ids).join(places, on="event", how="inner", validate="many_to_one")
    table = rows.groupby(["organisation_id", "organisation", "region"]).size().rename("events").reset_index()
    table = table.assign(total=table.groupby("region")["events"].transform("sum"))
    return table.sort_values(["total", "region", "organisation_id"], ascending=[False, True, True], ignore_index=True)


def organisation_events(
    events: pd.DataFrame, attendance: pd.DataFrame, evidence: pd.DataFrame, ids: tuple[str, ...]
) -> pd.DataFrame:
    """Every event of the organisations chosen, with the role and the words and place of the record that say so.

    One row an organisation and event, latest first, undated ones last: `organisation`, `start_date`, `date_precision`,
    `title`, `event_type`, `city`, `country_code`, `role`, `states_named` and `organisations_named` (others included),
    `written`, `source`, `locator`, `event_id`.
    """
    own = attendance[attendance["party_id"].isin(ids) & (attendance["party_kind"] == "organisation")]
    same = attendance.loc[attendance["event"].isin(own["event"]), ["event", "party_kind"]].value_counts()
    named = same.unstack("party_kind", fill_value=0).reindex(columns=["state", "organisation"], fill_value=0)
    told = evidence[evidence["value"].isin(ids)].drop_duplicates(["event_id", "value", "locator"])
    told = told.rename(columns={"value": "party_id", "source": "source_of_party"})
    rows = own.merge(
        told[["event_id", "party_id", "locator", "source_of_party"]],
        on=["event_id", "party_id", "locator"],
        how="left",
        validate="many_to_one",
    )
    columns = ["event", "start_date", "date_precision", "title", "event_type", "city", "country_code", "source"]
    rows = rows.merge(events[columns], on="event", validate="many_to_one")
    rows = rows.assign(
        organisation=rows["party_name"],
        source=rows["source_of_party"].fillna(rows["source"]),
        states_named=rows["event"].map(named["state"]).astype("int64"),
        organisations_named=rows["event"].map(named["organisation"]).astype("int64"),
    )
    rows = rows.sort_values(
        ["start_date", "event", "party_id"], ascending=[False, True, True], na_position="last", ignore_index=True
    )
    order = ["organisation", "start_date", "date_precision", "title", "event_type", "city", "country_code", "role"]
    return rows[[*order, "states_named", "organisations_named", "written", "source", "locator", "event_id"]]


def _own(attendance: pd.DataFrame, ids: tuple[str, ...]) -> pd.DataFrame:
    """The events of the organisations chosen, one row an organisation and event."""
    own = attendance["party_id"].isin(ids) & (attendance["party_kind"] == "organisation")
    columns = {"party_id": "organisation_id", "party_name": "organisation"}
    return attendance.loc[own, ["event", *columns]].rename(columns=columns)


def _met(attendance: pd.DataFrame, ids: tuple[str, ...]) -> pd.DataFrame:
    """All other parties to the events of the organisations chosen, one row an organisation, event and party."""
    own = _own(attendance, ids)
    rows = attendance.loc[attendance["event"].isin(own["event"]), ["event", "party_id", "party_name", "party_kind"]]
    pairs = own.merge(rows, on="event")
    return pairs[pairs["party_id"] != pairs["organisation_id"]]


def _counted(attendance: pd.DataFrame, ids: tuple[str, ...], kind: str) -> pd.DataFrame:
    met = _met(attendance, ids)
    keys = ["organisation_id", "organisation", "party_id", "party_name"]
    table = met[met["party_kind"] == kind].groupby(keys).size().rename("events").reset_index()
    table = table.assign(total=table.groupby("party_id")["events"].transform("sum"))
    return table.sort_values(["total", "party_id", "organisation_id"], ascending=[False, True, True], ignore_index=True)
