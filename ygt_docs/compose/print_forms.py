"""What each paragraph and row says, in one text: what the program makes by itself left out (print_marks digests it)."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ygt_docs.compose.articles import typed_label
from ygt_docs.compose.decimals import typed_decimal
from ygt_docs.compose.flow import Cell, Flow, Paragraph, Role, Row, Run, Table, paragraphs_of
from ygt_docs.elements.catalogue import LEVELS, OF_ROLE, TITLES
from ygt_docs.elements.headings import typed_number


def label_of(line: str) -> str:
    """The number at the beginning of `line` as it is written, with the space behind it; "" where there is none."""
    label = typed_label(line)
    if label is not None:
        return label.written
    decimal = typed_decimal(line)
    if decimal is not None:
        return decimal.written
    typed = typed_number(line)
    return "" if typed is None else typed.written


def is_label(text: str) -> bool:
    """Whether `text` is a number that the program sets before a heading, an article or an item, and nothing else."""
    return bool(text) and label_of(f"{text}甲") == text


# The contents are made of the headings: they say nothing of their own.
CONTENTS = frozenset({Role.CONTENTS_TITLE, Role.CONTENTS_ENTRY, Role.CONTENTS_SUBENTRY})
_SIGNS = str.maketrans("", "", "\t\u00ad")


def forms(flow: Flow) -> Iterator[str]:
    """The forms of everything in `flow` that prints, in the order of the page."""
    for section in flow.sections:
        whole: list[Paragraph] = []
        for block in section.blocks:
            if isinstance(block, Table) and block.ruled:
                yield from _rows(block)
                continue
            whole += paragraphs_of(block)
            if not (isinstance(block, Paragraph) and block.goes_on):
                yield from _paragraphs(whole, parted=isinstance(block, Paragraph))
                whole = []
        yield from _paragraphs(whole, parted=False)
    for group in flow.imprint.groups if flow.imprint else ():
        yield from _paragraphs(group, parted=False)


def paragraph_form(role: str, text: str, lines: Sequence[str] = ()) -> str:
    """What a paragraph says without a number that the program makes: its level, its text, the lines of a title."""
    level = OF_ROLE[Role(role)].level if role in LEVELS else 0  # a style of Word's own is none
    return f"段{level}\n{text}" + ("\n" + "／".join(lines) if role in TITLES and len(lines) > 1 else "")


def row_form(cells: Sequence[str]) -> str:
    """What a row says: a cell that belongs to the one above says nothing, as an empty one does."""
    return "行\n" + "｜".join(cells)


def group_form(text: str) -> str:
    """What the heading of a group of tasks says, without a number that the program makes."""
    return f"组\n{text}"


def clean(text: str) -> str:
    """`text` without tabs and soft hyphens, which stand for places and not for characters."""
    return text.translate(_SIGNS).replace("\u2011", "-")


def _paragraphs(paragraphs: Iterable[Paragraph], parted: bool) -> Iterator[str]:
    """The forms of `paragraphs`; `parted`: they are the parts of one, on two pages."""
    printing = [paragraph for paragraph in paragraphs if paragraph.text and paragraph.role not in CONTENTS]
    if parted and printing:
        yield _paragraph([run for paragraph in printing for run in paragraph.runs], printing[0])
        return
    for paragraph in printing:
        yield _paragraph(paragraph.runs, paragraph)


def _paragraph(runs: Sequence[Run], first: Paragraph) -> str:
    lines = []
    for line in first.lines:
        lines.append(clean("".join(run.text for run in line)))
    return paragraph_form(first.role, _bare(runs), lines)


def _bare(runs: Sequence[Run]) -> str:
    made = len(runs) > 1 and _made(runs[:1]) and is_label(clean(runs[0].text))
    return clean("".join(run.text for run in (runs[1:] if made else runs)))


def _made(runs: Sequence[Run]) -> bool:
    """Whether nobody typed `runs`."""
    return all(run.place.line is None for run in runs)


def _rows(table: Table) -> Iterator[str]:
    """The rows with every cell in its column: one that is merged, or goes on behind a page's end, says nothing."""
    for row, texts in zip(table.rows, cell_texts(table), strict=True):
        if row.group:
            yield group_form(_bare(_first(row)))
            continue
        yield row_form(["", *texts[1:]] if not row.head and _made(_first(row)) else texts)


def cell_texts(table: Table) -> Iterator[list[str]]:
    """The text of every column of each row; "" where a cell from above or from the left covers it."""
    for row in column_cells(table):
        yield [text for text, _ in row]


def column_cells(table: Table) -> Iterator[list[tuple[str, bool]]]:
    """For every column of each row its text, as `cell_texts` gives it, and whether a cell from above covers it."""
    for row in cells_in_columns(table):
        yield [(_cell_text(cell), covered) for cell, covered in row]


def cells_in_columns(table: Table) -> Iterator[list[tuple[Cell | None, bool]]]:
    """For every column of each row the cell that begins in it (None: none), and whether one from above covers it."""
    below: dict[int, int] = {}
    for row in table.rows:
        yield [] if row.group else list(_cells(row, below, len(table.widths)))


def _cell_text(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return clean("".join(paragraph.text for paragraph in cell.paragraphs))


def _first(row: Row) -> list[Run]:
    """The runs of the row's first cell: its running number, or the heading of a group."""
    runs: list[Run] = []
    for cell in row.cells[:1]:
        for paragraph in cell.paragraphs:
            runs.extend(paragraph.runs)
    return runs


def _cells(row: Row, below: dict[int, int], columns: int) -> Iterator[tuple[Cell | None, bool]]:
    """The cell that begins in each column, and whether one from above covers it.

    `below`: how many rows the cells above still cover, changed for the next row.
    """
    own = iter(row.cells)
    right = rows = 0
    for column in range(columns):
        if below.get(column, 0):
            below[column] -= 1
            yield None, True
            continue
        begins = None
        if not right:
            begins = next(own)
            right, rows = begins.column_span, begins.row_span
        below[column] = rows - 1
        right -= 1
        yield begins, False


PROPERTY = "公文核对码"
_LENGTH = 5  # characters of 6 bits each: among a thousand texts two share a mark once in 2,000 documents
_IN_ONE = 250 // _LENGTH
_VERSION = "1"


def print_marks(flow: Flow) -> list[str]:
    """The marks of everything in `flow` that prints, in the order of the page."""
    marks: list[str] = []
    for form in forms(flow):
        marks.append(mark_of(form))
    return marks


def mark_of(form: str) -> str:
    """The mark of one form (see print_forms)."""
    digest = hashlib.sha256(form.encode("utf-8")).digest()
    return base64.urlsafe_b64encode(digest)[:_LENGTH].decode("ascii")


def properties_of(marks: Sequence[str]) -> dict[str, str]:
    """`marks` as custom properties of a file: name → value."""
    parts = {}
    for number in range(1, _parts(len(marks)) + 1):
        parts[_name(number)] = "".join(marks[(number - 1) * _IN_ONE : number * _IN_ONE])
    return {PROPERTY: f"{_VERSION} {len(marks)} {_sum(marks)}"} | parts


def marks_in(properties: Mapping[str, str]) -> list[str] | None:
    """The marks in the custom properties of a file; None: it has none, or not all of them."""
    head = properties.get(PROPERTY, "").split(" ")
    if len(head) != 3 or head[0] != _VERSION or not (head[1].isascii() and head[1].isdecimal()) or len(head[1]) > 6:
        return None
    count = int(head[1])
    joined = "".join(properties.get(_name(number), "") for number in range(1, _parts(count) + 1))
    marks = []
    for at in range(0, len(joined), _LENGTH):
        marks.append(joined[at : at + _LENGTH])
    if len(marks) == count and _sum(marks) == head[2]:
        return marks
    return None


def _parts(count: int) -> int:
    return -(-count // _IN_ONE)


def _name(number: int) -> str:
    return f"{PROPERTY}{number:02d}"


def _sum(marks: Sequence[str]) -> str:
    return mark_of("".join(marks))
