"""The lines of a file for its outline: what stands on a line, to which level it belongs, how it is told and mended."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ygt_docs.elements.numerals import SMALL
from ygt_docs.problems import Problems
from ygt_docs.reading.characters import indent_of, is_odd_space, odd_space, strip_indent
from ygt_docs.reading.expected import NOTHING, Expected
from ygt_docs.reading.source import EditedLine, Source
from ygt_docs.reading.text import quote

_LONGEST_CURE = 12  # lines; a longer one is told in words
_KEY = re.compile(
    rf"(?P<key>(?:{SMALL}、(?=[^:：]*:\s*$))?"  # a heading above a list, typed as a key: 一、防溺水:
    r"[^\s:：#\"'\[\]{}|>&*!@%`,，、。；\-][^:：，。；、]{0,15}?) *(?P<colon>[:：])(?P<rest>.*)"
)
WITHOUT_COLON = re.compile(r"(?P<key>\w{1,6})(?:[ \u3000]+|\s*[=＝;；]\s*)(?P<rest>\S.*)")
DASH = re.compile(r"- +|-$")
_BEFORE_VALUE = re.compile(r"^(?:- +)*(?:[^:：]{1,20}[:：] *)?")
BAR = re.compile(r"[|>][-+0-9]{0,2} *(?:#.*)?")
_CLOSES = {"[": "]", "{": "}"}


@dataclass(eq=False)
class Level:
    """A mapping or a list that is open at `column`; `seen` are the keys of a mapping so far, `first` the first one."""

    column: int
    is_list: bool
    expected: Expected
    seen: set[str] = field(default_factory=set)
    first: str = ""


@dataclass(frozen=True)
class TypedKey:
    """A key that was typed at `column`, and what stands behind its colon."""

    name: str
    column: int
    value: str
    value_column: int
    expected: Expected | None


class OutlineLines:
    """The lines of a source, the levels that are open, and what the last key waits for."""

    def __init__(self, source: Source, problems: Problems, expected: Expected = NOTHING) -> None:
        self._source, self._problems, self._root = source, problems, expected
        self._levels: list[Level] = []
        self._open: Expected | None = expected  # what the last key holds, None while it has its value already

    def _key(self, number: int, column: int, level: Expected) -> TypedKey | None:
        """The key at `column`, None where there is none: a colon ends a key, or stands behind the name of one."""
        text = self._source.lines[number]
        match = _KEY.match(text, column)
        if match is None:
            return None
        name, rest = match["key"].strip(), match["rest"]
        known = level.below.get(name)
        if known is None and (match["colon"] == "：" or (rest and rest[0] not in " \t")):
            return None
        value = rest.strip()
        return TypedKey(name, column, value, len(text) - len(rest.lstrip()), known)

    def _level_at(self, column: int) -> Expected:
        """What the mapping holds that a key at `column` would belong to."""
        for level in reversed(self._levels):
            if level.column <= column and not level.is_list:
                return level.expected
        return self._root

    def _below(self, number: int, column: int) -> int:
        """The line after the value of the key or dash at `column`; block text and open brackets are not looked into."""
        value = _BEFORE_VALUE.sub("", self._source.lines[number][column:])
        if BAR.fullmatch(value.strip()):
            return self._deeper(number + 1, column)
        closing = _CLOSES.get(value[:1])
        if closing is not None and value.count(value[0]) > value.count(closing):
            return self._deeper(number + 1, column)
        return number + 1

    def _deeper(self, number: int, column: int) -> int:
        """The first line from `number` on that does not stand deeper than `column`."""
        lines = self._source.lines
        while number < len(lines) and (not lines[number].strip() or indent_of(lines[number]) > column):
            number += 1
        return number

    def _knows(self, number: int, level: Expected) -> bool:
        """Whether a key of `level` stands on the line, at whatever column."""
        key = self._key(number, indent_of(self._source.lines[number]), level)
        return key is not None and key.expected is not None

    def _is_other(self, number: int, column: int, level: Expected) -> bool:
        """Whether the line is a part of its own: a known key, an item, a comment or a mark between documents."""
        text = self._source.lines[number]
        if not text.strip() or indent_of(text) > column:
            return False
        stripped = text.strip()
        if indent_of(text) < column or stripped[0] == "#" or stripped[:3] in ("---", "..."):
            return True
        if DASH.match(stripped) and any(item.is_list and item.column == column for item in self._levels):
            return True
        key = self._key(number, column, level)
        without = WITHOUT_COLON.match(stripped)
        return (key is not None and key.expected is not None) or (without is not None and without["key"] in level.below)

    def _is_text(self, number: int, level: Expected) -> bool:
        """Whether the line is no key, of whatever name: a key that nobody knows is a fault of its own."""
        return self._key(number, indent_of(self._source.lines[number]), level) is None

    def _names(self, number: int, column: int) -> str:
        text = self._source.lines[number]
        match = _KEY.match(text, column) if indent_of(text) == column else None
        return match["key"].strip() if match else ""

    def _flat_after(self, number: int, column: int) -> range:
        stop = number + 1
        while stop < len(self._source.lines) and (
            not self._stripped(stop) or indent_of(self._source.lines[stop]) >= column
        ):
            stop += 1
        return range(number + 1, stop)

    def _above(self, number: int) -> str:
        """The key above the line `number` that has nothing behind it."""
        for text in reversed(self._source.lines[:number]):
            match = re.fullmatch(r"[ -]*([^:：]+): *(?:#.*)?", text)
            if match is not None:
                return match[1].strip()
        return "-"

    def _next(self, number: int) -> int | None:
        """The next line from `number` on that holds something but a comment."""
        for at in range(number, len(self._source.lines)):
            if self._stripped(at) and self._stripped(at)[0] != "#":
                return at
        return None

    def _stripped(self, number: int) -> str:
        return strip_indent(self._source.lines[number]).rstrip()

    def _found(self, number: int) -> str:
        return quote(self._stripped(number))

    def _head(self, number: int, key: TypedKey) -> str:
        """The line of `key` up to its colon."""
        return f"{self._source.lines[number][: key.column]}{key.name}:"

    def _add(self, code: str, number: int, column: int, **words: Any) -> None:
        self._problems.add(code, self._source.place(number, column), **words)

    def _report(self, code: str, number: int, column: int, mended: dict[int, str], **words: Any) -> None:
        """Tell `code` with the lines as they should be, and take them so."""
        self._add(code, number, column, fix=self._pasted(list(mended.values()), list(mended)), **words)
        for at, line in mended.items():
            self._mend(at, line)

    def _pasted(self, lines: list[str], numbers: list[int]) -> str:
        """The cure that gives `lines` in the place of those of `numbers`."""
        first, last = numbers[0] + 1, numbers[-1] + 1
        if len(lines) > _LONGEST_CURE:
            return f"第 {first} 至 {last} 行照这样写：\n" + "\n".join(lines[:3]) + "\n……"
        which = f"第 {first} 行" if first == last else f"第 {first} 至 {last} 行"
        return f"{which}写成：\n" + "\n".join(lines)

    def _mend(self, number: int, new: str) -> None:
        """Take `new` for a line, its characters counted as typed where they stood."""
        old = self._source.lines[number]
        if new == old:
            return
        line = EditedLine(old)
        typed = strip_indent(old).rstrip()
        at = new.find(typed) if typed else -1
        if at >= 0:
            start = old.index(typed)
            line.replace(start + len(typed), len(old), new[at + len(typed) :])
            line.replace(0, start, new[:at])
        else:
            line.replace(0, len(old), new)
        self._source.store(number, line)

    def _odd(self, number: int, mended: dict[int, str]) -> None:
        """Tell the odd space before the line `number`, with the lines as they should be."""
        odd = odd_column(self._source.lines[number]) - 1
        code, words = odd_space(self._source.lines[number][odd])
        self._report(code, number, odd, mended, **words)


def odd_column(text: str) -> int:
    """The first column, counted from 1, of a space before `text` that is no half-width one; 0 where there is none."""
    for column, character in enumerate(text):
        if is_odd_space(character):
            return column + 1
        if character != " ":
            break
    return 0
