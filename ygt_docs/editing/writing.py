"""The text of a changed file: only what changed is written anew, comments, order, quotes and layout stay."""

from __future__ import annotations

import datetime
import re
from typing import Any

from ygt_docs.editing.scalars import NUMBER, STEP, Edit, bracket_edits, comment_behind, line_end, scalar_edit
from ygt_docs.editing.tree import CannotPlaceError, List, Map, Node, Scalar, Source, changed, plain
from ygt_docs.notice.fields import Model
from ygt_docs.notice.shape import keys_of
from ygt_docs.notice.writer import scalar as written
from ygt_docs.notice.writer import write_tree

# The first line of a file belongs to the file, not to what stands under it.
_HEADER = "# yaml-language-server:"
_BRACKETS_COMMENTED = "这一项写在括号里又带注释，次序变了以后分不清注释跟哪一项"


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
        return [scalar_edit(node)]
    if isinstance(node, List):
        return _list_edits(node)
    assert isinstance(node, Map)
    return _map_edits(node)


def _list_edits(node: List) -> list[Edit]:
    span, source = node.span, node.source
    assert span is not None
    assert source is not None
    if node.items == node.typed:
        return [edit for item in node.items for edit in _edits(item)]
    if not node.items:
        raise CannotPlaceError("列表会变成空的")
    if span.style:
        return _flow_list(node)
    chunks = [_chunk(item) for item in node.typed]
    start, end = chunks[0][0], chunks[-1][1]
    return [(start, end, _items(node, " " * span.column))]


def _flow_list(node: List) -> list[Edit]:
    """A list in brackets: what stays in its order keeps its place."""
    assert node.span is not None
    assert node.source is not None
    numbers = [node.typed.index(item) if item in node.typed else None for item in node.items]
    kept = [number for number in numbers if number is not None]
    if not kept or kept != sorted(kept):
        return [_anew(node, "[" + ", ".join(map(_flow_item, node.items)) + "]")]
    added: dict[int, list[str]] = {}
    last = -1
    for item, number in zip(node.items, numbers, strict=True):
        last = last if number is None else number
        if number is None:
            added.setdefault(last, []).append(_flow_item(item))
    gone = set(range(len(node.typed))) - set(kept)
    places = [(item.span.start, item.span.end) for item in node.typed if item.span is not None]
    own = [edit for number in kept for edit in _edits(node.typed[number])]
    return own + bracket_edits(node.source.text, places, gone, added)


def _anew(node: List | Map, text: str) -> Edit:
    """All of what stands in brackets written anew. Raises CannotPlaceError where a comment would be lost."""
    assert node.span is not None
    assert node.source is not None
    if re.search(r"(?:^|[\s,])#", node.source.text[node.span.start : node.span.end]):
        raise CannotPlaceError(_BRACKETS_COMMENTED)
    return node.span.start, node.span.end, text


def _items(node: List, indent: str) -> str:
    """All items one after another, with the blank lines that stood between them."""
    assert node.source is not None
    text = node.source.text
    gaps = []
    for one, two in zip(node.typed, node.typed[1:], strict=False):
        gaps.append(text[_chunk(one)[1] : _chunk(two)[0]])
    usual = max(set(gaps), key=gaps.count) if gaps else ""
    pieces: list[str] = []
    for number, item in enumerate(node.items):
        if number:
            before = node.items[number - 1]
            place = node.typed.index(item) if item in node.typed else 0
            follows = place > 0 and node.typed[place - 1] is before
            pieces.append(gaps[place - 1] if follows else usual)
        pieces.append(_item_text(item, indent, node.models))
    return "".join(pieces)


def _flow_item(item: Node) -> str:
    """A value in brackets. Raises CannotPlaceError where several paragraphs would have to stand there."""
    if isinstance(item, List):
        return "[" + ", ".join(map(_flow_item, item.items)) + "]"
    if isinstance(item, Map):
        return "{" + ", ".join(_flow_entry(key, value) for key, value in item.entries.items()) + "}"
    assert isinstance(item, Scalar)
    if item.block or len(item.lines) > 1:
        raise CannotPlaceError("这一项写在一行的括号里，放不下几段")
    if item.span is not None and item.source is not None and not changed(item):
        return item.source.text[item.span.start : item.span.end]
    if item.bare:
        return item.value
    return written(item.value, flow=True)


def _chunk(item: Node) -> tuple[int, int]:
    """From the first comment above an item of a block list to the end of its last line."""
    assert item.span is not None
    assert item.source is not None
    text = item.source.text
    start = _above_comments(text, text.rfind("\n", 0, item.span.start) + 1)
    return start, line_end(text, item.span.end)


def _above_comments(text: str, start: int) -> int:
    """The start of the first of the comment lines above the line that begins at `start`."""
    while start:
        above = text.rfind("\n", 0, start - 1) + 1
        line = text[above:start].lstrip(" ")
        if not line.startswith("#") or line.startswith(_HEADER):
            break
        start = above
    return start


def _item_text(item: Node, indent: str, models: tuple[type[Model], ...]) -> str:
    """One item of a block list as lines, its dash behind `indent`; `models`: what the items of the list may be."""
    if item.span is None or item.source is None or not _of_block_list(item):
        comments = "".join(f"{indent}# {comment}\n" for comment in item.comments)
        return comments + _new_item(item, indent, models)
    start, end = _chunk(item)
    lines = _spliced(item.source.text, start, end, _edits(item)).split("\n")
    own = _dash_indent(item)
    moved = []
    for line in lines:
        moved.append(indent + line[len(own) :] if line.startswith(own) and line.strip() else line)
    joined = "\n".join(moved)
    if joined.endswith("\n"):
        return joined
    return joined + "\n"


def _dash_indent(item: Node) -> str:
    assert item.span is not None
    assert item.source is not None
    text = item.source.text
    line = text[text.rfind("\n", 0, item.span.start) + 1 : item.span.start]
    return line[: len(line) - len(line.lstrip(" "))]


def _of_block_list(item: Node) -> bool:
    assert item.span is not None
    assert item.source is not None
    text = item.source.text
    return re.fullmatch(r" *- +", text[text.rfind("\n", 0, item.span.start) + 1 : item.span.start]) is not None


def _new_item(item: Node, indent: str, models: tuple[type[Model], ...]) -> str:
    if isinstance(item, List):
        return f"{indent}- {_flow_item(item)}\n"
    if not isinstance(item, Map):
        return f"{indent}- {written(plain(item))}\n"
    item.models = item.models or models
    lines: list[str] = []
    for key in _order(item):
        lines += _lines_of(item, key, indent + STEP)
    return "\n".join([f"{indent}- {lines[0].lstrip(' ')}", *lines[1:]]) + "\n"


def _entry_lines(value: dict[str, Any], indent: str, model: type[Model] | None) -> list[str]:
    made = write_tree(_with_dates(value), model, "").rstrip("\n").split("\n")
    lines: list[str] = []
    for line in made:
        if line:
            lines.append(indent + line if line else line)
    return lines


def _with_dates(value: Any) -> Any:
    """`value` with its days as dates, which are written without quotes."""
    if isinstance(value, dict):
        dates = {}
        for key, item in value.items():
            dates[key] = (
                datetime.date.fromisoformat(item)
                if str(key).endswith(("日期", "延期至"))
                and isinstance(item, str)
                and NUMBER.fullmatch(item)
                and "-" in item
                else _with_dates(item)
            )
        return dates
    if isinstance(value, list):
        return [_with_dates(item) for item in value]
    return value


def _map_edits(node: Map) -> list[Edit]:
    span, source = node.span, node.source
    assert span is not None
    assert source is not None
    if span.style:
        return _flow_map(node)
    kept = [key for key in node.typed if node.entries.get(key) is not None]
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
    return any(node.entries.get(key, value) is not value for key, value in node.typed.items())


def _flow_map(node: Map) -> list[Edit]:
    """A mapping in brackets: entries that stay keep their place, new ones come last."""
    assert node.span is not None
    assert node.source is not None
    kept = [number for number, key in enumerate(node.typed) if key in node.entries]
    if not kept or _replaced(node):
        return [_anew(node, "{" + ", ".join(_flow_entry(key, value) for key, value in node.entries.items()) + "}")]
    places = [(name.start, item.end) for name, item in zip(node.span.keys, node.span.items, strict=True)]
    new_ones = [_flow_entry(key, value) for key, value in node.entries.items() if key not in node.typed]
    own = [edit for key, value in node.typed.items() if key in node.entries for edit in _edits(value)]
    gone = set(range(len(places))) - set(kept)
    return own + bracket_edits(node.source.text, places, gone, {len(places): new_ones} if new_ones else {})


def _flow_entry(key: str, value: Node) -> str:
    return f"{key}: {_flow_item(value)}"


def _entry_range(node: Map, key: str) -> tuple[int, int, bool]:
    """The lines of an entry; True: it stands first, behind the dash of a list."""
    assert node.span is not None
    assert node.source is not None
    text = node.source.text
    position = list(node.typed).index(key)
    name = node.span.keys[position]
    start = text.rfind("\n", 0, name.start) + 1
    dashed = text[start : name.start].strip() != ""
    end = line_end(text, node.span.items[position].end)
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
    lines[0] += comment_behind(node.typed[key])
    made = "\n".join(lines) + "\n"
    return start, end, made.lstrip(" ") if _entry_range(node, key)[2] else made


def _with_value(node: Map, key: str) -> list[str]:
    """The lines of an entry whose value is new."""
    assert node.span is not None
    return _lines_of(node, key, " " * node.span.column)


def _lines_of(node: Map, key: str, indent: str) -> list[str]:
    """The lines of an entry behind `indent`; items of a list that stood elsewhere keep their own lines."""
    value = node.entries[key]
    if isinstance(value, List) and any(item.span is not None and isinstance(item, Map) for item in value.items):
        models = value.models or node.models_below(key)
        items = "".join(_item_text(item, indent + STEP, models) for item in value.items)
        return [f"{indent}{key}:", *items.rstrip("\n").split("\n")]
    return _entry_lines({key: plain(value)}, indent, node.model)


def _before_all(node: Map, first: str) -> int:
    """Where an entry goes that comes before the `first` one that stays: above its comments; behind it in a list."""
    assert node.span is not None
    assert node.source is not None
    start, end, dashed = _entry_range(node, first)
    if dashed or not node.span.column:
        return end
    return _above_comments(node.source.text, start)


def _additions(node: Map, kept: list[str]) -> list[Edit]:
    """Entries that were not there: after the last one that comes before them in the usual order, else first.

    Raises CannotPlaceError where nothing that was there is `kept`.
    """
    edits: dict[int, str] = {}
    order = _order(node)
    for key in (key for key in node.entries if key not in node.typed):
        before = []
        for name in kept:
            if order.index(name) < order.index(key):
                before.append(name)
        if before:
            at = _entry_range(node, before[-1])[1]
        elif not kept:
            raise CannotPlaceError(f"「{key}」旁边的内容都改了，程序找不到放它的地方")
        else:
            at = _before_all(node, kept[0])
        edits[at] = edits.get(at, "") + "\n".join(_with_value(node, key)) + "\n"
    return [(at, at, text) for at, text in edits.items()]


def _order(node: Map) -> list[str]:
    """The keys of `node` in their usual order; those that its model does not know come last."""
    if node.model is None:
        known = []
    else:
        known = [key for key in keys_of(node.model) if key in node.entries or key in node.typed]
    others = []
    for key in (*node.typed, *node.entries):
        if key not in known:
            others.append(key)
    return list(dict.fromkeys([*known, *others]))
