"""Bodies of a state's government, known by their form: Government of X, X's Ministry of ..., Embassy of X in Y."""

import re
from functools import cache
from typing import NamedTuple

from loaders import reference
from loaders.normalise import Mention, state_names, states
from loaders.normalise import organisation_words as words_of
from loaders.normalise.organisation_names import Organisation, Token, key, listed, names, scan, tokens, written_names
from loaders.normalise.words import fold

_CONNECTORS = frozenset({"of", "de", ",", "(", "von", "der"})
_STRONG = frozenset(
    ["ministry", "ministries", "ministere", "ministerio", "ministero", "ministerium"]
    + ["embassy", "ambassade", "embajada", "embaixada", "parliament", "parlement", "parlamento"]
)
_OF = re.compile(r"\s(?:of|de|du|da|do|des|dos|del|della|von)\s(?:the\s|la\s)?|\sd['’]")
_LINE = re.compile(r"(?<![,;\s])\s*\n\s*(?=(?:State|Republic|Kingdom|Federal|Islamic|Democratic)\b)")
_ROYAL = frozenset({"government", "ministry", "embassy"})
_SMALL = frozenset(["of", "and", "in", "to", "for", "the", "de", "et", "y", "e", "on", "at"])
_ARTICLE = re.compile(
    r"^(United|State of|Soviet Union|Dominican|Central African|Czech|Syrian|Holy See|Lao)"
    r"|(Islands|Republic|Federation|Emirates|States)$"
    r"|^(Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Niger|Congo|DR Congo)$"
)


class Parts(NamedTuple):
    """A name taken apart: the state, and the rest of the name in standard spelling."""

    state_code: str
    rest: tuple[str, ...]


def government(written: str) -> Organisation | None:
    """The government, or the body of a government, that a whole text names by its form; a bare state is its government.

    >>> government("Kenyan Ministry of Foreign Affairs") == government("Ministry of Foreign Affairs of Kenya")
    True
    """
    if code := _state(written):
        return _whole(code)
    parts = take_apart(written)
    if parts is None:
        return None
    if known := _listed_bodies().get(parts):
        return known
    if _begins_with_another(written) and "bureau" not in parts.rest:
        return None
    if words_of.has(parts.rest, "government"):
        left = _without_government(parts.rest)
        if words_of.all_of(left, "government filler", frozenset({"of", "de"})):
            return _whole(parts.state_code)
        parts = parts._replace(rest=left)
        if known := _listed_bodies().get(parts):
            return known
    if not words_of.has(parts.rest, "government body") and not _ends_as_authority(written, parts):
        return None
    if _is_private(parts.rest):
        return None
    if words_of.has(parts.rest, "no unit") and parts.rest[0] not in _STRONG and parts.rest[0] != "national":
        return None
    return _body(parts)


def of_state(written: str, code: str) -> Organisation | None:
    """The body of a state's government that a name without a state means in that state: the Ministry of Economy."""
    words = tuple(word.key for word in tokens(written))
    if not words_of.begins(words, "government body") or words_of.has(words, "not government"):
        return None
    return government(f"{written} of {states.name(code)}")


def _ends_as_authority(written: str, parts: Parts) -> bool:
    """Whether a name begins with its state and ends as authorities do: Zambia Environmental Management Agency."""
    if words_of.begins(parts.rest, "government ending"):  # Autorité sénégalaise de radioprotection
        return True
    first = _state(written.split(maxsplit=1)[0])
    return first == parts.state_code and bool(words_of.ends(parts.rest, "government ending"))


def _is_private(rest: tuple[str, ...]) -> bool:
    """Whether a name is of a society, a company and the like; a Ministry of Women is not."""
    if rest[0] not in _STRONG:
        return words_of.has(rest, "not government")
    length = words_of.ends(rest, "not government")
    return bool(length) and rest[-length - 1 :][0] not in (*_CONNECTORS, "and", "et", "y", "e")


def _begins_with_another(written: str) -> bool:
    """Whether a name begins with an organisation that is no body of a government: OPCW and Government of Kenya."""
    first = scan(written, "list")[:1]
    return bool(first) and not written[: first[0].start].strip() and not first[0].organisation.state_code


def _state(written: str) -> str | None:
    """The state that is all the text names; a bare ISO code is not read as one here."""
    plain = written.strip()
    if len(plain) <= 3 and plain.replace(".", "") not in state_names.abbreviations():
        return None
    code = states.resolve(plain)
    return code if code and key(plain) not in names() else None


def take_apart(written: str) -> Parts | None:
    """The one state that a name belongs to, and the rest of the name; None where that is not clear."""
    written = _LINE.sub(", ", written)
    found = states.find(written) or _first_words(written) or _last_words(written)
    if not found:
        return None
    all_words = tokens(written)
    for mention in found:
        inside = [n for n, word in enumerate(all_words) if mention.start <= word.start < mention.end]
        if inside and _belongs(all_words, inside, mention.kind):
            break
    else:
        return None
    others = [other for other in found if other.value != mention.value]
    if any(not _is_seat(all_words, other.start) for other in others):
        return None
    rest = _rest(all_words, inside)
    if mention.value == "GEO" and rest[:1] == ["department"]:  # the ministries of Georgia, the departments of the other
        return None
    return Parts(mention.value, _standard(rest)) if rest else None


def _first_words(written: str) -> list[Mention]:
    """The state that a name begins with where the words behind it look like a surname: Kenya Revenue Authority."""
    for word in list(re.finditer(r"\s", written))[:5]:
        code = states.resolve(written[: word.start()]) if word.start() > 3 else None
        if code and code != "GEO":  # Georgia is also a state of the United States
            return [Mention(0, word.start(), written[: word.start()], code, "name")]
    return []


def _last_words(written: str) -> list[Mention]:
    """The state behind the last "of" of a name, in the languages that running text is not searched in."""
    for joint in list(_OF.finditer(written))[-2:]:
        code = states.resolve(written[joint.end() :]) if len(written) - joint.end() > 3 else None
        if code:
            return [Mention(joint.end(), len(written), written[joint.end() :], code, "name")]
    return []


def _belongs(all_words: tuple[Token, ...], inside: list[int], kind: str) -> bool:
    """Whether a state stands where a name says whose body it is: first, after "of", behind a comma, as an adjective."""
    first, before = inside[0], [word.key for word in all_words[: inside[0]]]
    if first == 0 or kind == "adjective" or before[-1] in _CONNECTORS:
        return True
    return before[-1] in ("in", "en", "au") and "national" in before


def _is_seat(all_words: tuple[Token, ...], start: int) -> bool:
    """Whether a second state is only where the body is, or to whom it is accredited: Embassy of Japan in Kenya."""
    before = [word.key for word in all_words if word.start < start]
    return bool(before) and before[-1] in ("in", "to", "en", "au", "at", "aupres", "ante")


def _rest(all_words: tuple[Token, ...], inside: list[int]) -> list[str]:
    """The words of a name without the state, the word that joins it, and an acronym in brackets."""
    left = [word.key for word in all_words[: inside[0]]]
    right = [word.key for word in all_words[inside[-1] + 1 :]]
    while left and left[-1] in _CONNECTORS:
        left.pop()
    if title := words_of.ends(left, "state title") if left[-1:] != ["state"] else 0:
        del left[-title:]
    while left and left[-1] in _CONNECTORS:
        left.pop()
    if left and left[-1] in ("in", "en", "au") and "national" in left:
        left.pop()
    while right and right[0] in (")", ",", "(", ".", ":"):
        right.pop(0)
    return _without_acronym([*left, *right])


def _without_acronym(words: list[str]) -> list[str]:
    """The words without one word in brackets, and without brackets and commas left over at the ends."""
    while "(" in words and words.index("(") + 2 < len(words) and words[words.index("(") + 2] == ")":
        at = words.index("(")
        del words[at : at + 3]
    return [word for n, word in enumerate(words) if word not in "()[]." and not (word == "," and n == len(words) - 1)]


def _without_government(rest: tuple[str, ...]) -> tuple[str, ...]:
    """The rest of a name without the words that mean the government as a whole and the comma beside them."""
    left: list[str] = []
    at = 0
    while at < len(rest):
        step = words_of.begins(rest[at:], "government")
        if not step:
            left.append(rest[at])
        at += step or 1
    while left and left[-1] in {",", "of", "de"}:
        left.pop()
    while left and left[0] in {",", "of", "de"}:
        left.pop(0)
    return tuple(left)


def _standard(rest: list[str]) -> tuple[str, ...]:
    """The rest of a name in standard words: translations in English, "defence ministry" turned round."""
    if rest[0] == "royal" and _ROYAL & set(rest):
        rest = rest[1:]
    if standard := _translations().get(" ".join(rest)):
        return tuple(standard.split())
    if rest[-1] == "ministry" and "of" not in rest and not words_of.all_of(rest[:-1], "government filler"):
        rest = ["ministry", "of", *rest[:-1]]
    return tuple(rest)


@cache
def _translations() -> dict[str, str]:
    return {key(row["written"]): key(row["standard"]) for row in reference.rows("government_bodies")}


@cache
def _listed_bodies() -> dict[Parts, Organisation]:
    """The listed bodies of governments by state and by every name they have, the state's name aside."""
    known: dict[Parts, Organisation] = {}
    for written, organisation in written_names():
        if not organisation.state_code:
            continue
        known[Parts(organisation.state_code, _standard(key(written).split()))] = organisation
        parts = take_apart(written)
        if parts and parts.state_code == organisation.state_code:
            known[parts] = organisation
    return known


def _whole(code: str) -> Organisation:
    """The government of a state."""
    name = states.name(code)
    article = "the " if _ARTICLE.search(name) else ""
    return Organisation(f"government-of-{slug(name)}", f"Government of {article}{name}", "", "government", code)


def _body(parts: Parts) -> Organisation:
    """A body of a government that is not listed; its id begins with the state so that all its spellings share it."""
    name = states.name(parts.state_code)
    title = " ".join(map(_titled, parts.rest)).replace(" ,", ",")
    identifier = f"{slug(name)}-{slug(' '.join(parts.rest))}"
    if identifier in listed():
        return listed()[identifier]
    return Organisation(identifier, f"{title[0].upper()}{title[1:]} ({name})", "", "government", parts.state_code)


def _titled(word: str) -> str:
    """A word of a name as it is written in a title."""
    known = names().get(word)
    if known and known.organisation.acronym.casefold() == word.replace(".", ""):
        return known.organisation.acronym
    return word if word in _SMALL else word.capitalize()


def slug(text: str) -> str:
    """A short readable id: folded words joined by hyphens."""
    return re.sub(r"[\W_]+", "-", re.sub(r"[.'’]", "", fold(text))).strip("-")
