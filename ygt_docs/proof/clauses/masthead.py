"""The masthead (版头, 7.2): what stands above the title, by its red ink in a PDF, by its lines in a Word file."""

from __future__ import annotations

from collections.abc import Iterator

from ygt_docs.compose.flow import Role
from ygt_docs.docfiles.faces import is_face
from ygt_docs.elements import marks, number
from ygt_docs.elements.formats import LAYOUTS
from ygt_docs.notice.model import Format
from ygt_docs.proof.docx_facts import WordFacts, masthead_rule
from ygt_docs.proof.facts import Facts, Kind, Para, Stroke, characters
from ygt_docs.proof.pdf_facts import PdfFacts
from ygt_docs.proof.pdf_ink import dark_between, red_between
from ygt_docs.proof.recognise import NUMBER, is_red
from ygt_docs.proof.recognise_format import is_special
from ygt_docs.proof.registry import Found, check, found, mm, shown
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.gbt9704 import Strength

_ROWS = (Role.COPY_NUMBER, Role.SECRECY, Role.URGENCY)
_COMPUTED = 2.5  # mm: Word places ink by the metrics of a face that is not here
_ABOVE_BASELINE = 0.82  # of the size: the ink of a mark above its baseline
_MEASURED = 0.1  # mm: one pixel at 300 dpi


@check("D201", "7.2.1", Strength.NORMALLY, "份号是 6 位阿拉伯数字，顶格在版心左上角第一行")
def copy_number(facts: Facts) -> Iterator[Found]:
    """The copy number has six digits and stands flush left above everything else."""
    for para in facts.of(Role.COPY_NUMBER):
        if not marks.COPY_STRICT.fullmatch(para.bare) or para.start > 1.5 or para is not facts.paras[0]:
            yield found(para, found=para.bare)


@check("D202", "7.2.2", Strength.NORMALLY, "密级和保密期限的写法（机密★1年），3 号黑体，顶格")
def secrecy(facts: Facts) -> Iterator[Found]:
    """The classification is written with an Arabic term, in 黑体, flush left."""
    for para in facts.of(Role.SECRECY):
        if not marks.SECRECY_STRICT.fullmatch(para.bare):
            yield found(para, found=para.text, why="保密期限用阿拉伯数字，中间用★")
        yield from _row_look(para)


@check("D203", "7.2.3", Strength.NORMALLY, "紧急程度是特急或加急，3 号黑体，顶格")
def urgency(facts: Facts) -> Iterator[Found]:
    """The urgency is one of the two of documents, or of the four of telegrams, in 黑体, flush left."""
    telegram = facts.number is not None and marks.is_telegram(facts.number.text)
    for para in facts.of(Role.URGENCY):
        known = marks.URGENCY_STRICT.fullmatch(para.bare) is not None
        if not known or (para.bare in marks.OF_TELEGRAMS and not telegram):
            yield found(para, found=para.text, why="公文只有特急、加急两级")
        yield from _row_look(para)


def _row_look(para: Para) -> Iterator[Found]:
    if not is_face(para.first_piece.family, "黑体") or abs(para.size - standard.SIZE_3.value.pt) > 0.3:
        yield found(para, found=para.text, why=f"用的是“{para.first_piece.family}”{para.size:g} 磅")
    if para.start > 1.5:
        yield found(para, found=para.text, why="没有顶格")


@check("D204", "7.2.3", Strength.NORMALLY, "份号、密级和保密期限、紧急程度自上而下排列")
def row_order(facts: Facts) -> Iterator[Found]:
    """The three rows stand in the order of the standard."""
    rows = facts.of(*_ROWS)
    ranks = []
    for para in rows:
        if para.role is not None:
            ranks.append(_ROWS.index(para.role))
    if ranks != sorted(ranks):
        yield found(rows[0], found="、".join(shown(para.text) for para in rows))


@check("D205", "7.2.4", Strength.SHALL, "发文机关标志居中（红色墨迹，误差 1 毫米）")
def mark_centred(facts: Facts) -> Iterator[Found]:
    """The mark stands in the middle of the type area."""
    mark = facts.first(Role.MARK)
    if mark is None or mark.boxed:
        return
    if not isinstance(facts, PdfFacts):
        if not mark.centred and not mark.framed:
            yield found(mark, text=shown(mark.text), found="在一边")
        return
    ink = _mark_ink(facts)
    if ink is None:
        off = 0.0
    else:
        off = (ink[0] + ink[2]) / 2 - (facts.areas[0].left or 28.0) - facts.width / 2
    if abs(off) > standard.BINDING_MARGIN.tolerance.mm:
        yield found(mark, text=shown(mark.text), found=f" {mm(abs(off))}")


@check(
    "D206",
    "7.2.4",
    Strength.SHALL,
    "发文机关标志红色墨迹的上边缘距版心上边缘 35 毫米（300 dpi 像素量；信函、命令、纪要按第 10 章）",
    PdfFacts,
)
def mark_height(facts: PdfFacts) -> Iterator[Found]:
    """The red ink of the mark begins 35 mm below the upper edge of the type area."""
    ink = _mark_ink(facts)
    layout = LAYOUTS[facts.format or Format.DOCUMENT]
    rule = layout.mark
    if ink is None or rule is None:
        return
    edge = layout.edge.mm
    distance = ink[1] - edge
    if abs(distance - rule.value.mm) > rule.tolerance.mm + _MEASURED:
        yield found(
            1,
            rule.clause,
            found=mm(distance),
            wanted=mm(rule.value.mm),
            total=mm(rule.value.mm + edge),
            edge="版心" if edge else "页",
        )


@check(
    "D206",
    "7.2.4",
    Strength.SHALL,
    "标志上方各行的高度加起来使标志距版心上边缘 35 毫米左右（按固定行距推算）",
    WordFacts,
)
def mark_height_computed(facts: WordFacts) -> Iterator[Found]:
    """The lines above the mark leave room for 35 mm, as far as their heights are fixed."""
    mark = facts.first(Role.MARK)
    if mark is None or mark.boxed or mark.framed or is_special(facts):
        return
    effective = facts.effective
    own = facts.source_of(mark)
    above = 0.0
    for element, height in facts.heights:
        spacing = effective.spacing(element)
        if element is own:
            baseline = standard.BASELINE_IN_LINE.value * (mark.pitch or 0)
            above += spacing.before + baseline - _ABOVE_BASELINE * mark.size
            break
        if spacing.height is None:
            return
        above += height
    distance = above * 25.4 / 72 - facts.grid.raised.mm
    rule = standard.MARK_FROM_TYPE_AREA
    if abs(distance - rule.value.mm) > _COMPUTED:
        yield found(
            None,
            found=f"约 {mm(distance)}",
            wanted=mm(rule.value.mm),
            total=mm(standard.MARK_FROM_PAGE_TOP.value.mm),
            edge="版心",
        )


@check("D207", "7.2.4", Strength.RECOMMENDED, "发文机关标志推荐小标宋体、红色")
def mark_look(facts: Facts) -> Iterator[Found]:
    """The mark is red and in 小标宋, as recommended."""
    mark = facts.first(Role.MARK)
    if mark is None:
        return
    if not is_red(mark.first_piece.colour):
        yield found(mark, text=shown(mark.text), found="不是红色")
    if not is_face(mark.first_piece.family, "小标宋"):
        yield found(mark, text=shown(mark.text), found=f"用的是“{mark.first_piece.family}”")


@check("D208", "7.2.5", Strength.SHALL, "发文字号：年份用全称和六角括号〔〕，顺序号不编虚位、不加“第”，后加“号”")
def number_form(facts: Facts) -> Iterator[Found]:
    """The number is written with 〔〕, a full year and a plain serial number."""
    para = facts.number
    matched = None if para is None else NUMBER.search(para.bare)
    if para is None or matched is None or number.is_draft(matched):
        return
    written = matched.group(0)[matched.start("code") :]  # without the first element of a letter, left of it
    reasons = number.faults_of(matched)
    if reasons:
        yield found(para, found=written, why="，".join(reasons), wanted=number.put_right(matched))


@check("D903", "7.2.5", Strength.SHALL, "没有顺序号的发文字号是草稿")
def draft(facts: Facts) -> Iterator[Found]:
    """A number without a serial number says that the document is a draft."""
    para = facts.number
    matched = None if para is None else NUMBER.search(para.bare)
    if matched and number.is_draft(matched):
        yield found(para, found=matched.group(0))


@check("D209", "7.2.5", Strength.SHALL, "发文字号居中；上行文居左空一字")
def number_place(facts: Facts) -> Iterator[Found]:
    """The number is centred, or stands one character from the left beside the signatories."""
    number = facts.number
    upward = facts.of(Role.SIGNATORIES, Role.UPWARD_NUMBER)
    if number is None or upward or number.boxed or number.framed or number.centred or is_special(facts, Format.LETTER):
        return
    if abs((number.start + number.end) / 2 - facts.width / 2) > 1.5:
        yield found(number, text=shown(number.text))


@check("D210", "7.2.5", Strength.SHALL, "发文字号编排在标志下空二行")
def number_gap(facts: Facts) -> Iterator[Found]:
    """Two empty lines stand between mark and number."""
    mark, number = facts.first(Role.MARK), facts.number
    if mark is None or number is None or number.boxed or mark.boxed:
        return
    if mark.page != number.page or is_special(facts, Format.LETTER):
        return
    lines = number.blank
    ink = _mark_ink(facts) if isinstance(facts, PdfFacts) else None
    if ink is not None and number.lines[0].top is not None:
        lines = (number.lines[0].top - ink[3]) / standard.LINE_PITCH.value.mm
    if facts.of(Role.SIGNATORIES) or lines is None:
        return
    if not 1.5 <= lines <= 2.8:
        yield found(number, found=f"{lines:.1f}", wanted=standard.NUMBER_BLANK_LINES.value)


@check("D211", "7.2.6", Strength.SHALL, "签发人：标签仿宋、姓名楷体，居右空一字，与居左空一字的发文字号同行")
def signatory(facts: Facts) -> Iterator[Found]:
    """An upward document's number and signatories share a line, one character from its edges, the names in 楷体."""
    number = facts.number
    rows = facts.of(Role.SIGNATORIES, Role.UPWARD_NUMBER)
    if number is None or not rows:
        return
    names = "".join(piece.text for para in rows for piece in para.pieces if is_face(piece.family, "楷体")).strip()
    if not names:
        yield found(rows[0], why="姓名不是楷体")
    if number.role is Role.NUMBER and len(rows) == 1:
        yield found(number, why="发文字号与签发人不在同一行")
    elif abs(characters(number.start) - 1) > 0.4:
        yield found(number, why=f"发文字号左空 {characters(number.start):.1f} 字，应空一字")


@check("D212", "7.2.7", Strength.SHALL, "发文字号下有与版心等宽（156 毫米）的红色分隔线")
def rule_there(facts: Facts) -> Iterator[Found]:
    """A red rule as wide as the type area stands under the number of a masthead.

    Where no mark stands either, there is no masthead: the paper bears it (套打), or the number stands under the title.
    """
    number = facts.number
    if number is None or number.boxed or facts.preprinted or is_special(facts):
        return
    rule = _rule(facts, number)
    if rule is None and not facts.of(Role.MARK, Role.MARK_NAME, Role.MARK_WORD):
        return
    if rule is None:
        yield found(number, found="没有找到线")
        return
    colour, width, _ = rule
    if not is_red(colour):
        yield found(number, found="线不是红色")
    if (
        abs(width - standard.MASTHEAD_RULE_WIDTH.value.mm) > standard.MASTHEAD_RULE_WIDTH.tolerance.mm + 0.5
        and abs(width - facts.width) > 1.0
    ):
        yield found(number, found=f"线长 {mm(width)}")


@check("D213", "7.2.7", Strength.SHALL, "红色分隔线在发文字号下 4 毫米")
def rule_gap(facts: Facts) -> Iterator[Found]:
    """The red rule stands 4 mm under the ink of the number."""
    number = facts.number
    if number is None or number.boxed or is_special(facts):
        rule = None
    else:
        rule = _rule(facts, number)
    if rule is None or rule[2] is None:
        return
    slack = standard.MASTHEAD_RULE_GAP.tolerance.mm + (_MEASURED if facts.kind is Kind.PDF else 1.0)
    if abs(rule[2] - standard.MASTHEAD_RULE_GAP.value.mm) > slack:
        yield found(number, found=mm(rule[2]), wanted=mm(standard.MASTHEAD_RULE_GAP.value.mm))


def _rule(facts: Facts, number: Para) -> tuple[str, float, float | None] | None:
    """Colour, width and distance of the rule under the number; None without one."""
    if isinstance(facts, WordFacts):
        return masthead_rule(facts, number, facts.first(Role.TITLE))
    line = number.lines[0]
    stroke = _stroke_under(facts, line.baseline or 0.0)
    if stroke is None or not isinstance(facts, PdfFacts):
        return None
    ink = dark_between(facts.ink, (line.top or 0.0) - 0.3, stroke.top - 0.3)
    return stroke.colour, stroke.right - stroke.left, None if ink is None else stroke.top - ink[1]


def _stroke_under(facts: Facts, baseline: float) -> Stroke | None:
    for stroke in facts.strokes:
        if stroke.page == 1 and baseline < stroke.top < baseline + 20:
            return stroke
    return None


def _mark_ink(facts: PdfFacts) -> tuple[float, float, float, float] | None:
    """The box of the red ink above the number (or the title) of page 1; None without red ink."""
    below = facts.number or facts.first(Role.ORDER_NUMBER) or facts.first(Role.TITLE)
    mark = facts.first(Role.MARK)
    if below is None or below.page != 1 or mark is None:
        return None
    return red_between(facts.ink, (mark.lines[0].top or 0.0) - 2, (below.lines[0].top or 0.0) - 0.5)
