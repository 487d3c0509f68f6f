"""Reads one YAML file into a marked tree, with every fault that can be told apart reported at once, in Chinese."""

from __future__ import annotations

import re
import sys
from collections.abc import Set
from pathlib import Path

import yaml

from ygt_docs.problems import Place, Problems
from ygt_docs.reading.builder import MarkedList, MarkedMap, Node, TooDeep, TreeBuilder, Unread
from ygt_docs.reading.characters import check_characters
from ygt_docs.reading.expected import NOTHING, Expected, Holds
from ygt_docs.reading.outline import Outline
from ygt_docs.reading.scan import LineScan
from ygt_docs.reading.source import MAX_BYTES, Source, decode, read_source
from ygt_docs.reading.text import Text, quote


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


# What PyYAML says (a part of it) and the code that says it in Chinese; the first that fits is taken.
_CODES = (
    ("sequence entries are not allowed here", "Y137"),
    ("mapping values are not allowed here", "Y138"),
    ("expected <block end>", "Y138"),
    ("expected ',' or", "Y139"),
    ("could not find expected ':'", "Y114"),
)
_OTHER = "Y140"
_CURES = {
    "Y114": "补上键和冒号；如果是上一段的文字，用 | 起头，各行缩进两格",
    "Y138": "下一层多缩进两格",
}


def report_syntax(source: Source, error: yaml.MarkedYAMLError, problems: Problems) -> None:
    """Add the problem for `error`, unless the scan of lines has reported that line, or the one before, already."""
    mark = error.problem_mark or error.context_mark
    assert mark is not None  # every error of the parser names a place
    line, column = mark.line, mark.column
    told = set()
    for item in problems.errors:
        told.add(item.place.line)
    if told & {line + 1, line}:
        return
    said = error.problem or ""
    code = next((code for part, code in _CODES if part in said), _OTHER)
    if code == "Y114" and error.context_mark is not None:
        line, column = error.context_mark.line, error.context_mark.column
    if code == "Y138":
        column = len(source.lines[line]) - len(source.lines[line].lstrip(" "))
    words = {"fix": _CURES[code]} if code in _CURES else {}
    problems.add(code, source.place(line, column), found=quote(source.lines[line].strip()), **words)


_MOST = 200
_ESCAPE = re.compile(r"\\U([0-9A-Fa-f]{8})")


def read_tree(
    path: Path, shown_as: str, problems: Problems, expected: Expected = NOTHING, most: int = MAX_BYTES
) -> MarkedMap | None:
    """The tree of `path`, named `shown_as` in messages; None when there is nothing a later stage could check.

    `expected` says what the keys of the file hold, so that lines which lack their bar, dash or indent are known. A tree
    may come back although problems were added: then each faulty value is an :class:`Unread` or was mended just enough
    to check the rest of the file. Whoever uses the tree looks at `problems.errors` first. `most`: how many
    bytes it may have.
    """
    source = read_source(path, shown_as, problems, most)
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
    except (ValueError, OverflowError):  # PyYAML makes a character of a number without asking whether there is one
        _report_escape(source, problems)
        return None
    return builder.root


def _report_escape(source: Source, problems: Problems) -> None:
    """Add the problem for the first character in quotes that is written as a number which no character has."""
    for number, line in enumerate(source.lines):
        for escape in _ESCAPE.finditer(line):
            if int(escape[1], 16) > sys.maxunicode:
                problems.add("Y136", source.place(number, escape.start()), found=escape[0])
                return
    problems.add("Y140", source.place(0, 0), found=quote(source.lines[0].strip()))
