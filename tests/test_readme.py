"""The README defines every table, in the words of the code."""

from pathlib import Path

import pytest

from outreach.summaries import SUMMARIES

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SUMMARIES)
def test_every_table_is_defined_in_one_sentence(name: str) -> None:
    definition = SUMMARIES[name].definition
    assert definition.endswith("."), f"{name}: the first line of its metric's docstring is its definition"
    assert f"| `{name}` | {definition} |" in README
