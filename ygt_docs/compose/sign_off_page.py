"""The page of the sign-off (7.3.5.5), as the laid-out pages decided it: where it begins, or how tight its lines are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from ygt_docs.compose.flow import Block, Decisions, Indent, Paragraph, Role, Run, Table
from ygt_docs.compose.pieces import bound_at_end, keep_together
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Twips

# A picture counts as text of the body, but no line of it can be moved to another page.
_ENDS_OF_ITS_OWN = (Role.PICTURE, Role.PICTURE_CAPTION)
_NOTE_WIDTH = standard.CHARACTERS_PER_LINE.value - 5  # “附件：” two characters in


def with_sign_off(
    head: Sequence[Block], body: Sequence[Block], rest: Sequence[Block], decisions: Decisions
) -> list[Block]:
    """`head`, `body` and `rest` (note, sign-off, annotation); the end of the body stays on the page of the sign-off."""
    body, rest = _names_with_body(body, rest) if decisions.note_parted else _within_a_page(body, rest)
    last = body[-1] if body else None
    if isinstance(last, Table) and last.ruled:
        return [*head, *body[:-1], bound_at_end(last), *keep_together(list(rest))]
    if not isinstance(last, Paragraph) or last.role in _ENDS_OF_ITS_OWN:
        return [*head, *body[:-1], *keep_together([*body[-1:], *rest])]
    # The name of an appendix stays whole: its second line alone would not be known for a part of it.
    chain = keep_together([replace(last, last_of_body=not decisions.note_parted), *rest])
    if decisions.tight_pitch is not None:
        return [*head[:-1], *_tight([*head[-1:], *body[:-1], *chain], decisions.tight_pitch)]
    end = chain[0]
    if decisions.sign_off_without_text and isinstance(end, Paragraph):
        chain[0] = replace(end, keep_with_next=False)  # page one must have text before all else (7.3.3)
    if decisions.sign_off_from is not None and isinstance(end, Paragraph):
        chain[:1] = (
            _parted(end, decisions.sign_off_from) if decisions.sign_off_moved else [replace(end, keep_with_next=False)]
        )
    return [*head, *body[:-1], *chain]


def _names_with_body(body: Sequence[Block], rest: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """`body` with the names of all appendices, the last of which counts as its end and stands with the sign-off."""
    names = []
    for index, block in enumerate(rest):
        if isinstance(block, Paragraph) and block.role is Role.APPENDIX_NOTE:
            names.append(index)
    cut = names[-1] + 1
    return [*body, *rest[:cut]], rest[cut:]


def _within_a_page(body: Sequence[Block], rest: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """`body` and `rest`, parted so that a page holds the end of the one and all of the other.

    Many names of appendices above many seals are higher than a page: the first names then go with the body, and the
    last that must counts as its end. Else the date would stand alone on the page after its seals.
    """
    cut = 0
    for index, block in enumerate(rest):
        if 1 + sum(map(_height, rest[cut:])) <= standard.LINES_PER_PAGE.value:
            break
        if isinstance(block, Paragraph) and block.role is Role.APPENDIX_NOTE:
            cut = index + 1
    return [*body, *rest[:cut]], rest[cut:]


def _height(block: Block) -> float:
    """In lines; a name in the appendix note has five characters less of room than the body."""
    if isinstance(block, Table):
        return sum(row.height or 1 for row in block.rows)
    width = width_in_characters(block.text) if isinstance(block, Paragraph) else 0
    return max(1, ceil(width / _NOTE_WIDTH))


def _tight(blocks: Sequence[Block], twips: int) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        found.append(replace(block, pitch=Twips(twips)) if isinstance(block, Paragraph) else block)
    return found


def _parted(paragraph: Paragraph, characters: int) -> list[Block]:
    """`paragraph` parted after so many characters (spaces not counted), its second part on a new page."""
    before: list[Run] = []
    after: list[Run] = []
    left = characters
    for run in paragraph.runs:
        cut = _cut(run.text, left)
        left -= len(run.text[:cut].replace(" ", ""))
        before += [replace(run, text=run.text[:cut])] if cut else []
        after += [replace(run, text=run.text[cut:])] if cut < len(run.text) else []
    if not before or not after:
        return [paragraph]
    own = paragraph.indent or Indent()
    return [
        replace(paragraph, lines=(tuple(before),), keep_with_next=False, goes_on=True),
        replace(
            paragraph, lines=(tuple(after),), indent=Indent(left=own.left, right=own.right), page_break_before=True
        ),
    ]


def _cut(text: str, characters: int) -> int:
    """The index in `text` after so many characters and the spaces that follow them."""
    index = 0
    while index < len(text) and (characters or text[index] == " "):
        characters -= text[index] != " "
        index += 1
    return index
