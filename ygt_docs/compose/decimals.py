"""Headings numbered by decimals (层次: 小数): 1, 1.1, 1.1.1, 1.1.1.1, as plans for emergencies have them (实务)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ygt_docs.compose.numbering import DEEPEST, WrongForms
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text

_GAP = " "
_NUMBER = re.compile(r"([1-9][0-9]?(?:[.．][1-9][0-9]?){0,3})([ \u3000]*)(?![ \u3000\d.．、,，%％])")
# 1.5万元, 3.2公里: a quantity, no heading.
_QUANTITY = re.compile("[万亿千百元米里倍度个年月日时分秒吨亩％%~～-]")
_LONGEST_HEADING = 40
_NOT_IN_HEADING = "。；！？："

Numbers = tuple[int, ...]


@dataclass(frozen=True)
class TypedDecimal:
    """A decimal number that begins a line: its parts (1.2.3: three of them), and how it was written, gap included."""

    numbers: Numbers
    written: str

    @property
    def level(self) -> int:
        """How many parts it has."""
        return len(self.numbers)

    @property
    def label(self) -> str:
        """The same number as it should be written: a space behind it, of either width."""
        gap = self.written[-1] if self.written[-1] in " \u3000" else _GAP
        return _label(self.numbers) + gap


def _label(numbers: Sequence[int]) -> str:
    return ".".join(map(str, numbers))


def typed_decimal(line: str) -> TypedDecimal | None:
    """The decimal number that `line` begins with; None: with none. A single number needs a space and a heading."""
    match = _NUMBER.match(line)
    rest = line[match.end() :] if match else ""
    if match is None or not rest:
        return None
    found = TypedDecimal(tuple(map(int, re.split("[.．]", match[1]))), match[0])
    heading = width_in_characters(rest) <= _LONGEST_HEADING and not any(sign in rest for sign in _NOT_IN_HEADING)
    if found.level == 1 and not (match[2] and heading):
        return None
    if not match[2] and (not heading or _QUANTITY.match(rest)):
        return None
    return found


def has_decimals(lines: Sequence[str]) -> bool:
    """Whether typed lines number by decimals: 1 and 1.1 stand among them, and 1 comes first."""
    found = []
    for typed in map(typed_decimal, lines):
        if typed is not None:
            found.append(typed.numbers)
    return found[:1] == [(1,)] and (1, 1) in found


class DecimalNumbering:
    """Takes the decimal numbers of one text in order; structure and typed numbers share the count."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._last: Numbers = ()
        self._entries: list[tuple[Numbers, Text, TypedDecimal | None]] = []
        self._forms = WrongForms()

    def next(self, level: int, heading: Text) -> str:
        """The number of the next heading of `level`; a level below the fourth is an error (N514) and counts as it."""
        if level > DEEPEST:
            self._problems.add("N514", heading.place, found=heading)
        depth = min(level, DEEPEST)
        before = (*self._last, *[0] * depth)[:depth]
        self._take((*before[:-1], before[-1] + 1), heading, None)
        return _label(self._last) + _GAP

    def check(self, typed: TypedDecimal, line: Text) -> None:
        """Take a typed number; what is wrong with it is said by `finish`."""
        self._take(typed.numbers, line, typed)
        if typed.written != typed.label:
            self._forms.add(typed.written, typed.label, line.place)

    def _take(self, numbers: Numbers, line: Text, typed: TypedDecimal | None) -> None:
        self._last = numbers
        self._entries.append((numbers, line, typed))

    def finish(self) -> None:
        """Say of each number that does not follow the one before it what should stand there (N526)."""
        rows = [numbers for numbers, _, _ in self._entries]
        for index, right in jumps(rows):
            numbers, line, typed = self._entries[index]
            if typed is not None:
                self._problems.add(
                    "N526",
                    line.place,
                    strength="实务",
                    found=_label(numbers),
                    right=_label(right),
                    line=line[:16],
                )
        self._forms.say(self._problems)


def jumps(rows: Sequence[Numbers]) -> list[tuple[int, Numbers]]:
    """The positions of the numbers that do not follow the one before them, each with what should stand there."""
    found: list[tuple[int, Numbers]] = []
    last: Numbers = ()
    for index, numbers in enumerate(rows):
        if _follows(numbers, last):
            last = numbers
            continue
        right = _expected(numbers, last)
        found.append((index, right))
        mistyped = index + 1 < len(rows) and _follows(rows[index + 1], right) and not _follows(rows[index + 1], numbers)
        last = right if mistyped else numbers
    return found


def _follows(numbers: Numbers, last: Numbers) -> bool:
    if numbers == (*last, 1):
        return True
    depth = len(numbers)
    return depth <= len(last) and numbers == (*last[: depth - 1], last[depth - 1] + 1)


def _expected(numbers: Numbers, last: Numbers) -> Numbers:
    """What should stand behind `last`, of the level that was typed where there may be one."""
    depth = len(numbers)
    if depth > len(last):
        return (*last, 1)
    return (*last[: depth - 1], last[depth - 1] + 1)
