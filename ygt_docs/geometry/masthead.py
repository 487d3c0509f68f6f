"""Where the masthead (版头, 7.2) and the page number stand: heights of its lines from the sizes of its glyphs.

The baseline of an exact line lies at 80 % of its height, in Word and LibreOffice and in our PDF. A program that centres
the characters instead puts it at the same place where a line is 1.2 times as high as its characters, for a face whose
ascent is 0.86 em. So every line whose *ink* the standard measures gets that height, and spacers fill up the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import ZERO, Length, Pt, Twips
from ygt_docs.standard.line_grid import STANDARD_GRID, LineGrid

LINE_FACTOR = 1.2
# Of the character size, below the upper edge of a line of 1.2 sizes.
BASELINE_FACTOR = LINE_FACTOR * standard.BASELINE_IN_LINE.value

_MARK_WIDEST = 0.94  # of the type area: the mark must not touch its edges
_GAP = 0.5  # between the names of a joint mark and 文件, in characters of the names
_WORD = 1.4  # 文件 beside several names is so many times as large as they are
_WORD_CHARACTERS = 2
_SLACK = Pt(1)  # a line of names is a little wider than the longest, or rounding would break it


@dataclass(frozen=True)
class Ink:
    """How far the ink of a text reaches above and below the baseline, in em, and the `size` of its characters.

    The size of a mark follows from the room that it has; what its ink says of it counts nowhere.
    """

    above: float
    below: float
    size: Length = standard.SIZE_3.value


@dataclass(frozen=True)
class Masthead:
    """Heights from the upper edge of the first line downwards; they are exact twips, so both files add up alike.

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


@dataclass(frozen=True)
class LinesOfPage:
    """How high lines of page one are: by margins and pitch (`grid`), the number's size, and the title's pitch."""

    grid: LineGrid = STANDARD_GRID
    number_size: Length = standard.SIZE_3.value
    title_pitch: Length = standard.TITLE_LINE_PITCH.value


USUAL_LINES = LinesOfPage()


@dataclass(frozen=True)
class FirstPage:
    """What stands on page one besides the mark: rows of signatories and number, lines of title, addressees, body.

    `heights`: how high these are.
    """

    number_rows: int = 1
    title_lines: int = 1
    addressee_lines: int = 0
    body_lines: int = 1
    heights: LinesOfPage = USUAL_LINES

    def room_for_mark(self) -> Length:
        """How high the mark's ink may be, so that the first line of the body is still on page one (7.3.3).

        Negative where the rest alone fills the page.
        """
        grid = self.heights.grid
        lines = (
            standard.NUMBER_BLANK_LINES.value
            + self.number_rows
            - 1
            + standard.TITLE_BLANK_LINES.value
            + standard.ADDRESSEES_BLANK_LINES.value
            + self.addressee_lines
            + self.body_lines
        )
        fixed = (
            standard.MARK_FROM_TYPE_AREA.value
            + self.heights.number_size
            + standard.MASTHEAD_RULE_GAP.value
            + standard.MASTHEAD_RULE_WEIGHT.value
            + grid.raised
        )
        taken = fixed + grid.pitch * lines + self.heights.title_pitch * self.title_lines
        return grid.pitch * standard.LINES_PER_PAGE.value - taken


@dataclass(frozen=True)
class JointMark:
    """The mark of several organs (7.2.4): names of `name_size`, each in a line of `line`, spread to `names_width`.

    `word_size` of 文件, in a line of `word_line`, `gap` right of the names and `word_width` wide (all zero: no 文件).
    `height` of all names. `fits`: the names are 16 pt or more, and page one has room for them and for body text.
    """

    name_size: Length
    line: Length
    names_width: Length
    word_size: Length
    word_line: Length
    word_width: Length
    gap: Length
    height: Length
    fits: bool

    @property
    def width(self) -> Length:
        """Names, gap and 文件 together."""
        return self.names_width + self.gap + self.word_width


def joint_mark(widths: Sequence[float], word: bool, room: Length) -> JointMark:
    """The largest mark of names as wide as `widths` (字 each) that `room` and the type area allow.

    Where nothing of 16 pt or more fits, the width alone decides, and `fits` is False.
    """
    largest, smallest = standard.MARK_LARGEST.value, standard.JOINT_NAME_SMALLEST.value
    sizes = []
    for half in range(round(largest.pt * 2), 1, -1):
        sizes.append(Pt(half / 2))
    narrow = [size for size in sizes if _joint(size, widths, word, True).width <= _widest(size, smallest)]
    for size in narrow:
        if size >= smallest and _joint_ink(size, len(widths)) <= room:
            return _joint(size, widths, word, True)
    size = min(smallest, max(narrow, default=sizes[-1]))
    return _joint(size, widths, word, False)


def _widest(size: Length, smallest: Length) -> Length:
    """Names of the smallest size may reach to the edges of the type area."""
    return standard.TYPE_AREA_WIDTH.value * (_MARK_WIDEST if size > smallest else 1.0)


def _joint_ink(size: Length, count: int) -> Length:
    return size * (LINE_FACTOR * (count - 1) + 1)


def _joint(size: Length, widths: Sequence[float], word: bool, fits: bool) -> JointMark:
    if word:
        word_size = min(standard.MARK_LARGEST.value, Pt(int(size.pt * _WORD * 2) / 2))
    else:
        word_size = ZERO
    line = _whole_twips(size * LINE_FACTOR)
    names_width = _whole_twips(size * max(widths) + _SLACK)
    return JointMark(
        size,
        line,
        names_width,
        word_size,
        _whole_twips(word_size * LINE_FACTOR),
        word_size * _WORD_CHARACTERS,
        _whole_twips(size * _GAP) if word else ZERO,
        line * len(widths),
        fits,
    )


def mark_size(characters: float, room: Length | None = None) -> Length:
    """The size of a one-line mark of `characters` 字: as large as the type area lets it be, 54 pt at most.

    `room` (None: enough) makes it smaller where body text would not stand on page one, but not smaller than 22 pt.
    """
    widest = standard.TYPE_AREA_WIDTH.value * _MARK_WIDEST / max(characters, 1)
    if room is not None:
        widest = min(widest, max(room, standard.MARK_SMALLEST.value))
    size = min(standard.MARK_LARGEST.value, widest)
    return Pt(int(size.pt * 2) / 2)  # Word counts sizes in half points


def masthead(
    characters: float, mark_ink: Ink, number_ink: Ink, room: Length | None = None, grid: LineGrid = STANDARD_GRID
) -> Masthead:
    """The masthead for a mark of `characters` 字, given the ink of the mark and of the document number.

    `room` is what page one has for the mark (None: enough).
    """
    size = mark_size(characters, room)
    return _stack(size, _whole_twips(size * LINE_FACTOR), mark_ink, number_ink, grid)


def joint_masthead(mark: JointMark, mark_ink: Ink, number_ink: Ink, grid: LineGrid = STANDARD_GRID) -> Masthead:
    """The masthead for a joint mark; `mark_ink`: above the first name's baseline and below the last one's."""
    return _stack(mark.name_size, mark.height, mark_ink, number_ink, grid)


def _stack(size: Length, line: Length, mark_ink: Ink, number_ink: Ink, grid: LineGrid) -> Masthead:
    """Heights around a mark of characters of `size` that is `line` high in all."""
    mark_before = standard.MARK_FROM_TYPE_AREA.value + grid.raised - (size * (BASELINE_FACTOR - mark_ink.above))
    number_size = number_ink.size
    number_line = _whole_twips(number_size * LINE_FACTOR)
    blank = grid.pitch * standard.NUMBER_BLANK_LINES.value
    number_ink_top = number_size * (BASELINE_FACTOR - number_ink.above)
    under_mark_ink = size * (LINE_FACTOR - BASELINE_FACTOR - mark_ink.below)
    number_before = blank - under_mark_ink - number_ink_top
    number_ink_bottom = number_size * (BASELINE_FACTOR + number_ink.below)
    rule_before = standard.MASTHEAD_RULE_GAP.value - (number_line - number_ink_bottom)
    return Masthead(
        _whole_twips(mark_before), size, line, _whole_twips(number_before), number_line, _whole_twips(rule_before)
    )
