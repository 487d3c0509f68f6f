"""Criteria, units and other cells of a task row as values of the model."""

from __future__ import annotations

import re

from ygt_docs.compose.numbering import typed_number
from ygt_docs.intake.characters import is_ideograph
from ygt_docs.intake.context import Context
from ygt_docs.intake.draft import Reason
from ygt_docs.intake.traced import SPACE, Traced

_ITEM = re.compile(r"(?:^|(?<=[；。;，、]) ?|(?<=[^ 0-9]) )(?P<number>[0-9]{1,2}[.．、]) ?(?![0-9])")
_SEPARATOR = re.compile(r" *、 *")


def criteria(cell: Traced, context: Context) -> list[Traced]:
    """The criteria of a cell: 1.…；2.…， one item each without its number; a single one stays as typed."""
    marks = list(_ITEM.finditer(cell))
    if len(marks) < 2 or [match["number"] for match in marks] != [f"{n}." for n in range(1, len(marks) + 1)]:
        return [cell]
    if marks[0].start() != 0:
        return [cell]
    ends = [match.start() for match in marks[1:]] + [len(cell)]
    items = [cell.part(match.end(), end) for match, end in zip(marks, ends, strict=True)]
    if any(not item.strip() or typed_number(item.trimmed()) for item in items):
        return [cell]
    for match in marks:
        context.ledger.drop(cell.group(match, "number"), Reason.NUMBERING)
        context.ledger.drop(cell.group(match, 0), Reason.SPACE)
    found: list[Traced] = []
    for item in items:
        found.append(trimmed(item, context))
    return found


def units(cell: Traced, context: Context) -> list[Traced]:
    """The units of a cell; a 、 at its end stays with the last one and is a doubt: the rest of the cell is missing."""
    cell = closed_up(cell, context)
    found: list[Traced] = []
    begin = 0
    for match in _SEPARATOR.finditer(cell):
        if match.end() == len(cell) or match.start() == begin:
            continue
        found.append(cell.part(begin, match.start()))
        context.ledger.drop(cell.group(match, 0), Reason.SEPARATOR)
        begin = match.end()
    found.append(cell.part(begin))
    if cell.endswith("、"):
        context.doubts.add("I341", found[-1], beside=found[0], found=cell)
    return found


def closed_up(cell: Traced, context: Context) -> Traced:
    """`cell` without spaces between two Chinese characters; such a space may have parted two things (a doubt)."""
    for index, sign in enumerate(cell):
        if sign in SPACE and is_ideograph(cell[index - 1 : index]) and is_ideograph(cell[index + 1 : index + 2]):
            context.doubts.add("I342", cell.part(index, index + 1), beside=cell.part(0, 1), found=cell)
            break
    return context.cleaner.close_up(cell)


def trimmed(text: Traced, context: Context) -> Traced:
    """`text` without spaces at its ends; they go to the ledger."""
    kept = text.trimmed()
    context.ledger.drop(set(text.origins) - set(kept.origins), Reason.SPACE)
    return kept
