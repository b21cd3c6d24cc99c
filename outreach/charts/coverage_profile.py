"""Charts of single states."""

import pandas as pd

from outreach.charts import look
from outreach.charts.drawing import Drawing

SHOWN = 12


def state_partners(table: pd.DataFrame, short: dict[str, str], states: list[str], theme: look.Theme) -> Drawing:
    """Bars of the organisations that the states met at most events, one series a state.

    Takes metrics.coverage_profile.state_partners; `short`: id -> acronym or short name; `states`: their names in the
    order of the series.
    """
    first = table.drop_duplicates("organisation_id").head(SHOWN).iloc[::-1]
    ids = first["organisation_id"].tolist()
    tints = [theme.accent] if len(states) == 1 else [theme.sequence[i] for i in (4, 1, 3, 2)]
    figure = look.figure(theme, barmode="group")
    for state, tint in reversed(list(zip(states, tints, strict=False))):
        own = table[table["state"] == state].set_index("organisation_id")["events"].reindex(ids)
        figure.add_bar(
            y=ids,
            x=own.tolist(),
            orientation="h",
            name=look.safe(state),
            marker_color=tint,
            customdata=ids,
            text=[look.number(number) if number == number else "" for number in own],
            textposition="outside",
            textfont={"size": 12, "color": theme.muted},
            cliponaxis=False,
            hovertext=[
                f"{look.safe(state)} and {look.safe(name)}: {look.count(number, 'event') if number == number else '–'}"
                for name, number in zip(first["organisation"], own, strict=True)
            ],
            hoverinfo="text",
            showlegend=len(states) > 1,
        )
    labels = [look.clipped(short.get(key) or name) for key, name in zip(ids, first["organisation"], strict=True)]
    figure.update_yaxes(
        showgrid=False,
        tickvals=ids,
        ticktext=labels,
        tickfont={"color": theme.text},
        ticklabelstandoff=6,
        fixedrange=True,
    )
    figure.update_xaxes(visible=False, fixedrange=True)
    height = len(ids) * (12 + 14 * len(states)) + 60
    figure.update_layout(height=max(height, 120), margin={"r": 36}, legend_traceorder="reversed")
    return figure
