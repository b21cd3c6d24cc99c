"""A chart as a picture for print: title, selection and source stand in it. SVG, or PNG at three times its size."""

import re
import textwrap
from html import escape, unescape
from urllib.parse import unquote

import plotly.graph_objects as go

from outreach.charts import look
from outreach.exports import chromium, page

WIDTH, HEIGHT, EDGE = 1000, 450, 28
LETTERS = 150  # of a line of the note
KINDS = {"svg": "image/svg+xml", "png": "image/png"}
SCALE = 3
_DRAW = """
const {data, layout} = figures.chart;
Plotly.newPlot("chart", data, layout, {staticPlot: true})
  .then((chart) => Plotly.toImage(chart, {format: "svg", width: layout.width, height: layout.height}))
  .then((address) => {
    document.querySelectorAll("script").forEach((script) => script.remove());
    document.body.textContent = address;
  });
"""


def picture(figure: go.Figure, title: str, selection: str, notes: list[str], kind: str) -> bytes:
    """The chart with its title and the selection above, the notes below; raises chromium.Failed with a sentence.

    `figure`: of the light theme; `kind`: a key of KINDS.
    """
    height = int(figure.layout.height or HEIGHT)
    sized = go.Figure(figure).update_layout(width=WIDTH - 2 * EDGE, height=height)
    drawn = chromium.text(page.document("", "", '<div id="chart"></div>', {"chart": sized}, _DRAW))
    found = re.search(r"data:image/svg\+xml,([^<]+)", drawn)
    if not found:
        raise chromium.Failed("Chromium drew no picture of this chart; try it again, or take the report instead.")
    svg, size = framed(unquote(unescape(found[1])), height, title, selection, notes)
    return svg if kind == "svg" else chromium.png(svg, *size, SCALE)


def framed(chart: str, height: int, title: str, selection: str, notes: list[str]) -> tuple[bytes, tuple[int, int]]:
    """The drawn chart (SVG) in a larger one with its words; and the size of that in pixels."""
    theme, lines, at = look.LIGHT, [], EDGE + 20
    for line in textwrap.wrap(title, 80):
        lines.append(_text(line, at, 22, theme.text, "Georgia, serif"))
        at += 28
    lines.append(_text(selection, at, 14, theme.muted))
    top = at + 18
    at = top + height + 28
    for note in notes:
        for line in textwrap.wrap(note, LETTERS):
            lines.append(_text(line, at, 12, theme.muted))
            at += 17
    size = (WIDTH, at + EDGE - 12)
    inner = re.sub(r"^<svg ", f'<svg x="{EDGE}" y="{top}" ', chart.lstrip(), count=1)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}" '
        f'viewBox="0 0 {size[0]} {size[1]}"><title>{escape(title)}</title>'
        f'<rect width="100%" height="100%" fill="{theme.background}"/>{"".join(lines)}{inner}</svg>\n'
    )
    return svg.encode(errors="replace"), size


def _text(
    words: str, y: int, size: int, colour: str, family: str = '"Source Sans", "Source Sans Pro", sans-serif'
) -> str:
    face = escape(family, quote=True)
    return f'<text x="{EDGE}" y="{y}" font-family="{face}" font-size="{size}" fill="{colour}">{escape(words)}</text>'
