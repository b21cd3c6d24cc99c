"""What a cell names: organisations, states, or either; each distinct cell is read once."""

import re
from functools import lru_cache
from typing import NamedTuple

from loaders.normalise import Mention, organisation_words, organisations, places, states
from loaders.normalise.organisation_names import key
from loaders.normalise.organisation_parties import is_acronym
from loaders.normalise.organisations import Organisation
from loaders.tables import words

SEPARATOR = re.compile(r"[;\n|]")
WEAK = re.compile(r"[;\n|,/&]|\band\b|\bet\b|\by\b|\bund\b|\be\b")


class Named(NamedTuple):
    """A party as a cell names it. `problem` instead of an id where the words are no party that is known."""

    party_id: str
    name: str
    kind: str
    type: str
    written: str
    state_code: str = ""  # of the state whose government's body it is
    problem: str = ""


def state(code: str, written: str) -> Named:
    return Named(code, states.name(code), "state", "state", written)


def _organisation(one: Organisation, written: str) -> Named:
    return Named(one.organisation_id, one.name, "organisation", one.type, written, one.state_code)


@lru_cache(maxsize=1 << 16)
def organisations_in(cell: str, listed: bool = True) -> list[Named]:
    """The organisations that a cell lists.

    In a column that uses no semicolon (`listed` false) a comma or "and" separates two only where most of what it
    separates is known, or some is and the rest are names of bodies: "City, University of London" is one.
    """
    if words.is_blank(cell):
        return []
    found = [one for one in organisations.split(cell) if not words.is_blank(one.written)]
    if not listed and len(found) > 1 and not _are_several(found):
        return organisation_in(cell)
    return [_organisation(one.value, one.written) for one in found]


def _are_several(found: list[Mention]) -> bool:
    unlisted = [one.value.name for one in found if one.value.type == "unlisted"]
    if len(unlisted) < len(found) / 2:
        return True
    return len(unlisted) < len(found) and all(map(_is_body, unlisted))


def _is_body(name: str) -> bool:
    """Does a name that is not known say by itself what it is (Institute, an acronym), and not that it is a part?"""
    keys = key(name).split()
    if organisation_words.begins(keys, "subunit") and set(keys) & {"for", "of", "de", "du", "del"}:
        return False
    return organisation_words.has(keys, "head") or any(map(is_acronym, name.split()))


@lru_cache(maxsize=1 << 16)
def organisation_in(cell: str) -> list[Named]:
    """The one organisation that a cell names, whatever commas are in its name."""
    return [] if words.is_blank(cell) else [_organisation(organisations.party(cell), cell)]


@lru_cache(maxsize=1 << 16)
def states_in(cell: str) -> list[Named]:
    """The states that a cell lists; organisations among them are organisations, other words a problem.

    The whole cell first ("Congo, Dem. Rep."), then its parts by semicolons and line ends, then by commas and "and".
    """
    if words.is_blank(cell):
        return []
    found = _state_named(cell)
    if found:
        return [found]
    pieces = [piece.strip() for piece in SEPARATOR.split(cell) if piece.strip()]
    if len(pieces) > 1:
        return [one for piece in pieces for one in states_in(piece)]
    weak = [piece.strip(" .") for piece in WEAK.split(cell) if piece.strip(" .")]
    if len(weak) > 1:
        mentions = states.find(cell)
        known = {piece: named for piece in weak if (named := _state_named(_without_number(piece)))}
        seats = [_seat(piece) for piece in weak if piece not in known]
        if len(known) == 1 and all(seat == one.party_id for one in known.values() for seat in seats):
            return [one._replace(written=cell) for one in known.values()]  # "Kenya, Nairobi"
        if len(known) > len(weak) / 2 or len(mentions) > 1 or (known and not any(seats)):
            return _in_running_text(cell, mentions)
    organisation = organisations.resolve(cell)
    if organisation:
        return [_organisation(organisation, cell)]
    return [Named("", "", "state", "", cell, problem="unresolved state")]


def _without_number(piece: str) -> str:
    return re.sub(r"\s*[(:]?\s*\d+\)?$", "", piece)


def _seat(piece: str) -> str:
    """The state of a city that is known."""
    place = places.parse(piece)
    return place.country_code if place and place.city else ""


def _in_running_text(cell: str, mentions: list) -> list[Named]:
    """The states found in a list with commas, and what stands between them and is none."""
    found, end = [], 0
    for mention in [*mentions, None]:
        between = cell[end : mention.start if mention else len(cell)]
        for piece in WEAK.split(between):
            rest = piece.strip(" .()")
            if (
                len(rest) > 2
                and not rest.isdigit()
                and not words.is_blank(rest)
                and rest.lower() not in ("the", "les", "los", "las")
            ):
                organisation = organisations.resolve(rest)
                found.append(
                    _organisation(organisation, rest)
                    if organisation
                    else Named("", "", "state", "", rest, problem="unresolved state")
                )
        if mention:
            found.append(state(mention.value, mention.written))
            end = mention.end
    return found


def _state_named(text: str) -> Named | None:
    code = states.resolve(text)
    if code is None and ("(" in text or "," in text) and not states.resolve(text.split(",")[0].strip()):
        place = places.parse(text)
        code = place.country_code if place and place.city else None
    if code is None and len(text) < 30:
        mentions = states.find(text)  # "Kenyan", in a column of nationalities
        if len(mentions) == 1 and mentions[0].written == text:
            code = mentions[0].value
    return state(code, text) if code else None


@lru_cache(maxsize=1 << 16)
def party_in(cell: str) -> list[Named]:
    """The state or else the organisation that a cell names."""
    if words.is_blank(cell):
        return []
    named = _state_named(cell)
    return [named] if named else organisation_in(cell)
