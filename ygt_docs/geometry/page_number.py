"""Where the page number (页码, 7.5 and 8) stands, from the ink of its dash."""

from __future__ import annotations

from dataclasses import dataclass

from ygt_docs.geometry.masthead import Ink
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length


@dataclass(frozen=True)
class PageNumber:
    """Lengths of the page number's line.

    `line`: its height. `below`: from the lower edge of the type area to the upper edge of the line, so that the upper
    edge of the dash's ink is 7 mm under the type area. `dash`: from the upper edge of the line to that ink.
    """

    line: Length
    below: Length
    dash: Length


def page_number(dash: Ink, line: Length) -> PageNumber:
    """The page number's lengths for a dash with the ink `dash` in a line of the height `line`."""
    upper = line * standard.BASELINE_IN_LINE.value - dash.size * dash.above
    return PageNumber(line, standard.PAGE_NUMBER_GAP.value - upper, upper)
