"""Paper, type area, faces, lines and colour (5), and a clean page (6.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ygt_docs.compose.flow import Role
from ygt_docs.docfiles.faces import is_face
from ygt_docs.elements.catalogue import BODY, PLAIN, RED
from ygt_docs.problems import Severity
from ygt_docs.proof.docx_facts import WordFacts
from ygt_docs.proof.facts import Area, Facts, Para
from ygt_docs.proof.grids import margin_rules
from ygt_docs.proof.pdf_facts import PdfFacts
from ygt_docs.proof.recognise import body_pieces, is_red
from ygt_docs.proof.registry import Found, check, found, mm, shown
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.gbt9704 import Strength
from ygt_docs.standard.lengths import Length
from ygt_docs.standard.line_grid import COMPENSATED_GRID, QUOTED_GRID, STANDARD_GRID, LineGrid

_HEAD_ROWS = (Role.NUMBER, Role.UPWARD_NUMBER)  # signatories in 楷体, and the urgency of a letter, may share their line
_CHINESE_ONLY = "一"


@check("D101", "5.1", Strength.SHALL, "纸张是 A4（210 毫米×297 毫米），每一页（节）都量")
def paper(facts: Facts) -> Iterator[Found]:
    """Every page or section is A4, upright or turned."""
    wanted = (standard.PAGE_WIDTH.value.mm, standard.PAGE_HEIGHT.value.mm)
    slack = standard.PAGE_WIDTH.tolerance.mm
    seen = set()
    for area in facts.areas:
        sides = sorted((area.paper_width, area.paper_height))
        size = f"{sides[0]:.0f}×{sides[1]:.0f} 毫米"
        if any(abs(side - own) > slack for side, own in zip(sides, wanted, strict=True)) and size not in seen:
            seen.add(size)
            yield found(area.page, found=size, wanted=f"{wanted[0]:.0f}×{wanted[1]:.0f} 毫米")


@check("D102", "5.2.1", Strength.SHALL, "天头 37 毫米、订口 28 毫米，版心 156 毫米×225 毫米（误差 1 毫米）", WordFacts)
def margins(facts: WordFacts) -> Iterator[Found]:
    """The margins of every section leave the type area of the standard; a turned section has them turned.

    All wrong ones of the upright sections are one finding, those of the turned sections another: each is one dialogue.
    """
    for turned in (False, True):
        wrong = {
            (rule.term, round(value)): _is_not(rule.term if turned else _UPRIGHT[rule.term], value, rule)
            for area in facts.areas
            if area.landscape == turned
            for value, rule in _margins(area, facts.grid)
            if value is not None and abs(value - rule.value.mm) > rule.tolerance.mm
        }
        if wrong:
            yield found(None, what="；".join(wrong.values()), how=_how_to_set(turned, facts.grid))


# Top, bottom, left, right, as the dialogue of Word has them.
_FAR = 12.0  # mm: whatever begins a page begins within them
_MARGINS = {
    False: (standard.TOP_MARGIN, standard.BOTTOM_MARGIN, standard.BINDING_MARGIN, standard.OUTER_MARGIN),
    True: (
        standard.LANDSCAPE_TOP_MARGIN,
        standard.LANDSCAPE_BOTTOM_MARGIN,
        standard.LANDSCAPE_LEFT_MARGIN,
        standard.LANDSCAPE_RIGHT_MARGIN,
    ),
}


def _rules(turned: bool, grid: LineGrid) -> tuple[standard.Rule[Length], ...]:
    if turned:
        return _MARGINS[True]
    return (*margin_rules(grid), *_MARGINS[False][2:])


def _names_of_margins() -> dict[str, str]:
    """What an upright page calls each margin of the standard and of the two other grids."""
    names = {}
    for grid in (STANDARD_GRID, COMPENSATED_GRID, QUOTED_GRID):
        spoken = ("天头（上边距）", "下边距", "订口（左边距）", "切口（右边距）")
        for rule, name in zip(_rules(False, grid), spoken, strict=True):
            names[rule.term] = name
    return names


_UPRIGHT = _names_of_margins()


def _margins(area: Area, grid: LineGrid) -> list[tuple[float | None, standard.Rule[Length]]]:
    return list(zip((area.top, area.bottom, area.left, area.right), _rules(area.landscape, grid), strict=True))


def _is_not(term: str, value: float, rule: standard.Rule[Length]) -> str:
    return f"{term}是 {mm(value)}，应为 {mm(rule.value.mm)}"


def _how_to_set(turned: bool, grid: LineGrid) -> str:
    """Where Word's dialogue is, and what belongs in it."""
    values = "、".join(
        f"{side} {rule.value.mm / 10:g} 厘米" for side, rule in zip("上下左右", _rules(turned, grid), strict=True)
    )
    return f"在 Word 中：布局→页边距→自定义边距，{'横排的节' if turned else ''}{values}；每一节都要改"


@check("D102", "5.2.1", Strength.SHALL, "正文左右边缘在 28 毫米、184 毫米，首行和末行在版心内（误差 1 毫米）", PdfFacts)
def edges(facts: PdfFacts) -> Iterator[Found]:
    """The body begins 28 mm from the left and is 156 mm wide; its first and last lines lie in the type area."""
    upright = []
    for area in facts.areas:
        if not area.landscape:
            upright.append(area)
    if not upright:
        return
    left = upright[0].left or 0.0
    wrong = [
        (page, _is_not(term, value, rule))
        for page, term, value, rule in (
            (1, "订口（正文左边缘）", left, standard.BINDING_MARGIN),
            (1, "版心宽", facts.width, standard.TYPE_AREA_WIDTH),
        )
        if facts.edges_measured and abs(value - rule.value.mm) > rule.tolerance.mm
    ]
    first = None
    for para in facts.of(*BODY):
        if para.new_page and not para.landscape and para.page != 1 and para.lines[0].baseline is not None:
            first = para
            break
    baseline = None if first is None else first.lines[0].baseline
    top = standard.TOP_MARGIN.value.mm
    if first is not None and facts.drawn_from.get(first.page or 1, top + _FAR) < top + _FAR:
        first = None  # a picture or a table begins the page, and no line of text
    if first is not None and baseline is not None and not top + 4 < baseline < top + 10.5:
        # the baseline of a first line of 16 to 22 pt
        wrong.append((first.page or 1, _is_not("天头（首行文字上边缘）", baseline - 8, standard.TOP_MARGIN)))
    if wrong:
        yield found(wrong[0][0], what="；".join(words for _, words in wrong), how=_how_to_set(False, facts.grid))


@check("D911", "", None, "看不出左右边缘的 PDF 说明没有量", PdfFacts)
def edges_unseen(facts: PdfFacts) -> Iterator[Found]:
    """Where no line is long enough to show the edges of the type area, that is said."""
    if facts.paras and not facts.edges_measured:
        yield found(None)


@check(
    "D113",
    "5.2.1",
    Strength.PRACTICE,
    "页边补偿（上边距 33.47、下边距 33.69 毫米，或 34.58、32.58 毫米，行距 29.6 磅）认得出，不算错",
)
def compensation(facts: Facts) -> Iterator[Found]:
    """Margins and pitch by which the ink, and not the lines, fills the type area: another reading, and no fault."""
    if facts.grid.compensated:
        yield found(None, pitch=f"{facts.pitch or facts.grid.pitch.pt:.2f} 磅")


@check("D103", "5.2.1", Strength.SHALL, "没有文字伸出版心", PdfFacts)
def sticks_out(facts: PdfFacts) -> Iterator[Found]:
    """No line of an upright page reaches more than 1 mm over the edges of its type area."""
    area = next((area for area in facts.areas if not area.landscape), None)
    if area is None or area.left is None or facts.known:  # our own are held to half a millimetre (V208)
        return
    foot = (standard.TOP_MARGIN.value + standard.TYPE_AREA_HEIGHT.value + facts.grid.lowered).mm
    slack = standard.TYPE_AREA_WIDTH.tolerance.mm
    for line in facts.outside:
        over = max(area.left - line.start, line.end - area.left - facts.width, (line.bottom or 0) - foot)
        if over > slack + (2.0 if line.end - area.left - facts.width == over else 0.0):
            yield found(line.page, text=shown(line.text), by=mm(over))
            return


@check("D103", "5.2.1", Strength.SHALL, "没有段落用负缩进伸出版心", WordFacts)
def negative_indent(facts: WordFacts) -> Iterator[Found]:
    """No paragraph begins to the left of the type area; our own are measured in their columns too (V140)."""
    for para in facts.paras if not facts.known else ():
        if not para.boxed and not para.framed and para.lines and min(line.start for line in para.lines) < -1:
            yield found(para, text=shown(para.text), by=mm(-min(line.start for line in para.lines)))
            return


@check("D104", "5.2.2", Strength.NORMALLY, "没有特殊说明的要素用仿宋体字（认得出各种仿宋字库的名称）")
def body_face(facts: Facts) -> Iterator[Found]:
    """Everything without a face of its own is set in 仿宋."""
    counted: Counter[str] = Counter()
    example: dict[str, Para] = {}
    for para in facts.of(*PLAIN):
        for piece in body_pieces(para):
            chinese = []
            for c in piece.text:
                if c >= "一" and c <= "鿿":
                    chinese.append(c)
            if (
                chinese
                and not piece.named
                and not is_face(piece.family, "仿宋")
                and not (para.role in _HEAD_ROWS and is_face(piece.family, "楷体", "黑体"))
            ):
                counted[piece.family] += 1
                example.setdefault(piece.family, para)
    for family, count in counted.items():
        first = example[family]
        yield found(first, text=shown(first.text), count=count, what="文字", found=family, wanted="仿宋")


@check("D110", "5.2.2", Strength.NORMALLY, "仿宋不是只给西文选的（样式链、主题字体、默认值都算）", WordFacts)
def latin_only(facts: WordFacts) -> Iterator[Found]:
    """A face that was named for Latin letters alone does not reach the Chinese ones."""
    seen = set()
    for para in facts.paras:
        for piece in para.pieces:
            if piece.named and piece.named not in seen and any(c >= _CHINESE_ONLY for c in piece.text):
                seen.add(piece.named)
                yield found(para, text=shown(para.text), named=piece.named, found=piece.family)


@check("D105", "5.2.2", Strength.NORMALLY, "没有特殊说明的要素用 3 号字（16 磅）")
def body_size(facts: Facts) -> Iterator[Found]:
    """Everything without a size of its own is set in size 3."""
    wrong = []
    for para in facts.of(*PLAIN):
        if abs(para.size - standard.SIZE_3.value.pt) > 0.3:
            wrong.append(para)
    for size in dict.fromkeys(para.size for para in wrong):
        same = [para for para in wrong if para.size == size]
        yield found(
            same[0], text=shown(same[0].text), count=len(same), what="文字", found=f"{size:g}", wanted="三号（16 磅）"
        )


@check("D108", "5.2.4", Strength.SHALL, "除发文机关标志、红线和印章外，文字为黑色")
def colour(facts: Facts) -> Iterator[Found]:
    """All text but the red mark is black."""
    seen = set()
    for para in facts.paras:
        for piece in para.pieces:
            red_mark = (para.role in RED or (para.role is None and para.page == 1)) and is_red(piece.colour)
            if piece.text.strip() and not red_mark and not _is_black(piece.colour) and piece.colour not in seen:
                seen.add(piece.colour)
                yield found(para, None, _of_colour(para), text=shown(piece.text), found=piece.colour)


def _of_colour(para: Para) -> Severity | None:
    """How bad a colour is: in the body it is a mark that was left there, elsewhere an element was set wrongly."""
    if para.role in BODY:
        return Severity.WARNING
    return None


def _is_black(colour: str) -> bool:
    return len(colour) != 6 or max(int(colour[place : place + 2], 16) for place in (0, 2, 4)) < 60


@check("D109", "6.1", Strength.SHALL, "没有页面底色和水印", WordFacts)
def clean_page(facts: WordFacts) -> Iterator[Found]:
    """The page has no background colour and no watermark."""
    if facts.background:
        yield found(None, found="底色")
    if facts.watermark:
        yield found(None, found="水印")
