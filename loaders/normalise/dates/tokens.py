"""Text -> the tokens of date expressions: numbers, months, links between them; each kind is one letter.

D day number, Y year, N other number, M month, I numeric date, P numeric range, J numeric month, K eight figures,
W weekday, R "to", S "and", f "from", b "between", i "in", p "early", o filler, T time, `.` `,` `/` as they are, x
anything else.
"""

import re
from collections.abc import Iterator
from typing import Any

from loaders.normalise.dates import figures
from loaders.normalise.dates.vocabulary import VERBS, Month, Token, words
from loaders.normalise.plain import Plain

EARLIEST, LATEST = 1900, 2100
_SPACE = re.compile(r"(?:[^\S\n]|\n(?!\s*\n))*")
_WORD = re.compile(
    r"t/m\b|(?:كانون|تشرين)\s+(?:الثاني|الأول|الاول)|十[一二]?月|[一二三四五六七八九]月|周[一-龥]|星期[一-龥]|[一-龥가-힣]|(?:(?![一-龥가-힣])[^\W\d_])+"
)
_ORDINAL = re.compile(r"(?:\.?[ºª°]|(?:st|nd|rd|th|er|re|ère|ème|eme|e?ro|e|-?го|-?е)(?![^\W_]))")
_WORD_BEFORE = re.compile(r"(?<![^\W_])(?:\d{1,2}(?:st|nd|rd|th|er|e)|[^\W\d_]{3,12}\.?)$")
_NOTED_WEEKDAY = re.compile(r"\(([^\W\d_]{2,12})\.?\)")
_TIME = re.compile(
    r"(?:[01]?\d|2[0-4])(?::|h(?=\d))[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?"
    r"(?:\s?[ap]\.?m\b\.?|\s?(?:hrs|hours|h|uhr|utc|gmt|z|cet|cest|est)\b|[+-]\d\d:?\d\d)?"
    r"|(?:0?\d|1[0-2])(?:[.]\d\d)?\s?[ap]\.?m\b\.?"
)
_TWO_DAYS = re.compile(r"(\d{1,2})/(\d{1,2})\.?\s+(?:of |de )?(?=([^\W\d_]{3,12}))")
_CJK_PART = re.compile(r"(\d{1,4})\s?([年月日号號년월일])")
_NUMBER = re.compile(r"\d+")


def tokens(text: Plain, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of the text from `start` on."""
    known, s, end = words(), text.low, len(text.low) if end is None else end
    i = start
    while True:
        space = _SPACE.match(s, i, end).end()
        if space >= end:
            return
        if s[space] == "\n":
            yield Token("x", None, space, space + 1)
            i = space + 1
            continue
        i, c = space, s[space]
        if c.isdecimal():
            for token in _figures(s, i, end):
                yield token
                i = token.end
            continue
        noted = _NOTED_WEEKDAY.match(s, i, end) if c == "(" else None
        if noted and known.get(noted[1], " ")[0] == "W":
            yield Token("W", known[noted[1]][1], i, noted.end())
            i = noted.end()
            continue
        word = _WORD.match(s, i, end)
        if word:
            kind, value = known.get(word.group()) or _odd_word(word.group())
            if kind == "M" and value.doubtful and word.group() in VERBS and text.cased[i].isupper():
                value = value._replace(doubtful=False)
            if kind == "M" and s[i - 1 : i] == "/" and s[i - 2 : i - 1].isdecimal():
                kind = "x"
            yield Token(kind, value, i, word.end())
            i = word.end()
            continue
        yield Token(
            "R" if c in "-—~" else c if c in ".,/" else "S" if c == "&" else "o" if c in "'·" else "x", c, i, i + 1
        )
        i += 1


def _odd_word(text: str) -> tuple[str, Any]:
    if text.startswith(("كانون", "تشرين")):
        return words().get(re.sub(r"\s+", " ", text).replace("الاول", "الأول"), ("x", None))
    return ("W", None) if text[0] in "周星" else ("x", None)


def _figures(s: str, i: int, end: int) -> Iterator[Token]:
    before = s[i - 1] if i else " "
    apart = not (
        before.isascii()
        and before.isalnum()
        or before in "_/\\.§$€£#"
        or (before == "-" and s[i - 2 : i - 1].isalnum())
    )
    apart = apart or _beside_month(s, i, before)
    made = figures.at(s, i) if apart else None
    if made:
        yield from made
        return
    cjk = _CJK_PART.match(s, i, end)
    if cjk:
        value, unit = int(cjk[1]), cjk[2]
        kind = (
            "Y"
            if unit in "年년" and len(cjk[1]) == 4
            else "M"
            if unit in "月월"
            else "D"
            if unit in "日号號일"
            else "N"
        )
        if kind == "M":
            value = Month(value, False, False, False)
            kind = "M" if 1 <= value.number <= 12 else "N"
        yield Token(kind, value, i, cjk.end())
        return
    time = _TIME.match(s, i, end)
    if time and time.end() > i + 2 and not (time.end() < len(s) and s[time.end()].isdecimal()):
        yield Token("T", None, i, time.end())
        return
    two = _TWO_DAYS.match(s, i, end) if apart else None
    if two and int(two[2]) == int(two[1]) + 1 and words().get(two[3], "x")[0] == "M":
        yield Token("D", int(two[1]), i, two.end(1))
        yield Token("S", "/", two.end(1), two.start(2))
        yield Token("D", int(two[2]), two.start(2), two.end(2))
        return
    number = _NUMBER.match(s, i, end)
    length, stop = number.end() - i, number.end()
    if length == 8 and apart:
        compact = figures.valid(int(s[i : i + 4]), int(s[i + 4 : i + 6]), int(s[i + 6 : stop]))
        yield Token("K", compact, i, stop)
        return
    ordinal = _ORDINAL.match(s, stop, end) if length <= 2 else None
    tight = before == "-" and (s[i - 2 : i - 1].isdecimal() or _after_date_word(s, i - 1))
    dotted = before == "." and not s[i - 2 : i - 1].isdecimal()
    usable = (apart or tight or dotted) and (ordinal or not _glued(s, stop))
    if not usable or length > 4:
        yield Token("N", None, i, stop)
    elif length <= 2:
        value = int(number.group())
        yield Token("D" if 1 <= value <= 31 else "N", value, i, ordinal.end() if ordinal else stop)
    elif length == 4 and EARLIEST <= int(number.group()) <= LATEST:
        yield Token("Y", int(number.group()), i, stop)
    else:
        yield Token("N", int(number.group()), i, stop)


def _glued(s: str, stop: int) -> bool:
    tail = figures.TAIL.match(s, stop)
    return bool(tail) and not (tail.group()[0] == "-" and tail.group()[1].isdecimal()) and not _month_follows(s, stop)


def _month_follows(s: str, stop: int) -> bool:
    word = _WORD.match(s, stop)
    return bool(word) and words().get(word.group(), " ")[0] in ("M", "S", "R")


def _beside_month(s: str, i: int, before: str) -> bool:
    """Whether a month stands right before: "30 April/1 May", or "January2018" where a space was lost in copying."""
    if not (before == "/" or before.isalpha()):
        return False
    word = _WORD_BEFORE.search(s, max(0, i - 14), i - (before == "/"))
    kind, month = words().get(word.group(), ("", None)) if word else ("", None)
    return kind == "M" and not month.short


def _after_date_word(s: str, end: int) -> bool:
    """Whether a month or an ordinal ends there: "12 May-13 May", "2nd-4th February"."""
    word = _WORD_BEFORE.search(s, max(0, end - 14), end)
    if not word:
        return False
    return word.group()[0].isdecimal() or words().get(word.group().rstrip("."), " ")[0] == "M"


def trimmed(tokens: list[Token]) -> list[Token]:
    """The tokens without weekdays, times, fillers, and the dots and commas that belong to them."""
    kept: list[Token] = []
    dropped = ""
    for n, token in enumerate(tokens):
        if token.kind in "oWT" or (token.kind in ".," and dropped == "W"):
            dropped = token.kind
            continue
        dropped = ""
        after = next((t for t in tokens[n + 1 : n + 4] if t.kind not in "oW"), None)
        if token.kind == "." and _abbreviates(kept, token, after):
            continue
        if token.kind == "/" and kept and kept[-1].kind == "M" and after and after.kind == "M":
            token = token._replace(kind="R")
        if token.kind == "/" and kept and kept[-1].kind == "M" and after and after.kind == "D":
            token = token._replace(kind="S")
        if token.kind == "M" and _same_month_twice(kept, token):
            kept.pop()
            kept[-1] = kept[-1]._replace(end=token.end)
            continue
        if token.kind in "RS" and kept and kept[-1].kind == ",":
            kept.pop()
        kept.append(token)
    return kept


def _abbreviates(kept: list[Token], dot: Token, after: Token | None) -> bool:
    """Whether a dot belongs to a month ("Jan. 9") or to a day ("9. bis 11. Januar"), and ends no sentence."""
    last = kept[-1] if kept else None
    if last is None or last.end != dot.start:
        return False
    if last.kind == "M":
        dated = after and (after.kind in "R," or (after.kind == "Y" and len(kept) > 1 and kept[-2].kind == "D"))
        return last.value.short or bool(dated)
    return last.kind == "D" and bool(after) and (after.kind in "RS," or (after.kind == "M" and after.value.dotted))


def _same_month_twice(kept: list[Token], token: Token) -> bool:
    """A month under two names with a slash between them, as UN texts in Arabic have it."""
    names = len(kept) > 1 and kept[-1].kind == "R" and kept[-1].value == "/" and kept[-2].kind == "M"
    return bool(names) and kept[-2].value.number == token.value.number
