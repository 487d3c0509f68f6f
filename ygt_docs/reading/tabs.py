"""Tabs inside text (制表符): no line on paper has a place for them, so they print as one space, and it is said.

Rows of a table that are typed or pasted as one text are parted by them: there they stay."""

from __future__ import annotations

from collections.abc import Set

from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text
from ygt_docs.reading.tree import MarkedList, MarkedMap, Node, Unread


def tabs_as_spaces(node: Node, problems: Problems, cells: Set[str]) -> None:
    """Put a space in the place of each tab in the block texts below `node`; one note for each text.

    `cells`: the keys that hold cells, whose texts are rows.
    """
    pending: list[Node] = [node]
    while pending:
        item = pending.pop()
        if isinstance(item, MarkedMap):
            for key, value in item.items():
                if str(key) not in cells or not _of_lines(value):
                    item[key] = _without_tabs(value, problems)
            pending.extend(item.values())
        elif isinstance(item, MarkedList):
            item[:] = [_without_tabs(value, problems) for value in item]
            pending.extend(item)


def _of_lines(value: Node) -> bool:
    """Whether `value` is a block text: a row a line."""
    return isinstance(value, Text) and value.block


def _without_tabs(value: Node, problems: Problems) -> Node:
    if not isinstance(value, Text) or isinstance(value, Unread) or "\t" not in value:
        return value
    lines = value.split("\n")
    first = next(number for number, line in enumerate(lines) if "\t" in line)
    problems.add("Y144", value.place_in(first, lines[first].index("\t")), count=value.count("\t"))
    return Text(value.replace("\t", " "), value.place, block=value.block, indent=value.indent)
