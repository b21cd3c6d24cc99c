"""Charts of organisations by year, by region, and with each other."""

import pandas as pd
import plotly.graph_objects as go

from outreach.charts import look

SHOWN = 20


def organisations_by_year(table: pd.DataFrame, short: dict[str, str], theme: look.Theme) -> go.Figure:
    """Squares of organisations by years, the darker the more events; takes metrics.partners.organisations_by_year."""
    figure = _squares(table, "year", short, theme)
    figure.update_xaxes(tickformat="d", dtick=2)
    return figure


def organisations_by_region(table: pd.DataFrame, short: dict[str, str], theme: look.Theme) -> go.Figure:
    """Squares of organisations by regions; takes metrics.partners.organisations_by_region."""
    table = table.assign(region=table["region"].map(lambda name: look.wrapped(look.short(name), 14)))
    return _squares(table, "region", short, theme)


def _squares(table: pd.DataFrame, across: str, short: dict[str, str], theme: look.Theme) -> go.Figure:
    order = table.drop_duplicates("organisation_id").head(SHOWN)
    ids = order["organisation_id"].tolist()[::-1]
    full = dict(zip(order["organisation_id"], order["organisation"], strict=True))
    rows = table[table["organisation_id"].isin(ids)]
    figure = go.Figure(layout=look.layout(theme))
    figure.add_scatter(
        x=rows[across].tolist(),
        y=rows["organisation_id"].tolist(),
        mode="markers",
        customdata=rows["organisation_id"].tolist(),
        hovertext=[
            f"{look.safe(name)}, {str(place).replace('<br>', ' ')}: {look.count(events, 'event')}"
            for name, place, events in zip(rows["organisation"], rows[across], rows["events"], strict=True)
        ],
        hoverinfo="text",
        marker={
            "symbol": "square",
            "size": 13,
            "color": rows["events"].tolist(),
            "colorscale": _scale(theme),
            "cmin": 1,
        },
    )
    labels = [look.clipped(short.get(key) or full[key]) for key in ids]
    figure.update_yaxes(
        showgrid=False,
        categoryarray=ids,
        tickvals=ids,
        ticktext=labels,
        tickfont={"color": theme.text},
        fixedrange=True,
    )
    figure.update_xaxes(side="top", fixedrange=True)
    figure.update_layout(height=80 + 22 * len(ids))
    return figure


def working_together(table: pd.DataFrame, short: dict[str, str], theme: look.Theme) -> go.Figure:
    """Squares of pairs of organisations; takes metrics.partners.working_together."""
    both = pd.concat(
        [
            table[["organisation_id", "other_id", "organisation", "other", "events"]],
            table.rename(
                columns={
                    "organisation_id": "other_id",
                    "other_id": "organisation_id",
                    "organisation": "other",
                    "other": "organisation",
                }
            )[["organisation_id", "other_id", "organisation", "other", "events"]],
        ]
    )
    order = both.groupby("organisation_id")["events"].sum().sort_values().index.tolist()
    full = dict(zip(both["organisation_id"], both["organisation"], strict=True))
    labels = [look.clipped(short.get(key) or full[key], 20) for key in order]
    figure = go.Figure(layout=look.layout(theme))
    figure.add_scatter(
        x=both["other_id"].tolist(),
        y=both["organisation_id"].tolist(),
        mode="markers",
        customdata=both["organisation_id"].tolist(),
        hovertext=[
            f"{look.safe(row.organisation)} and {look.safe(row.other)}: {look.count(row.events, 'event')} together"
            for row in both.itertuples(index=False)
        ],
        hoverinfo="text",
        marker={
            "symbol": "square",
            "size": 13,
            "color": both["events"].tolist(),
            "colorscale": _scale(theme),
            "cmin": 1,
        },
    )
    ticks = {"tickvals": order, "ticktext": labels, "fixedrange": True, "showgrid": False}
    figure.update_yaxes(categoryarray=order, tickfont={"color": theme.text}, **ticks)
    figure.update_xaxes(categoryarray=order[::-1], side="top", tickangle=-60, type="category", **ticks)
    figure.update_layout(height=160 + 22 * len(order))
    return figure


def new_and_returning(table: pd.DataFrame, theme: look.Theme) -> go.Figure:
    """Stacked bars of organisations by year; takes metrics.partners.new_and_returning_organisations."""
    figure = go.Figure(layout=look.layout(theme, barmode="stack"))
    for column, colour in (("returning", theme.roles["partner"]), ("new", theme.accent)):
        figure.add_bar(
            x=table["year"].tolist(),
            y=table[column].tolist(),
            name=column,
            marker_color=colour,
            hovertemplate=f"%{{x}}: %{{y}} {column}<extra></extra>",
        )
    look.years_axis(figure, table["year"])
    return figure


def types(table: pd.DataFrame, theme: look.Theme) -> go.Figure:
    """Bars of attendances by type of organisation; takes metrics.partners.organisation_types."""
    table = table[::-1]
    figure = go.Figure(layout=look.layout(theme))
    figure.add_bar(
        y=table["type"].tolist(),
        x=table["attendances"].tolist(),
        orientation="h",
        marker_color=theme.accent,
        text=[f" {look.number(value)}" for value in table["attendances"]],
        textposition="outside",
        cliponaxis=False,
        hovertext=[
            f"{row.type}: {look.count(row.organisations, 'organisation')}, {look.count(row.attendances, 'attendance')}"
            for row in table.itertuples(index=False)
        ],
        hoverinfo="text",
    )
    figure.update_yaxes(showgrid=False, tickfont={"color": theme.text})
    figure.update_xaxes(visible=False)
    figure.update_layout(margin={"r": 48})
    return figure


def _scale(theme: look.Theme) -> list[list[object]]:
    return [[step / (len(theme.sequence) - 1), colour] for step, colour in enumerate(theme.sequence)]
