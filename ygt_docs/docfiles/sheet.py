"""The one reader of sheets (.xlsx and .csv): cells as they show, merged areas, widths; what a sheet hides is said.

Nothing here writes: a sheet is read as its owner left it. Every problem names the sheet and the cell.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ygt_docs.docfiles.archive import Archive, OtherKindError, UnsafeFileError
from ygt_docs.problems import Place, Problems

MOST_BYTES = 50_000_000
MOST_ROWS, MOST_COLUMNS = 20_000, 100
SUFFIXES = (".xlsx", ".csv")
OTHER_SUFFIXES = (".xls", ".xlsm", ".xlsb", ".et", ".ods", ".tsv")
"""Of sheets too, which are not read."""
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6}):\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_NAMED = 5  # cells that a message names; of more it says how many
_SHOWN = 40  # characters of a name that a message repeats
_MOST_OF_A_FIELD = 1_000_000


@dataclass(frozen=True)
class SheetCell:
    """A cell of a sheet: what it shows, where it stands (from 1), how many rows and columns it covers.

    `day` is the day that a cell with a date stores (None: it stores something else).
    """

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    day: datetime.date | None = None

    @property
    def name(self) -> str:
        """The cell's name in Excel, such as B3."""
        return cell_name(self.row, self.column)


@dataclass(frozen=True)
class Sheet:
    """A sheet as it shows: rows of equal length; None where a merged cell on the left or above covers the place.

    `widths` has a width in millimetres for each column (None: the sheet does not say); `heights` the same for each
    row. `title` is the name of the sheet ('' for .csv).
    """

    file: str
    title: str
    rows: tuple[tuple[SheetCell | None, ...], ...]
    widths: tuple[float | None, ...] = ()
    heights: tuple[float | None, ...] = ()

    def place(self, cell: SheetCell) -> Place:
        """Where `cell` stands, for messages."""
        return place_in(self.file, self.title, cell.row, cell.column)


@dataclass
class RawSheet:
    """All that a file says of one sheet, before an area is chosen and hidden parts are left out."""

    title: str
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(
        default_factory=list
    )  # first row, first column, last row, last column
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False
    unstored: list[str] = field(default_factory=list)  # cells whose formula has no stored value
    faults: dict[str, list[str]] = field(default_factory=dict)  # cells with a value such as #DIV/0!, by the value
    unknown: dict[str, list[str]] = field(default_factory=dict)  # cells in a format that is not known, by the format
    comments: list[str] = field(default_factory=list)
    framed: set[tuple[int, int]] = field(default_factory=set)  # cells with a border, blank ones too
    drawn: bool = False  # whether pictures, charts or shapes lie on it


def column_name(column: int) -> str:
    """The letters of a column, counted from 1."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def cell_name(row: int, column: int) -> str:
    """The name of a cell, such as B3; both count from 1."""
    return f"{column_name(column)}{row}"


def cell_place(name: str) -> tuple[int, int] | None:
    """Row and column of a cell such as B3, from 1; None: no such name."""
    match = _CELL.fullmatch(name)
    if match:
        return (int(match[2]), column_number(match[1]))
    return None


def place_in(file: str, title: str, row: int, column: int) -> Place:
    """The place of a cell in messages: file, sheet and cell."""
    name = cell_name(row, column)
    return Place(file, row, column, cell=f"{title}!{name}" if title else name)


def read_sheet(
    data: bytes,
    file: str,
    problems: Problems,
    title: str | None = None,
    area: str | None = None,
    framed: bool = False,
) -> Sheet | None:
    """The sheet `title` of `file` (None: the first that shows and holds something), or an `area` such as A3:F20 of it.

    `framed`: with blank cells at its edges, as a form has them. Hidden rows and columns are left out and said. None
    where it cannot be read; then a problem says why (X103 to X117). What is doubtful is said as well (X113, X114,
    X118, X120).
    """
    sheets = raw_sheets(data, file, problems)
    raw = None if sheets is None else _chosen(sheets, file, title, problems)
    if raw is None:
        return None
    bounds = _bounds(raw, file, area, problems, framed)
    if bounds is None:
        return None
    sheet = cut(raw, file, bounds, with_hidden=False)
    if not any(cell is not None and cell.text for row in sheet.rows for cell in row):
        problems.add("X115", Place(file), sheet=_named(raw.title))
        return None
    if _sound(raw, sheet, file, problems):
        return sheet
    return None


def raw_sheets(data: bytes, file: str, problems: Problems) -> list[RawSheet] | None:
    """Every sheet of the bytes of `file` (.xlsx or .csv by its name); None: they are none, and a problem says why."""
    place = Place(file)
    if len(data) > MOST_BYTES:
        problems.add("X103", place, most=MOST_BYTES // 1_000_000)
        return None
    suffix = file[file.rfind(".") :].lower()
    if suffix not in SUFFIXES:
        problems.add("X104", place, suffix=suffix)
        return None
    if data.startswith(_OLE):
        problems.add("X106" if _ENCRYPTED in data else "X107", place, suffix=suffix, looks="旧版 Excel 或 WPS 表格")
        return None
    if suffix == ".csv":
        raw = _read_csv(data, file, problems)
        return None if raw is None else [raw]
    if not data.startswith(b"PK\x03\x04"):
        problems.add("X107", place, suffix=suffix, looks="别的文件")
        return None
    from ygt_docs.docfiles.workbook import read_workbook  # openpyxl is slow to load, and few documents have a sheet

    try:
        return read_workbook(data, Archive(data))
    except OtherKindError as error:
        problems.add("X107", place, suffix=suffix, looks=error.why)
        return None
    except UnsafeFileError as error:
        problems.add("X105", place, why=error.why)
        return None


def _chosen(sheets: Sequence[RawSheet], file: str, title: str | None, problems: Problems) -> RawSheet | None:
    """The sheet that is wanted: the one named, or the first that shows and holds something."""
    if title is not None:
        found = next((sheet for sheet in sheets if sheet.title == title), None)
        if found is None:
            names = "、".join(sheet.title for sheet in sheets if sheet.title)
            problems.add("X108", Place(file), found=title[:_SHOWN], names=names or "（没有工作表名，.csv 只有一张）")
        return found
    filled = []
    for sheet in sheets:
        if sheet.cells and not sheet.hidden:
            filled.append(sheet)
    if not filled:
        problems.add("X115", Place(file), sheet=_named(""))
        return None
    if len(filled) > 1:
        others = "、".join(sheet.title for sheet in filled[1:])
        problems.add("X118", Place(file), taken=filled[0].title, others=others)
    return filled[0]


def _bounds(
    raw: RawSheet, file: str, area: str | None, problems: Problems, framed: bool
) -> tuple[int, int, int, int] | None:
    """First row, first column, last row and last column of what is wanted; None: too much, or no such area."""
    if area is not None:
        match = _AREA.fullmatch(area.strip().upper().replace("：", ":"))
        if match is None:
            problems.add("X109", Place(file), found=area[:_SHOWN])
            return None
        rows = sorted((int(match[2]), int(match[4])))
        columns = sorted((column_number(match[1]), column_number(match[3])))
        bounds = (rows[0], columns[0], rows[1], columns[1])
    else:
        bounds = used(raw, framed=framed)
    if bounds[2] - bounds[0] >= MOST_ROWS or bounds[3] - bounds[1] >= MOST_COLUMNS:
        problems.add(
            "X110",
            place_in(file, raw.title, bounds[2], bounds[3]),
            rows=bounds[2] - bounds[0] + 1,
            columns=bounds[3] - bounds[1] + 1,
            most_rows=MOST_ROWS,
            most_columns=MOST_COLUMNS,
        )
        return None
    return bounds


def used(raw: RawSheet, *, framed: bool = False) -> tuple[int, int, int, int]:
    """The area from the first to the last cell that holds something, with the merged areas of these cells.

    `framed`: with the blank cells of a form, which are merged or have a border.

    For a sheet that holds nothing: an area without rows (1, 1, 0, 0).
    """
    if not raw.cells:
        return (1, 1, 0, 0)
    rows = [row for row, _ in raw.cells]
    columns = [column for _, column in raw.cells]
    last_row, last_column = max(rows), max(columns)
    for top, left, bottom, right in raw.merged:
        if framed or (top, left) in raw.cells:
            last_row, last_column = max(last_row, bottom), max(last_column, right)
    for row, column in raw.framed if framed else ():
        last_row, last_column = max(last_row, row), max(last_column, column)
    return (min(rows), min(columns), last_row, last_column)


def cut(raw: RawSheet, file: str, bounds: tuple[int, int, int, int], *, with_hidden: bool) -> Sheet:
    """The part of `raw` within `bounds`, without its hidden rows and columns unless `with_hidden`."""
    rows = [row for row in range(bounds[0], bounds[2] + 1) if with_hidden or row not in raw.hidden_rows]
    columns = [column for column in range(bounds[1], bounds[3] + 1) if with_hidden or column not in raw.hidden_columns]
    covered: set[tuple[int, int]] = set()
    heads: dict[tuple[int, int], SheetCell] = {}
    for area in raw.merged:
        _merge(raw, area, rows, columns, heads, covered)
    grid: list[tuple[SheetCell | None, ...]] = []
    for row in rows:
        line: list[SheetCell | None] = []
        for column in columns:
            place = (row, column)
            if place in covered:
                line.append(None)
            else:
                line.append(heads.get(place) or raw.cells.get(place) or SheetCell("", row, column))
        grid.append(tuple(line))
    widths = tuple(raw.widths.get(column) for column in columns)
    heights = tuple(raw.heights.get(row) for row in rows)
    return Sheet(file, raw.title, tuple(grid), widths, heights)


def _merge(
    raw: RawSheet,
    area: tuple[int, int, int, int],
    rows: Sequence[int],
    columns: Sequence[int],
    heads: dict[tuple[int, int], SheetCell],
    covered: set[tuple[int, int]],
) -> None:
    """Take in the merged `area` as far as it lies in `rows` and `columns`: its text stands in its first cell there."""
    top, left, bottom, right = area
    inside_rows = rows[bisect_left(rows, top) : bisect_right(rows, bottom)]
    inside_columns = columns[bisect_left(columns, left) : bisect_right(columns, right)]
    if not inside_rows or not inside_columns:
        return
    first = raw.cells.get((top, left))
    place = (inside_rows[0], inside_columns[0])
    heads[place] = SheetCell(
        first.text if first else "",
        top,
        left,
        len(inside_rows),
        len(inside_columns),
        first.day if first else None,
    )
    for row in inside_rows:
        covered.update((row, column) for column in inside_columns)
    covered.discard(place)


def _sound(raw: RawSheet, sheet: Sheet, file: str, problems: Problems) -> bool:
    """Whether the cells of `sheet` may be printed; what must not be, and what is doubtful, is said."""
    inside = set()
    for row in sheet.rows:
        for cell in row:
            if cell is not None:
                inside.add(cell.name)
    unstored = [name for name in raw.unstored if name in inside]
    if unstored:
        problems.add("X111", _first(raw, file, unstored), cells=_listed(unstored))
    faulty = False
    for found, cells in _within(raw.faults, inside):
        faulty = True
        problems.add("X112", _first(raw, file, cells), found=found, cells=_listed(cells))
    for found, cells in _within(raw.unknown, inside):
        problems.add("X113", _first(raw, file, cells), found=found, cells=_listed(cells))
    hidden = _hidden(raw)
    if hidden:
        problems.add("X114", Place(file), sheet=_named(raw.title), hidden=hidden)
    if raw.drawn:
        problems.add("X120", Place(file), sheet=_named(raw.title), what="图片、图表或图形")
    if raw.comments:
        problems.add("X120", Place(file), sheet=_named(raw.title), what=f"批注（{len(raw.comments)} 条）")
    return not faulty and not unstored


def _within(found: dict[str, list[str]], inside: set[str]) -> Iterable[tuple[str, list[str]]]:
    for what, cells in found.items():
        taken = [name for name in cells if name in inside]
        if taken:
            yield what, taken


def _first(raw: RawSheet, file: str, cells: Sequence[str]) -> Place:
    place = cell_place(cells[0])
    if place is None:
        return Place(file)
    return place_in(file, raw.title, *place)


def _listed(cells: Sequence[str]) -> str:
    """The first few of `cells`, and how many there are."""
    named = "、".join(cells[:_NAMED])
    if len(cells) <= _NAMED:
        return named
    return f"{named} 等 {len(cells)} 格"


def _hidden(raw: RawSheet) -> str:
    """The hidden rows and columns that hold something, as a message lists them ('': none)."""
    rows = sorted({row for row, _ in raw.cells} & raw.hidden_rows)
    columns = sorted({column for _, column in raw.cells} & raw.hidden_columns)
    parts = []
    if rows:
        parts.append("第 " + "、".join(map(str, rows[:_NAMED])) + f" 行（共 {len(rows)} 行）")
    if columns:
        parts.append("、".join(map(column_name, columns[:_NAMED])) + f" 列（共 {len(columns)} 列）")
    return "，".join(parts)


def _named(title: str) -> str:
    return f"工作表「{title}」" if title else "表格"


def _read_csv(data: bytes, file: str, problems: Problems) -> RawSheet | None:
    """The cells of a .csv in UTF-8 or GB 18030; None: it is neither, or its rows contradict each other."""
    text = _csv_text(data)
    if text is None:
        problems.add("X116", Place(file))
        return None
    first = text.split("\n", 1)[0]
    mark = "\t" if "\t" in first and "," not in first else ","
    csv.field_size_limit(_MOST_OF_A_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    raw = RawSheet("")
    lengths: list[int] = []
    try:
        for row, fields in enumerate(reader, 1):
            lengths.append(_take_fields(raw, row, fields))
            if row > MOST_ROWS:
                break
    except csv.Error:
        problems.add("X117", Place(file, reader.line_num))
        return None
    if _rows_agree(lengths, file, problems):
        return raw
    return None


def _take_fields(raw: RawSheet, row: int, fields: Sequence[str]) -> int:
    """Put the fields of one row into `raw`; how many there are up to the last that holds something."""
    last = 0
    for column, typed in enumerate(fields, 1):
        text = typed.replace("\r\n", "\n").replace("\r", "\n").strip()
        if text:
            last = column
            raw.cells[row, column] = SheetCell(text, row, column)
    return last


def _rows_agree(lengths: Sequence[int], file: str, problems: Problems) -> bool:
    """Whether no row is longer than all the others: a comma in a text parts a cell where it is not quoted."""
    most = max(lengths, default=0)
    longest = []
    for row, length in enumerate(lengths, 1):
        if length == most:
            longest.append(row)
    others = [length for length in lengths if 0 < length < most]
    if len(longest) > 1 or len(others) < 2 or len(Counter(others)) > 1:
        return True
    problems.add("X119", Place(file, longest[0]), count=most, usual=others[0])
    return False


def _csv_text(data: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None
