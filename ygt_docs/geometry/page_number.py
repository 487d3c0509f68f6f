"""Where the page number (页码, 7.5 and 8) stands, from the ink of its dash."""

from __future__ import annotations

from dataclasses import dataclass

from ygt_docs.geometry.masthead import BASELINE_FACTOR, LINE_FACTOR, Ink
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length

_SIZE = standard.SIZE_4.value


@dataclass(frozen=True)
class PageNumber:
    """Lengths of the page number's line.

    `line`: its height. `below`: from the lower edge of the type area to the upper edge of the line, so that the upper
    edge of the dash's ink is 7 mm under the type area. `dash`: from the upper edge of the line to that ink. `side`:
    from the edge of the type area to the number (一字).
    """

    line: Length
    below: Length
    dash: Length
    side: Length


def page_number(dash: Ink) -> PageNumber:
    """The page number's lengths for a dash with the ink `dash`."""
    upper = _SIZE * (BASELINE_FACTOR - dash.above)
    return PageNumber(
        _SIZE * LINE_FACTOR,
        standard.PAGE_NUMBER_GAP.value - upper,
        upper,
        _SIZE * standard.PAGE_NUMBER_SIDE_SPACE.value,
    )
