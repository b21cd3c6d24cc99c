"""The network of organisations that work together."""

import math

import networkx as nx
import pandas as pd
import plotly.graph_objects as go

from outreach.charts import look
from outreach.charts.partners_matrix import sides

LINES, LABELS = 60, 22  # about as many as can be told apart
WIDTHS = (1, 2.5, 5)


def threshold(table: pd.DataFrame) -> int:
    """The number of events together from which on lines are drawn, so that they can be told apart."""
    numbers = table["events"].sort_values(ascending=False).tolist()
    return max(numbers[LINES] + 1, 2) if len(numbers) > LINES else min(2, max(numbers, default=1))


def network(
    table: pd.DataFrame, organised: dict[str, float], short: dict[str, str], theme: look.Theme, least: int
) -> go.Figure:
    """Circles of organisations and lines between those with at least `least` events together.

    Takes metrics.partners_together.working_together; `organised`: id -> share of its events that it organised; `short`:
    id -> acronym or short name. Positions have no meaning but nearness: who shares events, lies close.
    """
    pairs = table[table["events"] >= least]
    nodes = sides(pairs)
    partners = nodes["organisation_id"].value_counts()
    nodes = nodes.drop_duplicates("organisation_id").sort_values("events_of_organisation", ascending=False)
    place = _places(table)
    figure = go.Figure(layout=look.layout(theme, hovermode="closest"))
    _lines(figure, pairs, place, theme)
    most = int(nodes["events_of_organisation"].max()) if len(nodes) else 1
    labelled = set(nodes["organisation_id"].head(LABELS))
    for kind, colour, of_kind in (
        ("organises half of its events or more", theme.accent, lambda share: share >= 0.5),
        ("mostly takes part", theme.background, lambda share: share < 0.5),
    ):
        own = nodes[[bool(of_kind(organised.get(key, 0))) for key in nodes["organisation_id"]]]
        ids = own["organisation_id"].tolist()
        figure.add_scatter(
            x=[place[key][0] for key in ids],
            y=[place[key][1] for key in ids],
            mode="markers+text",
            name=kind,
            marker={
                "size": [9 + 27 * (number / most) ** 0.5 for number in own["events_of_organisation"]],
                "sizemode": "diameter",
                "color": colour,
                "opacity": 1,
                "line": {"color": theme.accent, "width": 2},
            },
            text=[
                look.clipped(short.get(key) or name, 18) if key in labelled else ""
                for key, name in zip(ids, own["organisation"], strict=True)
            ],
            textposition="top center",
            textfont={"size": 11, "color": theme.text},
            cliponaxis=False,
            customdata=ids,
            hovertext=[
                f"{look.safe(row.organisation)}: {look.count(row.events_of_organisation, 'event')}, "
                f"{look.percent(organised.get(row.organisation_id, 0))} organised<br>"
                f"linked to {partners[row.organisation_id]} of those drawn"
                for row in own.itertuples()
            ],
            hoverinfo="text",
        )
    hidden = {"visible": False, "fixedrange": True}
    figure.update_xaxes(**hidden)
    figure.update_yaxes(**hidden)
    figure.update_layout(height=600, margin={"l": 40, "r": 40, "t": 40, "b": 20}, legend_itemsizing="constant")
    return figure


def _places(table: pd.DataFrame) -> dict[str, list[float]]:
    """Where each organisation lies, by all pairs, so that it stays there whatever lines are drawn.

    The forces start from a circle on which groups stand together: no chance has a part in it.
    """
    nodes = sides(table).drop_duplicates("organisation_id")
    nodes = nodes.sort_values(["group", "events_of_organisation", "organisation_id"], ascending=[True, False, True])
    turn = 2 * math.pi / max(len(nodes), 1)
    circle = {key: [math.cos(turn * i), math.sin(turn * i)] for i, key in enumerate(nodes["organisation_id"])}
    graph = nx.Graph()
    graph.add_nodes_from(circle)
    pulls = zip(table["organisation_id"], table["other_id"], table["share"] ** 0.5, strict=True)
    graph.add_weighted_edges_from(sorted(pulls), weight="pull")
    return nx.forceatlas2_layout(
        graph,
        pos=circle,
        weight="pull",
        max_iter=200,
        scaling_ratio=4,
        gravity=2,
        node_size=dict.fromkeys(graph, 2),  # room around each
    )


def _lines(figure: go.Figure, pairs: pd.DataFrame, place: dict[str, list[float]], theme: look.Theme) -> None:
    """Lines in three widths, and in the middle of each a point to rest the pointer on."""
    most = max(int(pairs["events"].max()), 2) if len(pairs) else 2
    for number, width in enumerate(WIDTHS):
        x, y = [], []
        for pair in pairs.itertuples():
            if min(int(pair.events / most * len(WIDTHS)), len(WIDTHS) - 1) == number:
                (x0, y0), (x1, y1) = place[pair.organisation_id], place[pair.other_id]
                x += [x0, x1, None]
                y += [y0, y1, None]
        line = {"color": theme.muted, "width": width}
        figure.add_scatter(x=x, y=y, mode="lines", line=line, opacity=0.45, hoverinfo="skip", showlegend=False)
    ends = [(place[pair.organisation_id], place[pair.other_id]) for pair in pairs.itertuples()]
    figure.add_scatter(
        x=[(start[0] + end[0]) / 2 for start, end in ends],
        y=[(start[1] + end[1]) / 2 for start, end in ends],
        mode="markers",
        marker={"size": 10, "opacity": 0},
        hovertext=[
            f"{look.safe(pair.organisation)} and {look.safe(pair.other)}: {look.count(pair.events, 'event')} together"
            for pair in pairs.itertuples()
        ],
        hoverinfo="text",
        showlegend=False,
    )
