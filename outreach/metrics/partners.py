"""Which organisations took part, and in which role."""

import narwhals as nw
import pandas as pd
from narwhals.typing import IntoDataFrameT


def organisations_by_role(attendance: IntoDataFrameT) -> pd.DataFrame:
    """Events of each organisation in each role, the principal one where it had several at one event.

    One row an organisation and role: `organisation_id`, `organisation`, `role`, `events`, `total` (in all roles);
    most events first.
    """
    rows = nw.from_native(attendance).filter(nw.col("party_kind") == "organisation")
    counted = rows.group_by("party_id", "role").agg(
        nw.col("party_name").min().alias("organisation"), nw.len().alias("events")
    )
    total = counted.group_by("party_id").agg(nw.col("events").sum().alias("total"))
    table = counted.join(total, on="party_id").rename({"party_id": "organisation_id"})
    table = table.sort("total", "organisation_id", "role", descending=[True, False, False])
    return table.select("organisation_id", "organisation", "role", "events", "total").to_native()
