"""Files that Chromium makes, which takes seconds and may fail: a sentence says so, else the browser saves the file."""

from collections.abc import Callable

import streamlit as st

from outreach.exports import chromium

# The second click, which the reader need not make; without scripts the button Save stays.
SAVE = "<script>document.querySelector('.st-key-save-{key} button')?.click()</script>"


@st.fragment
def button(label: str, make: Callable[[], bytes], file_name: str, mime: str, key: str, **shown: object) -> None:
    """A button that makes the file and saves it; `shown`: what else st.button takes."""
    if not st.button(label, key=key, **shown):
        return
    try:
        with st.spinner("Drawing …"):
            made = make()
    except chromium.Failed as error:
        st.error(str(error))
        return
    st.download_button("Save again", made, file_name, mime, key=f"save-{key}", on_click="ignore", type="tertiary")
    st.html(SAVE.format(key=key), unsafe_allow_javascript=True)
