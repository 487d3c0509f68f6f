"""A task table built anew from the rows of the edited file, with cells that are merged with the row above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ygt_docs.editing import CannotPlaceError, List, Map, Node, Scalar, items_of, new
from ygt_docs.elements.headings import typed_number
from ygt_docs.updating.blocks import CellText, Kind, without_label
from ygt_docs.updating.body import Entry
from ygt_docs.updating.pieces import new_values
from ygt_docs.updating.printed import TableOf
from ygt_docs.updating.values import Values, day_of, set_list

DITTO = "同上"
_LONG = 15
Owners = dict[tuple[Node, str], Node | None]


def ditto_of(task: Map) -> list[str]:
    """The columns of a task that are merged with the row above."""
    found = task.entries.get(DITTO)
    if isinstance(found, Scalar):
        return [line.strip() for line in items_of(found)]
    return items_of(found)


def owners(table: Map) -> Owners:
    """Of each merged cell (task and column) the task whose words it prints; None: there is none above."""
    found: Owners = {}
    groups = table.entries.get("组")
    for group in groups.items if isinstance(groups, List) else ():
        tasks = group.entries.get("任务") if isinstance(group, Map) else None
        above: Map | None = None
        for task in tasks.items if isinstance(tasks, List) else ():
            if not isinstance(task, Map):
                continue
            for column in ditto_of(task):
                found[task, column] = found.get((above, column), above) if above is not None else None
            above = task
    return found


def hold_to_owners(
    before: Mapping[tuple[Node, str], Node | None], after: Mapping[tuple[Node, str], Node | None]
) -> None:
    """Raise CannotPlaceError where a cell that was merged would print the words of another row than before."""
    for (task, column), owner in after.items():
        old = before.get((task, column))
        if old is None or owner is old or owner is after.get((old, column)):
            continue
        words = task.text("任务") if isinstance(task, Map) else ""
        short = words if len(words) <= _LONG else f"{words[:_LONG]}…"
        raise CannotPlaceError(f"“{short}”一行的“{column}”与上面的行合并，上面的行变了，分不清这一格该是什么")


_UNITS = ("责任单位", "牵头", "配合")
_LIST_LEVEL = 3


class TableBuilder:
    """Builds the task table `table` anew."""

    def __init__(self, values: Values, table: TableOf) -> None:
        self._values, self._table = values, table
        self._groups: list[tuple[Map, list[Node]]] = []
        self._before: Entry | None = None

    def build(self, entries: Sequence[Entry]) -> None:
        """Put `entries`, all rows of this table in order, into the tree. Raises CannotPlaceError."""
        node = self._values.tree.at(*self._table.keys)
        assert isinstance(node, Map)
        before = owners(node)
        for entry in entries:
            block = entry.new or entry.old
            assert block is not None
            if block.kind is not Kind.GROUP and len(block.cells) != len(self._table.columns) + 1:
                raise CannotPlaceError("表格的栏数变了，程序只按 YAML 里填写的栏印表")
            {Kind.HEAD: self._head, Kind.GROUP: self._group}.get(block.kind, self._task)(entry)
            self._before = entry
        groups = node.entries["组"]
        assert isinstance(groups, List)
        for group, tasks in self._groups:
            if not tasks:
                raise CannotPlaceError("有一个分组下面没有任务了")
            found = group.entries.get("任务")
            if isinstance(found, List):
                found.items = tasks
            else:
                group.put("任务", List(items=tasks))
        groups.items = [group for group, _ in self._groups]
        hold_to_owners(before, owners(node))

    def _head(self, entry: Entry) -> None:
        if entry.same or entry.old is None or entry.new is None:
            return
        root = self._values.tree.at(*self._table.keys)
        assert isinstance(root, Map)
        titles = root.entries.get("表头") or Map()
        assert isinstance(titles, Map)
        for key, old, cell in zip(("序号", *self._table.columns), entry.old.cells, entry.new.cells, strict=True):
            if old.text != cell.text:
                _put_text(titles, key, cell.text)
        root.put("表头", titles)

    def _group(self, entry: Entry) -> None:
        if entry.old is None:
            self._groups.append((Map(entries={"标题": new(without_label(entry.text)[1])}), []))
            return
        node = self._values.tree.at(*entry.old.keys[:-1])
        assert isinstance(node, Map)
        if not entry.same:
            values = new_values(entry.old, entry.text)
            _put_text(
                node,
                "标题",
                "".join(
                    value for piece, value in zip(entry.old.pieces, values, strict=True) if piece.scalar is not None
                ),
            )
        self._groups.append((node, []))

    def _task(self, entry: Entry) -> None:
        if entry.old is None:
            assert entry.new is not None
            node: Node = self._new_task(entry.new.cells)
        else:
            found = self._values.tree.at(*entry.old.keys)
            assert isinstance(found, Map)
            node = found
            if not self._groups:  # the first group may have no heading of its own
                group = self._values.tree.at(*entry.old.keys[:-2])
                assert isinstance(group, Map)
                self._groups.append((group, []))
            if entry.new is not None:
                self._change(found, entry)
        if not self._groups:
            raise CannotPlaceError("这一行不在任何分组里")
        self._groups[-1][1].append(node)

    def _change(self, node: Map, entry: Entry) -> None:
        assert entry.old is not None
        assert entry.new is not None
        old, cells = entry.old.cells, entry.new.cells
        if "序号" in node.entries and old[0].text != cells[0].text:
            _put_text(node, "序号", cells[0].text)
        for index, column in enumerate(self._table.columns, start=1):
            before, after = old[index], cells[index]
            if before.merged and not after.merged and not after.text:
                if not self._follows(entry):
                    raise CannotPlaceError(f"“{column}”一格原来与上一行合并，上一行变了，这一格是空的")
            elif after.merged and not before.merged:
                node.drop(column)
                _ditto(node, column, True)
            elif not after.merged and (before.merged or before.paragraphs != after.paragraphs):
                _ditto(node, column, False)
                self._put_cell(node, column, after)

    def _follows(self, entry: Entry) -> bool:
        """Whether the row above is the one that was above."""
        above = self._before.old if self._before is not None else None
        assert entry.old is not None
        return (
            above is not None
            and above.keys[:-1] == entry.old.keys[:-1]
            and (isinstance(above.keys[-1], int) and above.keys[-1] + 1 == entry.old.keys[-1])
        )

    def _put_cell(self, node: Map, column: str, cell: CellText) -> None:
        found = node.entries.get(column)
        if not cell.text:
            if column == "任务":
                raise CannotPlaceError("任务一格是空的")
            node.drop(column)
        elif column == "时限":
            if isinstance(found, Scalar):
                found.lines = [cell.text]
            elif isinstance(found, Map):
                self._deadline(found, cell.text)
            else:
                node.put(column, self._new_deadline(cell.text))
        elif column == "评价标准" or column in _UNITS:
            texts = _criteria(cell, found) if column == "评价标准" else cell.text.split("、")
            if isinstance(found, List):
                set_list(found, texts)
            elif isinstance(found, Scalar) and found.block:
                found.lines = texts
            else:
                node.put(column, texts)
        else:
            _put_text(node, column, cell.text)

    def _deadline(self, node: Map, words: str) -> None:
        _put_text(node, "原文", words)
        day = day_of(words, self._values.year)
        if day is None:
            node.drop("日期")
        else:
            _put_text(node, "日期", day)

    def _new_deadline(self, words: str) -> dict[str, str]:
        day = day_of(words, self._values.year)
        return {"原文": words} | ({"日期": day} if day else {})

    def _new_task(self, cells: Sequence[CellText]) -> Map:
        node = Map()
        for column, cell in zip(self._table.columns, cells[1:], strict=True):
            if cell.merged:
                _ditto(node, column, True)
            elif cell.text:
                self._put_cell(node, column, cell)
        if "任务" not in node.entries:
            raise CannotPlaceError("这一行没有写任务")
        return node


def _put_text(node: Map, key: str, text: str) -> None:
    found = node.entries.get(key)
    if isinstance(found, Scalar):
        found.lines = [text]
    else:
        node.put(key, text)


def _ditto(node: Map, column: str, merged: bool) -> None:
    """Write `column` into 同上, or take it out."""
    found, texts = node.entries.get(DITTO), ditto_of(node)
    if (column in texts) is merged:
        return
    if merged:
        texts = [*texts, column]
    else:
        texts = [text for text in texts if text != column]
    if not texts:
        node.drop(DITTO)
    elif isinstance(found, List):
        set_list(found, texts)
    else:
        node.put(DITTO, texts)


def _criteria(cell: CellText, found: Node | None) -> list[str]:
    """The criteria of a cell without the numbers that the program makes."""
    if isinstance(found, List):
        typed = []
        for item in found.items:
            if isinstance(item, Scalar):
                typed.append(item.value)
    else:
        typed = []
    if any(map(typed_number, typed)):
        return list(cell.paragraphs)
    texts = []
    for paragraph in cell.paragraphs:
        number = typed_number(paragraph)
        listed = number is not None and number.level == _LIST_LEVEL
        texts.append(without_label(paragraph)[1] if listed else paragraph)
    return texts
