"""A task table that came back (--from): its sheets read as groups of rows, every fault with its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ygt_docs.notice.model import MERGEABLE, ColumnTitles
from ygt_docs.problems import Place, Problems
from ygt_docs.tasklist.grid import Sheet, day_of
from ygt_docs.tasklist.table_cells import ABOVE, DATE, DEADLINE, ID, NUMBER, TASK, key_of_title
from ygt_docs.tasklist.workbook import BASE, GROUP

_HEAD_WITHIN = 20  # rows from the top in which the head of a table stands
_GROUP_ID = re.compile(rf"{GROUP}([0-9]+)")
_SAME = (ABOVE, "同上", "〃〃", '"', "″")


@dataclass
class Row:
    """A row with a task. `id` "": it has none, so it is new."""

    number: int
    id: str
    cells: dict[str, str]
    places: dict[str, Place]
    place: Place


@dataclass
class Group:
    """A group of rows. `index` is that of the group it was (from 0; None: new), `heading` "" for none."""

    index: int | None
    heading: str
    place: Place
    rows: list[Row] = field(default_factory=list)


@dataclass
class ReturnedTable:
    """A sheet as a task table; `keys` are the columns that it has."""

    sheet: Sheet
    keys: dict[str, int]
    groups: list[Group] = field(default_factory=list)

    @property
    def rows(self) -> list[Row]:
        """All rows with tasks, in order."""
        return [row for group in self.groups for row in group.rows]


def base_of(sheets: list[Sheet]) -> dict[str, dict[str, str]]:
    """What each task said when the table went out, by 编号; {} where the workbook does not know."""
    found: dict[str, dict[str, str]] = {}
    for sheet in sheets:
        if sheet.name == BASE and sheet.hidden:
            keys = sheet.row_texts(1)
            for row in range(2, sheet.rows + 1):
                texts = sheet.row_texts(row)
                found[texts[0]] = dict(zip(keys[1:], texts[1:], strict=True))
    return found


def read_table(sheet: Sheet, titles: ColumnTitles | None, problems: Problems) -> ReturnedTable | None:
    """The task table of a sheet; None where it has none. Faults are added to `problems` with sheet and cell."""
    head = head_of(sheet, titles)
    if head is None:
        return None
    told = Problems()
    keys = _keys_of(sheet, head, titles, told)
    if ID not in keys:
        problems.add("L303", sheet.place(head))
        return None
    problems.extend(told)
    table = ReturnedTable(sheet, keys)
    for number in range(head + 1, sheet.rows + 1):
        _read_row(table, number, problems)
    _check_first_rows(table, problems)
    return table


def head_of(sheet: Sheet, titles: ColumnTitles | None) -> int | None:
    """The row of column titles: the first with a task column and another one."""
    for row in range(1, min(sheet.rows, _HEAD_WITHIN) + 1):
        known = {key_of_title(text, titles) for text in sheet.row_texts(row)} - {None}
        if TASK in known and len(known) > 1:
            return row
    return None


def _keys_of(sheet: Sheet, head: int, titles: ColumnTitles | None, problems: Problems) -> dict[str, int]:
    keys: dict[str, int] = {}
    for column, title in enumerate(sheet.row_texts(head), start=1):
        key = key_of_title(title, titles) if title else None
        if key is None:
            filled = any(sheet.text(row, column) for row in range(head + 1, sheet.rows + 1))
            if title or filled:
                problems.add("L304", sheet.place(head, column), found=title or "（没有标题）")
        elif key in keys:
            problems.add("L305", sheet.place(head, column), found=title)
        else:
            keys[key] = column
    return keys


def _read_row(table: ReturnedTable, number: int, problems: Problems) -> None:
    sheet, keys = table.sheet, table.keys
    identity = sheet.text(number, keys[ID])
    others = []
    for column, text in enumerate(sheet.row_texts(number), start=1):
        if text and column != keys[ID]:
            others.append(text)
    group = _GROUP_ID.fullmatch(identity)
    if group is not None or (not identity and _is_heading(sheet, number, keys, others)):
        index = None if group is None else int(group[1]) - 1
        table.groups.append(Group(index, others[0] if others else "", sheet.place(number)))
        return
    if not others and not identity:
        return
    if not table.groups:
        table.groups.append(Group(0, "", sheet.place(number)))
    cells = dict(_cells_of(table, number, problems))
    places = {key: sheet.place(number, column) for key, column in keys.items()}
    if not cells.get(TASK) or cells[TASK] == ABOVE:
        problems.add("L306", places[TASK])
        return
    table.groups[-1].rows.append(Row(number, identity, cells, places, sheet.place(number)))


def _is_heading(sheet: Sheet, number: int, keys: dict[str, int], others: list[str]) -> bool:
    """Whether a row without 编号 is the heading of a new group: its only cell goes over others, or is no task."""
    if len(others) != 1:
        return False
    column = next(column for column in range(1, sheet.columns + 1) if sheet.text(number, column) == others[0])
    return sheet.spans.get((number, column), (1, 1))[1] > 1 or column != keys[TASK]


def _cells_of(table: ReturnedTable, number: int, problems: Problems) -> Iterator[tuple[str, str]]:
    sheet = table.sheet
    for key, column in table.keys.items():
        if key == ID:
            continue
        text = sheet.text(number, column)
        unsaid = sheet.unsaid(number, column)
        if unsaid is not None:
            problems.extend([unsaid])
        above = sheet.covered.get((number, column))
        if key in (*MERGEABLE, DATE) and (text in _SAME or (above is not None and above[0] < number)):
            yield key, ABOVE
        elif key == DATE and text:
            day = day_of(text)
            if day is None:
                problems.add("L307", sheet.place(number, column), found=text)
            yield key, text if day is None else day.isoformat()
        elif key == DEADLINE and day_of(text) is not None and "-" in text:
            day = day_of(text)
            assert day is not None
            yield key, f"{day.year}年{day.month}月{day.day}日"
        elif key != NUMBER or text:
            yield key, text


def _check_first_rows(table: ReturnedTable, problems: Problems) -> None:
    """The first row of a group has the heading above it, so nothing of it can be the same as above."""
    for group in table.groups:
        for row in group.rows[:1]:
            for key, value in row.cells.items():
                if value == ABOVE and key != DATE:
                    problems.add("L308", row.places[key], key=key)
