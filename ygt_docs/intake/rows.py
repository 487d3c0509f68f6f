"""Tables of any decoder as lines of the draft: cells between |, 〃 for a cell that is merged with the one above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ygt_docs.intake.word_text import Line

DITTO = "〃"


@dataclass
class Cell:
    """The lines of a cell; an empty one may belong to a merged cell on its left."""

    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text that stays."""
        return "".join(line.text for line in self.lines).strip()


def table_lines(rows: Sequence[Sequence[Cell]]) -> Iterator[Line]:
    """The lines of a table; one with a single row or a single column only sets text, and its cells are paragraphs."""
    filled = [row for row in rows if any(cell.text for cell in row)]
    columns = max((sum(bool(cell.text) for cell in row) for row in filled), default=0)
    if len(filled) < 2 or columns < 2:
        for row in rows:
            for cell in row:
                yield from (line for line in cell.lines if line.text != DITTO)
        return
    width = max(len(row) for row in rows)
    for row in rows:
        yield _row([*row, *[Cell() for _ in range(width - len(row))]])


def _row(cells: Sequence[Cell]) -> Line:
    row = Line()
    for cell in cells:
        first = True
        for line in cell.lines:
            if line.text.strip() and not first:
                row.pieces.append((" ", None))
            first = first and not line.text.strip()
            row.notes.extend(line.notes)
            for text, reason in line.pieces:
                if "|" in text and reason is None:
                    row.say("I222")
                row.pieces.append((text.replace("|", "｜") if reason is None else text, reason))
        row.pieces.append((" | ", None))
    return row
