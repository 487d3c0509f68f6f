"""Turned pages and tables that run over pages (横排表格, 8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ygt_docs.docfiles.wml import Element, w
from ygt_docs.docfiles.word_text import texts
from ygt_docs.proof.docx_facts import WordFacts
from ygt_docs.proof.facts import characters
from ygt_docs.proof.pdf_facts import PdfFacts
from ygt_docs.proof.registry import Found, check, found, mm, shown
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.gbt9704 import Strength

_SIZE = standard.SIZE_4.value.pt
_LONG_TABLE = 12  # rows: such a table may need a second page


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


@check("D503", "8", Strength.PRACTICE, "跨页的表格重复表头", WordFacts)
def repeated_head(facts: WordFacts) -> Iterator[Found]:
    """A long table repeats its head."""
    tables = facts.tables
    for table in tables:
        rows = table.findall(w("tr"))
        heads = []
        for row in rows:
            if row.find(f"{w('trPr')}/{w('tblHeader')}") is not None:
                heads.append(row)
        if len(rows) > _LONG_TABLE and not heads and not _on_one_page(rows):
            yield found(None, text=shown("".join(texts(rows[0]))))


def _on_one_page(rows: Sequence[Element]) -> bool:
    """Whether every row but the last is bound to the next one, as those of a form are: there is nothing to repeat."""
    for row in rows[:-1]:
        paragraphs = list(row.iter(w("p")))
        bound = []
        for item in paragraphs:
            if item.find(f"{w('pPr')}/{w('keepNext')}") is not None:
                bound.append(item)
        if not bound:
            return False
    return True


@check("D503", "8", Strength.PRACTICE, "跨页的表格重复表头", PdfFacts)
def repeated_head_on_paper(facts: PdfFacts) -> Iterator[Found]:
    """A table that goes on from one page to the next begins there with the same row."""
    first: dict[int, str] = {}
    for para in facts.paras:
        if para.boxed and para.page is not None:
            first.setdefault(para.page, para.bare)
    with_text = {item.page for item in facts.paras if not item.boxed}
    alone = first.keys() - with_text
    for page in sorted(alone):
        if page - 1 in first and first[page] != first[page - 1]:
            yield found(page, text=shown(first[page - 1]))
            return
