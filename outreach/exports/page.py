"""HTML that stands alone: plotly and the outlines of maps inside, nothing fetched, no text from records as markup."""

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio
from plotly.offline import get_plotlyjs

OUTLINES = Path(__file__).resolve().parents[2] / "static" / "topojson" / "world_110m.json"


def document(title: str, style: str, body: str, figures: Mapping[str, go.Figure], script: str) -> bytes:
    """A whole page; `script` finds the figures, by the id of their place, in `figures`."""
    scripts = (
        [*_library(any("geo" in figure.layout.to_plotly_json() for figure in figures.values()))] if figures else []
    )
    scripts += [f"const figures = {_safe(_figures(figures))};\n{script}"] if figures else []
    allowed = " ".join(f"'sha256-{_digest(text)}'" for text in scripts) or "'none'"
    policy = f"default-src 'none'; style-src 'unsafe-inline'; img-src data: blob:; script-src {allowed}"
    parts = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>\n<style>\n{style}\n</style>\n</head>\n<body>",
        body,
        *(f"<script>{text}</script>" for text in scripts),
        "</body>\n</html>\n",
    ]
    return "\n".join(parts).encode(errors="replace")


@cache
def _library(maps: bool) -> tuple[str, ...]:
    """Plotly's own bundle and, where there are maps, the outlines that it would fetch."""
    outlines = json.loads(OUTLINES.read_bytes())
    shapes = f"window.PlotlyGeoAssets = {{topojson: {_safe(json.dumps({'world_110m': outlines}))}}};"
    return (get_plotlyjs(), shapes) if maps else (get_plotlyjs(),)


def _figures(figures: Mapping[str, go.Figure]) -> str:
    told = (
        f"{json.dumps(key)}: {pio.to_json(figure, validate=False, engine='json')}" for key, figure in figures.items()
    )
    return "{" + ",\n".join(told) + "}"


def _safe(text: str) -> str:
    """JSON that cannot end the script it stands in."""
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode(errors="replace")).digest()).decode()


def in_style(text: str) -> str:
    """Text as a string of a style sheet."""
    return '"' + "".join(c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):x} " for c in text) + '"'


def table(rows: pd.DataFrame) -> str:
    """A table in which nothing is markup; numbers are set right, missing values are a dash."""
    right = [pd.api.types.is_numeric_dtype(rows[name]) for name in rows.columns]
    side = [' class="number"' if is_right else "" for is_right in right]
    head = "".join(f'<th scope="col"{at}>{escape(words(name))}</th>' for name, at in zip(rows, side, strict=True))
    columns = [[cell(name, value) for value in rows[name]] for name in rows.columns]
    body = "\n".join(
        "<tr>" + "".join(f"<td{at}>{escape(value)}</td>" for value, at in zip(row, side, strict=True)) + "</tr>"
        for row in zip(*columns, strict=True)
    )
    return f"<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>"


def words(column: str) -> str:
    """The name of a column as people read it."""
    return column.replace("_", " ")


def cell(column: str, value: object) -> str:
    """A value as people read it: thin spaces in thousands but not in years, shares as per cent, days as ISO dates."""
    if pd.isna(value) or value == "":
        return "–"
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        if column.endswith("share") or column == "top_tenth":
            return f"{value * 100:.1f}\u202f%"
        return f"{value:,.2f}".rstrip("0").rstrip(".").replace(",", "\u202f")
    if isinstance(value, int) or hasattr(value, "__index__"):
        return str(value) if "year" in column else f"{value:,}".replace(",", "\u202f")
    return str(value)
