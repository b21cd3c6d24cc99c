"""Which organisations took part, in which role, when, where, and with whom."""

import narwhals as nw
import pandas as pd
from narwhals.typing import IntoDataFrameT

from outreach.filters import NO_REGION

TOP = 25  # organisations in the tables of who works with whom


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
    """Events of each organisation in each year; events without a year are left out.

    One row an organisation and year with events: `organisation_id`, `organisation`, `year`, `events`, `total` (of all
    years); most events first.
    """
    return _with_totals(_organisations(attendance).dropna(subset=["year"]), "year")


def organisations_by_region(attendance: pd.DataFrame, events: pd.DataFrame, scheme: str = "un") -> pd.DataFrame:
    """Events of each organisation in each region, by the place of the event.

    One row an organisation and region with events: `organisation_id`, `organisation`, `region`, `events`, `total`.
    """
    places = events.set_index("event")[f"region_{scheme}"].fillna(NO_REGION).rename("region")
    rows = _organisations(attendance).drop(columns=["region"], errors="ignore")
    return _with_totals(rows.join(places, on="event", validate="many_to_one"), "region")


def organisation_types(attendance: pd.DataFrame) -> pd.DataFrame:
    """Organisations and their attendances by type of organisation.

    One row a type: `type`, `organisations` (different ones), `attendances` (an organisation at an event).
    """
    rows = _organisations(attendance)
    rows = rows.assign(type=rows["party_type"].fillna("unlisted"))
    counted = rows.groupby("type").agg(organisations=("party_id", "nunique"), attendances=("event", "size"))
    return counted.sort_values("attendances", ascending=False).reset_index()


def new_and_returning_organisations(attendance: pd.DataFrame) -> pd.DataFrame:
    """Organisations in each year: those never seen in an earlier year of the selection, and those seen before.

    One row a year with events: `year`, `new`, `returning`. An organisation is new once.
    """
    rows = _organisations(attendance).dropna(subset=["year"]).drop_duplicates(["party_id", "year"])
    first = rows.groupby("party_id")["year"].transform("min")
    counted = rows.assign(new=rows["year"] == first).groupby("year")["new"].agg(["sum", "size"])
    table = pd.DataFrame({"new": counted["sum"], "returning": counted["size"] - counted["sum"]}).astype("int64")
    return table.reset_index()


def lapsed_organisations(attendance: pd.DataFrame, years: int, last: int | None) -> pd.DataFrame:
    """Organisations with at least two events whose last one lies more than so many years before the last year.

    One row an organisation: `organisation_id`, `organisation`, `events`, `first_year`, `last_year`; most events first.
    """
    rows = _organisations(attendance).dropna(subset=["year"])
    named = rows.groupby("party_id").agg(
        organisation=("party_name", "first"),
        events=("event", "size"),
        first_year=("year", "min"),
        last_year=("year", "max"),
    )
    gone = named[(named["events"] > 1) & (named["last_year"] <= (last or 0) - years)]
    gone = gone.sort_values(["events", "last_year"], ascending=False).rename_axis("organisation_id")
    return gone.reset_index()


def working_together(attendance: pd.DataFrame) -> pd.DataFrame:
    """Events that two organisations both took part in, for the organisations with most events.

    One row a pair (each pair once): `organisation_id`, `organisation`, `other_id`, `other`, `events` (together),
    `events_of_organisation`, `events_of_other`; most events together first.
    """
    rows = _organisations(attendance)[["event", "party_id", "party_name"]]
    totals = rows["party_id"].value_counts()
    rows = rows[rows["party_id"].isin(totals.index[:TOP])]
    pairs = rows.merge(rows, on="event", suffixes=("", "_other"))
    pairs = pairs[pairs["party_id"] < pairs["party_id_other"]]
    counted = pairs.groupby(["party_id", "party_id_other"]).agg(
        organisation=("party_name", "first"), other=("party_name_other", "first"), events=("event", "size")
    )
    table = counted.reset_index().rename(columns={"party_id": "organisation_id", "party_id_other": "other_id"})
    table["events_of_organisation"] = table["organisation_id"].map(totals).astype("int64")
    table["events_of_other"] = table["other_id"].map(totals).astype("int64")
    order = ["organisation_id", "organisation", "other_id", "other", "events"]
    table = table.sort_values(["events", "organisation_id", "other_id"], ascending=[False, True, True])
    return table[[*order, "events_of_organisation", "events_of_other"]].reset_index(drop=True)


def organisation_facts(attendance: pd.DataFrame, events: pd.DataFrame, ids: tuple[str, ...]) -> pd.DataFrame:
    """The organisations chosen: their events, years, states met and organisations met.

    One row an organisation: `organisation_id`, `organisation`, `events`, `organised`, `first_year`, `last_year`,
    `states_met` and `organisations_met` (different ones at its events).
    """
    found = []
    for key in ids:
        own = attendance[(attendance["party_id"] == key) & (attendance["party_kind"] == "organisation")]
        met = attendance[attendance["event"].isin(own["event"]) & (attendance["party_id"] != key)]
        kinds = met.groupby("party_kind")["party_id"].nunique()
        found.append(
            {
                "organisation_id": key,
                "organisation": next(iter(own["party_name"]), key),
                "events": own["event"].isin(events["event"]).sum(),
                "organised": (own["role"] == "organiser").sum(),
                "first_year": own["year"].min(),
                "last_year": own["year"].max(),
                "states_met": kinds.get("state", 0),
                "organisations_met": kinds.get("organisation", 0),
            }
        )
    columns = ["organisation_id", "organisation", "events", "organised"]
    columns += ["first_year", "last_year", "states_met", "organisations_met"]
    return pd.DataFrame(found, columns=columns)


def organisation_events(attendance: pd.DataFrame, events: pd.DataFrame, ids: tuple[str, ...]) -> pd.DataFrame:
    """Every event of the organisations chosen, with the role and the words of the source.

    One row an organisation and event: `organisation`, `title`, `start_date`, `city`, `country_code`, `role`,
    `written`, `source`, `locator`, `event_id`; latest first.
    """
    own = attendance[attendance["party_id"].isin(ids) & (attendance["party_kind"] == "organisation")]
    told = events.set_index("event")[["title", "start_date", "city", "country_code", "source"]]
    table = own.join(told, on="event", how="inner", validate="many_to_one").rename(
        columns={"party_name": "organisation"}
    )
    columns = ["organisation", "title", "start_date", "city", "country_code", "role", "written", "source", "locator"]
    table = table.sort_values(["start_date", "event_id"], ascending=[False, True])
    return table[[*columns, "event_id"]].reset_index(drop=True)


def _organisations(attendance: pd.DataFrame) -> pd.DataFrame:
    return attendance[attendance["party_kind"] == "organisation"]


def _with_totals(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    counted = rows.groupby(["party_id", by]).agg(organisation=("party_name", "first"), events=("event", "size"))
    table = counted.reset_index().rename(columns={"party_id": "organisation_id"})
    table["total"] = table.groupby("organisation_id")["events"].transform("sum")
    table = table.sort_values(["total", "organisation_id", by], ascending=[False, True, True], ignore_index=True)
    return table[["organisation_id", "organisation", by, "events", "total"]]
