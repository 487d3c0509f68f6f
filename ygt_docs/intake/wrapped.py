"""Paragraphs that a page break or a column cut in two are joined again, each with a doubt."""

from __future__ import annotations

from collections.abc import Sequence

from ygt_docs.compose.numbering import typed_number
from ygt_docs.elements import dates
from ygt_docs.intake.context import Context
from ygt_docs.intake.shapes import is_table_row
from ygt_docs.intake.traced import Traced

_ENDS, _CLOSING = "。！？；：…>", "”’）》】"
_SHORTEST = 30
_HANGING = "，、"


def rejoined(lines: Sequence[Traced], context: Context) -> list[Traced]:
    """`lines` with each one that ends in mid-sentence and the next put together."""
    out: list[Traced] = []
    for line in lines:
        if out and _is_cut(out[-1]) and goes_on(line):
            context.doubts.add("I368", line, found=f"{out[-1][-8:]}｜{line[:8]}")
            out[-1] = Traced(out[-1] + line, (*out[-1].origins, *line.origins))
        else:
            out.append(line)
    return out


def _is_cut(line: str) -> bool:
    if is_table_row(line):
        return False
    if line.endswith(tuple(_HANGING)):
        return True
    inside = line.rstrip(_CLOSING)
    # A sentence may end with its quotation or bracket; a line with a number in front may be a heading.
    return len(line) >= _SHORTEST and inside[-1:] not in _ENDS and typed_number(line) is None and "，" in line


def goes_on(line: str) -> bool:
    """Whether `line` may be the rest of the paragraph above it."""
    return (
        typed_number(line) is None
        and not is_table_row(line)
        and not dates.is_date(line)
        and not line.startswith(("附", "抄送", "（此", "联系"))
    )
