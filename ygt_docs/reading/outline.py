"""The outline of a file: which lines belong under which key, as they were meant.

One missing bar, dash or indent makes YAML read all the lines below as something else, and each of them would be a
fault of its own. So this pass goes over the lines first: it finds lines that can only belong to the key above them,
tells them as one fault whose cure can be pasted, and mends them in the copy that is read on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ygt_docs.problems import Problems
from ygt_docs.reading.edited import EditedLine
from ygt_docs.reading.expected import NOTHING, Expected, Holds
from ygt_docs.reading.quoted import quote_end
from ygt_docs.reading.source import Source
from ygt_docs.reading.spaces import indent_of, is_odd_space, odd_space, strip_indent
from ygt_docs.reading.words import quote

_STEP = 2
_LONGEST_CURE = 12  # lines; a longer one is told in words
_KEY = re.compile(
    r"(?P<key>[^\s:：#\"'\[\]{}|>&*!@%`,，、。；\-][^:：，。；、]{0,15}?)(?P<gap> *)(?P<colon>[:：])(?P<rest>.*)"
)
_WITHOUT_COLON = re.compile(r"(?P<key>\w{1,6})(?:[ \u3000]+|\s*[=＝;；]\s*)(?P<rest>\S.*)")
_DASH = re.compile(r"- +|-$")
_BEFORE_VALUE = re.compile(r"^(?:- +)*(?:[^:：]{1,20}[:：] *)?")
_BAR = re.compile(r"[|>][-+0-9]{0,2} *(?:#.*)?")
_WRONG_BAR = re.compile(r"[|｜>]\s*(?P<text>.*)")
_BULLET = re.compile(r"[-－—–·•*▪●]\s*")
_LIST_IN_BRACKETS = re.compile(r"[【（(]([^【】（）()]+[,，][^【】（）()]+)[】）)]")
_ROUND = re.compile(r"^[（(【]|[）)】]$")
_CLOSES = {"[": "]", "{": "}"}
_PLAIN = re.compile(r"[^\s|>\"'\[{&*!#@%`]")


@dataclass(eq=False)
class _Level:
    """A mapping or a list that is open at `column`; `seen` are the keys of a mapping so far, `first` the first one."""

    column: int
    is_list: bool
    expected: Expected
    seen: set[str] = field(default_factory=set)
    first: str = ""


@dataclass(frozen=True)
class _Key:
    """A key that was typed at `column`, and what stands behind its colon."""

    name: str
    column: int
    value: str
    value_column: int
    expected: Expected | None


class Outline:
    """One pass over the lines of a source; see the module."""

    def __init__(self, source: Source, problems: Problems, expected: Expected = NOTHING) -> None:
        self._source, self._problems, self._root = source, problems, expected
        self._levels: list[_Level] = []
        self._open: Expected | None = expected  # what the last key holds, None while it has its value already

    def run(self) -> None:
        """Tell and mend every line that stands in the wrong place."""
        number = 0
        while number < len(self._source.lines):
            mended = len(self._problems)
            after = self._one(number)
            # A line that was mended is looked at again, any other is left.
            number = after if after > number or len(self._problems) > mended else number + 1

    # -- one line -----------------------------------------------------------------------------------------------

    def _one(self, number: int) -> int:
        """Look at the line `number`; the number of the line to go on with."""
        text = self._source.lines[number]
        column = indent_of(text)
        rest = strip_indent(text)
        if not rest.strip() or rest[0] == "#":
            return number + 1
        if text.rstrip() in ("---", "..."):
            return self._between(number)
        if text[: len(text) - len(rest)] != " " * column:
            return self._odd_indent(number)
        dash = _DASH.match(rest)
        if dash is not None:
            return self._dash(number, column)
        key = self._key(number, column, self._level_at(column))
        return self._text(number, column) if key is None else self._entry(number, key)

    def _between(self, number: int) -> int:
        """A mark between documents: where the same document goes on behind it, it is told here and left out."""
        before, after = (
            {self._names(at, 0) for at in lines} - {""}
            for lines in (range(number), range(number + 1, len(self._source.lines)))
        )
        if before and after and not before & after:
            self._add("Y128", number, 0, found=self._source.lines[number].strip())
            self._mend(number, "")
        return number + 1

    def _odd_indent(self, number: int) -> int:
        """Lines in a row that are indented by other spaces than half-width ones: one fault."""
        mended: dict[int, str] = {}
        shift = self._shift_of(number)
        for at in range(number, len(self._source.lines)):
            text = self._source.lines[at]
            if not _odd_column(text):
                break
            mended[at] = " " * max(0, indent_of(text) + shift) + self._stripped(at)
        self._odd(number, mended)
        return number

    def _shift_of(self, number: int) -> int:
        """By how much the line must be moved to stand where one of its kind may stand."""
        column = indent_of(self._source.lines[number])
        if self._open is not None:
            return 0
        wanted = self._nearest(column, _DASH.match(self._stripped(number)) is not None, self._levels)
        return wanted.column - column if wanted is not None else 0

    def _odd(self, number: int, mended: dict[int, str]) -> None:
        """Tell the odd space before the line `number`, with the lines as they should be."""
        odd = _odd_column(self._source.lines[number]) - 1
        code, words = odd_space(self._source.lines[number][odd])
        self._report(code, number, odd, mended, **words)

    def _dash(self, number: int, column: int) -> int:
        if self._is_stray_dash(number, column):
            line = " " * column + self._stripped(number)[1:].lstrip()
            self._report("Y138", number, column, {number: line}, found=self._found(number))
            return number
        column = self._placed(number, column, is_list=True)
        text = self._source.lines[number]
        inner = column
        while (dash := _DASH.match(text, inner)) is not None:
            inner = dash.end()
        item = self._levels[-1].expected
        if inner >= len(text) or text[inner] == "#":
            self._open = item
            return number + 1
        key = self._key(number, inner, item)
        if key is None:
            self._open = None
            return self._below(number, column)
        self._levels.append(_Level(inner, False, item))
        return self._entry(number, key, placed=True)

    def _is_stray_dash(self, number: int, column: int) -> bool:
        """Whether a dash stands before a key of a mapping that is open in its column."""
        top = next((level for level in reversed(self._levels) if level.column <= column), None)
        if top is None or top.column < column or top.is_list or self._open is not None:
            return False
        dash = _DASH.match(self._source.lines[number], column)
        key = self._key(number, dash.end(), top.expected) if dash is not None else None
        return key is not None and key.expected is not None

    def _text(self, number: int, column: int) -> int:
        """A line that is neither key nor item: a key without its colon, an item without its dash, or a riddle."""
        level = self._level_at(column)
        match = _WITHOUT_COLON.match(self._source.lines[number], column)
        if match is not None and match["key"] in level.below and (self._open is None or not self._levels):
            line = f"{' ' * column}{match['key']}: {match['rest']}"
            self._add("Y114", number, column, found=self._found(number), fix=f"补上冒号：\n{line}")
            self._mend(number, line)
            return number
        above = self._levels[-1] if self._levels else None
        dash = self._source.lines[number][column] == "-"  # told by the scan of lines: a space is missing
        if above is not None and above.is_list and above.column == column and self._open is None and not dash:
            return self._without_dashes(number, self._texts_from(number, column, level), column)
        self._open = None
        return number + 1

    # -- keys ---------------------------------------------------------------------------------------------------

    def _key(self, number: int, column: int, level: Expected) -> _Key | None:
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
        return _Key(name, column, value, len(text) - len(rest.lstrip()), known)

    def _entry(self, number: int, key: _Key, placed: bool = False) -> int:
        if not placed:
            moved = self._placed(number, key.column, is_list=False, name=key.name)
            if moved != key.column:
                return self._one(number)
        level = self._levels[-1]
        key = self._key(number, key.column, level.expected) or key
        if not placed and self._begins_item(key, level):
            above = self._levels[-2]
            line = " " * above.column + "- " + self._source.lines[number][key.column :]
            self._report("Y143", number, key.column, {number: line}, key=self._above(number))
            return number
        level.first = level.first or key.name
        level.seen.add(key.name)
        self._open = None
        if key.expected is None:
            self._open = NOTHING if not _said(key.value) else None
            return self._below(number, key.column)
        return self._known(number, key, key.expected)

    def _begins_item(self, key: _Key, level: _Level) -> bool:
        """Whether `key` is the first of an item again, so that another item begins without its dash."""
        if len(self._levels) < 2 or key.name != level.first or key.expected is None:
            return False
        above = self._levels[-2]
        return above.is_list and above.column + _STEP == level.column

    def _known(self, number: int, key: _Key, expected: Expected) -> int:
        if expected.holds is Holds.TEXT or (expected.holds in (Holds.LIST, Holds.LINE)):
            return self._paragraphs(number, key, expected)
        if _said(key.value):
            return self._pairs(number, key, expected)
        self._open = expected
        return self._children(number, key, expected)

    def _below(self, number: int, column: int) -> int:
        """The line after the value of the key or dash at `column`; block text and open brackets are not looked into."""
        value = _BEFORE_VALUE.sub("", self._source.lines[number][column:])
        if _BAR.fullmatch(value.strip()):
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

    # -- text and lists of text ---------------------------------------------------------------------------------

    def _paragraphs(self, number: int, key: _Key, expected: Expected) -> int:
        """The lines behind a key that holds text: they may lack the bar, the dashes or the indent."""
        value, end = key.value, self._deeper(number + 1, key.column)
        if not value or value[0] == "#":
            return self._nothing_behind(number, key, expected)
        if _BAR.fullmatch(value):
            return self._behind_bar(number, key, end)
        wrong = _WRONG_BAR.fullmatch(value)
        if wrong is not None and expected.holds is not Holds.LINE:
            typed = [wrong["text"]] if wrong["text"] else []
            stop = self._last_text(number + 1, key, expected)
            return self._with_bar(number, key, typed, range(number + 1, stop))
        if expected.holds is Holds.TEXT and value[0] in "\"'" and quote_end(value, 0) is None:
            return self._in_open_quotes(number, key, expected)
        if not _PLAIN.match(value):
            return self._below(number, key.column)
        if value.startswith("- ") and expected.holds is Holds.LIST:
            stop = self._last_text(number + 1, key, expected)
            return self._as_list(number, key, [value[2:].strip()], range(number + 1, stop))
        bracket = _LIST_IN_BRACKETS.fullmatch(value)
        if bracket is not None and expected.holds is Holds.LIST:
            items = ", ".join(_in_flow(item.strip()) for item in re.split("[,，]", bracket[1]) if item.strip())
            return self._in_brackets(number, key, f"[{items}]", "[ ]")
        stop = self._last_text(number + 1, key, expected)
        if stop == number + 1:
            return number + 1
        if expected.holds is Holds.TEXT:
            return self._with_bar(number, key, [value], range(number + 1, stop))
        if expected.holds is Holds.LIST:
            return self._as_list(number, key, [value], range(number + 1, stop))
        return self._in_one_line(number, key, stop)

    def _in_open_quotes(self, number: int, key: _Key, expected: Expected) -> int:
        """Text in quotes that end on a later line: in block text it needs none."""
        stop = self._last_text(number + 1, key, expected)
        last = self._source.lines[stop - 1].rstrip()
        if stop == number + 1 or last[-1] != key.value[0]:
            return number + 1  # told by the scan of lines
        self._mend(stop - 1, last[:-1])
        return self._with_bar(number, key, [key.value[1:]], range(number + 1, stop))

    def _nothing_behind(self, number: int, key: _Key, expected: Expected) -> int:
        lines, first = self._source.lines, self._next(number + 1)
        if first is None:
            return number + 1
        column, text = indent_of(lines[first]), lines[first].strip()
        if column > key.column and text[0] in "|>\"'[{&*!":
            return number + 1
        if _DASH.match(text) and (column >= key.column):
            self._open = expected
            return number + 1
        inner = self._key(first, column, expected) if column > key.column else None
        if inner is not None and (inner.expected is not None or expected.holds is not Holds.TEXT):
            self._open = expected
            return number + 1
        stop = self._last_text(number + 1, key, expected)
        typed = [at for at in range(number + 1, stop) if lines[at].strip()]
        if not typed:
            return number + 1
        if len(typed) == 1 and column > key.column:
            self._mend(first, " " * column + _in_quotes(text))  # text may end in a colon, a key has to
            return stop
        if expected.holds is Holds.LIST and len(typed) > 1:
            return self._as_list(number, key, [], range(number + 1, stop))
        if expected.holds is not Holds.TEXT:
            return self._in_one_line(number, key, stop)
        return self._with_bar(number, key, [], range(number + 1, stop))

    def _behind_bar(self, number: int, key: _Key, end: int) -> int:
        """Block text with its bar: lines at its end that lost their indent belong to it."""
        within = [line for line in self._source.lines[number + 1 : end] if line.strip()]
        half = len(within[0]) - len(within[0].lstrip(" ")) if within else 0
        indent = half if half > key.column else key.column + _STEP
        self._odd_in_block(range(number + 1, end), indent)
        stop = self._flat_texts(end, key.column)
        if stop == end:
            return end
        mended = {at: " " * indent + self._stripped(at) for at in range(end, stop) if self._stripped(at)}
        first = next(iter(mended))
        what = "下面的文字没有缩进"
        self._report("Y142", first, indent_of(self._source.lines[first]), mended, key=key.name, what=what)
        return stop

    def _odd_in_block(self, lines: range, indent: int) -> None:
        """Lines of block text whose indent is made of other spaces than half-width ones."""
        odd = [at for at in lines if self._stripped(at) and 0 < _odd_column(self._source.lines[at]) <= indent]
        if odd:
            self._odd(odd[0], {at: " " * indent + self._stripped(at) for at in odd})

    def _flat_texts(self, number: int, column: int) -> int:
        """The line after the last line of text from `number` on that stands no deeper than the key at `column`."""
        level, stop = self._level_at(column), number
        while number < len(self._source.lines) and not self._is_other(number, column, level):
            if not self._goes_on(number, column, level):
                break
            number += 1
            stop = number if self._stripped(number - 1) else stop
        return stop

    def _goes_on(self, number: int, column: int, level: Expected) -> bool:
        """Whether the line is text, or looks like a key between lines of text, as 联系电话: 1 may."""
        if not self._stripped(number) or self._is_text(number, level):
            return True
        after = self._next(number + 1)
        if after is None or indent_of(self._source.lines[after]) > column or self._is_other(after, column, level):
            return False
        return self._is_text(after, level)

    def _last_text(self, number: int, key: _Key, expected: Expected) -> int:
        """The line after the last line from `number` on that belongs to `key`: deeper ones, and flat ones of text."""
        lines, level, stop = self._source.lines, self._level_at(key.column), number
        while number < len(lines):
            if key.value and self._knows(number, level):
                break
            flat = lines[number].strip() and indent_of(lines[number]) <= key.column
            if flat and (self._is_other(number, key.column, level) or not self._goes_on(number, key.column, level)):
                break
            number += 1
            stop = number if lines[number - 1].strip() else stop
        return stop

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
        if _DASH.match(stripped) and any(item.is_list and item.column == column for item in self._levels):
            return True
        key = self._key(number, column, level)
        without = _WITHOUT_COLON.match(stripped)
        return (key is not None and key.expected is not None) or (without is not None and without["key"] in level.below)

    def _is_text(self, number: int, level: Expected) -> bool:
        """Whether the line is no key, of whatever name: a key that nobody knows is a fault of its own."""
        return self._key(number, indent_of(self._source.lines[number]), level) is None

    # -- what is told, and mended -------------------------------------------------------------------------------

    def _with_bar(self, number: int, key: _Key, before: list[str], lines: range) -> int:
        """Put a bar behind `key`, and `before` and `lines` below it."""
        typed = [at for at in lines if self._stripped(at)]
        depths = {indent_of(self._source.lines[at]) for at in typed}
        head = self._head(number, key)
        kept = not before and all(depth > key.column for depth in depths) and depths and self._even(typed)
        inner = " " * (key.column + _STEP)
        mended = {at: self._source.lines[at] if kept else inner + self._stripped(at) for at in typed}
        pasted = [f"{head} |", *(inner + text for text in before), *mended.values()]
        cure = f"写成：\n{head} |" if kept else self._pasted(pasted, [number, *typed])
        column = key.value_column if key.value else key.column
        wrong = _WRONG_BAR.match(key.value)
        what = "后面缺“|”" if wrong is None else "后面的“|”要用半角" if "｜" in key.value else "后面的“|”之后不能写文字"
        self._add("Y142", number, column, key=key.name, what=what, fix=cure)
        for at, line in mended.items():
            self._mend(at, line)
        self._mend(number, f"{head} |")
        if before and not typed:
            self._mend(number, f"{head} {_plain(before[0])}")
        return lines.stop

    def _even(self, typed: list[int]) -> bool:
        """Whether no line stands less deep than the first: then a bar alone mends them."""
        depths = [indent_of(self._source.lines[at]) for at in typed]
        half = [len(self._source.lines[at]) - len(self._source.lines[at].lstrip(" ")) for at in typed]
        return min(depths) == depths[0] and half == depths

    def _as_list(self, number: int, key: _Key, before: list[str], lines: range) -> int:
        """Put a dash before each of `before` and `lines`."""
        inner, typed = " " * (key.column + _STEP), [at for at in lines if self._stripped(at)]
        items = {at: f"{inner}- {_plain(_bare(self._stripped(at)))}" for at in typed}
        head = self._head(number, key)
        pasted = [*([head] if before else []), *(f"{inner}- {_plain(text)}" for text in before), *items.values()]
        place = (number, key.value_column) if before else (typed[0], indent_of(self._source.lines[typed[0]]))
        cure = self._pasted(pasted, [number, *typed] if before else typed)
        self._add("Y143", *place, key=key.name, fix=cure)
        if before:  # no line may be put in between, so the copy has all items behind the key
            said = [*before, *(_bare(self._stripped(at)) for at in typed)]
            items = dict.fromkeys(typed, "")
            head += f" [{', '.join(map(_in_flow, said))}]"
        for at, line in items.items():
            self._mend(at, line)
        self._mend(number, head)
        return lines.stop

    def _without_dashes(self, number: int, lines: range, column: int) -> int:
        """Items that lost their dash below others that have it."""
        items = {at: f"{' ' * column}- {_plain(self._stripped(at))}" for at in lines if self._stripped(at)}
        self._add("Y143", number, column, key=self._above(number), fix=self._pasted(list(items.values()), list(items)))
        for at, line in items.items():
            self._mend(at, line)
        return lines.stop

    def _texts_from(self, number: int, column: int, level: Expected) -> range:
        stop = number
        while stop < len(self._source.lines) and indent_of(self._source.lines[stop]) == column:
            stripped = self._stripped(stop)
            if not stripped or _DASH.match(stripped) or stripped[0] == "#" or not self._is_text(stop, level):
                break
            stop += 1
        return range(number, max(stop, number + 1))

    def _above(self, number: int) -> str:
        """The key above the line `number` that has nothing behind it."""
        for text in reversed(self._source.lines[:number]):
            match = re.fullmatch(r"[ -]*([^:：]+): *(?:#.*)?", text)
            if match is not None:
                return match[1].strip()
        return "-"

    def _in_one_line(self, number: int, key: _Key, stop: int) -> int:
        """One line of text that was typed in several."""
        texts = [key.value, *(self._stripped(at) for at in range(number + 1, stop))]
        joined = "".join(text for text in texts if text)
        line = f"{self._head(number, key)} {_plain(joined)}"
        fix = f"写在一行里：\n{line}"
        if len(list(filter(None, texts))) > 1:
            column = key.value_column if key.value else key.column
            self._add("Y119", number, column, found=quote(joined), fix=fix)
        else:
            self._add("Y142", number, key.column, key=key.name, what="后面的内容没有缩进", fix=fix)
        self._mend(number, line)
        for at in range(number + 1, stop):
            self._mend(at, "")
        return stop

    # -- children -----------------------------------------------------------------------------------------------

    def _children(self, number: int, key: _Key, expected: Expected) -> int:
        """The keys below a key that holds a mapping or a list of them: they may lack the indent or the dash."""
        first = self._next(number + 1)
        if first is None:
            return number + 1
        column, text = indent_of(self._source.lines[first]), self._stripped(first)
        if column < key.column or text[0] in "[{\"'|>&*!":
            return number + 1
        if expected.holds is Holds.ITEMS and not _DASH.match(text):
            return self._items(number, first, key, expected)
        if expected.holds is Holds.MAP and column == key.column and self._is_child(first, column, expected):
            stop = self._last_child(first, column, expected)
            mended = {at: " " * _STEP + self._source.lines[at] for at in range(first, stop) if self._stripped(at)}
            self._report("Y142", first, column, mended, key=key.name, what="下面的内容没有缩进")
        return number + 1

    def _items(self, number: int, first: int, key: _Key, expected: Expected) -> int:
        """Mappings in the place of items: the first key needs a dash, the others stand below it."""
        column = indent_of(self._source.lines[first])
        if self._key(first, column, expected) is None or not self._is_child(first, column, expected):
            return number + 1
        flat = column == key.column
        stop = self._last_child(first, column, expected) if flat else self._deeper(first, key.column)
        wanted = key.column + _STEP
        opener = self._key(first, column, expected)
        mended = {}
        for at in range(first, stop):
            text = self._source.lines[at]
            if text.strip():
                again = self._key(at, column, expected) if indent_of(text) == column else None
                dash = again is not None and opener is not None and again.name == opener.name
                mended[at] = " " * wanted + ("- " if dash else "  ") + text[column:]
        self._add("Y143", first, column, key=key.name, fix=self._pasted(list(mended.values()), list(mended)))
        for at, line in mended.items():
            self._mend(at, line)
        return number + 1

    def _pairs(self, number: int, key: _Key, expected: Expected) -> int:
        """Keys behind a key that lack their brackets, or stand in brackets of another kind."""
        bare = _ROUND.sub("", key.value)
        names = "|".join(sorted(map(re.escape, expected.below), key=len, reverse=True))
        pair = re.compile(rf"(?:^|[,，;；、\s]\s*)({names})\s*[:：]\s*") if names else None
        if pair is None or key.value[0] in "[{|>\"'&*!" or pair.match(bare) is None or expected.holds is not Holds.MAP:
            return self._below(number, key.column)
        parts = pair.split(bare)[1:]
        said = [f"{name}: {_in_flow(value.strip())}" for name, value in zip(parts[::2], parts[1::2], strict=True)]
        return self._in_brackets(number, key, "{" + ", ".join(said) + "}", "{ }")

    def _in_brackets(self, number: int, key: _Key, value: str, brackets: str) -> int:
        line = f"{self._head(number, key)} {value}"
        self._add("Y145", number, key.value_column, key=key.name, brackets=brackets, fix=f"写成：\n{line}")
        self._mend(number, line)
        return number + 1

    def _is_child(self, number: int, column: int, expected: Expected) -> bool:
        """Whether the key of the line belongs below `expected` and not to the mapping that it stands in."""
        level = self._level_at(column)
        key = self._key(number, column, expected)
        if key is None or key.expected is None:
            return False
        if level is expected:
            return True
        seen = self._levels[-1].seen if self._levels else set()
        later = any(self._names(at, column) == key.name for at in self._flat_after(number, column))
        return key.name not in level.below or key.name in seen or later

    def _flat_after(self, number: int, column: int) -> range:
        stop = number + 1
        while stop < len(self._source.lines) and (
            not self._stripped(stop) or indent_of(self._source.lines[stop]) >= column
        ):
            stop += 1
        return range(number + 1, stop)

    def _names(self, number: int, column: int) -> str:
        text = self._source.lines[number]
        match = _KEY.match(text, column) if indent_of(text) == column else None
        return match["key"].strip() if match else ""

    def _last_child(self, number: int, column: int, expected: Expected) -> int:
        """The line after the last one that belongs to the child at `number` and its brothers."""
        stop = number + 1
        for at in self._flat_after(number, column):
            text = self._source.lines[at]
            if not text.strip():
                continue
            if indent_of(text) == column and not self._is_child(at, column, expected):
                break
            stop = at + 1
        return stop

    # -- columns ------------------------------------------------------------------------------------------------

    def _level_at(self, column: int) -> Expected:
        """What the mapping holds that a key at `column` would belong to."""
        for level in reversed(self._levels):
            if level.column <= column and not level.is_list:
                return level.expected
        return self._root

    def _placed(self, number: int, column: int, is_list: bool, name: str = "") -> int:
        """The column where the key or dash at `column` belongs; it is told and moved when that is another one."""
        popped = self._close(column, is_list)
        top = self._levels[-1] if self._levels else None
        if top is not None and top.column == column and top.is_list == is_list:
            owner = self._owner(popped, name, top.expected) if not is_list else None
            if owner is None:
                return column
            return self._moved(number, column, owner, popped)
        if top is None or (self._open is not None and not popped):
            self._levels.append(_Level(column, is_list, self._open or NOTHING))
            return column
        wanted = self._nearest(column, is_list, [*popped, top])
        if wanted is None:
            self._levels.append(_Level(column, is_list, self._open or NOTHING))
            return column
        return self._moved(number, column, wanted, popped)

    def _close(self, column: int, is_list: bool) -> list[_Level]:
        """Close the levels that the line at `column` leaves."""
        popped = []
        while self._levels and self._levels[-1].column > column:
            popped.append(self._levels.pop())
        top = self._levels[-1] if self._levels else None
        under = self._levels[-2] if len(self._levels) > 1 else None
        flat = top is not None and top.is_list and not is_list and top.column == column
        if flat and under is not None and under.column == column:
            popped.append(self._levels.pop())
        return popped

    def _owner(self, popped: list[_Level], name: str, level: Expected) -> _Level | None:
        """The mapping just closed that `name` belongs to, where the one it stands in does not know it."""
        if name in level.below:
            return None
        return next((item for item in popped if not item.is_list and name in item.expected.below), None)

    def _nearest(self, column: int, is_list: bool, levels: list[_Level]) -> _Level | None:
        same = [item for item in levels if item.is_list == is_list]
        return min(same, key=lambda item: (abs(item.column - column), -item.column), default=None)

    def _moved(self, number: int, column: int, wanted: _Level, popped: list[_Level]) -> int:
        """Move the line, and those that stand in the same wrong column after it, to the column of `wanted`."""
        shift = wanted.column - column
        mended: dict[int, str] = {}
        for at in (number, *self._flat_after(number, column)):
            depth = indent_of(self._source.lines[at])
            if not self._stripped(at) or (depth > column and shift > 0):
                continue
            if depth == column and at != number and shift > 0 and self._stays(at, column):
                break
            mended[at] = " " * (depth + shift) + self._source.lines[at].lstrip(" ")
        self._report("Y138", number, column, mended, found=self._found(number))
        while wanted not in self._levels and popped:
            self._levels.append(popped.pop())
        while self._levels and self._levels[-1] is not wanted:
            self._levels.pop()
        return wanted.column

    def _stays(self, number: int, column: int) -> bool:
        """Whether the key of the line is at home where it stands."""
        return self._names(number, column) in self._level_at(column).below

    # -- small things -------------------------------------------------------------------------------------------

    def _stripped(self, number: int) -> str:
        return strip_indent(self._source.lines[number]).rstrip()

    def _found(self, number: int) -> str:
        return quote(self._stripped(number))

    def _next(self, number: int) -> int | None:
        """The next line from `number` on that holds something but a comment."""
        for at in range(number, len(self._source.lines)):
            if self._stripped(at) and self._stripped(at)[0] != "#":
                return at
        return None

    def _head(self, number: int, key: _Key) -> str:
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


def _odd_column(text: str) -> int:
    """The first column, counted from 1, of a space before `text` that is no half-width one; 0 where there is none."""
    for column, character in enumerate(text):
        if is_odd_space(character):
            return column + 1
        if character != " ":
            break
    return 0


def _said(value: str) -> bool:
    return bool(value) and value[0] != "#"


def _bare(text: str) -> str:
    """`text` without the bullet that somebody typed for a dash."""
    return _BULLET.sub("", text, count=1)


def _in_flow(text: str) -> str:
    """`text` as a value in brackets."""
    return f"'{text}'" if re.search(r"[,\[\]{}'\"]|: |:$| #|^[|>&*!@%`?-]", text) else text


def _plain(text: str) -> str:
    """`text` as a value, in quotes where YAML would take it for something else."""
    if re.search(r": |:$| #|^[-?] |^[\[{}\]|>&*!@%`\"'#,]", text):
        return _in_quotes(text)
    return text


def _in_quotes(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
