"""Which organisations took part, in which role, when and where. Most count from `organisations_by_year`."""

import narwhals as nw
import pandas as pd
from narwhals.typing import IntoDataFrameT

from outreach.prepare import NO_GROUP, NO_REGION


def organisations_by_role(attendance: IntoDataFrameT) -> pd.DataFrame:
    """Events of each organisation in each role, the principal one where it had several at one event.

    One row an organisation and role: `organisation_id`, `organisation`, `role`, `events`, `total` (in all roles);
    most events first.
    """
    rows = nw.from_native(attendance).filter(nw.col("party_kind") == "organisation")
    counted = rows.group_by("party_id", "role").agg(
        nw.col("party_name").min().alias("organisation"), nw.len().alias("events")
    )
    total = counted.group_by("party_id").agg(nw.col("events").sum().alias("total"))
    table = counted.join(total, on="party_id").rename({"party_id": "organisation_id"})
    table = table.sort("total", "organisation_id", "role", descending=[True, False, False])
    return table.select("organisation_id", "organisation", "role", "events", "total").to_native()


def organisations_by_year(attendance: pd.DataFrame) -> pd.DataFrame:
    """Events of each organisation in each year, those it organised among them; an event without a year has none.

    One row an organisation and year with events: `organisation_id`, `organisation`, `type`, `year` (missing for events
    without one, last of the organisation), `events`, `organised` (those in which it was an organiser), `took_part` (in
    any other role), `total` (events of all years); most events first.
    """
    columns = ["party_id", "party_name", "party_type", "role", "year"]
    rows = attendance.loc[attendance["party_kind"] == "organisation", columns]
    named = rows.drop_duplicates("party_id").set_index("party_id")[["party_name", "party_type"]]
    cells = rows[["party_id", "year"]].assign(organised=rows["role"] == "organiser")
    cells = cells.groupby(["party_id", "year"], dropna=False, sort=False)["organised"].agg(["size", "sum"])
    table = cells.rename(columns={"size": "events", "sum": "organised"}).reset_index()
    table = table.join(named, on="party_id", validate="many_to_one").rename(
        columns={"party_id": "organisation_id", "party_name": "organisation", "party_type": "type"}
    )
    table = table.assign(
        type=table["type"].fillna("unlisted"),
        year=table["year"].astype("Int64"),
        took_part=table["events"] - table["organised"],
        total=table.groupby("organisation_id")["events"].transform("sum"),
    )
    table = table.sort_values(["total", "organisation_id", "year"], ascending=[False, True, True], ignore_index=True)
    return table[["organisation_id", "organisation", "type", "year", "events", "organised", "took_part", "total"]]


def busiest_by_year(by_year: pd.DataFrame, measure: str = "events") -> pd.DataFrame:
    """Organisations with dated events of the measure: `events`, `organised` or `took_part`; events without a year not.

    One row an organisation: `organisation_id`, `organisation`, `events` (of the measure), `years` (with such events);
    most first. Takes `organisations_by_year`.
    """
    rows = by_year[by_year["year"].notna() & (by_year[measure] > 0)]
    counted = rows.groupby(["organisation_id", "organisation"], sort=False)[measure].agg(["sum", "size"])
    table = counted.rename(columns={"sum": "events", "size": "years"}).reset_index()
    return table.sort_values("events", ascending=False, kind="stable", ignore_index=True)


def organising_and_taking_part(by_year: pd.DataFrame) -> pd.DataFrame:
    """Events that each organisation organised, and events in which it took part in any other role.

    One row an organisation: `organisation_id`, `organisation`, `type`, `events`, `organised`, `took_part`,
    `organised_share` (of its events); most events first. Takes `organisations_by_year`.
    """
    keys = ["organisation_id", "organisation", "type"]
    table = by_year.groupby(keys, sort=False)[["events", "organised", "took_part"]].sum().reset_index()
    return table.assign(organised_share=table["organised"] / table["events"])


def organisations_by_region(attendance: pd.DataFrame, events: pd.DataFrame, scheme: str = "un") -> pd.DataFrame:
    """Events of each organisation in each region, by the place of the event.

    One row an organisation and region with events: `organisation_id`, `organisation`, `region`, `events`, `total`,
    `share` (of the events of the organisation), `regions` (different ones that are known); most events first.
    """
    rows = attendance.loc[attendance["party_kind"] == "organisation", ["event", "party_id", "party_name"]]
    names = rows.drop_duplicates("party_id").set_index("party_id")["party_name"].rename("organisation")
    places = events.set_index("event")[f"region_{scheme}"].fillna(NO_REGION).rename("region")
    rows = rows[["event", "party_id"]].join(places, on="event", validate="many_to_one")
    table = rows.groupby(["party_id", "region"]).size().rename("events").reset_index()
    table = table.join(names, on="party_id", validate="many_to_one").rename(columns={"party_id": "organisation_id"})
    table = table.assign(total=table.groupby("organisation_id")["events"].transform("sum"))
    known = table["organisation_id"].where(~table["region"].isin((NO_GROUP, NO_REGION))).value_counts()
    table = table.assign(
        share=table["events"] / table["total"],
        regions=table["organisation_id"].map(known).fillna(0).astype("int64"),
    )
    table = table.sort_values(["total", "organisation_id", "region"], ascending=[False, True, True], ignore_index=True)
    return table[["organisation_id", "organisation", "region", "events", "total", "share", "regions"]]


def organisation_types(by_year: pd.DataFrame) -> pd.DataFrame:
    """Organisations of each type, and their attendances: an organisation at an event, those it organised among them.

    One row a type: `type`, `organisations` (different ones), `attendances`, `organised`; most attendances first. Takes
    `organisations_by_year`.
    """
    table = by_year.groupby("type").agg(
        organisations=("organisation_id", "nunique"), attendances=("events", "sum"), organised=("organised", "sum")
    )
    return table.reset_index().sort_values(["attendances", "type"], ascending=[False, True], ignore_index=True)
