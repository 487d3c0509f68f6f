"""One example against its golden (比对): what differs, as text that can be read."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from ygt_docs.golden.artefacts import FILES, LAYOUT

_TEXT_FIELDS = 7  # of a line of text in a layout: what follows them is the text itself
_MOST_LOST = 0.02


@dataclass(frozen=True)
class Change:
    """How one file differs: the lines of a unified diff, and how many lines came and went."""

    file: str
    lines: tuple[str, ...]

    @property
    def added(self) -> int:
        """Lines that only the new text has."""
        return sum(line.startswith("+") for line in self.lines[2:])

    @property
    def removed(self) -> int:
        """Lines that only the golden has."""
        return sum(line.startswith("-") for line in self.lines[2:])

    def __str__(self) -> str:
        return f"{self.file} +{self.added} -{self.removed}"


def changes(old: Mapping[str, str], new: Mapping[str, str]) -> list[Change]:
    """The files of a golden that differ, in order; a file that is absent counts as empty."""
    found = []
    for file in FILES:
        before, now = old.get(file, ""), new.get(file, "")
        if before != now:
            lines = difflib.unified_diff(before.split("\n"), now.split("\n"), "样张", "现在", lineterm="", n=2)
            found.append(Change(file, tuple(lines)))
    return found


def text_of(layout: str) -> str:
    """All characters that a layout shows, without spaces."""
    rows = (line.split(" ", _TEXT_FIELDS) for line in layout.split("\n") if line.startswith("字 "))
    return "".join("".join(row[_TEXT_FIELDS:]).replace(" ", "") for row in rows)


def lost(old: Mapping[str, str], new: Mapping[str, str]) -> float | None:
    """Which part of its characters the text lost; None where it lost no more than 2 %."""
    before, now = (len(text_of(texts.get(LAYOUT, ""))) for texts in (old, new))
    part = (before - now) / before if before else 0.0
    return part if part > _MOST_LOST else None
