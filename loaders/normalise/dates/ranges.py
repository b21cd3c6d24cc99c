"""What a date expression says: two days, how precise they are, and the parts of it that lack a year."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

EARLIEST_YEAR = 1945
DAYS_LISTED = 62


class DateRange(NamedTuple):
    """Days from `start` to `end`, both inclusive; None where the words do not tell.

    Month and year precision: `start` is its first day, `end` None unless a range of months or years is written.
    `days`: the separate days where the words list days with gaps between them ("1, 8 and 15 December 2020").
    Without a year `start` and `end` are None and the other fields hold what is written, for `complete`.
    """

    start: date | None
    end: date | None
    precision: str = "day"
    days: tuple[date, ...] = ()
    month: int | None = None
    day: int | None = None
    end_month: int | None = None
    end_day: int | None = None
    month_days: tuple[tuple[int, int], ...] = ()

    @property
    def lacks_year(self) -> bool:
        """Whether a month is written but no year."""
        return self.start is None and self.month is not None


def day(year: int, month: int, number: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def months(start: tuple[int, int], end: tuple[int, int] | None = None) -> DateRange:
    """A month, or a range of months, given as (year, month)."""
    last = date(*end, monthrange(*end)[1]) if end else None
    return DateRange(date(*start, 1), last, "month")


def years(start: int, end: int | None = None) -> DateRange:
    """A year, or a range of years."""
    return DateRange(date(start, 1, 1), date(end, 12, 31) if end else None, "year")


def days(intervals: list[tuple[date, date]]) -> DateRange | None:
    """The range over intervals in order; its separate days too where there are gaps between them."""
    for (_, left), (right, _) in zip(intervals, intervals[1:], strict=False):
        if left >= right:
            return None
    start, end = intervals[0][0], intervals[-1][1]
    gaps = any((b[0] - a[1]).days > 1 for a, b in zip(intervals, intervals[1:], strict=False))
    return DateRange(start, end, "day", tuple(_each(intervals)) if gaps else ())


def without_year(found: DateRange) -> DateRange:
    """The same range with its year taken away (it was read in a year of no meaning)."""
    start, end = found.start, found.end or found.start
    if found.precision == "month":
        return DateRange(None, None, "month", month=start.month, end_month=found.end.month if found.end else None)
    return DateRange(
        None,
        None,
        "day",
        month=start.month,
        day=start.day,
        end_month=end.month,
        end_day=end.day,
        month_days=tuple((d.month, d.day) for d in found.days),
    )


def complete(found: DateRange, year: int) -> DateRange:
    """The range in the given year; unchanged where it has one, or where that year cannot hold it."""
    if not found.lacks_year:
        return found
    if found.precision == "month":
        end = (year, found.end_month) if found.end_month else None
        return months((year, found.month), end) if not end or end[1] >= found.month else found
    start, end = day(year, found.month, found.day), day(year, found.end_month, found.end_day)
    listed = [day(year, *parts) for parts in found.month_days]
    if start is None or end is None or end < start or None in listed:
        return found
    return DateRange(start, end, "day", tuple(listed))


def unlikely(found: DateRange, this_year: int) -> str | None:
    """What is odd about the range, as a sentence, or None."""
    if found.start and found.end and found.end < found.start:
        return f"It ends ({found.end}) before it starts ({found.start})."
    for end in (found.start, found.end):
        if end and not EARLIEST_YEAR <= end.year <= this_year + 1:
            return f"The year {end.year} is outside {EARLIEST_YEAR} to {this_year + 1}."
    return None


def lasting(start: date, count: int) -> date | None:
    """The last of `count` days from `start`; None where a weekend lies between (courses may pause)."""
    end = start + timedelta(days=count - 1)
    if count < 1 or (end - start).days > 6 or (count > 1 and start.weekday() + count - 1 > 4):
        return None
    return end


def _each(intervals: list[tuple[date, date]]) -> list[date]:
    found = [
        first + timedelta(days=n) for first, last in intervals for n in range(min((last - first).days + 1, DAYS_LISTED))
    ]
    return found[:DAYS_LISTED]
