"""How often."""

import narwhals as nw
import pandas as pd
from narwhals.typing import IntoDataFrameT

from outreach.filters import NO_REGION


def events_by_year(events: IntoDataFrameT, scheme: str = "un") -> pd.DataFrame:
    """Events in each year, by region of the place; events without a year are left out.

    One row a year and region: `year`, `region` ("Online or place unknown" for online events and unknown places), `events`.
    """
    region = f"region_{scheme}"
    counted = (
        nw.from_native(events)
        .filter(~nw.col("year").is_null())
        .with_columns(nw.col(region).fill_null(NO_REGION).alias("region"))
        .group_by("year", "region")
        .agg(nw.len().alias("events"))
        .sort("year", "region")
    )
    return counted.to_native()
