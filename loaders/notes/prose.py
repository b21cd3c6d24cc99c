"""Sentences -> claims: what the note tells in its own words of the event, not of other events."""

import re
from typing import NamedTuple

from loaders.normalise import Mention, kinds
from loaders.notes import roles
from loaders.notes.claims import PROSE, Claim
from loaders.notes.cues import Cue, within
from loaders.notes.layout import Segment
from loaders.notes.reading import Reading

CHUNK = re.compile(r"[,;:()–—]|\s-\s|\b(?:when|while|whereas|but|after which|lorsque|cuando|tandis que|alors que)\b")
_WHICH_HAD = re.compile(
    r",\s*(?:(?:in|to|at|of|from|by|à|dans|en|a)\s+)?(?:which|who|whom|whose|where|when|laquelle|lequel|auquel|dont|où|qui|la que|el que|que)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(  # ", that was hosted by ...", ", at which 28 officers ...": more on what was just named
    r"(?:\s*[,(–—])?\s*(?:and\s+|et\s+|y\s+)?(?:(?:to|at|in|of|from|during|for|en|a|à|al|del|au|aux|au cours)\s+)?(?:that|which|where|who|whose|qui|que|où|auquel"
    r"|auxquels?|à laquelle|au cours duquel|la cual|el cual|los cuales|cual|quienes|organi[sz]ed|hosted|convened|conducted|arranged|run|funded"
    r"|financed|paid|sponsored|supported|attended|followed|organisée?s?|accueillie?s?|financée?s?|suivie?s?|organizad[oa]s?|acogid[oa]s?"
    r"|financiad[oa]s?|convocad[oa]s?|with(?=\s+\d)|con(?=\s+\d)|avec(?=\s+\d))\b",
    re.IGNORECASE,
)
OWN = re.compile(
    r"\b(?:the|this|present|our|le|la|l['’]|cette|cet|ce|présente?|el|esta|este|presente)\s+"
    r"(?:(?!(?:first|second|third|fourth|fifth|previous|earlier|former|last|next|other|premier|première|deuxième|troisième|dernier|dernière"
    r"|précédente?|prochaine?|primer|primera|segund[oa]|tercer|tercera|anterior|próxim[oa]|últim[oa])\b)[\w-]+\s+){0,3}?"
    r"(?:workshop|seminar|conference|meeting|course|training|event|exercise|visit|session|round ?table|briefing|webinar|gathering"
    r"|symposium|forum|activity|mission|atelier|séminaire|conférence|réunion|formation|stage|rencontre|manifestation|événement|taller"
    r"|seminario|conferencia|reunión|curso|evento|actividad|encuentro|jornada|participants|participantes)\b",
    re.IGNORECASE,
)
_AT = re.compile(
    r"\b(?:in|at|to|en|à|au|aux|dans|em|a|nach|visited|hosted|held|of|near|for|around|de)\s+(?:the\s+|la\s+|el\s+|beautiful\s+|historic\s+|city of\s+|capital,?\s+|ville de\s+|ciudad de\s+)*$",
    re.IGNORECASE,
)
_HOSTING = re.compile(  # a city that hosted
    r"\s+(?:hosted|hosts|welcomed|played host|was the (?:scene|venue|setting)|provided the setting|accueillait|a accueilli|a abrité|acogió|albergó"
    r"|recibió|fue (?:la )?sede|fue escenario)\b",
    re.IGNORECASE,
)
_HELD_ONLINE = re.compile(
    r"\W+(?:\w+\W+){0,2}?(?:online|virtually|remotely|by videoconference|via (?:zoom|teams|webex)|en ligne|en línea|virtualmente)\b",
    re.I,
)
_ROOMS = re.compile(  # places and things, not events
    r"\b(?:conference|meeting|training|workshop|exercise|visit(?:or|ors['’])?)\s+(?:rooms?|halls?|cent(?:re|er)s?|facilit(?:y|ies)|grounds?|venues?|materials?"
    r"|manuals?|tables?|calls?|modules?|curricul\w+|reports?)\b|\b(?:salles? de (?:conférences?|réunion)|salas? de (?:conferencias|reuniones)"
    r"|centros? de (?:conferencias|formación|capacitación)|centres? de (?:conférences?|formation))\b",
    re.IGNORECASE,
)
VAGUE = frozenset({"meeting", "other"})  # "the meeting" may be a workshop
PLANNED = (
    "was to",
    "was originally",
    "originally",
    "initially",
    "had been planned",
    "had been scheduled",
    "scheduled for",
    "devait",
    "initialement",
    "inicialmente",
    "estaba previst",
    "debia",
)
MOST_DATES = 12  # a sentence with more is a table that lost its columns
_BEGINS = 16  # characters before what is the subject of a sentence
_LETTER_DATE = 46
_DEADLINE = re.compile(r"\s*(?:(?:the|end|of|late|early|mid|no|later|than|about)\s+)*")  # "by the end of June"


class Sentence(NamedTuple):
    """A sentence with what is said about it: parts that tell of other events, and where it stands."""

    start: int
    end: int
    section: str
    number: int  # of the sentence in the prose
    other: list[tuple[int, int]]

    def tells_other(self, start: int) -> bool:
        """Whether the words at this place are about another event."""
        return any(a <= start < b for a, b in self.other)


def sentences(reading: Reading, segments: list[Segment]) -> list[Sentence]:
    """The sentences of the prose segments."""
    found: list[Sentence] = []
    for segment in segments:
        for start, end in reading.sentences_in(segment.start, segment.end):
            found.append(Sentence(start, end, segment.section, len(found), _other(reading, start, end)))
    return found


def _other(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of a sentence about other events: the clause with the cue, or all that follows where it is the main one."""
    found: list[tuple[int, int]] = []
    marks = within(reading.cues, start, end)
    dropped = any(cue.means("cancelled") for cue in marks)  # what "was to be held" and was cancelled is the event
    others = [cue for cue in marks if cue.means("other") and not (dropped and cue.phrase.startswith(PLANNED))]
    others = [cue for cue in others if not _is_name(reading, cue)]
    if not others:
        return found
    cuts = [start, *(start + match.start() for match in CHUNK.finditer(reading.text[start:end])), end]
    for cue in others:
        a = max(cut for cut in cuts if cut <= cue.start)
        b = min(cut for cut in cuts if cut >= cue.end) if any(cut >= cue.end for cut in cuts) else end
        verb = any(a <= c.start < b and c.means("hold", "start", "finish") for c in marks)
        pluperfect = cue.phrase.split()[0] in (
            "had",
            "was",
            "were",
            "avait",
            "avaient",
            "habia",
            "habian",
            "s'etait",
            "devait",
            "estaba",
        )
        if (verb or pluperfect) and not OWN.search(reading.text, b, end):
            found.append((a if not pluperfect else _reported(reading.text, marks, start, cue), end))
        elif verb or pluperfect:
            own = OWN.search(reading.text, b, end)
            found.append((a, own.start()))
        else:
            begins = cue.start - start < _BEGINS and not OWN.search(reading.text, b, end)
            found.append((a, end if begins else b))
    return found


def _is_name(reading: Reading, cue: Cue) -> bool:
    """Whether "the next" is part of a name (The Next Generation Forum), and "former" said of no event."""
    words = re.findall(r"[^\W\d_]+", reading.text[cue.start : cue.end])
    if len(words) > 1 and words[-1][0].isupper() and not words[-1].isupper():
        return True
    return cue.phrase == "former" and not kinds.event_type(reading.text[cue.end : cue.end + 30])


def _reported(text: str, marks: list[Cue], start: int, cue: Cue) -> int:
    """Where what "had been" done begins: behind "that" where someone reports it, ", in which", else with the sentence."""
    clause = max(text.rfind(mark, start, cue.start) for mark in ":;")
    relatives = list(_WHICH_HAD.finditer(text, max(start, clause), cue.start))
    if clause > start and not relatives:
        return clause
    if relatives:
        return relatives[-1].start()
    that = [c.end for c in marks if c.means("stop") and c.end <= cue.start]
    reports = [c for c in marks if c.means("speak act") and that and c.end <= that[-1]]
    return that[-1] if reports else start


def with_relatives(text: str, place: int, end: int) -> int:
    """Where a clause that ends at a place ends with the relative clauses that follow it."""
    bracket = re.compile(r"\s*\([^()]*\)").match(text, place, end)
    place = bracket.end() if bracket else place
    while _RELATIVE.match(text, place, end):
        cut = CHUNK.search(text, place + 2, end)
        place = cut.start() if cut else end
    return place


def dates_of(
    reading: Reading, sentence: Sentence, headline: Mention | None, lead: int, kind: str | None
) -> list[Claim]:
    """The dates in a sentence that may be the event's, weighed."""
    marks = within(reading.cues, sentence.start, sentence.end)
    found = []
    for mention in within(reading.dates, sentence.start, sentence.end)[:MOST_DATES]:
        if mention.kind == "ambiguous":
            continue
        weight = _date_weight(reading, sentence, mention, marks, lead, kind)
        value = mention.value
        if weight > 0 and (
            value.end_day not in (None, value.day) or value.start and (value.end or value.start) > value.start
        ):
            weight += 1  # a range rather than a day on which somebody travelled
        if weight > 0 and not any(letter.isdigit() for letter in mention.written):
            weight = max(1, weight - 8)  # a weekday counts less than a date
        if (
            headline
            and weight > 0
            and (mention.value.month, mention.value.start) == (headline.value.month, headline.value.start)
        ):
            weight += 6
        if weight > 0:
            found.append(Claim("dates", mention.value, mention.start, mention.end, weight))
    return found


def _date_weight(
    reading: Reading, sentence: Sentence, mention: Mention, marks: list[Cue], lead: int, kind: str | None
) -> int:
    text = reading.text
    if sentence.tells_other(mention.start) or mention.value.precision == "year":
        return 0
    hold = [c for c in marks if c.means("hold", "start", "finish", "future", "cancelled", "organiser by")]
    aside = [c for c in marks if c.means("when other", "invite by", "invite act")]
    before = [
        c
        for c in aside
        if c.end <= mention.start
        and (c.phrase != "by" or _DEADLINE.fullmatch(text, c.end, mention.start))
        and mention.start - c.end < _LETTER_DATE
        and not any(c.end <= h.start < mention.start for h in hold)
    ]
    bidden = _bidden(text, marks, mention.start)
    if (
        before
        and not bidden
        and mention.kind not in ("closing", "opening")
        and not CHUNK.search(text[before[-1].end : mention.start])
    ):
        return 0
    if aside and not hold and not bidden:
        return 0
    hold = hold or bidden
    named = mention.value.precision == "day" and _names_it(reading, sentence, lead, kind)
    if not hold and not named and not is_own(reading, sentence) and not _tells_when(reading, sentence, mention, marks):
        return 0
    weight = 10
    if hold:
        weight += 12
    if kinds.event_type(text[sentence.start : sentence.end]) or any(c.means("event noun") for c in marks):
        weight += 6
    weight += max(0, 10 - 2 * (sentence.number - lead))
    if mention.value.precision == "day":
        weight += 4
    if sentence.section in ("background", "comments"):
        weight -= 14
    return weight


def type_of(reading: Reading, sentence: Sentence, lead: int) -> Claim | None:
    """The kind of event that a sentence names which tells that something was or will be held."""
    marks = within(reading.cues, sentence.start, sentence.end)
    hold = next((c for c in marks if c.means("hold", "future", "cancelled", "organiser by")), None)
    if hold is None or sentence.tells_other(hold.start) or sentence.section in ("background", "comments"):
        return None
    kind = kind_of(reading, sentence.start, sentence.end)
    return (
        Claim(
            "event_type",
            kind,
            sentence.start,
            sentence.end,
            30 - 2 * abs(sentence.number - lead) - 5 * (kind in VAGUE),
        )
        if kind
        else None
    )


def _tells_when(reading: Reading, sentence: Sentence, mention: Mention, marks: list[Cue]) -> bool:
    """Whether a sentence without a verb of holding still says when an event was: it names its kind, a place or people."""
    if mention.value.precision != "day" or any(c.means("when other", "topic") for c in marks):
        return False
    if not kind_of(reading, sentence.start, sentence.end):
        return False
    return bool(within(reading.places, sentence.start, sentence.end)) or any(c.means("people noun") for c in marks)


def _names_it(reading: Reading, sentence: Sentence, lead: int, kind: str | None) -> bool:
    """Whether one of the first sentences names an event of the kind that the title names."""
    named = kind_of(reading, sentence.start, sentence.end)
    return kind is not None and sentence.number <= lead + 1 and not sentence.other and kind == named


def _bidden(text: str, marks: list[Cue], place: int) -> list[Cue]:
    """The cue of an invitation to an event that stands between it and a date or a place."""
    cues = [c for c in marks if c.means("invite by", "invite act") and c.end < place]
    return [
        c
        for c in cues[-1:]
        if re.search(r"\b(?:to|à|a|al)\s", text[c.end : place]) and kinds.event_type(text[c.end : place])
    ]


def kind_of(reading: Reading, start: int, end: int) -> str | None:
    """The kind of event that text[start:end] names, not one in the name of a body: ASEAN Regional Forum."""
    words = reading.text[start:end]
    for body in roles.named_bodies(reading, start, end):
        words = words[: body.start - start] + "·" * (body.end - body.start) + words[body.end - start :]
    return kinds.event_type(_ROOMS.sub("", words))


def is_own(reading: Reading, sentence: Sentence) -> bool:
    return bool(OWN.search(reading.text, sentence.start, sentence.end))


def places_of(reading: Reading, sentence: Sentence, lead: int, kind: str | None) -> list[Claim]:
    """The places in a sentence where the event may have been held, weighed."""
    marks = within(reading.cues, sentence.start, sentence.end)
    hold = [
        c
        for c in marks
        if c.means("hold", "start", "finish", "future", "cancelled", "host by", "host act", "organiser by")
    ]
    asked = any(c.means("invite by", "invite act") for c in marks)
    if not hold and not asked and not _names_it(reading, sentence, lead, kind):
        return []
    weight = (
        22 + max(0, 10 - 2 * (sentence.number - lead)) - (12 if sentence.section in ("background", "comments") else 0)
    )
    found = [
        claim
        for claim in located(reading, sentence, weight)
        if not asked or claim.field != "place" or _bidden(reading.text, marks, claim.start)
    ]
    if not found:
        for mention in reading.parties(sentence.start, sentence.end):
            if mention.kind == "place" and not sentence.tells_other(mention.start):
                before = reading.text[max(sentence.start, mention.start - 12) : mention.start]
                if re.search(r"\b(?:in|en|au|aux|em)\s+(?:the\s+)?$", before, re.IGNORECASE):
                    found.append(Claim("country_code", mention.value, mention.start, mention.end, weight - 8))
    return found


def located(reading: Reading, sentence: Sentence, weight: int) -> list[Claim]:
    """The cities in a sentence that stand behind a word for a place, not in the name of a body nor of another event."""
    found = []
    bodies_named = [b for b in roles.named_bodies(reading, sentence.start, sentence.end) if b not in reading.unlisted]
    for mention in within(reading.places, sentence.start, sentence.end):
        before = reading.text[max(sentence.start, mention.start - 40) : mention.start]
        if any(b.start <= mention.start < b.end for b in bodies_named) or sentence.tells_other(mention.start):
            continue
        hosting = _HOSTING.match(reading.text, mention.end, sentence.end)
        if not (_AT.search(before) or before.rstrip().endswith(",") or hosting):
            continue
        bonus = 6 if re.search(r"\b(?:in|at|en|à|em|dans)\s+(?:the\s+|la\s+|l['’])?$", before, re.IGNORECASE) else 0
        found.append(Claim("place", mention.value, mention.start, mention.end, weight + bonus))
    return found


def format_of(reading: Reading, sentence: Sentence) -> Claim | None:
    """online, hybrid or in person, where a sentence says so of the event."""
    marks = within(reading.cues, sentence.start, sentence.end)
    weight = PROSE - 10 * (sentence.section == "comments")
    own = is_own(reading, sentence)
    held = [c for c in marks if c.means("hold", "future", "attend act", "start")]
    far = next((c for c in marks if c.means("online", "remote") and not sentence.tells_other(c.start)), None)
    if far and any(c.means("onsite", "inperson") and not sentence.tells_other(c.start) for c in marks):
        return Claim("format", "hybrid", far.start, far.end, weight)
    for name, form in (("hybrid", "hybrid"), ("online", "online"), ("remote", "remote"), ("inperson", "in person")):
        cue = next((c for c in marks if c.means(name)), None)
        if cue is None or sentence.tells_other(cue.start):
            continue
        if any(c.means("other") for c in marks if c.start < cue.start):
            continue
        if held or own or form in ("hybrid", "remote"):
            return Claim("format", form, cue.start, cue.end, weight)
    for cue in held:
        found = _HELD_ONLINE.match(reading.text, cue.end, sentence.end)
        if found and not sentence.tells_other(cue.start):
            return Claim("format", "online", cue.start, found.end(), weight)
    return None
