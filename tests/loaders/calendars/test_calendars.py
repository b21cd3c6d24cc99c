from pathlib import Path

import pytest

from loaders import calendars
from loaders.unreadable import Unreadable
from outreach import schema


def calendar(*entries: str, head: str = "") -> str:
    body = "\n".join(f"BEGIN:VEVENT\n{entry.strip()}\nEND:VEVENT" for entry in entries)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{body}\nEND:VCALENDAR\n"


@pytest.fixture
def read(tmp_path: Path):
    def read_text(text: str) -> schema.Dataset:
        path = tmp_path / "outreach.ics"
        path.write_bytes(text.encode())
        return schema.check(calendars.read(path, "outreach.ics"))

    return read_text


def days(dataset: schema.Dataset) -> list[str]:
    events = dataset.events
    return [
        f"{start:%Y-%m-%d} {end:%Y-%m-%d}" for start, end in zip(events["start_date"], events["end_date"], strict=True)
    ]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("DTSTART;VALUE=DATE:20180109\nDTEND;VALUE=DATE:20180112", "2018-01-09 2018-01-11"),
        ("DTSTART;VALUE=DATE:20171202", "2017-12-02 2017-12-02"),
        ("DTSTART;VALUE=DATE:20171202\nDTEND;VALUE=DATE:20171202", "2017-12-02 2017-12-02"),
        ("DTSTART;VALUE=DATE:20190208\nDURATION:P5D", "2019-02-08 2019-02-12"),
        ("DTSTART;VALUE=DATE:20190208\nDURATION:P1W1D", "2019-02-08 2019-02-15"),
        ("DTSTART:20190305T090000\nDTEND:20190305T090000", "2019-03-05 2019-03-05"),
        ("DTSTART:20190305T200000\nDTEND:20190306T000000", "2019-03-05 2019-03-05"),
        ("DTSTART:20190305T200000\nDTEND:20190306T003000", "2019-03-05 2019-03-06"),
        ("DTSTART:20190305T093000\nDURATION:PT2H", "2019-03-05 2019-03-05"),
        ("DTSTART;TZID=America/Lima:20190305T003000", "2019-03-05 2019-03-05"),
        ('DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin, Bern, Rome":20190305T003000', "2019-03-05 2019-03-05"),
        ("DTSTART;TZID=(UTC+01:00) Amsterdam, Berlin:20190305T003000", "2019-03-05 2019-03-05"),
    ],
)
def test_the_days_of_an_entry(read, when: str, expected: str):
    assert days(read(calendar(f"UID:1@x\n{when}\nSUMMARY:Planning seminar"))) == [expected]


def test_all_day_seminar_with_its_place(read):
    entry = (
        "UID:1@x\nDTSTART;VALUE=DATE:20180109\n"
        "DTEND;VALUE=DATE:20180112\nSUMMARY:Planning seminar\nLOCATION:Brussels\\, Belgium"
    )
    dataset = read(calendar(entry))
    event = dataset.events.iloc[0]
    assert (event["city"], event["country_code"], event["event_type"]) == ("Brussels", "BEL", "seminar")
    assert event["status"] == "held"
    start = dataset.evidence[dataset.evidence["field"] == "start_date"].iloc[0]
    assert (start["locator"], start["text"]) == ("line 5", "20180109")


def test_an_unknown_zone_is_a_note_and_costs_nothing(read):
    dataset = read(calendar('DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin":20190305T003000\nSUMMARY:Briefing'))
    assert days(dataset) == ["2019-03-05 2019-03-05"]
    assert dataset.problems["severity"].tolist() == ["note"]
    assert "days were taken as written" in dataset.problems["message"].iloc[0]


def test_times_in_utc_stand_on_the_calendars_own_day(read):
    entry = "DTSTART:20250519T000000Z\nDTEND:20250519T013000Z\nSUMMARY:Evening session"
    assert days(read(calendar(entry, head="X-WR-TIMEZONE:America/New_York\n"))) == ["2025-05-18 2025-05-18"]
    unplaced = read(calendar(entry))
    assert days(unplaced) == ["2025-05-19 2025-05-19"]
    assert "Times are in UTC" in unplaced.problems["message"].iloc[0]


def test_one_broken_line_costs_only_itself(read):
    good = "UID:{0}@x\nDTSTART;VALUE=DATE:2018071{0}\nSUMMARY:Course {0}"
    bad = (
        "UID:2@x\nDTSTART:20180712T090000\n"
        "RRULE:FREQ=DAILY;BYDAY=MO, TU\nEXDATE;Europe/London:20180710T090000\nSUMMARY:Course 2"
    )
    dataset = read(calendar(good.format(1), bad, good.format(3)))
    assert days(dataset) == ["2018-07-11 2018-07-11", "2018-07-12 2018-07-12", "2018-07-13 2018-07-13"]
    assert dataset.problems["locator"].tolist() == ["line 12", "line 11"]


def test_an_entry_that_is_never_closed_does_not_swallow_the_next(read):
    text = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20180109T1000\nSUMMARY:One\n"
        "BEGIN:VEVENT\nDTSTART:20180110T1000\nSUMMARY:Two\nEND:VEVENT\n"
    )
    assert read(text).events["title"].tolist() == ["One", "Two"]


def test_folded_lines_escapes_and_html(read):
    entry = 'DTSTART;VALUE=DATE:20180109\nSUMMARY:Harbours\\, sa\n fety &amp; <b>rope</b>s\nDESCRIPTION:<p>See <a href="https://a.org/x">here</a></p>'
    dataset = read(calendar(entry))
    assert dataset.events["title"].tolist() == ["Harbours, safety & rope s"]
    assert dataset.evidence.set_index("field").loc["address", "value"] == "https://a.org/x"


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ("STATUS:CONFIRMED\nSUMMARY:Rope course", "held"),
        ("STATUS:CANCELLED\nSUMMARY:Rope course", "cancelled"),
        ("STATUS:TENTATIVE\nSUMMARY:Rope course", "announced"),
        ("STATUS:CONFIRMED\nSUMMARY:CANCELLED: Rope course", "cancelled"),
        ("SUMMARY:[Cancelled] Rope course", "cancelled"),
        ("SUMMARY:Rope course (annulé)", "cancelled"),
        ("SUMMARY:[event] <s>Rope course</s>", "cancelled"),
        ("SUMMARY:Seminar on cancelled contracts", "held"),
        ("DTSTAMP:20180101T000000Z\nSUMMARY:Rope course", "announced"),
        ("DTSTAMP:20190101T000000Z\nSUMMARY:Rope course", "held"),
    ],
)
def test_status(read, lines: str, status: str):
    assert read(calendar(f"DTSTART;VALUE=DATE:20180109\n{lines}")).events["status"].tolist() == [status]


def test_deadlines_are_counted_and_left_out(read):
    titles = [
        "Harbour Days 2019",
        "SUBMISSION: Harbour Days 2019",
        "SUBMISSION: Rope 2019",
        "Call for papers: Rope 2019",
    ]
    dataset = read(calendar(*(f"UID:{t}\nDTSTART;VALUE=DATE:20180109\nSUMMARY:{t}" for t in titles)))
    assert dataset.events["title"].tolist() == ["Harbour Days 2019"]
    assert [message[:1] for message in dataset.problems["message"]] == ["2", "1"]


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("CAMERA-READY: Rope 2019", "camera-ready"),
        ("Rope 2019: call for papers", "call for papers"),
        ("Conference submission deadline (extended)", "submission deadline"),
        ("Date limite d'inscription", "date limite"),
        ("Workshop on the submission of declarations", ""),
        ("Seminar on setting a deadline", ""),
        ("Notification procedures: a workshop", ""),
    ],
)
def test_what_is_a_deadline(title: str, word: str):
    assert calendars.selection.deadline(title) == word


def test_a_series_is_one_event_a_day(read):
    entry = (
        "UID:1@x\nDTSTART:20180108T090000\nDTEND:20180108T100000\n"
        "RRULE:FREQ=WEEKLY;COUNT=4\nEXDATE:20180115T090000\nSUMMARY:Briefing"
    )
    moved = "UID:1@x\nRECURRENCE-ID:20180122T090000\nDTSTART:20180123T090000\nSUMMARY:Briefing"
    dataset = read(calendar(entry, moved))
    assert [day[:10] for day in days(dataset)] == ["2018-01-08", "2018-01-29", "2018-01-23"]
    assert dataset.events["event_id"].is_unique


def test_an_endless_series_ends_when_the_calendar_was_written(read):
    entry = "UID:1@x\nDTSTAMP:20180301T000000Z\nDTSTART;VALUE=DATE:20180108\nRRULE:FREQ=MONTHLY\nSUMMARY:Briefing"
    dataset = read(calendar(entry))
    assert [day[:10] for day in days(dataset)] == ["2018-01-08", "2018-02-08"]
    assert "The series goes on; 2 days of it were taken" in dataset.problems["message"].iloc[0]


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=DAILY;COUNT=99999999", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "nonsense"]
)
def test_a_hostile_series_is_bounded_and_said(read, rule: str):
    dataset = read(calendar(f"UID:1@x\nDTSTART:20180108T090000\nRRULE:{rule}\nSUMMARY:Briefing"))
    assert 1 <= len(dataset.events) <= 366
    assert len(dataset.problems) == 1


def test_of_two_versions_the_newest_counts(read):
    entry = "UID:1@x\nSEQUENCE:{0}\nDTSTART;VALUE=DATE:2018010{0}\nSUMMARY:Briefing"
    dataset = read(calendar(entry.format(2), entry.format(1)))
    assert days(dataset) == ["2018-01-02 2018-01-02"]
    assert dataset.problems["kind"].tolist() == ["duplicate record"]


def test_a_government_that_organises_is_its_state(read):
    dataset = read(calendar("DTSTART:20180109\nSUMMARY:Briefing\nORGANIZER;CN=Government of Kenya:mailto:office@x.org"))
    told = dataset.attendance[["party_id", "party_name", "party_kind", "party_type"]].astype("str")
    assert told.values.tolist() == [["KEN", "Kenya", "state", "state"]]


def test_private_entries_are_left_out_without_their_words(read):
    dataset = read(
        calendar(
            "DTSTART:20190304\nSUMMARY:Zebra\nCLASS:PRIVATE",
            "DTSTART:20190305\nSUMMARY:Zebra\nCLASS:CONFIDENTIAL",
            "DTSTART:20190306\nSUMMARY:Forum\nLOCATION:Lima\\, Peru\nCLASS:PUBLIC",
        )
    )
    assert dataset.events[["title", "format"]].values.tolist() == [["Forum", "in person"]]
    assert dataset.problems["message"].str.startswith("2 entries are marked as private").any()
    assert "Zebra" not in " ".join(getattr(dataset, name).to_csv() for name in schema.TABLES)


def test_persons_are_dropped_and_listed_organisations_kept(read):
    entry = (
        "DTSTART;VALUE=DATE:20180109\nSUMMARY:Briefing\nORGANIZER;CN=World Customs Organization:mailto:office@x.org\n"
        "ATTENDEE;CN=Person One;PARTSTAT=ACCEPTED:mailto:one@x.org\nATTENDEE;PARTSTAT=DECLINED:mailto:two@x.org"
    )
    person = "DTSTART;VALUE=DATE:20180110\nSUMMARY:Briefing\nORGANIZER;CN=Person Three:mailto:three@x.org"
    dataset = read(calendar(entry, person))
    assert dataset.attendance["role"].tolist() == ["organiser"]
    assert dataset.events["participants"].isna().all()
    everything = " ".join(getattr(dataset, name).to_csv() for name in schema.TABLES)
    assert "@x.org" not in everything
    assert "Person" not in everything
    assert dataset.problems["message"].iloc[0].startswith("2 attendees and 1 organizers")


def test_who_was_to_organise_a_cancelled_event_is_evidence_only(read):
    entry = (
        "DTSTART;VALUE=DATE:20180109\nSTATUS:CANCELLED\n"
        "SUMMARY:Briefing\nORGANIZER;CN=World Customs Organization:mailto:a@x.org"
    )
    dataset = read(calendar(entry))
    assert dataset.attendance.empty
    assert "organiser" in set(dataset.evidence["field"])


def test_an_address_as_place_is_online(read):
    event = read(
        calendar("DTSTART;VALUE=DATE:20180109\nSUMMARY:Briefing\nLOCATION:https://meet.example/j/12")
    ).events.iloc[0]
    assert event["format"] == "online"
    assert schema.pd.isna(event["city"])


@pytest.mark.parametrize("room", ["Hall A", "Room 403/404", "Open Space", "12"])
def test_a_room_is_no_city(read, room: str):
    dataset = read(calendar(f"DTSTART;VALUE=DATE:20180109\nSUMMARY:Briefing\nLOCATION:{room}"))
    assert dataset.events["city"].isna().all()
    assert dataset.evidence.set_index("field").loc["place", "text"] == room


def test_without_a_day_the_entry_is_kept_and_listed(read):
    dataset = read(calendar("SUMMARY:Briefing", "DTSTART:soon\nSUMMARY:Course"))
    assert dataset.events["title"].tolist() == ["Briefing", "Course"]
    assert dataset.problems["kind"].tolist() == ["unclear date", "unclear date"]


def test_todos_are_no_events(read):
    text = "BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:Buy paper\nEND:VTODO\nEND:VCALENDAR"
    dataset = read(text)
    assert dataset.events.empty
    assert "VTODO" in dataset.problems["message"].iloc[0]


def test_what_is_no_calendar_is_refused(read):
    with pytest.raises(Unreadable, match="BEGIN:VCALENDAR is missing"):
        read("title,start\nBriefing,2018-01-09\n")
