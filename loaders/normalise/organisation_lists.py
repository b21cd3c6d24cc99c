"""A list of organisations -> its names, without breaking those that contain "and" or a comma.

Marks and words that may separate are looked at from the left; what stands before and behind each decides whether it
separates two names or belongs to one.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from loaders import reference
from loaders.normalise import Mention, states
from loaders.normalise import organisation_words as words_of
from loaders.normalise.organisation_names import Organisation, listed, lookup, scan, tokens
from loaders.normalise.organisation_parties import is_acronym, is_city, is_part, party, resolve, trim

_BULLET = r"(?:[•·▪●○■►*–—-]|\(?(?:\d{1,2}|[a-zA-Z])[.)])\s+"
_MARKER = r"\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)"  # (a), (ii), (3)
_TRAILING_BRACKET = re.compile(r"\s*\(([^()]*)\)$")
_NEUTRAL = frozenset({"of", "in", "de", "and", ",", "et", "y", "e", "a", "en", "pour", "para", "to"})
_PLACED = frozenset({"in", "to", "between", "from", "with", "en", "au", "aux", "entre", "a"})


class Separator(NamedTuple):
    """A mark or word that may stand between two names."""

    start: int
    end: int
    kind: str  # "hard", "comma", "and", "&", "/", "line"


class Segment(NamedTuple):
    """What the words between two separators say about themselves."""

    text: str
    words: tuple[str, ...]  # brackets aside
    plain: tuple[str, ...]  # states aside too
    state: bool  # nothing but a state
    organisation: Organisation | None
    head: bool  # has a word such as Institute, or an acronym, or a known name
    open: bool  # a head with "of" or "for" behind it: what it deals with may go on
    topic: bool  # nothing but fields of work and regions
    small: bool  # begins with a small letter


@lru_cache(maxsize=1 << 12)
def split(text: str) -> list[Mention]:
    """The organisations that a list names, in order; value is the organisation, each at its exact place.

    >>> [mention.written for mention in split("OPCW, Ministry of Trade and Industry of Kenya and the WCO")]
    ['OPCW', 'Ministry of Trade and Industry of Kenya', 'WCO']
    """
    found = []
    for start, end in _pieces(text):
        start, end = _without_note(text, *trim(text, start, end))
        words = [word.key for word in tokens(text[start:end])]
        if words and not words_of.all_of(words, "tail", frozenset({"and", "."})):
            found.append(Mention(start, end, text[start:end], party(text[start:end], text)))
    return found


def _pieces(text: str) -> list[tuple[int, int]]:
    """Where the names of a list stand, roughly: with articles and marks around them."""
    separators = _separators(text)
    ends = [separator.start for separator in separators[1:]] + [len(text)] * bool(separators)
    start, pieces = 0, []
    for separator, end in zip(separators, ends, strict=True):
        left, right = _segment(text[start : separator.start]), _segment(text[separator.end : end])
        if right.text[:1] in ("(", "[") and separator.kind != "hard":
            continue
        if not left.words or not right.words or _cuts(separator.kind, left, right, text):
            pieces.append((start, separator.start))
            start = separator.end
    return [*pieces, (start, len(text))]


def _separators(text: str) -> list[Separator]:
    """All that may separate, outside brackets and outside the names of known organisations and states."""
    closed = _brackets(text)
    closed += [(known.start, known.end) for known in scan(text, "list")]
    closed += [(state.start, state.end) for state in states.find(text)]
    inside = bytearray(len(text) + 1)
    for start, end in closed:
        inside[start + 1 : end] = b"\1" * (end - start - 1)
    flat = "".join(unicodedata.normalize("NFD", letter)[0].lower() for letter in text)
    found = []
    for match in _pattern().finditer(flat):
        if not any(inside[max(match.start(), 0) : match.end()]):
            found.append(Separator(match.start(), match.end(), match.lastgroup or "hard"))
    return found


def _brackets(text: str) -> list[tuple[int, int]]:
    """Where brackets open and close, the outermost."""
    found, depth, opened = [], 0, 0
    text = re.sub(_MARKER, lambda marker: " " * len(marker[0]), text)
    for at, mark in enumerate(text):
        if mark in "([":
            opened = opened if depth else at
            depth += 1
        elif mark in ")]" and depth:
            depth -= 1
            if not depth:
                found.append((opened, at + 1))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    """The separators; groups are named for their kinds."""
    written = [row["word"] for row in reference.rows("organisation_words") if row["kind"] == "connective"]
    alone = [word for word in written if " " not in word]
    several = [r"\s+(?:the\s+|la\s+|le\s+|el\s+|l['’])?".join(word.split()) for word in written if " " in word]
    connectives = "|".join(sorted(several, key=len, reverse=True))
    return re.compile(
        rf"(?P<hard>\s*;(?:\s+(?:and|et|y|e)\s)?|\s*\|\s*|\s+{_MARKER}\s+|\s*\n\s*{_BULLET}|\s*[•▪●■]\s*|[,\s]\s*\b(?:(?:and|et|y|e)\s+)?(?:{connectives})\s(?:the\s)?)"
        rf"|(?P<and>(?:\s*,)?\s+(?:{'|'.join(alone)})\s)|(?P<amp>\s+[&+]\s+)|(?P<slash>\s*/\s*|\s+[–—-]\s+)"
        r"|(?P<comma>\s*,\s)|(?P<line>[ \t]*\n\s*)"
    )


@lru_cache(maxsize=1 << 14)
def _segment(text: str) -> Segment:
    start, end = trim(text)
    text = text[start:end]
    bare = re.sub(r"\([^()]*\)?", " ", text)
    words = tuple(word.key for word in tokens(bare))
    found = states.find(bare)
    plain = tuple(
        word.key for word in tokens(bare) if not any(state.start <= word.start < state.end for state in found)
    )
    is_state = bool(found) and not set(plain) - {"of", "de"}
    known = scan(bare, "list")
    acronym = any(is_acronym(word) for word in re.findall(r"[\w&.-]+", bare)) and not bare.isupper()
    return Segment(
        text,
        words,
        plain,
        is_state,
        None if is_state else resolve(text),
        bool(known) or acronym or words_of.has(words, "head"),
        _is_open(words),
        bool(plain) and words_of.all_of(plain, "topic", _NEUTRAL),
        text[:1].islower(),
    )


def _is_open(words: tuple[str, ...]) -> bool:
    """Whether a head such as Ministry or Institute is followed by what it deals with."""
    return any(words_of.begins(words[at:], "open head") for at in range(len(words) - 1)) and any(
        word in ("of", "de", "pour", "para", "against", "sur", "sobre") for word in words[1:]
    )


def _is_one_name(left: Segment, right: Segment) -> bool:
    """Whether "and" joins what one body deals with: National Animal Disease Diagnostics | Epidemiology Centre."""
    nameless = len(left.words) > 2 and not (left.head or left.state or _is_listed(left))
    late = bool(right.words) and not words_of.begins(right.words, "head") and words_of.has(right.words[1:], "head")
    return nameless and late and not _is_listed(right)


def _cuts(kind: str, left: Segment, right: Segment, text: str) -> bool:
    """Whether a separator stands between two names."""
    if kind == "hard" or words_of.all_of(right.words, "tail", frozenset({"."})):
        return True
    if kind == "slash":
        return _cuts_slash(left, right)
    if kind == "line":
        return _cuts_line(left, right, text)
    if kind == "comma" and _belongs_behind_comma(left, right):
        return False
    if right.state:
        return _cuts_state(kind, left)
    if kind == "amp" and not (_is_name(left) and _is_name(right)):
        return False
    if left.open and _goes_on(right.words) and not _is_listed(left) and not _is_listed(right):
        return False
    if kind == "and" and _is_one_name(left, right):
        return False
    if right.organisation and (not right.topic or _is_listed(right)):
        return not (left.topic and not left.head and not left.organisation)
    if right.small:
        return kind == "comma" and not right.topic
    if right.topic:
        return bool(left.organisation) and not left.open
    if len(left.words) == 1 and not left.organisation and words_of.begins(right.words, "topic"):
        return False
    if right.head:
        return not (left.topic and not left.head)
    if left.open and kind == "and" and not words_of.has(left.words, "parent"):
        return bool(left.organisation) or len(right.words) > 4
    return True


def _is_listed(segment: Segment) -> bool:
    return bool(segment.organisation) and segment.organisation.organisation_id in listed()


def _goes_on(words: tuple[str, ...]) -> bool:
    """Whether words are fields of work "of" something, as in Foreign Affairs and | Defence of the Parliament."""
    at = 0
    while step := words_of.begins(words[at:], "topic"):
        at += step
    return 0 < at < len(words) and words[at] in ("of", "de")


def _is_name(segment: Segment) -> bool:
    return segment.state or bool(segment.organisation) or (segment.head and not segment.topic)


def _cuts_state(kind: str, left: Segment) -> bool:
    """Whether a state behind a separator is a party of its own, not the place of the body before it."""
    if left.state:
        return True
    if kind == "comma":
        seated = is_city(left.text.rpartition(",")[2])
        return bool(left.organisation) and left.organisation.type != "academia" and not seated
    last = [word for word in left.words if word not in left.plain or word in _PLACED]
    return not (left.organisation is None or _is_placed(left)) or not last


def _is_placed(segment: Segment) -> bool:
    """Whether a name ends with the place where the body is: Embassy of Japan in Kenya."""
    return bool(segment.plain) and segment.plain[-1] in _PLACED


def _belongs_behind_comma(left: Segment, right: Segment) -> bool:
    """Whether what follows a comma is a legal form, the acronym, the field of work or the parent of what precedes."""
    if words_of.all_of(right.words, "legal form", frozenset({"."})):
        return True
    if left.organisation and right.organisation and left.organisation == right.organisation and not right.state:
        return left.organisation.acronym in (left.text, right.text) or lookup(left.text) == lookup(right.text)
    if right.topic and not right.head:
        return left.open or (left.topic and not left.head)
    if (left.organisation or left.head) and not right.organisation and is_city(right.text):
        return True
    if left.organisation or left.state:
        return False
    return _is_open(left.words) and bool(words_of.begins(left.words, "subunit")) and words_of.has(right.words, "parent")


def _cuts_slash(left: Segment, right: Segment) -> bool:
    """Whether a slash joins two organisations; a body and its parent, or anything unknown, stays together."""
    one, other = left.organisation, right.organisation
    if left.state and right.state:
        return True
    if not one and not left.state or not other and not right.state:
        return False
    return not (one and other) or (one != other and not is_part(one, other) and not is_part(other, one))


def _cuts_line(left: Segment, right: Segment, text: str) -> bool:
    """Whether a new line begins a new name, or goes on with one that was too long for its line."""
    if left.words[-1] in _NEUTRAL or left.text.endswith("-") or right.small:
        return False
    if right.topic and not right.head:
        return False
    if left.organisation or left.state:
        return right.head or right.state or bool(right.organisation) or not re.search(r"[,;]", text)
    if right.organisation or right.state:
        return resolve(f"{left.text}{', ' if right.state else ' '}{right.text}") is None
    return not re.search(r"[,;]", text)


def _without_note(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without a note in brackets behind it; an acronym, a full name or what makes it a state's body stays."""
    while bracket := _TRAILING_BRACKET.search(text, start, end):
        base, inner = text[start : bracket.start()], bracket[1]
        if not base.strip() or is_acronym(inner):
            break
        known, whole = resolve(base), resolve(text[start:end])
        if whole and (whole != known or lookup(inner) == whole):
            break
        end = bracket.start()
    return start, end
