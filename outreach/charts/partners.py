"""Charts of organisations."""

import pandas as pd
import plotly.graph_objects as go

from outreach import schema
from outreach.charts import look

SHOWN = 15


def organisations_by_role(table: pd.DataFrame, short: dict[str, str], theme: look.Theme) -> go.Figure:
    """Horizontal bars of the organisations with most events, by role; takes metrics.partners.organisations_by_role.

    `short`: id -> acronym or short name.
    """
    order = table.drop_duplicates("organisation_id").head(SHOWN)
    ids = order["organisation_id"].tolist()[::-1]
    labels = [
        look.safe(_clipped(short.get(key) or name)) for key, name in zip(ids, order["organisation"][::-1], strict=True)
    ]
    full = dict(zip(order["organisation_id"], order["organisation"], strict=True))
    figure = go.Figure(layout=look.layout(theme, barmode="stack"))
    for role in schema.ROLES:
        events = table[table["role"] == role].set_index("organisation_id")["events"]
        if not events.index.isin(ids).any():
            continue
        numbers = [int(events.get(key, 0)) for key in ids]
        figure.add_bar(
            y=ids,
            x=numbers,
            orientation="h",
            name=role,
            marker_color=theme.roles[role],
            customdata=ids,
            hovertext=[
                f"{look.safe(full[key])}: {role} of {look.count(int(events.get(key, 0)), 'event')}" for key in ids
            ],
            hoverinfo="text",
        )
    totals = order.set_index("organisation_id")["total"]
    figure.add_scatter(
        y=ids,
        x=[int(totals[key]) for key in ids],
        mode="text",
        text=[f" {look.number(totals[key])}" for key in ids],
        textposition="middle right",
        textfont={"size": 12, "color": theme.muted},
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )
    figure.update_yaxes(showgrid=False, tickvals=ids, ticktext=labels, tickfont={"color": theme.text})
    figure.update_xaxes(visible=False)
    figure.update_layout(margin={"r": 36})
    return figure


def _clipped(name: str) -> str:
    return name if len(name) <= 28 else name[:27].rstrip() + "…"
