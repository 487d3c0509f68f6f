"""Cells and rows as they are typed (行): lists of cells, or lines that tabs or bars part; and those of a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, TypeGuard

from pydantic import Field, GetCoreSchemaHandler, ValidatorFunctionWrapHandler
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError, core_schema

from ygt_docs.docfiles.sheet import OTHER_SUFFIXES, SUFFIXES, Sheet, SheetCell
from ygt_docs.elements.marks import ABOVE, LEFT
from ygt_docs.notice.fields import Fault, Integer, Line, Model, YesNo, dumped, fault
from ygt_docs.notice.grid import Align, Grid, GridCell
from ygt_docs.problems import Place
from ygt_docs.reading.expected import CELL
from ygt_docs.reading.text import Text, place_of
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length, Mm

_LEAST_FACTOR = 0.8  # columns that were set for a screen say nothing of a page that is much narrower


def sheet_grid(sheet: Sheet, head: int, *, with_heights: bool = False) -> Grid:
    """The cells of `sheet` as a grid with `head` rows of head; `with_heights`: rows are as high as the sheet says."""
    rows: list[tuple[GridCell, ...]] = []
    for number, line in enumerate(sheet.rows):
        if with_heights and number < len(sheet.heights):
            height = sheet.heights[number]
        else:
            height = None
        cells: list[GridCell] = []
        for cell in line:
            if cell is not None:
                cells.append(_grid_cell(sheet, cell, height))
        rows.append(tuple(cells))
    columns = len(sheet.rows[0]) if sheet.rows else 0
    return Grid(tuple(rows), columns, head, _widths(sheet))


def _grid_cell(sheet: Sheet, cell: SheetCell, height: float | None) -> GridCell:
    text = Text(cell.text, sheet.place(cell))
    least = None if height is None else Mm(height)
    return GridCell(text, cell.rows, cell.columns, height=least)


def _widths(sheet: Sheet) -> tuple[Length | None, ...]:
    """The widths of the sheet, made narrower to fit a page; () where some are not set or the page is far too narrow."""
    if not sheet.widths or any(width is None for width in sheet.widths):
        return ()
    widths = []
    for width in sheet.widths:
        widths.append(width or 0.0)
    factor = min(1.0, standard.TYPE_AREA_WIDTH.value.mm / sum(widths))
    if factor >= _LEAST_FACTOR:
        return tuple(Mm(width * factor) for width in widths)
    return ()


def head_rows(sheet: Sheet) -> int:
    """How many rows the head of a table in `sheet` has: those that the cells of its first row reach down to."""
    return max((cell.rows for cell in sheet.rows[0] if cell is not None), default=1)


def title_row(sheet: Sheet) -> Place | None:
    """Where a title stands above the head (None: nowhere): the first row is one cell over all columns."""
    first = []
    for cell in sheet.rows[0]:
        if cell is not None and cell.text:
            first.append(cell)
    alone = len(first) == 1 and len(sheet.rows[0]) > 1 and len(sheet.rows) > 2
    return sheet.place(first[0]) if alone else None


def is_sheet(value: object) -> TypeGuard[Text]:
    """Whether `value`, typed where a table or a form stands, is the name of a sheet file (来源) alone.

    So are files of sheets that cannot be read, which the reader tells by their name (X104).
    """
    return isinstance(value, Text) and "\n" not in value and value.lower().endswith(SUFFIXES + OTHER_SUFFIXES)


def source_faults(
    typed: Mapping[str, Any], needed: Sequence[str], replaced: Sequence[str], about: Sequence[str]
) -> Iterator[Fault]:
    """What is wrong with the keys of a table or form: `needed` without a 来源, which takes the place of `replaced`.

    `about` are keys that say something of a sheet.
    """
    if "来源" in typed:
        for key in replaced:
            if key in typed:
                yield fault("N631", key, found=key)
        return
    for key in about:
        if key in typed:
            yield fault("N632", key, found=key)
    for key in needed:
        if key not in typed:
            yield fault("missing", key)


CellText = Annotated[Text, CELL]
"""The text of a cell: "" is a blank cell."""

_GROUP = re.compile(r"[0-9]{3}(?:\.[0-9]+)?")
_BEFORE_GROUP = re.compile(r"[-+−－]?[0-9]{1,3}(?:,[0-9]{3})*")
_RULE = re.compile(r":?-{3,}:?|:-+:?|-+:")
_PLAIN = re.compile(r"[^\s,\[\]{}#&*!|>%@`?:'\"~-][^,\[\]{}#:'\"]*(?<! )")


class Cell(Model):
    """A cell that covers more than its own place, or says more than its text."""

    text: CellText = Field(Text(""), alias="字", description='格里的字，"" 为空白；多行的每行一段')
    picture: Line | None = Field(
        None, alias="图", description="图片的文件名，放在这件公文的文件夹里，印在字的上面；宽到这一格，写了高的不超过高"
    )
    row_span: Integer = Field(1, alias="跨行", description="占几行")
    column_span: Integer = Field(1, alias="跨列", description="占几列")
    height: Integer | None = Field(None, alias="高", description="至少多高（毫米），不写则按内容")
    vertical: YesNo = Field(False, alias="竖排", description="字从上往下一字一行（是/否）")
    align: Align | None = Field(None, alias="对齐", description="左、中 或 右；不写则与本栏的其他格一样")

    @classmethod
    def faults(cls, typed: Mapping[str, Any]) -> Iterator[Fault]:
        """A cell that covers nothing."""
        for key in ("跨行", "跨列", "高"):
            if typed.get(key) == "0":
                yield fault("N116", key, found="0")


def parted_line(line: Text) -> list[Text]:
    """The cells of a row that is typed as one line: parted by tabs where it has any, else by bars."""
    by = "\t" if "\t" in line else "|"
    cells: list[Text] = []
    start = 0
    for piece in line.split(by):
        cells.append(_stripped(line, start, piece))
        start += len(piece) + 1
    outer = by == "|" and len(cells) > 2 and not cells[0] and not cells[-1]
    return cells[1:-1] if outer else cells


def _stripped(line: Text, start: int, piece: str) -> Text:
    """`piece`, which begins at `start` of `line`, without the spaces around it, with its place."""
    start += len(piece) - len(piece.lstrip(" "))
    place = place_of(line)
    if place.column is not None:
        place = Place(place.file, place.line, place.column + start)
    return Text(piece.strip(" "), place)


def _cell(value: Any, handler: ValidatorFunctionWrapHandler) -> Text | Cell:
    if isinstance(value, str):
        if isinstance(value, Text):
            return value
        return Text(value)
    if not isinstance(value, Mapping):
        raise PydanticCustomError("ygt_text", "text")
    made: Cell = handler(value)
    return made


def _rows(value: Any, handler: ValidatorFunctionWrapHandler) -> list[list[Text | Cell]]:
    if isinstance(value, str):
        value = _lines_of_rows(value if isinstance(value, Text) else Text(value))
    made: list[list[Text | Cell]] = handler([_one_row(row) for row in value] if isinstance(value, list) else value)
    return made


def _lines_of_rows(text: Text) -> list[list[Text]]:
    """The rows of a text, a line each; the rule under the head of a table in Markdown is none."""
    rows = []
    for line in _row_lines(text):
        rows.append(parted_line(line))
    found: list[list[Text]] = []
    for row in rows:
        if not is_rule(row):
            found.append(row)
    return found


def is_rule(row: Sequence[str]) -> bool:
    """Whether the cells are the rule under the head of a table in Markdown."""
    return all(map(_RULE.fullmatch, row))


def _row_lines(text: Text) -> Iterator[Text]:
    """The lines that are not empty: a tab at either end of one parts a blank cell, so that only spaces go."""
    for number, raw in enumerate(text.split("\n")):
        line = raw.strip(" ")
        if line:
            yield Text(line, text.place_in(number, len(raw) - len(raw.lstrip(" "))))


def _one_row(row: Any) -> Any:
    """A row that is typed as one line among the others, as its cells."""
    if isinstance(row, str):
        return parted_line(row if isinstance(row, Text) else Text(row))
    return row


class _TextOrCell:
    """A cell: a text as it is, a mapping as :class:`Cell`."""

    @staticmethod
    def __get_pydantic_core_schema__(source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_wrap_validator_function(
            _cell,
            handler.generate_schema(Cell),
            serialization=core_schema.plain_serializer_function_ser_schema(dumped, info_arg=True),
        )


class _TypedRows:
    """Rows of cells; as one text, a row a line, they are typed as well."""

    @staticmethod
    def __get_pydantic_core_schema__(source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_wrap_validator_function(
            _rows,
            handler.generate_schema(list[list[CellItem]]),
            serialization=core_schema.plain_serializer_function_ser_schema(dumped, info_arg=True),
        )


CellItem = Annotated[Text | Cell, _TextOrCell]
Rows = Annotated[list[list[CellItem]], _TypedRows, CELL]


def is_rows(field: FieldInfo) -> bool:
    """Whether rows of cells stand in `field`."""
    return _TypedRows in field.metadata


def cells_of(row: Sequence[Text | Cell]) -> list[GridCell | str]:
    """The cells of a typed row for the :class:`GridReader`; a plain 〃 or 〈 stays a merge mark."""
    made: list[GridCell | str] = []
    for cell in row:
        if isinstance(cell, Cell):
            height = None if cell.height is None else Mm(cell.height)
            made.append(
                GridCell(
                    cell.text,
                    cell.row_span,
                    cell.column_span,
                    picture=cell.picture,
                    height=height,
                    vertical=cell.vertical,
                    align=cell.align,
                )
            )
        else:
            made.append(str(cell) if cell in (ABOVE, LEFT) else GridCell(cell))
    return made


def row_cure(row: Sequence[Text | Cell], columns: int) -> str:
    """What to write for a typed row that has not as many cells as there are `columns`."""
    if not all(isinstance(cell, Text) for cell in row):
        return f"核对这一行的“跨行”“跨列”，连同上面跨下来的格，一共要有 {columns} 格"
    texts = []
    for cell in row:
        texts.append(str(cell))
    whole = _with_thousands(texts, columns)
    if whole is not None:
        return f"千位分隔的逗号把数分成了几格，这样的数加引号，写成：\n- {row_line(whole)}"
    if len(texts) < columns:
        return f'补上缺的格，空白的格写 ""，如：\n- {row_line([*texts, *[""] * (columns - len(texts))])}'
    if not any(texts[columns:]):
        return f"写成：\n- {row_line(texts[:columns])}"
    return f"删去多余的格，一共 {columns} 格；格里有逗号的，整格加引号"


def _with_thousands(texts: Sequence[str], columns: int) -> list[str] | None:
    """`texts` with cells of three digits put behind the number before them, so that there are `columns`; None: no."""
    whole: list[str] = []
    for text in texts:
        if len(texts) > columns and whole and _GROUP.fullmatch(text) and _BEFORE_GROUP.fullmatch(whole[-1]):
            whole[-1] += f",{text}"
        else:
            whole.append(text)
    if len(whole) == columns and len(whole) < len(texts):
        return whole
    return None


def row_line(texts: Sequence[str]) -> str:
    """A row as a list in one line of YAML, as people type it: quotes only where a cell needs them."""
    return "[" + ", ".join(map(cell_yaml, texts)) + "]"


def cell_yaml(text: str) -> str:
    """A cell in a list in brackets: as it is, or in quotes."""
    if _PLAIN.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
