"""Small tables whose cells are read in full: wrapped, selectable, printable; text from records letter by letter."""

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st


def draw(table: pd.DataFrame, caption: str, widths: Sequence[int] = (), grouped: bool = False) -> None:
    """The table as text; `caption` is read out, not seen.

    `widths`: of the columns in per cent; `grouped`: equal cells of the first column stand once.
    """
    st.html(html(table, caption, widths, grouped))


def html(table: pd.DataFrame, caption: str, widths: Sequence[int] = (), grouped: bool = False) -> str:
    """The same as HTML in which nothing from the table is markup; numbers are set right."""
    columns = "".join(f'<col style="width: {width}%">' for width in widths)
    right = [pd.api.types.is_numeric_dtype(table[name]) for name in table.columns]
    head = "".join(f'<th scope="col"{_side(side)}>{escape(name)}</th>' for name, side in zip(table, right, strict=True))
    body = []
    first = table.iloc[:, 0].tolist()
    for at, row in enumerate(table.itertuples(index=False)):
        cells = [_cell(value, side, name) for value, side, name in zip(row, right, table.columns, strict=True)]
        if grouped:
            again = at > 0 and first[at] == first[at - 1]
            span = next((n for n in range(1, len(first) - at) if first[at + n] != first[at]), len(first) - at)
            cells[0] = "" if again else f'<th scope="rowgroup" rowspan="{span}">{escape(_text(row[0]))}</th>'
        body.append(f"<tr>{''.join(cells)}</tr>")
    return (
        f'<div class="words" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
    )


def _cell(value: object, right: bool, name: str) -> str:
    return f'<td{_side(right)} data-column="{escape(name)}">{escape(_text(value))}</td>'


def _side(right: bool) -> str:
    return ' class="number"' if right else ""


def _text(value: object) -> str:
    return (
        "–"
        if pd.isna(value) or value == ""
        else f"{value:,}".replace(",", "\u202f")
        if isinstance(value, int)
        else str(value)
    )
