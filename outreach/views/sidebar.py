"""The filters: one truth, the address, read into widgets and written back from them."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from outreach import filters, schema
from outreach.charts import look
from outreach.filters import NO_REGION, Choices, Selection
from outreach.prepare import Prepared
from outreach.views.parts import plain

SCHEME_NAMES = {"un": "UN regional groups", "m49": "M49 regions", "m49-subregion": "M49 subregions"}
ADDRESS = "address"  # session key: the address that the widgets agree with


def selection(prepared: Prepared, names: dict[str, str]) -> Selection:
    """Draw the filters and return what they say; the address follows them, and they follow a new address."""
    offered = filters.choices(prepared)
    _follow_address(offered)
    with st.sidebar:
        chosen = _widgets(prepared, offered, names)
        if chosen != Selection():
            st.button("Reset all filters", on_click=set_selection, args=(Selection(), offered), width="stretch")
    _write_address(chosen)
    return chosen


def set_selection(chosen: Selection, offered: Choices) -> None:
    """Put a selection into the widgets; call it in a callback, before they are drawn."""
    state = st.session_state
    for name in ("organisation", "role", "state", "region", "type", "format", "status"):
        state[name] = list(getattr(chosen, name))
    state["match"] = chosen.match
    state["scheme"] = chosen.scheme
    state["named"] = chosen.named or None
    state["text"] = chosen.text
    first, last = offered.years
    begin, end = chosen.years or offered.years
    state["years"] = (min(max(begin, first), last), max(min(end, last), first))


def _follow_address(offered: Choices) -> None:
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    if st.session_state.get(ADDRESS) != query:
        chosen, sentences = filters.from_query(query, offered)
        set_selection(chosen, offered)
        for sentence in sentences:
            st.warning(plain(sentence), icon=":material/link_off:")


def _write_address(chosen: Selection) -> None:
    query = filters.to_query(chosen)
    st.session_state[ADDRESS] = query
    if {name: st.query_params.get_all(name) for name in st.query_params} != query:
        st.query_params.from_dict(query)


def _widgets(prepared: Prepared, offered: Choices, names: dict[str, str]) -> Selection:
    state = st.session_state
    first, last = offered.years
    st.header("Filters", anchor=False)
    years = st.slider("Years", first, max(last, first + 1), key="years") if last > first else offered.years
    chosen = Selection(
        organisation=tuple(state["organisation"]),
        match=state["match"],
        role=tuple(state["role"]),
        state=tuple(state["state"]),
        years=None if tuple(years) == offered.years else tuple(years),
        scheme=state["scheme"],
        region=tuple(r for r in state["region"] if r in offered.region[state["scheme"]]),
        type=tuple(state["type"]),
        format=tuple(state["format"]),
        status=tuple(state["status"]),
        named=state["named"] or "",
        text=state["text"].strip(),
    )
    counts = _counts(prepared, chosen)

    def pick(name: str, label: str, options: tuple[str, ...], words: dict[str, str], **more: object) -> tuple[str, ...]:
        tally = counts[name]
        ordered = sorted(options, key=lambda o: (-tally.get(o, 0), words.get(o, o)))
        return tuple(
            st.multiselect(
                label,
                ordered,
                key=name,
                format_func=lambda o: f"{words.get(o, o)} ({tally.get(o, 0)})",
                select_all=False,
                **more,
            )
        )

    regions = {name: label for name, (label, _) in look.REGIONS.items()}
    organisation = pick("organisation", "Organisation", offered.organisation, names, placeholder="All organisations")
    region = pick("region", "Region of the place", offered.region[chosen.scheme], regions, placeholder="All regions")
    event_type = pick("type", "Event type", schema.EVENT_TYPES, {}, placeholder="All types")
    with st.expander("More filters"):
        match = st.radio(
            "Several organisations or states",
            ["any", "all"],
            key="match",
            format_func={"any": "any of them", "all": "all of them"}.get,
            horizontal=True,
        )
        role = pick("role", "Role of organisations", schema.ROLES, {}, placeholder="All roles")
        attending = pick("state", "State attending", offered.state, names, placeholder="All states")
        scheme = st.selectbox("Regions by", list(SCHEME_NAMES), key="scheme", format_func=SCHEME_NAMES.get)
        event_format = pick("format", "Format", schema.ALLOWED["events", "format"], {}, placeholder="All formats")
        status = pick("status", "Status", schema.ALLOWED["events", "status"], {}, placeholder="Any status")
        named = st.pills("States", filters.NAMED, key="named", help="Events that name states, or only report how many")
        text = st.text_input("Words in title, city or party", key="text")
    return replace(
        chosen,
        organisation=organisation,
        match=match,
        role=role,
        state=attending,
        scheme=scheme,
        region=region,
        type=event_type,
        format=event_format,
        status=status,
        named=named or "",
        text=text.strip(),
    )


@st.cache_data(max_entries=500, show_spinner=False, hash_funcs={Prepared: id})
def _counts(prepared: Prepared, chosen: Selection) -> dict[str, dict[str, int]]:
    """How many events each option would leave, with all other filters as they are."""
    columns = {"type": "event_type", "format": "format", "status": "status", "region": f"region_{chosen.scheme}"}
    counts: dict[str, dict[str, int]] = {}
    for name, column in columns.items():
        events = filters.apply(prepared, replace(chosen, **{name: ()})).events
        counts[name] = events[column].fillna(NO_REGION if name == "region" else "").value_counts().to_dict()
    for name, kind in (("organisation", "organisation"), ("state", "state")):
        kept = chosen if chosen.match == "all" else replace(chosen, **{name: ()})
        rows = filters.apply(prepared, kept).attendance
        counts[name] = rows.loc[rows["party_kind"] == kind, "party_id"].value_counts().to_dict()
    rows = filters.apply(prepared, replace(chosen, role=())).attendance
    rows = rows[rows["party_kind"] == "organisation"].drop_duplicates(["event", "role"])
    counts["role"] = rows["role"].value_counts().to_dict()
    return counts


def chips(chosen: Selection, offered: Choices, names: dict[str, str]) -> None:
    """The active filters, each with a click to take it back."""
    active = filters.describe(chosen, names)
    if not active:
        return
    with st.container(horizontal=True, gap="small"):
        for name, value, words in active:
            st.button(
                plain(words),
                icon=":material/close:",
                key=f"chip-{name}-{value}",
                on_click=set_selection,
                args=(filters.without(chosen, name, value), offered),
                help="Remove this filter",
            )


def party_names(attendance: pd.DataFrame, organisations: pd.DataFrame) -> dict[str, str]:
    """Short names for lists: acronym of a listed organisation, else the full name; the name of a state."""
    names = attendance.drop_duplicates("party_id").set_index("party_id")["party_name"].to_dict()
    acronyms = organisations.set_index("organisation_id")["acronym"].to_dict()
    return {key: acronyms.get(key) or name for key, name in names.items()}
