"""The task table (任务清单): units that are missing or named twice."""

from __future__ import annotations

from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Task, TaskTable
from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text
from ygt_docs.rules.written import find_all, lines_named

_UNIT_COLUMNS = {"责任单位", "牵头"}


def check_tasks(document: Document, problems: Problems) -> None:
    """Every task of every table; units that are missing are one finding."""
    without: list[Task] = []
    for table in find_all(document.notice, TaskTable):
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


def _check_twice(task: Task, problems: Problems) -> None:
    seen: set[str] = set()
    for item in (*task.units, *task.lead_units, *task.support_units):
        for unit in _names(item):
            if unit in seen:
                problems.add("T173", item.place, unit=unit, task=task.task[:20])
            seen.add(unit)


def _names(item: Text) -> list[str]:
    return [name for name in item.split("、") if name]
