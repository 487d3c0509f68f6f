"""A .pdf as facts (PDF 文件): lines joined to paragraphs, type area, page numbers, rules measured on drawn pages."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ygt_docs.compose.flow import Flow, JointMark, Paragraph, Role, Table, paragraphs_of
from ygt_docs.docfiles.pdf_file import PdfFile, upright
from ygt_docs.docfiles.pdf_text import PdfPage
from ygt_docs.problems import Problems
from ygt_docs.proof.facts import Area, Facts, Kind, Line, Para, PictureBox, blanks_before, pitch_of
from ygt_docs.proof.grids import grid_of
from ygt_docs.proof.pdf_edges import STANDARD_EDGES, edges_of
from ygt_docs.proof.pdf_ink import Ink, draw, rules
from ygt_docs.proof.pdf_lines import MM, PageLines, Row, line_of, page_lines, pieces_of
from ygt_docs.proof.pictures import pictures_of_pdf
from ygt_docs.proof.recognise import (
    APPENDIX_MARK,
    APPENDIX_NOTE,
    ATTENDANCE,
    COPIES,
    NOTE_ITEM,
    NUMBER_ROW,
    UNDER_TITLE,
    heading_level,
    tell,
)
from ygt_docs.proof.tables import tables_of_pdf
from ygt_docs.standard import gbt9704 as standard

_WIDTH = standard.TYPE_AREA_WIDTH.value.mm
_INDENTED = 15.0  # mm: what begins further in stands on the right, and is no text
_ENDS = "。：；！？…”）"
_LABEL = 3 * standard.CHARACTER_PITCH.value.mm  # 出席：
_LONGEST_NAME = 6 * standard.CHARACTER_PITCH.value.mm
_ROOM = 13.0  # mm: a line that leaves more than two characters free was not broken for want of room


@dataclass(kw_only=True)
class PdfFacts(Facts):
    """What was read from a PDF, and what only PDFs have.

    `ink`: that of the first page. `imprint_page`: where the imprint ends (the last page where it has none). `full`: how
    many characters each full line holds. `outside`: all lines of upright pages, in mm from the edge of the paper.
    `missing`: pages and lines with characters that a reader cannot make out. `lacking`: what reading aloud would need.
    `lying`: pages (number, degrees) that are shown on their side. `drawn_from`: where the first picture, rule or
    drawing of a page begins, in millimetres from the upper edge of the paper, by its number.
    """

    kind = Kind.PDF
    ink: Ink
    imprint_page: int = 1
    full: list[int] = field(default_factory=list)
    outside: list[Line] = field(default_factory=list)
    missing: list[tuple[int, str]] = field(default_factory=list)
    not_embedded: list[str] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)
    lying: tuple[tuple[int, int], ...] = ()
    drawn_from: dict[int, float] = field(default_factory=dict)


def pdf_facts(data: bytes | PdfFile, problems: Problems, flow: Flow | None = None) -> PdfFacts | None:
    """What the PDF `data` shows; None where it cannot be read (D801 says why). `flow`: what it was made from."""
    file = PdfFile.of(data)
    opened = upright(file, problems)
    if opened is None:
        return None
    document = opened.file.document
    pages = [page_lines(page) for page in opened.file.pages]
    pictures = pictures_of_pdf(opened.file.pages)
    edges = edges_of(pages)
    if flow is not None and not edges.measured:
        edges = (
            STANDARD_EDGES  # a file of ours was given the edges of the standard, and its places are held against them
        )
    left, width = edges.left, edges.width
    areas = [_area(page, left, width) for page in pages]
    facts = PdfFacts([], areas, page_count=len(pages), width=width, ink=draw(document, 1), lying=opened.lying)
    facts.edges_measured = edges.measured
    facts.pictures = pictures
    facts.drawn_from = _drawn_from(opened.file.pages, pictures)
    facts.steps = list(_steps(pages))
    facts.pitch = pitch_of([step for _, step in facts.steps])
    facts.grid = grid_of(facts) if flow is None else flow.grid
    facts.numbers = [page.number for page in pages if page.number is not None]
    paras = None if flow is None else _known(pages, left, flow)
    facts.known = paras is not None
    facts.paras = _joined(pages, left, width) if paras is None else paras
    _boxed(facts, pages, left)
    facts.tables = tables_of_pdf(opened.file.pages, facts.paras, left, width)
    _blank_lines(facts)
    facts.strokes = rules(facts.ink)
    tell(facts, flow)
    facts.imprint_page = max(
        (para.page or 0 for para in facts.of(Role.COPIES_TO, Role.PRINTING_LINE)), default=len(pages)
    )
    if facts.imprint_page > 1:
        facts.strokes += rules(draw(document, facts.imprint_page))
    facts.full = list(_full_lines(pages, left, width))
    facts.outside = list(_outside(pages))
    facts.missing = _missing(pages)
    facts.not_embedded, facts.lacking = file.not_embedded, file.lacking
    return facts


def _drawn_from(pages: Sequence[PdfPage], pictures: Sequence[PictureBox]) -> dict[int, float]:
    """Where the first thing that is no text begins on each page."""
    found: dict[int, float] = {}
    for page in pages:
        if page.paths:
            found[page.number] = min(path.top for path in page.paths) * MM
    for picture in pictures:
        if picture.page is not None and picture.top is not None:
            found[picture.page] = min(picture.top, found.get(picture.page, picture.top))
    return found


def _area(page: PageLines, left: float, width: float) -> Area:
    rows = page.rows
    top = rows[0].baseline * MM if rows and not page.landscape else None
    bottom = rows[-1].baseline * MM if rows and not page.landscape else None
    return Area(
        page.page.width * MM,
        page.page.height * MM,
        top,
        left,
        bottom,
        page.page.width * MM - left - width,
        page.page.number,
    )


def _steps(pages: Sequence[PageLines]) -> Iterator[tuple[int, float]]:
    """The distance of each two neighbouring lines of the body, in points, with its page."""
    for page in pages:
        for before, after in itertools.pairwise(page.rows):
            step = after.baseline - before.baseline
            if 13 < before.size < 19 and 13 < after.size < 19 and step < 45:
                yield page.page.number, step


def _joined(pages: Sequence[PageLines], left: float, width: float) -> list[Para]:
    """Lines become paragraphs by their indents and their length."""
    paras: list[Para] = []
    in_note = False
    for page in pages:
        for index, row in enumerate(page.rows):
            para = _para(row, page, left, width, index == 0)
            if paras and _goes_on(paras[-1], para, width, in_note):
                _append(paras[-1], para)
            else:
                in_note = bool(APPENDIX_NOTE.match(para.bare) or (in_note and NOTE_ITEM.match(para.bare)))
                paras.append(para)
    return paras


def _para(row: Row, page: PageLines, left: float, width: float, first: bool) -> Para:
    own = standard.LANDSCAPE_LEFT_MARGIN.value.mm if page.landscape else left
    room = standard.TYPE_AREA_HEIGHT.value.mm if page.landscape else width
    line = line_of(row, own, page.page.number)
    indent = 2 * 5.6
    middle = abs((line.start + line.end) / 2 - room / 2) < 1.5 and line.start > 2
    centred = middle and (abs(line.start - indent) > 1.5 or row.size > 18) and not COPIES.match(para_text(row))
    return Para(
        row.text,
        tuple(pieces_of(row)),
        (line,),
        centred,
        new_page=first,
        landscape=page.landscape,
        page=page.page.number,
    )


def _append(para: Para, more: Para) -> None:
    para.text += more.text
    para.pieces += more.pieces
    para.lines += more.lines


def _goes_on(para: Para, more: Para, width: float, in_note: bool) -> bool:
    """Whether `more` is the next line of `para`; `in_note`: `para` belongs to the appendix note."""
    above, below = para.lines[-1], more.lines[0]
    far = abs((above.baseline or 0.0) - (below.baseline or 0.0)) > 15 and above.page == below.page
    if para.landscape != more.landscape or far:
        return False
    if (
        UNDER_TITLE.match(para.bare)
        or NUMBER_ROW.match(para.bare)
        or (more.new_page and APPENDIX_MARK.match(more.bare))
    ):
        return False
    if para.centred and more.centred and abs(para.first_piece.size - more.first_piece.size) < 1 and para.size > 13:
        return para.lines[-1].page == more.lines[0].page
    if para.centred or abs(para.first_piece.size - more.first_piece.size) > 1:
        return False
    if ATTENDANCE.match(para.bare) and abs(more.start - para.start - _LABEL) < 3:
        return True  # under the first name: a line may end early, so that no name is cut
    room = width - para.lines[-1].end
    if room > _ROOM:  # of one list, whose lines end early rather than cut a name, or of two paragraphs
        parted = para.bare.endswith("、") or (bool(para.lines[-1].gaps) and room < _LONGEST_NAME)
        return parted and more.start < 3
    if any(pattern.match(para.bare) for pattern in (COPIES, ATTENDANCE)) or in_note:
        begins = (
            NOTE_ITEM.match(more.bare)
            or COPIES.match(more.bare)
            or (heading_level(more) is not None and abs(more.start - para.start) < 1)
        )
        return not begins and more.start < 60
    if para.start < 3 and para.bare.endswith(("：", ":")):
        return False  # addressees: what follows is the body, also where its indent was lost
    if para.hang is not None:
        return abs(more.start - para.hang) < 3
    begun = para.start < _INDENTED and abs(more.start - para.start) < 1
    names = bool(para.lines[-1].gaps)  # side by side with spaces between them: each line is a paragraph of its own
    hanging = begun and para.bare[-1] not in _ENDS and heading_level(more) is None and not names
    return more.start < 3 or hanging


def _known(pages: Sequence[PageLines], left: float, flow: Flow) -> list[Para] | None:
    """The lines cut where the Flow's paragraphs end, with their roles; None where text and Flow do not agree."""
    wanted = []
    for item in _plain_paragraphs(flow):
        if item.text.strip():
            wanted.append(item)
    blanks = blanks_before(flow)
    paras: list[Para] = []
    rest = ""
    mark, grid = _joint_mark(flow), _grid_text(flow)
    for page in pages:
        for index, row in enumerate(page.rows):
            para = _para(row, page, left, _WIDTH, index == 0)
            if mark and not rest and Counter(para_text(row)) <= mark:
                # 文件 stands between two names, or on the line of one: their order on paper is not that of the Flow
                mark -= Counter(para_text(row))
                para.role = Role.MARK_NAME
                paras.append(para)
                continue
            if grid and not rest and Counter(para_text(row)) <= grid and not _begins(wanted, row):
                grid -= Counter(para_text(row))  # names side by side on one line, each in the middle of its seal
                para.role = Role.JOINT_SIGN_OFF
                paras.append(para)
                continue
            if not rest:
                if not wanted:
                    return None
                paragraph = wanted.pop(0)
                rest, para.role, para.composed = "".join(paragraph.text.split()), paragraph.role, paragraph
                para.composed_blank = blanks.pop(0)
                paras.append(para)
            else:
                _append(paras[-1], para)
            if not rest.startswith(para_text(row)):
                return None
            rest = rest[len(para_text(row)) :]
    if not rest and not mark and not grid and not wanted:
        return paras
    return None


def _begins(wanted: Sequence[Paragraph], row: Row) -> bool:
    """Whether the next of the paragraphs begins with the text of `row`, or is on it as a whole."""
    text = "".join(wanted[0].text.split()) if wanted else ""
    return bool(text) and (text.startswith(para_text(row)) or para_text(row).startswith(text))


def _grid_text(flow: Flow) -> Counter[str]:
    """The characters of the names in grids without rules (joint sign-offs with seals, 7.3.5.1)."""
    grids = []
    for section in flow.sections:
        for block in section.blocks:
            if isinstance(block, Table) and not block.ruled:
                grids.append(block)
    return Counter("".join("".join(paragraph.text.split()) for grid in grids for paragraph in paragraphs_of(grid)))


def _joint_mark(flow: Flow) -> Counter[str]:
    """The characters of the printed joint mark (7.2.4); none where there is no such mark."""
    marks = []
    for section in flow.sections:
        for block in section.blocks:
            if isinstance(block, JointMark):
                marks.append(block)
    return Counter("".join(paragraph.text for mark in marks for paragraph in paragraphs_of(mark)))


def para_text(row: Row) -> str:
    """The characters of a row without spaces."""
    return "".join(row.text.split())


def _plain_paragraphs(flow: Flow) -> Iterator[Paragraph]:
    for section in flow.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph) and block.printed:
                yield block
    if flow.imprint is not None:
        for group in flow.imprint.groups:
            yield from group


def _boxed(facts: Facts, pages: Sequence[PageLines], left: float) -> None:
    """Rows of tables follow as paragraphs of their own: only what is in no table has a place in the order."""
    for page in pages:
        for row in page.boxed:
            facts.paras.append(
                Para(
                    row.text,
                    tuple(pieces_of(row)),
                    (line_of(row, left, page.page.number),),
                    boxed=True,
                    landscape=page.landscape,
                    page=page.page.number,
                )
            )


def _blank_lines(facts: Facts) -> None:
    """Empty lines between two paragraphs of one page, from their baselines; unknown where a table stands between."""
    pitch = (facts.pitch or standard.LINE_PITCH.value.pt) * MM
    plain = [para for para in facts.paras if not para.boxed]
    tables = [line for para in facts.paras if para.boxed for line in para.lines]
    for before, after in itertools.pairwise(plain):
        above, below = before.lines[-1], after.lines[0]
        if any(_between(line, above, below) for line in tables):
            continue
        if above.page == below.page and above.baseline is not None and below.baseline is not None:
            own = pitch if after.composed_blank is None else after.composed_blank.line * MM
            after.blank = (below.baseline - above.baseline - own) / pitch


def _between(line: Line, above: Line, below: Line) -> bool:
    """Whether `line` stands on the page of both, below the one and above the other."""
    if line.baseline is None or above.baseline is None or below.baseline is None:
        return False
    return above.page == line.page == below.page and above.baseline < line.baseline < below.baseline


def _full_lines(pages: Sequence[PageLines], left: float, width: float) -> Iterator[int]:
    """How many characters stand in each line that reaches from edge to edge and holds no half-width one."""
    for page in pages:
        for row in [] if page.landscape else page.rows:
            whole = row.characters[0].start * MM < left + 2 and row.characters[-1].end * MM > left + width - 3
            if whole and not any(" " <= item.text <= "~" for item in row.characters):
                yield len(row.characters)


def _outside(pages: Sequence[PageLines]) -> Iterator[Line]:
    """The lines of upright pages, measured from the edge of the paper."""
    for page in pages:
        for row in [] if page.landscape else page.rows:
            yield replace(line_of(row, 0, page.page.number), text=row.text)


def _missing(pages: Sequence[PageLines]) -> list[tuple[int, str]]:
    """Pages and words around characters that a reader cannot make out: no glyph, or no meaning."""
    bad = ("\ufffd", "\ufffe", "\uffff", "\x00")
    found: list[tuple[int, str]] = []
    for page in pages:
        for row in [*page.rows, *page.boxed]:
            if any(item.text in bad or "\ue000" <= item.text <= "\uf8ff" for item in row.characters):
                found.append((page.page.number, row.text))
    return found
