"""Everything that the normalisers find in the text of a note, found once, and asked for by place."""

import re
from functools import cached_property

from loaders.normalise import Mention, counts, dates, organisations, places, states
from loaders.notes import cues

_STOP = re.compile(
    r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n[ \t]*\n|\n(?=[ \t]*(?:[-•▪◦●‣*–—][ \t]|\(?(?:\d{1,2}|[a-z])[.)][ \t]))|;(?=\s*\n)"
)
_SHORT = re.compile(
    r"(?:\b(?:[A-Za-zÀ-ÿ]|St|Ste|Sta|Sto|Mr|Mrs|Ms|Dr|Drs|Prof|Gen|Col|Sen|Rep|Amb|No|Nos|Nr|Art|art|para|paras|p|pp|vol|ed"
    r"|approx|ca|cf|vs|etc|Ref|ref|Dem|Fed|Is|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|resp|incl|e\.g|i\.e|a\.m|p\.m"
    r"|Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun|Excmo|Sr|Sra|Dra|núm|op|Inc|Ltd|Co|Corp|Dept|Univ|Govt|Intl)"
    r"|\b(?:[A-Z]\.)+[A-Z])\.$"
)
_LOCATIVE = re.compile(
    r"(?:\b(?:in|at|en|au|aux|em|to|into|near|across|throughout|within|outside|inside|through|for|against|towards?|about"
    r"|sur|sobre|hacia|para|dans|vers|pour|visited|with|between|entre|zu|nach|over|on|as)\s+(?:the\s+|la\s+|las?\s+|el\s+)?)$",
    re.IGNORECASE,
)
_MEMBERS = re.compile(
    r"(?:['’]s)?\s+(?:\w+\s+)?(?:member(?:s|ship)?\b|States?\b|States? Part(?:y|ies)\b|participating States|part(?:y|ies)\b|countr"
    r"|regions?\b|administrations\b|nations\b|areas?\b|bloc\b|subregion)",
    re.IGNORECASE,
)
_OF_MEMBERS = re.compile(
    r"(?:(?:members?|member states|states|parties|states parties|countries|administrations|nations|membres|états|pays|estados|países|miembros"
    r"|partes|partenaires|subregion|region)\s+(?:\w+\s+)?(?:of|to|in|de|du|des|del|de la|de l['’])\s*(?:the\s+)?)$",
    re.IGNORECASE,
)
_THING = re.compile(
    r"(?:['’]s?)?\s+(?:[\w-]+\s+){0,2}?(?:Convention|Treaty|Protocol|projects?|headquarters|building|premises|website|report|conference room"
    r"|initiative|resolution|mandate|database|Decision|decision|regulation|framework|toolkit|handbook|guidelines?|standards?"
    r"|region|scheme|curriculum|week|day|publication|list|matrix|matrices|obligations|tool|format|capitals?|languages?)\b"
)


class Reading:
    """A note's text and what is in it; mentions are sorted and those of one kind do not overlap."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def cues(self) -> list[cues.Cue]:
        return cues.find(self.text)

    @cached_property
    def dates(self) -> list[Mention]:
        return dates.find(self.text)

    @cached_property
    def counts(self) -> list[Mention]:
        return counts.find(self.text)

    @cached_property
    def places(self) -> list[Mention]:
        return places.find(self.text)

    @cached_property
    def states(self) -> list[Mention]:
        return states.find(self.text)

    @cached_property
    def organisations(self) -> list[Mention]:
        """Bodies named, without those that only tell whose members, treaty, project or building is meant."""
        return [mention for mention in self.every_body if self._is_actor(mention)]

    def _is_actor(self, mention: Mention) -> bool:
        after, before = self.text[mention.end : mention.end + 60], self.text[max(0, mention.start - 40) : mention.start]
        if _MEMBERS.match(after) or _OF_MEMBERS.search(before) or _THING.match(after):
            return False
        return not any(
            count.start <= mention.start < count.end
            for count in cues.within(self.counts, mention.start - 60, mention.end + 60)
        )

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The sentences of the whole text; a blank line ends one too."""
        return _sentences(self.text)

    def sentences_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """The sentences of text[start:end]."""
        return [(a + start, b + start) for a, b in _sentences(self.text[start:end])]

    def parties(self, start: int, end: int) -> list[Mention]:
        """Organisations and states named in text[start:end] in order; a state inside the name of a body is not one.

        The kind is "organisation", "state", "adjective" or "place" (a state that only tells where).
        """
        bodies = [m._replace(kind="organisation") for m in cues.within(self.organisations, start, end)]
        every = cues.within(self.every_body, start, end)
        cities = cues.within(self.places, start, end)
        found = list(bodies)
        for state in cues.within(self.states, start, end):
            if any(body.start <= state.start < body.end for body in every):
                continue
            kind = "state" if state.kind == "name" else "adjective"
            if kind == "state" and self._is_place(state, cities):
                kind = "place"
            found.append(state._replace(kind=kind))
        return sorted(found, key=lambda mention: mention.start)

    def _is_place(self, state: Mention, cities: list[Mention]) -> bool:
        before = self.text[max(0, state.start - 24) : state.start]
        if _LOCATIVE.search(before):
            return True
        city = next((c for c in cities if c.start < state.start < c.end), None)
        return city is not None

    @cached_property
    def every_body(self) -> list[Mention]:
        """All bodies named, those too that are no actors: the names of states in them are not states."""
        return organisations.find(self.text)

    @cached_property
    def width(self) -> int:
        """The longest line of the note."""
        return max(map(len, self.text.split("\n")), default=0)

    def wraps(self, place: int, line: str, following: str) -> bool:
        """Whether the line that ends at `place` was broken because the next word had no room."""
        start = self.text.rfind("\n", 0, place) + 1
        word = following.split(None, 1)[0] if following.split() else ""
        nearly = self.width if self.width <= 130 else self.width + 1
        return place - start + 1 + len(word) > nearly * 0.93


def _sentences(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for stop in _STOP.finditer(text):
        end = stop.end() if stop[0][0] not in "\n;" else stop.start()
        if stop[0][0] == "." and len(stop[0]) == 1 and _goes_on(text, start, stop.end()):
            continue
        if text[start:end].strip():
            found.append(_trimmed(text, start, end))
        start = stop.end()
    if text[start:].strip():
        found.append(_trimmed(text, start, len(text)))
    return found


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a full stop ends an abbreviation or stands before a word in lower case."""
    following = text[end:].lstrip()
    if following[:1].islower():
        return True
    return bool(_SHORT.search(text[max(start, end - 12) : end])) and not re.match(r"\s*\n\s*\n", text[end:])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
