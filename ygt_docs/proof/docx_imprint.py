"""The rules of the imprint in a .docx (版记分隔线): borders of paragraphs, of tables, black strips, drawn lines."""

from __future__ import annotations

from collections.abc import Sequence

from ygt_docs.proof.docx_effective import Effective
from ygt_docs.proof.facts import Facts, Para
from ygt_docs.word.wml import Element, local_name, w

_NEAR = 4  # blocks before the imprint and after it that may hold its rules


def imprint_rules(facts: Facts, paras: Sequence[Para]) -> int:
    """How many horizontal rules stand around the imprint that `paras` are."""
    effective: Effective = facts.extras["effective"]  # type: ignore[assignment]
    elements: list[Element] = facts.extras["elements"]  # type: ignore[assignment]
    places = [index for index, para in enumerate(facts.paras) if any(para is item for item in paras)]
    first, last = _block(elements[min(places)]), _block(elements[max(places)])
    blocks = list(first.getparent())
    start, stop = blocks.index(first), blocks.index(last) if last in blocks else blocks.index(first)
    near = blocks[max(start - _NEAR, 0):stop + _NEAR]
    own = [_block(elements[place]) for place in places]
    return sum(_rules_of(block, effective) for block in near
               if block.tag != w("tbl") or any(block is item for item in own))


def _block(element: Element) -> Element:
    """The paragraph or table of the body that holds `element`."""
    while element.getparent() is not None and element.getparent().tag != w("body"):
        element = element.getparent()
    return element


def _rules_of(block: Element, effective: Effective) -> int:
    if block.tag == w("tbl"):
        return _table_rules(block, effective)
    if block.tag != w("p"):
        return 0
    count = 0
    for border in list(effective.of_paragraph(block, "pBdr"))[:1]:
        count += sum(_drawn(border.find(w(side))) for side in ("top", "bottom", "between"))
    for shade in list(effective.of_paragraph(block, "shd"))[:1]:
        count += shade.get(w("fill"), "auto").upper() == "000000"
    return count + sum(local_name(node) in ("wsp", "line", "cxnSp") for node in block.iter())


def _table_rules(table: Element, effective: Effective) -> int:
    borders = [table.find(f"{w('tblPr')}/{w('tblBorders')}")]
    named = table.find(f"{w('tblPr')}/{w('tblStyle')}")
    if named is not None:
        borders += [style.find(f"{w('tblPr')}/{w('tblBorders')}")
                    for style in effective.styles.chain(named.get(w("val")), "table")]
    own = [border for border in borders if border is not None]
    outer = sum(_drawn(own[0].find(w(side))) for side in ("top", "bottom")) if own else 0
    cells = list(table.iter(w("tcBorders")))
    return max(outer, sum(_drawn(cell.find(w(side))) for cell in cells for side in ("top", "bottom")))


def _drawn(border: Element | None) -> bool:
    return border is not None and border.get(w("val")) not in (None, "nil", "none")
