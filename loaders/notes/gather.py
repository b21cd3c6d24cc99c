"""The prose of a note -> claims on one of its events."""

import re

from loaders import documents
from loaders.normalise import kinds, organisations, states
from loaders.notes import days, header, numbers, prose, roles, unlisted, who
from loaders.notes.claims import HEADER, HEADLINE, PROSE, Claim, Claims, PartyClaim, add_place
from loaders.notes.cues import within
from loaders.notes.grouping import Group
from loaders.notes.headline import Front
from loaders.notes.layout import is_sentence
from loaders.notes.lists import looks_like_a_body
from loaders.notes.reading import Reading

_EVENT_OF = re.compile(
    r"(?:['’]s)?(?:-organi[sz]ed)?\s+(?:[\w-]+\s+){0,4}?(?:workshop|seminar|conference|meeting|training|course|symposium|webinar|exercise|round ?table|forum)\b",
    re.IGNORECASE,
)

_PRONOUN = re.compile(
    r"\W*(?:\w+\s+){0,3}?(?:it|which|this|they|il|elle|ils|elles|qui|que|éste?|ésta)\b|\W*(?:was|were|is|are|has|had|est|était|sont|fue|ha|queda|quedó)\b",
    re.IGNORECASE,
)
_MINISTRY = re.compile(r"(?:the )?(?:ministry|minist[eè]re|ministerio|minist[eé]rio)\b", re.IGNORECASE)
_LEAD = re.compile(r"[\s*•▪–—\d.)-]*")
_WE = re.compile(r"\b(?:we|nous(?: avons)?|nosotros)\s+(?:also |then |jointly |have )?$", re.IGNORECASE)
_HERE = re.compile(  # of the place of the dateline
    r"\bhere\b|\bin (?:this|the) (?:city|capital|town)\b|\bici\b|\bdans (?:cette ville|notre ville|la capitale)\b|\baquí\b|\ben esta (?:ciudad|capital)\b",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"\b(?:at|near|outside)\s+(?:the\s+)?(?:[a-z]+\s+)?[A-ZÀ-Þ]|\b(?:au|aux|près de|à l['’]|à la|en el|en la|cerca de)\s*[A-ZÀ-Þ]"
)


def gather(document: documents.Document, reading: Reading, group: Group, claims: Claims, top: Front) -> list:
    """Add the claims of the prose; the date and place are settled first, they tell what is about other events."""
    paragraphs = [
        s._replace(start=max(s.start, top.end))
        for s in group.prose + group.shared_prose
        if s.kind == "prose" and s.end > top.end
    ]
    unlisted.add_bodies(reading, paragraphs)
    told = prose.sentences(reading, paragraphs)
    if paragraphs and not group.labels:
        _lead_in_place(reading, paragraphs[0].start, claims)
    lead = next((s.number for s in told if _tells_event(reading, s)), 0)
    titled = claims.value("event_type")
    for sentence in told:
        for claim in prose.dates_of(reading, sentence, top.date, lead, titled):
            claims.add(claim)
        for claim in prose.places_of(reading, sentence, lead, titled):
            add_place(claims, claim)
        if claim := prose.type_of(reading, sentence, lead):
            claims.add(claim)
    if not claims.best("dates"):
        _date_beside(reading, claims, told, lead)
    if not claims.best("event_type") and claims.best("dates"):
        _type_beside(reading, claims, told)
    if told and not group.labels and not claims.best("title"):
        first = told[min(lead, len(told) - 1)]
        header.title(reading.text, first.start, first.end, claims, 8)
    days.settle(reading, claims, top)
    elsewhere = days.conflicts(reading, claims, told)
    _place_with_date(reading, claims, told, elsewhere)
    alone, before = not group.shared_prose, None
    city, country = claims.value("city"), claims.value("country_code")
    for sentence in told:
        mine = alone or _about(reading, sentence, group, city, country)
        if mine is None and before and "\n" not in reading.text[before[0].end : sentence.start]:
            mine = before[1]  # the same paragraph goes on about the same event
        before = (sentence, mine)
        if mine is False:
            continue
        if mine:
            for claim in numbers.counts_of(reading, sentence, elsewhere, lead):
                claims.add(claim)
        claims.parties += who.parties_of(reading, sentence, elsewhere)
        if claim := prose.format_of(reading, sentence):
            claims.add(claim)
        for cue in within(reading.cues, sentence.start, sentence.end):
            _add_status(reading, claims, sentence, cue)
    claims.parties += _we(reading, group, told)
    _headline_counts(reading, claims)
    if not any(claim.role in ("organiser", "host") for claim in claims.parties):
        claims.parties += _headline_organisers(reading, claims, told, lead)
    if not claims.best("city") and not claims.best("country_code"):
        _host_headline(reading, claims)
    here = top.place and any(_tells_event(reading, s) and _HERE.search(reading.text, s.start, s.end) for s in told)
    if here:  # "was held here"
        add_place(claims, Claim("place", top.place.value, top.place.start, top.place.end, PROSE + 4))
    elif not claims.best("city") and top.place:
        _dateline_city(reading, claims, top, told)
    claims.parties = [_with_state(claim, claims.value("country_code")) for claim in claims.parties]
    _footnotes(document, reading, claims)
    return told


def _we(reading: Reading, group: Group, told: list) -> list[PartyClaim]:
    """The body of the letterhead, where the note says "we organised"."""
    first = reading.text.lstrip().split("\n", 1)[0].strip(" *#_")
    if group.labels or len(first) > 100 or not looks_like_a_body(first) or is_sentence(first):
        return []
    start = reading.text.index(first)
    for sentence in told:
        for cue in within(reading.cues, sentence.start, sentence.end):
            before = reading.text[max(sentence.start, cue.start - 16) : cue.start]
            if (
                cue.means("organiser act", "organiser bid")
                and _WE.search(before)
                and not sentence.tells_other(cue.start)
            ):
                return [PartyClaim("organiser", organisations.party(first), start, start + len(first), PROSE)]
    return []


def _headline_counts(reading: Reading, claims: Claims) -> None:
    """Numbers that only the headline gives: "Officers from five countries learn to ..."."""
    if not claims.best("dates"):
        return
    for title in [c for c in claims.values.get("title", []) if c.weight == HEADLINE]:
        for mention in within(reading.counts, title.start, title.end):
            name = {"people": "participants", "states": "states_reported"}.get(mention.kind)
            if name and not claims.best(name):
                claims.add(Claim(name, mention.value, mention.start, mention.end, 12))


def _host_headline(reading: Reading, claims: Claims) -> None:
    """The state of "Kazakhstan hosts ..." in a headline, where nothing else tells the place."""
    for title in claims.values.get("title", []):
        hosts = [
            m for role, m, _ in roles.names(reading, title.start, title.end) if role == "host" and m.kind == "state"
        ]
        if len(hosts) == 1 and title.weight <= HEADLINE:
            claims.add(Claim("country_code", hosts[0].value, hosts[0].start, hosts[0].end, 22))


def _place_with_date(reading: Reading, claims: Claims, told: list, elsewhere: list[tuple[int, int]]) -> None:
    """The place in the sentence that bears the event's date, else in the one before or after; none of other events."""
    for name in ("city", "country_code"):
        if name in claims.values:
            claims.values[name] = [c for c in claims.values[name] if not any(a <= c.start < b for a, b in elsewhere)]
    best = claims.best("dates")
    number = next((s.number for s in told if best and s.start <= best.start < s.end), None)
    if number is None:
        return
    for distance, weight in ((0, 26), (1, 16)):
        if distance and (claims.best("city") or claims.best("country_code")):
            return
        for sentence in told:
            if abs(sentence.number - number) == distance:
                for claim in prose.located(reading, sentence, weight):
                    if not any(a <= claim.start < b for a, b in elsewhere):
                        add_place(claims, claim)


def _with_state(claim: PartyClaim, country: str | None) -> PartyClaim:
    """A ministry that organised or hosted, named without its state: it is one of the state where the event was held."""
    body = claim.party
    if isinstance(body, str) or body.state_code or body.type != "unlisted" or not country:
        return claim
    if claim.role not in ("organiser", "host") or not _MINISTRY.match(body.name):
        return claim
    return claim._replace(party=organisations.party(f"{body.name} of {states.name(country)}"))


def _lead_in_place(reading: Reading, start: int, claims: Claims) -> None:
    """The city with which an item begins: "Bishkek. The IAEA held ...", "**Vientiane: customs laboratories.**"."""
    for mention in within(reading.places, start, start + 60):
        if _LEAD.fullmatch(reading.text, start, mention.start) and reading.text[mention.end : mention.end + 1] in (
            ".",
            ":",
            ",",
        ):
            add_place(claims, Claim("place", mention.value, mention.start, mention.end, 24))


def _dateline_city(reading: Reading, claims: Claims, top: Front, told: list) -> None:
    """The city of the dateline, where the note tells that the event was in that state, and no site elsewhere."""
    place = top.place.value
    if any(_tells_event(reading, s) and _SITE.search(reading.text, s.start, s.end) for s in told):
        return
    country = claims.value("country_code")
    governed = {
        party if isinstance(party, str) else party.state_code
        for party in (c.party for c in claims.parties if c.role in ("organiser", "host"))
    }
    named = {m.value for m in reading.states} | {b.value.state_code for b in reading.every_body if b.value.state_code}
    if place.country_code and named == {place.country_code} and not country:
        governed.add(place.country_code)  # no other state is spoken of
    if place.country_code and (country == place.country_code or not country and place.country_code in governed):
        add_place(claims, Claim("place", place, top.place.start, top.place.end, 20))


def _headline_organisers(reading: Reading, claims: Claims, told: list, lead: int) -> list[PartyClaim]:
    """Who organised where only the headline or the kind of event tells: "WCO trains ...", "the INTERPOL conference"."""
    stretches = [(c.start, c.end) for c in claims.values.get("title", []) if c.weight == HEADLINE]
    found = [
        PartyClaim(role, mention.value, mention.start, mention.end, PROSE)
        for start, end in stretches
        for role, mention, _ in roles.names(reading, start, end)
        if role in ("organiser", "host") and mention.kind == "organisation"
    ]
    if found:
        return found
    hosts = [
        (role, mention)
        for start, end in stretches
        for role, mention, _ in roles.names(reading, start, end)
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


def _date_beside(reading: Reading, claims: Claims, told: list, lead: int) -> None:
    """A day in full near the sentence that tells of the event, where no sentence says that it was held then."""
    for sentence in told:
        if abs(sentence.number - lead) > 2 or sentence.other:
            continue
        for mention in within(reading.dates, sentence.start, sentence.end):
            if any(c.means("when other", "topic") for c in within(reading.cues, sentence.start, mention.start)):
                break
            told_day = mention.value.start or mention.value.month
            if mention.value.precision == "day" and told_day and mention.kind in ("", "opening"):
                claims.add(Claim("dates", mention.value, mention.start, mention.end, 20))
                return


def _type_beside(reading: Reading, claims: Claims, told: list) -> None:
    """The kind of event that the sentence with the date names, or one beside it."""
    place = claims.best("dates").start
    number = next((s.number for s in told if s.start <= place < s.end), None)
    near = [s for s in told if number is not None and abs(s.number - number) <= 1 and not s.other]
    for sentence in sorted(near, key=lambda s: abs(s.number - number)):
        if kind := prose.kind_of(reading, sentence.start, sentence.end):
            claims.add(Claim("event_type", kind, sentence.start, sentence.end, 20))
            return


def _tells_event(reading: Reading, sentence: prose.Sentence) -> bool:
    marks = within(reading.cues, sentence.start, sentence.end)
    return any(c.means("hold", "future") for c in marks) and bool(prose.kind_of(reading, sentence.start, sentence.end))


def _add_status(reading: Reading, claims: Claims, sentence: prose.Sentence, cue) -> None:
    if sentence.tells_other(cue.start) or sentence.section == "comments":
        return
    if cue.means("cancelled"):
        if not _event_is_dropped(reading, sentence, cue, claims.value("event_type")):
            return
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
        leading = sentence.number < 2 and prose.kind_of(reading, sentence.start, sentence.end)
        if about or leading or "registration" in cue.phrase or "invit" in cue.phrase:
            claims.add(Claim("status", "announced", cue.start, cue.end, PROSE - 10 if sentence.number < 4 else 5))
    elif cue.means("hold", "attend act") and not cue.means("organiser act"):
        claims.add(Claim("status", "held", cue.start, cue.end, PROSE - 12))


def _event_is_dropped(reading: Reading, sentence: prose.Sentence, cue, held: str | None) -> bool:
    """Whether what was cancelled is an event, not a flight or a speech."""
    cuts = [m.end() for m in prose.CHUNK.finditer(reading.text, sentence.start, cue.start)]
    clause = reading.text[cuts[-1] if cuts else sentence.start : sentence.end]
    kind = kinds.event_type(clause)
    if kind and held and kind != held:
        return False  # another event was dropped
    return bool(kinds.event_type(clause) or prose.OWN.search(clause) or _PRONOUN.match(clause))


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
