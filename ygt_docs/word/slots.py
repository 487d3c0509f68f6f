"""Slots: what a template's placeholders stand for. Jinja sees only plain data; content never passes through it.

Each placeholder prints a token of two private-use characters around a number; afterwards :mod:`fill` puts the content
where the token stands. So no character of a document can be eaten by a template engine, and any brace that is left in
the printed template comes from the template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ygt_docs.compose.flow import Cell, Paragraph, Role, Row, Section, Table
from ygt_docs.geometry.masthead import JointMark
from ygt_docs.standard.lengths import Length

_OPEN, _CLOSE = "\ue000", "\ue001"
TOKEN = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")


class SlotKind(StrEnum):
    """What a placeholder prints; the value is its name in the template."""

    TEXT = "文字"
    RIGHT = "右文"
    SPACE = "留白"
    BREAK = "分节"
    IMPRINT_END = "版记页"
    BLANK_PAGE = "空白页"
    MARKED = "待改"


@dataclass(frozen=True)
class Spot:
    """Where a paragraph stands in a table."""

    table: Table
    row: Row
    cell: Cell
    section: int


@dataclass(frozen=True)
class Slot:
    """One placeholder. `height`: of a spacer (None: no spacer); `size`, `line`: of the mark (None: as styled).

    `joint`: sizes and widths of the joint mark that the paragraph belongs to (None: it belongs to none).
    """

    kind: SlotKind
    paragraph: Paragraph | None = None
    spot: Spot | None = None
    section: Section | None = None
    height: Length | None = None
    size: Length | None = None
    line: Length | None = None
    words: str = ""
    joint: JointMark | None = None

    @property
    def required(self) -> bool:
        """Whether the document would lose something if the template did not print this slot."""
        match self.kind:
            case SlotKind.RIGHT:
                return self.paragraph is not None and bool(self.paragraph.right_text)
            case SlotKind.SPACE:
                is_rule = self.paragraph is not None and self.paragraph.role is Role.MASTHEAD_RULE
                return is_rule or self.height is not None
            case SlotKind.MARKED:
                return bool(self.words)
            case _:
                return True


class Slots:
    """All slots of one document, each with its token."""

    def __init__(self) -> None:
        self._slots: list[Slot] = []

    def add(self, slot: Slot) -> str:
        """Keep `slot`; the token that stands for it."""
        self._slots.append(slot)
        return f"{_OPEN}{len(self._slots) - 1}{_CLOSE}"

    def __getitem__(self, number: int) -> Slot:
        return self._slots[number]

    def __iter__(self) -> Iterator[Slot]:
        return iter(self._slots)

    def __len__(self) -> int:
        return len(self._slots)
