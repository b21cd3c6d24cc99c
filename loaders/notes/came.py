"""Labels on who came: numbers, totals, States and bodies -> claims."""

import re

from loaders.normalise import Mention, counts
from loaders.notes import bodies, roles
from loaders.notes.claims import HEADER, Claim, Claims, PartyClaim
from loaders.notes.cues import within
from loaders.notes.layout import Segment
from loaders.notes.reading import Reading

_NUMBER = re.compile(r"[(\[]\s*(\d{1,4})\s*[)\]]")
_BARE_NUMBER = re.compile(r"\s*(?:total\s*:?\s*)?(\d[\d .,]*\d|\d)\s*(?:in total|total|\.)?\s*$", re.IGNORECASE)
_TOTAL = re.compile(
    r"\b(\d{1,3}(?:[ .,]?\d{3})*)\s+(?:in (?:total|all)|altogether|all told|en total|au total|en tout|insgesamt)\b"
    r"|\b(?:in total|a total of|en total|au total|un total de|total:?)\s+(\d{1,3}(?:[ .,]?\d{3})*)",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"\s*(?:total\s*:?\s*)?((?:[^\W\d]+\s+){0,3}?\d[\d .,]*(?<=\d)\+?)(?=\s+[^\W\d]|\s*[,;(\n]|\s*$)(?!\s*(?:%|per cent|years|days|hours))",
    re.I,
)


def participants(reading: Reading, segment: Segment, claims: Claims, only_states: bool) -> None:
    """The numbers and names under a label for participants or States."""
    text = reading.text
    label_number = _NUMBER.search(text, segment.label_start, segment.start)
    if label_number is None and only_states:
        numbers = list(_NUMBER.finditer(text, segment.start, segment.end))  # "Chad, Mali, Niger (3)"
        last = numbers[0] if len(numbers) == 1 and not text[numbers[0].end() : segment.end].strip(" .") else None
        named = [m for m in within(reading.states, segment.start, segment.end) if m.kind == "name"]
        label_number = last if len(named) > 1 else None
    if label_number and only_states:
        count = counts.Count(int(label_number[1]), "exact")
        claims.add(Claim("states_reported", count, label_number.start(1), label_number.end(1)))
    elif label_number:
        claims.add(
            Claim(
                "participants", counts.Count(int(label_number[1]), "exact"), label_number.start(1), label_number.end(1)
            )
        )
    written = text[segment.start : segment.end]
    named = any(m.kind == "name" for m in within(reading.states, segment.start, segment.end))
    bare = counts.parse(written) if len(written) < 40 and not named else None
    if bare is None and (match := _BARE_NUMBER.match(written)):
        bare = counts.parse(match[1])
    if bare and not within(reading.counts, segment.start, segment.end):
        name = "states_reported" if only_states else "participants"
        claims.add(Claim(name, bare, segment.start, segment.end))
        return
    if only_states and (first := counts.parse(written.partition(":")[0])) and named:  # "siete: Costa Rica, Cuba ..."
        claims.add(Claim("states_reported", first, segment.start, segment.start + len(written.partition(":")[0])))
    counted(reading, segment, claims, only_states)
    bodies.attending(reading, segment.start, segment.end, claims, only_states)


def counted(reading: Reading, segment: Segment, claims: Claims, only_states: bool) -> None:
    """The first number of people and the first of states in a label's value, leaving out the invited and the absent."""
    if not only_states and (total := _total(reading, segment)) and total.value:
        claims.add(Claim("participants", total.value, total.start, total.end))
    spans = roles.scopes(reading, segment.start, segment.end, "attend")
    for mention in within(reading.counts, segment.start, segment.end):
        role = next((scope.role for scope in spans if scope.start <= mention.start < scope.end), "attend")
        if role in ("invite", "absent", "observer", "sponsor"):
            continue
        if mention.kind == "people":
            claims.add(Claim("participants", mention.value, mention.start, mention.end))
        elif mention.kind == "states":
            claims.add(Claim("states_reported", mention.value, mention.start, mention.end))
    if not claims.values.get("participants") and not only_states:
        _leading_count(reading, segment, claims)


def only_people(reading: Reading, segment: Segment) -> bool:
    """Whether the value of a label begins with a number of people, whatever the label's words: "Connections: 230"."""
    found = within(reading.counts, segment.start, segment.end)[:1]
    return bool(found) and found[0].kind == "people" and not reading.text[segment.start : found[0].start].strip()


def _total(reading: Reading, segment: Segment) -> Mention | None:
    """The number that a label's value calls the total: "85 in the room and 40 online, 125 in total"."""
    match = _TOTAL.search(reading.text, segment.start, segment.end)
    if match is None:
        return None
    group = 1 if match[1] else 2
    written = match[group]
    return Mention(match.start(group), match.end(group), written, counts.parse(written), "people")


def _leading_count(reading: Reading, segment: Segment, claims: Claims) -> None:
    """The number with which the value begins, whatever noun follows, when it is not one of states."""
    lead = _LEADING.match(reading.text, segment.start, segment.end)
    if not lead or any(m.start < lead.end(1) for m in within(reading.counts, segment.start, segment.end)):
        return
    if count := counts.parse(lead[1]):
        claims.add(Claim("participants", count, lead.start(1), lead.end(1), HEADER - 5))


def aside(reading: Reading, segment: Segment, claims: Claims, role: str) -> None:
    """Those invited or absent: evidence, never attendance."""
    for mention in reading.parties(segment.start, segment.end):
        if mention.kind in ("state", "organisation"):
            party = mention.value if mention.kind == "state" else mention.value
            claims.parties.append(PartyClaim(role, party, mention.start, mention.end))
