"""Tables and forms that come from a sheet (来源): its cells as a grid, each with its place in the sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ygt_docs.docfiles.sheet import Sheet, SheetCell
from ygt_docs.notice.fields import Fault, fault
from ygt_docs.notice.grid import Grid, GridCell
from ygt_docs.problems import Place
from ygt_docs.reading.text import Text
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length, Mm

_LEAST_FACTOR = 0.8  # columns that were set for a screen say nothing of a page that is much narrower


def sheet_grid(sheet: Sheet, head: int, *, with_heights: bool = False) -> Grid:
    """The cells of `sheet` as a grid with `head` rows of head; `with_heights`: rows are as high as the sheet says."""
    rows: list[tuple[GridCell, ...]] = []
    for number, line in enumerate(sheet.rows):
        if with_heights and number < len(sheet.heights):
            height = sheet.heights[number]
        else:
            height = None
        cells: list[GridCell] = []
        for cell in line:
            if cell is not None:
                cells.append(_grid_cell(sheet, cell, height))
        rows.append(tuple(cells))
    columns = len(sheet.rows[0]) if sheet.rows else 0
    return Grid(tuple(rows), columns, head, _widths(sheet))


def _grid_cell(sheet: Sheet, cell: SheetCell, height: float | None) -> GridCell:
    text = Text(cell.text, sheet.place(cell))
    least = None if height is None else Mm(height)
    return GridCell(text, cell.rows, cell.columns, height=least)


def _widths(sheet: Sheet) -> tuple[Length | None, ...]:
    """The widths of the sheet, made narrower to fit a page; () where some are not set or the page is far too narrow."""
    if not sheet.widths or any(width is None for width in sheet.widths):
        return ()
    widths = []
    for width in sheet.widths:
        widths.append(width or 0.0)
    factor = min(1.0, standard.TYPE_AREA_WIDTH.value.mm / sum(widths))
    if factor >= _LEAST_FACTOR:
        return tuple(Mm(width * factor) for width in widths)
    return ()


def head_rows(sheet: Sheet) -> int:
    """How many rows the head of a table in `sheet` has: those that the cells of its first row reach down to."""
    return max((cell.rows for cell in sheet.rows[0] if cell is not None), default=1)


def title_row(sheet: Sheet) -> Place | None:
    """Where a title stands above the head (None: nowhere): the first row is one cell over all columns."""
    first = []
    for cell in sheet.rows[0]:
        if cell is not None and cell.text:
            first.append(cell)
    alone = len(first) == 1 and len(sheet.rows[0]) > 1 and len(sheet.rows) > 2
    return sheet.place(first[0]) if alone else None


def source_faults(
    typed: Mapping[str, Any], needed: Sequence[str], replaced: Sequence[str], about: Sequence[str]
) -> Iterator[Fault]:
    """What is wrong with the keys of a table or form: `needed` without a 来源, which takes the place of `replaced`.

    `about` are keys that say something of a sheet.
    """
    if "来源" in typed:
        for key in replaced:
            if key in typed:
                yield fault("N631", key, found=key)
        return
    for key in about:
        if key in typed:
            yield fault("N632", key, found=key)
    for key in needed:
        if key not in typed:
            yield fault("missing", key)
