"""Running text -> the counts of people and states who took part, each with its bound."""

import re
from functools import cache

from loaders.normalise import Mention
from loaders.normalise.counts import context, cues, numerals, phrases, vocabulary
from loaders.normalise.counts.cells import Count
from loaders.normalise.counts.context import Counted
from loaders.normalise.counts.numerals import Numeral
from loaders.normalise.counts.phrases import Phrase
from loaders.normalise.plain import any_of, plain

_KINDS = {"people": "people", "state": "states", "part": "people part", "gender": "people part"}
_GLUED = frozenset("_/.,#§$€£°'")  # a number right after one of these is part of something else
_ARTICLE = re.compile(r"\b(half a|half-a|media|medio|an?|one|une?|una|la|les|cette)[\s-]$")
_PLUS = re.compile(r"\s?\+(?!\s?\d)")
_AFTER_WORDS = re.compile(r"[\s-]((?:[^\W\d_]+)(?: [^\W\d_]+)?)")
_BRACKET = re.compile(r"\s?\(([^()]{1,40})\)")
_SHORTENED = re.compile(r"(?<![^\W_])(?:c|ca|approx|aprox|env|min|max|no)\.$")
# Decimals, a percent sign, an ordinal or a compound: the number does not stand by itself.
_GLUED_AFTER = re.compile(
    r"\s?[%‰]|[.,:/]\d|-\w|[^\W\d_]|/|°|\s?(?:per cent|percent|million|billion|pour cent|por ciento|thousand)\b"
)
_COLLECTIVE = re.compile(r"\s(?:de\s|d'|of\s(?!the\b|them\b))")


def find(text: str) -> list[Mention]:
    """Counts of people and states in a running text, in order; value = Count.

    `kind` is "people", "states" or "people part" (of a whole that stands beside it). Numbers of other things, and of
    people who were only expected, invited or provided for, do not appear.
    """
    ready = plain(text)
    s, cased = ready.low, ready.cased
    mentions: list[Mention] = []
    done = 0
    people_before = listed = -1
    for place in _anchors(s):
        if place < done:
            continue
        number, begin = _number(s, place, done)
        if number is None:
            continue
        found = _counted(s, cased, number, begin, done, people_before) if begin != listed else None
        if found is None:
            listed = -1 if 1900 <= number.value <= 2100 else _list_goes_on(s, number.end)
        if found is None:
            done = max(done, number.end)
            continue
        done = found.end
        if found.kind == "people":
            people_before = found.end
        start, end = ready.span(found.start, found.end)
        mentions.append(Mention(start, end, text[start:end], Count(found.value, found.bound), found.kind))
    return mentions


def _list_goes_on(s: str, end: int) -> int:
    """Where the next number stands in "12 Kenyan, 10 Ugandan and 8 Tanzanian officers", whose last is no total."""
    item = _LIST_ITEM.match(s, end)
    if not item or not numerals.anchor().match(s, item.end()):
        return -1
    return item.end() if all(phrases.adjective(word) for word in (item[1] or "").split()) else -1


def _anchors(s: str) -> list[int]:
    """Where numbers start, also a number word broken by a stray space."""
    places = [match.start() for match in numerals.anchor().finditer(s)]
    broken = [match.start() for match in _broken().finditer(s)]
    return sorted(places + broken) if broken else places


@cache
def _broken() -> re.Pattern:
    """A number word with a space after its first letter: "t wenty-three"."""
    split = (f"{word[0]} {word[1:]}" for word in numerals.words() if len(word) > 3 and word[1:] not in numerals.words())
    return re.compile(rf"(?<![^\W_]){any_of(split)}(?![^\W\d_])")


def _number(s: str, place: int, done: int) -> tuple[Numeral | None, int]:
    """The number at a place with its article ("a dozen", "half a dozen"), and where its words begin."""
    before = s[place - 1 : place]
    if (before in _GLUED and not (before == "." and _SHORTENED.search(s, max(0, place - 8), place))) or (
        before == "-" and place > 1 and not s[place - 2].isspace()
    ):
        return None, place
    if s[place].isdecimal():
        return numerals.at(s, place), place
    if s[place + 1 : place + 2] == " ":
        joined = numerals.at(s[place] + s[place + 2 : place + 60], 0)
        return (joined._replace(start=place, end=place + joined.end + 1), place) if joined else (None, place)
    if s[max(0, place - 5) : place].endswith(("per ", "pour ", "por ")):
        return None, place
    number = numerals.at(s, place)
    if number is None or not numerals.needs_article(s, number):
        return number, place
    article = _ARTICLE.search(s, max(done, place - 12), place)
    if not article:
        return None, place
    if article[1] in ("half a", "half-a", "media", "medio"):
        number = number._replace(value=number.value // 2)
    return number, article.start()


def _counted(s: str, cased: str, number: Numeral, begin: int, done: int, people_before: int) -> Counted | None:
    """What a number counts; None where it is not attendance."""
    end, value = number.end, number.value
    in_words = not s[number.start].isdecimal()
    if value <= 1 and in_words:
        return None
    end = _said_twice(s, number)
    between = s[max(done, begin - 10) : begin].rstrip().endswith(("between", "entre", "zwischen"))
    upper = phrases.upper_end(s, number, between)
    after, end = ("at least", upper.end) if upper else _bound_after(s, end)
    if _GLUED_AFTER.match(s, end):
        return None
    total = phrases.total_after(s, end, value) if upper is None else None
    collective = _COLLECTIVE.match(s, end) if in_words and total is None else None
    of_them = (
        cues.end_of("part after", s, end)
        if total is None and s[end : end + 1].isspace() and s[end + 1 : end + 2] in ("o", "d")
        else None
    )
    after_words = total or of_them or (collective.end() if collective else end)
    if _fills_its_line(s, begin, end):
        after_words = len(s)
    phrase = phrases.noun_after(s, cased, after_words, number.languages if in_words else ())
    if of_them and cues.before("counted before", cues.endings(context.sentence_before(s, begin))):
        return Counted("people", value, after or number.bound or "exact", begin, end)
    if of_them and phrase.kind in ("people", "gender", ""):
        phrase = phrase._replace(kind="part", end=phrase.end if phrase.kind else of_them)
    if phrase.kind in ("organisation", "paper", "not", "measure") or (not phrase.kind and phrase.words):
        return None
    if not phrase.kind and not _may_lack_noun(s, number, phrase, begin, end):
        return None
    before, start = _bound_before(s, begin, done)
    bound = before or after or number.bound or "exact"
    if not phrase.kind:
        return _without_noun(s, number, bound, start, end)
    return context.judge(s, number, phrase, bound, start, people_before, total is not None)


def _fills_its_line(s: str, begin: int, end: int) -> bool:
    """Whether a number is all that a line, or the line of a label, holds: what follows is another label."""
    if not _LINE_ENDS.match(s, end):
        return False
    line = s[s.rfind("\n", 0, begin) + 1 : begin].strip()
    return not line or ":" in line


def _said_twice(s: str, number: Numeral) -> int:
    """The end of a number that is said again in brackets: "vingt-cinq (25)"."""
    bracket = _BRACKET.match(s, number.end)
    inner = bracket and numerals.anchor().match(bracket[1]) and numerals.at(bracket[1], 0)
    same = inner and inner.value == number.value and inner.end == len(bracket[1])
    return bracket.end() if same else number.end


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
            phrase = " ".join(word.group() for word in words[first:last]).replace("d'", "de")
            bound = table.get(phrase)
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
            if text in table and not (
                text == "plus" and re.match(r"\s(?:\d|de\b)", s[words.start(1) + len(text) :][:4])
            ):
                return table[text], words.start(1) + len(text)
    return "", end


_PHRASE_ENDS = re.compile(r"\s*[.,;:]")
_LINE_ENDS = re.compile(r"[^\S\n]*(?:\n|$)")
_SPAN = re.compile(r"\s*[-/]\s*\d|\)\s*[^\W\d_]")
_OUTLINE = re.compile(r"\.\s*[^\W\d_]")
_IN_ALL = re.compile(r"\s(?:in all|in total|altogether|all told|au total|en tout|en total|insgesamt)\b")
_FROM_WHOM = re.compile(r"([^\W\d_]+)\s(?:from|of|representing|de|des|venus de)\s[^;:.]{2,180},\s?$")
_OF_WHOLE = re.compile(r"\b(?:of|sur|de) (?:the |les |los )?[\w-]+ ([^,;.\d]{3,50}),? $")
# What may follow the number of a label: its line's end, a part of it in brackets, or the states it came from.
_LABEL_TAIL = re.compile(
    r"[ \t]*(?:$|[\n).;*]|,(?!\s*\d)|\((?=\s*(?:\d|including|incl|of whom|dont|de l|de ell|y compris|[^\W\d_]+ \d))|"
    r"(?:including|of whom|dont|y compris|incluid)|"
    r"(?:from|representing|de|issus de|venus de|provenientes de)\s+(?P<from>))"
)
_LIST_ITEM = re.compile(r"((?:\s[^\W\d_]+){1,3}?)(?:,|,? (?:and|et|y)) |() (?:and|et|y) ")


def _may_lack_noun(s: str, number: Numeral, phrase: Phrase, begin: int, end: int) -> bool:
    if (
        phrase.stopped in ("month", "number", "noun", "far")
        or phrase.stopped[:1].isdecimal()
        or 1900 <= number.value <= 2100
    ):
        return False
    begins_line = not s[s.rfind("\n", 0, begin) + 1 : begin].strip()
    return not (_SPAN.match(s, end) or (begins_line and _OUTLINE.match(s, end)))


def _counted_heads(s: str, before: str, start: int, end: int) -> bool:
    """Whether a bare number is how many came: "we were 25 in all", "26 in number", "the thirty-three who took part"."""
    if cues.following("took part after", s, end) and s[:start].endswith(" the "):
        return True
    if s[end : end + 10].strip().startswith("in number"):
        return True
    if not cues.before("counted before", cues.endings(before)):
        return False
    gathered = cues.before("gathered", cues.endings(before))
    return bool(cues.following("counted after", s, end)) or gathered and bool(_PHRASE_ENDS.match(s, end))


def _without_noun(s: str, number: Numeral, bound: str, start: int, end: int) -> Counted | None:
    """A number whose noun stands before it: "attended by 18", "of the 54 States, 30 attended", or a label."""
    before = context.sentence_before(s, start)
    if cues.before("attended by", cues.endings(before)):
        return Counted("people", number.value, bound, start, end)
    if _counted_heads(s, before, start, end):
        return Counted("people", number.value, bound, start, end)
    counted = _FROM_WHOM.search(before) if _IN_ALL.match(s, end) else None  # "Experts from A and B, 23 in all"
    if counted and "people" in vocabulary.nouns().get(counted[1], {}).values():
        return Counted("people", number.value, bound, start, end)
    whole = _OF_WHOLE.search(before)
    if whole and cues.following("attended", s, end):
        kinds = {kind for word in whole[1].split() for kind in vocabulary.nouns().get(word, {}).values()}
        if kinds & {"state", "people"}:
            return Counted("states" if "state" in kinds else "people", number.value, bound, start, end)
    label = phrases.label_before(s, start)
    tail = _LABEL_TAIL.match(s, end)
    if label is None or not tail or (tail["from"] is not None and not numerals.anchor().match(s, tail.end())):
        return None
    return Counted(_KINDS[label[0]], number.value, bound, start, end)
