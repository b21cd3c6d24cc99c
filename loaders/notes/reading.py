"""Everything that the normalisers find in the text of a note, found once, and asked for by place."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from loaders.normalise import Mention, counts, dates, organisations, places, states
from loaders.normalise.organisation_names import scan
from loaders.notes import cues
from loaders.notes.cues import Marks
from loaders.notes.labels import language_of
from loaders.notes.layout import LISTS, PAGE, Segment

_STOP = re.compile(
    r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n[ \t]*\n|\n(?=[ \t]*(?:[-•▪◦●‣*–—][ \t]|\(?(?:\d{1,2}|[a-z])[.)][ \t]))|;(?=\s*\n)"
)
_SHORT = re.compile(
    r"(?:\b(?:[A-Za-zÀ-ÿ]|St|Ste|Sta|Sto|Mr|Mrs|Ms|Dr|Drs|Prof|Gen|Col|Sen|Rep|Amb|No|Nos|Nr|Art|art|para|paras|p|pp|vol|ed"
    r"|approx|ca|cf|vs|etc|Ref|ref|Dem|Fed|Is|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|resp|incl|e\.g|i\.e|a\.m|p\.m"
    r"|Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun|Excmo|Sr|Sra|Dra|núm|op|Inc|Ltd|Co|Corp|Dept|Univ|Govt|Intl)"
    r"|\b(?:[A-Z]\.)+[A-Z])\.$"
)
_LINE_END = re.compile(r"[ \t]*\n\s*")
_CUT = re.compile(
    r"(?:[,(/&–—-]|\b(?:of|the|and|for|in|on|to|with|from|by|de|du|des|la|le|les|del|los|las|el|et|y|para|pour|sur|von|der|und"
    r"|as|its|against|contre|contra))\s*$",
    re.IGNORECASE,
)
_ACRONYM_END = re.compile(r"\([A-Z][\w/&. -]{1,16}\)[ \t]*$")  # a name that is told to its end
_DETERMINER = re.compile(r"\b(?:its|their|the|an?|les?|la|une?|el|sus?)\s*$")  # a title on a line of its own follows
_WORDS = re.compile(r"[^\W\d_][\w'’-]*")
_GOING_ON = re.compile(r"(?:and|et|y|e|und)\b")
_LISTED = re.compile(
    r"\s*(?:[,;/]|\b(?:and|et|y|e)\b)+\s*(?:and |et |y |e )?(?:de la |de l['’]|de las |de los |du |des |del |de |d['’])?(?:the |la |le |les |el |los |las |l['’])?"
)
_LISTED_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2}(?=\s*(?:[,;.)/]|\b(?:and|et|y|e)\b|$))")
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
    r"(?:(?:members|member states|states|parties|states parties|countries|administrations|nations|membres|états|pays|estados|países|miembros"
    r"|partes|partenaires|subregion|region)\s+(?:\w+\s+)?(?:of|to|in|de|du|des|del|de la|de l['’])\s*(?:the\s+)?)$",
    re.IGNORECASE,
)
_THING = re.compile(
    r"(?:['’]s?)?\s+(?:(?!(?:its|their|the|an?|this|that|on|to|and|with)\b)[\w-]+\s+){0,2}?(?:Convention|Treaty|Protocol|projects?|headquarters|building|premises|website|report|conference room"
    r"|initiative|resolution|mandate|database|Decision|decision|regulation|framework|toolkit|handbook|guidelines?|standards?"
    r"|region|scheme|curriculum|week|day|publication|list|matrix|matrices|obligations|tool|format|capitals?|languages?)\b"
)
_OF_STATE = re.compile(r"\s+(?:of|de|du|d['’])\s*(?:the\s+|la\s+|l['’])?", re.IGNORECASE)
_NOT_LISTED = frozenset({"EU", "UN", "The"})


class Reading:
    """A note's text and what is in it; mentions are sorted and those of one kind do not overlap."""

    def __init__(self, text: str, segments: Sequence[Segment] = ()) -> None:
        """No name or number reaches over the start of a segment, nor over the end of a line in a list of names."""
        self.text = text
        self.named: dict[tuple[int, int], list[Mention]] = {}  # kept by parties
        self.scopes: dict[tuple[int, int, str], list] = {}  # kept by roles.scopes: sentences are asked for twice
        self.towns_added = self.days_added = False
        self.unlisted = Marks(())  # bodies that no table knows, of the prose
        self.language = language_of(segment.label for segment in segments)
        characters = list(text)
        for segment in segments:
            before = len(text[: segment.label_start].rstrip())
            if before < segment.label_start and text[before] in "\n\t ":
                characters[before] = ";"
            if LISTS.intersection(segment.fields):
                for place in self._between_names(segment):
                    characters[place] = ";"
        self.scanned = "".join(characters)

    def _between_names(self, segment: Segment) -> Iterator[int]:
        """The line ends in a list that no known name goes over."""
        ends = list(self.line_ends(segment.start, segment.end))
        known = scan(self.text[segment.start : segment.end]) if ends else []
        for place in ends:
            if not any(body.start < place - segment.start < body.end for body in known):
                yield place

    @cached_property
    def width(self) -> tuple[int, int]:
        """The longest line of the note, and the longest of those that fit a page."""
        lengths = [len(line.rstrip()) for line in self.text.split("\n") if line.strip()]
        page = max((length for length in lengths if length <= PAGE), default=PAGE)
        filled = sum(0.8 * page <= length <= page for length in lengths)
        return max(lengths, default=0), page if filled > len(lengths) / 5 or max(lengths, default=0) > PAGE else 1 << 30

    def line_ends(self, start: int, end: int) -> Iterator[int]:
        """The line ends in text[start:end] that were meant: not those of a line that was full or is plainly cut."""
        for match in _LINE_END.finditer(self.text, start, end):
            before, after = self.text[start : match.start()], self.text[match.end() : end]
            if any(first < match.start() < last for first, last in self._wrapped_states):
                continue
            if not before.strip() or _CUT.search(before[-40:]) or after[:1].islower() or after[:1] in "(&,;":
                continue
            if _GOING_ON.match(after) or before.count("(") > before.count(")"):
                continue
            if _is_cut_state(before, after):
                continue
            if _ACRONYM_END.search(before) and after[:1].isupper() or not self._is_full(match, after):
                yield match.start()

    @cached_property
    def _wrapped_states(self) -> list[tuple[int, int]]:
        """Where the name of a state goes on in the next line: "United / Kingdom", not "Guinea / Bissau"."""
        return [
            (name.start, name.end)
            for name in states.find(self.text)
            if "\n" in name.written and states.resolve(name.written.split("\n")[0]) is None
        ]

    def _is_full(self, line_end: re.Match[str], following: str) -> bool:
        """Whether a line had no room for the next word; where prose is not wrapped only indented lines go on."""
        start = self.text.rfind("\n", 0, line_end.start()) + 1
        word = following.split(None, 1)[0] if following.split() else ""
        longest, page = self.width
        indented = line_end[0].endswith("    ")
        if longest > PAGE and not indented:
            return False
        return line_end.start() - start + 1 + len(word) > page * (0.85 if indented else 0.93)

    @cached_property
    def cues(self) -> Marks:
        """The cues; words within the name of a state are none: the former Yugoslav Republic of Macedonia."""
        named = self.states
        found = cues.find(self.scanned)
        return Marks(cue for cue in found if not any(s.kind == "name" for s in cues.over(named, cue.start, cue.end)))

    @cached_property
    def dates(self) -> Marks:
        return Marks(dates.find(self.scanned))

    @cached_property
    def counts(self) -> Marks:
        return Marks(counts.find(self.scanned))

    @cached_property
    def places(self) -> Marks:
        return Marks(places.find(self.scanned))

    @cached_property
    def states(self) -> Marks:
        return Marks(self._with_listed(states.find(self.scanned)))

    def _with_listed(self, found: list[Mention]) -> list[Mention]:
        """Beside states in a list, names too that alone may mean something else: Granada, Dominique, Maurice."""
        added = []
        for index, mention in enumerate(found):
            if mention.kind != "name":
                continue
            added += self._listed_after(
                mention.end, found[index + 1].start if index + 1 < len(found) else len(self.text)
            )
        return sorted([*found, *added], key=lambda mention: mention.start) if added else found

    def _listed_after(self, place: int, until: int) -> Iterator[Mention]:
        while mark := _LISTED.match(self.scanned, place, until):
            name = _LISTED_NAME.match(self.scanned, mark.end(), until)
            code = states.resolve(name[0]) if name and name[0] not in _NOT_LISTED else None
            if not code:
                return
            yield Mention(name.start(), name.end(), name[0], code, "name")
            place = name.end()

    @cached_property
    def organisations(self) -> Marks:
        """Bodies named, without those that only tell whose members, treaty, project or building is meant."""
        bodies = self.every_body
        doubled = {b.start for a, b in pairwise(bodies) if self._is_acronym_of(a, b)}
        return Marks(mention for mention in bodies if mention.start not in doubled and self._is_actor(mention))

    def _is_acronym_of(self, longer: Mention, short: Mention) -> bool:
        """Whether a name in brackets is part of the name before it: the Commission of the African Union (AU)."""
        between = self.text[longer.end : short.start].strip()
        return between == "(" and short.value.name.casefold() in " ".join(longer.written.split()).casefold()

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
        known = self.named.get((start, end))
        if known is None:
            known = self.named[start, end] = self._parties(start, end)
        return known

    def _parties(self, start: int, end: int) -> list[Mention]:
        bodies = [m._replace(kind="organisation") for m in cues.within(self.organisations, start, end)]
        every = cues.within(self.every_body, start, end)
        cities = cues.within(self.places, start, end)
        found = list(bodies)
        for state in cues.within(self.states, start, end):
            if any(body.start <= state.start < body.end for body in every):
                continue
            kind = "state" if state.kind == "name" else "adjective"
            if kind == "state" and any(
                0 < body.start - state.end <= 2
                and "\n" not in self.text[state.end : body.start]
                and "," not in self.scanned[state.end : body.start]
                and ";" not in self.scanned[state.end : body.start]
                for body in bodies
            ):
                kind = "adjective"
            if kind == "state" and any(
                0 < state.start - body.end < 14 and _OF_STATE.fullmatch(self.text, body.end, state.start)
                for body in bodies
            ):
                kind = "adjective"  # Centre national (CNRP) de Tunisie
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
    def every_body(self) -> Marks:
        """All bodies named, those too that are no actors: the names of states in them are not states."""
        return Marks(organisations.find(self.scanned))


def _is_cut_state(before: str, after: str) -> bool:
    """Whether a line end cuts the name of a state: Costa | Rica."""
    if not before.rstrip()[-1:].isalpha():
        return False
    left, right = _WORDS.findall(before[-40:])[-3:], _WORDS.findall(after[:40])[:3]
    return any(
        states.resolve(" ".join([*left[-i:], *right[:j]])) and not states.resolve(" ".join(left[-i:]))
        for i in range(1, len(left) + 1)
        for j in range(1, len(right) + 1)
    )


def _sentences(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for stop in _STOP.finditer(text):
        end = stop.end() if stop[0][0] not in "\n;" else stop.start()
        if stop[0][0] == "." and len(stop[0]) == 1 and _goes_on(text, start, stop.end()):
            continue
        if stop[0][0] == "\n" and (_DETERMINER.search(text[start:end]) or text[stop.end() :].lstrip()[:1].islower()):
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
