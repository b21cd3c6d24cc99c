"""Lists of organisations and states under a label or after a cue -> claims on parties."""

import re
from bisect import bisect_left

from loaders.normalise import Mention, organisations, states
from loaders.notes import roles
from loaders.notes.claims import HEADER, Claims, PartyClaim
from loaders.notes.cues import within
from loaders.notes.layout import is_sentence
from loaders.notes.lists import is_known, looks_like_a_body, pieces
from loaders.notes.reading import Reading

ROLE_CUES = ("organiser", "host", "sponsor", "partner", "observer", "invite", "absent", "organiser host")
KNOWN_ONLY = frozenset({"speaker"})  # labels under which the names of persons stand


def listed(reading: Reading, start: int, end: int, role: str, claims: Claims, weight: int = HEADER) -> None:
    """The bodies in the value of a label, in the role of the label or of a cue within the value."""
    for each, a, b in _stretches(reading, start, end, role):
        names_only = each in KNOWN_ONLY
        given = "partner" if each in KNOWN_ONLY else each
        for name in given.split():
            if name in ("invite", "absent"):
                name = {"invite": "invited"}.get(name, name)
            for mention in pieces(reading, a, b):
                if names_only and not (is_known(mention) or looks_like_a_body(mention.written)):
                    continue
                _add(reading, mention, name, claims, weight - names_only)


def _stretches(reading: Reading, start: int, end: int, role: str) -> list[tuple[str, int, int]]:
    """The value of a label cut at its cues: "OPCW, in cooperation with the WCO; hosted by ..."."""
    text = reading.text
    found: list[tuple[str, int, int]] = []
    begin = start
    inside = roles.named_bodies(reading, start, end)
    for cue in within(reading.cues, start, end):
        if cue.start < begin or any(body.start <= cue.start < body.end for body in inside):
            continue
        by = next((r for r in ROLE_CUES if f"{r} by" in cue.meanings), "")
        act = next((r for r in ROLE_CUES if f"{r} act" in cue.meanings or f"{r} near" in cue.meanings), "")
        if act and not by and cue.means("host near", "host act", "sponsor act") and text[begin : cue.start].strip():
            names = pieces(reading, begin, cue.start)
            if names:
                found.append((role, begin, cue.start))
                found.append((act, names[-1].start, names[-1].end))
                role_after = "" if role == "" else role
                begin, role = cue.end, role_after
                stop = re.compile(r"[;,.\n]").search(text, cue.end, end)
                begin = stop.end() if stop else end
            continue
        if by and by != role:
            found.append((role, begin, cue.start))
            begin, role = cue.end, by
    found.append((role, begin, end))
    return [each for each in found if each[0] and each[1] < each[2]]


def _add(reading: Reading, mention: Mention, role: str, claims: Claims, weight: int) -> None:
    """One body of a list as a claim; a state in such a list stands for its government."""
    code = states.resolve(mention.written.strip(" .,;"))
    if code:
        party = government(code)
        if role in ("invited", "absent", "observer"):
            claims.parties.append(PartyClaim(role, code, mention.start, mention.end, weight))
            return
    else:
        party = mention.value
    claims.parties.append(PartyClaim(role, party, mention.start, mention.end, weight))


def government(code: str) -> organisations.Organisation:
    """The government of a state."""
    return organisations.party(f"Government of {states.name(code)}")


def attending(reading: Reading, start: int, end: int, claims: Claims, only_states: bool) -> None:
    """States and bodies under a label for participants."""
    spans = roles.scopes(reading, start, end, "attend")
    taken: list[tuple[int, int]] = []
    for scope in spans:
        if scope.role == "topic" and not only_states:
            continue
        role = {"": "attend", "topic": "attend", "none": "attend", "speak": "attend", "partner": "attend"}.get(
            scope.role, scope.role
        )
        for mention in reading.parties(scope.start, scope.end):
            taken.append((mention.start, mention.end))
            if mention.kind == "state" or (mention.kind == "place" and only_states) or mention.kind == "organisation":
                _attend(role, mention.value, mention, claims)
    _unlisted(reading, start, end, claims, only_states, sorted(taken))


def _attend(role: str, party: str | organisations.Organisation, mention: Mention, claims: Claims) -> None:
    is_state = isinstance(party, str)
    given = {"attend": "participant" if is_state else "partner", "invite": "invited"}.get(role, role)
    for each in given.split():
        if is_state and each in ("organiser", "host", "sponsor"):
            claims.parties.append(PartyClaim(each, government(party), mention.start, mention.end))
        else:
            claims.parties.append(PartyClaim(each, party, mention.start, mention.end))


def _unlisted(
    reading: Reading, start: int, end: int, claims: Claims, only_states: bool, taken: list[tuple[int, int]]
) -> None:
    """Bodies that no table lists, among participants: pieces of a plain list that look like the name of a body."""
    for a, b in _chunks(reading, start, end):
        counted = within(reading.counts, a, b)
        plain = a
        if counted:
            plain = max(c.end for c in counted)
            joint = re.compile(
                r"[^;,.()A-ZÀ-Þ]{0,30}?(?:[;)](?:\s*(?:,|;|and|et|y)\b)?|,?\s*\b(?:and|et|y|as well as|ainsi que|así como|together with|plus)\b)\s*"
            ).match(reading.text, plain, b)
            plain = joint.end() if joint else b
        if is_sentence(reading.text[plain:b]) or plain >= b:
            continue
        for mention in pieces(reading, plain, b):
            if _overlaps(taken, mention):
                continue
            written = mention.written
            if code := states.resolve(written.strip(" .")):
                if only_states:
                    claims.parties.append(PartyClaim("participant", code, mention.start, mention.end))
                continue
            if is_known(mention) or looks_like_a_body(written):
                claims.parties.append(PartyClaim("partner", mention.value, mention.start, mention.end))
            elif only_states and len(written.split()) <= 5:
                claims.unresolved.append((written, mention.start, mention.end))


def _overlaps(taken: list[tuple[int, int]], mention: Mention) -> bool:
    """Whether a name shares words with one that was read before; `taken` is sorted."""
    place = bisect_left(taken, (mention.end, 0))
    return any(mention.start < end for _, end in taken[max(0, place - 3) : place])


def _chunks(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a participants value: its sentences and its lines."""
    found = []
    for a, b in reading.sentences_in(start, end):
        place = a
        for match in re.finditer(r";", reading.text[a:b]):
            found.append((place, a + match.start()))
            place = a + match.end()
        found.append((place, b))
    return found
