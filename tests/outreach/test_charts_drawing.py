"""A drawing is what plotly's own figure would be, for every chart."""

import json

import plotly.io as pio
import pytest
from plotly.utils import PlotlyJSONEncoder

from loaders import reference
from outreach import figures, loaded
from outreach.charts import look
from outreach.charts.drawing import Drawing
from outreach.filters import Selection
from outreach.summaries import table
from tests.outreach import few_states

RECORDS = few_states.prepared()
CHOSEN = Selection(organisation=("unoda", "wco"), match="any", state=("KEN", "UGA"))


def test_names_stand_for_nested_ones_and_changes_leave_the_rest() -> None:
    shared = {"font": {"size": 12, "color": "red"}}
    drawing = Drawing(xaxis=shared, yaxis=shared, paper_bgcolor="white")
    drawing.update_xaxes(font_size=14, title="years")
    drawing.add_bar(x=[1], marker_color="blue")
    drawing.update_traces(marker_line={"width": 2})
    drawn = drawing.to_dict()
    assert drawn["layout"]["xaxis"] == {"font": {"size": 14, "color": "red"}, "title": {"text": "years"}}
    assert drawn["layout"]["yaxis"] == shared
    assert drawn["layout"]["paper_bgcolor"] == "white"
    assert drawn["data"] == [{"type": "bar", "x": [1], "marker": {"color": "blue", "line": {"width": 2}}}]


def test_what_plotly_does_not_know_is_refused_where_figures_are_checked() -> None:
    drawing = look.figure(look.LIGHT)
    drawing.add_bar(colour="red")
    with pytest.raises(ValueError, match="colour"):
        drawing.figure()


@pytest.mark.parametrize("name", figures.FIGURES)
def test_every_chart_sends_what_plotly_itself_would(name: str) -> None:
    names = loaded.short_names(RECORDS, "en")
    setting = figures.Setting(names, reference.frame("small_states"), selection=CHOSEN)
    rows = table(name, RECORDS, CHOSEN)
    if rows.empty:
        pytest.skip("nothing to draw")
    drawing = figures.FIGURES[name].draw(rows, setting)
    sent = json.loads(pio.to_json(drawing.to_dict(), validate=False))
    own = json.loads(json.dumps(drawing.figure().to_plotly_json(), cls=PlotlyJSONEncoder))
    for figure in (sent, own):
        figure["layout"].pop("template")
    assert sent == own
