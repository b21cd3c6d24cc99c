"""The words that stand before a value, and the fields that they mean: data/reference/note_labels.csv."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from loaders import reference
from loaders.normalise import organisations, states
from loaders.notes.cues import key, meanings

SECTIONS = frozenset({"background", "highlights", "comments"})
FIELDS_OF_CUES = {  # a phrase before a colon is a label too
    "organiser by": "organiser",
    "host by": "host",
    "sponsor by": "sponsor",
    "partner by": "partner",
    "speak by": "partner",
    "observer by": "observer",
    "attend by": "participants",
    "invite by": "invited",
    "absent by": "absent",
}
LONGEST_LABEL = 64
CORE = frozenset({"date", "place", "organiser", "host", "sponsor", "partner", "participants", "states"})
_MARKER = re.compile(
    r"[\s>#*_•·▪‣◦■●➢►+|–—-]*"
    r"(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[A-Z](?:\.?\d{1,2})+|[a-zA-Z]|[ivxIVX]{1,5})[.)]\)?[-–—]?[ \t]+|(?:\d{1,2}|[A-Z])(?:\.\d{1,2})+[ \t]+|\d{1,2}[ \t]{1,4}(?=[A-ZÀ-Þ])|§\s*\d+\s*|[QP]\d{0,2}\s?[:.][ \t]+)?[*_|]*"
)
_BRACKET = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_PLURAL = re.compile(r"\((?:s|es|e|a|as|os)\)|/(?:s|es|a|as|os)\b")
_SEPARATOR = re.compile(
    r"\s*[*_]{0,2}(?:\?*[:：]|\t|\s[–—-]\s|\s[–—]|\|| {3,}|\.\s*[–—-]\s|(?:\.{3,}|…+|_{3,})\s*:?|[?](?:\s{2,}|$)|\.\s)[*_]{0,2}\s*"
)
_NEXT_LABEL = re.compile(
    r"(?:;\s{1,40}|(?:(?<=[a-zà-ÿ)])|(?<=\d{4}))\.\s{1,40}|(?<!\s)\s{3,60})(?=(?P<label>[^\W\d_][^:;\n]{1,40}):)"
)
_JOIN = re.compile(r"\s*(?:,|;|/|&|\+|\band\b|\bet\b|\by\b|\be\b|\bund\b|\bor\b)\s*")
_WHOSE = re.compile(  # "organisers of both visits"
    r"\s+(?:of|for|in|des?|du|de los|de las|a|en) (?:(?:the|les|los|las|the three|the two|all|both|each|these|ambos|ambas|todos|deux|le|la|el|l')\s*)+"
    r"(?:events?|workshops?|visits?|seminars?|meetings?|courses?|trainings?|webinars?|conferences?|activit(?:y|ies)|missions?|sessions?|exercises?"
    r"|evenements?|ateliers?|reunions?|seminaires?|formations?|visites?|eventos?|talleres|taller|reuniones|cursos?|seminarios?|actividades|visitas?)$"
)
PLAIN = frozenset(":\t?.…_|")  # what stands behind a label and not within a sentence
_EVENT_NOUN = re.compile(  # "course of the workshop" is a section as "course of the event" is, "date of the seminar" a date
    r"(\bof (?:the |this )?)(?:workshop|seminar|meeting|course|training|conference|exercise|visit|mission|webinar|session|round ?table)$"
)
_HELD = re.compile(  # a line that begins with its verb: "Held on 24 August 2021 by videoconference"
    r"(?:held|convened|took place|tenue?|organisée? (?=du|le|à)|celebrad[oa]|realizad[oa])"
    r"\s+(?=(?:on|from|in|at|between|le|du|à|au|el|del|en|los)\b[^.\n]*\d)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s*(?:no\.?|nr\.?|n°|#)?\s*(?:\d{1,2}|[ivx]{1,4}|[a-h])$")
_ORDINAL = re.compile(
    r"^(?:the\s+)?(?:first|second|third|fourth|fifth|sixth|premier|premiere|deuxieme|troisieme|primer|primera|segundo"
    r"|segunda|tercer|tercera|erste|sweite)\s+"
)


class Line(NamedTuple):
    """A line of the text; `width` is that of the note's lines, 0 where nobody wrapped them; `ways` is how it sets labels."""

    start: int
    end: int
    text: str
    width: int = 0
    ways: frozenset[str] = frozenset()

    @property
    def blank(self) -> bool:
        return not self.text.strip()


class Segment(NamedTuple):
    """A piece of a note: `kind` is label, heading or prose; text[start:end] is the value or the paragraph.

    `fields` are those of the label; `section` is where prose stands; `column` is that of a table with one event a column.
    """

    kind: str
    fields: tuple[str, ...]
    start: int
    end: int
    label_start: int
    label: str = ""
    section: str = ""
    column: int = 0


@cache
def _labels() -> dict[str, tuple[tuple[str, ...], str]]:
    """Label key -> its fields and its language; where languages differ the first row in the table counts."""
    table: dict[str, tuple[tuple[str, ...], str]] = {}
    for row in reference.rows("note_labels"):
        table.setdefault(key(row["label"]), (tuple(row["field"].split()), row["language"]))
    return table


@lru_cache(maxsize=1 << 14)
def fields(label: str) -> tuple[str, ...]:
    """The fields that a label stands for, () when it is none: "Date and Venue" is (date, place).

    >>> fields("ORGANIZER(S)")
    ('organiser',)
    """
    label = _PLURAL.sub("", label) if "(" in label or "/" in label else label
    plain = " ".join(_BRACKET.sub(" ", label).split()).strip(" *_.:#|")
    whole = key(plain).strip(" .'\"")
    folded = _WHOSE.sub("", whole)
    if not folded or len(folded) > LONGEST_LABEL or (len(folded) == 1 and label.isascii()):
        return ()
    table = _labels()
    for form in (
        _EVENT_NOUN.sub(r"\1event", whole),
        folded,
        folded.removeprefix("the "),
        _NUMBERED.sub("", folded),
        _ORDINAL.sub("", folded),
    ):
        for candidate in (form, form + "s"):
            if candidate in table:
                return table[candidate][0]
    parts = [part for part in _JOIN.split(folded) if part]
    if 1 < len(parts) <= 4:
        found = [_part(part, table) for part in parts]
        if all(found):
            return tuple(dict.fromkeys(field for each in found for field in each))
    return tuple(dict.fromkeys(FIELDS_OF_CUES[m] for m in sorted(meanings(folded)) if m in FIELDS_OF_CUES))


# What a label of several words means: of the meanings of its words the first of these that is there.
MEANINGS = (
    ("absent", ("absent",)),
    ("invited", ("invited",)),
    ("sponsor", ("sponsor",)),
    ("organiser", ("organiser",)),
    ("host", ("host",)),
    ("observer", ("observer",)),
    ("speaker", ("speaker",)),
    ("partner", ("partner",)),
    ("states", ("states",)),
    ("participants", ("participants",)),
    ("body", ("partner",)),
    ("date", ("date",)),
    ("place", ("place",)),
    ("format", ("format",)),
    ("title", ("title",)),
)
TWOFOLD = ({"organiser", "host"}, {"organiser", "sponsor"}, {"date", "place"})  # both at once: "Organiser and host"


@lru_cache(maxsize=1 << 14)
def composed(label: str, usual: bool = False) -> tuple[str, ...]:
    """The fields of a label that no row of the table has, told by its words: data/reference/note_label_words.csv.

    Where the note sets labels in this way as a rule (`usual`), one word may be unknown; words such as "next" make it meta.

    >>> composed("Players from the following countries"), composed("Date of the invitation")
    (('states',), ())
    """
    words = _words(_BRACKET.sub(" ", _PLURAL.sub("", label)))
    known, at, strange = set(), 0, 0
    while at < len(words):
        step = next((n for n in (4, 3, 2, 1) if " ".join(words[at : at + n]) in _label_words()), 0)
        if step:
            known.add(_label_words()[" ".join(words[at : at + step])])
        strange += not step
        at += step or 1
    unknown = max(len(words) // 4, int(usual and len(words) > 1))
    if not words or len(words) > 9 or strange > unknown or _is_party(label):
        return ()
    if "veto" in known:
        return ("meta",) if usual else ()
    if "body" in known and "participants" in known:
        known -= {"participants", "states"}
    for both in TWOFOLD:
        if both <= known:
            return tuple(sorted(both, reverse=True))
    return next((names for meaning, names in MEANINGS if meaning in known), ())


def _words(label: str) -> list[str]:
    """The words of a label as they are compared, articles written onto them aside: l'activité."""
    return re.findall(r"[^\W_]+", re.sub(r"\b(?:[ldsnjm]|qu)['’]", "", key(label)))


@cache
def _label_words() -> dict[str, str]:
    return {" ".join(_words(row["word"])): row["meaning"] for row in reference.rows("note_label_words")}


def _part(part: str, table: dict[str, tuple[tuple[str, ...], str]]) -> tuple[str, ...]:
    part = part.removeprefix("the ").removeprefix("its ")
    return next((table[form][0] for form in (part, part + "s") if form in table), ())


def labelled_parts(line: str) -> list[str]:
    """A line of several labels ("Date: 3 May 2018; Venue: Lima; Host: ...") in its parts, else the line itself."""
    starts = bool(fields(line.partition(":")[0]))
    cuts = [
        match.end()
        for match in _NEXT_LABEL.finditer(line)
        if (found := fields(match["label"]) or composed(match["label"]))
        and (starts if match[0][0] != "." else CORE.intersection(found))
    ]
    if not cuts:
        return [line]
    return [line[start:end] for start, end in zip([0, *cuts], [*cuts, len(line)], strict=True)]


def label_of(line: Line) -> tuple[tuple[str, ...], int, int, str] | None:
    """The label that a line begins with: its fields, where it and its value start, and its words.

    What no table knows is a label by its words, or ("unknown",), where the note sets other labels in the same way.
    """
    marker = _MARKER.match(line.text).end()
    head = line.text[marker : marker + LONGEST_LABEL + 6]
    for separator in _SEPARATOR.finditer(head):
        written = head[: separator.start()]
        if not written.strip():
            continue
        way = _way(separator[0])
        if separator[0].strip(" *_") == "." and not _runs_in(written):
            continue
        usual = way in line.ways
        plain = usual or way in PLAIN
        found = fields(written) or (composed(written, usual) if plain and _is_title(written) else ())
        if not found and usual and _may_be_label(written) and line.text[marker + separator.end() :].strip():
            found = ("unknown",)
        if found and (plain or separator[0].strip() or _is_title(written)):
            return found, line.start + marker, line.start + marker + separator.end(), written
        if way == ":":
            break
    if (held := _HELD.match(line.text, marker)) and _is_title(line.text[marker:]) and len(line.text) < 140:
        return ("date", "place"), line.start + marker, line.start + held.end(), held[0].strip()
    whole = line.text[marker:].strip(" *_:#|")
    if len(whole) > LONGEST_LABEL or not _is_title(whole):
        return None
    set_off = len(whole) > 3 and ("alone" in line.ways or whole.isupper() or bool(line.text[:marker].strip(" -•")))
    if found := fields(whole) or (composed(whole) if set_off else ()):
        return found, line.start + marker, line.end, whole
    return None


def _runs_in(written: str) -> bool:
    """Whether words before a full stop are a label: in capitals, or the name of a section ("Background. ...")."""
    return written.isupper() or bool(SECTIONS.intersection(fields(written)))


def ways(lines: Iterable[str]) -> frozenset[str]:
    """The ways in which a note sets its labels: the mark behind them, or "alone" on their line; each used twice or more."""
    counted: Counter[str] = Counter()
    for line in lines:
        text = line[_MARKER.match(line).end() :]
        whole = text.strip(" *_:#|")
        if len(whole) <= LONGEST_LABEL and _is_title(whole) and CORE.intersection(fields(whole)):
            counted["alone"] += 1
            continue
        separator = _SEPARATOR.search(text[: LONGEST_LABEL + 6])
        if separator and CORE.intersection(fields(text[: separator.start()])):
            counted[_way(separator[0])] += 1
    return frozenset(way for way, times in counted.items() if times > 1)


def _way(separator: str) -> str:
    mark = separator.strip(" *_")
    return mark[:1].replace("：", ":") or ("\t" if "\t" in separator else "   ")


def _may_be_label(written: str) -> bool:
    """Whether some words before a mark look like a label: few, the first with a capital, no name of a place or person."""
    words = written.split()
    plain = len(words) <= 4 and len(written) > 3 and not re.search(r"[\d.,;()\t]", written)
    return plain and _is_title(written) and not _is_party(written)


@lru_cache(maxsize=1 << 14)
def _is_party(written: str) -> bool:
    """Whether words are the name of a state or of a known body."""
    return bool(states.resolve(written) or organisations.resolve(written))


def _is_title(written: str) -> bool:
    """A label without a colon starts with a capital."""
    return written.lstrip(" *_")[:1].isupper()


def language_of(labels: Iterable[str]) -> str:
    """The language of most labels."""
    table = _labels()
    counted = Counter(table[key(label)][1] for label in labels if label and key(label) in table)
    return counted.most_common(1)[0][0] if counted else "en"
