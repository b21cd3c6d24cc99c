import io
import zipfile
from pathlib import Path

import pytest

from loaders import archives
from loaders.unreadable import Unreadable
from outreach import schema

EVENTS = "title,start,city,country\nHarbour safety seminar,2019-03-04,Lima,Peru\n"


@pytest.fixture
def read(tmp_path: Path):
    def read_members(members: dict[str, str | bytes], **options) -> schema.Dataset:
        path = tmp_path / "bundle.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                archive.writestr(name, data)
        return schema.check(archives.read(path, "bundle.zip"))

    return read_members


def test_every_record_is_read_and_named_with_the_archive(read):
    other = EVENTS.replace("Harbour safety seminar", "Rope course")
    dataset = read({"lists/may.csv": EVENTS, "june.csv": other})
    assert dataset.events["source"].tolist() == ["bundle.zip#june.csv", "bundle.zip#lists/may.csv"]
    assert set(dataset.evidence["source"]) == set(dataset.events["source"])


def test_one_id_in_two_members_is_kept_apart(read):
    numbered = "id,title,start\n1,{},2019-03-0{}\n"
    dataset = read({"a.csv": numbered.format("Knots", 4), "b.csv": numbered.format("Ropes", 5)})
    assert dataset.events["event_id"].is_unique
    assert set(dataset.evidence["event_id"]) == set(dataset.events["event_id"])


def test_a_mapping_beside_a_member_is_followed(read):
    mapping = (
        '[[sheet]]\nname = ""\nshape = "event"\nheader_rows = [1]\n'
        '[[sheet.column]]\nheader = "x"\nfield = "title"\n[[sheet.column]]\nheader = "y"\nfield = "start_date"\n'
    )
    dataset = read({"may.csv": "x,y\nKnots,2019-03-04\n", "may.csv.mapping.toml": mapping})
    assert dataset.events["title"].tolist() == ["Knots"]


@pytest.mark.parametrize("name", ["__MACOSX/._may.csv", ".DS_Store", "notes/.hidden.csv", "~$may.xlsx", "Thumbs.db"])
def test_by_products_of_packing_are_no_records(read, name: str):
    dataset = read({name: b"\0\1", "may.csv": EVENTS})
    assert len(dataset.events) == 1
    assert name not in " ".join(dataset.problems["source"])


@pytest.mark.parametrize(
    ("name", "shown"),
    [("../../etc/may.csv", "etc/may.csv"), ("/tmp/may.csv", "tmp/may.csv"), ("..\\up\\may.csv", "up/may.csv")],
)
def test_names_that_point_outside_stay_inside(read, tmp_path: Path, name: str, shown: str):
    dataset = read({name: EVENTS})
    assert dataset.events["source"].tolist() == [f"bundle.zip#{shown}"]
    assert [path.name for path in tmp_path.rglob("*")] == ["bundle.zip"]


def test_names_in_other_letters(read):
    assert read({"récits/пример.csv": EVENTS}).events["source"].tolist() == ["bundle.zip#récits/пример.csv"]


def test_an_archive_in_an_archive_is_passed_over_and_said(read):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("may.csv", EVENTS)
    dataset = read({"inner.zip": inner.getvalue(), "may.csv": EVENTS})
    assert len(dataset.events) == 1
    assert "an archive inside an archive" in dataset.problems["message"].iloc[0]


def test_a_member_that_no_reader_knows_costs_only_itself(read):
    dataset = read({"logo.png": b"\x89PNG", "may.csv": EVENTS})
    assert len(dataset.events) == 1
    assert dataset.problems["source"].tolist() == ["bundle.zip#logo.png"]


def test_a_bomb_is_refused_while_it_unpacks(read):
    dataset = read({"bomb.csv": b"0" * 20_000_000, "may.csv": EVENTS})
    assert len(dataset.events) == 1
    assert "more than 100 times its size" in dataset.problems["message"].iloc[0]


def test_a_lie_about_the_size_is_found_out(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_MEMBER_BYTES", 1000)
    path = tmp_path / "bundle.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("may.csv", EVENTS * 100)
    assert "unpacks to more than" in archives.read(path, "bundle.zip").problems["message"].iloc[0]


def test_too_many_files_are_refused(read, monkeypatch):
    monkeypatch.setattr(archives, "MOST_ENTRIES", 2)
    with pytest.raises(Unreadable, match="3 files, more than the 2 allowed"):
        read({f"{i}.csv": EVENTS for i in range(3)})


def test_too_much_is_refused(read, monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", 100)
    with pytest.raises(Unreadable, match="unpacks to more than"):
        read({"may.csv": EVENTS * 10})


def test_a_password_is_said(read, tmp_path: Path):
    read({"may.csv": EVENTS})
    path = tmp_path / "bundle.zip"
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + offset] |= 1
    path.write_bytes(data)
    assert "protected by a password" in archives.read(path, "bundle.zip").problems["message"].iloc[0]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 cut short", b"title,start\n"])
def test_what_is_no_archive_is_refused(tmp_path: Path, data: bytes):
    path = tmp_path / "bundle.zip"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match="no ZIP archive"):
        archives.read(path, "bundle.zip")


def test_an_empty_archive_is_said(read):
    assert read({}).problems["kind"].tolist() == ["no event"]
