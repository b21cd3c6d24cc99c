"""Which organisation one written name means: listed, a body of a government, or unlisted and kept as written."""

import re
from functools import cache, lru_cache

from loaders.normalise import organisation_words as words_of
from loaders.normalise import places, states
from loaders.normalise.governments import government, slug
from loaders.normalise.organisation_names import (
    Found,
    Organisation,
    Token,
    key,
    listed,
    lookup,
    parents,
    scan,
    tokens,
    written_names,
)

_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]?\s*")
_AROUND = re.compile(r"\s+[-–—]\s+|\s*[–—/]\s*")
_LEADING = re.compile(
    r"(?:[\s\"“”«»‘,;:.•·▪●○■►*–—\-]|\(?(?-i:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s|"
    r"(?:the|la|le|les|el|los|las|and|et|y|its|their)\s|l['’]|(?-i:of|de|del|du|des|with|con|avec)\s|(?-i:d['’]))+",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"(?:[\s\"”“»«,;:.*†‡§¹²³⁰-⁹•]|\[\d{1,2}\])+$")
_FOOTNOTE = re.compile(r"(?<=[A-Za-z)])\d{1,2}$")  # a footnote mark that has lost its height
_DOTTED = re.compile(r"(?:\b[A-Za-z]\.){2,}$")
_ACRONYM = re.compile(r"[A-Z0-9&/.+–-]*[A-Z][a-z]{0,2}[A-Z0-9&/.+–-]*[A-Z][A-Za-z0-9&/.+–-]{0,4}(?: [A-Z0-9/-]{1,5})?")
_BROAD = frozenset({"un", "european-union"})  # so many bodies that a unit of theirs need not be part of them
_LOOSE = frozenset(["of", "at", "and", "de", "et", "y", "e", ",", "(", ")", ".", "the", "in", "to"])


def resolve(written: str) -> Organisation | None:
    """The organisation that a whole text names: listed, or a body of a government; None for any other.

    >>> resolve("World Customs Organisation (WCO)").organisation_id, resolve("Kenyan Government").organisation_id
    ('wco', 'government-of-kenya')
    """
    return _resolve(written, "")


def party(written: str, context: str = "") -> Organisation:
    """The organisation that a whole text names; one that is not listed keeps its name and gets an id of its own.

    `context` is the text around, for acronyms that mean an organisation only beside certain words.
    """
    return _resolve(written, context) or _unlisted(written)


@lru_cache(maxsize=1 << 15)
def _resolve(written: str, context: str) -> Organisation | None:
    start, end = trim(written)
    text = written[start:end]
    if not text:
        return None
    context = context or written
    return (
        lookup(text, context) or _bracketed(text, context) or _joined(text, context) or government(text) or _unit(text)
    )


def _bracketed(text: str, context: str) -> Organisation | None:
    """The organisation of a name with something in brackets: its acronym, its parent, its state, a note."""
    bracket = _BRACKET.search(text)
    if not bracket or not bracket.start():
        return None
    base, inner, rest = text[: bracket.start()], bracket[1], text[bracket.end() :]
    outside = _resolve(f"{base} {rest}".strip(), context)
    inside = _resolve(inner, context)
    if rest.strip(" .,;:"):
        return outside or (
            _resolve(f"{inner} {rest}", context) if inside and inside == _resolve(base, context) else None
        )
    if outside is None:
        body = government(f"{base}, {inner}")
        if body is None and inside and _agrees(base, inside):
            return inside
        return body
    if outside.organisation_id.startswith("government-of-") and ";" not in inner:
        body = government(f"{inner}, {base}")
        return body if body and body.state_code == outside.state_code else outside
    if inside and is_part(inside, outside):
        return inside
    if inside is None and _spells(inner, base) and not _agrees(inner, outside):
        return None
    return outside


def _spells(name: str, acronym: str) -> bool:
    """Whether the first letters of a name make an acronym, which then means that name: SAS (Small Animal Society)."""
    words = [word.key for word in tokens(name)]
    letters = acronym.casefold().replace(".", "").strip()
    return letters in ("".join(word[0] for word in words), "".join(word[0] for word in words if word not in _LOOSE))


def _joined(text: str, context: str) -> Organisation | None:
    """The organisation of two joined names, by dash, slash or comma: both mean it, or one is a part of the other."""
    for joint in (*_AROUND.finditer(text), *re.finditer(r",\s+", text)):
        left, right = text[: joint.start()], text[joint.end() :]
        if not left or not right:
            continue
        one, other = lookup(left, context), lookup(right, context)
        if one and other:
            if one == other or is_part(one, other):
                return one
            if is_part(other, one):
                return other
        if one and "," in joint[0] and _is_seat(right, one):
            return one
    return None


def _is_seat(written: str, organisation: Organisation) -> bool:
    """Whether words behind a comma only tell where an organisation is."""
    if code := states.resolve(written):
        return code == organisation.state_code or not organisation.state_code
    return is_city(written)


def is_city(written: str) -> bool:
    """Whether a text is a city that is known; a bare name that may be anything is not."""
    place = None if len(written) > 40 or written.isupper() else places.parse(written)
    return bool(place and place.city and place.country_code)


def is_part(organisation: Organisation, whole: Organisation) -> bool:
    """Whether a body belongs to another, directly or through others."""
    parent = parents().get(organisation.organisation_id)
    while parent:
        if parent == whole.organisation_id:
            return True
        parent = parents().get(parent)
    return False


def _agrees(base: str, organisation: Organisation) -> bool:
    """Whether a name that is not known has the words of a known name of the organisation whose acronym follows it."""
    own = {word.key for word in tokens(base)} - _LOOSE
    return len(own) > 1 and any(
        len(known & own) > 1 and (known <= own or own <= known)
        for known in _words().get(organisation.organisation_id, ())
    )


@cache
def _words() -> dict[str, list[frozenset[str]]]:
    """The words of every name of each listed organisation."""
    table: dict[str, list[frozenset[str]]] = {identifier: [] for identifier in listed()}
    for written, organisation in written_names():
        table[organisation.organisation_id].append(frozenset(key(written).split()) - _LOOSE)
    return table


def _unit(text: str) -> Organisation | None:
    """The organisation whose secretariat, branch, division or people a text names."""
    words = tokens(text)
    everywhere = scan(text, "list")
    if whole := _most_specific(words, everywhere):
        return whole
    found = [known for known in everywhere if not _is_where(words, known.start)]
    if not found or any(not _related(found[0].organisation, other.organisation) for other in found[1:]):
        return None
    for known in found:
        before = [word.key for word in words if word.end <= known.start]
        after = [word.key for word in words if word.start >= known.end]
        if words_of.has(before + after, "no unit"):
            return None
        if _is_unit(before, after, known) or (not before and _is_place(text[known.end :], known.organisation)):
            return known.organisation
    return None


def _most_specific(words: tuple[Token, ...], found: list[Found]) -> Organisation | None:
    """Of a body named together with what it belongs to, and nothing else, the body: CICTE of the OAS."""
    if len(found) < 2 or any(
        word.key not in _LOOSE for word in words if not any(known.start <= word.start < known.end for known in found)
    ):
        return None
    named = [known.organisation for known in found]
    return next((one for one in named if all(one == other or is_part(one, other) for other in named)), None)


def _is_unit(before: list[str], after: list[str], known: Found) -> bool:
    kinds = ("people",) if known.organisation.organisation_id in _BROAD else ("people", "unit")
    if not before:
        after = after[1:] if after[:1] == ["and"] else after
        return any(words_of.begins(after, kind) or _ends(after, kind) for kind in kinds)
    if (after and after[0] not in ("to", "in", "at")) or before[-1] not in ("of", "from", "de", "von"):
        return False
    before = before[:-1]
    return any(words_of.begins(before, kind) or _ends(before, kind) for kind in kinds)


def _ends(words: list[str], kind: str) -> bool:
    """Whether words end with a unit or people, after a few words of any kind or fields of work only."""
    length = words_of.ends(words, kind)
    return bool(length) and (len(words) < 5 or words_of.all_of(words[:-length], "topic", _LOOSE))


def is_acronym(text: str) -> bool:
    """Whether a text has the form of an acronym: short, with two capitals or more."""
    return bool(_ACRONYM.fullmatch(text.strip()))


def _is_where(words: tuple[Token, ...], start: int) -> bool:
    """Whether a name only says to whom a body is sent: Delegation of the European Union to the United Nations."""
    before = [word.key for word in words if word.end <= start]
    return bool(before) and before[-1] in ("to", "at", "aupres", "ante")


def _is_place(behind: str, organisation: Organisation) -> bool:
    """Whether what follows a name is only the state where an office of it is: in Togo; UNDP Togo."""
    place = re.fullmatch(r"\s+(in\s|en\s|au\s|for\s)?(.+)", behind)
    return bool(place and (place[1] or organisation.type == "UN system") and states.resolve(place[2]))


def _related(one: Organisation, other: Organisation) -> bool:
    return one == other or is_part(one, other) or is_part(other, one)


def _unlisted(written: str) -> Organisation:
    """An organisation that is not known, under its name as written; its acronym in brackets is not part of the id."""
    start, end = trim(written)
    name = " ".join(written[start:end].split()) or " ".join(written.split())
    acronym = ""
    bracket = re.fullmatch(r"(.+?)\s*\(([^()]*)\)", name)
    if bracket and is_acronym(bracket[2]):
        name, acronym = bracket[1], bracket[2]
    identifier = slug(key(name).replace("u.n", "un").replace("u.s", "us")) or "unnamed"
    if identifier in listed():
        identifier += "-unlisted"
    return Organisation(identifier, name, acronym, "unlisted", "")


def trim(text: str, start: int = 0, end: int | None = None) -> tuple[int, int]:
    """Where a name begins and ends without articles, bullets, end marks and footnote marks around it."""
    start, end = _trimmed(text, start, len(text) if end is None else end)
    mark = _FOOTNOTE.search(text, start, end)
    if mark and not lookup(text[start:end]) and (text[mark.start() - 1] == ")" or lookup(text[start : mark.start()])):
        end = mark.start()
    return start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    if leading := _LEADING.match(text, start, end):
        start = leading.end() if leading.end() < end else start
    if trailing := _TRAILING.search(text, start, end):
        cut = trailing.start()
        end = cut + 1 if text[cut : cut + 1] == "." and _DOTTED.search(text, start, cut + 1) else cut
    return start, end
