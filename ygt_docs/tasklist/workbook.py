"""The task table as a workbook (--xlsx): what an office edits, with what it needs to come back."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ygt_docs.compose.table import TaskNumbers
from ygt_docs.notice.model import TaskTable
from ygt_docs.problems import Place, Problems, UserError, problem
from ygt_docs.tasklist.book import (
    Column,
    cell_at,
    fit_rows,
    put,
    put_group,
    put_head,
    put_title,
    saved,
    set_up_page,
    sheet_name,
)
from ygt_docs.tasklist.grid import day_of
from ygt_docs.tasklist.items import Keys, tables_of
from ygt_docs.tasklist.store import Plan
from ygt_docs.tasklist.table_cells import ABOVE, DATE, FIELDS, ID, Field, cells_of, fields_of, sheet_columns

BASE = "原表"
"""The hidden sheet that keeps what the table said when it went out."""
GROUP = "组"
HEAD_ROW = 2
_FIRST_FIELD = 3


def table_workbook(plan: Plan) -> bytes:
    """All task tables of a document, a sheet each; every task has its 编号.

    Raises UserError L309 where the tasks stand in the text, L301 for text too long for a cell.
    """
    tables = list(tables_of(plan.document))
    if not tables:
        raise UserError([problem("L309", Place(plan.items[0].place.file), name=plan.document.name)])
    ids = {}
    for item in plan.items:
        ids[item.keys] = item.id or ""
    book = Workbook()
    del book["Sheet"]
    base: list[list[str]] = []
    for keys, appendix, table in tables:
        title = "".join(appendix.title or []) or str(appendix.name)
        sheet = book.create_sheet(sheet_name(title, book.sheetnames))
        rows = _ids_of(table, keys, ids)
        _fill(sheet, title, table, rows)
        base += _base_rows(table, rows)
    _put_base(book.create_sheet(BASE), base)
    return saved(book)


def _ids_of(table: TaskTable, keys: Keys, ids: dict[Keys, str]) -> list[list[str]]:
    """The 编号 of every task, a list for each group."""
    found: list[list[str]] = []
    for index, group in enumerate(table.groups):
        found.append([ids[*keys, "组", index, "任务", row] for row in range(len(group.tasks))])
    return found


def _fill(sheet: Worksheet, title: str, table: TaskTable, ids: list[list[str]]) -> None:
    fields = fields_of(table)
    columns = sheet_columns(fields, table.columns)
    put_title(sheet, 1, title, len(columns))
    put_head(sheet, HEAD_ROW, columns)
    numbers, row = TaskNumbers(Problems()), HEAD_ROW + 1
    for index, group in enumerate(table.groups):
        if group.restart:
            numbers.restart()
        if group.heading or index:
            put_group(sheet, row, str(group.heading or ""), 2, len(columns))
            cell_at(sheet, row, 1).value = f"{GROUP}{index + 1}"
            row += 1
        first = row
        for task, identity in zip(group.tasks, ids[index], strict=True):
            cell_at(sheet, row, 1).value = identity
            put(cell_at(sheet, row, 2), numbers.next(task), columns[1])
            _put_cells(sheet, row, cells_of(task), fields, columns)
            row += 1
        _merge(sheet, first, row, fields)
    fit_rows(sheet, HEAD_ROW, columns)
    set_up_page(sheet)


def _put_cells(sheet: Worksheet, row: int, cells: dict[str, str], fields: list[Field], columns: list[Column]) -> None:
    for number, field in enumerate(fields, start=_FIRST_FIELD):
        value = cells[field.key]
        day = day_of(value) if field.key == DATE else None
        put(cell_at(sheet, row, number), value if day is None else day, columns[number - 1])


def _merge(sheet: Worksheet, first: int, end: int, fields: list[Field]) -> None:
    """Merge every run of cells that say the same as above; `end` is the row behind the last one."""
    for number in range(_FIRST_FIELD, _FIRST_FIELD + len(fields)):
        start = first
        for row in range(first + 1, end + 1):
            if row < end and cell_at(sheet, row, number).value == ABOVE:
                cell_at(sheet, row, number).value = None
                continue
            if row - start > 1:
                sheet.merge_cells(start_row=start, start_column=number, end_row=row - 1, end_column=number)
            start = row


def _base_rows(table: TaskTable, ids: list[list[str]]) -> list[list[str]]:
    rows = []
    for group, names in zip(table.groups, ids, strict=True):
        for task, identity in zip(group.tasks, names, strict=True):
            cells = cells_of(task)
            rows.append([identity, *(cells[field.key] for field in FIELDS)])
    return rows


def _put_base(sheet: Worksheet, rows: list[list[str]]) -> None:
    for number, row in enumerate([[ID, *(field.key for field in FIELDS)], *rows], start=1):
        for column, value in enumerate(row, start=1):
            cell = cell_at(sheet, number, column)
            if value:
                cell.value = value
                cell.data_type = "s"
    sheet.sheet_state = "hidden"
