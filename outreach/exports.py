"""Small tables -> files: CSV that a spreadsheet opens right and that runs nothing."""

import re

import pandas as pd

# What a spreadsheet takes for a formula when a cell starts with it, also behind spaces and quotes.
_FORMULA = re.compile(r"^[\s'\"]*[=+\-@|\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"^\s*-?\d[\d,.\s]*%?\s*$")


def harmless(text: str) -> str:
    """The text with a quote in front where a spreadsheet would run it; negative numbers stay as they are."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.match(text) else text


def csv(table: pd.DataFrame) -> bytes:
    """The table as CSV: UTF-8 with BOM, one header line, ISO dates, missing values empty, no formulas."""
    safe = table.rename(columns=lambda name: harmless(str(name)))
    for position in range(table.shape[1]):
        values = table.iloc[:, position]
        if not pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_datetime64_any_dtype(values):
            safe.isetitem(position, values.map(lambda v: harmless(v) if isinstance(v, str) else v))
    return safe.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\r\n").encode("utf-8-sig")


def file_name(name: str, query: dict[str, list[str]], ending: str = "csv") -> str:
    """A name that says what is in the file and how it was filtered: events-by-year_wco_2014-2018.csv."""
    parts = [name, *("-".join(values) for values in query.values())]
    slugs = [re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in parts]
    return f"{'_'.join(slug for slug in slugs if slug)[:120]}.{ending}"
