"""Where the lines of a PDF begin and end (版心左右边缘): a file without margins shows it by lines that ran full.

Equal line starts prove nothing: three paragraphs of one line begin two characters in, all at the same place. What
proves the left edge is a line that goes on below: it begins where the type area begins.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ygt_docs.proof.pdf_lines import MM, PageLines, Row
from ygt_docs.proof.recognise import is_red
from ygt_docs.standard import gbt9704 as standard

_LEFT = standard.BINDING_MARGIN.value.mm
_WIDTH = standard.TYPE_AREA_WIDTH.value.mm
_FEW_LINES = 3  # full lines that tell where lines end, or paragraphs without indent that tell where they begin
_FULL = 20  # characters: a line that was broken for want of room has more
_CHARACTER = standard.SIZE_3.value.mm
_INDENT = standard.FIRST_LINE_INDENT.value * _CHARACTER
_NEAR = 0.6  # mm
_FURTHEST = 60.0  # mm: no margin is as wide
_BODY_SIZES = (13.0, 19.0)  # points
_IMPRINT_SIZE, _TITLE_SIZE = 15.0, 20.0  # points
_NARROWEST = 10.0  # mm


@dataclass(frozen=True)
class Edges:
    """Left edge and width of the type area in mm. `measured` False: no line shows them, and they are what indents and
    title would have them be, so that places can be compared with one another, and with nothing else.
    """

    left: float
    width: float
    measured: bool


STANDARD_EDGES = Edges(_LEFT, _WIDTH, measured=True)


def edges_of(pages: Sequence[PageLines]) -> Edges:
    """Where the lines of the body really begin and end."""
    upright = [page for page in pages if not page.landscape]
    every = [row for page in upright for row in page.rows]
    rows = [row for row in every if _BODY_SIZES[0] < row.size < _BODY_SIZES[1]]
    proven = _left_edge(rows)
    if proven is None:
        return _supposed(every, _spaces_beside(upright))
    left = _LEFT if abs(proven - _LEFT) <= _NEAR else proven
    right = _right_edge([_end(row) for row in rows if len(row.characters) >= 24], left + _WIDTH)
    return Edges(left, _WIDTH if abs(right - left - _WIDTH) <= 1.0 else right - left, measured=True)


def _left_edge(rows: Sequence[Row]) -> float | None:
    """Where lines begin that go on below another one, or the place of the standard; None where no line tells."""
    furthest = max((_end(row) for row in rows), default=0.0)
    after_indent: list[float] = []
    without_indent: list[float] = []
    for above, below in itertools.pairwise(rows):
        step = _start(above) - _start(below)
        if not _ran_full(above, furthest) or _start(below) > _FURTHEST:
            continue
        if abs(step - _INDENT) < 1.5:
            after_indent.append(_start(below))
        elif abs(step) < _NEAR and above.characters[-1].text not in "。；：":
            without_indent.append(_start(below))
    often = Counter(round(start) for start in without_indent)
    shared = []
    for start in without_indent:
        if often[round(start)] >= _FEW_LINES:
            shared.append(start)
    at_the_standard = [_LEFT for row in rows if abs(_start(row) - _LEFT) <= _NEAR]
    found = [*after_indent, *shared, *at_the_standard]
    if not found:
        return None
    near = []
    for row in rows:
        if abs(_start(row) - min(found)) < 1:
            near.append(_start(row))
    return sum(near) / len(near)


def _ran_full(row: Row, furthest: float) -> bool:
    """Whether the line was broken because nothing more had room on it."""
    return len(row.characters) >= _FULL and furthest - _end(row) < 2 * _CHARACTER


def _supposed(rows: Sequence[Row], beside: Sequence[float]) -> Edges:
    """The edges that paragraphs of one line suppose: they begin two characters in, and the title stands in the middle.

    `beside`: the room beside each page number. Where one of the two says so too, the edges are those of the standard:
    another indent at another margin would have to be moved by as much.
    """
    titles = []
    for row in rows:
        if row.size >= _TITLE_SIZE and not is_red(row.characters[0].colour):
            titles.append(row)
    below = rows[rows.index(titles[0]) :] if titles else rows  # rows of a masthead have places of their own
    starts = [_start(row) for row in below if _IMPRINT_SIZE < row.size < _BODY_SIZES[1]]
    begins = min(starts, default=0.0)
    if not _NARROWEST < begins < _FURTHEST:
        return Edges(_LEFT, _WIDTH, measured=not rows)
    if titles:
        middle = sum((_start(row) + _end(row)) / 2 for row in titles) / len(titles)
    else:
        middle = None
    if middle is not None:
        standing = abs(middle - _LEFT - _WIDTH / 2) < 1
    else:
        standing = bool(beside)
    indented = abs(begins - _LEFT - _INDENT) <= _NEAR
    if indented and standing and all(abs(space - _CHARACTER) < 1 for space in beside):
        return STANDARD_EDGES
    flush = any(abs(start - begins - _INDENT) < 1 for start in starts)  # addressees, with paragraphs below them
    left = begins if flush else begins - _INDENT
    return Edges(left, _WIDTH if middle is None else 2 * (middle - left), measured=False)


def _spaces_beside(pages: Sequence[PageLines]) -> list[float]:
    """The room in mm between each page number that stands aside and the edge of the standard's type area."""
    numbers = []
    for page in pages:
        if page.number is not None:
            numbers.append(page.number)
    found: list[float] = []
    for number in numbers:
        if number.side != "中":
            found.append(number.space)
    return found


def _right_edge(ends: Sequence[float], own: float) -> float:
    """Where full lines end: the furthest place that a fifth of the long lines share; `own`, the standard's, where they
    are few, or where even one line ends and no others further out.

    The last line of a paragraph may be long without being full; a single line may stick out.
    """
    if len(ends) < _FEW_LINES:
        return own
    shared = []
    for end in ends:
        if sum(abs(end - other) < 1 for other in ends) >= max(2, len(ends) / 5):
            shared.append(end)
    return max([*shared, *(own for end in ends if abs(end - own) < 1)], default=sorted(ends)[len(ends) // 2])


def _start(row: Row) -> float:
    return row.characters[0].start * MM


def _end(row: Row) -> float:
    return row.characters[-1].end * MM
