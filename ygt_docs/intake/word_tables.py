"""A Word table as rows of cells: merged cells as 〃 (same as above) and covered ones, tracked changes accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ygt_docs.docfiles.word_grid import named
from ygt_docs.docfiles.xml import attribute, child, value
from ygt_docs.intake.draft import Reason
from ygt_docs.intake.rows import DITTO, Cell, table_lines
from ygt_docs.intake.word_text import Line

_MOST_SPAN = 63  # Word's own limit


def word_table(element: Any, blocks: Callable[[Any], Iterator[Line]]) -> Iterator[Line]:
    """The lines of a w:tbl; `blocks` reads the paragraphs of a cell."""
    rows: list[list[Cell]] = []
    dropped: list[Line] = []
    for row in named(element, "tr"):
        properties = child(row, "trPr")
        cells = _cells(row, blocks)
        if child(properties, "del") is not None:
            dropped.extend(_deleted(cells))
        else:
            before, after = (_count(child(properties, name), 0) for name in ("gridBefore", "gridAfter"))
            rows.append([*[Cell() for _ in range(before)], *cells, *[Cell() for _ in range(after)]])
    yield from table_lines(rows)
    yield from dropped


def _cells(row: Any, blocks: Callable[[Any], Iterator[Line]]) -> list[Cell]:
    cells: list[Cell] = []
    for item in named(row, "tc"):
        properties = child(item, "tcPr")
        merged = child(properties, "vMerge")
        lines = list(blocks(item))
        continued = merged is not None and value(merged) != "restart"
        if continued and not any(line.text.strip() for line in lines):
            lines = [Line([(DITTO, None)])]
        sideways = child(properties, "hMerge")
        if sideways is not None and value(sideways) != "restart" and cells:
            cells.append(Cell(lines, covered=not any(line.text.strip() for line in lines)))
            continue
        cells.append(Cell(lines))
        for _ in range(_count(child(properties, "gridSpan"), 1) - 1):
            cells.append(Cell(covered=True))
    return cells


def _count(element: Any, usual: int) -> int:
    text = value(element) or attribute(element, "w")
    if text.isdecimal() and len(text) < 6:
        return min(int(text), _MOST_SPAN)
    return usual


def _deleted(cells: list[Cell]) -> Iterator[Line]:
    for cell in cells:
        for line in cell.lines:
            text = line.text
            line.pieces = [(piece, reason or Reason.DELETED) for piece, reason in line.pieces]
            if text.strip() and text != DITTO:
                line.say("I212", found=text)
            yield line
