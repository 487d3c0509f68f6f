"""Turned pages (横排表格, 8): their numbers, and which way they are turned."""

from __future__ import annotations

from collections.abc import Iterator

from ygt_docs.proof.docx_facts import WordFacts
from ygt_docs.proof.facts import characters
from ygt_docs.proof.pdf_facts import PdfFacts
from ygt_docs.proof.registry import Found, check, found, mm
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.gbt9704 import Strength

_SIZE = standard.SIZE_4.value.pt


@check(
    "D501", "8", Strength.SHALL, "横排页的页码在竖看时的同一位置（纸左边，单页在下、双页在上，距版心 7 毫米）", PdfFacts
)
def turned_number(facts: PdfFacts) -> Iterator[Found]:
    """On a turned page the number stands where it has stood on the upright ones."""
    numbers = {number.page: number for number in facts.numbers}
    written = set()
    for para in facts.paras:
        for line in para.lines:
            written.add(line.page)
    for area in facts.areas:
        number = numbers.get(area.page)
        if not area.landscape or not numbers or area.page not in written:
            continue
        if number is None or not number.landscape:
            why = "页码在横排页的下端或缺少页码"
        elif number.gap is None:
            continue  # the page is turned the other way
        elif number.side != ("右" if (area.page or 1) % 2 else "左"):
            why = "单页应在下、双页应在上"
        elif abs(number.gap - 7) > standard.PAGE_NUMBER_GAP.tolerance.mm + 0.1:
            why = f"距版心 {mm(number.gap)}，应为 7 毫米"
        elif abs(characters(number.space, _SIZE) - 1) > 0.6:
            why = f"空 {characters(number.space, _SIZE):.1f} 字，应空一字"
        else:
            continue
        yield found(area.page, why=why)
        return


@check("D502", "8", Strength.SHALL, "横排页逆时针转 90 度装订，表头朝左", PdfFacts)
def turned_way(facts: PdfFacts) -> Iterator[Found]:
    """A turned page is turned anticlockwise: its upright foot, where the number stands, is on the left."""
    for number in facts.numbers:
        if number.landscape and number.gap is None:
            yield found(number.page, why="页码在纸的右边，说明横排页顺时针转")
            return


@check("D501", "8", Strength.SHALL, "横排的节不用普通页脚放页码（页码要放在纸左边的竖排文本框里）", WordFacts)
def turned_footer(facts: WordFacts) -> Iterator[Found]:
    """The footer of a turned section holds its number in a box at the side, not under the page."""
    for number in facts.numbers:
        if number.landscape and number.gap is not None:
            yield found(None, why="页码在横排页的下端")
            return
