"""Names that no reference table knows: a person says what they are, and the answer becomes a row of a table."""

import pandas as pd
import streamlit as st

from loaders import keep, reference
from loaders.normalise.words import fold
from outreach.charts import look
from outreach.metrics.records_sources import unresolved_names
from outreach.prepare import Prepared
from outreach.views.parts import plain

TABLES = ("state_aliases", "organisation_aliases", "cell_words")
ANSWERS = {
    "leave": "leave as it is",
    "state": "a state",
    "organisation": "an organisation",
    "nothing": "neither: leave it out",
}
SAME = {"yes": "one event", "no": "two events"}
SAID = "answer-said"


def version() -> tuple[int, ...]:
    """Something that changes whenever an answer is kept."""
    return tuple((reference.REFERENCE / f"{name}.csv").stat().st_mtime_ns for name in TABLES)


def row(written: str, answer: str, code: str) -> tuple[str, dict[str, str]]:
    """The reference table that keeps an answer, and the row that it becomes."""
    if answer == "state":
        return "state_aliases", {"name": written, "code": code, "kind": "short"}
    if answer == "organisation":
        return "organisation_aliases", {"alias": written, "organisation_id": code, "kind": "variant"}
    return "cell_words", {"word": fold(written), "language": "any", "field": "any", "meaning": "blank"}


def render(problems: pd.DataFrame, of_files: bool) -> None:
    """The names of the files dropped, else of all records, to be answered one at a time."""
    table = unresolved_names(problems)
    table = table[table["kind"] != "ambiguous name"].reset_index(drop=True)  # a rule decides these, no alias
    said = st.session_state.pop(SAID, None)
    with st.container(border=True):
        where = "in these files" if of_files else "in all records"
        st.subheader(f"{look.count(len(table), 'name')} not known {where}", anchor=False)
        if said:
            (st.success if said[0] else st.error)(plain(said[1]))
        if table.empty:
            return
        times = dict(zip(table["written"], table["times"], strict=True))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            written = st.selectbox(
                "Name, as written",
                list(times),
                format_func=lambda name: f"{name} ({times[name]})",
                key="answer-name",
                width=360,
            )
            answer = st.selectbox("This is", list(ANSWERS), format_func=ANSWERS.get, key="answer-kind", width=220)
            code = _code(answer)
        first = table[table["written"] == written].iloc[0]
        place = ", ".join(str(part) for part in (first["source"], first["locator"]) if pd.notna(part) and part)
        suggested = f" {first['suggestion']}" if pd.notna(first["suggestion"]) and first["suggestion"] else ""
        st.caption(plain(f"First in {place}.{suggested}"))
        if answer == "leave" or (answer in ("state", "organisation") and not code):
            return
        _offer(*row(written, answer, code), "answer")


def duplicates(prepared: Prepared) -> None:
    """Pairs of records that may tell of one event, to be answered one at a time."""
    found = prepared.problems[prepared.problems["kind"] == "possible duplicate"]
    pairs = list(dict.fromkeys(tuple(text.split(",")[:2]) for text in found["suggestion"].dropna() if "," in text))
    if not pairs:
        return
    events = prepared.events.set_index("event_id")[["title", "source"]]
    titles = {key: f"{title} ({source})" for key, title, source in events.itertuples()}
    with st.container(border=True):
        st.subheader(f"{look.count(len(pairs), 'pair')} of records that may tell of one event", anchor=False)
        pair = st.selectbox(
            "Records",
            pairs,
            format_func=lambda two: " – ".join(titles.get(key, key) for key in two),
            key="answer-pair",
        )
        answer = st.segmented_control("They tell of", list(SAME), format_func=SAME.get, key="answer-same")
        if answer:
            _offer("same_event", {"event_a": pair[0], "event_b": pair[1], "same_event": answer}, "answer-duplicate")


def _offer(name: str, values: dict[str, str], key: str) -> None:
    """The row that an answer becomes, and the click that adds it where that is allowed."""
    columns = reference.frame(name).columns
    st.caption(f"The row for data/reference/{name}.csv:")
    st.code(keep.line([values.get(column, "") for column in columns]).decode().strip(), language=None)
    if keep.allowed():
        st.button("Add the row", icon=":material/save:", key=key, on_click=_answer, args=(name, values))
    else:
        st.caption(f"To add it from here, start the dashboard with {keep.MAY_KEEP}=1.")


def _code(answer: str) -> str:
    """The state or organisation chosen, by its code."""
    if answer == "state":
        names = {one["iso3"]: one["name"] for one in reference.rows("states")}
    elif answer == "organisation":
        names = {one["organisation_id"]: one["name"] for one in reference.rows("organisations")}
    else:
        return ""
    return (
        st.selectbox(
            "namely",
            sorted(names, key=names.get),
            None,
            names.get,
            placeholder="Choose",
            key=f"answer-{answer}",
            width=320,
        )
        or ""
    )


def _answer(name: str, values: dict[str, str]) -> None:
    """Keep the answer; every session reads the records anew."""
    try:
        keep.answer(name, values)
    except (keep.Refused, OSError) as error:
        st.session_state[SAID] = (False, str(error))
        return
    st.cache_resource.clear()
    first = next(iter(values.values()))
    again = " Try your files again to see it in the charts." if "tried" in st.session_state else ""
    st.session_state[SAID] = (True, f"“{first}” is now in a row of {name}.csv and counts from now on.{again}")
