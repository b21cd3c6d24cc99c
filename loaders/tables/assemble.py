"""Rows under their fields -> the schema's four tables."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from loaders.normalise import counts, kinds
from loaders.records import Problem
from loaders.tables import cells, context, events, memory, parties, parts, persons, words
from loaders.tables.events import Events
from loaders.tables.mapping import SheetMapping
from loaders.tables.rows import Read, Rows, by_event, locators, or_else
from outreach import schema

EVENT_KEYS = ("title", "start_date", "date", "end_date", "year", "month")


def dataset(
    rows: Rows,
    mapping: SheetMapping,
    above: list[tuple[str, str]],
    told_above: dict[str, tuple[str, str]],
    problems: list[Problem],
    source: str,
) -> schema.Dataset:
    """The four tables that the rows of one sheet give.

    `above` are the title rows with their places, `told_above` what labelled cells there say, by field.
    """
    of_events = mapping.shape == "event"
    problems, known, cited = list(problems), {}, []
    if not of_events:
        rows = _grouped(rows)
    else:
        rows = _same_id(rows, problems) if "event_id" in rows.columns else _halves(rows)
        rows = _continued(rows)
    rows = parts.added(rows, "participants" if of_events else "headcount")
    rows = _own_first(rows)
    if "title" not in rows.columns and (of_events or "event_id" in rows.columns):
        rows = context.named_by_kind_and_place(rows, problems)
    elif "title" not in rows.columns:
        known, cited = context.event_of_list(rows, mapping, above, told_above, problems)
    rows = context.with_year(rows, [*(text for _, text in above), rows.sheet], problems)
    people, bounds, registered = _people(rows, mapping.shape, problems)
    told = events.read(rows, mapping.day_first, known)
    evidence = [*events.evidence(told, rows, source), *(context.cited(told.ids, cited, source))]
    if of_events and len(rows.event) > rows.events and "participants" in told.fields and "event_id" not in rows.columns:
        evidence.append(_of_halves(told, rows, source))
    if not of_events and people is not None and "participants" not in told.fields:
        told.fields["participants"] = _sum(rows, people, bounds)
        evidence.append(_counted(told, rows, "participants", people, source))
        if registered is not None:
            evidence.append(_counted(told, rows, "registered", registered, source))
    if "event_count" in rows.columns:
        _say_several_events(rows, problems)
    came = rows.where(people != 0) if registered is not None else rows
    heads = people[people != 0] if registered is not None else people
    _say_blanks(came, heads, told, problems)
    held = np.array([status in (None, "held") for status in told.values("status")], dtype=bool)
    mentions, unresolved = parties.read(came)
    mentions = parties.with_hosting_states(mentions, came, told.values("country_code"))
    memory.give_back(len(rows.numbers))
    if of_events:
        evidence.append(parties.evidence(mentions, came, told.ids, source))
    return schema.Dataset(
        events=events.frame(told, rows, source),
        attendance=parties.attendance(mentions, came, told.ids, held, heads),
        evidence=pd.concat(evidence, ignore_index=True) if evidence else schema.frame([], "evidence"),
        problems=_problem_rows([*((one, -1) for one in problems), *told.problems, *unresolved], source, told.ids),
    )


def only_problems(problems: list[Problem], source: str) -> schema.Dataset:
    """A dataset of nothing but problems."""
    empty = schema.empty()
    rows = _problem_rows([(one, -1) for one in problems], source, np.empty(0, dtype=object))
    return schema.Dataset(empty.events, empty.attendance, empty.evidence, rows)


def _problem_rows(problems: list[tuple[Problem, int]], source: str, ids: np.ndarray) -> pd.DataFrame:
    return schema.frame(
        [{**one.__dict__, "source": source, "event_id": ids[at] if at >= 0 else None} for one, at in problems],
        "problems",
    )


# Which rows tell of one event


def _grouped(rows: Rows) -> Rows:
    """Rows alike in the event's id, else in its title and dates, tell of one event.

    A row with none of these continues the event above it, as in a table that names each event once.
    """
    keys = ["event_id"] if "event_id" in rows.columns else [name for name in EVENT_KEYS if name in rows.columns]
    if not keys:
        return replace(rows, event=np.zeros(len(rows.numbers), dtype="int64"))
    named = np.zeros(len(rows.numbers), dtype=bool)
    for name in keys:
        named |= rows.columns[name][0].codes >= 0
    above = np.maximum.accumulate(np.where(named, np.arange(len(named)), -1)).clip(min=0)
    return replace(rows, event=pd.factorize(by_event(rows.columns, keys, len(named))[above])[0].astype("int32"))


def _same_id(rows: Rows, problems: list[Problem]) -> Rows:
    """Rows with the same id tell of one event; rows without one of an event each."""
    column = rows.columns["event_id"][0]
    codes = np.where(column.codes >= 0, column.codes, len(column.categories) + np.arange(len(column)))
    event = pd.factorize(codes)[0]
    again = pd.Series(event).duplicated().to_numpy()
    for at in np.flatnonzero(again)[:100]:
        message = f'The id "{column[at]}" stands in an earlier row already; the rows were read as one event.'
        place = locators(rows.sheet, rows.numbers[[at]]).iloc[0]
        problems.append(Problem("duplicate record", message, place, "event_id", str(column[at])))
    return replace(rows, event=event)


def _continued(rows: Rows) -> Rows:
    """A row without a title, date or place that names only parties goes on with the event above it."""
    if "title" not in rows.columns:
        return rows
    of_event = [column for name, several in rows.columns.items() if name not in parties.READERS for column in several]
    bare = np.logical_and.reduce([column.codes < 0 for column in of_event])
    if not bare.any() or bare[0]:
        return rows
    above = np.maximum.accumulate(np.where(bare, -1, np.arange(len(bare))))
    return replace(rows, event=pd.factorize(rows.event[above])[0].astype("int32"))


def _own_first(rows: Rows) -> Rows:
    """An order's organisation stands for those of its people who have none of their own."""
    order = rows.column("order_organisation")
    if order is None:
        return rows
    own = [
        cells.recode(one, lambda text: None if words.is_blank(text) else text)
        for one in rows.columns["party_organisation"]
    ]
    columns = {**rows.columns, "party_organisation": [or_else(own[0], order), *own[1:]]}
    return replace(rows, columns=columns)


def _halves(rows: Rows) -> Rows:
    """Two rows of the same title and time, one on site and one online, are the halves of one hybrid event."""
    keys = [name for name in EVENT_KEYS if name in rows.columns]
    forms = [_forms(rows.columns[name][0]) for name in ("format", "place", "city") if name in rows.columns]
    if "title" not in keys or not forms:
        return rows
    form = forms[0]
    for other in forms[1:]:
        form = np.where(form == "", other, form)
    alike = by_event(rows.columns, keys, len(rows.numbers))
    on_site, online = (np.bincount(alike, form == one) for one in ("in person", "online"))
    pair = ((on_site == 1) & (online == 1) & (np.bincount(alike) == 2))[alike]
    return replace(rows, event=pd.factorize(np.where(pair, alike, alike.max(initial=0) + 1 + np.arange(len(alike))))[0])


def _forms(column: pd.Categorical) -> np.ndarray:
    return np.array([*(kinds.event_format(value) or "" for value in column.categories), ""], dtype=object)[column.codes]


def _of_halves(told: Events, rows: Rows, source: str) -> pd.DataFrame:
    """Sums the people of hybrid events told in two rows, marks them hybrid, and gives the evidence."""
    halves = np.bincount(rows.event) == 2
    people, bounds, _ = _people(replace(rows, columns={"headcount": rows.columns["participants"]}), "", [])
    total = _sum(rows, people, bounds)
    told.fields["participants"].values[halves] = total.values[halves]
    told.fields["format"].values[halves] = "hybrid"
    only = replace(rows, columns={})
    people = pd.arrays.IntegerArray(people._data, people._mask | ~halves[rows.event])
    return _counted(told, only, "participants", people, source)


# How many people


def _people(rows: Rows, shape: str, problems: list[Problem]) -> tuple[Any, np.ndarray | None, Any]:
    """The people of each row (missing: not given), how exact the numbers are, and the people registered."""
    if shape == "person":
        registered, attended, said = persons.count(rows)
        problems += said
        return pd.array(attended, dtype="Int64"), None, pd.array(registered, dtype="Int64")
    column = rows.column("headcount")
    if column is None or shape == "event":
        return None, None, None
    read = [rows.sums.get(value) or _count(value) for value in column.categories]
    for value, number in zip(column.categories, read, strict=True):
        if number is None and not words.is_blank(value) and words.meaning("number", value) != "blank":
            at = np.flatnonzero(column.codes == column.categories.get_loc(value))
            if len(at):
                place = locators(rows.sheet, rows.numbers[at[:1]]).iloc[0]
                problems.append(
                    Problem("unclear count", f'"{value}" is no number of people.', place, "headcount", value)
                )
    values = np.array([*(number.value if number else 0 for number in read), 0], dtype="int64")[column.codes]
    missing = np.array([*(number is None for number in read), True])[column.codes]
    bounds = np.array([*(schema.BOUNDS.index(one.bound) if one else 0 for one in read), 0], dtype="int8")[column.codes]
    return pd.arrays.IntegerArray(values, missing), bounds, None


def _count(text: str) -> counts.Count | None:
    return None if words.is_blank(text) or words.meaning("number", text) == "blank" else counts.parse(text)


def _sum(rows: Rows, people: Any, bounds: np.ndarray | None) -> Read:
    """The people of each event; at least so many where a row gives no number, missing where none does."""
    total = np.bincount(rows.event, np.where(people._mask, 0, people._data), rows.events).astype("int64")
    known = np.bincount(rows.event, ~people._mask, rows.events)
    parties_of = [column.codes >= 0 for name in parties.READERS for column in rows.columns.get(name, [])]
    silent = people._mask & np.logical_or.reduce(parties_of) if parties_of else people._mask
    gap = np.bincount(rows.event, silent, rows.events) > 0
    low = high = np.zeros(rows.events, dtype=bool)
    about = low
    if bounds is not None:
        low, about, high = (np.bincount(rows.event, bounds == i, rows.events) > 0 for i in (1, 2, 3))
    unsure = about | (high & (gap | low))
    bound = np.select([unsure, gap | low, high], ["about", "at least", "at most"], "exact")
    values = [counts.Count(int(n), str(b)) if k else None for n, k, b in zip(total, known, bound, strict=True)]
    array = np.full(rows.events, None, dtype=object)
    array[:] = values
    return Read(array, events.no_cell(rows.events))


def _counted(told: Events, rows: Rows, name: str, people: Any, source: str) -> pd.DataFrame:
    """The evidence for a number of people that is the sum over rows."""
    total = np.bincount(rows.event, np.where(people._mask, 0, people._data), rows.events).astype("int64")
    known = np.bincount(rows.event, ~people._mask, rows.events) > 0
    first, last = np.full(rows.events, np.iinfo("int64").max), np.zeros(rows.events, dtype="int64")
    np.minimum.at(first, rows.event, rows.numbers)
    np.maximum.at(last, rows.event, rows.numbers)
    place = locators(rows.sheet, first).str.replace("row ", "rows ", n=1) + "-" + pd.Series(last).astype("str")
    columns = {
        "event_id": told.ids,
        "field": name,
        "value": pd.Series(total).astype("str"),
        "source": source,
        "locator": place,
        "text": "sum over these rows",
    }
    return schema.conform(pd.DataFrame(columns)[known], "evidence")


def _say_blanks(rows: Rows, people: Any, told: Events, problems: list[Problem]) -> None:
    """How many rows with people name no state, and how many events no place; neither is guessed."""
    party = rows.column("party_state") if "party_state" in rows.columns else rows.column("party")
    if party is not None and people is not None:
        blank = _blank(party) & ~people._mask & (people._data > 0)
        if blank.any():
            number = int(people._data[blank].sum())
            message = f"No state is given in {blank.sum()} rows ({number} people); they count in totals only."
            place = locators(rows.sheet, rows.numbers[np.flatnonzero(blank)[:1]]).iloc[0]
            problems.append(Problem("missing value", message, place, "party_id", severity="note"))
    cell = rows.first("event_country") or rows.first("place")
    if cell is not None:
        missing = pd.isna(told.values("country_code")) & (told.values("format") != "online") & _blank(cell.text)
        if missing.any():
            message = f"No place is given for {missing.sum()} of {len(missing)} events."
            first = np.zeros(rows.events, dtype="int32")
            first[rows.event[::-1]] = rows.numbers[::-1]
            place = locators(rows.sheet, first[missing][:1]).iloc[0]
            problems.append(Problem("missing value", message, place, "country_code", severity="note"))


def _blank(column: pd.Categorical) -> np.ndarray:
    return np.array([*map(words.is_blank, column.categories), True])[column.codes]


def _say_several_events(rows: Rows, problems: list[Problem]) -> None:
    column = rows.columns["event_count"][0]
    read = np.array([*((counts.parse(v) or (1,))[0] for v in column.categories), 1], dtype="int64")[column.codes]
    if (read != 1).any():
        message = (
            f"{int((read > 1).sum())} of {len(read)} rows stand for several events each ({int(read.sum())} in all); "
            "such a row is kept as one event, since it does not tell them apart."
        )
        problems.append(
            Problem("several values", message, locators(rows.sheet, rows.numbers[np.flatnonzero(read > 1)[:1]]).iloc[0])
        )
