"""What both sides are made of: paragraphs and rows of tables, in the order of the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ygt_docs.compose.print_forms import label_of
from ygt_docs.editing import Keys, Scalar

BLOCKS = frozenset({"表", "表单", "名单", "图", "二维码"})
"""The keys of what stands in a text and is no text."""


def block_of(keys: Keys) -> Keys | None:
    """The keys of the block that `keys` lead into; None: into none."""
    found = None
    for number, key in enumerate(keys):
        if key in BLOCKS:
            found = number
            break
    return None if found is None else keys[: found + 1]


class Kind(StrEnum):
    """What a block is."""

    PARAGRAPH = "段"
    HEAD = "表头行"
    GROUP = "分组行"
    TASK = "表格行"


@dataclass(frozen=True)
class Piece:
    """A part of a printed paragraph: `scalar` and `line` say where it was typed (None: made by the program).

    `keys` lead to the value. `date`: it was typed as a date.
    """

    text: str
    scalar: Scalar | None = None
    line: int = 0
    keys: Keys = ()
    date: bool = False


@dataclass
class CellText:
    """A cell: its paragraphs; `merged`: it belongs to the cell above. `sheet`: the cell of a sheet that it is from."""

    paragraphs: list[str]
    merged: bool = False
    sheet: str | None = None

    @property
    def text(self) -> str:
        """All of it in one line."""
        return "".join(self.paragraphs)


@dataclass(eq=False)
class Block:
    """A paragraph or a row. `where` is its place in words, `role` the name of its style.

    `lines`: the lines of a title that was broken by hand. `label`: the number that the program makes. `pieces`: how the
    program made it (empty: read from a Word file). `keys` lead to what it says. `table` counts the task tables.
    `names`: those of a row of a 名单. `derived`: a row that the program works out (合计).
    """

    kind: Kind
    text: str
    role: str = ""
    where: str = ""
    lines: tuple[str, ...] = ()
    label: str = ""
    pieces: tuple[Piece, ...] = ()
    keys: Keys = ()
    cells: list[CellText] = field(default_factory=list)
    table: int = -1
    names: tuple[str, ...] = ()
    derived: bool = False

    @property
    def bare(self) -> str:
        """The text without a number that the program makes, or would make."""
        return self.text[len(self.label) :]


def without_label(text: str) -> tuple[str, str]:
    """The number that `text` begins with, and the rest."""
    label = label_of(text)
    return label, text[len(label) :]
