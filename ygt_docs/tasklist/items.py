"""The tasks of a document, one record each: from its task tables, else from paragraphs that name their units."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic_core import PydanticCustomError

from ygt_docs.compose.table import TaskNumbers
from ygt_docs.notice.deadlines import NO_MEANING, Meaning, meaning_of
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import PLAIN_KINDS, Appendix, Notice, Promulgated, Task, TaskGroup, TaskTable
from ygt_docs.notice.registering import NumberedTask, TaskIds
from ygt_docs.notice.responsible import ResponsibleUnits, responsible_units, units_in_cell
from ygt_docs.notice.units import Named, UnitBook
from ygt_docs.problems import Place, Problems
from ygt_docs.reading.text import Text
from ygt_docs.rules.written import printed_lines

Keys = tuple[str | int, ...]
_CLAUSES = re.compile("[，。；：（）]")
_BEGINS_WITH_DEADLINE = re.compile("(?:力争|争取|确保|到|在|于)*([^、]{1,14}?(?:底前|前|年内|底))")


@dataclass(frozen=True)
class Item:
    """One task of a document, with what 同上 takes from the rows above it.

    `keys` lead to it in the document (() for a task in the text). `id` None: it has no 编号 yet. `lead` and `support`
    are the units that its plan names apart, `units` those without roles; all by their 全称.
    """

    document: Document
    keys: Keys
    place: Place
    id: str | None
    number: str
    group: str
    table: str
    text: str
    words: str = ""
    meaning: Meaning = NO_MEANING
    criteria: tuple[str, ...] = ()
    method: str = ""
    lead: tuple[Named, ...] = ()
    support: tuple[Named, ...] = ()
    units: tuple[Named, ...] = ()
    source: str = ""
    leader: str = ""

    @property
    def due(self) -> datetime.date | None:
        """The day by which it is to be done (None: it has no day)."""
        return self.meaning.due

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other task: the document's name and its 编号."""
        return self.document.name, self.id or ""

    @property
    def reporting(self) -> tuple[str, ...]:
        """The units that report on it: those that lead, or all where the plan tells no roles."""
        found: list[str] = []
        for unit in self.lead or self.units or self.support:
            found.append(unit.name)
        return tuple(found)

    @property
    def everybody(self) -> tuple[Named, ...]:
        """Every unit that is named, those that lead first."""
        return (*self.lead, *self.units, *self.support)

    @property
    def where(self) -> str:
        """Where it stands in its plan, in words."""
        part = f"“{self.table}”" if self.table else "正文"
        group = f"“{self.group}”" if self.group else ""
        number = f"第{self.number}项" if self.number else ""
        return f"{name_of(self.document)}{part}{group}{number}"


def name_of(document: Document) -> str:
    """A document as other documents name it: 《标题》（发文字号）."""
    notice = document.notice
    if notice.number is not None and notice.number.serial is not None:
        number = f"（{notice.number}）"
    else:
        number = ""
    return f"《{title_of(document)}》{number}"


def title_of(document: Document) -> str:
    """The title of the plan: of what a 通知 passes on, else its own."""
    notice = document.notice
    return "".join(notice.promulgated.title if notice.promulgated is not None else notice.title) or document.name


def named_in_progress(notice: Notice) -> str:
    """What files about its progress call a document: its 发文字号, else its title."""
    if notice.number is not None and notice.number.serial is not None:
        return str(notice.number)
    return "".join(notice.title)


def year_of(notice: Notice) -> int | None:
    """The year that deadlines without one belong to (None: nobody says)."""
    if notice.number is not None:
        return notice.number.year
    if notice.date is None:
        return None
    return notice.date.year


def tables_of(document: Document) -> Iterator[tuple[Keys, Appendix, TaskTable]]:
    """Every task list of a document with the keys that lead to it; agendas and timetables are none."""
    for keys, appendix in _appendices(document.notice, ()):
        if appendix.table is not None and appendix.table.holds_tasks:
            yield (*keys, "任务表"), appendix, appendix.table


def _appendices(value: object, keys: Keys) -> Iterator[tuple[Keys, Appendix]]:
    if isinstance(value, Appendix):
        yield keys, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _appendices(item, (*keys, index))
    elif isinstance(value, (Notice, Promulgated)):
        for name, field in type(value).model_fields.items():
            yield from _appendices(getattr(value, name), (*keys, field.alias or name))


def items_of(document: Document, ids: TaskIds | None = None) -> list[Item]:
    """The tasks of a document in order; `ids` are those of 进展/编号.yaml (None: there is no such file).

    A document without a task list has the paragraphs of its text that end in the units responsible (（甲局牵头）).
    """
    numbered = _Numbered([] if ids is None else ids.tasks)
    found: list[Item] = []
    for keys, appendix, table in tables_of(document):
        title = "".join(appendix.title or []) or str(appendix.name)
        found += _of_table(document, keys, title, table, numbered)
    if found or document.notice.kind in PLAIN_KINDS:
        return found
    return list(_of_text(document, numbered))


class _Numbered:
    """The 编号 of 进展/编号.yaml: each goes to the first task with its text that has none."""

    def __init__(self, tasks: Iterable[NumberedTask]) -> None:
        self._ids: dict[str, list[str]] = {}
        for task in tasks:
            self._ids.setdefault(str(task.task), []).append(str(task.id))

    def take(self, text: str) -> str | None:
        """The 编号 of the next task called `text` (None: it has none)."""
        waiting = self._ids.get(text)
        return waiting.pop(0) if waiting else None


def _of_table(document: Document, keys: Keys, title: str, table: TaskTable, numbered: _Numbered) -> list[Item]:
    numbers, items = TaskNumbers(Problems()), []
    for index, group in enumerate(table.groups):
        if group.restart:
            numbers.restart()
        above = _Above()
        for row, task in enumerate(group.tasks):
            above.see(task)
            at = (*keys, "组", index, "任务", row)
            items.append(_of_task(document, at, title, group, task, numbers.next(task), above, numbered))
    return items


@dataclass
class _Above:
    """What the columns that may be merged hold in this row, their own or that of the rows above."""

    deadline: Any = None
    criteria: tuple[str, ...] = ()
    method: str = ""
    units: tuple[Text, ...] = ()
    lead: tuple[Text, ...] = ()
    support: tuple[Text, ...] = ()

    def see(self, task: Task) -> None:
        """Go on to the row of `task`."""
        same = set(task.same_as_above)
        if "时限" not in same:
            self.deadline = task.deadline
        if "评价标准" not in same:
            self.criteria = tuple(map(str, task.criteria))
        if "评价方法" not in same:
            self.method = str(task.method or "")
        if "责任单位" not in same:
            self.units = tuple(task.units)
        if "牵头" not in same:
            self.lead = tuple(task.lead_units)
        if "配合" not in same:
            self.support = tuple(task.support_units)


def _of_task(
    document: Document,
    keys: Keys,
    title: str,
    group: TaskGroup,
    task: Task,
    number: str,
    above: _Above,
    numbered: _Numbered,
) -> Item:
    book, deadline = document.units, above.deadline
    units, lead, support = map(book.named, (above.units, above.lead, above.support))
    told = units_in_cell(above.units)
    if told.all:
        units, lead, support = _by_role(told, book)
    if not (units or lead or support):
        units, lead, support = _by_role(responsible_units(task.task), book)
    words = "" if deadline is None else str(deadline.words)
    return Item(
        document,
        keys,
        task.task.place,
        str(task.id) if task.id else numbered.take(str(task.task)),
        number,
        str(group.heading or ""),
        title,
        str(task.task),
        words,
        _meaning(words, None if deadline is None else deadline.date, year_of(document.notice)),
        above.criteria,
        above.method,
        tuple(lead),
        tuple(support),
        tuple(units),
        str(task.source or ""),
        str(task.leader or ""),
    )


def _by_role(found: ResponsibleUnits, book: UnitBook) -> tuple[list[Named], list[Named], list[Named]]:
    """Units without a role, that lead, and that support."""
    return book.named(found.units), book.named(found.lead), book.named(found.support)


def _meaning(words: str, typed: datetime.date | None, year: int | None) -> Meaning:
    """What a deadline means; a date that was typed beside the words is its last one."""
    try:
        meant = meaning_of(words, year)
    except PydanticCustomError:
        meant = NO_MEANING  # a day that no calendar has is told by the build
    if typed is None:
        return meant
    before = tuple(date for date in meant.dates if date < typed)
    return Meaning((*before, typed), meant.start, meant.ongoing, meant.recurring)


def _of_text(document: Document, numbered: _Numbered) -> Iterator[Item]:
    notice = document.notice
    bodies = [notice.body]
    if notice.promulgated is not None:
        bodies.append(notice.promulgated.body)
    count = 0
    for body in bodies:
        for line in printed_lines(body):
            if not responsible_units(line.text).all:
                continue
            count += 1
            yield _of_line(document, line.text, str(count), numbered)


def _of_line(document: Document, text: Text, number: str, numbered: _Numbered) -> Item:
    units, lead, support = _by_role(responsible_units(text), document.units)
    words, meant = _deadline_in(text, year_of(document.notice))
    return Item(
        document,
        (),
        text.place,
        numbered.take(str(text)),
        number,
        "",
        "",
        str(text),
        words,
        meant,
        lead=tuple(lead),
        support=tuple(support),
        units=tuple(units),
    )


def _deadline_in(text: str, year: int | None) -> tuple[str, Meaning]:
    """The first deadline that a clause of `text` begins with (6月底前，…), and what it means; "" for none."""
    for clause in _CLAUSES.split(text):
        found = _BEGINS_WITH_DEADLINE.match(clause)
        meant = NO_MEANING if found is None else _meaning(found[1], None, year)
        if found is not None and meant.dates:
            return found[1], meant
    return "", NO_MEANING
