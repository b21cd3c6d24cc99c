"""Folding: one key for the spellings of one word, and the way back to the text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.normalise.words import fold, fold_spans


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("  CÔTE  D’IVOIRE¹ ", "cote d'ivoire"),
        ("São Tomé\u00a0& Príncipe*", "sao tome & principe"),
        ("Guinea–Bissau", "guinea-bissau"),
        ("DEU\u200b", "deu"),
        ("17 m²", "17 m"),
        ("Türkıye, İstanbul", "turkiye, istanbul"),
        ("Đà Nẵng", "da nang"),
        ("Йемен", "иемен"),
        ("한국", "한국"),
        ("دولة فلسطين", "دولة فلسطين"),
        ("ＯＰＣＷ ٣", "opcw 3"),
        ("", ""),
    ],
)
def test_fold(written, folded):
    assert fold(written) == folded


def test_fold_is_the_same_for_composed_and_decomposed_letters():
    for word in ("Côte", "한국", "がな", "Ђаковица"):
        assert fold(unicodedata.normalize("NFD", word)) == fold(word)


def test_fold_spans_joins_a_name_wrapped_over_two_lines():
    text = "in Burkina\n  Faso¹."
    folded, places = fold_spans(text)
    assert folded == "in burkina faso."
    start = folded.index("burkina")
    assert text[places[start] : places[start + len("burkina faso") - 1] + 1] == "Burkina\n  Faso"


@given(st.text(max_size=60))
def test_every_folded_character_has_a_place(text):
    folded, places = fold_spans(text)
    assert len(places) == len(folded) + 1
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)


@given(st.text(max_size=60))
def test_fold_of_a_folded_text_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
