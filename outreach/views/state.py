"""What a session keeps: the selection, and the address that the filters agree with."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from outreach.filters import Selection

SELECTION, ADDRESS = "selection", "address"
PARAMETERS = ("event", "day")  # what an address may say of one page, besides the selection


def parameter(name: str) -> str:
    """What the address says of one page, such as the event that is opened; empty where it says nothing."""
    return st.session_state.get(f"parameter-{name}", "")


def set_parameter(name: str, value: str) -> None:
    """Say it in the address from the next run on; for callbacks."""
    st.session_state[f"parameter-{name}"] = value


def parameters() -> dict[str, list[str]]:
    """All that is said of pages, as an address carries it."""
    return {name: [parameter(name)] for name in PARAMETERS if parameter(name)}


def choose(chosen: Selection) -> None:
    """Make this the selection; for callbacks, which run before a page is drawn."""
    st.session_state[SELECTION] = chosen


def bound(name: str, shown: object, read: Callable[[object], object], place: str = "filter") -> dict[str, object]:
    """Arguments of a widget that shows one field of the selection and, when changed, sets it to `read(value)`.

    `place`: where it stands; the same field may be shown in the sidebar and on a page.
    """
    key = f"{place}-{name}"
    st.session_state[key] = shown

    def changed() -> None:
        fields = {name: read(st.session_state[key])}
        if name == "scheme":
            fields["region"] = ()  # the regions of one scheme mean nothing in another
        choose(replace(st.session_state[SELECTION], **fields))

    return {"key": key, "on_change": changed}
