"""One event, many sources: finds the records that tell of one event and unites them, every source still visible.

A merged event keeps the id of the first of its sources in alphabetical order, whatever the order of loading. Rows of
one source are different events, so a merged event holds at most one of each. Records that look alike without enough
to be sure of are left apart and listed as problems; rows of data/reference/same_event.csv answer them.
"""

import hashlib
from collections import defaultdict
from dataclasses import replace

import pandas as pd

from loaders import reference
from loaders.same_event.pairs import Pair, find
from loaders.same_event.values import unite
from outreach import schema

__all__ = ["Pair", "find", "join", "merge", "own_ids"]


def join(datasets: list[schema.Dataset], decisions: pd.DataFrame | None = None) -> schema.Dataset:
    """The datasets of several sources as one, each event once.

    Where two sources use one id for different events ("1" in two spreadsheets), the later source's id gets a mark made
    of its name.
    """
    return merge(schema.concat(own_ids([_once(dataset) for dataset in datasets])), decisions)


def merge(dataset: schema.Dataset, decisions: pd.DataFrame | None = None) -> schema.Dataset:
    """The dataset with the records of one event united, by rule and by the answers in `decisions`.

    `decisions` has the columns event_a, event_b and same_event (yes or no); None takes data/reference/same_event.csv.
    """
    decisions = reference.frame("same_event") if decisions is None else decisions
    found = find(dataset)
    yes, no = _answers(dataset.events, decisions)
    if not found and not yes:
        return dataset
    groups, rules = _groups(dataset.events, found, yes, no)
    merged = unite(dataset, groups, rules) if groups else dataset
    return _with_questions(merged, dataset.events, found, groups, yes | no)


def _answers(events: pd.DataFrame, decisions: pd.DataFrame) -> tuple[set[frozenset[int]], set[frozenset[int]]]:
    """The pairs of rows that a person called one event, and those called different."""
    rows = dict(zip(events["event_id"], range(len(events)), strict=True))
    answers: dict[str, set[frozenset[int]]] = {"yes": set(), "no": set()}
    for one, other, answer in zip(*(decisions[name] for name in ("event_a", "event_b", "same_event")), strict=True):
        if one != other and one in rows and other in rows:
            answers.setdefault(str(answer).strip().lower(), set()).add(frozenset((rows[one], rows[other])))
    return answers["yes"], answers["no"]


def _groups(
    events: pd.DataFrame, found: list[Pair], yes: set[frozenset[int]], no: set[frozenset[int]]
) -> tuple[list[list[int]], dict[int, str]]:
    """Rows that are one event, each group in the order of their sources, and the rule by which a row joined.

    Two groups join only if each record of one agrees with each of the other (one without an exact date must at least
    not contradict) and no source stands in both; of several rivals the surest wins, and none of two equally sure.
    """
    order = _source_order(events)
    sources = events["source"].fillna("").tolist()
    agreed = {frozenset(pair[:2]) for pair in found if pair.answer in ("same", "open")} - no | yes
    rivals = _rivals(found, sources, yes)
    group_of: dict[int, set[int]] = {}
    rules: dict[int, str] = {}
    sure = [pair for pair in found if pair.answer == "same" and frozenset(pair[:2]) not in no | yes]
    for one, other, rule, decided in [
        *((*sorted(pair, key=order.__getitem__), "a person's answer", True) for pair in sorted(yes, key=sorted)),
        *((pair.one, pair.other, pair.rule, False) for pair in sure),
    ]:
        ours, theirs = group_of.get(one, {one}), group_of.get(other, {other})
        if ours is theirs or one in theirs:
            continue
        cross = {frozenset((a, b)) for a in ours for b in theirs}
        shared_source = {sources[row] for row in ours} & {sources[row] for row in theirs}
        if cross & no or not decided and (shared_source or not cross <= agreed or frozenset((one, other)) in rivals):
            continue
        united = ours | theirs
        group_of |= dict.fromkeys(united, united)
        for row in (one, other):
            rules.setdefault(row, rule)
    groups = {id(group): sorted(group, key=order.__getitem__) for group in group_of.values()}
    return sorted(groups.values(), key=lambda group: order[group[0]]), rules


def _source_order(events: pd.DataFrame) -> list[int]:
    """The place of each row when events are put in order of source, then of their place in it."""
    source = events["source"].fillna("")
    ordered = pd.DataFrame({"source": source, "row": range(len(events))}).sort_values(["source", "row"])
    ranks = pd.Series(range(len(events)), index=ordered["row"].to_numpy())
    return ranks.sort_index().tolist()


def _rivals(found: list[Pair], sources: list[str], yes: set[frozenset[int]]) -> set[frozenset[int]]:
    """Pairs that are not sure because another record of the same source fits just as well."""
    by_row: dict[tuple[int, str], list[Pair]] = defaultdict(list)
    for pair in found:
        if pair.answer == "same" and frozenset(pair[:2]) not in yes:
            by_row[pair.one, sources[pair.other]].append(pair)
            by_row[pair.other, sources[pair.one]].append(pair)
    unsure = set()
    for rivals in by_row.values():
        best = max(pair.strength for pair in rivals)
        equal = [pair for pair in rivals if pair.strength == best]
        unsure |= {frozenset(pair[:2]) for pair in rivals if pair.strength != best or len(equal) > 1}
    return unsure


def _with_questions(
    merged: schema.Dataset, events: pd.DataFrame, found: list[Pair], groups: list[list[int]], answered: set
) -> schema.Dataset:
    """The dataset with a problem for each pair that looks like one event and was neither united nor answered."""
    home = {row: group[0] for group in groups for row in group}
    ids, titles, sources, locators = (events[name].tolist() for name in ("event_id", "title", "source", "locator"))
    rows, asked = [], set()
    for pair in found:
        one, other = (home.get(row, row) for row in pair[:2])
        if pair.answer == "open" or one == other or frozenset(pair[:2]) in answered or frozenset((one, other)) in asked:
            continue
        asked.add(frozenset((one, other)))
        rows.append(
            {
                "source": sources[pair.other],
                "locator": locators[pair.other],
                "event_id": ids[other],
                "field": "event_id",
                "written": titles[pair.other],
                "kind": "possible duplicate",
                "message": f"May be the event {ids[one]} of {sources[pair.one]} ({pair.rule}); both were kept.",
                "suggestion": f"{ids[one]},{ids[other]},yes or no",
                "severity": "note",
            }
        )
    if not rows:
        return merged
    return replace(merged, problems=pd.concat([merged.problems, schema.frame(rows, "problems")], ignore_index=True))


def _once(dataset: schema.Dataset) -> schema.Dataset:
    """The dataset with each event id in one row, what the first lacks taken from the others, and each party once."""
    events = dataset.events
    again = events["event_id"].duplicated()
    if not again.any():
        return dataset
    first = events.drop_duplicates("event_id").set_index("event_id")["locator"]
    rows = [
        {
            "source": source,
            "locator": locator,
            "event_id": key,
            "field": "event_id",
            "kind": "duplicate record",
            "message": f"The same event stands in {first[key]} already; the two were united.",
            "severity": "note",
        }
        for key, source, locator in zip(
            *(events.loc[again, name] for name in ("event_id", "source", "locator")), strict=True
        )
    ]
    parties = schema.plain(dataset.attendance)
    ranks = parties["role"].map({role: rank for rank, role in enumerate(schema.ROLES)})
    parties = parties.assign(rank=ranks).sort_values("rank", kind="stable")
    return schema.Dataset(
        events=schema.conform(events.groupby("event_id", sort=False).first().reset_index(), "events"),
        attendance=schema.conform(parties.drop_duplicates(["event_id", "party_id"]).sort_index(), "attendance"),
        evidence=dataset.evidence,
        problems=pd.concat([dataset.problems, schema.frame(rows, "problems")], ignore_index=True),
    )


def own_ids(datasets: list[schema.Dataset]) -> list[schema.Dataset]:
    """The datasets with no event id in two of them."""
    taken: set[str] = set()
    result = dict.fromkeys(range(len(datasets)), schema.empty())
    for number, dataset in sorted(enumerate(datasets), key=lambda item: _name(item[1])):
        ids = set(dataset.events["event_id"])
        marks = {key: _marked(key, _name(dataset), taken | ids) for key in sorted(ids & taken)}
        result[number] = _renamed(dataset, marks) if marks else dataset
        taken |= ids - marks.keys() | set(marks.values())
    return list(result.values())


def _name(dataset: schema.Dataset) -> str:
    return str(dataset.events["source"].iloc[0]) if len(dataset.events) else ""


def _marked(key: str, source: str, taken: set[str]) -> str:
    digest = hashlib.sha256(source.encode()).hexdigest()
    return next(f"{key}~{digest[:size]}" for size in range(4, 65) if f"{key}~{digest[:size]}" not in taken)


def _renamed(dataset: schema.Dataset, names: dict[str, str]) -> schema.Dataset:
    tables = {name: schema.plain(getattr(dataset, name)) for name in schema.TABLES}
    renamed = {
        name: table.assign(event_id=table["event_id"].map(lambda key: names.get(key, key)))
        for name, table in tables.items()
    }
    return schema.Dataset(**{name: schema.conform(table, name) for name, table in renamed.items()})
