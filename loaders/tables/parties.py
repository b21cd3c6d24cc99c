"""The states and organisations that the rows of a table name: who took part, in which role, with how many people."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from loaders.normalise import states
from loaders.records import Problem
from loaders.tables import memory, words
from loaders.tables.naming import SEPARATOR, Named, organisation_in, organisations_in, party_in, state, states_in
from loaders.tables.rows import Rows, flatten, locators, repeated, row_texts, taken, to_text
from outreach import schema

ROLE = {name: i for i, name in enumerate(schema.ROLES)}
PORTION = 200_000  # mentions looked at together
ALWAYS = ("organiser", "host", "sponsor")  # who organises is known before an event is held


class Mentions(NamedTuple):
    """Parties named in rows: aligned arrays, and the distinct parties they point to."""

    row: np.ndarray  # position in Rows
    party: np.ndarray
    role: np.ndarray
    known: list[Named]


def read(rows: Rows) -> tuple[Mentions, list[tuple[Problem, int]]]:
    """Every party that the rows name, and the names that are not known."""
    roles = _roles(rows)
    found: list[Mentions] = []
    problems: list[tuple[Problem, int]] = []
    for field, (reader, role) in READERS.items():
        for column in rows.columns.get(field, []):
            if reader is organisations_in:
                reader = partial(reader, listed=any(SEPARATOR.search(value) for value in column.categories))
            position, which, known = flatten(column, reader)
            problems += _unresolved(rows, position, which, known, field)
            is_state = np.array([one.kind == "state" for one in known] + [False])[which]
            by_cell = (
                roles[position]
                if field.startswith("party") and roles is not None
                else np.full(len(position), -1, dtype="int8")
            )
            usual = np.where(is_state & (role == ROLE["partner"]), ROLE["participant"], role).astype("int8")
            keep = np.array([not one.problem for one in known] + [False])[which] & (by_cell > -2)
            found.append(Mentions(position[keep], which[keep], np.where(by_cell >= 0, by_cell, usual)[keep], known))
    return _joined(found), problems


def _joined(found: list[Mentions]) -> Mentions:
    known: list[Named] = []
    party = []
    for one in found:
        party.append((one.party + len(known)).astype("int32"))
        known += one.known
    empty = np.empty(0, dtype="int8")
    row = np.concatenate([empty, *(one.row for one in found)])
    return Mentions(row, np.concatenate([empty, *party]), np.concatenate([empty, *(one.role for one in found)]), known)


def with_hosting_states(mentions: Mentions, rows: Rows, country: np.ndarray) -> Mentions:
    """Also the state of the place, where it or a body of its government organised or hosted: it attended."""
    codes = np.array(
        [one.state_code if one.kind == "organisation" else "" for one in mentions.known] + [""], dtype=object
    )
    bodies = np.flatnonzero(np.isin(mentions.role, [ROLE["organiser"], ROLE["host"]]) & (codes[mentions.party] != ""))
    there = bodies[codes[mentions.party[bodies]] == country[rows.event[mentions.row[bodies]]]]
    if not len(there):
        return mentions
    known, party, at = list(mentions.known), [], {}
    for i in mentions.party[there]:
        if i not in at:
            at[i] = len(known)
            one = known[i]
            known.append(state(one.state_code, one.written))
        party.append(at[i])
    return Mentions(
        np.concatenate([mentions.row, mentions.row[there]]),
        np.concatenate([mentions.party, np.array(party, dtype="int64")]),
        np.concatenate([mentions.role, mentions.role[there]]),
        known,
    )


def _roles(rows: Rows) -> np.ndarray | None:
    """The role that a cell of its own gives each row; -1 where it says nothing that is known, -2 for not attended."""
    column, came = rows.column("role"), rows.column("came")
    if column is None and came is None:
        return None
    roles = np.full(len(rows.numbers), -1, dtype="int8")
    if column is not None:
        known = []
        for value in column.categories:
            meaning = words.meaning("role", value)
            known.append(-2 if meaning == "not counted" else ROLE.get(meaning or "", -1))
        roles = np.array([*known, -1], dtype="int8")[column.codes]
    if came is not None:  # where some are marked as present, the others were not
        marks = np.array([*map(_came, came.categories), None], dtype=object)[came.codes]
        roles[(marks == "no") | ((marks == "yes").any() & (came.codes < 0))] = -2
    return roles


def _came(cell: str) -> str | None:
    """yes or no, of a tick or of an answer such as "declined"; None where it tells neither."""
    answer = {"attended": "yes", "not counted": "no"}.get(words.meaning("registration", cell) or "")
    return words.meaning("mark", cell) or answer


def _unresolved(
    rows: Rows, position: np.ndarray, which: np.ndarray, known: list[Named], field: str
) -> list[tuple[Problem, int]]:
    """One problem for each distinct name that is not known, with its first row and how often it occurs."""
    odd = np.array([bool(one.problem) or one.type == "unlisted" for one in known] + [False])[which]
    distinct, first, times = np.unique(which[odd], return_index=True, return_counts=True)
    merged: dict[str, list[int]] = {}
    for code, at, often in zip(distinct, position[odd][first], times, strict=True):
        entry = merged.setdefault(known[code].written, [int(code), int(at), 0])
        entry[1], entry[2] = min(entry[1], int(at)), entry[2] + int(often)
    problems = []
    for written, (code, at, often) in merged.items():
        place = locators(rows.sheet, rows.numbers[[at]]).iloc[0]
        more = f" (in {often} rows)" if often > 1 else ""
        if known[code].problem:
            kind, message = states.explain(written) or ("unresolved state", f'"{written}" is no state that is known.')
            problems.append((Problem(kind, message + more, place, field, written), int(rows.event[at])))
        else:
            message = f'"{written}" is not in the reference table and kept as written{more}.'
            problem = Problem("unresolved organisation", message, place, field, written, severity="note")
            problems.append((problem, int(rows.event[at])))
    return problems


READERS: dict[str, tuple[Callable[[str], list[Named]], int]] = {
    "organiser": (organisations_in, ROLE["organiser"]),
    "host": (organisations_in, ROLE["host"]),
    "sponsor": (organisations_in, ROLE["sponsor"]),
    "partner": (organisations_in, ROLE["partner"]),
    "observer": (organisations_in, ROLE["observer"]),
    "states": (states_in, ROLE["partner"]),  # an organisation among states is a partner
    "party_state": (states_in, ROLE["partner"]),
    "party": (party_in, ROLE["partner"]),
    "party_organisation": (organisation_in, ROLE["partner"]),
}


# The table


def attendance(mentions: Mentions, rows: Rows, ids: np.ndarray, held: np.ndarray, people: Any) -> pd.DataFrame:
    """The schema's table of attendance: each party of an event once, in its principal role, with all its people.

    An event that was only announced has those who organise it and no others.
    """
    codes, parties = _distinct(mentions.known)
    party = codes[mentions.party]
    is_state = np.array([one.kind == "state" for one in parties] + [False])
    event = rows.event[mentions.row]
    keep = held[event]
    keep |= np.isin(mentions.role, [ROLE[name] for name in ALWAYS]) & ~is_state[party]
    chosen, headcount, unknown = (np.empty(len(event), dtype=kind) for kind in ("int32", "int64", "bool"))
    place, end = [], 0
    for at in _by_events(event):
        *found, places = _groups(mentions, rows, party, at[keep[at]], people)
        start, end = end, end + len(places)
        chosen[start:end], headcount[start:end], unknown[start:end] = found
        place.append(places)
        memory.give_back(len(rows.numbers))
    chosen = chosen[:end]
    columns: dict[str, Any] = {
        "headcount": pd.arrays.IntegerArray(headcount[:end], unknown[:end]),
        "locator": pd.concat(place, ignore_index=True),
    }
    event, party = event[chosen], party[chosen]
    texts = {
        "event_id": (list(ids), event),
        "party_id": ([one.party_id for one in parties], party),
        "party_name": ([one.name for one in parties], party),
        "party_kind": ([one.kind for one in parties], party),
        "party_type": ([one.type for one in parties], party),
        "role": (list(schema.ROLES), mentions.role[chosen]),
        "written": ([one.written for one in mentions.known], mentions.party[chosen]),
    }
    columns |= {name: repeated(*text) for name, text in texts.items()}
    return schema.conform(pd.DataFrame(columns, copy=False), "attendance")


def _by_events(event: np.ndarray) -> Iterator[np.ndarray]:
    """The mentions in portions, all of an event in one, so that large tables take little memory."""
    so_far = np.cumsum(np.bincount(event, minlength=1))
    ends = np.unique(np.searchsorted(so_far, np.arange(PORTION, so_far[-1] + PORTION, PORTION)))
    first = -1
    for last in [*ends, len(so_far)]:
        yield np.flatnonzero((event > first) & (event <= last)).astype("int32")
        first = last


def _groups(
    mentions: Mentions, rows: Rows, party: np.ndarray, keep: np.ndarray, people: Any
) -> tuple[np.ndarray, np.ndarray, np.ndarray, pd.Series]:
    """Mentions of one party in one event brought together: the one that counts, the people (and where they are not
    known), and the rows; in the order of the table."""
    event = rows.event[mentions.row[keep]]
    key = event.astype("int64") * (int(party.max(initial=0)) + 1) + party[keep]
    sort = np.argsort(key * len(ROLE) + mentions.role[keep], kind="stable")
    key, order = key[sort], keep[sort]
    starts = np.flatnonzero(np.diff(key, prepend=-1)) if len(key) else np.empty(0, dtype="int64")
    headcount, unknown = _sums(people, mentions.row[order], key, starts)
    chosen = order[starts]
    first = np.minimum.reduceat(order, starts) if len(starts) else starts  # by event, then as first named
    first = np.lexsort((first, event[sort][starts]))
    place = _places(rows, mentions.row[order], starts)
    return chosen[first], headcount[first], unknown[first], place.take(first)


def _distinct(known: list[Named]) -> tuple[np.ndarray, list[Named]]:
    first: dict[str, int] = {}
    codes = np.array([first.setdefault(one.party_id, len(first)) for one in known] + [-1], dtype="int32")
    representatives: dict[str, Named] = {}
    for one in known:
        representatives.setdefault(one.party_id, one)
    return codes, [representatives[key] for key in first]


def _sums(people: Any, row: np.ndarray, key: np.ndarray, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The people of each group, each row once; unknown where no row gives a number."""
    if people is None or not len(key):
        return np.zeros(len(starts), dtype="int64"), np.ones(len(starts), dtype=bool)
    number, missing = people._data[row], people._mask[row]
    if len(starts) < len(key):
        sizes = np.diff(np.append(starts, len(key)))
        shared = np.flatnonzero(np.repeat(sizes > 1, sizes))
        again = pd.Series(key[shared] * (int(row.max()) + 1) + row[shared]).duplicated().to_numpy()
        number = np.where(missing, 0, number)
        number[shared[again]] = 0
        return np.add.reduceat(number, starts), np.logical_and.reduceat(missing, starts)
    return np.where(missing, 0, number), missing


def _places(rows: Rows, row: np.ndarray, starts: np.ndarray) -> pd.Series:
    """The rows of each group: "row 12", or "rows 2-5, 9"."""
    numbers = rows.numbers[row]
    sizes = np.diff(np.append(starts, len(numbers)))
    several = np.repeat(sizes > 1, sizes)
    if not several.any():
        return locators(rows.sheet, numbers)
    joined = _runs(numbers[several], np.append(0, np.cumsum(sizes[sizes > 1])[:-1]))
    head = f"sheet {rows.sheet}, rows " if rows.sheet else "rows "
    joined = pc.replace_substring_regex(pc.binary_join_element_wise(head, joined, ""), r"rows (\d+)$", r"row \1")
    single = row_texts(rows.sheet, numbers[starts])
    return to_text(pc.replace_with_mask(single, pa.array(sizes > 1), joined))


def _runs(numbers: np.ndarray, starts: np.ndarray) -> pa.Array:
    """The numbers from each start to the next, as text: 2, 3, 4, 9 are "2-4, 9"."""
    follows = np.append(False, (np.diff(numbers) <= 1) & (np.diff(numbers) >= 0))
    follows[starts] = False
    first = np.flatnonzero(~follows)
    last = np.append(first[1:], len(numbers)) - 1
    one, other = (pc.cast(pa.array(numbers[at]), pa.string()) for at in (first, last))
    runs = pc.if_else(pc.equal(one, other), one, pc.binary_join_element_wise(one, other, "-"))
    offsets = np.append(np.searchsorted(first, starts), len(first)).astype("int32")
    return pc.binary_join(pa.ListArray.from_arrays(offsets, runs), ", ")


def evidence(mentions: Mentions, rows: Rows, ids: np.ndarray, source: str) -> pd.DataFrame:
    """A row for each party that a cell of several names; where each row is one party, attendance itself says it."""
    return schema.conform(
        pd.DataFrame(
            {
                "event_id": taken(list(ids), rows.event[mentions.row]),
                "field": taken(list(schema.ROLES), mentions.role),
                "value": taken([one.party_id for one in mentions.known], mentions.party),
                "source": source,
                "locator": locators(rows.sheet, rows.numbers[mentions.row]),
                "text": taken([one.written for one in mentions.known], mentions.party),
            }
        ),
        "evidence",
    )
