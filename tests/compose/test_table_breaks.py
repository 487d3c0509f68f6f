"""Merged cells at page breaks."""

from __future__ import annotations

from ygt_docs.compose.flow import Cell, Decisions, Paragraph, Role, Row, Run, Section, Table
from ygt_docs.compose.table_breaks import apply_table_breaks
from ygt_docs.notice.model import Orientation


def cell(text: str, rows: int = 1, columns: int = 1) -> Cell:
    """A cell with one word."""
    return Cell((Paragraph(Role.TABLE_TEXT, ((Run(text),),)),), rows, columns)


def section(*rows: Row) -> Section:
    """A page with one table under a head row."""
    head = Row((cell("头甲"), cell("头乙"), cell("头丙")), head=True)
    return Section(Orientation.PORTRAIT, (Table((head, *rows), (0.3, 0.3, 0.4)),))


def shape(result: tuple[Section, ...]) -> list[list[tuple[str, int]]]:
    """Text and row span of every body cell."""
    (table,) = result[0].blocks
    shapes = []
    for row in table.rows:  # type: ignore[union-attr]
        if not row.head:
            shapes.append([(one.paragraphs[0].text, one.row_span) for one in row.cells])
    return shapes


ROWS = (
    Row((cell("一", 3), cell("a"), cell("并", 4))),
    Row((cell("b"),)),
    Row((cell("c"),)),
    Row((cell("二"), cell("d"))),
)


def test_no_break_changes_nothing() -> None:
    """Without decisions the table stays as it is."""
    assert (section(*ROWS),) == apply_table_breaks((section(*ROWS),), Decisions())


def test_merged_cells_are_closed_and_go_on_empty_in_their_columns() -> None:
    """Each cell that reaches over the break ends there; empty cells take its place in column order."""
    result = apply_table_breaks((section(*ROWS),), Decisions(table_breaks=((2,),)))
    assert [[("一", 2), ("a", 1), ("并", 2)], [("b", 1)], [("", 1), ("c", 1), ("", 2)], [("二", 1), ("d", 1)]] == shape(
        result
    )


def test_a_cell_over_three_pages_is_split_twice() -> None:
    """Every break splits again what is left of a merged cell."""
    result = apply_table_breaks((section(*ROWS),), Decisions(table_breaks=((1, 3),)))
    assert [
        [("一", 1), ("a", 1), ("并", 1)],
        [("", 2), ("b", 1), ("", 2)],
        [("c", 1)],
        [("二", 1), ("d", 1), ("", 1)],
    ] == shape(result)


def test_breaks_belong_to_tables_in_order() -> None:
    """The second list of rows is the second table's."""
    two = (section(*ROWS), section(*ROWS))
    first, second = apply_table_breaks(two, Decisions(table_breaks=((), (2,))))
    assert two[0] == first
    assert two[1] != second
