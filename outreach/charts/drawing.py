"""Figures put together as plain dictionaries.

plotly's own objects check and copy each part as it is added, which took most of the time of a page. Here a figure is
checked as a whole and only where that is wanted: in tests, and for files.
"""

import plotly.graph_objects as go

WHOLE = ("paper_bgcolor", "plot_bgcolor")  # names that stand for themselves


class Drawing:
    """As much of plotly.graph_objects.Figure as charts need; a name such as `marker_color` stands for nested ones."""

    def __init__(self, **layout: object) -> None:
        self._traces: list[dict[str, object]] = []
        self._layout: dict[str, object] = {}
        self.update_layout(**layout)

    def add_bar(self, **parts: object) -> None:
        """Add bars."""
        self._add("bar", parts)

    def add_scatter(self, **parts: object) -> None:
        """Add marks, lines or text."""
        self._add("scatter", parts)

    def add_heatmap(self, **parts: object) -> None:
        """Add cells."""
        self._add("heatmap", parts)

    def add_choropleth(self, **parts: object) -> None:
        """Add areas of a map."""
        self._add("choropleth", parts)

    def add_scattergeo(self, **parts: object) -> None:
        """Add marks on a map."""
        self._add("scattergeo", parts)

    def add_shape(self, **parts: object) -> None:
        """Add a line or a box behind or before the marks."""
        self._layout.setdefault("shapes", []).append(parts)

    def update_traces(self, **parts: object) -> None:
        """Change all that was added."""
        for trace in self._traces:
            _change(trace, parts)

    def update_layout(self, **parts: object) -> None:
        """Change parts of the layout, and leave what stands beside them."""
        _change(self._layout, parts)

    def update_xaxes(self, **parts: object) -> None:
        """Change the horizontal axis."""
        _change(self._layout, {"xaxis": parts})

    def update_yaxes(self, **parts: object) -> None:
        """Change the vertical axis."""
        _change(self._layout, {"yaxis": parts})

    def to_dict(self) -> dict[str, object]:
        """What plotly.js draws, unchecked."""
        return {"data": self._traces, "layout": self._layout}

    def figure(self) -> go.Figure:
        """The same as plotly's own figure; raises ValueError where a part is not one of plotly's."""
        return go.Figure(self.to_dict())

    @property
    def data(self) -> tuple[object, ...]:
        """What was added, checked."""
        return self.figure().data

    @property
    def layout(self) -> go.Layout:
        """The layout, checked."""
        return self.figure().layout

    def _add(self, kind: str, parts: dict[str, object]) -> None:
        trace: dict[str, object] = {"type": kind}
        _change(trace, parts)
        self._traces.append(trace)


def _change(part: dict[str, object], changes: dict[str, object]) -> None:
    """Set the changes deep within the part."""
    for name, value in changes.items():
        *outer, name = [name] if name in WHOLE else name.split("_")
        within = part
        for step in outer:
            within = within.setdefault(step, {})
        if name == "title" and isinstance(value, str):
            value = {"text": value}
        if value is None:
            within.pop(name, None)
        elif isinstance(value, dict):
            within = within.setdefault(name, {})
            _change(within, value)
        else:
            within[name] = value
