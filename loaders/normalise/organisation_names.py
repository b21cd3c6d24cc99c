"""The organisations that are listed, by every name they are known by, and those names found in a text."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import ahocorasick

from loaders import reference
from loaders.normalise.words import fold

_JOINERS = "\u0300-\u036f\u00ad\u200b\u200c\u200d\ufeff"  # accents and invisible marks inside a word
_TOKEN = re.compile(rf"(?<![^\W_])(?:[A-Za-z]\.){{2,}}(?![A-Za-z])|(?:[^\W_¹²³⁰-⁹₀-₉][{_JOINERS}]*)+|[&,;:.()\[\]•]")
ARTICLES = frozenset(
    ["la", "le", "les", "el", "los", "las", "l", "il", "lo", "gli", "die", "der", "das", "o", "os", "as", "a", "the"]
)
_OF = {"du": "de", "des": "de", "d": "de", "do": "de", "da": "de", "dos": "de", "del": "de"}
_DOTTED = {"un": "u.n", "us": "u.s", "&": "and"}  # un and us are words too
_APOSTROPHES = "’'`´′‘"


class Organisation(NamedTuple):
    """A body that organises, supports or takes part; state_code only for a body of a state's government."""

    organisation_id: str
    name: str
    acronym: str
    type: str
    state_code: str


class Token(NamedTuple):
    """A word or mark of a text in its standard spelling, and where it stands."""

    key: str
    start: int
    end: int


class Name(NamedTuple):
    """What a known name means: the organisation, or nothing without the words that a rule asks for."""

    organisation: Organisation
    capitals: bool  # an acronym: read in capitals only
    where: str  # "text" everywhere, "list" only where organisations are listed, "near" only beside certain words
    near: tuple[str, ...]
    word: bool  # also an ordinary word, so not in a line of capitals


class Found(NamedTuple):
    """A known name in a text."""

    start: int
    end: int
    organisation: Organisation


@lru_cache(maxsize=1 << 14)
def _plain_tokens(text: str) -> tuple[Token, ...]:
    """The words and marks of a text, articles aside, each with its folded form."""
    shouting = text.isupper()
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        written = match[0]
        key = fold(written).replace(".", "") if len(written) > 1 else fold(written)
        if key in _DOTTED and written == written.upper():
            key = _DOTTED[key]
        if key == "s" and match.start() and text[match.start() - 1] in _APOSTROPHES:
            continue
        if key in ARTICLES and _is_article(written, shouting) and not (written == text and shouting):
            continue
        if key == "and" and found and found[-1].key == ",":
            found.pop()
        if key:
            found.append(Token(_OF.get(key, key), match.start(), match.end()))
    return tuple(found)


def _is_article(written: str, shouting: bool) -> bool:
    """Whether a small word is no acronym such as LAS: written small, or in a text that is all capitals."""
    return written.islower() or (len(written) > 1 and (written.istitle() or shouting))


@lru_cache(maxsize=1 << 14)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text in their standard spelling: Center is centre, United Nations is un, Non-Proliferation one."""
    plain, table = _plain_tokens(text), _spellings()
    found: list[Token] = []
    at = 0
    while at < len(plain):
        for length, words, standard in table.get(plain[at].key, ()):
            if tuple(token.key for token in plain[at : at + length]) == words:
                found.append(Token(standard, plain[at].start, plain[at + length - 1].end))
                at += length
                break
        else:
            found.append(plain[at])
            at += 1
    return tuple(found)


def key(written: str) -> str:
    """The comparison key of an organisation's name.

    >>> key("The Centre for Non-Proliferation Studies") == key("center for nonproliferation studies")
    True
    """
    words = [token.key for token in tokens(written)]
    while words and words[-1] in ".,;:":
        words.pop()
    return " ".join(words)


@cache
def _spellings() -> dict[str, list[tuple[int, tuple[str, ...], str]]]:
    """Spellings by their first word, the longest first."""
    table: dict[str, list[tuple[int, tuple[str, ...], str]]] = {}
    for row in reference.rows("organisation_spellings"):
        words = tuple(row["written"].split())
        table.setdefault(words[0], []).append((len(words), words, row["standard"]))
    for entries in table.values():
        entries.sort(reverse=True)
    return table


@cache
def listed() -> dict[str, Organisation]:
    """The rows of organisations.csv by id."""
    return {
        row["organisation_id"]: Organisation(
            row["organisation_id"], row["name"], row["acronym"], row["type"], row["state_code"]
        )
        for row in reference.rows("organisations")
    }


@cache
def parents() -> dict[str, str]:
    """The id of the body that each body belongs to, where it belongs to one."""
    return {row["organisation_id"]: row["parent_id"] for row in reference.rows("organisations") if row["parent_id"]}


def written_names() -> Iterator[tuple[str, Organisation]]:
    """Every name, acronym and alias with its organisation."""
    for organisation in listed().values():
        yield organisation.name, organisation
        if organisation.acronym:
            yield organisation.acronym, organisation
    for row in reference.rows("organisation_aliases"):
        yield row["alias"], listed()[row["organisation_id"]]


@cache
def names() -> dict[str, Name]:
    """Every known name by its key; raises where one name would mean two organisations."""
    known: dict[str, Name] = {}
    for written, organisation in written_names():
        spelling, capitals = key(written), not any(letter.islower() for letter in written)
        before = known.get(spelling)
        if before and before.organisation != organisation:
            raise reference.ReferenceError(
                f"organisation_aliases.csv: {written!r} means {before.organisation.organisation_id} and "
                f"{organisation.organisation_id}; keep one, or give a rule in ambiguous_organisations.csv."
            )
        known[spelling] = Name(organisation, capitals and (before is None or before.capitals), "text", (), False)
    for row in reference.rows("ambiguous_organisations"):
        spelling, near = key(row["written"]), tuple(fold(word) for word in row["near"].split("|") if word)
        capitals = not any(letter.islower() for letter in row["written"])
        capitals = capitals and (spelling not in known or known[spelling].capitals)
        known[spelling] = Name(listed()[row["organisation_id"]], capitals, row["where"], near, True)
    return known


def lookup(written: str, context: str = "") -> Organisation | None:
    """The organisation that a whole text names, or None; `context` is the text it stands in."""
    name = names().get(key(written))
    if name is None or (name.word and name.capitals and any(letter.islower() for letter in written.removesuffix("s"))):
        return None
    return name.organisation if _allowed(name, context or written, "list") else None


def _allowed(name: Name, context: str, where: str) -> bool:
    return name.where in ("text", where) or _stands(name.near, context)


@lru_cache(maxsize=1 << 10)
def _stands(near: tuple[str, ...], context: str) -> bool:
    """Whether one of the words stands in a text."""
    folded = _folded(context)
    return any(re.search(rf"(?<!\w){re.escape(word)}", folded) for word in near)


@lru_cache(maxsize=16)
def _folded(text: str) -> str:
    return fold(text)


def scan(text: str, where: str = "text") -> list[Found]:
    """The known names in a text, from the left and the longest first; `where` is "text" or "list"."""
    words = tokens(text)
    if not words:
        return []
    ends: dict[int, int] = {}
    position = 0
    for number, word in enumerate(words):
        position += len(word.key) + 1
        ends[position] = number
    hits = []
    for last, (length, name) in _automaton().iter(" " + " ".join(word.key for word in words) + " "):
        end = ends[last]
        first = end - length + 1
        if _accepts(text, words[first].start, words[end].end, name, where):
            hits.append((first, end, name.organisation))
    found, reached = [], -1
    for first, end, organisation in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if first > reached:
            found.append(Found(words[first].start, words[end].end, organisation))
            reached = end
    return found


@cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for spelling, name in names().items():
        automaton.add_word(f" {spelling} ", (spelling.count(" ") + 1, name))
    automaton.make_automaton()
    return automaton


_NEXT_ITEM = re.compile(r"\n\s*[-–•*]\s")  # a list goes on: no name reaches over it


def _accepts(text: str, start: int, end: int, name: Name, where: str) -> bool:
    written = text[start:end]
    if "\n" in written and _NEXT_ITEM.search(written):
        return False
    if name.capitals:
        if any(letter.islower() for letter in written.removesuffix("s")):
            return False
        if name.word and where == "text" and _in_capitals(text, start, end):
            return False
    elif written[0].islower() and not any(letter.isupper() for letter in written):
        return False
    return _allowed(name, text, where)


def _in_capitals(text: str, start: int, end: int) -> bool:
    """Whether the rest of the line is written in capitals too."""
    last = text.find("\n", end)
    line = text[text.rfind("\n", 0, start) + 1 : start] + text[end : last if last >= 0 else len(text)]
    if len(line) > 1000:  # no heading
        return False
    return sum(word.isalpha() and len(word) > 3 for word in line.split()) > 1 and line.isupper()
