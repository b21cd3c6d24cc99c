"""What does each column mean? Told by the words of its header (data/reference/column_words.csv) and by its values."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from loaders.normalise import counts, dates, kinds, organisations, places, states
from loaders.tables import cells, words

LOOKED_AT = 100  # distinct values of a column
SHORTEST_WITHIN = 4  # letters of a header word that counts inside a longer header
MOST_WORDS = 6  # of a header in which single words count
PREPOSITION = re.compile(r" (?:of|for|de|des|du|del|da|do|der|von) ")
GENERIC = ("name", "number", "title", "event_type", "date", "place", "venue")  # give way to a more telling word
OF_A_PERSON = {
    "organisation": "party_organisation",
    "party_organisation": "party_organisation",
    "country": "party_state",
    "party_state": "party_state",
    "registration_status": "registration_status",
}
FIRST = ("personal", "other", "men", "women")  # "participant e-mail", "women trained": the reservation decides
SEXES = {"m": "men", "f": "women", "w": "women", "h": "men"}  # in brackets: "Trainees (F)"
SEVERAL = (
    "organiser",
    "host",
    "sponsor",
    "partner",
    "observer",
    "states",
    "personal",
    "other",
    "part",
    "number",
    "name",
)
SPELLING = re.compile(
    r"\b(normali[sz]ed|common|standardi[sz]ed|standard|canonical|clean|cleaned|short|full|official|raw)\b"
)

# A header word that the values contradict: (field, kind of values) -> the field it is then.
BY_VALUES = {
    ("participants", "state"): "states",
    ("participants", "states"): "states",
    ("participants", "organisation"): "partner",
    ("participants", "text"): "personal",
    ("participants", "e-mail"): "personal",
    ("participants", "mark"): "came",
    ("states", "count"): "states_reported",
    ("states", "year"): "states_reported",
    ("states_reported", "state"): "states",
    ("states_reported", "states"): "states",
    ("country", "count"): "states_reported",
    ("country", "organisation"): "organisation",
    ("title", "count"): "event_count",
    ("title", "date"): "date",
    ("organiser", "count"): "other",
    ("organiser", "web"): "other",
    ("host", "count"): "other",
    ("host", "web"): "other",
    ("host", "state"): "event_country",
    ("partner", "count"): "other",
    ("sponsor", "count"): "other",
    ("organisation", "count"): "other",
    ("party_organisation", "count"): "other",
    ("party_organisation", "state"): "party_state",
    ("observer", "count"): "other",
    ("place", "count"): "other",
    ("address", "text"): "other",
    ("address", "count"): "other",
    ("event_count", "text"): "title",
    ("event_type", "date"): "other",
    ("event_type", "count"): "other",
    ("checked_in", "count"): "participants",
    ("name", "state"): "country",
    ("title", "state"): "party_state",
    ("date", "period"): "period",
    ("date", "year"): "year",
    ("format", "text"): "other",
    ("role", "count"): "other",
    ("day", "mark"): "other",
    ("day", "text"): "other",
}
# What the values must be where a word within a longer header names the field ("personal data" holds no dates).
NEEDED = dict.fromkeys(("date", "start_date", "end_date"), ("date", "year", "count", "blank")) | dict.fromkeys(
    ("participants", "states_reported", "headcount", "men", "women", "year", "month", "quantity"),
    ("count", "year", "date", "blank"),
)
APART = "one of several numbers of people, and none is the total"
# A column whose header says nothing: what its values say.
FROM_VALUES = {
    "e-mail": "personal",
    "web": "address",
    "date": "date",
    "year": "year",
    "state": "country",
    "states": "states",
    "organisation": "organisation",
    "format": "format",
    "period": "period",
    "event type": "title",
    "place": "place",
}


@dataclass(frozen=True)
class Column:
    """One column as it was understood: its header, the field it fills (other: none), and why."""

    header: str
    field: str
    why: str


def recognise(headers: list[str], body: pd.DataFrame) -> list[Column]:
    """The meaning of every column, in order."""
    found = [_column(header, body[name]) for header, name in zip(headers, body.columns, strict=True)]
    return _best_only(_parts_of_people(found))


def _parts_of_people(found: list[tuple[Column, float]]) -> list[tuple[Column, float]]:
    """Several numbers of people and no total: parts to be added where their words say so, else none is taken."""
    people = [i for i, (column, _) in enumerate(found) if column.field == "participants"]
    headers = [found[i][0].header for i in people]
    if len(people) < 2 or any(
        words.begins_total(header) or (found[i][1] == 1 and not _is_part(header))
        for i, header in zip(people, headers, strict=True)
    ):
        return found
    field = "part" if all(map(_is_part, headers)) else "other"
    why = "a part of the people" if field == "part" else APART
    return [(Column(one.header, field, why), fit) if i in people else (one, fit) for i, (one, fit) in enumerate(found)]


def _is_part(header: str) -> bool:
    tokens = words.key(header).split()
    return any(
        " ".join(tokens[i:j]) in words.cell_words("part")
        for i in range(len(tokens))
        for j in range(i + 1, len(tokens) + 1)
    )


def by_header(header: str) -> tuple[str, float, str] | None:
    """The field a header names, how well it fits (1: the whole header), and why."""
    known = words.column_words()
    whole = words.key(header)
    bracket = re.search(r"[(\[]\s*(\w+)\.?\s*[)\]]$", header)
    sex = bracket and (SEXES.get(bracket[1].lower()) or known.get(words.key(bracket[1]), ("",))[0])
    if sex in ("men", "women") and (by_header(header[: bracket.start()]) or ("",))[0] in ("participants", "headcount"):
        return sex, 0.95, f'header word "{bracket[1]}" in brackets'
    for candidate in (whole, re.sub(r"\s\d+$|^\d+\s", "", whole), words.key(re.sub(r"[(\[].*?[)\]]", "", header))):
        if candidate in known:
            return (*_answer(candidate, 1.0),)
    tail = words.key(header.rsplit(": ", 1)[-1])
    if tail in known and known[tail][0] not in GENERIC:
        return (*_answer(tail, 0.9),)
    tokens = whole.split()
    if not tokens or len(tokens) > MOST_WORDS:
        return None
    told = _of_a_person(tokens)
    if told:
        field, fit, why = _answer(told, 0.95)
        return OF_A_PERSON[field], fit, f"{why} of each person"
    head_first = PREPOSITION.search(f" {whole} ") is not None
    hits = [
        (" ".join(tokens[i:j]), i if not head_first else -i)
        for i in range(len(tokens))
        for j in range(i + 1, len(tokens) + 1)
        if len(word := " ".join(tokens[i:j])) >= SHORTEST_WITHIN
        and word in known
        and (known[word][0] not in GENERIC or (i == 0 if head_first else j == len(tokens)))
    ]
    if not hits:
        return None
    word, _ = max(
        hits,
        key=lambda hit: (known[hit[0]][0] in FIRST, known[hit[0]][0] not in GENERIC, hit[0].count(" "), hit[1]),
    )
    return (*_answer(word, (word.count(" ") + 1) / (len(tokens) + 1)),)


def _of_a_person(tokens: list[str]) -> str | None:
    """What a header tells of each person: "attendee company" and "pays du participant" are their company and state."""
    of_whom = words.cell_words("role")
    for n in (1, 2):
        head, tail = " ".join(tokens[:n]), " ".join(tokens[-n:])
        before = re.sub(f"{PREPOSITION.pattern}(?:the |la |los |las )?$", "", " ".join(tokens[:-n]) + " ").strip()
        for person, told in ((head, " ".join(tokens[n:])), (tail, before)):
            if of_whom.get(person) == "participant" and words.column_words().get(told, ("",))[0] in OF_A_PERSON:
                return told
    return None


def _answer(word: str, fit: float) -> tuple[str, float, str]:
    field, language = words.column_words()[word]
    return field, fit, f'header word "{word}" ({language})'


def values_kind(values: list[str]) -> str:
    """What most of the values are: e-mail, web, year, count, period, date, state, states, format, ... or text."""
    values = [value for value in values if not words.is_blank(value)][:LOOKED_AT]
    if not values:
        return "blank"
    for kind, test in TESTS.items():
        if sum(map(test, values)) >= (0.6 if kind in ("state", "states", "organisation") else 0.75) * len(values):
            return kind
    return "text"


def _is_date(value: str) -> bool:
    if len(value) > 60 or not any(letter.isdigit() for letter in value):
        return False
    return any(dates.parse(value, day_first) is not None for day_first in (None, True, False))


def _is_state(value: str) -> bool:
    return len(value) < 60 and states.resolve(value) is not None


def _is_states(value: str) -> bool:
    pieces = [piece for piece in re.split(r"[;,\n/|]| and | et | y ", value) if piece.strip()]
    return len(pieces) > 1 and sum(map(_is_state, (piece.strip() for piece in pieces))) > len(pieces) / 2


def _matches(pattern: str) -> Callable[[str], bool]:
    return lambda value: re.search(pattern, value, re.IGNORECASE) is not None


TESTS: dict[str, Callable[[str], bool]] = {
    "e-mail": lambda value: cells.E_MAIL.search(value) is not None,
    "web": _matches(r"^(https?://|www\.)\S+$"),
    "year": _matches(r"^(19[4-9]\d|20\d\d|2100)(\.0)?$"),
    "period": _matches(r"^\d{4}(-\d\d){0,2}/(P\d|\d{4})|^(q[1-4][ /-]?\d{4}|\d{4}[ /-]?q[1-4])$"),
    "mark": lambda value: words.meaning("mark", value) is not None and not value.isdigit(),
    "count": lambda value: len(value) < 40 and counts.parse(value) is not None,
    "date": _is_date,
    "state": _is_state,
    "states": _is_states,
    "format": lambda value: len(value) < 30 and kinds.event_format(value) is not None,
    "organisation": lambda value: len(value) < 100 and organisations.resolve(value) is not None,
    "place": lambda value: len(value) < 60 and bool((place := places.parse(value)) and place.country_code),
    "event type": lambda value: len(value.split()) > 1 and kinds.event_type(value) is not None,
}


def _column(header: str, column: pd.Series) -> tuple[Column, float]:
    kind = values_kind(cells.distinct(column))
    named = by_header(header)
    if named is None:
        field = FROM_VALUES.get(kind, "other")
        why = f"its values are {kind}" if field != "other" else "neither header nor values say what it is"
        return Column(header, field, why), 0.1 if field != "other" else 0.0
    field, fit, why = named
    if "%" in header:
        return Column(header, "other", f"{why}, but in percent"), 0.0
    if kind == "count" and field in ("country", "party_state") and all(map(_is_state, cells.distinct(column))):
        kind = "state"  # numeric codes
    if field == "personal" and kind == "mark" and fit < 1:  # "Will you attend in person?"
        field = "came" if re.search(r"\b(attend|join|come|particip|assist)", words.key(header)) else "other"
    if (field, kind) in BY_VALUES:
        field = BY_VALUES[field, kind]
        why += f", its values are {kind}"
    if fit < 1 and kind not in NEEDED.get(field, (kind,)):
        if kind in ("state", "states", "organisation"):  # "Which country are you from?"
            return Column(header, FROM_VALUES[kind], f"its values are {kind}"), 0.1
        return Column(header, "other", f"{why}, but its values are {kind}"), 0.0
    return Column(header, field, why), fit


def _best_only(found: list[tuple[Column, float]]) -> list[Column]:
    """Of several columns for a field that takes one, the best fit; the first of equals."""
    best: dict[str, int] = {}
    for i, (column, fit) in enumerate(found):
        if column.field not in SEVERAL and (column.field not in best or fit > found[best[column.field]][1]):
            best[column.field] = i
    return [
        Column(column.header, "other", f'{column.why}, but column "{found[best[column.field]][0].header}" fits better')
        if column.field not in SEVERAL and best[column.field] != i
        else column
        for i, (column, _) in enumerate(_one_spelling(found))
    ]


def _one_spelling(found: list[tuple[Column, float]]) -> list[tuple[Column, float]]:
    """Of "organiser" and "organiser common name" only the first: they spell the same names."""
    whole = {column.field: column.header for column, fit in found if fit == 1}
    return [
        (Column(column.header, "other", f'{column.why}, another spelling of column "{whole[column.field]}"'), 0.0)
        if fit < 1
        and column.field in whole
        and column.field in SEVERAL[:5]
        and SPELLING.search(words.key(column.header))
        else (column, fit)
        for column, fit in found
    ]
