"""Letters, orders and minutes (信函、命令、纪要, 10): what differs from the common format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ygt_docs.compose.flow import Role
from ygt_docs.docfiles.faces import is_face
from ygt_docs.elements import dates
from ygt_docs.notice.model import Format
from ygt_docs.proof.docx_facts import WordFacts
from ygt_docs.proof.facts import Facts, Kind, Stroke, characters
from ygt_docs.proof.recognise import ATTENDANCE, is_red
from ygt_docs.proof.recognise_format import is_special
from ygt_docs.proof.registry import Found, check, found, mm, shown
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.gbt9704 import Strength

_ORDER_NUMBER = re.compile(rf"^(?:{dates.YEAR}年)?第(?:[1-9]\d*|×)号$")  # ×: a draft, told when it is made

_LINES_OF_LETTER = 4
_FOREIGN_SLACK = 0.5  # mm more for a file of others, whose rules were drawn by hand


@check("D601", "10.1", Strength.SHALL, "信函：两条红色双线长 170 毫米，第二条距下页边 20 毫米，首页不显示页码")
def letter(facts: Facts) -> Iterator[Found]:
    """A letter's first page has its two double rules and no page number.

    In a Word file only rules that are drawn at a place of the page can be measured: where there is none, somebody's
    file may have them as a picture or a border.
    """
    if not is_special(facts, Format.LETTER):
        return
    red = []
    for stroke in facts.strokes:
        if stroke.page == 1 and is_red(stroke.colour):
            red.append(stroke)
    if facts.known and len(red) != _LINES_OF_LETTER:
        yield found(1, why=f"首页应有上下两条红色双线（四条线），文件中有 {len(red)} 条")
    elif red:
        for why in _wrong_rules(red, facts):
            yield found(1, why=why)
    elif facts.kind is Kind.PDF:
        yield found(1, why="首页没有红色双线")
    numbered = facts.first_page_numbered if isinstance(facts, WordFacts) else any(n.page == 1 for n in facts.numbers)
    if numbered:
        yield found(1, why="首页显示了页码")


def _wrong_rules(red: Sequence[Stroke], facts: Facts) -> Iterator[str]:
    """What is wrong with the length, the place and the thickness of a letter's red lines, from top to bottom."""
    slack = 0.0 if facts.known else _FOREIGN_SLACK
    rule = standard.LETTER_RULE_LENGTH
    for stroke in red:
        if abs(stroke.right - stroke.left - rule.value.mm) > rule.tolerance.mm + slack:
            yield f"红线长 {mm(stroke.right - stroke.left)}，应为 {mm(rule.value.mm)}"
            break
    height = facts.areas[0].paper_height
    place = standard.LETTER_FOOT_RULE_FROM_PAGE_FOOT
    foot = height - red[-1].bottom
    if foot < height / 2 and abs(foot - place.value.mm) > place.tolerance.mm + slack:
        yield f"第二条红色双线距下页边 {mm(foot)}，应为 {mm(place.value.mm)}"
    if len(red) == _LINES_OF_LETTER:
        upper, under, over, lower = (stroke.thickness for stroke in red)
        if upper <= under or lower <= over:
            yield "红色双线粗细反了，上一条应上粗下细，下一条应上细下粗"


@check("D602", "10.2", Strength.SHALL, "命令（令）：令号写作“第×号”，居中")
def order(facts: Facts) -> Iterator[Found]:
    """An order's number is an Arabic one, centred."""
    number = facts.first(Role.ORDER_NUMBER)
    if number is None or not is_special(facts, Format.ORDER):
        return
    if not _ORDER_NUMBER.match(number.bare):
        yield found(number, why=f"令号写作「{shown(number.text)}」")
    if not number.centred:
        yield found(number, why=f"令号「{shown(number.text)}」没有居中")


@check("D603", "10.3", Strength.NORMALLY, "纪要：“出席：”等左空二字，用 3 号黑体，回行与冒号后的首字对齐")
def minutes(facts: Facts) -> Iterator[Found]:
    """Those who attended are listed two characters in, after a label in 黑体, names under names."""
    for para in facts.paras:
        if facts.format is not Format.MINUTES or para.boxed or not ATTENDANCE.match(para.bare):
            continue
        if not is_face(para.first_piece.family, "黑体"):
            yield found(para, why=f"「{shown(para.text, 3)}」用的是“{para.first_piece.family}”")
        if abs(characters(para.start) - standard.ATTENDANCE_INDENT.value) > 0.4:
            yield found(para, why=f"「{shown(para.text, 3)}」左空 {characters(para.start):.1f} 字")
        if para.hang is not None and abs(characters(para.hang) - standard.ATTENDANCE_INDENT.value - 3) > 0.4:
            yield found(
                para, why=f"「{shown(para.text, 3)}」回行左空 {characters(para.hang):.1f} 字，应与冒号后首字对齐"
            )
