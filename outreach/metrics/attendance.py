"""How many people, from how many states."""

import narwhals as nw
import pandas as pd
from narwhals.typing import IntoDataFrameT

from outreach import schema
from outreach.metrics.totals import bound_of_sum

UNKNOWN = "not known"


def participants_by_year(events: IntoDataFrameT) -> pd.DataFrame:
    """Participants as reported, summed over each year; events without a number or a year are left out.

    One row a year with events: `year`, `participants` (missing where no event tells), `bound`, `known` (the events
    that tell), `events` (all of the year).
    """
    return _people_by(nw.from_native(events).filter(~nw.col("year").is_null()), "year").drop(columns=["mean", "median"])


def participants_by_group(events: IntoDataFrameT, column: str, name: str) -> pd.DataFrame:
    """Participants as reported by type, format or region of the events; events without a number are left out of sums.

    One row a group ("not known" where events do not tell): `<name>`, `participants`, `bound`, `known`, `events`, and of
    the events that tell the `mean` and `median` number of participants. Most participants first.
    """
    grouped = nw.from_native(events).with_columns(nw.col(column).fill_null(UNKNOWN).alias(name))
    return _people_by(grouped, name).sort_values(["participants", name], ascending=[False, True], ignore_index=True)


def _people_by(events: nw.DataFrame, group: str) -> pd.DataFrame:
    loose = schema.BOUNDS[1:]
    people = nw.col("participants")
    table = (
        events.with_columns(*((nw.col("participants_bound") == bound).alias(bound) for bound in loose))
        .group_by(group)
        .agg(
            people.sum(),
            people.count().alias("known"),
            nw.len().alias("events"),
            people.mean().alias("mean"),
            people.median().alias("median"),
            *(nw.col(bound).sum() for bound in loose),
        )
        .sort(group)
        .to_native()
    )
    bounds = [bound_of_sum({bound for bound in loose if row[bound]}) for row in table[list(loose)].to_dict("records")]
    table = table.assign(participants=table["participants"].where(table["known"] > 0), bound=bounds)
    return table[[group, "participants", "bound", "known", "events", "mean", "median"]]


def attendance_by_event(events: pd.DataFrame, attendance: pd.DataFrame) -> pd.DataFrame:
    """Participants and states of each event: people and states as reported, and the states that are named.

    One row an event: `event_id`, `title`, `year`, `event_type`, `participants`, `participants_bound`,
    `states_reported`, `states_bound`, `states_named` (0 where the record names none).
    """
    named = attendance[attendance["party_kind"] == "state"].groupby("event").size().rename("states_named")
    table = events.join(named, on="event", validate="one_to_one")
    table["states_named"] = table["states_named"].fillna(0).astype("Int64")
    columns = ["event_id", "title", "year", "event_type", "participants", "participants_bound"]
    return table[[*columns, "states_reported", "states_bound", "states_named"]].reset_index(drop=True)


def reported_against_named(events: pd.DataFrame, attendance: pd.DataFrame) -> pd.DataFrame:
    """Events whose record reports a number of states and names a different number, the largest difference first.

    One row an event that differs, whether it names some states or none: `title`, `year`, `states_reported`,
    `states_bound`, `states_named`, `difference` (reported less named), `event_id`.
    """
    table = attendance_by_event(events, attendance).dropna(subset=["states_reported"])
    table = table.assign(difference=table["states_reported"] - table["states_named"])
    table = table[table["difference"] != 0]
    table = table.sort_values("difference", key=abs, ascending=False, kind="stable", ignore_index=True)
    return table[["title", "year", "states_reported", "states_bound", "states_named", "difference", "event_id"]]


SIZES = (1, 10, 20, 30, 50, 100, 200, 500)  # where the groups of participants_per_event begin


def participants_per_event(events: pd.DataFrame) -> pd.DataFrame:
    """Events by their number of participants, in groups of size; events without a number are left out.

    One row a group: `participants` ("10-19", the last one open), `events`.
    """
    ends = [*(start - 1 for start in SIZES[1:]), None]
    names = [f"{start}-{end}" if end else f"{start}+" for start, end in zip(SIZES, ends, strict=True)]
    edges = [*SIZES, float("inf")]
    known = events["participants"].dropna().astype("float64")
    groups = pd.cut(known, edges, right=False, labels=names)
    counted = groups.value_counts().reindex(names)
    return pd.DataFrame({"participants": names, "events": counted.to_numpy()})
