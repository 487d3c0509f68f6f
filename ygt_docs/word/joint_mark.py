"""The table of a joint mark (联合行文的发文机关标志, 7.2.4): widths and height by arithmetic, no 文件 where there is none."""

from __future__ import annotations

from ygt_docs.docfiles.wml import Element, make, w
from ygt_docs.geometry.masthead import JointMark
from ygt_docs.word.fill import Printed
from ygt_docs.word.slots import Slots
from ygt_docs.word.wml import properties, put


def shape_joint_mark(printed: Printed, slots: Slots) -> None:
    """Shape the table in which the joint mark was printed, if there is one."""
    for number, paragraph in printed.items():
        joint = slots[number].joint
        if joint is None:
            table = None
        else:
            table = next(paragraph.iterancestors(w("tbl")), None)
        if joint is not None and table is not None:
            _shape(table, joint)
            return


def _shape(table: Element, joint: JointMark) -> None:
    """Names in the left cell, 文件 in the right one, which the gap belongs to; one row of exactly their height."""
    widths = [joint.names_width.twips]
    row = table.find(w("tr"))
    cells = row.findall(w("tc"))
    if joint.word_size.emu:
        widths.append((joint.gap + joint.word_width).twips)
        put(properties(cells[1].find(w("p")), "pPr"), "ind", left=joint.gap.twips, right=0, firstLine=0)
    else:
        row.remove(cells.pop())
    table.find(w("tblGrid"))[:] = [make("gridCol", w=width) for width in widths]
    put(properties(table, "tblPr"), "tblW", w=sum(widths), type="dxa")
    for cell, width in zip(cells, widths, strict=True):
        put(properties(cell, "tcPr"), "tcW", w=width, type="dxa")
    properties(row, "trPr").append(make("trHeight", val=joint.height.twips, hRule="exact"))
