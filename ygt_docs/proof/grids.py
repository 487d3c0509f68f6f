"""Which reading of the type area a file follows: the standard's margins, or those of software compensation (页边补偿)."""

from __future__ import annotations

from collections.abc import Sequence

from ygt_docs.proof.facts import Area, Facts, Kind
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length
from ygt_docs.standard.line_grid import COMPENSATED_GRID, STANDARD_GRID, LineGrid

# The first baseline of a page lies 41.8 mm down with compensated margins (42.9 where LibreOffice prints), 44.2 mm with
# the standard's own at that pitch; a page that begins with a title begins lower.
_RAISED_BASELINE = 43.6
_UPPER = 47.0  # mm: a page that begins with an empty line, or holds an imprint alone, tells nothing


def grid_of(facts: Facts) -> LineGrid:
    """The grid that margins and pitch of `facts` show; the standard's own where they show neither.

    A PDF has no margins: its pages from the second on begin higher; where it has one page the pitch tells.
    """
    if facts.pitch is None:
        return STANDARD_GRID
    rule = standard.COMPENSATED_LINE_PITCH
    wide = abs(facts.pitch - rule.value.pt) <= rule.tolerance.pt
    upright = [area for area in facts.areas if not area.landscape]
    if facts.kind is Kind.PDF:
        return COMPENSATED_GRID if wide and _begins_high(upright) else STANDARD_GRID
    tightened = standard.TIGHTEST_PITCH.value.pt <= facts.pitch < standard.HABITUAL_PITCH.value.pt - 0.1
    moved = bool(upright) and all(map(_has_margins, upright))
    return COMPENSATED_GRID if moved and (wide or tightened) else STANDARD_GRID


def _has_margins(area: Area) -> bool:
    return _is_near(area.top, standard.COMPENSATED_TOP_MARGIN) and _is_near(
        area.bottom, standard.COMPENSATED_BOTTOM_MARGIN
    )


def _is_near(found: float | None, rule: standard.Rule[Length]) -> bool:
    return found is not None and abs(found - rule.value.mm) <= rule.tolerance.mm


def _begins_high(areas: Sequence[Area]) -> bool:
    tops = [area.top for area in areas if area.page != 1 and area.top is not None]
    return min((top for top in tops if top < _UPPER), default=0.0) < _RAISED_BASELINE
