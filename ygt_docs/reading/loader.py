"""Reads one YAML file into a marked tree, with every fault that can be told apart reported at once."""

from __future__ import annotations

from pathlib import Path

import yaml

from ygt_docs.problems import Place, Problems
from ygt_docs.reading.builder import TooDeep, TreeBuilder
from ygt_docs.reading.characters import check_characters
from ygt_docs.reading.expected import NOTHING, Expected, Holds
from ygt_docs.reading.outline import Outline
from ygt_docs.reading.scan import LineScan
from ygt_docs.reading.source import Source, decode, read_source
from ygt_docs.reading.syntax import report_syntax
from ygt_docs.reading.tabs import tabs_as_spaces
from ygt_docs.reading.tree import MarkedList, MarkedMap, Node

_MOST = 200


def read_tree(path: Path, shown_as: str, problems: Problems, expected: Expected = NOTHING) -> MarkedMap | None:
    """The tree of `path`, named `shown_as` in messages; None when there is nothing a later stage could check.

    `expected` says what the keys of the file hold, so that lines which lack their bar, dash or indent are known. A tree
    may come back although problems were added: then each faulty value is an :class:`Unread` or was mended just enough
    to check the rest of the file. Whoever uses the tree looks at `problems.errors` first.
    """
    source = read_source(path, shown_as, problems)
    if source is None:
        return None
    return _mapping(_parse(source, problems, expected), source, problems)


def read_text_file(path: Path, shown_as: str, problems: Problems, expected: Expected = NOTHING) -> Node | None:
    """The tree of a file that holds a text: it may be a list as well; else as :func:`read_tree`."""
    source = read_source(path, shown_as, problems)
    tree = None if source is None else _parse(source, problems, expected)
    if source is None or isinstance(tree, MarkedList):
        return tree
    return _mapping(tree, source, problems)


def parse_tree(data: bytes, shown_as: str, problems: Problems, expected: Expected = NOTHING) -> MarkedMap | None:
    """The tree of a file that holds `data`; see :func:`read_tree`."""
    source = decode(data, shown_as, problems)
    if source is None:
        return None
    return _mapping(_parse(source, problems, expected), source, problems)


def _mapping(tree: Node | None, source: Source, problems: Problems) -> MarkedMap | None:
    """`tree` if it is a mapping; what else a file holds is a fault of its own (Y132)."""
    if isinstance(tree, MarkedMap):
        return tree
    if not any(item.place.file == source.shown_as for item in problems.errors):
        what = "文件内容不是“键: 内容”的形式" if source.text.strip() else "文件是空的"
        problems.add("Y132", Place(source.shown_as, 1, 1), what=what)
    return None


def _parse(source: Source, problems: Problems, expected: Expected) -> Node | None:
    """What the file says, of whatever shape; None when there is nothing to check."""
    found = Problems()
    check_characters(source, found)
    Outline(source, found, expected).run()
    if LineScan(source, found, expected.names(), expected.names(Holds.CELLS)).run():
        tree = _build(source, found, expected)
    else:
        tree = None
    if tree is not None:
        tabs_as_spaces(tree, found, expected.names(Holds.CELLS))
    listed = found.sorted()
    problems.extend(listed[:_MOST])
    if len(listed) > _MOST:
        problems.add("Y199", Place(source.shown_as), count=len(listed) - _MOST)
    return tree


def _build(source: Source, problems: Problems, expected: Expected) -> Node | None:
    builder = TreeBuilder(source, problems, expected)
    try:
        builder.build(yaml.parse(source.text, Loader=yaml.BaseLoader))
    except TooDeep:
        return None
    except yaml.MarkedYAMLError as error:
        report_syntax(source, error, problems)
        return None
    return builder.root
