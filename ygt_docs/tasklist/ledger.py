"""The monthly ledger (月报台账) as a workbook for a unit: its open tasks, and cells to fill in."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ygt_docs.notice.registering import State
from ygt_docs.tasklist.book import (
    Column,
    cell_at,
    fit_rows,
    put,
    put_head,
    put_title,
    saved,
    set_up_page,
    sheet_name,
)
from ygt_docs.tasklist.items import Item, named_in_progress
from ygt_docs.tasklist.standing import reporting_units
from ygt_docs.tasklist.store import Plans

KEY, STATE, DONE_ON, DELAYED_TO = "编号", "办理状态", "完成日期", "延期至"
PROGRESS, EVIDENCE, PROBLEM, NEXT = "进展情况", "佐证材料", "存在问题", "下一步打算"
COLUMNS = (
    Column(KEY, 10, hidden=True),
    Column("序号", 6, centred=True),
    Column("任务", 36),
    Column("出处", 24),
    Column("完成时限", 13, centred=True),
    Column("责任", 7, centred=True),
    Column("上期状态", 9, centred=True),
    Column(STATE, 10, centred=True, fill=True),
    Column(DONE_ON, 12, centred=True, fill=True, date=True),
    Column(DELAYED_TO, 12, centred=True, fill=True, date=True),
    Column(PROGRESS, 28, fill=True),
    Column(EVIDENCE, 18, fill=True),
    Column(PROBLEM, 18, fill=True),
    Column(NEXT, 18, fill=True),
)
HEAD_ROW = 3
OPTIONS = "选项"
_STATES = "办理状态选项"
_BETWEEN = "#"


@dataclass(frozen=True)
class Ledger:
    """The ledger of one unit: its label, how many tasks it has, and the workbook."""

    unit: str
    label: str
    tasks: int
    data: bytes


def key_of(item: Item) -> str:
    """What tells a row: the document's name and the 编号."""
    return f"{item.document.name}{_BETWEEN}{item.id}"


def parted_key(key: str) -> tuple[str, str]:
    """The document's name and the 编号 of a row; ("", "") where it is no such key."""
    name, between, identity = key.rpartition(_BETWEEN)
    return (name, identity) if between else ("", "")


def open_tasks(plans: Plans, unit: str, month: str) -> list[tuple[Item, State | None]]:
    """The tasks that `unit` reports on in `month` with what it said last: all that it has not done before.

    A plan that was issued after the month has none yet.
    """
    found: list[tuple[Item, State | None]] = []
    for plan in plans.plans:
        date = plan.document.notice.date
        if date is not None and f"{date:%Y-%m}" > month:
            continue
        before = _states_before(plans, unit, month)
        for item in plan.items:
            state = before.get(item.key)
            if unit in reporting_units(item, plans.units) and state is not State.DONE:
                found.append((item, state))
    return found


def _states_before(plans: Plans, unit: str, month: str) -> dict[tuple[str, str], State]:
    """The last state that `unit` reported before `month`, by task."""
    found: dict[tuple[str, str], State] = {}
    for plan in plans.plans:
        for name in sorted(plan.months):
            if name >= month:
                break
            for entry in plan.months[name].entries:
                if plans.units.full(entry.unit) == unit:
                    found[plan.document.name, str(entry.id)] = entry.state
    return found


def ledger_units(plans: Plans) -> list[str]:
    """Every unit that reports, by its 全称."""
    found: dict[str, None] = {}
    for item in plans.items:
        for unit in reporting_units(item, plans.units):
            found[unit] = None
    return list(found)


def ledger_of(plans: Plans, unit: str, month: str) -> Ledger:
    """The ledger of `unit` (its 全称) for `month` (2026-05). Raises UserError L301."""
    tasks = open_tasks(plans, unit, month)
    label = plans.units.label(unit)
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = sheet_name(f"{month} {label}", [])
    put_title(sheet, 1, f"{month[:4]}年{int(month[5:])}月重点任务进展月报台账", len(COLUMNS))
    put_title(sheet, 2, f"填报单位：{label}　　月份：{month}", len(COLUMNS), size=12)
    put_head(sheet, HEAD_ROW, COLUMNS)
    for number, (item, state) in enumerate(tasks, start=1):
        _put_row(sheet, HEAD_ROW + number, number, item, state, unit)
    fit_rows(sheet, HEAD_ROW, COLUMNS)
    set_up_page(sheet)
    _put_options(book)
    if tasks:
        _validate(sheet, HEAD_ROW + 1, HEAD_ROW + len(tasks))
    _protect(sheet)
    return Ledger(unit, label, len(tasks), saved(book))


def _put_row(sheet: Worksheet, row: int, number: int, item: Item, state: State | None, unit: str) -> None:
    lead = any(named.name == unit for named in item.lead)
    group = f"　{item.group}" if item.group else ""
    shown = {
        KEY: key_of(item),
        "序号": str(number),
        "任务": item.text,
        "出处": f"{named_in_progress(item.document.notice)}{group}　第{item.number}项",
        "完成时限": item.words,
        "责任": "牵头" if lead else "责任",
        "上期状态": "" if state is None else str(state),
    }
    for column, each in enumerate(COLUMNS, start=1):
        put(cell_at(sheet, row, column), shown.get(each.title, ""), each)


def _put_options(book: Workbook) -> None:
    """The states on a hidden sheet under a name: a list typed into the rule itself breaks in Excel."""
    sheet = book.create_sheet(OPTIONS)
    for row, state in enumerate(State, start=1):
        cell_at(sheet, row, 1).value = str(state)
    sheet.sheet_state = "hidden"
    area = f"'{OPTIONS}'!$A$1:$A${len(State)}"
    book.defined_names[_STATES] = DefinedName(_STATES, attr_text=area)


def _validate(sheet: Worksheet, first: int, last: int) -> None:
    """One rule for each column: a state of the list, a day."""
    states = DataValidation(type="list", formula1=f"={_STATES}", allow_blank=True, showErrorMessage=True)
    states.errorTitle, states.error = STATE, "请从列表里选"
    states.add(_area(STATE, first, last))
    sheet.add_data_validation(states)
    days = DataValidation(type="date", operator="greaterThan", formula1="DATE(2000,1,1)", allow_blank=True)
    days.showErrorMessage = True
    days.errorTitle, days.error = "日期", "请写日期，例如 2026-06-30"
    for title in (DONE_ON, DELAYED_TO):
        days.add(_area(title, first, last))
    sheet.add_data_validation(days)


def _area(title: str, first: int, last: int) -> str:
    number = next(index for index, column in enumerate(COLUMNS, start=1) if column.title == title)
    letter = get_column_letter(number)
    return f"{letter}{first}:{letter}{last}"


def _protect(sheet: Worksheet) -> None:
    """Nothing but the cells to fill in can be changed; widths and heights can."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.protection.autoFilter = False
    cell_at(sheet, HEAD_ROW, 1).protection = Protection(locked=True)
