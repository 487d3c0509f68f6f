"""Goals (建设目标) of the edited file: lines of the summary, and sentences of indicators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from ygt_docs.editing import CannotPlaceError, Key, Keys, List, Map, Node, Scalar, new
from ygt_docs.updating.align import likeness
from ygt_docs.updating.blocks import Block
from ygt_docs.updating.values import Values

_NEW = re.compile(
    r"(?P<name>.+?)(?:达到(?P<value>[0-9][0-9.]*)(?P<unit>\D*)|(?P<words>(?:同比|环比|高于|低于|不低于|不高于|较上年).+))"
)
_LIKE = 0.5


class Printing(Protocol):
    """A paragraph of the goals as it shall print (body.Entry)."""

    old: Block | None
    new: Block | None

    @property
    def text(self) -> str:
        """What shall print."""

    @property
    def same(self) -> bool:
        """Whether it prints as it does now."""


def put_goals(node: Map, entries: Sequence[Printing], values: Values) -> None:
    """Let `node` print `entries`. Raises CannotPlaceError."""
    lines = [entry.text for entry in entries if entry.old is None or "总述" in entry.old.keys]
    indicators: list[Node] = []
    for entry in entries:
        if entry.old is not None and "指标" in entry.old.keys:
            indicators += _indicators(entry, entry.old, values)
    if not lines and not indicators:
        raise CannotPlaceError("建设目标会变成空的")
    summary = node.entries.get("总述")
    if not lines:
        node.drop("总述")
    elif isinstance(summary, Scalar) and lines != [line.strip() for line in summary.lines if line.strip()]:
        summary.lines = lines
    found = node.entries.get("指标")
    if isinstance(found, List):
        if indicators:
            found.items = indicators
        else:
            node.drop("指标")


def _indicators(entry: Printing, old: Block, values: Values) -> list[Node]:
    """The indicators of one sentence, each with its changes."""
    place = old.keys.index("指标") + 2
    keys: list[Keys] = list(dict.fromkeys(piece.keys[:place] for piece in old.pieces if piece.scalar is not None))
    nodes = []
    for item in keys:
        nodes.append(values.tree.at(*item))
    if entry.same:
        indicators: list[Node] = []
        for node in nodes:
            if node is not None:
                indicators.append(node)
        return indicators
    clauses = re.split("[；。]", entry.text.rstrip("。；"))
    if len(clauses) == len(nodes):
        values.put(old, entry.text)
        return [node for node in nodes if node is not None]
    return _other_count(old, clauses, keys, values)


def _other_count(old: Block, clauses: list[str], keys: list[Keys], values: Values) -> list[Node]:
    """More or fewer indicators: those that are there keep their nodes, new ones get the sentence's deadline."""
    first = values.tree.at(*keys[0])
    assert isinstance(first, Map)
    words, deadline = _deadline(first, values, keys[0])
    if not clauses[0].startswith(words):
        raise CannotPlaceError("指标的时限和条数一起改了，分不清")
    clauses[0] = clauses[0][len(words) :]
    left = list(keys)
    result: list[Node] = []
    for clause in clauses:
        texts = {item: _clause(old, item) for item in left}
        best = max(left, key=lambda item: likeness(texts[item], clause), default=None)
        if best is not None and texts[best] == clause:
            left.remove(best)
            found = values.tree.at(*best)
            assert found is not None
            result.append(found)
        else:
            result.append(_new_indicator(clause, deadline))
    return result


def _deadline(first: Map, values: Values, keys: Keys) -> tuple[str, object]:
    node = first.entries.get("时限")
    if node is None:
        return "", None
    words = node.text("原文") if isinstance(node, Map) else node.value if isinstance(node, Scalar) else ""
    data = {key: first_text(item) for key, item in node.entries.items()} if isinstance(node, Map) else words
    return words if words.endswith("，") else f"{words}，", data


def first_text(node: Node) -> str:
    """The text of a scalar."""
    return node.value if isinstance(node, Scalar) else ""


def _clause(old: Block, keys: Keys) -> str:
    """What one indicator prints, without the deadline of the sentence."""
    wanted: list[str] = []
    inside: tuple[Key, ...] | None = None
    for piece in old.pieces:
        if piece.scalar is not None and "时限" not in piece.keys:
            inside = piece.keys[: len(keys)]
        if inside == keys and piece.text not in "；。" and "时限" not in piece.keys:
            wanted.append(piece.text)
    return "".join(wanted).strip("，；。")


def _new_indicator(clause: str, deadline: object) -> Node:
    match = _NEW.fullmatch(clause)
    if match is None:
        raise CannotPlaceError(f"「{clause[:20]}」分不清指标名称和数值")
    data: dict[str, object] = {"名称": match["name"], "数值": match["value"] or match["words"]}
    if match["unit"]:
        data["单位"] = match["unit"]
    if deadline is not None:
        data["时限"] = deadline
    return new(data)
