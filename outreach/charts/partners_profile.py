"""Charts of single organisations."""

import pandas as pd

from outreach.charts import look, partners_matrix
from outreach.charts.drawing import Drawing

SHOWN = 12


def organisation_years(table: pd.DataFrame, short: dict[str, str], theme: look.Theme) -> Drawing:
    """Cells of the organisations chosen by years; takes metrics.partners_profile.organisation_years."""
    rows = table.drop_duplicates("organisation_id")[["organisation_id", "organisation"]]
    return partners_matrix.years_grid(rows, table, short, theme)


def organisation_partners(
    table: pd.DataFrame, organisations: list[str], short: dict[str, str], theme: look.Theme
) -> Drawing:
    """Bars of the organisations that those chosen met most; takes metrics.partners_profile.organisation_partners.

    `organisations`: names of those chosen, in the order of the series; `short`: id -> acronym or short name.
    """
    return _bars(table, "other_id", "other", organisations, short, theme)


def organisation_states(
    table: pd.DataFrame, organisations: list[str], short: dict[str, str], theme: look.Theme
) -> Drawing:
    """Bars of the states that the organisations chosen met most; takes metrics.partners_profile.organisation_states."""
    return _bars(table, "code", "state", organisations, short, theme)


def organisation_regions(
    table: pd.DataFrame, organisations: list[str], short: dict[str, str], theme: look.Theme
) -> Drawing:
    """Bars of events of the organisations chosen by region; takes metrics.partners_profile.organisation_regions."""
    short = short | {region: look.short(region, theme.language) for region in table["region"]}
    order = {region: number for number, region in enumerate(look.in_order(table["region"].unique()))}
    table = table.sort_values("region", key=lambda regions: regions.map(order), kind="stable")
    return _bars(table.assign(name=table["region"]), "region", "name", organisations, short, theme)


def _bars(
    table: pd.DataFrame, key: str, label: str, organisations: list[str], short: dict[str, str], theme: look.Theme
) -> Drawing:
    """Horizontal bars of what was met, one series an organisation chosen."""
    chosen = dict(zip(table["organisation"], table["organisation_id"], strict=True))
    first = table.drop_duplicates(key).head(SHOWN).iloc[::-1]
    ids = first[key].tolist()
    tints = [theme.accent] if len(organisations) == 1 else [theme.sequence[i] for i in (4, 1, 3, 2)]
    figure = look.figure(theme, barmode="group")
    for organisation, tint in reversed(list(zip(organisations, tints, strict=False))):
        own = table[table["organisation"] == organisation].set_index(key)["events"].to_dict()
        numbers = [own.get(met, 0) for met in ids]
        figure.add_bar(
            y=ids,
            x=numbers,
            orientation="h",
            name=look.clipped(short.get(chosen.get(organisation, "")) or organisation, 40),
            marker_color=tint,
            customdata=ids,
            text=[look.number(number) if number else "" for number in numbers],
            textposition="outside",
            textfont={"size": 12, "color": theme.muted},
            cliponaxis=False,
            hovertext=[
                f"{look.safe(organisation)} and {look.safe(name)}: {look.count(number, 'event')}"
                for name, number in zip(first[label], numbers, strict=True)
            ],
            hoverinfo="text",
            showlegend=len(organisations) > 1,
        )
    figure.update_yaxes(
        type="category",
        showgrid=False,
        tickvals=ids,
        ticktext=[look.clipped(short.get(met) or name) for met, name in zip(ids, first[label], strict=True)],
        tickfont={"color": theme.text},
        ticklabelstandoff=6,
        fixedrange=True,
    )
    figure.update_xaxes(visible=False, fixedrange=True)
    height = len(ids) * (12 + 14 * len(organisations)) + 60
    figure.update_layout(height=max(height, 140), margin={"r": 36}, legend_traceorder="reversed")
    return figure
