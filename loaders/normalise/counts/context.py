"""What the words around a count make of it: attendance, a part of it, or no attendance at all."""

import re
from functools import cache

from loaders import reference
from loaders.normalise.counts import numerals, vocabulary
from loaders.normalise.counts.numerals import Numeral
from loaders.normalise.counts.phrases import Phrase

# The Security Council resolutions whose numbers stand before "Committee" or "experts" in this field.
_RESOLUTIONS = "1267 1325 1373 1540 1673 1718 1737 1810 1874 1887 1929 1977 1988 2055 2118 2231 2270 2321 2325 2371 2572 2622 2663"


@cache
def resolutions() -> frozenset[int]:
    """Resolution numbers that are no counts."""
    return frozenset(int(number) for number in _RESOLUTIONS.split())


_PROVIDED = re.compile(
    r"(?:open to|limited to|restricted to|up to|maximum of|max\.?|capacity (?:of|for)|room for|places for|seats for|space for|designed for|"
    r"intended for|aimed at|targeted at|target of|targets?|targeting|expects?|expecting|expected|is to train|to train|aims? to train|invites?|invited|inviting|"
    r"invitations? to|nominate|hopes to (?:train|reach)|plans to (?:train|reach)|will (?:\w+ )?(?:train|host|gather|bring together|welcome|include|benefit|reach|involve|"
    r"be attended by|be joined by|convene|assemble|accommodate)|would (?:\w+ )?(?:train|host|gather|include)|groups? of|teams? of|batch(?:es)? of|pairs of|"
    r"rather than(?: the)?|comprising|composed of|consisting of|consists of|comprises|is made up of|made up of|has|have|membership of|grown to(?: include)?|network of|coalition of|"
    r"alliance of|list of|roster of|pool of|database of|on behalf of|instead of|unlike|among the|offices? in|present in|offices in|branches in|active in|operates in|operational in|"
    r"signed by|ratified by|adopted by|endorsed by|sponsored by|co-sponsored by|cosponsored by|submitted by|implemented by|used by|owned by|approved by|"
    r"jusqu'à|ouverte? à|destinée? à|capacité de|invité|invités|attendus?|groupes? de|équipes? de|composée? de|réservée? à|prévue? pour|accueillera|réunira|"
    r"hasta|abierto a|dirigido a|destinado a|capacidad (?:de|para)|invitó a|invitados|grupos? de|equipos? de|compuesto (?:de|por)|integrado por|reunirá|contará con|previsto para|cupo para|"
    r"(?:has|have)(?: \w+){0,2} (?:trained|reached|benefited|certified|supported|assisted|engaged|hosted|welcomed|joined|ratified|signed))"
    r"(?: (?:about|around|some|over|more than|nearly|approximately|a total of|at least|the|les|los))*\s*$"
)  # fmt: skip
_MEMBERSHIP = re.compile(r"\b(?:the|its|their|our|all|these|those|other|les|ses|leurs|tous les|ces|los|sus|todos los|estos|las|remaining|both|every)\s+$")
_FROM_ALL = re.compile(r"\b(?:from|representing|by|of whom)\s+all(?: of)?(?: the)?\s+$")
_PAPERS_FROM = re.compile(r"\b([^\W\d_]+)\s+(?:from|of|by|par|de|por|des)\s+(?:(?:more than|over|about|some|around|nearly|at least|approximately|the|plus de|más de)\s+)*$")
_ATTENDED = re.compile(
    r"\s*(?:that |which |who |qui |que )?(?:\w+ )?(?:attended|took part|participated|participating|were represented|represented|were present|were trained|joined|met|gathered|"
    r"ont participé|ont pris part|ont assisté|étaient représentés|participaron|asistieron|tomaron parte|estuvieron representados)\b"
)  # fmt: skip
_NOT_YET = re.compile(
    r"\b(?:will|would|shall|(?:are|is|were|was|have been|had been|has been) (?:\w+ )?(?:expected|invited|planned|foreseen|nominated|selected|accepted|scheduled)|"
    r"to attend|to take part|to participate|can (?:attend|participate|be)|did not|do not|does not|could not|were unable|have not|has not|had not|"
    r"absent|seront|devraient|sont attendus|invités|ont été invités|serán|participarán|asistirán|fueron invitados|invitados|"
    r"from each|per (?:country|state|delegation|institution|member)|each from|par pays|por país|de chaque|de cada|in each|in every|each year|every year|annually|a year)\b"
)  # fmt: skip
_CLAUSE = re.compile(r"[^.;:!?\n(]{0,90}(?:\n(?!\n)[^.;:!?\n(]{0,60})?")
_STATE_DEED = re.compile(
    r"\s*(?:to the (?:convention|treaty|protocol|cwc|bwc)\b|(?:that |which |who )?(?:have|has|had)\b(?! (?:been represented|attended|participated|taken part|sent))|are (?:not )?(?:now )?(?:members|parties|party|bound)|"
    r"(?:ratified|signed|acceded|adopted|submitted|reported|possess|remain|cosponsored|voted|abstained|endorsed|export|produce)\b|worldwide|around the world|of the world|in the world|ont (?:ratifié|signé|adopté|soumis)|han (?:ratificado|firmado|adoptado|presentado))"
)  # fmt: skip
_PART = re.compile(
    r"(?:including|incl\.?|included|of whom|of them|of which|among whom|among them|amongst them|among these|dont|parmi lesquel(?:le)?s|y compris|notamment|"
    r"incluyendo|incluid[oa]s?|entre ell[oa]s|de l[oa]s cuales|de ell[oa]s|de l[oa]s que|darunter|w tym|из них|в том числе)[,:]?\s*(?:(?:some|about|around|over|more than|nearly|at least|the|also|unos|environ|plus de|más de)\s+)*$"
)  # fmt: skip
_PART_AFTER = re.compile(r"\s(?:of them|of whom|of which|d'entre eux|d'entre elles|de ellos|de ellas)\b")
_BY_TEAM = re.compile(
    r"(?:led|facilitated|delivered|conducted|assisted|supported|guided|taught|moderated|given|presented|trained|run|animée?s?|dirigée?s?|impartid[oa]s?|dirigid[oa]s?) (?:by|par|por)\s+(?:a team of\s+)?(?:\w+\s)?$"
)  # fmt: skip
_WITH_ORGANISATIONS = re.compile(
    r"\s(?:and|&|et|y)\s((?:[^\W\d_]+[\s-]){0,3}?)(?:organi[sz]ations?|agencies|institutions|entities|bodies|organisations|institutions|organizaciones|instituciones|organismos)\b"
)
_SINCE = re.compile(r"\b(?:since (?:19|20)\d\d|to date|so far|over the (?:past|last|years)|in the (?:past|last) \w+ years|since its (?:inception|launch|establishment|creation)|depuis (?:19|20)\d\d|desde (?:19|20)\d\d)\b")


def judge(
    s: str,
    cased: str,
    number: Numeral,
    phrase: Phrase,
    bound: str,
    start: int,
    begin: int,
    done: int,
    people_before: int,
    of_total: bool,
) -> tuple[str, str, int, int, int] | None:
    """Kind, bound, value, start and end; None where the count is not attendance."""
    before = s[max(done, start - 90) : start]
    before = re.split(r"[.;!?]\s|\n\s*\n", before)[-1]
    clause = _CLAUSE.match(s, phrase.end).group()
    if "more" in phrase.words or re.match(r"'(?!\w)|'s\b|’", s[phrase.end : phrase.end + 3]):
        return None
    if bound == "at most" and re.match(r"(?:up to|jusqu'à|hasta|as many as|a maximum of|maximum|max|no more than|not more than|máximo|un máximo de)\b", s[start : start + 18]):
        if not _ATTENDED.match(s, phrase.end):
            return None
    if _PROVIDED.search(before) and not _had_attended(before):
        return None
    if _refused(clause) or _SINCE.search(clause) or _SINCE.search(before):
        return None
    if phrase.kind == "state":
        return _states(s, phrase, number, bound, start, before, clause, of_total)
    kind = _people(s, phrase, before, people_before, start)
    return (kind, bound, number.value, start, phrase.end)


def _had_attended(before: str) -> bool:
    return bool(re.search(r"\bhas been attended by\b", before))


def _refused(clause: str) -> bool:
    """Whether the clause says that they are still to come, were only invited, or that the number is one for each."""
    found = _NOT_YET.search(clause)
    return bool(found) and not _ATTENDED.search(clause[: found.start()])


def _states(
    s: str, phrase: Phrase, number: Numeral, bound: str, start: int, before: str, clause: str, of_total: bool
) -> tuple[str, str, int, int, int] | None:
    mixed = _WITH_ORGANISATIONS.match(s, phrase.end)
    if mixed and not numerals.anchor().match(s, mixed.start(1)):
        return None
    attended = _ATTENDED.match(s, phrase.end)
    if _MEMBERSHIP.search(before) and not of_total and not attended and not (_FROM_ALL.search(before) and number.value < 150):
        return None
    if _STATE_DEED.match(s, phrase.end) and not attended:
        return None
    papers = _PAPERS_FROM.search(before)
    if papers and "paper" in vocabulary.nouns().get(papers[1], {}).values():
        return None
    return ("states", bound, number.value, start, phrase.end)


def _people(s: str, phrase: Phrase, before: str, people_before: int, start: int) -> str:
    same_sentence = people_before >= 0 and not re.search(r"[.;!?]\s|\n\s*\n", s[people_before:start])
    if phrase.kind == "part" or _PART.search(before) or _PART_AFTER.match(s, phrase.end) or _BY_TEAM.search(before):
        return "people part"
    if phrase.kind == "gender":
        alone = re.match(r"\s(?:from|attended|took part|participated|were trained|ont participé|de |participaron)", s[phrase.end : phrase.end + 20])
        return "people" if alone and not same_sentence else "people part"
    return "people"
