"""Where a line may end (避头尾): WeasyPrint is told what Word does with simplified Chinese, where the two differ.

Both push a sign to the next line and never hang one in the margin. Word asks only for the lists of
`standard/line_ends.py`; Pango follows UAX #14: no line ends beside “ and ”, before / and -, behind + or between ％ and a
digit; one ends before the % behind a closing sign. Within Latin text Word asks for spaces and hyphens.
The hints are characters without width, ink or text: U+200B allows a break, U+2060 forbids one.
"""

from __future__ import annotations

import string

from ygt_docs.standard.line_ends import may_end_between

_ALLOW, _FORBID = "\u200b", "\u2060"
HINTS = _ALLOW + _FORBID
# Signs beside which Pango departs from Word's lists; everywhere else it needs no hint.
_DOUBTFUL = frozenset("“”‘’·～‖―—∶｜″′％‰℃°￠" + string.punctuation)


def with_hints(text: str, before: str = "") -> str:
    """`text` with the hints that make WeasyPrint break its lines where Word does; no visible character changes.

    `before` is what stands before it on the same line in another face ('' for nothing).
    """
    whole = before + text
    first = len(before) or 1
    hinted = "".join(
        _hint(whole[max(place - 2, 0) : place], whole[place]) + whole[place] for place in range(first, len(whole))
    )
    return hinted if before else text[:1] + hinted


def _hint(left: str, right: str) -> str:
    if left[-1] not in _DOUBTFUL and right not in _DOUBTFUL:
        return ""
    allowed = may_end_between(left, right)
    return "" if allowed is None else _ALLOW if allowed else _FORBID
