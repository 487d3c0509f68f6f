"""The draft as numbered lines (第二步), the ledger of each of its characters, and the doubts about them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ygt_docs.docfiles.decode import Carried, Reason
from ygt_docs.intake.traced import Derived, Traced, TracedBlock
from ygt_docs.problems import Place, Problem, Problems, problem

_LINE_END = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True)
class Draft:
    """A decoded draft. `shown` is its name in messages; lines and columns of a place count from 1.

    `roles` are ranges of the text whose style in Word says what they are (表题, 名单 …), in order.
    `pictures` are those that it carries, as their marks count them.
    `file_lines` are the lines of the file, where they are others than those of the text (a web page); such a place
    has no column.
    """

    text: str
    shown: str
    encoding: str
    starts: tuple[int, ...]
    file_lines: tuple[int, ...] = ()
    roles: tuple[tuple[range, str], ...] = ()
    pictures: tuple[Carried, ...] = ()

    def role_of(self, value: Traced) -> str:
        """What the style of the paragraph of `value` says that it is; "" where it says nothing."""
        if not value.origins or not self.roles:
            return ""
        at = bisect_right(self.roles, value.origins[0], key=lambda item: item[0].start) - 1
        if at >= 0 and value.origins[0] in self.roles[at][0]:
            return self.roles[at][1]
        return ""

    def place(self, origin: int) -> Place:
        """Where the character at offset `origin` stands."""
        if self.file_lines:
            return Place(self.shown, self.line_of(origin))
        line = bisect_right(self.starts, origin)
        return Place(self.shown, line, origin - self.starts[line - 1] + 1)

    def line_of(self, origin: int) -> int:
        """The line of the character at offset `origin`."""
        line = bisect_right(self.starts, origin)
        if self.file_lines:
            return self.file_lines[min(line, len(self.file_lines)) - 1]
        return line

    def place_of(self, value: Traced | TracedBlock | Derived) -> Place:
        """Where the first character of `value` stands (the file alone when it has none)."""
        if value.origins:
            return self.place(value.origins[0])
        return Place(self.shown)


@dataclass(frozen=True)
class Account:
    """Characters of the draft: all, those in the content, those dropped by reason, and those nobody accounted for.

    `characters` = `placed` + the sum of `dropped` + `lost`; `lost` is 0 unless the importer has a fault.
    """

    characters: int
    placed: int
    dropped: dict[str, int]
    lost: int

    @property
    def agrees(self) -> bool:
        """Whether the sums agree and nothing was lost."""
        return self.lost == 0 and self.characters == self.placed + sum(self.dropped.values())

    def __str__(self) -> str:
        parts = "；".join(f"{reason} {count}" for reason, count in self.dropped.items())
        lost = f"，去向不明 {self.lost} 字符" if self.lost else ""
        return f"草稿 {self.characters} 字符：写入 {self.placed}，略去 {sum(self.dropped.values())}（{parts}）{lost}"


class Ledger:
    """Why each dropped character was dropped; the first reason counts."""

    def __init__(self) -> None:
        self._dropped: dict[int, Reason] = {}

    def drop(self, value: Traced | TracedBlock | Iterable[int], reason: Reason) -> None:
        """Note that the characters of `value` (or at these offsets) are not in the content, because of `reason`."""
        origins = value.origins if isinstance(value, Traced | TracedBlock) else value
        for origin in origins:
            self._dropped.setdefault(origin, reason)

    def mark(self) -> int:
        """A point to which :meth:`back_to` returns when a reading is given up."""
        return len(self._dropped)

    def back_to(self, mark: int) -> None:
        """Forget what was dropped after `mark`."""
        while len(self._dropped) > mark:
            self._dropped.popitem()  # a dict gives the latest first

    def account(self, characters: int, placed: set[int]) -> Account:
        """The sums, given the offsets that stand in the content."""
        dropped = Counter(reason for origin, reason in self._dropped.items() if origin not in placed)
        in_order = {}
        for reason in Reason:
            if dropped[reason]:
                in_order[str(reason)] = dropped[reason]
        return Account(characters, len(placed), in_order, characters - len(placed) - sum(dropped.values()))

    def reasons(self) -> Iterable[tuple[int, Reason]]:
        """Offset and reason of each dropped character."""
        return self._dropped.items()

    def lost(self, characters: int, placed: set[int]) -> list[int]:
        """The offsets that are neither placed nor dropped, in order."""
        found: list[int] = []
        for origin in range(characters):
            if origin not in placed and origin not in self._dropped:
                found.append(origin)
        return found

    def placed_and_dropped(self, placed: set[int]) -> list[int]:
        """Offsets that are in the content although they were noted as dropped."""
        return sorted(placed & self._dropped.keys())


def split_lines(
    text: str, shown: str, encoding: str, ledger: Ledger, file_lines: tuple[int, ...] = ()
) -> tuple[Draft, list[Traced]]:
    """The draft and its lines, empty ones included; line ends go to the ledger."""
    starts, lines, begin = [0], [], 0
    for match in _LINE_END.finditer(text):
        lines.append(Traced(text[begin : match.start()], range(begin, match.start())))
        ledger.drop(range(*match.span()), Reason.LINE_END)
        begin = match.end()
        starts.append(begin)
    lines.append(Traced(text[begin:], range(begin, len(text))))
    return Draft(text, shown, encoding, tuple(starts), file_lines), lines


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
