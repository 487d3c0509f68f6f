"""Points that a text counts in words (一是、二是、三是): none is missing, and none comes twice.

Numbers of the standard's own (一、（一）1.) are counted where headings are; these stand inside paragraphs or begin them.
"""

from __future__ import annotations

import re

from ygt_docs.elements.numerals import SMALL, chinese_number, counted
from ygt_docs.notice.document import Document
from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text
from ygt_docs.rules.written import place_at, printed_lines

# 说一是一 counts nothing, nor does 统一是: a point begins a line, or stands behind a mark.
_POINT = re.compile(f"(?:^|(?<=[。；：，、！？]))(?P<numeral>{SMALL})是(?!(?P=numeral))")
_QUOTED = re.compile("“[^“”]*”")
_NEAR = 8


def check_counted(document: Document, problems: Problems) -> None:
    """Each list of points; a list may stand inside a point of another one, and what is quoted belongs to none."""
    open_lists: list[int] = []
    for line in printed_lines(document.notice):
        quoted = [match.span() for match in _QUOTED.finditer(line.text)]
        for match in _POINT.finditer(line.text):
            value = counted(match["numeral"])
            inside = any(start < match.start() < end for start, end in quoted)
            if value is None or inside:
                continue
            _count(value, open_lists, line.text, match.start(), problems)


def _count(value: int, open_lists: list[int], line: Text, at: int, problems: Problems) -> None:
    """`open_lists` has the last number of each list that may go on, the innermost last."""
    if value == 1:
        open_lists.append(1)
        return
    for depth in range(len(open_lists) - 1, -1, -1):
        if open_lists[depth] == value - 1:
            open_lists[depth:] = [value]
            return
    wanted = open_lists[-1] + 1 if open_lists else 1
    found, right = f"{chinese_number(value)}是", f"{chinese_number(wanted)}是"
    problems.add("T149", place_at(line, at), near=line[at : at + _NEAR], found=found, right=right)
    open_lists[-1:] = [value]
