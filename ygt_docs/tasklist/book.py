"""Workbooks (.xlsx) that go out: cells as text, one look, A4 landscape, the same bytes for the same content."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ygt_docs.problems import UserError, problem

MOST_CHARACTERS = 32_767  # of a cell; more is cut off by Excel without a word
DATE_FORMAT = "yyyy-mm-dd"
_SHEET_SIGNS = re.compile(r"[\[\]:*?/\\]")
_LONGEST_SHEET_NAME = 31
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_THIN = Side(style="thin", color="000000")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_GREY, _YELLOW = PatternFill("solid", fgColor="E7E6E6"), PatternFill("solid", fgColor="FFF9E5")
_A4 = 9


@dataclass(frozen=True)
class Column:
    """A column of a sheet: its head, its width in characters, and whether it is centred, hidden or to be filled in."""

    title: str
    width: int
    centred: bool = False
    hidden: bool = False
    fill: bool = False
    date: bool = False


def sheet_name(wanted: str, taken: Sequence[str]) -> str:
    """`wanted` as a sheet may be called: 31 characters, none that Excel refuses, and no name twice."""
    plain = _SHEET_SIGNS.sub("", wanted).strip("' ")[:_LONGEST_SHEET_NAME] or "表"
    name, number = plain, 1
    lower = set()
    for item in taken:
        lower.add(item.lower())
    while name.lower() in lower:
        number += 1
        name = f"{plain[: _LONGEST_SHEET_NAME - len(str(number)) - 1]}-{number}"
    return name


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell that no merged area covers yet."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def put(cell: Cell, value: str | datetime.date | int | None, column: Column | None = None) -> None:
    """Put a value into a cell with the look of a table; text is text even where it begins with =.

    Raises UserError L301 for text that Excel would cut off.
    """
    _fill(cell, value)
    cell.border = _BORDER
    cell.font = Font(name="仿宋", size=11)
    centred = column is not None and column.centred
    cell.alignment = Alignment(horizontal="center" if centred else "left", vertical="center", wrap_text=True)
    if column is not None and column.date:
        cell.number_format = DATE_FORMAT
    if column is not None and column.fill:
        cell.fill = _YELLOW
        cell.protection = Protection(locked=False)


def put_like(cell: Cell, value: str | datetime.date | int | None, above: Cell) -> None:
    """Put a value into a cell that looks like `above`: in a long sheet each look is made once. Raises as `put`."""
    _fill(cell, value)
    cell._style = copy(above._style)  # type: ignore[attr-defined]  # no public name, but the way that openpyxl shows


def _fill(cell: Cell, value: str | datetime.date | int | None) -> None:
    if isinstance(value, str):
        if len(value) > MOST_CHARACTERS:
            raise UserError([problem("L301", found=value[:20], most=MOST_CHARACTERS)])
        cell.value = value or None
        if value:
            cell.data_type = "s"
    elif value is not None:
        cell.value = value


def put_title(sheet: Worksheet, row: int, text: str, columns: int, size: int = 16) -> None:
    """A line over the whole width of the table."""
    cell = cell_at(sheet, row, 1)
    cell.value = text
    cell.data_type = "s"
    cell.font = Font(name="黑体", size=size)
    cell.alignment = Alignment(horizontal="center" if size > 12 else "left", vertical="center", wrap_text=True)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
    sheet.row_dimensions[row].height = size * 2


def put_head(sheet: Worksheet, row: int, columns: Sequence[Column]) -> None:
    """The row of column titles; rows down to it stay in sight and are printed on every page."""
    for number, column in enumerate(columns, start=1):
        cell = cell_at(sheet, row, number)
        put(cell, column.title)
        cell.font = Font(name="黑体", size=11)
        cell.fill = _GREY
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[letter].hidden = column.hidden
    sheet.freeze_panes = sheet.cell(row + 1, 1).coordinate
    sheet.print_title_rows = f"1:{row}"


def put_group(sheet: Worksheet, row: int, text: str, first: int, last: int) -> None:
    """A row of one cell, the heading of a group of tasks."""
    for number in range(first, last + 1):
        put(cell_at(sheet, row, number), "")
    cell = cell_at(sheet, row, first)
    put(cell, text)
    cell.font = Font(name="黑体", size=11)
    sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)


def fit_rows(sheet: Worksheet, first: int, columns: Sequence[Column]) -> None:
    """Rows as high as their longest cell needs: no program finds the height of merged cells by itself."""
    wide: dict[str, int] = {}
    for area in sheet.merged_cells.ranges:
        if area.max_col > area.min_col:
            wide[area.start_cell.coordinate] = sum(column.width for column in columns[area.min_col - 1 : area.max_col])
    for cells in sheet.iter_rows(min_row=first):
        lines = 1
        for cell, column in zip(cells, columns, strict=False):
            if not column.hidden and isinstance(cell.value, str):
                lines = max(lines, _lines(cell.value, wide.get(cell.coordinate, column.width)))
        sheet.row_dimensions[cells[0].row or first].height = min(15 * lines + 6, 400)


def _lines(text: str, width: int) -> int:
    count = 0
    for line in text.split("\n"):
        wide = sum(2 if ord(sign) > 0x2E80 else 1 for sign in line)
        count += max(1, -(-wide // max(width - 1, 1)))
    return count


def set_up_page(sheet: Worksheet) -> None:
    """A4 landscape, as wide as the page, page numbers at the foot."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    footer = sheet.oddFooter
    assert footer is not None
    footer.center.text = "第 &P 页，共 &N 页"


def saved(workbook: Workbook) -> bytes:
    """The workbook as a file: without the hour at which it was made."""
    stamp = datetime.datetime(*_EPOCH)
    workbook.properties.created = stamp
    workbook.properties.creator = "ygt-docs"
    made = io.BytesIO()
    workbook.save(made)
    out = io.BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", data)
            target.writestr(zipfile.ZipInfo(entry.filename, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
