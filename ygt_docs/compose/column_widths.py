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


def column_widths(rows: Sequence[Row], orientation: Orientation) -> tuple[float, ...]:
    """Fractions of the width of the type area, one for each cell of the first row, that add up to 1."""
    grid = _grid(rows)
    area = standard.TYPE_AREA_WIDTH if orientation is Orientation.PORTRAIT else standard.TYPE_AREA_HEIGHT
    room = area.value.over(standard.TABLE_SIZE.value)
    phrases = _longest_phrases(rows)
    widths = [
        max(_LEAST, min(_head_width(cell), _LONGEST_HEAD), phrase)
        for cell, phrase in zip(rows[0].cells, phrases, strict=True)
    ]
    free = room - sum(widths) - _PADDING * len(widths)
    for _ in range(max(0, int(free / _STEP))):
        widths[_best_column(grid, widths)] += _STEP
    return _fractions([width + _PADDING for width in widths])


def _head_width(cell: Cell) -> float:
    return width_in_characters(cell.paragraphs[0].text)


def _cells(rows: Sequence[Row]) -> Iterator[list[Cell | None]]:
    """For each row that is no group row its cell in every column (None: covered by a merged cell above)."""
    covered = [0] * len(rows[0].cells)
    for row in rows:
        if row.group:
            continue
        cells = iter(row.cells)
        line: list[Cell | None] = []
        for column, below in enumerate(covered):
            cell = None if below else next(cells)
            covered[column] = below - 1 if cell is None else cell.row_span - 1
            line.append(cell)
        yield line


def _longest_phrases(rows: Sequence[Row]) -> list[float]:
    longest = [0.0] * len(rows[0].cells)
    for line in _cells(rows):
        for column, cell in enumerate(line):
            texts = [item.text for item in cell.paragraphs] if cell else []
            phrases = [width_in_characters(part) for text in texts for part in _BETWEEN_PHRASES.split(text)]
            longest[column] = max([longest[column], *(width for width in phrases if width <= _LONGEST_PHRASE)])
    return longest


def _grid(rows: Sequence[Row]) -> list[list[list[float]]]:
    """The widths of the paragraphs of every cell; those of a merged cell are shared among its rows."""
    return [
        [[width_in_characters(item.text) / cell.row_span for item in cell.paragraphs] if cell else [] for cell in line]
        for line in _cells(rows)
    ]


def _height(texts: Sequence[float], width: float) -> float:
    return sum(max(1.0, text / width) for text in texts)


def _best_column(grid: list[list[list[float]]], widths: list[float]) -> int:
    """The column that saves most when it grows by one step; of equals the fullest, then the leftmost."""
    savings = [0.0] * len(widths)
    fullest = [
        max([text for line in grid for text in line[column]], default=0.0) / width
        for column, width in enumerate(widths)
    ]
    for line in grid:
        heights = [_height(texts, width) ** _POWER for texts, width in zip(line, widths, strict=True)]
        total = sum(heights)
        for column, texts in enumerate(line):
            wider = total - heights[column] + _height(texts, widths[column] + _STEP) ** _POWER
            savings[column] += total ** (1 / _POWER) - wider ** (1 / _POWER)
    return max(range(len(widths)), key=lambda column: (round(savings[column], 9), fullest[column], -column))


def _fractions(widths: Sequence[float]) -> tuple[float, ...]:
    total = sum(widths)
    shares = [round(width / total, 4) for width in widths[:-1]]
    return (*shares, round(1 - sum(shares), 4))
