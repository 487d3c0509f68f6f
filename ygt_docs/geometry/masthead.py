"""Where the masthead (版头, 7.2) and the page number stand: heights of its lines from the sizes of its glyphs.

Word places the baseline of an exactly spaced line in its own way, and LibreOffice in another (at 80 % of the height);
both agree with the middle-of-line rule of the PDF where a line is 1.2 times as high as its characters, for a face whose
ascent is 0.86 em. So every line whose *ink* the standard measures gets that height, and spacers fill up the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length, Pt, Twips

LINE_FACTOR = 1.2
BASELINE_FACTOR = 0.96  # of the character size, below the upper edge of a line of 1.2 sizes

_MARK_LARGEST = Pt(54)
_MARK_WIDEST = 0.94  # of the type area: the mark must not touch its edges


@dataclass(frozen=True)
class Ink:
    """How far the ink of a text reaches above and below the baseline, in em."""

    above: float
    below: float


@dataclass(frozen=True)
class Masthead:
    """Heights from the upper edge of the type area downwards; they are exact twips, so both files add up alike.

    `mark_before` spacer above the mark, `mark_size` its character size, `mark_line` its line height, `number_before`
    spacer down to the number, `number_line` its line height, `rule_before` from there to the red rule.
    """

    mark_before: Length
    mark_size: Length
    mark_line: Length
    number_before: Length
    number_line: Length
    rule_before: Length


def _whole_twips(length: Length) -> Length:
    return Twips(length.twips)


def mark_size(characters: int) -> Length:
    """The size of a one-line mark of `characters` characters: as large as the type area lets it be, 54 pt at most."""
    widest = standard.TYPE_AREA_WIDTH.value * _MARK_WIDEST / max(characters, 1)
    size = min(_MARK_LARGEST, widest)
    return Pt(int(size.pt * 2) / 2)  # Word counts sizes in half points


def masthead(characters: int, mark_ink: Ink, number_ink: Ink) -> Masthead:
    """The masthead for a mark of `characters` characters, given the ink of the mark and of the document number."""
    size = mark_size(characters)
    line = _whole_twips(size * LINE_FACTOR)
    mark_before = standard.MARK_FROM_TYPE_AREA.value - (size * (BASELINE_FACTOR - mark_ink.above))
    number_size = standard.SIZE_3.value
    number_line = _whole_twips(number_size * LINE_FACTOR)
    blank = standard.LINE_PITCH.value * standard.NUMBER_BLANK_LINES.value
    number_ink_top = number_size * (BASELINE_FACTOR - number_ink.above)
    mark_ink_bottom = size * (BASELINE_FACTOR + mark_ink.below)
    number_before = blank - (line - mark_ink_bottom) - number_ink_top
    number_ink_bottom = number_size * (BASELINE_FACTOR + number_ink.below)
    rule_before = standard.MASTHEAD_RULE_GAP.value - (number_line - number_ink_bottom)
    return Masthead(_whole_twips(mark_before), size, line, _whole_twips(number_before), number_line,
                    _whole_twips(rule_before))
