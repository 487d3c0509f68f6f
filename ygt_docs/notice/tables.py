"""The table (表) as it is typed: its columns, its rows of cells, and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from ygt_docs.notice.beside import content_of
from ygt_docs.notice.cells import Cell, Rows, cells_of, head_rows, is_sheet, row_cure, sheet_grid, source_faults
from ygt_docs.notice.fields import Fault, Integer, Line, Lines, Model, Orientation, fault
from ygt_docs.notice.grid import Align, Grid, GridCell, GridReader, Sums, stacked
from ygt_docs.reading.expected import CELL
from ygt_docs.reading.text import Text
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length, Mm


class Head(Model):
    """A column of a table, or several under one heading."""

    title: Text = Field(alias="标题", description="栏目名称")
    below: list[Head] = Field(default=[], alias="下级", description="下面分出的各栏，可以再分一层")

    @classmethod
    def from_text(cls, text: Text, year: int | None) -> object:
        """The title of one column alone."""
        return {"标题": text}

    @property
    def depth(self) -> int:
        """How many rows of the head it takes."""
        return 1 + max([item.depth for item in self.below], default=0)

    def titles(self) -> Iterator[str]:
        """The titles of the columns under it, or its own."""
        if not self.below:
            yield str(self.title)
        for item in self.below:
            yield from item.titles()

    @property
    def columns(self) -> int:
        """How many columns stand under it."""
        return sum(item.columns for item in self.below) or 1


class TableSize(StrEnum):
    """The size of the characters of a table."""

    SMALL_4 = "小四"
    SIZE_5 = "五号"
    SMALL_5 = "小五"
    SIZE_6 = "六号"

    @property
    def length(self) -> Length:
        """The size in points."""
        return _SIZES[self]


_SIZES = {
    TableSize.SMALL_4: standard.TABLE_SIZE.value,
    TableSize.SIZE_5: standard.TABLE_SIZE_5.value,
    TableSize.SMALL_5: standard.TABLE_SIZE_SMALL_5.value,
    TableSize.SIZE_6: standard.TABLE_SIZE_6.value,
}
_FOUND = "自动"
_MILLIMETRES = re.compile("[1-9][0-9]{0,2}")
_ALL, _NONE = "是", "否"
_TOTAL = "合计"


class Table(Model):
    """A table (表)."""

    caption: Line | None = Field(None, alias="题", description="表题，如 表1 各乡镇完成情况，印在表的上方")
    unit: Line | None = Field(None, alias="单位", description="计量单位，如 万元，印在表的右上方")
    heads: Annotated[list[Head], CELL] = Field(
        default=[], alias="栏", description="各栏的名称；分层的写 {标题: 完成情况, 下级: [任务数, 完成数]}"
    )
    rows: Rows = Field(
        default=[],
        alias="行",
        description='每行一个列表，空白格写 ""，与上一格合并写 〃，与左一格合并写 〈；也可写成多行文字，格与格用 | 或制表符分开',
    )
    totals: Lines = Field(
        default=[],
        alias="合计",
        description="是：各数字栏都加；或写要加的栏，如 [任务数, 完成数]；加出的合计印在最后一行",
    )
    blank_rows: Integer = Field(0, alias="空行", description="表后留几行空白的供填写")
    aligns: list[Align] = Field(
        default=[], alias="对齐", description="各栏 左、中 或 右；不写则数字靠右、短词居中、长文靠左"
    )
    widths: Lines = Field(default=[], alias="列宽", description="各栏宽几毫米，不定的写 自动；不写则按内容")
    size: TableSize | None = Field(None, alias="字号", description="小四、五号、小五 或 六号；不写则排得下就用小四")
    orientation: Orientation | None = Field(None, alias="方向", description="竖 或 横；不写则竖着排不下才横排")
    rows_a_page: Integer | None = Field(
        None, alias="每页行数", description="一页排几行（表头、表题不算），行高一样，长的行自己加高；不写则按内容"
    )
    source: Line | None = Field(
        None, alias="来源", description="表格文件的名字，.xlsx 或 .csv，放在这件公文的文件夹里；写了来源，不写栏和行"
    )
    sheet: Line | None = Field(None, alias="工作表", description="取哪一张工作表，不写取第一张有内容的")
    area: Line | None = Field(None, alias="区域", description="取哪些单元格，如 A3:F20，不写取全部")
    head: Integer | None = Field(None, alias="表头", description="表格文件里表头占几行，不写则看第一行合并到第几行")
    notes: Lines = Field(default=[], alias="注", description="表下的说明")

    @classmethod
    def from_text(cls, text: Text, year: int | None) -> object:
        """The file of the sheet alone."""
        if is_sheet(text):
            return {"来源": text}
        return text

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """Columns and rows that are typed or come from a sheet: the one or the other, and all of it."""
        needed = ("栏",) if "空行" in typed else ("栏", "行")  # all of it may be left to be filled in
        yield from source_faults(typed, needed, ("栏", "行"), ("工作表", "区域", "表头"))
        if typed.get("每页行数") == "0":
            yield fault("N116", "每页行数", found="0")

    def made_faults(self) -> Iterator[Fault]:
        """Rows that do not fit the columns, merged cells with nothing to merge with, sums and widths that are wrong."""
        if self.source is not None:
            yield from self._sheet_faults()
            return
        if not self.heads:  # told as missing
            return
        reader = GridReader(head_grid(self.heads).columns)
        reader.read([cells_of(row) for row in self.rows])
        torn = reader.all_faults()
        for code, keys, words in torn:
            if code == "N603":
                more = {"fix": row_cure(self.rows[int(keys[0])], reader.columns)}
            else:
                more = {}
            yield code, ("行", *keys), words | more
        yield from self._column_faults()
        if not torn:
            yield from self._sum_faults()

    def _sheet_faults(self) -> Iterator[Fault]:
        """What is wrong with a table whose rows stand in a sheet, as far as the sheet could be read."""
        sheet = content_of(self.source)
        if sheet is None:
            return
        if self.head is not None and self.head >= len(sheet.rows):
            yield fault("N630", "表头", found=self.head, rows=len(sheet.rows))
            return
        yield from self._column_faults()
        yield from self._sum_faults()

    def _column_faults(self) -> Iterator[Fault]:
        columns = len(self.titles)
        if self.aligns and len(self.aligns) != columns:
            yield fault("N614", "对齐", count=len(self.aligns), columns=columns)
        yield from width_faults(self.widths, columns)

    def _sum_faults(self) -> Iterator[Fault]:
        sums = Sums(self.typed_grid(), self.titles)
        for index, name in enumerate(self.totals):
            if name in (_ALL, _NONE) and len(self.totals) == 1:
                continue
            if name not in self.titles:
                yield fault("N610", "合计", index, found=name, titles="、".join(self.titles))
                continue
            for row, words in sums.words_in(self.titles.index(name)):
                cell = self._index_of(row, words)
                yield fault("N611", *cell, title=_with_cell(name, words), words=str(words)[:12])
        if self.wants_totals and sums.has_total():
            yield fault("N612", "合计")
        for wrong in sums.wrong_totals(self.notes):
            cell = self._index_of(wrong.row, wrong.found)
            title = _with_cell(wrong.title, wrong.found)
            yield fault("N613", *cell, title=title, typed=str(wrong.found), right=wrong.right)

    def _index_of(self, row: int, text: Text) -> tuple[str | int, ...]:
        """The keys of `text` in the typed row, or of the row where that cannot be told; of a sheet its name's."""
        if self.source is not None:
            return ("来源",)
        for index, cell in enumerate(self.rows[row]):
            if (cell.text if isinstance(cell, Cell) else cell) is text:
                return ("行", row, index)
        return ("行", row)

    @property
    def titles(self) -> list[str]:
        """The titles of the columns, the lowest of each."""
        if self.source is not None:
            return titles_of(self.typed_grid())
        return [title for head in self.heads for title in head.titles()]

    @property
    def wants_totals(self) -> bool:
        """Whether a row of sums is to be added."""
        return bool(self.totals) and self.totals != [_NONE]

    def typed_grid(self) -> Grid:
        """Head and typed rows as one grid; of a readable sheet the same."""
        if self.source is not None:
            sheet = content_of(self.source)
            found = sheet_grid(sheet, head_rows(sheet) if self.head is None else self.head)
            return replace(found, widths=millimetres(self.widths) or found.widths)
        head = head_grid(self.heads)
        made = stacked(head, GridReader(head.columns).read([cells_of(row) for row in self.rows]))
        return replace(made, widths=millimetres(self.widths))

    @property
    def readable(self) -> bool:
        """Whether there are rows: False where the sheet that they come from could not be read."""
        return self.source is None or content_of(self.source) is not None

    def grid(self) -> Grid:
        """All that prints: head, typed rows, blank rows, the row of sums."""
        grid = self.typed_grid()
        blank = GridCell(Text(""))
        if self.rows_a_page is None:
            blank = replace(blank, height=standard.TABLE_BLANK_ROW.value)
        rows = grid.rows + ((blank,) * grid.columns,) * self.blank_rows
        if self.wants_totals:
            rows += (self._sum_row(grid),)
        return replace(grid, rows=rows)

    def _sum_row(self, grid: Grid) -> tuple[GridCell, ...]:
        """合计 over the columns before the first sum, then each sum under its column."""
        sums = Sums(grid, self.titles)
        named = None if self.totals == [_ALL] else set(self.totals)
        texts: list[str] = []
        for column, title in enumerate(self.titles):
            summed = sums.is_amount(column) if named is None else title in named
            texts.append(sums.total(column) if summed else "")
        label = next((column for column, text in enumerate(texts) if text), len(texts)) or 1
        cells = [GridCell(Text(_TOTAL), column_span=label)]
        return (*cells, *(GridCell(Text(text)) for text in texts[label:]))


def _with_cell(title: str, text: Text) -> str:
    """`title`, with the cell of the sheet that `text` stands in, if it stands in one."""
    cell = text.place.cell
    return title if cell is None else f"{title}（{cell}）"


def titles_of(grid: Grid) -> list[str]:
    """The lowest words of the head over each column; '' where the head has none."""
    titles = [""] * grid.columns
    for row, column, cell in grid.placed():
        if row < grid.head and cell.text:
            for covered in range(column, min(column + cell.column_span, grid.columns)):
                titles[covered] = str(cell.text)
    return titles


def head_grid(heads: Sequence[Head]) -> Grid:
    """The rows of the head: a heading without 下级 reaches down to the rows of the table."""
    depth = max(head.depth for head in heads)
    rows: list[list[GridCell]] = []
    for _ in range(depth):
        rows.append([])
    for head in heads:
        _put_head(head, 0, rows)
    return Grid(tuple(map(tuple, rows)), sum(head.columns for head in heads), depth)


def _put_head(head: Head, level: int, rows: list[list[GridCell]]) -> None:
    down = 1 if head.below else len(rows) - level
    rows[level].append(GridCell(head.title, row_span=down, column_span=head.columns))
    for item in head.below:
        _put_head(item, level + 1, rows)


def width_faults(widths: Sequence[Text], columns: int) -> Iterator[Fault]:
    """Widths (列宽) that are not one for each of `columns`, or no millimetres."""
    if widths and len(widths) != columns:
        yield fault("N614", "列宽", count=len(widths), columns=columns)
    for index, width in enumerate(widths):
        if width != _FOUND and _MILLIMETRES.fullmatch(width) is None:
            yield fault("N615", "列宽", index, found=width)


def millimetres(widths: Sequence[Text]) -> tuple[Length | None, ...]:
    """The widths that are given, None for 自动; none at all where one of them has a fault."""
    if any(width != _FOUND and _MILLIMETRES.fullmatch(width) is None for width in widths):
        return ()
    found: list[Length | None] = []
    for width in widths:
        found.append(None if width == _FOUND else Mm(int(width)))
    return tuple(found)
