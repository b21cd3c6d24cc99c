"""Text -> its dates: one expression (`parse`) or all that a text holds (`find`)."""

import re
from bisect import bisect_left
from datetime import timedelta
from functools import cache
from itertools import islice

from loaders.normalise import Mention
from loaders.normalise.dates import context, grammar, ranges
from loaders.normalise.dates.grammar import Found
from loaders.normalise.dates.ranges import DateRange
from loaders.normalise.dates.tokens import tokens
from loaders.normalise.dates.vocabulary import Numeric, Token, words
from loaders.normalise.plain import Plain, any_of, plain

_BEFORE, _LONGEST_RUN = 48, 80
_DIGITS = re.compile(r"\d+")
_BLANK = re.compile(r"[\s\-–—./?]*|n/?a|tb[acd]|unknown|none|null|nan|nat", re.I)
_LABEL = re.compile(
    r"\s*(?:start|end|event|dates?|dated|when|held|period|fechas?|datum|data|дата|from)(?:\(s\))?[\w \t]{0,12}[:：]\s*",
    re.I,
)
_INEXACT = re.compile(r"\s*(\d{4})-(\d\d)?(?:-(?:00)?)?\s*")
_COMPACT = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:[T ]?\d{4}(?:\d\d)?Z?)?\s*")
_NUMERIC_MONTH = re.compile(r"\s*(?:(\d{1,2})[-/.](\d{4})|(\d{4})[-/.](\d{1,2}))\s*")
_PART_OF_YEAR = re.compile(
    r"\s*(?:(?:early|mid|late|spring|summer|autumn|fall|[qh][1-4]|"
    r"(?:first|second|third|fourth) (?:half|quarter)(?: of)?)[-\s/]{1,2}(\d{4})|(\d{4})[-\s/]{1,2}[qh][1-4])\s*",
    re.I,
)
_PERIOD = re.compile(r"\s*(\d{4})-(\d\d)(?:-(\d\d))?/P(\d{1,3})([DWMY])\s*")
_NOTE = re.compile(r"\s*\(([^()]*)\)\s*$")
_YEAR = re.compile(r"\s*(\d{4})(?:\.0)?\s*")


def parse(written: str, day_first: bool | None = None) -> DateRange | None:
    """The date or range that the whole text is; None where it is anything else, or could be two different days."""
    if not written or len(written) > 200 or _BLANK.fullmatch(written):
        return None
    short = _figures_only(written)
    if short:
        return short
    note = _NOTE.search(written)
    if note and note.start() and not find(note[1]):
        year = f" {note[1]}" if _YEAR.fullmatch(note[1]) else ""
        return parse(written[: note.start()] + year, day_first)
    text = _unlabelled(written)
    run = list(tokens(text))
    finds = list(grammar.read(run))
    if len(finds) != 1:
        return None
    (found,) = finds
    value = grammar.resolved(found, _run_order(run, day_first))
    length = context.length_before(text.low[: found.first.start])
    if not _covers(run, found, found.first.start if length else 0):
        return None
    if length and value and value.start == value.end:
        return value._replace(end=ranges.lasting(value.start, length[0]))
    return value


def order(written: str) -> bool | None:
    """Whether the figures or weekdays of a date show day first (True) or month first (False)."""
    return _agreed(list(tokens(_unlabelled(written))))


def _unlabelled(written: str) -> Plain:
    label = _LABEL.match(written)
    return plain(written[label.end() :] if label else written)


def _figures_only(written: str) -> DateRange | None:
    found = _COMPACT.fullmatch(written)
    if found:
        start = ranges.day(int(found[1]), int(found[2]), int(found[3]))
        return DateRange(start, start) if start else None
    found = _YEAR.fullmatch(written)
    if found and int(found[1]):
        return ranges.years(int(found[1]))
    found = _PERIOD.fullmatch(written)
    if found:
        return _period(found)
    found = _PART_OF_YEAR.fullmatch(written)
    if found:
        return ranges.years(int(found[1] or found[2]))
    found = _NUMERIC_MONTH.fullmatch(written)
    if found:
        return _numeric_month(int(found[2] or found[3]), int(found[1] or found[4]), bool(found[1]) or "-" in written)
    found = _INEXACT.fullmatch(written)
    if found and int(found[1]):
        if not found[2] or found[2] == "00":
            return ranges.years(int(found[1]))
        return ranges.months((int(found[1]), int(found[2]))) if int(found[2]) <= 12 else None
    return None


def _period(found: re.Match) -> DateRange | None:
    """An ISO interval with its length: "2023-04-01/P3M"."""
    start, count = ranges.day(int(found[1]), int(found[2]), int(found[3] or 1)), int(found[4])
    if start is None or not count:
        return None
    if found[5] in "DW":
        return DateRange(start, start + timedelta(days=count * (7 if found[5] == "W" else 1) - 1))
    if start.day > 1 or (found[5] == "Y" and start.month > 1):
        return None
    last = start.year * 12 + start.month - 1 + count * (12 if found[5] == "Y" else 1) - 1
    end = (last // 12, last % 12 + 1)
    return ranges.months((start.year, start.month), end) if found[5] == "M" else ranges.years(start.year, end[0])


def _numeric_month(year: int, number: int, is_month: bool) -> DateRange | None:
    """ "03/2018" and "2018-03" are months, "2018/19" is two years, "2011/12" may be either."""
    if not is_month and number == (year + 1) % 100:
        return ranges.years(year, year + 1) if number > 12 else None
    return ranges.months((year, number)) if 1 <= number <= 12 and year else None


def _covers(run: list[Token], found: Found, after: int) -> bool:
    """Whether nothing but weekdays, times, fillers and punctuation stands outside the find."""
    return all(
        token.kind in "ofbWTRpi,.-" or token.value in ("(", ")")
        for token in run
        if token.start >= after and not found.first.start <= token.start < found.last.end
    )


def find(text: str) -> list[Mention]:
    """All dates of a running text in order, those without a year too; value = DateRange.

    `kind` is "opening" or "closing" where the words give only that day of an event, and "ambiguous" where figures do
    not tell day from month (then the value is empty).
    """
    ready = plain(text)
    s = ready.low
    months = [match.start() for match in _month_anchor().finditer(s)]
    runs = _runs(ready, months)
    day_first = _agreed([token for run in runs for token in run])
    mentions: list[Mention] = []
    done = 0
    for run in runs:
        for found in grammar.read(run):
            if found.first.start < done or not _meant(s, run, found):
                continue
            value = grammar.resolved(found, _run_order(run, day_first))
            kind = ""
            if value is None:
                if not _open(found):
                    continue
                value, kind = DateRange(None, None), "ambiguous"
            start, end = found.first.start, found.last.end
            if value.precision == "day" and value.start and value.start == value.end and not value.days:
                value, kind, start = context.single_day(s, start, end, value, done)
            done = end
            start, end = ready.span(start, end)
            mentions.append(Mention(start, end, text[start:end], value, kind))
    return _with_months(text, ready, months, mentions)


def _with_months(text: str, ready: Plain, months: list[int], mentions: list[Mention]) -> list[Mention]:
    """The mentions and the months that stand alone: "held in April"."""
    taken = {i for mention in mentions for i in range(mention.start, mention.end)}
    alone: list[Mention] = []
    for place in months:
        if not _IN_MONTH.search(ready.low, max(0, place - 20), place):
            continue
        (token,) = islice(tokens(ready, place), 1)
        start, end = ready.span(token.start, token.end)
        if start not in taken and not token.value.short and not token.value.doubtful:
            alone.append(Mention(start, end, text[start:end], DateRange(None, None, "month", month=token.value.number)))
    return sorted(mentions + alone) if alone else mentions


def _runs(ready: Plain, months: list[int]) -> list[list[Token]]:
    """The tokens around each number, as far as they can belong to a date; and months alone after "in"."""
    runs: list[list[Token]] = []
    done = 0
    for number in _DIGITS.finditer(ready.low):
        if number.start() < done or not _may_be_date(ready.low, number, months):
            continue
        head: list[Token] = []
        low = max(done, number.start() - _BEFORE)
        for token in tokens(ready, low, number.start()):
            if token.kind == "x" or (token.start == low and low > done):
                head = []
            else:
                head.append(token)
        run = head
        for token in tokens(ready, number.start()):
            done = token.end
            if token.kind == "x" or len(run) > _LONGEST_RUN:
                break
            run.append(token)
        if len(run) > 1 or (run and run[0].kind in "IPJ"):
            runs.append(run)
    return runs


_FIGURES = re.compile(r"\d{1,4}\.?\s?(?:[-/.]\s?\d|[年月日号號년월일])")
_BEFORE_MONTH, _AFTER_MONTH = 60, 24


@cache
def _month_anchor() -> re.Pattern:
    return re.compile(
        rf"(?<![^\W_])(?:{any_of(word for word, (kind, _) in words().items() if kind == 'M')})(?![^\W\d_])"
    )


def _may_be_date(s: str, number: re.Match, months: list[int]) -> bool:
    """Whether a number is near a month, or looks like a date in figures or a year; spares most numbers the reading."""
    start = number.start()
    following = bisect_left(months, start - _AFTER_MONTH)
    if following < len(months) and months[following] <= start + _BEFORE_MONTH:
        return True
    if _FIGURES.match(s, start):
        return True
    return number.end() - start == 4 and bool(_IN.search(s, max(0, start - 30), start))


_DAY_BEFORE = re.compile(
    r"(?:\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) of (?:the )?|"
    r"\d[^\W\d_]{0,3}\.?[^\S\n]*\n?[^\S\n]*(?:of |de |del mes de |the )?)\Z"
)
_WORD_NEXT = re.compile(r"\s+[^\W\d_]")
_IN_MONTH = re.compile(r"\b(?:in|during|en|im|em|w|в|во|في)\s{1,3}(?:(?:early|late|mid|last)[- ])?$")
_IN = re.compile(
    r"(?:^|[^\w])(?:in|during|throughout|since|by|before|after|en|em|im|в|во|w|nel|في|between|from|entre|until|year|año|année)\s{1,3}(?:(?:the|l'|year|early|mid|late|año|année)[\s-]{1,3}){0,2}$"
)


def _meant(s: str, run: list[Token], found: Found) -> bool:
    """Whether a find in running text is a date there, not a number that looks like one."""
    start = found.first.start
    if found.pattern in ("years", "month"):
        return bool(_IN.search(s, max(0, start - 30), start))
    if found.pattern == "months" and found.first.kind == "M" and _DAY_BEFORE.search(s, max(0, start - 30), start):
        return False
    if found.first.kind == "D" and context.numbered().search(s, max(0, start - 16), start):
        return False
    in_month = found.pattern == "days" and found.first.kind == "M" and found.value.lacks_year
    # "In January 12 participants came": the number belongs to what follows.
    return not (in_month and _IN_MONTH.search(s, max(0, start - 12), start) and _WORD_NEXT.match(s, found.last.end))


def _run_order(run: list[Token], day_first: bool | None) -> bool | None:
    """Day or month first in one expression: as its own figures or its weekdays tell, else as given."""
    own = _agreed(run)
    return day_first if own is None else own


def _agreed(run: list[Token]) -> bool | None:
    """The order of day and month that all slashed dates of the run allow, if that is one."""
    votes: set[bool] = set()
    for n, token in enumerate(run):
        if token.kind not in "IP":
            continue
        for number in token.value if token.kind == "P" else (token.value,):
            votes |= _votes(number, token, run[n - 1] if n else None, run[n - 2] if n > 1 else None)
    return votes.pop() if len(votes) == 1 else None


def _votes(number: Numeric, token: Token, before: Token | None, earlier: Token | None) -> set[bool]:
    if number.tells:
        return {bool(number.day_first)}
    if number.day_first is not None:
        return set()
    weekday = earlier if before and before.kind in ",." else before
    if weekday is None or weekday.kind != "W" or not weekday.value:
        return set()
    options = {True: (number.second, number.first), False: (number.first, number.second)}
    fits = {order for order, (month, day) in options.items() if _falls_on(number.year, month, day, weekday.value)}
    return fits if len(fits) == 1 else set()


def _falls_on(year: int, month: int, number: int, weekday: int) -> bool:
    day = ranges.day(year, month, number)
    return bool(day) and day.isoweekday() == weekday


def _open(found: Found) -> bool:
    return found.pattern == "numeric" and any(number.day_first is None for number in found.value)
