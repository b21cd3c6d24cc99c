"""Definitions: what every number means, in one sentence each."""

import streamlit as st

from outreach.rules import RULES
from outreach.summaries import SUMMARIES
from outreach.views import parts
from outreach.views.page import Page


def render(_: Page) -> None:
    """The rules that every number follows, then each table and what it counts."""
    st.subheader("Rules", anchor=False)
    for name, rule in RULES.items():
        st.markdown(f"**{name}.** {rule}")
    st.subheader("Tables and charts", anchor=False)
    for summary in SUMMARIES.values():
        st.markdown(f"**{parts.plain(summary.title)}.** {parts.plain(summary.definition)}")
