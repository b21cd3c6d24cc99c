"""The rows of a page -> what it says in reading order: columns of text, tables, paragraphs, footnotes."""

from typing import NamedTuple

from .paragraphs import Block, paragraphs
from .regions import columns, is_text, region, ruled
from .rows import Page, Row, rows
from .tables import table


class Flow(NamedTuple):
    """What a page says in reading order, and the footnotes at the feet of its columns."""

    blocks: list[Block]
    notes: list[str]


def flow(page: Page, lines: list[Row], body: float) -> Flow:
    """The rows of a page in reading order; `body` is the type size of the document's text."""
    blocks: list[Block] = []
    notes: list[str] = []
    plain: list[Row] = []
    i = 0
    while i < len(lines):
        end, lanes = region(lines, i, page.rules)
        if not lanes:
            plain.append(lines[i])
            i += 1
            continue
        inside = lines[i:end]
        sides = columns(inside, lanes)
        paragraphs(page, plain, body, blocks, notes)
        plain = []
        if is_text(sides) and not ruled(page, inside, lanes):
            for k, column in enumerate(sides):
                inner = flow(page, rows(column), body)
                blocks += [block._replace(top=block.top or (k > 0 and n == 0)) for n, block in enumerate(inner.blocks)]
                notes += inner.notes
        else:
            blocks += table(page, inside, lanes)
        i = end
    paragraphs(page, plain, body, blocks, notes)
    return Flow(blocks, notes)
