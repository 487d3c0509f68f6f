"""What a finished file shows, whoever made it: paragraphs with places and faces, pages, rules. No judgement here.

Both readers, for .docx and for .pdf, give the same facts, so that one check serves both. Places are in millimetres
from the left edge of the file's own type area (版心): where the margins are wrong, that is said once, and not again
for every indent. None always means: this file does not tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from ygt_docs.compose.flow import Flow, Paragraph, Role
from ygt_docs.docfiles.faces import Piece
from ygt_docs.docfiles.wml import Element
from ygt_docs.notice.model import Format
from ygt_docs.standard.line_grid import STANDARD_GRID, LineGrid


class Kind(StrEnum):
    """The kind of file."""

    WORD = "Word"
    PDF = "PDF"


@dataclass(frozen=True)
class Line:
    """One line of a paragraph: its text, edges from the left of the type area, and baseline from the page top (mm).

    `gaps`: the rooms between its characters that are wider than half of one: how many characters stand before it, and
    its width in mm (a .docx has spaces instead).
    """

    text: str
    start: float
    end: float
    baseline: float | None = None
    page: int | None = None
    top: float | None = None
    bottom: float | None = None
    gaps: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True)
class Blanks:
    """Empty lines that the build put before a paragraph: how many, how high they are together, and one line (points).

    Lines of a page that the build tightened are lower than those of the other pages, and so are the empty ones there.
    """

    lines: int
    height: float
    line: float


@dataclass
class Para:
    """A paragraph that holds text.

    `blank` counts the empty lines before it, in lines of the body; `new_page`: it is the first of a page; `pitch` is
    the distance of its lines in points, `gap` what is added before and after it (points). `boxed`: it stands in a
    table. `page` counts from 1. `role` None: not recognised. `composed`: the paragraph of the Flow it was made from,
    and `composed_blank` the empty lines that the build put before it (None: the build does not say). `source`: the
    w:p that it was read from (None: a PDF has none).
    """

    text: str
    pieces: tuple[Piece, ...]
    lines: tuple[Line, ...]
    centred: bool = False
    blank: float | None = None
    new_page: bool = False
    pitch: float | None = None
    gap: float = 0
    boxed: bool = False
    framed: bool = False
    landscape: bool = False
    page: int | None = None
    role: Role | None = None
    composed: Paragraph | None = None
    composed_blank: Blanks | None = None
    source: Element | None = None

    @property
    def start(self) -> float:
        """Where the first line begins."""
        return self.lines[0].start

    @property
    def end(self) -> float:
        """Where the last line ends."""
        return self.lines[-1].end

    @property
    def hang(self) -> float | None:
        """Where the second line begins; None for a single line."""
        if len(self.lines) > 1:
            return self.lines[1].start
        return None

    @property
    def size(self) -> float:
        """The size of most of its characters, in points."""
        if self.sizes:
            return max(self.sizes.items(), key=lambda item: item[1])[0]
        return 0.0

    @property
    def sizes(self) -> dict[float, int]:
        """How many characters have each size."""
        counted: dict[float, int] = {}
        for piece in self.pieces:
            if piece.text.strip():
                counted[piece.size] = counted.get(piece.size, 0) + len(piece.text)
        return counted

    @property
    def first_piece(self) -> Piece:
        """The piece of its first character."""
        for piece in self.pieces:
            if piece.text.strip():
                return piece
        return self.pieces[0]

    @property
    def bare(self) -> str:
        """Its text without any space."""
        return "".join(self.text.split())


@dataclass(frozen=True)
class Area:
    """The type area of a page or a section: paper, margins in millimetres (None: the page is too empty to tell)."""

    paper_width: float
    paper_height: float
    top: float | None
    left: float | None
    bottom: float | None
    right: float | None
    page: int | None = None

    @property
    def landscape(self) -> bool:
        """Whether the page is turned."""
        return self.paper_width > self.paper_height


@dataclass(frozen=True)
class PictureBox:
    """A picture on paper: its width in millimetres and in pixels (None: it is drawn in lines).

    In a PDF `page`, and `left`, `top` and `bottom` in millimetres from the upper left corner of the paper. In a Word
    file `alternative`: what is read in its place ("": nothing).
    """

    width: float
    pixels: int | None
    page: int | None = None
    left: float | None = None
    top: float | None = None
    bottom: float | None = None
    alternative: str | None = None


@dataclass(frozen=True)
class TableBox:
    """A ruled table, or in a PDF the part of one that stands on a page.

    `paras`: what its cells say, in order. `left` and `right`: its outer rules, in mm from the left edge of the type
    area, which has `room` mm (None: Word fits it to its text). `top` and `bottom`: in mm from the upper edge of the
    paper, with its `page` (PDF). `ruled` False: it has no rule at all. `thickest`: of its rules, in points; `colours`:
    those of its rules that are not black, as RRGGBB. `columns`: where its upright rules stand, in mm (PDF).
    """

    paras: tuple[Para, ...]
    left: float | None
    right: float | None
    page: int | None = None
    top: float | None = None
    bottom: float | None = None
    thickest: float = 0.0
    colours: tuple[str, ...] = ()
    ruled: bool = True
    room: float = 156.0
    columns: tuple[float, ...] = ()


@dataclass(frozen=True)
class PageNumber:
    """The page number of a page (PDF) or of a footer (Word).

    `gap` from the foot of the type area to the ink of the dash, `side` the edge it stands at (左, 右, 中), `space` the
    millimetres between that edge and the number. `page` and `value` are None where the file does not tell.
    """

    text: str
    family: str
    size: float
    side: str
    space: float
    gap: float | None = None
    page: int | None = None
    value: int | None = None
    landscape: bool = False


@dataclass(frozen=True)
class Stroke:
    """A horizontal rule: edges in mm from the upper left corner of the page; `colour` as RRGGBB."""

    page: int
    left: float
    right: float
    top: float
    bottom: float
    colour: str

    @property
    def thickness(self) -> float:
        """How thick it is in mm."""
        return self.bottom - self.top


@dataclass
class Facts:
    """All that was read from one file.

    `width` and `pitch` (mm, points) are those of the body. `edges_measured` False: no line shows where the type area
    begins (a PDF of lines that are all short), and places count from where indents suppose it. `known`: the roles come
    from the build, not from guessing.
    `format` is the format of clause 10, or of practice, that it has (None: not told yet); `preprinted`: the paper bears
    mark and rule already (套打); `volumes`: so many appendices are bound separately. `grid`: margins
    and pitch that it follows (页边补偿). `steps`: the distance in points of each two neighbouring lines of body size in a
    PDF, with its page. `pictures`, `tables`: in the order of the file. What only one kind of file
    has, stands in WordFacts and PdfFacts.
    """

    kind: ClassVar[Kind]
    paras: list[Para]
    areas: list[Area]
    numbers: list[PageNumber] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    page_count: int | None = None
    width: float = 156.0
    edges_measured: bool = True
    pitch: float | None = None
    known: bool = False
    format: Format | None = None
    preprinted: bool = False
    volumes: int = 0
    grid: LineGrid = STANDARD_GRID
    steps: list[tuple[int, float]] = field(default_factory=list)
    pictures: list[PictureBox] = field(default_factory=list)
    tables: list[TableBox] = field(default_factory=list)

    def of(self, *roles: Role) -> list[Para]:
        """The paragraphs of these roles, in order."""
        found: list[Para] = []
        for para in self.paras:
            if para.role in roles:
                found.append(para)
        return found

    def first(self, role: Role) -> Para | None:
        """The first paragraph of `role`; None without one."""
        for para in self.paras:
            if para.role is role:
                return para
        return None

    @property
    def is_volume(self) -> bool:
        """Whether this file is an appendix bound separately (另册, 7.3.7): number and mark are its first line."""
        return bool(self.paras) and self.paras[0].role is Role.APPENDIX_MARK

    @property
    def number(self) -> Para | None:
        """The paragraph of the document number; None without one."""
        return next(iter(self.of(Role.NUMBER, Role.UPWARD_NUMBER)), None)

    @property
    def number_under_title(self) -> bool:
        """Whether there is no masthead and the number stands below the title (decisions on penalties, answers)."""
        number = self.number
        if number is None or self.first(Role.MARK) is not None:
            return False
        for para in self.paras:
            if para.role is Role.TITLE or para is number:
                return para is not number
        return False

    def before(self, para: Para) -> Para | None:
        """The paragraph before `para`; None for the first."""
        index = next(index for index, item in enumerate(self.paras) if item is para)
        return self.paras[index - 1] if index else None


def blanks_before(flow: Flow) -> list[Blanks | None]:
    """For each paragraph with text outside of tables, in order: the empty lines that stand before it in its section.

    None where nothing but a paragraph with text tells: at the head of a section, behind tables and in the imprint.
    """
    found: list[Blanks | None] = []
    for section in flow.sections:
        above: list[float] | None = None  # the heights of the empty lines since the last text
        for block in section.blocks:
            if not isinstance(block, Paragraph) or not block.printed:
                above = None
                continue
            line = (block.pitch or flow.grid.pitch).pt
            if block.text.strip():
                found.append(None if above is None else Blanks(len(above), sum(above), line))
                above = []
            elif above is not None and block.role is Role.BLANK:
                above.append(line)
            else:
                above = None
    imprint = () if flow.imprint is None else flow.imprint.groups
    return found + [None for group in imprint for item in group if item.text.strip()]


def pitch_of(steps: Sequence[float]) -> float | None:
    """The distance of two lines that is met most often among `steps`, in points; None without any."""
    counted = Counter(round(step * 4) / 4 for step in steps)
    if not counted:
        return None
    near = counted.most_common(1)[0][0]
    exact = []
    for step in steps:
        if abs(step - near) < 0.3:
            exact.append(step)
    return sum(exact) / len(exact)


def characters(millimetres: float, size: float = 16.0) -> float:
    """A distance in 字 (3.1) of text of `size` points, as it stands in a line of 28."""
    pitch = 15.75 if size == 16.0 or size <= 0 else size  # 0: a damaged file
    return millimetres / (pitch * 25.4 / 72)
