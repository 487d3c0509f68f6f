"""A table (表) as rows and cells of the Flow: caption and unit above it, notes below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ygt_docs.compose.flow import Block, Cell, Paragraph, Role, Row, Table
from ygt_docs.compose.high_rows import LINES_IN_ROW, RowHeight, row_height, with_high_rows_parted
from ygt_docs.compose.pictures import fitted_picture
from ygt_docs.compose.pieces import bound_row, paragraph, part, run
from ygt_docs.compose.table_layout import Widths, lay_out, lines_of
from ygt_docs.geometry.text import BORDER, CELL_ABOVE, CELL_SIDE, text_width, width_in_characters
from ygt_docs.notice.grid import NAMES_OF_IDENTIFIERS, Align, Grid, GridCell, is_total
from ygt_docs.notice.model import Orientation
from ygt_docs.notice.tables import Table as TypedTable
from ygt_docs.problems import Place, Problems
from ygt_docs.reading.text import Text
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import ZERO, Length

_NUMBER = re.compile(r"[-+−－]?[0-9][0-9,]*(?:\.[0-9]+)?[%％‰]?|[—–/／-]{1,2}")
_SHORT = 8  # 字: words up to here are centred
_ROLE_OF = {Align.LEFT: Role.TABLE_TEXT, Align.CENTRE: Role.TABLE_CENTRED, Align.RIGHT: Role.TABLE_NUMBER}


def table_blocks(table: TypedTable, orientation: Orientation, problems: Problems) -> list[Block]:
    """`table` with what stands around it, on pages of `orientation` unless it has to be turned."""
    grid = table.grid()
    widths = table_widths(table, orientation)
    report(widths, _place_of(table), problems)
    if table.caption is None:
        above = []
    else:
        above = [kept(Role.TABLE_CAPTION, table.caption)]
    above += [] if table.unit is None else [kept(Role.TABLE_UNIT, "单位：", table.unit)]
    roles = [_ROLE_OF[align] for align in table.aligns] or aligned(grid, table.titles)
    height = None
    if table.rows_a_page is not None and widths.missing is None:
        height = row_height(grid, widths, table.rows_a_page)
        if not height.fits:
            problems.add("N653", _place_of(table), count=table.rows_a_page)
    made = grid_table(grid, roles, widths, problems, height)
    below = []
    for line in table.notes:
        below.append(paragraph(Role.TABLE_NOTE, line))
    return turned([*above, made, *below], widths.orientation is not orientation)


def table_widths(table: TypedTable, orientation: Orientation) -> Widths:
    """Size, widths and orientation of `table` among text on pages of `orientation`."""
    size = None if table.size is None else table.size.length
    held = 0
    if table.rows_a_page is not None:
        held = LINES_IN_ROW
    return lay_out(table.grid(), orientation, size, table.orientation, held=held)


def report(widths: Widths, place: Place, problems: Problems) -> None:
    """Say what the columns have no room for."""
    if widths.missing is not None:
        problems.add("N652", place, missing=f"{widths.missing.mm:.1f}")
    elif not widths.good:
        problems.add("N651", place, count=widths.singles)


def turned(blocks: Sequence[Block], wanted: bool) -> list[Block]:
    """`blocks`, on turned pages of their own where that is `wanted`."""
    made: list[Block] = []
    for block in blocks:
        made.append(replace(block, turned=wanted) if isinstance(block, Paragraph | Table) else block)
    return made


def _place_of(table: TypedTable) -> Place:
    return (table.caption or table.source or table.heads[0].title).place


def kept(role: Role, *texts: str) -> Paragraph:
    """A paragraph that stays on the page of what follows it."""
    return replace(paragraph(role, *texts), keep_with_next=True)


def grid_table(
    grid: Grid, roles: Sequence[Role], widths: Widths, problems: Problems, height: RowHeight | None = None
) -> Table:
    """`grid` as a ruled table; `roles` are those of the cells below the head, one for each column.

    `height`: of the rows below the head where a page is to hold so many of them (None: as their text).
    """
    fractions = _fractions(grid, widths)
    grid, going_on = with_high_rows_parted(grid, widths)
    area = text_width(widths.orientation)
    rows: list[list[Cell]] = []
    for _ in grid.rows:
        rows.append([])
    for number, column, cell in grid.placed():
        role = roles[column] if cell.column_span == 1 else _spanning(cell.text)
        room = area * sum(fractions[column : column + cell.column_span]) - (CELL_SIDE + BORDER) * 2
        room = max(room, standard.TABLE_SIZE.value)  # where columns have no room at all, which is an error
        rows[number].append(_cell(cell, Role.TABLE_HEAD if number < grid.head else role, room, problems))
    heights = _least_heights(grid, height)
    made: list[Row] = []
    for number, cells in enumerate(rows):
        goes_on = number in going_on
        made.append(Row(tuple(cells), head=number < grid.head, least=heights[number], goes_on=goes_on))
    for number in _held_rows(grid, widths):
        made[number] = bound_row(made[number])
    size = None if widths.size == standard.TABLE_SIZE.value else widths.size
    whole = Table(tuple(made), fractions, size=size)
    if height is None:
        return whole
    return replace(whole, pitch=height.pitch)


def _least_heights(grid: Grid, height: RowHeight | None) -> list[Length | None]:
    """How high each row is at least (None: as its text); a cell over several rows asks as much of each of them.

    `height`: of all rows below the head (None: as their text).
    """
    heights: list[Length | None] = [None] * len(grid.rows)
    if height is not None:
        heights[grid.head :] = [height.least] * (len(grid.rows) - grid.head)
    for number, _, cell in grid.placed():
        if cell.height is None:
            continue
        share = cell.height / cell.row_span
        for row in range(number, min(number + cell.row_span, len(heights))):
            heights[row] = max(heights[row] or ZERO, share)
    return heights


def _held_rows(grid: Grid, widths: Widths) -> set[int]:
    """The rows that stay on the page of the next one: a merged cell needs so many of its rows for its own lines.

    Programs part such a cell at the end of a page each in their own way. And a total at the end of the table never
    stands alone on a page.
    """
    held: set[int] = set()
    last = len(grid.rows) - 1
    if last > grid.head and is_total(grid.rows[last]):
        held.add(last - 1)
    for number, column, cell in grid.placed():
        if cell.row_span == 1 or widths.missing is not None:
            continue
        if cell.picture is not None:
            held.update(range(number, number + cell.row_span - 1))
            continue
        if not cell.text:
            continue
        width = sum((item for item in widths.widths[column : column + cell.column_span]), ZERO)
        room = (width - CELL_SIDE * 2).over(widths.size)
        lines = sum(len(lines_of(line, room)) for line in cell.text.lines())
        held.update(range(number, number + min(lines, cell.row_span) - 1))
    return held


def _fractions(grid: Grid, widths: Widths) -> tuple[float, ...]:
    """The widths as parts of the type area; equal ones where not even a character has room."""
    area = text_width(widths.orientation)
    if widths.missing is not None:
        return (1 / grid.columns,) * grid.columns
    fractions: list[float] = []
    for width in widths.widths:
        fractions.append(width.over(area))
    return tuple(fractions)


def _cell(cell: GridCell, role: Role, room: Length, problems: Problems) -> Cell:
    """`cell` with its picture above its text; `room`: how wide that may be."""
    own = role if cell.align is None else _ROLE_OF[cell.align]
    lines = cell.text.lines() or [cell.text]
    if cell.vertical:
        paragraphs = [_one_under_another(cell.text)]
    else:
        paragraphs = []
        for line in lines:
            paragraphs.append(paragraph(own, line))
    if cell.picture is not None:
        words = paragraphs if cell.text.strip() else []
        paragraphs = [*_picture(cell, room, sum(len(item.lines) for item in words), problems), *words] or paragraphs
    return Cell(tuple(paragraphs), cell.row_span, cell.column_span)


def _picture(cell: GridCell, room: Length, lines: int, problems: Problems) -> list[Paragraph]:
    """The picture of `cell`, as high as the cell leaves beside `lines` of text; none where it could not be read."""
    assert cell.picture is not None
    line = standard.TABLE_SIZE.value * standard.TABLE_LINE.value
    if cell.height is None:
        height = None
    else:
        height = max(cell.height - CELL_ABOVE * 2 - line * lines, line)
    printed = fitted_picture(cell.picture, room, height, problems)
    if printed is None:
        return []
    return [Paragraph(Role.PICTURE, picture=printed)]


def _one_under_another(text: Text) -> Paragraph:
    """`text` with a line for each of its characters (竖排)."""
    signs = []
    for line in text.lines():
        for index in range(len(line)):
            signs.append(part(line, index, index + 1))
    return Paragraph(Role.TABLE_CENTRED, tuple((run(sign),) for sign in signs if sign.strip()))


def aligned(grid: Grid, titles: Sequence[str]) -> list[Role]:
    """The role of the cells in each column: amounts at the right, short words centred, text at the left.

    Figures that are no amounts (序号, 电话, 年份) count as short words; `titles` tell them.
    """
    texts: list[list[str]] = []
    for _ in range(grid.columns):
        texts.append([])
    for number, column, cell in grid.placed():
        if number >= grid.head and cell.column_span == 1 and cell.text:
            texts[column].append(cell.text)
    return [_role_of(column, title) for column, title in zip(texts, titles, strict=True)]


def _spanning(text: str) -> Role:
    """The role of a cell over several columns: short words are centred."""
    if is_short(text):
        return Role.TABLE_CENTRED
    return Role.TABLE_TEXT


def is_short(text: str) -> bool:
    """Whether every line of `text` is short enough to be centred."""
    return all(width_in_characters(line) <= _SHORT for line in text.split("\n"))


def _role_of(texts: Sequence[str], title: str) -> Role:
    numbers = bool(texts) and all(map(_NUMBER.fullmatch, texts))
    if numbers and NAMES_OF_IDENTIFIERS.search(title) is None:
        return Role.TABLE_NUMBER
    if all(map(is_short, texts)):
        return Role.TABLE_CENTRED
    return Role.TABLE_TEXT
