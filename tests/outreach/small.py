"""Five events that a reader can count by eye; the tests of filters, metrics, charts and pages share them.

| event   | year | place   | type     | participants | states named | organisations                      |
| ------- | ---- | ------- | -------- | ------------ | ------------ | ---------------------------------- |
| nairobi | 2016 | KEN     | workshop | 30           | KEN UGA      | unoda (organiser), wco (partner)   |
| lima    | 2016 | PER     | seminar  | at least 60  | PER          | unoda (organiser)                  |
| online  | 2018 | –       | webinar  | –            | KEN          | wco (organiser), unoda (partner)   |
| vienna  | 2018 | AUT     | meeting  | 120          | – (96 rep.)  | iaea (organiser), wco (partner)    |
| someday | –    | KEN     | training | about 20     | –            | iaea (organiser)                   |
| planned | 2019 | FRA     | workshop | –            | –            | wco (organiser); announced         |
"""

import pandas as pd

from loaders import reference
from outreach import schema
from outreach.prepare import Prepared, prepare

EVENTS = [
    ("nairobi", "Customs workshop", "workshop", "held", "2016-03-01", "Nairobi", "KEN", "in person", 30, "exact", None),
    ("lima", "Seminar <b>on</b> codes", "seminar", "held", "2016-09-05", "Lima", "PER", "in person", 60, "at least", 1),
    ("online", "Webinar", "webinar", "held", "2018-01-09", None, None, "online", None, None, None),
    ("vienna", "Meeting of experts", "meeting", "held", "2018-06-20", "Vienna", "AUT", "in person", 120, "exact", 96),
    ("someday", "Training course", "training", "held", None, "Nairobi", "KEN", None, 20, "about", None),
    ("planned", "Workshop to come", "workshop", "announced", "2019-05-06", "Paris", "FRA", None, None, None, None),
]
EVENT_COLUMNS = ["event_id", "title", "event_type", "status", "start_date", "city", "country_code", "format"]
EVENT_COLUMNS += ["participants", "participants_bound", "states_reported"]
PARTIES = [
    ("nairobi", "KEN", "Kenya", "state", "host"),
    ("nairobi", "UGA", "Uganda", "state", "participant"),
    ("lima", "PER", "Peru", "state", "participant"),
    ("online", "KEN", "Kenya", "state", "participant"),
    ("nairobi", "unoda", "UN Office for Disarmament Affairs", "organisation", "organiser"),
    ("nairobi", "wco", "World Customs Organization", "organisation", "partner"),
    ("lima", "unoda", "UN Office for Disarmament Affairs", "organisation", "organiser"),
    ("online", "wco", "World Customs Organization", "organisation", "organiser"),
    ("online", "unoda", "UN Office for Disarmament Affairs", "organisation", "partner"),
    ("vienna", "iaea", "International Atomic Energy Agency", "organisation", "organiser"),
    ("vienna", "wco", "World Customs Organization", "organisation", "partner"),
    ("someday", "iaea", "International Atomic Energy Agency", "organisation", "organiser"),
    ("planned", "wco", "World Customs Organization", "organisation", "organiser"),
]
PARTY_COLUMNS = ["event_id", "party_id", "party_name", "party_kind", "role"]


def dataset() -> schema.Dataset:
    """The five events that were held and one that was announced, with their parties."""
    events = [dict(zip(EVENT_COLUMNS, row, strict=True)) for row in EVENTS]
    for event in events:
        event |= {"start_date": event["start_date"] and pd.Timestamp(event["start_date"]), "source": "small.csv"}
    parties = [dict(zip(PARTY_COLUMNS, row, strict=True)) for row in PARTIES]
    empty = schema.empty()
    return schema.Dataset(
        schema.frame(events, "events"), schema.frame(parties, "attendance"), empty.evidence, empty.problems
    )


def prepared() -> Prepared:
    """The same, ready for filters and metrics."""
    return prepare(dataset(), reference.frame("states"), reference.frame("memberships"))
