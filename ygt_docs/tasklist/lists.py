"""The lists that a plan asks for: 责任清单 by unit, 时间表 (also as a calendar), 措施清单 and 效果清单."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from icalendar import Alarm, Calendar, Event
from openpyxl import Workbook

from ygt_docs.notice.units import UnitBook
from ygt_docs.tasklist.book import Column, cell_at, fit_rows, put, put_head, put_title, saved, set_up_page, sheet_name
from ygt_docs.tasklist.derived import (
    Block,
    Derived,
    basis_of,
    criteria_words,
    derived_name,
    manuscript,
    origin,
    table,
    units_words,
)
from ygt_docs.tasklist.items import Item, name_of
from ygt_docs.tasklist.roadmap import roadmap_svg
from ygt_docs.tasklist.store import Plans

_DAYS_BEFORE = (7, 1)
_SHORT = 30


def calendar_bytes(items: Sequence[Item], book: UnitBook, asof: datetime.date) -> bytes:
    """The calendar of all dated tasks; stamps are midnight of `asof`, so that the same day gives the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//ygt-docs//tasks//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "任务时限")
    for item in items:
        for date in item.meaning.dates:
            calendar.add_component(_event(item, date, book, asof))
    return bytes(calendar.to_ical())


def _event(item: Item, date: datetime.date, book: UnitBook, asof: datetime.date) -> Event:
    units = "、".join(map(book.label, item.reporting))
    short = item.text if len(item.text) <= _SHORT else f"{item.text[:_SHORT]}…"
    event = Event()
    event.add("uid", f"{item.document.name}-{item.id}-{date:%Y%m%d}@ygt-docs")
    event.add("dtstamp", datetime.datetime.combine(asof, datetime.time(), datetime.UTC))
    event.add("dtstart", date)
    event.add("dtend", date + datetime.timedelta(days=1))
    event.add("summary", f"{units}：{short}" if units else short)
    lines = [item.text, f"时限：{item.words}", f"单位：{units}", f"出处：{name_of(item.document)}第{item.number}项"]
    event.add("description", "\n".join(lines))
    event.add("transp", "TRANSPARENT")
    for days in _DAYS_BEFORE:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", short)
        alarm.add("trigger", datetime.timedelta(days=-days))
        event.add_component(alarm)
    return event


BY_UNIT, BY_DATE, BY_GROUP = "单位", "时间", "分组"
_ROADMAP = "路线图.svg"
_ALTERNATIVE = "按组排列的任务到期日期，圆点上面是任务序号，下面是日期"


@dataclass(frozen=True)
class UnitTasks:
    """The tasks of one unit (its 全称): those that it leads or is responsible for, and those that it supports."""

    unit: str
    leads: tuple[Item, ...]
    supports: tuple[Item, ...]


def tasks_by_unit(plans: Plans) -> list[UnitTasks]:
    """The tasks of every unit, a collective name's with each of its members, in the order of the plans."""
    leads: dict[str, list[Item]] = {}
    supports: dict[str, list[Item]] = {}
    for item in plans.items:
        for found, units in ((leads, (*item.lead, *item.units)), (supports, item.support)):
            names = [member for unit in units for member in plans.units.members(unit.name) or (unit.name,)]
            for name in dict.fromkeys(names):
                found.setdefault(name, []).append(item)
    every = dict.fromkeys([*leads, *supports])
    return [UnitTasks(name, tuple(leads.get(name, ())), tuple(supports.get(name, ()))) for name in every]


def lists(plans: Plans, base: str, by: str, unit: str, asof: datetime.date) -> list[Derived]:
    """The documents of `plans` called `base`: all lists, or with `by` one kind; with `unit` (全称) its own alone."""
    found: list[Derived] = []
    units = [each for each in tasks_by_unit(plans) if not unit or each.unit == unit]
    if by in ("", BY_UNIT):
        if not unit:
            found.append(_duties_of_all(plans, base, units))
        found += [_duties(plans, base, each) for each in units]
    chosen = plans.items
    if unit:
        own = dict.fromkeys(id(item) for each in units for item in (*each.leads, *each.supports))
        chosen = [item for item in plans.items if id(item) in own]
    if by in ("", BY_DATE):
        found.append(_timetable(plans, base, chosen, asof))
    if by in ("", BY_GROUP):
        found.append(_measures(plans, base, chosen))
        found.append(_effects(plans, base, chosen))
    return found


def _duties(plans: Plans, base: str, tasks: UnitTasks) -> Derived:
    """The 责任清单 of one unit: what it leads and what it supports stand apart."""
    label = plans.units.label(tasks.unit)
    led = any(named.name == tasks.unit for item in tasks.leads for named in item.lead)
    counted = []
    body: list[Block] = []
    for word, items in (("牵头" if led else "负责", tasks.leads), ("配合", tasks.supports)):
        if items:
            counted.append(f"{word}的任务{len(items)}项")
            body.append(_list_table(_DUTY_HEADS, _duty_rows(plans, items), _DUTY_WIDTHS, caption=f"{word}的任务"))
    basis = basis_of(item.document for item in (*tasks.leads, *tasks.supports))
    body.insert(0, f"根据{basis}，{tasks.unit}{'，'.join(counted)}。")
    return Derived(derived_name(base, "责任清单", label), manuscript(f"{tasks.unit}责任清单", plans, body))


_DUTY_HEADS = ("序号", "任务", "完成时限", "评价标准", "责任单位", "出处")
_DUTY_WIDTHS = (11, 40, 22, 36, 27, 20)


def _duty_rows(plans: Plans, items: Sequence[Item]) -> Iterator[tuple[str, ...]]:
    for number, item in enumerate(items, start=1):
        yield str(number), item.text, item.words, criteria_words(item), units_words(item, plans), origin(item)


def _duties_of_all(plans: Plans, base: str, units: Sequence[UnitTasks]) -> Derived:
    """All units in one table; each row names its unit, so that a page that goes on in the middle of one says whose."""
    heads = ("责任单位", "序号", "任务", "完成时限", "责任", "出处")
    rows: list[tuple[str, ...]] = []
    for each in units:
        number = 0
        for word, items in (("负责", each.leads), ("配合", each.supports)):
            for item in items:
                number += 1
                leads = any(named.name == each.unit for named in item.lead)
                role = "牵头" if leads else word
                rows.append((plans.units.label(each.unit), str(number), item.text, item.words, role, origin(item)))
    basis = basis_of(plan.document for plan in plans.plans)
    words = f"根据{basis}，{len(plans.items)}项任务由下列{len(units)}个单位承担。"
    body: list[Block] = [words, _list_table(heads, rows, (22, 11, 60, 22, 11, 30))]
    return Derived(derived_name(base, "责任清单"), manuscript("责任清单", plans, body))


def _list_table(heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int], **words: Any) -> Block:
    """A table of a list: with the title on one upright page, so in the smaller size."""
    return table(heads, rows, widths, size="小五", **words)


def _timetable(plans: Plans, base: str, items: Sequence[Item], asof: datetime.date) -> Derived:
    """All tasks by the day on which they are due; those without a day in a list of their own."""
    dated = sorted(((date, item) for item in items for date in item.meaning.dates), key=lambda one: one[0])
    body: list[Block] = [f"根据{basis_of(item.document for item in items)}，各项任务按到期日期排列如下。"]
    heads = ("到期日期", "序号", "任务", "完成时限", "责任单位", "出处")
    if dated:
        body.append({"图": {"文件": _ROADMAP, "题": "任务路线图", "宽": "150", "替代文字": _ALTERNATIVE}})
        rows = []
        for number, (date, item) in enumerate(dated, start=1):
            rows.append((f"{date.year}年{date.month}月{date.day}日", str(number), *_of_date(item, plans)))
        body.append(_list_table(heads, rows, (27, 11, 46, 22, 27, 23), caption="按日期排列的任务", merged=True))
    undated = [item for item in items if not item.meaning.dates]
    if undated:
        others = [(str(number), *_of_date(item, plans)) for number, item in enumerate(undated, start=1)]
        body.append(_list_table(heads[1:], others, (11, 60, 26, 32, 27), caption="长期坚持和没有写明日期的任务"))
    files = {_ROADMAP: roadmap_svg(items, asof)}
    return Derived(derived_name(base, "时间表"), manuscript("时间表", plans, body), files)


def _of_date(item: Item, plans: Plans) -> tuple[str, str, str, str]:
    return item.text, item.words, units_words(item, plans), origin(item)


def _measures(plans: Plans, base: str, items: Sequence[Item]) -> Derived:
    """What is to be done for each task, step by step as its criteria say, with room for office and person."""
    heads = ("序号", "任务", "措施", "责任单位", "完成时限", "责任科室", "责任人")
    rows = []
    for number, item in enumerate(items, start=1):
        rows.append((str(number), item.text, criteria_words(item), units_words(item, plans), item.words, "", ""))
    words = f"根据{basis_of(item.document for item in items)}，各项任务的措施按评价标准逐条列出，责任科室和责任人由责任单位填写。"
    body: list[Block] = [words, _list_table(heads, rows, (11, 33, 36, 28, 22, 12, 14))]
    return Derived(derived_name(base, "措施清单"), manuscript("措施清单", plans, body))


def _effects(plans: Plans, base: str, items: Sequence[Item]) -> Derived:
    """What each task is to bring about, and how that is looked at."""
    heads = ("序号", "任务", "应达到的效果", "评价方法", "完成时限", "责任单位", "完成情况")
    rows = []
    for number, item in enumerate(items, start=1):
        rows.append(
            (str(number), item.text, criteria_words(item), item.method, item.words, units_words(item, plans), "")
        )
    words = (
        f"根据{basis_of(item.document for item in items)}，各项任务应达到的效果和评价方法如下，完成情况由责任单位填写。"
    )
    body: list[Block] = [words, _list_table(heads, rows, (11, 33, 33, 17, 22, 28, 12))]
    return Derived(derived_name(base, "效果清单"), manuscript("效果清单", plans, body))


_COLUMNS = (
    Column("序号", 6, centred=True),
    Column("任务", 50),
    Column("完成时限", 14, centred=True),
    Column("到期日期", 12, centred=True, date=True),
    Column("责任", 8, centred=True),
    Column("评价标准", 40),
    Column("出处", 30),
)


def unit_workbook(plans: Plans, unit: str) -> bytes:
    """The tasks by unit as a workbook, a sheet each; with `unit` (全称) its own alone. Raises UserError L301."""
    book = Workbook()
    del book["Sheet"]
    for each in tasks_by_unit(plans):
        if unit and each.unit != unit:
            continue
        sheet = book.create_sheet(sheet_name(plans.units.label(each.unit), book.sheetnames))
        put_title(sheet, 1, f"{each.unit}责任清单", len(_COLUMNS))
        put_head(sheet, 2, _COLUMNS)
        for row, values in enumerate(_sheet_rows(each), start=3):
            for column, value in enumerate((str(row - 2), *values), start=1):
                put(cell_at(sheet, row, column), value, _COLUMNS[column - 1])
        fit_rows(sheet, 2, _COLUMNS)
        set_up_page(sheet)
    return saved(book)


def _sheet_rows(tasks: UnitTasks) -> Iterator[tuple[str | datetime.date | None, ...]]:
    for word, items in (("责任", tasks.leads), ("配合", tasks.supports)):
        for item in items:
            leads = any(named.name == tasks.unit for named in item.lead)
            role = "牵头" if leads else word
            yield item.text, item.words, item.due, role, criteria_words(item), origin(item)
