"""What the importer was unsure of: problems with the line of the draft, and comments beside the values they concern."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ygt_docs.intake.draft import Draft
from ygt_docs.intake.traced import Derived, Traced, TracedBlock
from ygt_docs.problems import Place, Problem, Problems, problem

Found = Traced | TracedBlock | Derived


@dataclass(frozen=True)
class Doubt:
    """A finding of reading. `origin`: offset of the character whose value bears the comment (None: no comment)."""

    problem: Problem
    origin: int | None

    @property
    def comment(self) -> str:
        """The comment for YAML, without #."""
        line = self.problem.place.line
        where = f"（草稿第 {line} 行）" if line else ""
        return f"存疑{where}：{self.problem.message}"


class Doubts:
    """Collects findings in the order they are made."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._items: list[Doubt] = []

    def add(self, code: str, at: Found, *, beside: Found | None = None, comment: bool = True, **words: Any) -> None:
        """Add the problem `code` at `at`; its comment goes beside `beside` (None: beside `at`), unless `comment` is
        False."""
        anchor = at if beside is None else beside
        origin = anchor.origins[0] if comment and anchor.origins else None
        self._items.append(Doubt(problem(code, self._draft.place_of(at), **words), origin))

    def add_at(self, code: str, place: Place, **words: Any) -> None:
        """Add the problem `code` at `place`, without a comment."""
        self._items.append(Doubt(problem(code, place, **words), None))

    def mark(self) -> int:
        """A point to which :meth:`back_to` returns when a reading is given up."""
        return len(self._items)

    def back_to(self, mark: int) -> None:
        """Forget what was found after `mark`."""
        del self._items[mark:]

    def __iter__(self) -> Iterator[Doubt]:
        return iter(self._items)

    def problems(self) -> Problems:
        """All findings, by line."""
        return Problems(Problems(item.problem for item in self._items).sorted())
