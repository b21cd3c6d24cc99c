"""What a manager chose (Selection), as the sidebar, the address and the command line name it, and how it is applied."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import NamedTuple

import narwhals as nw
import pandas as pd

from outreach import schema
from outreach.languages import LANGUAGES
from outreach.prepare import NO_GROUP, NO_REGION, Prepared

NAMED = ("named", "reported only")
MATCHES = ("any", "all")
MEASURES = ("events", "people", "hosted", "last year")
LAPSES = ("1", "2", "3", "5", "10")
# Choices of how rows are shown and what they are compared with; they let no row through and hold none back.
OPTIONS = ("match", "scheme", "measure", "members", "lapse", "least", "language")


@dataclass(frozen=True)
class Selection:
    """One choice a filter; an empty one lets everything through.

    `organisation` and `state` hold party ids; with `match` "all" an event needs each of them, else any.
    `role` says in which roles organisations count. `years` are both inclusive. `named` asks for events that name
    states, or that only report a number of them. `text` is looked for in title, city and party names.

    How it is shown, not what: `measure` of a state on the map, the body whose `members` reach is counted against, and
    after how many years without a record a state is called lapsed (`lapse`), how many events together at `least` the
    network draws a line for (blank: as many as can be told apart), and the `language` of names and dates.
    """

    organisation: tuple[str, ...] = ()
    match: str = "any"
    role: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    scheme: str = "un"
    region: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    format: tuple[str, ...] = ()
    status: tuple[str, ...] = ("held",)
    named: str = ""
    text: str = ""
    measure: str = "events"
    members: str = "UN"
    lapse: str = "5"
    least: str = ""
    language: str = "en"


def of_rows(selection: Selection) -> Selection:
    """The selection as far as it decides which rows pass."""
    return replace(of_tables(selection), measure="events", members="UN", lapse="5")


def of_tables(selection: Selection) -> Selection:
    """The selection as far as it decides what tables hold."""
    return replace(selection, least="", language="en")


class Selected(NamedTuple):
    """The rows of both tables that a selection lets through."""

    events: pd.DataFrame
    attendance: pd.DataFrame


def apply(prepared: Prepared, selection: Selection) -> Selected:
    """The events of a selection and all parties to them (organisations only in the chosen roles)."""
    passed = nw.col("event").is_in(passing(prepared, selection))
    events, attendance = nw.from_native(prepared.events), nw.from_native(prepared.attendance)
    parties = [passed, *_in_roles(selection)]
    return Selected(events.filter(passed).to_native(), attendance.filter(*parties).to_native())


@lru_cache(maxsize=256)
def passing(prepared: Prepared, selection: Selection) -> pd.Series:
    """The numbers of the events that a selection lets through; treat them as read-only."""
    asked = {"event_type", "format", "status", "year", f"region_{selection.scheme}", "states_reported"}
    asked |= {"title", "city"} if selection.text else set()
    events = nw.from_native(prepared.events).select("event", *asked)
    if conditions := _conditions(selection):
        events = events.filter(*conditions)
    attendance = nw.from_native(prepared.attendance)
    names = [name for name in ("party_name", "party_name_en") if name in attendance.columns]
    attendance = attendance.select("event", "party_id", "party_kind", "role", *names)
    if selection.role:
        attendance = attendance.filter(*_in_roles(selection))
    for kind, ids in (("organisation", selection.organisation), ("state", selection.state)):
        if ids:
            of_kind = attendance.filter(nw.col("party_kind") == kind)
            events = events.join(_with_parties(of_kind, ids, selection.match), on="event", how="semi")
    if selection.named:
        naming = attendance.filter(nw.col("party_kind") == "state").select("event")
        how = "semi" if selection.named == "named" else "anti"
        events = events.join(naming, on="event", how=how)
        if how == "anti":
            events = events.filter(~nw.col("states_reported").is_null())
    if selection.text:
        events = events.join(_saying(events, attendance, selection.text), on="event", how="semi")
    return events["event"].to_native()


def _in_roles(selection: Selection) -> list[nw.Expr]:
    """That a party is a state, or an organisation in one of the chosen roles."""
    return [(nw.col("party_kind") == "state") | nw.col("role").is_in(selection.role)] if selection.role else []


def _conditions(selection: Selection) -> list[nw.Expr]:
    """The choices that an event's own row decides."""
    conditions = [
        nw.col(column).is_in(chosen)
        for column, chosen in (
            ("status", selection.status),
            ("event_type", selection.type),
            ("format", selection.format),
        )
        if chosen
    ]
    if selection.years:
        conditions.append(nw.col("year").is_between(*selection.years))
    if selection.region:
        region = nw.col(f"region_{selection.scheme}")
        within = region.is_in([name for name in selection.region if name != NO_REGION])
        conditions.append(within | region.is_null() if NO_REGION in selection.region else within)
    return conditions


def _with_parties(attendance: nw.DataFrame, ids: tuple[str, ...], match: str) -> nw.DataFrame:
    """The numbers of events in which any, or all, of the parties took part."""
    found = attendance.filter(nw.col("party_id").is_in(ids))
    if match != "all":
        return found.select("event").unique()
    counted = found.group_by("event").agg(nw.len().alias("parties"))
    return counted.filter(nw.col("parties") == len(ids)).select("event")


def _saying(events: nw.DataFrame, attendance: nw.DataFrame, text: str) -> nw.DataFrame:
    """The numbers of events whose title, city or parties contain the text, whatever its case.

    States are found by the names that are shown, and in English too.
    """
    wanted = text.strip().lower()
    says = lambda column: nw.col(column).str.to_lowercase().str.contains(wanted, literal=True)  # noqa: E731
    in_event = events.filter(says("title") | says("city")).select("event")
    names = [name for name in ("party_name", "party_name_en") if name in attendance.columns]
    return nw.concat([in_event, *(attendance.filter(says(name)).select("event") for name in names)]).unique()


def to_query(selection: Selection) -> dict[str, list[str]]:
    """The selection as an address carries it: defaults left out, several values repeat the name.

    A choice cleared of its default stands as an empty value (`status=`).
    """
    query: dict[str, list[str]] = {}
    for field in fields(Selection):
        value = getattr(selection, field.name)
        if value != field.default:
            query[field.name] = [span(value)] if field.name == "years" else _listed(value)
    return query


def span(years: tuple[int, int]) -> str:
    """2014-2018, or 2014 for a single year."""
    return "-".join(map(str, dict.fromkeys(years)))


def _listed(value: str | tuple[str, ...]) -> list[str]:
    return [value] if isinstance(value, str) else list(value) or [""]


class Choices(NamedTuple):
    """The values that each filter can take in the records at hand."""

    organisation: tuple[str, ...]
    state: tuple[str, ...]
    years: tuple[int, int]
    region: dict[str, tuple[str, ...]]
    members: tuple[str, ...] = ("UN",)


def choices(prepared: Prepared) -> Choices:
    """What the records offer to choose from; every state, since one that no event names has a profile too."""
    ids = prepared.attendance.groupby("party_kind")["party_id"].unique()
    states, years = prepared.states, prepared.events["year"].dropna()
    return Choices(
        tuple(sorted(ids.get("organisation", []))),
        tuple(sorted({*ids.get("state", []), *states.loc[states["status"] != "dissolved", "iso3"]})),
        (int(years.min()), int(years.max())) if len(years) else (0, 0),
        {
            scheme: (*sorted(prepared.states[f"region_{scheme}"].dropna().unique()), NO_GROUP, NO_REGION)
            for scheme in prepared.schemes
        },
        tuple(dict.fromkeys(("UN", *sorted(prepared.memberships["body"].unique())))),
    )


def from_query(query: Mapping[str, list[str]], offered: Choices) -> tuple[Selection, list[str]]:
    """The selection that an address asks for, and one sentence for each part of it that cannot be kept."""
    selection, sentences = Selection(), []
    scheme = next(iter(query.get("scheme", [])), "")
    allowed = {
        "organisation": offered.organisation,
        "match": MATCHES,
        "role": schema.ROLES,
        "state": offered.state,
        "scheme": tuple(offered.region),
        "region": offered.region.get(scheme) or offered.region["un"],
        "type": schema.EVENT_TYPES,
        "format": schema.ALLOWED["events", "format"],
        "status": schema.ALLOWED["events", "status"],
        "named": NAMED,
        "measure": MEASURES,
        "members": offered.members,
        "lapse": LAPSES,
        "language": tuple(LANGUAGES),
    }
    for name, values in query.items():
        if name == "text":
            selection = replace(selection, text=values[0])
        elif name == "years":
            years = _years(values[0])
            if years:
                selection = replace(selection, years=years)
            else:
                sentences.append(f"years={values[0]} is not a span of years such as 2014-2018; all years are shown.")
        elif name == "least":
            if values[0].isdecimal():
                selection = replace(selection, least=values[0])
            else:
                sentences.append(f"least={values[0]} is not a number of events; the network chooses one.")
        elif name in allowed:
            kept = tuple(value for value in dict.fromkeys(values) if value in allowed[name])
            gone = [value for value in values if value and value not in allowed[name]]
            sentences += [
                f"{name}={value} is not in these records; this part of the link is left out." for value in gone
            ]
            if isinstance(getattr(selection, name), str):
                selection = replace(selection, **{name: kept[0]}) if kept else selection
            elif kept or not gone:
                selection = replace(selection, **{name: kept})
    return selection, sentences


def _years(written: str) -> tuple[int, int] | None:
    first, _, last = written.partition("-")
    if not (first.isdecimal() and (last or first).isdecimal()):
        return None
    span = sorted((int(first), int(last or first)))
    return span[0], span[1]


def describe(selection: Selection, names: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """The active choices as (filter, value, words), for chips and sentences; `names` gives party ids their names."""
    active = []
    for field in fields(Selection):
        value = getattr(selection, field.name)
        if value == field.default or field.name in OPTIONS:
            continue
        if field.name == "years":
            active.append(("years", "", span(value).replace("-", "–")))
        elif isinstance(value, str):
            active.append((field.name, value, f"“{value}”" if field.name == "text" else f"states {value}"))
        else:
            active += [(field.name, item, names.get(item, item)) for item in value] or [(field.name, "", "any status")]
    return active


def without(selection: Selection, name: str, value: str) -> Selection:
    """The selection with one choice taken back."""
    default = {field.name: field.default for field in fields(Selection)}[name]
    current = getattr(selection, name)
    if isinstance(current, str) or name == "years" or not value:
        return replace(selection, **{name: default})
    rest = tuple(item for item in current if item != value)
    return replace(selection, **{name: rest or default})


def toggled(selection: Selection, name: str, value: object) -> Selection:
    """The selection with one value added to a filter, or taken back where it was chosen; a year is chosen alone."""
    if name == "years":
        year = int(value)
        return replace(selection, years=None if selection.years == (year, year) else (year, year))
    if value in getattr(selection, name):
        return without(selection, name, value)
    return replace(selection, **{name: (*getattr(selection, name), value)})
