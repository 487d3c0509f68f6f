"""Where the first elements of the special formats (特定格式, 10) stand, from the ink of their glyphs.

As in :mod:`masthead`, a line whose ink is measured is 1.2 times as high as its characters; spacers fill up the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

from ygt_docs.geometry.masthead import BASELINE_FACTOR, LINE_FACTOR, Ink, mark_size
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import ZERO, Length, Mm, Twips
from ygt_docs.standard.line_grid import STANDARD_GRID, LineGrid

# Where the room of a letter's mark begins: high enough for the largest mark, whose ink begins at 30 mm.
LETTER_START = Mm(20)
LETTER_RULE_HEIGHT = (
    standard.LETTER_RULE_THICK.value + standard.LETTER_RULE_BETWEEN.value + standard.LETTER_RULE_THIN.value
)
# The paragraph of the Word template that the mark hangs on; it stands above the text.
ANCHOR_LINE = Twips(14)


@dataclass(frozen=True)
class Placed:
    """One element: the spacer above it (None: none), the height of its line and its size (None: as its style says)."""

    before: Length | None = None
    line: Length | None = None
    size: Length | None = None


@dataclass(frozen=True)
class LetterHead:
    """The head of a letter from the upper edge of the page.

    `mark` begins at LETTER_START. `rule_top` is the upper edge of the first double rule, `rule_before` the spacer from
    the mark's line to it; `number` follows the rule, and each `next_element` (密级, 紧急程度) one line below it.
    `body_before` reaches from under the anchor's paragraph to the number's line: in Word the mark and the rule float
    above the text.
    """

    mark: Placed
    rule_before: Length
    rule_top: Length
    number: Placed
    next_element: Placed
    body_before: Length


def letter_head(characters: int, mark_ink: Ink, number_ink: Ink, grid: LineGrid = STANDARD_GRID) -> LetterHead:
    """The head of a letter with a mark of `characters` characters (10.1)."""
    mark = _mark(standard.LETTER_MARK_FROM_PAGE_TOP.value - LETTER_START, characters, mark_ink)
    mark_foot = LETTER_START + _length(mark.before) + _length(mark.line)
    rule_before = _twips(standard.LETTER_RULE_GAP.value - _under(mark, mark_ink))
    rule_top = mark_foot + rule_before
    number_before = _twips(standard.LETTER_ELEMENT_GAP.value - _above(number_ink))
    line = _line(number_ink.size)
    number = Placed(number_before, line)
    body_before = _twips(rule_top + LETTER_RULE_HEIGHT + number_before - grid.top - ANCHOR_LINE)
    next_element = Placed(_twips(grid.pitch - line), line)
    return LetterHead(mark, rule_before, rule_top, number, next_element, body_before)


def order_head(
    characters: int, mark_ink: Ink, number_ink: Ink, grid: LineGrid = STANDARD_GRID
) -> tuple[Placed, Placed]:
    """Mark and 令号 of an order (10.2)."""
    mark = _mark(standard.ORDER_MARK_FROM_TYPE_AREA.value + grid.raised, characters, mark_ink)
    return mark, _after(mark, mark_ink, number_ink, standard.ORDER_NUMBER_BLANK_LINES.value, grid)


@dataclass(frozen=True)
class MinutesHead:
    """The head of minutes: mark, number, the line with office and date, and the spacer down to the red rule."""

    mark: Placed
    number: Placed
    line: Placed
    rule_before: Length


def minutes_head(
    characters: int, mark_ink: Ink, number_ink: Ink | None, line_ink: Ink | None, grid: LineGrid = STANDARD_GRID
) -> MinutesHead:
    """The head of minutes (10.3; number, line and rule are practice); None: there is no number, or no such line."""
    mark = _mark(standard.MINUTES_MARK_FROM_TYPE_AREA.value + grid.raised, characters, mark_ink)
    blanks = standard.NUMBER_BLANK_LINES.value
    if number_ink:
        number = _after(mark, mark_ink, number_ink, blanks, grid)
    else:
        number = Placed()
    if line_ink is None:
        line, last, ink = Placed(), number, number_ink
    else:
        own = _line(line_ink.size)
        below = Placed(_twips(grid.pitch - own), own)
        line = below if number_ink else _after(mark, mark_ink, line_ink, blanks, grid)
        last, ink = line, line_ink
    if ink is None:
        under = _under(mark, mark_ink)
    else:
        under = _length(last.line) - ink.size * (BASELINE_FACTOR + ink.below)
    return MinutesHead(mark, number, line, _twips(standard.MASTHEAD_RULE_GAP.value - under))


def bulletin_head(
    characters: int, name_ink: Ink, issue_ink: Ink, line_ink: Ink, grid: LineGrid = STANDARD_GRID
) -> MinutesHead:
    """The head of a bulletin (简报, practice): name, issue, the line with office and date, and down to the red rule."""
    name = _mark(standard.BULLETIN_NAME_FROM_TYPE_AREA.value + grid.raised, characters, name_ink)
    issue = _after(name, name_ink, issue_ink, standard.BULLETIN_ISSUE_BLANK_LINES.value, grid)
    own = _line(line_ink.size)
    line = Placed(_twips(grid.pitch * (standard.BULLETIN_LINE_BLANK_LINES.value + 1) - own), own)
    under = own - line_ink.size * (BASELINE_FACTOR + line_ink.below)
    return MinutesHead(name, issue, line, _twips(standard.BULLETIN_RULE_GAP.value - under))


def _mark(top: Length, characters: int, ink: Ink) -> Placed:
    """A mark whose ink begins `top` below the edge that its spacer begins at."""
    size = mark_size(characters)
    return Placed(_twips(top - size * (BASELINE_FACTOR - ink.above)), _line(size), size)


def _after(mark: Placed, mark_ink: Ink, ink: Ink, blank_lines: int, grid: LineGrid) -> Placed:
    """A line whose ink begins `blank_lines` lines under the ink of the mark."""
    return Placed(_twips(grid.pitch * blank_lines - _under(mark, mark_ink) - _above(ink)), _line(ink.size))


def _above(ink: Ink) -> Length:
    """From the upper edge of a line to its ink."""
    return ink.size * (BASELINE_FACTOR - ink.above)


def _under(mark: Placed, ink: Ink) -> Length:
    """From the lower edge of the mark's ink to the lower edge of its line."""
    return _length(mark.line) - _length(mark.size) * (BASELINE_FACTOR + ink.below)


def _line(size: Length) -> Length:
    return _twips(size * LINE_FACTOR)


def _length(length: Length | None) -> Length:
    return ZERO if length is None else length


def _twips(length: Length) -> Length:
    return Twips(length.twips)
