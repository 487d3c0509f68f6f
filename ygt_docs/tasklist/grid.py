"""Workbooks that come back: the sheets of the one reader, with what is asked of them here by row and column."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from pathlib import Path

from ygt_docs.docfiles.sheet import (
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    RawSheet,
    cell_name,
    place_in,
    raw_sheets,
    used,
)
from ygt_docs.elements.dates import meant
from ygt_docs.problems import Place, Problem, Problems, UserError, problem
from ygt_docs.walking import beginning, reason


@dataclass
class Sheet:
    """A sheet with its cells by row and column, from 1.

    `covered` has the first cell of the merged area for each other cell of it, `spans` rows and columns of each area by
    its first cell. `file` is the workbook's name in messages.
    """

    file: str
    raw: RawSheet
    rows: int = 0
    columns: int = 0
    covered: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    spans: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the sheet is called."""
        return self.raw.title

    @property
    def hidden(self) -> bool:
        """Whether it is hidden."""
        return self.raw.hidden

    def text(self, row: int, column: int) -> str:
        """What a cell says, without blanks around; a date as 2026-06-30; "" under a merged cell."""
        cell = self.raw.cells.get((row, column))
        if cell is None or (row, column) in self.covered:
            return ""
        if cell.day is None:
            return cell.text.strip()
        return cell.day.isoformat()

    def unsaid(self, row: int, column: int) -> Problem | None:
        """Why nobody can tell what a cell says: its formula has no stored value, or an error for one (None: it can)."""
        name = cell_name(row, column)
        if name in self.raw.unstored:
            return problem("X111", self.place(row, column), cells=name)
        for found, cells in self.raw.faults.items():
            if name in cells:
                return problem("X112", self.place(row, column), found=found, cells=name)
        return None

    def row_texts(self, row: int) -> list[str]:
        """What the cells of a row say, from the first column on."""
        texts: list[str] = []
        for column in range(1, self.columns + 1):
            texts.append(self.text(row, column))
        return texts

    def place(self, row: int, column: int = 1) -> Place:
        """Where a cell stands."""
        return place_in(self.file, self.name, row, column)


def read_workbook(path: Path, shown: str) -> list[Sheet]:
    """The sheets of an .xlsx file. Raises UserError for one that cannot be read or would do harm (L302, X1xx)."""
    problems = Problems()
    try:
        sheets = raw_sheets(beginning(path, MOST_BYTES), shown, problems)
    except OSError as error:
        raise UserError([problem("L302", Place(shown), why=reason(error))]) from error
    if sheets is None:
        raise UserError(problems)
    found: list[Sheet] = []
    for sheet in sheets:
        found.append(_sheet(sheet, shown))
    return found


def _sheet(raw: RawSheet, shown: str) -> Sheet:
    _, _, rows, columns = used(raw)
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        why = f"工作表“{raw.title}”有 {rows} 行 {columns} 列，不像任务清单"
        raise UserError([problem("L302", Place(shown), why=why)])
    sheet = Sheet(shown, raw, rows, columns)
    for top, left, bottom, right in raw.merged:
        sheet.spans[top, left] = (bottom - top + 1, right - left + 1)
        for row in range(top, min(bottom, rows) + 1):
            for column in range(left, min(right, columns) + 1):
                if (row, column) != (top, left):
                    sheet.covered[row, column] = (top, left)
    return sheet


def day_of(text: str) -> datetime.date | None:
    """The day that a cell's text names (None: it names none)."""
    return meant(text, None)
