"""Widths of table columns: fractions of the type area as whole twips that add up, the same for both files."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ygt_docs.notice.model import Orientation
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length, Twips

BORDER = Twips(10)  # 0.5 pt
CELL_SIDE = Twips(80)  # 4 pt between the middle of a vertical border and the text
CELL_ABOVE = Twips(40)  # 2 pt above and below the text


def text_width(orientation: Orientation) -> Length:
    """The width of the type area on a page of `orientation`: 156 mm, or 225 mm on a turned page (8)."""
    if orientation is Orientation.PORTRAIT:
        area = standard.TYPE_AREA_WIDTH
    else:
        area = standard.TYPE_AREA_HEIGHT
    return Twips(area.value.twips)


def column_widths(fractions: Sequence[float], orientation: Orientation) -> list[Length]:
    """The width of each column. Rounding never loses a twip: each column ends where its sum of fractions ends."""
    total = text_width(orientation).twips
    ends = []
    for count in range(len(fractions) + 1):
        ends.append(round(total * sum(fractions[:count])))
    widths: list[Length] = []
    for start, end in itertools.pairwise(ends):
        widths.append(Twips(end - start))
    return widths
