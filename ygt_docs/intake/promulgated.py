"""Where the promulgated text (印发件) begins: its title, over one line or several, with or without spaces in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ygt_docs.compose.numbering import typed_number
from ygt_docs.elements.marks import note_lines
from ygt_docs.intake.context import Context
from ygt_docs.intake.shapes import CONTENTS, bare, ends_open, is_table_row
from ygt_docs.intake.traced import Traced

_NAME = re.compile("《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_ENDS = re.compile(
    r"(计划|方案|办法|规定|细则|意见|规划|纲要|要点|制度|清单|预案|措施|章程|准则|标准|规范|规则|"
    r"条例|目录|指南|预算|安排|分工|名单)(（[^（）]*）)?"
)
_LONGEST = 5


def split_title(lines: Sequence[Traced], notice_title: str, context: Context) -> tuple[list[Traced], list[Traced]]:
    """The lines of the title and those after it; no title for no lines."""
    if not lines:
        return [], []
    count = _by_name(lines, notice_title) or lines_by_look(lines)
    if count == 0:
        count = 1
        context.doubts.add("I330", lines[0], found=lines[0][:24])
    return list(lines[:count]), list(lines[count:])


def _by_name(lines: Sequence[Traced], notice_title: str) -> int:
    """The lines that make up a name that the notice's title has in 《》."""
    names = set()
    for name in _NAME.findall(notice_title):
        names.add(name.replace(" ", ""))
    for count in range(1, min(_LONGEST, len(lines)) + 1):
        if "".join(lines[:count]).replace(" ", "") in names:
            return count
    return 0


def lines_by_look(lines: Sequence[Traced]) -> int:
    """How many of the first lines end, taken together, as titles of plans do; 0: none."""
    most = 0
    for line in lines[:_LONGEST]:
        if not ends_open(line) or is_table_row(line) or typed_number(line) or bare(line) == CONTENTS:
            break
        if most and note_lines(lines[most:]):
            break
        most += 1
    ending = []
    for count in range(1, most + 1):
        if _ends_as_title("".join(lines[:count])):
            ending.append(count)
    return ending[-1] if ending else 0


def _ends_as_title(text: str) -> bool:
    words = bare(text)
    return any(match.end() == len(words) for match in _ENDS.finditer(words))
