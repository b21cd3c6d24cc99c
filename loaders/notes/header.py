"""Labels with their values -> claims."""

import re

from loaders.normalise import Mention, dates, kinds, places
from loaders.normalise.dates.reading import order as date_order
from loaders.normalise.organisation_names import scan
from loaders.notes import bodies, came, prose, who
from loaders.notes.claims import HEADER, HEADLINE, Claim, Claims, PartyClaim
from loaders.notes.cues import within
from loaders.notes.layout import Segment, is_sentence
from loaders.notes.lists import is_known, pieces
from loaders.notes.reading import Reading

_BYLINE = re.compile(
    r"\b(?:by|our|from|the|staff|special|correspondent|reporter|writer|editor|newsroom|news desk|desk|published|posted|updated|issued|released|online"
    r"|par|notre|correspondante?|publié|mis en ligne|mis à jour|rédaction|por|nuestro|nuestra|corresponsal|redacción|publicado|actualizado|story"
    r"|news|views?|press|release|comunicado|communiqué)\b",
    re.IGNORECASE,
)
_A_MEETING = re.compile(
    r"\b(?:une?|una?|an?)\s+(?:[^\W\d_]+\s+)?(?:meeting|encuentro|reunión|rencontre|réunion)\b", re.IGNORECASE
)
DAY_FIRST = ("fr", "es", "pt", "de")
PLANNED, BY_VALUE = 50, 70
NEAR_DAYS = 14  # an event is not longer than that where another reading of its figures is months long
TIME = re.compile(r"\b(?:from |at |de |à )?\d{1,2}(?:[:.h]\d{2}|\s?[ap]\.?m)\b", re.IGNORECASE)
_TITLE_EDGE = ' \t\n.;:*_#|“”"«»¹²³⁴⁵⁶⁷⁸⁹⁰†‡'
_PLACE_EDGE = " \t\n,;:.-–—/|()"
_FOOTNOTE = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡]+")
_REST_WORDS = re.compile(
    r"^(?:(?:on|from|in|at|held|the|le|du|au|el|del|al|los|am|vom|en|à|a|to|of|and|et|y)\b[\s,]*)+|(?:\b(?:on|from|le|du|el|del|am|vom)\b\s*)+$",
    re.I,
)


def read(reading: Reading, segment: Segment, claims: Claims) -> None:
    """Add what one label says to the claims of its event; what was only planned counts where nothing else is told."""
    if "planned" not in segment.fields:
        _read(reading, segment, claims)
        return
    planned = Claims()
    _read(reading, segment, planned)
    for claim in (claim for found in planned.values.values() for claim in found):
        claims.add(claim._replace(weight=PLANNED))


def _read(reading: Reading, segment: Segment, claims: Claims) -> None:
    text = reading.text
    names = set(segment.fields)
    if names & {"title", "subject"}:
        if kind := kinds.event_type(segment.label):
            claims.add(
                Claim("event_type", kind, segment.label_start, segment.label_start + len(segment.label), HEADER - 30)
            )
        end = _before_days(reading, segment)
        first, *more = reading.sentences_in(segment.start, end) or [(segment.start, end)]
        for a, b in more:  # "EVENT. Peer review of ... Santiago, 26-28 August 2019."
            if only_date(reading, a, b):
                end = min(end, first[1])
                _read(reading, segment._replace(fields=("date", "place"), start=a, end=b, label_start=a), claims)
        title(text, segment.start, end, claims, HEADER if "title" in names else HEADER - 5)
        if end < segment.end:
            line = segment._replace(fields=("date", "place"), start=end + 1, label_start=end + 1)
            _read(reading, line, claims)
    if "type" in names and (kind := kinds.event_type(text[segment.start : segment.end])):
        claims.add(Claim("event_type", kind, segment.start, segment.end, HEADER - 10))
    if "format" in names and (form := kinds.event_format(text[segment.start : segment.end])):
        claims.add(Claim("format", form, segment.start, segment.end, HEADER))
    if "status" in names and (status := kinds.status(text[segment.start : segment.end])):
        claims.add(Claim("status", status, segment.start, segment.end, HEADER))
    if names & {"date", "start", "end"}:
        _date(reading, segment, claims)
    if names & {"place", "country"}:
        place(reading, segment, claims, "date" in names)
    if {"host", "country"} <= names:
        _host_country(reading, segment, claims)
        names.discard("host")
    listed = _listed_part(reading, segment)
    for role in ("organiser", "host", "sponsor", "partner", "observer", "speaker"):
        if role in names:
            bodies.listed(reading, segment.start, listed, role, claims)
    if listed < segment.end:
        for sentence in prose.sentences(reading, [segment._replace(start=listed)]):
            claims.parties += who.parties_of(reading, sentence, [])
    if names & {"unknown", "partner", "speaker"} and came.only_people(reading, segment):
        came.counted(reading, segment, claims, True)
        return
    if "unknown" in names:
        _by_value(reading, segment, claims)
    if names & {"participants", "states"}:
        came.participants(reading, segment, claims, "states" in names and "participants" not in names)
    for role in ("invited", "absent"):
        if role in names:
            came.aside(reading, segment, claims, role)


def _before_days(reading: Reading, segment: Segment) -> int:
    """Where a title ends: before a last line that only gives days and a place."""
    cut = reading.text.rfind("\n", segment.start, segment.end)
    return cut if cut > segment.start and only_date(reading, cut + 1, segment.end) else segment.end


def only_date(reading: Reading, start: int, end: int) -> bool:
    """A line with a date, perhaps with a place, and little else."""
    found = within(reading.dates, start, end)
    if not found or end - start > 120:
        return False
    rest = reading.text[start : found[0].start] + reading.text[found[-1].end : end]
    for mention in [*within(reading.places, start, end), *within(reading.states, start, end)]:
        rest = rest.replace(mention.written, "")
    return len(re.findall(r"[^\W\d_]{3,}", _BYLINE.sub("", rest))) <= 2 and not kinds.event_type(rest)


def _listed_part(reading: Reading, segment: Segment) -> int:
    """Where the list of names in a label's value ends and sentences about them begin."""
    sentences = reading.sentences_in(segment.start, segment.end)[1:]
    return next((a for a, b in sentences if is_sentence(reading.text[a:b])), segment.end)


def title(text: str, start: int, end: int, claims: Claims, weight: int) -> None:
    """The title without the marks around it; its words also give the type and the format."""
    written = text[start:end]
    start += len(written) - len(written.lstrip(_TITLE_EDGE))
    end -= len(written) - len(written.rstrip(_TITLE_EDGE))
    if start >= end:
        return
    written = " ".join(_FOOTNOTE.sub("", text[start:end]).split())
    claims.add(Claim("title", written, start, end, weight))
    kind = kinds.event_type(written)
    bare = written
    for body in scan(written) if kind else ():  # a seminar of the Pacific Islands Forum is no forum
        bare = bare[: body.start] + " " * (body.end - body.start) + bare[body.end :]
    if kind := kinds.event_type(bare) or kind:
        vague = weight == HEADLINE and kind == "meeting" and _A_MEETING.search(written)  # it may be a seminar
        claims.add(Claim("event_type", kind, start, end, 24 if vague else weight))


def _date(reading: Reading, segment: Segment, claims: Claims) -> None:
    found = within(reading.dates, segment.start, segment.end)
    whole = reading.text[segment.start : segment.end].strip(" .;\n\t")
    if not found and (value := dates.parse(whole)):
        claims.add(Claim("dates", value, segment.start, segment.end))
        return
    if not found:
        return
    if "start" in segment.fields or "end" in segment.fields:
        name = "start" if "start" in segment.fields else "end"
        claims.add(Claim(name, found[0].value, found[0].start, found[0].end))
        return
    mention = _event_date(reading, segment, found)
    if mention is None:
        return
    if mention.kind == "ambiguous":
        mention = _unambiguous(reading, mention)
    weight = HEADER if "date" in segment.fields else HEADER - 10
    claims.add(Claim("dates", mention.value, mention.start, mention.end, weight))


def _unambiguous(reading: Reading, mention: Mention) -> Mention:
    """A date in figures read in the order in which its two days lie near each other, or in which the note writes others."""
    both = [dates.parse(mention.written, day_first) for day_first in (True, False)]
    near = [v for v in both if v and v.start and v.end and 0 < (v.end - v.start).days <= NEAR_DAYS]
    if len(near) != 1 and reading.language in DAY_FIRST:
        near = both[:1]
    if len(near) != 1:
        orders = {
            date_order(m.written) for m in reading.dates if re.match(r"\d{1,2}[/.-]\d{1,2}[/.-]\d", m.written)
        } - {None}
        near = [both[0] if orders.pop() else both[1]] if len(orders) == 1 else []
    return mention._replace(value=near[0]) if len(near) == 1 else mention


def _event_date(reading: Reading, segment: Segment, found: list):
    """The date of the event among those in a label's value: not one that was dropped, planned or dated a letter."""
    usable = [m for m in found if not _aside_date(reading, segment, m)]
    return usable[0] if usable else None


def _aside_date(reading: Reading, segment: Segment, mention) -> bool:
    before = [
        c for c in within(reading.cues, segment.start, mention.start) if c.means("other", "when other", "invite by")
    ]
    return bool(before) and "(" in reading.text[before[-1].start - 3 : mention.start]


def place(reading: Reading, segment: Segment, claims: Claims, with_date: bool) -> None:
    text = reading.text
    if {"host", "country"} <= set(segment.fields):  # "Host country: Government of Senegal" names no city
        for mention in within(reading.states, segment.start, segment.end)[:1]:
            claims.add(Claim("country_code", mention.value, mention.start, mention.end))
        return
    start, end = segment.start, segment.end
    first, *more = reading.sentences_in(start, end) or [(start, end)]
    if more and (form := kinds.event_format(text[first[0] : first[1]])):  # "Online. It was to be held in Nouakchott."
        claims.add(Claim("format", form, *first))
        return
    pieces = [(start, end)]
    if found := within(reading.dates, start, end):
        first = found[0]
        pieces = [(first.end, end), (start, first.start)] if with_date else [(start, first.start), (first.end, end)]
    if times := TIME.search(text, start, end):  # "9:00 a.m. - 4:30 p.m." is no town
        pieces = [(a, min(b, times.start())) for a, b in pieces]
    for a, b in pieces:
        a, b = _trim(text, a, b)
        if a < b and _add_place(reading, a, b, claims):
            return


def _trim(text: str, a: int, b: int) -> tuple[int, int]:
    while a < b:
        piece = text[a:b]
        a += len(piece) - len(piece.lstrip(_PLACE_EDGE))
        piece = text[a:b]
        b -= len(piece) - len(piece.rstrip(_PLACE_EDGE.replace(")", "")))
        piece = text[a:b]
        words = _REST_WORDS.search(piece)
        if not words or not words[0]:
            break
        if words.start() == 0:
            a += words.end()
        else:
            b = a + words.start()
    return a, b


def _add_place(reading: Reading, start: int, end: int, claims: Claims) -> bool:
    """The place that a label's value names; a host that stands in it too."""
    text = reading.text
    for cue in within(reading.cues, start, end):
        if (
            cue.means("host by", "organiser by", "sponsor by", "partner by", "organiser host by")
            and "," in text[start : cue.start] + ","
        ):
            bodies.listed(reading, cue.start, end, "", claims)
            end = cue.start
            break
    if any(c.means("hybrid", "remote") for c in within(reading.cues, start, end)):  # "Accra (some participants online)"
        claims.add(Claim("format", "hybrid", start, end))
    start, end = _trim(text, start, end)
    written = " ".join(_FOOTNOTE.sub("", text[start:end]).split())
    place = places.parse(written)
    if place is None or not (place.city or place.country_code):
        found = within(reading.places, start, end)
        country = next((m.value for m in within(reading.states, start, end) if m.kind == "name"), "")
        if found:
            place = (
                found[-1].value
                if place is None
                else place._replace(city=found[-1].value.city, country_code=found[-1].value.country_code or country)
            )
        elif country and (place is None or not place.format):
            place = places.Place("", country, place.format if place else "")
    if place is None:
        if form := kinds.event_format(written):
            claims.add(Claim("format", form, start, end))
        return bool(form)
    if place.city:
        claims.add(Claim("city", place.city, *_span(text, start, end, place.city)))
    if place.country_code:
        claims.add(Claim("country_code", place.country_code, start, end))
    if place.format:
        claims.add(Claim("format", place.format, start, end))
    return bool(place.city or place.country_code or place.format)


def _span(text: str, start: int, end: int, words: str) -> tuple[int, int]:
    """Where the words stand in text[start:end], or the whole of it."""
    at = text.find(words, start, end)
    return (at, at + len(words)) if at >= 0 else (start, end)


def _by_value(reading: Reading, segment: Segment, claims: Claims) -> None:
    """What stands behind a label that nothing tells the meaning of, where it is days, a place or known bodies only."""
    text = reading.text[segment.start : segment.end].strip(" .")
    days = within(reading.dates, segment.start, segment.end)
    if days and days[0].start - segment.start < 6 and days[0].value.precision == "day":
        claims.add(Claim("dates", days[0].value, days[0].start, days[0].end, BY_VALUE))
    elif (spot := places.parse(text)) and spot.city and spot.country_code and len(text) < 80:
        place(reading, segment, claims, False)
    elif all(is_known(name) for name in pieces(reading, segment.start, segment.end)) and not within(
        reading.states, segment.start, segment.end
    ):
        bodies.listed(reading, segment.start, segment.end, "speaker", claims, BY_VALUE)


def _host_country(reading: Reading, segment: Segment, claims: Claims) -> None:
    """The state under "Host country": it hosted, whatever body of it did."""
    for mention in within(reading.states, segment.start, segment.end):
        if mention.kind == "name":
            claims.parties.append(PartyClaim("host", mention.value, mention.start, mention.end))
    for body in within(reading.every_body, segment.start, segment.end):
        claims.parties.append(PartyClaim("host", body.value, body.start, body.end))
