"""Lines of text below a key: paragraphs that lack their bar or indent, lists that lack their dashes."""

from __future__ import annotations

import re

from ygt_docs.reading.characters import indent_of
from ygt_docs.reading.expected import Expected, Holds
from ygt_docs.reading.outline_lines import BAR, DASH, OutlineLines, TypedKey, odd_column
from ygt_docs.reading.quoted import quote_end
from ygt_docs.reading.text import quote

STEP = 2  # columns of one level
_WRONG_BAR = re.compile(r"[|｜>]\s*(?P<text>.*)")
_BULLET = re.compile(r"^[-－—–·•*▪●]\s*")
_LIST_IN_BRACKETS = re.compile(r"[【（(]([^【】（）()]+[,，][^【】（）()]+)[】）)]")
_COMMENT = re.compile(r"[ \t]+#(?:[ \t].*)?$")  # 编号 #1 is none
_PLAIN = re.compile(r"[^\s|>\"'\[{&*!#@%`]")


class OutlineTexts(OutlineLines):
    """Text and lists of text; see the module."""

    def _paragraphs(self, number: int, key: TypedKey, expected: Expected) -> int:
        """The lines behind a key that holds text: they may lack the bar, the dashes or the indent."""
        value, end = key.value, self._deeper(number + 1, key.column)
        if not value or value[0] == "#":
            return self._nothing_behind(number, key, expected)
        if BAR.fullmatch(value):
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
            items = ", ".join(in_flow(item.strip()) for item in re.split("[,，]", bracket[1]) if item.strip())
            return self._in_brackets(number, key, f"[{items}]", "[ ]")
        stop = self._last_text(number + 1, key, expected)
        if stop == number + 1:
            return number + 1
        if expected.holds is Holds.TEXT:
            return self._with_bar(number, key, [value], range(number + 1, stop))
        if expected.holds is Holds.LIST:
            return self._as_list(number, key, [value], range(number + 1, stop))
        return self._in_one_line(number, key, stop)

    def _in_open_quotes(self, number: int, key: TypedKey, expected: Expected) -> int:
        """Text in quotes that end on a later line: in block text it needs none."""
        stop = self._last_text(number + 1, key, expected)
        last = self._source.lines[stop - 1].rstrip()
        if stop == number + 1 or last[-1] != key.value[0]:
            return number + 1  # told by the scan of lines
        self._mend(stop - 1, last[:-1])
        return self._with_bar(number, key, [key.value[1:]], range(number + 1, stop))

    def _nothing_behind(self, number: int, key: TypedKey, expected: Expected) -> int:
        lines, first = self._source.lines, self._next(number + 1)
        if first is None:
            return number + 1
        column, text = indent_of(lines[first]), lines[first].strip()
        if column > key.column and text[0] in "|>\"'[{&*!":
            return number + 1
        if DASH.match(text) and (column >= key.column):
            self._open = expected
            return number + 1
        inner = self._key(first, column, expected) if column > key.column else None
        if inner is not None and (expected.holds is not Holds.TEXT or self._has_known(first, column, expected)):
            self._open = expected
            return number + 1
        stop = self._last_text(number + 1, key, expected)
        typed = []
        for at in range(number + 1, stop):
            if lines[at].strip():
                typed.append(at)
        if not typed:
            return number + 1
        if len(typed) == 1 and column > key.column:
            said = _COMMENT.sub("", text)
            self._mend(first, " " * column + in_quotes(said))  # text may end in a colon, a key has to
            return stop
        if expected.holds is Holds.LIST and len(typed) > 1:
            return self._as_list(number, key, [], range(number + 1, stop))
        if expected.holds is not Holds.TEXT:
            return self._in_one_line(number, key, stop)
        return self._with_bar(number, key, [], range(number + 1, stop))

    def _behind_bar(self, number: int, key: TypedKey, end: int) -> int:
        """Block text with its bar: lines at its end that lost their indent belong to it."""
        within = []
        for line in self._source.lines[number + 1 : end]:
            if line.strip():
                within.append(line)
        half = len(within[0]) - len(within[0].lstrip(" ")) if within else 0
        indent = half if half > key.column else key.column + STEP
        self._odd_in_block(range(number + 1, end), indent)
        stop = self._flat_texts(end, key.column)
        if stop == end:
            return end
        mended = {}
        for at in range(end, stop):
            if self._stripped(at):
                mended[at] = " " * indent + self._stripped(at)
        first = next(iter(mended))
        what = "下面的文字没有缩进"
        self._report("Y142", first, indent_of(self._source.lines[first]), mended, key=key.name, what=what)
        return stop

    def _has_known(self, number: int, column: int, expected: Expected) -> bool:
        """Whether one of the lines at `column`, from `number` on, is a known key: an unknown one before it is none of a
        text's lines."""
        while number < len(self._source.lines):
            if self._stripped(number) and indent_of(self._source.lines[number]) < column:
                return False
            at_column = indent_of(self._source.lines[number]) == column
            key = self._key(number, column, expected) if at_column else None
            if key is not None and key.expected is not None:
                return True
            number += 1
        return False

    def _odd_in_block(self, lines: range, indent: int) -> None:
        """Lines of block text whose indent is made of other spaces than half-width ones."""
        odd = []
        for at in lines:
            if self._stripped(at) and 0 < odd_column(self._source.lines[at]) <= indent:
                odd.append(at)
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
        if self._stripped(number).endswith(":") and DASH.match(self._stripped(after)):
            return False  # a key that nobody knows, and its list
        return self._is_text(after, level)

    def _last_text(self, number: int, key: TypedKey, expected: Expected) -> int:
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

    def _with_bar(self, number: int, key: TypedKey, before: list[str], lines: range) -> int:
        """Put a bar behind `key`, and `before` and `lines` below it."""
        typed = [at for at in lines if self._stripped(at)]
        depths = {indent_of(self._source.lines[at]) for at in typed}
        head = self._head(number, key)
        kept = not before and all(depth > key.column for depth in depths) and depths and self._even(typed)
        inner = " " * (key.column + STEP)
        mended = {at: self._source.lines[at] if kept else inner + self._stripped(at) for at in typed}
        pasted = [f"{head} |", *(inner + text for text in before), *mended.values()]
        cure = f"写成：\n{head} |" if kept else self._pasted(pasted, [number, *typed])
        column = key.value_column if key.value else key.column
        wrong = _WRONG_BAR.match(key.value)
        if wrong is None:
            what = "后面缺“|”"
        elif "｜" in key.value:
            what = "后面的“|”要用半角"
        else:
            what = "后面的“|”之后不能写文字"
        self._add("Y142", number, column, key=key.name, what=what, fix=cure)
        for at, line in mended.items():
            self._mend(at, line)
        self._mend(number, f"{head} |")
        if before and not typed:
            self._mend(number, f"{head} {plain(before[0])}")
        return lines.stop

    def _even(self, typed: list[int]) -> bool:
        """Whether no line stands less deep than the first: then a bar alone mends them."""
        depths = [indent_of(self._source.lines[at]) for at in typed]
        half = []
        for at in typed:
            half.append(len(self._source.lines[at]) - len(self._source.lines[at].lstrip(" ")))
        return min(depths) == depths[0] and half == depths

    def _as_list(self, number: int, key: TypedKey, before: list[str], lines: range) -> int:
        """Put a dash before each of `before` and `lines`."""
        inner, typed = " " * (key.column + STEP), [at for at in lines if self._stripped(at)]
        items = {at: f"{inner}- {plain(bare(self._stripped(at)))}" for at in typed}
        head = self._head(number, key)
        pasted = [*([head] if before else []), *(f"{inner}- {plain(text)}" for text in before), *items.values()]
        if before:
            place = (number, key.value_column)
        else:
            place = (typed[0], indent_of(self._source.lines[typed[0]]))
        cure = self._pasted(pasted, [number, *typed] if before else typed)
        self._add("Y143", *place, key=key.name, fix=cure)
        if before:  # no line may be put in between, so the copy has all items behind the key
            said = [*before, *(bare(self._stripped(at)) for at in typed)]
            items = dict.fromkeys(typed, "")
            head += f" [{', '.join(map(in_flow, said))}]"
        for at, line in items.items():
            self._mend(at, line)
        self._mend(number, head)
        return lines.stop

    def _in_brackets(self, number: int, key: TypedKey, value: str, brackets: str) -> int:
        line = f"{self._head(number, key)} {value}"
        self._add("Y145", number, key.value_column, key=key.name, brackets=brackets, fix=f"写成：\n{line}")
        self._mend(number, line)
        return number + 1

    def _in_one_line(self, number: int, key: TypedKey, stop: int) -> int:
        """One line of text that was typed in several."""
        texts = [key.value, *(self._stripped(at) for at in range(number + 1, stop))]
        joined = "".join(text for text in texts if text)
        line = f"{self._head(number, key)} {plain(joined)}"
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


def bare(text: str) -> str:
    """`text` without the bullet that somebody typed for a dash."""
    return _BULLET.sub("", text, count=1)


def in_flow(text: str) -> str:
    """`text` as a value in brackets."""
    if re.search(r"[,\[\]{}'\"]|: |:$| #|^[|>&*!@%`?-]", text):
        return f"'{text}'"
    return text


def plain(text: str) -> str:
    """`text` as a value, in quotes where YAML would take it for something else."""
    if re.search(r": |:$| #|^[-?] |^[\[{}\]|>&*!@%`\"'#,]", text):
        return in_quotes(text)
    return text


def in_quotes(text: str) -> str:
    """`text` in single quotes, which keep every character."""
    return "'" + text.replace("'", "''") + "'"
