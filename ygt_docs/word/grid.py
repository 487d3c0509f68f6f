"""Margins and pitch of the lines where they are not the standard's own (页边补偿), put into the filled template.

The templates hold the standard's values, and only what still has them is moved: what a maintainer set otherwise stays.
"""

from __future__ import annotations

import copy
from typing import Any

from ygt_docs.docfiles.wml import Element, make, w
from ygt_docs.notice.model import Orientation
from ygt_docs.standard.lengths import Length
from ygt_docs.standard.line_grid import STANDARD_GRID, LineGrid
from ygt_docs.word.sections import orientation_of
from ygt_docs.word.wml import properties, put

_ROUNDING = 2  # twips


def apply_grid(document: Any, grid: LineGrid, imprint_end: Element | None) -> None:
    """Give the python-docx `document` the margins of upright pages and the pitch of `grid`.

    The imprint is a frame at the foot of the room for lines, which ends at `imprint_end` (None: there is none); it is
    lifted to the foot of the type area (7.4.1).
    """
    if not grid.compensated:
        return
    body = document.element.find(w("body"))
    for settings in list(body.iter(w("sectPr"))):
        _move_margins(settings, grid)
    for root in (body, document.styles.element):
        for spacing in root.iter(w("spacing")):
            _move(spacing, "line", STANDARD_GRID.pitch, grid.pitch)
    if imprint_end is not None:
        _lift(imprint_end, grid.lowered)


def _move_margins(settings: Element, grid: LineGrid) -> None:
    """A turned page keeps its own, which are the sides of an upright one, and its grid, which fills them best."""
    if orientation_of(settings) is not Orientation.PORTRAIT:
        return
    margins, lines = settings.find(w("pgMar")), settings.find(w("docGrid"))
    if lines is not None:
        _move(lines, "linePitch", STANDARD_GRID.pitch, grid.pitch)
    if margins is not None:
        _move(margins, "top", STANDARD_GRID.top, grid.top)
        _move(margins, "bottom", STANDARD_GRID.bottom, grid.bottom)


def _move(element: Element, name: str, own: Length, wanted: Length) -> None:
    value = element.get(w(name))
    if value is not None and abs(int(value) - own.twips) <= _ROUNDING:
        element.set(w(name), str(wanted.twips))


def _lift(end: Element, by: Length) -> None:
    """An empty line of the height `by` below the imprint, in the same frame."""
    last = end.getprevious()
    frame = None if last is None else last.find(f"{w('pPr')}/{w('framePr')}")
    if frame is None:  # inline: it stands in the text
        return
    line = make("p")
    layout = properties(line, "pPr")
    layout.append(copy.deepcopy(frame))
    put(layout, "spacing", before=0, after=0, line=by.twips, lineRule="exact")
    last.addnext(line)
