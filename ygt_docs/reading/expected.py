"""What the keys of a file may hold, told to the reader so that its cures fit: the reader itself knows no key."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto


class Holds(Enum):
    """What stands behind a key."""

    LINE = auto()  # one line of text
    TEXT = auto()  # paragraphs: block text
    LIST = auto()  # a list of texts
    ITEMS = auto()  # a list of mappings
    MAP = auto()  # a mapping
    CELLS = auto()  # cells of a table, in rows or alone: a cell may be blank, and ， in it is text


CELL = Holds.CELLS
"""Stands among the metadata of a field whose texts are cells."""


@dataclass(eq=False)
class Expected:
    """What one key holds; `below` are the keys of the mapping (or of each item) behind it, empty for plain text.

    The root of a file is a MAP. Parts may hold each other, as sections do.
    """

    holds: Holds
    below: dict[str, Expected] = field(default_factory=dict)

    def names(self, holding: Holds | None = None) -> frozenset[str]:
        """All keys below, however deep; only those that hold `holding` where it is given."""
        found: set[str] = set()
        pending, seen = [self.below], set()
        while pending:
            below = pending.pop()
            if id(below) in seen:
                continue
            seen.add(id(below))
            for name, item in below.items():
                pending.append(item.below)
                if holding is None or item.holds is holding:
                    found.add(name)
        return frozenset(found)


NOTHING = Expected(Holds.MAP)
"""Nothing is known of the file: its keys are judged by their form alone."""
