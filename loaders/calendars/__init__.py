"""A calendar (.ics) -> the schema's tables: one event a VEVENT, or one a day of a series.

An entry was held unless it says otherwise: STATUS:CANCELLED or a mark in the title cancels it, STATUS:TENTATIVE or a
day after the newest stamp in the file leaves it announced. ATTENDEE and ORGANIZER are persons and are dropped; an
organizer with the name of a listed organisation is kept as such. Accepted invitations are not attendance.
"""

import hashlib
import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from loaders import records
from loaders.calendars import lines, selection, times
from loaders.calendars.lines import Entry, Property, plain
from loaders.documents.limits import Refused
from loaders.documents.text import decode
from loaders.normalise import kinds, organisations, places, states
from loaders.records import Fact, Party, Problem, Record
from loaders.unreadable import Unreadable
from outreach import schema

MOST_BYTES = 20_000_000
MOST_EVENTS = 20_000
_STRUCK = re.compile(r"<(s|del|strike)\b[^>]*>(.*?)</\1>", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")
_MARK = re.compile(r"[\[(]([^\])]{3,30})[\])]|^([^:–—]{3,30})(?::| [-–—] )")


def read(path: Path, source: str) -> schema.Dataset:
    """The events of a calendar file; what a line says that cannot be read is a problem with its line."""
    if path.stat().st_size > MOST_BYTES:
        raise Unreadable(f"{source}: larger than {MOST_BYTES // 1_000_000} MB; export a shorter time.")
    try:
        text = decode(path.read_bytes())
    except Refused as refused:
        raise Unreadable(f"{source}: {refused}") from None
    calendar, entries = lines.entries(text)
    if "BEGIN:VCALENDAR" not in text[:4000].upper() and not entries:
        raise Unreadable(f"{source}: no calendar (BEGIN:VCALENDAR is missing); export it again as iCalendar (.ics).")
    problems = _broken(calendar)
    events = [entry for entry in entries if entry.kind == "VEVENT"]
    events, private = selection.without_private(events)
    events, deadlines = selection.without_deadlines(events)
    events, repeats = selection.newest(events)
    problems += (
        private
        + deadlines
        + repeats
        + selection.other_kinds(entries)
        + _personal(events)
        + _unknown_zones(events, entries)
    )
    zone = calendar.value("X-WR-TIMEZONE")
    written_on = selection.written_on(entries)
    moved = selection.moved(events, zone)
    found: list[Record] = []
    for entry in events:
        for record in _records(entry, zone, written_on, moved):
            if len(found) == MOST_EVENTS:
                sentence = f"Only the first {MOST_EVENTS} events were read; export a shorter time."
                problems.append(Problem("left out", sentence, record.locator))
                break
            found.append(record)
        else:
            continue
        break
    if any(_is_in_utc(entry, zone) for entry in events):
        sentence = "Times are in UTC and the calendar names no zone: an evening entry may stand on the day after."
        problems.append(Problem("unclear date", sentence, field="start_date", severity="note"))
    return _only_held_attended(records.tables(_own_ids(found), source, problems))


def _only_held_attended(dataset: schema.Dataset) -> schema.Dataset:
    """The dataset without attendance at events that were not held; who was to attend stays as evidence."""
    held = dataset.events.loc[dataset.events["status"] == "held", "event_id"]
    attendance = dataset.attendance[dataset.attendance["event_id"].isin(held)].reset_index(drop=True)
    return replace(dataset, attendance=attendance)


def _unknown_zones(events: list[Entry], entries: list[Entry]) -> list[Problem]:
    """A note for each zone that neither the file nor the tz database explains; days stay as written."""
    explained = {entry.value("TZID") for entry in entries if entry.kind == "VTIMEZONE"}
    found: dict[str, int] = {}
    for entry in events:
        for prop in entry.all("DTSTART"):
            zone = prop.parameters.get("TZID", "")
            if zone and zone not in explained and not times.is_zone(zone):
                found.setdefault(zone, prop.line)
    return [
        Problem(
            "unclear date",
            f"The zone {zone!r} is not known; days were taken as written.",
            f"line {line}",
            "start_date",
            zone,
            severity="note",
        )
        for zone, line in found.items()
    ]


def _is_in_utc(entry: Entry, zone: str) -> bool:
    """Whether an entry starts at a time in UTC that no zone makes local."""
    try:
        return times.moment(entry.value("DTSTART"), zone).in_utc
    except times.Unclear:
        return False


def _records(entry: Entry, zone: str, written_on: date | None, moved: set[tuple[str, datetime]]) -> Iterator[Record]:
    """The records of one entry: one, or one for each day of its series."""
    problems = _broken(entry)
    begins = entry.first("DTSTART")
    try:
        start = times.moment(begins.value if begins else "", "" if begins and begins.parameters.get("TZID") else zone)
    except times.Unclear:
        written = begins.value if begins else ""
        sentence = "The entry's DTSTART could not be read." if begins else "The entry has no DTSTART."
        yield _record(entry, None, [*problems, Problem("unclear date", sentence, entry.at, "start_date", written)])
        return
    lasts, unclear = _length(entry, start, zone)
    starts, unclear_series = _series(entry, start, zone, written_on)
    problems += unclear + unclear_series
    uid = entry.value("UID")
    if uid and not entry.first("RECURRENCE-ID"):
        starts = [clock for clock in starts if (uid, clock) not in moved]
    for number, clock in enumerate(starts):
        record = _record(entry, times.days(clock, lasts), problems if number == 0 else [], written_on)
        yield replace(record, event_id=_event_id(record, uid, clock)) if uid else record


def _length(entry: Entry, start: times.Moment, zone: str) -> tuple[times.timedelta, list[Problem]]:
    try:
        lasts = times.length(entry, start, zone)
    except times.Unclear as error:
        written = entry.value("DTEND") or entry.value("DURATION")
        sentence = f"The end could not be read ({error}); one day was taken."
        return times.timedelta(), [Problem("unclear date", sentence, entry.at, "end_date", written)]
    if lasts < times.timedelta():
        sentence = "The entry ends before it starts; its first day was taken."
        return lasts, [Problem("unlikely date", sentence, entry.at, "end_date", entry.value("DTEND"))]
    return lasts, []


def _series(
    entry: Entry, start: times.Moment, zone: str, written_on: date | None
) -> tuple[list[datetime], list[Problem]]:
    """The starts of an entry's series, and what was cut or could not be read of it."""
    try:
        starts, cut = times.occurrences(entry, start, zone, written_on)
    except times.Unclear as error:
        rule = entry.first("RRULE") or entry.first("EXDATE") or entry.first("RDATE")
        sentence = f"Line {rule.line}: the series could not be read ({error}); only its first day was taken."
        return [start.clock], [Problem("unclear date", sentence, f"line {rule.line}", "start_date", rule.value)]
    if not cut:
        return starts, []
    rule = entry.first("RRULE") or entry.first("RDATE")
    last = f"{starts[-1]:%Y-%m-%d}" if starts else "none"
    sentence = f"The series goes on; {len(starts)} days of it were taken, the last on {last}."
    return starts, [Problem("left out", sentence, f"line {rule.line}", "start_date", rule.value, severity="note")]


def _record(entry: Entry, days: times.Days | None, problems: list[Problem], written_on: date | None = None) -> Record:
    record = Record(locator=entry.at, problems=list(problems))
    title = entry.first("SUMMARY")
    struck = title is not None and _STRUCK.search(title.value)
    shown = plain(title.value) if title else ""
    if shown:
        record.facts.append(_fact("title", shown, title))
    if days:
        starts, ends = entry.first("DTSTART"), entry.first("DTEND") or entry.first("DURATION") or entry.first("DTSTART")
        record.facts.append(_fact("start_date", days.start, starts))
        record.facts.append(_fact("end_date", days.end, ends))
        record.facts.append(_fact("date_precision", "day", starts))
        record.facts += [_fact("recurrence", rule.value, rule) for rule in entry.all("RRULE")]
    is_later = bool(days and written_on and days.start > written_on)
    record.facts += [_status(entry, shown, bool(struck), is_later), *_kind(entry, shown), *_place(entry)]
    link = entry.first("URL") or entry.first("DESCRIPTION")
    if link and (address := _ADDRESS.search(html.unescape(link.value))):
        record.facts.append(Fact("address", address[0].rstrip(".,;)"), f"line {link.line}", address[0]))
    record.parties += _organiser(entry)
    return record


def _status(entry: Entry, title: str, struck: bool, is_later: bool) -> Fact:
    """cancelled by STATUS or the title; announced by either or when it lies after the newest stamp; else held."""
    said, name = entry.first("STATUS"), entry.first("SUMMARY")
    word = said.value.strip().upper() if said else ""
    marks = [part for found in _MARK.findall(title) for part in found if part]
    by_title = "cancelled" if struck else next(filter(None, map(kinds.status, marks)), None)
    if word == "CANCELLED":
        return _fact("status", "cancelled", said)
    if by_title in ("cancelled", "announced"):
        return _fact("status", by_title, name)
    if word == "TENTATIVE":
        return _fact("status", "announced", said)
    stamp = entry.first("DTSTAMP")
    if is_later and stamp:
        return _fact("status", "announced", stamp)
    return _fact(
        "status",
        "announced" if is_later else "held",
        said or entry.first("DTSTART") or Property("", "", {}, entry.line, ""),
    )


def _kind(entry: Entry, title: str) -> list[Fact]:
    facts = []
    for prop in filter(None, (entry.first("SUMMARY"), *entry.all("CATEGORIES"))):
        text = title if prop.name == "SUMMARY" else prop.value
        if prop.name == "CATEGORIES":
            facts.append(_fact("category", text, prop))
        if kind := kinds.event_type(text):
            facts.append(_fact("event_type", kind, prop))
    return facts


def _place(entry: Entry) -> list[Fact]:
    """City, country and format; an address on the web is online.

    A city counts only with a state: what else stands in LOCATION is a room as often as a town, and stays evidence.
    """
    written = entry.first("LOCATION")
    if not written or not written.value.strip():
        return []
    facts = [_fact("place", _ADDRESS.sub("(address)", plain(written.value)), written)]
    text = _ADDRESS.sub(" ", plain(written.value)).strip(" ,;-")
    online = bool(_ADDRESS.search(written.value))
    place = places.parse(text) if text else None
    if place:
        told = {"city": place.country_code and place.city, "country_code": place.country_code}
        facts += [_fact(name, value, written) for name, value in told.items() if value]
    met = "in person" if place and place.city and place.country_code else ""  # a city and no word of being online
    form = "hybrid" if online and place and place.city else "online" if online else place and place.format or met
    return facts + ([_fact("format", form, written)] if form else [])


def _organiser(entry: Entry) -> list[Party]:
    parties = []
    for prop in entry.all("ORGANIZER"):
        name = prop.parameters.get("CN", "").strip()
        found = organisations.resolve(name) if name else None
        where = f"line {prop.line}"
        if found and found.state_code:
            called = states.name(found.state_code)
            parties.append(Party(found.state_code, called, "state", "state", "organiser", where, name))
        elif found:
            parties.append(
                Party(found.organisation_id, found.name, "organisation", found.type, "organiser", where, name)
            )
    return parties


def _broken(entry: Entry) -> list[Problem]:
    return [
        Problem("left out", f"Line {number}: {name} is malformed; {what}.", f"line {number}")
        for number, name, what in entry.broken
    ]


def _personal(events: list[Entry]) -> list[Problem]:
    """How many names and addresses of persons were dropped."""
    persons = sum(len(entry.all("ATTENDEE")) for entry in events)
    organisers = sum(len(entry.all("ORGANIZER")) - len(_organiser(entry)) for entry in events)
    if not persons + organisers:
        return []
    sentence = (
        f"{persons} attendees and {organisers} organizers with their addresses were dropped; "
        "an accepted invitation is no report of attendance."
    )
    return [Problem("personal data", sentence, severity="note")]


def _own_ids(found: list[Record]) -> list[Record]:
    """The records with no id twice; those without an id of their own get one of title, day and place."""
    taken: Counter[str] = Counter()
    result = []
    for record in found:
        place = record.value("city") or record.value("country_code")
        key = record.event_id or records.event_id(record.value("title"), record.value("start_date"), place)
        taken[key] += 1
        result.append(replace(record, event_id=key if taken[key] == 1 else f"{key}-{taken[key]}"))
    return result


def _event_id(record: Record, uid: str, clock: datetime) -> str:
    """An id in words, made unlike others by a digest of the entry's own UID and the day of its series."""
    place = record.value("city") or record.value("country_code")
    words = records.event_id(record.value("title"), clock.date(), place).rpartition("-")[0]
    return f"{words}-{hashlib.sha256(f'{uid}|{clock:%Y%m%dT%H%M}'.encode()).hexdigest()[:6]}"


def _fact(name: str, value: object, prop: Property) -> Fact:
    return Fact(name, value, f"line {prop.line}", plain(prop.value))
