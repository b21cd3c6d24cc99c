"""What one record says, before it becomes rows: facts with the words they came from, parties, problems.

Readers of documents and other small sources fill a Record; `tables` turns records into the schema's four tables.
Large tables of rows build the frames themselves.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from loaders.normalise.words import fold
from outreach import schema


@dataclass(frozen=True)
class Fact:
    """One value of one event field, with the exact words and their place."""

    field: str
    value: Any
    locator: str
    text: str


@dataclass(frozen=True)
class Party:
    """One state or organisation that took part in an event, with the exact words and their place."""

    party_id: str
    party_name: str
    party_kind: str
    party_type: str
    role: str
    locator: str
    written: str
    headcount: int | None = None


@dataclass(frozen=True)
class Problem:
    """One thing that needs a look; `kind` is a row of data/reference/problem_kinds.csv."""

    kind: str
    message: str
    locator: str = ""
    field: str = ""
    written: str = ""
    suggestion: str = ""
    severity: str = "warning"


@dataclass
class Record:
    """One event as one record tells it.

    `facts` may hold several values for a field (header and prose): the first one counts, all are evidence.
    `event_id` is given only where the record itself carries one.
    """

    locator: str
    facts: list[Fact] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    event_id: str = ""

    def value(self, name: str) -> Any:
        """The value that counts for a field, or None."""
        return next((fact.value for fact in self.facts if fact.field == name), None)


def event_id(title: str | None, start: Any, place: str | None) -> str:
    """A stable id made of what the record says: date, place, and a short digest of the title."""
    day = "undated" if start is None else str(start)[:10]
    words = "-".join(part for part in (day, _slug(place), _slug(title)[:40].strip("-")) if part)
    digest = hashlib.sha256("|".join(fold(str(part or "")) for part in (title, start, place)).encode()).hexdigest()
    return f"{words}-{digest[:6]}"


def _slug(text: str | None) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text or "")).strip("-")


def tables(records: Iterable[Record], source: str, problems: Iterable[Problem] = ()) -> schema.Dataset:
    """The schema's tables from records of one source; `problems` are those of the source as a whole."""
    rows: dict[str, list[dict]] = {name: [] for name in schema.TABLES}
    rows["problems"] += [_problem(problem, source, "") for problem in problems]
    for record in records:
        _add(record, source, rows)
    return schema.Dataset(**{name: schema.frame(rows[name], name) for name in schema.TABLES})


def _add(record: Record, source: str, rows: dict[str, list[dict]]) -> None:
    place = record.value("city") or record.value("country_code")
    key = record.event_id or event_id(record.value("title"), record.value("start_date"), place)
    event = {"event_id": key, "source": source, "locator": record.locator}
    for fact in record.facts:
        if fact.field in schema.EVENTS:
            event.setdefault(fact.field, fact.value)
        rows["evidence"].append(_evidence(key, fact.field, fact.value, source, fact.locator, fact.text))
    rows["events"].append(event)
    for party in _principal(record.parties):
        rows["attendance"].append({"event_id": key, **party.__dict__, "written": _one_line(party.written)})
    for party in record.parties:
        rows["evidence"].append(_evidence(key, party.role, party.party_id, source, party.locator, party.written))
    rows["problems"] += [_problem(problem, source, key) for problem in record.problems]


def _one_line(words: str) -> str:
    """Words that a document wrapped or set with curly quotes, as a cell of a table shows them."""
    return " ".join(words.replace("’", "'").replace("‘", "'").split())


def _principal(parties: list[Party]) -> list[Party]:
    """Each party once, in the role that comes first in schema.ROLES."""
    first: dict[str, Party] = {}
    for party in sorted(parties, key=lambda p: schema.ROLES.index(p.role)):
        first.setdefault(party.party_id, party)
    return [first[key] for key in dict.fromkeys(p.party_id for p in parties)]


def _evidence(key: str, name: str, value: Any, source: str, locator: str, text: str) -> dict:
    return {"event_id": key, "field": name, "value": str(value), "source": source, "locator": locator, "text": text}


def _problem(problem: Problem, source: str, key: str) -> dict:
    return {"source": source, "event_id": key or None, **problem.__dict__}
