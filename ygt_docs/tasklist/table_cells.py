"""A task of tasks.yaml as the cells of a sheet, and a changed cell as a change of tasks.yaml."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ygt_docs.editing import List, Map, Node, Scalar, items_of, new
from ygt_docs.notice.model import MERGEABLE, ColumnTitles, Task, TaskTable
from ygt_docs.notice.responsible import tells_roles
from ygt_docs.notice.units import parts_of
from ygt_docs.tasklist.book import Column

ABOVE = "〃"
"""What stands for a cell that is merged with the one above it."""
ID, NUMBER, TASK, DEADLINE, DATE = "编号", "序号", "任务", "时限", "日期"
_CRITERIA = "评价标准"
_UNIT_KEYS = ("责任单位", "牵头", "配合")
_BETWEEN_LINES, _BETWEEN_UNITS = "\n", "、"


@dataclass(frozen=True)
class Field:
    """A column of the sheet: its YAML key, its usual title, its width, and what it shows of a task."""

    key: str
    title: str
    width: int
    shows: Callable[[Task], str]
    centred: bool = False


def _units(attribute: str) -> Callable[[Task], str]:
    return lambda task: _BETWEEN_UNITS.join(getattr(task, attribute))


def _words(task: Task) -> str:
    if task.deadline is None:
        return ""
    return str(task.deadline.words)


def _date(task: Task) -> str:
    if task.deadline is None or task.deadline.date is None:
        return ""
    return task.deadline.date.isoformat()


FIELDS = (
    Field("来源", "来源", 14, lambda task: str(task.source or "")),
    Field(TASK, "重点任务", 40, lambda task: str(task.task)),
    Field(DEADLINE, "完成时限", 14, _words, centred=True),
    Field(DATE, "对应日期", 12, _date, centred=True),
    Field(_CRITERIA, _CRITERIA, 40, lambda task: _BETWEEN_LINES.join(task.criteria)),
    Field("评价方法", "评价方法", 20, lambda task: str(task.method or "")),
    Field("责任单位", "责任单位", 18, _units("units"), centred=True),
    Field("牵头", "牵头单位", 16, _units("lead_units"), centred=True),
    Field("配合", "配合单位", 18, _units("support_units"), centred=True),
    Field("分管领导", "分管领导", 10, lambda task: str(task.leader or ""), centred=True),
)
_ALWAYS = (TASK, DEADLINE, DATE)
_ATTRIBUTES = {
    NUMBER: "number",
    TASK: "task",
    DEADLINE: "deadline",
    _CRITERIA: "criteria",
    "评价方法": "method",
    "责任单位": "units",
    "牵头": "lead_units",
    "配合": "support_units",
}


def cells_of(task: Task) -> dict[str, str]:
    """What each column shows of a task; 〃 where it is merged with the row above."""
    cells = {}
    for field in FIELDS:
        cells[field.key] = field.shows(task)
    cells[NUMBER] = str(task.number or "")
    for key in task.same_as_above:
        cells[str(key)] = ABOVE
        if key == DEADLINE:
            cells[DATE] = ABOVE
    return cells


def fields_of(table: TaskTable) -> list[Field]:
    """The columns of a table's sheet: those that any task fills, and those that no task list goes without."""
    tasks = []
    for group in table.groups:
        for task in group.tasks:
            tasks.append(cells_of(task))
    with_units = any(cells[key] for cells in tasks for key in _UNIT_KEYS)
    found = []
    for field in FIELDS:
        used = any(cells[field.key] for cells in tasks)
        if used or field.key in _ALWAYS or (field.key == "责任单位" and not with_units):
            found.append(field)
    return found


def title_of(field: Field, titles: ColumnTitles | None) -> str:
    """The head of a column: what the table prints, else the usual title."""
    attribute = _ATTRIBUTES.get(field.key)
    if titles is None or attribute is None:
        typed = None
    else:
        typed = getattr(titles, attribute)
    return str(typed or field.title)


def sheet_columns(fields: Sequence[Field], titles: ColumnTitles | None) -> list[Column]:
    """All columns of the sheet: the hidden 编号, 序号, and `fields`."""
    number = str((titles and titles.number) or NUMBER)
    columns = [Column(ID, 8, hidden=True), Column(number, 6, centred=True)]
    for field in fields:
        columns.append(Column(title_of(field, titles), field.width, field.centred, date=field.key == DATE))
    return columns


def key_of_title(title: str, titles: ColumnTitles | None) -> str | None:
    """The key of the column with that head (None: no column of a task list has it)."""
    plain = "".join(title.split())
    if plain == ID:
        return ID
    number = str((titles and titles.number) or NUMBER)
    if plain in (NUMBER, number):
        return NUMBER
    for field in FIELDS:
        if plain in (field.key, field.title, title_of(field, titles)):
            return field.key
    return None


def change(node: Map, key: str, value: str) -> None:
    """Make the column `key` of the task `node` say `value`; "" takes it away, 〃 merges it with the row above.

    Raises CannotPlaceError where the file has no room for it.
    """
    _merge(node, key, value == ABOVE)
    if value == ABOVE:
        if key in MERGEABLE:
            node.drop(key)
        return
    if key == DEADLINE:
        _change_words(node, value)
    elif key == DATE:
        _change_date(node, value)
    elif key == _CRITERIA:
        _change_list(node, key, [line.strip() for line in value.split("\n") if line.strip()])
    elif key in _UNIT_KEYS:
        _change_list(node, key, _regrouped(_units_in(value), items_of(node.entries.get(key))))
    else:
        _change_line(node, key, value)


def new_task(cells: dict[str, str], identity: str) -> Node:
    """A task that was not there, with what its row says."""
    node = Map(entries={ID: new(identity)})
    for key in (TASK, DEADLINE, DATE, *(field.key for field in FIELDS if field.key not in _ALWAYS)):
        if cells.get(key):
            change(node, key, cells[key])
    return node


def _merge(node: Map, key: str, merged: bool) -> None:
    """Put `key` into the task's 同上, or take it out."""
    if key not in MERGEABLE:
        return
    before = items_of(node.entries.get("同上"))
    if merged and key not in before:
        _change_list(node, "同上", [*before, key])
    elif not merged and key in before:
        _change_list(node, "同上", [item for item in before if item != key])


def _change_line(node: Map, key: str, value: str) -> None:
    found = node.entries.get(key)
    line = " ".join(value.split("\n"))
    if not line:
        node.drop(key)
    elif isinstance(found, Scalar):
        found.lines = [line]
    else:
        node.put(key, line)


def _change_words(node: Map, words: str) -> None:
    found = node.entries.get(DEADLINE)
    if isinstance(found, Map) and words:
        _change_line(found, "原文", words)
    else:
        _change_line(node, DEADLINE, words)


def _change_date(node: Map, date: str) -> None:
    """A date beside the words; one without words is its own words."""
    found = node.entries.get(DEADLINE)
    if isinstance(found, Map):
        _change_line(found, DATE, date)
    elif date:
        words = found.value if isinstance(found, Scalar) else date
        node.put(DEADLINE, {"原文": words, DATE: date})


def _change_list(node: Map, key: str, values: list[str]) -> None:
    """Several values: those that stay keep their place and their comments."""
    found = node.entries.get(key)
    if not values:
        node.drop(key)
    elif isinstance(found, List):
        found.items = list(_kept(found.items, values))
    elif isinstance(found, Scalar) and (found.block or len(values) == 1):
        found.lines = values
    else:
        node.put(key, values)


def _kept(items: Sequence[Node], values: Sequence[str]) -> Iterator[Node]:
    """A node for each of `values`: that of the item which says so, of the one it stands in for, or a new one."""
    waiting = [item for item in items if isinstance(item, Scalar)]
    free = []
    for item in waiting:
        if item.value not in values:
            free.append(item)
    for value in values:
        same = next((item for item in waiting if item.value == value), None)
        if same is not None:
            waiting.remove(same)
            yield same
        elif free and len(items) == len(values):
            free[0].lines = [value]
            yield free.pop(0)
        else:
            yield new(value)


def _units_in(value: str) -> list[str]:
    """The units of a cell: parted by 、 and the like, or one a line; what tells roles (甲局牵头，乙局配合) stays whole."""
    found: list[str] = []
    if "\n" not in value and tells_roles(value):
        return [value]
    for line in value.split("\n"):
        found += parts_of(line)
    return found


def _regrouped(parts: list[str], before: list[str]) -> list[str]:
    """Units in items: several that were typed as one item (县医院、中医院) stay one."""
    found: list[str] = []
    at = 0
    wholes = [(whole, parts_of(whole)) for whole in before if len(parts_of(whole)) > 1]
    while at < len(parts):
        whole = None
        for text, inner in wholes:
            if parts[at : at + len(inner)] == inner:
                whole = text
                break
        found.append(parts[at] if whole is None else whole)
        at += 1 if whole is None else len(parts_of(whole))
    return found
