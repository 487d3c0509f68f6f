"""The Flow: what stands on paper, in order, as blocks with a role and resolved numbering. Still no millimetres.

Distances are counted in 字 (characters) and 行 (lines), the standard's own units (3.1, 3.2); the writers turn them
into lengths. Both writers and the proof read the same Flow; none of them adds or drops a character.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from ygt_docs.docfiles.svg import Drawing
from ygt_docs.elements.catalogue import DIVISIONS as DIVISIONS
from ygt_docs.elements.catalogue import JUSTIFIED
from ygt_docs.elements.catalogue import Face as Face
from ygt_docs.elements.catalogue import Role as Role
from ygt_docs.elements.marks import CopyRange
from ygt_docs.geometry.text import CELL_ABOVE
from ygt_docs.notice.model import Format as Format
from ygt_docs.notice.model import Orientation
from ygt_docs.problems import NOWHERE, Place
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length
from ygt_docs.standard.line_ends import has_blank
from ygt_docs.standard.line_grid import STANDARD_GRID, LineGrid

MARKED_WORDS = "待改"  # what stands in the margin of each page of a document that must be mended
_FULL = 0.999  # of the type area: the rest is rounding


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
class Column:
    """Runs that begin `at` 字 from the left edge of the type area."""

    at: float
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Seal:
    """An organ's own seal, laid over a sign-off in a PDF to look at (样稿) and nowhere else.

    `picture`: the name of a file in the folder seals. Its centre stands `across` 字 from the right edge of the type area
    (None: in the middle of its cell) and `down` lines below the upper edge of the paragraph it hangs on.
    """

    picture: str
    diameter: Length
    across: float | None
    down: float


@dataclass(frozen=True)
class PrintedPicture:
    """A picture on a line of its own: its bytes (`kind` png, jpg or svg) and its size on paper.

    `lines`: its line is at least so many lines of text high. `alternative`: what is read in its place. `place`: where
    it was typed. `bitmap`: its pixels where they are made with it (b"": they are drawn). `drawing`: what an .svg from a
    file holds (None: it is none).
    """

    kind: str
    data: bytes
    width: Length
    height: Length
    lines: int
    alternative: str
    place: Place = NOWHERE
    bitmap: bytes = b""
    drawing: Drawing | None = None


@dataclass(frozen=True)
class Paragraph:
    """One paragraph.

    `lines`: a title that was broken into lines, one tuple of runs a line; any other paragraph has one entry.
    `seal` None: none is laid over. `pitch`: its lines are so high (None: as its role has them). `last_of_body`: the
    end of the text before the sign-off. `goes_on`: the next paragraph, on a new page, is its other part. `indent` None:
    the indents of the role's style hold. `right_text` stands at the right end of the last line (printing line).
    `keep_with_next`: no page break between this and the next paragraph. `anchor`: a name for this paragraph;
    `page_of`: the anchor of the paragraph whose page number `right_text` gives (contents), "" for none. `columns`: text
    at places of its own in one line (signatories), in place of `lines`. `printed` False: the paper bears it already
    (套打), so its room is left and its text is no text of the file. `turned`: it stands on the turned pages of a table.
    (套打), so its room is left and its text is no text of the file. `picture`: stands in place of text (None: none).
    """

    role: Role
    lines: tuple[tuple[Run, ...], ...] = ((),)
    indent: Indent | None = None
    right_text: tuple[Run, ...] = ()
    keep_with_next: bool = False
    page_break_before: bool = False
    anchor: str = ""
    page_of: str = ""
    columns: tuple[Column, ...] = ()
    printed: bool = True
    seal: Seal | None = None
    pitch: Length | None = None
    last_of_body: bool = False
    goes_on: bool = False
    turned: bool = False
    picture: PrintedPicture | None = None

    @property
    def ragged(self) -> bool:
        """Whether its lines, justified as a rule, are not: it has a blank to be filled in."""
        return self.role in JUSTIFIED and has_blank(self.text)

    @property
    def text(self) -> str:
        """All characters of the paragraph in order, without line breaks."""
        return "".join(run.text for run in self.runs)

    @property
    def runs(self) -> tuple[Run, ...]:
        """All runs in order, those of `right_text` last."""
        in_columns = tuple(run for column in self.columns for run in column.runs)
        return tuple(run for line in self.lines for run in line) + in_columns + self.right_text


@dataclass(frozen=True)
class Cell:
    """A table cell: its paragraphs, and how many rows and columns it covers (merged cells).

    `above`: how many lines its text stands below the upper edge of the cell (a grid without rules only).
    """

    paragraphs: tuple[Paragraph, ...]
    row_span: int = 1
    column_span: int = 1
    above: float = 0


@dataclass(frozen=True)
class Row:
    """A table row: the cells that begin in it. `head`: repeated on each page.

    `height`: exactly so many lines (None: as high as its text); `least`: at least so high (None: the same).
    `keep_with_next`: no page break after it. `goes_on`: the row before was higher than a page, and this is its rest.
    """

    cells: tuple[Cell, ...]
    head: bool = False
    group: bool = False
    height: float | None = None
    least: Length | None = None
    keep_with_next: bool = False
    goes_on: bool = False


@dataclass(frozen=True)
class Table:
    """A table; `widths` are fractions of the width of the type area that add up to 1 (less: it is narrower, centred).

    `ruled` False: a grid without rules and margins, which only puts its cells in their places (joint sign-offs, 7.3.5).
    `tasks`: the task table, whose rows tell what task they print. `size`: of its characters (None: as styled).
    `turned`: it stands alone on turned pages within an upright text. `pitch`: from line to line where a page is to hold
    so many rows (每页行数), which have half the room above and below their text (None: as usual).
    """

    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    ruled: bool = True
    tasks: bool = False
    size: Length | None = None
    turned: bool = False
    pitch: Length | None = None

    @property
    def line(self) -> Length | None:
        """How high its lines are where they have a pitch or its characters a size of their own (None: as styled)."""
        if self.pitch is not None:
            return self.pitch
        if self.size is None:
            return None
        return self.size * standard.TABLE_LINE.value

    @property
    def above(self) -> Length:
        """The room above the text of a cell, and below it."""
        if self.pitch is not None:
            return CELL_ABOVE / 2
        return CELL_ABOVE

    @property
    def narrow(self) -> bool:
        """Whether it is narrower than the type area, and stands in the middle."""
        return sum(self.widths) < _FULL


@dataclass(frozen=True)
class JointMark:
    """The mark of several organs (7.2.4): their names one under another, spread to one width, and 文件 right of them.

    `word` None: without 文件. `printed` as in :class:`Paragraph`.
    """

    names: tuple[Paragraph, ...]
    word: Paragraph | None = None
    printed: bool = True


Block = Paragraph | Table | JointMark


@dataclass(frozen=True)
class Section:
    """Pages of one orientation; each section begins on a new page. `numbered`: False for a cover (封面), one page."""

    orientation: Orientation
    blocks: tuple[Block, ...]
    numbered: bool = True


@dataclass(frozen=True)
class Imprint:
    """The imprint (版记, 7.4): groups of paragraphs from top to bottom, a thin rule between two groups.

    `even_page`: the document is printed on both sides, and the imprint stands on the back of its last sheet (实务).
    """

    groups: tuple[tuple[Paragraph, ...], ...]
    even_page: bool = False


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

    `addressees_in_imprint`: with the addressees above it the body would not begin on page one (7.3.2).
    `imprint_on_new_page`: the last page has no room for the imprint, is a landscape page, or is an odd one where an
    even one is wanted. `blank_page_before_imprint`: that new page would be an odd one too, so a blank page comes before
    it, and neither bears a number (7.5). `imprint_inline`: it is higher than a page and goes on after the text.
    `table_breaks`: for each ruled table in order, the rows (counted from 0, head rows left out) that begin a page; a
    merged cell that such a break would cut is closed there and goes on as an empty cell. `contents_pages`: the page on
    which each document of a collection (汇编) begins, counted from 1 (empty: not known yet, or no collection).
    `sign_off_from`: the page of the sign-off begins after so many characters (spaces not counted) of the body's last
    paragraph (None: not within it); `sign_off_moved`: that is earlier than where the page before is full, so lines are
    moved over. `note_parted`: the names of appendices before the last one stay with the text on the page before, as a
    page with little on it would be left. `tight_pitch`: twips from line to line where one page must hold body
    and sign-off (None: as usual); `sign_off_without_text`: not even that helps (7.3.5.5). `full_sections`: the sections
    (counted from 0) whose last page has no room for a line of less than a point, which in Word would end the section.
    """

    imprint_on_new_page: bool = False
    blank_page_before_imprint: bool = False
    imprint_inline: bool = False
    table_breaks: tuple[tuple[int, ...], ...] = ()
    addressees_in_imprint: bool = False
    contents_pages: tuple[int, ...] = ()
    sign_off_from: int | None = None
    sign_off_moved: bool = False
    note_parted: bool = False
    tight_pitch: int | None = None
    sign_off_without_text: bool = False
    full_sections: tuple[int, ...] = ()


@dataclass(frozen=True)
class Flow:
    """A whole document, ready for both writers.

    `marked`: the file must be mended (待改) and its pages say so. `sample`: a PDF to look at (样稿), with the organs' own
    seal pictures; its pages say so. `rules_centred_on_page`: the double rules of a letter, not on the type area (10.1).
    `copies`: the numbers of the copies (份号, 7.2.1) where there are several (None: one or none); the first is printed.
    `volumes`: so many appendices that the note names are bound separately (另册) and stand in files of their own. `grid`:
    margins and pitch of its lines (页边补偿).
    """

    sections: tuple[Section, ...]
    properties: Properties
    imprint: Imprint | None = None
    decisions: Decisions = field(default_factory=Decisions)
    marked: bool = False
    sample: bool = False
    format: Format = Format.DOCUMENT
    rules_centred_on_page: bool = False
    volumes: int = 0
    copies: CopyRange | None = None
    grid: LineGrid = STANDARD_GRID

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
        found: list[str] = []
        for paragraph in self.paragraphs():
            if paragraph.text:
                found.append(paragraph.text)
        return found


def paragraphs_of(block: Block) -> Iterator[Paragraph]:
    """The paragraphs of one block in reading order."""
    if isinstance(block, Paragraph):
        if block.printed:
            yield block
        return
    if isinstance(block, JointMark):
        if block.printed:
            yield from block.names
            yield from (block.word,) if block.word is not None else ()
        return
    for row in block.rows:
        for cell in row.cells:
            yield from cell.paragraphs
