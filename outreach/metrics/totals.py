"""What a selection adds up to."""

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
    counted = events.filter(~nw.col("participants").is_null())
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
        of_kind = attendance.filter(nw.col("party_kind") == kind)
        rows.append((measure, of_kind["party_id"].n_unique(), "exact", of_kind["event"].n_unique()))
    table = pd.DataFrame(rows, columns=["measure", "value", "bound", "known"])
    return table.assign(value=table["value"].astype("Int64"), events=number)
