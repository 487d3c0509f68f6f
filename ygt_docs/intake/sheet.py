"""Excel files (.xlsx) with a task table: the rows of each sheet that shows, dates as dates, merged cells as such."""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ygt_docs.archive import Archive, UnsafeFileError
from ygt_docs.intake.decode import Decoded, Drafting
from ygt_docs.intake.rows import DITTO, Cell, table_lines
from ygt_docs.intake.word_text import Line
from ygt_docs.intake.word_xml import attribute, child, children, local
from ygt_docs.intake.worddoc import main_part, related

_EXCEL = "Excel 文件"
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_DATE_FORMATS = frozenset([*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)])
_DATE_CODE = re.compile(r"[ymd年月日]", re.I)
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_MOST_ROWS, _MOST_COLUMNS = 5_000, 100
_DAY_ZERO, _DAY_ZERO_1904 = datetime.date(1899, 12, 30), datetime.date(1904, 1, 1)


def read_sheets(archive: Archive) -> Decoded | None:
    """The sheets of an .xlsx as tables; None: the package holds no workbook. Raises UnsafeFileError for damage."""
    main = main_part(archive)
    root = archive.xml(main) if main else None
    if main is None or root is None or local(root) != "workbook":
        return None
    book, out = _Book(archive, main, root), Drafting()
    for name, part, hidden in book.sheets():
        lines = [] if hidden else list(_lines(book, archive.xml(part)))
        if not any(line.text.strip(" |") for line in lines):
            out.note("I225", found=name)
            continue
        for line in lines:
            for code, words in line.notes:
                out.note(code, **words)
            for text, reason in line.pieces:
                out.put(text, reason)
            out.end_line()
    return out.decoded(_EXCEL)


@dataclass
class _Book:
    """A workbook: its shared strings, and which cell formats are dates."""

    archive: Archive
    main: str
    root: Any
    strings: list[str] = field(default_factory=list)
    dates: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        for part in related(self.archive, self.main, "sharedStrings")[:1]:
            self.strings = [_string(item) for item in children(self.archive.xml(part), "si")]
        for part in related(self.archive, self.main, "styles")[:1]:
            self.dates = list(_dates(self.archive.xml(part)))

    @property
    def day_zero(self) -> datetime.date:
        """The day that Excel counts from."""
        since_1904 = attribute(child(self.root, "workbookPr"), "date1904") in ("1", "true")
        return _DAY_ZERO_1904 if since_1904 else _DAY_ZERO

    def sheets(self) -> Iterator[tuple[str, str, bool]]:
        """Name and part of each sheet, and whether it is hidden."""
        folder, name = posixpath.split(self.main)
        relations = self.archive.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        targets = {
            attribute(item, "Id"): attribute(item, "Target")
            for item in children(relations, "Relationship")
            if attribute(item, "Type").endswith("/worksheet")
        }
        for sheet in children(child(self.root, "sheets"), "sheet"):
            target = targets.get(attribute(sheet, "id"))
            if target is not None:
                part = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                yield attribute(sheet, "name"), part, attribute(sheet, "state") in ("hidden", "veryHidden")

    def text(self, cell: Any) -> str:
        """What a cell shows."""
        kind, typed = attribute(cell, "t"), child(cell, "v")
        found = (typed.text or "") if typed is not None else ""
        if kind == "inlineStr":
            return _string(child(cell, "is"))
        if kind == "s":
            return self.strings[int(found)] if found.isdecimal() and int(found) < len(self.strings) else ""
        if kind in ("str", "e", "b"):
            return found
        style = attribute(cell, "s")
        is_date = style.isdecimal() and int(style) < len(self.dates) and self.dates[int(style)]
        return _number(found, self.day_zero if is_date else None)


def _number(typed: str, day_zero: datetime.date | None) -> str:
    try:
        number = float(typed)
    except ValueError:
        return typed
    if day_zero is not None and 0 < number < 2_958_466:
        day = day_zero + datetime.timedelta(days=int(number))
        return f"{day.year}年{day.month}月{day.day}日"
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(number)


def _string(item: Any) -> str:
    """The text of a string, its phonetic guide left out."""
    if item is None:
        return ""
    parts = [item, *children(item, "r")]
    return "".join(text.text or "" for part in parts for text in children(part, "t"))


def _dates(styles: Any) -> Iterator[bool]:
    codes = {
        attribute(item, "numFmtId"): attribute(item, "formatCode")
        for item in children(child(styles, "numFmts"), "numFmt")
    }
    for item in children(child(styles, "cellXfs"), "xf"):
        name = attribute(item, "numFmtId")
        code = _QUOTED.sub("", codes.get(name, ""))
        yield bool(_DATE_CODE.search(code)) or (name.isdecimal() and len(name) < 4 and int(name) in _DATE_FORMATS)


def _lines(book: _Book, sheet: Any) -> Iterator[Line]:
    """The rows of a sheet: those with one cell before the table are its title, one with none is left out."""
    grid = _grid(book, sheet)
    rows = [row for row in grid if any(cell.text not in ("", DITTO) for cell in row)]
    head = 0
    while head < len(rows) and sum(bool(cell.text) for cell in rows[head]) == 1:
        yield from (line for cell in rows[head] for line in cell.lines)
        head += 1
    yield from table_lines(rows[head:])


def _grid(book: _Book, sheet: Any) -> list[list[Cell]]:
    texts: dict[tuple[int, int], str] = {}
    for row in children(child(sheet, "sheetData"), "row"):
        for cell in children(row, "c"):
            place, text = _place(attribute(cell, "r")), book.text(cell)
            if place is not None and text.strip():
                texts[place] = text
    for area in children(child(sheet, "mergeCells"), "mergeCell"):
        _merge(attribute(area, "ref"), texts)
    if not texts:
        return []
    last_row, last_column = max(row for row, _ in texts), max(column for _, column in texts)
    first_row, first_column = min(row for row, _ in texts), min(column for _, column in texts)
    if last_row - first_row >= _MOST_ROWS or last_column - first_column >= _MOST_COLUMNS:
        raise UnsafeFileError(f"工作表有 {last_row} 行 {last_column} 列，不像任务清单")
    return [
        [_cell(texts.get((row, column), "")) for column in range(first_column, last_column + 1)]
        for row in range(first_row, last_row + 1)
    ]


def _merge(area: str, texts: dict[tuple[int, int], str]) -> None:
    first, _, last = area.partition(":")
    begin, end = _place(first), _place(last or first)
    if begin is None or end is None or begin not in texts or (begin[1] != end[1] and begin[0] != end[0]):
        return
    if begin[1] == end[1]:
        for row in range(begin[0] + 1, min(end[0], begin[0] + _MOST_ROWS) + 1):
            texts.setdefault((row, begin[1]), DITTO)


def _place(name: str) -> tuple[int, int] | None:
    """Row and column of A1, from 1; None: no such place."""
    match = _PLACE.fullmatch(name)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


def _cell(text: str) -> Cell:
    lines = [Line([(part, None)]) for part in re.split("[\r\n]+", text) if part]
    return Cell(lines)
