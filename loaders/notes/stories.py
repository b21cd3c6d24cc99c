"""Newsletters, digests and circular letters: several short items, each on an event of its own."""

import re
from typing import NamedTuple

from loaders.notes import prose, relative
from loaders.notes.cues import within
from loaders.notes.grouping import Group
from loaders.notes.layout import Segment, is_sentence
from loaders.notes.reading import Reading

_NEWSLETTER = re.compile(
    r"\b(?:newsletter|bulletin|digest|circular|round-?up|in brief|highlights|monthly|quarterly|weekly|dear (?:all|friends|colleagues|readers)"
    r"|activity report|activities|diary|gazette|lettre d['’]information|circulaire|brèves|en bref|actualités|chers? (?:amis|collègues|lecteurs)"
    r"|rapport d['’]activités?|carta informativa|carta circular|novedades|news from|boletín|gaceta|en breve|breves|noticias|circular|resumen|estimad[oa]s|informe de actividades|actividades)\b",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"\s*(?:[-•▪*–—]\s+)?(?:\*\*[^*\n]{3,80}\*\*|[A-ZÀ-Þ][\w'’()/-]+(?:,? [\w'’()/-]+){0,3}[.:]\s|\d{1,2}[.)]\s+|[A-ZÀ-Þ][\w'’ ,()-]{2,40}\s+[–—-]\s)"
)
_TELLING = frozenset({"title", "date", "start", "place", "organiser"})  # labels of notes on one event
HEAD = 400  # characters in which a newsletter says that it is one


class Item(NamedTuple):
    """A paragraph that tells of an event: its place among the segments, and the days it names."""

    index: int
    days: frozenset


def stories(segments: list[Segment], reading: Reading) -> list[Group]:
    """One group an item, when two or more tell of events on different days; else none."""
    if any(s.kind == "label" and _TELLING.intersection(s.fields) for s in segments):
        return []
    items = [item for index, segment in enumerate(segments) if (item := _item(reading, segment, index))]
    if not _NEWSLETTER.search(reading.text[:HEAD]):
        items = [item for item in items if _has_lead_in(reading, segments, item.index)]
    items = [i for i in items if not _is_ahead(reading, segments[i.index]) or _has_lead_in(reading, segments, i.index)]
    items = [item for n, item in enumerate(items) if not n or not item.days & items[n - 1].days or not item.days]
    if len(items) < 2:
        return []
    bounds = [*(item.index for item in items[1:]), len(segments)]
    return [_group(segments, item.index, until) for item, until in zip(items, bounds, strict=True)]


def _is_ahead(reading: Reading, segment: Segment) -> bool:
    """Whether a paragraph begins with what will be held; without a heading of its own it is no item."""
    first = reading.sentences_in(segment.start, segment.end)[:1]
    return any(c.means("future") for a, b in first for c in within(reading.cues, a, b))


def _group(segments: list[Segment], first: int, until: int) -> Group:
    """The paragraph of an item and those that follow it, up to the next heading."""
    own = [segments[first]]
    for segment in segments[first + 1 : until]:
        if segment.kind != "prose":
            break
        own.append(segment)
    return Group([], own, [], own[0].start, own[-1].end)


def _has_lead_in(reading: Reading, segments: list[Segment], index: int) -> bool:
    before = segments[index - 1] if index else None
    titled = before is not None and before.kind == "heading" and index > 1
    return titled or bool(_LEAD_IN.match(reading.text, segments[index].start))


def _item(reading: Reading, segment: Segment, index: int) -> Item | None:
    """A paragraph that says that an event of some kind was held, and when."""
    if segment.kind != "prose" or not (
        segment.end - segment.start > 160 or is_sentence(reading.text[segment.start : segment.end])
    ):
        return None
    told = prose.sentences(reading, [segment])
    for place, sentence in enumerate(told[:3]):
        marks = within(reading.cues, sentence.start, sentence.end)
        held = [
            c
            for c in marks
            if c.means("hold", "organiser act", "organiser passive", "host act", "finish", "organiser by")
        ]
        if not held or sentence.other or not prose.kind_of(reading, sentence.start, sentence.end):
            continue
        near = told[max(0, place - 1) : place + 2]
        days = [m.value for s in near for m in within(reading.dates, s.start, s.end) if m.value.precision == "day"]
        if days or relative.has_days(reading, sentence.start, sentence.end):
            return Item(index, frozenset((d.start, d.end, d.month, d.day) for d in days))
    return None
