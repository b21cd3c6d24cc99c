"""Charts of how evenly reach is spread."""

import pandas as pd

from outreach.charts import look
from outreach.charts.drawing import Drawing
from outreach.metrics.coverage_reach import ALL


def lorenz(table: pd.DataFrame, theme: look.Theme) -> Drawing:
    """The Lorenz curve, with the line on which it would lie were all equal; takes metrics.coverage_equity.lorenz."""
    figure = look.figure(theme)
    figure.add_scatter(
        x=[0, 1],
        y=[0, 1],
        mode="lines",
        name="if all were named equally often",
        line={"color": theme.muted, "width": 1, "dash": "dot"},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=[0, *table["members_share"]],
        y=[0, *table["attendances_share"]],
        mode="lines",
        name="as it is",
        line={"color": theme.accent, "width": 2},
        fill="tonexty",
        fillcolor=look.faint(theme.accent),
        hovertext=["", *(_said(row) for row in table.itertuples())],
        hoverinfo="text",
    )
    figure.update_xaxes(range=[0, 1], tickformat=".0%", dtick=0.25, fixedrange=True, title="share of members")
    figure.update_yaxes(range=[0, 1.01], tickformat=".0%", dtick=0.25, fixedrange=True)
    figure.update_layout(hovermode="closest", xaxis_title_font={"size": 12, "color": theme.muted})
    return figure


def _said(row: tuple) -> str:
    return (
        f"{look.percent(row.members_share)} of members, up to {look.safe(row.state)} "
        f"({look.count(row.events, 'event')}): {look.percent(row.attendances_share)} of attendances"
    )


def development_shares(table: pd.DataFrame, theme: look.Theme) -> Drawing:
    """Bars of the share of each group in members, in members reached and in attendances.

    Takes metrics.coverage_equity.development_shares.
    """
    groups = [look.wrapped(group) for group in table["group"]][::-1]
    figure = look.figure(theme, barmode="group")
    series = (
        ("attendances", "of attendances", theme.accent),
        ("reached", "of members reached", theme.sequence[1]),
        ("members", "of all members", theme.muted),
    )
    for column, label, colour in series:
        shares = table[f"{column}_share"].tolist()[::-1]
        figure.add_bar(
            y=groups,
            x=shares,
            orientation="h",
            name=label,
            marker_color=colour,
            text=[look.percent(share) for share in shares],
            textposition="outside",
            textfont={"size": 12, "color": theme.muted},
            cliponaxis=False,
            hovertext=[
                f"{group}: {look.percent(share)} {label} ({look.number(number)})"
                for group, share, number in zip(table["group"][::-1], shares, table[column][::-1], strict=True)
            ],
            hoverinfo="text",
        )
    figure.update_yaxes(showgrid=False, tickfont={"color": theme.text}, ticklabelstandoff=6, fixedrange=True)
    figure.update_xaxes(visible=False, fixedrange=True, rangemode="tozero")
    figure.update_layout(legend_traceorder="reversed", margin={"r": 44})
    return figure


def concentration(table: pd.DataFrame, theme: look.Theme) -> Drawing:
    """Bars of the Gini coefficient by region; takes metrics.coverage_equity.concentration."""
    rows = table.set_index("region")
    rows = rows.loc[[*look.in_order(rows.index.drop(ALL)), ALL][::-1]]
    figure = look.figure(theme)
    figure.add_bar(
        y=[look.safe(look.short(region, theme.language)) for region in rows.index],
        x=rows["gini"].tolist(),
        orientation="h",
        marker_color=[look.colour_of(region, theme.accent) for region in rows.index],
        text=["–" if pd.isna(gini) else f"{gini:.2f}" for gini in rows["gini"]],
        textposition="outside",
        textfont={"size": 12, "color": theme.text},
        cliponaxis=False,
        hovertext=[
            f"{look.safe(look.short(row.Index, theme.language))}: the tenth of {look.count(row.members, 'member')} "
            f"named most often has {look.percent(row.top_tenth)} of {look.count(row.attendances, 'attendance')}"
            for row in rows.itertuples()
        ],
        hoverinfo="text",
    )
    figure.update_yaxes(showgrid=False, tickfont={"color": theme.text}, ticklabelstandoff=6, fixedrange=True)
    figure.update_xaxes(visible=False, fixedrange=True, range=[0, 1])
    return figure
