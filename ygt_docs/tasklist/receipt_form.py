"""The receipt (回执) that a document asks for: its form as labels and blanks, and a sheet to fill it in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ygt_docs.elements.numerals import EITHER
from ygt_docs.notice.document import Document
from ygt_docs.notice.forms import Form
from ygt_docs.notice.grid import Grid, GridCell
from ygt_docs.notice.model import Appendix
from ygt_docs.notice.tables import Table
from ygt_docs.problems import NOWHERE, Place
from ygt_docs.rules.written import find_all
from ygt_docs.standard.lengths import Pt
from ygt_docs.tasklist.book import cell_at, put, put_title, saved, set_up_page, sheet_name

RECEIPT = "回执"
CHOICES = "□"
NUMBER = "序号"
_UNIT = re.compile("单位|部门|乡镇|学校|企业|机关")
_NUMBER = re.compile(f"{EITHER}?[.、]?")
_PAGE_WIDTH, _NARROWEST = 90, 6  # characters of a sheet's columns
_ROW_HEIGHT = Pt(28)
_SIDEWAYS = 255  # Excel's angle for one character under another


@dataclass(frozen=True)
class Box:
    """A cell of any table: its text, where it begins (from 1), what it covers, and where it stands for messages."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    place: Place = NOWHERE

    @property
    def plain(self) -> str:
        """Its text as a label: without blanks and a colon at the end."""
        return "".join(self.text.split()).rstrip("：:")


class Boxes:
    """The cells of a table by place: of a form, of a sheet, of a table in Word."""

    def __init__(self, boxes: list[Box]) -> None:
        self._at: dict[tuple[int, int], Box] = {}
        self.rows: dict[int, list[Box]] = {}
        for box in boxes:
            self.rows.setdefault(box.row, []).append(box)
            for row in range(box.row, box.row + box.rows):
                for column in range(box.column, box.column + box.columns):
                    self._at[row, column] = box

    def at(self, row: int, column: int) -> Box | None:
        """The cell that covers a place (None: none does)."""
        return self._at.get((row, column))

    def across(self, row: int) -> list[Box]:
        """The cells that a row crosses, each once, from left to right; also those that begin above it."""
        found: dict[Box, None] = {}
        for place in sorted(key for key in self._at if key[0] == row):
            found[self._at[place]] = None
        return list(found)


@dataclass
class ReceiptForm:
    """What is asked for. `labels` are in the order of the form.

    `repeated` are those that have a blank behind them several times (a person each), `heads` those with blanks below;
    `choices` is what a cell offers by its label (□是 □否).
    """

    name: str
    grid: Grid
    notes: tuple[str, ...] = ()
    labels: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    choices: dict[str, str] = field(default_factory=dict)

    @property
    def single(self) -> list[str]:
        """What is asked for once."""
        found: list[str] = []
        for label in self.labels:
            if label not in self.repeated and label not in self.heads:
                found.append(label)
        return found

    @property
    def unit(self) -> str:
        """The label of the unit that answers ("": the form does not ask for it)."""
        for label in self.labels:
            if _UNIT.search(label):
                return label
        return ""


def receipts_of(document: Document) -> list[ReceiptForm]:
    """The receipts of a document: forms and tables with blanks, in an appendix or under a caption called 回执."""
    found: list[ReceiptForm] = []
    seen: set[int] = set()
    for name, part in _named(document):
        blocks: list[Form | Table] = [*find_all(part, Form), *find_all(part, Table)]
        for block in blocks:
            made = None if id(block) in seen or not block.readable else _form(name, block)
            seen.add(id(block))
            if made is not None and made.labels:
                found.append(made)
    return found


def _named(document: Document) -> Iterator[tuple[str, Appendix | Form | Table]]:
    for appendix in find_all(document.notice, Appendix):
        if RECEIPT in appendix.name:
            yield str(appendix.name), appendix
    blocks: list[Form | Table] = [*find_all(document.notice, Form), *find_all(document.notice, Table)]
    for block in blocks:
        if block.caption is not None and RECEIPT in block.caption:
            yield str(block.caption), block


def _form(name: str, block: Form | Table) -> ReceiptForm:
    notes = tuple(map(str, block.notes))
    form = ReceiptForm(name, block.grid(), notes)
    boxes = boxes_of(form.grid)
    for row in boxes.rows.values():
        for box in row:
            if is_blank(box.text):
                _take(form, boxes, box)
    return form


def _take(form: ReceiptForm, boxes: Boxes, box: Box) -> None:
    """Find the label of a blank: the head of its column, else what stands at its left."""
    head = _head_above(boxes, box)
    left = boxes.at(box.row, box.column - 1)
    if head is not None:
        label, again = head.plain, form.heads
    elif left is not None and is_label(left.text):
        label, again = left.plain, form.repeated
    else:
        return  # a second blank behind the same label
    if label == NUMBER:
        return  # nobody is asked how many he is
    if (head is not None or label in form.labels) and label not in again:
        again.append(label)
    if label not in form.labels:
        form.labels.append(label)
    if CHOICES in box.text:
        form.choices[label] = box.text


def boxes_of(grid: Grid) -> Boxes:
    """The cells of a grid."""
    found = []
    for row, column, cell in grid.placed():
        found.append(Box(str(cell.text), row + 1, column + 1, cell.row_span, cell.column_span))
    return Boxes(found)


def is_blank(text: str) -> bool:
    """Whether a cell is to be filled in: empty, or a choice of boxes to tick."""
    return not text.strip() or CHOICES in text


def is_label(text: str) -> bool:
    """Whether a cell says what another is for: words, no number of a row."""
    plain = "".join(text.split())
    return not is_blank(text) and _NUMBER.fullmatch(plain) is None


def _head_above(boxes: Boxes, box: Box) -> Box | None:
    """The head of the column that `box` stands in (None: it is in no column of a list)."""
    for row in range(box.row - 1, 0, -1):
        above = boxes.at(row, box.column)
        if above is None or (above.column, above.columns) != (box.column, box.columns):
            return None
        if is_blank(above.text):
            continue
        crossed = boxes.across(row)
        whole = len(crossed) > 1 and not any(is_blank(other.text) for other in crossed)
        if whole and is_label(above.text):
            return above
        return None
    return None


def receipt_workbook(forms: list[ReceiptForm]) -> bytes:
    """The receipts as sheets to fill in, laid out as the forms are. Raises UserError L301."""
    book = Workbook()
    del book["Sheet"]
    for form in forms:
        sheet = book.create_sheet(sheet_name(form.name, book.sheetnames))
        _fill(sheet, form)
        set_up_page(sheet)
        sheet.page_setup.orientation = "portrait"
    return saved(book)


def _fill(sheet: Worksheet, form: ReceiptForm) -> None:
    columns = form.grid.columns
    put_title(sheet, 1, form.name, columns)
    for row, column, cell in form.grid.placed():
        _put(sheet, row + 2, column + 1, cell)
    for number in range(1, columns + 1):
        sheet.column_dimensions[get_column_letter(number)].width = max(_PAGE_WIDTH // columns, _NARROWEST)
    for number, note in enumerate(form.notes, start=len(form.grid.rows) + 2):
        put_title(sheet, number, note, columns, size=11)


def _put(sheet: Worksheet, top: int, left: int, cell: GridCell) -> None:
    """One cell of the form, with its borders all around, at its place in the sheet."""
    last_row, last_column = top + cell.row_span - 1, left + cell.column_span - 1
    for row in range(top, last_row + 1):
        for column in range(left, last_column + 1):
            put(cell_at(sheet, row, column), "")
    first = cell_at(sheet, top, left)
    put(first, str(cell.text))
    first.alignment = Alignment(
        horizontal="center" if cell.text.strip() else "left",
        vertical="center",
        wrap_text=True,
        text_rotation=_SIDEWAYS if cell.vertical else 0,
    )
    if (last_row, last_column) != (top, left):
        sheet.merge_cells(start_row=top, start_column=left, end_row=last_row, end_column=last_column)
    high = max(_ROW_HEIGHT, (cell.height or _ROW_HEIGHT) / cell.row_span)
    for row in range(top, last_row + 1):
        sheet.row_dimensions[row].height = max(sheet.row_dimensions[row].height or 0, high.pt)
