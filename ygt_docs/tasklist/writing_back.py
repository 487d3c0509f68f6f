"""Changes of an edited sheet written into tasks.yaml: those that were taken, through the one editor, all or none."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ygt_docs.editing import CannotPlaceError, List, Map, Node, Scalar, new
from ygt_docs.notice import load_content
from ygt_docs.notice.model import Task, TaskTable
from ygt_docs.notice.organs import ORGANS
from ygt_docs.notice.registering import IDS, TaskIds
from ygt_docs.notice.units import UNITS
from ygt_docs.problems import Place, Problems, UserError, problem
from ygt_docs.project import Project
from ygt_docs.tasklist.changes import Change, Kind, TableChange, table_change
from ygt_docs.tasklist.grid import Sheet, read_workbook
from ygt_docs.tasklist.ids import NextIds, OwnFiles
from ygt_docs.tasklist.items import named_in_progress, tables_of
from ygt_docs.tasklist.returned import Group, Row, base_of, head_of
from ygt_docs.tasklist.store import Plan, write_model
from ygt_docs.tasklist.table_cells import TASK, change, new_task
from ygt_docs.together import write_all


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
        chosen = set()
        for item in taken:
            chosen.add(id(item))
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
            told = []
            for item in loaded.problems.errors:
                told.append(problem("L312", Place(), why=item.message))
            raise UserError(told)

    def _ids_beside(self, taken: Sequence[Change]) -> dict[Path, bytes | None]:
        """进展/编号.yaml of an issued document, which tells tasks by their text, with the texts that are new."""
        if self.plan.ids is None:
            return {}
        texts = {}
        for item in taken:
            if item.kind is Kind.CELL and item.key == TASK:
                texts[item.identity] = item.new
        gone = {item.identity for item in taken if item.kind is Kind.REMOVED}
        inside = set()
        for _, _, table in tables_of(self.plan.document):
            for task in _tasks(table):
                if task.id:
                    inside.add(str(task.id))
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
        if not tree["任务"] or path.read_bytes() == data:
            return {}
        return {path: data}


def _tasks(table: TaskTable) -> list[Task]:
    tasks: list[Task] = []
    for group in table.groups:
        tasks.extend(group.tasks)
    return tasks


def read_back(path: Path, plan: Plan, project: Project) -> Returned:
    """What the workbook `path` changes of the task tables of `plan`.

    Raises UserError L302 for a file that cannot be read, L310 where no sheet holds a table of the document, and
    every fault of its cells.
    """
    problems = Problems()
    shown = project.shown(path)
    sheets = read_workbook(path, shown)
    base = base_of(sheets)
    visible = []
    for sheet in sheets:
        if not sheet.hidden:
            visible.append(sheet)
    found: list[TableChange] = []
    missing: list[str] = []
    for keys, appendix, table in tables_of(plan.document):
        made = table_change(keys, table, visible, plan, base, problems)
        if made is not None:
            found.append(made)
        else:
            missing.append("".join(appendix.title or []) or str(appendix.name))
    if problems.errors:
        raise UserError(problems)
    unread = list(_unread(plan, visible, found))
    if not found:
        place = unread[0][1] if unread else Place(shown)
        raise UserError([problem("L310", place, name=plan.document.name)])
    for name, place in unread:
        problems.add("L319", place, found=name)
    if not unread:
        for name in missing:
            problems.add("L320", Place(shown), name=name)
    return Returned(plan, project, found, problems)


def _unread(plan: Plan, sheets: list[Sheet], found: list[TableChange]) -> Iterator[tuple[str, Place]]:
    """Sheets that look like a task table and have the 编号 of no task: their names, and where their heads stand."""
    read = {id(made.returned.sheet) for made in found}
    titles = [table.columns for _, _, table in tables_of(plan.document)]
    for sheet in sheets:
        if id(sheet) in read:
            continue
        for columns in titles:
            head = head_of(sheet, columns)
            if head is not None:
                yield sheet.name, sheet.place(head)
                break


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
