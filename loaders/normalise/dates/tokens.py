"""Text -> the tokens of date expressions: numbers, months, links between them; each kind is one letter.

D day number, Y year, N other number, M month, I numeric date, P numeric range, W weekday, R "to", S "and", f "from",
b "between", i "in", p "early", o filler, T time, `.` `,` `/` as they are, x anything else.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from loaders import reference
from loaders.normalise.plain import Plain

KINDS = {"to": "R", "and": "S", "from": "f", "between": "b", "filler": "o", "early": "p", "in": "i"}
# Month words that are also everyday words of another language: they count only beside a year.
DOUBTFUL = frozenset(
    ["ago", "gen", "gru", "lip", "lis", "lug", "lut", "luty", "mag", "maj", "out", "set", "sie", "sty"]
)
# These too, where they are written without a capital.
VERBS = frozenset(["dec", "mar", "march", "may", "sep"])
DOTTED = ("de", "pl")
EARLIEST, LATEST = 1900, 2100


class Token(NamedTuple):
    """A piece of text, its kind and what it means."""

    kind: str
    value: Any
    start: int
    end: int


class Month(NamedTuple):
    """A month word: is it an abbreviation, does it need a year beside it, do its languages write "9. Januar"."""

    number: int
    short: bool
    doubtful: bool
    dotted: bool


class Numeric(NamedTuple):
    """A date in figures, as written; `day_first` None when both orders are possible; `tells` if it shows the order."""

    year: int
    first: int
    second: int
    day_first: bool | None = True
    tells: bool = False


@cache
def words() -> dict[str, tuple[str, Any]]:
    """Every date word in small letters, with and without accents -> its kind and meaning."""
    table: dict[str, tuple[str, Any]] = {}
    for row in sorted(reference.rows("date_words"), key=lambda row: row["kind"] in ("month", "abbreviation")):
        word, kind = row["word"], row["kind"]
        if kind in ("month", "abbreviation"):
            old = table.get(word, ("", None))[1]
            dotted = row["language"] in DOTTED or (isinstance(old, Month) and old.dotted)
            short = kind == "abbreviation" and not (isinstance(old, Month) and not old.short)
            entry = ("M", Month(int(row["value"]), short, word in DOUBTFUL or word in VERBS, dotted))
        elif kind == "weekday":
            entry = ("W", int(row["value"]))
        elif kind in KINDS:
            entry = (KINDS[kind], None)
        else:
            continue
        if entry[0] == "M" or word not in table:
            table[word] = entry
    for word, entry in list(table.items()):
        if entry[0] in "MW":
            table.setdefault(_unaccented(word), entry)
    return table


def _unaccented(word: str) -> str:
    if not word.isascii() and "a" <= word[0].lower() <= "ÿ":
        return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return word


_SPACE = re.compile(r"(?:[^\S\n]|\n(?!\s*\n))*")
_WORD = re.compile(
    r"t/m\b|(?:كانون|تشرين)\s+(?:الثاني|الأول|الاول)|十[一二]?月|[一二三四五六七八九]月|周[一-龥]|星期[一-龥]|[一-龥가-힣]|(?:(?![一-龥가-힣])[^\W\d_])+"
)
_ORDINAL = re.compile(r"(?:\.?[ºª°]|(?:st|nd|rd|th|er|re|ère|ème|eme|ro|e|-?го|-?е)(?![^\W_]))")
_WORD_BEFORE = re.compile(r"(?<![^\W_])(?:\d{1,2}(?:st|nd|rd|th|er|e)|[^\W\d_]{3,12}\.?)$")
_TIME = re.compile(
    r"(?:[01]?\d|2[0-4])(?::|h(?=\d))[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?"
    r"(?:\s?[ap]\.?m\b\.?|\s?(?:hrs|hours|h|uhr|utc|gmt|z|cet|cest|est)\b|[+-]\d\d:?\d\d)?"
    r"|(?:0?\d|1[0-2])(?:[.]\d\d)?\s?[ap]\.?m\b\.?"
)
_CLOCK = r"(?:(?:t|\s{1,3})\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?\s?(?:z|utc|[+-]\d\d:?\d\d)?)?"
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)" + _CLOCK)
_ISO_REST = re.compile(r"/(?:(\d\d)-)?(\d\d)(?![\d/-])")
_ISO_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?![\d/-])")
_DMY = re.compile(r"(\d{1,2})([-/.]|\. )(\d{1,2})\2(\d{4})(?!\d)" + _CLOCK)
_NAMED = re.compile(r"(\d{1,2})([-/.])([^\W\d_]{3,12})\.?\2(\d{4})(?!\d)" + _CLOCK)
_TO = r"\.?\s{0,2}(?:[-~]|to|until|and|bis|und|au|et|al|a|y|por|до|по|и)\s{0,2}"
_DAYS_MY = re.compile(r"(\d{1,2})" + _TO + r"(\d{1,2})([./-])(\d{1,2})\3(\d{4})(?!\d)")
_DM_DMY = re.compile(r"(\d{1,2})([./])(\d{1,2})" + _TO + r"(\d{1,2})\2(\d{1,2})\2(\d{4})(?!\d)")
_TWO_DAYS = re.compile(r"(\d{1,2})/(\d{1,2})\.?\s+(?:of |de )?(?=([^\W\d_]{3,12}))")
_CJK_PART = re.compile(r"(\d{1,4})\s?([年月日号號년월일])")
_NUMBER = re.compile(r"\d+")
_TAIL = re.compile(r"[a-z_/\\%]|[-.:]\d|[.,]\d{3}(?!\d)")


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
    made = _numeric(s, i) if apart else None
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
        compact = _date(int(s[i : i + 4]), int(s[i + 4 : i + 6]), int(s[i + 6 : stop]))
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
    tail = _TAIL.match(s, stop)
    return bool(tail) and not (tail.group()[0] == "-" and tail.group()[1].isdecimal()) and not _month_follows(s, stop)


def _month_follows(s: str, stop: int) -> bool:
    word = _WORD.match(s, stop)
    return bool(word) and words().get(word.group(), " ")[0] in ("M", "S", "R")


def _after_date_word(s: str, end: int) -> bool:
    """Whether a month or an ordinal ends there: "12 May-13 May", "2nd-4th February"."""
    word = _WORD_BEFORE.search(s, max(0, end - 14), end)
    if not word:
        return False
    return word.group()[0].isdecimal() or words().get(word.group().rstrip("."), " ")[0] == "M"


def _date(year: int, month: int, number: int) -> Numeric | None:
    return Numeric(year, number, month) if 1 <= month <= 12 and 1 <= number <= 31 else None


def _either(first: int, second: int, year: int, separator: str) -> Numeric | None:
    """Day and month in figures; dots mean that the day comes first."""
    if not (1 <= first <= 31 and 1 <= second <= 31 and min(first, second) <= 12):
        return None
    if separator.startswith(".") or first == second:
        return Numeric(year, first, second) if second <= 12 else None
    if max(first, second) > 12:
        return Numeric(year, first, second, first > 12, True)
    return Numeric(year, first, second, None)


def _numeric(s: str, i: int) -> list[Token] | None:
    """One numeric date or range at i; two where a dash joins them without spaces."""
    first = _numeric_range(s, i) or _numeric_date(s, i)
    if first is None:
        return None
    if (
        first.kind == "I"
        and s[first.end : first.end + 1] in ("-", "/")
        and s[first.end + 1 : first.end + 2].isdecimal()
    ):
        second = _numeric_date(s, first.end + 1)
        if second is None or _TAIL.match(s, second.end):
            return None
        return [first, Token("R", None, first.end, first.end + 1), second]
    return None if _TAIL.match(s, first.end) else [first]


def _numeric_date(s: str, i: int) -> Token | None:
    found = _ISO.match(s, i)
    if found:
        value = _date(int(found[1]), int(found[3]), int(found[4]))
        return Token("I", value, i, found.end()) if value else None
    found = _DMY.match(s, i)
    if found:
        value = _either(int(found[1]), int(found[3]), int(found[4]), found[2])
        return Token("I", value, i, found.end()) if value else None
    found = _NAMED.match(s, i)
    if found:
        kind, month = words().get(found[3], ("", None))
        value = _date(int(found[4]), month.number, int(found[1])) if kind == "M" else None
        return Token("I", value, i, found.end()) if value else None
    found = _ISO_MONTH.match(s, i)
    if found and int(found[2]) != (int(found[1]) + 1) % 100:
        return Token("J", (int(found[1]), int(found[2])), i, found.end())
    return None


def _numeric_range(s: str, i: int) -> Token | None:
    iso = _ISO.match(s, i)
    rest = _ISO_REST.match(s, iso.end()) if iso and iso[2] == "-" else None
    if rest:
        first = _date(int(iso[1]), int(iso[3]), int(iso[4]))
        last = _date(int(iso[1]), int(rest[1] or iso[3]), int(rest[2]))
        return Token("P", (first, last), i, rest.end()) if first and last else None
    found = _DAYS_MY.match(s, i)
    if found:
        month, year = int(found[4]), int(found[5])
        first, last = _date(year, month, int(found[1])), _date(year, month, int(found[2]))
        return Token("P", (first, last), i, found.end()) if first and last and first.first < last.first else None
    found = _DM_DMY.match(s, i)
    if found:
        year = int(found[6])
        first = _either(int(found[1]), int(found[3]), year, found[2])
        last = _either(int(found[4]), int(found[5]), year, found[2])
        return Token("P", (first, last), i, found.end()) if first and last else None
    return None
