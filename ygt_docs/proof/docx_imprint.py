"""The rules of the imprint in a .docx (版记分隔线): borders of paragraphs, of tables, black strips, drawn lines."""

from __future__ import annotations

from collections.abc import Sequence

from ygt_docs.docfiles.wml import Element, local_name, w
from ygt_docs.docfiles.word_styles import Effective
from ygt_docs.proof.docx_facts import WordFacts
from ygt_docs.proof.facts import Para

_NEAR = 4  # blocks before the imprint and after it that may hold its rules


def missing_rules(facts: WordFacts, paras: Sequence[Para]) -> list[str]:
    """Which of the outer rules (首条, 末条) do not stand around the imprint that `paras`, in order, are.

    A line that was drawn says not where it stands, so it counts for any that is missing.
    """
    effective = facts.effective
    first, last = _block(facts.source_of(paras[0])), _block(facts.source_of(paras[-1]))
    blocks = list(first.getparent())
    start, stop = blocks.index(first), blocks.index(last) if last in blocks else blocks.index(first)
    before, after = blocks[max(start - _NEAR, 0) : start], blocks[stop + 1 : stop + _NEAR]
    above = any(_has_rule(block, effective) for block in before) or _has_rule(first, effective, "top")
    below = any(_has_rule(block, effective) for block in after) or _has_rule(last, effective, "bottom")
    missing = [name for name, there in (("首条", above), ("末条", below)) if not there]
    drawn = sum(_lines_drawn(block) for block in [*before, *blocks[start : stop + 1], *after] if block.tag == w("p"))
    return missing[min(drawn, len(missing)) :]


def _block(element: Element) -> Element:
    """The paragraph or table of the body that holds `element`."""
    while element.getparent() is not None and element.getparent().tag != w("body"):
        element = element.getparent()
    return element


def _has_rule(block: Element, effective: Effective, *sides: str) -> bool:
    """Whether a rule stands at one of these sides of a block (none named: anywhere); in a table only by its sides."""
    if block.tag == w("tbl"):
        return bool(sides) and _table_rules(block, effective) >= 2
    if block.tag != w("p"):
        return False
    borders = list(effective.of_paragraph(block, "pBdr"))[:1]
    strips = list(effective.of_paragraph(block, "shd"))[:1]
    bordered = any(_drawn(border.find(w(side))) for border in borders for side in sides or ("top", "bottom"))
    return bordered or any(strip.get(w("fill"), "auto").upper() == "000000" for strip in strips)


def _lines_drawn(block: Element) -> int:
    return sum(local_name(node) in ("wsp", "line", "cxnSp") for node in block.iter())


def _table_rules(table: Element, effective: Effective) -> int:
    borders = [table.find(f"{w('tblPr')}/{w('tblBorders')}")]
    named = table.find(f"{w('tblPr')}/{w('tblStyle')}")
    if named is not None:
        borders += [
            style.find(f"{w('tblPr')}/{w('tblBorders')}")
            for style in effective.styles.chain(named.get(w("val")), "table")
        ]
    own = [border for border in borders if border is not None]
    outer = sum(_drawn(own[0].find(w(side))) for side in ("top", "bottom")) if own else 0
    cells = list(table.iter(w("tcBorders")))
    return max(outer, sum(_drawn(cell.find(w(side))) for cell in cells for side in ("top", "bottom")))


def _drawn(border: Element | None) -> bool:
    return border is not None and border.get(w("val")) not in (None, "nil", "none")
