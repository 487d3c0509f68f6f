"""Characters that no text may hold, and spaces that are none to YAML: later stages would drop or misread them."""

from __future__ import annotations

import re
import unicodedata

from ygt_docs.problems import Place, Problems, lines_named
from ygt_docs.reading.source import EditedLine, Source
from ygt_docs.reading.text import code_point

_NAMES_OF_SPACES = {"\u3000": "全角空格", "\u00a0": "不间断空格"}
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
    return "Y109", {"name": _NAMES_OF_SPACES.get(character, f"特殊空格 {code_point(character)}")}


_ALLOWED_FORMATS = "\u200c\u200d"  # joiners: some scripts are misspelt without them
_SUSPECT = re.compile(r"[^\t\x20-\x7e\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")
_LOOK_ALIKES = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))
_NAMES = {
    "Cc": "控制字符",
    "Cf": "看不见的格式字符",
    "Cs": "残缺的半个字符",
    "Cn": "不是字符的编码",
    "Zl": "行分隔符",
    "Zp": "段分隔符",
}


# What chooses between the shapes of the character before it, as phones put it behind ☑ and ⚠: no face draws it.
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def fault_of(character: str) -> str | None:
    """What is wrong with `character` in Chinese, such as 控制字符; None for one that text may hold (a tab may)."""
    if character == "\t" or character in _ALLOWED_FORMATS:
        return None
    category = unicodedata.category(character)
    if category == "Cn" and not _noncharacter(character):
        return None  # merely younger than this Python; whether a face has it is found out later
    return _NAMES.get(category)


def look_alike(character: str) -> str | None:
    """The Chinese character that `character` looks like, where it is the sign of a radical or a double kept for other
    standards (⼯ for 工, as texts copied from a PDF have them); None for any other."""
    code = ord(character)
    if not any(first <= code <= last for first, last in _LOOK_ALIKES):
        return None
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain != character else None


def _noncharacter(character: str) -> bool:
    code = ord(character)
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


def check_characters(source: Source, problems: Problems) -> None:
    """Add a problem for each line that holds such characters, and take them out of `source`.

    Variation selectors go as well: they stand for nothing on paper, so that one note tells of all of them.
    """
    selectors: list[Place] = []
    for number, text in enumerate(source.lines):
        bad = []
        for match in _SUSPECT.finditer(text):
            if fault_of(match.group()):
                bad.append(match.start())
        unseen = [match.start() for match in _SELECTORS.finditer(text)]
        if not bad and not unseen:
            continue
        if bad:
            first = text[bad[0]]
            name, point = fault_of(first), code_point(first)
            problems.add("Y106", source.place(number, bad[0]), name=name, point=point, count=len(bad))
        selectors += [source.place(number, column) for column in unseen]
        line = EditedLine(text)
        for column in sorted([*bad, *unseen], reverse=True):
            line.replace(column, column + 1, "")
        source.store(number, line)
    if selectors:
        problems.add("Y151", selectors[0], count=len(selectors), lines=lines_named(selectors))
