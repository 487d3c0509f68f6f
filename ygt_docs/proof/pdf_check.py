"""The finished PDF, opened again, against the Flow it was made from: text, faces, type area, page numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

import pypdfium2
import pypdfium2.raw as raw

from ygt_docs.compose.flow import MARKED_WORDS, Flow, Format, Paragraph, Role, Row, Table
from ygt_docs.docfiles.pdf_file import PdfFile
from ygt_docs.docfiles.pdf_stream import Written
from ygt_docs.docfiles.pdf_structure import figures
from ygt_docs.docfiles.pdf_text import Character, PdfPage
from ygt_docs.elements.formats import LAYOUTS, Layout
from ygt_docs.fonts import Fonts
from ygt_docs.geometry.special import LETTER_RULE_HEIGHT
from ygt_docs.problems import Problem, Problems
from ygt_docs.proof.facts import Kind
from ygt_docs.proof.pictures import picture_difference, printed_pictures
from ygt_docs.proof.registry import Found, Made, check, first_difference, found, held, run_checks
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import ZERO, Length, Mm, Pt
from ygt_docs.standard.line_grid import STANDARD_GRID, LineGrid

_LONG = Mm(100)
SAMPLE = "样稿"
UNNUMBERED = 2  # the blank page and the imprint's page (7.5)
_SLACK = Mm(0.5)
_MARGIN_BEGINS = Mm(3)
_RULE_WITHIN = Mm(20)  # of the line above it
_TEMPLATE_MARKS = ("{{", "}}", "{%", "%}")


@dataclass(frozen=True)
class MadePdf(Made):
    """A PDF of ours: its pages, and the characters inside the margins of each; its Flow and its fonts."""

    kind = Kind.PDF
    file: PdfFile
    pages: Sequence[PdfPage]
    inside: Sequence[Sequence[Character]]
    flow: Flow
    fonts: Fonts


def verify_pdf(data: bytes | PdfFile, flow: Flow, fonts: Fonts) -> list[Problem]:
    """Everything by which the PDF `data` differs from `flow` (V2xx); an empty list: they agree."""
    problems = Problems()
    file = PdfFile.of(data)
    try:
        pages = file.pages
    except pypdfium2.PdfiumError as error:
        problems.add("V201", found=str(error))
        return list(problems)
    inside = [characters_inside(page) for page in pages]
    run_checks(MadePdf(file, pages, inside, flow, fonts), None, problems)
    return list(problems)


@check("V209", "", None, "本项目生成的文件：没有夹带公文用不着的东西", MadePdf)
def carried(made: MadePdf) -> Iterator[Found]:
    """The file carries nothing but what a document needs."""
    for item in made.file.carried:
        yield found(None, found=str(item))


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


@dataclass(frozen=True)
class _Margins:
    """Where on a page only page numbers and 待改 may stand: well above or below the text, or left of it on a turned
    page (8), in points. Lines of 页边补偿 reach less far."""

    left: float
    top: float
    bottom: float

    @classmethod
    def of(cls, page: PdfPage) -> _Margins:
        left, top, _, bottom = type_area(page)
        far = _MARGIN_BEGINS.pt
        return cls(left - far if page.width > page.height else -math.inf, top - far, bottom + far)

    def hold(self, character: Character) -> bool:
        """Whether `character` stands there."""
        return character.right < self.left or character.top > self.bottom or character.bottom < self.top

    def hold_written(self, piece: Written) -> bool:
        """The same for what one operator of the page writes, by the place where it begins."""
        return piece.left < self.left or piece.baseline > self.bottom or piece.baseline < self.top


def characters_inside(page: PdfPage) -> tuple[Character, ...]:
    """The characters of `page` in the order of the file, less the page number and 待改."""
    margins = _Margins.of(page)
    found: list[Character] = []
    for character in page.characters:
        if not margins.hold(character):
            found.append(character)
    return tuple(found)


@check("V202", "", None, "本项目生成的文件：文字与内容逐字相同", MadePdf)
def text(made: MadePdf) -> Iterator[Found]:
    """The text of all pages, less repeated table heads, is the Flow's, in order, character for character.

    What the file itself says, spaces at line ends too: a reader would guess some and swallow others.
    """
    wanted = "".join(made.flow.text())
    heads = _table_heads(made.flow)
    said = ""
    for page, pieces in zip(made.pages, made.file.written, strict=True):
        margins = _Margins.of(page)
        words = "".join(piece.text for piece in pieces if not margins.hold_written(piece))
        words = _without_repeated_head(words, wanted[len(said) :], heads)
        said += _as_wanted(words, wanted[len(said) :], made.fonts)
        if not wanted.startswith(said):
            yield Found(page.number, first_difference(wanted, said))
            return
    if said != wanted:
        yield Found(len(made.pages), first_difference(wanted, said))


@check("V210", "", None, "本项目生成的文件：图、二维码、附页不缺，次序与内容相同", MadePdf)
def pictures(made: MadePdf) -> Iterator[Found]:
    """The pictures of the file are those of the Flow, each behind the same text, with the words that stand for it."""
    wanted = printed_pictures(made.flow)
    if made.flow.sample:  # has seals as well, which are no pictures of the document
        return
    said = "".join(made.flow.text())
    heads = _table_heads(made.flow)
    shown: list[tuple[int, str]] = []
    for number, (words, line) in enumerate(figures(made.file.structure, made.file.written)):
        place = wanted[number][0] if number < len(wanted) else len(said)
        before = said[max(place - len(line), 0) : place]
        stays = _as_wanted(line, before, made.fonts) == before or any(head.endswith(line) for head in heads)
        shown.append((place if stays else -1, words))
    elsewhere = bool(shown) and next(text(made), None) is not None
    difference = picture_difference(wanted, shown, only_words=elsewhere)
    if difference is not None:
        yield Found(None, difference)


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
    """The text of a page less the head that it begins with where a table goes on.

    Where only blank rows are left of that table, the next one may begin with the same head.
    """
    for head in heads:
        repeated = not expected.startswith(head) or (
            not expected.startswith(text) and expected.startswith(text[len(head) :])
        )
        if text.startswith(head) and repeated:
            return text[len(head) :]
    return text


@check("V203", "", None, "本项目生成的文件：没有留下模板标记", MadePdf)
def template_marks(made: MadePdf) -> Iterator[Found]:
    """No mark of the template is left; a document may well write of braces itself."""
    own = "".join(made.flow.text())
    for page in made.pages:
        for mark in _TEMPLATE_MARKS:
            if mark in page.text and mark not in own:
                yield found(page.number, found=mark)


@check("V204", "", None, "本项目生成的文件：只用登记的字体", MadePdf)
def faces(made: MadePdf) -> Iterator[Found]:
    """Every face is one of fonts.yaml; each other one is named once, with its first character."""
    declared = set()
    for face in made.fonts.all_faces():
        declared.add(face.family.replace(" ", "-"))
    named = set()
    for page in made.pages:
        for character in page.characters:
            if character.font not in declared and character.font not in named and not character.text.isspace():
                named.add(character.font)
                yield found(page.number, found=character.font, character=character.text)


def _outside(number: int, numbered: bool, flow: Flow) -> tuple[str, ...]:
    """What stands outside the type area of page `number`: its number if it has one (7.5), and the marks of the file."""
    found: list[str] = []
    for text, there in ((f"— {number} —", numbered), (MARKED_WORDS, flow.marked), (SAMPLE, flow.sample)):
        if there:
            found.append(text)
    return tuple(found)


def _head_room(page: PdfPage, flow: Flow) -> Length:
    """How far the text may reach above the type area: a letter's mark begins 30 mm under the page's edge (10.1)."""
    if flow.format is Format.LETTER and page.number == 1:
        return standard.TOP_MARGIN.value - standard.LETTER_MARK_FROM_PAGE_TOP.value
    return ZERO


def _is_numbered(made: MadePdf, page: PdfPage) -> bool:
    """Whether a page bears its number: no blank page before the imprint, no page of the imprint alone, and no first
    page of a letter (10.1)."""
    flow = made.flow
    if flow.decisions.blank_page_before_imprint and page.number > len(made.pages) - UNNUMBERED:
        return False
    return page.number > 1 or (flow.sections[0].numbered and flow.format is not Format.LETTER)


@check("V207", "7.5", standard.PAGE_NUMBER_GAP.strength, "本项目生成的文件：版心外只有页码和“待改”“样稿”", MadePdf)
def margins(made: MadePdf) -> Iterator[Found]:
    """Outside the type area stand the number of the page and the marks of the file, in whatever order."""
    for page, inside in zip(made.pages, made.inside, strict=True):
        wanted = _outside(page.number, _is_numbered(made, page), made.flow)
        kept = set()
        for character in inside:
            kept.add(id(character))
        outside = "".join(character.text for character in page.characters if id(character) not in kept).strip()
        if outside not in {"".join(order) for order in permutations(wanted)}:
            yield found(page.number, found=outside, wanted="".join(wanted))


@check("V208", "5.2.1", standard.TYPE_AREA_WIDTH.strength, "本项目生成的文件：没有文字超出版心", MadePdf)
def sticking_out(made: MadePdf) -> Iterator[Found]:
    """No text sticks out of the type area; a letter's mark begins above it."""
    slack = _SLACK.pt
    for page, inside in zip(made.pages, made.inside, strict=True):
        left, top, right, bottom = type_area(page, made.flow.grid)
        top -= _head_room(page, made.flow).pt
        over = []
        furthest = 0.0
        for character in inside:
            beyond = max(left - character.left, character.right - right, top - character.top, character.bottom - bottom)
            # Spaces at a line's end hang in the margin and have no ink.
            if beyond > slack and not character.text.isspace():
                over.append(character.text)
                furthest = max(furthest, beyond)
        if over:
            yield found(page.number, found="".join(over)[:20], by=f"{furthest / Mm(1).pt:.1f}")


@dataclass(frozen=True)
class _Line:
    """A horizontal rule; upper and lower edge from the upper edge of the page."""

    left: Length
    right: Length
    top: Length
    bottom: Length


@check("V220", "", None, "本项目生成的文件：特定格式的标志、红线和末行的位置", MadePdf)
def special(made: MadePdf) -> Iterator[Found]:
    """The mark stands where its format has it; so do the rule of a bulletin, and the last line over a letter's rule."""
    mark = _mark_of(made.flow)
    if not mark or not made.pages:
        return
    yield from _mark_place(made.pages[0], mark, LAYOUTS[made.flow.format])
    if made.flow.format is Format.LETTER:
        yield from _last_line(made.pages[0])
    if made.flow.format is Format.BULLETIN:
        rule = _head_rule(made)
        if rule is not None:
            gap, width = rule
            yield from held(standard.BULLETIN_RULE_GAP, gap, 1)
            yield from held(standard.MASTHEAD_RULE_WIDTH, width, 1)


def _mark_of(flow: Flow) -> str:
    """The mark of a format whose mark has a place of its own; '' where there is none."""
    layout = LAYOUTS[flow.format]
    if layout.mark is None or layout.format is Format.DOCUMENT:
        return ""
    for block in flow.sections[0].blocks:
        if isinstance(block, Paragraph) and block.role in (Role.MARK, Role.BULLETIN_NAME):
            return block.text
    return ""


def _mark_place(page: PdfPage, mark: str, layout: Layout) -> Iterator[Found]:
    start = page.text.find(mark)
    if start >= 0 and layout.mark is not None:  # another text is told as V202
        top = min(Pt(character.top) for character in page.characters[start : start + len(mark)])
        yield from held(layout.mark, top - layout.edge, 1)


@check("V223", "", standard.BULLETIN_RULE_GAP.strength, "本项目生成的文件：简报的编印单位和日期下有红线", MadePdf)
def bulletin_rule(made: MadePdf) -> Iterator[Found]:
    """A rule stands under the line with office and date of a bulletin (practice)."""
    shown = made.flow.format is Format.BULLETIN and made.pages and _bulletin_line(made) is not None
    if shown and _head_rule(made) is None:
        yield found(1)


def _bulletin_line(made: MadePdf) -> Length | None:
    """Where the line with office and date of a bulletin ends on page one; None: the page does not show it."""
    words = ""
    for item in made.flow.paragraphs():
        if item.role is Role.BULLETIN_LINE:
            words = item.text
            break
    page = made.pages[0]
    start = page.text.find(words)
    if not words or start < 0:
        return None
    return max(Pt(character.bottom) for character in page.characters[start : start + len(words)])


def _head_rule(made: MadePdf) -> tuple[Length, Length] | None:
    """How far under that line the rule stands, and how long it is; None: there is no rule."""
    bottom = _bulletin_line(made)
    if bottom is None:
        return None
    for line in _lines(made.file):
        if bottom <= line.top <= bottom + _RULE_WITHIN:
            return line.top - bottom, line.right - line.left
    return None


def _last_line(page: PdfPage) -> Iterator[Found]:
    """The text of the first page stays 7/8 of a character away from the second rule."""
    rule = standard.PAGE_HEIGHT.value - standard.LETTER_FOOT_RULE_FROM_PAGE_FOOT.value - LETTER_RULE_HEIGHT
    lowest = ZERO
    for item in page.characters:
        if Pt(item.top) < rule and _is_ink(item):
            lowest = max(lowest, Pt(item.bottom))
    if rule - lowest < standard.LETTER_LAST_LINE_GAP.value:
        yield from held(standard.LETTER_LAST_LINE_GAP, rule - lowest, 1)


def _is_ink(character: Character) -> bool:
    return not character.text.isspace()


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
