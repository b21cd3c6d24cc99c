"""Names of states and regions, months and dates in the six languages of the United Nations; all else stays English."""

from dataclasses import replace
from datetime import date
from functools import cache, lru_cache

import pandas as pd
from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton

from loaders import reference
from loaders.normalise import states
from outreach.prepare import Prepared

LANGUAGES = {
    "en": "English",
    "fr": "français",
    "es": "español",
    "ru": "русский",
    "zh": "中文",
    "ar": "العربية",
}


@lru_cache(maxsize=12)
def in_language(prepared: Prepared, language: str) -> Prepared:
    """The records with the names of states in that language; `party_name_en` keeps the others findable."""
    if language == "en":
        return prepared
    names = {code: states.name(code, language) for code in prepared.states["iso3"]}
    attendance, known = prepared.attendance, prepared.states
    translated = attendance["party_id"].map(names).astype(attendance["party_name"].dtype)
    attendance = attendance.assign(
        party_name=translated.fillna(attendance["party_name"]), party_name_en=attendance["party_name"]
    )
    return replace(prepared, attendance=attendance, states=known.assign(name=known["iso3"].map(names)))


def region(name: str, language: str) -> str:
    """The short name of a region in that language; empty where it is not known, and in English."""
    return _regions(language).get(name, "")


@cache
def _regions(language: str) -> dict[str, str]:
    if language == "en":
        return {}
    return {row["region"]: row[f"name_{language}"] for row in reference.rows("region_names")}


def region_names(language: str) -> dict[str, str]:
    """Region -> its short name in that language; empty for English."""
    return dict(_regions(language))


@cache
def months(language: str = "en", short: bool = False) -> tuple[str, ...]:
    """The names of the twelve months, or short ones where the language has them."""
    width = "abbreviated" if short and language not in ("ar", "zh") else "wide"
    return tuple(Locale(language).months["stand-alone"][width].values())


def when(start: object, end: object, precision: object, language: str = "en", short: bool = False) -> str:
    """The days of an event as people write them: "9–11 January 2018", "March 2018", "2018"; a dash where unknown.

    `short`: with short names of months.
    """
    if pd.isna(start):
        return "–"
    last = None if pd.isna(end) else end
    if precision in ("month", "year"):
        say = (lambda day: str(day.year)) if precision == "year" else (lambda day: _month(day, language, short))
        return " – ".join(dict.fromkeys(say(day) for day in (start, last) if day is not None))
    if last is None or last <= start:
        return _day(start, language, short)
    if language != "en":
        return format_interval(start.date(), last.date(), "yMMMd" if short else "yMMMMd", locale=language)
    if last.year != start.year:
        return f"{_day(start, language, short)} – {_day(last, language, short)}"
    month = months(language, short)[start.month - 1]
    first = f"{start.day}–" if last.month == start.month else f"{start.day} {month} – "
    return first + _day(last, language, short)


def _day(day: date, language: str, short: bool) -> str:
    if language == "en":
        return f"{day.day} {_month(day, language, short)}"
    return format_skeleton("yMMMd", day, locale=language) if short else format_date(day, "long", locale=language)


def _month(day: date, language: str, short: bool) -> str:
    if language == "en":
        return f"{months(language, short)[day.month - 1]} {day.year}"
    return format_skeleton("yMMM" if short else "yMMMM", day, locale=language)


def day_of_week(day: date, language: str = "en") -> str:
    """A day with its weekday: "Tuesday 9 January 2018"."""
    return f"{day:%A} {day.day} {day:%B %Y}" if language == "en" else format_date(day, "full", locale=language)
