"""Charts of organisations."""

import pandas as pd

from outreach import schema
from outreach.charts import look
from outreach.charts.drawing import Drawing

SHOWN = 15


def organisations_by_role(table: pd.DataFrame, short: dict[str, str], theme: look.Theme) -> Drawing:
    """Horizontal bars of the organisations with most events, by role; takes metrics.partners.organisations_by_role.

    `short`: id -> acronym or short name.
    """
    order = table.drop_duplicates("organisation_id").head(SHOWN)
    ids = order["organisation_id"].tolist()[::-1]
    labels = [look.clipped(short.get(key) or name) for key, name in zip(ids, order["organisation"][::-1], strict=True)]
    full = dict(zip(order["organisation_id"], order["organisation"], strict=True))
    figure = look.figure(theme, barmode="stack")
    rows = table[table["organisation_id"].isin(ids)]
    events = dict(zip(zip(rows["role"], rows["organisation_id"], strict=True), rows["events"].tolist(), strict=True))
    for role in schema.ROLES:
        numbers = [events.get((role, key), 0) for key in ids]
        if not any(numbers):
            continue
        figure.add_bar(
            y=ids,
            x=numbers,
            orientation="h",
            name=role,
            marker_color=theme.roles[role],
            customdata=ids,
            hovertext=[
                f"{look.safe(full[key])}: {role} of {look.count(number, 'event')}"
                for key, number in zip(ids, numbers, strict=True)
            ],
            hoverinfo="text",
        )
    totals = order["total"].tolist()[::-1]
    figure.add_scatter(
        y=ids,
        x=totals,
        mode="text",
        text=[f" {look.number(total)}" for total in totals],
        textposition="middle right",
        textfont={"size": 12, "color": theme.muted},
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )
    figure.update_layout(
        yaxis={"showgrid": False, "tickvals": ids, "ticktext": labels, "tickfont": {"color": theme.text}},
        xaxis={"visible": False},
        margin={"r": 36},
    )
    return figure


def organising_and_taking_part(table: pd.DataFrame, short: dict[str, str], theme: look.Theme) -> Drawing:
    """Bars to the left for events organised, to the right for those taken part in.

    Takes metrics.partners.organising_and_taking_part; `short`: id -> acronym or short name.
    """
    rows = table.head(SHOWN).iloc[::-1]
    ids = rows["organisation_id"].tolist()
    labels = [look.clipped(short.get(key) or name, 24) for key, name in zip(ids, rows["organisation"], strict=True)]
    hover = [
        f"{look.safe(row.organisation)}: {look.count(row.events, 'event')}<br>{row.organised} organised "
        f"({look.percent(row.organised_share)}), {row.took_part} taken part in"
        for row in rows.itertuples(index=False)
    ]
    figure = look.figure(theme, barmode="overlay")
    for column, name, sign, role in (
        ("organised", "organised", -1, "organiser"),
        ("took_part", "took part", 1, "partner"),
    ):
        figure.add_bar(
            y=ids,
            x=[sign * number for number in rows[column]],
            orientation="h",
            name=name,
            marker_color=theme.roles[role],
            text=[look.number(number) if number else "" for number in rows[column]],
            textposition="outside",
            textfont={"size": 12, "color": theme.muted},
            cliponaxis=False,
            customdata=ids,
            hovertext=hover,
            hoverinfo="text",
        )
    left, right = max([1, *rows["organised"]]), max([1, *rows["took_part"]])
    room = 0.14 * (left + right)  # for the numbers
    figure.update_xaxes(visible=False, fixedrange=True, range=[-left - room, right + room])
    _named(figure, ids, labels, theme)
    return figure


def organisation_types(table: pd.DataFrame, theme: look.Theme) -> Drawing:
    """Bars of attendances by type, those as organiser apart; takes metrics.partners.organisation_types."""
    rows = table.iloc[::-1]
    labels = [look.safe(kind) for kind in rows["type"]]
    hover = [
        f"{look.safe(row.type)}: {look.count(row.organisations, 'organisation')}, "
        f"{look.count(row.attendances, 'attendance')}, {row.organised} as organiser"
        for row in rows.itertuples(index=False)
    ]
    figure = look.figure(theme, barmode="stack")
    bar = {"y": labels, "orientation": "h", "hovertext": hover, "hoverinfo": "text"}
    figure.add_bar(x=rows["organised"].tolist(), name="as organiser", marker_color=theme.roles["organiser"], **bar)
    figure.add_bar(
        x=(rows["attendances"] - rows["organised"]).tolist(),
        name="in another role",
        marker_color=theme.roles["partner"],
        text=[
            f"{look.number(row.attendances)} by {look.number(row.organisations)}"
            for row in rows.itertuples(index=False)
        ],
        textposition="outside",
        textfont={"size": 12, "color": theme.muted},
        cliponaxis=False,
        **bar,
    )
    figure.update_xaxes(visible=False, fixedrange=True)
    _named(figure, labels, labels, theme)
    figure.update_layout(height=48 * len(labels) + 70, bargap=0.5, margin={"r": 84})
    return figure


def new_and_lapsed(table: pd.DataFrame, theme: look.Theme) -> Drawing:
    """Bars up for organisations with events in the year, down for those lapsed.

    Takes metrics.partners_renewal.new_and_lapsed_organisations.
    """
    years = table["year"].tolist()
    figure = look.figure(theme, barmode="relative")
    for column, colour, sign in (
        ("again", theme.sequence[1], 1),
        ("back", theme.sequence[2], 1),
        ("new", theme.accent, 1),
        ("lapsed", theme.roles["sponsor"], -1),
    ):
        figure.add_bar(
            x=years,
            y=[sign * number for number in table[column]],
            name=column,
            marker_color=colour,
            customdata=years,
            hovertext=[
                f"{row.year}: {row.new} new, {row.back} back, {row.again} again; {row.lapsed} lapsed"
                for row in table.itertuples(index=False)
            ],
            hoverinfo="text",
        )
    look.years_axis(figure, years)
    figure.update_yaxes(rangemode="normal", zeroline=True, zerolinecolor=theme.muted, zerolinewidth=1)
    top = int(max((table["new"] + table["back"] + table["again"]).max(), table["lapsed"].max(), 1))
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if top / step <= 5 or step == 1000)
    ticks = list(range(-(top // step) * step, top + 1, step))
    figure.update_yaxes(tickvals=ticks, ticktext=[look.number(abs(tick)) for tick in ticks])
    return figure


def lapsed(table: pd.DataFrame, short: dict[str, str], theme: look.Theme) -> Drawing:
    """Lines from the first year of each lapsed organisation to its last, those with most events.

    Takes metrics.partners_renewal.lapsed_organisations; `short`: id -> acronym or short name.
    """
    rows = table.head(SHOWN).iloc[::-1]
    ids = rows["organisation_id"].tolist()
    labels = [look.clipped(short.get(key) or name, 24) for key, name in zip(ids, rows["organisation"], strict=True)]
    figure = look.figure(theme)
    x, y = [], []
    for row in rows.itertuples(index=False):
        x += [row.first_year, row.last_year, None]
        y += [row.organisation_id, row.organisation_id, None]
    line = {"color": theme.sequence[1], "width": 5}
    figure.add_scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", showlegend=False)
    figure.add_scatter(
        x=rows["last_year"].tolist(),
        y=ids,
        mode="markers+text",
        marker={"size": 10, "color": theme.accent},
        text=[f"  {row.last_year}, {look.count(row.events, 'event')}" for row in rows.itertuples(index=False)],
        textposition="middle right",
        textfont={"size": 12, "color": theme.muted},
        cliponaxis=False,
        customdata=ids,
        hovertext=[
            f"{look.safe(row.organisation)}: {look.count(row.events, 'event')}, {row.first_year} to {row.last_year}"
            for row in rows.itertuples(index=False)
        ],
        hoverinfo="text",
        showlegend=False,
    )
    years = [*rows["first_year"], *rows["last_year"]]
    look.years_axis(figure, years, lines=False)
    _named(figure, ids, labels, theme)
    figure.update_layout(margin={"r": 108})
    return figure


def _named(figure: Drawing, ids: list[str], labels: list[str], theme: look.Theme) -> None:
    """Names down the left side, a line of the same height for each."""
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=ids,
        rangemode="normal",
        showgrid=False,
        tickvals=ids,
        ticktext=labels,
        tickfont={"color": theme.text},
        ticklabelstandoff=6,
        fixedrange=True,
    )
    figure.update_layout(height=26 * len(ids) + 64)
