"""A table (表) as rows and cells of the Flow: caption and unit above it, notes below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ygt_docs.compose.column_widths import column_widths
from ygt_docs.compose.flow import Block, Cell, Paragraph, Role, Row, Table
from ygt_docs.compose.pieces import paragraph
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.notice.grid import Grid, GridCell
from ygt_docs.notice.model import Orientation
from ygt_docs.notice.tables import Table as TypedTable
from ygt_docs.problems import Problems

_NUMBER = re.compile(r"[-+−－]?[0-9][0-9,]*(?:\.[0-9]+)?[%％‰]?")
_SHORT = 8  # 字: words up to here are centred


def table_blocks(table: TypedTable, orientation: Orientation, problems: Problems) -> list[Block]:
    """`table` with what stands around it."""
    above = [] if table.caption is None else [kept(Role.TABLE_CAPTION, table.caption)]
    above += [] if table.unit is None else [kept(Role.TABLE_UNIT, "单位：", table.unit)]
    grid = table.grid()
    made = grid_table(grid, aligned(grid), orientation)
    return [*above, made, *(paragraph(Role.TABLE_NOTE, line) for line in table.notes)]


def kept(role: Role, *texts: str) -> Paragraph:
    """A paragraph that stays on the page of what follows it."""
    return replace(paragraph(role, *texts), keep_with_next=True)


def grid_table(grid: Grid, roles: Sequence[Role], orientation: Orientation) -> Table:
    """`grid` as a ruled table; `roles` are those of the cells below the head, one for each column."""
    rows: list[list[Cell]] = [[] for _ in grid.rows]
    for number, column, cell in grid.placed():
        role = Role.TABLE_HEAD if number < grid.head else roles[column]
        rows[number].append(_cell(cell, role))
    made = [Row(tuple(cells), head=number < grid.head) for number, cells in enumerate(rows)]
    return Table(tuple(made), column_widths(made, grid.columns, orientation))


def _cell(cell: GridCell, role: Role) -> Cell:
    lines = cell.text.lines() or [cell.text]
    return Cell(tuple(paragraph(role, line) for line in lines), cell.row_span, cell.column_span)


def aligned(grid: Grid) -> list[Role]:
    """The role of the cells in each column: numbers at the right, short words centred, text at the left."""
    texts: list[list[str]] = [[] for _ in range(grid.columns)]
    for number, column, cell in grid.placed():
        if number >= grid.head and cell.column_span == 1 and cell.text:
            texts[column].append(cell.text)
    return [_role_of(column) for column in texts]


def _role_of(texts: Sequence[str]) -> Role:
    if texts and all(map(_NUMBER.fullmatch, texts)):
        return Role.TABLE_NUMBER
    if all(width_in_characters(text) <= _SHORT for text in texts):
        return Role.TABLE_CENTRED
    return Role.TABLE_TEXT
