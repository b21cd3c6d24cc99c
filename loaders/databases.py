"""A database by its SQLAlchemy address -> the schema's tables, read only.

    sqlite:///records.db                                   the tables (or views) events and attendance
    postgresql://reader@host/outreach#sql=select * from ... the rows of a query

Tables with the columns of the schema are taken as they are; others are read by their header words, like any table.
Nothing is ever written, and no password appears in a source or a message.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import sqlalchemy as sa
from pandas.api.types import union_categoricals
from sqlalchemy import exc

from loaders import tables
from loaders.records import Problem
from loaders.tables import assemble, cells
from loaders.tables.columns import by_header
from loaders.unreadable import Unreadable
from outreach import schema

CHUNK = 50_000  # rows fetched at a time
MOST_ROWS = 10_000_000
CONNECT_SECONDS = 10
_QUERY_MARK = "#sql="
_READS = re.compile(r"\s*\(*\s*(select|with|values|table)\b", re.IGNORECASE)
_WORDS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}
_NEEDED = {"events": {"event_id", "title"}, "attendance": {"event_id", "party_id", "party_kind"}}
_ROW = re.compile(r"\brow(s?) (\d+)(?:-(\d+))?\b")


class _Told(NamedTuple):
    """The rows of one table or query as text, and which way leads to each."""

    name: str
    cells: pd.DataFrame


def is_address(source: object) -> bool:
    """Whether a source is a database's address: sqlite:///records.db, postgresql://reader@host/outreach."""
    return isinstance(source, str) and re.match(r"[a-z][a-z0-9+]+://", source) is not None


def shown(address: str) -> str:
    """The address without password, query and options, as it stands in tables and messages.

    >>> shown("postgresql://reader:secret@host/outreach?sslmode=require#sql=select 1")
    'postgresql://reader@host/outreach'
    """
    try:
        url = sa.make_url(address.partition(_QUERY_MARK)[0])
    except exc.ArgumentError:
        return address.partition("://")[0] + "://..."
    plain = sa.URL.create(url.drivername, url.username, None, url.host, url.port, url.database)
    return plain.render_as_string(hide_password=False)


def read(address: str, source: str = "", sql: str = "") -> schema.Dataset:
    """The schema's tables from a database; `sql`, or what follows "#sql=" in the address, is read instead of tables."""
    address, _, query = address.partition(_QUERY_MARK)
    sql = sql or query
    source = source or shown(address)
    if sql and not _READS.match(sql):
        raise Unreadable(f"{source}: only a query that reads is run (select ...); change it.")
    with _connection(address, source) as connection:
        if sql:
            told = {"query": _fetch(connection, sa.text(sql.strip().rstrip(";")), "query")}
        else:
            told = _tables(connection, source)
    problems = [
        Problem("left out", f"{one.name}: only the first {MOST_ROWS:,} rows were read.", f"table {one.name}")
        for one in told.values()
        if len(one.cells) > MOST_ROWS
    ]
    if "events" in told and all(_is_ours(name, told[name]) for name in told):
        return _ours(told, source, problems)
    if {"events", "attendance"} <= told.keys():
        return _side_by_side(told["events"], told["attendance"], source, problems)
    return _as_tables(list(told.values()), source, problems)


# Reading


@contextmanager
def _connection(address: str, source: str) -> Iterator[sa.Connection]:
    """A connection that only reads; what fails is one sentence without the password."""
    try:
        url = sa.make_url(address)
    except exc.ArgumentError:
        raise Unreadable(f"{source}: no address of a database; write it as in sqlite:///records.db.") from None
    url = url.set(drivername=_WORDS.get(url.drivername, url.drivername))
    kind = url.get_backend_name()
    if kind == "sqlite" and url.database not in (None, "", ":memory:") and not Path(url.database).is_file():
        raise Unreadable(f"{source}: there is no such file; check the path.")
    options = {"connect_timeout": CONNECT_SECONDS} if kind == "postgresql" else {}
    try:
        engine = sa.create_engine(url, connect_args=options, poolclass=sa.pool.NullPool)
    except (exc.NoSuchModuleError, ImportError):
        raise Unreadable(f"{source}: no driver for {url.drivername} is installed; install it with pip.") from None
    try:
        with engine.connect() as connection:
            if kind == "sqlite":
                connection.exec_driver_sql("pragma query_only = on")
            elif kind == "postgresql":
                connection = connection.execution_options(postgresql_readonly=True)
            yield connection
    except exc.DBAPIError as error:
        why = str(error.orig).strip().splitlines()[0].rstrip(".") if error.orig else type(error).__name__
        why = why.replace(str(url.password), "...") if url.password else why
        raise Unreadable(f"{source}: the database said: {why}; check the address, the rights and the query.") from None
    except exc.SQLAlchemyError as error:
        raise Unreadable(f"{source}: could not be read ({type(error).__name__}); check the address.") from None
    finally:
        engine.dispose()


def _tables(connection: sa.Connection, source: str) -> dict[str, _Told]:
    """The tables or views events and attendance, whichever there are."""
    inspector = sa.inspect(connection)
    names = [*inspector.get_table_names(), *inspector.get_view_names()]
    found = {name.lower(): name for name in sorted(names, reverse=True)}
    wanted = {name: found[name] for name in ("events", "attendance") if name in found}
    if not wanted:
        there = ", ".join(sorted(names)[:12]) or "none"
        raise Unreadable(
            f"{source}: no table events or attendance (found: {there}); add {_QUERY_MARK}select ... to the address."
        )
    told = {}
    for key, name in wanted.items():
        is_table = name in inspector.get_table_names()
        order = (inspector.get_pk_constraint(name) if is_table else {}).get("constrained_columns") or []
        query = sa.select(sa.text("*")).select_from(sa.table(name))
        told[key] = _fetch(connection, query.order_by(*map(sa.column, order)), name)
    return told


def _fetch(connection: sa.Connection, query: sa.Executable, name: str) -> _Told:
    """The rows of a query as text, fetched in chunks; the first row holds the columns' names."""
    result = connection.execution_options(stream_results=True, yield_per=CHUNK).execute(query)
    headers = list(result.keys())
    chunks = [[_text((header,)) for header in headers]]
    rows = 0
    for partition in result.partitions():
        chunks.append([_text(column) for column in zip(*partition, strict=True)])
        rows += len(partition)
        if rows > MOST_ROWS:
            break
    columns = {i: union_categoricals([chunk[i] for chunk in chunks]) for i in range(len(headers))}
    return _Told(name, cells.clean(columns, min(rows, MOST_ROWS) + 1))


def _text(values: tuple[Any, ...]) -> pd.Categorical:
    codes, distinct = pd.factorize(pd.Series(values, dtype=object).array)
    texts = _apart([_written(value) for value in distinct])
    return pd.Categorical.from_codes(codes, categories=pd.Index(texts, dtype=schema.TEXT))


def _apart(texts: list[str]) -> list[str]:
    """The texts, each once: 1 and true, or two spellings of one moment, may be written alike."""
    seen: dict[str, int] = {}
    for text in texts:
        seen[text] = seen.get(text, 0) + 1
    return texts if len(seen) == len(texts) else [text + " " * i for i, text in enumerate(texts)]


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    if isinstance(value, bytes | memoryview):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


# The schema's own columns


def _is_ours(name: str, told: _Told) -> bool:
    """Whether a table has the schema's columns and no others."""
    columns = set(_headers(told))
    return _NEEDED[name] <= columns <= set(schema.TABLES[name].columns)


def _headers(told: _Told) -> list[str]:
    return [str(header) for header in told.cells.iloc[0]]


def _ours(told: dict[str, _Told], source: str, problems: list[Problem]) -> schema.Dataset:
    """Tables in the shape of the schema, each value checked; what does not fit is missing and a problem."""
    events, found = _typed(told["events"], "events")
    problems = [*problems, *found]
    locators = pd.Series([f"table events, row {i}" for i in range(1, len(events) + 1)], index=events.index)
    events = events.assign(source=source, locator=locators)
    twice = events["event_id"].isna() | events["event_id"].duplicated()
    if twice.any():
        first = locators[twice].iloc[0]
        problems.append(
            Problem("duplicate record", f"{twice.sum()} events have no id or another's.", first, "event_id")
        )
    events = events[~twice]
    attendance = schema.empty().attendance
    if "attendance" in told:
        attendance, found = _typed(told["attendance"], "attendance")
        problems += found
        attendance["locator"] = [f"table attendance, row {i}" for i in range(1, len(attendance) + 1)]
        attendance, found = _attended(attendance, events)
        problems += found
    return schema.Dataset(
        events=schema.conform(events, "events").reset_index(drop=True),
        attendance=schema.conform(attendance, "attendance").reset_index(drop=True),
        evidence=_evidence(events),
        problems=assemble.only_problems(problems, source).problems,
    )


def _typed(told: _Told, name: str) -> tuple[pd.DataFrame, list[Problem]]:
    body = told.cells.iloc[1:].set_axis(_headers(told), axis=1).reset_index(drop=True)
    problems: list[Problem] = []
    typed = {}
    for column, kind in schema.TABLES[name].columns.items():
        if column not in body:
            continue
        written = body[column].astype(schema.TEXT)
        values = written
        if kind == schema.COUNT:
            values = pd.to_numeric(written, errors="coerce").astype("Float64")
            values = values.where(values.ge(0) & values.eq(values.round())).astype(kind)
        elif kind == schema.DAY:
            values = pd.to_datetime(written.str.slice(0, 10), format="%Y-%m-%d", errors="coerce").astype(kind)
        elif allowed := schema.ALLOWED.get((name, column)):
            values = written.where(written.isin(allowed))
        lost = written.notna() & values.isna()
        if lost.any():
            row = int(lost.to_numpy().argmax())
            text = f"{lost.sum()} values of {column} are not what the column holds; the first is {written[row]!r}."
            kind_of = {schema.COUNT: "unclear count", schema.DAY: "unclear date"}.get(kind, "left out")
            problems.append(Problem(kind_of, text, f"table {told.name}, row {row + 1}", column, written[row]))
        typed[column] = values
    return schema.conform(pd.DataFrame(typed), name), problems


def _attended(attendance: pd.DataFrame, events: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """The rows of events that were held, each party once."""
    attendance = schema.plain(attendance)
    held = events.loc[events["status"].fillna("held") == "held", "event_id"]
    reasons = {
        "name no event": ~attendance["event_id"].isin(events["event_id"]),
        "belong to events that were not held": attendance["event_id"].isin(events["event_id"])
        & ~attendance["event_id"].isin(held),
        "have no party or no kind": attendance["party_id"].isna() | attendance["party_kind"].isna(),
        "repeat a party of an event": attendance.duplicated(["event_id", "party_id"]),
    }
    keep = pd.Series(True, index=attendance.index)
    problems = []
    for what, wrong in reasons.items():
        new = wrong & keep
        if new.any():
            text = f"{new.sum()} rows {what} and were set aside."
            problems.append(Problem("left out", text, attendance["locator"][new].iloc[0], severity="note"))
        keep &= ~wrong
    kind = attendance["party_type"].where(attendance["party_kind"] != "state", "state")
    return attendance[keep].assign(role=attendance["role"].fillna("participant"), party_type=kind), problems


def _evidence(events: pd.DataFrame) -> pd.DataFrame:
    """One row a value of an event, as the table gives it."""
    keys = ("event_id", "source", "locator")
    parts = []
    for name in (column for column in schema.EVENTS if column not in keys):
        known = events[events[name].notna()]
        values = known[name].astype(schema.TEXT)
        parts.append(known[list(keys)].assign(field=name, value=values, text=values))
    return schema.conform(pd.concat(parts, ignore_index=True), "evidence")


# Other columns: by their header words


def _as_tables(told: list[_Told], source: str, problems: list[Problem]) -> schema.Dataset:
    sheets = [cells.Sheet(one.name, one.cells, []) for one in told]
    dataset = tables.read_sheets(sheets, source, problems=problems)
    return _relabelled(dataset, {name: {} for name in schema.TABLES}, "query" if told[0].name == "query" else "table")


def _side_by_side(events: _Told, attendance: _Told, source: str, problems: list[Problem]) -> schema.Dataset:
    """Two tables as one with a row for each event and party, joined on the event's id."""
    ids = [_id_column(told) for told in (events, attendance)]
    if None in ids:
        return _as_tables([events, attendance], source, problems)
    ours, theirs = (told.cells.iloc[1:].reset_index(drop=True) for told in (events, attendance))
    left, right = (frame[name].astype(schema.TEXT) for frame, name in zip((ours, theirs), ids, strict=True))
    rows = pd.DataFrame({"id": left, "event": range(len(ours))}).merge(
        pd.DataFrame({"id": right, "party": range(len(theirs))}).dropna(subset="id"), how="left", on="id"
    )
    orphans = ~right.isin(left)
    if orphans.any():
        text = f"{orphans.sum()} rows name no event and were set aside."
        place = f"table {attendance.name}, row {int(orphans.to_numpy().argmax()) + 1}"
        problems = [*problems, Problem("left out", text, place, "event_id", severity="note")]
    wide = _columns(ours, _headers(events), rows["event"]) | _columns(
        theirs.drop(columns=ids[1]), [h for i, h in enumerate(_headers(attendance)) if i != ids[1]], rows["party"]
    )
    columns = {i: union_categoricals([_text((header,)), wide[header]]) for i, header in enumerate(wide)}
    dataset = tables.read_sheets([cells.Sheet("", cells.clean(columns, len(rows) + 1), [])], source, problems=problems)
    of_event = {n: f"table {events.name}, row {row + 1}" for n, row in enumerate(rows["event"], start=2)}
    of_party = {
        n: f"table {attendance.name}, row {int(row) + 1}"
        for n, row in enumerate(rows["party"], start=2)
        if not pd.isna(row)
    }
    places = dict.fromkeys(schema.TABLES, of_event) | {"attendance": of_party, "problems": of_event | of_party}
    return _relabelled(dataset, places, "table")


def _id_column(told: _Told) -> int | None:
    fields = [(by_header(header) or ("",))[0] for header in _headers(told)]
    return fields.index("event_id") if "event_id" in fields else None


def _columns(frame: pd.DataFrame, headers: list[str], rows: pd.Series) -> dict[str, pd.Categorical]:
    at = rows.fillna(-1).astype("int64").to_numpy()
    return {header: frame[name].array.take(at, allow_fill=True) for header, name in zip(headers, frame, strict=True)}


def _relabelled(dataset: schema.Dataset, places: dict[str, dict[int, str]], word: str) -> schema.Dataset:
    """The dataset with places in the database's tables instead of rows of a sheet."""
    changed = {}
    for name in schema.TABLES:
        table = getattr(dataset, name)
        labels = {locator: _label(locator, places[name], word) for locator in table["locator"].dropna().unique()}
        changed[name] = table.assign(locator=table["locator"].map(labels, na_action="ignore").astype(schema.TEXT))
    return schema.Dataset(**changed)


def _label(locator: str, places: dict[int, str], word: str) -> str:
    found = _ROW.search(locator)
    if not found:
        return locator
    plural, first, last = found[1], int(found[2]), int(found[3] or found[2])
    if places:
        named = [places[row] for row in (first, last) if row in places]
        return " to ".join(dict.fromkeys(named)) or locator
    head = locator[: found.start()].replace("sheet query, ", "query, ").replace("sheet ", f"{word} ")
    rows = f"{first - 1}" if first == last else f"{first - 1}-{last - 1}"
    return f"{head or f'{word}, '}row{plural} {rows}"
