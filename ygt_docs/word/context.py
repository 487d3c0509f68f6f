"""Flow → the plain data that the Word template sees: lists, names of roles, and tokens."""

from __future__ import annotations

from collections.abc import Mapping

from ygt_docs.compose.flow import Block, Flow, Paragraph, Role, Row, Section, Table
from ygt_docs.fonts import Fonts
from ygt_docs.geometry.masthead import Masthead, masthead
from ygt_docs.word.slots import Slot, SlotKind, Slots, Spot

MARKED_WORDS = "待改"
Plain = Mapping[str, object]


def context_of(flow: Flow, fonts: Fonts) -> tuple[Plain, Slots]:
    """What the template sees of `flow`, and the slots behind its tokens."""
    slots = Slots()
    heights = _masthead(flow, fonts)
    sections = [_section(section, number, heights, slots) for number, section in enumerate(flow.sections)]
    groups = [] if flow.imprint is None else [[_paragraph(paragraph, None, slots) for paragraph in group]
                                              for group in flow.imprint.groups]
    data = {
        "各节": sections,
        "版记": groups,
        "待改": slots.add(Slot(SlotKind.MARKED, words=MARKED_WORDS if flow.marked else "")),
    }
    if groups:
        data["版记页"] = slots.add(Slot(SlotKind.IMPRINT_END))
    else:
        data["版记页"] = ""
    return data, slots


def _masthead(flow: Flow, fonts: Fonts) -> Masthead | None:
    """The heights of the masthead; None if the document has no issuing mark."""
    blocks = [block for section in flow.sections for block in section.blocks if isinstance(block, Paragraph)]
    mark = next((block.text for block in blocks if block.role is Role.MARK), None)
    if not mark:
        return None
    number = next((block.text for block in blocks if block.role is Role.NUMBER and block.text), "〔〕号")
    return masthead(len(mark), fonts.ink("小标宋", mark), fonts.ink("仿宋", number))


def _section(section: Section, number: int, heights: Masthead | None, slots: Slots) -> Plain:
    return {
        "方向": str(section.orientation),
        "内容": [_block(block, number, heights, slots) for block in section.blocks],
        "分节": slots.add(Slot(SlotKind.BREAK, section=section)),
    }


def _block(block: Block, section: int, heights: Masthead | None, slots: Slots) -> Plain:
    if isinstance(block, Paragraph):
        return _paragraph(block, heights, slots)
    return {"样式": "表格", "行": [_row(block, row, section, slots) for row in block.rows]}


def _row(table: Table, row: Row, section: int, slots: Slots) -> Plain:
    return {"格": [_cell(Spot(table, row, cell, section), slots) for cell in row.cells]}


def _cell(spot: Spot, slots: Slots) -> Plain:
    paragraphs = spot.cell.paragraphs or (Paragraph(Role.TABLE_TEXT),)  # Word wants a paragraph in every cell
    return {"段落": [{"样式": str(paragraph.role),
                    "文字": slots.add(Slot(SlotKind.TEXT, paragraph, spot)),
                    "右文": slots.add(Slot(SlotKind.RIGHT, paragraph, spot))} for paragraph in paragraphs]}


def _paragraph(paragraph: Paragraph, heights: Masthead | None, slots: Slots) -> Plain:
    text = Slot(SlotKind.TEXT, paragraph)
    space = Slot(SlotKind.SPACE, paragraph)
    if heights is not None and paragraph.role is Role.MARK:
        text = Slot(SlotKind.TEXT, paragraph, size=heights.mark_size, line=heights.mark_line)
        space = Slot(SlotKind.SPACE, paragraph, height=heights.mark_before)
    elif heights is not None and paragraph.role is Role.NUMBER:
        text = Slot(SlotKind.TEXT, paragraph, line=heights.number_line)
        space = Slot(SlotKind.SPACE, paragraph, height=heights.number_before)
    elif heights is not None and paragraph.role is Role.MASTHEAD_RULE:
        space = Slot(SlotKind.SPACE, paragraph, height=heights.rule_before)
    data = {"样式": str(paragraph.role), "留白": slots.add(space), "右文": slots.add(Slot(SlotKind.RIGHT, paragraph))}
    if paragraph.role is not Role.MASTHEAD_RULE:  # the rule has a height and no text
        data["文字"] = slots.add(text)
    return data
