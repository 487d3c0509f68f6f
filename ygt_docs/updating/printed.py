"""The blocks of a composed document, each piece of text with the YAML value that printed it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ygt_docs.compose.flow import Cell, Flow, JointMark, Paragraph, Role, Row, Table, paragraphs_of
from ygt_docs.compose.print_forms import CONTENTS, cells_in_columns, clean, is_label, print_marks
from ygt_docs.compose.table import columns_of
from ygt_docs.editing import Keys, List, Map, Node, Scalar, Tree
from ygt_docs.elements.dates import CLOSED
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Appendix, Task, TaskTable
from ygt_docs.notice.organs import ORGANS
from ygt_docs.updating.blocks import Block, CellText, Kind, Piece, block_of
from ygt_docs.updating.names import names_of

_NUMBER = (("份号",), ("密级",), ("紧急程度",), ("发文字号", "年份"), ("发文字号", "顺序号"))
# Values that print without their place, in the order of the page.
_PLACELESS: dict[Role, tuple[Keys, ...]] = {
    Role.NUMBER: _NUMBER,
    Role.UPWARD_NUMBER: _NUMBER,
    Role.SECRECY: (("密级",),),
    Role.URGENCY: (("紧急程度",),),
    Role.ORDER_NUMBER: (("命令", "年份"), ("命令", "令号")),
    Role.BULLETIN_ISSUE: (("简报", "期号"), ("简报", "总期号")),
    Role.BULLETIN_COPIES: (("简报", "共印"),),
}


@dataclass(frozen=True)
class TableOf:
    """A table: the keys that lead to it (none: nothing in it was typed), and the columns of a task table beside the
    running number (none: it is a 表 or a 表单)."""

    keys: Keys = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Printed:
    """All blocks that print, their marks (compose/print_forms), the ruled tables in their order, and the pictures."""

    blocks: list[Block]
    marks: list[str]
    tables: list[TableOf]
    pictures: int = 0


def printed_blocks(flow: Flow, document: Document, tree: Tree, volume: Appendix | None) -> Printed:
    """What `flow` prints, its pieces found in `tree`; `volume`: it is this appendix, bound separately."""
    tables = []
    for keys, table in _task_tables(document, volume):
        tables.append((_as_typed(tree, keys), table))
    return _Printer(tables, tree).run(flow)


def _as_typed(tree: Tree, keys: Keys) -> Keys:
    """`keys` without the index of a part that was typed alone in the place of a list (转发件)."""
    typed: list[str | int] = []
    for key in keys:
        if not (key == 0 and isinstance(tree.at(*typed), Map)):
            typed.append(key)
    return tuple(typed)


class _Printer:
    def __init__(self, tables: list[tuple[Keys, TaskTable]], tree: Tree) -> None:
        self._tree = tree
        self._keys = dict(_scalar_keys(tree, tree.root, ()))
        self._tables = tables

    def run(self, flow: Flow) -> Printed:
        blocks: list[Block] = []
        tables: list[TableOf] = []
        task_tables = iter(self._tables)
        for section in flow.sections:
            for block in section.blocks:
                if isinstance(block, Table) and block.ruled and not block.tasks:
                    own_keys = self._keys_of(block)
                    blocks += _plain_rows(block, own_keys, len(tables))
                    tables.append(TableOf(own_keys))
                elif isinstance(block, Table) and block.ruled:
                    keys, table = next(task_tables)
                    blocks += self._rows(block, table, keys, len(tables))
                    tables.append(TableOf(keys, tuple(column.key for column in columns_of(table))))
                else:
                    blocks += self._paragraphs(paragraphs_of(block), isinstance(block, JointMark))
        for group in flow.imprint.groups if flow.imprint else ():
            blocks += self._paragraphs(group, False)
        blocks = [block for block in blocks if block.text or block.cells]
        marks = print_marks(flow)
        assert len(marks) == len(blocks), "both walk the same flow"
        pictures = sum(paragraph.picture is not None for paragraph in flow.paragraphs())
        return Printed(blocks, marks, tables, pictures)

    def _keys_of(self, table: Table) -> Keys:
        """The keys of the 表 or the 表单 that `table` prints; () where nothing in it was typed in the YAML."""
        for row in table.rows:
            for cell in row.cells:
                for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
                    place = run.place
                    if place.cell:
                        found = None
                    else:
                        found = self._tree.find(place.file, place.line, place.column)
                    keys = block_of(self._keys[found[0]]) if found is not None else None
                    if keys is not None:
                        return keys
        return ()

    def _paragraphs(self, paragraphs: Iterable[Paragraph], joint: bool) -> Iterator[Block]:
        for paragraph in paragraphs:
            if paragraph.text and paragraph.role not in CONTENTS:
                yield self._block(paragraph)

    def _block(self, paragraph: Paragraph) -> Block:
        pieces = tuple(self._placeless(self._pieces(paragraph), paragraph.role))
        first = pieces[0]
        numbered = first.scalar is None and len(pieces) > 1 and is_label(first.text)
        label = first.text if numbered else ""
        keys = next((piece.keys for piece in pieces if piece.scalar is not None), ())
        lines = []
        for line in paragraph.lines:
            lines.append(clean("".join(run.text for run in line)))
        return Block(
            Kind.PARAGRAPH,
            "".join(piece.text for piece in pieces),
            str(paragraph.role),
            lines=tuple(lines) if len(lines) > 1 else (),
            label=label,
            pieces=pieces,
            keys=keys,
            names=names_of(paragraph),
        )

    def _pieces(self, paragraph: Paragraph) -> list[Piece]:
        pieces: list[Piece] = []
        for run in paragraph.runs:
            place, text = run.place, clean(run.text)
            found = self._tree.find(place.file, place.line, place.column)
            if found is None:
                organ = place.file is not None and place.file.endswith(ORGANS)
                pieces.append(Piece(text, keys=("机关",) if organ else ()))
            elif pieces and (pieces[-1].scalar, pieces[-1].line) == found:
                pieces[-1] = Piece(pieces[-1].text + text, *found, pieces[-1].keys, pieces[-1].date)
            else:
                date = re.fullmatch(CLOSED, text) is not None and found[0].lines[found[1]].strip() != text
                date = date or self._keys[found[0]][-1:] in (("成文日期",), ("印发日期",))
                pieces.append(Piece(text, *found, self._keys[found[0]], date))
        return pieces

    def _placeless(self, pieces: list[Piece], role: Role) -> Iterator[Piece]:
        """`pieces` with values cut out that print without their place."""
        wanted = list(_PLACELESS.get(role, ()))
        for piece in pieces:
            text = piece.text
            while piece.scalar is None and wanted:
                keys = wanted[0]
                node = self._tree.at(*keys)
                if isinstance(node, Scalar):
                    value = node.value
                elif keys[-1] in ("顺序号", "令号"):
                    value = "×"
                else:
                    value = ""
                at = text.find(value) if value else -1
                if value and at < 0:
                    break
                wanted.pop(0)
                if at < 0:
                    continue
                if at:
                    yield Piece(text[:at])
                yield Piece(value, node if isinstance(node, Scalar) else None, 0, keys)
                text = text[at + len(value) :]
            if text:
                yield piece if text == piece.text else Piece(text)

    def _rows(self, element: Table, table: TaskTable, keys: Keys, number: int) -> Iterator[Block]:
        columns = []
        for column in columns_of(table):
            columns.append(column.key)
        rows = iter(element.rows)
        head = next(rows)
        yield _row(Kind.HEAD, [_cell(cell.paragraphs) for cell in head.cells], (*keys, "表头"), number)
        for place, group in enumerate(table.groups):
            own = (*keys, "组", place)
            if group.heading:
                (cell,) = next(rows).cells
                made = self._block(cell.paragraphs[0])
                yield Block(
                    Kind.GROUP,
                    made.text,
                    made.role,
                    label=made.label,
                    pieces=made.pieces,
                    keys=(*own, "标题"),
                    table=number,
                )
            for index, task in enumerate(group.tasks):
                cells = _cells(next(rows), task, columns)
                yield _row(Kind.TASK, cells, (*own, "任务", index), number, "" if task.number else cells[0].text)


def _plain_rows(element: Table, keys: Keys, number: int) -> Iterator[Block]:
    """The rows of a table that is no task table, every cell in its column; those that are covered say nothing."""
    below = -1
    for row, columns in zip(element.rows, cells_in_columns(element), strict=True):
        cells = []
        for cell, covered in columns:
            cells.append(_own_cell(cell, covered))
        below += not row.head and not row.goes_on  # the parts of a row that is higher than a page are one typed row
        own = (*keys, "栏") if row.head else (*keys, "行", below)
        made = _row(Kind.HEAD if row.head else Kind.TASK, cells, own if keys else (), number)
        made.derived = bool(keys) and not row.head and _is_derived(row)
        yield made


def _is_derived(row: Row) -> bool:
    """Whether a row has words, and none of them was typed."""
    words = ""
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            words += paragraph.text
            if any(run.text and run.place.line is not None for run in paragraph.runs):
                return False
    return bool(words)


def _own_cell(cell: Cell | None, covered: bool) -> CellText:
    """A cell with a text for each line, as a person sees them."""
    texts: list[str] = []
    sheet: str | None = None
    for paragraph in () if cell is None else cell.paragraphs:
        for line in paragraph.lines:
            texts.append(clean("".join(run.text for run in line)))
        sheet = sheet or next((run.place.cell for run in paragraph.runs if run.place.cell), None)
    return CellText([text for text in texts if text], covered, sheet)


def _row(kind: Kind, cells: list[CellText], keys: Keys, table: int, label: str = "") -> Block:
    """`label`: the running number, where the program makes it."""
    return Block(kind, "｜".join(cell.text for cell in cells), label=label, cells=cells, keys=keys, table=table)


def _cells(row: Row, task: Task, columns: list[str]) -> list[CellText]:
    """A cell for the number and each column; one that says 同上 is merged."""
    own = iter(row.cells)
    cells = [_cell(next(own).paragraphs)]
    return cells + [
        CellText([], True) if column in task.same_as_above else _cell(next(own).paragraphs) for column in columns
    ]


def _cell(paragraphs: Iterable[Paragraph]) -> CellText:
    return CellText([clean(paragraph.text) for paragraph in paragraphs if paragraph.text])


def _task_tables(document: Document, volume: Appendix | None) -> Iterator[tuple[Keys, TaskTable]]:
    """The task tables that print in one volume: None: that of the document itself, without what is bound separately."""
    for base, appendices in document.notice.appendix_lists():
        for index, appendix in enumerate(appendices):
            bound_here = not appendix.separate if volume is None else appendix is volume
            if appendix.table is not None and bound_here:
                yield (*base, index, "任务表"), appendix.table


def _scalar_keys(tree: Tree, node: Node | None, keys: Keys) -> Iterator[tuple[Scalar, Keys]]:
    inner = tree.enter(node)
    if isinstance(inner, Scalar):
        yield inner, keys
    elif isinstance(inner, List):
        for index, item in enumerate(inner.items):
            yield from _scalar_keys(tree, item, (*keys, index))
    elif isinstance(inner, Map):
        for key, item in inner.entries.items():
            yield from _scalar_keys(tree, item, (*keys, key))
