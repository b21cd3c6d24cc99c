"""The filters: the address is the one truth; widgets show it, and a changed widget changes it."""

from dataclasses import replace
from functools import lru_cache, partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from outreach import filters, schema
from outreach.charts import look
from outreach.filters import Choices, Selection
from outreach.interface import name_of, words
from outreach.languages import LANGUAGES, in_language
from outreach.loaded import short_names
from outreach.prepare import NO_REGION, Prepared
from outreach.summaries import selected
from outreach.views.parts import plain
from outreach.views.state import ADDRESS, CLICKED, SELECTION, bound, choose, parameters, take_over


def draw(prepared: Prepared, pages: list[StreamlitPage]) -> Selection:
    """Draw links to the pages and the filters; return what the filters say.

    The address follows the filters and the filters a new address, so links between pages carry the selection too.
    """
    offered = choices(prepared)
    followed = _follow_address(offered)
    chosen = st.session_state[SELECTION]
    with st.sidebar:
        for page in pages:
            st.page_link(page, query_params=filters.to_query(chosen))
        _widgets(in_language(prepared, chosen.language), chosen, offered, short_names(prepared, chosen.language))
        untouched = Selection(language=chosen.language)
        if chosen != untouched:
            st.button(words("filter.reset"), on_click=choose, args=(untouched,), width="stretch")
        st.selectbox(
            words("filter.language"),
            list(LANGUAGES),
            format_func=LANGUAGES.get,
            **bound("language", chosen.language, str),
        )
    _write_address(chosen, followed)
    return chosen


choices = lru_cache(maxsize=8)(filters.choices)


def _follow_address(offered: Choices) -> bool:
    """Take over what the address says; return whether it said something new."""
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    clicked = st.session_state.pop(CLICKED, False)  # the address of a click may be older than the one written last
    changed = not clicked and st.session_state.get(ADDRESS) != query
    if changed:
        chosen, sentences = filters.from_query(query, offered)
        take_over(chosen, query)
        for sentence in sentences:
            st.warning(plain(sentence), icon=":material/link_off:")
    return changed


def _write_address(chosen: Selection, followed: bool) -> None:
    """Let the address say what is chosen; also after a link to the same page, which leaves the old one standing."""
    query = filters.to_query(chosen) | parameters()
    st.session_state[ADDRESS] = query
    if followed or {name: st.query_params.get_all(name) for name in st.query_params} != query:
        st.query_params.from_dict(query)


def _widgets(prepared: Prepared, chosen: Selection, offered: Choices, names: dict[str, str]) -> None:
    counts = option_counts(prepared, chosen)

    def pick(name: str, options: tuple[str, ...], said: dict[str, str]) -> None:
        tally, shown = counts[name], {option: look.isolated(said.get(option, option)) for option in options}
        meant = {label: option for option, label in shown.items()}

        def read(values: list[str]) -> tuple[str, ...]:
            # A label whose count has changed since it was drawn comes back as its text.
            known = [value if value in options else meant.get(value.rpartition(" (")[0]) for value in values]
            return tuple(dict.fromkeys(value for value in known if value))

        st.multiselect(
            words(f"filter.{name}"),
            sorted(options, key=lambda option: (-tally.get(option, 0), shown[option])),
            format_func=lambda option: f"{shown[option]} ({tally.get(option, 0)})",
            select_all=False,
            placeholder=words(f"filter.all.{name}"),
            **bound(name, list(getattr(chosen, name)), read, anew=True),
        )

    st.header(words("filter.title"), anchor=False)
    first, last = offered.years
    if first < last:
        begin, end = chosen.years or offered.years
        shown = (min(max(begin, first), last), max(min(end, last), first))
        st.slider(
            words("filter.years"),
            first,
            last,
            **bound("years", shown, lambda span: None if span == offered.years else span),
        )
    regions = {name: look.short(name, chosen.language) for name in offered.region[chosen.scheme]}
    pick("organisation", offered.organisation, names)
    pick("region", offered.region[chosen.scheme], regions)
    pick("type", schema.EVENT_TYPES, {})
    with st.expander(words("filter.more"), on_change="rerun", key="more-filters") as more:
        if not more.open:  # what is not seen is neither drawn nor sent
            return
        st.radio(
            words("filter.match"),
            filters.MATCHES,
            format_func=partial(name_of, "match"),
            horizontal=True,
            **bound("match", chosen.match, str),
        )
        pick("role", schema.ROLES, {})
        pick("state", offered.state, names)
        st.selectbox(
            words("filter.scheme"),
            prepared.schemes,
            format_func=partial(name_of, "scheme"),
            **bound("scheme", chosen.scheme, str),
        )
        pick("format", schema.ALLOWED["events", "format"], {})
        pick("status", schema.ALLOWED["events", "status"], {})
        st.pills(
            words("filter.named"),
            filters.NAMED,
            help=words("filter.help.named"),
            **bound("named", chosen.named or None, lambda value: value or ""),
        )
        st.text_input(words("filter.text"), **bound("text", chosen.text, str.strip))


@lru_cache(maxsize=256)
def option_counts(prepared: Prepared, chosen: Selection) -> dict[str, dict[str, int]]:
    """How many events each option would leave, with all other filters as they are."""
    columns = {"type": "event_type", "format": "format", "status": "status", "region": f"region_{chosen.scheme}"}
    counts: dict[str, dict[str, int]] = {}
    for name, column in columns.items():
        passed = prepared.events["event"].isin(filters.passing(prepared, replace(chosen, **{name: ()})))
        options = prepared.events.loc[passed, column]
        counts[name] = options.fillna(NO_REGION if name == "region" else "").value_counts().to_dict()
    for name in ("organisation", "state"):
        others = chosen if chosen.match == "all" else replace(chosen, **{name: ()})
        rows = selected(prepared, others).attendance
        counts[name] = rows.loc[rows["party_kind"] == name, "party_id"].value_counts().to_dict()
    rows = selected(prepared, replace(chosen, role=())).attendance
    rows = rows[rows["party_kind"] == "organisation"].drop_duplicates(["event", "role"])
    counts["role"] = rows["role"].value_counts().to_dict()
    return counts


def chips(chosen: Selection, names: dict[str, str]) -> None:
    """The active filters, each with a click to take it back."""
    active = filters.describe(chosen, names)
    if not active:
        return
    with st.container(horizontal=True, gap="small"):
        for name, value, said in active:
            st.button(
                plain(said),
                icon=":material/close:",
                key=f"chip-{name}-{value}",
                on_click=choose,
                args=(filters.without(chosen, name, value),),
                help=words("filter.remove"),
            )
