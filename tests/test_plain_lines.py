"""Plain lines: how many comprehensions and conditional expressions the package has, and none inside another."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ygt_docs.project import this_project

_PACKAGE = this_project().root / "ygt_docs"
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_MOST_COMPREHENSIONS, _MOST_CONDITIONALS = 25, 20  # of a thousand lines


def _sources() -> Iterator[tuple[str, str]]:
    for path in sorted(_PACKAGE.rglob("*.py")):
        yield path.relative_to(_PACKAGE.parent).as_posix(), path.read_text(encoding="utf-8")


def nested_in(code: str) -> list[int]:
    """The lines of `code` where a comprehension stands inside another one."""
    lines = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, _COMPREHENSIONS):
            inner = [child for child in ast.walk(node) if isinstance(child, _COMPREHENSIONS)]
            if len(inner) > 1:
                lines.append(node.lineno)
    return lines


def counts_of(code: str) -> tuple[int, int, int]:
    """How many lines, comprehensions and conditional expressions `code` has."""
    comprehensions = conditionals = 0
    for node in ast.walk(ast.parse(code)):
        comprehensions += isinstance(node, _COMPREHENSIONS)
        conditionals += isinstance(node, ast.IfExp)
    return code.count("\n"), comprehensions, conditionals


def test_what_is_counted() -> None:
    """A line with one of each, one without, and one inside another."""
    assert counts_of("a = [b if b else 1 for b in c]\nd = 1\n") == (2, 1, 1)
    assert nested_in("a = [b for b in c]\nd = [[e for e in f] for f in g]\n") == [2]


def test_no_comprehension_stands_inside_another() -> None:
    """A loop is plainer there."""
    found = []
    for name, code in _sources():
        for line in nested_in(code):
            found.append(f"{name}:{line}")
    assert found == []


def test_few_expressions_hold_a_loop_or_a_choice() -> None:
    """At most 25 comprehensions and 20 conditional expressions in a thousand lines of the package."""
    lines = comprehensions = conditionals = 0
    for _, code in _sources():
        of_lines, of_comprehensions, of_conditionals = counts_of(code)
        lines += of_lines
        comprehensions += of_comprehensions
        conditionals += of_conditionals
    assert comprehensions * 1000 <= _MOST_COMPREHENSIONS * lines
    assert conditionals * 1000 <= _MOST_CONDITIONALS * lines
