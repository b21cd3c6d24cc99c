"""A picture of a chart carries its title, selection and source, and is a drawing that any program can open."""

import struct
import xml.etree.ElementTree as ElementTree

import plotly.graph_objects as go
import pytest

from outreach.charts import look
from outreach.exports import chromium, pictures

TITLE = 'Events of <b>"A & B"</b>'
NOTES = ["Each event counts once. " * 12, "Source: 3 files of records."]
SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: bytes) -> list[str]:
    return [found.text or "" for found in ElementTree.fromstring(svg).findall(f"{SVG}text")]


def test_the_frame_has_the_words_and_grows_with_them() -> None:
    chart = '<svg class="main-svg" xmlns="http://www.w3.org/2000/svg" width="944" height="450"><g/></svg>'
    svg, (width, height) = pictures.framed(chart, 450, TITLE, "WCO · 2014–2018", NOTES)
    said = texts(svg)
    assert said[:2] == [TITLE, "WCO · 2014–2018"]
    assert said[-1] == NOTES[-1]
    assert len(said) == 5
    root = ElementTree.fromstring(svg)
    assert (root.get("width"), root.get("height")) == (str(width), str(height))
    assert root.find(f"{SVG}rect").get("fill") == look.LIGHT.background
    inner = root.find(f"{SVG}svg")
    below = [int(found.get("y")) for found in root.findall(f"{SVG}text")][2]
    assert int(inner.get("y")) + 450 < below < height


@pytest.mark.browser
def test_a_chart_becomes_svg_and_png() -> None:
    figure = look.figure(look.LIGHT).figure().add_bar(x=[2016, 2018], y=[3, 5])
    make = (figure, TITLE, "WCO", NOTES)
    svg = pictures.picture(*make, kind="svg")
    root = ElementTree.fromstring(svg)
    assert len(root.findall(f".//{SVG}g[@class='point']")) == 2
    png = pictures.picture(*make, kind="png")
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (3000, 3 * int(root.get("height")))


def test_without_a_chromium_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "find", lambda: None)
    with pytest.raises(chromium.Failed, match="no Chromium"):
        pictures.picture(go.Figure(), "", "", [], "svg")
