"""Tables: grid, widths, merged cells and repeated heads; the mark of several organs. The look is the template's."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate

from ygt_docs.compose.flow import Cell, Role, Table
from ygt_docs.docfiles.wml import Element, StyleSheet, make, w
from ygt_docs.geometry.masthead import JointMark
from ygt_docs.geometry.text import BORDER
from ygt_docs.standard.lengths import Length
from ygt_docs.word.fill import Printed, exact_line
from ygt_docs.word.slots import Slots, Spot
from ygt_docs.word.wml import properties, put


def shape_joint_mark(printed: Printed, slots: Slots) -> None:
    """Shape the table in which the joint mark was printed, if there is one."""
    for number, paragraph in printed.items():
        joint = slots[number].joint
        if joint is None:
            table = None
        else:
            table = next(paragraph.iterancestors(w("tbl")), None)
        if joint is not None and table is not None:
            _shape_of_mark(table, joint)
            return


def _shape_of_mark(table: Element, joint: JointMark) -> None:
    """Names in the left cell, 文件 in the right one, which the gap belongs to; one row of exactly their height."""
    widths = [joint.names_width.twips]
    row = table.find(w("tr"))
    cells = row.findall(w("tc"))
    if joint.word_size.emu:
        widths.append((joint.gap + joint.word_width).twips)
        put(properties(cells[1].find(w("p")), "pPr"), "ind", left=joint.gap.twips, right=0, firstLine=0)
    else:
        row.remove(cells.pop())
    table.find(w("tblGrid"))[:] = [make("gridCol", w=width) for width in widths]
    put(properties(table, "tblPr"), "tblW", w=sum(widths), type="dxa")
    for cell, width in zip(cells, widths, strict=True):
        put(properties(cell, "tcPr"), "tcW", w=width, type="dxa")
    properties(row, "trPr").append(make("trHeight", val=joint.height.twips, hRule="exact"))


def column_widths(fractions: tuple[float, ...], width: int) -> list[int]:
    """Whole twips that are as near to `fractions` of `width` as they can be and add up as these do."""
    edges = []
    for edge in accumulate(fractions):
        edges.append(round(edge * width))
    widths: list[int] = []
    for left, right in zip([0, *edges], edges, strict=False):
        widths.append(right - left)
    return widths


def shape_tables(printed: Printed, slots: Slots, widths: Mapping[int, int], styles: StyleSheet, pitch: Length) -> None:
    """Shape every printed table.

    `widths`: the width of the type area in twips, by number of the section. `pitch`: from line to line.
    """
    spots: dict[Element, Spot] = {}
    tables: dict[Element, Spot] = {}
    for number, paragraph in printed.items():
        spot = slots[number].spot
        cell = next(paragraph.iterancestors(w("tc")), None)
        if spot is not None and cell is not None:
            spots[cell] = spot
            tables[next(cell.iterancestors(w("tbl")))] = spot
    for element, spot in tables.items():
        _shape(element, spot.table, column_widths(spot.table.widths, widths[spot.section]), spots, styles, pitch)


def _shape(
    element: Element, table: Table, columns: list[int], spots: Mapping[Element, Spot], styles: StyleSheet, pitch: Length
) -> None:
    grid = element.find(w("tblGrid"))
    grid[:] = [make("gridCol", w=width) for width in columns]
    layout = properties(element, "tblPr")
    put(layout, "tblW", w=sum(columns), type="dxa")
    put(layout, "tblLayout", type="fixed")
    if table.pitch is not None:
        _own_room(layout, table.above)
    if table.narrow:
        put(layout, "jc", val="center")
    hanging: list[tuple[Cell, int] | None] = [None] * len(columns)  # cell that hangs into the row, rows still to come
    for row, source in zip(element.findall(w("tr")), table.rows, strict=True):
        if source.head:
            _repeat(row)
        if source.height is not None:
            _row_option(row, "trHeight", val=(pitch * source.height).twips, hRule="exact")
        elif source.least is not None:
            # what is said here is what stands in a row: Word adds the room around it, and a border
            inside = source.least - table.above * 2 - BORDER
            _row_option(row, "trHeight", val=max(inside.twips, 1), hRule="atLeast")
        _shape_row(row, columns, spots, hanging, styles, pitch, table.line)


def _own_room(layout: Element, above: Length) -> None:
    """The room above and below the text of each cell where it is not that of the style; at the sides it is."""
    margins = put(layout, "tblCellMar")
    for side in ("top", "bottom"):
        margins.append(make(side, w=above.twips, type="dxa"))


def _repeat(row: Element) -> None:
    if row.find(f"{w('trPr')}/{w('tblHeader')}") is None:
        _row_option(row, "tblHeader")


def _row_option(row: Element, name: str, **attributes: object) -> None:
    layout = row.find(w("trPr"))
    if layout is None:
        layout = make("trPr")
        row.insert(0, layout)
    layout.append(make(name, **attributes))


def _shape_row(
    row: Element,
    columns: list[int],
    spots: Mapping[Element, Spot],
    hanging: list[tuple[Cell, int] | None],
    styles: StyleSheet,
    pitch: Length,
    line: Length | None,
) -> None:
    """Give the cells of `row` their widths, and put a covered cell wherever one hangs in from above."""
    own = iter(row.findall(w("tc")))
    column = 0
    while column < len(columns):
        above = hanging[column]
        if above is None:
            element = next(own)
            cell = spots[element].cell
            left = cell.row_span
        else:
            cell, left = above
            element = _covered(styles, line)
        _span(element, cell, columns[column : column + cell.column_span], continues=above is not None)
        _lower(element, cell, pitch)
        row.append(element)  # moves it behind the cells that are already in their place
        hanging[column] = (cell, left - 1) if left > 1 else None
        column += cell.column_span


def _span(element: Element, cell: Cell, columns: list[int], continues: bool) -> None:
    layout = properties(element, "tcPr")
    put(layout, "tcW", w=sum(columns), type="dxa")
    if cell.column_span > 1:
        put(layout, "gridSpan", val=cell.column_span)
    if cell.row_span > 1:
        put(layout, "vMerge", val="continue" if continues else "restart")


def _lower(element: Element, cell: Cell, pitch: Length) -> None:
    """Move the text of a cell down by so many lines (Word and LibreOffice both keep a space at the top of a cell)."""
    if cell.above:
        put(
            properties(element.find(w("p")), "pPr"),
            "spacing",
            before=(pitch * cell.above).twips,
            after=0,
            line=pitch.twips,
            lineRule="exact",
        )


def _covered(styles: StyleSheet, line: Length | None) -> Element:
    """An empty cell under a merged one: OOXML wants it to be there, with a paragraph in it, as high as a `line`."""
    cell, paragraph = make("tc"), make("p")
    cell.append(make("tcPr"))
    cell.append(paragraph)
    style = styles.id_of(Role.TABLE_TEXT)
    if style is not None:
        put(properties(paragraph, "pPr"), "pStyle", val=style)
    if line is not None:
        exact_line(properties(paragraph, "pPr"), line.twips)
    return cell
