"""Flow → the plain data that the Word template sees: lists, names of roles, and tokens."""

from __future__ import annotations

from collections.abc import Mapping

from ygt_docs.compose.flow import MARKED_WORDS, Block, JointMark, Paragraph, Role, Row, Table
from ygt_docs.geometry import masthead as geometry
from ygt_docs.geometry.special import Placed
from ygt_docs.placing import PlacedFlow
from ygt_docs.word.slots import Slot, SlotKind, Slots, Spot

Plain = Mapping[str, object]


def context_of(placed: PlacedFlow) -> tuple[Plain, Slots]:
    """What the template sees of the placed Flow, and the slots behind its tokens."""
    flow, slots = placed.flow, Slots()
    sections = []
    for number in range(len(flow.sections)):
        sections.append(_section(placed, number, slots))
    groups: list[list[Plain]] = []
    if flow.imprint is not None:
        for group in flow.imprint.groups:
            groups.append([_paragraph(paragraph, Placed(), slots) for paragraph in group])
    data = {
        "各节": sections,
        "版记": groups,
        "待改": slots.add(Slot(SlotKind.MARKED, words=MARKED_WORDS if flow.marked else "")),
    }
    data["版记页"] = slots.add(Slot(SlotKind.IMPRINT_END)) if groups else ""
    blank = groups and flow.decisions.blank_page_before_imprint
    data["空白页"] = slots.add(Slot(SlotKind.BLANK_PAGE)) if blank else ""
    return data, slots


def _section(whole: PlacedFlow, number: int, slots: Slots) -> Plain:
    section, own = whole.flow.sections[number], whole.sections[number]
    blocks = []
    for block, placed in zip(section.blocks, own.floating, strict=True):
        if isinstance(block, JointMark) and own.joint is not None:
            blocks.append(_joint_mark(block, placed or Placed(), own.joint, slots))
        else:
            blocks.append(_block(block, number, placed or Placed(), slots))
    return {
        "方向": str(section.orientation),
        "页码": "有" if section.numbered else "无",
        "内容": blocks,
        "分节": slots.add(Slot(SlotKind.BREAK, section=section)),
    }


def _block(block: Block, section: int, placed: Placed, slots: Slots) -> Plain:
    if isinstance(block, Paragraph):
        return _paragraph(block, placed, slots)
    assert isinstance(block, Table)
    return {"样式": "表格" if block.ruled else "署名表", "行": [_row(block, row, section, slots) for row in block.rows]}


def _joint_mark(block: JointMark, placed: Placed, joint: geometry.JointMark, slots: Slots) -> Plain:
    """The names in the left cell of a table, 文件 in the middle of the right one (7.2.4)."""
    if not block.printed:
        return _room(block.names[0], placed, slots)
    names = []
    for name in block.names:
        names.append(slots.add(Slot(SlotKind.TEXT, name, size=joint.name_size, line=joint.line, joint=joint)))
    word = Slot(SlotKind.TEXT, block.word, size=joint.word_size, line=joint.word_line, joint=joint)
    space = Slot(SlotKind.SPACE, block.names[0], height=placed.before)
    return {"样式": "联合标志", "留白": slots.add(space), "名称": names, "文件": slots.add(word) if block.word else ""}


def _room(paragraph: Paragraph, placed: Placed, slots: Slots) -> Plain:
    """What the paper bears already (套打): nothing but its room."""
    return {"样式": "版头留白", "留白": slots.add(Slot(SlotKind.SPACE, paragraph, height=placed.before))}


def _row(table: Table, row: Row, section: int, slots: Slots) -> Plain:
    return {"格": [_cell(Spot(table, row, cell, section), slots) for cell in row.cells]}


def _cell(spot: Spot, slots: Slots) -> Plain:
    size, line = spot.table.size, spot.table.line
    paragraphs = spot.cell.paragraphs or (Paragraph(Role.TABLE_TEXT),)  # Word wants a paragraph in every cell
    return {
        "段落": [
            {
                "样式": str(paragraph.role),
                "文字": slots.add(Slot(SlotKind.TEXT, paragraph, spot, size=size, line=line)),
                "右文": slots.add(Slot(SlotKind.RIGHT, paragraph, spot)),
            }
            for paragraph in paragraphs
        ]
    }


def _paragraph(paragraph: Paragraph, placed: Placed, slots: Slots) -> Plain:
    if not paragraph.printed:
        return _room(paragraph, placed, slots)
    text = Slot(SlotKind.TEXT, paragraph, size=placed.size, line=paragraph.pitch or placed.line)
    space = Slot(SlotKind.SPACE, paragraph, height=placed.before)
    data = {"样式": str(paragraph.role), "留白": slots.add(space), "右文": slots.add(Slot(SlotKind.RIGHT, paragraph))}
    if paragraph.role is not Role.MASTHEAD_RULE:  # the rule has a height and no text
        data["文字"] = slots.add(text)
    return data
