"""One table -> one file. CSV that a spreadsheet opens right and that runs nothing; JSON and Parquet for programs."""

import hashlib
import io
import json
import re
import unicodedata
from collections.abc import Callable

import pandas as pd

# Marks that are not seen, which a spreadsheet may pass over on its way to a formula.
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
# What a spreadsheet takes for a formula when a cell starts with it, also behind spaces and quotes.
_FORMULA = re.compile(rf"[\s'\"{_UNSEEN}]*[=+\-@|%\t\r\n＝＋－＠｜％]")
# The same behind what another spreadsheet, set to other separators, takes for the end of a cell.
_INNER = re.compile(r"([;\t\r\n])(?=[\s'\"]*(?:[=+@＝＋＠]|[-－|][^;\t\r\n]*[(|!]))")
_NUMBER = re.compile(r"\s*-?\d[\d,.\s]*%?\s*")


def harmless(text: str) -> str:
    """The text with a quote in front where a spreadsheet would run it; negative numbers stay as they are."""
    if _NUMBER.fullmatch(text) and text[0] not in "\t\r\n":
        return text
    inside = _INNER.sub(r"\1'", text)
    return f"'{inside}" if _FORMULA.match(text) else inside


def csv(table: pd.DataFrame) -> bytes:
    """The table as CSV: UTF-8 with BOM, one header line, ISO dates, missing values empty, no formulas."""
    safe = table.rename(columns=lambda name: harmless(str(name)))
    for position in range(table.shape[1]):
        values = table.iloc[:, position]
        if not pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_datetime64_any_dtype(values):
            safe.isetitem(position, _harmless(values))
    text = safe.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\r\n")
    return text.encode("utf-8-sig", errors="replace")


def _harmless(values: pd.Series) -> pd.Series:
    """The column with each text made harmless; itself where none needs it."""
    changed = {
        value: safe
        for value in values.dropna().unique()
        if isinstance(value, str) and (safe := harmless(value)) != value
    }
    return values.astype("object").map(lambda value: changed.get(value, value)) if changed else values


def as_json(table: pd.DataFrame) -> bytes:
    """The table as a JSON list with one object a row: ISO dates, whole numbers whole, missing values null."""
    rows = [dict(zip(table.columns, map(_plain, row), strict=True)) for row in table.itertuples(index=False, name=None)]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, allow_nan=False) for row in rows)
    return f"[\n{lines}\n]\n".encode(errors="replace")


def _plain(value: object) -> object:
    """A value as JSON knows it."""
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value.item() if hasattr(value, "item") else value


def parquet(table: pd.DataFrame) -> bytes:
    """The table as Parquet, each column of its type."""
    file = io.BytesIO()
    table.to_parquet(file, index=False)
    return file.getvalue()


# How a file's name ends -> how the table is written.
FORMATS: dict[str, Callable[[pd.DataFrame], bytes]] = {"csv": csv, "json": as_json, "parquet": parquet}


def file_name(name: str, query: dict[str, list[str]], ending: str = "csv") -> str:
    """A name that says what is in the file and how it was filtered: events-by-year_wco_2014-2018.csv."""
    slugs = [_slug(part) for part in (name, *("-".join(values) for values in query.values()))]
    whole = "_".join(slug for slug in slugs if slug)
    if len(whole) > 120:  # cut, but no two choices alike
        whole = f"{whole[:111]}-{hashlib.sha256(repr(query).encode()).hexdigest()[:8]}"
    return f"{whole}.{ending}"


def _slug(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")
