"""What an edited sheet changes of tasks.yaml (--from): told by 编号, one change each, taken or left one by one."""

from __future__ import annotations

import bisect
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from pathlib import Path

from ygt_docs.editing import CannotPlaceError, List, Map, Node, Scalar, new
from ygt_docs.files import write_all
from ygt_docs.notice import load_content
from ygt_docs.notice.model import Task, TaskTable
from ygt_docs.notice.organs import ORGANS
from ygt_docs.notice.progress import IDS, TaskIds
from ygt_docs.notice.units import UNITS
from ygt_docs.problems import Place, Problems, UserError, problem
from ygt_docs.project import Project
from ygt_docs.tasklist.grid import Sheet, read_workbook
from ygt_docs.tasklist.ids import NextIds, OwnFiles
from ygt_docs.tasklist.items import Keys, named_in_progress, tables_of
from ygt_docs.tasklist.returned import Group, ReturnedTable, Row, base_of, read_table
from ygt_docs.tasklist.store import Plan, write_model
from ygt_docs.tasklist.table_cells import ABOVE, DATE, DEADLINE, ID, NUMBER, TASK, cells_of, change, new_task

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


@dataclass
class Returned:
    """What a workbook would change of a document; nothing is written before :meth:`write`."""

    plan: Plan
    project: Project
    tables: list[TableChange]
    problems: Problems

    @property
    def changes(self) -> list[Change]:
        """All changes of all tables."""
        return [change for table in self.tables for change in table.changes]

    def write(self, taken: Sequence[Change]) -> tuple[Path, ...]:
        """Write the changes `taken`, all files or none; the files that changed.

        Raises UserError L311 where tasks.yaml has no room for one, L312 where the result would have errors, U106.
        """
        own = OwnFiles(self.plan.document, self.project)
        chosen = {id(item) for item in taken}
        ids = NextIds(self.plan)
        try:
            for table in self.tables:
                _Applying(own, table, [item for item in table.changes if id(item) in chosen], ids).apply()
            files: dict[Path, bytes | None] = dict(own.changed())
        except CannotPlaceError as error:
            raise UserError([problem("L311", why=error.why)]) from None
        self._check(files)
        files.update(self._ids_beside(taken))
        write_all(files)
        return tuple(files)

    def _check(self, files: dict[Path, bytes | None]) -> None:
        """Raise UserError L312 where the document would have errors that it has not now."""
        document = self.plan.document
        with tempfile.TemporaryDirectory() as folder:
            content = Path(folder) / "content"
            copies: dict[Path, bytes | None] = {}
            for path in document.sources:
                if path.is_file() and path.parent == document.folder:
                    copies[content / document.name / path.name] = files.get(path) or path.read_bytes()
            for name in (ORGANS, UNITS):
                if (document.folder.parent / name).is_file():
                    copies[content / name] = (document.folder.parent / name).read_bytes()
            write_all(copies)
            loaded = load_content(content, self.project, document.name).documents[0]
        if loaded.problems.errors:
            told = [problem("L312", Place(), why=item.message) for item in loaded.problems.errors]
            raise UserError(told)

    def _ids_beside(self, taken: Sequence[Change]) -> dict[Path, bytes | None]:
        """进展/编号.yaml of an issued document, which tells tasks by their text, with the texts that are new."""
        if self.plan.ids is None:
            return {}
        texts = {item.identity: item.new for item in taken if item.kind is Kind.CELL and item.key == TASK}
        gone = {item.identity for item in taken if item.kind is Kind.REMOVED}
        inside = {str(task.id) for _, _, table in tables_of(self.plan.document) for task in _tasks(table) if task.id}
        tree = {
            "公文": named_in_progress(self.plan.document.notice),
            "任务": [
                {"编号": str(task.id), "任务": texts.get(str(task.id), str(task.task))}
                for task in self.plan.ids.tasks
                if task.id not in gone and task.id not in inside
            ],
        }
        path = self.plan.folder / IDS
        data = write_model(path, tree, TaskIds, self.project)
        return {} if not tree["任务"] or path.read_bytes() == data else {path: data}


def _tasks(table: TaskTable) -> list[Task]:
    return [task for group in table.groups for task in group.tasks]


def read_back(path: Path, plan: Plan, project: Project) -> Returned:
    """What the workbook `path` changes of the task tables of `plan`.

    Raises UserError L302 for a file that cannot be read, L310 where no sheet holds a table of the document, and
    every fault of its cells.
    """
    problems = Problems()
    shown = project.shown(path)
    sheets = read_workbook(path, shown)
    base = base_of(sheets)
    visible = [sheet for sheet in sheets if not sheet.hidden]
    found = [
        table
        for table in (
            _returned(keys, table, visible, plan, base, problems) for keys, _, table in tables_of(plan.document)
        )
        if table is not None
    ]
    if problems.errors:
        raise UserError(problems)
    if not found:
        raise UserError([problem("L310", Place(shown), name=plan.document.name)])
    return Returned(plan, project, found, problems)


def _returned(
    keys: Keys,
    table: TaskTable,
    sheets: list[Sheet],
    plan: Plan,
    base: dict[str, dict[str, str]],
    problems: Problems,
) -> TableChange | None:
    """The sheet that came back for `table`, told by the 编号 of its rows, whatever it is called now."""
    ids = {item.id for item in plan.items if item.keys[: len(keys)] == keys and item.id}
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
        ids = {item.keys: item.id or "" for item in plan.items}
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
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


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


class _Applying:
    """Changes of one table put into the tree of tasks.yaml."""

    def __init__(self, own: OwnFiles, table: TableChange, taken: list[Change], ids: NextIds) -> None:
        self._table, self._taken, self._ids = table, taken, ids
        groups = own.tree.at(*table.keys, "组")
        assert isinstance(groups, List)
        self._groups = groups
        self._typed = list(groups.items)
        self._nodes: dict[str, Map] = {}
        self._made: dict[int, Map] = {}

    def apply(self) -> None:
        """Put all changes in. Raises CannotPlaceError."""
        self._know_nodes()
        for item in self._taken:
            if item.kind is Kind.CELL:
                self._set_cell(item)
            elif item.kind is Kind.HEADING:
                self._set_heading(item)
        elsewhere = {item.identity for item in self._taken if item.kind in (Kind.REMOVED, Kind.MOVED)}
        for identity in elsewhere:
            self._take_out(self._nodes[identity])
        coming = {id(item.row): item for item in self._taken if item.kind in (Kind.ADDED, Kind.MOVED)}
        for group in self._table.returned.groups:
            self._put_rows(group, coming)
        kept = [group for group in self._groups.items if self._tasks(group)]
        if kept != self._groups.items:
            self._groups.items = kept

    def _know_nodes(self) -> None:
        for identity, (group, row) in self._table.where.items():
            node = self._tasks(self._typed[group])[row]
            assert isinstance(node, Map)
            self._nodes[identity] = node

    def _tasks(self, group: Node) -> list[Node]:
        assert isinstance(group, Map)
        found = group.entries.get("任务")
        return found.items if isinstance(found, List) else []

    def _set_cell(self, item: Change) -> None:
        change(self._nodes[item.identity], item.key, item.new)

    def _set_heading(self, item: Change) -> None:
        node = self._typed[int(item.identity)]
        assert isinstance(node, Map)
        found = node.entries.get("标题")
        if not item.new:
            node.drop("标题")
        elif isinstance(found, Scalar):
            found.lines = [item.new]
        else:
            node.put("标题", item.new)

    def _take_out(self, node: Map) -> None:
        for group in self._groups.items:
            tasks = self._tasks(group)
            if node in tasks:
                tasks.remove(node)

    def _put_rows(self, group: Group, coming: dict[int, Change]) -> None:
        """The rows that come into a group, each behind the row before it that is there."""
        at = 0
        for row in group.rows:
            if id(row) in coming:
                target = self._group_node(group)
                node = self._nodes.get(row.id) or self._new_node(row)
                tasks = target.entries["任务"]
                assert isinstance(tasks, List)
                tasks.items.insert(at, node)
                at += 1
            elif row.id in self._nodes:
                inside = self._tasks(self._group_node(group)) if self._has_node(group) else []
                if self._nodes[row.id] in inside:
                    at = inside.index(self._nodes[row.id]) + 1

    def _has_node(self, group: Group) -> bool:
        return group.index is not None and group.index < len(self._typed)

    def _group_node(self, group: Group) -> Map:
        """The node of a group; one that was not there comes behind the group before it."""
        if group.index is not None and group.index < len(self._typed):
            node = self._typed[group.index]
            assert isinstance(node, Map)
            return node
        if id(group) not in self._made:
            made = new({**({"标题": group.heading} if group.heading else {}), "任务": []})
            assert isinstance(made, Map)
            self._made[id(group)] = made
            self._groups.items.insert(self._behind(group), made)
        return self._made[id(group)]

    def _behind(self, group: Group) -> int:
        """Where a new group goes: behind the nearest one before it in the sheet that is there."""
        groups = self._table.returned.groups
        for before in reversed(groups[: groups.index(group)]):
            if self._has_node(before) or id(before) in self._made:
                node = self._group_node(before)
                if node in self._groups.items:
                    return self._groups.items.index(node) + 1
        return 0

    def _new_node(self, row: Row) -> Node:
        return new_task(row.cells, self._ids.next())
