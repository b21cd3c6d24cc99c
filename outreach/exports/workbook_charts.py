"""The main charts of the workbook, native ones: each from a small table beside it, so that they can be edited."""

from collections.abc import Callable

import pandas as pd
from xlsxwriter.chart import Chart
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from outreach import schema
from outreach.charts import look
from outreach.summaries import SUMMARIES

SHOWN = 15  # organisations
BESIDE = 9  # column of the charts
HEIGHT = 20  # rows that a chart takes
SHEET = "Charts"


def events_by_year(table: pd.DataFrame, names: dict[str, str]) -> tuple[pd.DataFrame, dict[str, str]]:
    """One column a region, and its colour; takes metrics.frequency.events_by_year."""
    wide = table.pivot(index="year", columns="region", values="events").astype(schema.COUNT)
    wide = wide[look.in_order(wide.columns)]
    labels = {region: names.get(region) or look.short(region) for region in wide.columns}
    return wide.rename(columns=labels).reset_index(), {labels[region]: look.colour_of(region) for region in labels}


def participants_by_year(table: pd.DataFrame, names: dict[str, str]) -> tuple[pd.DataFrame, dict[str, str]]:
    """One column; takes metrics.attendance.participants_by_year."""
    return table[["year", "participants"]], {"participants": look.LIGHT.accent}


def organisations_by_role(table: pd.DataFrame, names: dict[str, str]) -> tuple[pd.DataFrame, dict[str, str]]:
    """One column a role, the organisations with most events; takes metrics.partners.organisations_by_role."""
    first = table.drop_duplicates("organisation_id").head(SHOWN)
    wide = table.pivot(index="organisation_id", columns="role", values="events")
    wide = wide.loc[first["organisation_id"]].astype(schema.COUNT)
    wide = wide[[role for role in schema.ROLES if role in wide and wide[role].notna().any()]]
    full = first.set_index("organisation_id")["organisation"]
    labels = [names.get(key) or full[key] for key in wide.index]
    wide = wide.reset_index(drop=True)
    wide.insert(0, "organisation", pd.array(labels, dtype="str"))
    return wide, look.LIGHT.roles


# Name of a summary -> how it is laid out for a chart, and the kind of chart.
CHARTS = {
    "events-by-year": (events_by_year, {"type": "column", "subtype": "stacked"}),
    "participants-by-year": (participants_by_year, {"type": "column"}),
    "organisations-by-role": (organisations_by_role, {"type": "bar", "subtype": "stacked"}),
}


def draw(
    book: Workbook,
    sheet: Worksheet,
    tables: dict[str, pd.DataFrame],
    names: dict[str, str],
    write: Callable[[Worksheet, pd.DataFrame, int], object],
) -> None:
    """Put each chart on the sheet, its table to the left."""
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 7, 24)
    row = 0
    for name, (lay_out, kind) in CHARTS.items():
        if tables[name].empty:
            continue
        table, colours = lay_out(tables[name], names)
        write(sheet, table, row)
        chart = book.add_chart(kind)
        _series(chart, table, colours, row)
        _look(chart, SUMMARIES[name].title, kind["type"] == "bar", table.shape[1] > 2)
        sheet.insert_chart(row, BESIDE, chart)
        row += max(len(table) + 2, HEIGHT + 2)


def _series(chart: Chart, table: pd.DataFrame, colours: dict[str, str], row: int) -> None:
    last = row + len(table)
    for position, column in enumerate(table.columns[1:], start=1):
        chart.add_series(
            {
                "name": [SHEET, row, position],
                "categories": [SHEET, row + 1, 0, last, 0],
                "values": [SHEET, row + 1, position, last, position],
                "fill": {"color": colours.get(column, look.UNKNOWN)},
                "gap": 40,
            }
        )


def _look(chart: Chart, title: str, lying: bool, legend: bool) -> None:
    quiet = {"line": {"none": True}, "major_gridlines": {"visible": False}, "num_font": {"color": look.LIGHT.muted}}
    value = quiet | {"major_gridlines": {"visible": True, "line": {"color": look.LIGHT.line, "width": 0.5}}}
    chart.set_title({"name": title, "name_font": {"name": "Georgia", "size": 13, "bold": False}, "overlay": False})
    value |= {"num_format": "#,##0"}
    category = quiet | ({"reverse": True, "crossing": "max"} if lying else {})
    chart.set_x_axis(value if lying else category)  # a lying chart has its values along the bottom
    chart.set_y_axis(category if lying else value)
    chart.set_legend({"position": "bottom"} if legend else {"none": True})
    chart.set_size({"width": 860, "height": 400})
