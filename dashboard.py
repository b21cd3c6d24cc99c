"""The dashboard: page set-up, the load shared by all sessions, filters, pages. `make run` serves it."""

from pathlib import Path

import streamlit as st

import loaders
from loaders import reference
from outreach import filters
from outreach.prepare import Prepared, prepare
from outreach.views import overview, sidebar

RECORDS = Path(__file__).parent / "data" / "records"


@st.cache_resource(show_spinner="Reading the records …")
def load() -> Prepared:
    """The shipped records, read once and shared by every session."""
    return prepare(loaders.load([RECORDS]), reference.frame("states"))


st.set_page_config("Outreach participation", ":material/public:", layout="wide")
prepared = load()
names = sidebar.party_names(prepared.attendance, reference.frame("organisations"))
st.title("Outreach participation", anchor=False)
selection = sidebar.selection(prepared, names)
sidebar.chips(selection, filters.choices(prepared), names)
overview.render(filters.apply(prepared, selection), selection, prepared.states, reference.frame("small_states"), names)
