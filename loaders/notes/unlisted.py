"""Bodies in running text that no table lists, by the shape of their names: Royal Jordanian Scientific Society."""

import re
from collections.abc import Iterator
from functools import lru_cache

from loaders.normalise import Mention, kinds, organisations
from loaders.normalise import organisation_words as words_of
from loaders.normalise.organisation_names import Organisation, key
from loaders.notes.cues import Marks, within
from loaders.notes.layout import Segment, is_sentence
from loaders.notes.lists import looks_like_a_body
from loaders.notes.reading import Reading

LONGEST = 160  # characters of a name
_CAPITAL = r"[A-ZÀ-Þ0-9][\w'’&/-]*"
_JOINS = (
    r"(?:(?:of|for|on|the|against|and|&|de|du|des|del|la|le|les|los|las|et|y|e|da|do|das|dos|pour|para|por|sur|contre|contra|aux|au|à|en|sobre)\s+"
    r"|[ld]['’])"
)
_STEP = re.compile(rf"\s{{1,40}}(?P<joins>{_JOINS}*)(?P<word>{_CAPITAL})")
_START = re.compile(
    r"(?:\b[ldLD]['’]|\b(?:du|[Ll]e|[Ll]a|[Ee]l|del|[Ll]os|[Ll]es|des) )(?P<small>[a-zà-ÿ]{5,14})(?=\s+(?:de|du|des|del|d['’])\s*)"
    r"|(?:(?<=\b[lLdD]['’])|(?<![\w'’.-]))(?![LD]['’][A-ZÀ-Þ])[A-ZÀ-Þ][\w'’&/-]*"
)
_ACRONYM = re.compile(r"\s*\((?:[A-ZÀ-Þ][\w/-]{1,14}(?: [A-Z]{2,8})?)\)")
_ARTICLE = re.compile(r"(?:(?:The|Le|La|Les|El|Los|Las|A|An|Its|Their|Our)\s+|[LD]['’])", re.IGNORECASE)
_AND = re.compile(r"\b(?:and|et|y|e|&)\b")
_ROMANCE = re.compile(r"(?:\b(?:de|du|des|del|la|le|les|el|los|las|par|por|y|et)\s+|\b[ld]['’])$", re.IGNORECASE)
_PROPER = re.compile(r"(?:^|[^.!?:;\s]\s)(?!(?:The|Le|La|Les|El|Los|Las|A|An|Its|Their|Our)\s)[A-ZÀ-Þ][\w'’-]*\s$")
_NGO = re.compile(r"\b(?:NGO|ONG|NGOs|think[- ]tank|charity|non-governmental organi[sz]ation)\s+$")
_THE_HEAD = re.compile(
    r"\b(?:[Tt]he|[Ll]e|[Ll]a|[Ee]l)\s+([A-Zm][\wéèí]{4,14})\b(?!\s+(?:of|for|de|du|des|del|[A-Z])\b|\s+[A-ZÀ-Þ])"
)
_TAIL = re.compile(  # Agence française | de développement; ministère de la Santé | publique
    r"(?:\s+[a-zà-ÿ-]{5,})?(?:\s+(?:de|du|des|d['’])\s*(?:la\s+|l['’]|les\s+)?[a-zà-ÿ-]{4,}"
    r"(?:\s+[a-zà-ÿ-]{5,}(?=\s*(?:[,.(;]|(?:de|du|des)\s|d['’])))?)+|\s+[a-zà-ÿ-]{5,}(?=\s+(?:de|du|des|d['’])\s*(?:la\s|l['’])?[A-ZÀ-Þ])"
)


@lru_cache(maxsize=1 << 14)
def is_head(word: str) -> bool:
    """Whether a word is what bodies are: agency, ministère; words that are as often events or people are not."""
    words = [key(word)]
    return not words_of.begins(words, "no head in text") and any(
        words_of.begins(words, kind) for kind in ("head", "government body")
    )


def add_bodies(reading: Reading, segments: list[Segment]) -> None:
    """Put the bodies with names of a known shape among those of the prose."""
    found: list[Mention] = []
    letterhead = _letterhead(reading)
    for segment in segments:
        found += _find(reading, segment.start, segment.end)
    found += _called_by_head(reading, segments, letterhead, found)
    found += _acronyms(reading, segments, found)
    kept = [m for m in reading.every_body if not any(f.start <= m.start and m.end <= f.end for f in found)]
    reading.unlisted = Marks(sorted([*reading.unlisted, *found], key=lambda mention: mention.start))
    reading.every_body = Marks(sorted([*kept, *found], key=lambda mention: mention.start))
    reading.__dict__.pop("organisations", None)  # it is made from every_body
    reading.named.clear()


def _acronyms(reading: Reading, segments: list[Segment], found: list[Mention]) -> Iterator[Mention]:
    """The acronyms that the note gives to such bodies, where they stand alone."""
    given = {m.written[m.written.rindex("(") + 1 : -1]: m for m in found if m.written.endswith(")")}
    given = {short: m for short, m in given.items() if short.isupper() and " " not in short}
    if not given:
        return
    pattern = re.compile(rf"(?<![\w(])(?:{'|'.join(map(re.escape, given))})(?![\w)])")
    for segment in segments:
        for match in pattern.finditer(reading.text, segment.start, segment.end):
            if not any(
                m.start <= match.start() < m.end
                for m in within(reading.every_body, match.start() - 200, match.end() + 200)
            ):
                yield Mention(match.start(), match.end(), match[0], given[match[0]].value)


def _letterhead(reading: Reading) -> str:
    """The body on the first lines of a note, when one stands there."""
    for line in reading.text.lstrip()[:300].split("\n")[:3]:
        written = " ".join(line.split()).strip(" *#_|")
        if (
            8 < len(written) < 110
            and looks_like_a_body(written)
            and not is_sentence(written)
            and not kinds.event_type(written)
        ):
            return written
    return ""


def _called_by_head(
    reading: Reading, segments: list[Segment], letterhead: str, found: list[Mention]
) -> Iterator[Mention]:
    """ "The Ministry", "the University": the body of the letterhead, or the only one of the note with that word in its name."""
    named: dict[str, dict[str, organisations.Organisation]] = {}
    for body in [*reading.every_body, *found]:
        for word in re.findall(r"[^\W\d_]+", body.value.name):
            named.setdefault(key(word), {})[body.value.organisation_id] = body.value
    own = {key(word) for word in re.findall(r"[^\W\d_]+", letterhead)}
    every = [*reading.every_body, *found]
    for segment in segments:
        for match in _THE_HEAD.finditer(reading.text, segment.start, segment.end):
            word = key(match[1])
            if not words_of.begins([word], "definite head") or any(m.start <= match.start(1) < m.end for m in every):
                continue
            if word in own:
                yield Mention(match.start(1), match.end(1), match[1], organisations.party(letterhead))
            elif len(named.get(word, ())) == 1:
                yield Mention(match.start(1), match.end(1), match[1], next(iter(named[word].values())))


def _find(reading: Reading, start: int, end: int) -> Iterator[Mention]:
    place = start
    while match := _START.search(reading.text, place, end):
        place = match.end()
        first = match.start("small") if match["small"] else match.start()
        if match["small"] and not is_head(match["small"]):
            continue
        known = [m for m in within(reading.every_body, first - 200, first + 300) if m.start <= first < m.end]
        if known and not _goes_on(reading.text, known[0].end):
            place = max(place, known[0].end)
            continue
        stop = _name_end(reading, first, match.end() if not match["small"] else match.end("small"), end)
        stop = _with_tail(reading, first, stop, end)
        article = _ARTICLE.match(reading.text, first, stop)
        if article and not match["small"]:
            first = article.end()
        if _is_name(reading, first, stop) and not _within_known(reading, first, stop):
            bracket = _ACRONYM.match(reading.text, stop, end)
            last = bracket.end() if bracket else stop
            written = reading.text[first:last]
            yield Mention(first, last, written, _organisation(reading, first, last))
            place = last
        else:
            place = max(place, match.end())


def _organisation(reading: Reading, first: int, last: int) -> Organisation:
    """The body; a service or an authority named with a state is one of that state's government."""
    body = organisations.party(" ".join(reading.text[first:last].split()))
    named = {m.value for m in within(reading.states, first, last)}
    words = body.name.split()
    if body.type == "unlisted" and len(named) == 1 and any(words_of.begins([key(w)], "body of a state") for w in words):
        return body._replace(type="government", state_code=named.pop())
    return body


def _within_known(reading: Reading, first: int, stop: int) -> bool:
    """Whether a known name reaches beyond the run of words, or is all of it."""
    overlapping = [m for m in within(reading.every_body, first - 200, stop + 300) if m.start < stop and first < m.end]
    return any(m.start < first or m.end >= stop and m.start <= first or m.end > stop for m in overlapping)


def _goes_on(text: str, place: int) -> bool:
    """Whether a known name is only the beginning of a longer one: CARICOM | Implementation Agency."""
    following = re.match(r"(?:\s+[A-ZÀ-Þ][\w'’-]*)+", text[place : place + 60])
    return bool(following) and any(is_head(word) for word in following[0].split())


def _name_end(reading: Reading, first: int, place: int, end: int) -> int:
    """Where a name ends that begins at `first`: before a conjunction that joins another name, a date or a place."""
    text = reading.text
    headed = bool(_NGO.search(text, max(0, first - 24), first))
    while (step := _STEP.match(text, place, end)) and place - first < LONGEST:
        if "\n" in step[0] and re.search(r"\n\s*\n", step[0]):
            break
        headed = headed or _head_in(text[first:place])
        joins, word = step["joins"], step.start("word")
        if _AND.search(joins):
            if "the " in joins or not headed or _starts_other(reading, word, step.end(), end):
                break
        elif (
            joins
            and not headed
            or joins
            and _starts_known(reading, word)
            and not re.match(r"(?:of|de|du|des|del|d['’]|da|do)\b", joins)
        ):
            break
        if joins.split()[:1] in (["on"], ["en"], ["à"], ["au"]) and (
            word_is_date(reading, word) or word_is_place(reading, word)
        ):
            break
        place = step.end()
    return place


def _with_tail(reading: Reading, first: int, stop: int, end: int) -> int:
    """Where a French or Spanish name ends whose later words have no capitals."""
    words = reading.text[first:stop].split()
    if (
        not words
        or not is_head(re.sub(r"^[LDld]['’]", "", words[0]))
        or not _ROMANCE.search(reading.text, max(0, first - 8), first)
    ):
        return stop
    tail = _TAIL.match(reading.text, stop, end)
    return _name_end(reading, first, tail.end(), end) if tail else stop


def word_is_date(reading: Reading, place: int) -> bool:
    return any(m.start <= place < m.end for m in within(reading.dates, place - 40, place + 60))


def word_is_place(reading: Reading, place: int) -> bool:
    return any(m.start <= place < m.end for m in within(reading.places, place - 40, place + 60))


def _starts_known(reading: Reading, place: int) -> bool:
    return any(m.start == place for m in within(reading.every_body, place, place + 300))


def _starts_other(reading: Reading, place: int, word_end: int, end: int) -> bool:
    """Whether behind a conjunction another body or a state begins."""
    if _starts_known(reading, place) or any(m.start == place for m in within(reading.states, place, place + 60)):
        return True
    run = re.compile(rf"{_CAPITAL}(?:\s+{_CAPITAL})*").match(reading.text, place, end)
    return bool(run) and any(is_head(word) for word in run[0].split())


def _head_in(written: str) -> bool:
    """Whether the words so far hold the head of a body: the last word before a preposition, or the first in Romance names."""
    words = [word for word in re.split(r"[\s'’]+", written) if word]
    return bool(words) and (is_head(words[-1]) or is_head(words[0]) or len(words) > 1 and is_head(words[1]))


def _is_name(reading: Reading, first: int, stop: int) -> bool:
    """Whether a run of words is the name of a body: it has a head in the right place, and says whose or what for."""
    written = reading.text[first:stop]
    words = re.findall(r"[^\W_][\w'’&-]*", written)
    if len(words) < 2:
        return False
    parts = re.split(r"\s+(?=(?:of|for|on|against|de|du|des|del|pour|para|por|sur|contre|contra|d['’])\b)", written)
    lead = parts[0].split()
    before = reading.text[max(0, first - 24) : first]
    if _NGO.search(before):
        return True
    if _PROPER.search(before):
        return False
    plural = lead[-1].lower().endswith("s") and not lead[-1].isupper()
    return is_head(lead[-1]) and not plural or is_head(lead[0]) and bool(_ROMANCE.search(before))
