"""Cleaning (第三步): stray spaces and half-width punctuation are put right, each change written down with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ygt_docs.docfiles.characters import (
    is_chinese,
    is_ideograph,
    is_invisible,
    is_odd_space,
    is_private,
    standard_form,
)
from ygt_docs.docfiles.decode import Reason
from ygt_docs.elements.numerals import DIVISION, SMALL
from ygt_docs.intake.draft import Draft, Ledger
from ygt_docs.intake.traced import Traced
from ygt_docs.reading.characters import look_alike

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


_CONTEXT = 6
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_WIDE_POINT = re.compile("(?<=[０-９])(?:，(?=[０-９]{3}(?![０-９]))|．(?=[０-９]))")
_POINTS = {"，": ",", "．": "."}
_SPREAD = re.compile(r"(?=(?:[^\u3400-\u9fff]*[\u3400-\u9fff]){3})[^ |](?: +[^ |]){5,}")
# 工 作 方 案 is one word spread out; 张 伟 and 主 持 人 are set that way on purpose, to stand under longer ones.
_SPREAD_WORD = re.compile(r"[\u3400-\u9fff](?: [\u3400-\u9fff]){3,}")
_LABEL = re.compile(f"{DIVISION}$")
_WORDS = "决议 决定 命令 公报 公告 通告 意见 通知 通报 报告 请示 批复 议案 纪要 方案 办法 规定 计划"
_NEVER_TORN = frozenset(_WORDS.split())
_SENTENCE = re.compile("[，。；]")
_OPENING, _CLOSING = "《“（", "》”）"
_IDEOGRAPHIC, _LONGEST_STRAY = "\u3000", 2


class ChangeKind(StrEnum):
    """What cleaning changed."""

    PUNCTUATION = "半角标点改为全角"
    SPACE = "去掉标点旁边的空格"
    SPACE_IN_WORDS = "去掉汉字之间的空格"
    INVISIBLE = "去掉不可见字符"
    DIGIT = "全角数字改为半角"
    SPREAD = "去掉逐字隔开的空格"
    STANDARD = "专用区的字符换成标准字符"
    PRIVATE = "专用区的字符，没有标准字符"


@dataclass(frozen=True)
class Change:
    """One change of cleaning: the characters before and after, and the text around them, at `line` of the draft."""

    kind: ChangeKind
    line: int
    before: str
    after: str
    context: str


class Cleaner:
    """Cleans line after line and collects the changes."""

    def __init__(self, draft: Draft, ledger: Ledger) -> None:
        self._draft = draft
        self._ledger = ledger
        self.changes: list[Change] = []

    def clean(self, line: Traced) -> Traced:
        """`line` as it goes on. Spaces that part words, names and blanks stay as they were typed; see `_is_stray`."""
        line = self._visible(line)
        line = self._standard(line)
        line = self._plain_spaces(line)
        line = self._trim(line)
        line = self._digits(line)
        line = self._gathered(line)
        line = self._punctuation(line)
        return self._without_spaces(line, [run for run in _runs_of_spaces(line) if self._is_stray(line, *run)])

    def close_up(self, text: Traced) -> Traced:
        """`text` without the spaces between two Chinese characters (工 作 计 划)."""
        between = []
        for start, end in _runs_of_spaces(text):
            if is_chinese(text[start - 1 : start]) and is_chinese(text[end : end + 1]):
                between.append((start, end))
        return self._without_spaces(text, between)

    def _visible(self, line: Traced) -> Traced:
        hidden = [index for index, character in enumerate(line) if is_invisible(character)]
        for index in hidden:
            self._note(ChangeKind.INVISIBLE, line, index, f"U+{ord(line[index]):04X}", "")
        return self._without(line, hidden, Reason.INVISIBLE)

    def _standard(self, line: Traced) -> Traced:
        """Characters of the private use area as the standard ones that GB 18030 has for them, and signs of radicals as
        the characters they look like; the others stay."""
        if not any(is_private(sign) or look_alike(sign) for sign in line):
            return line
        typed = [(sign, standard_form(sign) if is_private(sign) else look_alike(sign) or sign) for sign in line]
        new = line.rewritten("".join(right or sign for sign, right in typed))
        for index, (sign, right) in enumerate(typed):
            if right is None:
                self._note(ChangeKind.PRIVATE, line, index, f"U+{ord(sign):04X}", sign)
            elif right != sign:
                self._note(ChangeKind.STANDARD, new, index, f"U+{ord(sign):04X}", right)
        return new

    def _plain_spaces(self, line: Traced) -> Traced:
        odd = []
        for index, character in enumerate(line):
            if is_odd_space(character):
                odd.append(index)
        if odd:
            return line.rewritten("".join(" " if is_odd_space(character) else character for character in line))
        return line

    def _trim(self, line: Traced) -> Traced:
        kept = line.trimmed()
        self._ledger.drop((o for o in set(line.origins) - set(kept.origins)), Reason.SPACE)
        return kept

    def _digits(self, line: Traced) -> Traced:
        """Full-width digits, with the marks between them, become half-width ones, as numbers are printed."""
        parted = _WIDE_POINT.sub(lambda match: _POINTS[match[0]], line)
        new = line.rewritten(parted.translate(_DIGITS))
        for index, (before, after) in enumerate(zip(line, new, strict=True)):
            if before != after:
                self._note(ChangeKind.DIGIT, line, index, before, after)
        return new

    def _gathered(self, line: Traced) -> Traced:
        """A line whose characters all stand alone between spaces (2 0 2 6 年, a scanner's) without them."""
        if _SPREAD_WORD.fullmatch(line) is not None:
            return self._without_spaces(line, _runs_of_spaces(line))
        if _SPREAD.fullmatch(line) is None:
            return line
        self._note(ChangeKind.SPREAD, line, 1, line[1:2], "")
        return self._without(line, [index for index, sign in enumerate(line) if sign == " "], Reason.SPACE)

    def _punctuation(self, line: Traced) -> Traced:
        new = line.rewritten(full_width(line))
        for index, (before, after) in enumerate(zip(line, new, strict=True)):
            if before != after:
                self._note(ChangeKind.PUNCTUATION, line, index, before, after)
        return new

    def _is_stray(self, line: Traced, start: int, end: int) -> bool:
        """Whether the spaces from `start` to `end` were surely not typed on purpose.

        Beside punctuation a longer run is a blank to be filled in. Between two characters only the single half-width
        space of a sentence or inside a word (通 知) is stray: ideographic spaces, longer runs, those in 《》 and after
        第一条 part words.
        """
        before, after = line[start - 1 : start], line[end : end + 1]
        if not (is_chinese(before) and is_chinese(after)):
            return False
        typed = []
        for origin in line.origins[start:end]:
            typed.append(self._draft.text[origin])
        width = sum(2 if sign == _IDEOGRAPHIC else 1 for sign in typed)
        if not (is_ideograph(before) and is_ideograph(after)):
            return width <= _LONGEST_STRAY
        if "|" in line or width > 1 or _LABEL.search(line[:start]) or _is_enclosed(line, start):
            return False
        torn = start > 1 and before + after in _NEVER_TORN
        return torn or _SENTENCE.search(line) is not None

    def _without_spaces(self, line: Traced, runs: list[tuple[int, int]]) -> Traced:
        gone: list[int] = []
        for start, end in runs:
            in_words = is_ideograph(line[start - 1 : start]) and is_ideograph(line[end : end + 1])
            kind = ChangeKind.SPACE_IN_WORDS if in_words else ChangeKind.SPACE
            self._note(kind, line, start, line[start:end], "")
            gone.extend(range(start, end))
        return self._without(line, gone, Reason.SPACE)

    def _without(self, line: Traced, indexes: list[int], reason: Reason) -> Traced:
        if not indexes:
            return line
        gone = set(indexes)
        self._ledger.drop((line.origins[index] for index in indexes), reason)
        return line.pick(index for index in range(len(line)) if index not in gone)

    def _note(self, kind: ChangeKind, line: Traced, index: int, before: str, after: str) -> None:
        context = line[max(0, index - _CONTEXT) : index + len(before) + _CONTEXT]
        self.changes.append(Change(kind, self._draft.line_of(line.origins[index]), before, after, str(context)))


def _is_enclosed(line: str, at: int) -> bool:
    """Whether `at` stands inside a title, a quotation or a bracket."""
    left = line[:at]
    return any(left.count(first) > left.count(last) for first, last in zip(_OPENING, _CLOSING, strict=True))


def _runs_of_spaces(line: str) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start = None
    for index, character in enumerate(line + "."):
        if character == " " and start is None:
            start = index
        elif character != " " and start is not None:
            runs.append((start, index))
            start = None
    return runs
