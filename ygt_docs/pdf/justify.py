"""Justification of Chinese lines (两端对齐) for WeasyPrint, which stretches spaces only.

A full line of 28 characters is 1.2 pt narrower than the type area; as in Word, the slack is spread over every gap
between two characters. One function of WeasyPrint's line layout is replaced; a test holds its name and its place.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.line_break import create_layout

from ygt_docs.pdf.letter_spacing import seen


def install() -> None:
    """Replace WeasyPrint's rule for justified lines. Raises RuntimeError if this WeasyPrint has no such function."""
    if not hasattr(inline, "justify_line"):
        raise RuntimeError("this WeasyPrint has no layout.inline.justify_line; pin the version of requirements.lock")
    inline.justify_line = _justify_line


def _justify_line(context: Any, line: Any, extra_width: float) -> None:
    gaps = _count_characters(line) - 1
    if gaps > 0:
        _spread(context, line, extra_width / gaps, 0.0)


def _count_characters(box: Any) -> int:
    if isinstance(box, boxes.TextBox):
        return seen(box.text)
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        return sum(_count_characters(child) for child in box.children if child.is_in_normal_flow())
    return 1


def _spread(context: Any, box: Any, gap: float, advance: float) -> float:
    """Widen every gap of `box` by `gap` CSS pixels and move it right by `advance`; return the advance after it."""
    if isinstance(box, boxes.TextBox):
        return _widen_text(context, box, gap, advance)
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.position_x += advance
        before = advance
        for child in box.children:
            if child.is_in_normal_flow():
                advance = _spread(context, child, gap, advance)
        box.width += advance - before
        return advance
    box.translate(advance, 0)
    return advance + gap


def _widen_text(context: Any, box: Any, gap: float, advance: float) -> float:
    spacing = box.style["letter_spacing"]
    box.style = box.style.copy()
    box.style["letter_spacing"] = (0 if spacing == "normal" else spacing) + gap
    box.position_x += advance
    layout = create_layout(box.text, box.style, context, max_width=None, justification_spacing=0)
    layout.deactivate()
    box.pango_layout = layout
    extra = gap * seen(box.text)
    box.width += extra
    return advance + extra
