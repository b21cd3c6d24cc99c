"""Names that stand together as one list: those behind a cue, those before a verb."""

import re
from typing import NamedTuple

from loaders.normalise import Mention
from loaders.notes.reading import Reading

_ARTICLES = (
    r"the|la|le|les|los|las|el|de|du|des|del|di|do|da|dos|das|of|from|au|aux|both|republic of|government of|governments of|state of"
    r"|kingdom of|commonwealth of|union of"
)
LINK = re.compile(
    rf"(?:[\s,;:()\[\]/&.*†‡¹²³⁴⁵⁶⁷⁸⁹⁰–—-]|[ld]['’]|\b(?:{_ARTICLES}|and|or|as|well|along|together|jointly|also|itself|themselves|plus|with|conjointement|conjuntamente|gemeinsam|mit|y|e|et|ainsi que|así como"
    r"|junto con|und|sowie|one|two|three|four|five|six|\d{1,3}|its|their|member|states?|parties|part(?:y|ies)|observers?|countries"
    r"|namely|including|delegations?|representatives?|officials?|participants?|delegates?|experts?|national|authorit(?:y|ies)"
    r"|conjointly|through|alongside|on|behalf|par|l'intermédiaire|co-organi[sz]er|partner|finally|lastly|por último|enfin|additionally|further)\b)*",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    rf"(?:^|[,;:(–—-]|\b(?:and|et|y|e|also|however|meanwhile|{_ARTICLES}|governments?|besides|addition|furthermore|only|like|while|namely|notably|notamment|à savoir|a saber))\s*$",
    re.IGNORECASE,
)
_OF_SOMETHING = re.compile(
    r"\w\s+(?:of|from|de|des|du|del|for|to|with)(?:\s+(?:the|la|le|les|los|las|el))?\s*$", re.IGNORECASE
)
_BRACKETS = re.compile(r"\([^()]*\)")
_LIST_GAP = 160
_PARENT = re.compile(
    r"\s*(?:of|at|de|du|del|d['’]|da|do)\s*(?:the\s+|la\s+|l['’]|los\s+|las\s+|les\s+)?", re.IGNORECASE
)
_OWNS = re.compile(r"['’]s?\s+")


class Scope(NamedTuple):
    """A stretch of a sentence in which names have one role; they follow its cue or are the subject before it."""

    role: str
    start: int
    end: int
    follows: bool = True


def following(reading: Reading, scope: Scope, mentions: list[Mention]) -> list[Mention]:
    """The names that follow a cue as one list."""
    chain: list[Mention] = []
    place = scope.start
    for mention in mentions:
        gap = reading.text[place : mention.start]
        if chain and _PARENT.fullmatch(gap) and mention.kind == chain[-1].kind == "organisation":
            place = mention.end  # CICTE of the OAS: only the part acts
            continue
        if not chain:
            loose = scope.role in ("attend", "invite", "absent", "observer")
            if len(gap) > (_LIST_GAP if loose else 60) or (not loose and not _close(gap)):
                break
            if not loose and mention.kind != "organisation" and not LINK.fullmatch(gap):
                break
        elif not LINK.fullmatch(_BRACKETS.sub("", gap)) and not LINK.fullmatch(gap):
            break
        chain.append(mention)
        place = mention.end
    return chain


def subject(reading: Reading, scope: Scope, mentions: list[Mention], start: int) -> list[Mention]:
    """The names before a verb as one list; a state that only tells whose minister or city it is is none."""
    chain: list[Mention] = []
    edge = scope.end
    for mention in reversed(mentions):
        if chain:
            gap = reading.text[mention.end : edge]
            if _OWNS.fullmatch(gap) and mention.kind == chain[-1].kind == "organisation":
                edge = mention.start  # the Commission's Research Centre: only the Centre acts
                continue
            if _PARENT.fullmatch(gap) and mention.kind == chain[-1].kind == "organisation":
                chain[-1], edge = mention, mention.start
                continue
            if not LINK.fullmatch(_BRACKETS.sub("", gap)) and not LINK.fullmatch(gap):
                if all(m.kind != "organisation" for m in chain) or mention.kind != "organisation":
                    break
                continue
        chain.append(mention)
        edge = mention.start
    chain.reverse()
    if chain and chain[0].start == scope.start:
        return chain
    if chain and chain[0].kind != "organisation":
        before = reading.text[start : chain[0].start]
        if _OF_SOMETHING.search(before) or not _SUBJECT.search(before or ""):
            chain = [m for m in chain if m.kind == "organisation"]
    return chain


def _close(gap: str) -> bool:
    """Whether only a few describing words lie between a cue and the first name."""
    return len(gap.split()) <= 6 and not re.search(r"[;:]", gap)
