"""Where text stands in its line: its baseline lies 80 % of the line's height below the upper edge, as in Word.

WeasyPrint centres the characters in the line. In a line of exact height Word, WPS and LibreOffice put the baseline at
0.8 of it, whatever the size and the face: body text stands 2.94 pt lower than centred, a title 2 pt. Both files are to
lie on each other, so two functions of WeasyPrint's line layout are extended; a test holds their names and their place.

And bold (加粗): the official faces have one weight each, so Word draws their bold itself, with wider strokes. WeasyPrint
takes the face as it is; here its outlines are drawn as well as filled.
"""

from __future__ import annotations

from typing import Any

from weasyprint.draw import text as drawing
from weasyprint.layout import inline

from ygt_docs.standard import gbt9704 as standard

_SHARE = standard.BASELINE_IN_LINE.value
_STRUT, _SPLIT, _DRAW = "strut", "split_text_box", "draw_first_line"
_BOLD = 600  # the weight from which a face is bold in CSS
_STROKE = 1 / 32  # of the size: how wide the outline of a bold character is drawn
_FILLED, _FILLED_AND_STROKED = 0, 2  # text rendering modes of PDF


def install() -> None:
    """Extend WeasyPrint's line layout and drawing. Raises RuntimeError if this WeasyPrint has no such functions."""
    for module, name in ((inline, _STRUT), (inline, _SPLIT), (drawing, _DRAW)):
        if not hasattr(module, name):
            raise RuntimeError(f"this WeasyPrint has no {module.__name__}.{name}; pin the version of requirements.lock")
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
    drawing.draw_first_line = _bold_too(drawing.draw_first_line)


def _bold_too(draw: Any) -> Any:
    """WeasyPrint's `draw_first_line`, which draws bold text with an outline of its own colour."""

    def draw_first_line(stream: Any, box: Any, *arguments: Any) -> Any:
        if box.style["font_weight"] < _BOLD:
            return draw(stream, box, *arguments)
        stream.set_color(box.style["color"], stroke=True)
        stream.set_line_width(box.style["font_size"] * _STROKE)
        stream.set_text_rendering(_FILLED_AND_STROKED)
        emojis = draw(stream, box, *arguments)
        stream.set_text_rendering(_FILLED)
        return emojis

    return draw_first_line
