"""Which organisations work with which."""

import networkx as nx
import pandas as pd

MATRIX, NETWORK = 20, 40  # organisations with most events that are compared: all pairs of them are counted
SEED = 1  # groups are found from this start, so that the same records give the same groups


def working_together(attendance: pd.DataFrame, most: int = MATRIX) -> pd.DataFrame:
    """Events in which two organisations both took part, in any role, among the organisations with most events.

    One row a pair with events, each pair once: `organisation_id`, `organisation`, `group`, `other_id`, `other`,
    `other_group`, `events` (together), `events_of_organisation`, `events_of_other`, `share` (events together, of those
    of either). `group`: organisations that share more of their events with each other than with others, the group with
    most events first. Most events together first.
    """
    rows = attendance.loc[attendance["party_kind"] == "organisation", ["event", "party_id", "party_name"]]
    totals = rows["party_id"].value_counts()
    totals = totals.to_frame("events").sort_values(["events", "party_id"], ascending=[False, True])["events"].head(most)
    rows = rows[rows["party_id"].isin(totals.index)]
    names = rows.drop_duplicates("party_id").set_index("party_id")["party_name"]
    pairs = rows[["event", "party_id"]].merge(rows[["event", "party_id"]], on="event", suffixes=("", "_other"))
    pairs = pairs[pairs["party_id"] < pairs["party_id_other"]]
    table = pairs.groupby(["party_id", "party_id_other"]).size().rename("events").reset_index()
    table = table.rename(columns={"party_id": "organisation_id", "party_id_other": "other_id"})
    table = table.assign(
        organisation=table["organisation_id"].map(names),
        other=table["other_id"].map(names),
        events_of_organisation=table["organisation_id"].map(totals).astype("int64"),
        events_of_other=table["other_id"].map(totals).astype("int64"),
    )
    either = table["events_of_organisation"] + table["events_of_other"] - table["events"]
    table = table.assign(share=table["events"] / either)
    groups = _groups(table, totals)
    table = table.assign(
        group=table["organisation_id"].map(groups).astype("int64"),
        other_group=table["other_id"].map(groups).astype("int64"),
    )
    order = ["organisation_id", "organisation", "group", "other_id", "other", "other_group"]
    order += ["events", "events_of_organisation", "events_of_other", "share"]
    table = table.sort_values(["events", "organisation_id", "other_id"], ascending=[False, True, True])
    return table[order].reset_index(drop=True)


def links(pairs: pd.DataFrame, least: int = 1) -> pd.DataFrame:
    """Organisations in pairs with at least so many events together, and with how many others each is.

    One row an organisation: `organisation_id`, `organisation`, `links`, `events` (of the organisation); most links
    first. Takes `working_together`.
    """
    pairs = pairs[pairs["events"] >= least]
    other = {"other_id": "organisation_id", "other": "organisation", "events_of_other": "events_of_organisation"}
    keys = ["organisation_id", "organisation", "events_of_organisation"]
    both = pd.concat([pairs[keys], pairs[list(other)].rename(columns=other)])
    table = both.groupby(keys).size().rename("links").reset_index().rename(columns={"events_of_organisation": "events"})
    table = table.sort_values(["links", "events", "organisation_id"], ascending=[False, False, True], ignore_index=True)
    return table[["organisation_id", "organisation", "links", "events"]]


def _groups(pairs: pd.DataFrame, totals: pd.Series) -> dict[str, int]:
    """The number of the group of each organisation in the pairs, from 1, found by Louvain's method."""
    graph = nx.Graph()
    edges = pairs.sort_values(["organisation_id", "other_id"])
    graph.add_weighted_edges_from(
        edges[["organisation_id", "other_id", "share"]].itertuples(index=False, name=None), weight="share"
    )
    if not graph:
        return {}
    found = nx.community.louvain_communities(graph, weight="share", seed=SEED)
    found.sort(key=lambda ids: (-sum(int(totals[key]) for key in ids), min(ids)))
    return {key: number for number, ids in enumerate(found, 1) for key in ids}
