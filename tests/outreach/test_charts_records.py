"""The time line, the calendar and the grid of fields."""

import pytest

from outreach import summaries
from outreach.charts import look
from outreach.charts.records import days_of_year, event_spans, fields_by_year
from outreach.filters import Selection
from tests.outreach import small

DAY = 86_400_000


def test_the_time_line_shows_events_of_one_day_and_opens_them() -> None:
    figure = event_spans(summaries.table("event-spans", small.prepared(), Selection()), 2018, look.LIGHT)
    bars = figure.data[0]
    assert bars.base == ("2018-01-09", "2018-06-20")
    assert bars.x == (2 * DAY, 2 * DAY)
    assert bars.customdata == ("online", "vienna")


def test_titles_in_hover_are_no_markup() -> None:
    figure = event_spans(summaries.table("event-spans", small.prepared(), Selection()), 2016, look.LIGHT)
    assert "&lt;b&gt;on&lt;/b&gt;" in figure.data[0].hovertext[1]


@pytest.mark.parametrize(("year", "days"), [(2016, 366), (2018, 365)])
def test_the_calendar_has_every_day_of_the_year(year: int, days: int) -> None:
    figure = days_of_year(summaries.table("events-by-day", small.prepared(), Selection()), year, look.LIGHT)
    assert len(figure.data[0].x) == len(set(zip(figure.data[0].x, figure.data[0].base, strict=True))) == days
    assert sum(colour != look.LIGHT.no_record for colour in figure.data[0].marker.color) == 2


def test_the_grid_of_fields_has_a_cell_a_field_and_year() -> None:
    table = summaries.table("fields-by-year", small.prepared(), Selection())
    bars = fields_by_year(table, look.DARK).data[0]
    assert len(bars.x) == 12
    assert bars.hovertext[-1] == "states named, 2018: 50\u202f%, 1 of 2 events"
