"""The filters as options of a command: the names of the address, values as people write them, one sentence if wrong."""

import argparse
import difflib
import shlex
from collections.abc import Iterable
from dataclasses import fields
from urllib.parse import parse_qs, urlsplit

from loaders.normalise import organisations, states
from outreach import filters, schema
from outreach.charts import look
from outreach.filters import Choices, Selection
from outreach.languages import LANGUAGES
from outreach.prepare import Prepared

HELP = {
    "organisation": "acronym, name or id; may be repeated",
    "match": "any (default) or all of the organisations and states",
    "role": f"role of the organisations: {', '.join(schema.ROLES)}",
    "state": "state that attended, by name or three-letter code; may be repeated",
    "years": "a year or a span, 2014-2018",
    "scheme": "what regions go by: un (default), m49, m49-subregion, or a scheme of data/reference/region_groups.csv",
    "region": 'region of the place, "African States" or "Africa"; may be repeated',
    "type": f"type of event: {', '.join(schema.EVENT_TYPES)}",
    "format": "format of the event: in person, online, hybrid",
    "status": 'held (default), announced, cancelled; "" for any',
    "named": 'events that are "named" (name states) or "reported only" (give a number of them)',
    "measure": f"what the map of states shows: {', '.join(filters.MEASURES)}",
    "members": "body whose members reach is counted against: UN (default), OPCW, AU …",
    "lapse": f"years without a record after which a state or organisation has lapsed: {', '.join(filters.LAPSES)}",
    "least": "events together from which on the network on a page draws a line",
    "language": f"language of the names of states and regions and of dates: {', '.join(LANGUAGES)} (en is the default)",
    "text": "words in title, city or party names",
}


class Unknown(ValueError):
    """A value that the records do not know; one sentence."""


def add_filters(parser: argparse.ArgumentParser, kinds: Iterable[str] = ()) -> None:
    """Give the parser one option for each field of the Selection, and --link; --format may also name a kind of file."""
    group = parser.add_argument_group("filters, named as in the address of the dashboard")
    for field in fields(Selection):
        words, dest = HELP.get(field.name, ""), f"filter_{field.name}"
        if field.name == "format" and kinds:
            words = f"{', '.join(kinds)}: the kind of file; {words}"
        group.add_argument(f"--{field.name}", dest=dest, action="append", metavar="WORD", help=words)
    group.add_argument("--link", metavar="ADDRESS", help="the address of a page: its filters, under those given here")


def kind_of_file(options: argparse.Namespace, kinds: Iterable[str]) -> str:
    """The kind of file that --format asks for, taken out of the filters; the first one where it asks for none."""
    words = options.filter_format or []
    options.filter_format = [word for word in words if word not in kinds]
    return next((word for word in words if word in kinds), next(iter(kinds)))


def selection(options: argparse.Namespace, prepared: Prepared) -> Selection:
    """The Selection that the options ask for; raises Unknown where the records do not have what they name."""
    offered = filters.choices(prepared)
    query = parse_qs(urlsplit(options.link or "").query, keep_blank_values=True)
    given = {field.name: getattr(options, f"filter_{field.name}") for field in fields(Selection)}
    query |= {name: values for name, values in given.items() if values}
    scheme = _named(query.get("scheme", [Selection.scheme])[0], offered.region)
    query = {name: [_value(name, word, scheme, offered, prepared) for word in words] for name, words in query.items()}
    chosen, sentences = filters.from_query(query, offered)
    if sentences:
        said = " ".join(f"{sentence.rpartition(';')[0]}." for sentence in sentences)
        raise Unknown(f"{said}{_suggestion(query, scheme, offered)}")
    return chosen


def written(chosen: Selection) -> str:
    """The options that make a selection, ready for a shell."""
    query = filters.to_query(chosen)
    return " ".join(f"--{name} {shlex.quote(value)}" for name, values in query.items() for value in values)


def _value(name: str, word: str, scheme: str, offered: Choices, prepared: Prepared) -> str:
    """The value that a filter knows for what was written; the word itself where it knows none."""
    if name == "organisation":
        return _organisation(word, offered, prepared)
    if name == "state":
        return word.upper() if word.upper() in offered.state else states.resolve(word) or word
    if name == "region":
        names = {look.short(region).casefold(): region for region in offered.region.get(scheme, ())}
        names |= {region.casefold(): region for region in offered.region.get(scheme, ())}
        return names.get(word.casefold(), word)
    if name in ("years", "text"):
        return word.replace("–", "-") if name == "years" else word
    if name in ("members", "scheme"):
        return _named(word, offered.members if name == "members" else offered.region)
    return word.lower()


def _named(word: str, offered: Iterable[str]) -> str:
    """The name that is offered, whatever the case of its letters."""
    return {name.casefold(): name for name in offered}.get(word.casefold(), word)


def _organisation(word: str, offered: Choices, prepared: Prepared) -> str:
    if word.lower() in offered.organisation:
        return word.lower()
    known = organisations.resolve(word)
    if known:
        return known.organisation_id
    named = prepared.attendance.loc[prepared.attendance["party_name"].str.casefold() == word.casefold(), "party_id"]
    return named.iloc[0] if len(named) else word


def _suggestion(query: dict[str, list[str]], scheme: str, offered: Choices) -> str:
    """What may have been meant, where something is close."""
    allowed: dict[str, Iterable[str]] = {"organisation": offered.organisation, "state": offered.state}
    allowed |= {
        "scheme": offered.region,
        "region": offered.region.get(scheme, ()),
        "type": schema.EVENT_TYPES,
        "role": schema.ROLES,
    }
    for name, words in query.items():
        for word in words:
            close = difflib.get_close_matches(word.lower(), list(allowed.get(name, ())), 3, 0.6)
            if close and word not in close:
                return f" Close to it: {', '.join(close)}."
    return ""
