"""The overview as one would write it in an afternoon: pandas and plotly express, four numbers and four plots."""

from pathlib import Path

import pandas as pd
import plotly.express as px

FOLDER = Path(__file__).parent
EVENTS, ATTENDANCE = (pd.read_parquet(FOLDER / f"{name}.parquet") for name in ("events", "attendance"))
MAP = {"topojsonURL": "/assets/topojson/", "displayModeBar": False}


def drawn(named: str | None) -> tuple[dict[str, int], list]:
    """Numbers and figures of the events that name states, or only report how many, or of all."""
    events = EVENTS[EVENTS["status"] == "held"]
    naming = events["event"].isin(ATTENDANCE.loc[ATTENDANCE["party_kind"] == "state", "event"])
    if named == "named":
        events = events[naming]
    elif named == "reported only":
        events = events[~naming & events["states_reported"].notna()]
    attendance = ATTENDANCE[ATTENDANCE["event"].isin(events["event"])]
    states = attendance[attendance["party_kind"] == "state"]
    organisations = attendance[attendance["party_kind"] == "organisation"]
    numbers = {
        "Events": len(events),
        "Participants": int(events["participants"].sum()),
        "States named": states["party_id"].nunique(),
        "Organisations": organisations["party_id"].nunique(),
    }
    by_year = events.groupby(["year", "region_un"]).size().rename("events").reset_index()
    people = events.groupby("year")["participants"].sum().reset_index()
    reached = states.groupby(["party_id", "party_name"]).size().rename("events").reset_index()
    roles = organisations.groupby(["party_name", "role"]).size().rename("events").reset_index()
    most = roles.groupby("party_name")["events"].sum().nlargest(15).index
    return numbers, [
        px.bar(by_year, x="year", y="events", color="region_un"),
        px.bar(people, x="year", y="participants"),
        px.choropleth(reached, locations="party_id", color="events", hover_name="party_name"),
        px.bar(roles[roles["party_name"].isin(most)], y="party_name", x="events", color="role", orientation="h"),
    ]
