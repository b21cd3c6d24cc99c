"""Charts of reach against membership."""

import pandas as pd

from outreach.charts import look
from outreach.charts.drawing import Drawing
from outreach.metrics.coverage_reach import ALL

SHOWN = 25


def reach_by_region(table: pd.DataFrame, theme: look.Theme) -> Drawing:
    """Bars of the share of members reached, each against the whole; takes metrics.coverage_reach.reach_by_region."""
    order = [*look.in_order(table.loc[table["region"] != ALL, "region"]), ALL]
    rows = table.set_index("region").loc[order[::-1]]
    labels = [look.safe(look.short(region, theme.language)) for region in rows.index]
    said = [f"{reached} of {members}" for reached, members in zip(rows["reached"], rows["members"], strict=True)]
    hover = [
        f"{label}: {text} reached, {look.count(n, 'attendance')}"
        for label, text, n in zip(labels, said, rows["attendances"], strict=True)
    ]
    bar = {"y": labels, "orientation": "h", "hovertext": hover, "hoverinfo": "text", "showlegend": False}
    figure = look.figure(theme, barmode="overlay")
    figure.add_bar(x=[1] * len(rows), marker_color=theme.no_record, **bar)
    figure.add_bar(
        x=rows["share"].tolist(),
        marker_color=[look.colour_of(region, theme.accent) for region in rows.index],
        **bar,
    )
    figure.add_scatter(
        x=[1] * len(rows),
        y=labels,
        mode="text",
        text=[f"  {text}" for text in said],
        textposition="middle right",
        textfont={"size": 12, "color": theme.text},
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )
    figure.update_yaxes(showgrid=False, tickfont={"color": theme.text}, ticklabelstandoff=6, fixedrange=True)
    figure.update_xaxes(visible=False, range=[0, 1], fixedrange=True)
    figure.update_layout(height=max(24 * len(rows), 420), margin={"r": 84}, bargap=0.5)
    return figure


def reach_by_year(table: pd.DataFrame, theme: look.Theme) -> Drawing:
    """Stacked bars of members reached in each year by region, and lines of all reached up to then and of all members.

    Takes metrics.coverage_reach.reach_by_year.
    """
    whole = table[table["region"] == ALL]
    figure = look.figure(theme, barmode="stack")
    for region in look.in_order(table.loc[table["region"] != ALL, "region"].unique()):
        own = table[table["region"] == region]
        label, colour = look.short(region, theme.language), look.colour_of(region)
        figure.add_bar(
            x=own["year"].tolist(),
            y=own["reached"].tolist(),
            name=label,
            marker_color=colour,
            customdata=own["year"].tolist(),
            hovertext=[f"{label}, {row.year}: {row.reached} of {row.members}" for row in own.itertuples()],
            hoverinfo="text",
        )
    years = whole["year"].tolist()
    lines = (("cumulative", "reached so far", theme.text, "solid"), ("members", "members", theme.muted, "dot"))
    for column, label, colour, dash in lines:
        figure.add_scatter(
            x=years,
            y=whole[column].tolist(),
            name=label,
            mode="lines",
            line={"color": colour, "width": 2, "dash": dash},
            customdata=years,
            hovertext=[f"{year}: {number} {label}" for year, number in zip(years, whole[column], strict=True)],
            hoverinfo="text",
        )
    look.years_axis(figure, years)
    return figure


def new_and_returning(table: pd.DataFrame, theme: look.Theme) -> Drawing:
    """Stacked bars of states new and returning in each year; takes metrics.coverage.new_and_returning."""
    years = table["year"].tolist()
    figure = look.figure(theme, barmode="stack")
    for column, colour in (("returning", theme.sequence[1]), ("new", theme.accent)):
        figure.add_bar(
            x=years,
            y=table[column].tolist(),
            name=column,
            marker_color=colour,
            customdata=years,
            hovertext=[
                f"{year}: {look.count(number, 'state')} {column}"
                for year, number in zip(years, table[column], strict=True)
            ],
            hoverinfo="text",
        )
    look.years_axis(figure, years)
    return figure


def lapsed(table: pd.DataFrame, theme: look.Theme) -> Drawing:
    """Bars of the years since a state was last named, longest first; takes metrics.coverage_reach.lapsed."""
    rows = table.head(SHOWN).iloc[::-1]
    codes = rows["code"].tolist()
    figure = look.figure(theme)
    figure.add_bar(
        y=codes,
        x=rows["years_since"].tolist(),
        orientation="h",
        marker_color=[look.colour_of(region) for region in rows["region"]],
        customdata=codes,
        text=[str(year) for year in rows["last_year"]],
        textposition="outside",
        textfont={"size": 12, "color": theme.muted},
        cliponaxis=False,
        hovertext=[
            f"{look.safe(row.state)} ({look.safe(look.short(row.region, theme.language))}): last {row.last_year}, "
            f"{look.count(row.events, 'event')} in all"
            for row in rows.itertuples()
        ],
        hoverinfo="text",
    )
    names = [look.clipped(name) for name in rows["state"]]
    figure.update_yaxes(
        showgrid=False,
        tickvals=codes,
        ticktext=names,
        tickfont={"color": theme.text},
        ticklabelstandoff=6,
        fixedrange=True,
    )
    figure.update_xaxes(visible=False, fixedrange=True)
    figure.update_layout(height=max(19 * len(rows) + 24, 100), margin={"r": 40})
    return figure
