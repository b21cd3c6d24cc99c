"""Cities and parts of states by their comparison keys, built from the tables of data/reference/."""

import re
from collections import defaultdict
from functools import cache
from typing import NamedTuple

from loaders import reference
from loaders.normalise.state_names import ambiguous, key
from loaders.normalise.words import fold


class City(NamedTuple):
    """A listed city: its state, and whether its bare name means it (`as written`: only with its accents)."""

    name: str
    country_code: str
    alone: str
    well_known: bool


@cache
def cities() -> dict[str, tuple[City, ...]]:
    """Key -> the cities of that name, other names and spellings included."""
    found: dict[str, list[City]] = defaultdict(list)
    for row in reference.rows("cities"):
        listed = City(row["city"], row["country_code"], row["alone"], row["well_known"] == "yes")
        for name in (row["city"], *filter(None, row["other_names"].split("; "))):
            longer = name.startswith(f"{row['city']} ")  # Cartagena de Indias is one, Cartagena may be another
            city = listed._replace(alone="yes") if longer else listed
            for spelling in dict.fromkeys((key(name), key(name.replace("'", "").replace("’", "")))):
                if city not in found[spelling]:
                    found[spelling].append(city)
    return {spelling: tuple(here) for spelling, here in found.items()}


@cache
def subdivisions() -> dict[str, frozenset[str]]:
    """Key of a part of a state -> the states it may belong to (California: USA)."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in reference.rows("subdivisions"):
        found[key(row["name"])].add(row["country_code"])
    return {name: frozenset(codes) for name, codes in found.items()}


@cache
def postal() -> dict[str, str]:
    """Abbreviation of a part of a state, as written in capitals -> alpha-3 (KY: USA)."""
    return {row["abbreviation"]: row["country_code"] for row in reference.rows("subdivisions") if row["abbreviation"]}


def meant(written: str) -> City | None:
    """The city that a bare name means, or None where it is not listed or several are as likely."""
    likely = [city for city in cities().get(key(written), ()) if city.alone == "yes" or _as_written(city, written)]
    return likely[0] if len({city.country_code for city in likely}) == 1 else None


def _as_written(city: City, written: str) -> bool:
    return city.alone == "as written" and city.name.casefold() == written.strip().casefold()


@cache
def words(kind: str) -> frozenset[str]:
    """The folded words of place_words.csv of one kind."""
    return frozenset(fold(row["word"]) for row in reference.rows("place_words") if row["kind"] == kind)


@cache
def pattern(kind: str) -> re.Pattern[str]:
    """Any of the words of one kind, as whole words of a folded text."""
    alternatives = "|".join(sorted(map(re.escape, words(kind)), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


def is_doubtful(written: str) -> bool:
    """Whether a state's name is more often a city elsewhere (Granada), by the rule in ambiguous_states.csv."""
    rule = ambiguous().get(key(written))
    return bool(rule and not rule.in_text)
