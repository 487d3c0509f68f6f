"""What every step of recognising works with: the draft, its ledger, the cleaner, the doubts, and common criteria."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from ygt_docs.docfiles.characters import is_ideograph
from ygt_docs.docfiles.decode import Reason
from ygt_docs.elements.headings import typed_number
from ygt_docs.intake.clean import Cleaner
from ygt_docs.intake.draft import Doubts, Draft, Ledger
from ygt_docs.intake.traced import SPACE, Derived, Traced, TracedBlock
from ygt_docs.notice.responsible import tells_roles
from ygt_docs.profile import STANDARD, Profile

Node = Any  # a leaf (Traced, TracedBlock, Derived), a list of nodes, or a Tree
Tree = dict[str, Any]


class NotThisShapeError(Exception):
    """The text does not have the shape that was tried; the reader falls back to plain text.

    `code`, `at` and `words` are the doubt that says why (code None: there is nothing to say).
    """

    def __init__(self, code: str | None = None, at: Traced | None = None, **words: Any) -> None:
        self.code, self.at, self.words = code, at, words
        super().__init__(code)


@dataclass
class Context:
    """`year` is the year of the plan (None: the draft names none); `files` holds the trees of the parts that stand in
    files of their own, by file name; `by_file` where the names of appendices begin that are those of files, and
    whether a doubt says so already; `profile` knows the sizes of the styles."""

    draft: Draft
    ledger: Ledger
    cleaner: Cleaner
    doubts: Doubts
    year: int | None = None
    files: dict[str, Tree] = field(default_factory=dict)
    year_noted: bool = False
    by_file: dict[int, bool] = field(default_factory=dict)
    profile: Profile = STANDARD

    def note_year(self, words: Traced) -> None:
        """Say once that deadlines without a year got the plan's; `words` is the first of them."""
        if not self.year_noted:
            self.doubts.add("I323", words, year=self.year, found=words)
            self.year_noted = True

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Take back what was dropped and doubted when the body raises NotThisShapeError (which goes on)."""
        ledger, doubts, files = self.ledger.mark(), self.doubts.mark(), dict(self.files)
        year_noted = self.year_noted
        try:
            yield
        except NotThisShapeError:
            self.ledger.back_to(ledger)
            self.doubts.back_to(doubts)
            self.files, self.year_noted = files, year_noted
            raise

    def explain(self, given_up: NotThisShapeError) -> None:
        """Add the doubt that `given_up` carries, if it carries one."""
        if given_up.code is not None and given_up.at is not None:
            self.doubts.add(given_up.code, given_up.at, **given_up.words)

    def own_file(self, name: str, tree: Tree) -> str:
        """Lay `tree` into a file of its own and give the file's name (name-2.yaml when `name` is taken)."""
        stem = name.removesuffix(".yaml")
        number = 2
        while name in self.files:
            name = f"{stem}-{number}.yaml"
            number += 1
        self.files[name] = tree
        return name


def origins_of(node: Node) -> Iterator[int]:
    """The offsets of all characters that stand in `node`."""
    if isinstance(node, dict):
        for value in node.values():
            yield from origins_of(value)
    elif isinstance(node, list):
        for value in node:
            yield from origins_of(value)
    else:
        yield from getattr(node, "origins", ())


def plain(node: Node) -> Any:
    """`node` as dicts, lists and plain values, as the writer and the models take it."""
    if isinstance(node, dict):
        found = {}
        for key, value in node.items():
            found[key] = plain(value)
        return found
    if isinstance(node, list):
        return [plain(value) for value in node]
    if isinstance(node, Derived):
        return node.value
    return str(node) if isinstance(node, str) else node


def spaces_as_typed(node: Node, draft: Draft) -> Node:
    """`node` with the ideographic spaces of `draft` in its texts again: the readers work with plain spaces only."""
    if isinstance(node, dict):
        found = {}
        for key, value in node.items():
            found[key] = spaces_as_typed(value, draft)
        return found
    if isinstance(node, list):
        return [spaces_as_typed(value, draft) for value in node]
    if not isinstance(node, Traced | TracedBlock) or " " not in node:
        return node
    typed, at = [], iter(node.origins)
    for sign in node:
        # A line break that joins two paragraphs, and a name that was made, stand nowhere in the draft.
        origin = None if sign == "\n" else next(at, None)
        ideographic = sign == " " and origin is not None and draft.text[origin] == "\u3000"
        typed.append("\u3000" if ideographic else sign)
    return type(node)("".join(typed), node.origins)


_ITEM = re.compile(r"(?:^|(?<=[；。;，、]) ?|(?<=[^ 0-9]) )(?P<number>[0-9]{1,2}[.．、]) ?(?![0-9])")
_SEPARATOR = re.compile(r" *、 *")
_GAP = re.compile(f"[{SPACE}]+")


def criteria(cell: Traced, context: Context) -> list[Traced]:
    """The criteria of a cell: 1.…；2.…， one item each without its number; a single one stays as typed."""
    marks = list(_ITEM.finditer(cell))
    if len(marks) < 2 or [match["number"] for match in marks] != [f"{n}." for n in range(1, len(marks) + 1)]:
        return [cell]
    if marks[0].start() != 0:
        return [cell]
    ends = [match.start() for match in marks[1:]] + [len(cell)]
    items = [cell.part(match.end(), end) for match, end in zip(marks, ends, strict=True)]
    if any(not item.strip() or typed_number(item.trimmed()) for item in items):
        return [cell]
    for match in marks:
        context.ledger.drop(cell.group(match, "number"), Reason.NUMBERING)
        context.ledger.drop(cell.group(match, 0), Reason.SPACE)
    found: list[Traced] = []
    for item in items:
        found.append(trimmed(item, context))
    return found


def units(cell: Traced, context: Context) -> list[Traced]:
    """The units of a cell; one that tells who leads and who supports (甲局牵头，乙局配合) is kept whole.

    A 、 at its end stays with the last one and is a doubt: the rest of the cell is missing.
    """
    lines = _lines_with_roles(cell, context)
    if lines:
        return lines
    cell = closed_up(cell, context)
    if tells_roles(cell):
        return [cell]
    found: list[Traced] = []
    begin = 0
    for match in _SEPARATOR.finditer(cell):
        if match.end() == len(cell) or match.start() == begin:
            continue
        found.append(cell.part(begin, match.start()))
        context.ledger.drop(cell.group(match, 0), Reason.SEPARATOR)
        begin = match.end()
    found.append(cell.part(begin))
    if cell.endswith("、"):
        context.doubts.add("I341", found[-1], beside=found[0], found=cell)
    return found


def _lines_with_roles(cell: Traced, context: Context) -> list[Traced]:
    """The lines of a cell that says on each who leads and who supports, parted by a space now; [] for another cell."""
    found: list[Traced] = []
    gaps: list[Traced] = []
    begin = 0
    for match in _GAP.finditer(cell):
        found.append(cell.part(begin, match.start()))
        gaps.append(cell.group(match, 0))
        begin = match.end()
    found.append(cell.part(begin))
    if not gaps or not all(tells_roles(line) for line in found):
        return []
    for gap in gaps:
        context.ledger.drop(gap, Reason.SPACE)
    return found


def closed_up(cell: Traced, context: Context) -> Traced:
    """`cell` without spaces between two Chinese characters; such a space may have parted two things (a doubt)."""
    for index, sign in enumerate(cell):
        if sign in SPACE and is_ideograph(cell[index - 1 : index]) and is_ideograph(cell[index + 1 : index + 2]):
            context.doubts.add("I342", cell.part(index, index + 1), beside=cell.part(0, 1), found=cell)
            break
    return context.cleaner.close_up(cell)


def trimmed(text: Traced, context: Context) -> Traced:
    """`text` without spaces at its ends; they go to the ledger."""
    kept = text.trimmed()
    context.ledger.drop(set(text.origins) - set(kept.origins), Reason.SPACE)
    return kept
