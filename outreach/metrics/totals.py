"""What a selection adds up to."""

from typing import NamedTuple

import narwhals as nw
import pandas as pd
from narwhals.typing import IntoDataFrameT


def bound_of_sum(bounds: set[str]) -> str:
    """The bound of a sum of numbers with these bounds: as loose as the loosest of them.

    Only "at least" among exact ones gives "at least"; an "about", or ends open on both sides, gives "about".
    """
    loose = bounds - {"exact"}
    return loose.pop() if len(loose) == 1 else "about" if loose else "exact"


def totals(events: IntoDataFrameT, attendance: IntoDataFrameT) -> pd.DataFrame:
    """Events; participants as reported; states named as attending; organisations: their number in the selection.

    One row a measure: `measure`, `value` (missing where no event tells), `bound`, `known` (the events that tell; for
    the number of events, those with a year), `events` (all of them). Missing is not zero: an event without a number
    adds nothing and is not in `known`.
    """
    events, attendance = nw.from_native(events), nw.from_native(attendance)
    number = len(events)
    counted = events.select("participants", "participants_bound").filter(~nw.col("participants").is_null())
    rows = [
        ("events", number, "exact", number - events["year"].null_count()),
        (
            "participants",
            int(counted["participants"].sum()) if len(counted) else None,
            bound_of_sum(set(counted["participants_bound"].to_list())),
            len(counted),
        ),
    ]
    for measure, kind in (("states named", "state"), ("organisations", "organisation")):
        of_kind = attendance["party_kind"] == kind
        parties, attended = (attendance[column].filter(of_kind).n_unique() for column in ("party_id", "event"))
        rows.append((measure, parties, "exact", attended))
    table = pd.DataFrame(rows, columns=["measure", "value", "bound", "known"])
    return table.assign(value=table["value"].astype("Int64"), events=number)


def totals_by_year(events: pd.DataFrame, attendance: pd.DataFrame) -> pd.DataFrame:
    """The totals of each year from the first to the last, by the years events began; undated events are left out.

    One row a year: `year`, `events`, `participants` (missing where no event tells), `states_named`, `organisations`.
    """
    years = events["year"].dropna()
    span = pd.RangeIndex(int(years.min()), int(years.max()) + 1, name="year") if len(years) else pd.RangeIndex(0)
    by_year = events.groupby("year")
    parties = attendance.groupby(["party_kind", "year"])["party_id"].nunique()
    table = pd.DataFrame({"events": by_year.size().reindex(span, fill_value=0)}, index=span)
    table["participants"] = by_year["participants"].sum(min_count=1).reindex(span)
    for column, kind in (("states_named", "state"), ("organisations", "organisation")):
        counted = parties[kind] if kind in parties.index.get_level_values(0) else pd.Series(dtype="int64")
        table[column] = counted.reindex(span, fill_value=0)
    return table.rename_axis("year").reset_index().astype("Int64")


class Period(NamedTuple):
    """Years to count, both inclusive; of the last one only the months up to `month` (12: all)."""

    first: int
    last: int
    month: int = 12


def periods(events: pd.DataFrame, years: tuple[int, int]) -> tuple[Period, Period]:
    """The years chosen and the equal number of years before; where the records end within the last, the same months.

    `events`: all that other filters let through, whatever their years.
    """
    first, last = years
    latest = events["start_date"].max()
    month = latest.month if pd.notna(latest) and latest.year == last else 12
    return Period(first, last, month), Period(first - (last - first + 1), first - 1, month)


def within(events: pd.DataFrame, attendance: pd.DataFrame, period: Period) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of both tables that lie in a period."""
    inside = events["year"].between(period.first, period.last)
    late = (events["year"] == period.last) & (events["start_date"].dt.month > period.month)
    kept = events[inside & ~late]
    return kept, attendance[attendance["event"].isin(kept["event"])]


def totals_against_before(events: pd.DataFrame, attendance: pd.DataFrame, years: tuple[int, int]) -> pd.DataFrame:
    """The totals of the years chosen beside those of as many years before; a part-done year by the same months.

    One row a measure: `measure`, `now`, `before`, `change`, `from_year`, `to_year`, `to_month` (of the period before).
    """
    events = events[["event", "year", "start_date", "participants", "participants_bound"]]
    attendance = attendance[["event", "party_id", "party_kind"]]
    now, before = (totals(*within(events, attendance, period)) for period in periods(events, years))
    period = periods(events, years)[1]
    table = pd.DataFrame({"measure": now["measure"], "now": now["value"], "before": before["value"]})
    return table.assign(
        change=table["now"] - table["before"], from_year=period.first, to_year=period.last, to_month=period.month
    )
