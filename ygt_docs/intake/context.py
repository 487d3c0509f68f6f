"""What every step of recognising works with: the draft, its ledger, the cleaner, and the doubts found so far."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from ygt_docs.intake.clean import Cleaner
from ygt_docs.intake.doubts import Doubts
from ygt_docs.intake.draft import Draft, Ledger
from ygt_docs.intake.traced import Derived, Traced, TracedBlock

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
    files of their own, by file name."""

    draft: Draft
    ledger: Ledger
    cleaner: Cleaner
    doubts: Doubts
    year: int | None = None
    files: dict[str, Tree] = field(default_factory=dict)
    year_noted: bool = False

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
