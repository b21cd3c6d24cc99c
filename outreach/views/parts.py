"""Pieces that every page is made of: a chart with its heading, note, table and download; tiles; safe text."""

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import lru_cache, partial

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from outreach import exports, interface, summaries
from outreach.charts import look
from outreach.charts.drawing import Drawing
from outreach.exports import about, chromium, pictures
from outreach.filters import Selection, of_tables, to_query, toggled
from outreach.prepare import Prepared
from outreach.views import links, making
from outreach.views.page import Page
from outreach.views.state import PARAMETERS, SELECTION, choose, set_parameter

BOUNDS = {"participants": "participants_bound", "states_reported": "states_bound"}  # number -> its bound
Drawer = Callable[..., Drawing]  # takes the table, then `theme`
# Map outlines come from our own server, so that maps are drawn without the internet.
CONFIG = {"topojsonURL": "app/static/topojson/", "displayModeBar": False, "responsive": True}


def plain(text: str) -> str:
    """Text from records, as Markdown that shows it letter by letter."""
    text = look.isolated(str(text))
    unlinked = re.sub(r"(?i)(https?:|www|@)(?=[/.\w])", "\\1\u2060", text)  # Markdown links bare addresses
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|$:<>~^])", r"\\\1", unlinked)


def chart(
    page: Page,
    name: str,
    draw: Drawer,
    note: str,
    alt: str,
    title: str = "",
    picks: str = "",
    variant: Hashable = "",
) -> None:
    """A summary as a card: heading, figure, one line on what it counts and leaves out, its table to see and download.

    `name`: of outreach.summaries; `draw`: takes its table and `theme`; `title`: the finding, where it can be said
    better than the summary's own title; `picks`: the filter that a click on a mark sets, to the mark's `customdata`;
    `variant`: what `draw` depends on besides records, selection and theme. A figure is drawn once for all that it
    depends on, and shared by all sessions.
    """
    table = page.table(name)
    with st.container(border=True, height="stretch"):
        st.subheader(title or summaries.SUMMARIES[name].title, anchor=False)
        if table.empty:
            st.info(interface.words("empty.nothing-to-draw"))
            return
        key = f"chart-{name}"
        chosen = of_tables(page.selection)
        drawing = _Drawing(name, page.prepared, chosen, page.theme.background, variant, picks, page, draw, table)
        figure, happened = _figure(drawing)
        on_select = partial(_pick, key, picks) if picks else "ignore"
        st.plotly_chart(
            figure,
            theme=None,
            config=CONFIG,
            key=key,
            alt=f"{alt} {happened}".rstrip(),
            on_select=on_select,
            selection_mode=["points"],
            height="stretch" if "geo" in figure.to_dict()["layout"] else "content",
        )
        st.caption(f"{note} Triangles mark what happened in the world; hover tells which." if happened else note)
        words = title or summaries.SUMMARIES[name].title
        download(page, table, name, partial(_picture, page, draw, table, words, note))


@dataclass(frozen=True)
class _Drawing:
    """What makes a figure what it is; of two that are equal, one is drawn."""

    name: str
    prepared: Prepared
    selection: Selection
    background: str
    variant: Hashable
    picks: str
    page: Page = field(compare=False)
    draw: Drawer = field(compare=False)
    table: pd.DataFrame = field(compare=False)


class _Drawn(go.Figure):
    """A figure as it is sent: neither checked nor copied at every run."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self._sent = drawing.to_dict()
        # Streamlit gives each new figure to plotly.js twice. Without these two, the second time draws all of it again.
        self._sent["layout"].pop("template")
        self._sent["layout"]["datarevision"] = 1

    def to_dict(self) -> dict[str, object]:
        """What is sent; treat it as read-only."""
        return self._sent


def _drawn(page: Page, draw: Drawer, table: pd.DataFrame, theme: look.Theme) -> Drawing:
    """The figure, with what happened in the world where it has an axis of time."""
    return look.annotate(draw(table, theme=theme), page.annotations, theme)


@lru_cache(maxsize=256)
def _figure(drawing: _Drawing) -> tuple[go.Figure, str]:
    """The figure, and what happened in the world in its time."""
    figure = _drawn(drawing.page, drawing.draw, drawing.table, drawing.page.theme)
    if drawing.picks:
        figure.update_traces(unselected_marker_opacity=1)  # a click filters; it does not grey out the rest
        figure.update_layout(clickmode="event+select", hovermode="closest", dragmode="pan")  # as Streamlit would set
    return _Drawn(figure), about.marked(figure, drawing.page.annotations)


def listing(page: Page, name: str, note: str, title: str = "", rows: int = 200) -> None:
    """A summary as a table on a card: heading, one line on what it counts, the first rows, the download of all."""
    table = page.table(name)
    with st.container(border=True, height="stretch"):
        st.subheader(title or summaries.SUMMARIES[name].title, anchor=False)
        st.caption(note)
        if table.empty:
            return
        shown = _in_words(table.head(rows))
        order = [column for column in shown.columns if column != "event_id" or "title" not in shown]
        words = {column: _heading(shown, column) for column in shown.columns}
        links.frame(shown, f"rows-{name}", order, words, placeholder="–", height=min(38 + 35 * len(shown), 400))
        if len(table) > rows:
            st.caption(f"The first {rows} of {look.number(len(table))}; the CSV has all.")
        _csv(page, table, name)


def _in_words(table: pd.DataFrame) -> pd.DataFrame:
    """The table with each number and its bound as one: "at least 60"."""
    said = {
        column: [look.number(*pair) for pair in zip(table[column], table[bound], strict=True)]
        for column, bound in BOUNDS.items()
        if bound in table
    }
    return table.assign(**said).drop(columns=BOUNDS.values(), errors="ignore")


def _heading(table: pd.DataFrame, column: str) -> object:
    """A column's name in words; days without their time."""
    words = column.replace("_", " ").capitalize()
    if column in BOUNDS:
        return st.column_config.TextColumn(words, alignment="right")
    return st.column_config.DateColumn(words) if pd.api.types.is_datetime64_any_dtype(table[column]) else words


def _pick(key: str, name: str) -> None:
    """Choose what was clicked, besides what is chosen already; a second click on it takes it back."""
    picked = [point.get("customdata") for point in st.session_state[key].selection.points]
    values = [value[0] if isinstance(value, list) else value for value in picked if value is not None]
    if values and name in PARAMETERS:
        set_parameter(name, values[0])
    elif values:
        choose(toggled(st.session_state[SELECTION], name, values[0]))


def download(page: Page, table: pd.DataFrame, name: str, picture: Callable[[str], bytes] | None = None) -> None:
    """The table as CSV, exactly as drawn, the chart as a picture, and the table itself when asked for."""
    with st.container(horizontal=True, vertical_alignment="center"):
        _csv(page, table, name)
        if picture:
            _pictures(page, name, picture)
        shown = st.toggle("Table", key=f"table-{name}")
    if shown:
        links.frame(table, f"rows-{name}")


def _csv(page: Page, table: pd.DataFrame, name: str) -> None:
    st.download_button(
        "CSV",
        partial(exports.csv, table),
        file_name=exports.file_name(name, to_query(page.selection)),
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
        key=f"csv-{name}",
        help="Download the table behind this chart, as it is filtered now",
    )


def _pictures(page: Page, name: str, picture: Callable[[str], bytes]) -> None:
    """The chart at print size, drawn when it is asked for."""
    with st.popover(
        "Picture",
        icon=":material/image:",
        type="tertiary",
        help="The chart at print size",
        key=f"picture-{name}",
        on_change="rerun",
    ) as popover:
        if not popover.open:  # what is not seen is neither drawn nor sent
            return
        if not chromium.find():
            st.caption(chromium.SENTENCE)
            return
        for kind, mime in pictures.KINDS.items():
            file_name = exports.file_name(name, to_query(page.selection), kind)
            making.button(kind.upper(), partial(picture, kind), file_name, mime, f"{kind}-{name}", type="tertiary")


def _picture(page: Page, draw: Drawer, table: pd.DataFrame, title: str, note: str, kind: str) -> bytes:
    """The chart with its words, on light ground as paper has, whatever the page has."""
    figure = _drawn(page, draw, table, look.LIGHT._replace(language=page.theme.language))
    notes = [f"{note} {about.marked(figure, page.annotations)}".rstrip(), about.source(page.prepared, page.selected)]
    return pictures.picture(figure.figure(), title, about.in_words(page.selection, page.names), notes, kind)


def tile(label: str, value: str, known: str, meaning: str, line: list[float] | None = None) -> None:
    """One number, what is unknown about it, its years as a line, and its definition behind the question mark."""
    st.metric(
        label,
        value,
        known,
        delta_color="off",
        delta_arrow="off",
        help=meaning,
        border=True,
        height="stretch",
        chart_data=line,
        chart_type="line",
    )


def left_out(number: int, what: str) -> str:
    """What a chart leaves out, in a sentence."""
    return f"Left out: {look.count(number, 'event')} {what}." if number else "No event is left out."


def listed(numbers: pd.Series) -> str:
    """The series as words for those who do not see the chart: its index, each with its number."""
    return ", ".join(f"{name} {look.number(value)}" for name, value in numbers.items()) + "."
