"""Where every part of a YAML file stands, for those who change it in place, and the file without its comments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

import yaml

_BLOCK = ("|", ">")


def without_comments(text: str) -> str:
    """`text`, YAML that this project has read, without comments, lines of comments alone and spaces before them.

    A # inside a quoted or block scalar is text and stays. Raises ValueError if the rest would not say the same.
    """
    spans = list(_scalars(text))
    lines, start, dropped = [], 0, False
    for line in text.splitlines(keepends=True):
        cut = _comment(text, line, start, spans)
        start += len(line)
        # A blank line behind a line of comment goes with it: block text that keeps its end (|+) would take it in.
        dropped = (dropped and not line.strip()) or (cut is not None and not line[:cut].strip())
        if dropped:
            continue
        if cut is None:
            lines.append(line)
        else:
            lines.append(line[:cut].rstrip() + "\n")
    result = "".join(lines)
    if _said(result) != _said(text):
        raise ValueError("the file without its comments does not say the same")
    return result


def _comment(text: str, line: str, start: int, spans: list[tuple[int, int]]) -> int | None:
    """The column where a comment begins in `line`, which stands at `start` of `text`; None without one."""
    for column, character in enumerate(line):
        at = start + column
        if (
            character == "#"
            and (column == 0 or line[column - 1] in " \t")
            and not any(begin <= at < end for begin, end in spans)
        ):
            return column
    return None


def _scalars(text: str) -> Iterator[tuple[int, int]]:
    """Where the text of each scalar stands; that of a block scalar begins under the line of its mark."""
    for token in yaml.scan(text, Loader=yaml.BaseLoader):
        if isinstance(token, yaml.ScalarToken):
            begin, end = token.start_mark.index, token.end_mark.index
            if token.style in _BLOCK:
                begin = text.find("\n", begin, end) + 1 or end
            yield begin, end


def _said(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        found.append((type(event).__name__, str(getattr(event, "value", ""))))
    return found


class Mark(Protocol):
    """A place in the source: characters from its start, line and column, all from 0."""

    @property
    def index(self) -> int: ...

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...


def start_of(event: yaml.Event) -> Mark:
    """Where `event` begins."""
    mark = event.start_mark
    assert mark is not None
    return mark


def end_of(event: yaml.Event) -> Mark:
    """Where `event` ends."""
    mark = event.end_mark
    assert mark is not None
    return mark


@dataclass(eq=False)
class Span:
    """A part of a file: its text from `start` to `end` (offsets), its first line and column (counted from 0).

    `style` is how a scalar was typed: "" plain, a quote, or | and >; of a collection "[" in one line, "" otherwise.
    `keys` are the scalars that name the `items` of a mapping, `value` is what a scalar says. The `end` of a collection
    is where its last part ends: comments and blank lines after it are no part of it.
    """

    kind: str
    start: int
    end: int
    line: int
    column: int
    style: str = ""
    value: str = ""
    keys: list[Span] = field(default_factory=list)
    items: list[Span] = field(default_factory=list)


def spans_of(text: str) -> Span:
    """The root of the file `text`, which must read without an error (line ends are \\n, no byte order mark)."""
    root = Span("root", 0, len(text), 0, 0)
    open_spans = [root]
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        if isinstance(event, yaml.ScalarEvent):
            open_spans[-1].items.append(_scalar(event, text))
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            open_spans.append(_collection(event))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            closed = _closed(open_spans.pop(), event)
            open_spans[-1].items.append(closed)
    return root.items[0]


def reads_as_typed(value: str, flow: bool) -> bool:
    """Whether `value`, typed without quotes behind a key (`flow`: in brackets), is one scalar that says `value`."""
    try:
        root = spans_of(f"- [{value}]\n" if flow else f"甲: {value}\n")
    except yaml.YAMLError:
        return False
    inner = root.items[0].items if flow else root.items
    return [(item.kind, item.value) for item in inner] == [("scalar", value)]


def _scalar(event: yaml.ScalarEvent, text: str) -> Span:
    mark, end = start_of(event), end_of(event).index
    style = event.style or ""
    if style in ("|", ">"):
        while end > mark.index and text[end - 1] in " \n":
            end -= 1
    return Span("scalar", mark.index, end, mark.line, mark.column, style, event.value)


def _collection(event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> Span:
    kind = "map" if isinstance(event, yaml.MappingStartEvent) else "list"
    mark = start_of(event)
    return Span(kind, mark.index, mark.index, mark.line, mark.column, "[" if event.flow_style else "")


def _closed(span: Span, event: yaml.Event) -> Span:
    parts = span.items
    if span.kind == "map":
        span.keys, span.items = parts[0::2], parts[1::2]
    if span.style:
        span.end = end_of(event).index
    else:
        span.end = max((part.end for part in parts), default=span.start)
    return span
