"""Running text -> the counts of people and states who took part, each with its bound."""

import re

from loaders.normalise import Mention
from loaders.normalise.counts import context, numerals, phrases, vocabulary
from loaders.normalise.counts.cells import Count
from loaders.normalise.counts.numerals import Numeral
from loaders.normalise.counts.phrases import Phrase
from loaders.normalise.plain import plain

_KINDS = {"people": "people", "state": "states", "part": "people part", "gender": "people part"}
_GLUED_BEFORE = re.compile(r"[\w/.,\-#§$€£°]$")
_PLUS = re.compile(r"\s?\+(?!\s?\d)")
_AFTER_WORDS = re.compile(r"[\s-]((?:[^\W\d_]+)(?: [^\W\d_]+)?)")
_REPEATED = re.compile(r"\s?\((\d{1,5})\)")
_BROKEN = re.compile(r"(?<![^\W_])[a-z] (?=[a-z]{2,})")


def find(text: str) -> list[Mention]:
    """Counts of people and states in a running text, in order; value = Count.

    `kind` is "people", "states" or "people part" (of a whole that stands beside it). Numbers of other things, and of
    people who were only expected, invited or provided for, do not appear.
    """
    ready = plain(text)
    s, cased = ready.low, ready.cased
    mentions: list[Mention] = []
    done = 0
    people_before = -1
    for place in _anchors(s):
        if place < done:
            continue
        number, begin = _number(s, place, done)
        if number is None:
            continue
        found = _counted(s, cased, number, begin, done, people_before)
        if found is None:
            done = max(done, number.end)
            continue
        kind, bound, value, start, end = found
        done = end
        if kind == "people":
            people_before = end
        a, b = ready.span(start, end)
        mentions.append(Mention(a, b, text[a:b], Count(value, bound), kind))
    return mentions


def _anchors(s: str) -> list[int]:
    """Where numbers start; a number word broken by a stray space is joined."""
    places = [match.start() for match in numerals.anchor().finditer(s)]
    broken = [match.start() for match in _BROKEN.finditer(s) if _joined(s, match)]
    return sorted(places + broken) if broken else places


def _joined(s: str, match: re.Match) -> bool:
    rest = s[match.end() : match.end() + 24]
    return bool(numerals.anchor().match(s[match.start()] + rest)) and not numerals.anchor().match(rest)


def _number(s: str, place: int, done: int) -> tuple[Numeral | None, int]:
    """The number at a place with its article ("a dozen", "half a dozen"), and where its words begin."""
    if s[place].isdecimal():
        number = numerals.at(s, place)
        before = s[max(0, place - 2) : place]
        if _GLUED_BEFORE.search(before[-1:]) and not re.search(r"[-—]$", before):
            return None, place
        if before.endswith("-") and not before[:-1].isspace() and before[:-1]:
            return None, place
        return number, place
    number = numerals.at(s, place)
    if number is None:
        broken = _BROKEN.match(s, place)
        joined = numerals.at(s[place] + s[broken.end() : broken.end() + 60], 0) if broken else None
        return (joined._replace(start=place, end=place + joined.end + 1), place) if joined else (None, place)
    word = re.match(r"[^\W\d_]+", s[place : number.end]).group()
    roles = {role for role, _ in numerals.words()[word].values()}
    if s[place - 1 : place] in ("-", "'") and place:
        return None, place
    if roles & {"group", "about"} or word in ("hundred", "thousand"):
        article = re.search(r"\b(half an?|half-a|media|an?|one|une?|una|la|les|cette)[\s-]$", s[max(done, place - 12) : place])
        if not article:
            return None, place
        if article[1] in ("half a", "half-a", "half an", "media"):
            number = number._replace(value=number.value // 2)
        return number, place - (len(article.group()))
    return number, place


def _counted(
    s: str, cased: str, number: Numeral, begin: int, done: int, people_before: int
) -> tuple[str, str, int, int, int] | None:
    """Kind, bound, value, start and end of what a number counts; None where it is not attendance."""
    end, value = number.end, number.value
    written_in_words = not s[number.start].isdecimal()
    if value <= 1 and written_in_words:
        return None
    repeated = _REPEATED.match(s, end) if written_in_words else None
    if repeated and int(repeated[1]) == value:
        end = repeated.end()
    bound, start = _bound_before(s, begin, done)
    between = bool(re.search(r"\b(?:between|entre|zwischen)\s$", s[max(done, begin - 10) : begin]))
    upper = phrases.upper_end(s, number, between)
    after = ""
    if upper is None:
        after, end = _bound_after(s, end)
    else:
        end, after = upper.end, "at least"
    if not _clear_end(s, end):
        return None
    languages = number.languages if written_in_words else ()
    total = phrases.total_after(s, end, value) if upper is None else None
    link = re.compile(r"\s(?:de\s|d'|of\s(?!the\b|them\b))").match(s, end) if number.bound == "about" or value % 12 == 0 else None
    collective = link.end() if link and written_in_words and total is None else None
    phrase = phrases.noun_after(s, cased, total or collective or end, languages)
    bound = number.bound or bound or after or "exact"
    if number.bound and after == "" and _bound_before(s, begin, done)[0]:
        bound = _bound_before(s, begin, done)[0]
    if phrase.kind in ("organisation", "paper", "not", "measure"):
        return None
    if not phrase.kind:
        return _without_noun(s, number, bound, start, end, phrase, after)
    if _numbered(s, number, phrase, bound):
        return None
    return context.judge(s, cased, number, phrase, bound, start, begin, done, people_before, total is not None)


def _bound_before(s: str, begin: int, done: int) -> tuple[str, int]:
    """The bound that the words before a number make, and where they begin."""
    low = max(done, begin - 40)
    words = list(re.finditer(r"[^\s(\[,;:]+", s[low:begin]))[-7:]
    if not words:
        return "", begin
    table = vocabulary.bounds("before")
    symbol = re.search(r"(?:>=|<=|\+/-|[~≈∼±><≥≤])\s?$", s[low:begin])
    if symbol:
        return table[symbol.group().strip()], low + symbol.start()
    stops = len(words)
    while stops and words[stops - 1].group() in ("a", "of", "total", "un", "de", "las", "los", "les"):
        stops -= 1
        if stops + 3 < len(words):
            break
    for last in dict.fromkeys((len(words), stops)):
        for first in range(max(0, last - 4), last):
            if s[low + words[first].start() : low + words[last - 1].end()].count("\n") > 1:
                continue
            phrase = " ".join(word.group() for word in words[first:last])
            bound = table.get(phrase) or table.get(phrase.rpartition("'")[2] if "'" in phrase else "")
            if bound and last < len(words) and phrase in ("de",):
                continue
            if bound:
                return bound, low + words[first].start()
    return "", begin


def _bound_after(s: str, end: int) -> tuple[str, int]:
    plus = _PLUS.match(s, end)
    if plus:
        return "at least", plus.end()
    words = _AFTER_WORDS.match(s, end)
    if words:
        table = vocabulary.bounds("after")
        for text in (words[1], words[1].split()[0]):
            if text in table and not (text == "plus" and re.match(r"\s(?:\d|de\b)", s[words.start(1) + len(text) :][:4])):
                return table[text], words.start(1) + len(text)
    return "", end


def _clear_end(s: str, end: int) -> bool:
    """Whether the number stands by itself: no decimals, percent sign, ordinal or compound after it."""
    return not re.match(r"\s?%|\s?‰|[.,:/]\d|-\w|[^\W\d_]|/|°|(?:\s?(?:per cent|percent|million|billion|pour cent|por ciento|thousand)\b)", s[end : end + 12])


_NO_NOUN_CUE = re.compile(r"(?:attended by|joined by|attendance of|attendance was|attendance reached|participants numbered|with the participation of|in attendance:?)\s$")
_TAKEN_PART = re.compile(r"\s(?:attended|took part|participated|were present|were represented|ont participé|asistieron|participaron)\b")
_ENDS = ("end", ".", ",", ";", ")", "(", "from", "including", "of", "dont", "de", "des", "\n")


def _without_noun(
    s: str, number: Numeral, bound: str, start: int, end: int, phrase: Phrase, after: str
) -> tuple[str, str, int, int, int] | None:
    """A number whose noun stands before it, as a label or in "attended by 18"."""
    if phrase.words or phrase.stopped in ("month", "number", "noun", "far"):
        return None
    if re.match(r"\s*[-/]\s*\d|\.\s*[A-Z]", s[end : end + 6]) or 1900 <= number.value <= 2100:
        return None
    if _NO_NOUN_CUE.search(s[max(0, start - 40) : start]):
        return ("people", bound, number.value, start, end)
    states = re.search(r"\bof (?:the )?\w+ (?:member |african |asian |other )?(?:states|countries|members)(?: parties)?,? $", s[max(0, start - 50) : start])
    if states and _TAKEN_PART.match(s, end):
        return ("states", bound, number.value, start, end)
    label = phrases.label_before(s, start)
    line_ends = re.match(r"[ \t]*(?:[.,;)(*]|$|\n)", s[end:end + 8])
    if label is None or not (line_ends or phrase.stopped in _ENDS):
        return None
    if number.value <= 1 and re.match(r"\.\s", s[end : end + 2]):
        return None
    return (_KINDS[label[0]], bound, number.value, start, end)


def _numbered(s: str, number: Numeral, phrase: Phrase, bound: str) -> bool:
    """Whether the number is a name: a year, a resolution ("1540 Committee experts"), an item of a numbered list."""
    written = s[number.start : number.end]
    if not written.isdecimal():
        return False
    if len(written) == 4 and bound == "exact" and 1000 <= number.value <= 2999:
        if 1900 <= number.value <= 2100 or number.value in context.resolutions() or phrase.words:
            return True
    if re.search(r"(?:\bno\.?|\bn°|\bnº|resolution|résolution|resolución|article|paragraph|section|chapter|annex|item|phase|page|rule|operation)\s$", s[max(0, number.start - 14) : number.start]):
        return True
    return False
