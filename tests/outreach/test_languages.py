"""Names and dates in six languages: what changes, and what stays as it is in every language."""

from datetime import date

import pandas as pd
import pytest

from loaders import reference
from outreach import __main__ as command
from outreach import exports, filters, loaded, summaries
from outreach.charts import frequency, look
from outreach.exports import report
from outreach.filters import Selection
from outreach.languages import LANGUAGES, day_of_week, in_language, months, region, when
from outreach.summaries import SUMMARIES
from outreach.views.parts import plain
from tests.outreach import small

SMALL = small.prepared()
KENYA = {"fr": "Kenya", "es": "Kenya", "ru": "Кения", "zh": "肯尼亚", "ar": "كينيا"}


@pytest.mark.parametrize(
    ("start", "end", "precision", "expected"),
    [
        ("2018-01-09", "2018-01-11", "day", "9–11 January 2018"),
        ("2018-01-09", "2018-01-09", "day", "9 January 2018"),
        ("2018-01-09", None, "day", "9 January 2018"),
        ("2018-01-30", "2018-02-01", "day", "30 January – 1 February 2018"),
        ("2018-12-30", "2019-01-02", "day", "30 December 2018 – 2 January 2019"),
        ("2018-03-01", None, "month", "March 2018"),
        ("2018-03-01", "2018-04-30", "month", "March 2018 – April 2018"),
        ("2018-01-01", None, "year", "2018"),
        ("2018-01-01", "2019-12-31", "year", "2018 – 2019"),
        (None, None, None, "–"),
    ],
)
def test_days_in_words(start: str | None, end: str | None, precision: str | None, expected: str) -> None:
    assert when(pd.Timestamp(start), pd.Timestamp(end), precision) == expected


@pytest.mark.parametrize(
    ("language", "span", "day", "month"),
    [
        ("fr", "9–11 janv. 2018", "9 janvier 2018", "janvier 2018"),
        ("es", "9–11 de enero de 2018", "9 de enero de 2018", "enero de 2018"),
        ("ru", "9–11 янв. 2018\u202fг.", "9 января 2018\u202fг.", "январь 2018\u202fг."),
        ("zh", "2018年1月9日至11日", "2018年1月9日", "2018年1月"),
        ("ar", "9–11 يناير 2018", "9 يناير 2018", "يناير 2018"),
    ],
)
def test_days_in_other_languages(language: str, span: str, day: str, month: str) -> None:
    first, last = pd.Timestamp("2018-01-09"), pd.Timestamp("2018-01-11")
    bare = lambda text: text.replace("\u200f", "").replace("\xa0", "\u202f").replace("،", "")  # noqa: E731
    assert bare(when(first, last, "day", language)).replace("\u2009", "") == span
    assert bare(when(first, None, "day", language)) == day
    assert bare(when(first, None, "month", language)) == month
    assert when(first, None, "year", language) == "2018"
    assert when(pd.NaT, None, None, language) == "–"


def test_months_and_weekdays() -> None:
    assert months()[:2] == ("January", "February")
    assert months("en", short=True)[8] == "Sep"
    assert months("fr")[1] == "février"
    assert all(len(set(months(language, short))) == 12 for language in LANGUAGES for short in (True, False))
    assert day_of_week(date(2018, 1, 9)) == "Tuesday 9 January 2018"
    assert day_of_week(date(2018, 1, 9), "es") == "martes, 9 de enero de 2018"


@pytest.mark.parametrize("language", KENYA)
def test_states_have_their_names_in_tables_and_lists(language: str) -> None:
    shown = in_language(SMALL, language)
    table = summaries.table("states-reached", shown, Selection())
    assert table.set_index("code").loc["KEN", "state"] == KENYA[language]
    events = summaries.table("events", shown, Selection()).set_index("event_id")
    assert events.loc["nairobi", "place"] == f"Nairobi, {KENYA[language]}"
    assert loaded.short_names(SMALL, language)["KEN"] == KENYA[language]
    assert loaded.short_names(SMALL, language)["wco"] == "WCO"


def test_english_is_the_records_themselves() -> None:
    assert in_language(SMALL, "en") is SMALL


@pytest.mark.parametrize("name", SUMMARIES)
def test_only_names_change(name: str) -> None:
    """Codes, numbers and the rows themselves are the same in every language; their order may follow the names."""
    chosen = Selection(state=("KEN", "PER"), organisation=("wco",), match="any")
    english = summaries.table(name, SMALL, chosen)
    russian = summaries.table(name, in_language(SMALL, "ru"), chosen)
    same = [column for column in english if column not in ("state", "place", "members_share", "attendances_share")]
    key = [column for column in same if english[column].dtype == "str"]
    ordered = [table[same].sort_values(key, ignore_index=True) if key else table[same] for table in (english, russian)]
    pd.testing.assert_frame_equal(*ordered)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_choice_lets_the_same_events_through_in_every_language(language: str) -> None:
    shown = in_language(SMALL, language)
    for chosen in (Selection(text="uganda"), Selection(state=("UGA",)), Selection(region=("African States",))):
        kept = filters.apply(shown, chosen).events["event_id"]
        assert kept.tolist() == filters.apply(SMALL, chosen).events["event_id"].tolist()
        assert len(kept)


def test_words_find_states_by_the_name_shown() -> None:
    found = filters.apply(in_language(SMALL, "ru"), Selection(text="уганда")).events
    assert found["event_id"].tolist() == ["nairobi"]


def test_the_language_is_in_the_address_and_holds_back_no_row() -> None:
    chosen = Selection(language="fr", years=(2016, 2016))
    offered = filters.choices(SMALL)
    assert filters.to_query(chosen) == {"years": ["2016"], "language": ["fr"]}
    assert filters.from_query(filters.to_query(chosen), offered) == (chosen, [])
    assert filters.from_query({"language": ["tlh"]}, offered)[0] == Selection()
    assert filters.of_rows(chosen) == Selection(years=(2016, 2016))
    assert [name for name, _, _ in filters.describe(chosen, {})] == ["years"]


def test_every_region_of_the_house_has_a_name_in_every_language() -> None:
    house = {row[column] for row in reference.rows("states") for column in ("un_regional_group", "m49_region")}
    house |= {row["m49_subregion"] for row in reference.rows("states")}
    for language in set(LANGUAGES) - {"en"}:
        assert all(region(name, language) for name in house - {""})
    assert look.short("African States") == "Africa"
    assert look.short("African States", "es") == "África"
    assert look.short("ASEAN", "es") == "ASEAN"


def test_charts_say_regions_and_months_in_the_language() -> None:
    table = summaries.table("events-by-month", SMALL, Selection())
    figure = frequency.events_by_span(table, look.LIGHT._replace(language="fr"))
    said = [text for bar in figure.data for text in bar.hovertext]
    assert "Afrique, mars 2016: 1 event" in said
    assert figure.layout.xaxis.ticktext[0] == "janv.<br>2016"
    assert [bar.customdata[0] for bar in figure.data][0] == "African States"  # a click filters by what links carry


@pytest.mark.parametrize(
    ("first", "last", "ticks"),
    [
        ("2018-01-01", "2018-06-01", ["Jan<br>2018", "Feb<br>2018", "Mar<br>2018", "Apr<br>2018", "May<br>2018"]),
        ("2016-03-01", "2018-06-01", ["Jan<br>2016", "Jul<br>2016", "Jan<br>2017", "Jul<br>2017", "Jan<br>2018"]),
        ("2004-03-01", "2025-06-01", ["2004", "2006", "2008", "2010", "2012"]),
    ],
)
def test_months_along_an_axis(first: str, last: str, ticks: list[str]) -> None:
    figure = look.figure(look.LIGHT)
    look.months_axis(figure, pd.Timestamp(first), pd.Timestamp(last), "en")
    assert list(figure.layout.xaxis.ticktext)[:5] == ticks


def test_names_from_right_to_left_are_marked_off_on_pages_but_not_in_files() -> None:
    assert look.safe("كينيا") == plain("كينيا") == "\u2068كينيا\u2069"
    assert look.safe("Kenya") == "Kenya"
    shown = in_language(SMALL, "ar")
    assert "\u2068" not in exports.csv(summaries.table("states-reached", shown, Selection())).decode("utf-8-sig")


def test_the_report_and_the_shell_write_the_language(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(loaded, "load", lambda records: SMALL)
    assert command.main(["summary", "states-by-year", "--language", "RU", "--state", "Uganda"]) == 0
    assert "UGA,Уганда,African States,2016" in capsysbinary.readouterr().out.decode("utf-8-sig")
    chosen = Selection(language="es", years=(2016, 2016))
    names = loaded.short_names(SMALL, "es")
    page = report.html(in_language(SMALL, "es"), chosen, names, ["events", "states"]).decode()
    assert "1 de marzo de 2016" in page
    assert "<b>África</b>" in page
    assert "Perú" in page


def test_lists_follow_the_alphabet_whatever_the_accents() -> None:
    members = summaries.table("members", in_language(SMALL, "fr"), Selection())["state"].tolist()
    assert members.index("Dominique") < members.index("Égypte") < members.index("Équateur") < members.index("Fidji")
    english = summaries.table("members", SMALL, Selection())["state"].tolist()
    assert english.index("Costa Rica") < english.index("Côte d'Ivoire") < english.index("Croatia")
