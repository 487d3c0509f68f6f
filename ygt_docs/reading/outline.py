"""The outline of a file: which lines belong under which key, as they were meant.

One missing bar, dash or indent makes YAML read all the lines below as something else, and each of them would be a
fault of its own. So this pass goes over the lines first: it finds lines that can only belong to the key above them,
tells them as one fault whose cure can be pasted, and mends them in the copy that is read on.
"""

from __future__ import annotations

import re

from ygt_docs.reading.characters import indent_of, strip_indent
from ygt_docs.reading.expected import NOTHING, Expected, Holds
from ygt_docs.reading.outline_lines import DASH, WITHOUT_COLON, Level, TypedKey, odd_column
from ygt_docs.reading.outline_texts import STEP, OutlineTexts, bare, in_flow, in_quotes, plain

_ROUND = re.compile(r"^[（(【]|[）)】]$")

_TYPED_NUMBER = re.compile(r"(?:[0-9]{1,2}[.、．]|[（(][0-9]{1,2}[)）]|[•·●▪])\s*")


class Outline(OutlineTexts):
    """One pass over the lines of a source; see the module."""

    def run(self) -> None:
        """Tell and mend every line that stands in the wrong place."""
        self._nothing_but_text()
        number = 0
        while number < len(self._source.lines):
            number = self._one(number)

    def _nothing_but_text(self) -> None:
        """A file of nothing but text, where the first key of such a file holds text: that key was left out."""
        first = next(iter(self._root.below.items()), None)
        lines = self._source.lines
        typed = [at for at, text in enumerate(lines) if text.strip() and not text.startswith("# yaml-language-server")]
        if first is None or first[1].holds is not Holds.TEXT or not typed:
            return
        begins = next((lines[at].lstrip()[0] for at in typed if lines[at].lstrip()[0] != "#"), "#")
        known = begins in "#-[{\"'" or any(self._key(at, indent_of(lines[at]), self._root) is not None for at in typed)
        if known:
            return
        pasted = [f"{first[0]}: |", *(" " * STEP + self._stripped(at) for at in typed)]
        self._add("Y142", typed[0], 0, key=first[0], what="没有写，文字前面要有它", fix=self._pasted(pasted, typed))
        self._mend(typed[0], f"{first[0]}: {in_quotes(self._stripped(typed[0]))}")
        for at in typed[1:]:
            self._mend(at, "")

    def _one(self, number: int) -> int:
        """Look at the line `number`; the line to go on with: itself where it was mended, as it is looked at again."""
        text = self._source.lines[number]
        column = indent_of(text)
        rest = strip_indent(text)
        if not rest.strip() or rest[0] == "#":
            return number + 1
        if text.rstrip() in ("---", "..."):
            return self._between(number)
        if text[: len(text) - len(rest)] != " " * column:
            return self._odd_indent(number)
        dash = DASH.match(rest)
        if dash is not None:
            return self._dash(number, column)
        key = self._key(number, column, self._level_at(column))
        if key is None:
            return self._text(number, column)
        return self._entry(number, key)

    def _between(self, number: int) -> int:
        """A mark between documents: where the same document goes on behind it, it is told here and left out."""
        before = {self._names(at, 0) for at in range(number)} - {""}
        after = {self._names(at, 0) for at in range(number + 1, len(self._source.lines))} - {""}
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
            if not odd_column(text):
                break
            mended[at] = " " * max(0, indent_of(text) + shift) + self._stripped(at)
        self._odd(number, mended)
        return number

    def _shift_of(self, number: int) -> int:
        """By how much the line must be moved to stand where one of its kind may stand."""
        column = indent_of(self._source.lines[number])
        if self._open is not None:
            return 0
        wanted = self._nearest(column, DASH.match(self._stripped(number)) is not None, self._levels)
        if wanted is not None:
            return wanted.column - column
        return 0

    def _dash(self, number: int, column: int) -> int:
        if self._is_stray_dash(number, column):
            line = " " * column + self._stripped(number)[1:].lstrip()
            self._report("Y138", number, column, {number: line}, found=self._found(number))
            return number
        column = self._placed(number, column, is_list=True)
        text = self._source.lines[number]
        inner, item = column, self._levels[-1].expected
        while (dash := DASH.match(text, inner)) is not None:
            if inner > column:
                self._levels.append(Level(inner, True, item))  # a list in a list, as rows of cells are
            inner = dash.end()
        if inner >= len(text) or text[inner] == "#":
            self._open = item
            return number + 1
        key = self._key(number, inner, item)
        if key is None:
            self._open = None
            return self._below(number, column)
        self._levels.append(Level(inner, False, item))
        return self._entry(number, key)

    def _is_stray_dash(self, number: int, column: int) -> bool:
        """Whether a dash stands before a key of a mapping that is open in its column."""
        top = None
        for level in reversed(self._levels):
            if level.column <= column:
                top = level
                break
        if top is None or top.column < column or top.is_list or self._open is not None:
            return False
        dash = DASH.match(self._source.lines[number], column)
        if dash is not None:
            key = self._key(number, dash.end(), top.expected)
        else:
            key = None
        return key is not None and key.expected is not None

    def _text(self, number: int, column: int) -> int:
        """A line that is neither key nor item: a key without its colon, an item without its dash, or a riddle."""
        level = self._level_at(column)
        match = WITHOUT_COLON.match(self._source.lines[number], column)
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

    def _entry(self, number: int, key: TypedKey) -> int:
        moved = self._placed(number, key.column, is_list=False, name=key.name)
        if moved != key.column:
            return self._one(number)
        level = self._levels[-1]
        key = self._key(number, key.column, level.expected) or key
        if self._begins_item(key, level):
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

    def _begins_item(self, key: TypedKey, level: Level) -> bool:
        """Whether `key` is the first of an item again, so that another item begins without its dash."""
        if len(self._levels) < 2 or key.name != level.first or key.expected is None:
            return False
        above = self._levels[-2]
        return above.is_list and above.column + STEP == level.column

    def _known(self, number: int, key: TypedKey, expected: Expected) -> int:
        if expected.holds is Holds.TEXT or (expected.holds in (Holds.LIST, Holds.LINE)):
            return self._paragraphs(number, key, expected)
        if _said(key.value):
            return self._pairs(number, key, expected)
        self._open = expected
        return self._children(number, key, expected)

    def _without_dashes(self, number: int, lines: range, column: int) -> int:
        """Items that lost their dash below others that have it."""
        items = {}
        for at in lines:
            items[at] = f"{' ' * column}- {plain(bare(self._stripped(at)))}"
        self._add("Y143", number, column, key=self._above(number), fix=self._pasted(list(items.values()), list(items)))
        for at, line in items.items():
            self._mend(at, line)
        return lines.stop

    def _texts_from(self, number: int, column: int, level: Expected) -> range:
        stop = number
        while stop < len(self._source.lines) and indent_of(self._source.lines[stop]) == column:
            stripped = self._stripped(stop)
            if not stripped or DASH.match(stripped) or stripped[0] == "#" or not self._is_text(stop, level):
                break
            stop += 1
        return range(number, stop)

    def _children(self, number: int, key: TypedKey, expected: Expected) -> int:
        """The keys below a key that holds a mapping or a list of them: they may lack the indent or the dash."""
        first = self._next(number + 1)
        if first is None:
            return number + 1
        column, text = indent_of(self._source.lines[first]), self._stripped(first)
        if column < key.column or text[0] in "[{\"'|>&*!":
            return number + 1
        if expected.holds is Holds.ITEMS and not DASH.match(text):
            return self._items(number, first, key, expected)
        if expected.holds is Holds.MAP and column == key.column and self._is_child(first, column, expected):
            stop = self._last_child(first, column, expected)
            mended = {}
            for at in range(first, stop):
                if self._stripped(at):
                    mended[at] = " " * STEP + self._source.lines[at]
            self._report("Y142", first, column, mended, key=key.name, what="下面的内容没有缩进")
        return number + 1

    def _items(self, number: int, first: int, key: TypedKey, expected: Expected) -> int:
        """Mappings in the place of items: the first key needs a dash, the others stand below it."""
        column = indent_of(self._source.lines[first])
        if self._key(first, column, expected) is None and column > key.column:
            return self._named_items(number, first, key, expected)
        if self._key(first, column, expected) is None or not self._is_child(first, column, expected):
            return number + 1
        flat = column == key.column
        if flat:
            stop = self._last_child(first, column, expected)
        else:
            stop = self._deeper(first, key.column)
        wanted = key.column + STEP
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
        return first

    def _named_items(self, number: int, first: int, key: TypedKey, expected: Expected) -> int:
        """Names in the place of mappings, a line each (附件: 1.回执): each is the first key of an item."""
        name, stop = next(iter(expected.below), ""), self._deeper(first, key.column)
        mended = {}
        for at in range(first, stop):
            text = self._stripped(at)
            if text[:1] == "#":
                mended[at] = self._source.lines[at]
                continue
            if text and (text[0] == "-" or not self._is_text(at, expected)):
                return number + 1
            if text:
                mended[at] = f"{' ' * (key.column + STEP)}- {name}: {plain(_TYPED_NUMBER.sub('', text))}"
        if not name or not mended:
            return number + 1
        column = indent_of(self._source.lines[first])
        self._add("Y143", first, column, key=key.name, fix=self._pasted(list(mended.values()), list(mended)))
        for at, line in mended.items():
            self._mend(at, line)
        return stop

    def _pairs(self, number: int, key: TypedKey, expected: Expected) -> int:
        """Keys behind a key that lack their brackets, or stand in brackets of another kind."""
        bare = _ROUND.sub("", key.value)
        names = "|".join(sorted(map(re.escape, expected.below), key=len, reverse=True))
        if names:
            pair = re.compile(rf"(?:^|[,，;；、\s]\s*)({names})\s*[:：]\s*")
        else:
            pair = None
        if pair is None or key.value[0] in "[{|>\"'&*!" or pair.match(bare) is None or expected.holds is not Holds.MAP:
            return self._below(number, key.column)
        parts = pair.split(bare)[1:]
        said = []
        for name, value in zip(parts[::2], parts[1::2], strict=True):
            said.append(f"{name}: {in_flow(value.strip())}")
        return self._in_brackets(number, key, "{" + ", ".join(said) + "}", "{ }")

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
            self._levels.append(Level(column, is_list, self._open or NOTHING))
            return column
        wanted = self._nearest(column, is_list, [*popped, top])
        if wanted is None:
            self._levels.append(Level(column, is_list, self._open or NOTHING))
            return column
        return self._moved(number, column, wanted, popped)

    def _close(self, column: int, is_list: bool) -> list[Level]:
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

    def _owner(self, popped: list[Level], name: str, level: Expected) -> Level | None:
        """The mapping just closed that `name` belongs to, where the one it stands in does not know it."""
        if name in level.below:
            return None
        for item in popped:
            if not item.is_list and name in item.expected.below:
                return item
        return None

    def _nearest(self, column: int, is_list: bool, levels: list[Level]) -> Level | None:
        same = [item for item in levels if item.is_list == is_list]
        return min(same, key=lambda item: (abs(item.column - column), -item.column), default=None)

    def _moved(self, number: int, column: int, wanted: Level, popped: list[Level]) -> int:
        """Move the line, and those that stand in the same wrong column after it, to the column of `wanted`."""
        shift = wanted.column - column
        along = self._moves_along(number, column, wanted.is_list, shift)
        mended: dict[int, str] = {}
        for at in (number, *self._flat_after(number, column)):
            depth = indent_of(self._source.lines[at])
            if not self._stripped(at) or (depth > column and not along):
                continue
            if depth == column and at != number and shift > 0 and self._stays(at, column):
                break
            mended[at] = " " * (depth + shift) + self._source.lines[at].lstrip(" ")
        self._report("Y138", number, column, mended, found=self._found(number))
        while wanted not in self._levels and popped:
            self._levels.append(popped.pop())
        return wanted.column

    def _moves_along(self, number: int, column: int, is_list: bool, shift: int) -> bool:
        """Whether what stands deeper than the line at `column` was typed relative to it and moves with it."""
        after = self._next(number + 1)
        if not is_list or after is None:
            return shift < 0
        return indent_of(self._source.lines[after]) == column + STEP

    def _stays(self, number: int, column: int) -> bool:
        """Whether the key of the line is at home where it stands."""
        name = self._names(number, column)
        same = (level for level in self._levels if level.column == column and not level.is_list)
        return any(name in level.expected.below for level in same)


def _said(value: str) -> bool:
    return bool(value) and value[0] != "#"
