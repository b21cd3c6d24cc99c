# ruff: noqa: E501 - a case is a line
"""States and headcounts in tables: faults that people reported of other tools, each with a small table."""

import pandas as pd
import pytest

from tests.loaders.table_files import heads, problems, read_text, read_workbook

TABLES = [
    # Namibia's code is no missing value
    ("event,iso2,headcount\nCoastal course,NA,4\nCoastal course,ZA,6\n", {"NAM": 4, "ZAF": 6}, 10),
    ("country,headcount\nNiger,3\nNigeria,9\n", {"NER": 3, "NGA": 9}, 12),
    ("country,headcount\nSaint-Martin,2\nSaint Martin,1\n", {"MAF": 3}, 3),
    ("country,headcount\nDem. Rep. Congo,1\nS. Sudan,1\nEq. Guinea,1\nSolomon Is.,1\n", {"COD": 1, "SSD": 1, "GNQ": 1, "SLB": 1}, 4),
    ("country,headcount\nCape Verde,2\nCabo Verde,3\nIvory Coast,1\n", {"CPV": 5, "CIV": 1}, 6),
    ("country\nGuinea Bissau\nLaos\nLao PDR\n", {"GNB": None, "LAO": None}, None),
    ("pays,participants\nÉire,1\nDeutschland,2\nEspaña,3\nAllemagne,4\n", {"IRL": 1, "DEU": 6, "ESP": 3}, 10),
    ('country,headcount\n"Congo, Dem. Rep.",3\n"Congo, Rep.",2\n', {"COD": 3, "COG": 2}, 5),
    ("country,headcount\nUk,2\nBrasil,1\n", {"GBR": 2, "BRA": 1}, 3),
    ("country,headcount\nTurkey,1\nTürkiye,1\nBolivia (Plurinational State of),1\n", {"TUR": 2, "BOL": 1}, 3),
    ("country\nCote d'Ivoire\nCÔTE D’IVOIRE\nSao Tome & Principe\n", {"CIV": None, "STP": None}, None),
    ("country\nMonaco\nMorocco\nMozambique\n", {"MCO": None, "MAR": None, "MOZ": None}, None),
    ('country_code,headcount\n"FRA\t",5\n DEU,2\n"ITA\u00a0",1\n"ESP\u200b",1\n', {"FRA": 5, "DEU": 2, "ITA": 1, "ESP": 1}, 9),
    # a state that the list does not know keeps its people in the event's total
    ("event,country,headcount\nE,Peru,5\nE,,3\nE,Atlantis,2\n", {"PER": 5}, 10),
    ("country,headcount\nKorea,5\n", {}, 5),
    ("country,headcount\nUnited State of America,4\n", {}, 4),
    # years as events
    ("year,country,headcount\n2016,Swaziland,2\n2020,Eswatini,3\n2015,Czech Republic,1\n", {"CZE": 1, "SWZ": 5}, 6),
    ("country,headcount\nPeru,1\nChile,more than 20\n", {"PER": 1, "CHL": 20}, 21),
    # several states, or a state and a city, in a cell
    ('event,date,delegations\nForum,2019-05-02,"Kenya, Uganda and Tanzania"\n', {"KEN": None, "UGA": None, "TZA": None}, None),
    ("event,date,countries\nForum,2019-05-02,Kenya; Uganda / Togo\n", {"KEN": None, "UGA": None, "TGO": None}, None),
    ("event,date,countries\nForum,2019-05-02,N/A\n", {}, None),
    ("event,date,countries\nForum,2019-05-02,TBC\n", {}, None),
    ('event,date,countries\nForum,2019-05-02,"Togo, Atlantis"\n', {"TGO": None}, None),
    ('event,date,countries\nForum,2019-05-02,"Kenya, Nairobi"\nRally,2019-06-02,"Georgia, Atlanta"\n', {"KEN": None}, None),
    # men and women together are the people, where both are given
    ("event,date,men,women\nA,2019-05-02,5,7\nB,2019-06-02,5,\n", {}, 12),
    ("event,date,male,female,participants\nA,2019-05-02,5,7,13\nB,2019-06-02,5,4,\n", {}, 22),
    ("country,hommes,femmes\nTogo,2,3\nMali,1,1\n", {"MLI": 2, "TGO": 5}, 7),
    ("event,date,women (%),men (%)\nA,2019-05-02,45,55\n", {}, None),
    ("event,delegation,delegates\nForum,Kenya (Nairobi),4\nForum,-,2\nForum,TBC,1\n", {"KEN": 4}, 7),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "people"), TABLES)
def test_states_and_people(tmp_path, text, expected, people):
    dataset = read_text(tmp_path, text)
    assert heads(dataset) == expected
    total = dataset.events["participants"].sum(min_count=1)
    assert (None if pd.isna(total) else int(total)) == people


def test_a_name_that_is_not_known_is_said_with_its_place(tmp_path):
    dataset = read_text(tmp_path, "event,country,headcount\nE,Peru,5\nE,Atlantis,2\n")
    problem = dataset.problems[dataset.problems["kind"].eq("unresolved state")].iloc[0]
    assert (problem["written"], problem["locator"]) == ("Atlantis", "row 3")


def test_ambiguous_korea_is_a_problem(tmp_path):
    assert "Korea" in problems(
        read_text(tmp_path, "country,headcount\nKorea,5\n"), "ambiguous name", "unresolved state"
    )


def test_a_region_is_no_state(tmp_path):
    dataset = read_text(tmp_path, "group,participants\nMicronesia (Federated States of),2\nPeru,5\nOceania,20\n")
    assert heads(dataset) == {"FSM": 2, "PER": 5}


def test_text_na_and_an_empty_cell_differ(tmp_path):
    dataset = read_workbook(
        tmp_path, ["Event", "Country code", "Participants"],
        ["Workshop B", "NA", 7], ["Workshop B", "BW", 5], ["Workshop B", None, 2],
    )  # fmt: skip
    assert heads(dataset) == {"NAM": 7, "BWA": 5}
    assert dataset.events["participants"].tolist() == [14]
    (message,) = dataset.problems.loc[dataset.problems["kind"].eq("missing value"), "message"]
    assert "1 rows (2 people)" in message


def test_numeric_codes_and_ids_keep_their_zeros(tmp_path):
    dataset = read_workbook(
        tmp_path, ["event id", "iso_numeric", "headcount"], ["0012", "004", 1], ["0012", "036", 2], ["0012", "710", 3],
    )  # fmt: skip
    assert heads(dataset) == {"AFG": 1, "AUS": 2, "ZAF": 3}
    assert dataset.events["event_id"].tolist() == ["0012"]


@pytest.mark.parametrize(
    ("rows", "countries"),
    [
        (
            "city,state,country\nTbilisi,,Georgia\nAtlanta,Georgia,United States\nBoston,Massachusetts,USA\n",
            ["GEO", "USA", "USA"],
        ),
        ("date,city,state\n9/1/2016,Denver,CO\n9/13/2016,Aston,PA\n9/14/2016,Raleigh,NC\n", ["USA"] * 3),
        ("date,city,state\n1/19/2023,Atlanta,Georgia\n1/20/2023,Miami,Florida\n", ["USA"] * 2),
        ("event,date,state\nTalk,2020-01-02,Kenya\nTalk 2,2020-01-03,Georgia\n", ["KEN", "GEO"]),
    ],
)
def test_parts_of_a_country_are_no_states(tmp_path, rows, countries):
    assert read_text(tmp_path, rows).events["country_code"].tolist() == countries


def test_total_row_goes_and_totalenergies_stays(tmp_path):
    dataset = read_text(tmp_path, "organisation,participants\nTotalEnergies,2\nTotal,9\nUniversity of Totnes,7\n")
    assert sorted(heads(dataset, "organisation").values()) == [2, 7]
    assert dataset.events["participants"].tolist() == [9]
    assert "left out" in problems(dataset)


def test_country_not_given_stays_in_the_total(tmp_path):
    rows = "".join(f"P{i},{'Peru' if i < 6 else ''}\n" for i in range(10))
    dataset = read_text(tmp_path, "Full name,Country\n" + rows)
    assert (heads(dataset), dataset.events["participants"].tolist()) == ({"PER": 6}, [10])


def test_the_sum_of_men_and_women_names_both_cells(tmp_path):
    evidence = read_text(tmp_path, "event,Men,Women,Non-binary\nA,5,7,1\n").evidence
    row = evidence[evidence["field"].eq("participants")].iloc[0]
    assert (row["value"], row["text"], row["locator"]) == ("13", "Men: 5, Women: 7, Non-binary: 1", "row 2")


ORGANISATIONS = [
    # a column of nothing but organisations is a list of them
    ("organisers\nUNODA\nINTERPOL (ICPO)\nUnited Nations Office for Disarmament Affairs\n", ["unoda", "interpol"]),
    ("partners\nOPCW; UNIDIR\nOPCW\nUNICRI & OPCW\nUNOCT\n", ["opcw", "unidir", "unicri", "unoct"]),
    # known names first, then the marks between them cut the rest; a name with a comma that nobody knows stays whole
    ('event,date,partners\nA,2019-05-02,"OPCW, Bar Institute"\n', ["opcw", "bar-institute"]),
    ('event,date,partners\nA,2019-05-02,"Bar Agency, Baz Society and the IAEA"\n', ["bar-agency", "baz-society", "iaea"]),
    ('event,date,partners\nA,2019-05-02,"Riverside, University of Baz"\n', ["riverside-university-of-baz"]),
    ('event,date,partners\nA,2019-05-02,"Department of Widgets, OPCW"\n', ["department-of-widgets-opcw"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ORGANISATIONS)
def test_organisations_of_a_list(tmp_path, text, expected):
    rows = read_text(tmp_path, text).attendance
    assert rows["party_id"].tolist() == expected
    assert rows["role"].nunique() == 1
