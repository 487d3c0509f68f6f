"""Nobody but elements/ writes the grammar of an element: read from the code itself (AST)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "ygt_docs"
# What a regular expression has and plain words have not.
EXPRESSION = re.compile(r"\[[^\]]+\]|\\[dswS]|\(\?|\)\?|\.[+*]|\{[0-9]+(?:,[0-9]*)?\}|[^｜\s]\|[^｜\s]")
GRAMMARS = {
    "a date": re.compile(r"年(?!\|月)[^年月日]+月[^年月日]+日"),
    "Chinese numerals": re.compile("一二三四五六"),
    "a document number": re.compile("〔"),
    "a classification": re.compile("绝密.*机密|机密.*秘密"),
    "an urgency": re.compile("特急"),
}
# Expressions that are about something else; each with its reason.
ALLOWED = {
    "ygt_docs/rules/days.py": "the days of the week, which no other element knows",
}


def pieces(node: ast.expr) -> str | None:
    """What a string expression says: a name in it as \\0; None: it is no string."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        parts = []
        for value in node.values:
            parts.append(value.value if isinstance(value, ast.Constant) else "\0")
        return "".join(map(str, parts))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = pieces(node.left), pieces(node.right)
        return None if left is None and right is None else (left or "\0") + (right or "\0")
    return None


def strings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every whole string of a module that is no docstring, with its line."""
    inner: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            first = node.body[0]
            assert isinstance(first, ast.Expr)
            inner.add(id(first.value))
    for node in ast.walk(tree):
        if not isinstance(node, ast.expr) or id(node) in inner:
            continue
        text = pieces(node)
        if text is None:
            continue
        inner.update(id(child) for child in ast.walk(node))
        yield node.lineno, text


def grammars_in(code: str) -> list[tuple[int, str]]:
    """The lines of `code` that write the grammar of an element, and of which."""
    found = []
    for line, text in strings(ast.parse(code)):
        for name, grammar in GRAMMARS.items():
            if EXPRESSION.search(text) and grammar.search(text):
                found.append((line, name))
    return found


def test_grammars_stand_in_elements_alone() -> None:
    """No expression for a date, a number, a classification, an urgency or a numeral stands in another room."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(("ygt_docs/elements/", "ygt_docs/problems/")) or name in ALLOWED:
            continue
        for line, grammar in grammars_in(path.read_text(encoding="utf-8")):
            found.append(f"{name}:{line}: {grammar}")
    assert found == []


def test_every_exception_is_one() -> None:
    """What is allowed an expression of its own still has one."""
    for name in ALLOWED:
        assert grammars_in((ROOT / name).read_text(encoding="utf-8")), name


@pytest.mark.parametrize(
    "code",
    [
        r"x = re.compile('[0-9]{4}年[0-9]+月[0-9]+日')",
        r"x = re.compile(f'{YEAR}年[0-9]{{1,2}}月{DAY}日')",
        r"x = re.compile(r'\d+年' + r'\d+月' + DAY + '日')",
        "x = '[〔(][0-9]{4}'",
        "def f():\n    'doc'\n    return re.match('绝密|机密|秘密', x)",
        "re.match('(?:特急|加急)', x)",
        "re.match('[一二三四五六七八九十]+、', x)",
    ],
)
def test_the_guard_can_fail(code: str) -> None:
    """An expression is seen, however it is put together."""
    assert grammars_in(code)


@pytest.mark.parametrize(
    "code",
    [
        "'写成年月日，如 2026年3月5日'",
        "f'{date.year}年{date.month}月{date.day}日'",
        "def f():\n    '''[特急] 云政文〔2026〕4号'''",
        "x = ('特急', '加急')",
        "x = re.compile('[0-9]{4}年')",
    ],
)
def test_words_are_no_grammar(code: str) -> None:
    """Words of a message, values and docstrings are none."""
    assert grammars_in(code) == []
