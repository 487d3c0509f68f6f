"""How 22 lines stand on an upright page: the standard's margins, or those of software compensation (页边补偿).

A line is higher than its characters, so the ink of the first line begins about 3.4 mm under the margin, and that of the
last one ends about 1.3 mm above it. 5.2.1 measures the type area; read as that of the ink, both margins become smaller
and the pitch larger. Both readings are in use, so the profile chooses.
"""

from __future__ import annotations

from dataclasses import dataclass

from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import ZERO, Length


@dataclass(frozen=True)
class LineGrid:
    """Margins above and below the lines of an upright page, and the distance from line to line.

    What the standard measures from the type area itself (mark, page number, last rule of the imprint) does not move
    with them: `raised` and `lowered` say how far the lines' room reaches beyond its upper and lower edge.
    """

    top: Length
    bottom: Length
    pitch: Length

    @property
    def raised(self) -> Length:
        """From the first line's upper edge to the upper edge of the type area."""
        return standard.TOP_MARGIN.value - self.top

    @property
    def lowered(self) -> Length:
        """From the lower edge of the type area to that of the room for lines."""
        return standard.BOTTOM_MARGIN.value - self.bottom

    @property
    def compensated(self) -> bool:
        """Whether the lines reach beyond the type area, so that their ink fills it."""
        return self.raised > ZERO


STANDARD_GRID = LineGrid(standard.TOP_MARGIN.value, standard.BOTTOM_MARGIN.value, standard.LINE_PITCH.value)
"""The wording of 5.2.1 and 5.2.3."""

COMPENSATED_GRID = LineGrid(
    standard.COMPENSATED_TOP_MARGIN.value,
    standard.COMPENSATED_BOTTOM_MARGIN.value,
    standard.COMPENSATED_LINE_PITCH.value,
)
"""页边补偿."""

QUOTED_GRID = LineGrid(
    standard.QUOTED_TOP_MARGIN.value,
    standard.QUOTED_BOTTOM_MARGIN.value,
    standard.COMPENSATED_LINE_PITCH.value,
)
"""页边补偿 as it is quoted for characters in the middle of their lines; files of others follow it."""
