"""Formulas in one line: (a+b)/c, x², √(n): those of Word (OMML) and those of Markdown (LaTeX)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ygt_docs.docfiles.wml import attribute, child, children, local, value
from ygt_docs.docfiles.word_symbols import script

_SIMPLE = re.compile(r"[\w.%‰\u2070-\u209f²³¹]+")
_COMMANDS = {
    "times": "×",
    "div": "÷",
    "cdot": "·",
    "pm": "±",
    "leq": "≤",
    "le": "≤",
    "geq": "≥",
    "ge": "≥",
    "neq": "≠",
    "ne": "≠",
    "approx": "≈",
    "infty": "∞",
    "sum": "∑",
    "prod": "∏",
    "int": "∫",
    "rightarrow": "→",
    "to": "→",
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "Delta": "Δ",
    "theta": "θ",
    "lambda": "λ",
    "mu": "μ",
    "pi": "π",
    "sigma": "σ",
    "Sigma": "Σ",
    "omega": "ω",
    "Omega": "Ω",
    "circ": "°",
    "degree": "°",
    "quad": " ",
    "qquad": " ",
}
_TOKEN = re.compile(r"\\([A-Za-z]+)\s*|\\(.)|([{}^_])|(.)", re.S)
_ROOT = "√"


def grouped(text: str) -> str:
    """`text` in brackets, unless it is one number, name or bracket."""
    whole = text.startswith("（") and text.endswith("）") and text.count("（") == 1
    if not text or whole or _SIMPLE.fullmatch(text):
        return text
    return f"({text})"


def power(text: str, raised: bool) -> str:
    """`text` above or below the line: in signs of its own, else behind ^ or _."""
    signs = script(text, raised)
    if signs is not None:
        return signs
    if text:
        return ("^" if raised else "_") + grouped(text)
    return ""


def from_latex(source: str) -> str:
    """A formula of LaTeX in one line; commands that are not known stay as their names."""
    tokens = _TOKEN.finditer(source.strip())
    return re.sub(r" {2,}", " ", _sequence(list(tokens))).strip()


def _sequence(tokens: list[re.Match[str]]) -> str:
    out = ""
    while tokens:
        if tokens[0][3] == "}":
            tokens.pop(0)
            break
        out += _one(tokens)
    return out


def _one(tokens: list[re.Match[str]]) -> str:
    """What the next token, with what belongs to it, shows."""
    token = tokens.pop(0)
    command, escaped, mark, sign = token.groups()
    if command in ("frac", "dfrac", "tfrac"):
        return f"{grouped(_next(tokens))}/{grouped(_next(tokens))}"
    if command == "sqrt":
        return _ROOT + grouped(_next(tokens))
    if command in ("text", "mathrm", "textbf", "mathbf", "operatorname", "left", "right", "displaystyle", "limits"):
        return ""
    if command:
        return _COMMANDS.get(command, command)
    if escaped:
        return " " if escaped in ",;:! \\" else escaped
    if mark == "{":
        return _sequence(tokens)
    if mark in ("^", "_"):
        return power(_next(tokens), mark == "^")
    return "" if mark or sign == "&" else str(sign)


def _next(tokens: list[re.Match[str]]) -> str:
    """What the next token shows, spaces before it left out."""
    while tokens and tokens[0][4] == " ":
        tokens.pop(0)
    return _one(tokens) if tokens else ""


def from_word(element: Any) -> str:
    """A formula of Word (m:oMath or a part of one; None: nothing) in one line."""
    if element is not None:
        return "".join(map(_word_part, element))
    return ""


def has_structure(element: Any) -> bool:
    """Whether a formula is more than signs in a row."""
    return any(local(part) in _PARTS for part in element.iter())


def _word_part(part: Any) -> str:
    name = local(part)
    if name == "t":
        return part.text or ""
    if name in _PARTS:
        return str(_PARTS[name](part))
    if not name.endswith("Pr"):
        return from_word(part)
    return ""


def _of(part: Any, name: str) -> str:
    return from_word(child(part, name))


def _fraction(part: Any) -> str:
    return f"{grouped(_of(part, 'num'))}/{grouped(_of(part, 'den'))}"


def _root(part: Any) -> str:
    degree = _of(part, "deg")
    return power(degree, raised=True) + _ROOT + grouped(_of(part, "e"))


def _scripts(part: Any) -> str:
    base = from_word(child(part, "e"))
    base = grouped(base) if len(base) > 1 else base
    lowered, raised = power(_of(part, "sub"), raised=False), power(_of(part, "sup"), raised=True)
    if local(part) == "sPre":
        return lowered + raised + base
    return base + lowered + raised


def _sum(part: Any) -> str:
    sign = value(child(child(part, "naryPr"), "chr")) or "∫"
    return sign + power(_of(part, "sub"), raised=False) + power(_of(part, "sup"), raised=True) + grouped(_of(part, "e"))


def _brackets(part: Any) -> str:
    properties = child(part, "dPr")
    begin, end = child(properties, "begChr"), child(properties, "endChr")
    opening = "(" if begin is None else attribute(begin, "val")
    closing = ")" if end is None else attribute(end, "val")
    return opening + _in_order(map(from_word, children(part, "e"))) + closing


def _matrix(part: Any) -> str:
    rows = (_in_order(map(from_word, children(row, "e"))) for row in children(part, "mr"))
    return f"[{'；'.join(rows)}]"


def _lines(part: Any) -> str:
    return "；".join(map(from_word, children(part, "e")))


def _in_order(parts: Iterable[str]) -> str:
    return "，".join(parts)


_PARTS = {
    "f": _fraction,
    "rad": _root,
    "sSup": _scripts,
    "sSub": _scripts,
    "sSubSup": _scripts,
    "sPre": _scripts,
    "nary": _sum,
    "d": _brackets,
    "m": _matrix,
    "eqArr": _lines,
}
