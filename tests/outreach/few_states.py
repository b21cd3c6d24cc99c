"""Six events, nine states and a club of them: reach and membership counted by hand."""

import pandas as pd

from outreach import schema
from outreach.prepare import Prepared, prepare

EVENTS = """
event_id|title|event_type|status|start_date|end_date|date_precision|city|country_code|format|participants|participants_bound|states_reported|states_bound|source|locator
e1|Border control workshop|workshop|held|2014-03-03|2014-03-05|day|Nairobi|KEN|in person|40|exact|3|exact|a.csv|row 2
e2|Customs seminar|seminar|held|2014-09-01||month|Brussels|BEL|in person|120|at least|96|exact|a.csv|row 3
e3|Laboratory training|training|held|2016-05-10|2016-05-10|day|Paris|FRA|in person|25|exact|||a.csv|row 4
e4|Implementation webinar|webinar|held|2018-11-20|2018-11-20|day|||online|||||b.csv|row 7
e5|Island workshop|workshop|held||||Suva|FJI|in person|10|about|||b.csv|row 8
e6|Planned meeting|meeting|announced|2019-02-01||month|Tokyo|JPN|in person|||||b.csv|row 9
"""

ATTENDANCE = """
event_id|party_id|party_name|party_kind|party_type|role|headcount|written|locator
e1|KEN|Kenya|state|state|host||Kenya|row 2
e1|UGA|Uganda|state|state|participant|5|Uganda (5)|row 2
e1|ETH|Ethiopia|state|state|participant||Ethiopia|row 2
e1|wco|World Customs Organization|organisation|intergovernmental|organiser||WCO|row 2
e1|iaea|International Atomic Energy Agency|organisation|intergovernmental|partner||IAEA|row 2
e2|wco|World Customs Organization|organisation|intergovernmental|organiser||WCO|row 3
e2|opcw|Organisation for the Prohibition of Chemical Weapons|organisation|intergovernmental|partner||OPCW|row 3
e3|KEN|Kenya|state|state|participant|2|Kenya: 2|row 4
e3|FRA|France|state|state|host||France|row 4
e3|opcw|Organisation for the Prohibition of Chemical Weapons|organisation|intergovernmental|organiser||OPCW|row 4
e3|border-institute|Border <Institute>|organisation|unlisted|partner||Border <Institute>|row 4
e4|KEN|Kenya|state|state|participant||Kenyan officials|row 7
e4|JPN|Japan|state|state|participant||Japan|row 7
e4|iaea|International Atomic Energy Agency|organisation|intergovernmental|organiser||IAEA|row 7
e5|FJI|Fiji|state|state|participant||Fiji|row 8
e5|wco|World Customs Organization|organisation|intergovernmental|partner||WCO|row 8
e6|wco|World Customs Organization|organisation|intergovernmental|organiser||WCO|row 9
"""

STATES = """
iso3|name|status|un_regional_group|m49_region|m49_subregion|least_developed|landlocked_developing|small_island_developing
ABW|Aruba|territory or area||Americas|Caribbean|||yes
BEL|Belgium|UN member state|Western European and other States|Europe|Western Europe|||
BRA|Brazil|UN member state|Latin American and Caribbean States|Americas|South America|||
ETH|Ethiopia|UN member state|African States|Africa|Eastern Africa|yes|yes|
FJI|Fiji|UN member state|Asia-Pacific States|Oceania|Melanesia|||yes
FRA|France|UN member state|Western European and other States|Europe|Western Europe|||
JPN|Japan|UN member state|Asia-Pacific States|Asia|Eastern Asia|||
KEN|Kenya|UN member state|African States|Africa|Eastern Africa|||
UGA|Uganda|UN member state|African States|Africa|Eastern Africa|yes|yes|
YUG|Yugoslavia|dissolved|Eastern European States|Europe|Southern Europe|||
"""

MEMBERSHIPS = """
body|code|from|until
UN|BEL|1945|
UN|BRA|1945|
UN|ETH|1945|
UN|FJI|1970|
UN|FRA|1945|
UN|JPN|1956|
UN|KEN|1963|
UN|UGA|1962|
UN|YUG|1945|2003-02-03
Customs Club|BEL||
Customs Club|FRA|1990|2015-12-31
Customs Club|KEN|2016-06-01|
"""


def text(table: str) -> pd.DataFrame:
    """A table above as a frame of text, blank cells "" ."""
    head, *rows = [line.split("|") for line in table.strip().splitlines()]
    return pd.DataFrame([row + [""] * (len(head) - len(row)) for row in rows], columns=head, dtype="str")


def dataset() -> schema.Dataset:
    """The four tables of the records above; nothing in evidence or problems."""
    tables = {name: text(table) for name, table in (("events", EVENTS), ("attendance", ATTENDANCE))}
    for name, table in tables.items():
        tables[name] = schema.conform(table.replace(r"^\s*$", None, regex=True), name)
    return schema.check(
        schema.Dataset(**tables, evidence=schema.frame([], "evidence"), problems=schema.frame([], "problems"))
    )


def prepared(kept: tuple[str, ...] | None = None) -> Prepared:
    """The records as pages take them; `kept`: only the events of these ids."""
    whole = dataset()
    if kept is not None:
        whole = schema.Dataset(
            whole.events[whole.events["event_id"].isin(kept)].reset_index(drop=True),
            whole.attendance[whole.attendance["event_id"].isin(kept)].reset_index(drop=True),
            whole.evidence,
            whole.problems,
        )
    return prepare(whole, text(STATES), text(MEMBERSHIPS))
