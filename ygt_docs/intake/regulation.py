"""A regulation in a draft (编 章 节 条 款 项 目): recognised by its numbers, which structure makes anew.

Where structure would number otherwise than the draft, the lines stay text as they were typed: what is wrong with the
numbers is then told when the document is built.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ygt_docs.compose.articles import Level, TypedLabel, typed_labels
from ygt_docs.docfiles.decode import Reason
from ygt_docs.elements.headings import typed_number
from ygt_docs.intake.context import Context, Node, NotThisShapeError, Tree
from ygt_docs.intake.traced import Derived, Traced, paragraphs

_KEYS = {Level.PART: "编", Level.CHAPTER: "章", Level.DIVISION: "节", Level.ARTICLE: "条"}
_ITEM, _SUBITEM = 2, 3


@dataclass
class _Item:
    number: Traced
    text: Traced
    subitems: list[tuple[Traced, Traced]] = field(default_factory=list)


@dataclass
class _Clause:
    text: Traced
    items: list[_Item] = field(default_factory=list)


@dataclass
class _Article:
    label: TypedLabel
    number: Traced
    lines: list[Traced]


@dataclass
class _Division:
    """A 编, 章 or 节 with what stands under it; the root has no number."""

    level: int
    number: Traced | None = None
    heading: Traced | None = None
    divisions: list[_Division] = field(default_factory=list)
    articles: list[_Article] = field(default_factory=list)


def as_regulation(lines: Sequence[Traced], context: Context) -> tuple[list[Traced], Tree]:
    """The lines before the first number, and the keys of the body that hold the rest.

    Raises NotThisShapeError where the lines have no articles, or some stand outside of what holds the others.
    """
    labels = typed_labels(lines)
    if not any(label is not None and label.level is Level.ARTICLE for label in labels):
        raise NotThisShapeError
    first = next(index for index, label in enumerate(labels) if label is not None)
    root = _Division(0)
    opened = [root]
    for line, label in zip(lines[first:], labels[first:], strict=True):
        _take(line, label, opened)
    return list(lines[:first]), _tree(root, context)


def _take(line: Traced, label: TypedLabel | None, opened: list[_Division]) -> None:
    """Put `line` where it belongs; `opened` are the divisions that it stands in, the outermost first."""
    if label is None:
        if not opened[-1].articles:
            raise NotThisShapeError  # text between a heading and the first article
        opened[-1].articles[-1].lines.append(line)
        return
    number, rest = line.part(0, len(label.written)), line.part(len(label.written))
    if label.level is Level.ARTICLE:
        opened[-1].articles.append(_Article(label, number, [rest]))
        return
    while opened[-1].level >= label.level:
        opened.pop()
    made = _Division(label.level, number, rest)
    opened[-1].divisions.append(made)
    opened.append(made)


def _tree(division: _Division, context: Context) -> Tree:
    if division.divisions and division.articles:
        raise NotThisShapeError
    tree: Tree = {}
    if division.number is not None and division.heading is not None:
        context.ledger.drop(division.number, Reason.NUMBERING)
        tree["标题"] = division.heading
    levels = set()
    for inner in division.divisions:
        levels.add(inner.level)
    if len(levels) > 1 or not (division.divisions or division.articles):
        raise NotThisShapeError
    if division.divisions:
        tree[_KEYS[Level(levels.pop())]] = [_tree(inner, context) for inner in division.divisions]
    else:
        tree["条"] = [_article(article, context) for article in division.articles]
    return tree


def _article(article: _Article, context: Context) -> Node:
    clauses = _clauses(article.lines)
    inserted = article.label.number.inserted > 0
    tree: Tree = {}
    if inserted:
        label = article.label.number.label(Level.ARTICLE)
        tree["号"] = Derived(label, article.number.origins)
    else:
        context.ledger.drop(article.number, Reason.NUMBERING)
    if clauses is None:
        tree["正文"] = paragraphs(article.lines)
    elif len(clauses) == 1:
        tree["正文"] = clauses[0].text
        tree |= _items(clauses[0], context)
    else:
        tree["款"] = _several(clauses, context)
    if list(tree) == ["正文"] and clauses is not None:
        return tree["正文"]
    return tree


def _several(clauses: Sequence[_Clause], context: Context) -> list[Node]:
    nodes: list[Node] = []
    for clause in clauses:
        nodes.append(clause.text)
        if clause.items:
            nodes.append(_items(clause, context))
    return nodes


def _items(clause: _Clause, context: Context) -> Tree:
    if not clause.items:
        return {}
    nodes: list[Node] = []
    for item in clause.items:
        context.ledger.drop(item.number, Reason.NUMBERING)
        for number, _ in item.subitems:
            context.ledger.drop(number, Reason.NUMBERING)
        subitems = [text for _, text in item.subitems]
        nodes.append({"正文": item.text, "目": subitems} if subitems else item.text)
    return {"项": nodes}


def _clauses(lines: Sequence[Traced]) -> list[_Clause] | None:
    """The 款 of an article with their items; None where the items are not numbered as structure would number them."""
    clauses = [_Clause(lines[0])]
    for line in lines[1:]:
        typed = typed_number(line)
        items = clauses[-1].items
        if typed is None:
            clauses.append(_Clause(line))
            continue
        counted = items if typed.level == _ITEM else items[-1].subitems if items and typed.level == _SUBITEM else None
        rest = line.part(len(typed.written))
        if counted is None or typed.written != typed.label or typed.value != len(counted) + 1 or not rest.strip():
            return None
        number = line.part(0, len(typed.written))
        if typed.level == _ITEM:
            items.append(_Item(number, rest))
        else:
            items[-1].subitems.append((number, rest))
    return clauses
