"""Names that open what they name, with the filters as they are: an event, the profile of a state or an organisation."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st
from streamlit.navigation.page import StreamlitPage

from outreach.filters import Selection, to_query
from outreach.views.state import SELECTION, choose, parameters, set_parameter

HERE, WANTED, ARRIVED = "here", "wanted", "arrived"
TO_TOP = "<script>document.querySelector('[data-testid=stMain]').scrollTo(0, 0)</script>"


class Link(NamedTuple):
    """What a column of a table names: the column with its id, and what kind of thing it is."""

    ids: str
    kind: str


# Column of a table -> what it names, where the table has the ids too.
LINKS = {
    "title": Link("event_id", "event"),
    "event_id": Link("event_id", "event"),
    "state": Link("code", "state"),
    "organisation": Link("organisation_id", "organisation"),
    "other": Link("other_id", "organisation"),
}
PAGES = {"event": "events", "state": "states", "organisation": "partners"}


def follow(pages: Mapping[str, StreamlitPage], here: StreamlitPage) -> None:
    """Go to what was clicked in the run before; `pages`: name in PAGES -> page, `here`: the one that is shown."""
    st.session_state[HERE] = next(name for name, page in pages.items() if page is here)
    wanted = st.session_state.pop(WANTED, None)
    if wanted:
        page, query = wanted
        st.switch_page(pages[page], query_params=query)
    if ARRIVED in st.session_state:  # the page stands where the last one was scrolled to
        with st.sidebar:
            st.html(TO_TOP + f"<!-- {st.session_state.pop(ARRIVED)} -->", unsafe_allow_javascript=True)


def open_(kind: str, value: str) -> None:
    """Show an event, a state or an organisation from the next run on; for callbacks."""
    chosen = st.session_state.get(SELECTION, Selection())
    chosen = chosen if kind == "event" else replace(chosen, **{kind: (value,)})
    st.session_state[ARRIVED] = time.monotonic_ns()
    if st.session_state.get(HERE) != PAGES[kind]:
        query = to_query(chosen) | parameters() | ({"event": [value]} if kind == "event" else {})
        st.session_state[WANTED] = (PAGES[kind], query)
    elif kind == "event":
        set_parameter("event", value)
    else:
        choose(chosen)


def frame(
    table: pd.DataFrame,
    key: str,
    order: Sequence[str] = (),
    columns: Mapping[str, object] | None = None,
    links: Mapping[str, Link] = LINKS,
    **more: object,
) -> None:
    """The table with names that open what they name; `order`: the columns shown, all of them where empty.

    `columns`: what st.dataframe takes as column_config; `links`: see LINKS.
    """
    order = list(order or table.columns)
    told = dict(columns or {})
    for name, link in links.items():
        if name in order and link.ids in table and table[name].notna().any():
            told[name] = _buttons(told.get(name), name, f"open-{key}-{name}", link.kind, table[link.ids])
    st.dataframe(table, hide_index=True, column_order=order, column_config=told, key=key, **more)


def _buttons(shown: object, name: str, key: str, kind: str, ids: pd.Series) -> object:
    """The column as buttons, with the heading and the width it had."""
    given = shown if isinstance(shown, dict) else {"label": shown}
    return st.column_config.ButtonColumn(
        f"{given.get('label') or name.replace('_', ' ')} ↗",
        width=given.get("width"),
        help="Click a name to open it",
        alignment="left",
        type="tertiary",
        on_click=partial(_opened, key, kind, ids),
        key=key,
    )


def _opened(key: str, kind: str, ids: pd.Series) -> None:
    clicked = st.session_state[key]
    if clicked and clicked["row"] < len(ids) and pd.notna(ids.iloc[clicked["row"]]):
        open_(kind, ids.iloc[clicked["row"]])
