"""Spaces that are none to YAML: tabs, full-width spaces and the other spaces of Unicode."""

from __future__ import annotations

import unicodedata

from ygt_docs.problems import Problems
from ygt_docs.reading.edited import EditedLine
from ygt_docs.reading.source import Source
from ygt_docs.reading.words import code_point

_NAMES = {"\u3000": "全角空格", "\u00a0": "不间断空格"}
_WIDE = "\t\u3000"


def is_odd_space(character: str) -> bool:
    """Whether `character` is a tab or a space other than the half-width one."""
    return character == "\t" or (character != " " and unicodedata.category(character) == "Zs")


def indent_of(text: str) -> int:
    """How deep `text` begins, a tab and a full-width space counted as two."""
    width = 0
    for character in text:
        if character != " " and not is_odd_space(character):
            break
        width += 2 if character in _WIDE else 1
    return width


def strip_indent(text: str) -> str:
    """`text` without the spaces, of whatever kind, at its head."""
    for column, character in enumerate(text):
        if character != " " and not is_odd_space(character):
            return text[column:]
    return ""


def mend_odd_space(
    source: Source, number: int, line: EditedLine, column: int, problems: Problems, *, width: int | None = None
) -> int:
    """The column after all space that begins at `column`; odd space is reported once, and mended.

    `width` is the number of half-width spaces to put there (None: as many as the space looks wide).
    """
    end = column
    while end < len(line.text) and (line.text[end] == " " or is_odd_space(line.text[end])):
        end += 1
    odd = None
    for at in range(column, end):
        if line.text[at] != " ":
            odd = at
            break
    if odd is None:
        return end
    place = source.place(number, line.typed(odd))
    code, words = odd_space(line.text[odd])
    spaces = indent_of(line.text[column:end]) if width is None else width
    line.replace(column, end, " " * spaces if end < len(line.text) else "")
    problems.add(code, place, fix=f"写成：\n{line.text}", **words)
    return min(column + spaces, len(line.text))


def odd_space(character: str) -> tuple[str, dict[str, str]]:
    """The code for `character`, a space other than the half-width one, and the words of its message."""
    if character == "\t":
        return "Y108", {}
    return "Y109", {"name": _NAMES.get(character, f"特殊空格 {code_point(character)}")}
