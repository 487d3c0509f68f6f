"""The imprint (版记) of a finished document: 抄送, and the line of the printing organ and its date; and what only the
rules of 1999 had at the end of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ygt_docs.elements.dates import ARABIC
from ygt_docs.intake.context import Context, Tree
from ygt_docs.intake.draft import Reason
from ygt_docs.intake.shapes import OUTDATED, date_of_line, is_organ
from ygt_docs.intake.traced import Traced

_COPIES = re.compile(r"抄 {0,4}送(?:单位|机关)?： *(?P<names>.+?)(?P<stop>。?)")
_PRINTED = re.compile(rf"(?P<organ>\S.{{2,38}}?)(?P<gap> *)(?P<date>{ARABIC})(?P<word> *印 ?发)")
_PRINTED_DAY = re.compile(f"(?P<date>{ARABIC})(?P<word> *印 ?发)")
_FOOT = 20


def without_outdated(lines: Sequence[Traced], context: Context) -> list[Traced]:
    """`lines` without 主题词, （此页无正文）, 共印N份 and their like among the last; each is said."""
    kept: list[Traced] = []
    for index, line in enumerate(lines):
        if index >= len(lines) - _FOOT and OUTDATED.fullmatch(line):
            context.ledger.drop(line, Reason.OUTDATED)
            context.doubts.add("I382", line, comment=False, found=line[:24])
        else:
            kept.append(line)
    return kept


def take_imprint(lines: Sequence[Traced], context: Context) -> tuple[Tree, list[Traced]]:
    """版记 read off the end of `lines`, and the lines before it; an empty tree where there is none."""
    left = list(lines)
    tree = _take_printed(left, context)
    match = _COPIES.fullmatch(left[-1]) if left else None
    if match is not None:
        line = left.pop()
        context.ledger.drop(line.outside(match, "names"), Reason.LABEL)
        tree = {"抄送": split_names(line.group(match, "names"), "，", context)} | tree
    return tree, left


def _take_printed(left: list[Traced], context: Context) -> Tree:
    """Printing organ and date taken off the end of `left`, in one line or in two."""
    match = _PRINTED.fullmatch(left[-1]) if left else None
    below = _PRINTED_DAY.fullmatch(left[-1]) if len(left) > 1 and is_organ(left[-2]) else None
    found = match or below
    day = date_of_line(left[-1].group(found, "date")) if found else None
    if found is None or day is None:
        return {}
    line = left.pop()
    organ = left.pop() if match is None else line.group(match, "organ")
    named = ("date",) if match is None else ("organ", "date")
    context.ledger.drop(line.outside(found, *named), Reason.PRINTING_WORDS)
    return {"印发机关": organ, "印发日期": day}


def split_names(names: Traced, separator: str, context: Context) -> list[Traced]:
    """The items of a list of organs between `separator`; the separators are printed again."""
    items: list[Traced] = []
    begin = 0
    for index, sign in enumerate(names):
        if sign == separator and begin < index < len(names) - 1:
            items.append(names.part(begin, index))
            context.ledger.drop(names.part(index, index + 1), Reason.SEPARATOR)
            begin = index + 1
    return [*items, names.part(begin)]
