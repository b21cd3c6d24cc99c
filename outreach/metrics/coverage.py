"""Which states were reached, and which were not."""

import pandas as pd


def states_reached(attendance: pd.DataFrame, states: pd.DataFrame, scheme: str = "un") -> pd.DataFrame:
    """For each state or area: the events that name it as attending, 0 where none does.

    One row a state or area of today: `code`, `state`, `region`, `status`, `events`, `first_year`, `last_year`.
    """
    named = attendance[attendance["party_kind"] == "state"].groupby("party_id")
    counted = named.agg(events=("event", "size"), first_year=("year", "min"), last_year=("year", "max"))
    today = states[states["status"] != "dissolved"]
    table = today.set_index("iso3")[["name", f"region_{scheme}", "status"]].join(counted, validate="one_to_one")
    table = table.rename(columns={"name": "state", f"region_{scheme}": "region"}).rename_axis("code").reset_index()
    table["events"] = table["events"].fillna(0).astype("Int64")
    return table.sort_values(["events", "state"], ascending=[False, True], ignore_index=True)
