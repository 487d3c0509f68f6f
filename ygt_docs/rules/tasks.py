"""Task table (任务清单): units that are missing or named twice; indicators (指标) whose unit is typed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ygt_docs.notice.document import Document
from ygt_docs.notice.model import ColumnTitles, Indicator, Task, TaskTable
from ygt_docs.problems import Problems, lines_named
from ygt_docs.reading.text import Text
from ygt_docs.rules.written import find_all

_UNIT_COLUMNS = {"责任单位", "牵头"}
_NO_TASKS = re.compile("姓名|性别|年龄|电话|手机|职务|职称|学历|金额|数量|单价|规格|型号|地址|学校|班级|车牌")


def check_tasks(document: Document, problems: Problems) -> None:
    """Every task of every table; units that are missing are one finding."""
    without: list[Task] = []
    for table in find_all(document.notice, TaskTable):
        _check_meaning(table, problems)
        tasks = list(find_all(table, Task))
        with_units = any(task.units or task.lead_units for task in tasks)
        for task in tasks:
            merged = _UNIT_COLUMNS & set(task.same_as_above)
            if with_units and not (task.units or task.lead_units or merged):
                without.append(task)
            _check_twice(task, problems)
    if without:
        places = [task.task.place for task in without]
        first = without[0].task[:20]
        problems.add("T172", places[0], task=first, count=len(without), lines=lines_named(places))


def _check_meaning(table: TaskTable, problems: Problems) -> None:
    """A table of something else than tasks, told by its heads, is laid out as it is; 表 would fit it better (T175)."""
    titles = []
    for title in _titles(table):
        if title:
            titles.append(title)
    other = next((title for title in titles if _NO_TASKS.search(title)), None)
    if other is not None:
        heads = ", ".join(map(str, titles))
        problems.add("T175", other.place, found=other, heads=heads)


def _titles(table: TaskTable) -> Iterator[Text]:
    """The heads that were typed, in the order of their columns."""
    for name in ColumnTitles.model_fields:
        title = getattr(table.columns, name) if table.columns is not None else None
        if title is not None:
            yield title


def _check_twice(task: Task, problems: Problems) -> None:
    seen: set[str] = set()
    for item in (*task.units, *task.lead_units, *task.support_units):
        for unit in _names(item):
            if unit in seen:
                problems.add("T173", item.place, unit=unit, task=task.task[:20])
            seen.add(unit)


def _names(item: Text) -> list[str]:
    names: list[str] = []
    for name in item.split("、"):
        if name:
            names.append(name)
    return names


def check_goals(document: Document, problems: Problems) -> None:
    """75% with the unit % would print 75%%."""
    for indicator in find_all(document.notice, Indicator):
        value, unit = indicator.value, indicator.unit
        if unit and value.endswith(unit):
            problems.add("T174", value.place, value=value, unit=unit, right=value.removesuffix(unit) or "75")
