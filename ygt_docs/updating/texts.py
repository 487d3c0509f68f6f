"""A text of the YAML (正文, 导语 …) given other paragraphs: block text, or a list whose items keep their own lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeGuard

from ygt_docs.compose.headings import sentences_among_headings
from ygt_docs.editing import CannotPlaceError, List, Map, Node, Scalar, new

PLAIN = "段"


@dataclass(frozen=True)
class Line:
    """A paragraph of a text: `item` is the item of a list that prints it now (None: it is new, or there is no list)."""

    text: str
    item: Node | None = None


def put_lines(parent: Map, key: str, lines: list[Line]) -> None:
    """Let the text at `key` have `lines`; it goes where there are none."""
    node = parent.entries.get(key)
    texts = []
    for line in lines:
        texts.append(line.text)
    if not lines:
        parent.drop(key)
    elif isinstance(node, Scalar) and sentences_among_headings(texts) and not sentences_among_headings(node.lines):
        parent.put(key, _new_items(texts))
    elif isinstance(node, Scalar):
        _put_lines(node, texts)
    elif isinstance(node, List):
        put_items(node, lines)
    else:
        parent.put(key, "\n".join(texts) + "\n")


def _new_items(lines: list[str]) -> List:
    """`lines` as a list: a numbered sentence would make text of the headings beside it, so it is no heading itself."""
    plain_ones = sentences_among_headings(lines)
    items = []
    for number, line in enumerate(lines):
        items.append({PLAIN: line} if number in plain_ones else line)
    return List(items=[new(item) for item in items])


def _put_lines(node: Scalar, lines: list[str]) -> None:
    if not lines:
        raise CannotPlaceError("正文会变成空的")
    if lines != [line.strip(" \t") for line in node.lines if line.strip(" \t")]:
        node.lines = list(lines)


def put_items(node: List, lines: list[Line]) -> None:
    """Let the items of a list print `lines`: each in its own item; what is new joins block text, or is an item."""
    plain_ones = sentences_among_headings(["" if isinstance(line.item, Map) else line.text for line in lines])
    groups: list[tuple[Node, list[str]]] = []
    seen: list[Node] = []
    for number, line in enumerate(lines):
        if _is_block(line.item):
            if line.item not in seen:
                groups.append((line.item, []))
                seen.append(line.item)
            elif groups[-1][0] is not line.item:
                raise CannotPlaceError("表格中间插进了别的段落，要在 YAML 里改")
            continue
        last = groups[-1][0] if groups else None
        if line.item is None and number in plain_ones:
            groups.append((new({PLAIN: line.text}), [line.text]))
        elif last is not None and (line.item is last or (line.item is None and _is_block_text(last))):
            groups[-1][1].append(line.text)
        else:
            if line.item is not None and line.item not in seen:
                item = line.item
            else:
                item = new(line.text)
            groups.append((item, [line.text]))
            seen.append(item)
    for item, texts in groups:
        if _is_block(item):
            continue
        text = item.entries[PLAIN] if isinstance(item, Map) else item
        assert isinstance(text, Scalar)
        _put_lines(text, texts)
    if not groups:
        raise CannotPlaceError("正文会变成空的")
    node.items = _with_blocks([item for item, _ in groups], node.items)


def _with_blocks(items: list[Node], before: list[Node]) -> list[Node]:
    """`items` with the pictures and tables of `before` that no line tells of, each behind what stood before it."""
    made = list(items)
    for number, block in enumerate(before):
        if _is_block(block) and block not in made:
            above = []
            for item in before[:number]:
                if item in made:
                    above.append(made.index(item))
            made.insert(max(above, default=-1) + 1, block)
    return made


def _is_block(item: Node | None) -> TypeGuard[Map]:
    return isinstance(item, Map) and PLAIN not in item.entries


def _is_block_text(item: Node) -> bool:
    return isinstance(item, Scalar) and item.block
