"""One event: each value with the exact words it came from, file and place; where sources differ; its problems."""

from functools import lru_cache
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from loaders import corrections
from outreach.charts import look
from outreach.languages import when
from outreach.loaded import RECORDS
from outreach.metrics.records import event_parties, event_values
from outreach.prepare import Prepared
from outreach.views import event_text, links, parts, tables
from outreach.views.page import Page
from outreach.views.state import set_parameter

FIELDS = {
    "title": "Title",
    "event_type": "Type",
    "status": "Status",
    "start_date": "First day",
    "end_date": "Last day",
    "date_precision": "Date known to the",
    "city": "City",
    "country_code": "State of the place",
    "format": "Format",
    "participants": "Participants",
    "participants_bound": "Participants are",
    "states_reported": "States reported",
    "states_bound": "States reported are",
    "address": "Address",
    "same_event": "Joined with",
}
USES = {"counts": "yes", "also": "–", "differs": "no, differs", "correction": "yes, correction"}
PARTIES = {
    "party": st.column_config.TextColumn("Name", width=250),
    "role": st.column_config.TextColumn("Role", width=90),
    "people": st.column_config.NumberColumn("People", width="small"),
    "words": st.column_config.TextColumn("Words in the source", width=250),
    "source": st.column_config.TextColumn("Source", width=170),
    "locator": st.column_config.TextColumn("Place in it", width=150),
}
WIDTHS = (14, 24, 27, 26, 9)  # per cent of the table of values
ROW, MOST = 35, 15  # height of a row in pixels; rows seen without scrolling


def render(page: Page, event: pd.Series) -> None:
    """Everything that is known of the event; the filters do not reach this page, since it shows one event whole."""
    values, parties = told(page.prepared, event["event_id"])
    st.button(
        "All events",
        icon=":material/arrow_back:",
        key="close-event",
        type="tertiary",
        on_click=set_parameter,
        args=("event", ""),
    )
    st.header(parts.plain(event["title"]) if pd.notna(event["title"]) else "Event without a title", anchor=False)
    st.markdown(_line(page, event))
    _addresses(values)
    _tiles(event, parties)
    _differences(page, values)
    _values(page, values)
    _parties(page, parties)
    evidence = page.prepared.evidence
    event_text.draw(evidence[evidence["event_id"] == event["event_id"]], RECORDS, FIELDS)
    _problems(page, event["event_id"])


@lru_cache(maxsize=64)
def told(prepared: Prepared, event_id: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The values and the parties of one event; treat them as read-only."""
    event = prepared.events[prepared.events["event_id"] == event_id].iloc[0]
    return (
        event_values(event, prepared.evidence, corrections.SOURCE),
        event_parties(event_id, prepared.attendance, prepared.evidence),
    )


def _line(page: Page, event: pd.Series) -> str:
    """When, where and what, in one line."""
    names = page.prepared.states.set_index("iso3")["name"]
    country = names.get(event["country_code"], event["country_code"])
    where = ", ".join(dict.fromkeys(str(part) for part in (event["city"], country) if pd.notna(part)))
    days = when(event["start_date"], event["end_date"], event["date_precision"], page.theme.language)
    said = ["date not known" if days == "–" else days, where or "place not known"]
    said += [str(event[column]) for column in ("event_type", "format", "status") if pd.notna(event[column])]
    return " · ".join(map(parts.plain, said))


def web_address(text: str) -> bool:
    """Whether a text is an address that a browser may be sent to."""
    try:
        found = urlsplit(text)
    except ValueError:
        return False
    return found.scheme in ("http", "https") and bool(found.hostname) and not any(c.isspace() for c in text)


def _addresses(values: pd.DataFrame) -> None:
    """Links to the pages that the sources name."""
    found = values.loc[values["field"] == "address", "value"].drop_duplicates()
    for address in found[found.map(web_address)].head(4):
        st.link_button(
            f"Page of the source: {parts.plain(urlsplit(address).hostname)}", address, icon=":material/open_in_new:"
        )


def _tiles(event: pd.Series, parties: pd.DataFrame) -> None:
    """The numbers of the event."""
    counted = parties[parties["counted"]]
    named = int((counted["kind"] == "state").sum())
    organisations = int((counted["kind"] == "organisation").sum())
    with st.grid(4, min_column_width=150):
        people = look.number(event["participants"], event["participants_bound"])
        parts.tile("Participants", people, "as reported", "People, as the sources report them; a dash where none does.")
        reported = look.number(event["states_reported"], event["states_bound"])
        parts.tile("States reported", reported, "a number in a source", "Never filled from the states that are named.")
        value = look.number(named) if named else "–"
        parts.tile("States named", value, "by name", "States that a source names as attending; a dash where none does.")
        value = look.number(organisations) if organisations else "–"
        parts.tile("Organisations", value, "in any role", "Different organisations that a source names.")


def _differences(page: Page, values: pd.DataFrame) -> None:
    """Where sources tell another value than the one that counts, and what a person corrected."""
    for row in values[values["state"] == "correction"].itertuples():
        st.info(
            f"Corrected by hand: {_field(row.field)} is {parts.plain(row.value or 'not known')}. "
            f"{parts.plain(row.text)} ({parts.plain(row.source)}, {parts.plain(row.locator)})",
            icon=":material/edit:",
        )
    differ = values[values["state"] == "differs"]
    if differ.empty:
        return
    sentences = []
    for field, rows in differ.groupby("field", sort=False):
        used = values[(values["field"] == field) & values["state"].isin(("counts", "correction"))]["value"]
        others = "; ".join(f"{parts.plain(row.value)} in {parts.plain(row.source)}" for row in rows.itertuples())
        counts = parts.plain(used.iloc[-1]) if len(used) else "another value"
        sentences.append(f"- {_field(field)}: {counts} counts; {others}.")
    what = look.count(len(sentences), "field")
    st.warning("\n".join([f"Sources differ in {what}:", "", *sentences]), icon=":material/compare_arrows:")


def _field(name: str) -> str:
    return FIELDS.get(name, name.replace("_", " "))


def _coded(page: Page) -> dict[str, str]:
    """Codes of states with their names behind them."""
    states = page.prepared.states
    return dict(zip(states["iso3"], states["iso3"] + " (" + states["name"] + ")", strict=True))


def _values(page: Page, values: pd.DataFrame) -> None:
    """Each value with its words and place."""
    with st.container(border=True):
        st.subheader("What the sources say", anchor=False)
        if values.empty:
            st.info("The records of this event keep no words beside its values.")
            return
        shown = values[~values["field"].isin(("participants_bound", "states_bound"))]
        table = pd.DataFrame(
            {
                "Field": shown["field"].map(_field),
                "Value": shown["value"].where(shown["field"] != "country_code", shown["value"].map(_coded(page))),
                "Words in the source": shown["text"],
                "Where": shown["source"].str.cat(shown["locator"].fillna(""), sep=", ").str.rstrip(", "),
                "Counts": shown["state"].map(USES),
            }
        )
        tables.draw(table, "Values of the event with the words and the place they came from", WIDTHS, grouped=True)
        st.caption(
            "A value that counts stands in the list and the charts. Where: the row of a table, or the line or page of "
            "a document, with the characters from the first to the one after the last."
        )


def _parties(page: Page, parties: pd.DataFrame) -> None:
    """States and organisations with role and words."""
    for kind, noun in (("state", "state"), ("organisation", "organisation")):
        rows = parties[parties["counted"] & (parties["kind"] == kind)]
        with st.container(border=True):
            if rows.empty:
                st.subheader(f"No {noun} named", anchor=False)
                continue
            st.subheader(look.count(len(rows), noun) + " named", anchor=False)
            _listed(rows, f"rows-event-{kind}")
    rest = parties[~parties["counted"]]
    if len(rest):
        with st.container(border=True):
            st.subheader("Named, but not counted as taking part", anchor=False)
            st.caption("Invited, expected, or told only by a source that was set aside.")
            _listed(rest, "rows-event-rest")


def _listed(rows: pd.DataFrame, key: str) -> None:
    kinds = rows["kind"].dropna().unique()
    links.frame(
        rows,
        key,
        [name for name in PARTIES if name != "people" or rows["people"].notna().any()],
        PARTIES,
        {"party": links.Link("party_id", kinds[0])} if len(kinds) == 1 else {},
        placeholder="–",
        height=38 + ROW * min(len(rows), MOST),
    )


def _problems(page: Page, event_id: str) -> None:
    """What needs a look, and what to do about it."""
    table = page.table("problems")
    own = table[table["event_id"] == event_id]
    if own.empty:
        return
    kinds = page.table("problems-by-kind").set_index("kind")["what_to_do"]
    with st.container(border=True):
        st.subheader(look.count(len(own), "problem"), anchor=False)
        what_to_do = own["suggestion"].where(own["suggestion"].fillna("") != "", own["kind"].map(kinds))
        shown = pd.DataFrame(
            {
                "What": own["message"],
                "Words": own["written"],
                "Where": own["source"].str.cat(own["locator"].fillna(""), sep=", ").str.rstrip(", "),
                "What to do": what_to_do,
            }
        )
        tables.draw(shown, "Problems of the event", (36, 20, 22, 22))
