"""A second start reads what the first worked out, and nothing older than its sources."""

from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

import loaders
from loaders import cache
from outreach import schema

HEADER = "title,start,country\n"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "list.csv").write_text(HEADER + "Seminar on codes,2018-01-09,Kenya\n", encoding="utf-8")
    return folder


def test_the_cached_load_is_the_load(records: Path, tmp_path: Path) -> None:
    cache.load([records], tmp_path / "cache")
    again, before = cache.load([records], tmp_path / "cache")
    fresh = loaders.load([records])
    for name in schema.TABLES:
        assert_frame_equal(getattr(again, name), getattr(fresh, name))
    assert before is None


def test_nothing_is_read_twice(records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.load([records], tmp_path / "cache")
    monkeypatch.setattr(loaders, "read_file", lambda *_: pytest.fail("the source was read again"))
    assert len(cache.load([records], tmp_path / "cache").now.events) == 1


def test_a_changed_source_is_read_anew_and_the_load_before_is_kept(records: Path, tmp_path: Path) -> None:
    cache.load([records], tmp_path / "cache")
    with (records / "list.csv").open("a", encoding="utf-8") as file:
        file.write("Course on licences,2019-02-03,Peru\n")
    now, before = cache.load([records], tmp_path / "cache")
    assert (len(now.events), len(before.events)) == (2, 1)


def test_a_broken_cache_is_made_again(records: Path, tmp_path: Path) -> None:
    cache.load([records], tmp_path / "cache")
    next((tmp_path / "cache").iterdir()).joinpath("events.parquet").unlink()
    assert len(cache.load([records], tmp_path / "cache").now.events) == 1
