"""Lines of plain text -> running text: page furniture and footnotes taken out, broken sentences and words joined."""

import re
from collections import Counter
from typing import NamedTuple

from . import hyphens

PAGE = r"(?:page|p\.|página|pagina|pág\.|seite)"
OF = r"(?:of|de|sur|von|di|/)"
PAGE_NUMBER = re.compile(
    rf"""(?ix) ^ \s* (?:
        (?: .{{0,90}} (?: \s{{2,}} | \t | \s[|–—-]\s ) )? (?: {PAGE} \s* \d{{1,4}} (?: \s* {OF} \s* \d{{1,4}} )? ) [ .]*
      | {PAGE} \s* \d{{1,4}} \s* {OF} \s* \d{{1,4}} (?: \s{{2,}} | \t | \s[|–—-]\s ) .{{0,90}}
      | [-–—] \s* \d{{1,4}} \s* [-–—]
    ) \s* $"""
)
BARE_NUMBER = re.compile(r"^\s*\d{1,4}\s*$")
GLUED_MARK = re.compile(r"[¹²³⁴-⁹⁰]+|\*{1,3}|[†‡§]|\[\d{1,2}\]|\(\d{1,2}\)")
MARK = re.compile(r"^\s*([¹²³⁴-⁹⁰]+|\*{1,3}|[†‡§]|\[\d{1,2}\]|\(\d{1,2}\))\s?(?=\S)")
RULE = re.compile(r"^\s*[_–—-]{5,}\s*$")
RULED_MARK = re.compile(r"^\s*(\d{1,2}|[a-z]|\*)[.)]?\s+\S")
ENDS = re.compile(r"[.!?:;…][\"'”’»)\]¹²³⁴-⁹*]*\s*$")
SENTENCE = re.compile(r"[.!?][\"'”’»)\]]*\s*$")
LONE_HYPHEN = re.compile(r"^\s*[-\u2010-\u2015]\s*$")


class Line(NamedTuple):
    """A line of the file and its number there; `joined` when it goes on where the line before broke off."""

    number: int
    text: str
    joined: bool = False


def clean(text: str) -> dict:
    """The parts of a Document in plain text."""
    lines, furniture = _pages(text)
    footnotes, notes = _footnotes(lines, furniture)
    kept = _close_gaps(lines, furniture | footnotes)
    kept = _lone_hyphens(kept)
    pieces, offsets, position = [], [], 0
    for start, piece in _undivided(kept):
        pieces.append(piece)
        offsets.append((position, start))
        position += len(piece)
    return {"text": "".join(pieces).rstrip("\n"), "lines": offsets, "notes": notes, "wrapped": True}


def _pages(text: str) -> tuple[list[Line], set[int]]:
    """The lines, and the indexes of those that are page numbers, running headers or footers."""
    lines, edges, pages = [], [], text.split("\f")
    number = 1
    for page in pages:
        start = len(lines)
        parts = page.split("\n")
        lines += [Line(number + i, part.rstrip()) for i, part in enumerate(parts)]
        number += len(parts) - 1
        filled = [i for i in range(start, len(lines)) if lines[i].text.strip()]
        edges.append((filled[:2], filled[-2:]))
    furniture = {i for i, line in enumerate(lines) if len(line.text) < 200 and PAGE_NUMBER.match(line.text)}
    if len(pages) > 1:
        furniture |= _repeated(lines, [top for top, _ in edges]) | _repeated(lines, [low for _, low in edges])
        furniture |= {i for top, low in edges for i in (*top[:1], *low[-1:]) if BARE_NUMBER.match(lines[i].text)}
    return lines, furniture


def _repeated(lines: list[Line], edges: list[list[int]]) -> set[int]:
    """Lines at the edge of pages that come again on another page, but for their digits."""
    seen: dict[str, list[int]] = {}
    for edge in edges:
        for i in edge:
            seen.setdefault(re.sub(r"\d+", "0", " ".join(lines[i].text.split())), []).append(i)
    return {i for places in seen.values() if len(places) > 1 for i in places}


def _footnotes(lines: list[Line], furniture: set[int]) -> tuple[set[int], list[str]]:
    """The indexes of footnote lines, and the footnotes: a line starts with a mark that an earlier word carries."""
    taken: set[int] = set()
    notes: list[str] = []
    seen: Counter[str] = Counter()  # marks so far
    glued: set[str] = set()  # those that stand at the end of a word
    last = ""  # the last line of text
    i = 0
    while i < len(lines):
        line = lines[i].text
        if i in furniture:
            i += 1
            continue
        if rule := bool(RULE.match(line) and i + 1 < len(lines) and RULED_MARK.match(lines[i + 1].text)):
            taken.add(i)
            i += 1
        mark = MARK.match(line)
        if not rule and not (mark and mark[1] in glued and (mark[1][0] not in "*(" or seen[mark[1]] == 1)):
            marks = list(GLUED_MARK.finditer(line))
            seen.update(mark[0] for mark in marks)
            glued.update(mark[0] for mark in marks if _is_glued(line, mark))
            last = line if line.strip() else last
            i += 1
            continue
        broken = bool(last) and not ends(last)
        note: list[str] = []
        while i < len(lines) and lines[i].text.strip() and not (note and _note_over(note[-1], lines[i].text, broken)):
            note.append(lines[i].text.strip())
            taken.add(i)
            i += 1
        notes.append(" ".join(note))
    return taken, notes


def _is_glued(line: str, mark: re.Match) -> bool:
    """Whether a mark stands at the end of a word, maybe after a stop or a space before a bracket."""
    before = line[max(mark.start() - 2, 0) : mark.start()].rstrip(" " if mark[0][0] in "[(" else "")
    return (
        bool(before) and not before[-1].isspace() and before[-1] not in "([*" and not line[mark.end() :][:1].isalnum()
    )


def ends(line: str) -> bool:
    """Whether a line closes a sentence or announces what follows."""
    return bool(ENDS.search(line[-40:]))


def _note_over(last: str, following: str, broken: bool) -> bool:
    """A footnote without a blank line after it ends where another starts or the broken sentence goes on."""
    return bool(MARK.match(following)) or (
        broken and bool(SENTENCE.search(last[-40:])) and following.lstrip()[:1].islower()
    )


def _close_gaps(lines: list[Line], dropped: set[int]) -> list[Line]:
    """The lines left; where something was taken out of a sentence, without the blank lines around it."""
    kept: list[Line] = []
    gap = False
    for i, line in enumerate(lines):
        if i in dropped:
            gap = True
            continue
        if gap and line.text.strip():
            while kept and not kept[-1].text.strip():
                kept.pop()
            if kept and not _goes_on(kept[-1].text, line.text):
                kept.append(Line(line.number, ""))
        elif gap:
            continue
        kept.append(line)
        gap = False
    first = next((i for i, line in enumerate(kept) if line.text.strip()), len(kept))
    return kept[first:]


def _goes_on(before: str, after: str) -> bool:
    """Whether a sentence that breaks off goes on in another line."""
    if ends(before):
        return False
    return after.lstrip()[:1].islower() or before.rstrip()[-1:] in ",-–" or len(before) > 60


def _lone_hyphens(lines: list[Line]) -> list[Line]:
    """Lines with nothing but a hyphen, drawn to the words around them: "9", "-", "11 January" is a range."""
    kept: list[Line] = []
    glue = False
    for i, line in enumerate(lines):
        between = 0 < i < len(lines) - 1 and kept and kept[-1].text[-1:].isalnum()
        if LONE_HYPHEN.match(line.text) and between and lines[i + 1].text[:1].isalnum():
            kept[-1] = kept[-1]._replace(text=kept[-1].text + line.text.strip())
            glue = True
        elif glue:
            kept[-1] = kept[-1]._replace(text=kept[-1].text + line.text)
            glue = False
        else:
            kept.append(line)
    return kept


def _undivided(lines: list[Line]) -> list[tuple[int, str]]:
    """Pieces of text with the file's line number each; a word divided at a line end is put together again."""
    if not any(line.text.endswith(hyphens.HYPHENS) for line in lines):
        return [(line.number, line.text + "\n") for line in lines]
    words = hyphens.vocabulary([line.text for line in lines])
    pieces: list[tuple[int, str]] = []
    rest = [line.text for line in lines]
    for i, line in enumerate(lines):
        following = rest[i + 1] if i + 1 < len(lines) else ""
        hyphen = hyphens.join(rest[i], following.lstrip(), words)
        if hyphen is None:
            if rest[i] or line.text == "":
                pieces.append((line.number, rest[i] + "\n"))
            continue
        moved, _, rest[i + 1] = following.lstrip().partition(" ")
        pieces += [(line.number, rest[i][:-1] + hyphen), (lines[i + 1].number, moved + "\n")]
    return pieces


def without_footnotes(text: str) -> tuple[str, list[str]]:
    """The text without footnotes typed into it, and these; for formats whose pages are gone."""
    lines = [Line(i, line) for i, line in enumerate(text.split("\n"), 1)]
    footnotes, notes = _footnotes(lines, set())
    if not notes:
        return text, []
    return "\n".join(line.text for line in _close_gaps(lines, footnotes)).rstrip("\n"), notes
