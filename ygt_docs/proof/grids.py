"""Which reading of the type area a file follows: the standard's margins, or those of software compensation (页边补偿)."""

from __future__ import annotations

from collections.abc import Sequence

from ygt_docs.proof.facts import Area, Facts, Kind
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length
from ygt_docs.standard.line_grid import COMPENSATED_GRID, QUOTED_GRID, STANDARD_GRID, LineGrid

# The first baseline of a page lies 41.8 mm down with compensated margins, 45.2 mm with the standard's own; a page that
# begins with a title begins lower.
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
    upright = []
    for area in facts.areas:
        if not area.landscape:
            upright.append(area)
    if facts.kind is Kind.PDF:
        if wide and _begins_high(upright):
            return COMPENSATED_GRID
        return STANDARD_GRID
    tightened = standard.TIGHTEST_PITCH.value.pt <= facts.pitch < standard.HABITUAL_PITCH.value.pt - 0.1
    if not upright or not (wide or tightened):
        return STANDARD_GRID
    for grid in (COMPENSATED_GRID, QUOTED_GRID):
        if all(_has_margins(area, grid) for area in upright):
            return grid
    return STANDARD_GRID


def margin_rules(grid: LineGrid) -> tuple[standard.Rule[Length], standard.Rule[Length]]:
    """What the upper and the lower margin of an upright page are by `grid`."""
    if grid == QUOTED_GRID:
        return standard.QUOTED_TOP_MARGIN, standard.QUOTED_BOTTOM_MARGIN
    if grid.compensated:
        return standard.COMPENSATED_TOP_MARGIN, standard.COMPENSATED_BOTTOM_MARGIN
    return standard.TOP_MARGIN, standard.BOTTOM_MARGIN


def _has_margins(area: Area, grid: LineGrid) -> bool:
    top, bottom = margin_rules(grid)
    return _is_near(area.top, top) and _is_near(area.bottom, bottom)


def _is_near(found: float | None, rule: standard.Rule[Length]) -> bool:
    return found is not None and abs(found - rule.value.mm) <= rule.tolerance.mm


def _begins_high(areas: Sequence[Area]) -> bool:
    tops = []
    for area in areas:
        if area.page != 1 and area.top is not None:
            tops.append(area.top)
    return min((top for top in tops if top < _UPPER), default=0.0) < _RAISED_BASELINE
