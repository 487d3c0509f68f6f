"""Numbers in the task table: rows, group rows and criteria; those that were typed are checked and kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ygt_docs.compose.numbering import TypedNumber, WrongForms, typed_number
from ygt_docs.elements.catalogue import number_label
from ygt_docs.notice.model import Task
from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text

_PLAIN = re.compile("[1-9][0-9]{0,3}")
_LIST_LEVEL = 3


class TaskNumbers:
    """Runs through all groups, unless a group begins anew (另编序号)."""

    def __init__(self, problems: Problems) -> None:
        self._last = 0
        self._problems = problems
        self._forms = WrongForms()

    def restart(self) -> None:
        """The next task is number 1."""
        self._last = 0

    def next(self, task: Task) -> str:
        """The number of `task` as it prints: the typed one, or the next."""
        expected = self._last + 1
        if task.number is None:
            self._last = expected
            return str(expected)
        if _PLAIN.fullmatch(task.number) is None:
            self._problems.add("N553", task.number.place, found=task.number, right=expected)
            self._last = expected
            return task.number
        if int(task.number) != expected:
            self._problems.add("N554", task.number.place, found=task.number, right=expected)
        self._last = int(task.number)
        return task.number

    def group(self, typed: TypedNumber, heading: Text, before: int) -> int:
        """The number of a group whose heading begins with one; held against the group before (number `before`)."""
        right = number_label(1, before + 1)
        if typed.value != before + 1:
            code = "N511" if typed.value > before + 1 else "N510"
            self._problems.add(code, heading.place, found=typed.written, right=right, line=heading[:16])
        self._check_form(typed, heading)
        return typed.value

    def criteria(self, criteria: Sequence[Text]) -> list[list[str]]:
        """The criteria of one task, a paragraph each: typed numbers kept and checked, several without get 1. 2. 3."""
        texts: list[list[str]] = []
        for index, text in enumerate(criteria, start=1):
            typed = typed_number(text)
            typed = typed if typed and typed.level == _LIST_LEVEL else None
            right = number_label(_LIST_LEVEL, index)
            if typed and typed.value != index:
                self._problems.add("N555", text.place, found=typed.written, right=right)
            elif typed:
                self._check_form(typed, text)
            texts.append([text] if typed or len(criteria) == 1 else [right, text])
        return texts

    def finish(self) -> None:
        """Say once for the whole table which numbers are not written as the standard has them (N512)."""
        self._forms.say(self._problems)

    def _check_form(self, typed: TypedNumber, text: Text) -> None:
        if typed.written != typed.label:
            self._forms.add(typed.written, typed.label, text.place)
