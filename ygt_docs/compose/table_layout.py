"""Widths, size and orientation of a table from what stands in it (列宽、字号): the same in both files.

A size is taken when every column has room: heads and short cells are not broken so that a single character stands on a
line, of the longer cells at most two in a hundred are, and no cell takes more than half a page. Sizes are tried from
小四 to 小五, then on a turned page down to 六号. Within a size the columns begin as narrow as that allows; what is left
goes, width by width, to the column where it shortens the rows most.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ygt_docs.geometry.text import CELL_SIDE, text_width, width_in_characters
from ygt_docs.notice.grid import Grid, GridCell
from ygt_docs.notice.model import Orientation
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length, Mm, Twips
from ygt_docs.standard.line_ends import may_end_between

_LINE_ROUNDING = 1e-6


@lru_cache(maxsize=20_000)
def pieces_of(text: str) -> tuple[str, ...]:
    """`text` in the pieces that no line end parts; spaces stand at the end of a piece."""
    pieces: list[str] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or _may_end(text, end):
            pieces.append(text[start:end])
            start = end
    return tuple(pieces)


def _may_end(text: str, end: int) -> bool:
    allowed = may_end_between(text[max(end - 2, 0) : end], text[end])
    if allowed is None:
        return text[end - 1].isspace() and not text[end].isspace()
    return allowed


def lines_of(text: str, room: float) -> list[str]:
    """The lines of `text`, one paragraph, in a cell that is `room` 字 wide; a piece that is wider is cut anywhere."""
    lines = [""]
    left = room
    for piece in pieces_of(text):
        inked = width_in_characters(piece.rstrip())
        if inked > left + _LINE_ROUNDING and lines[-1]:
            lines.append("")
            left = room
        while width_in_characters(piece.rstrip()) > room + _LINE_ROUNDING:
            cut = _fitting(piece, room)
            lines[-1] += piece[:cut]
            piece = piece[cut:]
            lines.append("")
            left = room
        lines[-1] += piece
        left -= width_in_characters(piece)
    return lines


def _fitting(piece: str, room: float) -> int:
    """How many characters of `piece` a line of `room` 字 holds, one at least."""
    count = 1
    while count < len(piece) and width_in_characters(piece[: count + 1]) <= room + _LINE_ROUNDING:
        count += 1
    return count


def single_lines(lines: list[str]) -> int:
    """How many of several lines hold a single character."""
    if len(lines) > 1:
        return sum(len(line.strip()) == 1 for line in lines)
    return 0


def tears_latin(text: str, room: float) -> bool:
    """Whether a number or a word of Latin letters is cut in a cell of `room` 字."""
    for piece in pieces_of(text):
        inked = piece.strip()
        if inked.isascii() and width_in_characters(inked) > room + _LINE_ROUNDING:
            return True
    return False


SIZES = (
    standard.TABLE_SIZE.value,
    standard.TABLE_SIZE_5.value,
    standard.TABLE_SIZE_SMALL_5.value,
    standard.TABLE_SIZE_6.value,
)
_UPRIGHT_SIZES = SIZES[:-1]
_STEP = 0.5  # 字
_STEPS_BACK = 8  # by which a column may become narrower so that fewer of its lines hold a single character
_ROUNDING = Twips(1)  # the type area is whole twips wide, typed millimetres that fill it are a hair more
_SHORT = 6  # characters: what is no longer is never broken to a single character
_LONGEST_LATIN = 6.0  # 字: a number up to here is never cut
_SINGLES = 0.02  # of the longer cells may end in a single character
_MOST_ROWS = 160  # as many rows are measured; of a longer table a sample
_POWER = 4
_PICTURE = Mm(25)  # 实务: an inch, as wide as a photograph of a face
_SPARE = Twips(2)  # for rounding, in each column


@dataclass(frozen=True)
class Widths:
    """The widths of the columns for one size on pages of one orientation.

    `singles`: how many cells would end in a single character, or tear a number. `missing`: how much wider the type
    area would have to be for a character in every column (None: there is room). `tall`: a cell is higher than half a
    page, so that rows would leave pages half empty, or have no room on any.
    """

    size: Length
    orientation: Orientation
    widths: tuple[Length, ...]
    singles: int = 0
    good: bool = True
    missing: Length | None = None
    tall: bool = False


def lay_out(
    grid: Grid,
    orientation: Orientation,
    size: Length | None = None,
    turned: Orientation | None = None,
    to_fill: frozenset[int] = frozenset(),
    held: int = 0,
) -> Widths:
    """The widths of `grid` on pages of `orientation`, which a narrow table keeps.

    `size`, `turned`: what the writer asked for (None: found). `to_fill`: the columns that get the room that is left
    (none: those whose texts stand on one line). `held`: each row has room for so many lines whether it needs them or
    not, so that cells with more come first.
    """
    texts = _texts_of(grid)
    tried: list[Widths] = []
    for way, length in _ways(orientation, size, turned):
        made = _Columns(texts, grid, length, way, to_fill).dealt(held)
        if made.good and not made.tall:
            return made
        tried.append(made)
    good = [item for item in tried if item.good]
    if good:
        return good[0]
    possible = [item for item in tried if item.missing is None]
    if possible:
        return min(possible, key=lambda item: item.singles)
    return tried[-1]


def _ways(
    orientation: Orientation, size: Length | None, turned: Orientation | None
) -> Iterator[tuple[Orientation, Length]]:
    """Orientations and sizes in the order in which they are tried."""
    first = turned or orientation
    for way in (first,) if turned or first is Orientation.LANDSCAPE else (first, Orientation.LANDSCAPE):
        sizes = SIZES if way is Orientation.LANDSCAPE else _UPRIGHT_SIZES
        for length in sizes if size is None else (size,):
            yield way, length


@dataclass(frozen=True)
class _Text:
    """The paragraphs of one cell in one column, and how many rows it covers."""

    row: int
    paragraphs: tuple[str, ...]
    rows: int
    head: bool


def _texts_of(grid: Grid) -> list[list[_Text]]:
    """What stands in each column alone, from top to bottom."""
    columns: list[list[_Text]] = []
    for _ in range(grid.columns):
        columns.append([])
    for row, column, cell in grid.placed():
        if cell.column_span == 1 and cell.text.strip() and not cell.vertical:
            columns[column].append(_Text(row, _paragraphs(cell), cell.row_span, row < grid.head))
    return columns


def _paragraphs(cell: GridCell) -> tuple[str, ...]:
    return tuple(map(str, cell.text.lines()))


@lru_cache(maxsize=200_000)
def _lines(text: str, room: float) -> tuple[int, int]:
    """How many lines `text` takes in `room` 字, and how many of them hold a single character."""
    lines = lines_of(text, room)
    return len(lines), single_lines(lines)


class _Columns:
    """The columns of one table in one size."""

    def __init__(
        self, texts: list[list[_Text]], grid: Grid, size: Length, orientation: Orientation, to_fill: frozenset[int]
    ) -> None:
        self._to_fill = to_fill
        self._texts, self._grid, self._size, self._orientation = texts, grid, size, orientation
        area = text_width(orientation)
        self._area = area
        margins = (CELL_SIDE * 2 + _SPARE) * grid.columns
        self._room = (area - margins).over(size)
        self._given = self._given_rooms()
        self._pictured = {column for _, column, cell in grid.placed() if cell.picture and cell.column_span == 1}
        self._sampled = _sample(grid)

    def _given_rooms(self) -> list[float | None]:
        widths = self._grid.widths or (None,) * self._grid.columns
        given: list[float | None] = []
        for width in widths:
            given.append(None if width is None else (width - CELL_SIDE * 2 - _SPARE).over(self._size))
        return given

    def dealt(self, held: int) -> Widths:
        """The widths; with `missing` where not even a character has room in every column. `held` as in `lay_out`."""
        least = []
        for given in self._given:
            least.append(1.0 if given is None else given)
        lacking = max(sum(least) - self._room, 1.0 - min(least))
        if lacking > _ROUNDING.over(self._size):
            return Widths(self._size, self._orientation, (), good=False, missing=self._size * lacking)
        rooms = []
        for column in range(self._grid.columns):
            rooms.append(self._narrowest(column))
        if sum(rooms) > self._room:
            rooms = self._squeezed(rooms)
        if held:
            self._deal(rooms, held)
        self._deal(rooms, 0)
        if held:
            self._avoid_singles(rooms, held)
        self._fill(rooms)
        bad, long_bad, long_cells = self._faults(rooms)
        good = bad == 0 and long_bad <= _SINGLES * long_cells
        found = bad + long_bad
        return Widths(self._size, self._orientation, self._lengths(rooms), found, good, tall=self._is_tall(rooms))

    def _is_tall(self, rooms: Sequence[float]) -> bool:
        """Whether a cell takes more lines than half a page has."""
        upright = self._orientation is Orientation.PORTRAIT
        height = text_width(Orientation.LANDSCAPE if upright else Orientation.PORTRAIT)
        most = height.over(self._size * standard.TABLE_LINE.value) / 2
        for column, room in enumerate(rooms):
            for text in self._texts[column]:
                if sum(_lines(item, room)[0] for item in text.paragraphs) > most:
                    return True
        return False

    def _narrowest(self, column: int) -> float:
        """The least room in which no short text of `column` breaks badly."""
        given = self._given[column]
        if given is not None:
            return given
        room = _PICTURE.over(self._size) if column in self._pictured else 1.0
        while room < self._room and not self._is_good(column, room):
            room += _STEP
        return room

    def _is_good(self, column: int, room: float) -> bool:
        return not any(_breaks_badly(paragraph, room) for paragraph in self._short(column))

    def _short(self, column: int) -> frozenset[str]:
        """The different paragraphs of `column` that must not break badly: short ones, and those with numbers."""
        found: set[str] = set()
        for text in self._texts[column]:
            found.update(text.paragraphs)
        return frozenset(found)

    def _squeezed(self, rooms: list[float]) -> list[float]:
        """`rooms` made smaller, the widest first, until they fit."""
        rooms = list(rooms)
        while sum(rooms) > self._room:
            open_columns = [column for column, given in enumerate(self._given) if given is None and rooms[column] > 1]
            if not open_columns:
                break
            widest = max(open_columns, key=lambda column: (rooms[column], column))
            rooms[widest] = max(1.0, rooms[widest] - _STEP)
        return rooms

    def _deal(self, rooms: list[float], held: int) -> None:
        """Give what is left to the column where it shortens the rows most, until nothing gets shorter.

        A cell of up to `held` lines makes no row higher.
        """
        heights = [self._heights(column, room, held) for column, room in enumerate(rooms)]
        while True:
            best: tuple[float, int, float, list[float]] | None = None
            free = self._room - sum(rooms)
            totals = []
            for row in range(len(self._sampled)):
                totals.append(sum(height[row] ** _POWER for height in heights))
            for column, room in enumerate(rooms):
                for wider in self._wider(column, room, free):
                    own = self._heights(column, wider, held)
                    saved = _saving(totals, heights[column], own) / (wider - room)
                    if saved > 1e-9 and (best is None or saved > best[0] + 1e-9):
                        best = (saved, column, wider, own)
            if best is None:
                return
            _, column, rooms[column], heights[column] = best

    def _avoid_singles(self, rooms: list[float], held: int) -> None:
        """Make the widest column a little narrower where fewer of its lines hold a single character then."""
        open_columns = [column for column, given in enumerate(self._given) if given is None]
        if not open_columns:
            return
        widest = max(open_columns, key=lambda column: rooms[column])
        most = max(self._heights(widest, rooms[widest], held), default=0)
        chosen, fewest = rooms[widest], self._singles(widest, rooms[widest])
        for step in range(1, _STEPS_BACK + 1):
            narrower = rooms[widest] - step * _STEP
            if narrower < 1 or max(self._heights(widest, narrower, held), default=0) > most:
                break
            singles = self._singles(widest, narrower)
            if singles < fewest:
                chosen, fewest = narrower, singles
        rooms[widest] = chosen

    def _singles(self, column: int, room: float) -> int:
        """How many lines of `column` hold a single character."""
        count = 0
        for text in self._texts[column]:
            for paragraph in text.paragraphs:
                count += _lines(paragraph, room)[1]
        return count

    def _wider(self, column: int, room: float, free: float) -> Iterator[float]:
        """Wider rooms of `column` that are good, the nearest first, until its texts stand on one line each."""
        if self._given[column] is not None:
            return
        longest = max((max(map(len, text.paragraphs)) for text in self._texts[column]), default=0)
        steps = int(min(free, longest - room + 1) / _STEP + 1e-6)
        for step in range(1, min(steps, 24) + 1):
            wider = room + step * _STEP
            if self._is_good(column, wider):
                yield wider

    def _heights(self, column: int, room: float, held: int = 0) -> list[float]:
        """The lines that the cell of each sampled row takes in `column`, `held` at least, or none where it is blank.

        A cell over several rows shares them.
        """
        heights = [0.0] * len(self._sampled)
        for text in self._texts[column]:
            at = self._sampled.get(text.row)
            if at is not None:
                lines = sum(_lines(item, room)[0] for item in text.paragraphs) / text.rows
                heights[at] = max(lines, held)
        return heights

    def _fill(self, rooms: list[float]) -> None:
        """Spread the rest over the columns that it cannot hurt: those whose texts stand on one line each."""
        free = self._room - sum(rooms)
        open_columns = [column for column, given in enumerate(self._given) if given is None]
        if not open_columns or free <= 0:
            return
        whole = [column for column in open_columns if max(self._heights(column, rooms[column]), default=0) <= 1]
        chosen = sorted(self._to_fill & set(open_columns)) or whole or open_columns
        for column in chosen:
            rooms[column] += free / len(chosen)

    def _faults(self, rooms: Sequence[float]) -> tuple[int, int, int]:
        """Short cells that break badly, longer cells that end in a single character, and all longer cells."""
        bad = long_bad = long_cells = 0
        for column, room in enumerate(rooms):
            for text in self._texts[column]:
                for paragraph in text.paragraphs:
                    short = len(paragraph) <= _SHORT or text.head
                    broken = _breaks_badly(paragraph, room)
                    single = _lines(paragraph, room)[1] > 0
                    bad += broken or (short and single)
                    long_cells += not short
                    long_bad += not short and single and not broken
        return bad, long_bad, long_cells

    def _lengths(self, rooms: Sequence[float]) -> tuple[Length, ...]:
        """The widths in whole twips; what rounding leaves goes to the last column, unless all were given."""
        twip = Twips(1).emu
        widths = []
        for room in rooms:
            widths.append(Twips((self._size * room + CELL_SIDE * 2 + _SPARE).emu // twip))
        if None in self._given:
            widths[-1] = self._area - Twips(sum(width.twips for width in widths[:-1]))
        return tuple(widths)


@lru_cache(maxsize=200_000)
def _breaks_badly(paragraph: str, room: float) -> bool:
    """Whether a short text leaves a single character on a line, or a number is cut."""
    if len(paragraph) <= _SHORT and _lines(paragraph, room)[1]:
        return True
    return room < _LONGEST_LATIN and tears_latin(paragraph, room)


def _saving(totals: Sequence[float], before: Sequence[float], after: Sequence[float]) -> float:
    """By how much all rows get lower; a norm of high power stands for the tallest cell of a row."""
    saved = 0.0
    for total, old, new in zip(totals, before, after, strict=True):
        if old != new:
            saved += total ** (1 / _POWER) - (total - old**_POWER + new**_POWER) ** (1 / _POWER)
    return saved


def _sample(grid: Grid) -> dict[int, int]:
    """The rows that are measured, each with its place among them; of a long table the longest and some of the rest."""
    rows = range(len(grid.rows))
    if len(rows) > _MOST_ROWS:
        lengths = []
        for row in grid.rows:
            lengths.append(max((len(cell.text) for cell in row), default=0))
        longest = sorted(rows, key=lambda row: -lengths[row])[: _MOST_ROWS // 2]
        rest = rows[:: len(rows) // (_MOST_ROWS // 2) + 1]
        return {row: place for place, row in enumerate(sorted({*longest, *rest}))}
    return {row: row for row in rows}
