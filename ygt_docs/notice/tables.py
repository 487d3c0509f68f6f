"""The table (表) as it is typed: its columns, its rows of cells, and what stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import Field

from ygt_docs.notice.cells import CellText, Rows, cells_of, row_cure
from ygt_docs.notice.fields import Fault, Line, Lines, Model
from ygt_docs.notice.grid import Grid, GridCell, GridReader, stacked
from ygt_docs.reading.text import Text


class Head(Model):
    """A column of a table, or several under one heading."""

    title: CellText = Field(alias="标题", description="栏目名称")
    below: list[Head] = Field(default=[], alias="下级", description="下面分出的各栏，可以再分一层")

    @classmethod
    def from_text(cls, text: Text, year: int | None) -> object:
        """The title of one column alone."""
        return {"标题": text}

    @property
    def depth(self) -> int:
        """How many rows of the head it takes."""
        return 1 + max([item.depth for item in self.below], default=0)

    @property
    def columns(self) -> int:
        """How many columns stand under it."""
        return sum(item.columns for item in self.below) or 1


class Table(Model):
    """A table (表)."""

    caption: Line | None = Field(None, alias="题", description="表题，如 表1 各乡镇完成情况，印在表的上方")
    unit: Line | None = Field(None, alias="单位", description="计量单位，如 万元，印在表的右上方")
    heads: list[Head] = Field(alias="栏", description="各栏的名称；分层的写 {标题: 完成情况, 下级: [任务数, 完成数]}")
    rows: Rows = Field(
        alias="行",
        description='每行一个列表，空白格写 ""，与上一格合并写 〃，与左一格合并写 〈；也可写成多行文字，格与格用 | 或制表符分开',
    )
    notes: Lines = Field(default=[], alias="注", description="表下的说明")

    def made_faults(self) -> Iterator[Fault]:
        """Rows that do not fit the columns, and merged cells that have nothing to merge with."""
        reader = GridReader(head_grid(self.heads).columns)
        reader.read([cells_of(row) for row in self.rows])
        for code, keys, words in reader.all_faults():
            more = {"fix": row_cure(self.rows[int(keys[0])], reader.columns)} if code == "N603" else {}
            yield code, ("行", *keys), words | more

    def grid(self) -> Grid:
        """Head and rows as one grid."""
        head = head_grid(self.heads)
        return stacked(head, GridReader(head.columns).read([cells_of(row) for row in self.rows]))


def head_grid(heads: Sequence[Head]) -> Grid:
    """The rows of the head: a heading without 下级 reaches down to the rows of the table."""
    depth = max(head.depth for head in heads)
    rows: list[list[GridCell]] = [[] for _ in range(depth)]
    for head in heads:
        _put_head(head, 0, rows)
    return Grid(tuple(map(tuple, rows)), sum(head.columns for head in heads), depth)


def _put_head(head: Head, level: int, rows: list[list[GridCell]]) -> None:
    down = 1 if head.below else len(rows) - level
    rows[level].append(GridCell(head.title, row_span=down, column_span=head.columns))
    for item in head.below:
        _put_head(item, level + 1, rows)
