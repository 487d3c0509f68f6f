"""What a table cell is (栏目种类), told from its words and never from its position alone."""

from __future__ import annotations

import re
from enum import StrEnum

from ygt_docs.intake.shapes import is_organ

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
