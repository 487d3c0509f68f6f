"""A form to be filled in (表单) as a table of the Flow: labels centred, blank cells high enough to write in."""

from __future__ import annotations

from dataclasses import replace

from ygt_docs.compose.flow import Block, Role, Row, Table
from ygt_docs.compose.grid_table import grid_table, is_short, kept, report, turned
from ygt_docs.compose.pictures import BELOW
from ygt_docs.compose.pieces import bound_row, paragraph
from ygt_docs.compose.table_layout import Widths, lay_out
from ygt_docs.geometry.text import CELL_ABOVE
from ygt_docs.notice.forms import Form
from ygt_docs.notice.grid import Align, Grid, GridCell
from ygt_docs.notice.model import Orientation
from ygt_docs.problems import NOWHERE, Place, Problems
from ygt_docs.reading.text import place_of
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import ZERO, Length


def form_blocks(form: Form, orientation: Orientation, problems: Problems) -> list[Block]:
    """`form` with what stands around it; its rows stay on one page where that holds them."""
    widths = form_widths(form, orientation)
    report(widths, _place_of(form), problems)
    grid = _form_grid(form)
    made = grid_table(grid, [Role.TABLE_TEXT] * grid.columns, widths, problems)
    if form.caption is None:
        above = []
    else:
        above = [kept(Role.TABLE_CAPTION, form.caption)]
    below = []
    for line in form.notes:
        below.append(paragraph(Role.TABLE_NOTE, line))
    return turned([*above, _on_one_page(made), *below], widths.orientation is not orientation)


def form_widths(form: Form, orientation: Orientation) -> Widths:
    """Size, widths and orientation of `form`; the columns to be filled in share the room that the labels leave."""
    grid = _form_grid(form)
    return lay_out(grid, orientation, to_fill=_blank_columns(grid))


def _form_grid(form: Form) -> Grid:
    """The grid of `form`, its cells aligned one by one, each row high enough to write in."""
    grid = form.grid()
    rows: list[tuple[GridCell, ...]] = []
    for row in grid.rows:
        rows.append(tuple(map(_with_room, row)))
    return replace(grid, rows=tuple(rows))


def _with_room(cell: GridCell) -> GridCell:
    height = cell.height
    if height is None and cell.picture is None:
        height = standard.TABLE_BLANK_ROW.value
    if cell.text.strip() and is_short(cell.text):
        label = Align.CENTRE
    else:
        label = Align.LEFT
    return replace(cell, height=height, align=cell.align or label)


def _blank_columns(grid: Grid) -> frozenset[int]:
    """The columns in which more cells are blank than not."""
    blanks = [0] * grid.columns
    for _, column, cell in grid.placed():
        if cell.column_span == 1 and cell.picture is None:
            blanks[column] += -1 if cell.text.strip() else 1
    return frozenset(column for column, blank in enumerate(blanks) if blank > 0)


def _on_one_page(table: Table) -> Table:
    """`table` with its rows bound to each other, if a page holds them all."""
    height = ZERO
    for row in table.rows:
        height += _height(row, table)
    if height > standard.TYPE_AREA_HEIGHT.value * 0.9:
        return table
    return replace(table, rows=(*map(bound_row, table.rows[:-1]), table.rows[-1]))


def _height(row: Row, table: Table) -> Length:
    """About how high `row` is: as high as was asked for, or as its cells that cover one row."""
    line = table.line or standard.TABLE_SIZE.value * standard.TABLE_LINE.value
    highest = line
    for cell in row.cells:
        inked = ZERO
        for item in cell.paragraphs:
            inked += line * len(item.lines) if item.picture is None else item.picture.height + BELOW
        highest = max(highest, inked / cell.row_span)
    return max(highest + CELL_ABOVE * 2, row.least or ZERO)


def _place_of(form: Form) -> Place:
    if form.caption is not None:
        return form.caption.place
    for row in form.rows:
        for cell in row:
            place = place_of(getattr(cell, "text", cell))
            if place is not NOWHERE:
                return place
    return NOWHERE
