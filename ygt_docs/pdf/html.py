"""Flow → HTML: plain data for the template, a tag and a class for every role."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ygt_docs.compose import flow as flow_types
from ygt_docs.compose.flow import Block, Cell, Imprint, Indent, Paragraph, Role, Row, Run, Seal, Table
from ygt_docs.compose.pictures import BELOW
from ygt_docs.elements.catalogue import OF_ROLE, SIZE_4
from ygt_docs.elements.formats import LAYOUTS
from ygt_docs.geometry.masthead import JointMark
from ygt_docs.geometry.special import Placed
from ygt_docs.geometry.text import BORDER, column_widths
from ygt_docs.notice.model import Orientation
from ygt_docs.pdf.breaking import with_hints
from ygt_docs.pdf.pictures import address_of
from ygt_docs.pdf.seals import seal_box, seal_pictures
from ygt_docs.pdf.style import css_length
from ygt_docs.placing import PlacedFlow
from ygt_docs.project import Project
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import ZERO, Length
from ygt_docs.standard.line_ends import breaks_freely
from ygt_docs.templating import file_environment, require_plain

Data = dict[str, Any]

# The tag gives the PDF its structure and its bookmarks; everything else is a paragraph.
_SPACER = "spacer"


def page(placed: PlacedFlow, project: Project) -> str:
    """The whole document as HTML. Raises jinja2.TemplateError for a fault of the template."""
    flow = placed.flow
    context = {
        "language": flow.properties.language,
        "title": flow.properties.title,
        "author": flow.properties.organ,
        "keywords": ", ".join(flow.properties.keywords),
        "description": flow.properties.number,
        "date": flow.properties.date.isoformat() if flow.properties.date else "1980-01-01",
        "marked": flow.marked,
        "seals": {str(name): path.as_uri() for name, path in seal_pictures(flow, project).items()},
        "sections": _number_tables([_section(placed, number) for number in range(len(flow.sections))]),
        "imprint": _imprint(flow.imprint),
        "imprint_on_new_page": flow.decisions.imprint_on_new_page,
        "blank_page_before_imprint": flow.decisions.blank_page_before_imprint,
        "imprint_inline": flow.decisions.imprint_inline,
    }
    require_plain(context)
    return (
        file_environment(project.templates / "pdf")
        .get_template(LAYOUTS[flow.format].template + ".html")
        .render(context)
    )


def _section(placed: PlacedFlow, number: int) -> Data:
    section, own = placed.flow.sections[number], placed.sections[number]
    blocks: list[Data] = []
    for block, at in zip(section.blocks, own.blocks, strict=True):
        blocks.extend(_block(block, section.orientation, placed.flow.grid.pitch, at, own.joint))
    return {"landscape": section.orientation is Orientation.LANDSCAPE, "numbered": section.numbered, "blocks": blocks}


def _number_tables(sections: list[Data]) -> list[Data]:
    """Give each table its number in the document: the pages' decisions name tables by it."""
    tables = []
    for section in sections:
        for block in section["blocks"]:
            if block["kind"] == "table" and block["ruled"]:
                tables.append(block)
    for number, table in enumerate(tables):
        table["number"] = number
    return sections


def _block(
    block: Block, orientation: Orientation, pitch: Length, placed: Placed | None, joint: JointMark | None
) -> list[Data]:
    if isinstance(block, Table):
        return [_table(block, orientation, pitch)]
    if not isinstance(block, Paragraph) or placed is not None:
        assert placed is not None, "every mark is placed"
        if not block.printed:
            return [_space(placed.before)]
        if isinstance(block, Paragraph):
            return _placed(block, placed)
        return _joint_mark(block, placed, joint)
    return [_paragraph(block, pitch)]


def _joint_mark(block: flow_types.JointMark, placed: Placed, joint: JointMark | None) -> list[Data]:
    """The names in one box, 文件 in another as high as they are, its line in the middle of that height (7.2.4)."""
    assert joint is not None
    assert placed.before is not None
    names = []
    for name in block.names:
        names.append(_sized(name, joint.name_size, joint.line))
    if block.word is None:
        word = None
    else:
        word = _sized(block.word, joint.word_size, joint.word_line)
    above = (joint.height - joint.word_line) / 2
    return [
        _space(placed.before),
        {
            "kind": "joint-mark",
            "names": names,
            "word": word,
            "height": css_length(joint.height),
            "names_width": css_length(joint.names_width),
            "word_width": css_length(joint.word_width),
            "gap": css_length(joint.gap),
            "above": css_length(above),
        },
    ]


def _sized(paragraph: Paragraph, size: Length, line: Length) -> Data:
    return _placed(paragraph, Placed(None, line, size))[0]


def _placed(paragraph: Paragraph, placed: Placed) -> list[Data]:
    """An element of the first page with the spacer above it."""
    data = _paragraph(paragraph)
    lengths = {"font-size": placed.size, "line-height": placed.line}
    styles = []
    for name, length in lengths.items():
        if length:
            styles.append(f"{name}: {css_length(length)}")
    data["style"] = "; ".join([data["style"], *styles] if data["style"] else styles)
    if placed.before is None:
        return [data]
    return [_space(placed.before), data]


def _space(height: Any) -> Data:
    return {"kind": _SPACER, "style": f"height: {css_length(height)}"}


def _picture(paragraph: Paragraph, pitch: Length, *, in_cell: bool) -> Data | None:
    """The picture of a paragraph: where its bytes are, what is read in its place, its size and that of its line.

    In a cell its line is as high as it is: no text follows on the grid.
    """
    picture = paragraph.picture
    if picture is None:
        return None
    if in_cell:
        above = ZERO
    else:
        above = max(ZERO, pitch * picture.lines - picture.height - BELOW / 2)
    return {
        "address": address_of(picture),
        "alternative": picture.alternative,
        "style": f"width: {css_length(picture.width)}; height: {css_length(picture.height)}",
        "line": f"padding-top: {css_length(above)}; padding-bottom: {css_length(BELOW / 2)}",
    }


def _paragraph(paragraph: Paragraph, pitch: Length = standard.LINE_PITCH.value, *, in_cell: bool = False) -> Data:
    """`pitch`: from line to line, which a seal is counted down in, and a picture's line."""
    return {
        "kind": "paragraph",
        "tag": OF_ROLE[paragraph.role].tag,
        "class": _classes(paragraph),
        "style": "; ".join(filter(None, (_indents(paragraph.indent, paragraph.role), _pitch(paragraph)))),
        "lines": [_runs(line, breaks_freely(paragraph.text)) for line in paragraph.lines],
        "columns": _columns(paragraph.columns),
        "seal": _seal(paragraph.seal, pitch),
        "picture": _picture(paragraph, pitch, in_cell=in_cell),
        "right": _runs(paragraph.right_text),
        "anchor": paragraph.anchor,
        "target": paragraph.page_of,
    }


def _seal(seal: Seal | None, pitch: Length) -> Data | None:
    """Its picture and place; the template prints it only where the file was opened, in a 样稿."""
    if seal is None:
        return None
    box = seal_box(seal, pitch)
    if box["right"] is None:
        across = f"left: 50%; margin-left: {-seal.diameter.pt / 2:.3f}pt"
    else:
        across = f"right: {box['right']:.3f}pt"
    return {
        "picture": str(seal.picture),
        "style": f"top: {box['top']:.3f}pt; width: {box['size']:.3f}pt; height: {box['size']:.3f}pt; {across}",
    }


def _columns(columns: Sequence[flow_types.Column]) -> list[Data]:
    """Boxes one after another in a line, each as wide as it is to the next one; the first begins at the margin."""
    pitch = standard.CHARACTER_PITCH.value
    result = []
    for index, column in enumerate(columns):
        before = "" if index else f"margin-left: {css_length(pitch * column.at)}; "
        if column is columns[-1]:
            width = ""
        else:
            width = f"width: {css_length(pitch * (columns[index + 1].at - column.at))}"
        result.append({"runs": _runs(column.runs), "style": before + width})
    return result


def _classes(paragraph: Paragraph) -> str:
    names = [paragraph.role.css_class]
    if paragraph.page_break_before:
        names.append("new-page")
    if paragraph.ragged:
        names.append("ragged")
    if paragraph.keep_with_next:
        names.append("keep")
    if paragraph.last_of_body:
        names.append("last-of-body")
    if paragraph.goes_on:
        names.append("goes-on")
    return " ".join(names)


def _runs(line: Sequence[Run], freely: bool = False) -> list[Data]:
    before = ("", *(run.text for run in line))
    runs: list[Data] = []
    for left, run in zip(before, line, strict=False):
        runs.append({"text": with_hints(run.text, left, freely), "class": run.face.css_class})
    return runs


def _pitch(paragraph: Paragraph) -> str:
    if paragraph.pitch is None:
        return ""
    name = "height" if paragraph.role is Role.BLANK else "line-height"
    return f"{name}: {css_length(paragraph.pitch)}"


def _indents(indent: Indent | None, role: Role) -> str:
    if indent is None:
        return ""
    if role in SIZE_4:
        character = standard.SIZE_4.value
    else:
        character = standard.CHARACTER_PITCH.value
    return (
        f"padding-left: {css_length(character * indent.left)}; text-indent: {css_length(character * indent.first)};"
        f" padding-right: {css_length(character * indent.right)}"
    )


def _table(table: Table, orientation: Orientation, pitch: Length) -> Data:
    rows = _rows(table, pitch)
    return {
        "kind": "table",
        "ruled": table.ruled,
        "filled": table.pitch is not None,
        "style": _table_style(table, orientation),
        "widths": [css_length(width) for width in column_widths(table.widths, orientation)],
        "head": [row for row, source in zip(rows, table.rows, strict=True) if source.head],
        "rows": [row for row, source in zip(rows, table.rows, strict=True) if not source.head],
    }


def _rows(table: Table, pitch: Length) -> list[Data]:
    """The rows of `table`. Where a cell that began higher ends, the height is that of the other cells of the row.

    To a row with a height of its own the engine would give all the height of the cell that ends in it.
    """
    ends: set[int] = set()
    for number, row in enumerate(table.rows):
        ends.update(number + cell.row_span - 1 for cell in row.cells if cell.row_span > 1)
    made: list[Data] = []
    for number, row in enumerate(table.rows):
        data = _row(row, pitch)
        if number in ends and row.least is not None and any(cell.row_span == 1 for cell in row.cells):
            data["style"] = ""
            height = css_length(row.least - table.above * 2 - BORDER)
            for cell, item in zip(row.cells, data["cells"], strict=True):
                if cell.row_span == 1:
                    item["style"] = f"height: {height}"
        made.append(data)
    return made


def _table_style(table: Table, orientation: Orientation) -> str:
    """Its size and the height of its lines, and how wide it is where it does not fill the type area."""
    styles: list[str] = []
    if table.size is not None:
        styles.append(f"font-size: {css_length(table.size)}")
    if table.line is not None:
        styles.append(f"line-height: {css_length(table.line)}")
    if table.narrow:
        width = sum((width for width in column_widths(table.widths, orientation)), ZERO)
        styles += [f"width: {css_length(width)}", "margin: 0 auto"]
    return "; ".join(styles)


def _row(row: Row, pitch: Length) -> Data:
    names = []
    for name, there in (("group", row.group), ("keep", row.keep_with_next)):
        if there:
            names.append(name)
    height = row.least if row.height is None else pitch * row.height
    style = "" if height is None else f"height: {css_length(height)}"
    return {"class": " ".join(names), "style": style, "cells": [_cell(cell, pitch) for cell in row.cells]}


def _cell(cell: Cell, pitch: Length) -> Data:
    style = f"padding-top: {css_length(pitch * cell.above)}" if cell.above else ""
    return {
        "row_span": cell.row_span,
        "column_span": cell.column_span,
        "style": style,
        "paragraphs": [_paragraph(paragraph, pitch, in_cell=True) for paragraph in cell.paragraphs],
    }


def _imprint(imprint: Imprint | None) -> list[list[Data]]:
    if imprint is None:
        return []
    found: list[list[Data]] = []
    for group in imprint.groups:
        found.append([_paragraph(line) for line in group])
    return found
