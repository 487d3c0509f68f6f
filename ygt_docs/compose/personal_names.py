"""Names in lists stay whole at the ends of lines (人名不跨行, 实务).

No sign tells a program that two Chinese characters belong together, and one without ink would be text of the file. So
the line before a name that would be cut is ended here; every other line ends where both files end it by themselves.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from ygt_docs.compose.flow import Block, Paragraph, Role, Run
from ygt_docs.compose.segmenting import kinds_of
from ygt_docs.elements.marks import _FOREIGN, _SPACED, is_list
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.line_ends import breaks_freely, may_end_between

_WORDS = re.compile(rf"{_SPACED}|{_FOREIGN}|[\u4e00-\u9fff]+")
_LONGEST = 4  # 欧阳小溪
_LONGEST_FOREIGN = 12  # 阿依古丽·买买提
_PERSON = "nr"  # the segmenter's word for a person's name


def with_whole_names(block: Block) -> Block:
    """`block`, a paragraph of a portrait page, in lines that cut no name, if it is a list of names."""
    if not isinstance(block, Paragraph) or block.role is not Role.PARAGRAPH or not is_list(block.text):
        return block
    room = standard.CHARACTERS_PER_LINE.value
    return replace(block, lines=in_whole_names(block.runs, room - standard.FIRST_LINE_INDENT.value, room))


def in_whole_names(runs: Sequence[Run], first: float, others: float) -> tuple[tuple[Run, ...], ...]:
    """`runs`, one paragraph, in as many lines as it takes to cut no name; where no name is cut, a line goes on below.

    `first` and `others`: how many 字 its first line and all others hold.
    """
    text = "".join(run.text for run in runs)
    return _parted(runs, () if breaks_freely(text) else _breaks(text, first, others))


def _breaks(text: str, first: float, others: float) -> tuple[int, ...]:
    """Where a line of `text` has to be ended, so that the name behind it is whole."""
    held = _held(text)
    ends = []
    for end in range(1, len(text)):
        if _may_end(text, end):
            ends.append(end)
    found: list[int] = []
    start, room = 0, first
    while width_in_characters(text[start:].rstrip()) > room:
        fitting = _fitting(text, start, ends, room)
        whole = [end for end in fitting if end not in held]
        if not whole:  # one word fills the line
            break
        if whole[-1] != fitting[-1]:
            found.append(whole[-1])
        start, room = whole[-1], others
    return tuple(found)


def _fitting(text: str, start: int, ends: Sequence[int], room: float) -> list[int]:
    """Those of `ends` where the line that begins at `start` holds no more than `room` 字; spaces at its end hang."""
    behind = ends[bisect_right(ends, start) :]
    return list(takewhile(lambda end: width_in_characters(text[start:end].rstrip()) <= room, behind))


def _may_end(text: str, end: int) -> bool:
    """Whether a line may end before the character `end`: never before spaces, which hang, always behind them."""
    allowed = may_end_between(text[max(end - 2, 0) : end], text[end])
    if allowed is None:
        return text[end - 1].isspace() and not text[end].isspace()
    return allowed


def _held(text: str) -> set[int]:
    """The places within a name, before each of its characters but the first."""
    held: set[int] = set()
    for match in _WORDS.finditer(text):
        for start, end in _names(match[0]):
            held.update(range(match.start() + start + 1, match.start() + end))
    return held


def _names(words: str) -> list[tuple[int, int]]:
    """Begin and end of the names in `words`: all of 马超 and 李　溪, the end of 县财政局陈立, where a name is looked for.

    Of longer words the segmenter says what is a name; where it takes one for two words (顾|长青), it is those two.
    """
    if len(words) <= _LONGEST or ("·" in words and len(words) <= _LONGEST_FOREIGN):
        return [(0, len(words))]
    found: list[tuple[int, int]] = []
    before, start = 0, 0
    for word, kind in kinds_of(words):
        end = start + len(word)
        surname = before if before == 1 and len(word) < _LONGEST else 0
        if (kind == _PERSON or end == len(words)) and len(word) <= _LONGEST:
            found.append((start - surname, end))
        before, start = len(word), end
    return found


def _parted(runs: Sequence[Run], breaks: Sequence[int]) -> tuple[tuple[Run, ...], ...]:
    """`runs` in lines, a new one at each place of `breaks`; a run that is parted keeps where each part was typed."""
    lines: list[list[Run]] = [[]]
    at, left = 0, list(breaks)
    for run in runs:
        start = 0
        while left and left[0] - at < len(run.text):
            lines[-1] += _piece(run, start, left[0] - at)
            start = left.pop(0) - at
            lines.append([])
        lines[-1] += _piece(run, start, len(run.text))
        at += len(run.text)
    return tuple(map(tuple, lines))


def _piece(run: Run, start: int, end: int) -> list[Run]:
    """The characters `start` to `end` of `run`; none where there are none."""
    place = run.place
    if start and place.column is not None:
        place = replace(place, column=place.column + start)
    if end > start:
        return [replace(run, text=run.text[start:end], place=place)]
    return []
