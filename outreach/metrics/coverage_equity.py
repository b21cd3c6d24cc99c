"""How evenly reach is spread over the members of a body."""

from collections.abc import Iterable

import pandas as pd

from outreach.metrics.coverage import in_alphabet
from outreach.metrics.coverage_reach import ALL, attendances_of

GROUPS = {
    "LDC": "Least developed countries",
    "LLDC": "Landlocked developing countries",
    "SIDS": "Small island developing states",
}
SHORT = (
    "Gini coefficient: half the mean difference in number of events between any two members, divided by the mean; "
    "0 where all are named equally often, near 1 where one has all events."
)


def gini(numbers: Iterable[int]) -> float | None:
    """The Gini coefficient: half the mean difference between any two members, divided by the mean of all members.

    0 where every member has the same number, (n - 1) / n where one of n has everything; None where there is nothing to
    share out. Members with 0 count.
    """
    ordered = sorted(numbers)
    total, size = sum(ordered), len(ordered)
    if not total:
        return None
    return sum((2 * rank - size - 1) * number for rank, number in enumerate(ordered, start=1)) / (size * total)


def concentration(by_year: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Gini coefficient of events per member, members without a record included as 0, by region and over all members.

    The coefficient is half the mean difference between any two members, divided by the mean: 0 where every member is
    named at the same number of events, near 1 where one has them all. One row a region and one for all: `region`,
    `members`, `attendances`, `gini` (missing where no member is named), `top_tenth` (share of all attendances of the
    tenth of the members with most, 0 to 1). Takes `states_by_year` and `members_of`.
    """
    attended = attendances_of(by_year, members)
    parts = [*attended.groupby("region"), *([(ALL, attended)] if len(attended) else [])]
    rows = []
    for region, group in parts:
        numbers = sorted(group["attendances"].tolist(), reverse=True)
        top, total = sum(numbers[: -(-len(numbers) // 10)]), sum(numbers)
        rows.append((region, len(numbers), total, gini(numbers), top / total if total else None))
    table = pd.DataFrame(rows, columns=["region", "members", "attendances", "gini", "top_tenth"])
    return table.astype({"gini": "float64", "top_tenth": "float64"})


def lorenz(by_year: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Share of all attendances that fall to the members named least often, for each number of such members.

    One row a member, fewest events first: `code`, `state`, `events`, `members_share`, `attendances_share` (both
    cumulative, 0 to 1). Empty where no member is named. Takes `states_by_year` and `members_of`.
    """
    table = attendances_of(by_year, members)
    table = table.sort_values(["attendances", "state"], key=in_alphabet, ignore_index=True)
    total = table["attendances"].sum()
    if not total:
        table = table.head(0)
    table = table.assign(
        members_share=(table.index + 1) / max(len(table), 1),
        attendances_share=table["attendances"].cumsum() / max(total, 1),
    )
    table = table.rename(columns={"attendances": "events"})
    return table[["code", "state", "events", "members_share", "attendances_share"]]


def development_shares(by_year: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Shares of LDC, LLDC and SIDS among the members, among the members reached, and in all attendances of members.

    One row a group; a member may be in several: `group`, `members`, `reached`, `attendances`, `members_share`,
    `reached_share`, `attendances_share` (0 to 1, missing where nothing is to be shared). Takes `states_by_year` and
    `members_of`.
    """
    attended = attendances_of(by_year, members)
    attended = attended.assign(members=1, reached=(attended["attendances"] > 0).astype("int64"))
    measures = ["members", "reached", "attendances"]
    whole = attended[measures].sum()
    rows = [{"group": name, **attended.loc[attended[short], measures].sum()} for short, name in GROUPS.items()]
    table = pd.DataFrame(rows).astype(dict.fromkeys(measures, "int64"))
    for measure in measures:
        table[f"{measure}_share"] = table[measure] / whole[measure] if whole[measure] else float("nan")
    return table
