"""The metadata block of a government web page (信息公开目录) becomes 信息公开."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ygt_docs.docfiles.decode import Reason
from ygt_docs.docfiles.rows import LABELS, STRONG
from ygt_docs.elements.marks import ABOVE, LEFT
from ygt_docs.intake.context import Context, Tree, trimmed
from ygt_docs.intake.shapes import date_of_line
from ygt_docs.intake.traced import SPACE, Traced

_WORDS = "|".join(" {0,8}".join(label) for label in sorted(LABELS, key=len, reverse=True))
# Sites put the entries one after the other without a space: 文号：云政办函〔2026〕38号成文时间：….
_LABEL = re.compile(rf"(?:^|(?<= )|(?=[^ ：]{{3,8}}：))(?P<label>{_WORDS}) ?：")
_CELL = re.compile(rf"(?P<label>{_WORDS}) ?：?")
_ORDER = ("索引号", "发布机构", "名称", "文号", "主题分类", "发布日期", "公开属性")
_MERGED = (LEFT, ABOVE)
_DATE, _LATEST, _BLANK = "发布日期", 6, ("-", "—", "——", "无", "/")
_OPEN, _LAST = "公开属性", 12  # so many lines from the end: below them it may be spoken of
_OPENNESS = re.compile(
    r"[（]?(?:信息)?(?:公开(?:属性|方式|选项|类别|类型|形式)|是否公开)：? ?(?P<value>(?:主动|依申请|不予|免予)公开)[）]?"
)
Entry = tuple[Traced, Traced]


def block_of(lines: Sequence[Traced]) -> range:
    """Where the block stands among the first of `lines`; empty: there is none. A single label is no block."""
    for start in range(min(_LATEST, len(lines))):
        end, labels = start, set[str]()
        while end < len(lines):
            entries = _entries(lines, end)
            if not entries:
                break
            labels |= {_word(label) for label, _ in entries}
            end += _taken(lines, end)
        if len(labels) > 1 and labels & STRONG:
            return range(start, end)
    return range(0)


def names_metadata(line: Traced) -> bool:
    """Whether `line` is one entry of such a block, without others beside it: a document has no place for it."""
    match = _LABEL.match(line)
    return match is not None and bool({_word(line.group(match, "label"))} & (STRONG | {_DATE}))


def read_metadata(lines: Sequence[Traced], context: Context) -> tuple[Tree, list[Traced]]:
    """The block at the beginning of the draft, and the lines around it."""
    block = block_of(lines)
    found: Tree = {}
    at = block.start
    while at < block.stop:
        for entry in _entries(lines, at):
            _take(entry, found, context)
        left = set().union(*(lines[index].origins for index in range(at, at + _taken(lines, at))))
        for label, value in _entries(lines, at):
            left -= {*label.origins, *value.origins}
        bars = set()
        for origin in left:
            if context.draft.text[origin] in ("|", *_MERGED):
                bars.add(origin)
        context.ledger.drop(sorted(bars), Reason.TABLE_MARKS)
        context.ledger.drop(sorted(left - bars), Reason.SPACE)
        at += _taken(lines, at)
    rest = [*lines[: block.start], *lines[block.stop :]]
    return {key: found[key] for key in _ORDER if key in found}, rest


def read_openness(lines: Sequence[Traced], found: Tree, context: Context) -> tuple[Tree, list[Traced]]:
    """`found` with the 公开属性 that stands in a line of its own behind the text, and the lines without it."""
    for index in range(len(lines) - 1, max(-1, len(lines) - 1 - _LAST), -1):
        match = _OPENNESS.fullmatch(lines[index])
        if match is None or _OPEN in found:
            continue
        context.ledger.drop(lines[index].outside(match, "value"), Reason.LABEL)
        return found | {_OPEN: lines[index].group(match, "value")}, [*lines[:index], *lines[index + 1 :]]
    return found, list(lines)


def _entries(lines: Sequence[Traced], at: int) -> list[Entry]:
    """Label with its colon, and value, of each entry of the line `at`; none where it is no line of the block."""
    line = lines[at]
    if "|" in line:
        return _of_cells(line)
    marks = list(_LABEL.finditer(line))
    if not marks or marks[0].start() != 0:
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(line)]
    entries = []
    for mark, end in zip(marks, ends, strict=True):
        entries.append((line.part(*mark.span()), line.part(mark.end(), end)))
    if len(entries) == 1 and not entries[0][1].strip() and _value_below(lines, at):
        return [(entries[0][0], lines[at + 1])]
    return entries


def _of_cells(row: Traced) -> list[Entry]:
    cells, begin = [], 0
    for index, sign in enumerate([*row, "|"]):
        if sign == "|":
            cells.append(row.part(begin, index).trimmed())
            begin = index + 1
    if len(cells) % 2:
        # The bar that ends a row leaves one more cell, with nothing in it.
        cells = cells[:-1] if not cells[-1] else cells
    cells = [cell for cell in cells if cell not in _MERGED]
    pairs = list(zip(cells[::2], cells[1::2], strict=False))
    filled = [(label, value) for label, value in pairs if label or value]
    if filled and all(_CELL.fullmatch(label) for label, _ in filled):
        return filled
    return []


def _taken(lines: Sequence[Traced], at: int) -> int:
    """How many lines the entry at `at` takes: two where its value stands in a line of its own."""
    line = lines[at]
    alone = "|" not in line and bool(_LABEL.fullmatch(line.rstrip(SPACE)))
    return 2 if alone and _value_below(lines, at) else 1


def _value_below(lines: Sequence[Traced], at: int) -> bool:
    """Whether the line under `at` is the value of a label that stands alone: another label stands two lines off."""
    if at + 1 >= len(lines) or _LABEL.match(lines[at + 1]) is not None or "|" in lines[at + 1]:
        return False
    after = at + 2 < len(lines) and _LABEL.match(lines[at + 2]) is not None
    return after or (at > 1 and _LABEL.fullmatch(lines[at - 2]) is not None)


def _word(label: Traced) -> str:
    """`label` as the table of labels has it."""
    return "".join(sign for sign in label if sign not in SPACE and sign != "：")


def _take(entry: Entry, found: Tree, context: Context) -> None:
    label = _word(entry[0])
    context.ledger.drop(entry[0], Reason.LABEL)
    key = LABELS[label]
    value = trimmed(entry[1], context)
    if not value:
        return
    if not key or value in _BLANK:
        context.ledger.drop(value, Reason.SITE)
        context.doubts.add("I366", value, comment=False, found=f"{label}：{value[:24]}")
        return
    new = date_of_line(value) if key == _DATE else value
    if new is None:
        context.ledger.drop(value, Reason.UNREADABLE)
        context.doubts.add("I311", value, key=key, found=value)
    elif key not in found:
        found[key] = new
    elif new == found[key] or getattr(new, "value", 0) == getattr(found[key], "value", 1):
        context.ledger.drop(value, Reason.REPEATED)
        context.doubts.add("I301", entry[0], comment=False, found=f"{label}：{value}"[:24])
    else:
        context.ledger.drop(value, Reason.UNREADABLE)
        context.doubts.add("I312", value, beside=found[key], key=key, found=value)
