"""How many people."""

import narwhals as nw
import pandas as pd
from narwhals.typing import IntoDataFrameT

from outreach.metrics.totals import bound_of_sum


def participants_by_year(events: IntoDataFrameT) -> pd.DataFrame:
    """Participants as reported, summed over each year; events without a number or a year are left out.

    One row a year with events: `year`, `participants` (missing where no event tells), `bound`, `known` (the events
    that tell), `events` (all of the year).
    """
    dated = nw.from_native(events).filter(~nw.col("year").is_null())
    loose = {
        name: (nw.col("participants_bound") == name).sum().alias(name) for name in ("at least", "about", "at most")
    }
    table = (
        dated.group_by("year")
        .agg(
            nw.col("participants").sum().alias("participants"),
            nw.col("participants").count().alias("known"),
            nw.len().alias("events"),
            *loose.values(),
        )
        .sort("year")
        .to_native()
    )
    bounds = [bound_of_sum({name for name in loose if row[name]}) for row in table[list(loose)].to_dict("records")]
    table = table.assign(participants=table["participants"].where(table["known"] > 0), bound=bounds)
    return table[["year", "participants", "bound", "known", "events"]]
