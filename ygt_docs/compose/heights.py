"""Heights of a masthead (7.2) from its place in the Flow: both writers put the same spacers, sizes and lines.

The mark is as large as it can be while the first line of the body stays on page one (7.3.3): its size follows from
the lines that title and addressees take.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import ceil

from ygt_docs.compose.flow import DIVISIONS, Block, Flow, Format, JointMark, Paragraph, Role, Section
from ygt_docs.fonts import Fonts
from ygt_docs.geometry import masthead as geometry
from ygt_docs.geometry.masthead import FirstPage, Ink, Masthead
from ygt_docs.geometry.special import Placed
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.notice.document import Document
from ygt_docs.problems import Problems
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import ZERO, Length
from ygt_docs.standard.line_grid import STANDARD_GRID, LineGrid

_NUMBER = "〔〕号"  # its ink, where the number is absent and its line keeps the place
_NUMBER_ROWS = (Role.SIGNATORIES, Role.UPWARD_NUMBER, Role.NUMBER)
_HEADINGS = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4)
BODY_ROLES = frozenset({*_HEADINGS, *DIVISIONS, Role.PARAGRAPH})


def placed_blocks(flow: Flow, section: Section, fonts: Fonts) -> dict[int, Placed]:
    """How the blocks of a masthead are placed, by their index in `section`; empty where there is no mark."""
    index = _mark_index(section.blocks)
    if index is None or flow.format is not Format.DOCUMENT:
        return {}
    heights = _heights(section.blocks, index, fonts, flow.grid)
    above = flow.grid.pitch * index
    placed = {index: Placed(heights.mark_before - above, heights.mark_line, heights.mark_size)}
    before = heights.number_before
    for number, block in enumerate(section.blocks[index + 1 :], index + 1):
        role = block.role if isinstance(block, Paragraph) else None
        if role in _NUMBER_ROWS:
            placed[number] = Placed(before, heights.number_line)
            before = flow.grid.pitch - heights.number_line
        elif role is Role.MASTHEAD_RULE:
            placed[number] = Placed(heights.rule_before)
            break
    return {number: _room(section.blocks[number], item) for number, item in placed.items()}


def joint_mark(blocks: Sequence[Block], grid: LineGrid = STANDARD_GRID) -> geometry.JointMark | None:
    """Sizes and widths of the joint mark of `blocks`; None where there is none."""
    mark = next((block for block in blocks if isinstance(block, JointMark)), None)
    if mark is None:
        return None
    widths = [width_in_characters(name.text) for name in mark.names]
    return geometry.joint_mark(widths, mark.word is not None, _first_page(blocks, grid).room_for_mark())


def check_joint_mark(
    blocks: Sequence[Block], document: Document, problems: Problems, grid: LineGrid = STANDARD_GRID
) -> None:
    """Report (N582) a joint mark whose names would be smaller than 16 pt, or leave no room for the body on page one.

    Addressees that still stand above the body may yet make room by moving to the imprint (7.3.2).
    """
    mark = joint_mark(blocks, grid)
    if mark is None or mark.fits:
        return
    movable = any(block.role is Role.ADDRESSEES for block in _paragraphs(blocks))
    smallest = standard.JOINT_NAME_SMALLEST.value
    if not movable or mark.name_size < smallest:
        problems.add(
            "N582",
            document.locate("标志"),
            strength="应",
            clause="7.3.3",
            count=len(document.organs),
            smallest=f"{smallest.pt:g}",
        )


def _mark_index(blocks: Sequence[Block]) -> int | None:
    return next(
        (
            index
            for index, block in enumerate(blocks)
            if isinstance(block, JointMark) or (isinstance(block, Paragraph) and block.role is Role.MARK)
        ),
        None,
    )


def _heights(blocks: Sequence[Block], index: int, fonts: Fonts, grid: LineGrid) -> Masthead:
    mark = blocks[index]
    number = "".join(block.text for block in _paragraphs(blocks) if block.role in (Role.NUMBER, Role.UPWARD_NUMBER))
    number_ink = fonts.ink("仿宋", number or _NUMBER)
    joint = joint_mark(blocks, grid)
    if joint is not None and isinstance(mark, JointMark):
        inks = [fonts.ink("小标宋", name.text) for name in (mark.names[0], mark.names[-1])]
        return geometry.joint_masthead(joint, Ink(inks[0].above, inks[1].below), number_ink, grid)
    assert isinstance(mark, Paragraph)
    room = _first_page(blocks, grid).room_for_mark()
    return geometry.masthead(width_in_characters(mark.text), fonts.ink("小标宋", mark.text), number_ink, room, grid)


def _first_page(blocks: Sequence[Block], grid: LineGrid) -> FirstPage:
    """What stands on page one besides the mark, counted in lines."""
    paragraphs = list(_paragraphs(blocks))
    rows = sum(block.role in _NUMBER_ROWS for block in paragraphs)
    title = sum(len(block.lines) for block in paragraphs if block.role is Role.TITLE)
    addressees = sum(_lines(block.text) for block in paragraphs if block.role is Role.ADDRESSEES)
    first = next((block.role for block in paragraphs if block.role in BODY_ROLES), Role.PARAGRAPH)
    return FirstPage(max(rows, 1), title, addressees, 2 if first in _HEADINGS else 1, grid)


def _lines(text: str) -> int:
    """How many lines `text` takes; a sign that may not begin a line can cost each line one character."""
    return ceil(width_in_characters(text) / (standard.CHARACTERS_PER_LINE.value - 1))


def _paragraphs(blocks: Iterable[Block]) -> Iterable[Paragraph]:
    return (block for block in blocks if isinstance(block, Paragraph))


def _room(block: Block, placed: Placed) -> Placed:
    """A block that the paper bears already leaves nothing but its room (套打)."""
    if isinstance(block, Paragraph | JointMark) and not block.printed:
        own = placed.line or _rule(block)
        return replace(placed, before=(placed.before or ZERO) + own)
    return placed


def _rule(block: Block) -> Length:
    return standard.MASTHEAD_RULE_WEIGHT.value if isinstance(block, Paragraph) else ZERO
