"""The events of small.py with what two sources say of the event "vienna", a correction, and problems."""

import pandas as pd

from loaders import corrections, reference
from outreach import schema
from outreach.prepare import Prepared, prepare
from tests.outreach import small

EVIDENCE = [
    ("vienna", "title", "Meeting of experts", "small.csv", "row 5", "Meeting of experts"),
    ("vienna", "title", "MEETING OF EXPERTS.", "note.txt", "line 1, characters 0-19", "MEETING OF EXPERTS."),
    ("vienna", "start_date", "2018-06-20", "small.csv", "row 5", "20/06/2018"),
    ("vienna", "participants", "110", "note.txt", "line 3, characters 40-50", "110 people"),
    ("vienna", "participants", "100", "small.csv", "row 5", "100"),
    ("vienna", "participants", "120", corrections.SOURCE, "row 2", "The list of participants has 120 lines"),
    ("vienna", "address", "https://example.org/meeting", "small.csv", "row 5", "https://example.org/meeting"),
    ("vienna", "address", "javascript:alert(1)", "note.txt", "line 9, characters 1-20", "javascript:alert(1)"),
    ("vienna", "organiser", "iaea", "small.csv", "row 5", "IAEA"),
    ("vienna", "organiser", "iaea", "note.txt", "line 2, characters 20-24", "the Agency"),
    ("vienna", "participant", "FRA", "note.txt", "line 4, characters 60-66", "France"),
]
PROBLEMS = [
    ("note.txt", "line 4", "vienna", "participant", "Atlantis <b>", "unresolved state", "No state.", "", "warning"),
    ("small.csv", "row 2", "nairobi", "participant", "Atlantis <b>", "unresolved state", "No state.", "", "warning"),
    ("small.csv", "row 3", "lima", "partner", "Some Body", "unresolved organisation", "Not known.", "", "note"),
    ("broken.pdf", None, None, None, None, "unreadable", "broken.pdf: empty.", "Save it again.", "error"),
]
PROBLEM_COLUMNS = list(schema.PROBLEMS)


def dataset() -> schema.Dataset:
    """The four tables."""
    told = small.dataset()
    evidence = [dict(zip(schema.EVIDENCE, row, strict=True)) for row in EVIDENCE]
    problems = [dict(zip(PROBLEM_COLUMNS, row, strict=True)) for row in PROBLEMS]
    return schema.Dataset(
        told.events, told.attendance, schema.frame(evidence, "evidence"), schema.frame(problems, "problems")
    )


def prepared() -> Prepared:
    """The same, ready for metrics and pages."""
    return prepare(dataset(), reference.frame("states"), reference.frame("memberships"))


def files() -> pd.DataFrame:
    """The files with the days on which they were written."""
    names = ["small.csv", "note.txt", "broken.pdf"]
    return pd.DataFrame({"source": names, "changed": pd.to_datetime(["2020-01-02", "2021-03-04", "2022-05-06"])})
