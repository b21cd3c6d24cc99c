"""The days of the event: which date is settled on, and which clauses tell of other days."""

import re
from datetime import date

from loaders.normalise import dates as date_values
from loaders.notes import prose
from loaders.notes.claims import HEADER, HEADLINE, Claim, Claims, add_place
from loaders.notes.cues import within
from loaders.notes.grouping import Group
from loaders.notes.headline import Front
from loaders.notes.reading import Reading

_TODAY = re.compile(
    r"\b(?:(ended|concluded|closed|finished|concludes|ends|wrapped up|came to an end|s'est achevée?|s'est terminée?|concluyó|finalizó|culminó)"
    r"|met|held|took place|gathered|convened|se réunit|s'est tenue?|se celebró)\s+(?:\w+\s+){0,2}?(?:today|aujourd'hui|hoy)\b",
    re.IGNORECASE,
)
_OF_DAY = re.compile(r"\b(?:of|de|du|del)\s+$")
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
    years = top.years
    for index, claim in enumerate(claims.values.get("dates", [])):
        value = claim.value
        if value.start is None and value.month:
            year = next(iter(years), None)
            if year is not None:
                completed = date_values.complete(value, year)
                if (
                    top.released
                    and completed.start
                    and completed.start > top.released
                    and (completed.start - top.released).days > 200
                ):
                    completed = date_values.complete(value, year - 1)
                claims.values["dates"][index] = claim._replace(value=completed)
    _today(reading, claims, top)
    best = claims.best("dates")
    if (
        best
        and best.weight < HEADER
        and best.value.start
        and best.value.precision == "day"
        and best.value.end in (None, best.value.start)
    ):
        around = [c for s in reading.sentences if s[0] <= best.start < s[1] for c in within(reading.cues, *s)]
        if any(c.means("finish") for c in around) and not any(c.means("start") for c in around):
            if prose.end_by_length(reading, best) or best.value.end is None:
                place = claims.values["dates"].index(best)
                claims.values["dates"][place] = best._replace(
                    value=best.value._replace(start=None, end=best.value.start)
                )
            return
        if any(c.means("start") for c in around) or re.search(
            r"(?:from|desde|à partir du)\s+(?:\w+\s+)?$", reading.text[max(0, best.start - 24) : best.start], re.I
        ):
            days = prose.end_by_length(reading, best)
            value = best.value._replace(end=prose.last_day(best.value.start, days) if days else None)
            place = claims.values["dates"].index(best)
            claims.values["dates"][place] = best._replace(value=value)


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
    found = []
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


def _clause(reading: Reading, start: int, end: int, mention) -> tuple[int, int]:
    """The part of a sentence that a date governs: all after it when a verb follows, else its own clause."""
    if _OF_DAY.search(reading.text, max(start, mention.start - 8), mention.start):  # "the meetings of August 2018"
        after = prose.CHUNK.search(reading.text, mention.end, end)
        return mention.start, prose.with_relatives(reading.text, after.start() if after else end, end)
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
