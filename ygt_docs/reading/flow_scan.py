"""The scan of lists and mappings in brackets, over as many lines as they take."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from ygt_docs.problems import Problems
from ygt_docs.reading.characters import indent_of, is_odd_space, mend_odd_space
from ygt_docs.reading.quoted import check_quoted, closed, quote_end
from ygt_docs.reading.source import EditedLine, Source
from ygt_docs.reading.text import quote

_HALF_WIDTH = {"，": ", ", "［": "[", "］": "]", "｛": "{", "｝": "}"}
_CLOSES = {"[": "]", "{": "}"}
_PLAIN_END = re.compile(r"[,\[\]{}，［］｛｝]|:(?=[ \t,\[\]{}，［］｛｝]|$)|(?<=[ \t])#|\t")
_KEY_LINE = re.compile(r"\s*(?:- *)*[^\s,#\[\]{}\"'][^,\[\]{}]*[:：](?:\s|$)|- ")
_OPENERS = "@`%"
_PAIRS = (("（", "）"), ("《", "》"), ("“", "”"), ("【", "】"))
_NEXT_KEY = re.compile(r"，\s*([^\s,，。；、:：{}\[\]\"'#]{1,8})\s*[:：]")
_SENTENCE_ENDS = ("。", "；", "：", "！", "？")
_REST_OF_SENTENCE = re.compile(r"[^,\[\]{}［］｛｝]*[。；：！？](?= *[,\]］])")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")


@dataclass
class _Opened:
    """A bracket that is not closed yet; `value` says that the next token of a mapping is a value.

    `said` is the column of the last value without quotes on this line, `comma` that of the comma behind it.
    """

    mark: str
    line: int
    column: int
    value: bool = False
    said: int | None = None
    comma: int | None = None


class FlowScan:
    """What stands in brackets; `is_open` while the outermost is not closed. `known` are the keys there are."""

    def __init__(self, source: Source, problems: Problems, known: Collection[str] = ()) -> None:
        self._source, self._problems, self._known = source, problems, known
        self._stack: list[_Opened] = []
        self._owner = -1
        self._number = 0
        self._line = EditedLine("")
        self._wide: int | None = None  # the first mark of the line that is full-width or lacks its space
        self._code, self._found = "Y133", ""
        self._from = 0

    @property
    def is_open(self) -> bool:
        """Whether a bracket waits to be closed."""
        return bool(self._stack)

    def open(self, number: int, line: EditedLine, column: int, owner: int) -> None:
        """Begin at the bracket at `column`, half-width or full-width (which YAML would take for text).

        `owner` is the column of the key or dash it belongs to.
        """
        self._owner = owner
        self._scan(number, line, column)

    def ends_before(self, text: str) -> bool:
        """Whether `text` is a line of its own, so that the open bracket was forgotten; then it is closed here."""
        if not text.strip() or indent_of(text) > self._owner or not _KEY_LINE.match(text):
            return False
        self._unclosed(self._number)
        return True

    def continue_line(self, number: int, line: EditedLine) -> None:
        """Go on with the next line."""
        self._scan(number, line, mend_odd_space(self._source, number, line, 0, self._problems))

    def finish(self) -> None:
        """At the end of the file: a bracket that is still open was forgotten."""
        if self._stack:
            self._unclosed(len(self._source.lines) - 1)

    def _unclosed(self, number: int) -> None:
        opened = self._stack[0]
        closing = "".join(_CLOSES[item.mark] for item in reversed(self._stack))
        same = opened.line == number and "#" not in self._source.lines[number]
        mended = f"，写成：\n{self._source.lines[number].rstrip()}{closing}" if same else ""
        place = self._source.place(opened.line, opened.column)
        self._problems.add("Y122", place, found=opened.mark, close=_CLOSES[opened.mark], line=mended)
        while number > 0 and not self._source.lines[number].strip():
            number -= 1
        line = EditedLine(self._source.lines[number])
        end = len(line.text)
        comment = re.search(r"(?<=[ \t])#", line.text)
        end = comment.start() if comment else end
        line.replace(end, end, "".join(_CLOSES[item.mark] for item in reversed(self._stack)) + " ")
        self._source.store(number, line)
        self._stack.clear()

    def _scan(self, number: int, line: EditedLine, column: int) -> None:
        self._number, self._line, self._wide, self._from = number, line, None, column
        for opened in self._stack:
            opened.said = opened.comma = None
        if not self._stack and line.text[column] in _HALF_WIDTH:
            self._half_width(column)
        end = self._run(column)
        if not self._stack:
            self._after(end)
        self._report_wide(end)

    def _report_wide(self, end: int) -> None:
        if self._wide is None:
            return
        line = self._line
        typed = slice(line.typed(self._from), line.typed(end - 1) + 1)
        found = self._found or self._source.lines[self._number][typed].strip()
        fix = line.text[self._from : end].strip()
        self._problems.add(self._code, self._source.place(self._number, self._wide), found=quote(found), fix=fix)

    def _run(self, column: int) -> int:
        """Scan to the end of the outermost bracket, or of the line; returns the column reached."""
        while column < len(self._line.text):
            column = self._token(column)
            if not self._stack:
                break
        return column

    def _add(self, code: str, column: int, **words: Any) -> None:
        self._problems.add(code, self._source.place(self._number, self._line.typed(column)), **words)

    def _token(self, column: int) -> int:
        text = self._line.text
        character = text[column]
        if character == "\t":
            mended = self._line.text.replace("\t", " ")
            self._add("Y108", column, fix=f"写成：\n{mended}")
            self._line.replace(column, column + 1, " ")
            return column + 1
        if character == " ":
            return column + 1
        if character in _HALF_WIDTH:
            self._half_width(column)
            return column
        if character in "[{":
            self._stack.append(_Opened(character, self._number, self._line.typed(column)))
            return column + 1
        if character in "]}":
            self._stack.pop()
            return column + 1
        if character == ":" and self._stack[-1].said is not None and self._stack[-1].value:
            return self._second_colon(column, self._stack[-1].said)
        if character == "," or character == ":":
            self._stack[-1].value = character == ":"
            self._stack[-1].comma = column if character == "," else None
            self._stack[-1].said = self._stack[-1].said if character == "," else None
            return column + 1
        if character in "\"'":
            return self._quoted(column)
        if character == "#" and (column == 0 or text[column - 1] in " \t"):
            return len(text)
        return self._plain(column)

    def _half_width(self, column: int) -> None:
        self._note("Y133", column, "")
        end = column + 1
        while end < len(self._line.text) and is_odd_space(self._line.text[end]):
            end += 1
        self._line.replace(column, end, _HALF_WIDTH[self._line.text[column]])

    def _note(self, code: str, column: int, found: str) -> None:
        """Keep the first mark of the line that went wrong: all of them are one fault, and the cure is the whole."""
        if self._wide is None:
            self._wide, self._code, self._found = self._line.typed(column), code, found

    def _quoted(self, column: int) -> int:
        end = quote_end(self._line.text, column)
        if end is not None:
            check_quoted(self._source, self._number, self._line, (column, end), self._problems)
            return end
        closing = "".join(_CLOSES[item.mark] for item in reversed(self._stack))
        token = self._line.text[column:].rstrip()
        first, comma, rest = token.removesuffix(closing).partition(",")
        value = closed(first) + comma + rest + closing
        self._add("Y120", column, found=quote(self._line.text[column:]), value=value)
        self._line.replace(column, len(self._line.text), "'x'" + closing)
        self._stack.clear()
        return len(self._line.text)

    def _plain(self, column: int) -> int:
        if self._line.text[column] in _OPENERS:
            self._add("Y116", column, found=self._line.text[column], value=f"'{self._token_text(column)}'")
            self._line.replace(column, column + 1, "x")
        end = self._plain_end(column)
        if self._line.text[end : end + 1] == "#" and self._line.text[end + 1 : end + 2] not in ("", " ", "#"):
            after = self._plain_end(end + 1)
            value = _quoted_value(self._line.text[column:after].strip())
            self._add("Y111", end, found=quote(self._line.text[end:]), value=value)
            self._line.replace(end, end + 1, "x")
            return self._plain(column)
        top = self._stack[-1]
        if top.mark == "{" and not top.value and self._line.text[end : end + 1] != ":":
            return self._key_without_colon(column, end)
        if top.mark == "{" and top.value and top.said is None:
            top.said = column
        return end

    def _plain_end(self, column: int) -> int:
        match = _PLAIN_END.search(self._line.text, column)
        while match is not None and match.group() == "，" and self._is_text(column, match.start()):
            match = _PLAIN_END.search(self._line.text, match.end())
        if match:
            return match.start()
        return len(self._line.text)

    def _is_text(self, start: int, column: int) -> bool:
        """Whether the full-width comma at `column` is part of the value from `start`.

        It parts nothing between brackets or quotation marks of the text, nor where a key would have to follow, nor in
        an item of a list that is a sentence (it ends in 。).
        """
        before = self._line.text[start:column]
        if any(before.count(left) > before.count(right) for left, right in _PAIRS):
            return True
        top = self._stack[-1]
        if top.mark == "[":
            return before[-1:] not in _SENTENCE_ENDS and _REST_OF_SENTENCE.match(self._line.text, column) is not None
        if not top.value:
            return False
        key = _NEXT_KEY.match(self._line.text, column)
        return key is None or (bool(self._known) and key[1] not in self._known)

    def _token_text(self, column: int) -> str:
        return self._line.text[column : self._plain_end(column)].strip()

    def _key_without_colon(self, column: int, end: int) -> int:
        token = self._line.text[column:end]
        colon = re.search("[:：]", token)
        if colon is None:
            return self._torn(column, end)
        at = column + colon.start()
        self._note("Y110" if colon.group() == "：" else "Y112", at, token.strip())
        self._line.replace(at, at + 1, ": ")
        return at

    def _torn(self, column: int, end: int) -> int:
        """Text behind a comma that is no key: the comma tore it off the value before it."""
        top = self._stack[-1]
        if top.said is None or top.comma is None:
            return end
        value = self._line.text[top.said : end].strip()
        if _THOUSANDS.fullmatch(value):
            right = value.replace(",", "")
        else:
            right = _quoted_value(value)
        self._add("Y146", top.comma, found=quote(value), fix=right)
        self._line.replace(top.comma, top.comma + 1, "，")
        top.value = True
        return end

    def _second_colon(self, column: int, said: int) -> int:
        """A colon inside a value: it would begin another key."""
        end = self._plain_end(column + 1)
        value = self._line.text[said:end].strip()
        self._add("Y121", column, found=quote(value), fix=_quoted_value(value))
        self._line.replace(column, column + 1, "：")
        return end

    def _after(self, column: int) -> None:
        rest = self._line.text[column:]
        if rest.strip(" ") and not rest.startswith((" #", "\t#")) and not rest.strip(" ").startswith("#"):
            value = _quoted_value(self._line.text[self._from :].strip())
            self._add("Y134", column, found=quote(rest.strip()), value=value)
            self._line.replace(column, len(self._line.text), "")


def _quoted_value(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
