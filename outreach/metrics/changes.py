"""What is different from the load before."""

import pandas as pd

FIELDS = ("title", "status", "start_date", "country_code", "participants", "states_reported")


def changes(before: pd.DataFrame | None, now: pd.DataFrame) -> pd.DataFrame:
    """Events that are new, gone, or told differently since the last load that differed from this one.

    One row a change: `event_id`, `title`, `change` ("new", "gone", or the field), `before`, `after` (as text, missing
    where there is no value). No rows when there was no load before.
    """
    columns = ["event_id", "title", "change", "before", "after"]
    if before is None:
        return pd.DataFrame(columns=columns)
    old, new = before.set_index("event_id"), now.set_index("event_id")
    rows = [(key, new.at[key, "title"], "new", None, None) for key in new.index.difference(old.index)]
    rows += [(key, old.at[key, "title"], "gone", None, None) for key in old.index.difference(new.index)]
    both = new.index.intersection(old.index)
    for field in FIELDS:
        was, is_ = _words(old.loc[both, field]), _words(new.loc[both, field])
        differs = ~((was == is_) | (was.isna() & is_.isna()))
        rows += [(key, new.at[key, "title"], field, was[key], is_[key]) for key in both[differs.to_numpy()]]
    return pd.DataFrame(rows, columns=columns).sort_values(["change", "event_id"], ignore_index=True)


def _words(values: pd.Series) -> pd.Series:
    if pd.api.types.is_datetime64_any_dtype(values):
        return values.dt.strftime("%Y-%m-%d")
    return values.astype("string").astype("object").where(values.notna(), None)
