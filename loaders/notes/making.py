"""The claims on one event -> its Record: which claim counts, and what disagrees."""

import re

from loaders import documents
from loaders.normalise import states
from loaders.normalise.governments import of_state
from loaders.normalise.organisation_parties import is_part
from loaders.normalise.organisations import Organisation
from loaders.normalise.words import fold
from loaders.notes import days
from loaders.notes.claims import HEADER, Claim, Claims, PartyClaim
from loaders.notes.cues import within
from loaders.notes.grouping import Group
from loaders.notes.reading import Reading
from loaders.records import Fact, Party, Problem, Record

_HEADS = re.compile(
    r"[ \t]*[(\[]\s*(\d{1,3})(?:\s+(?:participants?|persons?|people|officials?|delegates?|representatives?))?\s*[)\]]"
)
EVIDENCE_ONLY = frozenset({"invited", "absent"})


class Maker:
    """Builds the Record of one event from its claims."""

    def __init__(self, document: documents.Document, reading: Reading, claims: Claims) -> None:
        self.document, self.reading, self.claims = document, reading, claims

    def place(self, start: int, end: int) -> tuple[str, str]:
        """The locator of text[start:end] and its words."""
        if start < 0:
            return f"note {-start}", self.document.notes[-start - 1]
        return documents.locator(self.document, start, end), self.document.text[start:end]

    def fact(self, name: str, value, claim) -> Fact:
        """One value as evidence."""
        return Fact(name, value, *self.place(claim.start, claim.end))

    def record(self, group: Group) -> Record:
        """The record: facts with the one that counts first, parties, problems."""
        claims = self.claims
        first = claims.best("title") or claims.best("dates")
        record = Record(self.place(first.start, first.end)[0] if first else "line 1")
        status = self._status()
        held = status == "held"
        self._simple(record, "title")
        self._simple(record, "event_type")
        best = claims.best("status")
        record.facts.append(
            self.fact("status", status, best)
            if best and best.value == status
            else Fact("status", status, record.locator, "")
        )
        self._dates(record)
        self._same_town()
        self._simple(record, "city")
        self._simple(record, "country_code")
        self._format(record)
        for name, bound in (("participants", "participants_bound"), ("states_reported", "states_bound")):
            self._count(record, name, bound, held)
        self._parties(record, held)
        for written, start, end in claims.unresolved:
            kind, message = states.explain(written) or ("unresolved state", f"{written!r} is no state that is known.")
            record.problems.append(Problem(kind, message, self.place(start, end)[0], "state", written))
        return record

    def _status(self) -> str:
        best = self.claims.best("status")
        return best.value if best and best.weight >= 10 else "held"

    def _simple(self, record: Record, name: str) -> None:
        """The heaviest claim first, then those with another value; two labels or label and prose that differ are a problem."""
        best = self.claims.best(name)
        if best is None:
            return
        record.facts.append(self.fact(name, best.value, best))
        seen = {best.value}
        for claim in self.claims.values[name]:
            if claim.value not in seen and claim.weight >= 20:
                seen.add(claim.value)
                record.facts.append(self.fact(name, claim.value, claim))
                if name in ("city", "country_code") and best.weight >= HEADER - 10 and claim.weight >= 34:
                    self._disagree(record, name, best, claim)

    def _disagree(self, record: Record, name: str, best: Claim, other: Claim) -> None:
        words = " ".join(self.document.text[other.start : other.end].split())
        chosen = " ".join(self.document.text[best.start : best.end].split())
        rule = "the label counts" if best.weight >= HEADER - 10 else "the text counts, not the headline"
        record.problems.append(
            Problem(
                "disagreement",
                f"The note gives {chosen!r} and {words!r} for {name.replace('_', ' ')}; {rule}.",
                self.place(other.start, other.end)[0],
                name,
                words,
            )
        )

    def _dates(self, record: Record) -> None:
        best = self.claims.best("dates")
        if best is None:
            return
        value = best.value
        if value.start is None and value.end:
            record.facts += [self.fact("end_date", value.end, best), self.fact("date_precision", "day", best)]
            return
        if value.start is None:
            record.problems.append(
                Problem(
                    "missing year" if value.month else "unclear date",
                    "The date has no year.",
                    self.place(best.start, best.end)[0],
                    "start_date",
                    self.document.text[best.start : best.end],
                    "Add the year to the note.",
                )
            )
            return
        end_claim = self.claims.best("end_words") or best
        record.facts.append(self.fact("start_date", value.start, best))
        if value.end is not None:
            record.facts.append(self.fact("end_date", value.end, end_claim))
        record.facts.append(self.fact("date_precision", value.precision, best))
        for claim in self.claims.values["dates"]:
            if claim is best or claim.value.start is None or claim.weight < 20:
                continue
            if days.same_days(claim.value, value):
                continue
            if abs((claim.value.start - value.start).days) > (40 if claim.weight < 30 else 120):
                continue
            record.facts.append(self.fact("start_date", claim.value.start, claim))
            if claim.value.end:
                record.facts.append(self.fact("end_date", claim.value.end, claim))
            self._disagree(record, "start_date", best, claim)

    def _format(self, record: Record) -> None:
        claims = self.claims
        best = claims.best("format")
        city = claims.best("city") or claims.best("country_code")
        hybrid = next((c for c in claims.values.get("format", []) if c.value == "hybrid"), None)
        online = next((c for c in claims.values.get("format", []) if c.value == "online"), None)
        remote = next((c for c in claims.values.get("format", []) if c.value == "remote"), None)
        if remote and not online and not hybrid:  # some logged in: all of them, unless there was a place too
            hybrid, online = (remote, None) if city else (None, remote)
        if hybrid:
            record.facts.append(self.fact("format", "hybrid", hybrid))
        elif best and best.weight >= HEADER - 10:
            record.facts.append(self.fact("format", best.value, best))
        elif city and city.weight >= HEADER - 10:
            record.facts.append(self.fact("format", "in person", city))
        elif online and not (best and best.value == "in person" and best.weight > online.weight):
            record.facts.append(self.fact("format", "online", online))
        elif city:
            record.facts.append(self.fact("format", "in person", city))
        elif (kind := claims.best("event_type")) and kind.value == "webinar":
            record.facts.append(self.fact("format", "online", kind))
        form = record.value("format")
        if form == "online" and city and city.weight < HEADER - 10:
            record.facts = [f for f in record.facts if f.field not in ("city", "country_code")]

    def _count(self, record: Record, name: str, bound: str, held: bool) -> None:
        best = self.claims.best(name)
        if best is None:
            return
        if not held:
            record.facts.append(self.fact(f"{name}_expected", best.value.value, best))
            return
        record.facts.append(self.fact(name, best.value.value, best))
        record.facts.append(self.fact(bound, best.value.bound, best))
        seen = {best.value.value}
        for claim in self.claims.values[name]:
            if claim.value.value not in seen:
                seen.add(claim.value.value)
                record.facts.append(self.fact(name, claim.value.value, claim))
                if claim.weight >= 24:
                    self._disagree(record, name, best, claim)

    def _of_the_place(self, claim: PartyClaim) -> Organisation:
        """The body; a ministry that organised or hosted without a word on whose it is is one of the state of the place."""
        body, country = claim.party, self.claims.value("country_code")
        if claim.role not in ("organiser", "host") or body.type != "unlisted" or not country:
            return body
        return of_state(body.name, country) or body

    def _same_town(self) -> None:
        """Leave the state of another town aside where a label names the town without its state."""
        best = self.claims.best("city")
        if best is None or best.weight < HEADER - 10:
            return
        self.claims.values["country_code"] = [
            claim
            for claim in self.claims.values.get("country_code", [])
            if claim.weight >= HEADER - 10
            or all(
                fold(m.value.city) in ("", fold(best.value))
                for m in within(self.reading.places, claim.start, claim.end)
            )
        ]

    def _headcounts(self) -> dict[int, int]:
        """The end of a state's name in a list -> the number in brackets behind it, where most of the list have one."""
        listed = [c for c in self.claims.parties if isinstance(c.party, str) and c.weight >= HEADER and c.start >= 0]
        heads = {claim.end: _HEADS.match(self.document.text, claim.end) for claim in listed}
        found = {end: int(match[1]) for end, match in heads.items() if match}
        return found if len(found) > len(heads) / 2 else {}

    def _its_experts(self, claim: PartyClaim, labelled: list) -> bool:
        """Whether "experts of the Committee" in prose are the group of experts that a label names."""
        if isinstance(claim.party, str) or claim.start < 0:
            return False
        text = self.document.text
        around = text[max(0, claim.start - 16) : claim.start] + "|" + text[claim.end : claim.end + 10]
        if "expert" not in around.lower():
            return False
        return any("expert" in body.name.lower() and is_part(body, claim.party) for body in labelled)

    def _parties(self, record: Record, held: bool) -> None:
        absent = {c.party for c in self.claims.parties if c.role == "absent" and isinstance(c.party, str)}
        counted = self._headcounts()
        labelled = [c.party for c in self.claims.parties if c.weight >= HEADER and not isinstance(c.party, str)]
        for claim in self.claims.parties:
            if claim.weight < HEADER and self._its_experts(claim, labelled):
                continue
            locator, written = self.place(claim.start, claim.end)
            if isinstance(claim.party, str):
                if claim.role in EVIDENCE_ONLY or (not held and claim.role not in ("organiser", "host")):
                    name = claim.role if claim.role in EVIDENCE_ONLY else "expected"
                    record.facts.append(Fact(name, claim.party, locator, written))
                elif claim.party not in absent:
                    count = counted.get(claim.end)
                    record.parties.append(
                        Party(
                            claim.party, states.name(claim.party), "state", "state", claim.role, locator, written, count
                        )
                    )
                continue
            body = self._of_the_place(claim)
            arranging = (
                ("organiser", "host", "sponsor", "partner")
                if claim.weight >= HEADER
                else ("organiser", "host", "sponsor")
            )
            if claim.role in EVIDENCE_ONLY or (not held and claim.role not in arranging):
                name = claim.role if claim.role in EVIDENCE_ONLY else "expected"
                record.facts.append(Fact(name, body.organisation_id, locator, written))
                continue
            record.parties.append(
                Party(body.organisation_id, body.name, "organisation", body.type, claim.role, locator, written)
            )
            if body.state_code and claim.role in ("organiser", "host") and held:
                record.parties.append(
                    Party(body.state_code, states.name(body.state_code), "state", "state", claim.role, locator, written)
                )
