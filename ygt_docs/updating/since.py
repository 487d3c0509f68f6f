"""Who changed what since the Word file was built: the YAML, the Word file, or both (三方核对).

Both sides are held against the marks that the file was built with (compose/print_forms). What only the YAML changed
must stay: the edited file, which still says the old thing, would undo it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import Enum

from ygt_docs.compose.print_forms import group_form, mark_of, paragraph_form, row_form
from ygt_docs.updating.align import Pair
from ygt_docs.updating.blocks import Block, Kind, without_label


class Origin(Enum):
    """Who made two blocks differ."""

    WORD = "Word"
    YAML = "YAML"
    BOTH = "两边"


class _Side:
    """One side held against the marks of the build: `of` has the mark's index for each block (None: not built so)."""

    def __init__(self, built: Sequence[str], own: Sequence[str]) -> None:
        self.of: list[int | None] = [None] * len(own)
        self.in_place: set[int] = set()
        for first, start, size in SequenceMatcher(None, built, own, autojunk=False).get_matching_blocks():
            for step in range(size):
                self.of[start + step] = first + step
                self.in_place.add(start + step)
        self._take_moved(built, own)
        self.has = {index for index in self.of if index is not None}

    def _take_moved(self, built: Sequence[str], own: Sequence[str]) -> None:
        taken = set(self.of)
        left: dict[str, list[int]] = defaultdict(list)
        for index, mark in enumerate(built):
            if index not in taken:
                left[mark].append(index)
        for number, mark in enumerate(own):
            if self.of[number] is None and left[mark]:
                self.of[number] = left[mark].pop(0)

    def beside(self, number: int, count: int) -> range:
        """The marks, of `count`, that stood between the neighbours of block `number` when the file was built."""
        before = [self.of[place] for place in range(number) if place in self.in_place]
        after = []
        for place in range(number + 1, len(self.of)):
            if place in self.in_place:
                after.append(self.of[place])
        first, last = before[-1] if before else None, after[0] if after else None
        return range(0 if first is None else first + 1, count if last is None else last)


class Since:
    """Says of each pair who changed it. `built`: the marks of the Word file, None where it has none (all is Word's)."""

    def __init__(self, built: Sequence[str] | None, now: Sequence[str], edited: Sequence[Block]) -> None:
        self._known = built is not None
        self._built = list(built or ())
        self._now = _Side(self._built, now)
        known = set(self._built)
        self._edited = _Side(self._built, [_mark(block, known) for block in edited])

    def origin(self, pair: Pair) -> Origin:
        """Who made the two blocks of `pair` differ, or who moved, added or deleted the one."""
        if not self._known:
            return Origin.WORD
        if pair.new is None:
            return self._gone(pair.old or 0)
        if pair.old is None:
            return self._came(pair.new)
        said = self._said(pair.old, pair.new)
        stands = self._stands(pair.old, pair.new) if pair.moved else said
        return said if said is stands else Origin.BOTH

    def _said(self, old: int, new: int) -> Origin:
        """Who changed what the block says."""
        if self._now.of[old] is not None:
            return Origin.WORD
        if self._edited.of[new] is None:
            return Origin.BOTH
        return Origin.YAML

    def _stands(self, old: int, new: int) -> Origin:
        """Who moved the block; a side that changed its text too has moved it, as far as anybody can tell."""
        if old in self._now.in_place:
            return Origin.WORD
        if new in self._edited.in_place:
            return Origin.YAML
        return Origin.BOTH

    def _gone(self, old: int) -> Origin:
        index = self._now.of[old]
        if index is not None:
            if index in self._edited.has:
                return Origin.YAML
            return Origin.WORD
        if self._lost(self._now.beside(old, len(self._built))):
            return Origin.BOTH
        return Origin.YAML

    def _came(self, new: int) -> Origin:
        index = self._edited.of[new]
        if index is not None:
            if index in self._now.has:
                return Origin.WORD
            return Origin.YAML
        if self._lost(self._edited.beside(new, len(self._built))):
            return Origin.BOTH
        return Origin.WORD

    def _lost(self, indexes: range) -> bool:
        """Whether something that was built is on neither side any more: both rewrote or deleted it."""
        return any(index not in self._now.has and index not in self._edited.has for index in indexes)


def _mark(block: Block, known: set[str]) -> str:
    """The mark of a block of the edited file, with or without its number: nobody can see who made that."""
    marks = []
    for form in _forms(block):
        marks.append(mark_of(form))
    for mark in marks:
        if mark in known:
            return mark
    return marks[0]


def _forms(block: Block) -> tuple[str, str]:
    rest = without_label(block.text)[1]
    if block.kind is Kind.PARAGRAPH:
        return paragraph_form(block.role, block.text, block.lines), paragraph_form(block.role, rest, block.lines)
    if block.kind is Kind.GROUP:
        return group_form(block.text), group_form(rest)
    texts = []
    for cell in block.cells:
        texts.append(cell.text)
    return row_form(texts), row_form(["", *texts[1:]])


__all__ = ["Origin", "Since"]
