"""Which of the four shapes a table has, and what its columns mean in that shape."""

import re
from dataclasses import replace

import numpy as np
import pandas as pd

from loaders.normalise import states
from loaders.tables import cells, subdivisions, words
from loaders.tables.columns import Column, by_header, values_kind

IDENTITY = ("event_id", "title", "start_date", "date", "end_date", "city", "place")
PARTY = ("country", "party_state", "organisation", "party_organisation", "party")
HOLDERS = ("organiser", "host", "sponsor", "partner", "observer", "states")
PEOPLE = ("participants", "headcount", "men", "women", "part")
REGISTRATION = ("registration_status", "checked_in", "quantity", "refunded", "test")
EVENT_KEYS = ("title", "start_date", "date", "end_date", "year", "month")
PLACES = ("place", "city", "event_country")
SUMMARY = "it sums up by group and period and names no single event"
TURNED = "its first column holds what should be its header: turn rows into columns (transpose) and load it again"
SALUTATION = re.compile(r"(mr|ms|mrs|miss|dr|prof|sir|mme|m|mlle|sr|sra|herr|frau)\.?", re.IGNORECASE)
MOSTLY = 0.5  # share of rows that stand beside others of the same event
YEAR = re.compile(r"(?:19|20)\d\d")


def settle(columns: list[Column], body: pd.DataFrame) -> tuple[str, str, list[Column]]:
    """The shape of a table, why, and its columns with the meaning they have in that shape."""
    if _is_turned(columns, body):
        return "none", TURNED, columns
    columns = _plain(columns, body)
    matrix = _matrix(columns, body)
    if matrix:
        return "matrix", *matrix
    has = {column.field for column in columns}
    if has & {"period", "event_count"} and not has & {"event_id", "title", "start_date", "date"}:
        if "period" in has or not has & {"place", "city", "month"}:
            return "none", SUMMARY, columns
        return "event", "each row tells of the events of one kind, place and month", _of_events(columns)
    repeats, varying = _repeats(columns, body)
    if _is_persons(has, repeats, len(body)):
        return "person", "columns of persons or registrations", _of_parties(columns, body, "person", varying)
    parties = has & set(PARTY) or (has & set(HOLDERS) and has <= {*HOLDERS, "number"})
    if not has & set(IDENTITY):
        if parties and _is_attendance(columns, body):
            what = "years" if "year" in has else "one event"
            why = f"no column names an event, but one names states or organisations: read as the participants of {what}"
            return "event and party", why, _of_parties(columns, body, "event and party", varying)
        if has & {"year", "month", "event_type"} and has & {*PEOPLE, "states_reported"} and "year" in has:
            return "event", "each row has a year and numbers of its own", _of_events(columns)
        return "none", "no column names an event, a date, a place or a party", columns
    if varying & set(PARTY) and repeats >= MOSTLY:
        why = "several rows tell of one event, with different parties"
        return "event and party", why, _of_parties(columns, body, "event and party", varying)
    return "event", "each row tells of an event of its own", _of_events(columns)


def _is_turned(columns: list[Column], body: pd.DataFrame) -> bool:
    """Do the words of a header stand one below the other in the first column?"""
    if not 1 < len(body) < 40 or len(columns) < 2:
        return False
    labels = [columns[0].header, *body.iloc[:, 0].dropna().astype("str")]
    known = [label for label in labels if (by_header(label) or ("", 0.0))[1] == 1]
    headed = [column for column in columns[1:] if (by_header(column.header) or ("", 0.0))[1] == 1]
    return len(known) > 2 and len(known) > 0.6 * len(labels) and len(headed) < len(columns) / 3


def positions(columns: list[Column], *fields: str) -> list[int]:
    """Where the columns with these fields stand."""
    return [i for i, column in enumerate(columns) if column.field in fields]


def combine(body: pd.DataFrame, at: list[int]) -> np.ndarray:
    """One number for each distinct combination of the cells at these columns."""
    key = np.zeros(len(body), dtype="int64")
    for i in at:
        column = body.iloc[:, i].array
        key = pd.factorize(key * (len(column.categories) + 1) + column.codes + 1)[0]
    return key


def _plain(columns: list[Column], body: pd.DataFrame) -> list[Column]:
    """The columns with the words decided that mean different things beside different neighbours."""
    columns = list(columns)
    for i, column in enumerate(columns):
        if column.field == "title" and all(map(SALUTATION.fullmatch, cells.distinct(body.iloc[:, i]))):
            columns[i] = Column(column.header, "personal", "its values are forms of address")
    has = {column.field for column in columns}
    for i, column in enumerate(columns):
        change = None
        if column.field == "name":
            change = "personal" if "personal" in has or _of_persons(has) else "other" if "title" in has else "title"
        elif column.field == "venue" and not has & {"place", "city"}:
            change = "place"
        elif column.field == "event_country" and not has & {"country", *PARTY}:
            change = "event_country"
        elif column.field == "date" and "start_date" in has:
            change = "other"
        elif column.field == "came" and has & {"personal", *REGISTRATION}:
            marks = values_kind(cells.distinct(body.iloc[:, i])) == "mark"
            change = "checked_in" if marks else "registration_status"
        elif column.field == "state":
            change = _state_or_part(column.header, body.iloc[:, i], "country" in has)
        if change and change != column.field:
            columns[i] = Column(column.header, change, f"{column.why}, in view of the other columns")
    return columns


def _of_persons(has: set[str]) -> bool:
    """Names beside an organisation and a state, without anything of an event: those of persons."""
    of_event = {*IDENTITY, *PEOPLE, "year", "month", "venue", "event_type", "states_reported", "event_count"}
    return bool(
        has & {"organisation", "party_organisation"} and has & {"country", "party_state"} and not has & of_event
    )


def _state_or_part(header: str, column: pd.Series, country_known: bool) -> str:
    """A column "state": parts of one country (US states), or states of the world?"""
    values = cells.distinct(column)
    of_world = sum(states.resolve(value) is not None for value in values)
    if country_known and of_world == len(values) and (by_header(header) or ("", 1.0))[1] < 1:
        return "party_state"  # "delegations.state" beside the country of the place
    return "subdivision" if country_known or subdivisions.country_of_all(values) or not of_world else "country"


def _is_persons(has: set[str], repeats: float, rows: int) -> bool:
    if has & set(REGISTRATION):
        return True
    if "personal" not in has or has & {*PEOPLE, "states_reported", "event_count"}:
        return False
    return not has & {"title", "event_id", "start_date", "date"} or (repeats >= MOSTLY and rows > 1)


def _is_attendance(columns: list[Column], body: pd.DataFrame) -> bool:
    """A bare list of states or organisations: only with numbers of people, or with nothing that is not understood."""
    if positions(columns, *PEOPLE, "role"):
        return True
    unknown = positions(columns, "other")
    return all(values_kind(cells.distinct(body.iloc[:, i])) not in ("count", "year", "date") for i in unknown)


def _repeats(columns: list[Column], body: pd.DataFrame) -> tuple[float, set[str]]:
    """The share of rows whose event stands in several rows, and the fields that differ between the rows of an event."""
    keys = positions(columns, "event_id") or positions(columns, *EVENT_KEYS)
    if not positions(columns, "event_id", "title") and positions(columns, *IDENTITY):
        keys += positions(columns, *PLACES, "subdivision", "event_type")
    if not keys or body.empty:
        return float(len(body) > 1), {column.field for column in columns}
    event = combine(body, keys)
    several = (np.bincount(event) > 1)[event]
    first = np.zeros(event.max(initial=-1) + 1, dtype="int64")
    first[event[::-1]] = np.arange(len(event))[::-1]
    varying = set()
    for i, column in enumerate(columns):
        codes = body.iloc[:, i].array.codes
        if (codes != codes[first[event]]).any():
            varying.add(column.field)
    return float(several.mean()), varying


def _of_parties(columns: list[Column], body: pd.DataFrame, shape: str, varying: set[str]) -> list[Column]:
    has = {column.field for column in columns}
    has_event = bool(has & {"event_id", *EVENT_KEYS})
    change = {"organiser_only": "organiser", "status": "registration_status" if shape == "person" else "status"}
    named = has & {"party_state", "party_organisation", "party", "organisation", "country"}
    if "country" in has:
        of_event = shape != "person" and "title" in has and "country" not in varying and named - {"country"}
        change["country"] = "event_country" if of_event else "party_state"
        if "party_state" in has:
            change["country"] = "event_country" if has_event and shape != "person" else "other"
    if "organisation" in has:
        of_event = shape != "person" and has_event and "organisation" not in varying and named - {"organisation"}
        change["organisation"] = "organiser" if of_event else "party_organisation"
        if shape == "person" and "party_organisation" in has:
            change["organisation"] = "order_organisation"
    elif "party_organisation" not in has:
        change["order_organisation"] = "party_organisation"
    if "participants" in varying or not has_event or shape == "person" or "headcount" in has:
        change["participants"] = "headcount" if "headcount" not in has else "participants"
    elif "participants" in has and not _often_repeated(columns, body):
        change["participants"] = "headcount"
    if shape == "person":  # when somebody registered
        columns = [
            replace(column, field="other") if column.field == "date" and by_header(column.header) is None else column
            for column in columns
        ]
    if shape == "person" or not has & {"title", "event_id"}:
        change |= {field: "other" for field in PLACES if field in varying and has_event}
        if not has_event:
            change |= dict.fromkeys(PLACES, "other")
    else:
        change |= {field: "other" for field in PLACES if field in varying}
    return [_changed(column, change.get(column.field, column.field), shape) for column in columns]


def _often_repeated(columns: list[Column], body: pd.DataFrame) -> bool:
    """Does the same number stand in three rows of one event or more? Then it is the event's, not a party's."""
    event = combine(body, positions(columns, "event_id") or positions(columns, *EVENT_KEYS))
    return bool((np.bincount(event) >= 3).any()) if len(event) else False


def _of_events(columns: list[Column]) -> list[Column]:
    has = {column.field for column in columns}
    change = {
        "country": "event_country" if "event_country" not in has else "states",
        "organisation": "organiser" if "organiser" not in has else "partner",
        "party_organisation": "partner",
        "party_state": "states",
        "party": "partner",
        "headcount": "participants" if "participants" not in has else "other",
        "registration_status": "other",
        "came": "other",
    }
    return [_changed(column, change.get(column.field, column.field), "event") for column in columns]


def _changed(column: Column, field: str, shape: str) -> Column:
    if field == column.field:
        return column
    return replace(column, field=field, why=f"{column.why}; in a table of this shape ({shape}) that is {field}")


def _matrix(columns: list[Column], body: pd.DataFrame) -> tuple[str, list[Column]] | None:
    """Columns that are states, years or events, with numbers or marks of attendance under them."""
    numeric = {
        i
        for i in range(len(columns))
        if values_kind(cells.distinct(body.iloc[:, i])) in ("count", "mark", "year", "blank")
    }
    across = {
        i for i in numeric if states.resolve(_head(columns[i].header)) is not None and columns[i].field != "number"
    }
    down = positions(columns, "country", "party_state", "organisation", "party_organisation", "party", "state")
    if len(across) >= 3 and len(across) >= 0.6 * len(numeric - set(_known(columns))):
        return f"{len(across)} columns are headed by states", _marked(columns, across, "states across")
    years = {i for i in numeric if YEAR.fullmatch(_head(columns[i].header))}
    if len(years) >= 2 and down:
        return "its columns are years and its rows states or organisations", _marked(columns, years, "years across")
    if down and not positions(columns, *IDENTITY, "year"):
        events = {i for i in numeric if _may_be_event(columns[i])}
        named = {i for i in events if columns[i].header and not columns[i].header.startswith("column ")}
        named -= {i for i in named if words.row_kind(columns[i].header) == "total"}
        if len(named) >= 2 and any(map(_tells_event, (columns[i].header for i in named))):
            return "its columns are events and its rows states or organisations", _marked(
                columns, named, "events across"
            )
    return None


def _may_be_event(column: Column) -> bool:
    """No field's header, or one such as "Attended AGM 2018" that marks who came to what."""
    named = by_header(column.header)
    if named is None:
        return column.field == "other"
    return (
        column.field in ("other", "came")
        and named[0] == "participants"
        and named[1] < 1
        and bool(YEAR.search(column.header))
    )


def _tells_event(header: str) -> bool:
    from loaders.normalise import dates, kinds

    return kinds.event_type(header) is not None or bool(dates.find(header)) or YEAR.search(header) is not None


def _head(header: str) -> str:
    return re.sub(r"\.0$", "", header.rsplit(": ", 1)[-1].strip())


def _known(columns: list[Column]) -> list[int]:
    return [i for i, column in enumerate(columns) if column.field not in ("other",) and by_header(column.header)]


def _marked(columns: list[Column], at: set[int], why: str) -> list[Column]:
    rows = {"country": "party_state", "state": "party_state", "organisation": "party_organisation"}
    if why == "states across":
        rows = {"country": "event_country", "organisation": "organiser"}
    return [
        Column(column.header, why, "its header is one of a row of them")
        if i in at
        else replace(
            column,
            field="other"
            if column.field in ("participants", "headcount") and words.row_kind(column.header)
            else rows.get(column.field, column.field),
        )
        for i, column in enumerate(columns)
    ]
