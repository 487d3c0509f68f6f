"""Points that a text counts in words (一是、二是、三是) or signs (①②③): none is missing, and none comes twice.

Numbers of the standard's own (一、（一）1.) are counted where headings are; these stand inside paragraphs or begin them.
"""

from __future__ import annotations

import re

from ygt_docs.elements.numerals import SMALL, chinese_number, counted
from ygt_docs.notice.document import Document
from ygt_docs.notice.fields import Model
from ygt_docs.notice.forms import Form
from ygt_docs.notice.model import TaskTable
from ygt_docs.notice.tables import Table
from ygt_docs.problems import Place, Problems
from ygt_docs.reading.text import Text
from ygt_docs.rules.written import find_all, place_at, printed_lines

# 说一是一 counts nothing, nor does 统一是: a point begins a line, or stands behind a mark.
_POINT = re.compile(f"(?:^|(?<=[。；：，、！？]))(?P<numeral>{SMALL})是(?!(?P=numeral))")
# A sign that counts begins a line or stands behind a mark, before words; ②号机组 and ②③ speak of what is counted.
_ANY_SIGN = re.compile("[①-⑳]")
_SIGN = re.compile("(?:^|(?<=[。；：，！？]))[①-⑳] ?(?=[\u3400-\u9fff《“])(?![号至和或与及项条款])")
_QUOTED = re.compile("“[^“”]*”")
_NEAR = 8
_FIRST_SIGN = ord("①")


def check_counted(document: Document, problems: Problems) -> None:
    """Each list of points; a list may stand inside a point of another one, and what is quoted belongs to none."""
    open_lists: list[int] = []
    signed = 0
    in_tables = _in_tables(document)
    for line in printed_lines(document.notice):
        quoted = [match.span() for match in _QUOTED.finditer(line.text)]
        for match in _POINT.finditer(line.text):
            value = counted(match["numeral"])
            if value is not None and not _is_inside(quoted, match.start()):
                _count(value, open_lists, line.text, match.start(), problems)
        if line.text.place in in_tables:
            continue
        for match in _ANY_SIGN.finditer(line.text):
            if _is_inside(quoted, match.start()):
                continue
            if _SIGN.match(line.text, match.start()):
                signed = _count_sign(match[0], signed, line.text, match.start(), problems)
            elif signed and _value(match[0]) == signed + 1:
                signed += 1  # ②项目批复 may count as well as ②项 may speak of what is counted: no gap is sure then


def _in_tables(document: Document) -> set[Place]:
    """The places of lines in tables and forms: the signs of one column stand between those of the others."""
    places: set[Place] = set()
    kinds: tuple[type[Model], ...] = (Table, Form, TaskTable)
    for kind in kinds:
        for block in find_all(document.notice, kind):
            places.update(line.text.place for line in printed_lines(block))
    return places


def _is_inside(spans: list[tuple[int, int]], at: int) -> bool:
    return any(start < at < end for start, end in spans)


def _count_sign(sign: str, last: int, line: Text, at: int, problems: Problems) -> int:
    """The number of `sign`; it is wrong where it leaves numbers out or says `last` again (0: no list was begun).

    A lower one may refer to what was counted, so only a list that goes on is judged.
    """
    value = _value(sign)
    if last and value != 1 and (value == last or value > last + 1):
        right = chr(_FIRST_SIGN + last)
        problems.add("T149", place_at(line, at), near=line[at : at + _NEAR], found=sign, right=right)
    return value if value == 1 or last else 0


def _value(sign: str) -> int:
    return ord(sign) - _FIRST_SIGN + 1


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
