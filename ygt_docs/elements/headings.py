"""The numbers of headings as people type them (层次序数, 7.3.3): 一、（一）1.（1）, and their half-width and one-sign forms."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ygt_docs.elements.catalogue import number_label
from ygt_docs.elements.numerals import HALF_BRACKET, SMALL, counted

# 一、二级医院 and 一、二、三产业 count things inside a sentence: they are no headings.
_NOT_COUNTING = rf"(?!{SMALL}(?:、|级|类|线|期|产|季|批|年|月|档|等|审|是|楼|层))"


_FORMS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(rf"({SMALL})[、.．]{_NOT_COUNTING}")),
    (2, re.compile(rf"[（(]({SMALL})[）)]、?")),
    (2, re.compile(r"([㈠-㈩])、?")),
    (3, re.compile(r"([1-9][0-9]?)[.．、](?![0-9])")),
    (3, re.compile(r"([⒈-⒛])")),
    (4, re.compile(r"[（(]([1-9][0-9]?)[）)]、?")),
    (4, re.compile(r"([⑴-⒇])")),
)


_SIGNS = (("㈠", 10), ("⒈", 20), ("⑴", 20))


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


def bracketed_number(line: str, under_third: bool) -> TypedNumber | None:
    """The number of a `line` that begins with one that lost its first bracket (1) or 1）); None: it begins with none.

    It counts what stands under the third level where there is one (`under_third`), else it is of the third itself.
    """
    match = HALF_BRACKET.match(line)
    if match is None:
        return None
    return TypedNumber(4 if under_third else 3, int(match[1]), match[0])


def _value(numeral: str) -> int | None:
    for first, count in _SIGNS:
        if 0 <= ord(numeral[0]) - ord(first) < count:
            return ord(numeral[0]) - ord(first) + 1
    return counted(numeral)
