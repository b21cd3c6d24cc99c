"""One visual language for every figure: colours of both themes, one layout, numbers and safe text."""

import re
import textwrap
from functools import cache
from itertools import cycle
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from loaders import reference
from outreach import languages, schema
from outreach.charts.drawing import Drawing
from outreach.prepare import NO_GROUP, NO_REGION

FONT = '"Source Sans", "Source Sans Pro", sans-serif'


class Theme(NamedTuple):
    """The colours that differ between light and dark, and the language that names and dates are written in."""

    background: str
    text: str
    muted: str
    line: str
    accent: str
    no_record: str
    sequence: tuple[str, ...]
    roles: dict[str, str]  # the strongest involvement stands out most
    language: str = "en"


LIGHT = Theme(
    "#fbfaf7",
    "#1c2430",
    "#6b7380",
    "#dcd8cd",
    "#1f5f7a",
    "#ece8de",
    ("#cfe3e6", "#8fc0c9", "#4f97a8", "#256d86", "#0d3f5c"),
    dict(zip(schema.ROLES, ("#1f5f7a", "#5b9fb0", "#bc881f", "#a9bcc2", "#b9bdb4", "#d0cdc2"), strict=True)),
)
DARK = Theme(
    "#12181f",
    "#e8e6df",
    "#9aa5b0",
    "#2d3843",
    "#6fb6d1",
    "#26303a",
    ("#1f4a5a", "#2f687d", "#3f8aa3", "#7fbfd0", "#c7ecf2"),
    dict(zip(schema.ROLES, ("#8fd0e6", "#4a93ab", "#d3a44a", "#5d7480", "#6f7a80", "#4b545b"), strict=True)),
)

# Regions in the order of the stack -> short label, colour. The same colour for a group everywhere, in both themes.
REGIONS = {
    "African States": ("Africa", "#bc881f"),
    "Asia-Pacific States": ("Asia-Pacific", "#b9382b"),
    "Eastern European States": ("Eastern Europe", "#585fd9"),
    "Latin American and Caribbean States": ("Latin America & Caribbean", "#31a3aa"),
    "Western European and other States": ("Western Europe & others", "#8c4d92"),
    "Africa": ("Africa", "#bc881f"),
    "Americas": ("Americas", "#31a3aa"),
    "Asia": ("Asia", "#b9382b"),
    "Europe": ("Europe", "#8c4d92"),
    "Oceania": ("Oceania", "#585fd9"),
}
UNKNOWN = "#8b929b"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
# For regions that have no colour of their own, in turn.
FURTHER = (
    "#bc881f",
    "#b9382b",
    "#585fd9",
    "#31a3aa",
    "#8c4d92",
    "#4f8a2c",
    "#c2557e",
    "#3f7fbf",
    "#8a7a5c",
    "#cc6633",
    "#7c8420",
)


def figure(theme: Theme, **more: object) -> Drawing:
    """A figure with nothing in it yet, in the layout that all share; `more`: what is different in this one."""
    small = {"size": 12, "color": theme.muted}
    axis = {
        "showgrid": False,
        "zeroline": False,
        "automargin": True,
        "ticks": "",
        "tickfont": small,
        "title": {"font": small},
    }
    drawing = Drawing(
        template="none",
        font={"family": FONT, "size": 13, "color": theme.text},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        bargap=0.25,
        xaxis=axis,
        yaxis=axis | {"showgrid": True, "gridcolor": theme.line, "gridwidth": 1},
        legend={
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 1.02,
            "yanchor": "bottom",
            "traceorder": "normal",
            "font": {"size": 12},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        hoverlabel={"bgcolor": theme.background, "bordercolor": theme.line, "font": {"color": theme.text}},
        uirevision="keep",
        dragmode=False,
    )
    drawing.update_layout(**more)
    return drawing


def number(value: float | None, bound: str = "exact") -> str:
    """A number as people read it: thin spaces between thousands, its bound in words, a dash where unknown."""
    if pd.isna(value):
        return "–"
    words = "" if pd.isna(bound) or bound in ("exact", "") else f"{bound} "
    return words + f"{value:,.0f}".replace(",", "\u202f")


def count(value: int, noun: str) -> str:
    """ "1 event", "28 140 participants": the noun in the plural but for one."""
    return f"{number(value)} {noun if value == 1 else noun + 's'}"


def safe(text: str) -> str:
    """Text from records as plotly shall show it: never markup, never a formula."""
    return isolated(str(text)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("$", "&#36;")


def isolated(text: str) -> str:
    """Text that runs from right to left, marked off so that numbers and words around it keep their order."""
    return f"\u2068{text}\u2069" if _RIGHT_TO_LEFT.search(text) else text


def clipped(name: str, most: int = 28) -> str:
    """A name as a label, safe, and cut where it would take the room of the chart."""
    return safe(name if len(name) <= most else name[: most - 1].rstrip() + "…")


def wrapped(name: str, width: int = 16) -> str:
    """A name as a label on several lines."""
    return "<br>".join(safe(line) for line in textwrap.wrap(name, width))


def percent(share: float | None) -> str:
    """A share of 1 as a whole per cent; a dash where unknown, "under 1 %" for what would round to nothing."""
    if pd.isna(share):
        return "–"
    return "under 1\u202f%" if 0 < share < 0.005 else f"{share * 100:.0f}\u202f%"


def short(region: str, language: str = "en") -> str:
    """The name of a region as charts and lists give it."""
    return languages.region(region, language) or REGIONS.get(region, (region, ""))[0]


def faint(colour: str) -> str:
    """A colour of the form #rrggbb as a tint to fill areas with."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.14)"


def in_order(regions: object) -> list[str]:
    """Regions in the order of every stack; what is in no region, or where nobody knows, comes last."""
    order = {name: place for place, name in enumerate(REGIONS)}
    order |= {NO_GROUP: len(order) + 1, NO_REGION: len(order) + 2}
    return sorted(regions, key=lambda name: (order.get(name, len(REGIONS)), name))


def colour_of(region: str, otherwise: str = UNKNOWN) -> str:
    """The colour of a region, the same in every chart; grey, or another, for what is none."""
    return REGIONS[region][1] if region in REGIONS else _further().get(region, otherwise)


@cache
def _further() -> dict[str, str]:
    """Colours of the regions that REGIONS does not have: those of one scheme differ, as long as colours last."""
    schemes: dict[str, set[str]] = {}
    for row in reference.rows("region_groups"):
        schemes.setdefault(row["scheme"], set()).add(row["group"])
    schemes["m49-subregion"] = {row["m49_subregion"] for row in reference.rows("states")} - {""}
    colours = {NO_GROUP: "#5f6b76"}
    for groups in schemes.values():
        for group, colour in zip(sorted(groups), cycle(FURTHER), strict=False):
            colours.setdefault(group, colour)
    return colours


def years_axis(figure: Drawing, years: object, lines: bool = True) -> None:
    """Whole years along the horizontal axis, as many as fit; `lines`: see time_axis."""
    first, last = (int(min(years)), int(max(years))) if len(years) else (0, 0)
    few = {"tickmode": "linear", "tick0": 0, "dtick": 1} if last - first < 8 else {"tickmode": "auto"}
    figure.update_xaxes(**few, tickangle=0, tickformat="d", fixedrange=True)
    figure.update_yaxes(fixedrange=True, rangemode="tozero")
    time_axis(figure, first, last, lines)


def months_axis(figure: Drawing, first: pd.Timestamp, last: pd.Timestamp, language: str) -> None:
    """Months along the horizontal axis, as many as fit a phone, the year under each; only years where they are many."""
    span = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200) if span / step <= (8, 12)[step >= 12])
    every = step // 12 or 1
    start = pd.Timestamp(first.year // every * every, 1, 1)
    ticks = pd.date_range(start, last, freq=f"{step}MS")
    names = languages.months(language, short=True)
    words = [str(tick.year) if step >= 12 else f"{names[tick.month - 1]}<br>{tick.year}" for tick in ticks]
    figure.update_xaxes(tickvals=ticks.strftime("%Y-%m-%d").tolist(), ticktext=words, tickangle=0, fixedrange=True)
    figure.update_yaxes(fixedrange=True, rangemode="tozero")
    time_axis(figure, f"{first:%Y-%m-%d}", f"{last + pd.offsets.MonthEnd():%Y-%m-%d}")


def time_axis(figure: Drawing, first: int | str, last: int | str, lines: bool = True) -> None:
    """Say that the horizontal axis is time, from one year or ISO date to another, so that events may be marked on it.

    `lines`: whether a line may run through the plot, where there are no cells that would hide it.
    """
    figure.update_layout(meta={"first": first, "last": last, "lines": lines})


def marked(figure: Drawing | go.Figure, annotations: pd.DataFrame) -> pd.DataFrame:
    """The annotations that lie on the time axis of the figure, `at` their place; none where it has no such axis."""
    span = figure.to_dict()["layout"].get("meta") or {"first": 1, "last": 0}
    dates = annotations["date"]
    at = dates.str[:4].astype("int64") if isinstance(span["first"], int) else dates
    return annotations.assign(at=at)[at.between(span["first"], span["last"])]


def annotate(figure: Drawing, annotations: pd.DataFrame, theme: Theme) -> Drawing:
    """Marks of what happened on a time axis, each with its text on hover; `annotations`: `date` (ISO), `text`."""
    happened = marked(figure, annotations)
    if happened.empty:
        return figure
    drawn = figure.to_dict()
    lines = drawn["layout"]["meta"]["lines"]
    figure.update_layout(showlegend=sum(trace.get("showlegend", True) for trace in drawn["data"]) > 1)
    for place in happened["at"].unique().tolist() if lines else ():
        line = {"color": theme.muted, "width": 1, "dash": "dot"}
        figure.add_shape(type="line", x0=place, x1=place, y0=0, y1=1, yref="paper", line=line, layer="below")
    figure.add_scatter(
        x=happened["at"].tolist(),
        y=[int(lines)] * len(happened),
        yaxis="y2",
        mode="markers",
        marker={"symbol": "triangle-down" if lines else "triangle-up", "size": 8, "color": theme.muted},
        hovertext=[safe(f"{date}: {text}") for date, text in zip(happened["date"], happened["text"], strict=True)],
        hoverinfo="text",
        showlegend=False,
        cliponaxis=False,
    )
    figure.update_layout(yaxis2={"overlaying": "y", "range": [0, 1], "visible": False, "fixedrange": True})
    return figure
