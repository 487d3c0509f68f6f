"""Heights of the first elements of a special format (10), by role: both writers put the same spacers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ygt_docs.compose.flow import Flow, Format, Paragraph, Role
from ygt_docs.fonts import Fonts
from ygt_docs.geometry.masthead import Ink
from ygt_docs.geometry.special import LetterHead, Placed, bulletin_head, letter_head, minutes_head, order_head
from ygt_docs.standard.lengths import Length
from ygt_docs.standard.line_grid import LineGrid

_NUMBER = "〔〕号"  # its ink, where the number is absent and its line keeps the place


def stack_of(flow: Flow, fonts: Fonts, *, floating: bool) -> Mapping[Role, Placed]:
    """How the first elements of `flow` are placed; empty for a format that has no such elements.

    `floating`: a letter's mark and rule float above the text (Word), so that the rule's spacer begins at the upper edge
    of the type area.
    """
    texts = _texts(flow)
    if flow.format is Format.BULLETIN:
        return _bulletin(texts, fonts, flow.grid)
    if Role.MARK not in texts:
        return {}
    mark, mark_ink = texts[Role.MARK], fonts.ink("小标宋", texts[Role.MARK])
    match flow.format:
        case Format.LETTER:
            return _letter(_letter_head(texts, fonts, flow.grid), floating)
        case Format.ORDER:
            head = order_head(
                len(mark), mark_ink, fonts.ink("仿宋", texts.get(Role.ORDER_NUMBER) or _NUMBER), flow.grid
            )
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
        fonts.ink("小标宋", name),
        fonts.ink("仿宋", texts.get(Role.BULLETIN_ISSUE, "")),
        fonts.ink("仿宋", texts.get(Role.BULLETIN_LINE, "")),
        grid,
    )
    return {
        Role.BULLETIN_NAME: head.mark,
        Role.BULLETIN_ISSUE: head.number,
        Role.BULLETIN_LINE: head.line,
        Role.MASTHEAD_RULE: Placed(head.rule_before),
    }


def letter_of(flow: Flow, fonts: Fonts) -> LetterHead | None:
    """The head of a letter; None if `flow` is no letter or has no mark."""
    texts = _texts(flow)
    return _letter_head(texts, fonts, flow.grid) if flow.format is Format.LETTER and Role.MARK in texts else None


def _letter_head(texts: Mapping[Role, str], fonts: Fonts, grid: LineGrid) -> LetterHead:
    mark = texts[Role.MARK]
    return letter_head(len(mark), fonts.ink("小标宋", mark), fonts.ink("仿宋", texts.get(Role.NUMBER) or _NUMBER), grid)


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
    return fonts.ink("仿宋", texts[role]) if texts.get(role) else None
