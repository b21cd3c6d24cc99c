"""What a session keeps: the selection, and the address that the filters agree with."""

import streamlit as st

from outreach.filters import Selection

SELECTION, ADDRESS = "selection", "address"


def choose(chosen: Selection) -> None:
    """Make this the selection; for callbacks, which run before a page is drawn."""
    st.session_state[SELECTION] = chosen
