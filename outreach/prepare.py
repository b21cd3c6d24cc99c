"""The two tables made ready for filters and metrics: years, regions and short keys worked out once a load."""

from dataclasses import dataclass

import pandas as pd

from outreach import schema

# Name of a region scheme of the house -> the column of the states table that holds its regions.
SCHEMES = {"un": "un_regional_group", "m49": "m49_region", "m49-subregion": "m49_subregion"}
NO_REGION = "Online or place unknown"
NO_GROUP = "In no group"  # the state is known, but the scheme has no region for it


@dataclass(frozen=True, eq=False)  # one load is one object: caches know it by identity
class Prepared:
    """What pages, reports and the command line work on; every session shares one.

    events: the schema's columns, `event` (its number), `year`, `region_<scheme>` of the place for each scheme
    attendance: the schema's columns, `event`, `year`
    states: one row a state or area, the reference table with the name to show and `region_<scheme>` for each scheme
    before: the events of the load before this one, None at the first
    files: `source`, `changed` (when the file was last written); None where they are not known
    problem_kinds: `kind`, `meaning`, `what_to_do`
    read_at: when the records were read
    schemes: the names of the region schemes, those of the house first
    memberships: `body`, `code`, `from`, `until` (a year or a day as text, blank where not known or still a member)
    """

    events: pd.DataFrame
    attendance: pd.DataFrame
    states: pd.DataFrame
    evidence: pd.DataFrame
    problems: pd.DataFrame
    memberships: pd.DataFrame
    before: pd.DataFrame | None = None
    files: pd.DataFrame | None = None
    problem_kinds: pd.DataFrame | None = None
    read_at: pd.Timestamp | None = None
    schemes: tuple[str, ...] = tuple(SCHEMES)


def prepare(
    dataset: schema.Dataset,
    states: pd.DataFrame,
    memberships: pd.DataFrame | None = None,
    before: schema.Dataset | None = None,
    groups: pd.DataFrame | None = None,
) -> Prepared:
    """The dataset with the columns that filters and metrics use.

    `states`: the reference table of states as text, one row a code `iso3`; `memberships`: that of who belongs to
    which body from when until when; `groups`: further schemes of regions, each state in one `group` a `scheme`.
    """
    if memberships is None:
        memberships = pd.DataFrame(columns=["body", "code", "from", "until"], dtype="str")
    if "display_name" in states:
        states = states.assign(name=states["display_name"].where(states["display_name"] != "", states["name"]))
    columns = {scheme: states[column].replace("", None) for scheme, column in SCHEMES.items()}
    columns |= {
        scheme: states["iso3"].map(own.set_index("code")["group"])
        for scheme, own in (groups.groupby("scheme") if groups is not None else ())
    }
    states = states.assign(**{f"region_{scheme}": values for scheme, values in columns.items()})
    regions = states.set_index("iso3")[[f"region_{scheme}" for scheme in columns]].fillna(NO_GROUP)
    events = dataset.events.sort_values(["start_date", "event_id"], na_position="last", ignore_index=True)
    events = events.assign(event=range(len(events)), year=events["start_date"].dt.year.astype(schema.COUNT))
    events = events.join(regions, on="country_code", validate="many_to_one")
    numbered = events.set_index("event_id")[["event", "year"]]
    attendance = schema.plain(dataset.attendance).join(numbered, on="event_id", validate="many_to_one")
    attendance = attendance.sort_values(["event", "party_id"], ignore_index=True)
    earlier = before and before.events
    return Prepared(
        events, attendance, states, dataset.evidence, dataset.problems, memberships, earlier, schemes=tuple(columns)
    )
