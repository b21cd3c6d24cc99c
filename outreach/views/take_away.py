"""Take away: the selection as files, made when they are asked for, and the commands that make the same."""

import io
from collections.abc import Callable
from functools import partial

import streamlit as st

from outreach import arguments, exports
from outreach.charts import look
from outreach.exports import chromium, package, report, workbook
from outreach.filters import Selection, to_query
from outreach.interface import words
from outreach.prepare import Prepared
from outreach.summaries import SUMMARIES
from outreach.views import making, parts
from outreach.views.page import Page

FORMATS = {
    "csv": ("CSV", "text/csv"),
    "json": ("JSON", "application/json"),
    "parquet": ("Parquet", "application/vnd.apache.parquet"),
}
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def render(page: Page) -> None:
    """The page: a report, everything at once, one table, the command line."""
    events = len(page.selected.events)
    if not events:
        st.info(words("empty.no-event"))
        return
    st.markdown(
        f"Files of the {look.count(events, 'event')} in this selection. Each is made when you click, from the same "
        "tables as the pages."
    )
    left, right = st.columns(2)
    with left:
        _report(page)
    with right:
        _everything(page)
        _one(page)
    _command_line(page)


def _report(page: Page) -> None:
    with st.container(border=True, height="stretch"):
        st.subheader("Report", anchor=False)
        st.caption(
            "One HTML file that works without the internet, its charts interactive, with every event and its source; "
            "it prints on A4."
        )
        offered = report.sections(page.selection)
        chosen = st.pills(
            "Sections",
            list(offered),
            format_func=offered.get,
            selection_mode="multi",
            default=list(offered),
            key=f"page-sections-{len(offered)}",
            persist_state="session",
        )
        st.caption(f"The numbers first, then {len(chosen)} of {len(offered)} sections.")
        with st.container(horizontal=True):
            html = partial(report.html, page.prepared, page.selection, page.names, tuple(chosen))
            _button(page, "HTML", html, "report", "html", "text/html")
            if chromium.find():
                pdf = partial(report.pdf, page.prepared, page.selection, page.names, tuple(chosen))
                file_name = exports.file_name("report", to_query(page.selection), "pdf")
                making.button("PDF", pdf, file_name, "application/pdf", "take-pdf", icon=":material/download:")
        if not chromium.find():
            st.caption(chromium.SENTENCE)


def _everything(page: Page) -> None:
    with st.container(border=True):
        st.subheader("Everything at once", anchor=False)
        st.caption(
            f"All {len(SUMMARIES)} tables with their definitions. The workbook has a sheet a table and charts that can "
            "be edited; the ZIP has CSV files, the records of the selection with the words of their sources, and what "
            "each column means."
        )
        with st.container(horizontal=True):
            _button(page, "Workbook", partial(_whole, workbook.write, page), "outreach", "xlsx", WORKBOOK)
            _button(page, "ZIP", partial(_whole, package.write, page), "outreach", "zip", "application/zip")


def _whole(write: Callable[[io.BytesIO, Prepared, Selection, dict[str, str]], None], page: Page) -> bytes:
    file = io.BytesIO()
    write(file, page.prepared, page.selection, page.names)
    return file.getvalue()


def _one(page: Page) -> None:
    with st.container(border=True):
        st.subheader("One table", anchor=False)
        name = st.selectbox(
            "Table",
            list(SUMMARIES),
            format_func=lambda name: SUMMARIES[name].title,
            key="page-table",
            persist_state="session",
        )
        table = page.table(name)
        st.caption(parts.plain(f"{SUMMARIES[name].definition} {look.count(len(table), 'row')}."))
        with st.container(horizontal=True):
            for ending, (label, mime) in FORMATS.items():
                write = partial(exports.FORMATS[ending], table)
                _button(page, label, write, name, ending, mime, key=f"take-{ending}")


def _command_line(page: Page) -> None:
    with st.container(border=True):
        st.subheader("The same without a browser", anchor=False)
        st.caption("In the folder of the project, by hand or by a timer; `python -m outreach --help` tells the rest.")
        options = arguments.written(page.selection)
        commands = ("report --pdf", "workbook", "package", "summary --all")
        st.code(
            "\n".join(f"python -m outreach {command} --out files {options}".rstrip() for command in commands),
            language="bash",
            wrap_lines=True,
        )


def _button(
    page: Page, label: str, make: Callable[[], bytes], name: str, ending: str, mime: str, key: str | None = None
) -> None:
    st.download_button(
        label,
        make,
        file_name=exports.file_name(name, to_query(page.selection), ending),
        mime=mime,
        on_click="ignore",
        icon=":material/download:",
        key=key or f"take-{ending}",
    )
