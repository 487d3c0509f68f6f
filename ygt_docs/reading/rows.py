"""Rows of cells in brackets (行): what YAML would take for something else in a cell is told and mended.

A cell is text: ， in it parts nothing, and a cell that begins with a sign of YAML (*, >90, !) or reads like a key
(负责人: 周云) only lacks its quotes. Between two commas with nothing between them a blank cell was meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ygt_docs.problems import Problems
from ygt_docs.reading.characters import indent_of
from ygt_docs.reading.source import EditedLine, Source
from ygt_docs.reading.text import quote

_SIGNS = re.compile(r"[*&!%@`|>#]|[?:-](?:\s|$)")
_LIKE_A_KEY = re.compile(r":(?:\s|$)| #")
_TEXT = re.compile("[，?]")  # part of the text, though they would part a cell in the brackets of YAML
_QUOTES = "\"'"


@dataclass(frozen=True)
class _Cell:
    """A cell without quotes: where its text begins and ends in the line, and that text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class _Bracket:
    """An innermost list of a line: where it begins and ends, and its cells without quotes or braces."""

    start: int
    end: int
    cells: tuple[_Cell, ...]


class RowScan:
    """Finds the lines of a source that hold rows, and mends their cells; `keys` are those that rows stand behind."""

    def __init__(self, source: Source, problems: Problems, keys: Collection[str]) -> None:
        self._source, self._problems = source, problems
        names = "|".join(map(re.escape, sorted(keys)))
        self._key = re.compile(rf"(?:^|[\s{{,-])({names}) *:(?= |$)") if keys else None
        self._column: int | None = None  # of the key whose rows stand below

    def mend(self, number: int, line: EditedLine) -> None:
        """Tell and mend the cells of one line, which is no block text."""
        text = line.text
        if self._key is None or not text.strip():
            return
        indent = indent_of(text)
        if self._column is not None and (indent, not text.lstrip().startswith("-")) <= (self._column, False):
            self._column = None if indent < self._column else self._column
        elif self._column is not None and indent <= self._column:
            self._column = None
        found = self._key.search(text)
        start = 0 if self._column is not None else None
        if found is not None:
            self._column, start = found.start(1), found.end()
        if start is not None:
            for bracket in reversed(list(_brackets(text, start))):
                self._bracket(number, line, bracket)

    def _bracket(self, number: int, line: EditedLine, bracket: _Bracket) -> None:
        typed = line.text
        blanks: list[_Cell] = []
        mended = typed[bracket.start : bracket.end]
        for cell in reversed(bracket.cells):
            value = "" if not cell.text else _in_quotes(cell.text)
            if not cell.text:
                blanks.append(cell)
            elif _SIGNS.match(cell.text) or _LIKE_A_KEY.search(cell.text):
                place = self._source.place(number, line.typed(cell.start))
                self._problems.add("Y148", place, found=quote(cell.text), value=value)
            elif _TEXT.search(cell.text) is None:
                continue
            value = value or (' ""' if typed[cell.start - 1] == "," and cell.start == cell.end else '""')
            line.replace(cell.start, cell.end, value)
            at = cell.start - bracket.start
            mended = mended[:at] + value + mended[cell.end - bracket.start :]
        if blanks:
            place = self._source.place(number, line.typed(blanks[-1].start))
            self._problems.add("Y149", place, fix=mended)


def _brackets(text: str, start: int) -> Iterator[_Bracket]:
    """The lists of `text` from `start` on that hold no lists, complete on the line."""
    opened: list[tuple[int, list[_Cell], bool]] = []
    depth, begin, column = 0, start, start
    while column < len(text):
        sign = text[column]
        if sign in _QUOTES and not text[begin:column].strip():
            column = _after_quote(text, column)
            begin = len(text) + 1  # a cell in quotes is as it is
            continue
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth, begin = max(0, depth - 1), len(text) + 1
        elif depth:
            pass
        elif sign == "[":
            opened = [(at, cells, True) for at, cells, _ in opened]
            opened.append((column, [], False))
            begin = column + 1
        elif sign in ",]" and opened:
            at, cells, nested = opened[-1]
            last_of_none = sign == "]" and not text[begin:column].strip()
            if begin <= column and not nested and not last_of_none:
                cells.append(_cell(text, begin, column))
            begin = column + 1
            if sign == "]":
                opened.pop()
                begin = len(text) + 1
                if not nested:
                    yield _Bracket(at, column + 1, tuple(cells))
        column += 1


def _cell(text: str, begin: int, end: int) -> _Cell:
    inner = text[begin:end]
    stripped = inner.strip()
    start = begin + len(inner) - len(inner.lstrip()) if stripped else end
    return _Cell(start, start + len(stripped), stripped)


def _after_quote(text: str, column: int) -> int:
    """The column after the quote that begins at `column`; the end of the line where it is not closed."""
    sign = text[column]
    column += 1
    while column < len(text):
        if text[column] == "\\" and sign == '"':
            column += 2
        elif text[column] != sign:
            column += 1
        else:
            return column + 1  # of two in a row, which stand for one, the second opens again
    return len(text)


def _in_quotes(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
