"""How large the mark of several organs can be (7.2.4), by what else stands on page one.

The mark is as large as it can be while the first line of the body stays on page one (7.3.3): its size follows from
the lines that title and addressees take. What follows from that for the distances, `placing` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from ygt_docs.compose.flow import DIVISIONS, Block, JointMark, Paragraph, Role
from ygt_docs.geometry import masthead as geometry
from ygt_docs.geometry.masthead import FirstPage
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.notice.document import Document
from ygt_docs.problems import Problems
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.line_grid import STANDARD_GRID, LineGrid

NUMBER_ROWS = (Role.SIGNATORIES, Role.UPWARD_NUMBER, Role.NUMBER)
_HEADINGS = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4)
BODY_ROLES = frozenset({*_HEADINGS, *DIVISIONS, Role.PARAGRAPH})


def joint_mark(blocks: Sequence[Block], grid: LineGrid = STANDARD_GRID) -> geometry.JointMark | None:
    """Sizes and widths of the joint mark of `blocks`; None where there is none."""
    mark = None
    for block in blocks:
        if isinstance(block, JointMark):
            mark = block
            break
    if mark is None:
        return None
    widths = []
    for name in mark.names:
        widths.append(width_in_characters(name.text))
    return geometry.joint_mark(widths, mark.word is not None, first_page(blocks, grid).room_for_mark())


def check_joint_mark(
    blocks: Sequence[Block], document: Document, problems: Problems, grid: LineGrid = STANDARD_GRID
) -> None:
    """Report (N582) a joint mark whose names would be smaller than 16 pt, or leave no room for the body on page one.

    Addressees that still stand above the body may yet make room by moving to the imprint (7.3.2).
    """
    mark = joint_mark(blocks, grid)
    if mark is None or mark.fits:
        return
    movable = any(block.role is Role.ADDRESSEES for block in paragraphs_in(blocks))
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


def first_page(blocks: Sequence[Block], grid: LineGrid) -> FirstPage:
    """What stands on page one besides the mark, counted in lines."""
    paragraphs = list(paragraphs_in(blocks))
    rows = sum(block.role in NUMBER_ROWS for block in paragraphs)
    title = sum(len(block.lines) for block in paragraphs if block.role is Role.TITLE)
    addressees = sum(_lines(block.text) for block in paragraphs if block.role is Role.ADDRESSEES)
    first = next((block.role for block in paragraphs if block.role in BODY_ROLES), Role.PARAGRAPH)
    return FirstPage(max(rows, 1), title, addressees, 2 if first in _HEADINGS else 1, grid)


def _lines(text: str) -> int:
    """How many lines `text` takes; a sign that may not begin a line can cost each line one character."""
    return ceil(width_in_characters(text) / (standard.CHARACTERS_PER_LINE.value - 1))


def paragraphs_in(blocks: Iterable[Block]) -> Iterable[Paragraph]:
    return (block for block in blocks if isinstance(block, Paragraph))
