"""How found text is shown in a message."""

from __future__ import annotations

import unicodedata

_SHOWN = 30


def quote(text: str) -> str:
    """`text` in 「」, on one line, cut to a readable length, with invisible characters written as U+XXXX."""
    short = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return "「" + "".join(map(_visible, short)) + "」"


def _visible(character: str) -> str:
    if character == "\n":
        return "⏎"
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp"):
        return code_point(character)
    return character


def code_point(character: str) -> str:
    """The code point of one character, such as U+200B."""
    return f"U+{ord(character):04X}"
