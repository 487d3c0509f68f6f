"""The four levels of numbering 一、（一）1.（1） (层次序数, 7.3.3): made for structure, checked where typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text

DEEPEST = 4
_CLAUSE = "7.3.3"
_DIGITS = "零一二三四五六七八九"
_NUMERAL = "[一二三四五六七八九十]{1,3}"
# 一、二级医院 and 一、二、三产业 count things inside a sentence: they are no headings.
_NOT_COUNTING = r"(?![一二三四五六七八九十]+(?:、|级|类|线|期|产|季|批|年|月|档|等|审|是|楼|层))"
_FORMS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(rf"({_NUMERAL})[、.．]{_NOT_COUNTING}")),
    (2, re.compile(rf"[（(]({_NUMERAL})[）)]、?")),
    (2, re.compile(r"([㈠-㈩])、?")),
    (3, re.compile(r"([1-9][0-9]?)[.．、](?![0-9])")),
    (3, re.compile(r"([⒈-⒛])")),
    (4, re.compile(r"[（(]([1-9][0-9]?)[）)]、?")),
    (4, re.compile(r"([⑴-⒇])")),
)
_SIGNS = (("㈠", 10), ("⒈", 20), ("⑴", 20))


def chinese_number(value: int) -> str:
    """`value` (1 to 99) in Chinese numerals, such as 二十一. Raises ValueError for any other number."""
    if not 1 <= value <= 99:
        raise ValueError(f"no Chinese numeral for {value}")
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


def number_label(level: int, value: int) -> str:
    """The number of a heading of `level` (1 to 4): 一、（一） 1. （1）."""
    if level <= 2:
        numeral = chinese_number(value)
        return f"{numeral}、" if level == 1 else f"（{numeral}）"
    return f"{value}." if level == 3 else f"（{value}）"


@dataclass(frozen=True)
class TypedNumber:
    """A number that begins a line: its level, its value, and how it was written."""

    level: int
    value: int
    written: str

    @property
    def label(self) -> str:
        """The same number in the form of the standard."""
        return number_label(self.level, self.value)


def typed_number(line: str) -> TypedNumber | None:
    """The number that `line` begins with, also in half-width and one-sign forms; None: it begins with none."""
    for level, form in _FORMS:
        match = form.match(line)
        value = _value(match[1]) if match else None
        if match and value:
            return TypedNumber(level, value, match[0])
    return None


def _value(numeral: str) -> int | None:
    if numeral.isascii():
        return int(numeral)
    for first, count in _SIGNS:
        if 0 <= ord(numeral[0]) - ord(first) < count:
            return ord(numeral[0]) - ord(first) + 1
    return next((value for value in range(1, 100) if chinese_number(value) == numeral), None)


class Numbering:
    """Counts the headings of one text; structure and typed numbers share the count."""

    def __init__(self, problems: Problems) -> None:
        self._counts = [0] * (DEEPEST + 1)
        self._problems = problems
        self._after_text = True

    def next(self, level: int, heading: Text) -> str:
        """The number of the next heading of `level`; a level below the fourth is an error (N514) and counts as it."""
        if level > DEEPEST:
            self._problems.add("N514", heading.place, found=heading)
            level = DEEPEST
        self._set(level, self._counts[level] + 1)
        return number_label(level, self._counts[level])

    def text(self) -> None:
        """A paragraph without a number was met: a list 1. 2. 3. may begin anew after it."""
        self._after_text = True

    def check(self, typed: TypedNumber, line: Text) -> None:
        """Hold a typed number against the count; whatever it is, the count goes on from it."""
        expected = self._expected(typed)
        words = {"found": typed.written, "right": number_label(typed.level, expected), "line": line[:16]}
        if typed.value > expected:
            self._problems.add("N511", line.place, **words)
        elif typed.value < expected:
            self._problems.add("N510", line.place, **words)
        if typed.written != typed.label:
            self._problems.add(
                "N512", line.place, strength="可", clause=_CLAUSE, found=typed.written, right=typed.label
            )
        self._check_level(typed, line)
        self._set(typed.level, typed.value)

    def _expected(self, typed: TypedNumber) -> int:
        if typed.level >= 3 and typed.value == 1 and self._after_text:
            return 1
        return self._counts[typed.level] + 1

    def _check_level(self, typed: TypedNumber, line: Text) -> None:
        """一、 may be followed by 1. where there are only two levels; a list 1. 2. may stand alone."""
        if typed.level == 1 or self._counts[typed.level - 1]:
            return
        if typed.level == 3 and (self._counts[1] or not any(self._counts)):
            return
        if not self._counts[typed.level]:
            self._problems.add(
                "N513",
                line.place,
                strength="可",
                clause=_CLAUSE,
                found=typed.written,
                above=number_label(typed.level - 1, 1),
            )

    def _set(self, level: int, value: int) -> None:
        self._counts[level] = value
        self._counts[level + 1 :] = [0] * (DEEPEST - level)
        self._after_text = False
