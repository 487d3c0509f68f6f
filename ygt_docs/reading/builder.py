"""From PyYAML's events to a marked tree; what YAML allows and a notice does not is refused here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from ygt_docs.problems import NOWHERE, Place, Problems
from ygt_docs.reading.expected import NOTHING, Expected, Holds
from ygt_docs.reading.source import Source
from ygt_docs.reading.spans import end_of, start_of
from ygt_docs.reading.text import Text, quote

Node = Any  # Text, MarkedMap or MarkedList


class Unread(Text):
    """Stands where something was typed that has been reported already: later stages say nothing more about it."""


class MarkedMap(dict[str, Node]):
    """A mapping with the place of its first character and of each of its keys."""

    def __init__(self, place: Place = NOWHERE, items: Iterable[tuple[Text, Node]] = ()) -> None:
        super().__init__()
        self.place = place
        self._key_places: dict[str, Place] = {}
        for key, value in items:
            self.put(key, value)

    def put(self, key: Text, value: Node) -> None:
        """Set `key`, keeping the place where the key was typed."""
        self[key] = value
        self._key_places[key] = key.place

    def key_place(self, key: str) -> Place:
        """Where `key` was typed; the place of the mapping if it holds no such key."""
        return self._key_places.get(key, self.place)


class MarkedList(list[Node]):
    """A list with the place of its first character."""

    def __init__(self, place: Place = NOWHERE, items: Iterable[Node] = ()) -> None:
        super().__init__(items)
        self.place = place


MAX_DEPTH = 20
MAX_DIGITS = 100
_MERGE = "<<"
_CHINESE_QUOTES = re.compile("[“”‘’＂＇]([!-~]+)[“”‘’＂＇]")  # around digits and letters, as YAML's own would stand


class TooDeep(Exception):
    """The nesting passed MAX_DEPTH; the problem has been added."""


@dataclass
class _Frame:
    """A collection that is not closed yet; `key` waits for its value (None: the next node is a key or an item).

    `expected` is what the mapping, or each item of the list, holds; `flow`: it was typed in { } or [ ].
    """

    node: MarkedMap | MarkedList
    expected: Expected
    key: Text | None = None
    skip: bool = False
    flow: bool = False

    @property
    def inner(self) -> Expected:
        """What the next value holds."""
        if self.key is None:
            return self.expected
        return self.expected.below.get(self.key, NOTHING)


class TreeBuilder:
    """Builds one tree from the events of one file, without recursion; `expected` says what its keys hold."""

    def __init__(self, source: Source, problems: Problems, expected: Expected = NOTHING) -> None:
        self._source, self._expected = source, expected
        self._problems = problems
        self._frames: list[_Frame] = []
        self._documents = 0
        self.root: Node | None = None

    def build(self, events: Iterator[yaml.Event]) -> None:
        """Take all events. Raises yaml.YAMLError where PyYAML stops, TooDeep for a nesting bomb."""
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._document(event)
            elif self._documents > 1:
                continue
            elif isinstance(event, yaml.NodeEvent):
                self._node(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close()

    def _document(self, event: yaml.Event) -> None:
        self._documents += 1
        if self._documents == 2:
            self._problems.add("Y128", self._place(event), found="---")

    def _node(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._problems.add("Y125", self._place(event), found=f"*{event.anchor}")
            self._add(Unread(f"*{event.anchor}", self._place(event)))
            return
        assert isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)  # there are no other nodes
        self._refuse_marks(event)
        if isinstance(event, yaml.ScalarEvent):
            blank = event.style in ("'", '"') and self._holds_cells() and not event.value
            self._add(self._scalar(event), blank)
        else:
            kind = MarkedMap if isinstance(event, yaml.MappingStartEvent) else MarkedList
            self._open(kind(self._place(event)))
            self._frames[-1].flow = bool(event.flow_style)

    def _refuse_marks(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._problems.add("Y125", self._place(event), found=f"&{event.anchor}")
        if event.tag is not None:
            self._problems.add("Y126", self._place(event), found=event.tag.replace("tag:yaml.org,2002:", "!!"))

    def _scalar(self, event: yaml.ScalarEvent) -> Text:
        place = self._place(event)
        if event.style in ("|", ">"):
            return self._checked(Text(event.value, place, block=True, indent=self._block_indent(event)))
        if start_of(event).line != end_of(event).line:
            cure = "写在一行里；确要分行，用 | 起头，各行缩进两格"
            self._problems.add("Y119", place, found=quote(event.value), fix=cure)
            return Unread(event.value, place)
        quoted = _CHINESE_QUOTES.fullmatch(event.value) if event.style is None else None
        if quoted is not None:
            self._problems.add("Y147", place, found=event.value, value=f'"{quoted[1]}"')
        return self._checked(Text(event.value, place))

    def _checked(self, text: Text) -> Text:
        if not text.strip():
            return text
        digits = max(map(len, _digit_runs(text)))
        if digits > MAX_DIGITS:
            self._problems.add("Y131", text.place, count=digits)
            return Unread(text, text.place)
        return text

    def _block_indent(self, event: yaml.ScalarEvent) -> int:
        for line in self._source.lines[start_of(event).line + 1 : end_of(event).line + 1]:
            if line.strip(" "):
                return len(line) - len(line.lstrip(" "))
        return 0

    def _open(self, node: MarkedMap | MarkedList) -> None:
        if len(self._frames) >= MAX_DEPTH:
            self._problems.add("Y130", node.place, limit=MAX_DEPTH)
            raise TooDeep
        self._frames.append(_Frame(node, self._frames[-1].inner if self._frames else self._expected))

    def _close(self) -> None:
        frame = self._frames.pop()
        self._add(self._without_keys(frame) or frame.node)

    def _without_keys(self, frame: _Frame) -> Unread | None:
        """What stands for { } in which values were typed without their keys ({云卫, 2026, 8}), told once; None: it is
        no such mapping."""
        node, names = frame.node, list(frame.expected.below)
        if not frame.flow or not isinstance(node, MarkedMap) or not node or set(node) & set(names):
            return None
        if not all(isinstance(value, Unread) and not value.strip() for value in node.values()):
            return None
        self._problems.drop("Y124", {value.place for value in node.values()})
        if not names:
            fix = f"写成 [{', '.join(node)}]"
        elif len(node) <= len(names):
            pairs = ", ".join(f"{name}: {value}" for name, value in zip(names, node, strict=False))
            fix = f"写成 {{{pairs}}}"
        else:
            fix = "每一项前面写上键和冒号"
        self._problems.add("Y152", node.place, found=quote("、".join(node)), fix=fix)
        return Unread("、".join(node), node.place)

    def _holds_cells(self) -> bool:
        """Whether a cell stands here, which may be blank."""
        return bool(self._frames) and self._frames[-1].inner.holds is Holds.CELLS

    def _add(self, node: Node, blank: bool = False) -> None:
        """Put `node` where it belongs; `blank`: that nothing is said there is meant."""
        if not self._frames:
            self.root = node
            return
        frame = self._frames[-1]
        if isinstance(frame.node, MarkedList):
            frame.node.append(node if blank else self._filled(node, "-"))
        elif frame.key is None:
            frame.key = self._key(node, frame)
        else:
            if not frame.skip:
                frame.node.put(frame.key, node if blank else self._filled(node, frame.key))
            frame.key, frame.skip = None, False

    def _filled(self, node: Node, label: str) -> Node:
        if not isinstance(node, Text) or isinstance(node, Unread) or node.strip():
            return node
        if not self._is_unknown() and not self._is_torn(node.place):
            self._problems.add("Y124", node.place, label=label if label == "-" else f"{label}:")
        return Unread(node, node.place)

    def _is_unknown(self) -> bool:
        """Whether this stands under a key that no schema knows: the key is the fault, not what lacks below it."""
        return self._expected is not NOTHING and self._frames[-1].inner is NOTHING

    def _is_torn(self, place: Place) -> bool:
        """Whether full-width marks tore this line apart (Y133): keys without a value are no fault of their own."""
        return any(
            item.code == "Y133" and (item.place.file, item.place.line) == (place.file, place.line)
            for item in self._problems
        )

    def _key(self, node: Node, frame: _Frame) -> Text:
        assert isinstance(frame.node, MarkedMap)
        if not isinstance(node, Text):
            self._problems.add("Y129", node.place)
            frame.skip = True
            return Text("?", node.place)
        if node == _MERGE:
            self._problems.add("Y127", node.place)
            frame.skip = True
        elif not node.strip():
            self._problems.add("Y129", node.place)
            frame.skip = True
        elif node in frame.node:
            self._duplicate(node, frame.node.key_place(node))
            frame.skip = True
        return node

    def _duplicate(self, key: Text, first: Place) -> None:
        self._problems.add("Y123", key.place, key=quote(key), line=first.line, again=key.place.line)

    def _place(self, event: yaml.Event) -> Place:
        return self._source.place(start_of(event).line, start_of(event).column)


def _digit_runs(text: str) -> Iterator[str]:
    run = ""
    for character in text:
        if character.isdigit():
            run += character
        elif run:
            yield run
            run = ""
    yield run
