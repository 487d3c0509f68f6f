"""Imprint and page numbers (版记、页码, 7.4, 7.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ygt_docs.compose.flow import Role
from ygt_docs.docfiles.faces import is_face
from ygt_docs.elements import dates
from ygt_docs.proof.docx_facts import WordFacts, missing_rules
from ygt_docs.proof.facts import Facts, Kind, PageNumber, Para, Stroke, characters
from ygt_docs.proof.pdf_facts import PdfFacts
from ygt_docs.proof.recognise import PRINTING
from ygt_docs.proof.registry import Found, check, found, mm, shown
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.gbt9704 import Strength

_IMPRINT = (Role.COPIES_TO, Role.PRINTING_LINE)
_SIZE = standard.SIZE_4.value.pt
_FOOT = (standard.TOP_MARGIN.value + standard.TYPE_AREA_HEIGHT.value).mm
_NEAR = 0.6  # 字: 3 号 or 4 号 may be meant
_DASHED = re.compile(r"^—\s*\d+\s*—$|^—\s*#?\s*—$")


@check(
    "D401", "7.4.1", Strength.SHALL, "版记首末条分隔线与版心等宽，末条与最后一面的版心下边缘重合（像素量）", PdfFacts
)
def rules_on_paper(facts: PdfFacts) -> Iterator[Found]:
    """The imprint lies between two rules of 156 mm, the last on the foot of the last page's type area."""
    first = next(iter(facts.of(*_IMPRINT)), None)
    if first is None or not facts.of(Role.PRINTING_LINE):
        return
    page = facts.imprint_page
    found_here = _imprint_strokes(facts, first)
    if page != facts.page_count:
        yield found(first, why="版记不在最后一面")
    if len(found_here) < 2 or found_here[0].top > (first.lines[0].top or 0):
        yield found(first, why="首条或末条分隔线没有找到")
        return
    slack = standard.TYPE_AREA_HEIGHT.tolerance.mm
    if abs(found_here[-1].bottom - _FOOT) > slack:
        yield found(
            first,
            why=f"末条在版心下边缘{'上' if found_here[-1].bottom < _FOOT else '下'} "
            f"{mm(abs(found_here[-1].bottom - _FOOT))}",
        )
    for stroke in (found_here[0], found_here[-1]):
        if abs(stroke.right - stroke.left - standard.TYPE_AREA_WIDTH.value.mm) > slack:
            yield found(first, why=f"分隔线长 {mm(stroke.right - stroke.left)}，应为 156.0 毫米")
            return


def _imprint_strokes(facts: PdfFacts, first: Para) -> list[Stroke]:
    page, top = facts.imprint_page, (first.lines[0].top or 0) - 12
    strokes: list[Stroke] = []
    for stroke in facts.strokes:
        if stroke.page == page and stroke.top > top:
            strokes.append(stroke)
    return strokes


@check("D401", "7.4.1", Strength.SHALL, "版记有首末两条分隔线（段落边框、表格边框或直线）", WordFacts)
def rules_in_word(facts: WordFacts) -> Iterator[Found]:
    """Borders or lines stand above the first and under the last element of the imprint."""
    paras = facts.of(*_IMPRINT)
    if not facts.of(Role.PRINTING_LINE):
        return
    missing = missing_rules(facts, paras)
    if missing:
        yield found(paras[0], why=f"{'和'.join(missing)}分隔线没有找到")


@check("D402", "7.4.1", Strength.RECOMMENDED, "版记首末条分隔线推荐 0.35 毫米，中间的推荐 0.25 毫米", PdfFacts)
def rule_weights(facts: PdfFacts) -> Iterator[Found]:
    """The outer rules are thicker than the inner ones, near the recommended weights."""
    first = next(iter(facts.of(*_IMPRINT)), None)
    strokes = [] if first is None else _imprint_strokes(facts, first)
    if len(strokes) < 2 or not facts.of(Role.PRINTING_LINE):
        return
    outer, inner = (strokes[0], strokes[-1]), strokes[1:-1]
    thick = max(stroke.thickness for stroke in outer)
    thin = max((stroke.thickness for stroke in inner), default=0.0)
    wrong = any(abs(stroke.thickness - standard.IMPRINT_THICK_RULE.value.mm) > 0.15 for stroke in outer)
    if wrong or any(abs(stroke.thickness - standard.IMPRINT_THIN_RULE.value.mm) > 0.15 for stroke in inner):
        yield found(first, thick=f"{thick:.2f} 毫米", thin=f"{thin:.2f} 毫米")


@check("D403", "7.4.2", Strength.NORMALLY, "版记各要素用 4 号仿宋体字")
def imprint_face(facts: Facts) -> Iterator[Found]:
    """The imprint is set in 仿宋 of size 4."""
    for para in facts.of(*_IMPRINT):
        piece = para.first_piece
        if not is_face(piece.family, "仿宋") or abs(para.size - _SIZE) > 0.3:
            yield found(para, text=shown(para.text), found=piece.family, size=f"{para.size:g}")


@check("D404", "7.4.2", Strength.SHALL, "抄送：左右各空一字，回行与冒号后首字对齐，末尾标句号")
def copies(facts: Facts) -> Iterator[Found]:
    """Copy recipients have a colon before and a full stop after them, and hang under their first name."""
    for para in facts.of(Role.COPIES_TO):
        reasons = []
        if not re.match(r"^(抄送|主送|抄报|分送|报送)：", para.bare):
            reasons.append("“抄送”后用全角冒号")
        if para.bare.startswith("抄") and not para.bare.endswith("。"):
            reasons.append("最后一个机关后标句号")
        start = characters(para.start, _SIZE)
        if not para.boxed and abs(start - standard.IMPRINT_SIDE_SPACE.value) > _NEAR:
            reasons.append(f"左空 {start:.1f} 字，应空一字")
        if not para.boxed and para.hang is not None and abs(characters(para.hang, _SIZE) - 4) > _NEAR:
            reasons.append("回行没有与冒号后的首字对齐")
        if reasons:
            yield found(para, text=shown(para.text), why="，".join(reasons))


@check("D405", "7.4.3", Strength.SHALL, "印发机关左空一字，印发日期右空一字，用阿拉伯数字，后加“印发”，不早于成文日期")
def printing_line(facts: Facts) -> Iterator[Found]:
    """The printing line has an organ, a full Arabic date and 印发, and is not before the date of issue."""
    for para in facts.of(Role.PRINTING_LINE):
        matched = PRINTING.match(para.bare)
        if matched is None:  # an organ without a date: the composer has said so (N540)
            continue
        reasons = [] if matched[3] == "印发" else ["印发日期后加“印发”二字"]
        if not re.fullmatch(dates.STRICT, matched[2]):
            reasons.append("印发日期用阿拉伯数字标全，不编虚位")
        start, end = characters(para.start, _SIZE), characters(facts.width - para.end, _SIZE)
        if not para.boxed and matched[1] and abs(start - standard.IMPRINT_SIDE_SPACE.value) > _NEAR:
            reasons.append(f"印发机关左空 {start:.1f} 字，应空一字")
        if not para.boxed and facts.kind is Kind.PDF and abs(end - standard.IMPRINT_SIDE_SPACE.value) > _NEAR:
            reasons.append(f"印发日期右空 {end:.1f} 字，应空一字")
        date = facts.first(Role.DATE)
        if date is not None and _values(matched[2]) < _values(date.bare) and len(_values(matched[2])) == 3:
            reasons.append(f"早于成文日期 {date.bare}")
        if reasons:
            yield found(para, text=shown(para.text, 30), why="，".join(reasons))


def _values(text: str) -> list[int]:
    values: list[int] = []
    for value in re.findall(r"\d+", text):
        values.append(int(value))
    return values


@check("D406", "7.4", Strength.PRACTICE, "双面印刷时版记在双页", PdfFacts)
def imprint_page(facts: PdfFacts) -> Iterator[Found]:
    """The imprint stands on an even page, the back of the last sheet."""
    page = facts.imprint_page
    if facts.of(Role.PRINTING_LINE) and page % 2:
        yield found(page, page=page)


@check("D407", "7.5", Strength.SHALL, "页码：单页居右空一字、双页居左空一字，一字线在版心下边缘下 7 毫米", PdfFacts)
def number_place(facts: PdfFacts) -> Iterator[Found]:
    """Page numbers stand right on odd pages and left on even ones, the dash 7 mm below the type area."""
    turned = set()
    for area in facts.areas:
        if area.landscape:
            turned.add(area.page)
    for number in facts.numbers:
        if number.landscape or number.page in turned:
            continue
        reasons = list(_wrong_place(number, "右" if (number.page or 1) % 2 else "左"))
        if number.gap is not None and abs(number.gap - 7) > standard.PAGE_NUMBER_GAP.tolerance.mm + 0.1:
            reasons.append(f"一字线在版心下边缘下 {mm(number.gap)}，应为 {mm(standard.PAGE_NUMBER_GAP.value.mm)}")
        if reasons:
            yield found(number.page, why="，".join(reasons))
            return


def _wrong_place(number: PageNumber, wanted: str) -> Iterator[str]:
    if number.side == "中":
        yield "页码居中"
    elif number.side not in (wanted, "外"):
        yield f"{'单' if wanted == '右' else '双'}页的页码居{number.side}"
    elif number.side != "外" and abs(characters(number.space, _SIZE) - standard.PAGE_NUMBER_SIDE_SPACE.value) > _NEAR:
        yield f"页码{number.side}空 {characters(number.space, _SIZE):.1f} 字，应空一字"


@check(
    "D407",
    "7.5",
    Strength.SHALL,
    "页脚区分奇偶页，页码域居右（奇）居左（偶）空一字，页脚距离使一字线在版心下 7 毫米",
    WordFacts,
)
def number_place_in_word(facts: WordFacts) -> Iterator[Found]:
    """Odd and even footers place the number on their own side; the footer distance puts the dash 7 mm down."""
    reasons: list[str] = []
    upright = [number for number in facts.numbers if not number.landscape]
    if not facts.even_odd and any(number.side != "外" for number in upright):
        reasons.append("没有区分奇偶页")
    for number in upright:
        kind = number.text.partition(":")[0]
        if kind != "first" and (facts.even_odd or number.side == "中"):
            reasons += _wrong_place(number, "左" if kind == "even" else "右")
        if number.gap is not None and abs(number.gap - standard.PAGE_NUMBER_GAP.value.mm) > 2.0:
            reasons.append(f"一字线约在版心下边缘下 {mm(number.gap)}")
    if reasons and facts.numbers:
        yield found(None, why="，".join(dict.fromkeys(reasons)))


@check("D408", "7.5", Strength.NORMALLY, "页码是 4 号半角宋体阿拉伯数字，左右各一条一字线（— 1 —）")
def number_form(facts: Facts) -> Iterator[Found]:
    """The number is in 宋体 of size 4 between two dashes."""
    for number in facts.numbers:
        if facts.kind is Kind.WORD:
            text = number.text.partition(":")[2]
        else:
            text = number.text
        reasons = []
        if not _DASHED.match(text.strip()):
            reasons.append("没有左右各一条一字线")
        if not is_face(number.family, "宋体"):
            reasons.append(f"用的是“{number.family}”")
        if abs(number.size - _SIZE) > 0.3:
            reasons.append(f"是 {number.size:g} 磅")
        if reasons:
            yield found(number.page, text=text.replace("#", "1") or "1", why="，".join(reasons))
            return


@check("D409", "7.5", Strength.SHALL, "页码连续", PdfFacts)
def number_order(facts: PdfFacts) -> Iterator[Found]:
    """Page numbers go up by one from page to page."""
    for before, after in zip(facts.numbers, facts.numbers[1:], strict=False):
        steps = (after.page or 0) - (before.page or 0)
        if after.value != (before.value or 0) + steps:
            yield found(after.page, why=f"第 {before.page} 页标 {before.value}，第 {after.page} 页标 {after.value}")
            return


@check("D409", "7.5", Strength.SHALL, "各节的页码续前节", WordFacts)
def number_restarts(facts: WordFacts) -> Iterator[Found]:
    """No section after the first begins to count anew."""
    if facts.restarts:
        yield found(None, why="有一节的页码重新编起")


@check("D410", "7.5", Strength.SHALL, "有页码")
def number_there(facts: Facts) -> Iterator[Found]:
    """Pages are numbered."""
    if not facts.numbers and (facts.page_count or 2) > 1:
        yield found(None)
