"""One example against its golden (比对): what differs, as text that can be read."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from ygt_docs.golden.artefacts import FILES, LAYOUT, WORD
from ygt_docs.golden.xml_text import STYLES_PART

_TEXT_FIELDS = 7  # of a line of text in a layout: what follows them is the text itself
_MOST_LOST = 0.02
_UNSAID = "（没有说）"


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


def style_changes(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """Each property of a style that has another value than in the golden, with both values, in order.

    A style that only one of the two uses is no change of a style.
    """
    before, now = (_style_values(texts.get(WORD, "")) for texts in (old, new))
    used = {style for style, _ in before} & {style for style, _ in now}
    found = []
    for style, what in sorted(before.keys() | now.keys()):
        values = before.get((style, what), _UNSAID), now.get((style, what), _UNSAID)
        if style in used and values[0] != values[1]:
            found.append(f"{style} {what}：{values[0]} → {values[1]}")
    return found


def _style_values(word: str) -> dict[tuple[str, str], str]:
    """What the styles at the end of a Word file's text say: the value by style and property."""
    found: dict[tuple[str, str], str] = {}
    inside = False
    for line in word.split("\n"):
        if line.startswith("===="):
            inside = line == STYLES_PART
        elif inside and "：" in line:
            style, _, said = line.partition("：")
            what, _, value = said.partition(" ")
            found[style, what] = value
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
