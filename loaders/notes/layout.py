"""The text of a note -> its segments: labels with their values, headings, paragraphs of prose."""

import re

from loaders.notes import grids
from loaders.notes.labels import SECTIONS, Line, Segment, fields, label_of, labelled_parts, ways

NAMES = frozenset({"organiser", "host", "sponsor", "partner", "speaker", "observer", "states", "invited", "absent"})
LISTS = NAMES | {"participants"}
WHO = ("who", "qui", "quién", "quiénes")
PAGE = 130  # characters; longer lines are paragraphs that nobody wrapped
_OPEN_END = re.compile(
    r"(?:[,(/&–—-]|\b(?:of|the|and|for|in|on|to|with|from|by|at|de|du|des|la|le|les|del|los|las|el|et|y|para|por|pour|sur"
    r"|von|der|und|as well as|en|a|an|un|une|una))\s*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"\b(?:was|were|is|are|has|had|have|will|took|came|gave|began|met|brought|attended|opened|discussed|agreed|presented"
    r"|participated|joined|held|organi[sz]ed|hosted|gathered|a|ont|est|sont|était|étaient|avait|s'est|se sont|fue|fueron"
    r"|se|ha|han|es|son|participaron|asistieron|wurde|wurden|ist|sind|foi|foram)\b"
)
_BEGINS = re.compile(
    r"(?:The|This|These|That|All|Each|Both|It|They|A|An|On|In|At|During|After|Over|Participants|Delegates|Delegations|Experts|Speakers|Several|Some|Many"
    r"|Les?|La|L['’]|Un|Une|Des|El|Los|Las|Una?|Durante|Se)\s+[a-zà-ÿ“\"]"
)
_PAST = re.compile(
    r"\b[a-z]+ed\b|\b[a-zñáéíóú]+(?:aron|ieron|ó)\b|\b(?:met|went|spoke|led|ran|gave|held|took|made|saw|heard)\b"
)


_RULE = re.compile(r"\s*[-=_*~#.+–—]{3,}\s*")  # a line drawn under a heading
_ANSWER = re.compile(r"(?:\s*[-=_*~#.+–—]{3,}[ \t]*\n)?\s*(?:[AR]\d{0,2}\s?[:.]\s+)?")


def lines(text: str) -> list[Line]:
    """The lines of a text with their offsets."""
    found, start = [], 0
    width, styles = width_of(text), ways(text.split("\n"))
    for piece in text.split("\n"):
        place = start
        piece = " " * len(piece) if _RULE.fullmatch(piece) else piece
        for part in labelled_parts(piece):
            found.append(Line(place, place + len(part), part, width, styles))
            place += len(part)
        start += len(piece) + 1
    return found


def continues(value: str, following: str, gap: bool, field: tuple[str, ...]) -> bool:
    """Whether the text that follows a label's value still belongs to it; `gap` when a blank line lies between."""
    value, following = value.rstrip(), following.strip()
    if not value:
        return True
    if _OPEN_END.search(value) or value.count("(") > value.count(")"):
        return True
    if following[:1].islower() or following[:1] in "(,;)":
        return True
    if is_sentence(following):
        return False
    return not gap or bool(LISTS.intersection(field))


def is_sentence(text: str) -> bool:
    """Whether a paragraph reads as prose, not as a list of names."""
    text = text[:400]
    return (
        len(text) > 30
        and bool(_SENTENCE.search(text) or _BEGINS.match(text) and _PAST.search(text))
        and bool(re.search(r"[.!?:…]\S{0,2}(\s|$)|^.{120}", text, re.DOTALL))
    )


def segments(text: str) -> list[Segment]:
    """The segments of a note in its order."""
    found: list[Segment] = []
    section = ""
    rows = lines(text)
    in_tables = grids.segments(rows)
    number = 0
    while number < len(rows):
        line = rows[number]
        if line.blank:
            number += 1
            continue
        if number in in_tables:
            found += in_tables[number]
            number += 1
            continue
        label = label_of(line)
        if label and SECTIONS.intersection(label[0]):
            section = label[0][0]
            found.append(Segment("heading", label[0], label[1], line.end, label[1], label[3], section))
            rest = text[label[2] : line.end].strip()
            if rest:
                start = text.index(rest, label[2])
                number, end = _paragraph(rows, number)
                found.append(Segment("prose", (), start, end, start, "", section))
            else:
                number += 1
        elif label and ("banner" in label[0]):
            found.append(Segment("heading", label[0], label[1], label[2], label[1], label[3], section))
            number, end = _paragraph(rows, number) if text[label[2] : line.end].strip() else (number + 1, label[2])
            if label[2] < end:  # "Information note: Workshop on ..."
                found.append(Segment("heading", (), label[2], end, label[2], "", section))
        elif label and _believable(label, line, rows, number, text):
            number, start, end = _value(rows, number, label, text)
            found.append(Segment("label", label[0], start, end, label[1], label[3], section))
            if not {"meta", "memo"}.intersection(label[0]):
                section = ""
        else:
            last, end = _paragraph(rows, number)
            start = line.start + len(line.text) - len(line.text.lstrip())
            kind = "heading" if _is_heading(text[start:end]) and last - number == 1 else "prose"
            joined = kind == "prose" and found and found[-1].kind == "prose" and _runs_on(text, found[-1], start)
            if joined:
                found[-1] = found[-1]._replace(end=end)
            else:
                if kind == "heading" and found and re.match(r"\s*(?:\d{1,2}[.)]|[IVX]+\.|#)", line.text):
                    section = "other"
                found.append(Segment(kind, (), start, end, start, "", section))
            number = last
    return _with_set_off_titles(text, _who_organised(_without_memo_dates(found)))


def _who_organised(found: list[Segment]) -> list[Segment]:
    """The segments with "Who" as the organisers where another label tells who came."""
    came = [s for s in found if s.kind == "label" and {"participants", "states"}.intersection(s.fields)]
    return [
        s._replace(fields=("organiser",)) if s in came and len(came) > 1 and s.label.lower() in WHO else s
        for s in found
    ]


def _with_set_off_titles(text: str, found: list[Segment]) -> list[Segment]:
    """The segments with a sentence as one in which a title stands on lines of its own: "will hold its | COURSE | in May"."""
    joined: list[Segment] = []
    number = 0
    while number < len(found):
        segment, *following = found[number : number + 3]
        kinds = [s.kind for s in (segment, *following)]
        open_end = text[segment.end - 1 : segment.end].isalpha()
        if kinds == ["prose", "heading", "prose"] and open_end and text[following[1].start].islower():
            segment = segment._replace(end=following[1].end)
            number += 2
        joined.append(segment)
        number += 1
    return joined


def _without_memo_dates(found: list[Segment]) -> list[Segment]:
    """The segments with the date between "To" and "Subject" as what it is: the day the paper was written."""
    memos = {n for n, s in enumerate(found) if "memo" in s.fields}
    for number, segment in enumerate(found):
        if segment.kind == "label" and segment.fields in (("date",), ("start",)) and len(segment.label.split()) == 1:
            beside = {
                n for n in range(number - 3, number + 4) if all(m.kind == "label" for m in _between(found, n, number))
            }
            if beside & memos:
                found[number] = segment._replace(fields=("meta",))
    return found


def _between(found: list[Segment], one: int, other: int) -> list[Segment]:
    return found[max(0, min(one, other)) : max(one, other) + 1]


def _believable(label: tuple, line: Line, rows: list[Line], number: int, text: str) -> bool:
    """Whether what looks like a label alone on its line has a value below; words of memos need their colon."""
    if text[label[2] : line.end].strip():
        return True
    follower = next((row for row in rows[number + 1 : number + 4] if not row.blank), None)
    if follower is None:
        return ":" in line.text
    if ":" not in line.text and not fields(label[3]) and is_sentence(follower.text):
        return False
    return ":" in line.text or not {"meta", "memo"}.intersection(label[0])


def _value(rows: list[Line], number: int, label: tuple, text: str) -> tuple[int, int, int]:
    """Where the value of the label on line `number` starts and ends, and the line after it."""
    line = rows[number]
    start, end = label[2], line.end
    number += 1
    gap = False
    while number < len(rows):
        row = rows[number]
        if row.blank:
            gap = True
            number += 1
            continue
        value = text[start:end]
        if label_of(row) and not _wraps(value, row):
            break
        if gap and _lacks_part(label[0], value) and len(row.text) <= 100 and not is_sentence(row.text):
            end, gap = row.end, False
            number += 1
            continue
        if not continues(value, _following(rows, number), gap, label[0]):
            break
        if gap and value.strip() and _is_heading(row.text.strip()) and re.match(r"\s*(?:\d|[IVXA-D]+[.)]|#)", row.text):
            break
        end, gap = row.end, False
        number += 1
    start = min(_ANSWER.match(text, start).end(), end)
    return number, start, max(start, len(text[:end].rstrip(" \t\n|")))


def _lacks_part(names: tuple[str, ...], value: str) -> bool:
    """Whether a label for date and place has only one line so far, with the one or the other."""
    return {"date", "place"} <= set(names) and "\n" not in value.strip() and "," not in value


def _wraps(value: str, row: Line) -> bool:
    """A line that looks like a label but has no colon continues a value that is plainly cut."""
    return ":" not in row.text and "\t" not in row.text and bool(value.strip()) and bool(_OPEN_END.search(value))


def _following(rows: list[Line], number: int) -> str:
    last, _ = _paragraph(rows, number)
    return "\n".join(row.text for row in rows[number : min(last, number + 6)])


def _paragraph(rows: list[Line], number: int) -> tuple[int, int]:
    """The line after the paragraph that starts on line `number`, and where the paragraph ends."""
    last = number + 1
    while last < len(rows) and not rows[last].blank and not label_of(rows[last]) and not _starts_item(rows[last].text):
        if not _wrapped(rows[last - 1], rows[last].text):
            break
        last += 1
    end = rows[last - 1].start + len(rows[last - 1].text.rstrip())
    return last, end


def width_of(text: str) -> int:
    """The width to which the lines of a text are wrapped, 0 when each line is a paragraph or an item of its own."""
    lengths = [len(line.rstrip()) for line in text.split("\n") if line.strip()]
    page = max((length for length in lengths if length <= PAGE), default=0)
    filled = sum(0.8 * page <= length <= page for length in lengths)
    return page if filled > len(lengths) / 5 and max(lengths, default=0) <= PAGE else 0


def _wrapped(line: Line, following: str) -> bool:
    """Whether a line goes on in the next one: it was full, or the next begins in lower case."""
    if following.lstrip()[:1].islower() or _OPEN_END.search(line.text):
        return True
    words = following.split(None, 1)
    return bool(line.width) and len(line.text.rstrip()) + 1 + len(words[0] if words else "") > 0.82 * line.width


def _starts_item(text: str) -> bool:
    return bool(re.match(r"\s*(?:[-•▪◦●‣*–—]\s|\(?(?:\d{1,2}|[a-z]|[ivx]+)[.)]\s)", text))


def _is_heading(text: str) -> bool:
    return len(text) <= 90 and text[-1:] not in ".;,:!?" and not _SENTENCE.search(text) and text[:1].isupper()


def _runs_on(text: str, last: Segment, start: int) -> bool:
    """A paragraph that begins in lower case, after one without a full stop, continues it (a page broke it)."""
    return (
        text[start].islower()
        and text[last.end - 1 : last.end] not in ".:!?;"
        and not _starts_item(text[start : start + 6])
    )
