"""The task table (任务清单) as rows and cells: columns that are used, groups, merged cells, running numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ygt_docs.compose.column_widths import column_widths
from ygt_docs.compose.flow import Cell, Paragraph, Role, Row, Table
from ygt_docs.compose.numbering import typed_number
from ygt_docs.compose.pieces import bound_row, joined, paragraph
from ygt_docs.compose.task_numbers import TaskNumbers
from ygt_docs.elements.catalogue import number_label
from ygt_docs.notice.model import Orientation, Task, TaskGroup, TaskTable
from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text

Content = list[list[str]]
"""The paragraphs of a cell, each a list of texts that keep their places."""


@dataclass(frozen=True)
class Column:
    """A column of the table: its key in YAML, the attribute of the model, its usual title, its cells' role."""

    key: str
    attribute: str
    title: str
    role: Role
    content: Callable[[Task], Content]


def _units(attribute: str) -> Callable[[Task], Content]:
    return lambda task: [joined(getattr(task, attribute), "、")] if getattr(task, attribute) else []


def _line(text: Text | None) -> Content:
    return [[text]] if text else []


NUMBER = Column("序号", "number", "序号", Role.TABLE_CENTRED, lambda task: [])
CRITERIA = Column("评价标准", "criteria", "评价标准", Role.TABLE_TEXT, lambda task: [[text] for text in task.criteria])
_COLUMNS = (
    Column("任务", "task", "重点任务", Role.TABLE_TEXT, lambda task: _line(task.task)),
    Column(
        "时限",
        "deadline",
        "完成时限",
        Role.TABLE_CENTRED,
        lambda task: _line(task.deadline.words) if task.deadline else [],
    ),
    CRITERIA,
    Column("评价方法", "method", "评价方法", Role.TABLE_TEXT, lambda task: _line(task.method)),
    Column("责任单位", "units", "责任单位", Role.TABLE_CENTRED, _units("units")),
    Column("牵头", "lead_units", "牵头单位", Role.TABLE_CENTRED, _units("lead_units")),
    Column("配合", "support_units", "配合单位", Role.TABLE_CENTRED, _units("support_units")),
)


def task_table(table: TaskTable, orientation: Orientation, problems: Problems) -> Table:
    """The Flow's table: a head row that repeats, then each group under its row."""
    columns = columns_of(table)
    rows = [_head(table, columns)]
    numbers = TaskNumbers(problems)
    headings = 0
    for group in table.groups:
        if group.heading:
            headings = _group_count(group.heading, headings, numbers)
            rows.append(_group_row(group.heading, headings, len(columns) + 1))
        rows += _group_rows(group, columns, numbers)
    numbers.finish()
    return Table(tuple(rows), column_widths(rows, len(columns) + 1, orientation), tasks=True)


def columns_of(table: TaskTable) -> list[Column]:
    """The columns that print, beside the running number: those that any task fills."""
    found: list[Column] = []
    for column in _COLUMNS:
        if any(column.content(task) for group in table.groups for task in group.tasks):
            found.append(column)
    return found


def _group_count(heading: Text, before: int, numbers: TaskNumbers) -> int:
    typed = typed_number(heading)
    if typed is None:
        return before + 1
    return numbers.group(typed, heading, before)


def _head(table: TaskTable, columns: Sequence[Column]) -> Row:
    titles = table.columns
    cells = []
    for column in (NUMBER, *columns):
        cells.append(
            Cell((paragraph(Role.TABLE_HEAD, (titles and getattr(titles, column.attribute)) or column.title),))
        )
    return bound_row(Row(tuple(cells), head=True))


def _group_row(heading: Text, number: int, columns: int) -> Row:
    label = "" if typed_number(heading) else number_label(1, number)
    return bound_row(Row((Cell((paragraph(Role.TABLE_GROUP, label, heading),), column_span=columns),), group=True))


def _group_rows(group: TaskGroup, columns: Sequence[Column], numbers: TaskNumbers) -> list[Row]:
    if group.restart:
        numbers.restart()
    merged = [frozenset(task.same_as_above) for task in group.tasks]
    rows = []
    for index, task in enumerate(group.tasks):
        cells = [Cell((paragraph(Role.TABLE_CENTRED, numbers.next(task)),))]
        for column in columns:
            if column.key not in merged[index]:
                cells.append(_cell(column, task, _span(column.key, merged, index), numbers))
        rows.append(Row(tuple(cells)))
    return rows


def _span(key: str, merged: Sequence[frozenset[Text]], index: int) -> int:
    """How many rows a cell covers: its own and those below, up to the end of the group, that say 同上."""
    end = index + 1
    while end < len(merged) and key in merged[end]:
        end += 1
    return end - index


def _cell(column: Column, task: Task, span: int, numbers: TaskNumbers) -> Cell:
    if column is CRITERIA:
        content = numbers.criteria(task.criteria)
    else:
        content = column.content(task)
    paragraphs = tuple(paragraph(column.role, *texts) for texts in content)
    return Cell(paragraphs or (Paragraph(column.role),), row_span=span)
