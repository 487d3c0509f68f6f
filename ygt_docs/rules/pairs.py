"""Brackets, quotation marks and title marks that do not pair, or that lie inside their own kind (GB/T 15834)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ygt_docs.elements.numerals import SMALL
from ygt_docs.notice.document import Document
from ygt_docs.problems import Problems
from ygt_docs.rules.written import Line, place_at, printed_lines

_PAIRS = {"（": "）", "《": "》", "〈": "〉", "〔": "〕", "“": "”", "‘": "’", "【": "】"}
_CLOSING = {close: opening for opening, close in _PAIRS.items()}
# 1）and 甲） are numbers of a list, also inside a line.
_LIST_NUMBER = re.compile(f"(?<![0-9（(A-Za-z])(?:[0-9]{{1,3}}|[A-Za-z]|{SMALL}|[甲乙丙丁])）")
_QUOTE = "“"
_WIDE = str.maketrans("()", "（）")


@dataclass(frozen=True)
class _Lone:
    """A sign at `index` of a line that has no partner there; `missing` is the partner."""

    line: Line
    index: int
    missing: str


def check_pairs(document: Document, problems: Problems) -> None:
    """Every printed line; a title that was typed in several lines counts as one.

    A quotation may go on over several paragraphs, each of which may begin with “ again.
    """
    waiting: _Lone | None = None
    goes_on = False  # whether the line before was part of the quotation that waits for its end
    for line in printed_lines(document.notice):
        _check_inner_name(line, problems)
        goes_on = goes_on and line.text.startswith(_QUOTE)
        lone = _lone(line, 1 if goes_on else 0)
        if waiting is not None and lone is not None and lone.missing == _QUOTE:
            waiting, goes_on = None, False
        elif lone is not None and line.text[lone.index] == _QUOTE:
            if waiting is not None:
                _report(waiting, problems)
            waiting, goes_on = lone, True
        elif lone is not None:
            _report(lone, problems)
    if waiting is not None:
        _report(waiting, problems)


def _check_inner_name(line: Line, problems: Problems) -> None:
    """《…《…》…》: one finding a line. Deeper names take turns: 《…〈…《…》…〉…》."""
    opened: list[str] = []
    for index, sign in enumerate(line.text):
        inside = opened[-1] if opened else ""
        if sign in "《〈":
            opened.append(sign)
        elif sign in "》〉" and inside == _CLOSING[sign]:
            opened.pop()
        if sign == inside == "《":
            near = line.text[index : index + 10]
            problems.add("T147", place_at(line.text, index), strength="应", clause="9", near=near)
            return


def _lone(line: Line, start: int) -> _Lone | None:
    """The first sign from `start` on that is in the wrong place, or the last that is not closed (None: all pair)."""
    text = line.text.translate(_WIDE)
    numbers = set()
    for match in _LIST_NUMBER.finditer(text):
        numbers.add(match.end() - 1)
    opened: list[int] = []
    for index, sign in enumerate(text[start:], start):
        if sign in _PAIRS:
            opened.append(index)
        elif sign in _CLOSING:
            partner = text[opened[-1]] if opened else ""
            if partner == _CLOSING[sign]:
                opened.pop()
            elif not (index in numbers and "（" not in (text[at] for at in opened)):
                return _unless_told(_Lone(line, index, _CLOSING[sign]))
    if opened:
        return _unless_told(_Lone(line, opened[-1], _PAIRS[text[opened[-1]]]))
    return None


def _unless_told(lone: _Lone) -> _Lone | None:
    """None where the partner is there in half width: that is told as such (T140, T137)."""
    text = lone.line.text
    sign = text[lone.index]
    straight = (sign in "“”" and '"' in text) or (sign in "‘’" and "'" in text)
    return None if sign in "()" or straight else lone


def _report(lone: _Lone, problems: Problems) -> None:
    text, index = lone.line.text, lone.index
    problems.add(
        "T146",
        place_at(text, index),
        strength="应",
        clause="9",
        found=text[index],
        near=text[max(0, index - 6) : index + 7],
        missing=lone.missing,
    )
