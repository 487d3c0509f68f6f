"""The Flow: what stands on paper, in order, as blocks with a role and resolved numbering. Still no millimetres.

Distances are counted in 字 (characters) and 行 (lines), the standard's own units (3.1, 3.2); the writers turn them
into lengths. Both writers and the proof read the same Flow; none of them adds or drops a character.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from ygt_docs.notice.model import Orientation
from ygt_docs.problems import NOWHERE, Place


class Role(StrEnum):
    """What a paragraph is. The value is the name of its Word style; `css_class` is its class in the PDF."""

    MARK = "发文机关标志"
    NUMBER = "发文字号"
    MASTHEAD_RULE = "版头分隔线"
    TITLE = "公文标题"
    ADDRESSEES = "主送机关"
    HEADING_1 = "一级标题"
    HEADING_2 = "二级标题"
    HEADING_3 = "三级标题"
    HEADING_4 = "四级标题"
    PARAGRAPH = "公文正文"
    APPENDIX_NOTE = "附件说明"
    SIGN_OFF = "发文机关署名"
    DATE = "成文日期"
    ANNOTATION = "附注"
    CONTACT = "联系方式"
    PROMULGATED_TITLE = "印发件标题"
    APPENDIX_MARK = "附件标识"
    APPENDIX_TITLE = "附件标题"
    BLANK = "空行"
    TABLE_HEAD = "表头"
    TABLE_GROUP = "表格分组"
    TABLE_CENTRED = "表格居中"
    TABLE_TEXT = "表格文字"
    COPIES_TO = "抄送机关"
    PRINTING_LINE = "印发机关和印发日期"

    @property
    def css_class(self) -> str:
        """The class of the paragraph in the HTML: the member's name in lower case with hyphens."""
        return self.name.lower().replace("_", "-")


class Face(StrEnum):
    """A run that departs from the face of its paragraph's role: the heading sentence of a run-in heading."""

    OF_ROLE = ""
    HEADING_1 = "一级标题字"
    HEADING_2 = "二级标题字"

    @property
    def css_class(self) -> str:
        """The class of the run in the HTML ('' for the face of the role)."""
        return "" if self is Face.OF_ROLE else self.name.lower().replace("_", "-") + "-run"


@dataclass(frozen=True)
class Run:
    """A piece of text in one face. `place` is where it was typed (NOWHERE: generated, such as 一、)."""

    text: str
    face: Face = Face.OF_ROLE
    place: Place = NOWHERE


@dataclass(frozen=True)
class Indent:
    """Indents in 字 of the text size: `left` of every line, `first` added on the first line, `right` of every line."""

    left: float = 0
    first: float = 0
    right: float = 0


@dataclass(frozen=True)
class Paragraph:
    """One paragraph.

    `lines`: a title that was broken into lines, one tuple of runs a line; any other paragraph has one entry.
    `indent` None: the indents of the role's style hold. `right_text` stands at the right end of the last line
    (printing line). `keep_with_next`: no page break between this and the next paragraph.
    """

    role: Role
    lines: tuple[tuple[Run, ...], ...] = ((),)
    indent: Indent | None = None
    right_text: tuple[Run, ...] = ()
    keep_with_next: bool = False
    page_break_before: bool = False

    @property
    def text(self) -> str:
        """All characters of the paragraph in order, without line breaks."""
        return "".join(run.text for run in self.runs)

    @property
    def runs(self) -> tuple[Run, ...]:
        """All runs in order, those of `right_text` last."""
        return tuple(run for line in self.lines for run in line) + self.right_text


@dataclass(frozen=True)
class Cell:
    """A table cell: its paragraphs, and how many rows and columns it covers (merged cells)."""

    paragraphs: tuple[Paragraph, ...]
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True)
class Row:
    """A table row: the cells that begin in it. `head`: repeated on each page."""

    cells: tuple[Cell, ...]
    head: bool = False
    group: bool = False


@dataclass(frozen=True)
class Table:
    """A table; `widths` are fractions of the width of the type area that add up to 1."""

    rows: tuple[Row, ...]
    widths: tuple[float, ...]


Block = Paragraph | Table


@dataclass(frozen=True)
class Section:
    """Pages of one orientation; each section begins on a new page."""

    orientation: Orientation
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Imprint:
    """The imprint (版记, 7.4): groups of paragraphs from top to bottom, a thin rule between two groups."""

    groups: tuple[tuple[Paragraph, ...], ...]


@dataclass(frozen=True)
class Properties:
    """What the files say of themselves. `date` gives every time stamp (None: the fixed epoch 1980-01-01)."""

    title: str
    organ: str = ""
    number: str = ""
    kind: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    language: str = "zh-CN"
    date: datetime.date | None = None


@dataclass(frozen=True)
class Decisions:
    """What only the laid-out page can tell; both writers obey it and decide nothing themselves.

    `imprint_on_new_page`: the last page has no room for the imprint, or is a landscape page. `table_breaks`: for each
    table in order, the rows (counted from 0, head rows left out) that begin a page; a merged cell that such a break
    would cut is closed there and goes on as an empty cell.
    """

    imprint_on_new_page: bool = False
    table_breaks: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True)
class Flow:
    """A whole document, ready for both writers. `marked`: the file must be mended (待改) and its pages say so."""

    sections: tuple[Section, ...]
    properties: Properties
    imprint: Imprint | None = None
    decisions: Decisions = field(default_factory=Decisions)
    marked: bool = False

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph in reading order: tables row by row, cell by cell; the imprint last."""
        for section in self.sections:
            for block in section.blocks:
                yield from paragraphs_of(block)
        if self.imprint is not None:
            for group in self.imprint.groups:
                yield from group

    def text(self) -> list[str]:
        """The text of every paragraph that has any, in order: what both files must hold, character for character."""
        return [paragraph.text for paragraph in self.paragraphs() if paragraph.text]


def paragraphs_of(block: Block) -> Iterator[Paragraph]:
    """The paragraphs of one block in reading order."""
    if isinstance(block, Paragraph):
        yield block
        return
    for row in block.rows:
        for cell in row.cells:
            yield from cell.paragraphs
