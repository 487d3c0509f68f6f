"""Text that remembers which characters of the draft it is made of, so that every character can be accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Self

SPACE = " \t\u3000\u00a0"


class Traced(str):
    """A str and, for each of its characters, the offset in the decoded draft where it was typed.

    A cleaned character (， for ,) keeps the offset of the typed one. Methods of str give plain text without offsets;
    only the methods of this class keep them.
    """

    origins: tuple[int, ...]

    def __new__(cls, value: str, origins: Sequence[int]) -> Self:
        if len(value) != len(origins):
            raise ValueError("one offset a character")
        self = super().__new__(cls, value)
        self.origins = tuple(origins)
        return self

    def part(self, start: int, end: int | None = None) -> Traced:
        """The characters from `start` up to `end` (None: to the end)."""
        return Traced(self[start:end], self.origins[start:end])

    def group(self, match: re.Match[str], name: int | str) -> Traced:
        """What `name` matched; `match` was made on this very text. Empty for a group that took no part."""
        start, end = match.span(name)
        if start >= 0:
            return self.part(start, end)
        return self.part(0, 0)

    def outside(self, match: re.Match[str], *names: int | str) -> Traced:
        """All characters that stand in none of the groups `names`."""
        inside: set[int] = set()
        for name in names:
            inside.update(range(*match.span(name)))
        kept = []
        for index in range(len(self)):
            if index not in inside:
                kept.append(index)
        return self.pick(kept)

    def pick(self, indexes: Iterable[int]) -> Traced:
        """The characters at `indexes`, in that order."""
        chosen = list(indexes)
        return Traced("".join(self[index] for index in chosen), [self.origins[index] for index in chosen])

    def trimmed(self, characters: str = SPACE) -> Traced:
        """Without leading and trailing `characters`."""
        start = len(self) - len(self.lstrip(characters))
        return self.part(start, max(start, len(self.rstrip(characters))))

    def rewritten(self, value: str) -> Traced:
        """Other characters at the same offsets. Raises ValueError when the length differs."""
        return Traced(value, self.origins)


NOTHING = Traced("", ())


def joined(parts: Iterable[Traced], separator: str = "") -> TracedBlock:
    """`parts` with `separator` between them, as one leaf of the content (a block of lines, a title in one line)."""
    chosen = list(parts)
    return TracedBlock(separator.join(chosen), tuple(origin for part in chosen for origin in part.origins))


def paragraphs(lines: Iterable[Traced]) -> TracedBlock:
    """`lines` as block text: each line a paragraph, a line break at the end."""
    block = joined(lines, "\n")
    return TracedBlock(block + "\n", block.origins)


class Block(Traced):
    """What stands in the place of a line and is no text: a table, a form. It has no characters of its own.

    `tree` is the mapping of one key that it becomes: {表: …}. Its leaves know their characters, as all leaves do.
    """

    tree: dict[str, Any]

    @classmethod
    def of(cls, tree: dict[str, Any]) -> Block:
        """The block that becomes `tree`."""
        self = cls("", ())
        self.tree = tree
        return self


def text_of(lines: Sequence[Traced]) -> TracedBlock | list[Any]:
    """`lines` as block text; where a :class:`Block` is among them, as a list of texts and blocks."""
    if not any(isinstance(line, Block) for line in lines):
        return paragraphs(lines)
    items: list[Any] = []
    for is_block, group in groupby(lines, lambda line: isinstance(line, Block)):
        if is_block:
            items.extend(line.tree for line in group if isinstance(line, Block))
        else:
            items.append(item_of(list(group)))
    return items


def item_of(lines: Sequence[Traced]) -> Traced | TracedBlock:
    """`lines`, none of them a block, as one item of a list of texts."""
    if len(lines) == 1:
        return lines[0]
    return paragraphs(lines)


class TracedBlock(str):
    """A leaf made of several parts: it knows the offsets of all of them, in order."""

    origins: tuple[int, ...]

    def __new__(cls, value: str, origins: Sequence[int]) -> TracedBlock:
        self = super().__new__(cls, value)
        self.origins = tuple(origins)
        return self


@dataclass(frozen=True)
class Derived:
    """A value that was read out of characters of the draft: a date, a number, a word such as 是."""

    value: object
    origins: tuple[int, ...]
