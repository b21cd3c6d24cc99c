"""Who is what in a sentence: the cues divide it, and each name gets the role of the cue that governs it."""

import re
from typing import NamedTuple

from loaders.normalise import Mention, kinds
from loaders.normalise.counts import vocabulary
from loaders.normalise.plain import plain
from loaders.notes import agents
from loaders.notes.chains import LINK, Scope, following, subject
from loaders.notes.cues import Cue, role_of, within
from loaders.notes.lists import looks_like_a_body, pieces
from loaders.notes.reading import Reading

KEPT_UNLISTED = frozenset(
    {"organiser", "host", "sponsor", "partner", "speak"}
)  # a body that no table lists counts here
_WITH_ACRONYM = re.compile(r"\([A-Z][\w/&. -]{1,16}\)$")

_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|is|are|be|est|sont|été|était|étaient|fue|fueron|sido|es|son|será|serán|sera|seront)(?:\s+(?:also|then|jointly|first|again|formally|officially|successfully|not"
    r"|recently|so))*\s*$",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(r"\b(?:to|can|could|may|might|should|must|would|not|will|newly|being|well)\s*$", re.IGNORECASE)
_BY = re.compile(
    r"(?:\s+(?:à hauteur de|to the tune of|por un monto de)\s[^;.]{1,30}?|\s+(?:in full|entirely|intégralement|íntegramente|en totalidad))?"
    r"\s+(?:(?:jointly|together|both|again|mainly|in turn|financially|conjuntamente|conjointement)\s+)?(?:by|par|por|von)\b"
    r"(?!\s*(?:v[ií]d[eé]o|visio|tele|télé|zoom|means|way|phone|teléfono|correo|e-?mail|medios?|vía|voie))\s*",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\b(?:which|who|qui|quien|quienes)\b[^,;.]{0,24}$", re.IGNORECASE)
_OF = re.compile(r"[\s,(]*(?:mostly |mainly |all )?(?:of|de|des|du|d['’]|del|aus|von|da|do|da)\b\s*", re.IGNORECASE)
_LOWER_HEADS = (  # bodies that French and Spanish write with a small letter
    r"(?:minist(?:ère|erio)s?|secr[ée]tar(?:iat|ía)|direcci[oó]n|direction|universi(?:té|dad)|instituto?|centr[eo]|commission|comisi[oó]n"
    r"|comit[ée]|agenci?[ea]|autori(?:té|dad)|conseil|consejo|bureau|oficina|servic(?:e|io)s?|polic[eí]a?|douanes?|aduanas?|impôts?"
    r"|gouvernement|gobierno|académie|academia)\b"
)
_MINISTRY = (  # with what it deals with, written small: Ministère de l'industrie, des mines et de l'énergie
    r"[Mm]inist(?:ère|erio)(?:\s*,?\s+(?:(?:de|du|des|del|la|las|los|les|et|y|e)\s+|[ld]['’])+[\w'’-]+)+"
)
_RUN = re.compile(  # names with capitals, joined by commas, conjunctions and prepositions
    r"\s*(?:(?:the|its|their|both|la|le|les|el|los|las|a|an|une?|una|two|three|dem|der|die|das)\s+|l['’])*"
    rf"(?:{_MINISTRY}|[A-ZÀ-Þ0-9][\w'’&./-]*|{_LOWER_HEADS})(?:(?:\s*[,;]\s*|\s+)(?:(?:of|for|the|and|on|its|de|du|des|la|le|les|del|los|las|y|e|et|para|por|sur|pour|au|aux"
    r"|contre|contra|against|&|as|well|ainsi|que|así|como|together|along|jointly|conjointement|conjuntamente|with|avec|con|through|in|en|national|von|der|für|und"
    r"|via|both)\s+|[ld]['’]){0,5}[(“\"]?(?:[ld]['’])?(?:[A-ZÀ-Þ0-9][\w'’&./-]*|{_LOWER_HEADS})[)”\"]?|\s*\([^()]{2,60}\))*"
)
_CLAUSE = re.compile(r"[,;:–—]\s+(?:and\s+|et\s+|y\s+)?|\.[-–—]+\s*|\b(?:2|1)\d{3},?\s+")
_ADVERBS = re.compile(
    r"[\s,]*(?:\b(?:has|have|had|also|jointly|recently|successfully|then|a|ont|ha|han|conjuntamente|conjointement)\b\s*)*"
)
_ADVERBIAL = re.compile(
    r"(?:in|on|at|from|during|between|after|before|since|en|à|au|le|el|du|del|dans|durante|por|par)\s", re.IGNORECASE
)
_NAME_NEXT = re.compile(r"\s*(?:the|la|le|les|el|los|las)?\s*(?:l['’])?(?-i:[A-ZÀ-Þ])", re.IGNORECASE)
_WITH = re.compile(
    r"\s+(?:(?:jointly|together|conjointement|conjuntamente)\s+)?(?:with|avec|con)\s+(?:the\s+|la\s+|le\s+|el\s+|l['’])?",
    re.IGNORECASE,
)
_NEW_CLAUSE = re.compile(
    r"[;:–—]|,?\s*\b(?:while|but|whereas|though|although|mais|tandis que|alors que|pero|mientras que)\b|,\s+(?:and|et|y)\b",
    re.IGNORECASE,
)
_HIS = re.compile(r"\b(?:his|her|its|their|our|my|the)\s+$", re.IGNORECASE)
_EXPERTS = ("experts ", "expertos ", "specialistes ", "especialistas ", "specialists ")
_PLACE_WORD = re.compile(r"\s+(?:in|at|en|à|au)\s+(?:the\s+)?$", re.IGNORECASE)


_LAST_WORD = re.compile(r"([^\W\d_]+s)\s+$")
_ADVERB_ONLY = re.compile(  # what may stand before a verb that leads its sentence: "También intervinieron ..."
    r"[\s,;–—-]*(?:también|además|asimismo|igualmente)?[\s,]*", re.IGNORECASE
)


class Named(NamedTuple):
    """A party with its role in a sentence."""

    role: str
    mention: Mention
    cue: int  # where the words stand that give the role


def scopes(reading: Reading, start: int, end: int, default: str = "") -> list[Scope]:
    """The stretches of text[start:end] by role; `default` is the role that a label gives, "" in prose."""
    known = reading.scopes.get((start, end, default))
    if known is None:
        known = reading.scopes[start, end, default] = _scopes(reading, start, end, default)
    return known


def _scopes(reading: Reading, start: int, end: int, default: str) -> list[Scope]:
    found: list[Scope] = []
    role, begin = default, start
    done = ""  # what the subject did, for "together with ..." behind the verb
    people = False
    inside = named_bodies(reading, start, end)
    run = start
    for cue in within(reading.cues, start, end) if default else agents.with_agents(reading, start, end):
        if cue.phrase == "thanks to" and _HIS.search(reading.text, max(start, cue.start - 8), cue.start):
            continue
        if (
            cue.start < run
            and cue.means("topic", "stop", "people noun", "series", "event noun")
            and not cue.means("organiser by")
        ):
            continue
        if cue.start < begin or any(body.start <= cue.start < body.end for body in inside):
            continue
        people = people or cue.means("people noun") or (cue.means("from") and _are_people(reading, cue.start))
        given = _direction(reading, start, end, cue, role, done, people)
        if given is None:
            continue
        by, act, near, following = given
        if default and act in ("absent", "invite") and (nearest := _those_aside(reading, begin, start, cue.start, end)):
            found.append(Scope(role, begin, nearest.start))  # "...; Chad was invited" in a list of who came
            found.append(Scope(act, nearest.start, cue.start, False))
            role, begin = "none", following
            continue
        if act in ("absent", "invite") and role == "attend" and not default and _one_clause(reading, begin, cue.start):
            found.append(Scope(act, begin, cue.start))  # "colleagues from A and B had been invited"
            role, begin = by, following
            continue
        if act in ("absent", "invite") and role and (cut := _last_clause(reading, begin, cue.start)):
            found += [Scope(role, begin, cut), Scope(act, cut, cue.start, False)]  # "from A and B; C was invited"
            role, begin = by, following
            continue
        found.append(Scope(role, begin, cue.start))
        if near or (act and _WHICH.search(reading.text, max(start, cue.start - 40), cue.start)):
            nearest = _last_name(reading, start, cue.start)
            if nearest and near and cue.phrase.endswith("s"):  # "A and B, as organisers, ..."
                chain = subject(reading, found[-1], reading.parties(found[-1].start, cue.start), start)
                nearest = chain[0] if chain else nearest
            done = act if act in ("organiser", "host", "sponsor") else done
            if nearest:
                found.append(Scope(near or act, nearest.start, cue.start, False))
            role = default if default and not near else ""
        elif act:
            assigned = _assign_subject(reading, found, act) or _second_subject(reading, found, act, start)
            done = act if act in ("organiser", "host", "sponsor") else done
            along = _WITH.match(reading.text, cue.end, end) if act == "organiser" and not by else None
            leads = not assigned and bool(_ADVERB_ONLY.fullmatch(reading.text, max(start, begin), cue.start))
            by = by or (
                act if leads or reading.text[cue.end : cue.end + 1] == ":" else ""
            )  # "Expusieron la OPAQ y ..."
            if along and any(m.start == along.end() for m in within(reading.organisations, along.end(), end)):
                by, following, assigned = act, along.end(), False
            told = assigned and not leads and not (by and _NAME_NEXT.match(reading.text, cue.end, end))
            role = "" if told or not by else by
            if by and act != by:
                role = by
        else:
            role = "" if by == "none" else by
            if KEPT_UNLISTED.intersection(by.split()):
                run = run_end(reading, following, end)
        begin = following
    found.append(Scope(role, begin, end))
    return [scope for scope in found if scope.start < scope.end]


def _direction(
    reading: Reading, start: int, end: int, cue: Cue, role: str, done: str, people: bool
) -> tuple[str, str, str, int] | None:
    """The role that a cue gives to the names behind, before and beside it, and where it ends; None for a cue that gives none."""
    by, act, near = (role_of(cue.meanings, way) for way in (" by", " act", " near"))
    following = cue.end
    if cue.means("people noun"):
        of = _OF.match(reading.text, cue.end, end)
        if not of or by or (cue.phrase in ("participants", "members") and agents.of_body(reading, of.end(), end)):
            return None
        by, following = "attend", of.end()
    elif cue.means("from"):
        if not people or role not in ("", "attend", "participants") or within(reading.dates, cue.end, cue.end + 24)[:1]:
            return None
        by = "attend"
    elif cue.means("near attend"):
        if role or not people:
            return None
        by = "attend"
    elif (passive := role_of(cue.meanings, " passive")) and (agent := _BY.match(reading.text, cue.end, end)):
        by, following = passive, agent.end()
    elif act and (agent := _BY.match(reading.text, cue.end, end)):
        by, act, following = act, "", agent.end()
    elif act and not by and _PASSIVE.search(reading.text, max(start, cue.start - 30), cue.start):
        by, act = "none", ""
    elif act and not near and _INFINITIVE.search(reading.text, max(start, cue.start - 12), cue.start):
        return None
    elif by == "partner" and cue.phrase.startswith(_EXPERTS) and agents.is_counted(reading, cue):
        by = "attend"
    elif cue.means("organiser bid") and kinds.event_type(reading.text[cue.end : end]):
        act = "organiser"
    elif cue.means("sending"):
        act = "speak" if agents.sends_people(reading, cue.end, end) else ""
    elif cue.means("topic") and not (cue.phrase == "between" and reading.text.startswith(" them", cue.end)):
        by = "topic"
    elif cue.means("same") and done and not role and agents.has_event(reading.text[start : cue.start]):
        by = done
    elif cue.means("stop"):
        by = "none"
    if act == "organiser" and cue.means("soft") and not agents.its_object(reading, start, cue, end):
        act = "speak" if cue.means("speak act") else ""
    return (by, act, near, following) if by or act or near else None


def run_end(reading: Reading, start: int, end: int) -> int:
    """Where the names that follow a cue end: at the first word that belongs to no name, or where a place or date begins."""
    match = _RUN.match(reading.text, start, end)
    if not match:
        return start
    stop = match.end()
    for mention in [*within(reading.places, start, stop), *within(reading.dates, start, stop)]:
        before = _PLACE_WORD.search(reading.text, max(start, mention.start - 12), mention.start)
        known = any(body.start <= mention.start < body.end for body in named_bodies(reading, start, stop))
        if before and not known:
            stop = min(stop, before.start())
    return stop


def named_bodies(reading: Reading, start: int, end: int) -> list[Mention]:
    """The names of bodies in a stretch, in which words like "support" or "experts" are no cues."""
    return within(reading.every_body, start, end)


def _are_people(reading: Reading, place: int) -> bool:
    """Whether the word before a place is one for people: "laboratory managers | from Barbados"."""
    word = _LAST_WORD.search(reading.text, max(0, place - 30), place)
    return word is not None and "people" in vocabulary.nouns().get(plain(word[1]).low, {}).values()


def _one_clause(reading: Reading, start: int, end: int) -> bool:
    """Whether only a list of names lies between a word such as "colleagues from" and the verb."""
    names = reading.parties(start, end)
    if any(mark in reading.text[start:end] for mark in ";:."):
        return False
    return bool(names) and all(
        LINK.fullmatch(reading.text, a, b)
        for a, b in zip([start, *(m.end for m in names)], [*(m.start for m in names), end], strict=True)
    )


def _last_clause(reading: Reading, start: int, end: int) -> int | None:
    """Where the last clause begins that has names, when others stand before it."""
    cuts = [m.end() for m in _NEW_CLAUSE.finditer(reading.text, start, end)]
    return cuts[-1] if cuts and _last_name(reading, cuts[-1], end) else None


def _last_name(reading: Reading, start: int, end: int) -> Mention | None:
    names = [m for m in reading.parties(start, end) if m.kind in ("organisation", "state")]
    return names[-1] if names else None


def _those_aside(reading: Reading, begin: int, start: int, place: int, end: int) -> Mention | None:
    """The first of those whom a list leaves aside: the name before the verb, or all of a sentence of their own."""
    sentence = max((a for a, _ in reading.sentences_in(start, end) if a <= place), default=start)
    if sentence <= max(start, begin):
        return _last_name(reading, begin, place)
    chain = subject(reading, Scope("", sentence, place, False), reading.parties(sentence, place), sentence)
    return chain[0] if chain else None


def _second_subject(reading: Reading, found: list[Scope], role: str, start: int) -> bool:
    """Give the role to names right before the verb that do not belong to the list before: "experts from A, and B and C spoke"."""
    last = found[-1]
    if not last.role or not last.follows:
        return False
    mentions = reading.parties(last.start, last.end)
    listed = following(reading, last, mentions)
    chain = subject(reading, last, [m for m in mentions if not listed or m.start > listed[-1].end], start)
    if not chain or reading.text[chain[-1].end : last.end].strip(" ,)\n"):
        return False
    found[-1:] = [last._replace(end=chain[0].start), Scope(role, chain[0].start, last.end, False)]
    return True


def _assign_subject(reading: Reading, found: list[Scope], role: str) -> bool:
    """Give the role to the stretches before the verb that have names and none yet."""
    assigned = False
    for index, scope in enumerate(found):
        if not scope.role and reading.parties(scope.start, scope.end):
            found[index] = scope._replace(role=role, follows=False)
            assigned = True
    return assigned


def names(reading: Reading, start: int, end: int) -> list[Named]:
    """The states and known bodies of a sentence of prose with their roles."""
    found: list[Named] = []
    for scope in scopes(reading, start, end):
        if scope.role in ("", "topic"):
            continue
        mentions = reading.parties(scope.start, scope.end)
        chain = following(reading, scope, mentions) if scope.follows else subject(reading, scope, mentions, start)
        if KEPT_UNLISTED.intersection(scope.role.split()):
            chain = _with_unlisted(reading, scope, chain)
        cue = scope.start if scope.follows else scope.end
        found += [Named(role, mention, cue) for mention in chain for role in scope.role.split()]
    return found


def _with_unlisted(reading: Reading, scope: Scope, chain: list[Mention]) -> list[Mention]:
    """The list with the bodies in it that no table knows."""
    start, end = _stretch(reading, scope)
    added = []
    for piece in pieces(reading, start, end) if start < end else []:
        if any(m.start < piece.end and piece.start < m.end for m in chain if m.kind == "organisation"):
            continue
        if scope.role == "speak" and not _WITH_ACRONYM.search(piece.written):
            continue
        if looks_like_a_body(piece.written) and not _ADVERBIAL.match(piece.written):
            added.append(piece._replace(kind="organisation"))
    if not added:
        return chain
    kept = [m for m in chain if not any(a.start <= m.start < a.end for a in added)]
    return sorted([*kept, *added], key=lambda mention: mention.start)


def _stretch(reading: Reading, scope: Scope) -> tuple[int, int]:
    """Where the names with capitals stand that the cue of a scope governs."""
    text = reading.text
    if scope.follows:
        return scope.start, min(run_end(reading, scope.start, scope.end), scope.end)
    if not kinds.event_type(text[scope.end : scope.end + 90]) and scope.role not in ("host", "speak"):
        return 0, 0
    places = [scope.start, *(match.end() for match in _CLAUSE.finditer(text, scope.start, scope.end))]
    for place in places:
        run = _RUN.match(text, place, scope.end)
        if run and run.end() > place and _ADVERBS.fullmatch(text, run.end(), scope.end):
            return place, run.end()
    return 0, 0
