"""Who did what was done: "by" before a body, and whether what a verb speaks of is the event, people or something else."""

import re

from loaders.normalise import kinds
from loaders.notes.cues import Cue, role_of, within
from loaders.notes.reading import Reading

_RELATIVE = re.compile(r"\b(?:which|that|que|qu['’])", re.IGNORECASE)
_ORGANISER = frozenset({"organiser by"})
_WAYS = (" by", " act", " near", " passive")
_GAP = 70  # characters between "organised" and "by"
_ALSO = re.compile(r"(?:,|\b(?:and|et|y))\s+(?:also\s+|aussi\s+|también\s+)?$", re.IGNORECASE)
_AGENT = re.compile(r"\b(?:by|par|por)\s+(?:(?:both|the|la|le|el|los|les|las|propia|propio)\s+|l['’])*", re.IGNORECASE)
_CUT = re.compile(r"[;:]|,?\s+\b(?:which|who|qui|que)\b")
_WAS_DONE = re.compile(
    r"\b(?:was|were|has been|had been|is being|are being|will be|fue|fueron|ha sido|será|a été|ont été|avait été|était|sera)\s",
    re.IGNORECASE,
)
_DONE = re.compile(r",\s+(?:[^\W\d_]+(?:ed|[ae]d[ao]s?|id[ao]s?|ée?s?)|run|held|given|put together)\b", re.IGNORECASE)
_ITSELF = re.compile(
    r"\W*(?:it|this|both|the (?:two|three|four|five)(?:[ -]days?)?|la (?:actividad|jornada|cita)|el (?:evento|acto|encuentro)|elle|il|ce(?:lle|lui)-ci"
    r"|the (?:event|gathering|day|days|session|sessions|activity|activities|occasion|programme)|la (?:rencontre|manifestation|session|journée))\s*",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:it|them|this|lo|la|l['’]a)\b", re.IGNORECASE)
_IT = re.compile(r"\s+(?:it|them|the (?:event|gathering|sessions?|activity))\b", re.IGNORECASE)
_OBJECT_ENDS = re.compile(r"[;:]|,\s+(?:and|which|who|where|but)\b|\b(?:during|for the|at the)\b", re.IGNORECASE)


def with_agents(reading: Reading, start: int, end: int) -> list[Cue]:
    """The cues of a sentence, and each "by" before a body when what was done by it is the event and no cue says what."""
    marks = within(reading.cues, start, end)
    bodies = {m.start for m in within(reading.organisations, start, end)}
    found = []
    for agent in _AGENT.finditer(reading.text, start, end):
        if agent.end() not in bodies:
            continue
        also = _ALSO.search(reading.text, start, agent.start()) and any(
            c.means("organiser by", "organiser passive") for c in marks if c.end <= agent.start()
        )
        if also or _did_it(reading, marks, start, agent.start()):
            found.append(Cue(agent.start(), agent.end(), _ORGANISER, "by"))
    if not found:
        return marks
    covered = {place for agent in found for place in range(agent.start, agent.end)}
    return sorted([*(c for c in marks if c.start not in covered), *found], key=lambda cue: cue.start)


def _did_it(reading: Reading, marks: list[Cue], start: int, place: int) -> bool:
    """Whether the words before "by" are "the course was prepared", "arranged in Dushanbe", and nothing else was done."""
    cut = max([start, *(m.end() for m in _CUT.finditer(reading.text, start, place))])
    before = [c for c in marks if cut <= c.start and c.end <= place and any(role_of(c.meanings, w) for w in _WAYS)]
    if before:
        last = before[-1]
        ours = last.means("organiser act", "organiser passive", "organiser by")
        return ours and place - last.end < _GAP and (last.means("organiser by") or not reading.parties(last.end, place))
    clause = reading.text[cut:place]
    passive = _WAS_DONE.search(clause) or _DONE.search(clause)
    subject = clause[: passive.start()] if passive else ""
    return bool(subject) and (kinds.event_type(subject) is not None or bool(_ITSELF.fullmatch(subject)))


def of_body(reading: Reading, place: int, end: int) -> bool:
    """Whether the name of a body follows: "27 participants of the ASEAN Regional Forum" are its members."""
    return any(0 <= m.start - place <= 4 for m in within(reading.every_body, place, end)[:1])


def is_counted(reading: Reading, cue: Cue) -> bool:
    """Whether a number stands before a word for people: "sixty experts from A and B" are those who came."""
    return any(
        m.kind == "people" and m.start < cue.start < m.end + 1
        for m in within(reading.counts, cue.start - 60, cue.end + 10)
    )


def has_event(words: str) -> bool:
    return kinds.event_type(words) is not None or bool(_PRONOUN.search(words))


def sends_people(reading: Reading, start: int, end: int) -> bool:
    """Whether what was sent are people: "sent two inspectors", not "sent a letter"."""
    end = min(end, start + 50)
    return any(c.means("people noun", "teacher noun") for c in within(reading.cues, start, end))


def its_object(reading: Reading, start: int, cue: Cue, end: int) -> bool:
    """Whether the object of "offered" or "ran" is an event, not a conference room or a game."""
    stop = _OBJECT_ENDS.search(reading.text, cue.end, end)
    words = reading.text[cue.end : stop.start() if stop else end]
    which = list(_RELATIVE.finditer(reading.text, start, cue.start))
    if which and kinds.event_type(reading.text[start : which[-1].start()]):
        return True
    return kinds.event_type(words) is not None or bool(_IT.match(words))
