"""Which cell stands in which column: by what the cells are, in their order, never by counting pipes.

Where merged cells were left out of a row, the rest slides to the left; every way to keep the order of the cells is
weighed, and the one whose cells fit their columns best is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ygt_docs.intake.shapes import is_organ
from ygt_docs.intake.traced import Traced

_NUMBER = re.compile(r"[0-9]{1,4}")
_DEADLINE = re.compile(r"(每|全年|常年|长期|持续|即时|立即|随时|年底|年内|[0-9]{4}年|[0-9]{1,2}月|第?[一二三四]季度)")
_METHOD = re.compile(r"(查看|查阅|查验|查询|现场|实地|听取|抽查|核查|检查|座谈|走访|调阅|访谈|问卷|系统提取|数据提取)")
_UNIT_END = re.compile(r"(局|院|委|办|部|中心|单位|政府|乡镇|街道|机构|科|室|处|所|站|队|公司|集团|银行|医共体)等?")
_LONGEST_DEADLINE, _LONGEST_METHOD, _LONGEST_UNIT = 30, 80, 30


class CellKind(StrEnum):
    """What the words of a cell look like."""

    NUMBER = "序号"
    DEADLINE = "时限"
    METHOD = "评价方法"
    UNITS = "责任单位"
    TEXT = "文字"


def kind_of(cell: str) -> CellKind:
    """The kind of a cell that is not empty."""
    if _NUMBER.fullmatch(cell):
        return CellKind.NUMBER
    if _DEADLINE.match(cell) and len(cell) <= _LONGEST_DEADLINE and "。" not in cell and "；" not in cell:
        return CellKind.DEADLINE
    if _METHOD.match(cell) and len(cell) <= _LONGEST_METHOD:
        return CellKind.METHOD
    if _are_units(cell):
        return CellKind.UNITS
    return CellKind.TEXT


def _are_units(cell: str) -> bool:
    if any(sign in cell for sign in "。；：，！？"):
        return False
    units = []
    for unit in re.split("[、 ]", cell):
        if unit:
            units.append(unit)
    return bool(units) and all(_is_unit(unit) for unit in units)


def _is_unit(unit: str) -> bool:
    if len(unit) > _LONGEST_UNIT:
        return False
    return is_organ(unit) or any(match.end() == len(unit) for match in _UNIT_END.finditer(unit))


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
