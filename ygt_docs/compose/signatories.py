"""The last rows of an upward document's masthead (7.2.5, 7.2.6): signatories at the right, the number at the left."""

from __future__ import annotations

from collections.abc import Sequence

from ygt_docs.compose.flow import Column, Face, Paragraph, Role, Run
from ygt_docs.compose.pieces import run
from ygt_docs.geometry.text import width_in_characters
from ygt_docs.reading.text import Text
from ygt_docs.standard import gbt9704 as standard

_LABEL = "签发人："
_GAP = 1  # 字 between two names of a row, and between the number and the names
_LINE = standard.TYPE_AREA_WIDTH.value.over(standard.CHARACTER_PITCH.value)  # 字 in a line, slack and all


def upward_rows(number: tuple[Run, ...], names: Sequence[Text]) -> list[Paragraph]:
    """A row for each two of `names`, those of a column under each other; the number stands on the last row.

    Where long names would run into the number there is one name a row. Without names the number stands alone.
    """
    left = standard.UPWARD_NUMBER_LEFT.value
    taken = left + width_in_characters("".join(item.text for item in number)) + _GAP
    rows = _rows(names, standard.SIGNATORIES_PER_LINE.value)
    if rows and rows[-1][0].at < taken:
        rows = _rows(names, 1)
    *upper, last = rows or [()]
    own = (Column(left, number),) if number else ()
    return [
        *(Paragraph(Role.SIGNATORIES, columns=row) for row in upper),
        Paragraph(Role.UPWARD_NUMBER, columns=(*own, *last)),
    ]


def _rows(names: Sequence[Text], per_row: int) -> list[tuple[Column, ...]]:
    """The names in rows of `per_row`, the widest row ending one 字 left of the right edge; the label on the first."""
    starts = _starts(names, per_row)
    rows: list[tuple[Column, ...]] = []
    for first in range(0, len(names), per_row):
        in_row = zip(starts, names[first:], strict=False)
        rows.append(tuple(Column(start, (run(name, Face.SIGNATORY),)) for start, name in in_row))
    if rows:
        # one column with the first name: a tab stop where the label ends would be passed over
        leader, *others = rows[0]
        labelled = Column(leader.at - width_in_characters(_LABEL), (run(_LABEL), *leader.runs))
        rows[0] = (labelled, *others)
    return rows


def _starts(names: Sequence[Text], per_row: int) -> list[float]:
    """Where each column of names begins."""
    edge = _LINE - standard.SIGNATORIES_RIGHT.value
    starts: list[float] = []
    for column in reversed(range(min(per_row, len(names)))):
        edge -= max(map(width_in_characters, names[column::per_row]))
        starts.insert(0, edge)
        edge -= _GAP
    return starts
