"""Small pieces that every module of this package builds with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ygt_docs.compose.flow import Block, Face, Paragraph, Role, Row, Run, Table
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Notice
from ygt_docs.problems import Place
from ygt_docs.reading.text import Text, place_of

BLANK = Paragraph(Role.BLANK)
_ENDS = "。！？；：，、…"


def run(text: str, face: Face = Face.OF_ROLE) -> Run:
    """`text` as one run, with the place where it was typed if it has one."""
    return Run(str(text), face, place_of(text))


def paragraph(role: Role, *texts: str) -> Paragraph:
    """A paragraph of `role` in one line, a run for each text that is not empty."""
    return Paragraph(role, (tuple(run(text) for text in texts if text),))


def part(text: Text, start: int, end: int | None = None) -> Text:
    """The characters `start` to `end` of a text of one line, with the place of the first of them."""
    place = place_of(text)
    if start and place.column is not None:
        place = Place(place.file, place.line, place.column + start)
    return Text(text[start:end], place)


def joined(texts: Sequence[str], by: str) -> list[str]:
    """`texts` with the sign `by` between them, every text still with its own place."""
    result: list[str] = []
    for index, text in enumerate(texts):
        result += [by, text] if index else [text]
    return result


def ends_sentence(text: str) -> bool:
    """Whether `text` ends in a punctuation mark, closing quotes and brackets left aside."""
    if text:
        return text.rstrip("”’）》〉】")[-1:] in tuple(_ENDS)
    return False


def keep_together(blocks: list[Block]) -> list[Block]:
    """The same blocks, each paragraph but the last bound to the next one."""
    return [_bound(block) for block in blocks[:-1]] + blocks[-1:]


def _bound(block: Block) -> Block:
    """A paragraph, or a grid row by row, bound to what follows."""
    if isinstance(block, Paragraph):
        return replace(block, keep_with_next=True)
    if isinstance(block, Table):
        return replace(block, rows=tuple(map(bound_row, block.rows)))
    return block


def bound_at_end(table: Table) -> Table:
    """`table` with its last row bound to what follows it."""
    return replace(table, rows=(*table.rows[:-1], bound_row(table.rows[-1])))


def bound_row(row: Row) -> Row:
    """`row` with every paragraph of it bound to the next row, as Word asks for it."""
    cells = []
    for cell in row.cells:
        bound = tuple(replace(item, keep_with_next=True) for item in cell.paragraphs)
        cells.append(replace(cell, paragraphs=bound))
    return replace(row, cells=tuple(cells), keep_with_next=True)


def own_number(document: Document) -> str:
    """The parts of a number that the document could have, with the code of its own organ and its own year.

    A code that organs.yaml does not have is not made up: its place says whose it is.
    """
    codes = [organ.code for organ in document.organs if organ.code]
    year = document.notice.date.year if document.notice.date else "四位年份"
    return f"{{机关代字: {codes[0] if codes else f'（{document.organs[0].name}的代字）'}, 年份: {year}}}"


def day_to_write(notice: Notice) -> str:
    """The form of the date that is missing, in the document's year; not a day, which only the writer knows."""
    return f"{notice.number.year if notice.number else '年'}-月-日"
