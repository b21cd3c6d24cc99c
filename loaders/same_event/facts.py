"""What attendance and evidence say of some events: who organised, who took part, from which page it was read."""

from dataclasses import dataclass, field
from functools import cache

from loaders import reference
from outreach import schema


@dataclass
class Facts:
    """What the other tables say of an event."""

    organisers: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)


def of(dataset: schema.Dataset, ids: set[str]) -> dict[str, Facts]:
    """Organisers, states and source pages of some events; those of announced events stand only in the evidence."""
    facts = {key: Facts() for key in ids}
    told = dataset.attendance["event_id"].isin(ids)
    attendance = dataset.attendance.loc[told, ["event_id", "party_id", "party_kind", "role"]]
    for key, party, kind, role in attendance.itertuples(index=False, name=None):
        _note(facts[key], party, role, kind == "state")
    evidence = dataset.evidence[dataset.evidence["event_id"].isin(ids)]
    pages = evidence["value"].str.contains(r"^https?://", na=False)
    for key, value in zip(evidence["event_id"][pages], evidence["value"][pages], strict=True):
        facts[key].addresses.add(_address(value))
    named = evidence["field"].isin(schema.ROLES)
    for key, party, role in zip(*(evidence.loc[named, name] for name in ("event_id", "value", "field")), strict=True):
        _note(facts[key], party, role, party in _state_codes())
    return facts


@cache
def _state_codes() -> frozenset[str]:
    return frozenset(row["iso3"] for row in reference.rows("states"))


def _note(facts: Facts, party: str, role: str, is_state: bool) -> None:
    if is_state:
        facts.states.add(party)
    facts.parties.add(party)
    if role in ("organiser", "host"):
        facts.organisers.add(party)


def _address(value: str) -> str:
    """A page's address without what differs between links to one page."""
    address = value.strip().split("://", 1)[1].removeprefix("www.").rstrip("/")
    host, _, path = address.partition("/")
    return f"{host.lower()}/{path}"
