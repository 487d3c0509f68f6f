"""Which cell stands in which column: by what the cells are, in their order, never by counting pipes.

Where merged cells were left out of a row, the rest slides to the left; every way to keep the order of the cells is
weighed, and the one whose cells fit their columns best is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ygt_docs.intake.kinds import CellKind, kind_of
from ygt_docs.intake.traced import Traced

_IN_PLACE = 1.5
_FORBIDDEN = -20.0
# How well a kind of cell fits a column; what is not listed is _POOR.
_POOR = -6.0
_FIT: dict[str, dict[CellKind, float]] = {
    "序号": {CellKind.NUMBER: 10, CellKind.TEXT: _FORBIDDEN, CellKind.METHOD: _FORBIDDEN},
    "任务": {CellKind.TEXT: 3, CellKind.METHOD: 0, CellKind.UNITS: 0, CellKind.DEADLINE: -4},
    "时限": {CellKind.DEADLINE: 8, CellKind.TEXT: -8},
    "评价标准": {CellKind.TEXT: 2, CellKind.METHOD: -2, CellKind.UNITS: -3},
    "评价方法": {CellKind.METHOD: 6, CellKind.TEXT: 0},
    "责任单位": {CellKind.UNITS: 6, CellKind.TEXT: -4},
    "牵头": {CellKind.UNITS: 6, CellKind.TEXT: -4},
    "配合": {CellKind.UNITS: 6, CellKind.TEXT: -4},
}


@dataclass(frozen=True)
class Placed:
    """A row: the cell of each column that has one; `slid` holds the columns whose cell stood further left or right."""

    cells: dict[str, Traced]
    slid: tuple[str, ...]


def place(row: Sequence[Traced], columns: Sequence[str]) -> Placed | None:
    """Put the cells of `row` that are not empty into `columns`; None: there are more of them than columns."""
    cells = [(position, cell) for position, cell in enumerate(row) if cell]
    if len(cells) > len(columns):
        return None
    chosen = _best(cells, columns)
    placed = {columns[column]: cell for (_, cell), column in zip(cells, chosen, strict=True)}
    slid = tuple(columns[column] for (position, _), column in zip(cells, chosen, strict=True) if position != column)
    return Placed(placed, slid)


def _best(cells: Sequence[tuple[int, Traced]], columns: Sequence[str]) -> tuple[int, ...]:
    """The columns of `cells`, rising, with the highest sum; the leftmost of equals."""
    best: dict[int, tuple[float, tuple[int, ...]]] = {-1: (0.0, ())}
    for index, (position, cell) in enumerate(cells):
        kind, after = kind_of(cell), len(cells) - index - 1
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for last, (total, chosen) in best.items():
            for column in range(last + 1, len(columns) - after):
                score = total + _FIT[columns[column]].get(kind, _POOR) + (_IN_PLACE if column == position else 0)
                if column not in following or score > following[column][0]:
                    following[column] = (score, (*chosen, column))
        best = following
    return max(best.values(), key=lambda item: item[0])[1]
