"""Who works with whom, as the Partners page shows it: a grid of pairs and a network."""

from functools import lru_cache, partial

import pandas as pd
import streamlit as st

from outreach import summaries
from outreach.charts import look, partners_matrix, partners_network
from outreach.filters import Selection
from outreach.interface import words
from outreach.metrics.partners_together import MATRIX, NETWORK, links
from outreach.prepare import Prepared
from outreach.views import parts
from outreach.views.page import Page
from outreach.views.state import bound


def render(page: Page) -> None:
    """Both, side by side."""
    if page.table("network").empty:
        st.info(words("empty.no-pair"))
        return
    table = page.table("network")
    most = int(table["events"].max())
    least = _least(page.selection, most, min(partners_network.threshold(table), most))
    left, right = st.columns(2)
    with left:
        _matrix(page)
    with right:
        _network(page, least)


@lru_cache(maxsize=256)
def _links(prepared: Prepared, selection: Selection, least: int) -> pd.DataFrame:
    return links(summaries.table("network", prepared, selection), least)


def _pair(page: Page, row: object) -> str:
    first = page.names.get(row.organisation_id, row.organisation)
    return f"{parts.plain(first)} and {parts.plain(page.names.get(row.other_id, row.other))}"


def _pairs(page: Page, table: object) -> str:
    said = [f"{_pair(page, row)} {look.count(row.events, 'event')}" for row in table.head(5).itertuples(index=False)]
    return f"Most often together: {', '.join(said)}."


def _matrix(page: Page) -> None:
    table = page.table("working-together")
    drawn = set(table["organisation_id"]) | set(table["other_id"])
    number = len(page.table("organising-and-taking-part"))
    compared = min(MATRIX, number)
    alone = compared - len(drawn)
    left = f"left out: {alone} of them that share no event with the others" if alone else "none of them is left out"
    title = ""
    if len(table):
        top = next(table.itertuples(index=False))
        title = f"{_pair(page, top)} are together most: {look.count(top.events, 'event')}"
    parts.chart(
        page,
        "working-together",
        partial(partners_matrix.working_together, short=page.names),
        "Events in which both took part, in any role; the stronger the colour, the more, and none without colour. "
        "Frames: groups that share more of their events with each other than with others. Among the "
        f"{compared} organisations with most events of {look.number(number)}; {left}. "
        "A click chooses the organisation of the row.",
        f"Grid of {len(drawn)} by {len(drawn)} organisations. {_pairs(page, table)}",
        title=title,
        picks="organisation",
        variant="",
    )


def _network(page: Page, least: int) -> None:
    table = page.table("network")
    pairs = table[table["events"] >= least]
    nodes = _links(page.prepared, page.selection, least)
    hub = nodes.iloc[0]
    organised = page.table("organising-and-taking-part").set_index("organisation_id")["organised_share"].to_dict()
    number = min(NETWORK, len(organised))
    parts.chart(
        page,
        "network",
        partial(partners_network.network, organised=organised, short=page.names, least=least),
        f"Larger: more events; lines: at least {look.count(least, 'event')} together, thicker for more. Left out: "
        f"{number - len(nodes)} of the {number} organisations with most events that no line reaches; the CSV has all "
        "pairs. Nearness is how the drawing falls out, not a measure.",
        f"Network of {look.count(len(nodes), 'organisation')} and {look.count(len(pairs), 'pair')}. "
        f"{_pairs(page, pairs)}",
        title=f"{parts.plain(page.names.get(hub['organisation_id'], hub['organisation']))} has most links: "
        f"to {hub['links']} of {len(nodes) - 1} others",
        picks="organisation",
        variant=least,
    )


def _least(chosen: Selection, most: int, best: int) -> int:
    """The number of events together from which on lines are drawn: the reader's, else the one that draws best."""
    if most < 2:
        return 1
    least = min(int(chosen.least or best), most)
    return st.slider(
        words("filter.least"),
        1,
        most,
        width=420,
        **bound("least", max(least, 1), lambda number: "" if number == best else str(number), "page"),
    )
