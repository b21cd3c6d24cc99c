"""Notes with known answers stay answered; every value of every note has the words it came from."""

import re
import time
from pathlib import Path

import pandas as pd
import pytest

from benchmarks import notes as benchmark
from loaders import documents, notes

CASES = Path(__file__).parents[1] / "cases" / "notes"
MODEL = Path(__file__).parents[2] / "data" / "records" / "notes" / "2018-01-operation-cosmo-2.txt"
FILES = [path for path in sorted(CASES.iterdir()) if path.suffix != ".json"]


def test_cases_stay_answered():
    assert benchmark.score(CASES).misses == []


def test_invited_or_absent_in_a_list_of_participants_did_not_attend(tmp_path):
    note = tmp_path / "note.txt"
    note.write_text(
        "Information note\n\nEvent: Workshop on border controls\nDate and venue: 14-16 May 2019, Bishkek, Kyrgyzstan\n"
        "Organizer: OSCE\nParticipants: officials of Kazakhstan and Tajikistan; Chad was invited but did not attend\n",
        encoding="utf-8",
    )
    parties = notes.read(note, note.name).attendance
    assert set(parties.loc[parties["party_kind"] == "state", "party_id"]) == {"KAZ", "TJK"}


@pytest.mark.parametrize("path", [*FILES, MODEL], ids=lambda path: path.name)
def test_evidence_reproduces_the_words(path):
    document = documents.read(path)
    evidence = notes.read_document(document, path.name).evidence
    for row in evidence.itertuples():
        if place := re.search(r"characters (\d+)-(\d+)$", row.locator):
            start, end = map(int, place.groups())
            assert row.text in ("", document.text[start:end])


def test_model_note():
    data = notes.read(MODEL, MODEL.name)
    (event,) = data.events.to_dict("records")
    assert (str(event["start_date"])[:10], str(event["end_date"])[:10], event["date_precision"]) == (
        "2018-01-09",
        "2018-01-11",
        "day",
    )
    assert (event["city"], event["country_code"], event["format"]) == ("Brussels", "BEL", "in person")
    assert (event["event_type"], event["status"]) == ("seminar", "held")
    assert (event["participants"], event["participants_bound"]) == (120, "exact")
    assert (event["states_reported"], event["states_bound"]) == (96, "exact")
    parties = data.attendance
    assert set(parties["party_kind"]) == {"organisation"}
    by_role = parties.groupby("role")["party_id"].agg(set)
    assert by_role["organiser"] == {"wco"}
    assert len(by_role["partner"]) == 9
    assert set(by_role.index) == {"organiser", "partner"}


@pytest.mark.parametrize("text", ["", "   \n", "Only a few words.", "\x0c", "Event:\nDate:\nVenue:\n"])
def test_nothing_gives_no_event(text):
    data = notes.read_document(documents.Document(text), "note.txt")
    assert data.events.empty
    assert list(data.problems["kind"]) == ["no event"]


@pytest.mark.parametrize("name", ["b06-press.txt", "c03-unoda-update.txt", "c15-osce-press.txt", "d10-embassy.txt"])
def test_paragraphs_without_blank_lines_read_the_same(name):
    text = (CASES / name).read_text(encoding="utf-8")
    columns = ["start_date", "end_date", "city", "participants", "event_type"]
    with_lines, without = (
        notes.read_document(documents.Document(each), name) for each in (text, re.sub(r"\n\s*\n", "\n", text))
    )
    pd.testing.assert_frame_equal(with_lines.events[columns], without.events[columns])
    assert set(with_lines.attendance["party_id"]) == set(without.attendance["party_id"])


@pytest.mark.parametrize(
    "text",
    ["Event: x" + " " * 50_000 + "y", "\t" * 20_000, "3 May 2018 " * 3_000, "Participants: " + "Kenya, " * 4_000],
    ids=["spaces", "tabs", "dates", "states"],
)
def test_odd_texts_cost_bounded_time(text):
    start = time.process_time()
    notes.read_document(documents.Document(text), "note.txt")
    assert time.process_time() - start < 5


def test_a_state_whose_name_goes_on_in_the_next_line():
    text = "Event: Seminar\nDate: 3 May 2018\nParticipants: Chad, Chile,\nPeru and New\nZealand, Guinea\nBissau\n"
    dataset = notes.read_document(documents.Document(text), "note.txt")
    assert dataset.attendance["party_id"].tolist()[:4] == ["TCD", "CHL", "PER", "NZL"]
