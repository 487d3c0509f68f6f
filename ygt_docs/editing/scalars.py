"""The text of one changed value, and of values in brackets: quotes, comments and what stays are as they were typed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence, Set
from difflib import SequenceMatcher

from ygt_docs.editing.tree import CannotPlaceError, Node, Scalar
from ygt_docs.notice.writer import scalar as written
from ygt_docs.reading.spans import reads_as_typed

Edit = tuple[int, int, str]
"""From where to where in the text of a file, and what to put there."""
Place = tuple[int, int]
STEP = "  "
NUMBER = re.compile(r"[1-9][0-9]{0,8}|[0-9]{4}-[0-9]{2}-[0-9]{2}")


def scalar_edit(node: Scalar) -> Edit:
    """What to put in place of a value that changed. Raises CannotPlaceError where several lines have no room."""
    assert node.span is not None
    return node.span.start, _scalar_end(node), _scalar_text(node)


def _scalar_end(node: Scalar) -> int:
    """Where a scalar ends; of block text the spaces behind its last line are a part."""
    assert node.span is not None
    assert node.source is not None
    end, text = node.span.end, node.source.text
    while node.block and text[end : end + 1] in (" ", "\t"):
        end += 1
    return end + (len(comment_behind(node)) if _becomes_block(node) else 0)


def _scalar_text(node: Scalar) -> str:
    span, source = node.span, node.source
    assert span is not None
    assert source is not None
    if node.block:
        return _block_text(node)
    if _becomes_block(node):
        indent = _line_indent(source.text, span.start) + STEP
        if _in_flow(source.text, span.start):
            raise CannotPlaceError("这一项写在一行的括号里，放不下几段")
        return f"|{comment_behind(node)}\n" + "\n".join(indent + line for line in node.lines)
    value = node.value
    if span.style == "'" and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    if span.style == '"':
        made = written(value)
        return made if made.startswith('"') else f'"{made}"'
    if NUMBER.fullmatch(value) and NUMBER.fullmatch("".join(node.typed)):
        return value  # a date or a number that was typed plain stays plain
    flow = _in_flow(source.text, span.start)
    if _plain_as_before(value, "".join(node.typed), flow):
        return value
    return written(value, flow=flow)


def _becomes_block(node: Scalar) -> bool:
    """Whether a value of one line gets several: a comment behind it then stands behind the | of its first one."""
    return not node.block and len(node.lines) > 1


def _plain_as_before(value: str, typed: str, flow: bool) -> bool:
    """Whether `value` needs no quotes where `typed` had none: it has no other signs, and YAML reads it back."""
    signs = set()
    for sign in value:
        if not sign.isalnum():
            signs.add(sign)
    if not value or not signs <= set(typed) or not (value[0].isalnum() or value[0] == typed[0]) or value[0].isdigit():
        return False
    return reads_as_typed(value, flow)


def _block_text(node: Scalar) -> str:
    """Block text with the lines that stay as they were typed, and the empty lines before them."""
    assert node.span is not None
    assert node.source is not None
    typed = node.source.text[node.span.start : _scalar_end(node)].split("\n")
    head, raw = typed[0], _chunks(typed[1:])
    indent = next((line[: len(line) - len(line.lstrip(" "))] for line, _ in raw), STEP)
    airy = len(raw) > 1 and all(empty for _, empty in raw[1:])
    old, new = [line.strip(" \t") for line, _ in raw], [line.strip(" \t") for line in node.lines if line.strip(" \t")]
    lines: list[str] = [head]
    for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for step in range(end - start):
            own = raw[first + step] if first + step < last else None
            empty = own[1] if own else []
            if airy and not empty and len(lines) > 1:
                empty = [""]
            lines += empty
            lines.append(own[0] if own and kind == "equal" else indent + new[start + step])
    return "\n".join(lines)


def _chunks(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Each line that says something, with the empty ones before it."""
    chunks: list[tuple[str, list[str]]] = []
    empty: list[str] = []
    for line in lines:
        if line.strip(" \t"):
            chunks.append((line, empty))
            empty = []
        else:
            empty.append(line)
    return chunks


def _line_indent(text: str, at: int) -> str:
    line = text[text.rfind("\n", 0, at) + 1 : at]
    match = re.match(r"(?: |- )*", line)
    return " " * len(match[0] if match else "")


def _in_flow(text: str, at: int) -> bool:
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return bool(re.search(r"[\[{]", re.sub(r"\"(?:[^\"\\]|\\.)*\"", "", line)))


def comment_behind(node: Node) -> str:
    """The comment that ends the line of a value of one line, with the spaces before it; "": none."""
    assert node.span is not None
    assert node.source is not None
    text, start, end = node.source.text, node.span.start, node.span.end
    rest = text[end : line_end(text, end)].rstrip("\n")
    if "\n" not in text[start:end] and rest.lstrip(" \t").startswith("#"):
        return rest
    return ""


def line_end(text: str, at: int) -> int:
    """Where the line that `at` stands in ends, its line end with it."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def bracket_edits(text: str, places: Sequence[Place], gone: Set[int], added: Mapping[int, Sequence[str]]) -> list[Edit]:
    """Edits of `text` in which the items of `gone` go and new ones come.

    `places`: from where to where each typed item stands; at least one must stay. `added`: the texts that come behind an
    item (-1: before the first one). Comments and line ends between items that stay are not touched.
    """
    kept = [number for number in range(len(places)) if number not in gone]
    separator = _separator(text, places)
    coming: dict[int, list[str]] = {}
    for number, texts in sorted(added.items()):
        coming.setdefault(max((item for item in kept if item <= number), default=-1), []).extend(texts)
    edits: list[Edit] = []
    for number, texts in coming.items():
        at = places[number][1] if number >= 0 else places[kept[0]][0]
        edits.append((at, at, "".join(separator + item if number >= 0 else item + separator for item in texts)))
    return edits + [_removal(text, places, first, last) for first, last in _runs(gone)]


def _separator(text: str, places: Sequence[Place]) -> str:
    """What stands between two items of one line: a comma, and a space if the person types one."""
    between = set()
    for one, two in itertools.pairwise(places):
        between.add(text[one[1] : two[0]])
    return "," if between == {","} else ", "


def _runs(numbers: Set[int]) -> list[Place]:
    """`numbers` as runs without a gap: first and last of each."""
    runs: list[Place] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _removal(text: str, places: Sequence[Place], first: int, last: int) -> Edit:
    """The items `first` to `last` go with a comma; a comment behind the item before them stays."""
    if last + 1 < len(places):
        return places[first][0], places[last + 1][0], ""
    start = places[first - 1][1] if first else places[first][0]
    if "#" in text[start : places[first][0]]:
        start = places[first][0]  # a comma may end a list in brackets
    return start, places[last][1], ""
