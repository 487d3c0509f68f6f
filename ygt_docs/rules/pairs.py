"""Brackets, quotation marks and title marks that do not pair, or that lie inside their own kind (GB/T 15834)."""

from __future__ import annotations

import re

from ygt_docs.notice.document import Document
from ygt_docs.problems import Problems
from ygt_docs.rules.written import Line, place_at, printed_lines

_PAIRS = {"（": "）", "《": "》", "〈": "〉", "〔": "〕", "“": "”", "‘": "’", "【": "】"}
_CLOSING = {close: opening for opening, close in _PAIRS.items()}
_LIST_NUMBER = re.compile("[0-9一二三四五六七八九十]{1,3}）")


def check_pairs(document: Document, problems: Problems) -> None:
    """Every printed line; a title that was typed in several lines counts as one."""
    for line in printed_lines(document.notice):
        _check_line(line, problems)


def _check_line(line: Line, problems: Problems) -> None:
    number = _LIST_NUMBER.match(line.text)
    opened: list[int] = []
    for index, sign in enumerate(line.text):
        if number and index < number.end():
            continue
        if sign in _PAIRS:
            if sign == "《" and any(line.text[at] == "《" for at in opened):
                problems.add(
                    "T147", place_at(line.text, index), strength="应", clause="9", near=line.text[index : index + 10]
                )
            opened.append(index)
        elif sign in _CLOSING:
            if not opened or line.text[opened[-1]] != _CLOSING[sign]:
                _report(line, index, _CLOSING[sign], problems)
                return
            opened.pop()
    if opened:
        _report(line, opened[-1], _PAIRS[line.text[opened[-1]]], problems)


def _report(line: Line, index: int, missing: str, problems: Problems) -> None:
    problems.add(
        "T146",
        place_at(line.text, index),
        strength="应",
        clause="9",
        found=line.text[index],
        near=line.text[max(0, index - 6) : index + 7],
        missing=missing,
    )
