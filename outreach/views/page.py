"""What every page is given: the shared records, what is chosen, and the names and colours to show it with."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from outreach import filters
from outreach.charts import look
from outreach.filters import Selected, Selection
from outreach.prepare import Prepared

selected = lru_cache(maxsize=256)(filters.apply)  # shared by all sessions: what one chose, another finds ready


@dataclass(frozen=True)
class Page:
    """One view of the records; `names`: party id -> short name; `points`: places of states too small to see."""

    prepared: Prepared
    selection: Selection
    names: dict[str, str]
    points: pd.DataFrame
    theme: look.Theme

    @property
    def selected(self) -> Selected:
        """The rows that the selection lets through."""
        return selected(self.prepared, self.selection)
