"""Letters, orders and minutes (信函、命令、纪要, 10): what differs from the common format."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ygt_docs.compose.flow import Role
from ygt_docs.docfiles.faces import is_face
from ygt_docs.elements import dates
from ygt_docs.notice.model import Format
from ygt_docs.proof.facts import Facts, characters
from ygt_docs.proof.pdf_facts import PdfFacts
from ygt_docs.proof.recognise import ATTENDANCE
from ygt_docs.proof.recognise_format import is_special
from ygt_docs.proof.registry import Found, check, found, mm, shown
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.gbt9704 import Strength

_ORDER_NUMBER = re.compile(rf"^(?:{dates.YEAR}年)?第(?:[1-9]\d*|×)号$")  # ×: a draft, told when it is made


@check(
    "D601", "10.1", Strength.SHALL, "信函：两条红色双线长 170 毫米，第二条距下页边 20 毫米，首页不显示页码", PdfFacts
)
def letter(facts: PdfFacts) -> Iterator[Found]:
    """A letter's first page has its two double rules and no page number."""
    if not is_special(facts, Format.LETTER):
        return
    red = []
    for stroke in facts.strokes:
        if stroke.page == 1 and stroke.colour == "FF0000":
            red.append(stroke)
    rule = standard.LETTER_RULE_LENGTH
    slack = rule.tolerance.mm + 0.5
    wrong = next((stroke for stroke in red if abs(stroke.right - stroke.left - rule.value.mm) > slack), None)
    if wrong is not None:
        yield found(1, why=f"红线长 {mm(wrong.right - wrong.left)}，应为 {mm(rule.value.mm)}")
    foot = facts.areas[0].paper_height - (red[-1].bottom if red else 0.0)
    place = standard.LETTER_FOOT_RULE_FROM_PAGE_FOOT
    if abs(foot - place.value.mm) > place.tolerance.mm + 0.5:
        yield found(1, why=f"第二条红色双线距下页边 {mm(foot)}，应为 {mm(place.value.mm)}")
    if any(number.page == 1 for number in facts.numbers):
        yield found(1, why="首页显示了页码")


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
