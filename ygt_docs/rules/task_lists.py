"""Task lists (任务清单) by themselves and against the rest: units, deadlines, indicators, the steps in the text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ygt_docs.notice.document import Document
from ygt_docs.notice.model import ColumnTitles, Indicator, Steps, Task, TaskTable
from ygt_docs.problems import Place, Problems, lines_named
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
    other = _head_of_no_tasks(table)
    if other is not None:
        heads = ", ".join(str(title) for title in _titles(table) if title)
        problems.add("T175", other.place, found=other, heads=heads)


def _head_of_no_tasks(table: TaskTable) -> Text | None:
    """The head that tells that the rows are no tasks; None: they may be."""
    for title in _titles(table):
        if title and _NO_TASKS.search(title):
            return title
    return None


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


_UNIT_KEYS = ("责任单位", "牵头", "配合")
_SIGNS = re.compile(r"[\W_]+")
_ALIKE, _SAME, _CLEARLY = 0.6, 0.8, 0.15
_SHORTEST = 6  # characters below which likeness says nothing
_SHOWN = 20


def check_task_lists(document: Document, problems: Problems) -> None:
    """Every task list of the document; what concerns several tasks is one finding."""
    tables = []
    for table in find_all(document.notice, TaskTable):
        if table.holds_tasks and _head_of_no_tasks(table) is None:
            tables.append(table)
    tasks = [task for table in tables for task in find_all(table, Task)]
    if not tasks:
        return
    _check_deadlines(tasks, problems)
    _check_doubles(tasks, problems)
    _check_units(tasks, document, problems)
    _check_addressees(tasks, document, problems)
    _check_steps(tables, document, problems)


def _check_deadlines(tasks: list[Task], problems: Problems) -> None:
    """Where most tasks have a deadline, those without one were probably forgotten."""
    without = [task for task in tasks if task.deadline is None and "时限" not in task.same_as_above]
    if without and 2 * len(without) < len(tasks):
        places = [task.task.place for task in without]
        task = str(without[0].task)[:_SHOWN]
        problems.add("T701", places[0], task=task, count=len(without), lines=lines_named(places))


def _check_doubles(tasks: list[Task], problems: Problems) -> None:
    """Two tasks that say the same."""
    first: dict[str, Task] = {}
    for task in tasks:
        key = _SIGNS.sub("", task.task)
        known = first.setdefault(key, task)
        if known is not task and len(key) >= _SHORTEST:
            problems.add("T702", task.task.place, task=str(task.task)[:_SHOWN], line=known.task.place.line)


def _units_of(tasks: list[Task]) -> Iterator[Text]:
    for task in tasks:
        yield from (*task.units, *task.lead_units, *task.support_units)


def _check_units(tasks: list[Task], document: Document, problems: Problems) -> None:
    """Units that nobody is known by: good to know, and doubtful once there is a list of all units."""
    book = document.units
    unknown: dict[str, Place] = {}
    for typed in _units_of(tasks):
        for unit in book.named([typed]):
            if book.is_unknown(unit.name):
                unknown.setdefault(unit.name, typed.place)
    if unknown:
        code = "T704" if book.complete else "T703"
        problems.add(
            code, next(iter(unknown.values())), count=len(unknown), units="、".join(unknown), run=document.call
        )


def _check_addressees(tasks: list[Task], document: Document, problems: Problems) -> None:
    """Units with tasks that the document is not sent to; only where every addressee is one known unit."""
    book = document.units
    addressees = book.named(document.notice.addressees)
    if not addressees or any(book.find(each.name) is None or book.members(each.name) for each in addressees):
        return
    sent = set()
    for each in (*addressees, *book.named(_copies(document))):
        sent.add(each.name)
    for organ in document.organs:
        sent.add(str(organ.name))
    missing: dict[str, Place] = {}
    for typed in _units_of(tasks):
        for unit in book.named([typed]):
            if unit.name not in sent and book.find(unit.name) is not None:
                missing.setdefault(unit.name, typed.place)
    if missing:
        problems.add("T705", next(iter(missing.values())), units="、".join(missing))


def _copies(document: Document) -> list[str]:
    imprint = document.notice.imprint
    if imprint is None:
        return []
    copies: list[str] = []
    for name in imprint.copies_to:
        copies.append(str(name))
    return copies


@dataclass(frozen=True)
class _Step:
    """One thing that a step of the text asks for, by when."""

    text: Text
    date: datetime.date
    words: str


def _check_steps(tables: list[TaskTable], document: Document, problems: Problems) -> None:
    """A task whose deadline is another than that of the step in the text that asks for the same.

    Plans word a task and its step differently: where they are much alike it is good to know, where they are the same
    words the two dates contradict each other.
    """
    steps = list(_steps_of(document))
    if not steps:
        return
    pairs = [_pairs(str(step.text)) for step in steps]
    for task, date in _dated(tables):
        own = _pairs(str(task.task))
        shares = sorted(((_share(own, other), number) for number, other in enumerate(pairs)), reverse=True)
        share, best = shares[0]
        others = []
        for one, number in shares:
            if steps[number].date != steps[best].date:
                others.append(one)
        if share < _ALIKE or (others and others[0] > share - _CLEARLY) or steps[best].date == date:
            continue
        step = steps[best]
        problems.add(
            "T707" if share >= _SAME else "T706",
            task.task.place,
            task=str(task.task)[:_SHOWN],
            found=date.isoformat(),
            words=step.words,
            line=step.text.place.line,
            file=step.text.place.file,
        )


def _steps_of(document: Document) -> Iterator[_Step]:
    for steps in find_all(document.notice, Steps):
        for step in steps.steps:
            for part in step.parts:
                if part.deadline is None or part.deadline.date is None:
                    continue
                texts = [*part.items, *([] if part.text is None else part.text.lines())]
                for text in texts:
                    yield _Step(text, part.deadline.date, str(part.deadline.words))


def _dated(tables: list[TaskTable]) -> Iterator[tuple[Task, datetime.date]]:
    """The tasks with the day that is theirs, their own or that of the row above."""
    for table in tables:
        for group in table.groups:
            date: datetime.date | None = None
            for task in group.tasks:
                if "时限" not in task.same_as_above:
                    date = None if task.deadline is None else task.deadline.date
                if date is not None:
                    yield task, date


def _pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text, without signs."""
    plain = _SIGNS.sub("", text)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def _share(one: frozenset[str], two: frozenset[str]) -> float:
    """How much of the shorter text stands in the other."""
    least = min(len(one), len(two))
    if least >= _SHORTEST:
        return len(one & two) / least
    return 0.0
