"""Charts of organisations as grids of cells: by year, by region, with each other."""

from typing import NamedTuple

import pandas as pd

from outreach.charts import look
from outreach.charts.drawing import Drawing
from outreach.metrics.partners import busiest_by_year
from outreach.prepare import NO_REGION

SHOWN = 20
ROW = 22  # pixels
# Regions as they fit over a column of a narrow screen; the full name is said on hover.
HEADS = {
    "Latin America & Caribbean": "Latin Am.<br>& Caribb.",
    "Western Europe & others": "W. Europe<br>& others",
    NO_REGION: "Online,<br>unknown",
}


class Cell(NamedTuple):
    """One cell of a grid: its place, its number, what is said on hover, the organisation that a click chooses."""

    row: int
    column: int | str
    number: int
    hover: str
    chooses: str


def organisations_by_year(
    table: pd.DataFrame, short: dict[str, str], theme: look.Theme, measure: str = "events"
) -> Drawing:
    """Cells of the organisations with most events by years, the darker the more; takes organisations_by_year.

    `short`: id -> acronym or short name; `measure`: "events", "organised" or "took_part".
    """
    dated = table.dropna(subset="year").astype({"year": "int64"})
    if dated.empty:
        return look.figure(theme)
    return years_grid(busiest_by_year(dated, measure).head(SHOWN), dated, short, theme, measure)


def years_grid(
    rows: pd.DataFrame, table: pd.DataFrame, short: dict[str, str], theme: look.Theme, measure: str = "events"
) -> Drawing:
    """Cells of organisations by years; `rows`: `organisation_id`, `organisation` of each line, `table`: their years."""
    years = range(table["year"].min(), table["year"].max() + 1)
    place = {key: number for number, key in enumerate(rows["organisation_id"])}
    own = table[table["organisation_id"].isin(place)]
    known = own.set_index(["organisation_id", "year"])[["events", "organised", measure]].T.to_dict()
    cells = []
    for key, name in zip(rows["organisation_id"], rows["organisation"], strict=True):
        for year in years:
            found = known.get((key, year), {})
            said = "no record"
            if found.get("events"):
                said = f"{look.count(found['events'], 'event')}, {found['organised']} organised"
            cells.append(Cell(place[key], year, found.get(measure, 0), f"{look.safe(name)}, {year}: {said}", key))
    figure = _grid(cells, _labels(rows, short), theme)
    look.years_axis(figure, years, lines=False)
    figure.update_xaxes(range=[years.start - 0.5, years.stop - 0.5])
    return figure


def organisations_by_region(table: pd.DataFrame, short: dict[str, str], theme: look.Theme) -> Drawing:
    """Cells of the organisations with most events by regions, with numbers; takes organisations_by_region."""
    rows = table.drop_duplicates("organisation_id").head(SHOWN)
    regions = look.in_order(table["region"].unique())
    place = {key: number for number, key in enumerate(rows["organisation_id"])}
    known = {(row.organisation_id, row.region): row for row in table.itertuples() if row.organisation_id in place}
    cells = []
    for key, name in zip(rows["organisation_id"], rows["organisation"], strict=True):
        for column, region in enumerate(regions):
            found = known.get((key, region))
            said = "no record"
            if found:
                said = f"{look.count(found.events, 'event')}, {look.percent(found.share)} of its {found.total}"
            hover = f"{look.safe(name)}, {look.safe(look.short(region, theme.language))}: {said}"
            cells.append(Cell(place[key], column, found.events if found else 0, hover, key))
    few = len(regions) <= 8
    figure = _grid(cells, _labels(rows, short), theme, numbers=few)
    figure.update_xaxes(
        range=[-0.5, len(regions) - 0.5],
        tickvals=list(range(len(regions))),
        ticktext=[_head(look.short(region, theme.language), few) for region in regions],
        tickfont={"size": 10},
        tickangle=None if few else -90,
        autotickangles=[0, 90],
    )
    return figure


def _head(region: str, few: bool) -> str:
    return HEADS.get(region) or look.wrapped(region, 10 if few else 30)


def working_together(table: pd.DataFrame, short: dict[str, str], theme: look.Theme) -> Drawing:
    """Cells of pairs of organisations, groups side by side; takes metrics.partners_together.working_together."""
    rows = sides(table).drop_duplicates("organisation_id")
    rows = rows.sort_values(["group", "events_of_organisation", "organisation_id"], ascending=[True, False, True])
    place = {key: number for number, key in enumerate(rows["organisation_id"])}
    cells = []
    for pair in sides(table).itertuples(index=False):
        hover = (
            f"{look.safe(pair.organisation)} and {look.safe(pair.other)}:<br>"
            f"{look.count(pair.events, 'event')} together, {look.percent(pair.share)} of those of either<br>"
            f"(of {look.number(pair.events_of_organisation)} and of {look.number(pair.events_of_other)})"
        )
        cells.append(Cell(place[pair.organisation_id], pair.other_id, pair.events, hover, pair.organisation_id))
    figure = _grid(cells, _labels(rows, short), theme)
    groups = rows["group"].tolist()
    ends = [number for number in range(1, len(groups)) if groups[number] != groups[number - 1]]
    for start, end in zip([0, *ends], [*ends, len(groups)], strict=True):
        box = {"x0": start - 0.5, "x1": end - 0.5, "y0": start - 0.5, "y1": end - 0.5}
        figure.add_shape(type="rect", line={"color": theme.muted, "width": 1}, layer="above", **box)
    figure.update_xaxes(  # a category each, not places given one by one: plotly then leaves out labels without room
        type="category",
        categoryarray=list(place),
        labelalias=dict(zip(place, _labels(rows, short, 16), strict=True)),
        range=[-0.5, len(place) - 0.5],
        tickfont={"size": 10, "color": theme.text},
        tickangle=-90,
    )
    return figure


def sides(pairs: pd.DataFrame) -> pd.DataFrame:
    """Each pair twice, once from the side of either organisation."""
    other = {
        "organisation_id": "other_id",
        "organisation": "other",
        "group": "other_group",
        "events_of_organisation": "events_of_other",
    }
    turned = pairs.rename(columns=other | {value: key for key, value in other.items()})
    return pd.concat([pairs, turned[pairs.columns]], ignore_index=True)


def _labels(rows: pd.DataFrame, short: dict[str, str], most: int = 20) -> list[str]:
    named = zip(rows["organisation_id"], rows["organisation"], strict=True)
    return [look.clipped(short.get(key) or name, most) for key, name in named]


def _grid(cells: list[Cell], labels: list[str], theme: look.Theme, numbers: bool = False) -> Drawing:
    """Cells are bars as wide as a column, so that they fill the chart at any size and each can be clicked."""
    top = max((cell.number for cell in cells), default=1)
    steps = [_step(cell.number, top, theme) for cell in cells]
    figure = look.figure(theme, barmode="overlay")
    figure.add_bar(
        x=[cell.column for cell in cells],
        y=[0.88] * len(cells),
        base=[cell.row - 0.44 for cell in cells],
        width=0.92,
        marker={
            "color": [theme.no_record if step is None else theme.sequence[step] for step in steps],
            "line": {"width": 0},
        },
        text=[look.number(cell.number) if cell.number else "" for cell in cells] if numbers else None,
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        insidetextfont={"size": 11, "color": [_ink(step, theme) for step in steps]},
        customdata=[cell.chooses for cell in cells],
        hovertext=[cell.hover for cell in cells],
        hoverinfo="text",
        showlegend=False,
    )
    figure.update_xaxes(side="top", fixedrange=True, tickangle=0)
    figure.update_yaxes(
        range=[len(labels) - 0.5, -0.5],
        showgrid=False,
        tickvals=list(range(len(labels))),
        ticktext=labels,
        tickfont={"color": theme.text},
        ticklabelstandoff=6,
        rangemode="normal",
        fixedrange=True,
    )
    figure.update_layout(height=ROW * len(labels) + 72, hovermode="closest")
    return figure


def _step(number: int, top: int, theme: look.Theme) -> int | None:
    """The step of the sequential scale; by roots, so that a few large numbers do not leave all others pale."""
    if not number:
        return None
    return round(((number - 1) / max(top - 1, 1)) ** 0.5 * (len(theme.sequence) - 1))


def _ink(step: int | None, theme: look.Theme) -> str:
    """The colour in which a number can be read on a step of the scale."""
    dark_ground = (step or 0) < 2 if theme.background.startswith("#1") else (step or 0) > 2
    return "#ffffff" if dark_ground else "#0d1620"
