"""What every file says of itself: the selection in words, when the records were read, what each column means."""

from functools import cache

import pandas as pd
import plotly.graph_objects as go

from loaders import reference
from outreach import filters, schema
from outreach.charts import look
from outreach.charts.drawing import Drawing
from outreach.filters import Selected, Selection
from outreach.prepare import Prepared
from outreach.summaries import SUMMARIES

TITLE = "Outreach participation"
# Type of a column -> its name in a table schema.
TYPES = {"b": "boolean", "i": "integer", "u": "integer", "f": "number", "M": "date"}


def in_words(selection: Selection, names: dict[str, str]) -> str:
    """The selection in one line: "WCO · 2014–2018", or what counts where nothing is chosen."""
    chosen = " · ".join(words for _, _, words in filters.describe(selection, names))
    return chosen or "All events that were held"


def options(selection: Selection) -> list[tuple[str, str]]:
    """Every filter and option that is not as it is by default, with its value as the address has it."""
    return [(name, ", ".join(values) or "any") for name, values in filters.to_query(selection).items()]


def loaded(prepared: Prepared) -> str:
    """When the records were read, to the minute; empty where that is not known."""
    return "" if prepared.read_at is None else f"{prepared.read_at:%Y-%m-%d %H:%M}"


def source(prepared: Prepared, rows: Selected) -> str:
    """Where the numbers come from, in one line."""
    files = look.count(rows.events["source"].nunique(), "file")
    read = loaded(prepared)
    return f"Source: {files} of records{f', read on {read}' if read else ''}."


def marked(figure: go.Figure | Drawing, annotations: pd.DataFrame) -> str:
    """What happened in the world in the time that the figure shows, in one line; empty where it shows no time."""
    rows = look.marked(figure, annotations)
    told = "; ".join(f"{row.date} {row.text}" for row in rows.itertuples())
    return f"Marked: {told}." if told else ""


def meaning(table: str, column: str) -> str:
    """What a column means in a table, from the data dictionary."""
    words = _meanings()
    return words.get((table, column)) or words.get(("", column), "")


@cache
def _meanings() -> dict[tuple[str, str], str]:
    return {(row["table"], row["column"]): row["meaning"] for row in reference.rows("data_dictionary")}


def kind(values: pd.Series) -> str:
    """The type of a column in the words of a table schema."""
    return TYPES.get(getattr(values.dtype, "kind", "O"), "string")


def definition(name: str) -> str:
    """What one of the summaries or of the four tables counts, in one sentence."""
    return SUMMARIES[name].definition if name in SUMMARIES else RECORDS[name]


RECORDS = {
    "events": "One row an event of the selection; key event_id.",
    "attendance": "One row an event and a party to it, a state or an organisation; key event_id and party_id.",
    "evidence": "One row a value that a source gives for an event of the selection, with its exact words and place.",
    "problems": "One row a thing that needs a look, at events of the selection or at no event.",
}


def records(name: str, prepared: Prepared, rows: Selected) -> pd.DataFrame:
    """One of the four tables as far as the selection reaches; problems that belong to no event are always in."""
    table = getattr(rows, name, None)
    if table is None:
        table = getattr(prepared, name)
        inside = table["event_id"].isin(rows.events["event_id"])
        table = table[inside | table["event_id"].isna() if name == "problems" else inside]
    return table[list(schema.TABLES[name].columns)]
