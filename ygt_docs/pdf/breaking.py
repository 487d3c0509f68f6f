"""Where a line may end (避头尾): WeasyPrint is told what Word does with simplified Chinese, where the two differ.

Both push a sign to the next line and never hang one in the margin. Word asks only for the lists of
`standard/line_ends.py`; Pango follows UAX #14: no line ends beside “ and ”, before / and -, behind + or between ％ and a
digit; one ends before the % behind a closing sign. Within Latin text Word asks for spaces and hyphens.
The hints are characters without width, ink or text: U+200B allows a break, U+2060 forbids one.
"""

from __future__ import annotations

import string
import unicodedata
from functools import lru_cache

from ygt_docs.standard.line_ends import is_latin, may_end_between, may_end_freely

_ALLOW, _FORBID = "\u200b", "\u2060"
HINTS = _ALLOW + _FORBID
# Signs beside which Pango departs from Word's lists; everywhere else it needs no hint.
_DOUBTFUL = frozenset("“”‘’·～‖―—∶｜″′％‰℃°￠" + string.punctuation)


@lru_cache(maxsize=4096)  # the rounds of a document ask the same again
def with_hints(text: str, before: str = "", freely: bool = False) -> str:
    """`text` with the hints that make WeasyPrint break its lines where Word does; no visible character changes.

    `before` is what stands before it on the same line in another face ('' for nothing). `freely`: Latin text ends a
    line anywhere.
    """
    whole = before + text
    first = len(before) or 1
    hint = _free_hint if freely else _hint
    hinted = "".join(
        hint(whole[max(place - 2, 0) : place], whole[place]) + whole[place] for place in range(first, len(whole))
    )
    return hinted if before else text[:1] + hinted


def _hint(left: str, right: str) -> str:
    if not _is_doubtful(left[-1]) and not _is_doubtful(right):
        return ""
    return _as_sign(may_end_between(left, right))


def _free_hint(left: str, right: str) -> str:
    both_latin = is_latin(left[-1]) and is_latin(right)
    if both_latin:
        return _as_sign(may_end_freely(left, right))
    return _hint(left, right)


def _as_sign(allowed: bool | None) -> str:
    if allowed is None:
        return ""
    if allowed:
        return _ALLOW
    return _FORBID


def _is_doubtful(character: str) -> bool:
    """Whether Pango may judge it otherwise than Word: signs of Latin text, and ① Ⅰ √ ², which it takes for letters."""
    return character in _DOUBTFUL or unicodedata.category(character) in ("No", "Nl", "Sm", "So")
