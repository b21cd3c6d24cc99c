"""Which entries of a calendar are events: not deadlines, each in its newest version, moved days of a series once."""

import re
from collections import Counter
from datetime import date, datetime
from functools import cache

from loaders import reference
from loaders.calendars import times
from loaders.calendars.lines import Entry, plain
from loaders.normalise import kinds
from loaders.normalise.words import fold
from loaders.records import Problem


def without_deadlines(events: list[Entry]) -> tuple[list[Entry], list[Problem]]:
    """The entries that are events, and how many were deadlines by which word."""
    kept: list[Entry] = []
    found: dict[str, list[Entry]] = {}
    for entry in events:
        word = deadline(plain(entry.value("SUMMARY")))
        found.setdefault(word, []).append(entry) if word else kept.append(entry)
    return kept, [
        Problem(
            "left out",
            f'{len(entries)} entries are deadlines or calls ("{word}"), not events.',
            ", ".join(entry.at for entry in entries[:3]) + (" ..." if len(entries) > 3 else ""),
            "title",
            plain(entries[0].value("SUMMARY")),
            severity="note",
        )
        for word, entries in found.items()
    ]


def without_private(events: list[Entry]) -> tuple[list[Entry], list[Problem]]:
    """The entries that nobody marked as private or confidential, and how many were; their words are not repeated."""
    kept = [entry for entry in events if entry.value("CLASS").strip().upper() not in ("PRIVATE", "CONFIDENTIAL")]
    number = len(events) - len(kept)
    if not number:
        return kept, []
    text = f"{number} entries are marked as private or confidential and were left out."
    return kept, [Problem("personal data", text, severity="note")]


def deadline(title: str) -> str:
    """The word of data/reference/calendar_words.csv by which a title names a deadline or a call, or "".

    >>> deadline("SUBMISSION: Harbour Days 2019"), deadline("Workshop on the submission of declarations")
    ('submission', '')
    """
    text = fold(title).strip(" -:[]()")
    for place, pattern in _deadline_words():
        found = pattern.search(text)
        if found and not (place == "end" and kinds.event_type(title)):
            return found[1]
    return ""


@cache
def _deadline_words() -> list[tuple[str, re.Pattern[str]]]:
    """How a deadline's word stands in a title: as a label, first or after a colon, last, or anywhere."""
    words: dict[str, list[str]] = {}
    for row in reference.rows("calendar_words"):
        words.setdefault(row["place"], []).append(re.escape(row["word"]))
    forms = (
        ("label", r"^(?:[^:]{0,40}[\[(:-] ?)?(%s)(?:s|e|es)?(?: ?[:\])]| [-–—] |$)"),
        ("edge", r"(?:^|[:\[(] ?| [-–—] )(%s)s?\b"),
        ("anywhere", r"\b(%s)\b"),
        ("end", r"\b(%s)s?(?: \([^)]*\))?$"),
    )
    words["end"] = words["edge"]
    return [(place, re.compile(form.replace("%s", "|".join(words[place])))) for place, form in forms]


def newest(events: list[Entry]) -> tuple[list[Entry], list[Problem]]:
    """Each entry once: of several versions of one (UID and RECURRENCE-ID) that with the highest SEQUENCE."""
    versions: dict[tuple[str, ...], list[Entry]] = {}
    for number, entry in enumerate(events):
        uid = entry.value("UID")
        versions.setdefault((uid, entry.value("RECURRENCE-ID")) if uid else (str(number),), []).append(entry)
    kept, problems = [], []
    for same in versions.values():
        highest = max(map(_sequence, same))
        newest = [entry for entry in same if _sequence(entry) == highest]
        told: dict[tuple[str, ...], Entry] = {}
        for entry in newest:
            told.setdefault(tuple(entry.value(name) for name in ("DTSTART", "SUMMARY", "LOCATION")), entry)
        kept += told.values()
        if len(same) > len(told):
            left = [entry.at for entry in same if entry not in told.values()]
            sentence = f"The entry stands {len(same)} times under one UID; the newest was taken."
            problems.append(Problem("duplicate record", sentence, ", ".join(left), severity="note"))
    return sorted(kept, key=lambda entry: entry.line), problems


def _sequence(entry: Entry) -> int:
    written = entry.value("SEQUENCE")
    return int(written) if written.isdecimal() else 0


def moved(events: list[Entry], zone: str) -> set[tuple[str, datetime]]:
    """The days of series that have an entry of their own."""
    moved = set()
    for entry in events:
        if prop := entry.first("RECURRENCE-ID"):
            try:
                moved.add(
                    (entry.value("UID"), times.moment(prop.value, "" if "TZID" in prop.parameters else zone).clock)
                )
            except times.Unclear:
                continue
    return moved


def written_on(entries: list[Entry]) -> date | None:
    """The newest day on which something in the file was written."""
    stamps = []
    for entry in entries:
        for prop in (*entry.all("DTSTAMP"), *entry.all("LAST-MODIFIED"), *entry.all("CREATED")):
            try:
                stamps.append(times.moment(prop.value).clock.date())
            except times.Unclear:
                continue
    return max(stamps, default=None)


def other_kinds(entries: list[Entry]) -> list[Problem]:
    kinds_of = Counter(entry.kind for entry in entries if entry.kind not in ("VEVENT", "VTIMEZONE"))
    return [
        Problem("left out", f"{count} entries of the kind {kind} are no events.", severity="note")
        for kind, count in kinds_of.items()
    ]
