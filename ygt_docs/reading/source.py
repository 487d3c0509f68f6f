"""From bytes to lines: UTF-8 or one clear error that says what the file looks like; one way of ending lines."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from ygt_docs.problems import Place, Problems
from ygt_docs.walking import is_regular, reason


class EditedLine:
    """One line of a file; columns count from 0."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.columns: list[int] | None = None  # None: as typed

    def replace(self, start: int, end: int, new: str) -> None:
        """Put `new` where `start` to `end` stood; its characters count as typed at the old ones, then at the last."""
        if self.columns is None:
            self.columns = list(range(len(self.text)))
        columns = self.columns
        old = columns[start:end]
        if end < len(columns):
            after = columns[end]
        elif columns:
            after = columns[-1] + 1
        else:
            after = 0
        last = old[-1] if old else after
        columns[start:end] = [old[index] if index < len(old) else last for index in range(len(new))]
        self.text = self.text[:start] + new + self.text[end:]

    def typed(self, column: int) -> int:
        """The column in the file of the character that now stands at `column`."""
        return typed_column(self.columns, column)


def typed_column(columns: list[int] | None, column: int) -> int:
    """The column in the file; `columns` are those of the mended line's characters (None: the line is as typed)."""
    if columns is None:
        return column
    if column < len(columns):
        return columns[column]
    return (columns[-1] + 1 if columns else 0) + column - len(columns)


_MARK = "\ufeff"
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")


def plain_lines(data: bytes) -> str:
    """The text of a content file that reads without an error; it ends in a line end."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return text if text.endswith("\n") else text + "\n"


def like_before(text: str, before: bytes) -> bytes:
    """`text` in bytes with the byte order mark that the file had `before`, and each line with the end that it had.

    A new line ends as most lines of the file do. Where the file had no line end at its end it has none again.
    """
    old = _lines(before.decode("utf-8-sig"))
    new = text.removesuffix("\n").split("\n")
    usual = (Counter(end for _, end in old if end).most_common(1) or [("\n", 0)])[0][0]
    ends = [usual] * len(new)
    matcher = SequenceMatcher(None, [line for line, _ in old], new, autojunk=False)
    for _, first, last, start, stop in matcher.get_opcodes():
        size = min(last - first, stop - start)  # equal lines, or some in place of others
        ends[start : start + size] = [end or usual for _, end in old[first : first + size]]
    ends[-1] = (ends[-1] or usual) if old[-1][1] else ""
    joined = "".join(line + end for line, end in zip(new, ends, strict=True))
    return joined.encode("utf-8-sig" if before.startswith(_MARK.encode()) else "utf-8")


def _lines(text: str) -> list[tuple[str, str]]:
    """Each line of `text` with what ends it ("": nothing, at the end of the file)."""
    found = []
    for match in _LINE.finditer(text):
        found.append((match[1], match[2]))
    if len(found) > 1 and found[-1] == ("", ""):
        return found[:-1]
    return found


MAX_BYTES = 1_000_000
MAX_BYTES_OF_TABLE = 4_000_000  # thousands of rows; longer than any list of an office
MAX_LINE = 10_000  # characters; the longest paragraph of a real draft has about 1,000
# Where this was read before the first wrong byte, the file is UTF-8 with some damage, not GBK.
_CHINESE = re.compile("[\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]")


@dataclass
class Source:
    """A file as lines without their line ends; `columns` maps a mended line back to the columns that were typed.

    Lines and columns of a Source count from 0; those of a :class:`Place` from 1.
    """

    shown_as: str
    lines: list[str]
    columns: dict[int, list[int]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The lines joined again, as PyYAML gets them."""
        return "\n".join(self.lines)

    def place(self, line: int, column: int) -> Place:
        """Where `line` and `column` of this source stand in the file."""
        return Place(self.shown_as, line + 1, typed_column(self.columns.get(line), column) + 1)

    def store(self, line: int, edited: EditedLine) -> None:
        """Take `edited` for `line`, keeping the columns that were typed."""
        if edited.columns is not None:
            before = self.columns.get(line)
            self.columns[line] = [typed_column(before, column) for column in edited.columns]
            self.lines[line] = edited.text


def read_source(path: Path, shown_as: str, problems: Problems, most: int = MAX_BYTES) -> Source | None:
    """The lines of `path`; None when it cannot be read, has more than `most` bytes or is not UTF-8 (it is said why)."""
    place = Place(shown_as)
    try:
        if path.exists() and not path.is_dir() and not is_regular(path):  # a pipe would be waited for
            problems.add("Y102", place, reason="不是普通文件")
            return None
        with path.open("rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError:
        problems.add("Y101", place)
        return None
    except OSError as error:
        problems.add("Y102", place, reason=reason(error))
        return None
    if len(data) > most:
        problems.add("Y103", place, most=most // 1_000_000)
        return None
    return decode(data, shown_as, problems)


def decode(data: bytes, shown_as: str, problems: Problems) -> Source | None:
    """`data` as lines; None when it is not UTF-8. A UTF-8 byte order mark is accepted: Notepad writes one."""
    encoding = _utf16_or_32(data)
    try:
        text = None if encoding else data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _not_utf8(data, error.start, shown_as, problems)
        return None
    if text is None:
        problems.add("Y104", Place(shown_as, 1, 1), looks=encoding)
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines):
        if len(line) > MAX_LINE:
            problems.add("Y141", Place(shown_as, number + 1, MAX_LINE + 1), count=len(line), limit=MAX_LINE)
            return None
    return Source(shown_as, lines)


def _utf16_or_32(data: bytes) -> str | None:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    # Without a mark: half-width characters (colons, spaces, line ends) leave a NUL in every other byte.
    if data.count(0) > max(1, len(data) // 16):
        return "UTF-32" if b"\0\0\0" in data else "UTF-16"
    return None


def _not_utf8(data: bytes, start: int, shown_as: str, problems: Problems) -> None:
    line = data.count(b"\n", 0, start) + 1
    begin = data.rfind(b"\n", 0, start) + 1
    column = len(data[begin:start].decode("utf-8", "replace")) + 1
    try:
        data.decode("ascii" if _CHINESE.search(data[:start].decode("utf-8")) else "gb18030")
    except UnicodeDecodeError:
        problems.add("Y105", Place(shown_as, line, column), byte=f"{data[start]:02X}")
    else:
        problems.add("Y104", Place(shown_as, line, column), looks=_chinese_encoding(data))


def _chinese_encoding(data: bytes) -> str:
    try:
        data.decode("gbk")
    except UnicodeDecodeError:
        return "GB18030"
    return "GBK"
