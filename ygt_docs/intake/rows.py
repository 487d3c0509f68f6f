"""Tables of any decoder as lines of the draft: cells between |, 〃 and 〈 for cells merged with others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ygt_docs.intake.draft import PICTURE_MARK
from ygt_docs.intake.metadata import LABELS, STRONG
from ygt_docs.intake.word_text import Line
from ygt_docs.notice.grid import ABOVE, LEFT

DITTO = ABOVE
"""What stands in a line of the draft for a cell that is merged with the one above."""
BAR = " | "
_LONGEST_HEAD = 24
_INSIDE = re.compile(r"[\s\u3000\xa0]+")


def with_bars(line: Line) -> Line:
    """`line`; where it is nothing but the mark of a picture, as a row of one cell, which nobody takes for words."""
    if PICTURE_MARK.fullmatch(line.text.strip()) is not None:
        line.pieces = [("|", None), *line.pieces, ("|", None)]
    return line


@dataclass
class Cell:
    """The lines of a cell; `covered`: it has none, as it belongs to a merged cell on its left."""

    lines: list[Line] = field(default_factory=list)
    covered: bool = False

    @property
    def text(self) -> str:
        """The text that stays."""
        return "".join(line.text for line in self.lines).strip()


def table_lines(rows: Sequence[Sequence[Cell]]) -> Iterator[Line]:
    """The lines of a table; one with a single row or a single column only sets text, and its cells are paragraphs."""
    labelled = list(_catalogue(rows))
    if labelled:
        yield from labelled
        return
    filled = list(filter(_says_something, rows))
    columns = 0
    for row in filled:
        columns = max(columns, sum(bool(cell.text) for cell in row))
    if columns < 2 or (len(filled) < 2 and not _to_be_filled(rows, filled)):
        for row in rows:
            for cell in row:
                for line in cell.lines:
                    if line.text != DITTO:
                        yield line
        return
    width = max(len(row) for row in rows)
    for row in rows:
        yield _row([*row, *[Cell() for _ in range(width - len(row))]])


def _to_be_filled(rows: Sequence[Sequence[Cell]], filled: Sequence[Sequence[Cell]]) -> bool:
    """Whether blank rows stand under the one row that is `filled`, with short words in it: a head of a form."""
    blank = not all(map(_says_something, rows[1:]))
    return blank and rows[0] is filled[0] and all(len(cell.text) <= _LONGEST_HEAD for cell in rows[0])


def _catalogue(rows: Sequence[Sequence[Cell]]) -> Iterator[Line]:
    """A line for each label of a catalogue table and its value; nothing for a table of another kind."""
    pairs: list[tuple[Cell, Cell]] = []
    for row in rows:
        filled = [cell for cell in row if cell.text and cell.text != DITTO]
        found = _pairs(row, filled)
        if filled and not found:
            return
        pairs.extend(found)
    labels = {_label(cell) for cell, _ in pairs}
    if len(labels) < 2 or not labels & STRONG:
        return
    for cell, value in pairs:
        first = next(line for line in cell.lines if line.text.strip())
        line = replace(first, pieces=[(f"{_label(cell)}：", None)], notes=list(first.notes))
        for part in value.lines:
            line.pieces.extend(part.pieces)
            line.notes.extend(part.notes)
        yield line


def _pairs(row: Sequence[Cell], filled: Sequence[Cell]) -> list[tuple[Cell, Cell]]:
    """The labels of `row`, each with the cell on its right; none where other cells stand too."""
    pairs: list[tuple[Cell, Cell]] = []
    taken: set[int] = set()
    for position, cell in enumerate(row):
        if id(cell) in taken or cell not in filled:
            continue
        if _label(cell) not in LABELS:
            return []
        after = row[position + 1] if position + 1 < len(row) else Cell()
        pairs.append((cell, after))
        taken.add(id(after))
    return pairs


def _label(cell: Cell) -> str:
    """A label without the spaces that spread it and its colon: 索 引 号：."""
    return _INSIDE.sub("", cell.text).rstrip("：:")


def _row(cells: Sequence[Cell]) -> Line:
    row = Line()
    for cell in cells:
        if cell.covered:
            row.pieces.append((LEFT, None))
        _without_inner_rows(cell, row)
        first, upright, start = True, _is_upright(cell), row.length
        for line in cell.lines:
            if line.text.strip() and not first and not upright:
                row.pieces.append((" ", None))
            first = first and not line.text.strip()
            row.notes.extend(line.notes)
            for text, reason in line.pieces:
                if "|" in text and reason is None:
                    row.say("I222")
                row.pieces.append((text.replace("|", "｜") if reason is None else text, reason))
        if upright:
            row.upright.append((start, row.length))
        row.pieces.append((BAR, None))
    return row


def _is_upright(cell: Cell) -> bool:
    """Whether the words of `cell` stand one character under another."""
    texts = []
    for line in cell.lines:
        if line.text.strip():
            texts.append(line.text.strip())
    return len(texts) > 1 and all(len(text) == 1 for text in texts) and DITTO not in texts


def _without_inner_rows(cell: Cell, row: Line) -> None:
    """Make the rows of a table inside `cell` sentences of that cell, and say so."""
    inner = [line for line in cell.lines if (BAR, None) in line.pieces]
    for line in inner:
        line.pieces = [("，" if text == BAR else text, reason) for text, reason in line.pieces]
        line.pieces[-1] = ("。" if line is inner[-1] else "；", None)
    if inner:
        row.say("I240")


def _says_something(row: Sequence[Cell]) -> bool:
    """Whether any cell of `row` has text."""
    return any(cell.text for cell in row)
