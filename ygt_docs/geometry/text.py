"""Widths of text in 字 (3.1), for faces whose Latin letters and signs are half as wide as a Chinese character."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

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
