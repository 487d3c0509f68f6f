"""Random edits of a task table's workbook, as a person makes them, with what each must come back as."""

from __future__ import annotations

import random
from dataclasses import dataclass

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ygt_docs.tasklist.changes import Kind
from ygt_docs.tasklist.workbook import HEAD_ROW

Told = tuple[Kind, str, str, str]
"""Kind of a change, 编号 of its task, key, new value."""


@dataclass
class Edited:
    """A workbook that was edited, and the changes that must be found in it."""

    path: str
    expected: set[Told]


def edit_cells(path: str, rng: random.Random, count: int) -> Edited:
    """Change `count` cells of a workbook that are not merged with others; saved in its place."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    free = [
        (row, column)
        for row in task_rows(sheet)
        for column in range(3, sheet.max_column + 1)
        if not _is_merged(sheet, row, column)
    ]
    expected: set[Told] = set()
    for row, column in rng.sample(free, min(count, len(free))):
        key = _KEYS[str(sheet.cell(HEAD_ROW, column).value)]
        value = _new_value(key, rng)
        sheet.cell(row, column).value = value
        expected.add((Kind.CELL, str(sheet.cell(row, 1).value), key, value))
    book.save(path)
    return Edited(path, expected)


def task_rows(sheet: Worksheet) -> list[int]:
    """The rows with tasks."""
    rows = []
    for row in range(HEAD_ROW + 1, sheet.max_row + 1):
        identity = sheet.cell(row, 1).value
        if identity and not str(identity).startswith("组"):
            rows.append(row)
    return rows


_KEYS = {
    "来源": "来源",
    "重点任务": "任务",
    "工作任务": "任务",
    "完成时限": "时限",
    "完成时间节点": "时限",
    "对应日期": "日期",
    "评价标准": "评价标准",
    "评价方法": "评价方法",
    "责任单位": "责任单位",
    "牵头单位": "牵头",
    "配合单位": "配合",
    "分管领导": "分管领导",
}


def _new_value(key: str, rng: random.Random) -> str:
    number = rng.randint(100, 999)
    if key == "日期":
        return f"2026-{rng.randint(1, 12):02}-{rng.randint(10, 28)}"
    if key == "评价标准":
        return f"新的标准{number}；\n另一条标准{number}。"
    if key in ("责任单位", "牵头", "配合"):
        return f"新单位{number}局、财政局"
    return f"改过的{key}{number}"


def _is_merged(sheet: Worksheet, row: int, column: int) -> bool:
    return any(
        area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col
        for area in sheet.merged_cells.ranges
    )
