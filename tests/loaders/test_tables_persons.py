# ruff: noqa: E501 - a case is a line
"""Lists of persons: people counted at the door, names dropped, who did not come not counted."""

import pytest

from loaders.tables.columns import by_header
from tests.loaders.table_files import heads, problems, read_text

LISTS = [
    # a check-in column decides
    ("Order code,Status,Country,Checked in\nA1,paid,Peru,yes\nA2,canceled,Peru,\nA3,refunded,Chile,\nA4,paid,Chile,no\n", {"PER": 1}, 1),
    # a status "attended" decides; test records do not count
    ("Event,Participant Status,Country,Is test\nE,Attended,Mali,0\nE,Registered,Mali,0\nE,No-show,Mali,0\nE,On waitlist,Niger,0\n"
     "E,Transferred,Niger,0\nE,Attended,Mali,1\n", {"MLI": 1}, 1),
    # a row may stand for several people, less those refunded
    ("Order,Quantity,Refunded quantity,Country\nO1,16,15,GB\nO2,3,0,IE\n", {"GBR": 1, "IRL": 3}, 4),
    ("First name,Last name,Country,Registration status\nAda,L,Kenya,confirmed\nBo,M,Kenya,Rejected\nCy,N,Togo,waiting list\n", {"KEN": 1}, 1),
    ("Name,E-mail,Nationality\nAda L,a@example.org,Kenyan\nBo M,b@example.org,Ghana\n", {"GHA": 1, "KEN": 1}, 2),
    ("Nombre,Apellidos,País,Correo electrónico\nAda,L,Perú,a@example.org\nBo,M,Chile,b@example.org\n", {"CHL": 1, "PER": 1}, 2),
    ("Vorname;Nachname;Land\nAda;L;Österreich\nBo;M;Schweiz\n", {"AUT": 1, "CHE": 1}, 2),
    ("Prénom;Nom;Pays\nAda;L;Bénin\nBo;M;Togo\n", {"BEN": 1, "TGO": 1}, 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "people"), LISTS)
def test_people_counted(tmp_path, text, expected, people):
    dataset = read_text(tmp_path, text)
    assert heads(dataset) == expected
    assert dataset.events["participants"].tolist() == [people]


def test_no_personal_data_passes_the_door(tmp_path):
    dataset = read_text(
        tmp_path,
        "Event,Date,Surname,First name,E-mail,Passport No,Organisation,Country\n"
        "Border course,3 May 2019,Zebrowska,Quilla,quilla@example.org,XK1234567,WCO,Kenya\n"
        "Border course,3 May 2019,Ostrander,Wystan,wystan@example.org,YL7654321,IAEA,Kenya\n",
    )
    everything = " ".join(
        str(table.to_dict()) for table in (dataset.events, dataset.attendance, dataset.evidence, dataset.problems)
    )
    for secret in ("Zebrowska", "Quilla", "example.org", "XK1234567", "Ostrander", "Wystan"):
        assert secret not in everything
    (message,) = dataset.problems.loc[dataset.problems["kind"].eq("personal data"), "message"]
    assert all(header in message for header in ("Surname", "First name", "E-mail", "Passport No"))
    assert dataset.events["title"].tolist() == ["Border course"]
    assert heads(dataset) == {"KEN": 2}
    assert list(heads(dataset, "organisation").values()) == [1, 1]


def test_an_event_list_with_a_contact_stays_one_row_an_event(tmp_path):
    dataset = read_text(
        tmp_path,
        "Event,Date,Country,Contact,E-mail\nCourse A,2019-05-03,Kenya,Ada L,ada@example.org\nCourse B,2019-06-03,Togo,Bo M,bo@example.org\n",
    )
    assert dataset.events["title"].tolist() == ["Course A", "Course B"]
    assert dataset.events["participants"].isna().all()
    assert "personal data" in problems(dataset)


def test_the_number_registered_is_evidence(tmp_path):
    dataset = read_text(tmp_path, LISTS[0][0])
    registered = dataset.evidence[dataset.evidence["field"].eq("registered")]
    assert registered["value"].tolist() == ["2"]
    assert "left out" in problems(dataset)


def test_roles_and_events_of_persons(tmp_path):
    dataset = read_text(
        tmp_path,
        "Event,First name,Country,Role\nA,Ada,Kenya,Participant\nA,Bo,Togo,Observer\nB,Cy,Kenya,Invited\nB,Di,Mali,Delegate\n",
    )
    rows = dataset.attendance.merge(dataset.events[["event_id", "title"]])
    assert sorted(rows[["title", "party_id", "role"]].itertuples(index=False, name=None)) == [
        ("A", "KEN", "participant"), ("A", "TGO", "observer"), ("B", "MLI", "participant"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Order,Invoice company,Attendee name,Attendee company\nA,Firm A,Ada,\nA,Firm A,Bo,Society B\n", [1, 1]),
        ("Order,Company (invoice),Attendee,Company of attendee\nA,Firm A,Ada,-\nA,Firm A,Bo,Society B\n", [1, 1]),
        ("Order,Invoice company,Attendee name\nA,Firm A,Ada\nA,Firm A,Bo\n", [2]),
    ],
)
def test_the_organisation_of_an_attendee_comes_before_that_of_the_order(tmp_path, text, expected):
    assert list(heads(read_text(tmp_path, text), "organisation").values()) == expected


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Delegate organisation", "party_organisation"),
        ("Pays du participant", "party_state"),
        ("Country of the attendee", "party_state"),
        ("Participant e-mail", "personal"),
        ("Attendee", "personal"),
    ],
)
def test_what_a_header_tells_of_each_person(header, field):
    assert by_header(header)[0] == field
