"""The text of a changed file: only what changed is written anew, comments, order, quotes and layout stay."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from ygt_docs.notice.fields import Model
from ygt_docs.notice.model import (
    Appendix,
    Body,
    Contact,
    Imprint,
    Indicator,
    Notice,
    Section,
    Step,
    StepPart,
    Task,
    TaskGroup,
)
from ygt_docs.notice.shape import keys_of
from ygt_docs.notice.writer import scalar as written
from ygt_docs.notice.writer import write_tree
from ygt_docs.updating.tree import CannotPlaceError, List, Map, Node, Scalar, Source, changed, plain

_STEP = "  "
_MODELS: tuple[type[Model], ...] = (Section, StepPart, Step, Task, TaskGroup, Indicator, Body, Contact, Imprint,
                                   Appendix)
Edit = tuple[int, int, str]


def text_of(source: Source) -> str:
    """The file with all changes of its tree in place."""
    return _spliced(source.text, 0, len(source.text), _edits(source.root))


def _spliced(text: str, start: int, end: int, edits: list[Edit]) -> str:
    pieces = []
    for first, last, put in sorted(edits):
        pieces += [text[start:first], put]
        start = last
    return "".join([*pieces, text[start:end]])


def _edits(node: Node) -> list[Edit]:
    """What to put in place of which part of the file that `node` stands in."""
    span, source = node.span, node.source
    assert span is not None
    assert source is not None
    if not changed(node):
        return []
    if isinstance(node, Scalar):
        return [(span.start, span.end, _scalar_text(node))]
    if isinstance(node, List):
        return _list_edits(node)
    assert isinstance(node, Map)
    return _map_edits(node)


_NUMBER = re.compile(r"[1-9][0-9]{0,8}|[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _scalar_text(node: Scalar) -> str:
    span, source = node.span, node.source
    assert span is not None
    assert source is not None
    if node.block:
        return _block_text(node)
    if len(node.lines) > 1:
        indent = _line_indent(source.text, span.start) + _STEP
        if _in_flow(source.text, span.start):
            raise CannotPlaceError("这一项写在一行的括号里，放不下几段")
        return "|\n" + "\n".join(indent + line for line in node.lines)
    value = node.value
    if span.style == "'" and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    if span.style == '"':
        made = written(value)
        return made if made.startswith('"') else f'"{made}"'
    if _NUMBER.fullmatch(value) and _NUMBER.fullmatch("".join(node.typed)):
        return value  # a date or a number that was typed plain stays plain
    return written(value, flow=_in_flow(source.text, span.start))


def _block_text(node: Scalar) -> str:
    """Block text with the lines that stay as they were typed."""
    assert node.span is not None
    assert node.source is not None
    typed = node.source.text[node.span.start:node.span.end].split("\n")
    head, raw = typed[0], typed[1:]
    indent = next((line[:len(line) - len(line.lstrip(" "))] for line in raw if line.strip()), _STEP)
    old = [line.strip(" \t") for line in raw]
    lines: list[str] = []
    matcher = SequenceMatcher(None, old, [line.strip(" \t") for line in node.lines], autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        lines += raw[first:last] if kind == "equal" else [indent + line for line in node.lines[start:end]]
    return "\n".join([head, *lines])


def _line_indent(text: str, at: int) -> str:
    line = text[text.rfind("\n", 0, at) + 1:at]
    match = re.match(r"(?: |- )*", line)
    return " " * len(match[0] if match else "")


def _in_flow(text: str, at: int) -> bool:
    line = text[text.rfind("\n", 0, at) + 1:at]
    return bool(re.search(r"[\[{]", re.sub(r"\"(?:[^\"\\]|\\.)*\"", "", line)))


def _list_edits(node: List) -> list[Edit]:
    span, source = node.span, node.source
    assert span is not None
    assert source is not None
    if node.items == node.typed:
        return [edit for item in node.items for edit in _edits(item)]
    if not node.items:
        raise CannotPlaceError("列表会变成空的")
    if span.style:
        return [(span.start, span.end, "[" + ", ".join(map(_flow_item, node.items)) + "]")]
    chunks = [_chunk(item) for item in node.typed]
    start, end = chunks[0][0], chunks[-1][1]
    return [(start, end, _items(node, " " * span.column))]


def _items(node: List, indent: str) -> str:
    """All items one after another, with the blank lines that stood between them."""
    assert node.source is not None
    text = node.source.text
    gaps = [text[_chunk(one)[1]:_chunk(two)[0]] for one, two in zip(node.typed, node.typed[1:], strict=False)]
    usual = max(set(gaps), key=gaps.count) if gaps else ""
    pieces: list[str] = []
    for number, item in enumerate(node.items):
        if number:
            before = node.items[number - 1]
            place = node.typed.index(item) if item in node.typed else 0
            follows = place > 0 and node.typed[place - 1] is before
            pieces.append(gaps[place - 1] if follows else usual)
        pieces.append(_item_text(item, indent))
    return "".join(pieces)


def _flow_item(item: Node) -> str:
    if isinstance(item, Scalar):
        if item.span is not None and item.source is not None and not item.block and not changed(item):
            return item.source.text[item.span.start:item.span.end]
        return written(item.value, flow=True)
    return "{" + ", ".join(f"{key}: {written(value, flow=True)}" for key, value in plain(item).items()) + "}"


def _chunk(item: Node) -> tuple[int, int]:
    """From the first comment above an item of a block list to the end of its last line."""
    assert item.span is not None
    assert item.source is not None
    text = item.source.text
    start = text.rfind("\n", 0, item.span.start) + 1
    while True:
        above = text.rfind("\n", 0, start - 1) + 1 if start else 0
        if not start or not text[above:start].lstrip(" ").startswith("#"):
            break
        start = above
    return start, _line_end(text, item.span.end)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _item_text(item: Node, indent: str) -> str:
    """One item of a block list as lines, its dash behind `indent`."""
    if item.span is None or item.source is None or not _of_block_list(item):
        return _new_item(plain(item), indent)
    start, end = _chunk(item)
    lines = _spliced(item.source.text, start, end, _edits(item)).split("\n")
    own = _dash_indent(item)
    moved = [indent + line[len(own):] if line.startswith(own) and line.strip() else line for line in lines]
    joined = "\n".join(moved)
    return joined if joined.endswith("\n") else joined + "\n"


def _dash_indent(item: Node) -> str:
    assert item.span is not None
    assert item.source is not None
    text = item.source.text
    line = text[text.rfind("\n", 0, item.span.start) + 1:item.span.start]
    return line[:len(line) - len(line.lstrip(" "))]


def _of_block_list(item: Node) -> bool:
    assert item.span is not None
    assert item.source is not None
    text = item.source.text
    return re.fullmatch(r" *- +", text[text.rfind("\n", 0, item.span.start) + 1:item.span.start]) is not None


def _new_item(value: Any, indent: str) -> str:
    if not isinstance(value, dict):
        return f"{indent}- {written(value)}\n"
    lines = _entry_lines(value, indent + _STEP, _model(value))
    return "\n".join([f"{indent}- {lines[0].lstrip(' ')}", *lines[1:]]) + "\n"


def _entry_lines(value: dict[str, Any], indent: str, model: type[Model]) -> list[str]:
    made = write_tree(_with_dates(value), model, "").rstrip("\n").split("\n")
    return [indent + line if line else line for line in made if line]


def _with_dates(value: Any) -> Any:
    """`value` with its days as dates, which are written without quotes."""
    if isinstance(value, dict):
        return {key: datetime.date.fromisoformat(item) if str(key).endswith("日期") and isinstance(item, str)
                and _NUMBER.fullmatch(item) and "-" in item else _with_dates(item) for key, item in value.items()}
    return [_with_dates(item) for item in value] if isinstance(value, list) else value


def _model(keys: Iterable[str]) -> type[Model]:
    """The model that knows all `keys`: it gives their usual order."""
    return next((model for model in _MODELS if set(keys) <= keys_of(model).keys()), Notice)


def _map_edits(node: Map) -> list[Edit]:
    span, source = node.span, node.source
    assert span is not None
    assert source is not None
    kept = [key for key in node.typed if node.entries.get(key) is not None]
    if span.style and (len(kept) < len(node.typed) or len(node.entries) > len(kept) or _replaced(node)):
        return [(span.start, span.end, _flow_map(node))]
    edits: list[Edit] = []
    for key in node.typed:
        value = node.entries.get(key)
        if value is None:
            edits.append(_removal(node, key))
        elif value is not node.typed[key]:
            edits.append(_replacement(node, key, value))
        else:
            edits += _edits(value)
    return edits + _additions(node, kept)


def _replaced(node: Map) -> bool:
    return any(node.entries.get(key) is not value for key, value in node.typed.items())


def _flow_map(node: Map) -> str:
    items = []
    for key, value in node.entries.items():
        text = _flow_item(value) if isinstance(value, Scalar) else None
        if text is None:
            raise CannotPlaceError("这一项写在一行的括号里，放不下")
        items.append(f"{key}: {text}")
    return "{" + ", ".join(items) + "}"


def _entry_range(node: Map, key: str) -> tuple[int, int, bool]:
    """The lines of an entry; True: it stands first, behind the dash of a list."""
    assert node.span is not None
    assert node.source is not None
    text = node.source.text
    position = list(node.typed).index(key)
    name = node.span.keys[position]
    start = text.rfind("\n", 0, name.start) + 1
    dashed = text[start:name.start].strip() != ""
    end = _line_end(text, node.span.items[position].end)
    return (name.start if dashed else start), end, dashed


def _removal(node: Map, key: str) -> Edit:
    assert node.span is not None
    start, end, dashed = _entry_range(node, key)
    if dashed:
        position = list(node.typed).index(key)
        if position + 1 >= len(node.span.keys):
            raise CannotPlaceError("这一项下面没有别的内容了")
        end = node.span.keys[position + 1].start
    return start, end, ""


def _replacement(node: Map, key: str, value: Node) -> Edit:
    """Another value for a key that is there: its lines are written anew."""
    start, end, _ = _entry_range(node, key)
    assert node.span is not None
    lines = _with_value(node, key)
    made = "\n".join(lines) + "\n"
    return start, end, made.lstrip(" ") if _entry_range(node, key)[2] else made


def _with_value(node: Map, key: str) -> list[str]:
    """The lines of an entry whose value is new; items of a list that stood elsewhere keep their own lines."""
    assert node.span is not None
    value, indent = node.entries[key], " " * node.span.column
    if isinstance(value, List) and any(item.span is not None and isinstance(item, Map) for item in value.items):
        items = "".join(_item_text(item, indent + _STEP) for item in value.items)
        return [f"{indent}{key}:", *items.rstrip("\n").split("\n")]
    return _entry_lines({key: plain(value)}, indent, _model(node.entries))


def _additions(node: Map, kept: list[str]) -> list[Edit]:
    """Entries that were not there: after the last one that comes before them in the usual order."""
    edits: dict[int, str] = {}
    order = list(keys_of(_model(node.entries)))
    for key in (key for key in node.entries if key not in node.typed):
        before = [name for name in kept if order.index(name) < order.index(key)]
        at = _entry_range(node, before[-1] if before else kept[0])[1]
        edits[at] = edits.get(at, "") + "\n".join(_with_value(node, key)) + "\n"
    return [(at, at, text) for at, text in edits.items()]
