"""The folder that the dashboard and the command line read, and the synthetic one that benchmarks read."""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks import synthetic
from outreach import loaded

ROOT = Path(__file__).parents[2]


def test_another_folder_of_records_is_read_where_the_environment_names_it(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("event,start_date,city,country\nWorkshop on codes,2018-01-09,Brussels,Belgium\n")
    done = subprocess.run(
        [sys.executable, "-m", "outreach", "summary", "totals"],
        cwd=ROOT,
        env=os.environ | {"OUTREACH_RECORDS": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "events,1,exact,1,1" in done.stdout


def test_synthetic_records_read_from_a_folder_are_those_made_in_memory(tmp_path: Path) -> None:
    synthetic.write(tmp_path, 60)
    read, made = loaded.load(tmp_path), synthetic.prepared(60)
    same = ["event_id", "title", "event_type", "status", "start_date", "city", "country_code", "year"]
    assert read.events[same].equals(made.events[same])
    held = made.events["status"] == "held"  # what was only announced has no attendance
    assert read.events.loc[held, "participants"].equals(made.events.loc[held, "participants"])
    keys = ["event_id", "party_id"]
    parties = made.attendance[made.attendance["event"].isin(made.events.loc[held, "event"])][keys]
    assert len(parties.merge(read.attendance[keys])) == len(parties)
