"""A table that is no task list becomes lines of text, a row each: 乡镇：云溪镇；任务数：120；完成数：118。

Nothing of it is lost: heads are written before each value, a cell that is merged with the one above has its words, and
what stands in no row (blank cells, columns without a value) is named in the one doubt that a table gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from ygt_docs.docfiles.decode import Reason
from ygt_docs.docfiles.rows import DITTO
from ygt_docs.elements.marks import LEFT
from ygt_docs.intake.context import Context, NotThisShapeError, trimmed
from ygt_docs.intake.pictures import unpictured
from ygt_docs.intake.shapes import is_table_row
from ygt_docs.intake.traced import Traced

_RULE = re.compile(r"[|\s:：－-]+")
_NUMBER = re.compile(r"[-+－]?[0-9][0-9,，.]*[%％‰]?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_CLOSED = tuple("。；！？：")
NOTE = re.compile(r"(?:注|备注|说明|填表说明|填表人|数据来源|资料来源)[0-9]?[：:]")
_LONGEST_HEAD = 24
FORM_LABEL = re.compile(
    "姓名|性别|民族|籍贯|出生(?:年月|日期)|学历|学位|政治面貌|(?:工作)?单位(?:名称)?|职务|职称|(?:联系)?电话|手机(?:号码?)?|"
    "身份证号码?|(?:通信)?地址|邮箱|项目名称|申请人|申请单位|联系人|负责人|法定代表人"
)


def whole_rows(lines: Sequence[Traced]) -> list[Traced]:
    """`lines` with the last cells of a row that stand on lines of their own put back into it.

    Such a line has one bar, at its end, and the row above it fewer bars than the first row of the table.
    """
    out: list[Traced] = []
    bars = 0
    for line in lines:
        if not is_table_row(line):
            goes_on = line.count("|") == 1 and line.rstrip().endswith("|")
            if goes_on and bars and out[-1].count("|") < bars:
                out[-1] = Traced(out[-1] + line, (*out[-1].origins, *line.origins))
                continue
            bars = 0
        elif not bars:
            bars = line.count("|")
        out.append(line)
    return out


def grid_of(rows: Sequence[Traced], context: Context) -> list[list[Traced]]:
    """The cells of each row of a table, trimmed; none for a rule under the head. Bars go to the ledger.

    A bar that begins a row is a border where all rows begin with one; else the first cell of that row is blank. So is
    the last one where a bar ends a row and not all of them.
    """
    begun = all(row.startswith("|") for row in rows)
    ended = begun or all(row.rstrip().endswith("|") for row in rows)
    found: list[list[Traced]] = []
    for row in rows:
        cells = _cells(row, context)
        if ended and row.rstrip().endswith("|"):
            cells = cells[:-1]
        found.append(cells[1:] if begun else cells)
    return found


def unmerged(grid: Sequence[Sequence[Traced]], context: Context) -> list[list[Traced]]:
    """The cells of `grid`, those that a cell on their left covers blank; their marks go to the ledger."""
    made: list[list[Traced]] = []
    for cells in grid:
        row: list[Traced] = []
        for cell in cells:
            if cell == LEFT:
                context.ledger.drop(cell, Reason.TABLE_MARKS)
                cell = cell.part(0, 0)
            row.append(cell)
        made.append(row)
    return made


def _cells(row: Traced, context: Context) -> list[Traced]:
    bars = []
    for index, sign in enumerate(row):
        if sign == "|":
            bars.append(index)
    context.ledger.drop(row.pick(bars), Reason.TABLE_MARKS)
    if _RULE.fullmatch(row) and "-" in row:
        context.ledger.drop(row, Reason.TABLE_MARKS)
        return []
    edges = [-1, *bars, len(row)]
    cells = []
    for start, end in pairwise(edges):
        cells.append(trimmed(row.part(start + 1, end), context))
    return cells


def without_tables(
    lines: Sequence[Traced], context: Context, given_up: NotThisShapeError | None = None
) -> list[Traced]:
    """`lines` with each table as lines of text and one doubt: that of `given_up`, which says why the first table is no
    task list, else I337."""
    out: list[Traced] = []
    for is_table, group in groupby(whole_rows(lines), is_table_row):
        if is_table:
            out.extend(as_text(list(group), context, given_up))
            given_up = None
        else:
            out.extend(group)
    return out


@dataclass
class _Table:
    """A table that is written as text: `captions` above the head, a head for each column, rows of values, notes."""

    captions: list[Traced]
    heads: list[list[Traced]]
    rows: list[list[Traced]]
    notes: list[Traced]
    blank: int = 0
    blank_rows: int = 0

    @property
    def name(self) -> str:
        """What tells this table from others: its caption, else its heads, else its first row."""
        if self.captions:
            return str(self.captions[0])
        first = [_head_text(head) for head in self.heads] or [str(cell) for cell in self.rows[0]]
        return "、".join(text for text in first if text)


def as_text(rows: Sequence[Traced], context: Context, given_up: NotThisShapeError | None) -> list[Traced]:
    grid = []
    for row in unmerged(grid_of(rows, context), context):
        grid.append([unpictured(cell, context) for cell in row])
    filled = [cells for cells in grid if any(cells)]
    if not filled:
        return []
    table = _read(filled)
    table.blank_rows = len([cells for cells in grid if cells]) - len(filled)
    values = {id(row) for row in table.rows}
    for cells in filled:
        for cell in cells:
            if cell == DITTO and id(cells) not in values:
                context.ledger.drop(cell, Reason.TABLE_MARKS)
    _fill_merged(table, context)
    out = [*table.captions, *_written(table), *table.notes]
    unused = _unused_heads(table)
    for _, cells in unused:
        for cell in cells:
            context.ledger.drop(cell, Reason.BLANK_COLUMN)
    left = _left_out(table, [name for name, _ in unused])
    if given_up is not None and given_up.at is not None and given_up.code is not None:
        context.doubts.add(given_up.code, given_up.at, **given_up.words, left=left)
    else:
        _say(table, rows, left, context)
    return out


def _read(grid: Sequence[list[Traced]]) -> _Table:
    """The parts of the table in `grid`, whose rows are not blank."""
    rest = list(grid)
    width = max(map(len, rest))
    captions: list[Traced] = []
    while len(rest) > 2 and width > 1 and _lone(rest[0]) and _lone_text(rest[0]) != DITTO and not _lone(rest[1]):
        for cell in rest.pop(0):
            if cell:
                captions.append(cell)
    notes: list[Traced] = []
    while len(rest) > 2 and _lone(rest[-1]) and NOTE.match(_lone_text(rest[-1])):
        notes[:0] = [cell for cell in rest.pop() if cell]
    count = _head_rows(rest)
    heads = _heads(rest[:count], width) if count else []
    return _Table(captions, heads, rest[count:], notes)


def _lone(cells: Sequence[Traced]) -> bool:
    """Whether one cell of a row is filled."""
    return sum(map(bool, cells)) == 1


def _lone_text(cells: Sequence[Traced]) -> str:
    return next(str(cell) for cell in cells if cell)


def _head_rows(rows: Sequence[Sequence[Traced]]) -> int:
    """How many rows are the head: those that go on under merged cells of the first one too; 0: there is no head."""
    first = []
    for cell in rows[0]:
        if cell:
            first.append(cell)
    if len(rows) < 2 or len(first) < 2 or len(set(first)) < len(first) or is_form(rows[0]):
        return 0
    if any(is_value(cell) for cell in first) or any(cell == DITTO for cell in first):
        return 0
    count = 1
    while count < len(rows) - 1 and _goes_on_head(rows[0], rows[count]):
        count += 1
    return count


def is_value(cell: str) -> bool:
    """Whether `cell` can be no head of a column."""
    number = _NUMBER.fullmatch(cell) is not None and _YEAR.fullmatch(cell) is None
    return number or len(cell) > _LONGEST_HEAD or cell.endswith(_CLOSED)


def _goes_on_head(first: Sequence[Traced], row: Sequence[Traced]) -> bool:
    """Whether `row` is a further row of the head: 〃 under what is merged downwards, words under what is merged
    sideways."""
    merged = DITTO in row and any(not cell for cell in first)
    return merged and not any(cell != DITTO and is_value(cell) for cell in row if cell)


def is_form(row: Sequence[Traced]) -> bool:
    """Whether `row` begins a form: label, value, label, value."""
    labels = [FORM_LABEL.fullmatch(cell) is not None for cell in row[::2] if cell]
    values = []
    for cell in row[1::2]:
        if cell:
            values.append(FORM_LABEL.fullmatch(cell) is not None)
    return len(labels) > 1 and all(labels) and not any(values)


def _heads(rows: Sequence[Sequence[Traced]], width: int) -> list[list[Traced]]:
    """For each column the cells of the head that stand over it, from above."""
    heads: list[list[Traced]] = []
    for column in range(width):
        over: list[Traced] = []
        for depth, row in enumerate(rows):
            cell = row[column] if column < len(row) else Traced("", ())
            last = depth == len(rows) - 1
            if not cell and not last and heads:
                over.extend(heads[-1][depth : depth + 1])
            elif cell and cell != DITTO:
                over.append(cell)
        heads.append(over)
    return heads


def _head_text(head: Iterable[Traced]) -> str:
    return "".join(head)


def _fill_merged(table: _Table, context: Context) -> None:
    """Cells that are merged with the one above get its words, in the place of the mark; blank ones are counted."""
    above: list[Traced] = []
    for row in table.rows:
        for column, cell in enumerate(row):
            if cell == DITTO:
                words = above[column] if column < len(above) else ""
                if not words:
                    context.ledger.drop(cell, Reason.TABLE_MARKS)
                row[column] = Traced(words, cell.origins * len(words))
        table.blank += sum(not cell for cell in row)
        above = row


def _written(table: _Table) -> Iterator[Traced]:
    for row in table.rows:
        if not table.heads and is_form(table.rows[0]):
            parts = _pairs(row)
        else:
            parts = _labelled(row, table.heads)
        if parts:
            yield _joined(parts)


def _pairs(row: Sequence[Traced]) -> list[Traced]:
    """The cells of a form, each label with its value."""
    parts: list[Traced] = []
    for position in range(0, len(row), 2):
        label, value = row[position], row[position + 1] if position + 1 < len(row) else Traced("", ())
        if label and value:
            parts.append(_with_label([label], value))
        elif label or value:
            parts.append(label or value)
    return parts


def _labelled(row: Sequence[Traced], heads: Sequence[Sequence[Traced]]) -> list[Traced]:
    parts: list[Traced] = []
    for column, cell in enumerate(row):
        if cell:
            head = heads[column] if column < len(heads) else []
            parts.append(_with_label(head, cell) if head else cell)
    return parts


def _with_label(head: Sequence[Traced], value: Traced) -> Traced:
    label = Traced(_head_text(head), [origin for cell in head for origin in cell.origins])
    if not label.endswith("："):
        label = _marked(label, "：")
    return Traced(label + value, (*label.origins, *value.origins))


def _marked(text: Traced, mark: str) -> Traced:
    """`text` and a mark that the layout of the table stood for; it has the place of the character before it."""
    return Traced(text + mark, (*text.origins, text.origins[-1]))


def _joined(parts: Sequence[Traced]) -> Traced:
    whole = Traced("", ())
    for number, part in enumerate(parts, 1):
        if part.endswith(_CLOSED):
            closed = part
        else:
            closed = _marked(part, "。" if number == len(parts) else "；")
        whole = Traced(whole + closed, (*whole.origins, *closed.origins))
    return whole


def _unused_heads(table: _Table) -> list[tuple[str, list[Traced]]]:
    """The heads over columns without any value, and those of their cells that stand over no other column."""
    used: set[int] = set()
    blank: list[list[Traced]] = []
    for column, head in enumerate(table.heads):
        if any(column < len(row) and row[column] for row in table.rows):
            used.update(origin for cell in head for origin in cell.origins)
        elif head:
            blank.append(head)
    unused = []
    for head in blank:
        unused.append((_head_text(head), [cell for cell in head if used.isdisjoint(cell.origins)]))
    return unused


def _left_out(table: _Table, unused: Sequence[str]) -> str:
    """What stands in no line of the text, as the end of a sentence; '' for nothing."""
    left: list[str] = []
    if table.blank:
        left.append(f"空白单元格 {table.blank} 个")
    if table.blank_rows:
        left.append(f"空行 {table.blank_rows} 行")
    if unused:
        left.append(f"没有内容的栏“{'、'.join(unused)}”")
    return f"；{'、'.join(left)}没有写" if left else ""


def _say(table: _Table, rows: Sequence[Traced], left: str, context: Context) -> None:
    first, last = (context.draft.line_of(row.origins[0]) for row in (rows[0], rows[-1]))
    lines = str(first) if first == last else f"{first} 至 {last}"
    context.doubts.add("I337", rows[0], lines=lines, found=table.name[:30], left=left)
