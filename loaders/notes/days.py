"""The days of the event: which date is settled on, and which clauses tell of other days."""

import re
from collections.abc import Iterator
from datetime import date

from loaders.normalise import dates as date_values
from loaders.normalise import kinds
from loaders.normalise.dates import DateRange, ranges
from loaders.notes import prose, relative
from loaders.notes.claims import HEADER, HEADLINE, Claim, Claims, add_place
from loaders.notes.cues import Cue, within
from loaders.notes.grouping import Group
from loaders.notes.headline import Front
from loaders.notes.reading import Reading

_TODAY = re.compile(
    r"\b(?:(ended|concluded|closed|finished|concludes|ends|wrapped up|came to an end|s'est achevée?|s'est terminée?|concluyó|finalizó|culminó)"
    r"|met|held|took place|gathered|convened|se réunit|s'est tenue?|se celebró)\s+(?:\w+\s+){0,2}?(?:today|aujourd'hui|hoy)\b",
    re.IGNORECASE,
)
_OF_DAY = re.compile(r"\b(?:of|de|du|del)\s+$")
_FROM = re.compile(r"(?:from|desde|à partir du)\s+(?:\w+\s+)?$", re.IGNORECASE)
_WHICH = re.compile(
    r"\b(?:that|which|whom|whose|qui|que|dont|lequel|laquelle|cuyo|cuya|quien|quienes)\b", re.IGNORECASE
)
_YEAR_OF = re.compile(r"\b((?:19|20)\d\d)\s+((?:[a-z-]+\s+)?[a-z-]+)")
_CLOSING = re.compile(
    r"\b(?:certificates?|certificats?|certificados?|diplom\w+|closing|clôture|clausura|final day|last day|dernier jour|último día)\b",
    re.IGNORECASE,
)
LONGEST = 21  # days between the opening and the closing of one event
WINDOW = 600  # characters of a sentence around a date that may belong to its clause


def title_date(reading: Reading, group: Group, claims: Claims) -> None:
    """Date and place in the value of a title's label, where no label of their own gives them."""
    title = next((s for s in group.labels if "title" in s.fields or "subject" in s.fields), None)
    if title is None or claims.best("dates") or claims.best("start"):
        return
    dated = within(reading.dates, title.start, title.end)
    for mention in dated[:1]:
        claims.add(Claim("dates", mention.value, mention.start, mention.end, HEADLINE))
    if not dated or claims.best("city") or claims.best("country_code"):
        return
    for mention in within(reading.places, title.start, title.end):
        before = reading.text[title.start : mention.start].rstrip()
        if before.endswith((",", ";", "-", "–", "—", "(", " in", " at", " en", " à")):
            add_place(claims, Claim("place", mention.value, mention.start, mention.end, HEADLINE))
            return


def settle(reading: Reading, claims: Claims, top: Front) -> None:
    """A date without a year takes the year of the page, the headline or the only other full date; a length gives the end."""
    start, end = claims.best("start"), claims.best("end")
    if start:
        last = end.value.end or end.value.start if end else None
        claims.values["dates"].insert(0, start._replace(field="dates", value=_joined(start.value, last)))
        if end:
            claims.add(Claim("end_words", None, end.start, end.end))
    for index, claim in enumerate(claims.values.get("dates", [])):
        claims.values["dates"][index] = claim._replace(value=completed(claim.value, top, reading, claim.start))
    _today(reading, claims, top)
    if not _both_ends(reading, claims):
        _reckon(reading, claims)


def _in_clause(reading: Reading, claim: Claim, cue: Cue) -> bool:
    """Whether no comma parts a date and a word of beginning."""
    first, last = sorted([(claim.start, claim.end), (cue.start, cue.end)])
    return not prose.CHUNK.search(reading.text, first[1], last[0])


def completed(value: DateRange, top: Front, reading: Reading, place: int) -> DateRange:
    """A date with the year of the headline, of the page or of the date before it; not one long after the page was written."""
    before = relative.date_before(reading, place)
    year = next(iter(top.years), before.year if before else None)
    if year is None or value.start is not None or not value.month:
        return value
    full = date_values.complete(value, year)
    if top.released and full.start and (full.start - top.released).days > 200:
        return date_values.complete(value, year - 1)
    return full


def _replace(claims: Claims, best: Claim, value: DateRange) -> None:
    claims.values["dates"][claims.values["dates"].index(best)] = best._replace(value=value)


def _is_last_day(reading: Reading, claim: Claim) -> bool:
    """Whether a sentence with a day speaks of certificates or of closing."""
    return any(a <= claim.start < b and _CLOSING.search(reading.text, a, b) for a, b in reading.sentences)


def _together(reading: Reading, one: Claim, other: Claim) -> bool:
    return any(a <= one.start < b and a <= other.start < b for a, b in reading.sentences)


def _both_ends(reading: Reading, claims: Claims) -> bool:
    """Join the day on which the event began and the day on which it ended, told in two places."""
    best = claims.best("dates")
    if best is None or best.weight >= HEADER or best.value.precision != "day":
        return False
    first, last = best.value.start, best.value.end
    closed = [c for c in claims.values["dates"] if c.value.end and c.value.start is None]
    if first and first == last:  # one day, unless the same sentence goes on to a later one, or it began before
        closed = [c for c in closed if _together(reading, best, c)]
        if not closed and any(
            c.value.start and c.value.end is None and 0 < (first - c.value.start).days <= LONGEST
            for c in claims.values["dates"]
        ):
            best = best._replace(value=best.value._replace(start=None))
            claims.values["dates"] = [c if c.start != best.start else best for c in claims.values["dates"]]
            closed = [best]
    elif first is None and last is None or first and last:
        return False
    elif first and not closed:
        closed = [
            c._replace(value=c.value._replace(start=None))
            for c in claims.values["dates"]
            if c.value.start and c.value.start == c.value.end and _is_last_day(reading, c)
        ]
    opened = [c for c in claims.values["dates"] if c.value.start and c.value.end in (None, c.value.start)]
    opened, closed = ([best], closed) if best.value.start else (opened, [best])
    pairs = [(a, b) for a in opened for b in closed if 0 <= (b.value.end - a.value.start).days <= LONGEST]
    if not pairs:
        return False
    first, last = max(pairs, key=lambda pair: pair[0].weight + pair[1].weight)
    _replace(claims, best, DateRange(first.value.start, last.value.end))
    index = next(i for i, c in enumerate(claims.values["dates"]) if c.start == best.start and c.end == best.end)
    claims.values["dates"][index] = claims.values["dates"][index]._replace(start=first.start, end=first.end)
    claims.add(Claim("end_words", None, last.start, last.end))
    return True


def _reckon(reading: Reading, claims: Claims) -> None:
    """The end of an event of which the note tells its first day and its length, or that a single day is only one end."""
    best = claims.best("dates")
    if best is None or best.weight >= HEADER or best.value.precision != "day":
        return
    value = best.value
    if value.start is None:
        days = relative.length_near(reading, best.start) if value.end else None
        if days:
            _replace(claims, best, value._replace(start=relative.first_day(value.end, days)))
        return
    if value.end not in (None, value.start):
        return
    around = [c for s in reading.sentences if s[0] <= best.start < s[1] for c in within(reading.cues, *s)]
    opened = any(c.means("start") and _in_clause(reading, best, c) for c in around)
    days = relative.length_near(reading, best.start)
    if any(c.means("finish") for c in around) and not opened:
        if days or value.end is None:
            _replace(claims, best, value._replace(start=None, end=value.start))
    elif opened or value.end is None or _FROM.search(reading.text, max(0, best.start - 24), best.start):
        _replace(claims, best, value._replace(end=ranges.lasting(value.start, days) if days else None))


def _today(reading: Reading, claims: Claims, top: Front) -> None:
    """ "Ended today" and "met today" in an item with a date of its own."""
    found = _TODAY.search(reading.text, top.end) if top.released else None
    if not found:
        return
    best = claims.best("dates")
    if (
        found[1]
        and best
        and best.value.start
        and best.value.start <= top.released
        and best.value.end in (None, best.value.start)
    ):
        value = best.value._replace(end=top.released)
        claims.values["dates"][claims.values["dates"].index(best)] = best._replace(value=value)
        claims.add(Claim("end_words", None, found.start(), found.end()))
    elif not best:
        day = date_values.DateRange(None if found[1] else top.released, top.released)
        claims.add(Claim("dates", day, found.start(), found.end(), 24))


def _joined(first, last: date | None):
    return first._replace(end=last if last else first.end)


def conflicts(reading: Reading, claims: Claims, told: list) -> list[tuple[int, int]]:
    """The clauses that bear a full date other than the event's."""
    own = claims.value("dates")
    if own is None or own.start is None:
        return []
    first, last = own.start, own.end or own.start
    found = list(_years_of_others(reading, told, first.year))
    for sentence, mention in [(s, m) for s in told for m in within(reading.dates, s.start, s.end)[: prose.MOST_DATES]]:
        value = mention.value
        if value.start is None or value.precision == "year" and value.start.year == first.year:
            continue
        until = value.end or value.start
        near = (
            value.precision != "day"
            and value.start.year == first.year
            and value.start.month in (first.month, last.month)
        )
        around = (
            value.precision == "day"
            and value.start <= first
            and until >= last
            and (value.start, until) != (first, last)
        )
        if near or (
            value.start <= last
            and until >= first
            and not (around and last > first or around and until > last and value.start < first)
        ):
            continue
        near = max(sentence.start, mention.start - WINDOW), min(sentence.end, mention.end + WINDOW)
        found.append(_clause(reading, *near, mention))
    return found


def _years_of_others(reading: Reading, told: list, year: int) -> Iterator[tuple[int, int]]:
    """The clauses on "our 2015 course" when the event was in another year."""
    for sentence in told:
        for match in _YEAR_OF.finditer(reading.text, sentence.start, sentence.end):
            if int(match[1]) != year and kinds.event_type(match[2]):
                after = prose.CHUNK.search(reading.text, match.end(), sentence.end)
                end = after.start() if after else sentence.end
                yield match.start(), prose.with_relatives(reading.text, end, sentence.end)


def _clause(reading: Reading, start: int, end: int, mention) -> tuple[int, int]:
    """The part of a sentence that a date governs: all after it when a verb follows, else its own clause."""
    if _OF_DAY.search(reading.text, max(start, mention.start - 8), mention.start):  # "the meetings of August 2018"
        after = prose.CHUNK.search(reading.text, mention.end, end)
        return mention.start, prose.with_relatives(reading.text, after.start() if after else end, end)
    which = list(_WHICH.finditer(reading.text, start, mention.start))
    if which and not prose.CHUNK.search(reading.text, which[-1].end(), mention.start):
        after = prose.CHUNK.search(reading.text, mention.end, end)
        return which[-1].start(), after.start() if after else end
    before = list(prose.CHUNK.finditer(reading.text, start, mention.start))
    after = prose.CHUNK.search(reading.text, mention.end, end)
    a = before[-1].end() if before else start
    b = after.start() if after else end
    verbs = [c for c in within(reading.cues, a, b) if c.means("hold", "attend act")]
    own = prose.OWN.search(reading.text, b, end)
    if verbs or not before:
        return (
            a if not verbs else start if not prose.OWN.search(reading.text, start, a) else a
        ), own.start() if own else end
    return a, prose.with_relatives(reading.text, b, own.start() if own else end)


def same_days(one, other) -> bool:
    """Whether two dates agree as far as the less precise one goes."""
    if one.precision != other.precision:
        return one.start.year == other.start.year and (
            one.precision == "year" or other.precision == "year" or one.start.month == other.start.month
        )
    if one.start == other.start:
        return one.end is None or other.end is None or one.end == other.end or one.end == one.start
    last = other.end or other.start
    return other.start <= one.start <= last and one.start == (one.end or one.start)
