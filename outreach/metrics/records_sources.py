"""What the records hold and lack: sources, problems, names not known, and which fields are told in each year."""

import pandas as pd

from outreach import schema

FIELDS = ("date to the day", "place", "organisers", "participants", "states reported", "states named")
SEVERITIES = ("error", "warning", "note")  # the worst first
NAMES = ("unresolved state", "unresolved organisation", "ambiguous name")


def sources(
    events: pd.DataFrame, evidence: pd.DataFrame, problems: pd.DataFrame, files: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Every file of the records with the day it was last changed and the number of events that it tells of.

    One row a source: `source`, `changed` (missing where the day is not known), `events` (it tells of),
    `only_here` (events that no other source tells of), `problems` (errors and warnings), `notes`. Most events first;
    a file without events stays in the list.
    """
    told = pd.concat([evidence[["event_id", "source"]], events[["event_id", "source"]]]).dropna().drop_duplicates()
    single = told.groupby("event_id")["source"].transform("size") == 1
    table = pd.DataFrame({"events": told.groupby("source").size(), "only_here": told[single].groupby("source").size()})
    worse = problems["severity"] != "note"
    table = table.join(problems[worse].groupby("source").size().rename("problems"), how="outer")
    table = table.join(problems[~worse].groupby("source").size().rename("notes"), how="outer")
    if files is not None:
        table = table.reindex(table.index.union(files.loc[~files["source"].isin(_files(table.index)), "source"]))
    changed = {} if files is None else dict(zip(files["source"], files["changed"], strict=True))
    table["changed"] = pd.Series(_files(table.index), index=table.index, dtype="str").map(changed).astype(schema.DAY)
    counts = ["events", "only_here", "problems", "notes"]
    table[counts] = table[counts].fillna(0).astype("int64")
    table = table.rename_axis("source").reset_index().sort_values(["events", "source"], ascending=[False, True])
    return table[["source", "changed", *counts]].reset_index(drop=True)


def _files(sources: pd.Index) -> list[str]:
    """The file of each source; one in an archive is written `bundle.zip#notes/a.txt`."""
    return [str(source).split("#", 1)[0] for source in sources]


def problems_by_kind(problems: pd.DataFrame, kinds: pd.DataFrame | None = None) -> pd.DataFrame:
    """Problems of each kind with their number, the worst severity among them, and what to do about them.

    One row a kind: `kind`, `severity`, `problems`, `events` (different ones), `meaning`, `what_to_do`. The worst first.
    """
    rank = problems["severity"].map({name: place for place, name in enumerate(SEVERITIES)})
    grouped = problems.assign(rank=rank).groupby("kind")
    table = pd.DataFrame(
        {"rank": grouped["rank"].min(), "problems": grouped.size(), "events": grouped["event_id"].nunique()}
    ).reset_index()
    table["severity"] = table["rank"].map(dict(enumerate(SEVERITIES))).astype(schema.TEXT)
    known = kinds if kinds is not None else pd.DataFrame(columns=["kind", "meaning", "what_to_do"], dtype="str")
    table = table.merge(known, on="kind", how="left", validate="many_to_one")
    table = table.sort_values(["rank", "problems", "kind"], ascending=[True, False, True], ignore_index=True)
    return table[["kind", "severity", "problems", "events", "meaning", "what_to_do"]]


def problems_listed(problems: pd.DataFrame) -> pd.DataFrame:
    """Every problem with its place, the words it is about, and what is suggested; the worst first.

    One row a problem: `severity`, `kind`, `message`, `suggestion`, `written`, `source`, `locator`, `field`, `event_id`.
    """
    rank = problems["severity"].map({name: place for place, name in enumerate(SEVERITIES)})
    table = problems.assign(rank=rank).sort_values(["rank", "kind", "source"], kind="stable", ignore_index=True)
    return table[["severity", "kind", "message", "suggestion", "written", "source", "locator", "field", "event_id"]]


def unresolved_names(problems: pd.DataFrame) -> pd.DataFrame:
    """Names in the records that no reference table knows, or that could mean several states; the most frequent first.

    One row a name: `written`, `kind`, `times`, `events` (different ones), `suggestion`, `source`, `locator` (where it
    stands first).
    """
    found = problems[problems["kind"].isin(NAMES) & problems["written"].notna()]
    grouped = found.groupby(["written", "kind"], sort=False)
    table = pd.DataFrame(
        {
            "times": grouped.size(),
            "events": grouped["event_id"].nunique(),
            "suggestion": grouped["suggestion"].first(),
            "source": grouped["source"].first(),
            "locator": grouped["locator"].first(),
        }
    ).reset_index()
    table = table.sort_values(["times", "written"], ascending=[False, True], ignore_index=True)
    return table[["written", "kind", "times", "events", "suggestion", "source", "locator"]]


def fields_by_year(events: pd.DataFrame, attendance: pd.DataFrame) -> pd.DataFrame:
    """Share of the events of each year whose record tells the field; announced and cancelled ones are left out.

    One row a field and year: `field` (of FIELDS; a place is a state or "online"), `year` (missing for events without
    one), `events`, `known`, `share`.
    """
    held = events[events["status"].fillna("held") == "held"]
    names_states = held["event"].isin(attendance.loc[attendance["party_kind"] == "state", "event"])
    organised = attendance[
        (attendance["party_kind"] == "organisation") & attendance["role"].isin(("organiser", "host"))
    ]
    known = pd.DataFrame(
        {
            "date to the day": held["start_date"].notna() & (held["date_precision"].fillna("day") == "day"),
            "place": held["country_code"].notna() | (held["format"] == "online").fillna(False),
            "organisers": held["event"].isin(organised["event"]),
            "participants": held["participants"].notna(),
            "states reported": held["states_reported"].notna(),
            "states named": names_states,
        }
    )
    years = held["year"].astype("float64")
    grouped = known.astype("int64").groupby(years, dropna=False)
    wide = grouped.sum()
    counted = grouped.size()
    table = wide.rename_axis("year").reset_index().melt("year", var_name="field", value_name="known")
    table["events"] = table["year"].map(counted.to_dict()).where(table["year"].notna(), int(years.isna().sum()))
    table["events"] = table["events"].astype("int64")
    table = table.assign(share=table["known"] / table["events"], year=table["year"].astype(schema.COUNT))
    return table[["field", "year", "events", "known", "share"]]
