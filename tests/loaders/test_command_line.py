"""python -m loaders: what it writes, prints, and returns; one broken source costs nothing else."""

from pathlib import Path

import pandas as pd
import pytest

from loaders.__main__ import main
from outreach import schema

RECORDS = Path(__file__).parents[2] / "data" / "records"
NOTE = RECORDS / "notes" / "2018-01-operation-cosmo-2.txt"


def read(folder: Path) -> dict[str, pd.DataFrame]:
    return {
        name: pd.read_csv(folder / f"{name}.csv", dtype="str", keep_default_na=False, na_values=[""])
        for name in schema.TABLES
    }


def test_the_model_note_gives_its_event(tmp_path: Path) -> None:
    assert main([str(NOTE), "--out", str(tmp_path)]) == 0
    tables = read(tmp_path)
    event = tables["events"].iloc[0].to_dict()
    assert len(tables["events"]) == 1
    assert {
        "start_date": "2018-01-09",
        "end_date": "2018-01-11",
        "city": "Brussels",
        "country_code": "BEL",
        "event_type": "seminar",
        "status": "held",
        "participants": "120",
        "participants_bound": "exact",
        "states_reported": "96",
        "states_bound": "exact",
        "source": NOTE.name,
    }.items() <= event.items()
    parties = tables["attendance"]
    assert (parties["party_kind"] == "organisation").all(), "no state is named"
    assert parties.loc[parties["role"] == "organiser", "party_id"].tolist() == ["wco"]
    assert set(parties.loc[parties["role"] != "organiser", "party_id"]) == {
        "wco-rilo",
        "argonne-national-laboratory",
        "jrc",
        "global-partnership",
        "gicnt",
        "iaea",
        "interpol",
        "opcw",
        "1540-committee-group-of-experts",
    }


def test_the_same_source_gives_the_same_tables_alone_and_together(tmp_path: Path) -> None:
    main([str(NOTE), "--out", str(tmp_path / "alone")])
    main([str(RECORDS), "--out", str(tmp_path / "together")])
    alone, together = read(tmp_path / "alone"), read(tmp_path / "together")
    assert set(alone["events"]["event_id"]) <= set(together["evidence"]["event_id"])


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "garbage.csv").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "other.csv").write_text("colour,weight\nred,2\nblue,3\n", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "sound.csv").write_text(
        "title,start,country\nSeminar on codes,2018-01-09,Kenya\n", encoding="utf-8", newline=""
    )
    return tmp_path


def test_bad_sources_are_named_and_cost_nothing_else(
    broken: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    assert main([str(broken), str(broken / "missing.csv"), "--out", str(tmp_path / "out")]) == 1
    printed = capsys.readouterr().out
    tables = read(tmp_path / "out")
    assert tables["events"]["title"].tolist() == ["Seminar on codes"]
    sentences = tables["problems"].set_index("source")["message"]
    for name in ("empty.csv", "garbage.csv", "picture.png", "missing.csv"):
        assert sentences[name].startswith(name), name
        assert sentences[name] in printed
    assert "colour" in sentences["other.csv"], "the columns that there are"


def test_every_table_has_its_header_even_without_rows(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    assert main([str(tmp_path / "empty.csv"), "--out", str(tmp_path / "out")]) == 1
    for name, table in schema.TABLES.items():
        first = (tmp_path / "out" / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
        assert first == ",".join(table.columns)


@pytest.mark.parametrize("arguments", [[], ["--out"], ["x.csv", "--nonsense"]])
def test_wrong_usage_is_status_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2


def test_out_must_not_be_a_file(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(SystemExit) as stop:
        main([str(NOTE), "--out", str(tmp_path / "out")])
    assert stop.value.code == 2
    assert "this is a file; name a folder" in capsys.readouterr().err
