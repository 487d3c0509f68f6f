"""Sums of a table (合计): which columns hold plain numbers, what they add up to, and totals that were typed.

Rows that are sums themselves are told by their first words: 合计 and its like are the total, 小计 the sum of a part, 其中
a part of a row that is counted already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ygt_docs.notice.grid import Grid, GridCell
from ygt_docs.reading.text import Text

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
