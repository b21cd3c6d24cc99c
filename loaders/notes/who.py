"""Sentences -> claims on the states and bodies that organised, hosted, paid for or attended the event."""

import re

from loaders.normalise import Mention
from loaders.normalise import organisation_words as words_of
from loaders.normalise.organisation_names import key
from loaders.notes import bodies, roles
from loaders.notes.claims import PROSE, PartyClaim
from loaders.notes.cues import Cue, within
from loaders.notes.prose import Sentence
from loaders.notes.reading import Reading
from loaders.notes.unlisted import is_head

_IS_PAID = re.compile(
    r"\b(?:is|are|est|sont|es|son)\s+(?:\w+\s+)?(?:funded|financed|supported|sponsored|paid|financée?s?|financiad[oa]s?)\s+(?:by|par|por)\b",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"(?:^|[\s(])(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|une?|deux|trois|quatre|cinq|sept|huit|neuf|dix|un[oa]?|dos|tres"
    r"|cuatro|cinco|seis|siete|ocho|nueve|diez)\s+(?:[^\W\d_]+\s+)?(?:from|of|de|du|des|del|d['’])\s*(?:the\s+|la\s+|el\s+|l['’])?$",
    re.IGNORECASE,
)
_ADJECTIVES = re.compile(
    r"\s*(?:[,;]|,?\s*\b(?:and|et|y|e|as well as|ainsi que|así como|además de)\b)\s*(?:the|les|los|las|d['’]|de|des|de los)?\s*",
    re.IGNORECASE,
)


def parties_of(reading: Reading, sentence: Sentence, conflicts: list[tuple[int, int]]) -> list[PartyClaim]:
    """The states and bodies in a sentence with what it says they did at the event."""
    found: list[PartyClaim] = []
    marks = within(reading.cues, sentence.start, sentence.end)
    future = any(c.means("future") for c in marks)
    for role, mention, cue in [
        *roles.names(reading, sentence.start, sentence.end),
        *nationals(reading, sentence, marks),
    ]:
        if any(a <= place < b for a, b in sentence.other for place in (mention.start, cue)):
            continue
        of_another = any(a <= place < b for a, b in conflicts for place in (mention.start, cue))
        if of_another and not (role == "sponsor" and _IS_PAID.search(reading.text, sentence.start, mention.start)):
            continue
        if mention.kind == "adjective" or (mention.kind == "place" and role != "attend"):
            continue
        if within(reading.unlisted, mention.start, mention.end) and _is_generic(role, mention, cue):
            continue
        if role == "attend" and mention.kind == "organisation" and mention.value.name.startswith("Government of "):
            mention = mention._replace(value=mention.value.state_code, kind="state")
        is_state = isinstance(mention.value, str)
        given = {"attend": "participant" if is_state else "partner", "invite": "invited", "speak": "partner"}.get(
            role, role
        )
        if is_state and mention.kind == "place" and not _heads_list(reading, mention):
            continue
        if is_state and role in ("partner",):
            continue
        if is_state and role == "speak":
            if sentence.section == "background":
                continue  # "Colombia y Uruguay compartieron ..." before the event
            given = "participant"
        if future and given in ("participant", "partner") and role in ("attend", "speak"):
            given = "invited"
        party = (
            bodies.government(mention.value)
            if is_state and given in ("organiser", "host", "sponsor")
            else mention.value
        )
        found.append(PartyClaim(given, party, mention.start, mention.end, PROSE))
    return found


def _is_generic(role: str, mention: Mention, cue: int) -> bool:
    """Whether a body that no table lists is rather where participants work: "officers of the Customs Service"."""
    words = mention.written.split()
    if "(" in mention.written or not any(is_head(word) for word in words):
        return False
    if any(words_of.begins([key(word)], "not government") for word in words):
        return False  # a college or a society
    behind = role == "attend" and cue <= mention.start
    return behind or role == "speak" and len(words) < 3 and not mention.value.state_code


def _heads_list(reading: Reading, mention: Mention) -> bool:
    """Whether a state behind "in" is the first of a list: "from laboratories in Chad, Mali and Niger"."""
    following = within(reading.states, mention.end, mention.end + 80)
    return len(following) >= 2 and all(
        re.fullmatch(r"\s*(?:,|,?\s*\b(?:and|et|y|e)\b)\s*(?:the |la |le |les |el )?", reading.text[a.end : b.start])
        for a, b in zip([mention, following[0]], following[:2], strict=True)
    )


def nationals(reading: Reading, sentence: Sentence, marks: list[Cue]) -> list[roles.Named]:
    """States told by adjectives beside a word for those who came: "Polish and Finnish officers took part"."""
    found: list[roles.Named] = _one_by_one(reading, sentence) or _as_many(reading, sentence)
    if not any(c.means("attend act", "attend by", "hold", "near attend") for c in marks):
        return found
    adjectives = [m for m in reading.parties(sentence.start, sentence.end) if m.kind == "adjective"]
    for chain in _chains(reading, adjectives):
        near = within(reading.cues, chain[0].start - 30, chain[-1].end + 40)
        people = [c for c in near if c.means("people noun", "people beside") and not c.means("teacher noun")]
        if any(_beside(reading, chain, c) for c in people):
            found += [roles.Named("attend", m._replace(kind="state"), m.start) for m in chain]
    return found


def _one_by_one(reading: Reading, sentence: Sentence) -> list[roles.Named]:
    """States of a list with a number before each: "five from Chile, seven from Cuba and four from Peru"."""
    counted = [
        m
        for m in reading.parties(sentence.start, sentence.end)
        if m.kind == "state" and _EACH.search(reading.text, max(sentence.start, m.start - 50), m.start)
    ]
    return [roles.Named("attend", m, m.start) for m in counted] if len(counted) > 2 else []


def _as_many(reading: Reading, sentence: Sentence) -> list[roles.Named]:
    """A list of just as many states as the sentence counts: "Six states were at the table: A, B, C, D, E and F"."""
    counted = {m.value.value for m in within(reading.counts, sentence.start, sentence.end) if m.kind == "states"}
    listed = [m for m in reading.parties(sentence.start, sentence.end) if m.kind == "state"]
    if not counted or len(listed) < 3:
        return []
    chains = [chain for chain in _chains(reading, listed) if len(chain) in counted]
    return [roles.Named("attend", m, m.start) for m in chains[0]] if len(chains) == 1 else []


def _chains(reading: Reading, mentions: list[Mention]) -> list[list[Mention]]:
    """Mentions that only commas and conjunctions part, together."""
    chains: list[list[Mention]] = []
    for mention in mentions:
        if chains and _ADJECTIVES.fullmatch(reading.text, chains[-1][-1].end, mention.start):
            chains[-1].append(mention)
        else:
            chains.append([mention])
    return chains


def _beside(reading: Reading, chain: list[Mention], people: Cue) -> bool:
    """Whether a word for people stands right before or behind the adjectives, in the plural."""
    if not people.phrase.endswith("s"):
        return False
    if people.start >= chain[-1].end:
        return bool(re.fullmatch(r"\s+(?:[a-zà-ÿ-]+\s+){0,2}", reading.text[chain[-1].end : people.start]))
    behind = chain[0].written[0].islower() and people.end <= chain[0].start  # profesionales guatemaltecos
    return behind and reading.text[people.end : chain[0].start].isspace()
