"""Sealed joint sign-offs (联合行文的署名和印章, 7.3.5.1): names in rows, each in the middle of room for its seal.

Seals never touch each other or leave the type area, those of the first row begin within one line of the text, and the
last one lies over the last name and the date, which stands right under it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ygt_docs.compose.flow import Cell, Paragraph, Role, Row, Seal, Table
from ygt_docs.compose.pieces import paragraph
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.reading.text import Text
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length

_WIDTH = standard.TYPE_AREA_WIDTH.value.over(standard.CHARACTER_PITCH.value)
_GAP = standard.SEAL_GAP.value.over(standard.CHARACTER_PITCH.value)
_NAME_GAP = 0.5  # 字 between two names of a row
_EMPTY = Cell((Paragraph(Role.JOINT_SIGN_OFF),))


@dataclass(frozen=True)
class Signer:
    """One organ that seals: the lines of its sign-off, its seal's diameter, and the seal's picture (None: none)."""

    lines: tuple[Text, ...]
    diameter: Length
    picture: str | None = None

    @property
    def width(self) -> float:
        """The width of the longest line in 字."""
        return max(width_in_characters(line) for line in self.lines)

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
    def half(self) -> float:
        """How far the column reaches to either side of its middle."""
        return max(self.name, self.seal) / 2


@dataclass(frozen=True)
class SealedSignOff:
    """The grid of names, how far from the right edge the date ends (字), and how many organs stand in a row."""

    grid: Table
    date_right: float
    in_a_row: int


def sealed_sign_off(signers: Sequence[Signer], date_width: float) -> SealedSignOff:
    """The names of `signers` in rows of three, or of two or one where names or seals are too wide for that."""
    for count in range(min(standard.SEALS_IN_A_ROW.value, len(signers)), 0, -1):
        rows = _rows(signers, count)
        columns = _columns(rows, count)
        centres = _centres(columns, date_width)
        if centres is not None:
            break
    else:
        centres = [_WIDTH / 2]  # a name wider than the type area, which the caller has reported
    grid = _grid(rows, _widths(columns, centres))
    return SealedSignOff(grid, max(0.0, _WIDTH - centres[-1] - date_width / 2), len(centres))


def _rows(signers: Sequence[Signer], count: int) -> list[list[Signer | None]]:
    """Organs in their order; a last row that is not full stands at the right, its last name over the date."""
    rows: list[list[Signer | None]] = [list(signers[start:start + count]) for start in range(0, len(signers), count)]
    rows[-1] = [*[None] * (count - len(rows[-1])), *rows[-1]]
    return rows


def _columns(rows: Sequence[Sequence[Signer | None]], count: int) -> list[_Column]:
    columns = [[row[index] for row in rows] for index in range(count)]
    return [_Column(max(signer.width for signer in column if signer), max(signer.room for signer in column if signer))
            for column in columns]


def _centres(columns: Sequence[_Column], date_width: float) -> list[float] | None:
    """The middle of each column in 字 from the left; None where names or seals would touch or leave the type area."""
    # A cell exactly as wide as its name is a tie that Word and the PDF may break differently: leave some room.
    right = max(standard.DATE_RIGHT_SEALED.value + date_width / 2, columns[-1].half, (columns[-1].name + _NAME_GAP) / 2)
    if len(columns) == 1:
        return [_WIDTH - right] if right + columns[0].half <= _WIDTH else None
    needed = max(max((one.name + two.name) / 2 + _NAME_GAP, (one.seal + two.seal) / 2 + _GAP)
                 for one, two in pairwise(columns))
    gaps = len(columns) - 1
    left = max(columns[0].half, min(right, _WIDTH - right - gaps * needed))
    step = (_WIDTH - left - right) / gaps
    return [left + step * index for index in range(gaps + 1)] if step >= needed else None


def _widths(columns: Sequence[_Column], centres: Sequence[float]) -> tuple[float, ...]:
    """Fractions of the type area: each column as wide as its longest name, an empty one on each side of it."""
    edges = [0.0]
    for column, centre in zip(columns, centres, strict=True):
        half = min((column.name + _NAME_GAP) / 2, centre, _WIDTH - centre)
        edges += [centre - half, centre + half]
    return tuple((end - start) / _WIDTH for start, end in pairwise([*edges, _WIDTH]))


def _grid(rows: Sequence[Sequence[Signer | None]], widths: tuple[float, ...]) -> Table:
    """Rows as high as the largest seal and a gap on both sides; the last one ends under its lowest name."""
    signers = [signer for row in rows for signer in row if signer is not None]
    height = (max(signer.diameter for signer in signers) + standard.SEAL_GAP.value * 2).over(standard.LINE_PITCH.value)
    lowest = max(len(signer.lines) for signer in rows[-1] if signer is not None)
    made = [_row(row, height, height) for row in rows[:-1]]
    return Table((*made, _row(rows[-1], height, (height + lowest) / 2)), widths, ruled=False)


def _row(row: Sequence[Signer | None], height: float, own: float) -> Row:
    cells = [_EMPTY]
    for signer in row:
        cells += [_EMPTY if signer is None else _cell(signer, height), _EMPTY]
    return Row(tuple(cells), height=own)


def _cell(signer: Signer, height: float) -> Cell:
    lines = [paragraph(Role.JOINT_SIGN_OFF, line) for line in signer.lines]
    if signer.picture is not None:
        lines[0] = replace(lines[0], seal=Seal(str(signer.picture), signer.diameter, None, len(lines) / 2))
    return Cell(tuple(lines), above=(height - len(lines)) / 2)
