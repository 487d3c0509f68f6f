"""The metadata block of a government web page (信息公开目录) becomes 信息公开."""

from __future__ import annotations

from collections.abc import Sequence

from ygt_docs.intake.context import Context, Tree
from ygt_docs.intake.criteria import trimmed
from ygt_docs.intake.draft import Reason
from ygt_docs.intake.shapes import METADATA, date_of_line
from ygt_docs.intake.traced import Traced

_KEYS = {"信息索引号": "索引号", "信息名称": "名称"}
_ORDER = ("索引号", "发布机构", "名称", "文号", "主题分类", "发布日期", "公开属性")
_DATE = "发布日期"


def read_metadata(lines: Sequence[Traced], context: Context) -> tuple[Tree, list[Traced]]:
    """The block at the beginning of the draft, and the lines after it; fewer than two lines are no block."""
    count = 0
    while count < len(lines) and METADATA.fullmatch(lines[count]):
        count += 1
    if count < 2:
        return {}, list(lines)
    found: Tree = {}
    for line in lines[:count]:
        _take(line, found, context)
    return {key: found[key] for key in _ORDER if key in found}, list(lines[count:])


def _take(line: Traced, found: Tree, context: Context) -> None:
    match = METADATA.fullmatch(line)
    assert match is not None
    context.ledger.drop(line.outside(match, "value"), Reason.LABEL)
    key = _KEYS.get(match["label"], match["label"])
    value = trimmed(line.group(match, "value"), context)
    if not value:
        return
    new = date_of_line(value) if key == _DATE else value
    if new is None:
        context.ledger.drop(value, Reason.UNREADABLE)
        context.doubts.add("I311", value, key=key, found=value)
    elif key not in found:
        found[key] = new
    elif new == found[key] or getattr(new, "value", 0) == getattr(found[key], "value", 1):
        context.ledger.drop(value, Reason.REPEATED)
        context.doubts.add("I301", line, comment=False, found=line[:24])
    else:
        context.ledger.drop(value, Reason.UNREADABLE)
        context.doubts.add("I312", value, beside=found[key], key=key, found=value)
