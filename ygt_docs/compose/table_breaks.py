"""Merged cells at page breaks: a cell that covers rows of two pages is closed on the first and opened on the second.

Neither file draws a proper frame around a merged cell that a page break cuts, and they cut it differently. The label
stands where it began; the cell goes on empty, so no character is added.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ygt_docs.compose.flow import Block, Cell, Decisions, Paragraph, Role, Row, Section, Table


def apply_table_breaks(sections: tuple[Section, ...], decisions: Decisions) -> tuple[Section, ...]:
    """The same sections with every merged cell split where `decisions.table_breaks` begins a page."""
    breaks = iter(decisions.table_breaks)
    found: list[Section] = []
    for section in sections:
        found.append(replace(section, blocks=tuple(_split(block, breaks) for block in section.blocks)))
    return tuple(found)


def _split(block: Block, breaks: Iterable[tuple[int, ...]]) -> Block:
    if not isinstance(block, Table) or not block.ruled:
        return block
    starts = next(iter(breaks), ())
    heads = tuple(row for row in block.rows if row.head)
    body = []
    for row in block.rows:
        if not row.head:
            body.append(row)
    for start in starts:
        body = _split_before(body, start)
    return replace(block, rows=heads + tuple(body))


def _split_before(rows: list[Row], start: int) -> list[Row]:
    """Close every cell that begins above row `start` and reaches into it, and open an empty one in row `start`."""
    columns = _columns(rows)
    result = list(rows)
    carried: list[tuple[int, Cell]] = []
    for index, row in enumerate(rows[:start]):
        cells = list(row.cells)
        for position, cell in enumerate(cells):
            below = index + cell.row_span - start
            if below > 0:
                cells[position] = replace(cell, row_span=start - index)
                carried.append((columns[index][position], _empty(cell, below)))
        result[index] = replace(row, cells=tuple(cells))
    if carried:
        own = list(zip(columns[start], rows[start].cells, strict=True))
        merged = sorted(own + carried, key=lambda item: item[0])
        result[start] = replace(rows[start], cells=tuple(cell for _, cell in merged))
    return result


def _empty(cell: Cell, row_span: int) -> Cell:
    role = cell.paragraphs[0].role if cell.paragraphs else Role.TABLE_TEXT
    return Cell((Paragraph(role),), row_span, cell.column_span)


def _columns(rows: list[Row]) -> list[list[int]]:
    """For each row the column in which each of its own cells begins."""
    taken: dict[int, set[int]] = {}
    result = []
    for index, row in enumerate(rows):
        column, columns = 0, []
        for cell in row.cells:
            while column in taken.get(index, set()):
                column += 1
            columns.append(column)
            for below in range(1, cell.row_span):
                taken.setdefault(index + below, set()).update(range(column, column + cell.column_span))
            column += cell.column_span
        result.append(columns)
    return result
