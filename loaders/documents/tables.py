"""A region of rows that is a table -> one block a row of it, its cells separated by tabs."""

from itertools import pairwise

from .paragraphs import Block, unwrapped
from .regions import columns
from .rows import Page, Row, rows


def table(page: Page, region: list[Row], gutters: list[tuple[float, float]]) -> list[Block]:
    """One block a row of the table, its cells separated by tabs."""
    edges = [max((w.x1 for w in column), default=0.0) for column in columns(region, gutters)]
    groups = _table_rows(page, region, gutters)
    steps = [below[0].base - above[-1].base for above, below in pairwise(groups)]
    usual = sorted(steps)[len(steps) // 2] if steps else 0.0
    blocks = []
    for group, step in zip(groups, [None, *steps], strict=True):
        cells = [rows(cell) for cell in columns(group, gutters)]
        texts = [unwrapped(lines, edge, " ") for lines, edge in zip(cells[:-1], edges, strict=False)]
        texts.append(unwrapped(cells[-1], edges[-1], "\n"))
        blocks.append(Block("\t".join(texts).rstrip("\t ").lstrip(" "), gap=step is None or step > 1.5 * usual))
    return blocks


def _table_rows(page: Page, region: list[Row], gutters: list[tuple[float, float]]) -> list[list[Row]]:
    """The lines of each row of a table: by the rules drawn, else by the distances and the first column."""
    first = [row.x0 < gutters[0][0] for row in region]
    steps = [0.0] + [below.base - above.base for above, below in pairwise(region)]
    within = [step for step, starts in zip(steps[1:], first[1:], strict=True) if not starts]
    between = [step for step, starts in zip(steps[1:], first[1:], strict=True) if starts]
    padded = bool(within and between) and max(between) > 1.15 * min(within)
    left, right = region[0].x0, max(row.x1 for row in region)
    rules = sorted(
        {round(y) for y, x0, x1 in page.rules if x0 < gutters[0][0] and x1 > left and x1 - x0 > 0.1 * (right - left)}
    )
    bands = [sum(y < row.base for y in rules) for row in region]
    ruled = len(set(bands)) > max(2, sum(first) / 2)
    groups: list[list[Row]] = []
    for k, row in enumerate(region):
        if k == 0 or bands[k] != bands[k - 1]:
            starts = True
        elif ruled or not first[k]:
            starts = False
        elif padded:
            starts = steps[k] > 1.15 * min(within)
        else:
            starts = not row.words[0].text[0].islower()
        if starts:
            groups.append([])
        groups[-1].append(row)
    return groups
