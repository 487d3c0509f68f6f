"""Rows and the height of a page: rows that are higher are parted, and a page holds as many rows as it is asked to.

A row that is higher than a page becomes rows of a page each, in both files alike: it is parted at the line ends of its
long cells, which `table_layout.py` knows; its short cells stand in the first part. The head stands over each part, as
over every row that begins a page. Nothing is lost but a space at a line end.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ygt_docs.compose.pieces import part
from ygt_docs.compose.table_layout import Widths, lines_of
from ygt_docs.geometry.text import BORDER, CELL_ABOVE, CELL_SIDE
from ygt_docs.notice.grid import Grid, GridCell
from ygt_docs.notice.model import Orientation
from ygt_docs.reading.text import Text
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import ZERO, Length, Twips

LINES_IN_ROW = 2
"""Lines that have room in a row of which a page holds so many (每页行数)."""
_LINES_AROUND = 2  # of text: what may stand above the head on the first page, its caption and its unit


def with_high_rows_parted(grid: Grid, widths: Widths) -> tuple[Grid, frozenset[int]]:
    """`grid` with each row that is higher than a page as several rows, and which rows go on so.

    A picture, upright words and a height that was asked for stand in the first of them; cells over several rows reach
    over all of them.
    """
    most = 0 if widths.missing is not None else _most_lines(grid, widths)
    if most < 1:
        return grid, frozenset()
    covering = _covering(grid)
    rooms = _rooms(grid, widths)
    rows: list[list[GridCell]] = []
    begins: list[int] = []
    going_on: set[int] = set()
    for number, row in enumerate(grid.rows):
        parts = [list(row)]
        if number >= grid.head:
            parts = _parted(row, rooms[number], most)
        begins.append(len(rows))
        going_on.update(range(len(rows) + 1, len(rows) + len(parts)))
        rows.extend(parts)
        for above, index in covering[number]:
            cell = rows[begins[above]][index]
            rows[begins[above]][index] = replace(cell, row_span=cell.row_span + len(parts) - 1)
    return replace(grid, rows=tuple(map(tuple, rows))), frozenset(going_on)


@dataclass(frozen=True)
class RowHeight:
    """Rows of which a page holds so many (每页行数): `least` high each, their lines `pitch` apart.

    Two lines have room in a row, unless they would come closer than they may; then `fits` says whether one has.
    """

    pitch: Length
    least: Length
    fits: bool


def row_height(grid: Grid, widths: Widths, rows: int) -> RowHeight:
    """How high the rows of `grid` are where a page under its head is to hold `rows` of them."""
    around = CELL_ABOVE + BORDER
    lines = sum(_head_lines(grid, widths))
    usual, closest = widths.size * standard.TABLE_LINE.value, widths.size * standard.TABLE_LINE_LEAST.value
    page = _page_height(widths) - BORDER * 2
    pitch = (page - around * (rows + grid.head)) / (LINES_IN_ROW * rows + lines)
    pitch = _whole_twips(min(max(pitch, closest), usual))
    least = _whole_twips((page - pitch * lines - around * grid.head) / rows)
    return RowHeight(pitch, least, least >= pitch + around)


def _whole_twips(length: Length) -> Length:
    """`length` without its part of a twip: both files count in them, and what is rounded up is too much for a page."""
    return Twips(length.emu // Twips(1).emu)


def _page_height(widths: Widths) -> Length:
    if widths.orientation is Orientation.PORTRAIT:
        return standard.TYPE_AREA_HEIGHT.value
    return standard.TYPE_AREA_WIDTH.value


def _head_lines(grid: Grid, widths: Widths) -> list[int]:
    """How many lines each row of the head takes, one at least."""
    lines = [1] * grid.head
    rooms = _rooms(grid, widths)
    for number in range(grid.head):
        for cell, room in zip(grid.rows[number], rooms[number], strict=True):
            lines[number] = max(lines[number], math.ceil(len(_lines(cell, room)) / cell.row_span))
    return lines


def _most_lines(grid: Grid, widths: Widths) -> int:
    """How many lines a row has room for under the head on a page of its own."""
    around = CELL_ABOVE * 2 + BORDER
    line = widths.size * standard.TABLE_LINE.value
    left = _page_height(widths) - around - standard.LINE_PITCH.value * _LINES_AROUND
    for lines in _head_lines(grid, widths):
        left -= line * lines + around
    return math.floor(left.over(line))


def _rooms(grid: Grid, widths: Widths) -> list[list[float]]:
    """How many 字 wide each cell of each row is."""
    rooms: list[list[float]] = []
    for _ in grid.rows:
        rooms.append([])
    for number, column, cell in grid.placed():
        width: Length = sum(widths.widths[column : column + cell.column_span], ZERO)
        rooms[number].append((width - CELL_SIDE * 2).over(widths.size))
    return rooms


def _covering(grid: Grid) -> list[list[tuple[int, int]]]:
    """For each row the cells that reach into it from above: the row that each begins in, and its number there."""
    covering: list[list[tuple[int, int]]] = []
    for _ in grid.rows:
        covering.append([])
    for number, row in enumerate(grid.rows):
        for index, cell in enumerate(row):
            for below in range(number + 1, min(number + cell.row_span, len(grid.rows))):
                covering[below].append((number, index))
    return covering


def _is_plain(cell: GridCell) -> bool:
    return cell.picture is None and not cell.vertical and cell.row_span == 1


def _lines(cell: GridCell, room: float) -> list[tuple[int, Text]]:
    """The lines of `cell`, each with the number of its paragraph."""
    found: list[tuple[int, Text]] = []
    for number, paragraph in enumerate(cell.text.lines()):
        begin = 0
        for line in lines_of(str(paragraph), room):
            found.append((number, part(paragraph, begin, begin + len(line))))
            begin += len(line)
    return found


def _parted(row: Sequence[GridCell], rooms: Sequence[float], most: int) -> list[list[GridCell]]:
    """`row` in rows of up to `most` lines each."""
    lines: list[list[tuple[int, Text]]] = []
    for cell, room in zip(row, rooms, strict=True):
        lines.append(_lines(cell, room) if _is_plain(cell) else [])
    highest = max(map(len, lines), default=0)
    if highest <= most:
        return [list(row)]
    count = math.ceil(highest / most)
    parts: list[list[GridCell]] = []
    for number in range(count):
        cells: list[GridCell] = []
        for cell, own in zip(row, lines, strict=True):
            if _is_plain(cell):
                text = _joined(own[number * most : (number + 1) * most], cell.text)
                cells.append(replace(cell, text=text, height=None if number else cell.height))
            elif not number:
                more = count - 1 if cell.row_span > 1 else 0
                cells.append(replace(cell, row_span=cell.row_span + more))
            elif cell.row_span == 1:
                cells.append(replace(cell, text=Text("", cell.text.place), picture=None, vertical=False, height=None))
        parts.append(cells)
    return parts


def _joined(lines: Sequence[tuple[int, Text]], whole: Text) -> Text:
    """`lines` as the text of a cell again, those of one paragraph in one line; "" for none."""
    if not lines:
        return Text("", whole.place)
    words = str(lines[0][1])
    for (before, _), (number, line) in pairwise(lines):
        words += str(line) if number == before else f"\n{line}"
    return Text(words, lines[0][1].place)
