"""How many people."""

import narwhals as nw
import pandas as pd
from narwhals.typing import IntoDataFrameT

from outreach import schema
from outreach.metrics.totals import bound_of_sum


def participants_by_year(events: IntoDataFrameT) -> pd.DataFrame:
    """Participants as reported, summed over each year; events without a number or a year are left out.

    One row a year with events: `year`, `participants` (missing where no event tells), `bound`, `known` (the events
    that tell), `events` (all of the year).
    """
    loose = schema.BOUNDS[1:]
    dated = nw.from_native(events).filter(~nw.col("year").is_null())
    dated = dated.with_columns(*((nw.col("participants_bound") == bound).alias(bound) for bound in loose))
    table = (
        dated.group_by("year")
        .agg(
            nw.col("participants").sum(),
            nw.col("participants").count().alias("known"),
            nw.len().alias("events"),
            *(nw.col(bound).sum() for bound in loose),
        )
        .sort("year")
        .to_native()
    )
    bounds = [bound_of_sum({bound for bound in loose if row[bound]}) for row in table[list(loose)].to_dict("records")]
    table = table.assign(participants=table["participants"].where(table["known"] > 0), bound=bounds)
    return table[["year", "participants", "bound", "known", "events"]]
