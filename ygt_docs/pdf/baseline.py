"""Where text stands in its line: its baseline lies 80 % of the line's height below the upper edge, as in Word.

WeasyPrint centres the characters in the line. In a line of exact height Word, WPS and LibreOffice put the baseline at
0.8 of it, whatever the size and the face: body text stands 2.94 pt lower than centred, a title 2 pt. Both files are to
lie on each other, so two functions of WeasyPrint's line layout are extended; a test holds their names and their place.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import inline

from ygt_docs.standard import gbt9704 as standard

_SHARE = standard.BASELINE_IN_LINE.value
_STRUT, _SPLIT = "strut", "split_text_box"


def install() -> None:
    """Extend WeasyPrint's line layout. Raises RuntimeError if this WeasyPrint has no such functions."""
    for name in (_STRUT, _SPLIT):
        if not hasattr(inline, name):
            raise RuntimeError(f"this WeasyPrint has no layout.inline.{name}; pin the version of requirements.lock")
    if getattr(inline.strut, "follows_word", False):
        return
    strut, split_text_box = inline.strut, inline.split_text_box

    def strut_of_line(style: Any) -> tuple[float, float]:
        height, baseline = strut(style)
        return height, baseline if style["line_height"] == "normal" else _SHARE * height

    def split_with_baseline(*arguments: Any, **named: Any) -> Any:
        box, *rest = split_text_box(*arguments, **named)
        if box is not None:
            _, box.baseline = strut_of_line(box.style)
        return box, *rest

    strut_of_line.follows_word = True  # type: ignore[attr-defined]
    inline.strut, inline.split_text_box = strut_of_line, split_with_baseline
