"""The finished PDF, opened again, against the Flow it was made from: text, faces, type area, page numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

import pypdfium2
import pypdfium2.raw as raw

from ygt_docs.compose.flow import Flow, Format, Paragraph, Role, Row, Table
from ygt_docs.docfiles.pdf_file import PdfFile
from ygt_docs.docfiles.pdf_stream import Written
from ygt_docs.docfiles.pdf_text import Character, PdfPage
from ygt_docs.elements.formats import LAYOUTS
from ygt_docs.fonts import Fonts
from ygt_docs.geometry.special import LETTER_RULE_HEIGHT
from ygt_docs.problems import Place, Problem, Problems
from ygt_docs.proof.registry import first_difference
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.gbt9704 import Rule
from ygt_docs.standard.lengths import ZERO, Length, Mm, Pt
from ygt_docs.standard.line_grid import STANDARD_GRID, LineGrid

_LONG = Mm(100)
MARKED, SAMPLE = "待改", "样稿"
UNNUMBERED = 2  # the blank page and the imprint's page (7.5)
_SLACK = Mm(0.5)
_MARGIN_BEGINS = Mm(3)
_TEMPLATE_MARKS = ("{{", "}}", "{%", "%}")


def verify_pdf(data: bytes | PdfFile, flow: Flow, fonts: Fonts) -> list[Problem]:
    """Everything by which the PDF `data` differs from `flow` (V2xx); an empty list: they agree."""
    problems = Problems()
    file = PdfFile.of(data)
    try:
        pages = file.pages
    except pypdfium2.PdfiumError as error:
        problems.add("V201", found=str(error))
        return list(problems)
    for item in file.carried:
        problems.add("V209", found=str(item))
    inside = [characters_inside(page) for page in pages]
    _check_text(pages, file.written, flow, fonts, problems)
    _check_template_marks(pages, flow, problems)
    _check_faces(pages, fonts, problems)
    _check_embedded(file, problems)
    for page, body in zip(pages, inside, strict=True):
        _check_size(page, problems)
        numbered = not flow.decisions.blank_page_before_imprint or page.number <= len(pages) - UNNUMBERED
        first_numbered = flow.sections[0].numbered and flow.format is not Format.LETTER  # 10.1
        numbered = numbered and (first_numbered or page.number > 1)
        _check_margins(page, body, _outside(page.number, numbered, flow), problems, flow.grid, _head_room(page, flow))
    _check_special(file, pages, flow, problems)
    return list(problems)


def type_area(page: PdfPage, grid: LineGrid = STANDARD_GRID) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the type area (版心) of `page`, in points from its upper left corner.

    `grid`: how far its lines reach beyond it (页边补偿).
    """
    if page.width > page.height:
        left, top = standard.LANDSCAPE_LEFT_MARGIN.value, standard.LANDSCAPE_TOP_MARGIN.value
        width, height = standard.TYPE_AREA_HEIGHT.value, standard.TYPE_AREA_WIDTH.value
    else:
        left, top = standard.BINDING_MARGIN.value, grid.top
        width, height = standard.TYPE_AREA_WIDTH.value, standard.PAGE_HEIGHT.value - grid.top - grid.bottom
    return left.pt, top.pt, (left + width).pt, (top + height).pt


def _in_margin(page: PdfPage, character: Character) -> bool:
    """Whether `character` stands where only page numbers and 待改 may: well above or below the text, or left of it
    on a turned page (8). Lines of 页边补偿 reach less far."""
    left, top, _, bottom = type_area(page)
    far = _MARGIN_BEGINS.pt
    beside = page.width > page.height and character.right < left - far
    return beside or character.top > bottom + far or character.bottom < top - far


def _written_in_margin(page: PdfPage, piece: Written) -> bool:
    """The same for what one operator of the page writes, by the place where it begins."""
    left, top, _, bottom = type_area(page)
    far = _MARGIN_BEGINS.pt
    beside = page.width > page.height and piece.left < left - far
    return beside or piece.baseline > bottom + far or piece.baseline < top - far


def characters_inside(page: PdfPage) -> tuple[Character, ...]:
    """The characters of `page` in the order of the file, less the page number and 待改."""
    found: list[Character] = []
    for character in page.characters:
        if not _in_margin(page, character):
            found.append(character)
    return tuple(found)


def _check_text(
    pages: Sequence[PdfPage], written: Sequence[Sequence[Written]], flow: Flow, fonts: Fonts, problems: Problems
) -> None:
    """The text of all pages, less repeated table heads, is the Flow's, in order, character for character.

    What the file itself says, spaces at line ends too: a reader would guess some and swallow others.
    """
    wanted = "".join(flow.text())
    heads = _table_heads(flow)
    found = ""
    for page, pieces in zip(pages, written, strict=True):
        text = "".join(piece.text for piece in pieces if not _written_in_margin(page, piece))
        text = _without_repeated_head(text, wanted[len(found) :], heads)
        found += _as_wanted(text, wanted[len(found) :], fonts)
        if not wanted.startswith(found):
            problems.add("V202", Place(page=page.number), **first_difference(wanted, found))
            return
    if found != wanted:
        problems.add("V202", Place(page=len(pages)), **first_difference(wanted, found))


def _as_wanted(text: str, wanted: str, fonts: Fonts) -> str:
    """`text` with the characters of `wanted` where a face has one glyph for both (· and •): of these a PDF says one."""
    if wanted.startswith(text):
        return text
    said = []
    for own, other in zip(text, wanted, strict=False):
        alike = own != other and any(face.draws_alike(own, other) for face in fonts.all_faces())
        said.append(other if alike else own)
    return "".join(said) + text[len(said) :]


def _table_heads(flow: Flow) -> set[str]:
    """What the heads of the tables say, one text a table."""
    heads = set()
    for section in flow.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                heads.add("".join(_words(row) for row in block.rows if row.head))
    return heads - {""}


def _words(row: Row) -> str:
    words = ""
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            words += paragraph.text
    return words


def _without_repeated_head(text: str, expected: str, heads: Iterable[str]) -> str:
    for head in heads:
        if text.startswith(head) and not expected.startswith(head):
            return text[len(head) :]
    return text


def _check_template_marks(pages: Iterable[PdfPage], flow: Flow, problems: Problems) -> None:
    own = "".join(flow.text())
    for page in pages:
        for mark in _TEMPLATE_MARKS:
            if mark in page.text and mark not in own:
                problems.add("V203", Place(page=page.number), found=mark)


def _check_faces(pages: Iterable[PdfPage], fonts: Fonts, problems: Problems) -> None:
    declared = set()
    for face in fonts.all_faces():
        declared.add(face.family.replace(" ", "-"))
    reported = set()
    for page in pages:
        for character in page.characters:
            if character.font not in declared and character.font not in reported and not character.text.isspace():
                reported.add(character.font)
                problems.add("V204", Place(page=page.number), found=character.font, character=character.text)


def _check_embedded(file: PdfFile, problems: Problems) -> None:
    for name in file.not_embedded:
        problems.add("V205", found=name)


def _check_size(page: PdfPage, problems: Problems) -> None:
    wanted = sorted((standard.PAGE_WIDTH.value.pt, standard.PAGE_HEIGHT.value.pt))
    if any(
        abs(found - size) > standard.PAGE_WIDTH.tolerance.pt
        for found, size in zip(sorted((page.width, page.height)), wanted, strict=True)
    ):
        problems.add(
            "V206",
            Place(page=page.number),
            strength=str(standard.PAGE_WIDTH.strength),
            clause=standard.PAGE_WIDTH.clause,
            found=f"{page.width / Mm(1).pt:.1f}×{page.height / Mm(1).pt:.1f}",
        )


def _outside(number: int, numbered: bool, flow: Flow) -> tuple[str, ...]:
    """What stands outside the type area of page `number`: its number if it has one (7.5), and the marks of the file."""
    found: list[str] = []
    for text, there in ((f"— {number} —", numbered), (MARKED, flow.marked), (SAMPLE, flow.sample)):
        if there:
            found.append(text)
    return tuple(found)


def _head_room(page: PdfPage, flow: Flow) -> Length:
    """How far the text may reach above the type area: a letter's mark begins 30 mm under the page's edge (10.1)."""
    if flow.format is Format.LETTER and page.number == 1:
        return standard.TOP_MARGIN.value - standard.LETTER_MARK_FROM_PAGE_TOP.value
    return ZERO


def _check_margins(
    page: PdfPage,
    inside: Sequence[Character],
    wanted: Sequence[str],
    problems: Problems,
    grid: LineGrid,
    head_room: Length = ZERO,
) -> None:
    """Outside the type area, and `head_room` above it, stands `wanted`, in whatever order, and no text sticks out."""
    kept = set()
    for character in inside:
        kept.add(id(character))
    outside = "".join(character.text for character in page.characters if id(character) not in kept).strip()
    if outside not in {"".join(order) for order in permutations(wanted)}:
        problems.add(
            "V207",
            Place(page=page.number),
            strength=str(standard.PAGE_NUMBER_GAP.strength),
            clause=standard.PAGE_NUMBER_GAP.clause,
            found=outside,
            wanted="".join(wanted),
        )
    left, top, right, bottom = type_area(page, grid)
    top -= head_room.pt
    slack = _SLACK.pt
    over = [
        character
        for character in inside
        if not character.text.isspace()  # spaces at a line's end hang in the margin and have no ink
        and (
            character.left < left - slack
            or character.right > right + slack
            or character.top < top - slack
            or character.bottom > bottom + slack
        )
    ]
    if over:
        furthest = max(max(left - c.left, c.right - right, top - c.top, c.bottom - bottom) for c in over)
        problems.add(
            "V208",
            Place(page=page.number),
            strength=str(standard.TYPE_AREA_WIDTH.strength),
            clause=standard.TYPE_AREA_WIDTH.clause,
            found="".join(c.text for c in over)[:20],
            by=f"{furthest / Mm(1).pt:.1f}",
        )


@dataclass(frozen=True)
class _Line:
    """A horizontal rule; upper and lower edge from the upper edge of the page."""

    left: Length
    right: Length
    top: Length
    bottom: Length


def _check_special(file: PdfFile, pages: Sequence[PdfPage], flow: Flow, problems: Problems) -> None:
    """Report a mark that does not stand where its format has it (V220), and faults of a letter's rules (V221, V222)."""
    layout = LAYOUTS[flow.format]
    mark = ""
    for block in flow.sections[0].blocks:
        if isinstance(block, Paragraph) and block.role in (Role.MARK, Role.BULLETIN_NAME):
            mark = block.text
            break
    if layout.mark is None or layout.format is Format.DOCUMENT or not mark or not pages:
        return
    _check_mark(pages[0], mark, layout.mark, layout.edge, problems)
    if flow.format is Format.LETTER:
        _check_rules(_lines(file), flow, problems)
        _check_last_line(pages[0], problems)
    if flow.format is Format.BULLETIN:
        _check_head_rule(_lines(file), pages[0], flow, problems)


def _check_mark(page: PdfPage, mark: str, rule: Rule[Length], edge: Length, problems: Problems) -> None:
    start = page.text.find(mark)
    if start < 0:  # told as V202 already
        return
    top = min(Pt(character.top) for character in page.characters[start : start + len(mark)])
    _hold(rule, top - edge, problems)


def _check_rules(lines: list[_Line], flow: Flow, problems: Problems) -> None:
    """Two rules of two lines each: 170 mm wide, the lower 20 mm above the foot of the page, thick lines outside."""
    if len(lines) != 4:
        problems.add("V221", Place(page=1), strength="应", clause="10.1", found=len(lines))
        return
    for line in lines:
        _hold(standard.LETTER_RULE_LENGTH, line.right - line.left, problems)
    foot = standard.PAGE_HEIGHT.value - lines[3].bottom
    _hold(standard.LETTER_FOOT_RULE_FROM_PAGE_FOOT, foot, problems)
    upper, under, over, lower = (line.bottom - line.top for line in lines)
    if upper <= under or lower <= over:
        problems.add("V222", Place(page=1), strength="应", clause="10.1")


def _check_head_rule(lines: list[_Line], page: PdfPage, flow: Flow, problems: Problems) -> None:
    """A rule as wide as the type area 4 mm under the line with office and date of a bulletin (practice)."""
    text = ""
    for item in flow.paragraphs():
        if item.role is Role.BULLETIN_LINE:
            text = item.text
            break
    start = page.text.find(text)
    if not text or start < 0:
        return
    bottom = max(Pt(character.bottom) for character in page.characters[start : start + len(text)])
    below = []
    for line in lines:
        if bottom <= line.top <= bottom + Mm(20):
            below.append(line)
    if not below:
        problems.add("V223", Place(page=1), strength=str(standard.BULLETIN_RULE_GAP.strength))
        return
    _hold(standard.BULLETIN_RULE_GAP, below[0].top - bottom, problems)
    _hold(standard.MASTHEAD_RULE_WIDTH, below[0].right - below[0].left, problems)


def _check_last_line(page: PdfPage, problems: Problems) -> None:
    """The text of the first page stays 7/8 of a character away from the second rule."""
    rule = standard.PAGE_HEIGHT.value - standard.LETTER_FOOT_RULE_FROM_PAGE_FOOT.value - LETTER_RULE_HEIGHT
    over = []
    for item in page.characters:
        if Pt(item.top) < rule:
            over.append(item)
    gap = rule - max((Pt(item.bottom) for item in over if _is_ink(item)), default=ZERO)
    if gap < standard.LETTER_LAST_LINE_GAP.value - standard.LETTER_LAST_LINE_GAP.tolerance:
        _hold(standard.LETTER_LAST_LINE_GAP, gap, problems)


def _is_ink(character: Character) -> bool:
    return not character.text.isspace()


def _hold(rule: Rule[Length], found: Length, problems: Problems) -> None:
    if abs((found - rule.value).emu) > rule.tolerance.emu:
        problems.add(
            "V220",
            Place(page=1),
            strength=str(rule.strength),
            clause=rule.clause,
            term=rule.term,
            found=found,
            wanted=rule.value,
        )


def _lines(file: PdfFile) -> list[_Line]:
    """The long horizontal rules of the first page, from top to bottom."""
    page = file.document[0]
    found = [line for line in _paths(page, page.get_height()) if line.right - line.left >= _LONG]
    page.close()
    return sorted(found, key=lambda line: line.top)


def _paths(page: pypdfium2.PdfPage, height: float) -> Iterator[_Line]:
    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,)):
        left, bottom, right, top = item.get_bounds()
        yield _Line(Pt(left), Pt(right), Pt(height - top), Pt(height - bottom))
