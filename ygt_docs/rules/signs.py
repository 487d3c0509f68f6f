"""Half-width signs in Chinese text, stray spaces, doubled signs (标点符号, 9; GB/T 15834)."""

from __future__ import annotations

import re

from ygt_docs.compose.numbering import typed_number
from ygt_docs.notice.document import Document
from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text
from ygt_docs.rules.markup import without_markup
from ygt_docs.rules.written import Line, place_at, printed_lines

_RIGHT = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。", '"': "“”", "'": "‘’"}
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff〇"
_BEFORE = re.compile(f"[{_HAN}”’）》〉】%]")
_AFTER = re.compile(f"[{_HAN}“‘（《〈【]")
_SIGNS = "，。；：、！？“”‘’（）《》〈〉〔〕"
_STRAY = re.compile(f"(?<=[{_HAN}{_SIGNS}])[ \u00a0\u2002-\u200b\u3000]+(?=[{_HAN}{_SIGNS}])")
_INDENT = re.compile("[\u00a0\u2002-\u200b\u3000]+")
_COMMENT = re.compile(r"(?:^|(?<=\s))#(?=\s|[\u4e00-\u9fff])")
_DOUBLED = re.compile("([，；：、。])[，；：、。]+")
_DOTS = re.compile(r"(?<!\.)\.{3,6}(?!\.)|。{3,}|·{3,}")


def check_signs(document: Document, problems: Problems) -> None:
    """Every printed line; one finding a line for each kind of fault."""
    for line in without_markup(printed_lines(document.notice)):
        _check_half_width(line, problems)
        _check_spaces(line, problems)
        _check_doubled(line, problems)
        _check_comment(line, problems)


def _check_half_width(line: Line, problems: Problems) -> None:
    found = [index for index in range(_after_number(line.text), len(line.text)) if _is_wrong(line.text, index)]
    if found:
        signs = dict.fromkeys(line.text[index] for index in found)
        problems.add(
            "T140",
            place_at(line.text, found[0]),
            strength="应",
            clause="9",
            found=" ".join(signs),
            right=" ".join(_RIGHT[sign] for sign in signs),
            near=_near(line.text, found[0]),
            count=len(found),
        )


def _after_number(text: Text) -> int:
    """Where the text begins after a typed number 1. or (一): its form is checked where the headings are counted."""
    typed = typed_number(text)
    return len(typed.written) if typed else 0


def _is_wrong(text: str, index: int) -> bool:
    sign = text[index]
    if sign not in _RIGHT:
        return False
    before = _BEFORE.match(text[index - 1]) if index else None
    after = _AFTER.match(text[index + 1]) if index + 1 < len(text) else None
    if sign == ".":  # 3.5 and example.cn keep theirs
        return before is not None and before[0] != "%" and (index + 1 == len(text) or after is not None)
    return bool(before or after)


def _check_spaces(line: Line, problems: Problems) -> None:
    indent = _INDENT.match(line.text)
    if indent:
        problems.add("T143", line.text.place, strength="应", clause="7.3.3")
    stray = _STRAY.search(line.text)
    if stray and not line.title:  # a short title may be spread with spaces
        problems.add(
            "T142",
            place_at(line.text, stray.start()),
            near=_near(line.text, stray.start()),
            right=_STRAY.sub("", line.text[max(0, stray.start() - 4) : stray.end() + 4]),
        )


def _check_doubled(line: Line, problems: Problems) -> None:
    dots = _DOTS.search(line.text)
    if dots:
        problems.add("T144", place_at(line.text, dots.start()), strength="应", clause="9", found=dots[0], right="……")
        return
    doubled = _DOUBLED.search(line.text)
    if doubled:
        right = doubled[1] if len(set(doubled[0])) == 1 else " 或 ".join(dict.fromkeys(doubled[0]))
        problems.add(
            "T144", place_at(line.text, doubled.start()), strength="应", clause="9", found=doubled[0], right=right
        )


def _check_comment(line: Line, problems: Problems) -> None:
    """In block text a # begins no comment, it is printed."""
    comment = _COMMENT.search(line.text)
    if comment:
        problems.add("T145", place_at(line.text, comment.start()), near=line.text[comment.start() :][:20].strip())


def _near(text: str, index: int) -> str:
    return text[max(0, index - 4) : index + 5]
