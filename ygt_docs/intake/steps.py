"""Goals and steps become goals.yaml and steps.yaml: deadlines, and items where it reads 一是…；二是…。"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

from ygt_docs.docfiles.decode import Reason
from ygt_docs.elements.dates import BY_WHEN, YEAR_IN_TEXT
from ygt_docs.elements.numerals import chinese_number
from ygt_docs.intake.context import Context, Tree
from ygt_docs.intake.traced import Block, Derived, Traced, paragraphs
from ygt_docs.notice.deadlines import date_of

if TYPE_CHECKING:
    from ygt_docs.intake.body import Part

_GOALS_HEADING = re.compile(r".*目标")


def as_goals(part: Part) -> Tree | None:
    """The section under a heading that ends in 目标, as a summary; None: it is no such section.

    The sentences stay one text: which of them are indicators, the draft does not say.
    """
    if _GOALS_HEADING.fullmatch(part.heading) is None or part.stop is not None or part.parts or not part.lines:
        return None
    if any(isinstance(line, Block) for line in part.lines):
        return None  # its summary is plain text
    return {"建设目标": {"总述": paragraphs(part.lines)}}


if TYPE_CHECKING:
    from ygt_docs.intake.body import Part

_HEADING = re.compile(r".*(步骤|进度|阶段|时间安排|工作安排).*")
_DEADLINE = re.compile(rf"(?P<words>{BY_WHEN}(?:以前|之前|前)(?:完成)?)(?P<comma>，)(?P<rest>.+)")
_FIRST = re.compile("(?:^|(?<=：))一是")


def as_steps(part: Part, context: Context) -> Tree | None:
    """The section whose sub-sections carry deadlines, as introduction and steps; None: it is no such section."""
    if _HEADING.fullmatch(part.heading) is None or part.stop is not None or not part.parts:
        return None
    if any(step.stop is not None or not step.lines for step in part.parts):
        return None
    if not any(_DEADLINE.fullmatch(line) for step in part.parts for line in step.lines):
        return None
    inside = [line for step in (part, *part.parts) for line in step.lines]
    if any(isinstance(line, Block) for line in inside):
        return None  # its paragraphs are plain text
    tree: Tree = {"引言": paragraphs(part.lines)} if part.lines else {}
    tree["步骤"] = [_step(step, context) for step in part.parts]
    return {"实施步骤": tree}


def _step(step: Part, context: Context) -> Tree:
    context.ledger.drop(step.number, Reason.NUMBERING)
    return {"标题": step.heading, "段落": [_paragraph(line, context) for line in step.lines]}


def _paragraph(line: Traced, context: Context) -> Tree:
    tree: Tree = {}
    match = _DEADLINE.fullmatch(line)
    if match:
        tree["时限"] = deadline(line.group(match, "words"), context)
        context.ledger.drop(line.group(match, "comma"), Reason.DEADLINE_MARK)
        line = line.group(match, "rest")
    return tree | (_items(line, context) or {"正文": line})


def _items(line: Traced, context: Context) -> Tree | None:
    """事项, and what stands before 一是 as 正文; None: the line has not that shape."""
    first = _FIRST.search(line)
    if first is None:
        return None
    pieces, marks = _cut(line, first.start())
    if len(pieces) < 2 or not line.endswith("。"):
        return None
    if any("。" in piece for piece in pieces):
        # Where the item ends and the next sentence begins, the draft does not say.
        unclear = next(piece for piece in pieces if "。" in piece)
        context.doubts.add("I321", unclear, found=unclear[:16])
        return None
    for mark in marks:
        context.ledger.drop(mark, Reason.ITEM_WORDS)
    opening = line.part(0, first.start())
    return ({"正文": opening} if opening else {}) | {"事项": list(pieces)}


def _cut(line: Traced, start: int) -> tuple[list[Traced], list[Traced]]:
    """The items from `start` on, and the marks between them: 一是, ；二是 …, the last 。"""
    pieces: list[Traced] = []
    marks: list[Traced] = []
    word = "一是"
    while True:
        marks.append(line.part(start, start + len(word)))
        begin = start + len(word)
        word = f"；{chinese_number(len(pieces) + 2)}是"
        start = line.find(word, begin) if len(pieces) < 20 else -1
        if start < 0:
            end = len(line) - 1 if line.endswith("。") else len(line)
            return [*pieces, line.part(begin, end)], [*marks, line.part(end)]
        pieces.append(line.part(begin, start))


def deadline(words: Traced, context: Context) -> Tree:
    """原文 and, where the words name one day, 日期; a year that is not typed is the plan's (reported once)."""
    tree: Tree = {"原文": words}
    try:
        date = date_of(words, context.year)
    except PydanticCustomError:
        context.doubts.add("I322", words, found=words)
        return tree
    if date is not None:
        tree["日期"] = Derived(date, ())
        if YEAR_IN_TEXT.search(words) is None:
            context.note_year(words)
    return tree
