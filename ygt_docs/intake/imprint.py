"""The imprint (版记) of a finished document: 抄送, and the line of the printing organ and its date; and what only the
rules of 1999 had at the end of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ygt_docs.docfiles.decode import Reason
from ygt_docs.elements.dates import ARABIC
from ygt_docs.intake.context import Context, Tree
from ygt_docs.intake.shapes import OUTDATED, bare, cells_of, date_of_line, is_organ, is_table_row
from ygt_docs.intake.traced import Traced

# Minutes are 分送; the standard's word is 抄送 (7.4.2).
_COPIES = re.compile(
    r"(?P<word>[抄分印] {0,4}送)(?:单位|机关)?(?:： *| +|(?=[\u3400-\u9fff]))(?P<names>.+?)(?P<stop>。?)"
)
# 印 alone, or no word at all under the copy recipients, is how 印发 is cut short.
_PRINTED = re.compile(rf"(?P<organ>\S.{{2,38}}?)(?P<gap> *)(?P<date>{ARABIC})(?P<word> *(?:印 ?发?|印制|制发)?。?)")
_PRINTED_DAY = re.compile(f"(?P<date>{ARABIC})(?P<word> *(?:印 ?发?|印制|制发)。?)")
_PRINTED_WORD, _COPIED = "印发", "抄送"
_FOOT, _COPIES_LONGEST, _LONGEST = 20, 8, 9


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
    left = _out_of_table(lines, context)
    tree = _take_printed(left, context)
    at = _copies_begin(left)
    if at is not None:
        line = Traced("".join(left[at:]), [origin for part in left[at:] for origin in part.origins])
        del left[at:]
        match = _COPIES.fullmatch(line)
        assert match is not None
        context.ledger.drop(line.outside(match, "names"), Reason.LABEL)
        if bare(match["word"]) != _COPIED:
            context.doubts.add("I316", line, comment=False, found=match["word"], printed=_COPIED)
        tree = {"抄送": split_names(line.group(match, "names"), "，", context)} | tree
    return tree, left


def _out_of_table(lines: Sequence[Traced], context: Context) -> list[Traced]:
    """`lines` with the rows of a table that only sets the imprint as lines: the organ and its date side by side."""
    left = list(lines)
    at = len(left)
    while at > 0 and is_table_row(left[at - 1]):
        at -= 1
        cells = cells_of(left[at])
        words = " ".join(cells)
        if not _PRINTED.fullmatch(words) and not (len(cells) == 1 and _COPIES.fullmatch(words)):
            break
        kept = {origin for cell in cells for origin in cell.origins}
        context.ledger.drop([origin for origin in left[at].origins if origin not in kept], Reason.TABLE_MARKS)
        left[at : at + 1] = cells
    return left


def _copies_begin(left: Sequence[Traced]) -> int | None:
    """Where 抄送 begins that ends `left`: a list goes on in the next line as long as its line ends in ， or 、."""
    for at in range(len(left) - 1, max(-1, len(left) - 1 - _COPIES_LONGEST), -1):
        if _COPIES.fullmatch(left[at]):
            return at
        if at == 0 or not left[at - 1].endswith(("，", "、")):
            return None
    return None


def take_first_imprint(lines: Sequence[Traced], context: Context) -> tuple[Tree, list[Traced]]:
    """版记 at the head of `lines`, where another document follows it, and the lines behind; an empty tree for none."""
    for count in range(1, min(_LONGEST, len(lines) - 1) + 1):
        match = _PRINTED.fullmatch(lines[count - 1])
        if match is not None and (_copies_begin(lines[: count - 1]) == 0 or (count == 1 and match["word"])):
            tree, left = take_imprint(lines[:count], context)
            if tree and not left:
                return (tree, list(lines[count:]))
            return ({}, list(lines))
    return {}, list(lines)


def _take_printed(left: list[Traced], context: Context) -> Tree:
    """Printing organ and date taken off the end of `left`, in one line or in two.

    A line without the word 印发 is one only under the copy recipients: elsewhere it is a sign-off.
    """
    match = _PRINTED.fullmatch(left[-1]) if left else None
    below = _PRINTED_DAY.fullmatch(left[-1]) if len(left) > 1 and is_organ(left[-2]) else None
    found = match or below
    day = date_of_line(left[-1].group(found, "date")) if found else None
    if found is None or day is None:
        return {}
    above = left[: len(left) - (1 if match else 2)]
    if not found["word"].strip() and _copies_begin(above) is None:
        return {}
    line = left.pop()
    organ = left.pop() if match is None else line.group(match, "organ")
    named = ("date",) if match is None else ("organ", "date")
    context.ledger.drop(line.outside(found, *named), Reason.PRINTING_WORDS)
    word = bare(found["word"])
    if word != _PRINTED_WORD:
        date = line.group(found, "date")
        context.doubts.add("I316", date, comment=False, found=date + word, printed=f"{date}{_PRINTED_WORD}")
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
