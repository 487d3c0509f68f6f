"""Mutants (变异): copies of a module that differ from it in one small fault inside a function."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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
    """One fault: the node number `at` of the tree of `file` becomes something else; `line` is where it stands."""

    file: Path
    line: int
    at: int
    what: str

    def name(self, root: Path) -> str:
        """What tells it from all others, until the module changes."""
        return f"{self.file.relative_to(root).as_posix()}:{self.line}#{self.at} {self.what}"

    def tree(self) -> ast.Module:
        """The module with the fault; everything else stands in the lines where it stood."""
        tree = ast.parse(self.file.read_text(encoding="utf-8"))
        for number, (parent, field, index, node) in enumerate(_places(tree)):
            if number == self.at:
                new = ast.copy_location(_changed(node), node)
                if index is None:
                    setattr(parent, field, new)
                else:
                    getattr(parent, field)[index] = new
        return ast.fix_missing_locations(tree)


def mutants_of(file: Path) -> list[Mutant]:
    """All mutants of a module."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = []
    for number, (_, _, _, node) in enumerate(_places(tree)):
        new = _changed(node)
        what = " ".join(f"{ast.unparse(node)} → {ast.unparse(new)}".split())
        found.append(Mutant(file, getattr(node, "lineno", 0), number, what[:120]))
    return found


def _places(tree: ast.Module) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Each node inside a function that can be changed: its parent, the field of it and the place in that."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for statement in function.body:
                yield from _below(function, statement)


def _below(function: ast.FunctionDef, statement: ast.stmt) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    index = function.body.index(statement)
    waiting: list[tuple[ast.AST, str, int | None, ast.AST]] = [(function, "body", index, statement)]
    while waiting:
        parent, field, at, node = waiting.pop(0)
        if isinstance(node, ast.FunctionDef | ast.JoinedStr):  # its own turn comes; a message is no logic
            continue
        if _can_change(node):
            yield parent, field, at, node
        for name, value in ast.iter_fields(node):
            if isinstance(value, ast.AST):
                waiting.append((node, name, None, value))
            elif isinstance(value, list):
                waiting += [(node, name, place, item) for place, item in enumerate(value) if isinstance(item, ast.AST)]


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
