"""The claims of a note -> its records: which claim counts, what disagrees, whether there is an event at all."""

import re
from datetime import date

from loaders import documents
from loaders.normalise import dates as date_values
from loaders.normalise import kinds, states
from loaders.normalise.organisation_parties import is_part
from loaders.notes import header, prose, roles
from loaders.notes.claims import HEADER, HEADLINE, PROSE, Claim, Claims, PartyClaim
from loaders.notes.cues import within
from loaders.notes.grouping import Group, groups
from loaders.notes.headline import Front, front
from loaders.notes.layout import Segment, segments
from loaders.notes.reading import Reading
from loaders.records import Fact, Party, Problem, Record

_EVENT_OF = re.compile(
    r"(?:['’]s)?(?:-organi[sz]ed)?\s+(?:[\w-]+\s+){0,4}?(?:workshop|seminar|conference|meeting|training|course|symposium|webinar|exercise|round ?table|forum)\b",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"\s*[(\[]\s*(\d{1,3})(?:\s+(?:participants?|persons?|people|officials?|delegates?|representatives?))?\s*[)\]]"
)
_TODAY = re.compile(
    r"\b(?:(ended|concluded|closed|finished|concludes|ends|wrapped up|came to an end|s'est achevée?|s'est terminée?|concluyó|finalizó|culminó)"
    r"|met|held|took place|gathered|convened|se réunit|s'est tenue?|se celebró)\s+(?:\w+\s+){0,2}?(?:today|aujourd'hui|hoy)\b",
    re.IGNORECASE,
)
WINDOW = 600  # characters of a sentence around a date that may belong to its clause
EVIDENCE_ONLY = frozenset({"invited", "absent"})


def records(document: documents.Document) -> tuple[list[Record], list[Problem]]:
    """The events of a document and the problems of the document as a whole."""
    parts = segments(document.text)
    reading = Reading(document.text, parts)
    problems = [Problem("left out", sentence, severity="note") for sentence in document.warnings]
    found = [
        record for group in groups(parts, reading) if (record := _record(document, reading, parts, group)) is not None
    ]
    if not found:
        problems.append(Problem("no event", _no_event(document.text), severity="note"))
    return found, problems


def _no_event(text: str) -> str:
    if not text.strip():
        return "The document holds no text."
    first = " ".join(text.split())[:80]
    return f"No event is told of: nothing in the text that begins {first!r} says what was held, when and where."


def _record(document: documents.Document, reading: Reading, parts: list[Segment], group: Group) -> Record | None:
    claims = Claims()
    for segment in group.labels:
        header.read(reading, segment, claims)
    _title_date(reading, group, claims)
    top = front(reading, parts, group, claims)
    told = _prose(document, reading, group, claims, top)
    if not _is_event(reading, parts, group, claims, top, told):
        return None
    return _Maker(document, reading, claims).record(group)


def _title_date(reading: Reading, group: Group, claims: Claims) -> None:
    """Date and place in the value of a title's label, where no label of their own gives them."""
    title = next((s for s in group.labels if "title" in s.fields or "subject" in s.fields), None)
    if title is None or claims.best("dates") or claims.best("start"):
        return
    dated = within(reading.dates, title.start, title.end)
    for mention in dated[:1]:
        claims.add(Claim("dates", mention.value, mention.start, mention.end, HEADLINE))
    if not dated or claims.best("city") or claims.best("country_code"):
        return
    for mention in within(reading.places, title.start, title.end):
        before = reading.text[title.start : mention.start].rstrip()
        if before.endswith((",", ";", "-", "–", "—", "(", " in", " at", " en", " à")):
            _add_place(claims, Claim("place", mention.value, mention.start, mention.end, HEADLINE))
            return


def _prose(document: documents.Document, reading: Reading, group: Group, claims: Claims, top: Front) -> list:
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
            _add_place(claims, claim)
        if claim := prose.type_of(reading, sentence, lead):
            claims.add(claim)
    if told and not group.labels and not claims.best("title"):
        first = told[min(lead, len(told) - 1)]
        header.title(reading.text, first.start, first.end, claims, 8)
    _settle_dates(reading, claims, top)
    conflicts = _conflicts(reading, claims, told)
    alone = not group.shared_prose
    city, country = claims.value("city"), claims.value("country_code")
    for sentence in told:
        mine = alone or _about(reading, sentence, group, city, country)
        if mine is False:
            continue
        if mine:
            for claim in prose.counts_of(reading, sentence, conflicts, lead):
                claims.add(claim)
        claims.parties += prose.parties_of(reading, sentence, conflicts)
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


def _add_place(claims: Claims, claim: Claim) -> None:
    if claim.field == "country_code":
        claims.add(claim)
        return
    place = claim.value
    if place.city:
        claims.add(Claim("city", place.city, claim.start, claim.end, claim.weight))
    if place.country_code:
        claims.add(Claim("country_code", place.country_code, claim.start, claim.end, claim.weight))


def _add_status(reading: Reading, claims: Claims, sentence: prose.Sentence, cue) -> None:
    if sentence.tells_other(cue.start) or sentence.section == "comments":
        return
    if cue.means("cancelled"):
        claims.add(
            Claim(
                "status",
                "cancelled",
                cue.start,
                cue.end,
                PROSE if prose._is_own(reading, sentence) or sentence.number < 3 else 5,
            )
        )
    elif cue.means("future"):
        about = prose._is_own(reading, sentence._replace(end=cue.end)) or cue.means("invite act", "invite by")
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
    named = {m.value.city for m in within(reading.places, sentence.start, sentence.end)}
    lands = {m.value for m in reading.parties(sentence.start, sentence.end) if m.kind in ("state", "place")}
    if city in named or country in lands:
        return True
    return False if named or lands else None


def _settle_dates(reading: Reading, claims: Claims, top: Front) -> None:
    """A date without a year takes the year of the page, the headline or the only other full date; a length gives the end."""
    start, end = claims.best("start"), claims.best("end")
    if start:
        last = end.value.end or end.value.start if end else None
        claims.values["dates"].insert(0, start._replace(field="dates", value=_joined(start.value, last)))
        if end:
            claims.add(Claim("end_words", None, end.start, end.end))
    years = top.years
    for index, claim in enumerate(claims.values.get("dates", [])):
        value = claim.value
        if value.start is None and value.month:
            year = next(iter(years), None)
            if year is not None:
                completed = date_values.complete(value, year)
                if (
                    top.released
                    and completed.start
                    and completed.start > top.released
                    and (completed.start - top.released).days > 200
                ):
                    completed = date_values.complete(value, year - 1)
                claims.values["dates"][index] = claim._replace(value=completed)
    _today(reading, claims, top)
    best = claims.best("dates")
    if (
        best
        and best.weight < HEADER
        and best.value.start
        and best.value.precision == "day"
        and best.value.end in (None, best.value.start)
    ):
        around = [c for s in reading.sentences if s[0] <= best.start < s[1] for c in within(reading.cues, *s)]
        if any(c.means("finish") for c in around) and not any(c.means("start") for c in around):
            if prose.end_by_length(reading, best) or best.value.end is None:
                place = claims.values["dates"].index(best)
                claims.values["dates"][place] = best._replace(
                    value=best.value._replace(start=None, end=best.value.start)
                )
            return
        if any(c.means("start") for c in around) or re.search(
            r"(?:from|desde|à partir du)\s+(?:\w+\s+)?$", reading.text[max(0, best.start - 24) : best.start], re.I
        ):
            days = prose.end_by_length(reading, best)
            value = best.value._replace(end=prose.last_day(best.value.start, days) if days else None)
            place = claims.values["dates"].index(best)
            claims.values["dates"][place] = best._replace(value=value)


def _today(reading: Reading, claims: Claims, top: Front) -> None:
    """ "Ended today" and "met today" in an item with a date of its own."""
    found = _TODAY.search(reading.text, top.end) if top.released else None
    if not found:
        return
    best = claims.best("dates")
    if (
        found[1]
        and best
        and best.value.start
        and best.value.start <= top.released
        and best.value.end in (None, best.value.start)
    ):
        value = best.value._replace(end=top.released)
        claims.values["dates"][claims.values["dates"].index(best)] = best._replace(value=value)
        claims.add(Claim("end_words", None, found.start(), found.end()))
    elif not best:
        day = date_values.DateRange(None if found[1] else top.released, top.released)
        claims.add(Claim("dates", day, found.start(), found.end(), 24))


def _joined(first, last: date | None):
    return first._replace(end=last if last else first.end)


def _conflicts(reading: Reading, claims: Claims, told: list) -> list[tuple[int, int]]:
    """The clauses that bear a full date other than the event's."""
    own = claims.value("dates")
    if own is None or own.start is None:
        return []
    first, last = own.start, own.end or own.start
    found = []
    for sentence, mention in [(s, m) for s in told for m in within(reading.dates, s.start, s.end)[: prose.MOST_DATES]]:
        value = mention.value
        if value.start is None or value.precision == "year" and value.start.year == first.year:
            continue
        until = value.end or value.start
        near = (
            value.precision != "day"
            and value.start.year == first.year
            and value.start.month in (first.month, last.month)
        )
        around = (
            value.precision == "day"
            and value.start <= first
            and until >= last
            and (value.start, until) != (first, last)
        )
        if near or (
            value.start <= last
            and until >= first
            and not (around and last > first or around and until > last and value.start < first)
        ):
            continue
        near = max(sentence.start, mention.start - WINDOW), min(sentence.end, mention.end + WINDOW)
        found.append(_clause(reading, *near, mention))
    return found


def _clause(reading: Reading, start: int, end: int, mention) -> tuple[int, int]:
    """The part of a sentence that a date governs: all after it when a verb follows, else its own clause."""
    before = list(prose._CHUNK.finditer(reading.text, start, mention.start))
    after = prose._CHUNK.search(reading.text, mention.end, end)
    a = before[-1].end() if before else start
    b = after.start() if after else end
    verbs = [c for c in within(reading.cues, a, b) if c.means("hold", "attend act")]
    own = prose._OWN.search(reading.text, b, end)
    if verbs or not before:
        return (
            a if not verbs else start if not prose._OWN.search(reading.text, start, a) else a
        ), own.start() if own else end
    return a, b


def _footnotes(document: documents.Document, reading: Reading, claims: Claims) -> None:
    """A footnote that lists states names those of the marked number."""
    for number, note in enumerate(document.notes, start=1):
        aside = Reading(note)
        named = [m for m in aside.states if m.kind == "name"]
        letters = sum(m.end - m.start for m in named)
        if len(named) >= 3 and letters > 0.5 * len(note):
            for mention in named:
                claims.parties.append(PartyClaim("participant", mention.value, -number, -number, PROSE))


def _is_event(reading: Reading, parts: list[Segment], group: Group, claims: Claims, top: Front, told: list) -> bool:
    """Whether the claims tell of an event: it has a kind and a date or a place, and is no paper of another sort."""
    dated, placed = claims.best("dates"), claims.best("city") or claims.best("country_code")
    labelled = any("title" in s.fields and s.kind == "label" for s in group.labels)
    if top.veto and not (labelled and dated and placed and dated.weight >= HEADER - 10):
        return False
    memo = any("memo" in s.fields for s in parts if s.kind == "label")
    strong = [c for c in (dated, placed, claims.best("organiser")) if c and c.weight >= HEADER - 10]
    online = claims.value("format") == "online"
    if labelled and not memo and (strong or (dated and dated.value.start)):
        return True
    kind = claims.value("event_type")
    organised = any(p.role in ("organiser", "host") and p.weight >= HEADER for p in claims.parties)
    if (
        kind
        and not memo
        and (dated and (placed or online or organised) or (placed and organised))
        and _weighty(dated, placed)
    ):
        return True
    if kind and memo and dated and dated.weight < HEADER and placed:
        return True
    return bool(kind and claims.best("status") and (dated or placed) and claims.best("participants"))


def _weighty(dated: Claim | None, placed: Claim | None) -> bool:
    return max(c.weight for c in (dated, placed) if c) >= 20


class _Maker:
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
            if _same_days(claim.value, value):
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
                    heads = _HEADS.match(self.document.text, claim.end) if claim.start >= 0 else None
                    count = int(heads[1]) if heads and claim.weight >= HEADER else None
                    record.parties.append(
                        Party(
                            claim.party, states.name(claim.party), "state", "state", claim.role, locator, written, count
                        )
                    )
                continue
            body = claim.party
            if claim.role in EVIDENCE_ONLY or (not held and claim.role not in ("organiser", "host", "sponsor")):
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


def _same_days(one, other) -> bool:
    """Whether two dates agree as far as the less precise one goes."""
    if one.precision != other.precision:
        return one.start.year == other.start.year and (
            one.precision == "year" or other.precision == "year" or one.start.month == other.start.month
        )
    if one.start == other.start:
        return one.end is None or other.end is None or one.end == other.end or one.end == one.start
    last = other.end or other.start
    return other.start <= one.start <= last and one.start == (one.end or one.start)
