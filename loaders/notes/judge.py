"""Whether a note tells of an event, and its records."""

from loaders import documents
from loaders.normalise import kinds
from loaders.notes import days, gather, header, making, relative, towns
from loaders.notes.claims import HEADER, HEADLINE, PROSE, Claim, Claims
from loaders.notes.cues import within
from loaders.notes.grouping import Group, groups
from loaders.notes.headline import Front, front
from loaders.notes.layout import Segment, segments
from loaders.notes.reading import Reading
from loaders.notes.stories import stories
from loaders.records import Problem, Record


def records(document: documents.Document) -> tuple[list[Record], list[Problem]]:
    """The events of a document and the problems of the document as a whole."""
    parts = segments(document.text)
    reading = Reading(document.text, parts)
    problems = [Problem("left out", sentence, severity="note") for sentence in document.warnings]
    found = [
        record for group in _groups(parts, reading) if (record := _record(document, reading, parts, group)) is not None
    ]
    if not found:
        problems.append(Problem("no event", _no_event(document.text), severity="note"))
    return found, problems


def _groups(parts: list[Segment], reading: Reading) -> list[Group]:
    found = groups(parts, reading)
    return found if len(found) > 1 else stories(parts, reading) or found


def _no_event(text: str) -> str:
    if not text.strip():
        return "The document holds no text."
    first = " ".join(text.split())[:80]
    return f"No event is told of: nothing in the text that begins {first!r} says what was held, when and where."


def _record(document: documents.Document, reading: Reading, parts: list[Segment], group: Group) -> Record | None:
    claims = Claims()
    for segment in group.labels:
        header.read(reading, segment, claims)
    days.title_date(reading, group, claims)
    _announced_above(reading, parts, claims)
    towns.add_towns(reading)
    top = front(reading, parts, group, claims)
    relative.add_days(reading, top.released, top.years)
    told = gather.gather(document, reading, group, claims, top)
    if not _is_event(reading, parts, group, claims, top, told):
        return None
    return making.Maker(document, reading, claims).record(group)


def _announced_above(reading: Reading, parts: list[Segment], claims: Claims) -> None:
    """What a short line above all labels says of the note: "Announcement of a forthcoming event", "Cancelled"."""
    for part in parts:
        if part.kind == "label" or part.end - part.start > 100:
            return
        words = reading.text[part.start : part.end]
        status = kinds.status(words)
        if status is None and any(c.means("future") for c in within(reading.cues, part.start, part.end)):
            status = "announced"
        if status in ("announced", "cancelled"):
            weight = HEADLINE if status == "cancelled" else PROSE - 5
            claims.add(Claim("status", status, part.start, part.end, weight))


def _is_event(reading: Reading, parts: list[Segment], group: Group, claims: Claims, top: Front, told: list) -> bool:
    """Whether the claims tell of an event: it has a kind and a date or a place, and is no paper of another sort."""
    dated, placed = claims.best("dates"), claims.best("city") or claims.best("country_code")
    labelled = any("title" in s.fields and s.kind == "label" for s in group.labels)
    if top.veto and not (labelled and dated and placed and dated.weight >= HEADER - 10):
        return False
    memo = any("memo" in s.fields for s in parts if s.kind == "label")
    strong = [c for c in (dated, placed, claims.best("organiser")) if c and c.weight >= HEADER - 10]
    online = claims.value("format") == "online"
    named = claims.value("event_type") or placed or any(p.role in ("organiser", "host") for p in claims.parties)
    if labelled and not memo and (strong or (dated and dated.value.start)) and (named or online):
        return True
    kind = claims.value("event_type")
    organised = any(p.role in ("organiser", "host", "sponsor") and p.weight >= HEADER for p in claims.parties)
    counted = claims.best("participants") or claims.best("states_reported")
    labels = [c for c in (dated, placed, counted) if c and c.weight >= HEADER - 10]
    if dated in labels and len(labels) + organised > 2:
        return True
    if dated and dated.weight >= 22 and not group.labels and dated.value.start:
        organised = organised or any(p.role in ("organiser", "host") for p in claims.parties)
    if (
        kind
        and not memo
        and (dated and (placed or online or organised) or (placed and organised))
        and _weighty(dated, placed)
    ):
        return True
    if kind and dated and group.start and not group.labels and _weighty(dated, None):
        return True  # an item of a newsletter
    if kind and memo and dated and dated.weight < HEADER and placed:
        return True
    return bool(kind and claims.best("status") and (dated or placed) and claims.best("participants"))


def _weighty(dated: Claim | None, placed: Claim | None) -> bool:
    return max(c.weight for c in (dated, placed) if c) >= 20
