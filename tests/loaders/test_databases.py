import os
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from loaders import databases
from loaders.unreadable import Unreadable
from outreach import schema

OURS = """
create table events (event_id text primary key, title text, status text, start_date date, end_date date,
    date_precision text, city text, country_code text, participants integer, participants_bound text);
create table attendance (event_id text, party_id text, party_name text, party_kind text, party_type text, role text,
    headcount integer);
insert into events values ('e1', 'Harbour safety seminar', 'held', '2019-03-04', '2019-03-06', 'day', 'Lima', 'PER', 40,
    'exact'), ('e2', 'Rope course', 'announced', '2020-05-09', null, 'day', null, 'KEN', null, null);
insert into attendance values ('e1', 'PER', 'Peru', 'state', null, 'participant', 30),
    ('e1', 'CHL', 'Chile', 'state', null, 'participant', 10), ('e2', 'KEN', 'Kenya', 'state', null, 'participant', 5),
    ('e9', 'KEN', 'Kenya', 'state', null, 'participant', 5);
"""
THEIRS = """
create table "Events" (id integer primary key, "Event name" text, "Start" date, "City" text, "Host country" text);
create table attendance (event_id integer, country text, delegates integer);
insert into "Events" values (1, 'Harbour safety seminar', '2019-03-04', 'Lima', 'Peru'),
    (2, 'Rope course', '2020-05-09', 'Nairobi', 'Kenya');
insert into attendance values (1, 'Peru', 30), (1, 'Chile', 10), (9, 'Kenya', 5);
"""


def _binary(name: str) -> str | None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return str(found[0]) if found else shutil.which(name)


def _as_user(folder: Path) -> dict:
    """PostgreSQL refuses to run as root: then its processes run as the user postgres or nobody."""
    if os.name != "posix" or os.geteuid() != 0:
        return {}
    import pwd

    user = next((name for name in ("postgres", "nobody") if name in {entry.pw_name for entry in pwd.getpwall()}), None)
    if user is None:
        pytest.skip("PostgreSQL does not run as root and there is no other user to run it as")
    owner = pwd.getpwnam(user)
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return {"user": user, "group": owner.pw_gid, "extra_groups": []}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server of our own, started for these tests and stopped after them."""
    initdb, postgres = _binary("initdb"), _binary("postgres")
    if not initdb or not postgres:
        pytest.skip("no PostgreSQL server is installed (Debian: apt-get install postgresql)")
    with tempfile.TemporaryDirectory(dir="/tmp" if Path("/tmp").is_dir() else None) as name:
        folder = Path(name)
        user = _as_user(folder)
        secret = folder / "secret"
        secret.write_text("pass word")
        secret.chmod(0o644)
        options = ["-U", "reader", "-A", "scram-sha-256", f"--pwfile={secret}", "-E", "UTF8", "-N"]
        command = [initdb, "-D", folder / "data", *options]
        made = subprocess.run(command, capture_output=True, text=True, cwd=folder, **user)
        assert made.returncode == 0, made.stderr
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        options = ["-p", str(port), "-k", "", "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]
        with (folder / "log").open("w") as log:
            process = subprocess.Popen(
                [postgres, "-D", folder / "data", *options], stdout=log, stderr=log, cwd=folder, **user
            )
        try:
            address = f"postgresql://reader:pass%20word@127.0.0.1:{port}/postgres"
            _wait(address, process, folder / "log")
            yield address
        finally:
            process.terminate()
            process.wait(20)


def _wait(address: str, process: subprocess.Popen, log: Path) -> None:
    for _ in range(100):
        try:
            return databases.read(f"{address}#sql=select 'Rope course' as title, '2020-05-09' as start")
        except Unreadable:
            assert process.poll() is None, log.read_text()
            time.sleep(0.1)
    raise AssertionError(log.read_text())


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path: Path) -> Iterator:
    """A function that runs a script in a fresh database and returns its address."""
    if request.param == "sqlite":
        yield lambda script: _sqlite(tmp_path / "records.db", script)
        return
    address = request.getfixturevalue("server")
    name = f"case{abs(hash(request.node.name)) % 10**9}"
    _postgres(address, f"create database {name}")
    own = f"{address.rpartition('/')[0]}/{name}"
    yield lambda script: _postgres(own, script)
    _postgres(address, f"drop database {name} with (force)")


def _sqlite(path: Path, script: str) -> str:
    with sqlite3.connect(path) as connection:
        connection.executescript(script)
    connection.close()
    return f"sqlite:///{path}"


def _postgres(address: str, script: str) -> str:
    url = sa.make_url(address).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        for statement in filter(str.strip, script.split(";")):
            connection.exec_driver_sql(statement)
    return address


def test_tables_in_the_shape_of_the_schema(database):
    address = database(OURS)
    dataset = schema.check(databases.read(address))
    assert dataset.events["event_id"].tolist() == ["e1", "e2"]
    assert dataset.events["participants"].tolist()[0] == 40
    assert dataset.attendance[["event_id", "party_id", "headcount"]].values.tolist() == [
        ["e1", "PER", 30],
        ["e1", "CHL", 10],
    ]
    assert dataset.attendance["party_type"].tolist() == ["state", "state"]
    assert dataset.attendance["locator"].tolist() == ["table attendance, row 1", "table attendance, row 2"]
    assert set(dataset.events["source"]) == {databases.shown(address)}
    assert len(dataset.problems) == 2


def test_tables_with_columns_of_their_own(database):
    dataset = schema.check(databases.read(database(THEIRS)))
    assert dataset.events["title"].tolist() == ["Harbour safety seminar", "Rope course"]
    assert dataset.events["country_code"].tolist() == ["PER", "KEN"]
    assert dataset.events["locator"].tolist() == ["table Events, row 1", "table Events, row 2"]
    participants = dataset.attendance[dataset.attendance["headcount"].notna()]
    assert dict(zip(participants["party_id"], participants["headcount"], strict=True)) == {"PER": 30, "CHL": 10}
    assert "table attendance, row 2" in set(dataset.attendance["locator"])
    assert "1 rows name no event and were set aside." in set(dataset.problems["message"])


def test_a_query(database):
    address = database(THEIRS)
    query = 'select "Event name" as title, "Start", "City" from "Events" order by id desc'
    events = schema.check(databases.read(f"{address}#sql={query}")).events
    assert events["title"].tolist() == ["Rope course", "Harbour safety seminar"]
    assert events["locator"].tolist() == ["query, row 1", "query, row 2"]
    assert f"{events['start_date'].iloc[0]:%Y-%m-%d}" == "2020-05-09"


def test_large_tables_come_in_chunks(database, monkeypatch):
    monkeypatch.setattr(databases, "CHUNK", 2)
    events = ", ".join(f"({i}, 'Course {i}', '2019-03-{i:02}')" for i in range(1, 10))
    address = database(f"create table events (id integer, title text, start text); insert into events values {events}")
    assert databases.read(address).events["title"].tolist() == [f"Course {i}" for i in range(1, 10)]


def test_nothing_is_written(database):
    address = database(OURS)
    with pytest.raises(Unreadable, match="only a query that reads"):
        databases.read(address, sql="delete from events")
    with pytest.raises(Unreadable, match="the database said"):
        databases.read(address, sql="with gone as (delete from events returning *) select * from gone")
    assert len(databases.read(address).events) == 2


def test_no_such_table(database):
    with pytest.raises(Unreadable, match=r"no table events or attendance \(found: rooms\)"):
        databases.read(database("create table rooms (name text)"))


def test_values_that_do_not_fit_are_said(tmp_path: Path):
    script = OURS.replace("'held', '2019-03-04'", "'perhaps', 'spring'")
    dataset = schema.check(databases.read(_sqlite(tmp_path / "records.db", script)))
    assert dataset.events["status"].tolist()[1] == "announced"
    assert {"left out", "unclear date"} <= set(dataset.problems["kind"])


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("postgresql://reader:secret@host/outreach", "postgresql://reader@host/outreach"),
        (
            "postgresql://reader:secret@host/outreach?password=secret#sql=select 'secret'",
            "postgresql://reader@host/outreach",
        ),
        ("sqlite:///records.db", "sqlite:///records.db"),
    ],
)
def test_the_address_is_shown_without_its_password(address: str, expected: str):
    assert databases.shown(address) == expected


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("sqlite:////nowhere/records.db", "no such file"),
        ("nonsense+driver://host/x", "no driver for"),
        ("postgresql://reader:secret@127.0.0.1:1/outreach", "the database said"),
        ("sqlite://", "no table events"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_without_password(address: str, sentence: str):
    with pytest.raises(Unreadable, match=sentence) as raised:
        databases.read(address)
    assert "secret" not in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("source", "expected"), [("sqlite:///a.db", True), ("a.csv", False), (Path("a.csv"), False), ("C:\\a.csv", False)]
)
def test_what_is_an_address(source: object, expected: bool):
    assert databases.is_address(source) is expected
