"""Lines of Chinese text as Word sets them: spaces at their ends hang (行尾空格), the slack goes into every gap (两端对齐).

A full line of 28 characters is 1.2 pt narrower than the type area; as in Word, the slack is spread over every gap
between two characters, while WeasyPrint stretches spaces only. A run of spaces, half or full width, never begins a
line: as in Word, all of it stands at the end of the line before, where it takes no room. WeasyPrint would move it to
the next line with the word before it. Two functions of WeasyPrint's line layout are extended; a test holds their names
and places.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.line_break import create_layout

from ygt_docs.pdf.letter_spacing import seen

_SPACES = re.compile("[ \u3000]+")
_Align = Callable[[Any, Any, float, bool], float]
_Split = Callable[..., tuple[Any, int, int | None, float, float, float]]


def install() -> None:
    """Extend WeasyPrint's rules for the end of a line. Raises RuntimeError if this WeasyPrint has no such functions."""
    if not hasattr(inline, "text_align") or not hasattr(inline, "split_first_line"):
        raise RuntimeError(
            "this WeasyPrint has no layout.inline.text_align and split_first_line; pin the version of requirements.lock"
        )
    if not getattr(inline.text_align, "spreads_slack", False):
        inline.text_align = _with_spread_slack(inline.text_align)
        inline.split_first_line = _with_hanging_spaces(inline.split_first_line)


def _with_spread_slack(align: _Align) -> _Align:
    """WeasyPrint's `align`, which justifies no text whose spaces are kept, and stretches nothing but spaces."""

    def text_align(context: Any, line: Any, available_width: float, last: bool) -> float:
        wanted = line.style["text_align_all"]
        if last and line.style["text_align_last"] != "auto":
            wanted = line.style["text_align_last"]
        if wanted != "justify" or line.width >= available_width:
            return align(context, line, available_width, last)
        _justify_line(context, line, available_width - line.width)
        return 0

    text_align.spreads_slack = True  # type: ignore[attr-defined]
    return text_align


def _with_hanging_spaces(split: _Split) -> _Split:
    """WeasyPrint's `split`, with the spaces that follow the first line taken into it, without width."""

    def split_first_line(
        text: str, style: Any, context: Any, max_width: float | None, spacing: float, **options: Any
    ) -> tuple[Any, int, int | None, float, float, float]:
        line = split(text, style, context, max_width, spacing, **options)
        if max_width is None or style["white_space"] != "pre-wrap":
            return line
        if line[2] is None:
            end = len(text)
        else:
            end = len(text.encode()[: line[2]].decode())
        if end == len(text) and line[3] <= max_width:
            return line
        hanging = None
        for spaces in _SPACES.finditer(text, 1):
            if spaces.end() < end:
                continue
            if spaces.start() <= end:
                hanging = spaces
                continue
            # The word before these was moved on, perhaps only because they had no room.
            fits = split(text[: spaces.start()], style, context, max_width, spacing, **options)
            if fits[2] is None and fits[3] <= max_width:
                hanging = spaces
            break
        if hanging is None:
            return line
        width = split(text[: hanging.start()], style, context, None, spacing, **options)[3]
        whole = split(text[: hanging.end()], style, context, None, spacing, **options)
        length = len(text[: hanging.end()].encode())
        return whole[0], length, None if hanging.end() == len(text) else length, width, whole[4], whole[5]

    return split_first_line


def _justify_line(context: Any, line: Any, extra_width: float) -> None:
    gaps = _count_characters(line) - _count_spaces_at_end(line) - 1
    if gaps > 0:
        _spread(context, line, extra_width / gaps, 0.0)


def _count_spaces_at_end(box: Any) -> int:
    while isinstance(box, boxes.LineBox | boxes.InlineBox) and box.children:
        box = box.children[-1]
    if isinstance(box, boxes.TextBox):
        return len(box.text) - len(box.text.rstrip(" \u3000"))
    return 0


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
