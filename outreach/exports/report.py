"""The report: one HTML file that works offline and prints on A4, with the sections chosen; or the same as PDF."""

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from loaders import reference
from outreach import figures, interface
from outreach.charts import look
from outreach.charts.coverage import DISCLAIMER
from outreach.exports import about, chromium, page
from outreach.exports.report_events import listed
from outreach.filters import Selection
from outreach.metrics.records import in_order
from outreach.prepare import Prepared
from outreach.rules import RULES
from outreach.summaries import SUMMARIES, selected, table

HERE = Path(__file__).parent
MOST_ROWS = 100  # of a table in the report; files have all


class Section(NamedTuple):
    """A chapter: its heading and the summaries in it, as figures where they have one, else as tables."""

    title: str
    summaries: tuple[str, ...] = ()


SECTIONS = {
    "time": Section("How often", ("events-by-year", "events-by-month-of-year")),
    "attendance": Section(
        "How many people",
        (
            "participants-by-year",
            "participants-by-type",
            "participants-by-format",
            "participants-by-region",
            "participants-per-event",
            "attendance-by-event",
        ),
    ),
    "states": Section(
        "Which states",
        (
            "states-reached",
            "reach-by-region",
            "reach-by-year",
            "new-and-returning-states",
            "never-reached",
            "lapsed",
            "development-shares",
            "concentration",
            "lorenz",
        ),
    ),
    "profiles": Section(
        "The states and organisations chosen",
        (
            "state-facts",
            "state-partners",
            "organisation-facts",
            "organisation-years",
            "organisation-partners",
            "organisation-states",
            "organisation-regions",
        ),
    ),
    "partners": Section(
        "With whom",
        (
            "organisations-by-role",
            "organisations-by-year",
            "organisations-by-region",
            "organising-and-taking-part",
            "organisation-types",
            "new-and-lapsed-organisations",
            "lapsed-organisations",
            "working-together",
            "network",
        ),
    ),
    "events": Section("Every event and its source"),
    "records": Section("What the records tell, and what they lack", ("fields-by-year", "sources", "problems-by-kind")),
    "definitions": Section("How to read the numbers"),
}
FINER = {"events-by-quarter", "events-by-month"}  # what another figure shows already
HEIGHT = 280  # of a figure that does not say how high it is
ROW = 22  # of a name along its side
PAPER = """
@page {{
  size: A4;
  margin: 18mm 18mm 20mm;
  @bottom-left {{ content: {foot}; font: 8pt sans-serif; color: #6b7380; }}
  @bottom-right {{ content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #6b7380; }}
}}
"""


def sections(selection: Selection) -> dict[str, str]:
    """The sections that a report of the selection can have, each with its heading."""
    any_chosen = selection.state or selection.organisation
    return {name: told.title for name, told in _sections().items() if name != "profiles" or any_chosen}


def _sections() -> dict[str, Section]:
    """All sections; figures that stand in none of them get one of their own."""
    placed = {name for section in SECTIONS.values() for name in section.summaries} | FINER
    rest = tuple(name for name in figures.FIGURES if name in SUMMARIES and name not in placed)
    return SECTIONS | ({"more": Section("More charts", rest)} if rest else {})


def html(prepared: Prepared, selection: Selection, names: dict[str, str], chosen: Iterable[str] | None = None) -> bytes:
    """The report of a selection; `chosen`: names of sections, all where None. The numbers always come first."""
    words = about.in_words(selection, names)
    theme = look.LIGHT._replace(language=selection.language)
    setting = figures.Setting(
        names,
        reference.frame("small_states"),
        theme,
        selection,
        organised=_organised(prepared, selection),
        annotations=reference.frame("annotations"),
    )
    builder = _Report(prepared, selection, setting)
    offered = sections(selection)
    wanted = [name for name in offered if chosen is None or name in set(chosen)]
    empty = selected(prepared, selection).events.empty
    body = [builder.head(words)]
    if empty:
        body.append("<p>No event passes these filters, so there is nothing to report. Loosen a filter.</p>")
    else:
        entries = "".join(f'<li><a href="#{name}">{escape(offered[name])}</a></li>' for name in wanted)
        body += [f"<nav><ul>{entries}</ul></nav>", *(builder.section(name) for name in wanted)]
    foot = page.in_style(f"{about.TITLE}: {words}"[:90])
    style = (HERE / "report.css").read_text(encoding="utf-8") + PAPER.format(foot=foot)
    script = (HERE / "report.js").read_text(encoding="utf-8")
    return page.document(f"{about.TITLE}: {words}", style, f"<main>{''.join(body)}</main>", builder.figures, script)


def _organised(prepared: Prepared, selection: Selection) -> dict[str, float]:
    """The share of its events that each organisation organised."""
    rows = table("organising-and-taking-part", prepared, selection)
    return rows.set_index("organisation_id")["organised_share"].to_dict()


def pdf(prepared: Prepared, selection: Selection, names: dict[str, str], chosen: Iterable[str] | None = None) -> bytes:
    """The same report as PDF; raises chromium.Failed with a sentence where that cannot be made."""
    return chromium.pdf(html(prepared, selection, names, chosen))


class _Report:
    """Writes sections one after the other and gathers their figures."""

    def __init__(self, prepared: Prepared, selection: Selection, setting: figures.Setting) -> None:
        self.prepared, self.selection, self.setting = prepared, selection, setting
        self.rows = selected(prepared, selection)
        self.figures: dict[str, go.Figure] = {}
        self.used: list[str] = ["totals"]

    def table(self, name: str) -> pd.DataFrame:
        """The summary of that name."""
        if name not in self.used:
            self.used.append(name)
        return table(name, self.prepared, self.selection)

    def head(self, words: str) -> str:
        """Title, selection, numbers with how far they are known."""
        read = about.loaded(self.prepared)
        lines = [f"<h1>{escape(about.TITLE)}</h1>", f"<p>{escape(words)}</p>"]
        lines += [f'<p class="muted">Records read on {escape(read)}.</p>'] if read else []
        if len(self.rows.events):
            lines += [self.tiles()]
            lines += [f'<p class="muted">{escape(self.before())}</p>'] if self.selection.years else []
        return f"<header>{''.join(lines)}</header>"

    def tiles(self) -> str:
        """The four numbers, each with its known share."""
        rows = self.table("totals").set_index("measure")
        tiles = []
        for measure in interface.TILES:
            row = rows.loc[measure]
            what = "year known" if measure == "events" else "known"
            value = look.number(row["value"], row["bound"])
            share = look.percent(row["known"] / row["events"])
            known = f"{what} for {look.number(row['known'])} of {look.number(row['events'])} ({share})"
            label = escape(interface.words(f"tile.{measure}"))
            tiles.append(f'<div class="tile">{label}<b>{escape(value)}</b><small>{escape(known)}</small></div>')
        return f'<div class="tiles">{"".join(tiles)}</div>'

    def before(self) -> str:
        """Against as many years before, in words."""
        rows = self.table("totals-against-before")
        first, last = rows.loc[0, ["from_year", "to_year"]]
        changes = [
            f"{look.number(abs(row.change))} {'more' if row.change > 0 else 'fewer'} {row.measure}"
            for row in rows.dropna(subset=["change"]).itertuples()
            if row.change
        ]
        years = f"{first}" if first == last else f"{first}–{last}"
        return f"Against {years}: {', '.join(changes) or 'no change'}."

    def section(self, name: str) -> str:
        """One chapter."""
        told = _sections()[name]
        parts = [self.part(summary) for summary in told.summaries if summary in SUMMARIES]
        if name == "events":
            events = in_order(self.table("events"), "earliest first")
            parts = [
                f'<p class="lead">{look.count(len(events), "event")}, the earliest first.</p>',
                listed(events, self.prepared, self.setting.theme.language),
            ]
        if name == "definitions":
            parts = [self.definitions()]
        return f'<section id="{name}"><h2>{escape(told.title)}</h2>{"".join(parts)}</section>'

    def part(self, name: str) -> str:
        """A summary as a figure with its table folded away, or as a table."""
        rows = self.table(name)
        heading = f"<h3>{escape(SUMMARIES[name].title)}</h3>"
        if rows.empty:
            if name in SECTIONS["profiles"].summaries:  # of what is not chosen
                return ""
            return f'<div class="part whole">{heading}<p class="note">Nothing to show in this selection.</p></div>'
        figure = figures.draw(name, rows, self.setting)
        note = f"{SUMMARIES[name].definition} {figures.left_out(name, self.rows.events)}"
        if figure is None:
            shown = _by_region(rows, self.setting.theme.language) if name == "never-reached" else _table(rows)
            return f'<div class="part">{heading}<p class="note">{escape(note)}</p>{shown}</div>'
        happened = about.marked(figure, self.setting.annotations)
        note = f"{note} {happened}" if happened else note
        if "geo" in figure.layout.to_plotly_json():
            note = f"{note} {DISCLAIMER}"
        self.figures[name] = figure
        height = figure.layout.height or max(HEIGHT, ROW * len(figure.layout.yaxis.tickvals or ()) + 50)
        return (
            f'<div class="part whole">{heading}<div class="plot" id="{name}" style="height:{height}px"></div>'
            f'<p class="note">{escape(note)}</p><details><summary>Table</summary>{_table(rows)}</details></div>'
        )

    def definitions(self) -> str:
        """The rules, and what each table of this report counts."""
        rules = "".join(f"<dt>{escape(name)}</dt><dd>{escape(rule)}</dd>" for name, rule in RULES.items())
        told = "".join(
            f"<dt>{escape(SUMMARIES[name].title)}</dt><dd>{escape(SUMMARIES[name].definition)}</dd>"
            for name in self.used
        )
        return f"<dl>{rules}</dl><h3>Tables and charts</h3><dl>{told}</dl>"


def _table(rows: pd.DataFrame) -> str:
    """The first rows; the rest is in the files. A few rows with many columns stand on their side."""
    if len(rows) <= 4 and rows.shape[1] > 7:
        return page.table(_on_its_side(rows))
    more = f'<p class="note">The first {MOST_ROWS} of {look.number(len(rows))}; the CSV has all.</p>'
    return f'<div class="wide">{page.table(rows.head(MOST_ROWS))}</div>{more if len(rows) > MOST_ROWS else ""}'


def _on_its_side(rows: pd.DataFrame) -> pd.DataFrame:
    """One line a column of the table, its values in words."""
    values = {
        str(number): [page.cell(name, value) for name, value in zip(rows, row, strict=True)]
        for number, row in enumerate(rows.itertuples(index=False), start=1)
    }
    return pd.DataFrame({"what": [page.words(name) for name in rows]} | values)


def _by_region(rows: pd.DataFrame, language: str) -> str:
    """States as a list of names under each region."""
    lines = []
    for region in look.in_order(rows["region"].unique()):
        names = rows.loc[rows["region"] == region, "state"]
        short, listed_names = look.isolated(look.short(region, language)), look.isolated(", ".join(names))
        lines.append(f"<p><b>{escape(short)}</b> ({len(names)}): {escape(listed_names)}</p>")
    return "".join(lines)
