"""Counts: a table of cells and phrases with what they say, and every number in figures and words read back."""

import csv
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.normalise import counts

CASES = Path(__file__).parents[2] / "cases" / "counts.csv"


def cases() -> list[tuple[str, str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return [(row["reader"], row["written"], row["expected"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("reader", "written", "expected"), cases())
def test_table(reader: str, written: str, expected: str) -> None:
    if reader == "parse":
        found = counts.parse(written)
        assert (f"{found.value} {found.bound}" if found else "") == expected
    else:
        mentions = counts.find(written)
        assert " | ".join(f"{m.value.value} {m.value.bound} {m.kind}" for m in mentions) == expected
        assert all(written[m.start : m.end] == m.written for m in mentions)


@pytest.mark.parametrize(("written", "shown"), [("In all, more than 60 officials came.", "more than 60 officials")])
def test_a_mention_has_its_bound_and_its_noun(written: str, shown: str) -> None:
    assert [mention.written for mention in counts.find(written)] == [shown]


def test_wrapped_lines() -> None:
    found = counts.find("The course was attended by 37 customs\nofficers from 14 States\nParties.")
    assert [(m.value.value, m.kind) for m in found] == [(37, "people"), (14, "states")]


def words(text: str) -> list[str]:
    return text.split()


UNITS = words("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen")
UNITS += words("seventeen eighteen nineteen")
TENS = words("_ _ twenty thirty forty fifty sixty seventy eighty ninety")
FRENCH = words("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize")
FRENCH_TENS = words("_ dix vingt trente quarante cinquante soixante")
SPANISH = words("cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis")
SPANISH += words("diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco")
SPANISH += words("veintiséis veintisiete veintiocho veintinueve")
SPANISH_TENS = words("_ _ _ treinta cuarenta cincuenta sesenta setenta ochenta noventa")
SPANISH_HUNDREDS = words("_ ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos")
SPANISH_HUNDREDS += words("novecientos")


def english(n: int) -> str:
    if n < 20:
        return UNITS[n]
    if n < 100:
        return TENS[n // 10] + (f"-{UNITS[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{UNITS[n // 100]} hundred" + (f" and {english(n % 100)}" if n % 100 else "")
    rest = n % 1000
    return f"{english(n // 1000)} thousand" + (f"{' and' if rest < 100 else ''} {english(rest)}" if rest else "")


def french(n: int) -> str:
    if n < 17:
        return FRENCH[n]
    if n < 70:
        joined = " et " if n % 10 == 1 else "-"
        return FRENCH_TENS[n // 10] + (joined + FRENCH[n % 10] if n % 10 else "")
    if n < 80:
        return "soixante" + (" et " if n == 71 else "-") + french(n - 60)
    if n < 100:
        return "quatre-vingts" if n == 80 else f"quatre-vingt-{french(n - 80)}"
    if n < 1000:
        head = "" if n < 200 else f"{FRENCH[n // 100]} "
        return f"{head}cent" + ("s" if n % 100 == 0 and n >= 200 else "") + (f" {french(n % 100)}" if n % 100 else "")
    head = "" if n < 2000 else f"{french(n // 1000)} "
    return f"{head}mille" + (f" {french(n % 1000)}" if n % 1000 else "")


def spanish(n: int) -> str:
    if n < 30:
        return SPANISH[n]
    if n < 100:
        return SPANISH_TENS[n // 10] + (f" y {SPANISH[n % 10]}" if n % 10 else "")
    if n == 100:
        return "cien"
    if n < 1000:
        return SPANISH_HUNDREDS[n // 100] + (f" {spanish(n % 100)}" if n % 100 else "")
    head = "" if n < 2000 else f"{spanish(n // 1000)} "
    return f"{head}mil" + (f" {spanish(n % 1000)}" if n % 1000 else "")


@given(st.integers(2, 9999), st.sampled_from([(english, "officials"), (french, "délégués"), (spanish, "delegados")]))
@settings(max_examples=500, deadline=None)
def test_numbers_in_words_are_read_back(number: int, language: tuple) -> None:
    speak, noun = language
    assert counts.parse(speak(number)) == (number, "exact")
    assert [m.value for m in counts.find(f"({speak(number)} {noun})")] == [(number, "exact")]


@given(st.integers(1, 99_999), st.sampled_from(["{}", "{:,}", "{:_}"]), st.sampled_from([" ", ",", ".", "'", "\u202f"]))
@settings(max_examples=300, deadline=None)
def test_numbers_in_figures_are_read_back(number: int, style: str, mark: str) -> None:
    written = style.format(number).replace(",", mark).replace("_", mark)
    assert counts.parse(written) == (number, "exact")
    plain_name = written.isdecimal() and len(written) == 4 and number < 3000
    found = [m.value for m in counts.find(f"It was attended by {written} officials from Peru.")]
    assert found == [(number, "exact")] or (plain_name and not found)


@given(st.text(alphabet="0129 -+,.()'% \n¹\u00a0\u00ad" + "aentwyofhundrpsil", max_size=80))
@settings(max_examples=500, deadline=None)
def test_find_keeps_its_promises(text: str) -> None:
    end = 0
    for mention in counts.find(text):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.written
        end = mention.end
    counts.parse(text)


@pytest.mark.parametrize(
    "piece", ["1 ", "9", "1, ", "one ", "twenty-", "120 participants ", "120 senior ", "a ", "12 a, b, "]
)
def test_time_grows_with_length_only(piece: str) -> None:
    def seconds(count: int) -> float:
        start = perf_counter()
        counts.find(piece * count)
        return perf_counter() - start

    assert seconds(20_000) < 30 * seconds(2_000) + 0.5
