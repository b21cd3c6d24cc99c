"""Adding records in the browser: look, change, try for one session, keep; nothing is written without a click."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders import keep, reference
from outreach import schema
from outreach.prepare import Prepared
from outreach.views import imports

EVENTS = (
    b"Meeting;Begins;Venue;Attendees;Countries\nWorkshop on permits;03/04/2020;Nairobi, Kenya;30;Kenya; Uganda\n"
).replace(b"Kenya; Uganda", b'"Kenya; Atlantis"')
FILE = ("meetings.csv", EVENTS, "text/csv")


def page() -> None:
    """The page alone, as a script of its own."""
    import streamlit as st

    from loaders import reference
    from outreach.charts import look
    from outreach.filters import Selection
    from outreach.views import imports
    from outreach.views.page import Page
    from tests.outreach import small

    imports.banner()
    all_ = imports.tried() or small.prepared()
    st.session_state["seen"] = len(all_.events)
    imports.render(Page(all_, Selection(), {}, reference.frame("small_states"), look.LIGHT))


@pytest.fixture(autouse=True)
def rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Records and reference tables of the test's own."""
    shutil.copytree(reference.REFERENCE, tmp_path / "reference")
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "kept.csv").write_text("title,start date\nKept meeting,2019-05-06\n")
    monkeypatch.setattr(reference, "REFERENCE", tmp_path / "reference")
    monkeypatch.setattr(imports, "RECORDS", tmp_path / "records")
    monkeypatch.delenv(keep.MAY_KEEP, raising=False)
    yield tmp_path
    keep.forget()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def run(*files: tuple[str, bytes, str]) -> AppTest:
    app = AppTest.from_function(page, default_timeout=60).run()
    if files:
        app.file_uploader[0].set_value(list(files)).run()
    assert not app.exception
    return app


def keys(app: AppTest) -> set[str]:
    return {button.key for button in app.button}


def column(app: AppTest, header: str) -> object:
    return next(box for box in app.selectbox if box.label == header)


def test_without_files_it_only_offers_to_drop_some(rooms: Path) -> None:
    before = contents(rooms)
    app = run()
    assert "nothing else is written without a click" in app.markdown[0].value
    assert not keys(app)
    assert contents(rooms) == before


def test_a_table_is_understood_and_nothing_is_written(rooms: Path) -> None:
    before = contents(rooms)
    app = run(FILE)
    assert app.subheader[0].value == ("meetings\\.csv: 1 event, 1 state named, 0 organisations named, 2 problems")
    assert column(app, "Meeting").value == "title"
    assert column(app, "Countries").value == "states"
    assert app.dataframe[0].value["title"].tolist() == ["Workshop on permits"]
    assert "Atlantis" in app.get("html")[0].value
    assert contents(rooms) == before


def test_a_changed_column_is_read_again() -> None:
    app = run(FILE)
    column(app, "Countries").set_value("other").run()
    assert not app.exception
    assert app.subheader[0].value.startswith("meetings\\.csv: 1 event, 0 states named")
    assert any(button.label == "meetings\\.csv\\.mapping\\.toml" for button in app.get("download_button"))
    column(app, "Countries").set_value("states").run()
    assert app.subheader[0].value.startswith("meetings\\.csv: 1 event, 1 state named")
    assert not app.get("download_button")


def test_dates_are_read_as_a_person_says() -> None:
    app = run(FILE)
    months = []
    for day_first in (True, False):
        next(box for box in app.selectbox if box.label.startswith("Dates such")).set_value(day_first).run()
        months.append(app.dataframe[0].value["start_date"].iloc[0].month)
    assert months == [4, 3]


def test_a_trial_is_seen_in_this_session_until_it_is_left(rooms: Path) -> None:
    before = contents(rooms)
    app = run(FILE)
    app.button(key="try").click().run()
    assert not app.exception
    assert app.session_state["seen"] == 2
    assert "Only you see them" in app.info[0].value
    assert AppTest.from_function(page, default_timeout=60).run().session_state["seen"] == 6
    app.button(key="leave-trial").click().run()
    assert app.session_state["seen"] == 6
    assert contents(rooms) == before


def test_keeping_needs_permission() -> None:
    app = run(FILE)
    assert "keep" not in keys(app)
    assert any(keep.MAY_KEEP in note.value for note in app.caption)


def test_files_are_kept_with_their_mapping_and_never_written_over_silently(
    rooms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(keep.MAY_KEEP, "1")
    app = run(FILE)
    column(app, "Countries").set_value("other").run()
    app.button(key="keep").click().run()
    assert "Kept in data/records/" in app.success[0].value
    kept = contents(rooms / "records")
    assert set(kept) == {"kept.csv", "meetings.csv", "meetings.csv.mapping.toml"}
    assert kept["meetings.csv"] == EVENTS
    again = run(("kept.csv", b"title,start date\nAnother,2020-01-01\n", "text/csv"))
    again.button(key="keep").click().run()
    assert "already" in again.error[0].value
    assert contents(rooms / "records") == kept
    again.checkbox(key="replace").check().run()
    again.button(key="keep").click().run()
    assert b"Another" in contents(rooms / "records")["kept.csv"]


def test_a_name_is_answered_and_counts_at_once(rooms: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(keep.MAY_KEEP, "1")
    app = run(FILE)
    assert app.selectbox(key="answer-name").value == "Atlantis"
    app.selectbox(key="answer-kind").set_value("state").run()
    assert "answer" not in keys(app)
    app.selectbox(key="answer-state").set_value("GRC").run()
    assert app.code[0].value == "Atlantis,GRC,short,"
    before = contents(rooms)
    app.button(key="answer").click().run()
    assert not app.exception
    after = contents(rooms)
    assert {name for name in after if after[name] != before.get(name)} == {"reference/state_aliases.csv"}
    assert "2 states named" in app.subheader[0].value


def test_a_name_that_is_none_is_left_out(rooms: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(keep.MAY_KEEP, "1")
    app = run(FILE)
    app.selectbox(key="answer-kind").set_value("nothing").run()
    app.button(key="answer").click().run()
    assert app.subheader[0].value.endswith(", 1 problem")  # the date, which could be read in two ways


def test_a_pair_that_may_be_one_event_is_answered(rooms: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(keep.MAY_KEEP, "1")
    monkeypatch.setattr(imports.import_names, "duplicates", partial(_with_a_pair, imports.import_names.duplicates))
    app = run()
    assert "1 pair of records that may tell of one event" in [heading.value for heading in app.subheader]
    app.get_by_key("answer-same").set_value("no").run()
    assert app.code[0].value == "lima,nairobi,no"
    app.button(key="answer-duplicate").click().run()
    assert not app.exception
    assert contents(rooms / "reference")["same_event.csv"].endswith(b"lima,nairobi,no\n")


def _with_a_pair(draw: Callable[[Prepared], None], prepared: Prepared) -> None:
    told = {"kind": "possible duplicate", "suggestion": "lima,nairobi,yes or no", "severity": "note"}
    draw(replace(prepared, problems=schema.frame([told], "problems")))


def test_without_permission_the_row_is_shown_only() -> None:
    app = run(FILE)
    app.selectbox(key="answer-kind").set_value("nothing").run()
    assert app.code[0].value == "atlantis,any,any,blank"
    assert "answer" not in keys(app)


def test_personal_data_is_not_shown() -> None:
    table = b"Name,E-mail,Country,Event,Date\nAda Example,ada@example.org,Kenya,Course,2020-01-01\n"
    table += b"Bo Example,bo@example.org,Kenya,Course,2020-01-01\n"
    app = run(("people.csv", table, "text/csv"))
    shown = " ".join(note.value for note in app.caption)
    assert "values not shown" in shown
    assert "Ada" not in shown
    assert "ada@" not in shown


@pytest.mark.parametrize(
    ("name", "content"),
    [("broken.xlsx", b"PK\x03\x04 no workbook"), ("empty.csv", b""), ("note.txt", b"No event here."), ("x.zip", b"PK")],
)
def test_what_cannot_be_read_gets_a_sentence(name: str, content: bytes) -> None:
    app = run((name, content, "application/octet-stream"), FILE)
    assert len(app.get("html")) == 2


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a b.csv", "a b.csv"),
        ("../../etc/passwd.csv", "passwd.csv"),
        ("c:\\x\\y.csv", "y.csv"),
        (".hidden.csv", "hidden.csv"),
        ("~$lock.xlsx", "lock.xlsx"),
        ("a#b?.csv", "a_b_.csv"),
        ("...", "record"),
        ("x" * 300 + ".csv", "x" * 100 + ".csv"),
    ],
)
def test_names_stand_for_files_of_the_folder(name: str, expected: str) -> None:
    assert imports.safe_name(name) == expected


def test_files_taken_back_and_files_of_one_name() -> None:
    app = run(FILE, FILE)
    assert app.subheader[1].value.startswith("meetings again\\.csv: 1 event")
    app.file_uploader[0].set_value(None).run()
    assert not app.exception
    assert "try" not in keys(app)
