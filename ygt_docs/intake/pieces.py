"""A draft that holds several documents (汇编): where each begins, by its mark (篇1) or by what the text does."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ygt_docs.docfiles.decode import Reason
from ygt_docs.elements.dates import MONTH_OR_DAY
from ygt_docs.elements.headings import typed_number
from ygt_docs.elements.numerals import SMALL
from ygt_docs.intake.context import Context
from ygt_docs.intake.traced import Traced

_MARK = re.compile(r"(?P<title>.{2,60}?)(?P<mark> ?[（【]?篇(?P<number>[0-9]{1,2})[）】]?)")
_ANNOUNCED = re.compile(r"(?:筛选|篩選|精选|精選|整理|收集)了?(?P<count>[1-9][0-9]?)篇")
_MONTH = re.compile(MONTH_OR_DAY)
_ITEM = re.compile(rf"{SMALL}是|首先|其次|再次|第[一二三四五]|“第")
_WINDOW, _APART, _SHORTEST = 4, 3, 30


@dataclass
class Piece:
    """One document of the draft; `title` is empty where none was found."""

    title: list[Traced] = field(default_factory=list)
    lines: list[Traced] = field(default_factory=list)


@dataclass
class Pieces:
    """The documents of a draft, what the draft calls the whole (None: nothing), and how many it says there are."""

    pieces: list[Piece]
    title: Traced | None = None
    announced: int | None = None


def announced(lines: Sequence[Traced]) -> int | None:
    """How many documents the first lines of the draft say that it holds."""
    found = []
    for line in lines[:8]:
        for match in [_ANNOUNCED.search(line)]:
            if match:
                found.append(int(match["count"]))
    for count in found:
        if count > 1:
            return count
    return None


def split_pieces(lines: Sequence[Traced], said: int | None, context: Context) -> Pieces | None:
    """The documents of the draft; None: it is one. What stands before the first marked one is no part of any."""
    marks = []
    for index, line in enumerate(lines):
        if _MARK.fullmatch(line):
            marks.append(index)
    numbers = [int(_number(lines[index])) for index in marks]
    if len(marks) > 1 and numbers == list(range(1, len(marks) + 1)):
        return _marked(lines, marks, said, context)
    if said is None:
        return None
    starts = _starts(lines, said)
    if len(starts) < 2:
        return None
    for start in starts[1:]:
        context.doubts.add("I370", lines[start], found=lines[start][:16])
    return Pieces([Piece([], list(lines[start:end])) for start, end in pairwise([*starts, len(lines)])], None, said)


def _number(line: str) -> str:
    match = _MARK.fullmatch(line)
    return match["number"] if match else "0"


def _marked(lines: Sequence[Traced], marks: Sequence[int], said: int | None, context: Context) -> Pieces:
    pieces = []
    for start, end in pairwise([*marks, len(lines)]):
        match = _MARK.fullmatch(lines[start])
        assert match is not None
        context.ledger.drop(lines[start].group(match, "mark"), Reason.PIECE_MARK)
        pieces.append(Piece([lines[start].group(match, "title").trimmed()], list(lines[start + 1 : end])))
    name = str(pieces[0].title[0])
    title = next((line for line in lines[: marks[0]] if name in line and len(line) < len(name) + 15), None)
    for line in lines[: marks[0]]:
        if line is not title:
            context.ledger.drop(line, Reason.SITE)
            context.doubts.add("I366", line, comment=False, found=line[:24])
    return Pieces(pieces, title, said)


def _starts(lines: Sequence[Traced], count: int) -> list[int]:
    starts = sorted({0, *_by_numbers(lines)})
    alike: dict[tuple[int, int, int], float] = {}
    while len(starts) < count:
        found = _weakest(lines, starts, alike)
        if found is None:
            break
        starts = sorted({*starts, found})
    return starts


def _by_numbers(lines: Sequence[Traced]) -> set[int]:
    """Where numbers of headings begin anew, and what follows a line that is only a date."""
    found: set[int] = set()
    first = second = 0
    for index, line in enumerate(lines):
        typed = typed_number(line)
        if typed is not None and typed.level == 1:
            if typed.value <= first:
                found.add(_first_line(lines, index, typed.value))
            first, second = typed.value, 0
        elif typed is not None and typed.level == 2:
            if typed.value == 1 and second > 1:
                found.add(index)
                first = 0
            second = typed.value
        elif index and _MONTH.fullmatch(lines[index - 1]):
            found.add(index)
            first = second = 0
    return found


def _first_line(lines: Sequence[Traced], index: int, number: int) -> int:
    """Where the document begins whose heading at `index` bears `number`: one that lost its 一、 begins before it."""
    if number > 1 and index and _is_plain(lines[index - 1]):
        return index - 1
    return index


def _is_plain(line: str) -> bool:
    return typed_number(line) is None and not _ITEM.match(line) and len(line) >= _SHORTEST


def _weakest(lines: Sequence[Traced], starts: Sequence[int], alike: dict[tuple[int, int, int], float]) -> int | None:
    """The plain paragraph whose words have least to do with those before it, away from the starts that are known.

    `alike` remembers what was computed: few windows change when one more start is known.
    """
    best, least = None, math.inf
    for start, end in pairwise([*starts, len(lines)]):
        for index in range(start + _APART, end - _APART + 1):
            if not _is_plain(lines[index]):
                continue
            window = (max(start, index - _WINDOW), index, min(end, index + _WINDOW))
            if window not in alike:
                alike[window] = _alike(_words(lines[window[0] : index]), _words(lines[index : window[2]]))
            if alike[window] < least:
                best, least = index, alike[window]
    return best


def _words(lines: Sequence[str]) -> Counter[str]:
    return Counter(first + second for line in lines for first, second in pairwise(line))


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """The cosine of two bags of character pairs."""
    product = sum(one[pair] * other[pair] for pair in one.keys() & other.keys())
    size = math.sqrt(sum(count * count for count in one.values()) * sum(count * count for count in other.values()))
    return product / size if size else 0.0
