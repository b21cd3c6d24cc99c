"""Which segments of a note belong to which of its events."""

import re
from typing import NamedTuple

from loaders.normalise import kinds
from loaders.notes import header
from loaders.notes.cues import within
from loaders.notes.layout import Segment
from loaders.notes.reading import Reading

_BOTH = re.compile(r"\b(?:both|all|common|joint|each|les deux|communs?|ambos|ambas|todos|comunes)\b", re.IGNORECASE)
_ALL = re.compile(
    r"\s*(?:all (?:two|three|four|five|six|of|the|these|\d|workshops|events|visits|seminars|meetings|courses)|both|each of the|the (?:two|three|four|five)"
    r"|les (?:deux|trois|quatre)|tous|toutes|ambos|ambas|todos|todas|los (?:dos|tres|cuatro)|las (?:dos|tres|cuatro))\b",
    re.IGNORECASE,
)
_MARK = re.compile(r"\s*(?:[-•▪◦●‣*–—]|\(?(?:\d{1,2}|[a-z]|[ivx]+)[.)])?\s*")
_NUMERAL = re.compile(r"(?:[IVX]+|\d{1,2}|[A-Z])[.)]\s")
_CUT = re.compile(r"[,(:;–—]|\s-\s")
_STOPS = re.compile(r"[.;]\s|\b(?:organi|by|par|por|with|avec|con)")
_CORE = frozenset({"date", "place", "organiser", "start", "country", "participants", "host", "states"})


class Group(NamedTuple):
    """The segments of one event; those that all events of the note share stand in each."""

    labels: list[Segment]
    prose: list[Segment]
    shared_prose: list[Segment]
    start: int
    end: int


def groups(segments: list[Segment], reading: Reading) -> list[Group]:
    """One group an event; a note without repeated labels is one group."""
    text = reading.text
    labels = [s for s in segments if s.kind == "label" and not {"meta", "memo"}.intersection(s.fields)]
    if columns := sorted({s.column for s in labels if s.column}):
        others = [s for s in segments if s.kind != "label"]
        return [Group([s for s in labels if s.column in (0, column)], [], others, 0, 0) for column in columns]
    if not labels and len(heads := _dated_heads(reading, segments)) > 1:
        return [_under(reading, segments, heads, number) for number in range(len(heads))]
    listed = [] if labels else [item for s in segments if (item := _item(reading, s))]
    if len(listed) > 1:
        return listed
    starts = _starts(reading, segments, labels)
    others = [s for s in segments if s.kind != "label"]
    if len(starts) < 2:
        return [Group(labels, others, [], 0, len(text))]
    bounds = [*starts, len(text) + 1]
    first = [s for s in labels if s.label_start < starts[0]]
    common = first + [s for s in labels if s.label_start > starts[0] and _BOTH.search(text[s.label_start : s.start])]
    last = _last_own(segments, starts[-1])
    found = []
    for begin, end in zip(bounds, bounds[1:], strict=False):
        until = min(end, last) if end == bounds[-1] else end
        own = [s for s in labels if begin <= s.label_start < end and s not in common]
        prose = [s for s in others if begin <= s.start < until]
        everyone = [s for s in others if s.kind == "prose" and _ALL.match(text, s.start)]
        shared = [s for s in others if s.start < starts[0] or s.start >= last or s in everyone]
        prose = [s for s in prose if s not in everyone]
        found.append(Group(own + common, prose, shared, begin, until))
    return found


def _dated_heads(reading: Reading, segments: list[Segment]) -> list[Segment]:
    """The short lines of a digest that give place and days: "II. PORT LOUIS, 20-21 March", "Online, 27 June 2023"."""
    return [
        s
        for s in segments
        if s.end - s.start < 120
        and (within(reading.places, s.start, s.end) or kinds.event_format(reading.text[s.start : s.end]) == "online")
        and header.only_date(reading, _MARK.match(reading.text, s.start, s.end).end(), s.end)
    ]


def _under(reading: Reading, segments: list[Segment], heads: list[Segment], number: int) -> Group:
    """What stands under a line with place and days; the title is the short line above all of them, or below."""
    head, text = heads[number], reading.text
    above = _titles_above(reading, segments, heads)
    begins = above or heads
    end = begins[number + 1].start if number + 1 < len(begins) else len(text)
    own = [s for s in segments if head.end < s.start < end]
    numbered = [s.start for s in own if s.kind == "heading" and s.section and _NUMERAL.match(text, s.start)]
    sections = [s.start for s in own if above and text[s.start] == "#"]
    end = min([end, *numbered, *sections])
    own = [s for s in own if s.start < end]
    labels = [head._replace(kind="label", fields=("date", "place"))]
    if above:
        labels.append(above[number]._replace(kind="label", fields=("title",)))
    elif own and own[0].end - own[0].start < 200 and text[own[0].end - 1] not in ".:;":
        labels.append(own.pop(0)._replace(kind="label", fields=("title",)))
    before = [s for s in segments if s.start < begins[number].start][:2]
    return Group(labels, own, before, begins[number].start, end)


def _titles_above(reading: Reading, segments: list[Segment], heads: list[Segment]) -> list[Segment]:
    """The lines right above those with place and days where each of them names a kind of event, else none."""
    found = []
    for head in heads:
        before = segments[segments.index(head) - 1] if segments.index(head) else None
        words = reading.text[before.start : before.end] if before else ""
        if before is None or len(words) > 200 or words.endswith(".") or not kinds.event_type(words):
            return []
        found.append(before)
    return found


def _item(reading: Reading, segment: Segment) -> Group | None:
    """An item of a list of events: "Workshop on X, Nairobi, 3-5 May 2016, organised by ..."."""
    text, start, end = reading.text, segment.start, segment.end
    dated = [
        m for m in within(reading.dates, start, min(end, start + 260)) if m.value.start and m.value.precision != "year"
    ]
    if segment.kind == "label" or not dated:
        return None
    start = _MARK.match(text, start, end).end()
    date = dated[0]
    towns = [
        *within(reading.places, start, min(end, date.end + 60)),
        *within(reading.states, date.start - 40, date.start),
    ]
    cities = [m for m in towns if m.start > start + 12 and m.kind != "adjective"]
    near = [m for m in cities if m.end <= date.start or not _STOPS.search(text, date.end, m.start)]
    first = min([date.start, *(m.start for m in near)])
    cut = max((m.start() for m in _CUT.finditer(text, start, first)), default=-1)
    verbs = [c for c in within(reading.cues, start, first) if c.means("hold", "future", "attend act", "organiser act")]
    if cut < 0 or verbs or not kinds.event_type(text[start:cut]):
        return None
    last = max([date.end, *(m.end for m in near if m.start > date.start)])
    title = Segment("label", ("title",), start, cut, start)
    when = Segment("label", ("date", "place"), cut + 1, last, cut + 1)
    rest = [Segment("prose", (), last, end, last)] if last < end else []
    return Group([title, when], rest, [], start, end)


def _starts(reading: Reading, segments: list[Segment], labels: list[Segment]) -> list[int]:
    """Where each event begins: at a repeated label for the title, else at the run of labels with a repeated date."""
    titles = [s for s in labels if "title" in s.fields] or [s for s in labels if "subject" in s.fields]
    if len(titles) >= 2:
        starts = []
        for title, following in zip(titles, [*titles[1:], None], strict=True):
            until = following.label_start if following else 1 << 60
            own = [s for s in labels if title.label_start < s.label_start < until]
            if any({"date", "start", "place"}.intersection(s.fields) for s in own) or within(
                reading.dates, title.start, title.end
            ):
                starts.append(title.label_start)
        if len(starts) >= 2:
            return starts
    dated = [s for s in labels if {"date", "start"}.intersection(s.fields)]
    if len(dated) >= 2 and "end" not in dated[1].fields:
        return _dated_starts(segments, labels, dated)
    return []


def _dated_starts(segments: list[Segment], labels: list[Segment], dated: list[Segment]) -> list[int]:
    """The heading or first label before each date; dates of one run of labels are one event."""
    starts: list[int] = []
    for number, date in enumerate(dated):
        previous = dated[number - 1].start if number else -1
        before = [s for s in segments if previous < s.label_start <= date.label_start]
        run: list[Segment] = []
        for segment in reversed(before):
            if segment.kind == "label" and not {"meta", "memo"}.intersection(segment.fields):
                run.append(segment)
            elif segment.kind in ("heading", "prose") and len(run) >= 1:
                if (
                    segment.end - segment.start < 260
                    and "banner" not in segment.fields
                    and segment.section not in ("background", "highlights", "comments")
                ):
                    run.append(segment)
                break
            else:
                break
        if not run:
            continue
        if number and not any(s.kind != "label" for s in run) and len(run) < 2:
            continue
        starts.append(run[-1].label_start)
    return starts if len(starts) >= 2 else []


def _last_own(segments: list[Segment], start: int) -> int:
    """Where the prose of all events begins again after the last event: at a heading after its labels."""
    after = [s for s in segments if s.label_start >= start]
    seen = False
    for segment in after:
        if segment.kind == "label":
            seen = True
        elif seen and segment.kind == "heading" and segment.section:
            return segment.start
    return 1 << 60
