"""Dates: a table of phrases with what they say, columns, and ranges written in every style and read back."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from babel.dates import get_month_names
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.normalise import dates
from loaders.normalise.dates import DateRange
from loaders.normalise.dates.vocabulary import words

CASES = Path(__file__).parents[2] / "cases" / "dates.csv"


def cases() -> list[tuple[str, str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return [(row["reader"], row["written"], row["expected"]) for row in csv.DictReader(file)]


def shown(found: DateRange | None, kind: str = "") -> str:
    """A range in the notation of the table: ISO days, `--` for a year that is not written."""
    if found is None:
        return ""
    if kind == "ambiguous":
        return kind
    if found.lacks_year:
        if found.precision == "month":
            return f"--{found.month:02}" + (f"/--{found.end_month:02}" if found.end_month else "")
        if found.month_days:
            return "+".join(f"--{month:02}-{day:02}" for month, day in found.month_days)
        return f"--{found.month:02}-{found.day:02}/--{found.end_month:02}-{found.end_day:02}"
    if found.days:
        return "+".join(map(str, found.days))
    length = {"day": 10, "month": 7, "year": 4}[found.precision]
    if found.precision == "day":
        return f"{found.start or ''}/{found.end or ''}"
    return str(found.start)[:length] + (f"/{str(found.end)[:length]}" if found.end else "")


@pytest.mark.parametrize(("reader", "written", "expected"), cases())
def test_table(reader: str, written: str, expected: str) -> None:
    if reader == "find":
        assert " | ".join(shown(m.value, m.kind) for m in dates.find(written)) == expected
    else:
        order = {"parse": None, "cell": None, "day first": True, "month first": False}[reader]
        assert shown(dates.parse(written, order)) == expected


@pytest.mark.parametrize(
    ("reader", "written", "expected"), [case for case in cases() if case[0] == "parse" and case[2]]
)
def test_whole_expressions_are_found_in_running_text(reader: str, written: str, expected: str) -> None:
    text = f"The seminar was held in Brussels, {written}; it was the first."
    assert [shown(m.value) for m in dates.find(text)] in ([expected], [])


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh", "pt", "de", "pl", "it", "nl"])
def test_every_month_name_is_known(language: str) -> None:
    for number, name in get_month_names("wide", locale=language).items():
        kind, month = words().get(name.lower(), ("M", None)) if language != "zh" else words()[name]
        assert (kind, month.number) == ("M", number)


def test_no_word_is_two_months() -> None:
    from loaders import reference

    months: dict[str, str] = {}
    for row in reference.rows("date_words"):
        if row["kind"] in ("month", "abbreviation"):
            assert months.setdefault(row["word"], row["value"]) == row["value"]


def iso(found: list[DateRange | None]) -> list[str]:
    return [shown(value).partition("/")[0] for value in found]


@pytest.mark.parametrize(
    ("values", "language", "expected", "unclear"),
    [
        (["03/04/2018", "17/04/2018"], None, ["2018-04-03", "2018-04-17"], [False, False]),
        (["03/04/2018", "04/17/2018"], None, ["2018-03-04", "2018-04-17"], [False, False]),
        (["03/04/2018", "05/06/2018"], None, ["", ""], [True, True]),
        (["03/04/2018", "05/06/2018"], "fr", ["2018-04-03", "2018-06-05"], [False, False]),
        (["03/04/2018", "05/06/2018"], "en", ["", ""], [True, True]),
        (["03/04/2018", "05/06/2018"], "en-US", ["2018-03-04", "2018-05-06"], [False, False]),
        (["03/04/2018", "17/04/2018", "04/17/2018"], None, ["", "2018-04-17", "2018-04-17"], [True, False, False]),
        (["03/04/2017", "Sat, 03/04/2017"], None, ["2017-03-04", "2017-03-04"], [False, False]),
        (["29.01.2019", "1.3.2019", "02.03.2019"], None, ["2019-01-29", "2019-03-01", "2019-03-02"], [False] * 3),
        (["2018-04-11 10:30", "2018-04-11  10:30", " 2018-04-11"], None, ["2018-04-11"] * 3, [False] * 3),
        (["43109", "43110.5", ""], None, ["2018-01-09", "2018-01-10", ""], [False] * 3),
        (["43109", "9 January 2018"], None, ["2018-01-09", "2018-01-09"], [False, False]),
        (["43109", "TBC"], None, ["", ""], [False, False]),
        (["120", "45"], None, ["", ""], [False, False]),
        (["9-11 January 2018", "", "n/a", "2015"], None, ["2018-01-09", "", "", "2015"], [False] * 4),
        (["09/01/18", "23/01/18", "24/02/18"], None, ["2018-01-09", "2018-01-23", "2018-02-24"], [False] * 3),
        (["09-Jan-18", "23-Jan-18", "30-Jan-18"], None, ["2018-01-09", "2018-01-23", "2018-01-30"], [False] * 3),
        (["09-Jan-18"], None, [""], [True]),
        (["05/05/2018", "03/04/2018"], None, ["2018-05-05", ""], [False, True]),
        ([], None, [], []),
    ],
)
def test_column(values: list[str], language: str | None, expected: list[str], unclear: list[bool]) -> None:
    found, doubts = dates.column(values, language)
    assert (iso(found), doubts) == (expected, unclear)


def test_complete() -> None:
    assert shown(dates.complete(dates.parse("27-28 September"), 2017)) == "2017-09-27/2017-09-28"
    assert shown(dates.complete(dates.parse("1, 8 and 15 December"), 2020)) == "2020-12-01+2020-12-08+2020-12-15"
    assert shown(dates.complete(dates.find("held in April")[0].value, 2023)) == "2023-04"
    assert dates.complete(dates.parse("29 February"), 2019).start is None
    assert dates.complete(dates.parse("9 January 2018"), 2020) == dates.parse("9 January 2018")


@pytest.mark.parametrize(
    ("written", "odd"),
    [
        ("9 January 2018", False),
        ("9 January 1944", True),
        ("9 January 2026", True),
        ("9 January 2025", False),
        ("218-01-09", True),
    ],
)
def test_unlikely(written: str, odd: bool) -> None:
    found = dates.parse(written) or DateRange(date(218, 1, 9), date(218, 1, 9))
    assert bool(dates.unlikely(found, 2024)) == odd


def test_unlikely_end() -> None:
    assert dates.unlikely(DateRange(date(2018, 1, 9), date(2017, 1, 9)), 2024)
    assert dates.unlikely(dates.parse("27 September"), 2024) is None


LONG = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"]
LONG.append("December")


def styles(a: date, b: date) -> list[str]:
    """The range in every style that a record may use."""
    first, last = LONG[a.month - 1], LONG[b.month - 1]
    found = [
        f"{a.day} {first} {a.year} to {b.day} {last} {b.year}",
        f"{first} {a.day}, {a.year} – {last} {b.day}, {b.year}",
        f"{a} to {b}",
        f"{a}/{b}",
        f"{a:%d.%m.%Y}-{b:%d.%m.%Y}",
        f"between {a.day} {first} {a.year} and {b.day} {last} {b.year}",
        f"{a.year}年{a.month}月{a.day}日至{b.year}年{b.month}月{b.day}日",
        f"{a.day} {first[:3]}. {a.year} - {b.day} {last[:3]}. {b.year}",
        f"from {a.day} {first} to {b.day} {last} {b.year}",
        f"from {first} {a.day} to {last} {b.day}, {b.year}",
    ]
    if (a.year, a.month) == (b.year, b.month) and a < b:
        found += [f"{a.day}-{b.day} {first} {a.year}", f"{first} {a.day}-{b.day}, {a.year}", f"{a}/{b:%d}"]
        found += [f"{a.day}.-{b.day}.{a.month:02}.{a.year}", f"from the {a.day} to the {b.day} of {first}, {a.year}"]
    return found


@given(st.dates(date(1945, 1, 1), date(2044, 1, 1)), st.integers(1, 300), st.integers(0, 20))
@settings(max_examples=300, deadline=None)
def test_every_style_is_read_back(start: date, length: int, style: int) -> None:
    end = start + timedelta(days=length)
    written = styles(start, end)[style % len(styles(start, end))]
    expected = f"{start}/{end}"
    assert shown(dates.parse(written)) == expected, written
    assert [shown(m.value) for m in dates.find(f"It took place ({written}) in Rome.")] == [expected], written


@given(st.text(alphabet="0129 -/.,–adejlmnuy年月日MJ\n\u00a0\u00ad\u0301٣", max_size=60))
@settings(max_examples=500, deadline=None)
def test_find_keeps_its_promises(text: str) -> None:
    end = 0
    for mention in dates.find(text):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.written
        end = mention.end
    dates.parse(text)
    dates.column([text, "9 January 2018"])


@pytest.mark.parametrize(
    "piece", ["1 ", "9-", "1, ", "9 january ", "2018 ", "9/10 ", "1.1.", "for three days from ", "(", "年"]
)
def test_time_grows_with_length_only(piece: str) -> None:
    from time import perf_counter

    def seconds(count: int) -> float:
        text = piece * count
        start = perf_counter()
        dates.find(text)
        return perf_counter() - start

    assert seconds(20_000) < 30 * seconds(2_000) + 0.5
