"""What a person corrected: the rows of data/reference/corrections.csv override what a loader read, and stay visible.

A row names an event, a field of the events table, the value (empty: not known) and the reason. Its evidence stands
beside that of the sources, so that a reader sees both. A row that no longer applies is a problem.
"""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from loaders import reference
from outreach import schema

SOURCE = "data/reference/corrections.csv"
FIXED = ("event_id", "source", "locator")  # what a record is, not what it says
_WHOLE = re.compile(r"\d{1,9}")
_BOUND_OF = {"participants": "participants_bound", "states_reported": "states_bound"}


def apply(dataset: schema.Dataset, corrections: pd.DataFrame | None = None) -> schema.Dataset:
    """The dataset with the corrected values; None takes data/reference/corrections.csv."""
    corrections = reference.frame("corrections") if corrections is None else corrections
    if corrections.empty:
        return dataset
    events = dataset.events.copy()
    rows = dict(zip(events["event_id"], events.index, strict=True))
    evidence, problems = [], []
    for number, (event_id, field, value, reason) in enumerate(_cells(corrections), start=2):
        place = {"source": SOURCE, "locator": f"row {number}", "event_id": event_id, "field": field}
        row = rows.get(event_id)
        changes, why = _changes(events.loc[row] if row is not None else None, field, value)
        if why:
            told = {"written": value, "kind": "correction not applied", "message": why, "severity": "warning"}
            problems.append(place | {"event_id": event_id if row is not None else None} | told)
            continue
        for name, new in changes.items():
            events.at[row, name] = new
        evidence.append(place | {"value": value, "text": reason})
    corrected = replace(
        dataset,
        events=schema.conform(events, "events"),
        evidence=_with(dataset.evidence, evidence, "evidence"),
        problems=_with(dataset.problems, problems, "problems"),
    )
    return _without_attendance_of_the_unheld(
        corrected, {row["event_id"] for row in evidence if row["field"] == "status"}
    )


def _cells(corrections: pd.DataFrame) -> list[tuple[str, str, str, str]]:
    columns = ("event_id", "field", "value", "reason")
    text = corrections.reindex(columns=list(columns)).fillna("").astype("str")
    return [tuple(cell.strip() for cell in row) for row in text.itertuples(index=False, name=None)]


def _changes(event: pd.Series | None, field: str, value: str) -> tuple[dict[str, Any], str]:
    """The columns that a correction changes, or why it does not apply."""
    if event is None:
        return {}, "No event has this id any more; look up its new id or remove the row."
    if field not in schema.EVENTS or field in FIXED:
        allowed = ", ".join(name for name in schema.EVENTS if name not in FIXED)
        return {}, f"{field!r} is no field that can be corrected; choose one of {allowed}."
    changes, why = _read(field, value)
    if why:
        return {}, why
    if all(_same(event[name], new) for name, new in changes.items()):
        return {}, f"The records say {value or 'nothing'} already; remove the row."
    return changes, ""


def _read(field: str, value: str) -> tuple[dict[str, Any], str]:
    """The columns and values that a corrected field stands for, or why the value cannot be one."""
    kind = schema.EVENTS[field]
    if not value:
        empty = pd.NaT if kind == schema.DAY else pd.NA if kind == schema.COUNT else None
        beside = {_BOUND_OF[field]: None} if field in _BOUND_OF else {}
        return {field: empty} | beside | ({"date_precision": None} if field == "start_date" else {}), ""
    if kind == schema.COUNT:
        if not _WHOLE.fullmatch(value):
            return {}, f"{value!r} is no whole number."
        return {field: int(value), _BOUND_OF[field]: "exact"}, ""
    if kind == schema.DAY:
        precision = {4: "year", 7: "month", 10: "day"}.get(len(value), "")
        day = _day(value)
        if day is None or (field == "end_date" and precision != "day"):
            return {}, f"{value!r} is no date; write it as 2019-03-04."
        return {field: pd.Timestamp(day)} | ({"date_precision": precision} if field == "start_date" else {}), ""
    allowed = schema.ALLOWED.get(("events", field))
    if allowed and value not in allowed:
        return {}, f"{value!r} is not one of {', '.join(allowed)}."
    if field == "country_code" and value not in {row["iso3"] for row in reference.rows("states")}:
        return {}, f"{value!r} is no code of data/reference/states.csv; write three letters such as KEN."
    return {field: value}, ""


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat({4: f"{value}-01-01", 7: f"{value}-01"}.get(len(value), value))
    except ValueError:
        return None


def _same(old: Any, new: Any) -> bool:
    if pd.isna(old) or pd.isna(new):
        return bool(pd.isna(old) and pd.isna(new))
    return bool(old == new)


def _with(table: pd.DataFrame, rows: list[dict], name: str) -> pd.DataFrame:
    return schema.conform(pd.concat([table, schema.frame(rows, name)], ignore_index=True), name) if rows else table


def _without_attendance_of_the_unheld(dataset: schema.Dataset, corrected: set[str]) -> schema.Dataset:
    """Nobody attended what turned out not to have been held."""
    events = dataset.events
    unheld = events.loc[events["event_id"].isin(corrected) & (events["status"] != "held"), "event_id"]
    gone = dataset.attendance["event_id"].isin(unheld)
    return replace(dataset, attendance=dataset.attendance[~gone].reset_index(drop=True)) if gone.any() else dataset
