"""A CSV reads back as the table it came from, and runs nothing in a spreadsheet."""

import io

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from outreach import exports


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+SUM(A1)", "'+SUM(A1)"),
        ("@x", "'@x"),
        ("  =cmd", "'  =cmd"),
        ("|calc", "'|calc"),
        ("\t=1", "'\t=1"),
        ("＝1+1", "'＝1+1"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ('"=1+1', "'\"=1+1"),
        ("-5", "-5"),
        ("-1,234.5", "-1,234.5"),
        ("-12 %", "-12 %"),
        ("Kenya", "Kenya"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_formulas_are_made_harmless(text: str, shown: str) -> None:
    assert exports.harmless(text) == shown


def test_a_csv_reads_back_as_the_table() -> None:
    table = pd.DataFrame(
        {
            "code": ["NA", "CIV"],
            "name": ["Namibia", 'Côte d’Ivoire, "CI"\nline'],
            "events": pd.array([3, None], dtype="Int64"),
            "change": [-5, 2],
            "day": pd.to_datetime(["2018-01-09", None]),
        }
    )
    written = exports.csv(table)
    assert written.startswith(b"\xef\xbb\xbfcode,name,events,change,day\r\n")
    back = pd.read_csv(
        io.BytesIO(written),
        keep_default_na=False,
        na_values={"events": [""], "day": [""]},
        dtype={"events": "Int64"},
        parse_dates=["day"],
    )
    assert_frame_equal(back, table, check_dtype=False)


def test_header_names_are_made_harmless_too_and_the_table_is_left_alone() -> None:
    table = pd.DataFrame([["=1", "x"]], columns=["=a", "=a"])
    assert exports.csv(table).decode("utf-8-sig") == "'=a,'=a\r\n'=1,x\r\n"
    assert table.iloc[0, 0] == "=1"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({}, "events-by-year.csv"),
        ({"organisation": ["wco"], "years": ["2014-2018"]}, "events-by-year_wco_2014-2018.csv"),
        ({"text": ["../../etc & 'x'"]}, "events-by-year_etc-x.csv"),
    ],
)
def test_file_names_say_what_and_which_filter(query: dict[str, list[str]], name: str) -> None:
    assert exports.file_name("events-by-year", query) == name
