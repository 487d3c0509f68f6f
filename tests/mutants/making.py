"""Mutants (变异): copies of a module that differ from it in one small fault inside a function."""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_SIGNS: dict[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add}


@dataclass(frozen=True)
class Mutant:
    """One fault: the node number `at` of the tree of `file` becomes something else; `line` is where it stands.

    `function`: the qualified name of the function that holds it; `turn`: how many such faults stand before it there.
    """

    file: Path
    line: int
    at: int
    what: str
    function: str
    turn: int

    @property
    def module(self) -> str:
        """The name that the module is imported by."""
        return ".".join(self.file.relative_to(ROOT).with_suffix("").parts)

    @property
    def name(self) -> str:
        """What tells it from all others; it stays when something else changes in its module."""
        return f"{self.file.relative_to(ROOT).as_posix()} {self.function} {self.turn} {self.what}"

    def tree(self) -> ast.Module:
        """The module with the fault; everything else stands in the lines where it stood."""
        tree = ast.parse(self.file.read_text(encoding="utf-8"))
        for number, place in enumerate(_places(tree)):
            if number == self.at:
                new = ast.copy_location(_changed(place.node), place.node)
                if place.index is None:
                    setattr(place.parent, place.field, new)
                else:
                    getattr(place.parent, place.field)[place.index] = new
        return ast.fix_missing_locations(tree)


class _Place(NamedTuple):
    """A node that can be changed: its parent, the field of it and the place in that, and the function it stands in."""

    parent: ast.AST
    field: str
    index: int | None
    node: ast.AST
    function: str


def mutants_of(file: Path) -> list[Mutant]:
    """All mutants of a module."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found, seen = [], Counter[tuple[str, str]]()
    for number, place in enumerate(_places(tree)):
        node, new = place.node, _changed(place.node)
        what = " ".join(f"{ast.unparse(node)} → {ast.unparse(new)}".split())[:120]
        turn = seen[place.function, what]
        seen[place.function, what] += 1
        found.append(Mutant(file, getattr(node, "lineno", 0), number, what, place.function, turn))
    return found


def _places(tree: ast.Module) -> Iterator[_Place]:
    """Each node inside a function that can be changed."""
    for name, function in _functions(tree, ""):
        for index, statement in enumerate(function.body):
            yield from _below(name, _Place(function, "body", index, statement, name))


def _functions(tree: ast.AST, before: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Each function with its qualified name; `before` is what stands before that of a function in `tree`."""
    for node in ast.iter_child_nodes(tree):
        inside = before
        if isinstance(node, ast.FunctionDef):
            yield before + node.name, node
            inside = f"{before}{node.name}.<locals>."
        elif isinstance(node, ast.ClassDef):
            inside = f"{before}{node.name}."
        yield from _functions(node, inside)


def _below(function: str, first: _Place) -> Iterator[_Place]:
    waiting = [first]
    while waiting:
        place = waiting.pop(0)
        node = place.node
        if isinstance(node, ast.FunctionDef | ast.JoinedStr):  # its own turn comes; a message is no logic
            continue
        if isinstance(node, ast.keyword) and node.arg == "strict":  # zip asserts what holds: nothing could find it
            continue
        if _can_change(node):
            yield place
        for name, value in ast.iter_fields(node):
            if isinstance(value, ast.AST):
                waiting.append(_Place(node, name, None, value, function))
            elif isinstance(value, list):
                for index, item in enumerate(value):
                    if isinstance(item, ast.AST):
                        waiting.append(_Place(node, name, index, item, function))


def _can_change(node: ast.AST) -> bool:
    match node:
        case ast.Compare(ops=[only]):
            return type(only) in _COMPARISONS
        case ast.BoolOp() | ast.UnaryOp(op=ast.Not()) | ast.Break() | ast.Continue():
            return True
        case ast.BinOp(op=sign):
            return type(sign) in _SIGNS
        case ast.Constant(value=value):
            return isinstance(value, bool | int)
        case ast.Expr(value=ast.Call()):
            return True
        case ast.Return(value=value):
            return value is not None and not isinstance(value, ast.Constant)
    return False


def _changed(node: ast.AST) -> ast.AST:
    new = copy.deepcopy(node)
    match new:
        case ast.Compare():
            new.ops = [_COMPARISONS[type(new.ops[0])]()]
        case ast.BoolOp():
            new.op = ast.Or() if isinstance(new.op, ast.And) else ast.And()
        case ast.UnaryOp():
            return new.operand
        case ast.BinOp():
            new.op = _SIGNS[type(new.op)]()
        case ast.Constant(value=bool()):
            new.value = not new.value
        case ast.Constant(value=int(number)):
            new.value = number + 1
        case ast.Break():
            return ast.Continue()
        case ast.Continue():
            return ast.Break()
        case ast.Expr():
            return ast.Pass()
        case ast.Return():
            new.value = ast.Constant(None)
    return new
