"""Lists of names (名单) of an edited file: the names of each group, put back where they were typed.

A row of names is layout: how many stand in it follows from their number, so names that came, went or changed are those
of the whole group, and the rows are made anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ygt_docs.compose.flow import Paragraph, Role
from ygt_docs.editing import CannotPlaceError, Keys, List, Node, Scalar, Tree, new
from ygt_docs.updating.blocks import Block

_KEY = "姓名"
_APART = re.compile(r"[\t\n]+| {2,}|\u3000{2,}")
_TYPED_APART = re.compile("[、，,；;]")
_SPREAD = re.compile("([\u4e00-\u9fff])[ \u3000]+([\u4e00-\u9fff])")


def names_in(text: str) -> tuple[str, ...]:
    """The names in a row of a Word file, each as it is typed: 李　溪 is 李溪."""
    found: list[str] = []
    for part in _APART.split(text):
        if part.strip(" \u3000"):
            found.append(as_typed(part))
    return tuple(found)


def names_of(paragraph: Paragraph) -> tuple[str, ...]:
    """The names of a row that was composed; () for any other paragraph."""
    if paragraph.role is not Role.NAMES:
        return ()
    found: list[str] = []
    for column in paragraph.columns:
        found.append(as_typed("".join(run.text for run in column.runs)))
    return tuple(found)


def as_typed(name: str) -> str:
    """`name` without the space that spreads one of two characters."""
    name = name.strip(" \u3000")
    spread = _SPREAD.fullmatch(name)
    return name if spread is None else spread[1] + spread[2]


def group_of(block: Block) -> Keys | None:
    """The keys of the names that a row shows a part of; None: it is no row of names."""
    if block.role != Role.NAMES or _KEY not in block.keys:
        return None
    return block.keys[: block.keys.index(_KEY) + 1]


def put_names(tree: Tree, keys: Keys, names: Sequence[str]) -> None:
    """Let the group at `keys` have `names`; those that stay keep their items. Raises CannotPlaceError for none."""
    if not names:
        raise CannotPlaceError("名单的一组整个删去了，要在 YAML 里删")
    node = tree.at(*keys)
    if isinstance(node, Scalar):
        mark = _TYPED_APART.search("".join(node.lines))
        node.lines = [(mark[0] if mark else "、").join(names)]
        return
    assert isinstance(node, List)
    left: list[Node] = list(node.items)
    items: list[Node] = []
    for name in names:
        item = next((item for item in left if isinstance(item, Scalar) and as_typed(item.value) == name), None)
        if item is None:
            items.append(new(name))
        else:
            left.remove(item)
            items.append(item)
    node.items = items


def rows_joined(blocks: Iterable[Block]) -> list[Block]:
    """`blocks` with the rows of names that follow one another as one, whose text is the names."""
    found: list[Block] = []
    for block in blocks:
        if block.role != Role.NAMES:
            found.append(block)
        elif found and found[-1].role == Role.NAMES:
            before = found[-1]
            found[-1] = replace(before, names=(*before.names, *block.names), text="")
        else:
            found.append(replace(block, text=""))
    for number, block in enumerate(found):
        if block.role == Role.NAMES:
            found[number] = replace(block, text="、".join(block.names), pieces=(), label="")
    return found
