"""What an edited sheet changes of tasks.yaml (--from): told by 编号, one change each."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

from ygt_docs.notice.model import Task, TaskTable
from ygt_docs.problems import Place, Problems
from ygt_docs.tasklist.grid import Sheet
from ygt_docs.tasklist.items import Keys
from ygt_docs.tasklist.returned import Group, ReturnedTable, Row, read_table
from ygt_docs.tasklist.store import Plan
from ygt_docs.tasklist.table_cells import ABOVE, DATE, DEADLINE, ID, NUMBER, TASK, cells_of

_SHOWN = 24


class Kind(StrEnum):
    """What a change does to the table."""

    CELL = "改"
    HEADING = "改组名"
    ADDED = "加"
    REMOVED = "删"
    MOVED = "移"


@dataclass(frozen=True)
class Change:
    """One change. `identity` is the 编号 of its task (of a group: its index from 0), `row` its row in the sheet.

    `conflict`: tasks.yaml was changed there since the sheet went out, so that taking it would undo that.
    """

    kind: Kind
    identity: str
    what: str
    place: Place
    key: str = ""
    old: str = ""
    new: str = ""
    row: Row | None = None
    conflict: bool = False

    def __str__(self) -> str:
        where = f"{self.place}：" if str(self.place) else ""
        said = f"{where}{self.kind} {self.what}"
        if self.kind in (Kind.CELL, Kind.HEADING):
            said += f"\n    原来：{_shown(self.old)}\n    现在：{_shown(self.new)}"
        if self.conflict:
            said += "\n    注意：导出以后 tasks.yaml 里这一处也改过，写回会覆盖那边的改动"
        return said


def _shown(text: str) -> str:
    if text == ABOVE:
        return "与上一行合并"
    return text.replace("\n", "／") or "（空）"


@dataclass
class TableChange:
    """One table of a document with the sheet that came back for it, and what differs.

    `where` are group and row of each task in tasks.yaml, by its 编号.
    """

    keys: Keys
    table: TaskTable
    returned: ReturnedTable
    where: dict[str, tuple[int, int]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    def task(self, identity: str) -> Task:
        """The task with that 编号."""
        group, row = self.where[identity]
        return self.table.groups[group].tasks[row]


def table_change(
    keys: Keys,
    table: TaskTable,
    sheets: list[Sheet],
    plan: Plan,
    base: dict[str, dict[str, str]],
    problems: Problems,
) -> TableChange | None:
    """What the sheet that came back for `table` changes; it is told by the 编号 of its rows, whatever it is called now.

    `base` is what each task said when the table went out, by 编号. None: no sheet holds the table. Faults of its cells
    are added to `problems`.
    """
    ids = set()
    for item in plan.items:
        if item.keys[: len(keys)] == keys and item.id:
            ids.add(item.id)
    best: tuple[int, Sheet] | None = None
    for sheet in sheets:
        known = sum(sheet.text(row, column) in ids for row, column in sheet.raw.cells)
        if known and (best is None or known > best[0]):
            best = known, sheet
    if best is None:
        return None
    returned = read_table(best[1], table.columns, problems)
    if returned is None:
        return None
    made = TableChange(keys, table, returned)
    comparing = _Comparing(made, plan, base, problems)
    made.changes = list(comparing.changes())
    return made


class _Comparing:
    """The rows of a sheet held against the tasks that are in tasks.yaml now."""

    def __init__(self, table: TableChange, plan: Plan, base: dict[str, dict[str, str]], problems: Problems) -> None:
        self._table, self._base, self._problems = table, base, problems
        self._where = table.where
        self._elsewhere = {item.id for item in plan.items}
        ids = {}
        for item in plan.items:
            ids[item.keys] = item.id or ""
        for index, group in enumerate(table.table.groups):
            for row in range(len(group.tasks)):
                self._where[ids[*table.keys, "组", index, "任务", row]] = index, row

    def changes(self) -> Iterator[Change]:
        """All changes, in the order of the sheet; what was taken out comes last."""
        self._split()
        rows = self._table.returned.rows
        seen = {row.id for row in rows if row.id}
        moved = self._moved()
        for group in self._table.returned.groups:
            yield from self._heading(group)
            for row in group.rows:
                if not row.id:
                    yield Change(Kind.ADDED, "", f"任务「{_short(row.cells[TASK])}」", row.place, row=row)
                    continue
                if row.id in moved:
                    yield Change(Kind.MOVED, row.id, f"任务「{_short(row.cells[TASK])}」的位置", row.place, row=row)
                yield from self._cells(row)
        for identity in self._where:
            if identity not in seen:
                task = self._table.task(identity)
                yield Change(Kind.REMOVED, identity, f"任务「{_short(task.task)}」", task.task.place)

    def _split(self) -> None:
        """A row that was copied bears the 编号 of another: the one most like the task keeps it, the others are new.

        A 编号 that no task has is a fault of the sheet.
        """
        by_id: dict[str, list[Row]] = {}
        for row in self._table.returned.rows:
            if row.id and row.id not in self._where:
                code = "L314" if row.id in self._elsewhere else "L313"
                self._problems.add(code, row.places[ID], found=row.id)
            elif row.id:
                by_id.setdefault(row.id, []).append(row)
        for rows in by_id.values():
            keeps = max(rows, key=self._likeness)
            for row in rows:
                if row is not keeps:
                    row.id = ""

    def _likeness(self, row: Row) -> float:
        return SequenceMatcher(None, row.cells[TASK], self._table.task(row.id).task).ratio()

    def _moved(self) -> set[str]:
        """The tasks that stand elsewhere: in another group, or not in the longest run that kept its order."""
        order = {identity: number for number, identity in enumerate(self._where)}
        moved: set[str] = set()
        for group in self._table.returned.groups:
            stay = [row.id for row in group.rows if row.id in order and self._where[row.id][0] == group.index]
            moved |= {row.id for row in group.rows if row.id in order and row.id not in stay}
            kept = _longest_rising([order[identity] for identity in stay])
            moved |= {identity for identity in stay if order[identity] not in kept}
        return moved

    def _heading(self, group: Group) -> Iterator[Change]:
        groups = self._table.table.groups
        if group.index is None or group.index >= len(groups):
            return
        before = str(groups[group.index].heading or "")
        if group.heading != before:
            yield Change(Kind.HEADING, str(group.index), "组的标题", group.place, "标题", before, group.heading)

    def _cells(self, row: Row) -> Iterator[Change]:
        if row.id not in self._where:
            return
        task = self._table.task(row.id)
        now, was = cells_of(task), self._base.get(row.id, {})
        for key, value in row.cells.items():
            before = now[key]
            if key == NUMBER and not before:
                continue  # it is counted, not typed
            if key == DATE and (ABOVE in (value, row.cells.get(DEADLINE)) or (before == ABOVE and not value)):
                continue  # it goes with the deadline
            if _same(value, before) or _same(value, was.get(key, before)):
                continue
            conflict = key in was and not _same(was[key], before)
            place = row.places.get(key, row.place)
            yield Change(
                Kind.CELL, row.id, f"任务「{_short(task.task)}」的{key}", place, key, before, value, row, conflict
            )


def _same(one: str, two: str) -> bool:
    """Whether two cells say the same: blanks at the ends of lines mean nothing."""
    return [line.strip() for line in one.split("\n") if line.strip()] == [
        line.strip() for line in two.split("\n") if line.strip()
    ]


def _short(text: str) -> str:
    if len(text) <= _SHOWN:
        return text
    return f"{text[:_SHOWN]}…"


def _longest_rising(numbers: list[int]) -> set[int]:
    """The members of a longest rising run of `numbers`."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect.bisect_left(ends, number)
        before[number] = tails[at - 1] if at else None
        ends[at : at + 1] = [number]
        tails[at : at + 1] = [number]
    found: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found
