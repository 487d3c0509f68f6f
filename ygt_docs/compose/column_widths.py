"""Widths of table columns from what stands in them: the same table always gets the same widths.

Each column first gets room for its head and for its short phrases, such as 12月31日前; what is left is dealt out half a
字 at a time, always to the column where it shortens the rows most. The height of a row is that of its tallest cell; a
soft maximum (a norm of high power) stands for it, so that columns of the same height are widened in turn. Where no
row gets shorter any more, the column that is fullest grows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ygt_docs.compose.flow import Cell, Row
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.notice.model import Orientation
from ygt_docs.standard import gbt9704 as standard

_STEP = 0.5
_PADDING = 1.0  # 字 that the cell's margins take
_LEAST = 2.0
_LONGEST_HEAD = 4.0  # longer heads are set in two lines
_LONGEST_PHRASE = 6.0
_BETWEEN_PHRASES = re.compile("(?<=[、，；。：])")
_POWER = 4


def column_widths(rows: Sequence[Row], columns: int, orientation: Orientation) -> tuple[float, ...]:
    """Fractions of the width of the type area, one for each of `columns`, that add up to 1."""
    lines = list(_cells(rows, columns))
    grid = _grid(lines)
    if orientation is Orientation.PORTRAIT:
        area = standard.TYPE_AREA_WIDTH
    else:
        area = standard.TYPE_AREA_HEIGHT
    room = area.value.over(standard.TABLE_SIZE.value)
    heads = _head_widths(lines, rows, columns)
    phrases = _longest_phrases(lines, columns)
    widths = []
    for head, phrase in zip(heads, phrases, strict=True):
        widths.append(max(_LEAST, min(head, _LONGEST_HEAD), phrase))
    free = room - sum(widths) - _PADDING * len(widths)
    for _ in range(max(0, int(free / _STEP))):
        widths[_best_column(grid, widths)] += _STEP
    return _fractions([width + _PADDING for width in widths])


def _head_widths(lines: Sequence[Sequence[Cell | None]], rows: Sequence[Row], columns: int) -> list[float]:
    """How wide the widest head of each column is."""
    widest = [0.0] * columns
    for line, row in zip(lines, (row for row in rows if not row.group), strict=True):
        for column, cell in enumerate(line):
            if row.head and cell is not None and cell.paragraphs:
                widest[column] = max(widest[column], width_in_characters(cell.paragraphs[0].text))
    return widest


def _cells(rows: Sequence[Row], columns: int) -> Iterator[list[Cell | None]]:
    """For each row that is no group row its cell in every column (None: covered, or it covers several columns)."""
    covered = [0] * columns
    for row in rows:
        if row.group:
            continue
        cells = iter(row.cells)
        line: list[Cell | None] = [None] * columns
        column = 0
        while column < columns:
            if covered[column]:
                covered[column] -= 1
                column += 1
                continue
            cell = next(cells)
            line[column] = cell if cell.column_span == 1 else None
            for below in range(column, column + cell.column_span):
                covered[below] = cell.row_span - 1
            column += cell.column_span
        yield line


def _longest_phrases(lines: Sequence[Sequence[Cell | None]], columns: int) -> list[float]:
    longest = [0.0] * columns
    for line in lines:
        for column, cell in enumerate(line):
            for item in cell.paragraphs if cell else ():
                phrases = map(width_in_characters, _BETWEEN_PHRASES.split(item.text))
                longest[column] = max([longest[column], *(width for width in phrases if width <= _LONGEST_PHRASE)])
    return longest


def _grid(lines: Sequence[Sequence[Cell | None]]) -> list[list[list[float]]]:
    """The widths of the paragraphs of every cell; those of a merged cell are shared among its rows."""
    grid: list[list[list[float]]] = []
    for line in lines:
        grid.append([_widths(cell) for cell in line])
    return grid


def _widths(cell: Cell | None) -> list[float]:
    if cell:
        widths: list[float] = []
        for item in cell.paragraphs:
            widths.append(width_in_characters(item.text) / cell.row_span)
        return widths
    return []


def _height(texts: Sequence[float], width: float) -> float:
    return sum(max(1.0, text / width) for text in texts)


def _best_column(grid: list[list[list[float]]], widths: list[float]) -> int:
    """The column that saves most when it grows by one step; of equals the fullest, then the leftmost."""
    savings = [0.0] * len(widths)
    fullest = []
    for column, width in enumerate(widths):
        longest = 0.0
        for line in grid:
            longest = max(longest, *line[column], 0.0)
        fullest.append(longest / width)
    for line in grid:
        heights = [_height(texts, width) ** _POWER for texts, width in zip(line, widths, strict=True)]
        total = sum(heights)
        for column, texts in enumerate(line):
            wider = total - heights[column] + _height(texts, widths[column] + _STEP) ** _POWER
            savings[column] += total ** (1 / _POWER) - wider ** (1 / _POWER)
    return max(range(len(widths)), key=lambda column: (round(savings[column], 9), fullest[column], -column))


def _fractions(widths: Sequence[float]) -> tuple[float, ...]:
    total = sum(widths)
    shares = []
    for width in widths[:-1]:
        shares.append(round(width / total, 4))
    return (*shares, round(1 - sum(shares), 4))
