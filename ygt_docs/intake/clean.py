"""Cleaning (第三步): stray spaces and half-width punctuation are put right, each change written down with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ygt_docs.intake.characters import is_chinese, is_ideograph, is_invisible, is_odd_space
from ygt_docs.intake.draft import Draft, Ledger, Reason
from ygt_docs.intake.punctuation import full_width
from ygt_docs.intake.traced import Traced

_CONTEXT = 6
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_WIDE_POINT = re.compile("(?<=[０-９])(?:，(?=[０-９]{3}(?![０-９]))|．(?=[０-９]))")
_POINTS = {"，": ",", "．": "."}
_SPREAD = re.compile(r"(?=(?:[^\u3400-\u9fff]*[\u3400-\u9fff]){3})[^ |](?: +[^ |]){5,}")


class ChangeKind(StrEnum):
    """What cleaning changed."""

    PUNCTUATION = "半角标点改为全角"
    SPACE = "去掉标点旁边的空格"
    SPACE_IN_WORDS = "去掉汉字之间的空格"
    INVISIBLE = "去掉不可见字符"
    ODD_SPACE = "改为普通空格"
    DIGIT = "全角数字改为半角"
    SPREAD = "去掉逐字隔开的空格"


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
        """`line` as it goes on. In a table row a space between two Chinese characters stays: it may part two units."""
        line = self._visible(line)
        line = self._plain_spaces(line)
        line = self._trim(line)
        line = self._digits(line)
        line = self._gathered(line)
        line = self._punctuation(line)
        return self._without_stray_spaces(line, in_table="|" in line or "签发人" in line)

    def close_up(self, text: Traced) -> Traced:
        """`text` without the spaces between two Chinese characters (工 作 计 划)."""
        return self._without_stray_spaces(text, in_table=False)

    def _visible(self, line: Traced) -> Traced:
        hidden = [index for index, character in enumerate(line) if is_invisible(character)]
        for index in hidden:
            self._note(ChangeKind.INVISIBLE, line, index, f"U+{ord(line[index]):04X}", "")
        return self._without(line, hidden, Reason.INVISIBLE)

    def _plain_spaces(self, line: Traced) -> Traced:
        odd = [index for index, character in enumerate(line) if is_odd_space(character)]
        return (
            line.rewritten("".join(" " if is_odd_space(character) else character for character in line))
            if odd
            else line
        )

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

    def _without_stray_spaces(self, line: Traced, in_table: bool) -> Traced:
        stray: list[int] = []
        for start, end in _runs_of_spaces(line):
            before, after = line[start - 1 : start], line[end : end + 1]
            in_words = is_ideograph(before) and is_ideograph(after)
            if is_chinese(before) and is_chinese(after) and not (in_table and in_words):
                self._note(
                    ChangeKind.SPACE_IN_WORDS if in_words else ChangeKind.SPACE, line, start, line[start:end], ""
                )
                stray.extend(range(start, end))
        return self._without(line, stray, Reason.SPACE)

    def _without(self, line: Traced, indexes: list[int], reason: Reason) -> Traced:
        if not indexes:
            return line
        gone = set(indexes)
        self._ledger.drop((line.origins[index] for index in indexes), reason)
        return line.pick(index for index in range(len(line)) if index not in gone)

    def _note(self, kind: ChangeKind, line: Traced, index: int, before: str, after: str) -> None:
        context = line[max(0, index - _CONTEXT) : index + len(before) + _CONTEXT]
        self.changes.append(Change(kind, self._draft.line_of(line.origins[index]), before, after, str(context)))


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
