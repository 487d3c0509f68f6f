"""Where a line may end (避头尾): WeasyPrint is told what Word does with simplified Chinese, where the two differ.

Both push a sign to the next line and never hang one in the margin. They differ at quotation marks (Pango 1.50 breaks
on neither side of “ and ”, Word does on the outer side) and at a few signs that Word never lets begin or end a line.
The hints are characters without width, ink or text: U+200B allows a break, U+2060 forbids one.
"""

from __future__ import annotations

import re

_ALLOW, _FORBID = "\u200b", "\u2060"
_OPENING, _CLOSING = "“‘", "”’"
# Word's lists for simplified Chinese: signs that may not begin a line, and signs that may not end one.
_NOT_FIRST = "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞！＂％＇），．：；？］｀｜｝～￠"
_NOT_LAST = "$([{£¥·‘“〈《「『【〔〖〝＄（．［｛￡￥"
# Of these, the ones Pango would break at.
_JOINED_BEFORE = "·～‖―∶｜″′"
_JOINED_AFTER = "·"

_BEFORE_QUOTE = re.compile(f"(?<=[^{re.escape(_NOT_LAST)}\\s])(?=[{_OPENING}])")
_AFTER_QUOTE = re.compile(f"(?<=[{_CLOSING}])(?=[^{re.escape(_NOT_FIRST)}\\s])")
_NEVER_BEFORE = re.compile(f"(?<=.)(?=[{_JOINED_BEFORE}])")
_NEVER_AFTER = re.compile(f"(?<=[{_JOINED_AFTER}])(?=.)")
HINTS = _ALLOW + _FORBID


def with_hints(text: str) -> str:
    """`text` with the hints that make WeasyPrint break its lines where Word does; no visible character changes."""
    text = _BEFORE_QUOTE.sub(_ALLOW, text)
    text = _AFTER_QUOTE.sub(_ALLOW, text)
    text = _NEVER_BEFORE.sub(_FORBID, text)
    return _NEVER_AFTER.sub(_FORBID, text)
