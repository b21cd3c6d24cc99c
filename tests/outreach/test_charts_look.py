"""What happened in the world is marked on every axis of time, and on no other."""

import pandas as pd
import pytest

from outreach import figures
from outreach.charts import look
from outreach.charts.frequency import events_by_span, events_by_year
from outreach.exports import about
from outreach.filters import Selection
from outreach.summaries import table
from tests.outreach import few_states

HAPPENED = pd.DataFrame(
    {"date": ["2004-04-28", "2015-06-01", "2016-12-15"], "text": ["long before", "a <b>treaty</b>", "a review"]}
)
BY_YEAR = pd.DataFrame({"year": [2014, 2016], "region": ["African States"] * 2, "events": [2, 1]})
BY_MONTH = BY_YEAR.assign(month=pd.to_datetime(["2015-05-01", "2016-12-01"]))[["month", "region", "events"]]


@pytest.mark.parametrize(
    ("figure", "places"),
    [
        (events_by_year(BY_YEAR, look.LIGHT), [2015, 2016]),
        (events_by_span(BY_MONTH, look.LIGHT), ["2015-06-01", "2016-12-15"]),
        (events_by_span(BY_MONTH.head(1), look.LIGHT), []),
    ],
)
def test_marks_lie_within_the_time_shown(figure: object, places: list[object]) -> None:
    bars = len(figure.data)
    marked = look.annotate(figure, HAPPENED, look.LIGHT)
    assert [list(trace.x) for trace in marked.data[bars:]] == ([places] if places else [])
    assert [shape.x0 for shape in marked.layout.shapes] == places
    if places:
        assert marked.data[-1].hovertext == ("2015-06-01: a &lt;b&gt;treaty&lt;/b&gt;", "2016-12-15: a review")
    assert about.marked(figure, HAPPENED) == (
        "Marked: 2015-06-01 a <b>treaty</b>; 2016-12-15 a review." if places else ""
    )


def test_every_figure_by_year_is_marked() -> None:
    prepared, chosen = few_states.prepared(), Selection(state=("KEN",), organisation=("wco",))
    setting = figures.Setting({}, pd.DataFrame(columns=["code", "latitude", "longitude"]), selection=chosen)
    for name in figures.FIGURES:
        rows = table(name, prepared, chosen)
        figure = figures.draw(name, rows, setting)
        timed = bool({"year", "quarter", "month"} & set(rows.columns)) or name == "lapsed-organisations"
        assert figure is None or bool(figure.layout.meta) == (timed and name != "attendance-by-event"), name
