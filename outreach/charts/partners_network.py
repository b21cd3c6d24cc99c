"""The network of organisations that work together."""

import math

import networkx as nx
import pandas as pd

from outreach.charts import look
from outreach.charts.drawing import Drawing
from outreach.charts.partners_matrix import sides

LINES, LABELS = 60, 22  # about as many as can be told apart
WIDE, HIGH = 400, 500  # pixels of the plot between its narrowest and its widest, in which labels look for room
WIDTHS = (1, 2.5, 5)


def threshold(table: pd.DataFrame) -> int:
    """The number of events together from which on lines are drawn, so that they can be told apart."""
    numbers = table["events"].sort_values(ascending=False).tolist()
    return max(numbers[LINES] + 1, 2) if len(numbers) > LINES else min(2, max(numbers, default=1))


def network(
    table: pd.DataFrame, organised: dict[str, float], short: dict[str, str], theme: look.Theme, least: int
) -> Drawing:
    """Circles of organisations and lines between those with at least `least` events together.

    Takes metrics.partners_together.working_together; `organised`: id -> share of its events that it organised; `short`:
    id -> acronym or short name. Positions have no meaning but nearness: who shares events, lies close.
    """
    pairs = table[table["events"] >= least]
    nodes = sides(pairs)
    partners = nodes["organisation_id"].value_counts()
    nodes = nodes.drop_duplicates("organisation_id").sort_values("events_of_organisation", ascending=False)
    place = _places(table)
    figure = look.figure(theme, hovermode="closest")
    _lines(figure, pairs, place, theme)
    most = int(nodes["events_of_organisation"].max()) if len(nodes) else 1
    sizes = {row.organisation_id: _size(row.events_of_organisation, most) for row in nodes.itertuples()}
    labels = {
        row.organisation_id: look.clipped(short.get(row.organisation_id) or row.organisation, 18)
        for row in nodes.head(LABELS).itertuples()
    }
    sides_of_labels = _sides_with_room(labels, sizes, place)
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
                "size": [sizes[key] for key in ids],
                "sizemode": "diameter",
                "color": colour,
                "opacity": 1,
                "line": {"color": theme.accent, "width": 2},
            },
            text=[labels.get(key, "") for key in ids],
            textposition=[sides_of_labels.get(key, "top center") for key in ids],
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


def _size(events: int, most: int) -> float:
    """The diameter of a circle whose area grows with its events."""
    return 9 + 27 * (events / most) ** 0.5


def _sides_with_room(labels: dict[str, str], sizes: dict[str, float], place: dict[str, list[float]]) -> dict[str, str]:
    """On which side of its circle each label hides least of the circles and of the labels before it."""
    low, high = ([ends(place[key][axis] for key in sizes) for axis in (0, 1)] for ends in (min, max))

    def spot(key: str) -> tuple[float, float]:
        across, up = ((place[key][axis] - low[axis]) / ((high[axis] - low[axis]) or 1) for axis in (0, 1))
        return across * WIDE, up * HIGH

    taken = [(x - r, y - r, x + r, y + r) for key in sizes for (x, y), r in [(spot(key), sizes[key] / 2)]]
    found = {}
    for key, label in labels.items():
        (x, y), r, wide = spot(key), sizes[key] / 2 + 1, 6 * len(label)
        boxes = {
            "top center": (x - wide / 2, y + r, x + wide / 2, y + r + 13),
            "bottom center": (x - wide / 2, y - r - 13, x + wide / 2, y - r),
            "middle right": (x + r, y - 7, x + r + wide, y + 7),
            "middle left": (x - r - wide, y - 7, x - r, y + 7),
        }
        found[key] = min(boxes, key=lambda side: sum(_shared(boxes[side], other) for other in taken))
        taken.append(boxes[found[key]])
    return found


def _shared(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """The area that two boxes share."""
    across, up = (min(one[i + 2], other[i + 2]) - max(one[i], other[i]) for i in (0, 1))
    return max(across, 0) * max(up, 0)


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


def _lines(figure: Drawing, pairs: pd.DataFrame, place: dict[str, list[float]], theme: look.Theme) -> None:
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
