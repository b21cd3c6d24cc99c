"""The head of a note without labels: its headline, the date of the page, the place and date before the first sentence."""

import re
from datetime import date
from typing import NamedTuple

from loaders.normalise import Mention, kinds
from loaders.notes import header
from loaders.notes.claims import HEADER, HEADLINE, Claim, Claims
from loaders.notes.cues import within
from loaders.notes.grouping import Group
from loaders.notes.layout import Segment, is_sentence
from loaders.notes.reading import Reading

_DATELINE = re.compile(
    r"[^\n]{0,90}?\s*[–—-]{1,2}\s*(?=[A-ZÀ-Þ“\"'‘])|[^\n]{0,90}?[.:]\s*[–—-]+\s*"
    r"|[A-ZÀ-Þ][A-ZÀ-Þ'’ -]{2,40}(?:\([^()\n]*\))?,[^\n]{0,40}?\b(?:19|20)\d\d\s?[.:]\s+(?=[A-ZÀ-Þ“«\"'‘])"
    r"|(?P<plain>[A-ZÀ-Þ])[\w'’ -]{2,30}(?:, [A-ZÀ-Þ][\w'’ .]{2,24})?,[^\n.,]{4,36}\b(?:19|20)\d\d\s?[.:]\s+(?=[A-ZÀ-Þ“«\"'‘])"
)
_BARE_DATE = re.compile(r"\s*(?:[.:]|[–—-]{1,2})\s+(?=[A-ZÀ-Þ“«\"'‘])")
_WEEKDAY = re.compile(
    r"[^\W\d_]+day\b|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|lunes|martes|miércoles|jueves|viernes|sábado)\b",
    re.IGNORECASE,
)
_PUBLICATION = re.compile(
    r"\bnew (?:guide|handbook|manual|toolkit|report|study|publication|edition|website|portal|database|laboratory|building)\b"
    r"|\b(?:guide|handbook|manual|toolkit|report|study|website|brochure|edition)\b.{0,40}\b(?:published|launched|released|available|out now)\b"
    r"|\bnow available\b|\bnouve(?:au|lle) (?:guide|manuel|rapport|site|publication|étude)|\bvient de paraître\b"
    r"|\bnuev[oa] (?:guía|manual|informe|estudio|publicación|sitio)|\bya (?:está )?disponible\b",
    re.IGNORECASE,
)
_NO_EVENT = re.compile(
    r"^(?:(?:draft|provisional|annotated|revised|updated?|new|final|amended|corrected)\s+)*"
    r"(?:agenda|vacancy|vacancies|obituary|in memoriam|in memory|condolences|tribute|policy paper|position paper|working paper|white paper|discussion paper"
    r"|template|form|matrix|matrices|list of|guidance|guidelines?|call for (?:applications|papers|proposals|tenders|nominations for the post)"
    r"|job|recruitment|procurement|tender|appointment|new appointment|staff|newsletter|status of|adoption of|entry into force|deadline"
    r"|administrative|circular|correction|corrigendum|terms of reference|fact ?sheet|press statement|statement by|statement of|message"
    r"|minutes of|rules of|budget|change of|changes? to|note on the format|letter|ordre du jour|avis de vacance|vacance|nécrologie"
    r"|hommage|document d'orientation|orden del día|vacante|obituario|necrológica|convocatoria de plazas|documento de posición|plazo"
    r"|modèle|formulaire|nouveau|nouvelle|plantilla|formulario|publication of|publication|launch of the (?:website|report|database)"
    r"|report of the secretary|resolution|decision|election|accession|ratification|signature)\b",
    re.IGNORECASE,
)
_NO_EVENT_ANYWHERE = re.compile(
    r"\b(?:vacancy|vacancies|obituary|in memoriam|passing of|passed away|updated matri(?:x|ces)|matrix update|update of the matri(?:x|ces)"
    r"|revised template|new deadline|deadline for|job opening|vacancy announcement|policy brief|policy paper|position paper|working paper"
    r"|avis de vacance|poste vacant|vacante|new website|new publication|provisional agenda|draft agenda|proposed agenda|revised agenda"
    r"|office closure|office hours|change of address|house rules|mailing list|frequently asked|submission of reports|reporting deadline"
    r"|matrices|death of|décès|fallecimiento|fallecimiento|call for papers|request for proposals|new form|new procedure)\b",
    re.IGNORECASE,
)


_HOSTING = re.compile(
    r"\s+(?:to\s+)?(?:host(?:s|ed)?|welcomes?|accueille|a accueilli|acoge|acogió|recibe|fue sede)\b", re.IGNORECASE
)


class Front(NamedTuple):
    """What stands before the prose: where the front ends, the date in the headline, years to complete a date with."""

    end: int
    date: Mention | None
    released: date | None
    years: list[int]
    veto: bool
    place: Mention | None = None  # of the dateline


def front(reading: Reading, parts: list[Segment], group: Group, claims: Claims) -> Front:
    """Read the headline (when no label gives the title), the dateline and the date of the page."""
    text = reading.text
    blocks = [s for s in group.prose if s.kind in ("heading", "prose") and "banner" not in s.fields]
    blocks = [part for s in blocks if not s.fields for part in _lines_of(reading, s)]
    end, headline = 0, None
    shared = [
        s for s in group.shared_prose if s.kind in ("heading", "prose") and not s.fields and s.start < group.start
    ]
    if not claims.best("title"):
        first = min((s.start for s in group.labels if s not in shared), default=len(text))
        headline = _headline(reading, [s for s in blocks if s.start < first] or shared)
        if headline:
            header.title(text, headline.start, headline.end, claims, HEADLINE)
            end = headline.end
    dated = within(reading.dates, headline.start, headline.end) if headline else []
    for mention in dated:
        claims.add(Claim("dates", mention.value, mention.start, mention.end, 21))
    if headline:
        _headline_place(reading, headline, claims)
        for block in blocks[1:5]:  # a headline below the letterhead
            below = block.start > headline.start and block.kind == "heading"
            written = text[block.start : block.end]
            if below and not is_sentence(written) and not header.only_date(reading, block.start, block.end):
                _headline_place(reading, block, claims)
    released, end = _page_date(reading, parts, blocks, headline, claims, end)
    released = released or _signed(reading, parts)
    story = not group.labels and group.start > 0
    if story:  # an item of a newsletter: the date stands at the newsletter's head
        before = [s for s in parts if s.end <= group.start]
        released = released or _page_date(reading, parts, before, None, Claims(), 0)[0] or _head_date(reading, before)
    years = [m.value.start.year for m in dated if m.value.start]
    if released:
        years.append(released.year)
    if story:
        years += _years_before(reading, group.start)
    titled = claims.best("title")
    if titled:
        years += [m.value.start.year for m in within(reading.dates, titled.start, titled.end) if m.value.start]
        years += [int(y) for y in re.findall(r"\b(?:19|20)\d\d\b(?!\))", text[titled.start : titled.end])]
    years += [m.value.start.year for s in shared for m in within(reading.dates, s.start, s.end) if m.value.start]
    return Front(
        end, dated[0] if dated else None, released, years, _veto(text, parts, claims), _dateline_place(reading, end)
    )


def _dateline_place(reading: Reading, end: int) -> Mention | None:
    """The city that stands before the date of a page or before its first sentence."""
    for mention in within(reading.places, max(0, end - 160), end + 1):
        line = reading.text.rfind("\n", 0, mention.start) + 1
        begins = not re.search(r"[^\W\d_]", reading.text[line : mention.start])
        dated = within(reading.dates, mention.end, mention.end + 40)
        dash = re.match(r"[^\n]{0,50}[–—-]|\.", reading.text[mention.end : mention.end + 52])
        if begins and (dated or dash):
            return mention
    return None


def _veto(text: str, parts: list[Segment], claims: Claims) -> bool:
    """Whether the title says that this is a paper of another sort."""
    best = claims.best("title")
    title = best.value if best else ""
    top = " ".join(text[:200].split())
    if _PUBLICATION.search(title) and not kinds.event_type(title):
        return True
    return bool(_NO_EVENT.search(title) or _NO_EVENT_ANYWHERE.search(title) or _NO_EVENT.search(top))


def _headline(reading: Reading, blocks: list[Segment]) -> Segment | None:
    """The first block that is no date, no place and no number, when it is short enough for a headline."""
    for block in blocks[:4]:
        written = reading.text[block.start : block.end]
        if header.only_date(reading, block.start, block.end) or len(re.sub(r"[\W\d_]", "", written)) < 8:
            continue
        if _dateline(reading, block) or (
            written.rstrip().endswith(".") and (len(written) > 60 or is_sentence(written))
        ):
            return None
        if block.end - block.start <= 300:
            first = written.split("\n")[0] if written.count("\n") > 3 else written
            return block._replace(end=block.start + len(first))
        return None
    return None


def _lines_of(reading: Reading, block: Segment) -> list[Segment]:
    """A block whose last line is a date and a place, cut before that line; else the block itself."""
    cut = reading.text.rfind("\n", block.start, block.end)
    if cut < 0 or block.end - block.start > 400:
        return [block]
    last = block._replace(start=cut + 1 + len(reading.text[cut + 1 :]) - len(reading.text[cut + 1 :].lstrip()))
    return [block._replace(end=cut), last] if header.only_date(reading, last.start, last.end) else [block]


def _page_date(
    reading: Reading, parts: list[Segment], blocks: list[Segment], headline: Segment | None, claims: Claims, end: int
) -> tuple[date | None, int]:
    """The date of the page or of the dateline; a range of days on a line of its own is the event's instead."""
    text = reading.text
    released = None
    for part in parts:
        if part.kind == "label" and {"meta", "memo"} & set(part.fields):
            found = within(reading.dates, part.start, part.end)
            if found and found[0].value.start and found[0].value.precision == "day" and not released:
                released = found[0].value.start
    for block in blocks[:8]:
        if header.only_date(reading, block.start, block.end):
            for mention in within(reading.dates, block.start, block.end):
                value = mention.value
                several = (
                    value.start
                    and value.end
                    and value.end > value.start
                    or value.lacks_year
                    and value.end_day not in (None, value.day)
                )
                several = several or bool(header.TIME.search(text, block.start, block.end))  # with the hours of the day
                near_title = headline is not None and block.start > headline.start
                if several or (
                    near_title and within(reading.places, block.start, block.end) and not _dateline_like(text, block)
                ):
                    claims.add(Claim("dates", value, mention.start, mention.end, HEADER - 12 if several else 27))
                    if not several and value.start:
                        released = released or value.start
                    line = Segment("label", ("place", "date"), block.start, block.end, block.start)
                    header.place(reading, line, claims, True)
                    for name in ("city", "country_code"):
                        claims.values[name] = [
                            c._replace(weight=min(c.weight, HEADER - 12 if several else 27))
                            for c in claims.values[name]
                        ]
                elif value.start and not released:
                    released = value.start
            end = max(end, block.end)
        elif (line := _dateline(reading, block)) is not None:
            stop, day = line
            if day and not released:
                released = day
            end = max(end, stop)
            break
        elif headline and block.start <= headline.start:
            continue
        elif block.end - block.start > 160 and is_sentence(text[block.start : block.end]):
            break
    return released, end


def _head_date(reading: Reading, before: list[Segment]) -> date | None:
    """The day in the headings of a newsletter."""
    for part in before[:6]:
        if part.kind == "heading":
            for mention in within(reading.dates, part.start, part.end):
                if mention.value.start and mention.value.start == mention.value.end:
                    return mention.value.start
    return None


def _years_before(reading: Reading, place: int) -> list[int]:
    """The year of the last date in full that stands before an item of a newsletter, or a year at the newsletter's head."""
    full = [m.value.start.year for m in reading.dates if m.value.start and m.start < place]
    bare = re.findall(r"\b(?:19|20)\d\d\b", reading.text[: min(place, 400)])
    return full[-1:] or [int(year) for year in bare[:1]]


def _signed(reading: Reading, parts: list[Segment]) -> date | None:
    """The day under a letter or an article: a last line with a place and a date only."""
    for part in parts[:-4:-1]:
        found = within(reading.dates, part.start, part.end)
        if (
            found
            and header.only_date(reading, part.start, part.end)
            and found[0].value.start
            and found[0].value.precision == "day"
        ):
            return found[0].value.start
    return None


def _dateline_like(text: str, block: Segment) -> bool:
    return text[block.start : block.end].split(",")[0].isupper() or bool(
        re.search(r",\s*(?:le|el|den)\s+(?:[^\W\d_]+\s+)?\d", text[block.start : block.end])
    )


def _dateline(reading: Reading, block: Segment) -> tuple[int, date | None] | None:
    """The end of "NEW YORK, 17 October 2014 -" before a paragraph, and its day."""
    first = next(iter(within(reading.dates, block.start, block.start + 60)), None)
    bare = first and first.value.start and _BARE_DATE.match(reading.text, first.end, block.end)
    if bare and not re.search(r"[^\W\d_]{3,}", _WEEKDAY.sub("", reading.text[block.start : first.start])):
        return first.end + 1, first.value.start  # "19 February 2021. Yesterday's forum ..."
    match = _DATELINE.match(reading.text, block.start, min(block.end, block.start + 100))
    if not match:
        return None
    span = reading.text[match.start() : match.end()]
    found = within(reading.dates, match.start(), match.end())
    if match["plain"] and not any(m.start == match.start() for m in within(reading.places, match.start(), match.end())):
        return None
    first = re.split(r"[,(–—-]", span)[0].strip()
    if found or (first.isupper() and len(first) > 2):
        return match.end(), (found[0].value.start if found else None)
    return None


def _headline_place(reading: Reading, headline: Segment, claims: Claims) -> None:
    """A place that the headline gives after "held in" or a comma, with little weight."""
    for mention in within(reading.places, headline.start, headline.end):
        if _HOSTING.match(reading.text, mention.end, headline.end):
            claims.add(Claim("city", mention.value.city, mention.start, mention.end, 26))
            claims.add(Claim("country_code", mention.value.country_code, mention.start, mention.end, 26))
            continue
        before = reading.text[max(headline.start, mention.start - 30) : mention.start]
        if re.search(r"(?:\bheld in|\bhosted in|\bin|\bat|,|\ben|\bà|–|-)\s*$", before, re.IGNORECASE):
            weight = 24 if re.search(r"held in\s*$", before) else 18
            if mention.value.city:
                claims.add(Claim("city", mention.value.city, mention.start, mention.end, weight))
            if mention.value.country_code:
                claims.add(Claim("country_code", mention.value.country_code, mention.start, mention.end, weight))
