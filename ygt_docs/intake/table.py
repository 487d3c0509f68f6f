"""The pipe table (任务清单) becomes tasks.yaml: head, group rows, task rows; merged cells become 同上."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from ygt_docs.compose.flow import paragraphs_of
from ygt_docs.compose.table import task_table
from ygt_docs.docfiles.decode import Reason
from ygt_docs.docfiles.rows import DITTO
from ygt_docs.elements.catalogue import number_label
from ygt_docs.elements.headings import typed_number
from ygt_docs.intake.context import Context, NotThisShapeError, Tree, closed_up, criteria, plain, trimmed, units
from ygt_docs.intake.placing import Placed, place
from ygt_docs.intake.plain_table import grid_of, unmerged
from ygt_docs.intake.steps import deadline
from ygt_docs.intake.traced import Derived, Traced
from ygt_docs.notice.model import MERGEABLE, Orientation, TaskTable
from ygt_docs.problems import Problems

USUAL_TITLES = {
    "序号": "序号",
    "任务": "重点任务",
    "时限": "完成时限",
    "评价标准": "评价标准",
    "评价方法": "评价方法",
    "责任单位": "责任单位",
    "牵头": "牵头单位",
    "配合": "配合单位",
}
_COLUMNS = tuple(USUAL_TITLES)
_HEAD_WORDS = (
    ("序号", "序号|编号"),
    ("时限", "时限|时间"),
    ("评价标准", "标准"),
    ("评价方法", "方法|方式"),
    ("牵头", "牵头"),
    ("配合", "配合|协同|参与"),
    ("责任单位", "责任|单位|部门"),
    ("任务", "任务|内容|事项|措施|工作|项目"),
)
_DITTOS = (DITTO, "同上")


@dataclass
class _Table:
    """The table as far as it is read."""

    context: Context
    columns: list[str]
    groups: list[Tree] = field(default_factory=list)
    last_number: int = 0
    above: dict[str, Traced] = field(default_factory=dict)
    headings: int = 0

    @property
    def tasks(self) -> list[Tree]:
        """The tasks of the group that is open."""
        return self.groups[-1]["任务"]


def read_table(rows: Sequence[Traced], context: Context) -> Tree:
    """The rows as 表头 and 组. Raises NotThisShapeError for a table that is no task table."""
    split = [cells for cells in unmerged(grid_of(rows, context), context) if any(cells)]
    split = _with_one_head(split, context)
    if len(split) < 2:
        raise NotThisShapeError
    columns = _columns(split[0])
    table = _Table(context, columns)
    head = _head(split[0], columns, context)
    for cells in split[1:]:
        _row(cells, table)
    groups = []
    for group in table.groups:
        if group["任务"]:
            groups.append(group)
    if len(groups) != len(table.groups) or not groups:
        raise NotThisShapeError("I355", rows[0])
    _criteria_left_open(groups, context)
    tree: Tree = ({"表头": head} if head else {}) | {"组": list(groups)}
    _hold_against(tree, split)
    _cut_off(groups, context)
    return tree


def _with_one_head(split: list[list[Traced]], context: Context) -> list[list[Traced]]:
    """`split` with a head of two rows (责任分工 over 牵头单位 and 配合单位) as one: a task list prints a title each."""
    if len(split) < 3 or len(split[0]) != len(split[1]) or not any(cell in _DITTOS for cell in split[1]):
        return split
    titles: list[Traced] = []
    above: list[Traced] = []
    for upper, lower in zip(split[0], split[1], strict=True):
        if lower in _DITTOS:
            if not upper:
                return split
            context.ledger.drop(lower, Reason.TABLE_MARKS)
            titles.append(upper)
        elif lower:
            titles.append(lower)
            if upper:
                above.append(upper)
        else:
            return split
    if not above or not _columns(titles):
        return split
    for cell in above:
        context.ledger.drop(cell, Reason.TABLE_HEAD)
    context.doubts.add("I357", above[0], found="、".join(above))
    return [titles, *split[2:]]


def is_task_head(row: Traced, context: Context) -> bool:
    """Whether `row` is the head of a task list."""
    try:
        return bool(_columns(unmerged(grid_of([row], context), context)[0]))
    except NotThisShapeError:
        return False


def _columns(head: Sequence[Traced]) -> list[str]:
    """The columns that the head names. Raises NotThisShapeError: with a doubt where most of them are those of a task
    list, without one where this is a table of another kind."""
    columns: list[str] = []
    other: list[Traced] = []
    for cell in head:
        key = next((key for key, words in _HEAD_WORDS if re.search(words, cell) and key not in columns), None)
        if key is not None:
            columns.append(key)
        elif cell:
            other.append(cell)
    if "任务" in columns and len(columns) > 1 and not other:
        return columns
    if len(columns) > max(2, len(other)):
        raise NotThisShapeError("I354", (other or head)[0], found="、".join(other or head)[:24])
    raise NotThisShapeError


def _head(cells: Sequence[Traced], columns: Sequence[str], context: Context) -> Tree:
    head: Tree = {}
    filled = [cell for cell in cells if cell]
    for key, cell in zip(columns, filled, strict=True):
        cell = closed_up(cell, context)
        if cell == USUAL_TITLES[key]:
            context.ledger.drop(cell, Reason.TABLE_HEAD)
        else:
            head[key] = cell
    if list(columns) != [key for key in _COLUMNS if key in columns]:
        context.doubts.add("I343", filled[0], comment=False, order="、".join(filled))
    return {key: head[key] for key in _COLUMNS if key in head}


def _row(cells: list[Traced], table: _Table) -> None:
    filled = []
    for cell in cells:
        if cell:
            filled.append(cell)
    shared = _shared(cells, table)
    if len(filled) == 1 and not shared:
        _group(filled[0], table)
        return
    if shared:
        placed = _as_they_stand(cells, shared, table)
    else:
        placed = place(cells, table.columns)
    if placed is None:
        raise NotThisShapeError("I344", filled[0], found=len(filled), columns=len(table.columns))
    if not table.groups:
        table.groups.append({"任务": []})
    if "任务" in placed.cells:
        _task(placed, table, shared)
    else:
        _continued(placed, table)


def _shared(cells: Sequence[Traced], table: _Table) -> list[str]:
    """The columns whose cell says that it is merged with the one above (〃 or 同上)."""
    found: list[str] = []
    for position, cell in enumerate(cells):
        if cell in _DITTOS and position < len(table.columns):
            table.context.ledger.drop(cell, Reason.TABLE_MARKS)
            found.append(table.columns[position])
    return found


def _as_they_stand(cells: Sequence[Traced], shared: Sequence[str], table: _Table) -> Placed | None:
    """A row with 〃 in it has all of its cells, so each stands in its column."""
    named = {position: cell for position, cell in enumerate(cells) if cell}
    if any(position >= len(table.columns) for position in named):
        return None
    placed = {}
    for position, cell in named.items():
        placed[table.columns[position]] = cell
    cells_left = {key: cell for key, cell in placed.items() if key not in shared}
    if not cells_left or ("任务" in cells_left and not (table.groups and table.tasks)):
        raise NotThisShapeError("I355", next(iter(placed.values())))
    return Placed(cells_left, ())


def _group(cell: Traced, table: _Table) -> None:
    cell = closed_up(cell, table.context)
    typed = typed_number(cell)
    heading = cell
    if typed is not None and typed.written == number_label(1, table.headings + 1) and len(cell) > len(typed.written):
        table.context.ledger.drop(cell.part(0, len(typed.written)), Reason.NUMBERING)
        heading = trimmed(cell.part(len(typed.written)), table.context)
    elif typed is None:
        table.context.doubts.add("I345", cell, found=cell)
    table.headings = typed.value if typed is not None else table.headings + 1
    table.groups.append({"标题": heading, "任务": []})
    table.above = {}


def _task(placed: Placed, table: _Table, shared: Sequence[str]) -> None:
    context, cells = table.context, placed.cells
    task: Tree = _number(cells.get("序号"), cells["任务"], table)
    task["任务"] = closed_up(cells["任务"], context)
    values = {
        "时限": lambda cell: deadline(closed_up(cell, context), context),
        "评价标准": lambda cell: [closed_up(item, context) for item in criteria(cell, context)],
        "评价方法": lambda cell: closed_up(cell, context),
    }
    for key in _COLUMNS[2:]:
        if key in cells:
            task[key] = values[key](cells[key]) if key in values else list(units(cells[key], context))
    said = [key for key in _COLUMNS if key in shared and key in MERGEABLE]
    if said:
        task["同上"] = [Derived(key, ()) for key in said]
    _missing(placed, task, table, shared)
    table.tasks.append(task)
    table.above = {key: cells.get(key, table.above.get(key, cells["任务"].part(0, 0))) for key in table.columns}


def _number(cell: Traced | None, task: Traced, table: _Table) -> Tree:
    """Drop a number that will be printed again; 另编序号 where a group begins with 1 anew; keep any other."""
    expected = table.last_number + 1
    if cell is None:
        table.last_number = expected
        if "序号" in table.columns:
            table.context.doubts.add("I346", task, number=expected)
        return {}
    if cell == "1" and table.last_number and not table.tasks:
        table.groups[-1] = _restarted(table.groups[-1], cell)
    elif cell == str(expected):
        table.context.ledger.drop(cell, Reason.NUMBERING)
    else:
        table.context.doubts.add("I347", cell, found=cell, expected=expected)
        table.last_number = int(cell) if cell.isdecimal() else expected
        return {"序号": cell}
    table.last_number = int(cell)
    return {}


def _restarted(group: Tree, number: Traced) -> Tree:
    heading = {"标题": group["标题"]} if "标题" in group else {}
    return heading | {"另编序号": Derived("是", number.origins), "任务": group["任务"]}


def _missing(placed: Placed, task: Tree, table: _Table, said: Sequence[str]) -> None:
    """Cells that a slid row lacks are shared with the row above; in a row that did not slide they are empty."""
    context, anchor = table.context, placed.cells["任务"]
    missing = [key for key in table.columns if key not in placed.cells and key not in ("序号", "任务", *said)]
    for key in placed.slid:
        context.doubts.add("I348", placed.cells[key], column=USUAL_TITLES[key], found=placed.cells[key][:16])
    if not missing:
        return
    shared = [key for key in missing if placed.slid and table.tasks and table.above.get(key)]
    empty = [key for key in missing if key not in shared and key != "配合"]  # not every task has a supporting unit
    if shared:
        task["同上"] = [Derived(key, ()) for key in _COLUMNS if key in shared]
        cells = "、".join(f"“{USUAL_TITLES[key]}”（{_short(table.above[key])}）" for key in _COLUMNS if key in shared)
        context.doubts.add("I349", anchor, cells=cells)
    if empty:
        context.doubts.add("I350", anchor, columns="、".join(f"“{USUAL_TITLES[key]}”" for key in empty))


def _short(cell: str) -> str:
    return cell if len(cell) <= 24 else cell[:24] + "…"


def _continued(placed: Placed, table: _Table) -> None:
    """A row without a task goes on with the criteria of the row above."""
    if set(placed.cells) != {"评价标准"} or not table.tasks:
        raise NotThisShapeError("I356", next(iter(placed.cells.values())))
    above = table.tasks[-1]
    found = placed.cells["评价标准"]
    table.context.doubts.add("I351", found, found=found[:16])
    above["评价标准"] = [*above.get("评价标准", []), found]


def _criteria_left_open(groups: Sequence[Tree], context: Context) -> None:
    ends = []
    for group in groups:
        for task in group["任务"]:
            if task.get("评价标准"):
                ends.append(task["评价标准"][-1])
    open_ends = []
    for end in ends:
        if end.endswith("；"):
            open_ends.append(end)
    if open_ends:
        lines = "、".join(str(context.draft.line_of(end.origins[0])) for end in open_ends)
        context.doubts.add("I352", open_ends[0], comment=False, count=len(open_ends), lines=lines)


def _cut_off(groups: Sequence[Tree], context: Context) -> None:
    """A cell without a stop, where nearly all of its column have one, was probably cut off."""
    for key in ("任务", "评价方法"):
        cells = []
        for group in groups:
            for task in group["任务"]:
                if key in task:
                    cells.append(task[key])
        unstopped = [cell for cell in cells if not cell.endswith(("。", "；", "！", "？"))]
        if len(unstopped) * 4 <= len(cells):
            for cell in unstopped:
                context.doubts.add("I353", cell, column=USUAL_TITLES[key], found=cell[-12:])


def _hold_against(tree: Tree, split: Sequence[Sequence[Traced]]) -> None:
    """Every character of the draft's cells must be in the table that compose makes of `tree`."""
    try:
        model = TaskTable.model_validate(plain(tree))
    except ValidationError:
        raise NotThisShapeError("I355", split[0][0]) from None
    table = task_table(model, Orientation.LANDSCAPE, Problems())
    printed = Counter("".join(block.text for block in paragraphs_of(table)).replace(" ", ""))
    typed = Counter("".join(cell for cells in split for cell in cells if cell not in _DITTOS).replace(" ", ""))
    if typed - printed:
        raise NotThisShapeError("I355", split[0][0])
