"""A scan of lines before PyYAML: faults it would swallow silently, or would stop at, are told and mended one by one.

PyYAML stops at its first error. So each fault found here is reported and mended in a copy of the line (columns are
remembered), and PyYAML then finds what is left. The scan knows block text, quotes and brackets; whatever stands inside
them is judged by their own rules.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from ygt_docs.problems import Problems
from ygt_docs.reading.characters import indent_of, is_odd_space, mend_odd_space
from ygt_docs.reading.flow_scan import FlowScan
from ygt_docs.reading.quoted import check_quoted, chinese_quotes, closed, quote_end
from ygt_docs.reading.rows import RowScan
from ygt_docs.reading.source import EditedLine, Source
from ygt_docs.reading.text import quote

_HEADER = re.compile(r"([|>])([-+0-9]{0,2}) *(?: #.*)?")
_ANCHOR = re.compile(r"[&*][0-9A-Za-z_-]+(?: |$)")
_OPENERS = "@`%,]}"
_MOST_FAULTS = 1000
_BRACKETS = "[{［｛"


@dataclass
class _Block:
    """Block text that is open: its lines stand deeper than `parent`; `indent` is that of its first line."""

    parent: int
    indent: int | None = None


@dataclass
class _Last:
    """The last line that held something: its owner's column, and whether a value stood there."""

    owner: int = -1
    filled: bool = False


class LineScan:
    """One pass over the lines of a source; see the module. `known` are the keys there are (none: not known).

    `cells`: the keys behind which rows of cells stand.
    """

    def __init__(
        self, source: Source, problems: Problems, known: Collection[str] = (), cells: Collection[str] = ()
    ) -> None:
        self._source, self._problems = source, problems
        self._rows = RowScan(source, problems, cells)
        self._block: _Block | None = None
        self._skip: int | None = None  # lines deeper than this belong to a quote that was closed by force
        self._last = _Last()
        self._flow = FlowScan(source, problems, known)
        self._number = 0
        self._line = EditedLine("")

    def run(self) -> bool:
        """Scan and mend every line; False when there were so many faults that it stopped."""
        for number, text in enumerate(self._source.lines):
            if len(self._problems) > _MOST_FAULTS:
                return False
            self._number = number
            self._line = EditedLine(text)
            self._one()
            self._source.store(self._number, self._line)
        self._flow.finish()
        return True

    def _one(self) -> None:
        if self._block is not None and self._in_block(self._block):
            return
        self._block = None
        if self._skip is not None:
            blank = not self._text.strip()
            if blank or indent_of(self._text) > self._skip:
                self._line.replace(0, len(self._text), "")
                return
            self._skip = None
        self._rows.mend(self._number, self._line)
        if self._flow.is_open and not self._flow.ends_before(self._text):
            self._flow.continue_line(self._number, self._line)
            return
        self._block_line()

    # -- block text ---------------------------------------------------------------------------------------------

    def _in_block(self, block: _Block) -> bool:
        half = len(self._text) - len(self._text.lstrip(" "))
        if half == len(self._text):
            if block.indent is None:
                self._line.replace(0, half, "")  # PyYAML would take the indentation from a blank line
            return True
        wanted = block.indent if block.indent is not None else block.parent + 1
        if half >= wanted:
            block.indent = block.indent or half
            return True
        if is_odd_space(self._text[half]):
            indent = block.indent or block.parent + 2
            mend_odd_space(self._source, self._number, self._line, 0, self._problems, width=indent)
            block.indent = indent
            return True
        if half > block.parent:
            self._add("Y115", half, found=quote(self._text.strip()), line=" " * wanted + self._text.strip())
            self._line.replace(0, half, " " * wanted)
            return True
        return False

    # -- lines of keys and items --------------------------------------------------------------------------------

    @property
    def _text(self) -> str:
        return self._line.text

    def _add(self, code: str, column: int, **words: Any) -> None:
        self._problems.add(code, self._source.place(self._number, self._line.typed(column)), **words)

    def _spaces(self, column: int) -> int:
        """The column after the spaces at `column`; other kinds of space among them are reported and mended."""
        return mend_odd_space(self._source, self._number, self._line, column, self._problems)

    def _block_line(self) -> None:
        column = self._spaces(0)
        if column == len(self._text) or self._text[column] == "#":
            return
        if column == 0 and self._marker():
            return
        start, column = column, self._dashes(column)
        if column < len(self._text):
            self._entry(column, item=column > start)

    def _marker(self) -> bool:
        if self._text.startswith("%"):
            self._add("Y116", 0, found="%", value=quote(self._text))
            self._line.replace(0, len(self._text), "")
            return True
        return self._text[:3] in ("---", "...") and self._text[3:4] in ("", " ")

    def _dashes(self, column: int) -> int:
        first = True
        while self._text.startswith("-", column):
            after = self._text[column + 1 : column + 2]
            if after and after != " " and not is_odd_space(after):
                if not first or self._continues(column):
                    return column
                line = f"{self._text[: column + 1]} {self._text[column + 1 :]}"
                self._add("Y113", column, found=quote(self._text[column:]), line=line)
                self._line.replace(column + 1, column + 1, " ")
            self._last = _Last(column)
            column, first = self._spaces(column + 1), False
        return column

    def _continues(self, column: int) -> bool:
        """Whether a line at `column` can only be the rest of the plain text above."""
        return self._last.filled and column > self._last.owner

    def _entry(self, column: int, item: bool) -> None:
        character = self._text[column]
        if character in _BRACKETS:
            self._open_flow(column, self._last.owner)
            return
        after = self._after_key(column)
        if after is not None:
            shift = 0 if item else self._too_deep(column)
            self._value(self._spaces(after - shift), owner=column - shift)
        elif item:
            self._item(column)
        else:
            self._no_key(column)

    def _too_deep(self, column: int) -> int:
        """By how much the key at `column` was moved back: below text no key can stand deeper."""
        if not self._continues(column):
            return 0
        moved = " " * self._last.owner + self._text[column:]
        self._add("Y138", column, found=quote(self._text.strip()), fix=f"写成：\n{moved}")
        self._line.replace(0, column, " " * self._last.owner)
        return column - self._last.owner

    def _after_key(self, column: int) -> int | None:
        """The column after the colon of the key at `column`; None when there is no key."""
        text = self._text
        if text[column] in "\"'":
            end = quote_end(text, column)
            if end is None or not text[end:].lstrip(" ").startswith(":"):
                return None
            check_quoted(self._source, self._number, self._line, (column, end), self._problems)
            return text.index(":", end) + 1
        end = _comment(text, column)
        for match in re.finditer(":", text[column:end]):
            at = column + match.start() + 1
            if at == len(text) or text[at] in " \t":
                wide = text.find("：", column, at)
                if wide < 0:
                    return at
                return self._full_width_colon(wide)
        return None

    def _full_width_colon(self, column: int) -> int:
        before, after = self._text[:column].strip(" -"), self._text[column + 1 :].strip()
        self._add("Y110", column, found=quote(self._text.strip()), fix=f"{before}: {after}")
        self._line.replace(column, column + 1, ": ")
        return column + 1

    def _tight_colon(self, column: int) -> int:
        before, after = self._text[:column].strip(" -"), self._text[column + 1 :].strip()
        self._add("Y112", column, found=quote(self._text.strip()), fix=f"{before}: {after}")
        odd = is_odd_space(self._text[column + 1])
        self._line.replace(column + 1, column + (2 if odd else 1), " ")
        return column + 1

    def _item(self, column: int) -> None:
        """An item of a list: text, or a mapping whose first colon went wrong (the next line then goes on deeper)."""
        colon = re.search("[:：]", self._text[column : _comment(self._text, column)])
        if colon and self._text[column] not in "\"'|>" and self._next_indent() >= column:
            at = column + colon.start()
            if self._text[at] == "：":
                after = self._full_width_colon(at)
            else:
                after = self._tight_colon(at)
            self._value(self._spaces(after), owner=column)
        else:
            self._value(column, owner=self._last.owner)

    def _no_key(self, column: int) -> None:
        text = self._text
        colon = re.search("[:：]", text[column : _comment(text, column)])
        at = column + colon.start() if colon else -1
        below = not self._last.filled and column > self._last.owner >= 0
        if self._continues(column):
            return
        if text[column] in "\"'" and quote_end(text, column) is None:
            self._quoted(column, owner=column)
            return
        quoted = text[column] in "\"'"
        if below and (quoted or text[column] in "|>&*!@`%"):
            self._value(column, self._last.owner)
        elif quoted:
            self._junk(column)
        elif colon and text[at] == "：":
            self._value(self._spaces(self._full_width_colon(at)), owner=column)
        elif colon and not (below and text[column:at].isascii()):
            self._value(self._spaces(self._tight_colon(at)), owner=column)
        elif below:
            self._value(column, self._last.owner)
        else:
            self._junk(column)

    def _junk(self, column: int) -> None:
        cure = "补上键和冒号；如果是上一段的文字，用 | 起头，各行缩进两格"
        self._add("Y114", column, found=quote(self._text[column:].rstrip()), fix=cure)
        self._line.replace(0, len(self._text), "")

    def _next_indent(self) -> int:
        """The indentation of the next line that holds something; -1 at the end."""
        for number in range(self._number + 1, len(self._source.lines)):
            text = self._source.lines[number]
            if text.strip() and not text.lstrip().startswith("#"):
                return indent_of(text)
        return -1

    # -- values -------------------------------------------------------------------------------------------------

    def _value(self, column: int, owner: int) -> None:
        self._last = _Last(owner, filled=column < len(self._text))
        if column >= len(self._text):
            return
        character = self._text[column]
        if character == "#":
            self._comment_for_value(column)
        elif character in "|>":
            self._block_header(column, owner)
        elif character in "\"'":
            self._quoted(column, owner)
        elif character in _BRACKETS:
            self._open_flow(column, owner)
        elif (
            character in _OPENERS
            or (character in "&*" and not _ANCHOR.match(self._text, column))
            or (character == "!" and not self._text[column:].isascii())
        ):
            self._opener(column)
        else:
            self._plain(column)

    def _comment_for_value(self, column: int) -> None:
        self._last.filled = False
        glued = self._text[column + 1 : column + 2] not in ("", " ", "#")
        if glued and self._next_indent() <= self._last.owner:
            self._cut(column, column)
            self._last.filled = True

    def _cut(self, column: int, start: int) -> None:
        """Tell that the value from `start` on would end at the # at `column`."""
        value = _pasted(self._text[start:].rstrip())
        self._add("Y111", column, found=quote(self._text[column:]), value=value)
        self._line.replace(column, column + 1, "x")

    def _block_header(self, column: int, owner: int) -> None:
        match = _HEADER.fullmatch(self._text, column)
        if match is None:
            self._opener(column)
            return
        if match[1] == ">":
            self._add("Y118", column)
            self._line.replace(column, column + 1, "|")
        digits = re.search("[0-9]", match[2])
        if digits:
            at = match.start(2) + digits.start()
            self._add("Y117", at, found=quote(match[1] + match[2]))
            self._line.replace(match.start(2), match.end(2), "")
        self._block = _Block(owner)

    def _opener(self, column: int) -> None:
        value = self._text[column : _comment(self._text, column)].strip()
        self._add("Y116", column, found=self._text[column], value=f"'{value}'")
        self._line.replace(column, column + 1, "x")
        self._plain(column)

    def _quoted(self, column: int, owner: int) -> None:
        end = quote_end(self._text, column)
        if end is None:
            self._add("Y120", column, found=quote(self._text[column:]), value=closed(self._text[column:]))
            # What stands in the broken quote is reported as a whole; an escape at its end must not eat the quote.
            self._line.replace(column, len(self._text), "'x'")
            self._skip = owner
            return
        check_quoted(self._source, self._number, self._line, (column, end), self._problems)
        after = self._text[end:]
        if (after.strip(" ") and not after.lstrip(" ").startswith("#")) or after.startswith("#"):
            value = self._text[column:].strip()
            self._add("Y135", end, found=quote(value), value=chinese_quotes(value))
            self._line.replace(end, len(self._text), "")

    def _plain(self, column: int) -> None:
        end = _comment(self._text, column)
        if end < len(self._text) and self._text[end + 1 : end + 2] not in ("", " ", "#"):
            self._cut(end, column)
            end = len(self._text)
        tabs = [at for at in range(column, end) if self._text[at] == "\t"]
        if tabs:  # YAML itself ends such a value at the tab: no other program would read the file
            mended = self._text.replace("\t", " ")
            self._add("Y108", tabs[0], fix=f"写成：\n{mended}")
        for at in tabs:
            self._line.replace(at, at + 1, " ")
        self._inner_colon(column, end)

    def _inner_colon(self, column: int, end: int) -> None:
        match = re.search(r":(?= |$)", self._text[column:end].rstrip(" "))
        if match is not None:
            value = self._text[column:end].strip()
            self._add("Y121", column + match.start(), found=quote(value), fix=_pasted(value))
            self._line.replace(column, end, self._text[column:end].replace(":", "："))

    def _open_flow(self, column: int, owner: int) -> None:
        self._last = _Last(owner, filled=True)
        self._flow.open(self._number, self._line, column, owner)


def _pasted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _comment(text: str, start: int) -> int:
    """The column of the `#` that YAML takes for a comment, from `start` on; the end of the text when there is none."""
    match = re.compile(r"(?<=[ \t])#").search(text, start)
    return match.start() if match else len(text)
