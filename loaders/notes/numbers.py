"""The numbers in a sentence -> claims on how many people and states came."""

import re

from loaders.normalise import Mention
from loaders.normalise.counts import Count
from loaders.notes import roles
from loaders.notes.claims import Claim
from loaders.notes.cues import within
from loaders.notes.prose import Sentence, is_own
from loaders.notes.reading import Reading

_MODAL = re.compile(r"\b(?:must|should|shall|may|can|could|would|doit|doivent|debe|deben)\b", re.IGNORECASE)
_WHOLE = re.compile(
    r"\b(?:participants?|participantes?|attendees|asistentes|people|persons?|personnes?|personas?|stagiaires|trainees|delegates|délégués|delegados)$",
    re.IGNORECASE,
)
_WHO_CAME = re.compile(
    r"\s+(?:who|qui|que|quienes)\s+(?:took part|attended|participated|came|ont participé|ont pris part|participaron|asistieron)"
)
_IN_ALL = re.compile(
    r"\b(?:in all|in total|altogether|all told|a total of|au total|en tout|soit|en total|un total de|total of)\b",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\b(?:of them|d['’]entre (?:eux|elles)|de ell[oa]s)\b", re.IGNORECASE)
_EACH = re.compile(r"\b(?:each|per|every|apiece|chaque|chacune?|par|cada)\b", re.IGNORECASE)
_AND = re.compile(r",?\s+(?:and|et|y|e)\s+(?:the\s+)?|,\s+", re.IGNORECASE)
_TOTAL_BEFORE = re.compile(
    r"\b(?:made up of|composed of|comprising|consisting of|namely|split into|composée? de|compuesto por|a saber|à savoir)\s+(?:\w+\s+)?$"
    r"|\d+(?:\s+[^\W\d_]+){1,3}(?:,|,? (?:and|et|y))\s+$",
    re.IGNORECASE,
)
FEW = 5  # so few of a kind are rather some of those who came


_WHOSE = re.compile(
    r"\b(?:of|from|des?|representing)\s+(?:all\s+)?(?:the|los|las|les)?\s*$"
)  # "officials of the five States"


def counts_of(reading: Reading, sentence: Sentence, conflicts: list[tuple[int, int]], lead: int) -> list[Claim]:
    """The numbers of people and states in a sentence that tell who attended the event, weighed."""
    sums = _sums(reading, sentence)
    of_them = [
        m._replace(kind="people")
        for m in within(reading.counts, sentence.start, sentence.end)
        if m.kind == "people part" and m.value.value > 2 * FEW and _OF_THEM.search(m.written)
    ]
    mentions = [
        m
        for m in [*within(reading.counts, sentence.start, sentence.end), *sums, *of_them]
        if m.kind in ("people", "states")
    ]
    if not mentions:
        return []
    marks = within(reading.cues, sentence.start, sentence.end)
    if any(c.means("future", "cancelled") for c in marks):
        return []
    attend = any(c.means("attend by", "attend act", "people noun", "hold", "from", "organiser act") for c in marks)
    if sentence.section == "background" and not is_own(reading, sentence):
        return []
    told_who = any(c.means("attend by", "attend act", "from", "organiser act", "near attend") for c in marks)
    if not told_who and not is_own(reading, sentence):  # "nine persons in two countries" of a story are no States
        mentions = [m for m in mentions if m.kind == "people" or _WHOSE.search(reading.text[: m.start][-24:])]
    scopes = roles.scopes(reading, sentence.start, sentence.end)
    found = []
    for mention in mentions:
        role = next((s.role for s in scopes if s.start <= mention.start < s.end), "")
        if role in ("invite", "absent", "topic", "observer", "sponsor") or sentence.tells_other(mention.start):
            continue
        bare = not re.search(r"[^\W\d_]{3,}\s+[^\W\d_]{3,}", mention.written)
        if mention.value.value < FEW and _EACH.search(reading.text, sentence.start, mention.start):
            continue  # "each sent three or four people"
        if any(a <= mention.start < b for a, b in conflicts) or not (attend or bare and mention.kind == "people"):
            continue
        if _MODAL.search(reading.text, max(sentence.start, mention.start - 40), mention.start):
            continue
        name = "participants" if mention.kind == "people" else "states_reported"
        weight = _weight(reading, sentence, mention, lead) + (mention in sums)
        if mention in of_them:  # "44 of them did" counts where no whole is told
            weight = 6
        found.append(Claim(name, mention.value, mention.start, mention.end, weight))
    return found


def _weight(reading: Reading, sentence: Sentence, mention: Mention, lead: int) -> int:
    weight = 16 + max(0, 8 - (sentence.number - lead)) + 4 * is_own(reading, sentence)
    marks = within(reading.cues, sentence.start, sentence.end)
    if any(c.means("attend by", "attend act") for c in marks):
        weight += 8
    if sentence.section in ("background", "comments") or reading.text[sentence.start] == "(":
        weight -= 10
    if mention.kind == "people":
        whole = _WHOLE.search(mention.written)
        weight += 4 * bool(whole) - 10 * (mention.value.value < FEW and not whole)
        around = reading.text[max(0, mention.start - 24) : mention.end + 24]
        weight += 6 * bool(_IN_ALL.search(around))
        weight += 4 * bool(_WHO_CAME.match(reading.text, mention.end))
    return weight


def _sums(reading: Reading, sentence: Sentence) -> list[Mention]:
    """Groups that are told side by side, as one number: "38 women and 44 men", "19 rescuers and five regulators"."""
    found: list[Mention] = []
    run: list[Mention] = []
    for mention in within(reading.counts, sentence.start, sentence.end):
        beside = run and _AND.fullmatch(reading.text, run[-1].end, mention.start) and mention.kind == run[-1].kind
        if not beside:
            found += _sum(reading, run)
            run = []
        run.append(mention)
    return [*found, *_sum(reading, run)]


def _sum(reading: Reading, run: list[Mention]) -> list[Mention]:
    if len(run) < 2 or run[0].kind not in ("people", "people part"):
        return []
    if any(m.value.bound != "exact" or _WHOLE.search(m.written) for m in run):
        return []
    start, end = run[0].start, run[-1].end
    before = reading.text[max(0, start - 30) : start]
    if _TOTAL_BEFORE.search(before):
        return []
    if re.search(r"\b(?:including|among|dont|of whom|incl\.|entre|incluid\w+)\s+(?:\w+\s+)?$", before):
        return []
    total = Count(sum(m.value.value for m in run), "exact")
    return [Mention(start, end, reading.text[start:end], total, "people")]
