"""Every name and code of a state as one dictionary of comparison keys, built from the tables of data/reference/."""

import gettext
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pycountry
from babel import localedata

from loaders import reference
from loaders.normalise.words import FOLDING, fold

UN_LANGUAGES = ("name", "formal_name", "name_fr", "name_es", "name_ru", "name_zh", "name_ar")
_SPACES = dict.fromkeys((ord(mark) for mark in "-.'\"_/()[]{},;:|"), " ")
ABBREVIATION = "abbreviation"  # the kind of alias that is read in capitals only
_SHORTENED = {
    "republic": ("rep",),
    "democratic": ("dem",),
    "peoples": ("people s", "people"),
    "people": ("peoples",),
    "islands": ("is", "isl", "island"),
    "saint": ("st", "s"),
    "saints": ("sts",),
    "and": ("&",),
    "et": ("&",),
    "y": ("&", "e"),
    "federated": ("fed",),
    "federal": ("fed",),
    "united": ("utd",),
    "north": ("n",),
    "northern": ("n",),
}


class _NameFolding(dict):
    """Folding of words.fold with punctuation as spaces, worked out once for each character that turns up."""

    def __missing__(self, code: int) -> str:
        folded = FOLDING[code]
        self[code] = value = folded.translate(_SPACES)
        return value


NAME_FOLDING = _NameFolding()


class Ambiguous(NamedTuple):
    """A word that could mean several states, and the written rule for it; code is "" where the rule gives none."""

    code: str
    candidates: tuple[str, ...]
    rule: str
    in_text: bool  # whether the word alone is read in running text


def key(written: str) -> str:
    """The comparison key of a state's name: folded, punctuation as spaces."""
    if not written.isascii():
        written = fold(written)
    return " ".join(written.translate(NAME_FOLDING).split())


@cache
def states() -> dict[str, dict[str, str]]:
    """The rows of states.csv by alpha-3 code."""
    return {row["iso3"]: row for row in reference.rows("states")}


@cache
def ambiguous() -> dict[str, Ambiguous]:
    """The rows of ambiguous_states.csv by key."""
    return {
        key(row["written"]): Ambiguous(
            row["code"], tuple(row["candidates"].split()), row["rule"], row["in_text"] != "no"
        )
        for row in reference.rows("ambiguous_states")
    }


@cache
def words(kind: str) -> frozenset[str]:
    """Words of state_words.csv: articles before a name, notes in brackets behind one."""
    return frozenset(key(row["word"]) for row in reference.rows("state_words") if row["kind"] == kind)


def spellings(name: str) -> Iterator[str]:
    """The keys under which one name is looked up: shortened words, joined apostrophes, inverted formal names."""
    base = key(name)
    for form in dict.fromkeys((base, *(f"{stem} {rest}" for stem, rest in inverted(base)))):
        yield form
        yield from _shortened(form)
    if "'" in fold(name):
        joined = key(fold(name).replace("'", ""))
        yield joined
        yield from _shortened(joined)


def _shortened(form: str) -> Iterator[str]:
    words = form.split()
    for index, word in enumerate(words):
        for short in _SHORTENED.get(word, ()):
            yield " ".join((*words[:index], short, *words[index + 1 :]))
    every = " ".join(_SHORTENED.get(word, (word,))[0] for word in words)
    if every != form:
        yield every


def inverted(form: str) -> list[tuple[str, str]]:
    """The parts of an inverted formal name: `kenya`, `republic of` and `kenya`, `republic` for `republic of kenya`."""
    for joint in (" of the ", " of "):
        before, found, after = form.partition(joint)
        if found and " of " not in after and before.split()[-1] in ("republic", "kingdom", "state", "states"):
            return [(after, f"{before}{joint}".rstrip()), (after, before)]
    return []


@cache
def names() -> dict[str, str]:
    """Key -> code for every name in states.csv and state_aliases.csv, and for the words that a rule decides."""
    found: dict[str, str] = {}
    own = [(row[column], row["iso3"]) for row in reference.rows("states") for column in UN_LANGUAGES if row[column]]
    aliases = [(row["name"], row["code"]) for row in reference.rows("state_aliases") if row["kind"] != ABBREVIATION]
    for name, code in own + aliases:
        _add(found, key(name), code)
    for name, code in own + aliases:
        for spelling in spellings(name):
            if found.setdefault(spelling, code) != code and spelling == key(name):
                raise reference.ReferenceError(f"state_aliases.csv: {name!r} means both {found[spelling]} and {code}.")
    return {name: code for name, code in found.items() if name not in ambiguous()} | {
        name: rule.code for name, rule in ambiguous().items() if rule.code
    }


def _add(found: dict[str, str], name: str, code: str) -> None:
    if found.setdefault(name, code) != code and name not in ambiguous():
        raise reference.ReferenceError(f"state_aliases.csv: {name!r} means both {found[name]} and {code}; keep one.")


@cache
def codes() -> dict[str, str]:
    """Alpha-2, alpha-3, M49 and IOC codes -> alpha-3; where two lists give one code to two states, ISO decides."""
    found: dict[str, str] = {}
    for column in ("iso3", "iso2", "m49", "ioc"):
        for row in reference.rows("states"):
            if row[column]:
                found.setdefault(row[column], row["iso3"])
    return found


@cache
def abbreviations() -> dict[str, str]:
    """Abbreviations without their dots and spaces -> code."""
    return {
        row["name"].replace(".", "").replace(" ", ""): row["code"]
        for row in reference.rows("state_aliases")
        if row["kind"] == ABBREVIATION
    }


@cache
def translated() -> dict[str, str]:
    """Key -> code for the names in other languages; not one that two states share or a well-known city has."""
    meanings: dict[str, set[str]] = defaultdict(set)
    for name, code in (*_pycountry_names(), *_cldr_names()):
        meanings[key(name)].add(code)
    cities = {key(row["city"]) for row in reference.rows("cities") if row["well_known"]}
    return {
        name: next(iter(found))
        for name, found in meanings.items()
        if len(found) == 1 and (len(name) > 3 or not name.isascii()) and name not in ambiguous() and name not in cities
    }


def _pycountry_names() -> Iterator[tuple[str, str]]:
    english = gettext.NullTranslations()
    known = [row["catalogue"] for row in reference.rows("state_languages") if row["catalogue"]]
    others = [gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [language]) for language in known]
    for catalogue in (english, *others):
        for country in pycountry.countries:
            for field in ("name", "official_name", "common_name"):
                if name := country._fields.get(field):
                    yield catalogue.gettext(name), country.alpha_3


def _cldr_names() -> Iterator[tuple[str, str]]:
    alpha_3 = {state["iso2"]: code for code, state in states().items() if state["iso2"]}
    for row in reference.rows("state_languages"):
        # Without what a language inherits, which would be merged for half a second; and the cache would keep 50 MB.
        names = localedata.load(row["language"], merge_inherited=False).get("territories", {})
        yield from ((name, alpha_3[territory]) for territory, name in names.items() if territory in alpha_3)
        localedata._cache.clear()
