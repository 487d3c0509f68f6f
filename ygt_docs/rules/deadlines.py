"""Deadlines (时限): the words that are printed against the date that task lists and calendars use."""

from __future__ import annotations

import datetime

from pydantic_core import PydanticCustomError

from ygt_docs.notice.deadlines import date_of
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Deadline
from ygt_docs.problems import Problems, lines_named
from ygt_docs.rules.written import day_of_issue, find_all


def check_deadlines(document: Document, problems: Problems) -> None:
    """Words that name another day than the date, and a deadline that had passed when the document was issued."""
    issued = day_of_issue(document.notice)
    passed: list[Deadline] = []
    # What another organ set in a document that is forwarded was set before.
    forwarded = {id(deadline) for deadline in find_all(document.notice.forwarded, Deadline)}
    for deadline in find_all(document.notice, Deadline):
        if deadline.date is None:
            continue
        named = _named(deadline, deadline.date.year)
        if named is not None and named != deadline.date:
            problems.add(
                "T106",
                deadline.words.place,
                words=deadline.words,
                found=deadline.date.isoformat(),
                right=named.isoformat(),
            )
        elif issued is not None and deadline.date < issued and id(deadline) not in forwarded:
            passed.append(deadline)
    if passed and issued is not None:
        first = passed[0]
        problems.add(
            "T171",
            first.words.place,
            words=first.words,
            found=first.date,
            issued=issued.isoformat(),
            count=len(passed),
            lines=lines_named([deadline.words.place for deadline in passed]),
        )


def _named(deadline: Deadline, year: int) -> datetime.date | None:
    """The day that the words name (None: no single day); a day that no calendar has is a finding of its own (T107)."""
    try:
        return date_of(deadline.words, year)
    except PydanticCustomError:
        return None
