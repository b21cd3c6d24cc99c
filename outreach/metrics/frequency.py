"""How often, and when."""

import narwhals as nw
import pandas as pd
from narwhals.typing import IntoDataFrameT

from outreach.prepare import NO_REGION


def events_by_year(events: IntoDataFrameT, scheme: str = "un") -> pd.DataFrame:
    """Events in each year, by region of the place; events without a year are left out.

    One row a year and region: `year`, `region` ("Online or place unknown" where there is none), `events`.
    """
    return _by_region(nw.from_native(events).filter(~nw.col("year").is_null()), "year", scheme)


def events_by_quarter(events: IntoDataFrameT, scheme: str = "un") -> pd.DataFrame:
    """Events in each quarter, by region of the place; events without a month are left out.

    One row a quarter and region: `quarter` (its first day), `region`, `events`.
    """
    quarter = nw.col("start_date").dt.truncate("1q").alias("quarter")
    return _by_region(_dated(events).with_columns(quarter), "quarter", scheme)


def events_by_month(events: IntoDataFrameT, scheme: str = "un") -> pd.DataFrame:
    """Events in each month, by region of the place; events without a month are left out.

    One row a month and region: `month` (its first day), `region`, `events`.
    """
    month = nw.col("start_date").dt.truncate("1mo").alias("month")
    return _by_region(_dated(events).with_columns(month), "month", scheme)


def seasonality(events: IntoDataFrameT) -> pd.DataFrame:
    """Events in each month of each year; events without a month are left out.

    One row a year and month with events: `year`, `month` (1 to 12), `events`.
    """
    dated = _dated(events).with_columns(nw.col("start_date").dt.month().alias("month"))
    return dated.group_by("year", "month").agg(nw.len().alias("events")).sort("year", "month").to_native()


def _dated(events: IntoDataFrameT) -> nw.DataFrame:
    """The events whose month is known."""
    return nw.from_native(events).filter(~nw.col("year").is_null(), nw.col("date_precision") != "year")


def _by_region(events: nw.DataFrame, when: str, scheme: str) -> pd.DataFrame:
    counted = (
        events.with_columns(nw.col(f"region_{scheme}").fill_null(NO_REGION).alias("region"))
        .group_by(when, "region")
        .agg(nw.len().alias("events"))
        .sort(when, "region")
    )
    return counted.to_native()
