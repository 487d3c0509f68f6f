"""Widths of text in 字 (3.1), Latin letters half as wide as Chinese characters, and of table columns in twips."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ygt_docs.notice.model import Orientation
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length, Twips

BORDER = Twips(10)  # 0.5 pt
CELL_SIDE = Twips(80)  # 4 pt between the middle of a vertical border and the text
CELL_ABOVE = Twips(40)  # 2 pt above and below the text


def text_width(orientation: Orientation) -> Length:
    """The width of the type area on a page of `orientation`: 156 mm, or 225 mm on a turned page (8)."""
    if orientation is Orientation.PORTRAIT:
        area = standard.TYPE_AREA_WIDTH
    else:
        area = standard.TYPE_AREA_HEIGHT
    return Twips(area.value.twips)


def column_widths(fractions: Sequence[float], orientation: Orientation) -> list[Length]:
    """The width of each column. Rounding never loses a twip: each column ends where its sum of fractions ends."""
    total = text_width(orientation).twips
    ends = []
    for count in range(len(fractions) + 1):
        ends.append(round(total * sum(fractions[:count])))
    widths: list[Length] = []
    for start, end in itertools.pairwise(ends):
        widths.append(Twips(end - start))
    return widths


_SAME = 0.5  # 字: lines that differ by no more look alike


def width_in_characters(text: str) -> float:
    """How many 字 wide `text` is: half for U+0020 to U+007E, one for everything else."""
    return sum(0.5 if " " <= character <= "~" else 1.0 for character in text)


def of_one_width(widths: Sequence[float]) -> bool:
    """Whether lines that are so many 字 wide look equally long."""
    return max(widths) - min(widths) < _SAME


def shape_fault(widths: Sequence[float]) -> str:
    """What keeps lines of a title that are so many 字 wide from being a trapezoid or a diamond ('': nothing, 7.3.1)."""
    if len(widths) < 2:
        return ""
    if of_one_width(widths):
        return "矩形（各行一样长）"
    steps = []
    for before, after in itertools.pairwise(widths):
        steps.append(after - before)
    signs = []
    for step in steps:
        if abs(step) > _SAME:
            signs.append(1 if step > 0 else -1)
    turned = any(before < 0 < after for before, after in itertools.pairwise(signs))
    return "沙漏形（两头长中间短）" if turned else ""
