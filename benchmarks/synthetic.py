"""Records that look like outreach programmes, in any number: the same seed gives the same records.

from benchmarks.synthetic import prepared, write
prepared(10_000)   # 10,000 events, about 60,000 attendance rows, ready for filters, metrics and pages
write(Path("there"))  # the same number as a CSV file, for all that reads a folder of records
"""

import random
import sys
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from loaders import reference  # noqa: E402
from outreach import schema  # noqa: E402
from outreach.prepare import Prepared, prepare  # noqa: E402

TOPICS = ("export controls", "border security", "biosafety", "sanctions", "nuclear security", "chemical safety")
WORDS = ("Regional", "National", "Joint", "Annual", "Advanced", "Introductory")
LISTS = {"organiser": "organisers", "partner": "partners", "participant": "states_named"}


def dataset(events: int, attendance_per_event: int = 6, seed: int = 1) -> schema.Dataset:
    """Events over twenty years with states and organisations; some values missing, as in real records."""
    chance = random.Random(seed)
    states = [row for row in reference.rows("states") if row["un_member_since"]]
    organisations = reference.rows("organisations")[:300]
    cities = reference.rows("cities")[:2000]
    first = date(2004, 1, 1)
    told, parties, evidence, problems = [], [], [], []
    for number in range(events):
        start = first + timedelta(days=chance.randrange(20 * 365))
        place, key, row = chance.choice(cities), f"event-{number:06}", f"row {number + 2}"
        kind, online = chance.choice(schema.EVENT_TYPES), chance.random() < 0.1
        people = round(10 + chance.paretovariate(1.5) * 20) if chance.random() < 0.6 else None
        told.append(
            {
                "event_id": key,
                "title": f"{chance.choice(WORDS)} {kind} on {chance.choice(TOPICS)} {number}",
                "event_type": kind,
                "status": "held" if chance.random() < 0.95 else "announced",
                "start_date": None if chance.random() < 0.02 else pd.Timestamp(start),
                "end_date": pd.Timestamp(start + timedelta(days=chance.randrange(5))),
                "date_precision": "day",
                "city": None if online else place["city"],
                "country_code": None if online else place["country_code"],
                "format": "online" if online else "in person",
                "participants": people,
                "participants_bound": people and chance.choices(schema.BOUNDS, (20, 3, 2, 1))[0],
                "states_reported": chance.randrange(1, 60) if chance.random() < 0.4 else None,
                "states_bound": None,
                "source": "synthetic.csv",
                "locator": row,
            }
        )
        organisers = chance.sample(organisations, 1 + chance.randrange(2))
        attending = chance.sample(
            states, max(0, 2 * attendance_per_event - 3 - chance.randrange(2 * attendance_per_event))
        )
        for place_in_list, body in enumerate(organisers):
            parties.append((key, body["organisation_id"], body["name"], "organisation", body["type"]))
            parties[-1] += (schema.ROLES[min(place_in_list, 1) * 3], None, body["name"], row)
        for state in attending:
            parties.append(
                (key, state["iso3"], state["name"], "state", "state", "participant", None, state["name"], row)
            )
        evidence += [
            (key, field, str(told[-1][field]), "synthetic.csv", row, str(told[-1][field]))
            for field in ("title", "city")
        ]
        evidence.append((key, "address", f"https://example.org/events/{number}", "synthetic.csv", row, ""))
        if chance.random() < 0.02:
            problems.append({"source": "synthetic.csv", "locator": row, "event_id": key, "field": "start_date"})
            problems[-1] |= {
                "written": "n.d.",
                "kind": "date not understood",
                "message": "no date",
                "severity": "warning",
            }
    return schema.check(
        schema.Dataset(
            schema.frame(told, "events"),
            _frame(parties, "attendance"),
            _frame(evidence, "evidence"),
            schema.frame(problems, "problems"),
        )
    )


def _frame(rows: list[tuple], table: str) -> pd.DataFrame:
    return schema.conform(pd.DataFrame(rows, columns=list(schema.TABLES[table].columns)), table)


def prepared(events: int = 10_000, attendance_per_event: int = 6, seed: int = 1) -> Prepared:
    """The same, ready for filters and metrics."""
    return prepare(
        dataset(events, attendance_per_event, seed), reference.frame("states"), reference.frame("memberships")
    )


def write(folder: Path, events: int = 10_000, attendance_per_event: int = 6, seed: int = 1) -> None:
    """The same as a folder of records that the loaders read: one CSV file, a row an event."""
    made = dataset(events, attendance_per_event, seed)
    parties = schema.plain(made.attendance)
    parties = parties.assign(list=parties["role"].replace(LISTS))
    lists = parties.groupby(["event_id", "list"])["party_name"].agg("; ".join).unstack()
    countries = {row["iso3"]: row["name"] for row in reference.rows("states")}
    told = made.events.assign(
        start=made.events["start_date"].dt.strftime("%Y-%m-%d"),
        end=made.events["end_date"].dt.strftime("%Y-%m-%d").where(made.events["start_date"].notna()),
        country=made.events["country_code"].map(countries),
        participants=made.events["participants_bound"]
        .replace("exact", "")
        .str.cat(made.events["participants"].astype("str"), sep=" "),
    )
    told = told.join(lists, on="event_id").rename(columns={"event_type": "type", "states_reported": "states"})
    columns = ["event_id", "title", "type", "start", "end", "city", "country", "organisers", "partners"]
    told[[*columns, "participants", "states", "states_named", "status"]].to_csv(folder / "synthetic.csv", index=False)
