"""A table that is no task list becomes a block of the content: a 表 where it has a head, else a 表单.

What stands around the table comes along: the caption and the unit right above it, the notes right below. Where its
merged cells make no table at all, it becomes lines of text (`plain_table.py`), so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from ygt_docs.docfiles.decode import UPRIGHT, Reason
from ygt_docs.docfiles.rows import BOX
from ygt_docs.elements.catalogue import Role
from ygt_docs.elements.marks import ABOVE, LEFT
from ygt_docs.elements.numerals import EITHER
from ygt_docs.intake.context import Context, Node, NotThisShapeError, Tree
from ygt_docs.intake.names import with_names
from ygt_docs.intake.pictures import is_picture, picture_block, picture_cell, with_caption
from ygt_docs.intake.plain_table import FORM_LABEL, NOTE, as_text, grid_of, is_form, is_value, whole_rows
from ygt_docs.intake.shapes import is_table_row
from ygt_docs.intake.traced import NOTHING, Block, Derived, Traced
from ygt_docs.notice.grid import GridCell, GridReader
from ygt_docs.reading.text import Text

BLOCKS = frozenset({"表", "表单", "名单", "图"})
"""The keys of what a table, a list of names or a picture becomes."""

_CAPTION = re.compile(
    rf"(?:附?表|专栏) ?{EITHER}(?:[-－—.．][0-9]{{1,2}})?(?:[ 　：:.．、][^。；]{{0,40}}|[^，。；：]{{0,40}})"
)
_UNIT = re.compile(r"(?P<open>[（(]?)(?:计量)?单位[：:] ?(?P<unit>[^）)。；]{1,20})[）)]?")
_ORDER = ("题", "单位", "栏", "行", "空行", "注")
_MOST_HEAD_ROWS = 3
_BLANK_OF_FORM = 0.25  # the least part of the cells of a form that is blank


@dataclass
class _Table:
    """A table as it is read; `around` are lines of its own that are neither caption nor unit nor note, `marks` those of
    merged cells that are not in its rows."""

    rows: list[list[Traced]]
    captions: list[Traced] = field(default_factory=list)
    units: list[Traced] = field(default_factory=list)
    notes: list[Traced] = field(default_factory=list)
    around: list[Traced] = field(default_factory=list)
    marks: list[Traced] = field(default_factory=list)

    @property
    def width(self) -> int:
        """How many cells the rows have."""
        return len(self.rows[0])


def with_blocks(lines: Sequence[Traced], context: Context, given_up: NotThisShapeError | None = None) -> list[Traced]:
    """`lines` with each table as a :class:`Block`. `given_up` says why the first table is no task list."""
    out: list[Traced] = []
    for is_table, group in groupby(whole_rows(lines), is_table_row):
        rest = list(group)
        if not is_table:
            _give_below(rest, out, context)
            out.extend(with_names(rest, context))
            continue
        for are_pictures, rows in groupby(rest, is_picture):
            if are_pictures:
                out.extend(picture_block(row, context) for row in rows)
            else:
                out.extend(_read(list(rows), _taken_above(out, context), context, given_up))
                given_up = None
    return out


def _give_below(rest: list[Traced], out: Sequence[Traced], context: Context) -> None:
    """Give the first lines of `rest` to the block at the end of `out` that they belong to: notes, a caption."""
    last = out[-1] if out else None
    if not isinstance(last, Block):
        return
    if "图" in last.tree:
        if rest and with_caption(last, rest[0], context):
            del rest[0]
        return
    (tree,) = last.tree.values()
    while rest and _is_note_below(rest[0], context):
        tree.setdefault("注", []).append(rest.pop(0))


def stands_above(line: Traced, context: Context) -> bool:
    """Whether `line` belongs to the table under it: its caption (表1 …, or styled as one), its unit (单位：万元)."""
    return _is_caption(line, context) or _is_unit(line, context)


def _is_caption(line: Traced, context: Context) -> bool:
    return _CAPTION.fullmatch(line) is not None or context.draft.role_of(line) == Role.TABLE_CAPTION


def _is_unit(line: Traced, context: Context) -> bool:
    return _UNIT.fullmatch(line) is not None


def _is_note_below(line: Traced, context: Context) -> bool:
    return NOTE.match(line) is not None or context.draft.role_of(line) == Role.TABLE_NOTE


def _taken_above(out: list[Traced], context: Context) -> list[Traced]:
    """The lines at the end of `out` that belong to the table below, one of a kind, taken off it."""
    taken: list[Traced] = []
    for is_it in (_is_unit, _is_caption, _is_unit):
        if out and is_it(out[-1], context) and not any(is_it(line, context) for line in taken):
            taken.insert(0, out.pop())
    return taken


def _read(
    rows: Sequence[Traced], above: Sequence[Traced], context: Context, given_up: NotThisShapeError | None
) -> list[Traced]:
    """The block that a table becomes with the lines `above` it; its lines of text where it can be no block."""
    try:
        with context.attempt():
            made = _block(rows, above, context)
    except NotThisShapeError:
        return [*above, *as_text(rows, context, given_up)]
    if given_up is not None and given_up.at is not None and given_up.code is not None:
        context.doubts.add(given_up.code, given_up.at, comment=False, left="", **given_up.words)
    return made


def _block(rows: Sequence[Traced], above: Sequence[Traced], context: Context) -> list[Traced]:
    typed = []
    for cells in grid_of(rows, context):
        if cells:
            typed.append(cells)
    if len(typed) < 2:
        raise NotThisShapeError
    if BOX.match(typed[0][0]) is not None and max(map(len, typed)) == 1:
        return [*above, _box(rows, typed, context)]
    uneven = [row for row, cells in zip(rows, typed, strict=False) if len(cells) != len(typed[0])]
    table = _table(typed)
    for line in above:
        (table.units if _UNIT.fullmatch(line) else table.captions).append(line)
    count = _head_rows(table.rows)
    key, tree = "表单", _form(table)
    if count:
        key, tree = "表", _with_head(table, count, context)
    rows_of_tree = tree.get("行", [])
    _hold(rows_of_tree, table.width)
    for row in rows_of_tree:
        row[:] = [_own_cell(cell, context) for cell in row]
    around = _with_words_around(tree, key, table, context)
    first, last = (context.draft.line_of(row.origins[0]) for row in (rows[0], rows[-1]))
    where = str(first) if first == last else f"{first} 至 {last}"
    words: dict[str, Any] = {
        "lines": where,
        "found": _name(table),
        "kind": key,
        "rows": len(rows_of_tree),
        "columns": table.width,
    }
    context.doubts.add("I396", rows[0], comment=False, **words)
    if uneven:
        context.doubts.add("I397", uneven[0], comment=False, found=_name(table), count=len(uneven))
    return [*around, Block.of({key: {part: tree[part] for part in _ORDER if part in tree}})]


def _box(rows: Sequence[Traced], typed: Sequence[Sequence[Traced]], context: Context) -> Block:
    """A box (专栏) as a form of one cell, whose paragraphs are lines."""
    whole = typed[0][0]
    for (line,) in typed[1:]:
        whole = Traced(f"{whole}\n{line}", (*whole.origins, whole.origins[-1], *line.origins))
    first, last = (context.draft.line_of(row.origins[0]) for row in (rows[0], rows[-1]))
    words: dict[str, Any] = {"lines": f"{first} 至 {last}", "found": str(typed[0][0])[:30], "kind": "表单"}
    context.doubts.add("I396", rows[0], comment=False, rows=1, columns=1, **words)
    return Block.of({"表单": {"行": [[whole]]}})


def _table(typed: Sequence[Sequence[Traced]]) -> _Table:
    """The rows of a table without its caption and its notes, all of them as long."""
    width = max(map(len, typed))
    rows: list[list[Traced]] = []
    for cells in typed:
        rows.append([*cells, *[NOTHING] * (width - len(cells))])
    while width > 1 and not any(row[width - 1] for row in rows):
        width -= 1
    table = _Table([row[:width] for row in rows])
    rows = table.rows
    while len(rows) > 2 and width > 1 and _stands_over_all(rows[0]) and _lone(rows[1]) is None:
        _take_above(rows.pop(0), table)
    while len(rows) > 2 and _is_note(rows[-1]):
        table.notes.insert(0, _taken(rows.pop(), table))
    return table


def _lone(row: Sequence[Traced]) -> Traced | None:
    """The one cell of `row` that has words; None: there is another number of them."""
    filled = []
    for cell in row:
        if cell and cell not in (ABOVE, LEFT):
            filled.append(cell)
    if len(filled) == 1 and ABOVE not in row:
        return filled[0]
    return None


def _stands_over_all(row: Sequence[Traced]) -> bool:
    """Whether `row` holds words about the whole table: one cell, and no blank one beside it that was made to be filled
    in."""
    cell = _lone(row)
    if cell is None or FORM_LABEL.fullmatch(cell) is not None:
        return False
    behind = row[row.index(cell) + 1 :]
    covered = []
    for other in behind:
        if other == LEFT:
            covered.append(other)
    return list(behind[: len(covered)]) == covered and LEFT not in row[: row.index(cell)]


def _is_note(row: Sequence[Traced]) -> bool:
    cell = _lone(row)
    return cell is not None and NOTE.match(cell) is not None


def _take_above(row: Sequence[Traced], table: _Table) -> None:
    cell = _taken(row, table)
    if _UNIT.fullmatch(cell) and not table.units:
        table.units.append(cell)
    elif not table.captions:
        table.captions.append(cell)
    else:
        table.around.append(cell)


def _taken(row: Sequence[Traced], table: _Table) -> Traced:
    """The words of a row with one cell; the marks of what it covers are kept to be dropped."""
    cell = _lone(row)
    assert cell is not None
    for other in row:
        if other == LEFT:
            table.marks.append(other)
    return cell


def _head_rows(rows: Sequence[Sequence[Traced]]) -> int:
    """How many rows are the head; 0: there is none, and the table is a form."""
    first = []
    for cell in rows[0]:
        if cell and cell != LEFT:
            first.append(cell)
    if len(first) < 2 or ABOVE in first or is_form(rows[0]) or any(map(is_value, first)):
        return 0
    count = 1
    while count < min(_MOST_HEAD_ROWS, len(rows) - 1) and _goes_on(rows[count - 1], rows[count]):
        count += 1
    if count == 1 and len(set(first)) < len(first):
        return 0
    return 0 if _is_blank_form(rows, count) else count


def _goes_on(above: Sequence[Traced], row: Sequence[Traced]) -> bool:
    """Whether `row` is one more row of the head: words under what is merged sideways, 〃 under all else."""
    open_above = []
    for cell in above:
        open_above.append(cell == LEFT or (not cell and ABOVE in row))
    words = [cell for cell in row if cell not in ("", ABOVE, LEFT)]
    return any(open_above) and bool(words) and not any(map(is_value, words))


def _is_blank_form(rows: Sequence[Sequence[Traced]], count: int) -> bool:
    """Whether the first row has blank cells as a form has (姓名, blank, 性别, blank), and not only in its corner."""
    if count > 1 or all(rows[0][1:]):
        return False
    cells = [cell for row in rows for cell in row]
    return sum(not cell for cell in cells) >= _BLANK_OF_FORM * len(cells)


def _form(table: _Table) -> Tree:
    return {"行": [list(row) for row in table.rows]}


def _with_head(table: _Table, count: int, context: Context) -> Tree:
    heads = table.rows[:count]
    tree: Tree = {"栏": _heads(heads, 0, 0, table.width)}
    for row in heads:
        for cell in row:
            if cell in (ABOVE, LEFT):
                context.ledger.drop(cell, Reason.TABLE_MARKS)
    rows = [list(row) for row in table.rows[count:]]
    blank = 0
    while rows and not any(rows[-1]):
        rows.pop()
        blank += 1
    if rows:
        tree["行"] = rows
    if blank:
        tree["空行"] = Derived(blank, ())
    return tree


def _heads(rows: Sequence[Sequence[Traced]], level: int, first: int, end: int) -> list[Node]:
    """The headings of the columns from `first` up to `end`, from the row `level` of the head on.

    Raises NotThisShapeError where what is merged makes no tree.
    """
    found: list[Node] = []
    column = first
    while column < end:
        after = _end_of(rows, level, column, end)
        title = rows[level][column]
        if title in (ABOVE, LEFT):
            raise NotThisShapeError
        below = _below(rows, level + 1, column)
        if below is not None:
            found.append({"标题": title, "下级": _heads(rows, below, column, after)})
        elif after - column > 1:
            raise NotThisShapeError
        else:
            found.append(title)
        column = after
    return found


def _end_of(rows: Sequence[Sequence[Traced]], level: int, column: int, end: int) -> int:
    """The column after those that the heading in `column` stands over: marked as merged, or blank over words."""
    after = column + 1
    while after < end:
        covers = rows[level][after] == LEFT
        if not rows[level][after] and level + 1 < len(rows):
            covers = rows[level + 1][after] not in ("", ABOVE) and rows[level + 1][column] not in ("", ABOVE)
        if not covers:
            break
        after += 1
    return after


def _below(rows: Sequence[Sequence[Traced]], level: int, column: int) -> int | None:
    """The row in which a heading above `column` has headings of its own; None: it reaches down to the rows."""
    for number in range(level, len(rows)):
        if rows[number][column] not in ("", ABOVE):
            return number
    return None


def _hold(rows: Sequence[Sequence[Traced]], width: int) -> None:
    """Raises NotThisShapeError where the merged cells of `rows` make no table."""
    reader = GridReader(width)
    cells: list[list[GridCell | str]] = []
    for row in rows:
        cells.append([str(cell) if cell in (ABOVE, LEFT) else GridCell(Text(str(cell))) for cell in row])
    reader.read(cells)
    if reader.all_faults():
        raise NotThisShapeError


def _with_words_around(tree: Tree, key: str, table: _Table, context: Context) -> list[Traced]:
    """Put caption, unit and notes into `tree`; the lines that have no key there are given back."""
    for mark in table.marks:
        context.ledger.drop(mark, Reason.TABLE_MARKS)
    around = list(table.around)
    if table.captions:
        tree["题"] = table.captions[-1]
        around = [*table.captions[:-1], *around]
    if table.units and key == "表":
        unit = table.units[-1]
        match = _UNIT.fullmatch(unit)
        assert match is not None
        context.ledger.drop(unit.outside(match, "unit"), Reason.LABEL)
        tree["单位"] = unit.group(match, "unit")
        around += table.units[:-1]
    else:
        around += table.units
    if table.notes:
        tree["注"] = list(table.notes)
    return around


def _own_cell(cell: Traced, context: Context) -> Node:
    """`cell` as it is typed: words that stand one character under another say so."""
    if context.draft.role_of(cell) != UPRIGHT:
        return picture_cell(cell, context)
    return {"字": cell, "竖排": Derived("是", ())}


def _name(table: _Table) -> str:
    """What tells this table from others: its caption, else its first row."""
    words = table.captions or [cell for cell in table.rows[0] if cell not in ("", ABOVE, LEFT)]
    return "、".join(words)[:30]
