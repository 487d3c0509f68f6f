"""Widths of text in 字 (3.1), for faces whose Latin letters and signs are half as wide as a Chinese character."""

from __future__ import annotations


def width_in_characters(text: str) -> float:
    """How many 字 wide `text` is: half for U+0020 to U+007E, one for everything else."""
    return sum(0.5 if " " <= character <= "~" else 1.0 for character in text)
