"""Which reading of the type area a file follows: the standard's margins, or those of software compensation (页边补偿)."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median_low

from ygt_docs.proof.facts import Area, Facts, Kind
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length
from ygt_docs.standard.line_grid import COMPENSATED_GRID, STANDARD_GRID, LineGrid

# The first baseline of a page lies 41.8 mm down with compensated margins (42.9 where LibreOffice prints), 44.2 mm with
# the standard's own at that pitch; a page that begins with a title counts as one of the rest.
_RAISED_BASELINE = 43.6


def grid_of(facts: Facts) -> LineGrid:
    """The grid that margins and pitch of `facts` show; the standard's own where they show neither.

    A PDF has no margins: most of its pages from the second on begin higher; where it has one page the pitch tells.
    """
    rule = standard.COMPENSATED_LINE_PITCH
    if facts.pitch is None or abs(facts.pitch - rule.value.pt) > rule.tolerance.pt:
        return STANDARD_GRID
    upright = [area for area in facts.areas if not area.landscape]
    if facts.kind is Kind.WORD:
        return COMPENSATED_GRID if upright and all(map(_has_margins, upright)) else STANDARD_GRID
    return COMPENSATED_GRID if _begins_high(upright) else STANDARD_GRID


def _has_margins(area: Area) -> bool:
    return (_is_near(area.top, standard.COMPENSATED_TOP_MARGIN)
            and _is_near(area.bottom, standard.COMPENSATED_BOTTOM_MARGIN))


def _is_near(found: float | None, rule: standard.Rule[Length]) -> bool:
    return found is not None and abs(found - rule.value.mm) <= rule.tolerance.mm


def _begins_high(areas: Sequence[Area]) -> bool:
    tops = [area.top for area in areas if area.page != 1 and area.top is not None]
    return not tops or median_low(tops) < _RAISED_BASELINE
