"""What a note says of an event, each value with its place and how much the place counts."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from loaders.normalise.organisations import Organisation

HEADER, HEADLINE, PROSE = 100, 60, 40


class Claim(NamedTuple):
    """A value for a field from text[start:end]; of several for a field the heaviest counts, then the first."""

    field: str
    value: Any
    start: int
    end: int
    weight: int = HEADER


class PartyClaim(NamedTuple):
    """A state (alpha-3) or an organisation in a role, from text[start:end]."""

    role: str
    party: str | Organisation
    start: int
    end: int
    weight: int = HEADER


@dataclass
class Claims:
    """All that one note says of one event."""

    values: dict[str, list[Claim]] = field(default_factory=lambda: defaultdict(list))
    parties: list[PartyClaim] = field(default_factory=list)
    unresolved: list[tuple[str, int, int]] = field(default_factory=list)  # names that should be states and are none
    shared: bool = False

    def add(self, claim: Claim) -> None:
        """Keep a value."""
        self.values[claim.field].append(claim)

    def best(self, name: str) -> Claim | None:
        """The claim that counts for a field."""
        found = self.values.get(name)
        return max(found, key=lambda claim: claim.weight) if found else None

    def value(self, name: str) -> Any:
        """The value that counts for a field, or None."""
        best = self.best(name)
        return best.value if best else None


def add_place(claims: Claims, claim: Claim) -> None:
    if claim.field == "country_code":
        claims.add(claim)
        return
    place = claim.value
    if place.city:
        claims.add(Claim("city", place.city, claim.start, claim.end, claim.weight))
    if place.country_code:
        claims.add(Claim("country_code", place.country_code, claim.start, claim.end, claim.weight))
