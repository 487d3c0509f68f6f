"""The sheets of an .xlsx: openpyxl reads them, after the package was looked at for what openpyxl would swallow."""

from __future__ import annotations

import datetime
import io
import math
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

import openpyxl
from lxml import etree
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from ygt_docs.docfiles.archive import Archive, OtherKindError, UnsafeFileError
from ygt_docs.docfiles.number_format import CHINESE_FORMATS, shown
from ygt_docs.docfiles.sheet import RawSheet, SheetCell, cell_place, column_number
from ygt_docs.docfiles.wml import attribute, child, children, local
from ygt_docs.docfiles.word_package import main_part, part_named, related
from ygt_docs.docfiles.word_symbols import script

_STRICT = "http://purl.oclc.org/"
_MOST_MERGED = 2_000_000  # cells in merged areas, for each of which openpyxl makes an object
_HIDDEN = ("hidden", "veryHidden")
_OVERFLOW = "#NUM!"
# A column of n characters is 7n + 5 pixels wide in Excel's usual face, and an inch has 96 of them.
_PIXELS, _MARGIN, _PIXEL_MM = 7, 5, 25.4 / 96
_POINT_MM = 25.4 / 72
_BROKEN = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    OSError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
    etree.LxmlError,
    SyntaxError,
    InvalidFileException,
)


def read_workbook(data: bytes, archive: Archive) -> list[RawSheet]:
    """Every sheet of the .xlsx `data`, whose parts are `archive`.

    Raises OtherKindError for what is no workbook, UnsafeFileError for what is damaged or would take more room than a
    sheet does.
    """
    parts = list(_parts(archive))
    for _, part, _ in parts:
        _require_bounded(archive.xml(part), part)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that do not print
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, rich_text=True, keep_links=False)
    except _BROKEN as error:
        raise UnsafeFileError(f"读不出工作表（{type(error).__name__}）") from None
    styles = _chinese_styles(archive)
    sheets: list[RawSheet] = []
    for title, part, hidden in parts:
        if title in book.sheetnames and isinstance(book[title], Worksheet):
            chinese = dict(_chinese(archive.xml(part), styles))
            raw = _read(book[title], book.epoch, chinese)
            raw.hidden = hidden
            raw.unstored = list(_unstored(archive.xml(part)))
            raw.drawn = child(archive.xml(part), "drawing") is not None
            sheets.append(raw)
    return sheets


def _parts(archive: Archive) -> Iterator[tuple[str, str, bool]]:
    """Title and part of each sheet, and whether it is hidden."""
    main = main_part(archive)
    root = archive.xml(main) if main else None
    if main is None or root is None or local(root) != "workbook":
        raise OtherKindError("另一种压缩文件")
    if root.tag.startswith(f"{{{_STRICT}"):
        raise UnsafeFileError("是“严格 Open XML”格式，请另存为普通的 Excel 工作簿（.xlsx）")
    for sheet in children(child(root, "sheets"), "sheet"):
        part = part_named(archive, main, attribute(sheet, "id"))
        if part:
            yield attribute(sheet, "name"), part, attribute(sheet, "state") in _HIDDEN


def _require_bounded(sheet: Any, part: str) -> None:
    """Raise UnsafeFileError where merged areas cover more than a sheet that anybody made."""
    covered = 0
    for item in children(child(sheet, "mergeCells"), "mergeCell"):
        area = _area(attribute(item, "ref"))
        if area is not None:
            covered += (area[2] - area[0] + 1) * (area[3] - area[1] + 1)
    if covered > _MOST_MERGED:
        raise UnsafeFileError(f"部件 {part} 里合并的单元格多得不正常（{covered} 格）")


def _area(name: str) -> tuple[int, int, int, int] | None:
    first, _, last = name.partition(":")
    begin, end = cell_place(first), cell_place(last or first)
    if begin is None or end is None:
        return None
    return (*begin, *end)


def _chinese_styles(archive: Archive) -> dict[str, str]:
    """The cell styles whose format a Chinese Excel knows by number alone, and openpyxl calls General."""
    main = main_part(archive)
    found: dict[str, str] = {}
    for part in related(archive, main or "", "styles"):
        root = archive.xml(part)
        own = set()
        for item in children(child(root, "numFmts"), "numFmt"):
            own.add(attribute(item, "numFmtId"))
        for number, style in enumerate(children(child(root, "cellXfs"), "xf")):
            name = attribute(style, "numFmtId")
            if name.isdecimal() and int(name) in CHINESE_FORMATS and name not in own:
                found[str(number)] = CHINESE_FORMATS[int(name)]
    return found


def _chinese(sheet: Any, styles: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The cells in one of `styles`, each with its format."""
    for row in children(child(sheet, "sheetData"), "row"):
        for cell in children(row, "c"):
            style = attribute(cell, "s")
            if style in styles:
                yield attribute(cell, "r"), styles[style]


def _unstored(sheet: Any) -> Iterator[str]:
    """The cells whose formula has no stored value: the program that wrote the file never reckoned it."""
    for row in children(child(sheet, "sheetData"), "row"):
        for cell in children(row, "c"):
            if child(cell, "f") is None or attribute(cell, "t") == "str":
                continue
            stored = child(cell, "v")
            if stored is None or not stored.text:
                yield attribute(cell, "r")


def _read(sheet: Worksheet, epoch: datetime.datetime, chinese: Mapping[str, str]) -> RawSheet:
    raw = RawSheet(sheet.title)
    # Only the cells that the file has: iter_rows would make one for each place up to a cell that was left far away.
    for place in sorted(sheet._cells):
        cell = sheet._cells[place]
        if cell.has_style and _has_border(cell):
            raw.framed.add(place)
        if isinstance(cell, MergedCell):
            continue
        if cell.comment is not None:
            raw.comments.append(cell.comment.text)
        if cell.value is None:
            continue
        found = _shown(cell, epoch, chinese, raw)
        if found.text:
            raw.cells[cell.row, cell.column] = found
    for area in sheet.merged_cells.ranges:
        raw.merged.append((area.min_row, area.min_col, area.max_row, area.max_col))
    raw.merged.sort()
    _read_columns(sheet, raw)
    for number, row_format in sheet.row_dimensions.items():
        if row_format.hidden:
            raw.hidden_rows.add(number)
        if row_format.height and row_format.customHeight:
            raw.heights[number] = row_format.height * _POINT_MM
    return raw


def _has_border(cell: Cell | MergedCell) -> bool:
    """Whether a rule stands on any side of `cell`."""
    border = cell.border
    return any(side is not None and side.style for side in (border.left, border.right, border.top, border.bottom))


def _read_columns(sheet: Worksheet, raw: RawSheet) -> None:
    """Widths and hidden columns: openpyxl keeps a run of like columns under its first letter."""
    last = max((column for _, column in raw.cells), default=0)
    for area in raw.merged:
        last = max(last, area[3])
    for letters, column_format in sheet.column_dimensions.items():
        first = column_format.min or column_number(letters)
        for column in range(first, min(column_format.max or first, last) + 1):
            if column_format.hidden:
                raw.hidden_columns.add(column)
            if column_format.width and column_format.customWidth:
                raw.widths[column] = (int(column_format.width * _PIXELS) + _MARGIN) * _PIXEL_MM


def _shown(cell: Cell, epoch: datetime.datetime, chinese: Mapping[str, str], raw: RawSheet) -> SheetCell:
    """What `cell` shows; `raw` learns of values such as #DIV/0! and of formats that are not known."""
    value: Any = cell.value
    if isinstance(value, str | CellRichText):
        text = _text(value)
        if cell.data_type == "e":
            raw.faults.setdefault(text, []).append(cell.coordinate)
        return SheetCell(text, cell.row, cell.column)
    if isinstance(value, bool):
        return SheetCell("TRUE" if value else "FALSE", cell.row, cell.column)
    if isinstance(value, float) and not math.isfinite(value):
        raw.faults.setdefault(_OVERFLOW, []).append(cell.coordinate)
        return SheetCell(_OVERFLOW, cell.row, cell.column)
    code = cell.number_format
    if cell.coordinate in chinese and isinstance(value, int | float):
        code = chinese[cell.coordinate]
        value = from_excel(value, epoch)
    found = shown(value, code)
    if not found.known:
        raw.unknown.setdefault(code, []).append(cell.coordinate)
    day = value.date() if isinstance(value, datetime.datetime) else None
    return SheetCell(found.text, cell.row, cell.column, day=day)


def _text(value: str | CellRichText) -> str:
    """The text of a cell, raised and lowered signs as such, line ends as line feeds."""
    parts: list[str] = []
    for part in value if isinstance(value, CellRichText) else [value]:
        if not isinstance(part, TextBlock):
            parts.append(str(part))
            continue
        align = part.font.vertAlign if part.font is not None else None
        signs = script(part.text, align == "superscript") if align in ("superscript", "subscript") else None
        parts.append(signs or part.text)
    return "".join(parts).replace("\r\n", "\n").replace("\r", "\n").strip()
