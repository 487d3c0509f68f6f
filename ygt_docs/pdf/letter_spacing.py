"""Letter spacing (字间距) for the characters that are seen: a hint where a line may end takes no part in it.

Pango spaces every character, also the ones without width that `breaking.py` puts in: the body's -0.25 pt would draw
a line together by as much for every hint in it, and a line would end one character later than in Word. One method of
WeasyPrint's text layout is extended; a test holds its name and its place.
"""

from __future__ import annotations

import re
from typing import Any

from weasyprint.text import line_break
from weasyprint.text.ffi import pango

from ygt_docs.pdf.breaking import HINTS

_HINTS = re.compile(b"|".join(hint.encode() for hint in HINTS))
_AT_END = re.compile(rb"(?: |\xe3\x80\x80)+\Z")


def install() -> None:
    """Extend WeasyPrint's text layout. Raises RuntimeError if this WeasyPrint has no such method."""
    set_text = getattr(line_break.Layout, "set_text", None)
    if set_text is None:
        raise RuntimeError("this WeasyPrint has no Layout.set_text; pin the version of requirements.lock")
    if getattr(set_text, "spares_hints", False):
        return

    def without_hints(layout: Any, text: str, justify: bool = False) -> None:
        set_text(layout, text, justify)
        _spare_hints(layout)

    without_hints.spares_hints = True  # type: ignore[attr-defined]
    line_break.Layout.set_text = without_hints


def seen(text: str) -> int:
    """The number of characters of `text` that are seen."""
    return len(text) - sum(text.count(hint) for hint in HINTS)


def _spare_hints(layout: Any) -> None:
    """Take the letter spacing off the hints of `layout`, and off spaces that hang behind a line that was widened."""
    spacing = layout.style["letter_spacing"]
    if spacing in ("normal", 0):
        return
    raw = layout.text.encode()
    spared = list(_HINTS.finditer(raw))
    if spacing > 0:  # only justification widens
        spared += _AT_END.finditer(raw)
    if not spared:
        return
    attributes = pango.pango_layout_get_attributes(layout.layout)
    for hint in spared:
        attribute = pango.pango_attr_letter_spacing_new(0)
        attribute.start_index, attribute.end_index = hint.span()
        pango.pango_attr_list_change(attributes, attribute)
    pango.pango_layout_set_attributes(layout.layout, attributes)
