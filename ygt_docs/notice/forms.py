"""Forms to be filled in (表单) and lists of names (名单) as they are typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from ygt_docs.notice.beside import content_of
from ygt_docs.notice.cells import Rows, cells_of, is_sheet, row_cure, sheet_grid, source_faults
from ygt_docs.notice.fields import Fault, Integer, Line, Lines, Model, fault
from ygt_docs.notice.grid import Grid, GridReader
from ygt_docs.notice.tables import millimetres, width_faults
from ygt_docs.reading.text import Text
from ygt_docs.standard.lengths import Length

_APART = re.compile("[、，,；;]")
_COUNT = re.compile("[（(]?共?([0-9]{1,4})[名人位个][）)]?")


class Form(Model):
    """A form (表单): labels, and blank cells to be filled in."""

    caption: Line | None = Field(None, alias="题", description="表题，印在表的上方")
    rows: Rows = Field(
        default=[],
        alias="行",
        description='每行一个列表：文字印出来，"" 为供填写的空白格；占几行几列、要多高的写 {字: 照片, 跨行: 3, 高: 40}',
    )
    widths: Lines = Field(default=[], alias="列宽", description="各栏宽几毫米，不定的写 自动；不写则按内容")
    source: Line | None = Field(
        None, alias="来源", description="表格文件的名字，.xlsx 或 .csv，放在这件公文的文件夹里；写了来源，不写行"
    )
    sheet: Line | None = Field(None, alias="工作表", description="取哪一张工作表，不写取第一张有内容的")
    area: Line | None = Field(None, alias="区域", description="取哪些单元格，如 A3:F20，不写取全部")
    notes: Lines = Field(default=[], alias="注", description="表下的说明，如 本表一式两份")

    @classmethod
    def from_text(cls, text: Text, year: int | None) -> object:
        """The file of the sheet alone."""
        if is_sheet(text):
            return {"来源": text}
        return text

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """Rows that are typed or come from a sheet: the one or the other."""
        yield from source_faults(typed, ("行",), ("行",), ("工作表", "区域"))

    @property
    def readable(self) -> bool:
        """Whether there are rows: False where the sheet that they come from could not be read."""
        return self.source is None or content_of(self.source) is not None

    def made_faults(self) -> Iterator[Fault]:
        """Rows that do not cover as many columns as the first one, and merged cells with nothing to merge with."""
        if self.source is not None:
            if self.readable:
                yield from width_faults(self.widths, self.grid().columns)
            return
        reader = GridReader(None)
        reader.read([cells_of(row) for row in self.rows])
        for code, keys, words in reader.all_faults():
            if code == "N603":
                more = {"fix": row_cure(self.rows[int(keys[0])], reader.columns)}
            else:
                more = {}
            yield code, ("行", *keys), words | more
        yield from width_faults(self.widths, reader.columns)

    def grid(self) -> Grid:
        """The rows as a grid without a head; of a readable sheet its cells, as high as they were made there."""
        if self.source is not None:
            found = sheet_grid(content_of(self.source), 0, with_heights=True)
            return replace(found, widths=self._widths() or found.widths)
        return replace(GridReader(None).read([cells_of(row) for row in self.rows]), widths=self._widths())

    def _widths(self) -> tuple[Length | None, ...]:
        return millimetres(self.widths)


def _names(value: Any) -> Any:
    """Names with 、 between them, on one line or several, as well as a list of them."""
    if not isinstance(value, str):
        return value
    text = value if isinstance(value, Text) else Text(value)
    found: list[Text] = []
    for line in text.lines():
        start = 0
        for piece in _APART.split(line):
            stripped = piece.strip(" \u3000")
            if stripped:
                found.append(Text(stripped, line.place_in(0, start)))
            start += len(piece) + 1
    return found


Names = Annotated[list[Line], BeforeValidator(_names)]


class NameGroup(Model):
    """Names under one heading."""

    heading: Line | None = Field(
        None, alias="标题", description="组的标题，如 一等奖（3名）；写了人数的，与姓名的个数核对"
    )
    names: Names = Field(
        alias="姓名", description="姓名，每人一项，也可以用顿号连着写；两个字的印成三个字宽", min_length=1
    )

    def made_faults(self) -> Iterator[Fault]:
        """A heading that counts other than there are names."""
        counted = _COUNT.search(self.heading or "")
        if counted is not None and int(counted[1]) != len(self.names):
            yield fault("N671", "标题", found=self.heading, count=len(self.names), typed=counted[1])


class NameList(Model):
    """A list of names (名单): in even columns, in groups."""

    per_row: Integer | None = Field(None, alias="每行", description="每行排几个，不写则按最长的名字")
    groups: list[NameGroup] = Field(default=[], alias="组", description="分组，如各等次、各单位")
    names: Names = Field(default=[], alias="姓名", description="不分组的，直接写姓名")

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """A list without names, and one with names in groups and beside them."""
        if typed and "组" not in typed and "姓名" not in typed:
            yield fault("missing", "姓名")
        if "组" in typed and "姓名" in typed:
            yield fault("N672", "姓名")
        if typed.get("每行") == "0":
            yield fault("N116", "每行", found="0")

    def all_groups(self) -> list[NameGroup]:
        """The groups; one without a heading where there are none."""
        return self.groups or [NameGroup.model_construct(heading=None, names=self.names)]
