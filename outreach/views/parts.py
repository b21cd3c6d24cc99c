"""Pieces that every page is made of: a chart with its heading, note, table and download; tiles; safe text."""

import re
from functools import partial

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from outreach import exports
from outreach.charts import look
from outreach.filters import Selection, to_query

# Map outlines come from our own server, so that maps are drawn without the internet.
CONFIG = {"topojsonURL": "app/static/topojson/", "displayModeBar": False, "responsive": True}


def theme() -> look.Theme:
    """The colours of the theme that the viewer has chosen."""
    return look.DARK if st.context.theme.type == "dark" else look.LIGHT


def plain(text: str) -> str:
    """Text from records, as Markdown that shows it letter by letter."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|$:<>~^])", r"\\\1", str(text))


def chart(
    title: str, figure: go.Figure, table: pd.DataFrame, name: str, selection: Selection, note: str, alt: str
) -> None:
    """A heading, the figure, one line on what it counts and leaves out, and the table behind it to see and download."""
    with st.container(border=True):
        st.subheader(title, anchor=False)
        if table.empty:
            st.info("Nothing to draw: no event of this selection has what this chart counts. Loosen a filter.")
            return
        st.plotly_chart(figure, theme=None, config=CONFIG, key=f"chart-{name}", alt=alt)
        st.caption(note)
        download(table, name, selection)


def download(table: pd.DataFrame, name: str, selection: Selection) -> None:
    """The table as CSV, exactly as drawn, and the table itself when asked for."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "CSV",
            partial(exports.csv, table),
            file_name=exports.file_name(name, to_query(selection)),
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            type="tertiary",
            key=f"csv-{name}",
            help="Download the table behind this chart, as it is filtered now",
        )
        shown = st.toggle("Table", key=f"table-{name}")
    if shown:
        st.dataframe(table, hide_index=True, key=f"rows-{name}")


def tile(label: str, value: str, known: str, meaning: str) -> None:
    """One number, what is unknown about it, and its definition behind the question mark."""
    st.metric(label, value, known, delta_color="off", delta_arrow="off", help=meaning, border=True, height="stretch")
