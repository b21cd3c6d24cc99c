"""What a session keeps: the selection, and the address that the filters agree with."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from outreach.filters import Selection

SELECTION, ADDRESS, CLICKED = "selection", "address", "clicked"
PARAMETERS = ("event", "day")  # what an address may say of one page, besides the selection


def parameter(name: str) -> str:
    """What the address says of one page, such as the event that is opened; empty where it says nothing."""
    return st.session_state.get(f"parameter-{name}", "")


def set_parameter(name: str, value: str) -> None:
    """Say it in the address from the next run on; for callbacks."""
    st.session_state[f"parameter-{name}"] = value
    st.session_state[CLICKED] = True


def take_over(chosen: Selection, query: Mapping[str, list[str]]) -> None:
    """Make what an address says the selection, and what it says of pages."""
    st.session_state[SELECTION] = chosen
    for name in PARAMETERS:
        st.session_state[f"parameter-{name}"] = query.get(name, [""])[0]


def parameters() -> dict[str, list[str]]:
    """All that is said of pages, as an address carries it."""
    return {name: [parameter(name)] for name in PARAMETERS if parameter(name)}


def choose(chosen: Selection) -> None:
    """Make this the selection; for callbacks, which run before a page is drawn."""
    st.session_state[SELECTION] = chosen
    st.session_state[CLICKED] = True


def bound(
    name: str, shown: object, read: Callable[[object], object], place: str = "filter", anew: bool = False
) -> dict[str, object]:
    """Arguments of a widget that shows one field of the selection and, when changed, sets it to `read(value)`.

    `place`: where it stands; the same field may be shown in the sidebar and on a page. `anew`: its labels change from
    run to run, so it is told its value each time; else it is told only another one, since what is told takes back
    keys that were pressed meanwhile.
    """
    key = f"{place}-{name}"
    if anew or st.session_state.get(key) != shown:
        st.session_state[key] = shown

    def changed() -> None:
        fields = {name: read(st.session_state[key])}
        if name == "scheme":
            fields["region"] = ()  # the regions of one scheme mean nothing in another
        choose(replace(st.session_state[SELECTION], **fields))

    return {"key": key, "on_change": changed}
