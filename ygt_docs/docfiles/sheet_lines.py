"""Excel files (.xlsx) as lines of a draft: the rows of each sheet that shows, merged cells as such."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ygt_docs.docfiles.archive import Archive, UnsafeFileError
from ygt_docs.docfiles.decode import Decoded, Drafting
from ygt_docs.docfiles.rows import DITTO, Cell, table_lines
from ygt_docs.docfiles.sheet import MOST_COLUMNS, MOST_ROWS, RawSheet, Sheet, SheetCell, cut, used
from ygt_docs.docfiles.word_lines import Line
from ygt_docs.docfiles.workbook import read_workbook

_EXCEL = "Excel 文件"
_MOST_BLANK_ROWS, _MOST_BLANK_COLUMNS = 30, 6  # with borders, beyond the last cell that holds something
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?$")


def read_sheets(data: bytes, archive: Archive) -> Decoded:
    """The sheets of the .xlsx `data`, whose parts are `archive`, as tables. Raises UnsafeFileError for damage."""
    out = Drafting()
    for raw in read_workbook(data, archive):
        if raw.hidden or not raw.cells:
            out.note("I225", found=raw.title)
            continue
        sheet = _whole(raw)
        _say(raw, out)
        for line in _lines(raw, sheet):
            for code, words in line.notes:
                out.note(code, **words)
            for text, reason in line.pieces:
                out.put(text, reason)
            out.end_line()
    return out.decoded(_EXCEL)


def _whole(raw: RawSheet) -> Sheet:
    """All that a sheet holds, hidden rows and columns too: nothing of a draft is lost.

    Blank cells with a border at its right and below it are there to be filled in, unless there are very many of them.
    """
    bounds, framed = used(raw), used(raw, framed=True)
    if framed[2] - bounds[2] <= _MOST_BLANK_ROWS and framed[3] - bounds[3] <= _MOST_BLANK_COLUMNS:
        bounds = framed
    rows, columns = bounds[2] - bounds[0] + 1, bounds[3] - bounds[1] + 1
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise UnsafeFileError(f"工作表「{raw.title}」有 {rows} 行 {columns} 列，不像公文里的表")
    return cut(raw, "", bounds, with_hidden=True)


def _say(raw: RawSheet, out: Drafting) -> None:
    """What a sheet shows besides its cells, what it hides although it is imported, and cells not as they show."""
    if raw.drawn:
        out.note("I217", what=f"工作表「{raw.title}」里的图片、图表或图形")
    for comment in raw.comments:
        out.note("I219", found=comment[:40])
    if raw.hidden_rows or raw.hidden_columns:
        out.note("I241", found=raw.title)
    for code, cells in raw.unknown.items():
        out.note("I243", sheet=raw.title, found=code, cells="、".join(cells[:5]))
    if raw.unstored:
        out.note("I244", sheet=raw.title, cells="、".join(raw.unstored[:5]))


def _lines(raw: RawSheet, sheet: Sheet) -> Iterator[Line]:
    """The rows of a sheet: those with one cell before the table are its title; blank ones without borders are none."""
    framed = {row for row, _ in raw.framed}
    rows: list[list[Cell]] = []
    for number, row in enumerate(_cells(raw, sheet), used(raw)[0]):
        if any(cell.text not in ("", DITTO) for cell in row) or (rows and number in framed):
            rows.append(row)
    head = 0
    while head < len(rows) and sum(bool(cell.text) for cell in rows[head]) == 1:
        for cell in rows[head]:
            yield from cell.lines
        head += 1
    yield from table_lines(rows[head:])


def _cells(raw: RawSheet, sheet: Sheet) -> Iterator[list[Cell]]:
    """The rows of `sheet` for a draft: the cells under the first one of a merged area are marked as such."""
    ditto: set[tuple[int, int]] = set()
    covered: set[tuple[int, int]] = set()
    for top, left, bottom, right in raw.merged:
        for row in range(top, bottom + 1):
            covered.update((row, column) for column in range(left + 1, right + 1))
        ditto.update((row, left) for row in range(top + 1, bottom + 1))
    first_row, first_column, _, _ = used(raw)
    for row, line in enumerate(sheet.rows, first_row):
        cells: list[Cell] = []
        for column, cell in enumerate(line, first_column):
            if (row, column) in covered:
                cells.append(Cell(covered=True))
            else:
                cells.append(_cell(DITTO if (row, column) in ditto else _text(cell)))
        yield cells


def _text(cell: SheetCell | None) -> str:
    """What a cell says in a document: a day as 年月日, whatever form the sheet shows it in."""
    if cell is None:
        return ""
    if cell.day is None:
        return cell.text
    day = f"{cell.day.year}年{cell.day.month}月{cell.day.day}日"
    time = _TIME.search(cell.text)
    return f"{day} {time[0]}" if time else day


def _cell(text: str) -> Cell:
    lines: list[Line] = []
    for part in text.split("\n"):
        if part:
            lines.append(Line([(part, None)]))
    return Cell(lines)
