"""The dashboard: page set-up, the load shared by all sessions, filters, pages. `make run` serves it."""

import gc
from pathlib import Path

import pandas as pd
import streamlit as st

from loaders import reference
from outreach import loaded
from outreach.charts import look
from outreach.exports import about
from outreach.interface import words
from outreach.languages import in_language
from outreach.prepare import Prepared
from outreach.views import (
    attendance,
    data,
    definitions,
    events,
    imports,
    links,
    overview,
    partners,
    parts,
    sidebar,
    states,
    take_away,
)
from outreach.views.page import Page

VIEWS = Path(__file__).parent / "outreach" / "views"


@st.cache_resource(show_spinner="Reading the records …")
def load() -> Prepared:
    """The shipped records, read once and shared by every session."""
    return loaded.load()


@st.cache_resource(show_spinner=False)
def known(table: str) -> pd.DataFrame:
    """A table of what we know that figures are drawn with, read once."""
    return reference.frame(table)


@st.cache_resource(show_spinner=False)
def spare_the_collector() -> None:
    """Leave what is loaded by now out of garbage collection, which Streamlit runs after every click."""
    gc.collect()
    gc.freeze()


st.set_page_config(about.TITLE, ":material/public:", layout="wide")
st.html(VIEWS / "style.css")
try:
    prepared = imports.tried() or load()
except reference.ReferenceError as error:
    st.error(parts.plain(f"A table of what we know cannot be used. data/reference/{error} Put it right and reload."))
    st.stop()

pages = {
    "overview": st.Page(
        lambda: overview.render(page), title=words("page.overview"), icon=":material/dashboard:", default=True
    ),
    "attendance": st.Page(
        lambda: attendance.render(page), title=words("page.attendance"), icon=":material/groups:", url_path="attendance"
    ),
    "states": st.Page(
        lambda: states.render(page), title=words("page.states"), icon=":material/public:", url_path="states"
    ),
    "partners": st.Page(
        lambda: partners.render(page), title=words("page.partners"), icon=":material/handshake:", url_path="partners"
    ),
    "events": st.Page(
        lambda: events.render(page), title=words("page.events"), icon=":material/event:", url_path="events"
    ),
    "data": st.Page(lambda: data.render(page), title=words("page.data"), icon=":material/database:", url_path="data"),
    "take_away": st.Page(
        lambda: take_away.render(page), title=words("page.take-away"), icon=":material/download:", url_path="take-away"
    ),
    "imports": st.Page(
        lambda: imports.render(page), title=words("page.imports"), icon=":material/upload_file:", url_path="add-records"
    ),
    "definitions": st.Page(
        lambda: definitions.render(page),
        title=words("page.definitions"),
        icon=":material/help:",
        url_path="definitions",
    ),
}
here = st.navigation(list(pages.values()), position="hidden")
st.title(about.TITLE if here is pages["overview"] else here.title, anchor=False)
imports.banner()
selection = sidebar.draw(prepared, list(pages.values()))
names = loaded.short_names(prepared, selection.language)
theme = (look.DARK if st.context.theme.type == "dark" else look.LIGHT)._replace(language=selection.language)
if theme.background == look.DARK.background:
    st.html(VIEWS / "print_dark.css")
sidebar.chips(selection, names)
prepared = in_language(prepared, selection.language)
links.follow(pages, here)
with st.sidebar:
    st.html(f"<script>{(VIEWS / 'print.js').read_text()}</script>", unsafe_allow_javascript=True)
page = Page(prepared, selection, names, known("small_states"), theme, known("annotations"))
here.run()
spare_the_collector()
