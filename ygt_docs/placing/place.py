"""The Flow with everything measured once (7.2, 10): heights and distances of the first elements of all formats.

The standard measures ink: from the edge of the type area to the mark, from the number to the red rule. What that means
for lines, spacers and sizes is computed here, before the writers, so that both files and any other one get the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ygt_docs.compose.composer import NUMBER_ROWS, first_page, heights_of, joint_mark, paragraphs_in
from ygt_docs.compose.flow import Block, Flow, Format, Paragraph, Role, Section
from ygt_docs.compose.flow import JointMark as JointMarkBlock
from ygt_docs.elements.formats import style_name
from ygt_docs.fonts import Fonts
from ygt_docs.geometry.masthead import Ink, JointMark, LinesOfPage, Masthead, joint_masthead, masthead
from ygt_docs.geometry.page_number import PageNumber, page_number
from ygt_docs.geometry.special import LetterHead, Placed, bulletin_head, letter_head, minutes_head, order_head
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import ZERO, Length
from ygt_docs.standard.line_grid import LineGrid

NUMBER_STYLES = ("页码单页", "页码双页")
_NUMBER = "〔〕号"  # its ink, where the number is absent and its line keeps the place


Texts = Mapping[Role, str]


@dataclass(frozen=True)
class PlacedSection:
    """How each block of a section is placed (None: one line after another), and the joint mark among them.

    `blocks` is for a format in which everything stands in the text; in `floating` a letter's mark and rule float above
    it (Word), so that the rule's spacer begins at the upper edge of the type area.
    """

    blocks: tuple[Placed | None, ...]
    floating: tuple[Placed | None, ...]
    joint: JointMark | None = None


@dataclass(frozen=True)
class PlacedFlow:
    """A Flow with every height and distance of its first elements; a writer prints them and computes none.

    `letter`: the head of a letter (None: it is none).
    """

    flow: Flow
    sections: tuple[PlacedSection, ...]
    letter: LetterHead | None = None


def place(flow: Flow | PlacedFlow, fonts: Fonts) -> PlacedFlow:
    """`flow` with its heights and distances, by the ink of `fonts`; what is placed already stays as it is."""
    if isinstance(flow, PlacedFlow):
        return flow
    texts = _texts(flow)
    stack, floating = (_stack_of(flow, texts, fonts, floating) for floating in (False, True))
    sections = []
    for section in flow.sections:
        heights = _masthead_blocks(flow, section, fonts)
        sections.append(
            PlacedSection(
                _by_block(section, heights, stack),
                _by_block(section, heights, floating),
                joint_mark(section.blocks, _line_heights(flow, fonts)),
            )
        )
    is_letter = flow.format is Format.LETTER and Role.MARK in texts
    return PlacedFlow(flow, tuple(sections), _letter_head(texts, fonts, flow.grid) if is_letter else None)


def page_numbers(fonts: Fonts) -> dict[str, PageNumber]:
    """The line of the page number by its style: that of odd pages first, then that of even ones (7.5, 8)."""
    found = {}
    for name in NUMBER_STYLES:
        style = fonts.look.paragraph(name)
        found[name] = page_number(fonts.style_ink(name, "—"), style.pitch or style.size)
    return found


def _by_block(
    section: Section, heights: Mapping[int, Placed], stack: Mapping[Role, Placed]
) -> tuple[Placed | None, ...]:
    """What is said of each block: of its place in the masthead, or else of its role in a special format."""
    found = []
    for index, block in enumerate(section.blocks):
        own = stack.get(block.role) if isinstance(block, Paragraph) else None
        found.append(heights.get(index) or own)
    return tuple(found)


def _masthead_blocks(flow: Flow, section: Section, fonts: Fonts) -> dict[int, Placed]:
    """How the blocks of a masthead are placed, by their index in `section`; empty where there is no mark."""
    index = _mark_index(section.blocks)
    if index is None or flow.format is not Format.DOCUMENT:
        return {}
    heights = _heights(section.blocks, index, fonts, _line_heights(flow, fonts))
    above = flow.grid.pitch * index
    placed = {index: Placed(heights.mark_before - above, heights.mark_line, heights.mark_size)}
    before = heights.number_before
    for number, block in enumerate(section.blocks[index + 1 :], index + 1):
        role = block.role if isinstance(block, Paragraph) else None
        if role in NUMBER_ROWS:
            placed[number] = Placed(before, heights.number_line)
            before = flow.grid.pitch - heights.number_line
        elif role is Role.MASTHEAD_RULE:
            placed[number] = Placed(heights.rule_before)
            break
    return {number: _room(section.blocks[number], item) for number, item in placed.items()}


def _mark_index(blocks: Sequence[Block]) -> int | None:
    for index, block in enumerate(blocks):
        if isinstance(block, JointMarkBlock) or (isinstance(block, Paragraph) and block.role is Role.MARK):
            return index
    return None


def _heights(blocks: Sequence[Block], index: int, fonts: Fonts, lines: LinesOfPage) -> Masthead:
    mark = blocks[index]
    number = "".join(block.text for block in paragraphs_in(blocks) if block.role in (Role.NUMBER, Role.UPWARD_NUMBER))
    number_ink = _line_ink(fonts, Role.NUMBER, number or _NUMBER)
    joint = joint_mark(blocks, lines)
    if joint is not None and isinstance(mark, JointMarkBlock):
        inks = []
        for name in (mark.names[0], mark.names[-1]):
            inks.append(_line_ink(fonts, Role.MARK, name.text))
        return joint_masthead(joint, Ink(inks[0].above, inks[1].below), number_ink, lines.grid)
    assert isinstance(mark, Paragraph)
    room = first_page(blocks, lines).room_for_mark()
    ink = _line_ink(fonts, Role.MARK, mark.text)
    return masthead(width_in_characters(mark.text), ink, number_ink, room, lines.grid)


def _line_heights(flow: Flow, fonts: Fonts) -> LinesOfPage:
    return heights_of(flow.grid, fonts.look.sizes(), fonts.look.pitches())


def _room(block: Block, placed: Placed) -> Placed:
    """A block that the paper bears already leaves nothing but its room (套打)."""
    if isinstance(block, Paragraph | JointMarkBlock) and not block.printed:
        own = placed.line or _rule(block)
        return replace(placed, before=(placed.before or ZERO) + own)
    return placed


def _rule(block: Block) -> Length:
    if isinstance(block, Paragraph):
        return standard.MASTHEAD_RULE_WEIGHT.value
    return ZERO


def _stack_of(flow: Flow, texts: Texts, fonts: Fonts, floating: bool) -> Mapping[Role, Placed]:
    """How the first elements of a special format (10) are placed, by role; empty for any other."""
    if flow.format is Format.BULLETIN:
        return _bulletin(texts, fonts, flow.grid)
    if Role.MARK not in texts:
        return {}
    mark, mark_ink = texts[Role.MARK], _line_ink(fonts, Role.MARK, texts[Role.MARK])
    match flow.format:
        case Format.LETTER:
            return _letter(_letter_head(texts, fonts, flow.grid), floating)
        case Format.ORDER:
            number_ink = _line_ink(fonts, Role.ORDER_NUMBER, texts.get(Role.ORDER_NUMBER) or _NUMBER)
            head = order_head(len(mark), mark_ink, number_ink, flow.grid)
            return {Role.MARK: head[0], Role.ORDER_NUMBER: head[1]}
        case Format.MINUTES:
            found = minutes_head(
                len(mark), mark_ink, _ink(texts, Role.NUMBER, fonts), _ink(texts, Role.MINUTES_LINE, fonts), flow.grid
            )
            mark_placed = _lower(found.mark, flow.grid.pitch * _lines_above(flow))
            return {
                Role.MARK: mark_placed,
                Role.NUMBER: found.number,
                Role.MINUTES_LINE: found.line,
                Role.MASTHEAD_RULE: Placed(found.rule_before),
            }
    return {}


def _lines_above(flow: Flow) -> int:
    """How many lines (份号, 密级, 紧急程度) stand above the mark."""
    return next(
        index
        for index, block in enumerate(flow.sections[0].blocks)
        if isinstance(block, Paragraph) and block.role is Role.MARK
    )


def _lower(mark: Placed, lines: Length) -> Placed:
    """`mark` under lines of that height: its spacer gives it up."""
    assert mark.before is not None
    return replace(mark, before=mark.before - lines)


def _bulletin(texts: Mapping[Role, str], fonts: Fonts, grid: LineGrid) -> Mapping[Role, Placed]:
    name = texts.get(Role.BULLETIN_NAME, "")
    head = bulletin_head(
        len(name),
        _line_ink(fonts, Role.BULLETIN_NAME, name),
        _line_ink(fonts, Role.BULLETIN_ISSUE, texts.get(Role.BULLETIN_ISSUE, "")),
        _line_ink(fonts, Role.BULLETIN_LINE, texts.get(Role.BULLETIN_LINE, "")),
        grid,
    )
    return {
        Role.BULLETIN_NAME: head.mark,
        Role.BULLETIN_ISSUE: head.number,
        Role.BULLETIN_LINE: head.line,
        Role.MASTHEAD_RULE: Placed(head.rule_before),
    }


def _letter_head(texts: Mapping[Role, str], fonts: Fonts, grid: LineGrid) -> LetterHead:
    mark = texts[Role.MARK]
    number = _line_ink(fonts, Role.NUMBER, texts.get(Role.NUMBER) or _NUMBER, Format.LETTER)
    return letter_head(len(mark), _line_ink(fonts, Role.MARK, mark, Format.LETTER), number, grid)


def _letter(head: LetterHead, floating: bool) -> Mapping[Role, Placed]:
    number = Placed(line=head.number.line) if floating else head.number
    return {
        Role.MARK: head.mark,
        Role.NUMBER: number,
        Role.SECRECY: head.next_element,
        Role.URGENCY: head.next_element,
        Role.MASTHEAD_RULE: Placed(head.body_before if floating else head.rule_before),
    }


def _texts(flow: Flow) -> dict[Role, str]:
    """The texts of the first page's elements by role; the first of each role counts."""
    texts: dict[Role, str] = {}
    for block in flow.sections[0].blocks:
        if isinstance(block, Paragraph):
            texts.setdefault(block.role, block.text)
    return texts


def _ink(texts: Mapping[Role, str], role: Role, fonts: Fonts) -> Ink | None:
    if texts.get(role):
        return _line_ink(fonts, role, texts[role])
    return None


def _line_ink(fonts: Fonts, role: Role, text: str, layout: Format = Format.DOCUMENT) -> Ink:
    """The ink of `text` in the face and the size of its role's style."""
    return fonts.style_ink(style_name(role, layout), text)
