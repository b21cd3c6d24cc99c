"""Governments and their bodies in running text: the Government of Bolivia, the Kenyan Ministry of Health."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from loaders.normalise import Mention, states
from loaders.normalise import organisation_words as words_of
from loaders.normalise.governments import government
from loaders.normalise.organisation_names import Found, Token, tokens

_JOINS = frozenset({"of", "de"})
_NEUTRAL = frozenset({"of", "de", "and", "et", "y", "e", ","})
_OFFICES = frozenset(  # persons beside a ministry, not what it deals with
    ["ambassador", "minister", "president", "representative", "representatives", "delegation", "officials", "experts"]
    + ["participants", "republic", "ambassadeur", "ministre", "representant", "representants", "embajador", "ministro"]
    + ["presidente", "representantes"]
)
_SMALL = _NEUTRAL | {"the", "la", "le", "for", "para", "pour"}
_KINDS = ("government", "government body")
_THE_NEXT = re.compile(r"\s+the\s")  # "and the European Commission" is another body
_FURTHER = 12  # words between a head such as Ministry and its state


def find_governments(text: str) -> list[Found]:
    """The governments and bodies of governments that a running text names together with their state."""
    words = tokens(text)
    starts = [word.start for word in words]
    found = []
    for state in states.find(text):
        inside = range(bisect_left(starts, state.start), bisect_left(starts, state.end))
        if not inside:
            continue
        start, end = _before(text, words, inside), _behind(text, words, inside, state)
        for first, last in ((start, state.end), (state.start, end)):
            organisation = government(text[first:last]) if last - first > len(state.written) else None
            if organisation:
                found.append(Found(first, last, organisation))
                break
    return found


def _head(text: str, words: Sequence[Token], at: int) -> int:
    """How many words from there are the head of a government body; a ministry is written with a capital."""
    if not any(words_of.may_begin(words[at].key, kind) for kind in _KINDS):
        return 0
    keys = [word.key for word in words[at : at + 5]]
    length = max(words_of.begins(keys, kind) for kind in _KINDS)
    capital = text[words[at].start].isupper() or words_of.begins(keys, "government")
    return length if capital else 0


def _before(text: str, words: Sequence[Token], inside: range) -> int:
    """Where the body begins whose name ends with the state; the state's own start when there is none."""
    first = inside[0]
    joined = first > 0 and words[first - 1].key in _JOINS
    last = _without_title(words, first - 1 if joined else first)
    for at in range(last - 1, max(-1, last - _FURTHER), -1):
        length = _head(text, words, at)
        if not length:
            continue
        between = words[at + length : last]
        if (joined and _is_field(text, between)) or (not joined and not between):
            return words[at].start
        break
    return words[first].start


def _without_title(words: Sequence[Token], last: int) -> int:
    """Where the words before a state end without the state's title: "... of the Republic", "... du Royaume"."""
    before = [word.key for word in words[max(0, last - 4) : last]]
    title = words_of.ends(before, "state title")
    if not title:
        return last
    left = before[:-title]
    while left and left[-1] in _JOINS | {"the", "la", "le"}:
        left.pop()
    return last - (len(before) - len(left))


def _is_field(text: str, between: Sequence[Token]) -> bool:
    """Whether the words between a ministry and its state tell what it deals with: topics, or any with a capital."""
    at = 0
    while at < len(between):
        keys = [word.key for word in between[at : at + 3]]
        step = words_of.begins(keys, "topic") or keys[0] in _SMALL
        other = words_of.may_begin(keys[0], "head") or keys[0] in _OFFICES
        if not step and (other or not text[between[at].start].isupper()):
            return False
        at += step or 1
    return True


def _behind(text: str, words: Sequence[Token], inside: range, state: Mention) -> int:
    """Where the body ends whose name begins with the state; the state's own end when there is none."""
    at = inside[-1] + 1
    if at < len(words) and words_of.begins([words[at].key], "government filler"):
        at += 1
    if at >= len(words) or not (length := _head(text, words, at)):
        return state.end
    end, at = at + length, at + length
    while at < len(words):
        keys = [word.key for word in words[at : at + 3]]
        if step := words_of.begins(keys, "topic") or words_of.begins(keys, "body ending"):
            if not text[words[at].start].isupper():
                break
            at += step
            end = at
        elif keys[0] in _NEUTRAL and not _THE_NEXT.match(text, words[at].end):
            at += 1
        else:
            break
    return words[end - 1].end
