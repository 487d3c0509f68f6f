"""The task table (任务清单) as rows and cells: columns and their widths, groups, merged cells, running numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ygt_docs.compose.flow import Cell, Paragraph, Role, Row, Table
from ygt_docs.compose.numbering import WrongForms
from ygt_docs.compose.pieces import bound_row, joined, paragraph
from ygt_docs.elements.catalogue import number_label
from ygt_docs.elements.headings import TypedNumber, typed_number
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.notice.model import Orientation, Task, TaskGroup, TaskTable
from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text
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


_PLAIN = re.compile("[1-9][0-9]{0,3}")
_LIST_LEVEL = 3


class TaskNumbers:
    """Runs through all groups, unless a group begins anew (另编序号)."""

    def __init__(self, problems: Problems) -> None:
        self._last = 0
        self._problems = problems
        self._forms = WrongForms()

    def restart(self) -> None:
        """The next task is number 1."""
        self._last = 0

    def next(self, task: Task) -> str:
        """The number of `task` as it prints: the typed one, or the next."""
        expected = self._last + 1
        if task.number is None:
            self._last = expected
            return str(expected)
        if _PLAIN.fullmatch(task.number) is None:
            self._problems.add("N553", task.number.place, found=task.number, right=expected)
            self._last = expected
            return task.number
        if int(task.number) != expected:
            self._problems.add("N554", task.number.place, found=task.number, right=expected)
        self._last = int(task.number)
        return task.number

    def group(self, typed: TypedNumber, heading: Text, before: int) -> int:
        """The number of a group whose heading begins with one; held against the group before (number `before`)."""
        right = number_label(1, before + 1)
        if typed.value != before + 1:
            code = "N511" if typed.value > before + 1 else "N510"
            self._problems.add(code, heading.place, found=typed.written, right=right, line=heading[:16])
        self._check_form(typed, heading)
        return typed.value

    def criteria(self, criteria: Sequence[Text]) -> list[list[str]]:
        """The criteria of one task, a paragraph each: typed numbers kept and checked, several without get 1. 2. 3."""
        texts: list[list[str]] = []
        for index, text in enumerate(criteria, start=1):
            typed = typed_number(text)
            typed = typed if typed and typed.level == _LIST_LEVEL else None
            right = number_label(_LIST_LEVEL, index)
            if typed and typed.value != index:
                self._problems.add("N555", text.place, found=typed.written, right=right)
            elif typed:
                self._check_form(typed, text)
            texts.append([text] if typed or len(criteria) == 1 else [right, text])
        return texts

    def finish(self) -> None:
        """Say once for the whole table which numbers are not written as the standard has them (N512)."""
        self._forms.say(self._problems)

    def _check_form(self, typed: TypedNumber, text: Text) -> None:
        if typed.written != typed.label:
            self._forms.add(typed.written, typed.label, text.place)


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
