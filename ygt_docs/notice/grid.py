"""The grid (表的格子): rows of cells with what they cover; typed rows, sheets and drafts all become one.

A cell stands in the row in which it begins; what it covers to the right and below has no cell of its own. So the cells
of a row are those that begin in it, from left to right, as in HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from ygt_docs.elements.marks import ABOVE
from ygt_docs.notice.fields import Fault, fault
from ygt_docs.reading.text import Text
from ygt_docs.standard.lengths import Length


class Align(StrEnum):
    """How a cell, or the cells of a column, are aligned."""

    LEFT = "左"
    CENTRE = "中"
    RIGHT = "右"


@dataclass(frozen=True)
class GridCell:
    """A cell: its text (a paragraph each line, "" for none), and how many rows and columns it covers.

    `picture`: a file of the document's folder that is drawn above it (None: none). `height`: the cell is at least so
    high (None: as high as its text). `vertical`: one character under another. `align` None: as its column is aligned.
    """

    text: Text
    row_span: int = 1
    column_span: int = 1
    picture: Text | None = None
    height: Length | None = None
    vertical: bool = False
    align: Align | None = None


@dataclass(frozen=True)
class Grid:
    """Rows of cells over `columns` columns; the first `head` rows are the head, which each page repeats.

    `widths`: of the columns, None where a width is to be found; an empty tuple where all are.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    columns: int
    head: int = 0
    widths: tuple[Length | None, ...] = ()

    def placed(self) -> Iterator[tuple[int, int, GridCell]]:
        """Every cell with the row and the column in which it begins, in the order of reading."""
        taken: set[tuple[int, int]] = set()
        for number, row in enumerate(self.rows):
            column = 0
            for cell in row:
                while (number, column) in taken:
                    column += 1
                yield number, column, cell
                taken |= _covered(number, column, cell)
                column += cell.column_span


def _covered(row: int, column: int, cell: GridCell) -> set[tuple[int, int]]:
    """The places in the grid that `cell` takes when it begins in `row` and `column`."""
    found: set[tuple[int, int]] = set()
    for down in range(cell.row_span):
        for right in range(cell.column_span):
            found.add((row + down, column + right))
    return found


def stacked(upper: Grid, lower: Grid) -> Grid:
    """`lower` with the rows of `upper` above its own; both have as many columns, the widths are those of `lower`."""
    return replace(lower, rows=upper.rows + lower.rows, head=len(upper.rows) + lower.head)


class GridReader:
    """Typed rows become a grid: 〃 and 〈 are merged, spans leave out what they cover, and faults are kept.

    `faults`: what is wrong, at the row and the cell (counted from 0) where it was typed.
    """

    def __init__(self, columns: int | None) -> None:
        """`columns`: how many the head has; None: as many as the first row takes."""
        self._columns = columns
        self._rows = 0
        self.faults: list[Fault] = []
        self._owner: dict[tuple[int, int], list[int]] = {}  # the row, the column and the spans of what covers a place
        self._cells: dict[tuple[int, int], GridCell] = {}

    def read(self, rows: Sequence[Sequence[GridCell | str]]) -> Grid:
        """The grid of `rows`; a merge mark stands in them as the text :data:`ABOVE` or :data:`LEFT`."""
        self._rows = len(rows)
        for number, row in enumerate(rows):
            self._row(number, row)
        made: list[tuple[GridCell, ...]] = []
        for number in range(len(rows)):
            made.append(tuple(self._beginning_in(number, self.columns)))
        return Grid(tuple(made), self.columns)

    @property
    def columns(self) -> int:
        """How many columns there are; 0 before a row is read, where the head did not say."""
        return self._columns or 0

    def _beginning_in(self, number: int, columns: int) -> Iterator[GridCell]:
        for column in range(columns):
            cell = self._cells.get((number, column))
            if cell is not None:
                _, _, down, right = self._owner[number, column]
                yield replace(cell, row_span=down, column_span=right)

    def _row(self, number: int, row: Sequence[GridCell | str]) -> None:
        column, before = 0, len(self.faults)
        for index, cell in enumerate(row):
            while self._hangs_into(number, column):
                column += 1
            if isinstance(cell, GridCell):
                self._put(number, column, index, cell)
                column += cell.column_span
            else:
                self._merge(number, column, index, cell)
                column += 1
        while self._hangs_into(number, column):
            column += 1
        if self._columns is None:
            self._columns = column
        elif column != self._columns and len(self.faults) == before:
            self.faults.append(fault("N603", number, cells=column, wanted=self._columns))

    def _hangs_into(self, number: int, column: int) -> bool:
        """Whether a cell that began higher, with a row span, covers the place."""
        return (number, column) in self._owner

    def _put(self, number: int, column: int, index: int, cell: GridCell) -> None:
        places = _covered(number, column, cell)
        if places & self._owner.keys():
            self.faults.append(fault("N604", number, index))
            return
        owner = [number, column, cell.row_span, cell.column_span]
        self._cells[number, column] = cell
        self._owner |= dict.fromkeys(places, owner)

    def _merge(self, number: int, column: int, index: int, mark: str) -> None:
        beside = (number - 1, column) if mark == ABOVE else (number, column - 1)
        owner = self._owner.get(beside)
        if owner is None:
            where = "上面" if mark == ABOVE else "左边"
            self.faults.append(fault("N605", number, index, found=mark, where=where))
            self._put(number, column, index, GridCell(Text("")))
            return
        self._owner[number, column] = owner
        owner[2] = max(owner[2], number - owner[0] + 1)
        owner[3] = max(owner[3], column - owner[1] + 1)

    def all_faults(self) -> list[Fault]:
        """`faults`, and what only the whole tells: cells that reach below the last row, or are no rectangle."""
        found = list(self.faults)
        for (row, column), cell in self._cells.items():
            _, _, down, right = self._owner[row, column]
            if row + down > self._rows:
                found.append(fault("N607", row, found=str(cell.text)[:12], down=down, left=self._rows - row))
                continue
            places = _covered(row, column, replace(cell, row_span=down, column_span=right))
            if any(self._owner.get(place) is not self._owner[row, column] for place in places):
                found.append(fault("N606", row, found=str(cell.text)[:12]))
        return found


_NUMBER = re.compile(r"([-+−－]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?")
_NOTHING = frozenset({"", "—", "——", "-", "--", "－", "–", "/", "／", "…"})
_TOTALS = ("合计", "总计", "共计", "总数")
_PART = "小计"
_OF_WHICH = "其中"
# Columns of figures that are no amounts.
NAMES_OF_IDENTIFIERS = re.compile(
    "序号|编号|代码|号码|电话|手机|邮编|年份|年度|日期|时间|学号|工号|证号|账号|文号|批次|页码|排名|名次|位次|次序|顺序|楼层|房号"
)
_ROUNDED = "四舍五入"


@dataclass(frozen=True)
class Wrong:
    """A typed total that no sum gives: its cell, the column's title and the sum of all rows."""

    row: int
    column: int
    found: Text
    title: str
    right: str


def number_of(text: str) -> Decimal | None:
    """The value of a plain number; None: it is none."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    value = Decimal(match[2].replace(",", "") + (match[3] or ""))
    if match[1] in ("-", "−", "－"):
        return -value
    return value


def says_nothing(text: str) -> bool:
    """Whether a cell is blank, or a dash that stands for one."""
    return text.strip() in _NOTHING


def label_of(row: Sequence[tuple[int, GridCell]]) -> str:
    """The first words of a row, without the spaces that spread them."""
    for _, cell in row:
        text = re.sub("[ \u3000]", "", cell.text)
        if text and number_of(text) is None:
            return text
    return ""


def is_total(row: Sequence[GridCell]) -> bool:
    """Whether `row` is the total of its table, told by its first words."""
    return label_of(list(enumerate(row))).startswith(_TOTALS)


class Sums:
    """The rows below the head of one grid, and what they add up to."""

    def __init__(self, grid: Grid, titles: Sequence[str]) -> None:
        """`titles`: of the columns, from left to right."""
        self._titles = titles
        self._rows: list[tuple[int, str, dict[int, GridCell]]] = []
        rows: dict[int, list[tuple[int, GridCell]]] = {}
        for number, column, cell in grid.placed():
            if number >= grid.head:
                rows.setdefault(number - grid.head, []).append((column, cell))
        for number, row in rows.items():
            self._rows.append((number, label_of(row), dict(row)))

    def has_total(self) -> bool:
        """Whether a total is typed among the rows."""
        return any(label.startswith(_TOTALS) for _, label, _ in self._rows)

    def words_in(self, column: int) -> Iterator[tuple[int, Text]]:
        """The cells of `column` that cannot be added, with the row of each."""
        for number, _, cells in self._rows:
            cell = cells.get(column)
            if cell is not None and not says_nothing(cell.text) and number_of(cell.text) is None:
                yield number, cell.text

    def is_amount(self, column: int) -> bool:
        """Whether `column` holds plain numbers that may be added, and nothing else."""
        texts = []
        for _, _, cells in self._rows:
            if column in cells:
                texts.append(cells[column].text)
        filled = []
        for text in texts:
            if not says_nothing(text):
                filled.append(text)
        named = NAMES_OF_IDENTIFIERS.search(self._titles[column]) is not None
        return bool(filled) and not named and all(number_of(text) is not None for text in filled)

    def total(self, column: int) -> str:
        """The sum of the plain rows, written as the column is written."""
        return self._written(column, self._sum(column, parts=False))

    def wrong_totals(self, notes: Sequence[str]) -> Iterator[Wrong]:
        """Typed totals that differ from every sum of their column by more than rounding gives; `notes` of the table."""
        rounded = any(_ROUNDED in note for note in notes)
        for number, label, cells in self._rows:
            if not label.startswith(_TOTALS):
                continue
            for column, cell in cells.items():
                typed = number_of(cell.text)
                if typed is None or not self.is_amount(column) or cell.column_span > 1:
                    continue
                sums = []
                for parts in (False, True):
                    sums.append(self._sum(column, parts=parts))
                slack = self._slack(column, rounded)
                if all(abs(typed - value) > slack for value in sums if value is not None):
                    yield Wrong(number, column, cell.text, self._titles[column], self.total(column))

    def _values(self, column: int, parts: bool) -> list[Decimal]:
        """The values of the plain rows, or of the rows that are sums of `parts`."""
        values: list[Decimal] = []
        for _, label, cells in self._rows:
            if label.startswith((*_TOTALS, _OF_WHICH)) or (_PART in label) is not parts or column not in cells:
                continue
            value = number_of(cells[column].text)
            if value is not None:
                values.append(value)
        return values

    def _sum(self, column: int, parts: bool) -> Decimal | None:
        values = self._values(column, parts)
        if values or not parts:
            return sum(values, Decimal(0))
        return None

    def _decimals(self, column: int) -> int:
        found = [0]
        for _, _, cells in self._rows:
            value = number_of(cells[column].text) if column in cells else None
            if value is not None:
                found.append(-int(value.as_tuple().exponent))
        return max(found)

    def _slack(self, column: int, rounded: bool) -> Decimal:
        """How far a right total may be off: half a unit of the last decimal for each row, where values are rounded."""
        decimals = self._decimals(column)
        if not decimals and not rounded:
            return Decimal(0)
        return Decimal(len(self._values(column, parts=False)) + 1) * Decimal("0.5").scaleb(-decimals)

    def _written(self, column: int, value: Decimal | None) -> str:
        commas = any("," in cells[column].text for _, _, cells in self._rows if column in cells)
        decimals = self._decimals(column)
        return f"{value or Decimal(0):{',' if commas else ''}.{decimals}f}"
