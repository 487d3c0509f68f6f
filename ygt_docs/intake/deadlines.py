"""Deadlines (完成时限): the words as typed, and the real date where they name one."""

from __future__ import annotations

from pydantic_core import PydanticCustomError

from ygt_docs.elements.dates import YEAR_IN_TEXT
from ygt_docs.intake.context import Context, Tree
from ygt_docs.intake.traced import Derived, Traced
from ygt_docs.notice.deadlines import date_of


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
