"""Markup that is no text: what Markdown, web pages and templates write would be printed as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ygt_docs.notice.cells import is_rule, parted_line, row_line
from ygt_docs.notice.document import Document
from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text
from ygt_docs.rules.placeholders import SURNAMES
from ygt_docs.rules.written import Line, place_at, printed_lines

_TABLE, _PICTURE, _CODE = "表格", "图片", "代码"
# What a line begins with, by its kind. __ is a blank to be filled in, and a single sign inside a line is text.
_BEGINNINGS = (
    (_TABLE, re.compile(r"\||.*? \| .*? \| ")),
    (_PICTURE, re.compile(r"!\[[^\[\]]*\]\(|<img[\s/>]")),
    ("标题", re.compile(r"#{1,6}[ \u3000]")),
    ("引用", re.compile(r">[ \u3000]")),
    ("列表", re.compile(r"[-*+][ \u3000]")),
    ("分隔线", re.compile(r"-{3,}")),
    (_CODE, re.compile(r"```|~~~")),
)
_TAGS = (
    "a|abbr|article|b|big|blockquote|body|br|center|code|dd|del|div|dl|dt|em|font|h[1-6]|head|hr|html|i|iframe|img|ins"
    "|kbd|li|link|mark|meta|nav|ol|p|pre|s|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|tfoot"
    "|th|thead|tr|tt|u|ul|video"
)
_INLINE = tuple(
    map(
        re.compile,
        (
            r"!?\[[^\[\]]*\]\([^()\s]+\)",
            r"\[\^[^\[\]\s]{1,20}\]",
            # 李**同志和王**同志 are names that are kept back.
            rf"(?<![0-9A-Za-z*])\*\*(?!(?<=[{SURNAMES}]\*\*)[^*]*[{SURNAMES}]\*\*)"
            r"(?![\s*，。；：、）])[^*]+(?<!\s)\*\*(?![0-9*])",
            r"`[^`]+`",
            rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>|<!--",
            r"&(?:[A-Za-z]{2,8}|#[0-9]{1,6}|#x[0-9A-Fa-f]{1,6});",
            r"\$[^$\\^]{0,200}[\\^][^$]{0,200}\$",
            r"\{\{|\{%",
            r"~~[^~]+~~",
        ),
    )
)
_MARKS = "标记"
_PICTURE_FILE = re.compile(r"""(?:\]\(|src=["']?)([^\s"'()<>{},]+)""")
_ROWS_SHOWN = 30
_CURES = {
    _TABLE: "表格不写在文字里，正文改写成列表，其中一项写：\n{block}",
    _PICTURE: "图片不写在文字里，图片文件放进这件公文的文件夹，正文改写成列表，其中一项写：\n{block}",
    "标题": "删去 # 号；小标题写 一、 或（一），或用 章节。注释写到 | 这段文字之外。",
    "引用": "删去行首的 >。",
    "列表": "删去行首的符号；要编号的，写 1. 2.，或（一）（二）。",
    "分隔线": "删去这一行。",
    _CODE: "删去带这个符号的行。",
    _MARKS: "删去这些符号；字体、字形由程序排。",
}


@dataclass(frozen=True)
class _Markup:
    """Markup in one line: its kind, where it begins, and what was written."""

    line: Text
    kind: str
    at: int
    marks: tuple[str, ...]


def check_markup(document: Document, problems: Problems) -> None:
    """One finding for neighbouring lines of one kind, at the first of them."""
    lines = []
    for line in printed_lines(document.notice):
        lines.append(line.text)
    found = [markup_of(line) for line in lines]
    fence: list[_Markup] = []  # the line that opens a block of code, whose end is part of the same mistake
    for _, group in groupby(zip(found, lines, strict=True), key=_neighbours):
        run = [markup for markup, _ in group if markup is not None]
        if run and run[0].kind == _CODE and len(run) == 1:
            fence += run
        elif run:
            _report(run, problems)
        if len(fence) > 1:
            _report(fence, problems)
            fence = []
    if fence:
        _report(fence, problems)


def _neighbours(pair: tuple[_Markup | None, Text]) -> tuple[str, str | None] | None:
    markup, line = pair
    if markup is None:
        return None
    return (markup.kind, line.place.file)


def markup_of(line: Text) -> _Markup | None:
    """The markup of a line (None: it is text)."""
    for kind, form in _BEGINNINGS:
        if form.match(line):
            return _Markup(line, kind, 0, (_short(line),))
    found = sorted((match for form in _INLINE for match in form.finditer(line)), key=lambda match: match.start())
    if not found:
        return None
    marks = tuple(dict.fromkeys(_short(match[0]) for match in found))
    return _Markup(line, _MARKS, found[0].start(), marks)


def _short(words: str) -> str:
    if len(words) <= 32:
        return words
    return words[:31] + "…"


def without_markup(lines: Iterator[Line]) -> Iterator[Line]:
    """`lines` less those whose signs are part of markup, which is a finding of its own."""
    return (line for line in lines if markup_of(line.text) is None)


def _report(run: list[_Markup], problems: Problems) -> None:
    first, last = run[0], run[-1]
    if len(run) > 1 and last.line.place.line:
        until = f"（到第 {last.line.place.line} 行）"
    else:
        until = ""
    typed: list[str] = []
    for item in run:
        typed.extend(item.marks[:3])
    marks = "、".join(f"「{mark}」" for mark in dict.fromkeys(typed))
    shown = marks if first.kind == _MARKS else f"「{first.marks[0]}」"
    place = place_at(first.line, first.at)
    cure = _CURES[first.kind].format(block=_block_of(run))
    problems.add("T112", place, found=shown, until=until, kind=first.kind, cure=cure)


def _block_of(run: list[_Markup]) -> str:
    """The lines of a table or a picture as a block to paste; "" for any other markup."""
    if run[0].kind == _TABLE:
        return _table_block([item.line for item in run])
    if run[0].kind == _PICTURE:
        return "\n".join(_picture_block(item.line) for item in run)
    return ""


def _table_block(lines: list[Text]) -> str:
    rows = []
    for line in lines:
        rows.append(parted_line(line))
    kept = [row for row in rows if not is_rule(row)]
    made = ["- 表:", f"    栏: {row_line(kept[0])}" if kept else "    栏: [姓名, 单位]", "    行:"]
    for row in kept[1:_ROWS_SHOWN]:
        made.append(f"      - {row_line(row)}")
    if len(kept) > _ROWS_SHOWN:
        made.append("      # 其余各行照样写")
    return "\n".join(made)


def _picture_block(line: Text) -> str:
    """The picture that `line` begins with; a link to the web becomes the name of a file."""
    named = _PICTURE_FILE.search(line)
    name = named[1].rsplit("/", 1)[-1] if named else "图.png"
    return f"- 图: {{文件: {name}, 宽: 120}}"
