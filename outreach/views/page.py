"""What every page is given: the shared records, what is chosen, and the names and colours to show it with."""

from dataclasses import dataclass, field

import pandas as pd

from outreach import summaries
from outreach.charts import look
from outreach.filters import Selected, Selection
from outreach.prepare import Prepared


@dataclass(frozen=True)
class Page:
    """One view of the records; `names`: party id -> short name; `points`: places of states too small to see;
    `annotations`: dates with a text, for time axes."""

    prepared: Prepared
    selection: Selection
    names: dict[str, str]
    points: pd.DataFrame
    theme: look.Theme
    annotations: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["date", "text"]))

    @property
    def selected(self) -> Selected:
        """The rows that the selection lets through."""
        return summaries.selected(self.prepared, self.selection)

    def region(self, name: str) -> str:
        """The short name of a region, in the language chosen."""
        return look.isolated(look.short(name, self.theme.language))

    def table(self, name: str) -> pd.DataFrame:
        """The summary of that name for the selection."""
        return summaries.table(name, self.prepared, self.selection)
