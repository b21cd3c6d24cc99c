"""The prose of a note -> claims on one of its events."""

import re

from loaders import documents
from loaders.normalise import kinds
from loaders.notes import days, header, prose, roles
from loaders.notes.claims import HEADER, HEADLINE, PROSE, Claim, Claims, PartyClaim, add_place
from loaders.notes.cues import within
from loaders.notes.grouping import Group
from loaders.notes.headline import Front
from loaders.notes.reading import Reading

_EVENT_OF = re.compile(
    r"(?:['’]s)?(?:-organi[sz]ed)?\s+(?:[\w-]+\s+){0,4}?(?:workshop|seminar|conference|meeting|training|course|symposium|webinar|exercise|round ?table|forum)\b",
    re.IGNORECASE,
)


def gather(document: documents.Document, reading: Reading, group: Group, claims: Claims, top: Front) -> list:
    """Add the claims of the prose; the date and place are settled first, they tell what is about other events."""
    paragraphs = [
        s._replace(start=max(s.start, top.end))
        for s in group.prose + group.shared_prose
        if s.kind == "prose" and s.end > top.end
    ]
    told = prose.sentences(reading, paragraphs)
    lead = next((s.number for s in told if _tells_event(reading, s)), 0)
    titled = claims.value("event_type")
    for sentence in told:
        for claim in prose.dates_of(reading, sentence, top.date, lead, titled):
            claims.add(claim)
        for claim in prose.places_of(reading, sentence, lead, titled):
            add_place(claims, claim)
        if claim := prose.type_of(reading, sentence, lead):
            claims.add(claim)
    if told and not group.labels and not claims.best("title"):
        first = told[min(lead, len(told) - 1)]
        header.title(reading.text, first.start, first.end, claims, 8)
    days.settle(reading, claims, top)
    elsewhere = days.conflicts(reading, claims, told)
    alone = not group.shared_prose
    city, country = claims.value("city"), claims.value("country_code")
    for sentence in told:
        mine = alone or _about(reading, sentence, group, city, country)
        if mine is False:
            continue
        if mine:
            for claim in prose.counts_of(reading, sentence, elsewhere, lead):
                claims.add(claim)
        claims.parties += prose.parties_of(reading, sentence, elsewhere)
        if claim := prose.format_of(reading, sentence):
            claims.add(claim)
        for cue in within(reading.cues, sentence.start, sentence.end):
            _add_status(reading, claims, sentence, cue)
    if not any(claim.role in ("organiser", "host") for claim in claims.parties):
        claims.parties += _headline_organisers(reading, claims, told, lead)
    if not claims.best("city") and not claims.best("country_code"):
        _host_headline(reading, claims)
    _footnotes(document, reading, claims)
    return told


def _host_headline(reading: Reading, claims: Claims) -> None:
    """The state of "Kazakhstan hosts ..." in a headline, where nothing else tells the place."""
    for title in claims.values.get("title", []):
        hosts = [m for role, m in roles.names(reading, title.start, title.end) if role == "host" and m.kind == "state"]
        if len(hosts) == 1 and title.weight <= HEADLINE:
            claims.add(Claim("country_code", hosts[0].value, hosts[0].start, hosts[0].end, 22))


def _headline_organisers(reading: Reading, claims: Claims, told: list, lead: int) -> list[PartyClaim]:
    """Who organised where only the headline or the kind of event tells: "WCO trains ...", "the INTERPOL conference"."""
    stretches = [(c.start, c.end) for c in claims.values.get("title", []) if c.weight == HEADLINE]
    found = [
        PartyClaim(role, mention.value, mention.start, mention.end, PROSE)
        for start, end in stretches
        for role, mention in roles.names(reading, start, end)
        if role in ("organiser", "host") and mention.kind == "organisation"
    ]
    if found:
        return found
    hosts = [
        (role, mention)
        for start, end in stretches
        for role, mention in roles.names(reading, start, end)
        if role == "host" and mention.kind == "state"
    ]
    if len(hosts) == 1:
        return [PartyClaim("host", hosts[0][1].value, hosts[0][1].start, hosts[0][1].end, PROSE)]
    stretches += [(s.start, s.end) for s in told if s.number in (lead, lead + 1) and not s.other]
    for start, end in stretches:
        for mention in within(reading.organisations, start, end):
            if _EVENT_OF.match(reading.text, mention.end, end):
                return [PartyClaim("organiser", mention.value, mention.start, mention.end, PROSE)]
    return []


def _tells_event(reading: Reading, sentence: prose.Sentence) -> bool:
    marks = within(reading.cues, sentence.start, sentence.end)
    return any(c.means("hold", "future") for c in marks) and bool(
        kinds.event_type(reading.text[sentence.start : sentence.end])
    )


def _add_status(reading: Reading, claims: Claims, sentence: prose.Sentence, cue) -> None:
    if sentence.tells_other(cue.start) or sentence.section == "comments":
        return
    if cue.means("cancelled"):
        if sentence.section == "background" and claims.best("dates") and claims.best("dates").weight >= HEADER - 10:
            return
        claims.add(
            Claim(
                "status",
                "cancelled",
                cue.start,
                cue.end,
                PROSE if prose.is_own(reading, sentence) or sentence.number < 3 else 5,
            )
        )
    elif cue.means("future"):
        about = prose.is_own(reading, sentence._replace(end=cue.end)) or cue.means("invite act", "invite by")
        leading = sentence.number < 2 and kinds.event_type(reading.text[sentence.start : sentence.end])
        if about or leading or "registration" in cue.phrase or "invit" in cue.phrase:
            claims.add(Claim("status", "announced", cue.start, cue.end, PROSE - 10 if sentence.number < 4 else 5))
    elif cue.means("hold", "attend act") and not cue.means("organiser act"):
        claims.add(Claim("status", "held", cue.start, cue.end, PROSE - 12))


def _about(
    reading: Reading, sentence: prose.Sentence, group: Group, city: str | None, country: str | None
) -> bool | None:
    """In prose shared by several events: True when the sentence names this one's place, False another's, None neither."""
    if group.start <= sentence.start < group.end:
        return True
    if sentence.start < group.start:  # the head of the note
        return None
    named = {m.value.city for m in within(reading.places, sentence.start, sentence.end)}
    lands = {m.value for m in reading.parties(sentence.start, sentence.end) if m.kind in ("state", "place")}
    if city in named or country in lands:
        return True
    return False if named or lands else None


def _footnotes(document: documents.Document, reading: Reading, claims: Claims) -> None:
    """A footnote that lists states names those of the marked number."""
    for number, note in enumerate(document.notes, start=1):
        aside = Reading(note)
        named = [m for m in aside.states if m.kind == "name"]
        letters = sum(m.end - m.start for m in named)
        if len(named) >= 3 and letters > 0.5 * len(note):
            for mention in named:
                claims.parties.append(PartyClaim("participant", mention.value, -number, -number, PROSE))
