"""Sealed joint sign-offs (联合行文的署名和印章, 7.3.5.1): names in rows, each in the middle of room for its seal.

Seals never touch each other or leave the type area, those of the first row begin within one line of the text, and the
last one lies over the last name and the date, which stands right under it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from ygt_docs.compose.flow import Cell, Paragraph, Role, Row, Seal, Table
from ygt_docs.compose.pieces import paragraph, part
from ygt_docs.compose.title_breaks import NEVER, name_costs
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.reading.text import Text
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length


def in_lines(name: Text, count: int, narrow: bool = False) -> tuple[Text, ...]:
    """`name` in `count` lines, fewer where it has no good places for so many; `narrow`: no wider than they must be."""
    costs = name_costs(name)
    good = []
    for end in range(2, len(name) - 1):
        if costs[end - 1] < NEVER:
            good.append(end)
    cuts = []
    for ends in combinations(good, min(count - 1, len(good))):
        cuts.append(_lines(name, ends))
    return min(cuts, key=lambda lines: (_widest(lines) if narrow else 0, _cost(lines, costs)))


def _widest(lines: tuple[Text, ...]) -> float:
    return max(map(width_in_characters, lines))


def _lines(name: Text, ends: tuple[int, ...]) -> tuple[Text, ...]:
    lines: list[Text] = []
    for start, end in pairwise((0, *ends, len(name))):
        lines.append(part(name, start, end))
    return tuple(lines)


def _cost(lines: tuple[Text, ...], costs: list[float]) -> float:
    widths = []
    for line in lines:
        widths.append(width_in_characters(line))
    mean = sum(widths) / len(widths)
    ends = []
    for index in range(1, len(lines)):
        ends.append(sum(map(len, lines[:index])))
    return sum((width - mean) ** 2 for width in widths) + sum(costs[end - 1] for end in ends)


_WIDTH = standard.TYPE_AREA_WIDTH.value.over(standard.CHARACTER_PITCH.value)
_GAP = standard.SEAL_GAP.value.over(standard.CHARACTER_PITCH.value)
_NAME_GAP = 0.5  # 字 that a column is wider than its longest name
_EDGE = 0.1  # 字 an empty column has at least: Word takes a width of 0 for "as wide as it likes"
# How many organs stand in a row and how many lines a name may have, the better way first.
_MOST = standard.SEALS_IN_A_ROW.value
_WAYS = ((_MOST, 1), (2, 1), (2, 2), (_MOST, 2), (_MOST, 3), (2, 3), (1, 1), (1, 2))
_MOST_LINES = standard.LINES_PER_PAGE.value - 2  # a line of the body stands above the names, the date below them
_EMPTY = Cell((Paragraph(Role.JOINT_SIGN_OFF),))


@dataclass(frozen=True)
class Signer:
    """One organ that seals: the lines of its sign-off, its seal's diameter, and the seal's picture (None: none).

    `name`: the one line that was cut into `lines` (None: they stand as they were typed).
    """

    lines: tuple[Text, ...]
    diameter: Length
    picture: str | None = None
    name: Text | None = None

    def may_be_cut(self, most: int) -> bool:
        """Whether the sign-off is one typed line, has fewer than `most` lines so far, and a place to be cut at."""
        typed_in_lines = self.name is None and len(self.lines) > 1
        return not typed_in_lines and len(self.lines) < most and len(self.cut().lines) > len(self.lines)

    def cut(self) -> Signer:
        """The same organ, its name in one line more."""
        name = self.name or self.lines[0]
        return replace(self, lines=in_lines(name, len(self.lines) + 1, narrow=True), name=name)

    @property
    def width(self) -> float:
        """The width of the longest line in 字."""
        return max(map(width_in_characters, self.lines))

    @property
    def room(self) -> float:
        """The diameter of the seal in 字."""
        return self.diameter.over(standard.CHARACTER_PITCH.value)


@dataclass(frozen=True)
class _Column:
    """The widest name and the widest seal of a column in 字."""

    name: float
    seal: float

    @property
    def cell(self) -> float:
        """The width of its cells; exactly as wide as the name would be a tie that Word and the PDF may break apart."""
        return self.name + _NAME_GAP

    @property
    def half(self) -> float:
        """How far the column and the empty one beside it reach to either side of its middle."""
        return max(self.cell / 2 + _EDGE, self.seal / 2)


@dataclass(frozen=True)
class SealedSignOff:
    """The grid of names, how far from the right edge the date ends (字), and how many organs stand in a row."""

    grid: Table
    date_right: float
    in_a_row: int


_Rows = Sequence[Sequence[Signer | None]]


def sealed_sign_off(
    signers: Sequence[Signer], date_width: float, pitch: Length = standard.LINE_PITCH.value
) -> SealedSignOff:
    """The names of `signers` in rows, so that body text has room on their page; long names in two or three lines.

    Three a row, else two, with the names as they are; then with names cut; one a row only where nothing else goes.
    `pitch`: from line to line, which the heights of the rows are counted in.
    """
    made = []
    for count, lines in _WAYS:
        if count <= len(signers) and (arranged := _arranged(signers, count, lines, date_width, pitch)) is not None:
            made.append(arranged)
    if not made:  # a name wider than the type area, which the caller has reported
        made = [_made(_rows(signers, 1), [_WIDTH / 2], date_width, pitch)]
    return next((arranged for arranged in made if _height(arranged.grid) <= _MOST_LINES), made[0])


def _arranged(
    signers: Sequence[Signer], count: int, lines: int, date_width: float, pitch: Length
) -> SealedSignOff | None:
    """`count` organs a row, the widest names cut into as many as `lines` lines; None where that is not enough."""
    cut = list(signers)
    while (centres := _centres_of(cut, count, date_width)) is None:
        widest = max(
            (index for index, signer in enumerate(cut) if signer.may_be_cut(lines)),
            key=lambda index: cut[index].width,
            default=None,
        )
        if widest is None:
            return None
        cut[widest] = cut[widest].cut()
    for index in sorted(range(len(cut)), key=lambda number: signers[number].width):
        whole = [*cut[:index], signers[index], *cut[index + 1 :]]  # what was cut before the name that mattered
        if (tried := _centres_of(whole, count, date_width)) is not None:
            cut, centres = whole, tried
    return _made(_rows(cut, count), centres, date_width, pitch)


def _centres_of(signers: Sequence[Signer], count: int, date_width: float) -> list[float] | None:
    return _centres(_columns(_rows(signers, count), count), date_width)


def _made(rows: _Rows, centres: Sequence[float], date_width: float, pitch: Length) -> SealedSignOff:
    grid = _grid(rows, _widths(_columns(rows, len(centres)), centres), pitch)
    return SealedSignOff(grid, max(0.0, _WIDTH - centres[-1] - date_width / 2), len(centres))


def _height(grid: Table) -> float:
    return sum(row.height or 0 for row in grid.rows)


def _rows(signers: Sequence[Signer], count: int) -> _Rows:
    """Organs in their order; a last row that is not full stands at the right, its last name over the date."""
    rows: list[list[Signer | None]] = []
    for start in range(0, len(signers), count):
        rows.append(list(signers[start : start + count]))
    rows[-1] = [*[None] * (count - len(rows[-1])), *rows[-1]]
    return rows


def _columns(rows: _Rows, count: int) -> list[_Column]:
    columns = []
    for index in range(count):
        columns.append([row[index] for row in rows])
    found: list[_Column] = []
    for column in columns:
        found.append(
            _Column(max(signer.width for signer in column if signer), max(signer.room for signer in column if signer))
        )
    return found


def _centres(columns: Sequence[_Column], date_width: float) -> list[float] | None:
    """The middle of each column in 字 from the left; None where names or seals would touch or leave the type area."""
    right = max(standard.DATE_RIGHT_SEALED.value + date_width / 2, columns[-1].half)
    if len(columns) == 1:
        if right + columns[0].half <= _WIDTH:
            return [_WIDTH - right]
        return None
    needed = max(
        max((one.cell + two.cell) / 2 + _EDGE, (one.seal + two.seal) / 2 + _GAP) for one, two in pairwise(columns)
    )
    gaps = len(columns) - 1
    left = max(columns[0].half, min(right, _WIDTH - right - gaps * needed))
    step = (_WIDTH - left - right) / gaps
    if step >= needed:
        centres: list[float] = []
        for index in range(gaps + 1):
            centres.append(left + step * index)
        return centres
    return None


def _widths(columns: Sequence[_Column], centres: Sequence[float]) -> tuple[float, ...]:
    """Fractions of the type area: each column as wide as its longest name, an empty one on each side of it."""
    edges = [0.0]
    for column, centre in zip(columns, centres, strict=True):
        half = min(column.cell / 2, centre - _EDGE, _WIDTH - centre - _EDGE)
        edges += [centre - half, centre + half]
    widths: list[float] = []
    for start, end in pairwise([*edges, _WIDTH]):
        widths.append((end - start) / _WIDTH)
    return tuple(widths)


def _grid(rows: _Rows, widths: tuple[float, ...], pitch: Length) -> Table:
    """Rows as high as the largest seal and a gap on both sides; the last one ends under its lowest name."""
    signers = []
    for row in rows:
        for signer in row:
            if signer is not None:
                signers.append(signer)
    height = (max(signer.diameter for signer in signers) + standard.SEAL_GAP.value * 2).over(pitch)
    lowest = max(len(signer.lines) for signer in rows[-1] if signer is not None)
    made = [_row(row, height, height) for row in rows[:-1]]
    return Table((*made, _row(rows[-1], height, (height + lowest) / 2)), widths, ruled=False)


def _row(row: Sequence[Signer | None], height: float, own: float) -> Row:
    cells = [_EMPTY]
    for signer in row:
        cells += [_EMPTY if signer is None else _cell(signer, height), _EMPTY]
    return Row(tuple(cells), height=own)


def _cell(signer: Signer, height: float) -> Cell:
    lines = []
    for line in signer.lines:
        lines.append(paragraph(Role.JOINT_SIGN_OFF, line))
    if signer.picture is not None:
        lines[0] = replace(lines[0], seal=Seal(str(signer.picture), signer.diameter, None, len(lines) / 2))
    return Cell(tuple(lines), above=(height - len(lines)) / 2)
