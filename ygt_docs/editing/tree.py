"""The YAML files of one document as a tree that can be changed, every part still knowing where it was typed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from ygt_docs.notice.fields import Model
from ygt_docs.notice.shape import children, keys_of
from ygt_docs.reading.spans import Span, spans_of

Key = str | int
Keys = tuple[Key, ...]


class CannotPlaceError(Exception):
    """A change that the YAML has no place for; `why` says so in Chinese."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@dataclass(eq=False)
class Source:
    """One file: its name in messages and its text with plain line ends; `root` is its tree, a list in some texts."""

    shown: str
    text: str
    root: Node = field(init=False)

    def __post_init__(self) -> None:
        self.root = _node(spans_of(self.text), self)


@dataclass(eq=False)
class Node:
    """A part of a file (`span` None: new).

    `models`: what the part may be, a list's its items; the keys of a mapping tell which one it is. `comments` stand
    above a new item of a list, without their #.
    """

    span: Span | None = None
    source: Source | None = None
    models: tuple[type[Model], ...] = field(default=(), kw_only=True)
    comments: tuple[str, ...] = field(default=(), kw_only=True)


@dataclass(eq=False)
class Scalar(Node):
    """A value of one line, or block text with a line for each paragraph; `bare`: new, and a number or a day."""

    lines: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    bare: bool = False

    @property
    def value(self) -> str:
        """What it says."""
        return "\n".join(self.lines)

    @property
    def block(self) -> bool:
        """Whether it was typed as block text."""
        return self.span is not None and self.span.style in ("|", ">")


@dataclass(eq=False)
class List(Node):
    """A list; `typed` are the items as they were read."""

    items: list[Node] = field(default_factory=list)
    typed: list[Node] = field(default_factory=list)


@dataclass(eq=False)
class Map(Node):
    """A mapping; `typed` are its entries as they were read."""

    entries: dict[str, Node] = field(default_factory=dict)
    typed: dict[str, Node] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """The scalar at `key`; "" where there is none."""
        found = self.entries.get(key)
        if isinstance(found, Scalar):
            return found.value
        return ""

    def put(self, key: str, value: Any) -> None:
        """Set `key` to a node or plain data."""
        self.entries[key] = value if isinstance(value, Node) else new(value)

    def drop(self, key: str) -> None:
        """Remove `key` if it is there."""
        self.entries.pop(key, None)

    @property
    def model(self) -> type[Model] | None:
        """The first of its models that knows all its keys: it gives their usual order. None: no model does."""
        return next((model for model in self.models if set(self.entries) <= keys_of(model).keys()), None)

    def models_below(self, key: str) -> tuple[type[Model], ...]:
        """What may stand under `key`."""
        if self.model is None:
            return ()
        return children(self.model, key)


def new(value: Any) -> Node:
    """Plain data (dict, list, str, int, day) as nodes that stand nowhere yet."""
    if isinstance(value, Node):
        return value
    if isinstance(value, dict):
        return Map(entries={key: new(item) for key, item in value.items()})
    if isinstance(value, list):
        return List(items=[new(item) for item in value])
    return Scalar(lines=str(value).split("\n"), bare=isinstance(value, int | datetime.date))


def plain(node: Node) -> Any:
    """The data that `node` holds now."""
    if isinstance(node, Map):
        found = {}
        for key, item in node.entries.items():
            found[key] = plain(item)
        return found
    if isinstance(node, List):
        return [plain(item) for item in node.items]
    assert isinstance(node, Scalar)
    if node.bare:
        if node.value.isdecimal():
            return int(node.value)
        return datetime.date.fromisoformat(node.value)
    return node.value + ("\n" if len(node.lines) > 1 or node.block else "")


def items_of(node: Node | None) -> list[str]:
    """What a list says, each item as it was typed: the texts of a list, or the filled lines of a text; none without."""
    found: list[str] = []
    if isinstance(node, List):
        for item in node.items:
            if isinstance(item, Scalar):
                found.append(item.value)
    elif isinstance(node, Scalar):
        for line in node.lines:
            if line.strip():
                found.append(line)
    return found


def changed(node: Node) -> bool:
    """Whether anything in `node` is not as it was typed."""
    if node.span is None:
        return True
    if isinstance(node, Scalar):
        return node.lines != node.typed
    if isinstance(node, List):
        return node.items != node.typed or any(map(changed, node.items))
    assert isinstance(node, Map)
    return list(node.entries.items()) != list(node.typed.items()) or any(map(changed, node.entries.values()))


def _node(span: Span, source: Source) -> Node:
    if span.kind == "scalar":
        if span.style in ("|", ">") and span.value.endswith("\n"):
            text = span.value[:-1]
        else:
            text = span.value
        lines = text.split("\n")
        return Scalar(span, source, list(lines), lines)
    items = [_node(item, source) for item in span.items]
    if span.kind == "list":
        return List(span, source, list(items), items)
    entries = {}
    for key, item in zip(span.keys, items, strict=True):
        entries[key.value] = item
    return Map(span, source, dict(entries), entries)


class Tree:
    """All files of a document: `main` is notice.yaml; a value that names another file leads into it."""

    def __init__(self, sources: dict[str, Source], main: str, model: type[Model]) -> None:
        """`sources` by the names that values call them; `main` holds a `model`."""
        self.sources, self._main = sources, sources[main]
        self._know(self._main.root, (model,))
        self._scalars = {source.shown: list(_scalars(source.root)) for source in sources.values()}

    @property
    def root(self) -> Map:
        """notice.yaml."""
        root = self._main.root
        assert isinstance(root, Map)
        return root

    def _know(self, node: Node, models: tuple[type[Model], ...]) -> None:
        """Tell `node` and all below it what they are."""
        node.models = models
        below = self.enter(node)
        if below is not None and below is not node:
            self._know(below, models)
        elif isinstance(node, List):
            for item in node.items:
                self._know(item, models)
        elif isinstance(node, Map):
            for key, value in node.entries.items():
                self._know(value, node.models_below(key))

    def enter(self, node: Node | None) -> Node | None:
        """`node`, or the file that it names."""
        if isinstance(node, Scalar) and node.value in self.sources and node.value.endswith((".yaml", ".yml")):
            return self.sources[node.value].root
        return node

    def at(self, *keys: Key) -> Node | None:
        """The part at `keys`, across files; None where there is none."""
        node: Node | None = self.root
        for key in keys:
            node = self.enter(node)
            if isinstance(node, Map) and isinstance(key, str):
                node = node.entries.get(key)
            elif isinstance(node, List) and isinstance(key, int):
                node = node.items[key] if key < len(node.items) else None
            else:
                return None
        return self.enter(node)

    def find(self, shown: str | None, line: int | None, column: int | None) -> tuple[Scalar, int] | None:
        """The scalar that was typed at a place (counted from 1), and the line of it; None where none was."""
        if line is None:
            return None
        best: tuple[Scalar, int] | None = None
        for scalar in self._scalars.get(shown or "", ()):
            span = scalar.span
            assert span is not None
            if scalar.block:
                number = line - 2 - span.line
                if 0 <= number < len(scalar.lines) and scalar.lines[number].strip():
                    best = scalar, number
            elif span.line == line - 1 and (column is None or span.column <= column - 1):
                best = scalar, 0
        return best


def _scalars(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    items = node.items if isinstance(node, List) else list(node.entries.values()) if isinstance(node, Map) else []
    return [scalar for item in items for scalar in _scalars(item)]
