"""When an entry takes place: the days of it as its place's calendar shows them, and the days of a series."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.rrule import rrulestr
from icalendar.prop import vDuration

from loaders.calendars.lines import Entry, Property

MOST_OCCURRENCES = 366  # of one series
MOST_YEARS = 10  # from the first day of a series
_STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?)?(Z)?")
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")


class Moment(NamedTuple):
    """A day, with the time where one is given, on the clock of the place."""

    clock: datetime
    is_day: bool
    in_utc: bool


class Unclear(ValueError):
    """A time or a rule that makes no sense; the message says which."""


class Days(NamedTuple):
    """First and last day of one occurrence, both inclusive."""

    start: date
    end: date


def moment(written: str, zone: str = "") -> Moment:
    """A date or time as written; a time in UTC is moved to the calendar's own zone where that is known.

    >>> moment("20190305T003000").clock.date()
    datetime.date(2019, 3, 5)
    """
    found = _STAMP.fullmatch(written.strip())
    if not found:
        raise Unclear(f"{written!r} is no date")
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        clock = datetime(year, month, day, hour, minute, min(second, 59))
    except ValueError:
        raise Unclear(f"{written!r} is no date") from None
    in_utc = bool(found[7])
    if in_utc and (local := _zone(zone)):
        clock = clock.replace(tzinfo=UTC).astimezone(local).replace(tzinfo=None)
        in_utc = False
    return Moment(clock, found[4] is None, in_utc)


def is_zone(name: str) -> bool:
    """Whether the tz database knows a zone."""
    return _zone(name) is not None


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def length(entry: Entry, start: Moment, zone: str) -> timedelta:
    """How long an entry lasts, from DTEND or DURATION; a day where only a day is given, else no time."""
    end = entry.first("DTEND")
    if end:
        if end.parameters.get("TZID") and not start.is_day:
            zone = ""
        return moment(end.value, zone).clock - start.clock
    if entry.value("DURATION"):
        try:
            return vDuration.from_ical(entry.value("DURATION").replace(" ", ""))
        except (ValueError, TypeError, OverflowError):
            raise Unclear(f"{entry.value('DURATION')!r} is no duration") from None
    return timedelta(days=1) if start.is_day else timedelta()


def days(start: datetime, lasts: timedelta) -> Days:
    """The days that an occurrence touches: its end is exclusive, but what takes no time takes its day."""
    end = start + max(lasts, timedelta()) - (timedelta(microseconds=1) if lasts > timedelta() else timedelta())
    return Days(start.date(), end.date())


def occurrences(entry: Entry, start: Moment, zone: str, written_on: date | None) -> tuple[list[datetime], bool]:
    """The starts of a series, EXDATE taken out and RDATE added, and whether its limits cut it.

    An endless series is followed to the day on which the calendar was written; what would come later nobody saw.
    """
    starts: dict[datetime, None] = {}
    cut = False
    for rule in entry.all("RRULE"):
        series, was_cut = _expand(rule.value, start.clock, written_on)
        starts |= dict.fromkeys(series)
        cut |= was_cut
    starts = {start.clock: None} | starts
    starts |= dict.fromkeys(moment.clock for moment in _listed(entry.all("RDATE"), zone))
    dropped = {m.clock.date() if m.is_day else m.clock for m in _listed(entry.all("EXDATE"), zone)}
    left = sorted(clock for clock in starts if clock not in dropped and clock.date() not in dropped)
    return left[:MOST_OCCURRENCES], cut or len(left) > MOST_OCCURRENCES


def _expand(rule: str, start: datetime, written_on: date | None) -> tuple[list[datetime], bool]:
    parts = dict(part.upper().partition("=")[::2] for part in rule.strip().rstrip(";").split(";"))
    if parts.get("FREQ") not in _FREQUENCIES:
        raise Unclear(f"{rule!r} is no rule of days, weeks, months or years")
    if "UNTIL" in parts:
        parts["UNTIL"] = parts["UNTIL"].rstrip("Z")
    try:
        series = rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=start)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError):
        raise Unclear(f"{rule!r} is no rule of repetition") from None
    last = _years_later(start, MOST_YEARS)
    endless = not {"COUNT", "UNTIL"} & parts.keys()
    if endless and written_on:
        last = min(last, datetime.combine(written_on, datetime.max.time()))
    starts: list[datetime] = []
    for clock in series:
        if clock > last or len(starts) > MOST_OCCURRENCES:
            return starts, True
        starts.append(clock)
    return starts, endless


def _years_later(start: datetime, years: int) -> datetime:
    return start.replace(year=min(start.year + years, 9999), day=min(start.day, 28))


def _listed(properties: list[Property], zone: str) -> Iterator[Moment]:
    """The moments of EXDATE and RDATE; of a period its start."""
    for prop in properties:
        for written in prop.value.split(","):
            yield moment(written.partition("/")[0], "" if prop.parameters.get("TZID") else zone)
