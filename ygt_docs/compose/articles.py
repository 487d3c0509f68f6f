"""The numbers of a regulation (第一编 第一章 第一节 第一条 第三条之一): made for structure, recognised where typed.

What is wrong with typed ones is found from the whole text: the longest row of them that goes up is taken for right, so
one article in a wrong place is one fault, and not one for each that follows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from ygt_docs.compose.numbering import WrongForms
from ygt_docs.elements.numerals import LONG, long_number, long_value
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text

SPACE = "\u3000"
_LABEL = re.compile(rf"第({LONG})(编|章|节|条)(之({LONG}))?([ \u3000]*)")
# 第五条规定的…, 第三条、第四条…, 第三条第二款: without a space behind it these speak of an article.
_SPOKEN_OF = re.compile("[款项目第所的至和及或与中内、，。；：之]|规定|以外")
_LONGEST_HEADING = 30  # 字
_NOT_IN_HEADING = "。；：！？"
_FEWEST_OF_A_TEXT = 3  # so many articles at least, before others that begin anew are those of another text


class Level(IntEnum):
    """What a number counts, from the highest to the lowest."""

    PART = 1
    CHAPTER = 2
    DIVISION = 3
    ARTICLE = 4

    @property
    def sign(self) -> str:
        """Its character: 编, 章, 节 or 条."""
        return "编章节条"[self - 1]


@dataclass(frozen=True, order=True)
class Number:
    """A number, and for an article that was put in later (第三条之一) which one behind that number it is (0: none)."""

    value: int
    inserted: int = 0

    def label(self, level: Level) -> str:
        """As it is printed, without the space behind it."""
        tail = f"之{long_number(self.inserted)}" if self.inserted else ""
        return f"第{long_number(self.value)}{level.sign}{tail}"


@dataclass(frozen=True)
class TypedLabel:
    """A number at the beginning of a line: `written` with the space behind it, as it was typed."""

    level: Level
    number: Number
    written: str

    @property
    def label(self) -> str:
        """The same number as it should be written: one full-width space behind it."""
        return self.number.label(self.level) + SPACE

    @property
    def is_spaced(self) -> bool:
        """Whether anything parts it from the text."""
        return self.written[-1] in f" {SPACE}"


def typed_label(line: str, spaced: bool = True) -> TypedLabel | None:
    """The number of a 编, 章, 节 or 条 that `line` begins with; None: with none.

    `spaced`: only where a space stands behind the number; else also where the text follows directly.
    """
    match = _LABEL.match(line)
    if match is None or match.end() == len(line):
        return None
    value = long_value(match[1])
    inserted = long_value(match[4]) if match[3] else 0
    if value is None or inserted is None:
        return None
    found = TypedLabel(Level("编章节条".index(match[2]) + 1), Number(value, inserted), match[0])
    rest = line[match.end() :]
    if not found.is_spaced and (spaced or _SPOKEN_OF.match(rest)):
        return None
    if found.level is Level.ARTICLE:
        return found
    if not inserted and _is_heading(rest):
        return found
    return None


def _is_heading(text: str) -> bool:
    return width_in_characters(text) <= _LONGEST_HEADING and not any(sign in text for sign in _NOT_IN_HEADING)


def typed_labels(lines: Sequence[str]) -> list[TypedLabel | None]:
    """The number of a 编, 章, 节 or 条 that each line of one text begins with.

    A number without a space behind it is one only where the text has articles, or chapters that count from 第一章 on,
    and as an article only in its order: 第五条修改为… speaks of another text.
    """
    found = [typed_label(line) for line in lines]
    divisions: dict[int, TypedLabel] = {}
    last, count = Number(0), 0
    for index, line in enumerate(lines):
        label = found[index] or typed_label(line, spaced=False)
        if label is None:
            continue
        if label.level is not Level.ARTICLE:
            divisions[index] = label
        elif label.is_spaced or label.number in (Number(last.value + 1), Number(last.value, last.inserted + 1)):
            last = label.number
            count += 1
            found[index] = label
    if count == 1:
        found = [None if item is None or not item.is_spaced else item for item in found]
    chapters = [label.number.value for label in divisions.values() if label.level is Level.CHAPTER]
    counted = len(chapters) > 1 and chapters == list(range(1, len(chapters) + 1))
    if counted or any(item is not None and item.level is Level.ARTICLE for item in found):
        for index, label in divisions.items():
            found[index] = label
    return found


def has_articles(lines: Sequence[str]) -> bool:
    """Whether typed lines are a regulation: some of them begin articles."""
    return any(label is not None and label.level is Level.ARTICLE for label in typed_labels(lines))


@dataclass(frozen=True)
class _Entry:
    """A number in the order of the text; `typed` None: made by the program."""

    number: Number
    line: Text
    typed: TypedLabel | None


class ArticleCount:
    """Takes the numbers of one regulation in order; those of structure and those typed share the count."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._rows: dict[Level, list[list[_Entry]]] = {level: [[]] for level in Level}
        self._forms = WrongForms()

    def next(self, level: Level, line: Text, own: Number | None = None) -> str:
        """The label of the next 编, 章, 节 or 条, with the space behind it; `own`: it says its number itself."""
        row = self._rows[level][-1]
        last = row[-1].number if row else Number(0)
        number = Number(last.value + 1) if own is None else own
        typed = None if own is None else TypedLabel(level, own, own.label(level))
        self._take(level, _Entry(number, line, typed))
        return number.label(level) + SPACE

    def check(self, typed: TypedLabel, line: Text) -> None:
        """Take a number that was typed at the beginning of `line`; what is wrong with it is said by `finish`."""
        self._take(typed.level, _Entry(typed.number, line, typed))
        if typed.written != typed.label:
            self._forms.add(typed.written, typed.label, line.place)

    def wrong_form(self, typed: Text, right: str) -> None:
        """A number (号) that was `typed` in another form than the one that prints, `right` (N512)."""
        self._forms.add(typed, right, typed.place)

    def _take(self, level: Level, entry: _Entry) -> None:
        self._rows[level][-1].append(entry)
        for deeper in Level:
            if level < deeper < Level.ARTICLE:
                self._rows[deeper].append([])

    def finish(self) -> None:
        """Say what is wrong: a number out of its order, doubled or left out is one finding each (N522 to N524)."""
        for level in Level:
            for row in self._rows[level]:
                for text in _texts(row):
                    self._judge(level, text)
        self._forms.say(self._problems)

    def _judge(self, level: Level, row: Sequence[_Entry]) -> None:
        for code, index, right in faults([entry.number for entry in row]):
            entry = row[index]
            if entry.typed is None:
                continue
            self._problems.add(
                code,
                entry.line.place,
                strength="实务",
                found=entry.typed.number.label(level),
                right=right.label(level),
                line=entry.line[:16],
            )


def _texts(row: Sequence[_Entry]) -> Iterator[list[_Entry]]:
    """The numbers in rows: where several have been counted and 第一条, 第二条 follow, another text begins."""
    found: list[_Entry] = []
    for index, entry in enumerate(row):
        following = row[index + 1].number if index + 1 < len(row) else None
        anew = entry.number == Number(1) and following == Number(2)
        if anew and len(found) >= _FEWEST_OF_A_TEXT:
            yield found
            found = []
        found.append(entry)
    yield found


def faults(numbers: Sequence[Number]) -> list[tuple[str, int, Number]]:
    """The faults of one row of numbers: the code, the position, and what should stand there.

    N522: out of its order, or twice. N523: what comes before it is missing. N524: inserted behind no such article.
    """
    rising = _longest_rising(numbers)
    found: list[tuple[str, int, Number]] = []
    last, since = Number(0), 0
    for index in [*rising, len(numbers)]:
        astray = list(range(since, index))
        if astray:
            found.append(("N522", astray[0], _after(last, numbers[astray[0]])))
        if index < len(numbers):
            missing = _missing(last, numbers[index])
            elsewhere = set(numbers) - {numbers[at] for at in rising}
            if missing and not set(missing) <= elsewhere and len(missing) > len(astray):
                found.append(("N524" if missing[0].inserted else "N523", index, missing[0]))
            last = numbers[index]
        since = index + 1
    return found


def _after(last: Number, found: Number) -> Number:
    """What should stand behind `last` where `found` stands."""
    if found.inserted and found.value == last.value:
        return Number(last.value, last.inserted + 1)
    return Number(last.value + 1)


def _missing(last: Number, number: Number) -> list[Number]:
    """What is left out between `last` and `number`."""
    found = []
    for value in range(last.value + 1, number.value + (1 if number.inserted else 0)):
        found.append(Number(value))
    first = last.inserted + 1 if number.value == last.value else 1
    for inserted in range(first, number.inserted):
        found.append(Number(number.value, inserted))
    return found


def _longest_rising(numbers: Sequence[Number]) -> list[int]:
    """The positions of the longest row of numbers that go up; of two such rows the one that stays lower."""
    tails: list[Number] = []
    ends: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        place = bisect_left(tails, number)
        before.append(ends[place - 1] if place else -1)
        if place == len(tails):
            tails.append(number)
            ends.append(index)
        elif number < tails[place]:
            tails[place] = number
            ends[place] = index
    found: list[int] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(at)
        at = before[at]
    return found[::-1]
