"""The events themselves: their list, and the days on which they were held."""

import re

import pandas as pd

from outreach import schema

MOST_DAYS = 366  # an event given as longer than this is drawn by its first day
ORDERS = {
    "latest first": ("start_date", False),
    "earliest first": ("start_date", True),
    "title": ("title", True),
    "place": ("place", True),
    "most participants": ("participants", False),
    "most states reported": ("states_reported", False),
    "most states named": ("states_named", False),
}


def events_listed(events: pd.DataFrame, attendance: pd.DataFrame, states: pd.DataFrame) -> pd.DataFrame:
    """Every event with its days, place, organisers and numbers as the sources give them; the latest first.

    One row an event: `event_id`, `title`, `start_date`, `end_date`, `date_precision`, `place` (city and state, as far
    as known), `event_type`, `format`, `status`, `organisers` (with hosts), `participants`, `participants_bound`,
    `states_reported`, `states_bound`, `states_named` (missing where none is named), `source`.
    """
    named = attendance[attendance["party_kind"] == "state"].groupby("event").size().rename("states_named")
    table = events.join(named, on="event").assign(organisers=events["event"].map(_organisers(attendance)))
    table["organisers"] = table["organisers"].astype(schema.TEXT)
    table["states_named"] = table["states_named"].astype(schema.COUNT)
    table["place"] = places(table, states)
    columns = [
        "event_id",
        "title",
        "start_date",
        "end_date",
        "date_precision",
        "place",
        "event_type",
        "format",
        "status",
    ]
    columns += ["organisers", "participants", "participants_bound", "states_reported", "states_bound", "states_named"]
    return in_order(table[[*columns, "source"]], "latest first")


def _organisers(attendance: pd.DataFrame) -> dict[int, str]:
    """The organisers and hosts of each event, in one line."""
    rows = attendance[(attendance["party_kind"] == "organisation") & attendance["role"].isin(("organiser", "host"))]
    names: dict[int, list[str]] = {}
    for event, name in zip(rows["event"].tolist(), rows["party_name"].tolist(), strict=True):
        names.setdefault(event, []).append(name)
    return {event: "; ".join(own) for event, own in names.items()}


def places(events: pd.DataFrame, states: pd.DataFrame) -> pd.Series:
    """City and state of each event in words, as far as they are known; "online" where that is all."""
    names = states.set_index("iso3")["name"]
    city, country = events["city"], events["country_code"].map(names).astype(schema.TEXT)
    both = (city + ", " + country).where(city.notna() & (city != country), city.fillna(country))
    return both.fillna(events["format"].where(events["format"] == "online"))


def in_order(table: pd.DataFrame, order: str) -> pd.DataFrame:
    """The list in one of ORDERS; what is not known comes last, equals by title and id."""
    column, ascending = ORDERS[order]
    table = table.sort_values(["title", "event_id"])
    return table.sort_values(column, ascending=ascending, kind="stable", na_position="last", ignore_index=True)


def event_spans(events: pd.DataFrame, states: pd.DataFrame) -> pd.DataFrame:
    """Each event whose first day is known, from its first to its last day, in lanes where none overlaps another.

    One row an event: `event_id`, `title`, `start_date`, `end_date` (the first day where no last one is given),
    `place`, `year`, `lane` (counted from 0 anew in each year).
    """
    days = _to_the_day(events)
    lanes: list[int] = []
    free: list[pd.Timestamp] = []  # for each lane of the year, the last day taken
    year = None
    for start, end in zip(days["start_date"], days["end_date"], strict=True):
        if start.year != year:
            year, free = start.year, []
        lane = next((number for number, last in enumerate(free) if last < start), len(free))
        free[lane : lane + 1] = [end]
        lanes.append(lane)
    table = days.assign(lane=pd.array(lanes, dtype="int64"), place=places(days, states))
    return table[["event_id", "title", "start_date", "end_date", "place", "year", "lane"]].reset_index(drop=True)


def events_by_day(events: pd.DataFrame) -> pd.DataFrame:
    """Events under way on each day; an event without a last day counts on its first, one without a day is left out.

    One row a day with events: `day`, `events`.
    """
    days = _to_the_day(events)
    length = (days["end_date"] - days["start_date"]).dt.days.astype("int64") + 1
    every = days.loc[days.index.repeat(length), "start_date"]
    every = every + pd.to_timedelta(every.groupby(level=0).cumcount(), unit="D")
    counted = every.rename("day").value_counts().sort_index()
    return counted.rename("events").reset_index()


def _to_the_day(events: pd.DataFrame) -> pd.DataFrame:
    """The events known to the day, in order of time, each with a last day."""
    days = events[(events["date_precision"].fillna("day") == "day") & events["start_date"].notna()]
    end = days["end_date"].where(days["end_date"] >= days["start_date"], days["start_date"])
    longest = days["start_date"] + pd.Timedelta(days=MOST_DAYS - 1)
    end = end.where(end <= longest, days["start_date"])
    return days.assign(end_date=end).sort_values(["start_date", "event_id"], ignore_index=True)


FIELDS = ("title", "event_type", "status", "start_date", "end_date", "date_precision", "city", "country_code")
FIELDS += ("format", "participants", "participants_bound", "states_reported", "states_bound")


def event_values(event: pd.Series, evidence: pd.DataFrame, corrections: str) -> pd.DataFrame:
    """Every value that a source gives for a field of one event, with its words and place, and whether it counts.

    One row a value: `field`, `value`, `text`, `source`, `locator`, `state` ("counts", "also", "differs" from the one
    that counts, or "correction"). Fields in the schema's order, then the address and what joined the records.
    `corrections`: the source that stands for what a person corrected.
    """
    own = evidence[(evidence["event_id"] == event["event_id"]) & ~evidence["field"].isin(schema.ROLES)]
    order = {field: place for place, field in enumerate(FIELDS)}
    own = own.assign(place=own["field"].map(order).fillna(len(order)))
    own = own.sort_values(["place", "field"], kind="stable", ignore_index=True)
    states = [_state(row, event, corrections) for row in own.itertuples()]
    return own.assign(state=pd.array(states, dtype="str"))[["field", "value", "text", "source", "locator", "state"]]


def _state(row: object, event: pd.Series, corrections: str) -> str:
    if row.source == corrections:
        return "correction"
    if row.field not in FIELDS:
        return "also"
    return "counts" if _alike(row.value, event[row.field]) else "differs"


def _alike(told: str, value: object) -> bool:
    """Whether a value as evidence keeps it is the one of the event, whatever its case and punctuation."""
    if pd.isna(value):
        return False
    if isinstance(value, pd.Timestamp):
        return str(told)[:10] == value.date().isoformat()[: len(str(told)[:10])]
    return _letters(told) == _letters(value)


def _letters(value: object) -> str:
    return re.sub(r"[\W_]+", " ", str(value)).strip().casefold()


def event_parties(event_id: str, attendance: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """Every state and organisation of one event, in its principal role, with all words and places that name it.

    One row a party: `party_id`, `party`, `kind`, `role`, `people`, `words`, `source`, `locator` (each told once,
    separated by " · "), `counted` (false: a source names it, as invited for one, but it is not counted as taking part).
    """
    own = attendance[attendance["event_id"] == event_id]
    told = evidence[(evidence["event_id"] == event_id) & evidence["field"].isin(schema.ROLES)]
    said = dict(iter(told.groupby("value", sort=False)))
    rows = []
    for party in own.itertuples():
        mentions = said.pop(party.party_id, told.head(0))
        words = _once([party.written, *mentions["text"]])
        place = _once(mentions["locator"]) or _once([party.locator])
        rows.append((party.party_id, party.party_name, party.party_kind, party.role, party.headcount, words))
        rows[-1] += (_once(mentions["source"]), place, True)
    for party_id, mentions in said.items():
        words, role = _once(mentions["text"]), mentions["field"].iloc[0]
        rows.append((party_id, mentions["text"].iloc[0], None, role, pd.NA, words, _once(mentions["source"])))
        rows[-1] += (_once(mentions["locator"]), False)
    columns = ["party_id", "party", "kind", "role", "people", "words", "source", "locator", "counted"]
    table = pd.DataFrame(rows, columns=columns).astype({"people": schema.COUNT, "counted": "bool"})
    order = {role: place for place, role in enumerate(schema.ROLES)}
    table = table.assign(place=table["role"].map(order))
    table = table.sort_values(["counted", "kind", "place", "party"], ascending=[False, True, True, True])
    return table.drop(columns="place").reset_index(drop=True)


def _once(texts: object) -> str:
    """The texts that are there, each once, in order."""
    return " · ".join(dict.fromkeys(str(text) for text in texts if pd.notna(text) and text != ""))
