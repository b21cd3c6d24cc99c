"""Which value a merged event gets where its sources differ: the rules of data/reference/merge_rules.csv."""

from functools import cache
from typing import Any

import pandas as pd

from loaders import reference
from outreach import schema

_PRECISIONS = ("day", "month", "year")
_STATUSES = ("held", "cancelled", "announced")  # the last stage that a source knows of counts
_TOLERANCE = 0.15  # "about 180" and 176 do not disagree
_BOUND_OF = {"participants": "participants_bound", "states_reported": "states_bound"}


def unite(dataset: schema.Dataset, groups: list[list[int]], rules: dict[int, str]) -> schema.Dataset:
    """The dataset with each group of event rows as one event; the first row of a group gives the id."""
    ids = dataset.events["event_id"].tolist()
    kept = {ids[row]: ids[group[0]] for group in groups for row in group}
    members = dataset.events.iloc[[row for group in groups for row in group]]
    rows = dict(zip((row for group in groups for row in group), members.to_dict("records"), strict=True))
    merged, problems, evidence = [], [], []
    for group in groups:
        event, differing = _event([rows[row] for row in group])
        merged.append(event)
        problems += differing
        evidence += [_joined(event, rows[row], rules.get(row, "")) for row in group[1:]]
    attendance, differing = _attendance(dataset, kept, {row["event_id"]: row for row in rows.values()})
    return schema.Dataset(
        events=_events(dataset.events, groups, merged),
        attendance=attendance,
        evidence=_stack(_rekeyed(dataset.evidence, kept), schema.frame(evidence, "evidence"), "evidence"),
        problems=_stack(_rekeyed(dataset.problems, kept), schema.frame(problems + differing, "problems"), "problems"),
    )


def _event(records: list[dict]) -> tuple[dict, list[dict]]:
    """One event of several records, first source first, and what they disagree on."""
    event = dict(records[0])
    for field, rule in _rules().items():
        if field in event and field not in _GROUPED:
            event[field] = _RULES[rule](records, field)
    dated = _finest(records)
    event |= {field: dated[field] for field in ("start_date", "end_date", "date_precision")}
    event |= _place(records)
    for field, bound in _BOUND_OF.items():
        told = _tightest(records, field)
        event |= {field: told[field], bound: told[bound]}
    return event, _disagreements(event, records)


_GROUPED = {
    "start_date", "end_date", "date_precision", "city", "country_code", "headcount", *_BOUND_OF, *_BOUND_OF.values()
}  # fmt: skip


@cache
def _rules() -> dict[str, str]:
    return {row["field"]: row["rule"] for row in reference.rows("merge_rules")}


def _known(records: list[dict], field: str) -> list[Any]:
    return [record[field] for record in records if pd.notna(record[field])]


def _first(records: list[dict], field: str) -> Any:
    return next(iter(_known(records, field)), records[0][field])


def _longest(records: list[dict], field: str) -> Any:
    return max(_known(records, field), key=len, default=records[0][field])


def _specific(records: list[dict], field: str) -> Any:
    known = _known(records, field)
    return next((value for value in known if value != "other"), _first(records, field))


def _latest(records: list[dict], field: str) -> Any:
    return min(_known(records, field), key=_STATUSES.index, default=records[0][field])


_RULES = {"first": _first, "longest": _longest, "specific": _specific, "latest": _latest}


def _finest(records: list[dict]) -> dict:
    """The record whose date tells most: to the day before to the month, with an end before without."""
    dated = [record for record in records if pd.notna(record["start_date"])] or records
    return min(
        dated,
        key=lambda record: (
            _PRECISIONS.index(record["date_precision"]) if record["date_precision"] in _PRECISIONS else 3,
            pd.isna(record["end_date"]),
        ),
    )


def _place(records: list[dict]) -> dict:
    """City and country of the first record with a city, else of the first with a country."""
    told = next((r for r in records if pd.notna(r["city"])), None)
    country = next((r["country_code"] for r in records if pd.notna(r["country_code"])), records[0]["country_code"])
    if told is None:
        return {"city": records[0]["city"], "country_code": country}
    return {"city": told["city"], "country_code": told["country_code"] if pd.notna(told["country_code"]) else country}


def _tightest(records: list[dict], field: str) -> dict:
    """The record with the number that tells most: exact, then about, then a limit; the first of several."""
    told = [record for record in records if pd.notna(record[field])] or records[:1]
    order = ("exact", "about", "at least", "at most")
    return min(told, key=lambda r: order.index(r[_BOUND_OF[field]]) if r[_BOUND_OF[field]] in order else 0)


def _disagreements(event: dict, records: list[dict]) -> list[dict]:
    """A problem for each value of a record that contradicts the one that was chosen."""
    found = []
    chosen_from = {"start_date": _finest(records), **{field: _tightest(records, field) for field in _BOUND_OF}}
    for record in records:
        for field in ("start_date", "end_date", "status", "city", *_BOUND_OF):
            chosen, value = event[field], record[field]
            if pd.isna(chosen) or pd.isna(value) or not _contradict(event, record, field):
                continue
            winner = chosen_from.get(field) or next(r for r in records if r[field] == chosen)
            found.append(_disagreement(event, record, field, _written(record, field), _written(event, field), winner))
    return found


def _contradict(event: dict, record: dict, field: str) -> bool:
    if field == "status":
        return {event[field], record[field]} == {"held", "cancelled"}
    if field in _BOUND_OF:
        bound = _BOUND_OF[field]
        return not _compatible(event[field], event[bound], record[field], record[bound])
    if field in ("start_date", "end_date"):
        return event["date_precision"] == record["date_precision"] == "day" and event[field] != record[field]
    return event[field] != record[field]


def _compatible(one: int, bound: str, other: int, other_bound: str) -> bool:
    """Whether two counts with their bounds can both be right."""
    low, high = _span(one, bound)
    other_low, other_high = _span(other, other_bound)
    return low <= other_high and other_low <= high


def _span(number: int, bound: str) -> tuple[float, float]:
    return {
        "at least": (number, float("inf")),
        "at most": (number * (1 - _TOLERANCE), number),
        "about": (number * (1 - _TOLERANCE), number * (1 + _TOLERANCE)),
    }.get(bound, (number, number))


def _written(record: dict, field: str) -> str:
    value, bound = record[field], record.get(_BOUND_OF.get(field, ""))
    text = f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)
    return f"{bound} {text}" if isinstance(bound, str) and bound != "exact" else text


def _disagreement(event: dict, record: dict, field: str, value: str, chosen: str, winner: dict) -> dict:
    return {
        "source": record["source"],
        "locator": record["locator"],
        "event_id": event["event_id"],
        "field": field,
        "written": value,
        "kind": "disagreement",
        "message": f"{field}: {value} in {record['source']}, {chosen} in {winner['source']}; {chosen} was taken.",
        "suggestion": "",
        "severity": "warning",
    }


def _joined(event: dict, record: dict, rule: str) -> dict:
    """The evidence that another record tells of the event, and by which rule."""
    text = record["title"] if isinstance(record["title"], str) else ""
    return {
        "event_id": event["event_id"],
        "field": "same_event",
        "value": f"{record['event_id']}: {rule}" if rule else record["event_id"],
        "source": record["source"],
        "locator": record["locator"],
        "text": text,
    }


def _events(events: pd.DataFrame, groups: list[list[int]], merged: list[dict]) -> pd.DataFrame:
    """The events with each group's first row replaced by the merged one and its others left out, in the old order."""
    first = [group[0] for group in groups]
    rest = {row for group in groups for row in group[1:]}
    whole = {row for group in groups for row in group}
    others = events.iloc[[row for row in range(len(events)) if row not in whole]]
    united = schema.conform(pd.DataFrame(merged), "events").set_axis(first, axis=0)
    order = [row for row in range(len(events)) if row not in rest]
    numbered = others.set_axis([row for row in range(len(events)) if row not in whole], axis=0)
    return schema.conform(pd.concat([numbered, united]).loc[order].reset_index(drop=True), "events")


def _attendance(
    dataset: schema.Dataset, kept: dict[str, str], records: dict[str, dict]
) -> tuple[pd.DataFrame, list[dict]]:
    """Each party of a merged event once, in its principal role, and the headcounts that differ."""
    attendance = dataset.attendance
    touched = attendance["event_id"].isin(kept.keys())
    if not touched.any():
        return attendance, []
    told = schema.plain(attendance[touched])
    told = told.assign(own_id=told["event_id"], event_id=told["event_id"].map(kept))
    order = {key: number for number, key in enumerate(kept)}
    told = told.iloc[told["own_id"].map(order).argsort(kind="stable")]
    moved = told["event_id"] != told["own_id"]
    sources = told["own_id"].map({key: record["source"] for key, record in records.items()})
    told["locator"] = told["locator"].where(~moved, sources + ", " + told["locator"])
    several = told.duplicated(["event_id", "party_id"], keep=False)
    united, problems = [], []
    for (event_id, _), rows in _by_party(told[several]).items():
        row, differing = _party(rows, records[event_id], records)
        united.append(row)
        problems += differing
    single = _stack(attendance[~touched], told[~several], "attendance")
    return _stack(single, schema.frame(united, "attendance"), "attendance"), problems


def _by_party(told: pd.DataFrame) -> dict[tuple[str, str], list[dict]]:
    parties: dict[tuple[str, str], list[dict]] = {}
    for row in told.to_dict("records"):
        parties.setdefault((row["event_id"], row["party_id"]), []).append(row)
    return parties


def _party(told: list[dict], event: dict, records: dict[str, dict]) -> tuple[dict, list[dict]]:
    """One party of one event as several sources tell of it: the principal role, the first headcount."""
    principal = min(told, key=lambda row: schema.ROLES.index(row["role"]) if row["role"] in schema.ROLES else 9)
    counted = [row for row in told if pd.notna(row["headcount"])]
    if not counted:
        return principal, []
    first = counted[0]
    differing = [row for row in counted[1:] if row["headcount"] != first["headcount"]]
    return principal | {"headcount": first["headcount"]}, [
        _disagreement(
            event,
            records[row["own_id"]] | {"locator": row["locator"]},
            "headcount",
            f"{row['headcount']} ({row['party_name']})",
            str(first["headcount"]),
            records[first["own_id"]],
        )
        for row in differing
    ]


def _rekeyed(table: pd.DataFrame, kept: dict[str, str]) -> pd.DataFrame:
    changed = {key: value for key, value in kept.items() if key != value}
    touched = table["event_id"].isin(changed.keys())
    if not touched.any():
        return table
    ids = table["event_id"].where(~touched, table["event_id"].map(changed))
    return table.assign(event_id=ids.astype(schema.TEXT))


def _stack(above: pd.DataFrame, below: pd.DataFrame, name: str) -> pd.DataFrame:
    return schema.stack([above, below], name) if len(below) else above
