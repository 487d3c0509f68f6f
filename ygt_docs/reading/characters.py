"""Characters that no text may hold: nobody sees them, and every later stage would drop or misread them."""

from __future__ import annotations

import re
import unicodedata

from ygt_docs.problems import Problems
from ygt_docs.reading.edited import EditedLine
from ygt_docs.reading.source import Source
from ygt_docs.reading.words import code_point

_ALLOWED_FORMATS = "\u200c\u200d"  # joiners: some scripts are misspelt without them
_SUSPECT = re.compile(r"[^\t\x20-\x7e\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")
_NAMES = {
    "Cc": "控制字符",
    "Cf": "看不见的格式字符",
    "Cs": "残缺的半个字符",
    "Cn": "不是字符的编码",
    "Zl": "行分隔符",
    "Zp": "段分隔符",
}


def fault_of(character: str) -> str | None:
    """What is wrong with `character` in Chinese, such as 控制字符; None for one that text may hold (a tab may)."""
    if character == "\t" or character in _ALLOWED_FORMATS:
        return None
    category = unicodedata.category(character)
    if category == "Cn" and not _noncharacter(character):
        return None  # merely younger than this Python; whether a face has it is found out later
    return _NAMES.get(category)


def _noncharacter(character: str) -> bool:
    code = ord(character)
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


def check_characters(source: Source, problems: Problems) -> None:
    """Add a problem for each line that holds such characters, and take them out of `source`."""
    for number, text in enumerate(source.lines):
        bad = [match.start() for match in _SUSPECT.finditer(text) if fault_of(match.group())]
        if not bad:
            continue
        first = text[bad[0]]
        problems.add(
            "Y106", source.place(number, bad[0]), name=fault_of(first), point=code_point(first), count=len(bad)
        )
        line = EditedLine(text)
        for column in reversed(bad):
            line.replace(column, column + 1, "")
        source.store(number, line)
