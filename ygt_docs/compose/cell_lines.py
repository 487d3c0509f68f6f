"""How many lines a text takes in a cell of so many 字, by the rules for line ends that both files obey."""

from __future__ import annotations

from functools import lru_cache

from ygt_docs.geometry.text import width_in_characters
from ygt_docs.standard.line_ends import may_end_between

_ROUNDING = 1e-6


@lru_cache(maxsize=20_000)
def pieces_of(text: str) -> tuple[str, ...]:
    """`text` in the pieces that no line end parts; spaces stand at the end of a piece."""
    pieces: list[str] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or _may_end(text, end):
            pieces.append(text[start:end])
            start = end
    return tuple(pieces)


def _may_end(text: str, end: int) -> bool:
    allowed = may_end_between(text[max(end - 2, 0) : end], text[end])
    if allowed is None:
        return text[end - 1].isspace() and not text[end].isspace()
    return allowed


def lines_of(text: str, room: float) -> list[str]:
    """The lines of `text`, one paragraph, in a cell that is `room` 字 wide; a piece that is wider is cut anywhere."""
    lines = [""]
    left = room
    for piece in pieces_of(text):
        inked = width_in_characters(piece.rstrip())
        if inked > left + _ROUNDING and lines[-1]:
            lines.append("")
            left = room
        while width_in_characters(piece.rstrip()) > room + _ROUNDING:
            cut = _fitting(piece, room)
            lines[-1] += piece[:cut]
            piece = piece[cut:]
            lines.append("")
            left = room
        lines[-1] += piece
        left -= width_in_characters(piece)
    return lines


def _fitting(piece: str, room: float) -> int:
    """How many characters of `piece` a line of `room` 字 holds, one at least."""
    count = 1
    while count < len(piece) and width_in_characters(piece[: count + 1]) <= room + _ROUNDING:
        count += 1
    return count


def single_lines(lines: list[str]) -> int:
    """How many of several lines hold a single character."""
    if len(lines) > 1:
        return sum(len(line.strip()) == 1 for line in lines)
    return 0


def tears_latin(text: str, room: float) -> bool:
    """Whether a number or a word of Latin letters is cut in a cell of `room` 字."""
    for piece in pieces_of(text):
        inked = piece.strip()
        if inked.isascii() and width_in_characters(inked) > room + _ROUNDING:
            return True
    return False
