"""The words of the interface stand in one table: none is missing, none is left over."""

import re
from pathlib import Path

import pytest

from loaders import reference
from outreach import filters
from outreach.interface import TILES, name_of, words
from outreach.prepare import SCHEMES
from outreach.views import overview

ROOT = Path(__file__).parents[2]
CODE = "\n".join(path.read_text(encoding="utf-8") for path in [ROOT / "dashboard.py", *ROOT.glob("outreach/**/*.py")])
KEYS = {row["key"] for row in reference.rows("interface")}


def test_every_key_that_pages_ask_for_is_there_and_none_is_left_over() -> None:
    asked = set(re.findall(r'words\("([^"]+)"\)', CODE))
    picked = set(re.findall(r'pick\("(\w+)"', CODE))
    asked |= {f"filter.{name}" for name in picked} | {f"filter.all.{name}" for name in picked}
    named = {f"option.match.{value}" for value in filters.MATCHES}
    named |= {f"option.measure.{value}" for value in filters.MEASURES}
    named |= {f"option.scheme.{value}" for value in SCHEMES} | {f"option.grain.{value}" for value in overview.GRAINS}
    named |= {f"tile.{measure}" for measure in TILES} | {f"tile.help.{measure}" for measure in TILES}
    assert asked | named == KEYS


def test_no_page_says_by_itself_what_the_table_says() -> None:
    """Sentences of the table are nowhere else, so that a change of wording is one change."""
    said = {row["text"] for row in reference.rows("interface") if len(row["text"]) > 20}
    assert [text for text in said if f'"{text}"' in CODE] == []


def test_an_option_without_another_name_is_called_what_it_is() -> None:
    assert name_of("scheme", "un") == "UN regional groups"
    assert name_of("scheme", "African Union regions") == "African Union regions"
    with pytest.raises(KeyError):
        words("filter.nothing")
