"""Tabs inside text: no line on paper has a place for them, and both files would drop or misplace them."""

from __future__ import annotations

from ygt_docs.problems import Problems
from ygt_docs.reading.text import Text
from ygt_docs.reading.tree import MarkedList, MarkedMap, Node


def check_tabs(node: Node, problems: Problems) -> None:
    """Add a problem for each line of text below `node` that holds a tab."""
    pending: list[Node] = [node]
    while pending:
        item = pending.pop()
        if isinstance(item, MarkedMap):
            pending.extend(item.values())
        elif isinstance(item, MarkedList):
            pending.extend(item)
        elif isinstance(item, Text) and "\t" in item:
            for number, line in enumerate(item.split("\n")):
                if "\t" in line:
                    problems.add("Y108", item.place_in(number, line.index("\t")))
