"""From bytes to text (第一步): the encoding is recognised and stated, never assumed."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import groupby
from typing import Any

from ygt_docs.standard.lengths import Length

PICTURE_MARK = re.compile("\ufffc([0-9]{1,4})\ufffc")
"""What stands in the text of a draft for the picture of that number, counted from 1."""


UPRIGHT = "竖排"
"""The role of words of a cell that stand one character under another."""


class Reason(StrEnum):
    """Why a character of the draft is not in the content, in the words of the list that a secretary reads."""

    LINE_END = "换行"
    INVISIBLE = "不可见字符"
    SPACE = "多余空格"
    LABEL = "栏目名（已写成键名）"
    REPEATED = "重复的内容"
    NUMBERING = "序号、编号（排版时自动编）"
    NUMBER_MARKS = "发文字号的括号和“号”字（排版时自动加）"
    SEPARATOR = "顿号、逗号、冒号等连接标点（排版时自动加）"
    HEADING_STOP = "连排标题后的句号（排版时自动加）"
    DEADLINE_MARK = "时限后的逗号（排版时自动加）"
    ITEM_WORDS = "“一是”“二是”和分号、句号（排版时自动加）"
    APPENDIX_MARK = "附件标识、附件说明的“附件”二字（排版时自动加）"
    MASTHEAD = "发文机关标志（排版时自动加）"
    NOT_REPRINTED = "转发件的版头和版记（转发时不重印）"
    TABLE_MARKS = "表格的竖线"
    TABLE_HEAD = "表头（与默认表头相同）"
    BLANK_COLUMN = "没有内容的栏的表头（见存疑）"
    BRACKETS = "附注的圆括号（排版时自动加）"
    UNREADABLE = "认不出的栏目内容（见存疑）"
    CODE = "网页的程序、样式和隐藏内容"
    MENU = "网页的菜单、分享和页脚"
    DELETED = "修订中已删除的文字"
    HIDDEN = "隐藏的文字"
    COMMENT = "批注"
    RUNNING = "页眉、页脚"
    CONTENTS = "目录（按各篇标题重编）"
    TEXT_CONTENTS = "目录（排版时自动编）"
    READING = "注音"
    SITE = "网站的广告、时间、导航和推荐"
    OUTDATED = "1999年旧格式的要素（现行标准没有）"
    SEALED_FOR = "署名后的“代章”“盖章”字样"
    PIECE_MARK = "汇编中各篇的编号"
    PRINTING_WORDS = "“印发”二字（排版时自动加）"
    PICTURE = "图片的位置（见存疑）"
    ISSUE_WORDS = "期号、印数的用字（排版时自动加）"


@dataclass(frozen=True)
class Carried:
    """A picture that a draft carries: its bytes as they are printed, and the `suffix` of its file.

    `width` and `height`: how large it stands (None: nothing says so). `words`: what is read in its place ("": nothing).
    """

    data: bytes
    suffix: str
    width: Length | None
    height: Length | None
    words: str


def ranges(lines: Iterable[int]) -> str:
    """Lines in a few words: 1、3-5、9 for 1, 3, 4, 5, 9."""
    parts: list[list[int]] = []
    for line in sorted(set(lines)):
        if parts and line == parts[-1][-1] + 1:
            parts[-1][1:] = [line]
        else:
            parts.append([line])
    return "、".join("-".join(map(str, part)) for part in parts)


MAX_BYTES = 5_000_000
_SIGNATURES = (
    (b"%PDF", "PDF 文件"),
    (b"PK\x03\x04", "Word、WPS 或压缩文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word 或 WPS 文件"),
    (b"{\\rtf", "RTF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
)
# What is said once for the whole draft, with a count, the lines and what was found.
_ONCE = frozenset({"I228", "I229", "I230", "I232", "I233", "I235", "I236", "I237", "I238"})
_FEWEST_TABS = 2
_FEWEST_PAIRS = 3  # rows of two columns, the head among them
_LONGEST_LEFT = 20
_NO_CELL = re.compile(r"[。；：:]|[、.．）)>›»]$|^第.{1,4}[条章节]")
_NO_HEAD = re.compile(r"[0-9。；：:，>›»]|首页|当前位置|网站|版权|主办|承办|备案|邮编")
_ONLY_NAMES = re.compile(r"[ \u3000]*[\u3400-\u9fff·]{2,4}(?:[\t \u3000]+[\u3400-\u9fff·]{2,4})*[\t \u3000\r]*")
_CONTROL = frozenset(chr(code) for code in range(32)) - frozenset("\t\n\r\f\v\x1b")


class NotTextError(Exception):
    """The bytes are no text; `looks` says in Chinese what they look like."""

    def __init__(self, looks: str) -> None:
        self.looks = looks
        super().__init__(looks)


@dataclass(frozen=True)
class Note:
    """What a decoder has to say: the problem `code` at offset `at` of the text, with the `words` of its message."""

    code: str
    at: int
    words: dict[str, Any]


@dataclass(frozen=True)
class Decoded:
    """The text of a draft, a byte order mark included as its first character, and the name of the encoding.

    `dropped` are ranges of the text that are no part of the document, with the reason; `notes` what the decoder has
    to say; `lines` the line of the file for each line of the text (empty: they are the same); `roles` the ranges whose
    style says what they are; `pictures` those whose marks stand in the text.
    """

    text: str
    encoding: str
    dropped: tuple[tuple[range, Reason], ...] = ()
    notes: tuple[Note, ...] = ()
    lines: tuple[int, ...] = ()
    roles: tuple[tuple[range, str], ...] = ()
    pictures: tuple[Carried, ...] = ()


@dataclass
class Drafting:
    """A text as a decoder writes it, piece by piece; each line ends with a line feed."""

    parts: list[str] = field(default_factory=list)
    dropped: list[tuple[range, Reason]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    length: int = 0
    starts: list[int] = field(default_factory=lambda: [0])
    roles: list[tuple[range, str]] = field(default_factory=list)
    pictures: list[Carried] = field(default_factory=list)

    def put(self, text: str, reason: Reason | None = None) -> None:
        """Add `text`; with a `reason` it is dropped from the document."""
        if text and reason is not None:
            self.dropped.append((range(self.length, self.length + len(text)), reason))
        self.parts.append(text)
        self.length += len(text)

    def end_line(self, line: int = 0) -> None:
        """End the line; `line` is its line in the file (0: the file has none)."""
        self.put("\n")
        self.starts.append(self.length)
        if line:
            self.lines.append(line)

    def note(self, code: str, **words: Any) -> None:
        """Say `code` at the place that is being written."""
        self.notes.append(Note(code, self.length, words))

    def decoded(self, encoding: str) -> Decoded:
        """The draft so far."""
        return Decoded(
            "".join(self.parts),
            encoding,
            tuple(self.dropped),
            tuple(self._notes()),
            tuple(self.lines),
            tuple(self.roles),
            tuple(self.pictures),
        )

    def _notes(self) -> list[Note]:
        """The notes; those that are said once stand at the first of their places."""
        gathered: dict[str, list[Note]] = {}
        for note in self.notes:
            if note.code in _ONCE:
                gathered.setdefault(note.code, []).append(note)
        out: list[Note] = []
        for note in self.notes:
            if note.code not in _ONCE:
                out.append(note)
            elif note is gathered[note.code][0]:
                out.append(self._together(gathered[note.code]))
        return out

    def _together(self, notes: list[Note]) -> Note:
        lines = ranges(self._line_of(note.at) for note in notes)
        found = "、".join(dict.fromkeys(str(note.words["found"]) for note in notes if "found" in note.words))
        return Note(notes[0].code, notes[0].at, {"count": len(notes), "lines": lines, "found": found})

    def _line_of(self, at: int) -> int:
        line = bisect_right(self.starts, at)
        if self.lines:
            return self.lines[min(line, len(self.lines)) - 1]
        return line


def decode(data: bytes) -> Decoded:
    """`data` as text. Raises NotTextError for known binary formats and for bytes that are text in no encoding tried."""
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise NotTextError(name)
    decoded = _marked(data) or _utf8(data) or _utf16(data) or _chinese(data)
    if decoded is None or _mostly_control(decoded.text):
        raise NotTextError("二进制文件")
    return decoded


def with_bars(decoded: Decoded) -> Decoded:
    """`decoded` with bars for the tabs of a table that was pasted out of a sheet, a row a line.

    Rows are lines that follow one another with equally many tabs, two at least; lines of nothing but names are none.
    Of two columns, parted by a tab or a bar, are those that cannot be anything else (`_are_pairs`); such a row gets the
    bar at its end as well by which all others are known.
    """
    lines = decoded.text.split("\n")
    for sign in "\t|":
        counts = []
        for line in lines:
            counts.append(line.strip(" \r").count(sign) if line.strip() and not line.startswith("\t") else 0)
        begin = 0
        for count, group in groupby(counts):
            end = begin + len(list(group))
            names = all(map(_ONLY_NAMES.fullmatch, lines[begin:end]))
            if count >= _FEWEST_TABS and sign == "\t" and end - begin > 1 and not names:
                for index in range(begin, end):
                    lines[index] = lines[index].replace("\t", "|")
            elif count == 1 and not names and _are_pairs(lines[begin:end], sign):
                for index in range(begin, end):
                    row = lines[index].rstrip("\r")
                    lines[index] = row.replace(sign, "|") + "|" + lines[index][len(row) :]
            begin = end
    return replace(decoded, text="\n".join(lines))


def _are_pairs(lines: Sequence[str], sign: str) -> bool:
    """Whether lines with one `sign` each are the rows of a table of two columns: a head of two short words, and rows.

    No labels with their values, no sentences, no numbered items, no contents with their pages, no path of a web site.
    """
    if len(lines) < _FEWEST_PAIRS:
        return False
    for number, line in enumerate(lines):
        left, right = (part.strip() for part in line.split(sign))
        if not left or len(left) > _LONGEST_LEFT or _NO_CELL.search(left):
            return False
        if number == 0 and (not right or len(right) > _LONGEST_LEFT or _NO_HEAD.search(left + right)):
            return False
    return True


def _marked(data: bytes) -> Decoded | None:
    marks = (
        (codecs.BOM_UTF8, "utf-8", "UTF-8（带字节顺序标记）"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
    )
    for mark, codec, name in marks:
        if data.startswith(mark):
            text = _tried(data, codec)
            if text is not None:
                return Decoded(text, name)
            return None
    return None


def _utf8(data: bytes) -> Decoded | None:
    text = _tried(data, "utf-8")
    # A stray NUL is dropped later; very many of them are UTF-16 without a mark.
    if text is not None and text.count("\0") * 5 < len(text):
        return Decoded(text, "UTF-8")
    return None


def _utf16(data: bytes) -> Decoded | None:
    # Without a mark: line ends and half-width characters leave a NUL in every other byte.
    if data.count(0) < max(1, len(data) // 40):
        return None
    if data[1::2].count(0) >= data[0::2].count(0):
        codec = "utf-16-le"
    else:
        codec = "utf-16-be"
    text = _tried(data, codec)
    if text is not None:
        return Decoded(text, "UTF-16")
    return None


def _chinese(data: bytes) -> Decoded | None:
    for codec, name in (("gbk", "GBK"), ("gb18030", "GB18030")):
        text = _tried(data, codec)
        if text is not None:
            return Decoded(text, name)
    return None


def _tried(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _mostly_control(text: str) -> bool:
    return sum(character in _CONTROL for character in text) > max(8, len(text) // 50)
