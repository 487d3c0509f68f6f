"""Excel files (.xlsx) with a task table: the rows of each sheet that shows, dates as dates, merged cells as such."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from ygt_docs.docfiles.archive import Archive, UnsafeFileError
from ygt_docs.docfiles.package import main_part, part_named, related
from ygt_docs.docfiles.xml import attribute, child, children, local
from ygt_docs.intake.decode import Decoded, Drafting
from ygt_docs.intake.rows import DITTO, Cell, table_lines
from ygt_docs.intake.word_symbols import script
from ygt_docs.intake.word_text import Line

_EXCEL = "Excel 文件"
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_DATE = "yyyy-m-d"
_TIME = "h:mm"
# The formats that Excel has by number, as far as they show a number as something else than its digits.
_BUILT_IN = {
    **dict.fromkeys([*range(14, 18), *range(27, 32), *range(34, 37), *range(50, 59)], _DATE),
    **dict.fromkeys([*range(18, 22), 32, 33, *range(45, 48)], _TIME),
    22: f"{_DATE} {_TIME}",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    **dict.fromkeys((37, 38), "#,##0"),
    **dict.fromkeys((39, 40), "#,##0.00"),
}
_DAY_CODE = re.compile(r"[yd年月日]", re.I)
_TIME_CODE = re.compile(r"[hs时時分]", re.I)
_DIGITS = re.compile(r"(?P<whole>[#0?,]*[0#])(?:\.(?P<part>[0#?]+))?(?P<percent>%?)")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_MOST_ROWS, _MOST_COLUMNS = 5_000, 100
_LEAST, _MOST = Decimal("1e-12"), Decimal("1e18")
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
        for code, words in _beside(archive, part, name):
            out.note(code, **words)
        for line in lines:
            for code, words in line.notes:
                out.note(code, **words)
            for text, reason in line.pieces:
                out.put(text, reason)
            out.end_line()
    return out.decoded(_EXCEL)


def _beside(archive: Archive, part: str, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """What a sheet shows besides its cells, and what it hides although it is imported."""
    sheet = archive.xml(part)
    if child(sheet, "drawing") is not None:
        yield "I217", {"what": f"工作表「{name}」里的图片、图表或图形"}
    for comments in related(archive, part, "comments"):
        for comment in children(child(archive.xml(comments), "commentList"), "comment"):
            yield "I219", {"found": _string(child(comment, "text"))[:40]}
    rows = children(child(sheet, "sheetData"), "row")
    columns = children(child(sheet, "cols"), "col")
    if any(attribute(item, "hidden") in ("1", "true") for item in (*rows, *columns)):
        yield "I241", {"found": name}


@dataclass
class _Book:
    """A workbook: its shared strings, and the number format of each cell format ('': as it is)."""

    archive: Archive
    main: str
    root: Any
    strings: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for part in related(self.archive, self.main, "sharedStrings")[:1]:
            self.strings = [_string(item) for item in children(self.archive.xml(part), "si")]
        for part in related(self.archive, self.main, "styles")[:1]:
            self.formats = list(_formats(self.archive.xml(part)))

    @property
    def day_zero(self) -> datetime.date:
        """The day that Excel counts from."""
        since_1904 = attribute(child(self.root, "workbookPr"), "date1904") in ("1", "true")
        return _DAY_ZERO_1904 if since_1904 else _DAY_ZERO

    def sheets(self) -> Iterator[tuple[str, str, bool]]:
        """Name and part of each sheet, and whether it is hidden."""
        for sheet in children(child(self.root, "sheets"), "sheet"):
            part = part_named(self.archive, self.main, attribute(sheet, "id"))
            if part:
                yield attribute(sheet, "name"), part, attribute(sheet, "state") in ("hidden", "veryHidden")

    def text(self, cell: Any) -> str:
        """What a cell shows."""
        kind, typed = attribute(cell, "t"), child(cell, "v")
        found = (typed.text or "") if typed is not None else ""
        if kind == "inlineStr":
            return _string(child(cell, "is"))
        if kind == "s":
            return self.strings[int(found)] if found.isdecimal() and int(found) < len(self.strings) else ""
        if kind in ("str", "e"):
            return found
        if kind == "b":
            return "TRUE" if found == "1" else "FALSE"
        style = attribute(cell, "s")
        known = style.isdecimal() and int(style) < len(self.formats)
        return _number(found, self.formats[int(style)] if known else "", self.day_zero)


def _number(typed: str, code: str, day_zero: datetime.date) -> str:
    """What the number `typed` shows in the number format `code`."""
    try:
        number = Decimal(typed)
    except InvalidOperation:
        return typed
    if not number.is_finite() or (number and not _LEAST <= abs(number) < _MOST):
        return typed
    if (_DAY_CODE.search(code) or _TIME_CODE.search(code)) and 0 <= number < 2_958_466:
        return _moment(number, code, day_zero)
    digits = _DIGITS.search(code)
    if digits is not None:
        shown = number * 100 if digits["percent"] else number
        places = len(digits["part"] or "")
        rounded = shown.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        return f"{rounded:,f}{digits['percent']}" if "," in digits["whole"] else f"{rounded:f}{digits['percent']}"
    if number == number.to_integral_value():
        return f"{number.to_integral_value():f}"
    # Excel shows eleven digits, which hides what binary fractions add at the end.
    return f"{Decimal(f'{float(number):.11g}'):f}"


def _moment(number: Decimal, code: str, day_zero: datetime.date) -> str:
    """A day, a time of day, or both."""
    minutes = round(float(number % 1) * 24 * 60)
    time = f"{minutes // 60}:{minutes % 60:02}"
    if not _DAY_CODE.search(code):
        return time
    day = day_zero + datetime.timedelta(days=int(number))
    shown = f"{day.year}年{day.month}月{day.day}日"
    return f"{shown} {time}" if _TIME_CODE.search(code) and minutes else shown


def _string(item: Any) -> str:
    """The text of a string, its phonetic guide left out, raised and lowered signs as such."""
    if item is None:
        return ""
    parts: list[str] = []
    for part in (item, *children(item, "r")):
        align = attribute(child(child(part, "rPr"), "vertAlign"), "val")
        for text in children(part, "t"):
            typed = text.text or ""
            signs = script(typed, align == "superscript") if align in ("superscript", "subscript") else None
            parts.append(signs or typed)
    return "".join(parts)


def _formats(styles: Any) -> Iterator[str]:
    codes = {
        attribute(item, "numFmtId"): attribute(item, "formatCode")
        for item in children(child(styles, "numFmts"), "numFmt")
    }
    for item in children(child(styles, "cellXfs"), "xf"):
        name = attribute(item, "numFmtId")
        built_in = _BUILT_IN.get(int(name), "") if name.isdecimal() and len(name) < 4 else ""
        # The first part of a format is for numbers above nought; what is quoted is shown as it is.
        yield _QUOTED.sub("", codes.get(name, built_in)).partition(";")[0].replace("General", "")


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
    """Mark the cells under the first one of a merged area; those on its right stay blank."""
    first, _, last = area.partition(":")
    begin, end = _place(first), _place(last or first)
    if begin is None or end is None or begin not in texts:
        return
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
