"""Writes are whole or not at all, and nothing is written over without being asked for."""

import os
from pathlib import Path

import pytest

from loaders import keep

ALIASES = "name,code,kind,in_text\nPersia,IRN,former,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "state_aliases.csv").write_text(ALIASES)
    return tmp_path


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_a_record_is_kept_with_its_mapping(tmp_path: Path) -> None:
    written = keep.record("a.csv", b"title\nx\n", "[[sheet]]\n", tmp_path / "new")
    assert [path.name for path in written] == ["a.csv", "a.csv.mapping.toml"]
    assert files(tmp_path / "new") == {"a.csv": "title\nx\n", "a.csv.mapping.toml": "[[sheet]]\n"}


def test_nothing_is_written_over_unless_asked_for(tmp_path: Path) -> None:
    keep.record("a.csv", b"old", "mapping", tmp_path)
    with pytest.raises(keep.Refused, match="already"):
        keep.record("a.csv", b"new", "", tmp_path)
    assert files(tmp_path) == {"a.csv": "old", "a.csv.mapping.toml": "mapping"}
    keep.record("a.csv", b"new", "", tmp_path, replace=True)
    assert files(tmp_path) == {"a.csv": "new"}


@pytest.mark.parametrize("name", ["../a.csv", "/tmp/a.csv", "sub/a.csv", ".hidden.csv", "~$a.xlsx"])
def test_a_name_stays_in_the_folder_and_is_seen(tmp_path: Path, name: str) -> None:
    with pytest.raises(keep.Refused):
        keep.record(name, b"x", "", tmp_path)
    assert not files(tmp_path)


def test_a_write_that_fails_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep.record("a.csv", b"old", "old mapping", tmp_path)
    real, done = os.replace, []

    def full(source: str, target: str) -> None:
        if Path(target).name == "a.csv":
            raise OSError("no space")
        done.append(target)
        real(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="no space"):
        keep.record("a.csv", b"new", "new mapping", tmp_path, replace=True)
    assert done
    assert files(tmp_path) == {"a.csv": "old", "a.csv.mapping.toml": "old mapping"}


def test_an_answer_becomes_a_row(folder: Path) -> None:
    keep.answer("state_aliases", {"name": 'The "Isle",\nof', "code": "MDG"}, folder)
    assert files(folder) == {"state_aliases.csv": ALIASES + '"The ""Isle"", of",MDG,,\n'}


def test_an_answer_that_stands_there_already_is_refused(folder: Path) -> None:
    with pytest.raises(keep.Refused, match="Persia"):
        keep.answer("state_aliases", {"name": "Persia", "code": "IRQ"}, folder)
    with pytest.raises(keep.Refused, match="no column"):
        keep.answer("state_aliases", {"word": "Persia"}, folder)
    assert files(folder) == {"state_aliases.csv": ALIASES}


def test_a_table_keeps_its_line_ends(folder: Path) -> None:
    (folder / "state_aliases.csv").write_bytes(b"name,code,kind,in_text\r\nPersia,IRN,former,")
    keep.answer("state_aliases", {"name": "Siam", "code": "THA"}, folder)
    assert (folder / "state_aliases.csv").read_bytes().endswith(b"former,\r\nSiam,THA,,\r\n")


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("yes", True), ("0", False), ("", False), ("no", False)])
def test_writing_needs_permission(monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    monkeypatch.setenv(keep.MAY_KEEP, value)
    assert keep.allowed() is expected
