"""A regulation given other paragraphs: articles that stay keep their nodes, what changed within one is written anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ygt_docs.compose.articles import Level, TypedLabel, typed_label
from ygt_docs.editing import CannotPlaceError, Keys, List, Map, Node, Scalar, new
from ygt_docs.elements.headings import typed_number
from ygt_docs.updating.blocks import Block, without_label
from ygt_docs.updating.texts import Line, put_lines
from ygt_docs.updating.values import Values

KEYS = ("编", "章", "节", "条")
_ITEM, _SUBITEM = 2, 3


@dataclass
class Printed:
    """A paragraph as it shall print: `old` as it prints now (None: new), `new` as the edited file says (None: same)."""

    old: Block | None
    new: Block | None

    @property
    def text(self) -> str:
        """What shall print."""
        block = self.new or self.old
        assert block is not None
        return block.text


@dataclass
class _Article:
    node: Node | None
    entries: list[Printed] = field(default_factory=list)


@dataclass(frozen=True)
class _Text:
    """The number of an item ("": it is a 款) and what it says, as text or as the scalar that says it."""

    number: str
    value: str | Scalar


@dataclass
class _Division:
    """A 编, 章 or 节; `level` 0: the body itself."""

    level: int
    node: Map | None
    heading: str = ""
    divisions: list[_Division] = field(default_factory=list)
    articles: list[_Article] = field(default_factory=list)


class RegulationBuilder:
    """Builds the articles of the body at `base` anew."""

    def __init__(self, values: Values, base: Keys) -> None:
        self._values, self._base = values, base
        self._tree = values.tree
        self._intro: list[Line] = []
        self._closing: list[Line] = []

    def build(self, body: Map, entries: Sequence[Printed]) -> None:
        """Put `entries`, all paragraphs of this body in order, into the tree. Raises CannotPlaceError."""
        root = _Division(0, body)
        opened = [root]
        for entry in entries:
            self._take(entry, opened)
        put_lines(body, "导语", self._intro)
        put_lines(body, "结语", self._closing)
        self._put(root, body)

    def _take(self, entry: Printed, opened: list[_Division]) -> None:
        path = entry.old.keys[len(self._base) :] if entry.old is not None else ()
        label = typed_label(entry.text)
        if path[:1] == ("导语",) or (not path and label is None and not opened[-1].articles):
            self._intro.append(Line(entry.text))
        elif path[:1] == ("结语",):
            self._closing.append(Line(entry.text))
        elif path[-1:] == ("标题",) or (not path and label is not None and label.level is not Level.ARTICLE):
            self._open(entry, path, label, opened)
        else:
            self._article(entry, path, label, opened[-1])

    def _open(self, entry: Printed, path: Keys, label: TypedLabel | None, opened: list[_Division]) -> None:
        level = KEYS.index(str(path[-3])) + 1 if path else 0
        if label is not None:
            level = int(label.level)
        node = self._tree.at(*self._base, *path[:-1]) if path else None
        while opened[-1].level >= level:
            opened.pop()
        made = _Division(level, node if isinstance(node, Map) else None, without_label(entry.text)[1])
        opened[-1].divisions.append(made)
        opened.append(made)

    def _article(self, entry: Printed, path: Keys, label: TypedLabel | None, owner: _Division) -> None:
        """A line of an article: of the one it stood in, of a new one that its number begins, else of the one above."""
        if not path:
            if label is not None or not owner.articles:
                owner.articles.append(_Article(None))
        else:
            at = len(path) - 1 - path[::-1].index("条")
            node = self._tree.at(*self._base, *path[: at + 2])
            if not owner.articles or owner.articles[-1].node is not node:
                owner.articles.append(_Article(node))
        owner.articles[-1].entries.append(entry)

    def _put(self, division: _Division, node: Map) -> None:
        if division.divisions and division.articles:
            raise CannotPlaceError("有的条不在章、节里")
        if not division.divisions and not division.articles:
            raise CannotPlaceError(f"“{division.heading}”下面没有条了")
        for key in KEYS:
            if key in node.entries and key != self._key(division):
                node.drop(key)
        if division.divisions:
            nodes = []
            for inner in division.divisions:
                nodes.append(self._division(inner))
        else:
            nodes = []
            for article in division.articles:
                nodes.append(self._article_node(article))
        found = node.entries.get(self._key(division))
        if isinstance(found, List):
            found.items = nodes
        else:
            node.put(self._key(division), List(items=nodes))

    def _key(self, division: _Division) -> str:
        if not division.divisions:
            return KEYS[-1]
        levels = set()
        for inner in division.divisions:
            levels.add(inner.level)
        if len(levels) > 1:
            raise CannotPlaceError("章和节排在了同一层")
        return KEYS[levels.pop() - 1]

    def _division(self, division: _Division) -> Node:
        node = division.node
        if node is None:
            node = Map()
            node.put("标题", division.heading)
        elif node.text("标题") != division.heading:
            heading = node.entries["标题"]
            assert isinstance(heading, Scalar)
            heading.lines = [division.heading]
        self._put(division, node)
        return node

    def _article_node(self, article: _Article) -> Node:
        node = article.node
        olds = [entry.old for entry in article.entries if entry.old is not None]
        if node is not None and len(olds) == len(article.entries) == _count(node):
            for entry in article.entries:
                if entry.old is not None and entry.new is not None:
                    self._values.put(entry.old, entry.text)
            return node
        texts = [self._text(entry, first=entry is article.entries[0]) for entry in article.entries]
        label = typed_label(article.entries[0].text)
        tree: dict[str, Any] = {}
        if label is not None and label.number.inserted:
            tree["号"] = label.number.label(Level.ARTICLE)
        elif isinstance(node, Map) and "号" in node.entries:
            tree["号"] = node.entries["号"]
        made = _with_clauses(tree, _clauses(texts))
        if isinstance(node, Map) and isinstance(made, dict):
            return _put_into(node, made)
        return new(made)

    def _text(self, entry: Printed, first: bool) -> _Text:
        """A line of an article that is written anew; what stays, or changes in its words, keeps its own scalar."""
        number, rest = "", entry.text
        typed = typed_number(entry.text)
        if first and typed_label(entry.text) is not None:
            rest = without_label(entry.text)[1]
        elif not first and typed is not None and typed.level in (_ITEM, _SUBITEM):
            number, rest = typed.written, entry.text[len(typed.written) :]
        node = self._tree.at(*entry.old.keys) if entry.old is not None else None
        if (
            not isinstance(node, Scalar)
            or len(node.lines) > 1
            or node.value not in (rest, entry.old.bare if entry.old else "")
        ):
            return _Text(number, rest)
        node.lines = [rest]
        return _Text(number, node)


def _count(node: Node) -> int:
    """How many paragraphs an article prints."""
    if isinstance(node, Scalar):
        return len([line for line in node.lines if line.strip()])
    if isinstance(node, List):
        return sum(map(_count, node.items))
    assert isinstance(node, Map)
    return sum(_count(item) for key, item in node.entries.items() if key != "号")


def _put_into(node: Map, tree: dict[str, Any]) -> Node:
    """`node` with the keys of `tree`: what stays where it was is not written anew."""
    for key in [key for key in node.entries if key not in tree]:
        node.drop(key)
    for key, value in tree.items():
        found = node.entries.get(key)
        if isinstance(found, List) and isinstance(value, list):
            found.items = [new(item) for item in value]
        else:
            node.put(key, value)
    return node


def _with_clauses(tree: dict[str, Any], clauses: list[Any]) -> Any:
    """`tree` with its 款, in the short form where there is one."""
    if len(clauses) == 1:
        tree["正文"] = clauses[0]
    elif len(clauses) == 2 and isinstance(clauses[1], dict):
        tree |= {"正文": clauses[0], **clauses[1]}
    else:
        tree["款"] = clauses
    return tree["正文"] if list(tree) == ["正文"] else tree


def _clauses(texts: Sequence[_Text]) -> list[Any]:
    """款 and the items behind them, as they stand in 款."""
    clauses: list[Any] = []
    for text in texts:
        typed = typed_number(text.number)
        items = clauses[-1]["项"] if clauses and isinstance(clauses[-1], dict) else None
        if typed is None:
            clauses.append(text.value)
        elif typed.level == _ITEM and items is None:
            clauses.append({"项": [text.value]})
        elif typed.level == _ITEM and items is not None:
            items.append(text.value)
        elif items is None:
            raise CannotPlaceError("目要写在项下面")
        else:
            if isinstance(items[-1], dict):
                last = items[-1]
            else:
                last = {"正文": items[-1], "目": []}
            last["目"].append(text.value)
            items[-1] = last
    return clauses
