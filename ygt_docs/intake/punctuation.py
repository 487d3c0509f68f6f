"""Half-width punctuation next to Chinese becomes full-width; numbers, times, addresses and links stay as they are."""

from __future__ import annotations

import re

from ygt_docs.elements.numerals import SMALL
from ygt_docs.intake.characters import is_chinese, is_ideograph

_SINGLE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
# Counts are bounded, so that a line of five million digits takes no longer than any other.
_PROTECTED = re.compile(r"(?:https?://|www\.)[!-~]+|[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]+|\d{1,20}(?:[.,:/]\d{1,20})+")
_NUMERAL_DOT = re.compile(rf"{SMALL}\.")
_TRAILING = ".,;:!?)'\""


def full_width(line: str) -> str:
    """`line` with the same number of characters, half-width punctuation next to Chinese made full-width."""
    kept = _protected(line)
    out = list(line)
    _brackets(line, out, kept)
    _quotes(line, out, kept)
    # From left to right, so that a mark next to one just changed ( “）,” ) is seen as next to Chinese.
    for index, character in enumerate(line):
        if index in kept:
            continue
        if character in _SINGLE and (is_chinese(_before(out, index)) or is_chinese(_after(out, index))):
            out[index] = _SINGLE[character]
        elif character == "." and _is_full_stop(line, out, index):
            out[index] = "。"
    return "".join(out)


def _protected(line: str) -> set[int]:
    kept: set[int] = set()
    for match in _PROTECTED.finditer(line):
        kept.update(range(match.start(), match.start() + len(match.group().rstrip(_TRAILING))))
    return kept


def _brackets(line: str, out: list[str], kept: set[int]) -> None:
    open_at: list[int] = []
    for index, character in enumerate(line):
        if index in kept:
            continue
        if character == "(":
            open_at.append(index)
        elif character == ")":
            pair = [open_at.pop(), index] if open_at else [index]
            _widen(out, pair, "（）")
    for index in open_at:
        _widen(out, [index], "（")


def _widen(out: list[str], pair: list[int], marks: str) -> None:
    if any(is_chinese(_before(out, index)) or is_chinese(_after(out, index)) for index in pair):
        for index in pair:
            out[index] = "（" if out[index] == "(" else "）"


def _quotes(line: str, out: list[str], kept: set[int]) -> None:
    found = []
    for index, character in enumerate(line):
        if character == '"' and index not in kept:
            found.append(index)
    if len(found) % 2:
        return
    for first, last in zip(found[::2], found[1::2], strict=True):
        if any(is_chinese(_before(out, index)) or is_chinese(_after(out, index)) for index in (first, last)):
            out[first], out[last] = "“", "”"


def _is_full_stop(line: str, out: list[str], index: int) -> bool:
    numeral = _NUMERAL_DOT.match(line)
    if numeral and index < numeral.end():
        return False
    before, after = out[index - 1] if index else "", _after(out, index)
    return (is_ideograph(before) or before in "”）》") and bool(before) and (not after or is_chinese(after))


def _before(out: list[str], index: int) -> str:
    index -= 1
    while index >= 0 and out[index] == " ":
        index -= 1
    return out[index] if index >= 0 else ""


def _after(out: list[str], index: int) -> str:
    index += 1
    while index < len(out) and out[index] == " ":
        index += 1
    return out[index] if index < len(out) else ""
