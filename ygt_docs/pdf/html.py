"""Flow → HTML: plain data for the template, a tag and a class for every role."""

from __future__ import annotations

from typing import Any

from ygt_docs.compose.flow import Block, Cell, Flow, Imprint, Indent, Paragraph, Role, Row, Run, Section, Table
from ygt_docs.fonts import Fonts
from ygt_docs.geometry.masthead import Masthead, masthead
from ygt_docs.geometry.tables import column_widths
from ygt_docs.notice.model import Orientation
from ygt_docs.pdf.breaking import with_hints
from ygt_docs.pdf.style import css_length
from ygt_docs.project import Project
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.templating import file_environment, require_plain

Data = dict[str, Any]

# The tag gives the PDF its structure and its bookmarks; everything else is a paragraph.
_TAGS = {Role.TITLE: "h1", Role.PROMULGATED_TITLE: "h1", Role.APPENDIX_TITLE: "h1", Role.HEADING_1: "h2",
         Role.HEADING_2: "h3", Role.HEADING_3: "h4", Role.HEADING_4: "h5"}
_SIZE_4_ROLES = {Role.COPIES_TO, Role.PRINTING_LINE}
_SPACER = "spacer"


def page(flow: Flow, fonts: Fonts, project: Project) -> str:
    """The whole document as HTML. Raises jinja2.TemplateError for a fault of the template."""
    context = {
        "language": flow.properties.language, "title": flow.properties.title, "author": flow.properties.organ,
        "keywords": ", ".join(flow.properties.keywords), "description": flow.properties.number,
        "date": flow.properties.date.isoformat() if flow.properties.date else "1980-01-01",
        "marked": flow.marked,
        "sections": _number_tables([_section(section, fonts) for section in flow.sections]),
        "imprint": _imprint(flow.imprint),
        "imprint_on_new_page": flow.decisions.imprint_on_new_page,
    }
    require_plain(context)
    return file_environment(project.templates / "pdf").get_template("notice.html").render(context)


def _section(section: Section, fonts: Fonts) -> Data:
    stack = _masthead_of(section, fonts)
    blocks: list[Data] = []
    for block in section.blocks:
        blocks.extend(_block(block, section.orientation, stack))
    return {"landscape": section.orientation is Orientation.LANDSCAPE, "blocks": blocks}


def _number_tables(sections: list[Data]) -> list[Data]:
    """Give each table its number in the document: the pages' decisions name tables by it."""
    tables = [block for section in sections for block in section["blocks"] if block["kind"] == "table"]
    for number, table in enumerate(tables):
        table["number"] = number
    return sections


def _masthead_of(section: Section, fonts: Fonts) -> Masthead | None:
    texts = {block.role: block.text for block in section.blocks if isinstance(block, Paragraph)}
    if Role.MARK not in texts:
        return None
    number = texts.get(Role.NUMBER, "")
    return masthead(len(texts[Role.MARK]), fonts.ink("小标宋", texts[Role.MARK]), fonts.ink("仿宋", number))


def _block(block: Block, orientation: Orientation, stack: Masthead | None) -> list[Data]:
    if isinstance(block, Table):
        return [_table(block, orientation)]
    data = _paragraph(block)
    if stack is None:
        return [data]
    if block.role is Role.MARK:
        data["style"] = f"font-size: {css_length(stack.mark_size)}; line-height: {css_length(stack.mark_line)}"
        return [_space(stack.mark_before), data]
    if block.role is Role.NUMBER:
        data["style"] = f"line-height: {css_length(stack.number_line)}"
        return [_space(stack.number_before), data]
    if block.role is Role.MASTHEAD_RULE:
        return [_space(stack.rule_before), data]
    return [data]


def _space(height: Any) -> Data:
    return {"kind": _SPACER, "style": f"height: {css_length(height)}"}


def _paragraph(paragraph: Paragraph) -> Data:
    return {
        "kind": "paragraph", "tag": _TAGS.get(paragraph.role, "p"), "class": _classes(paragraph),
        "style": _indents(paragraph.indent, paragraph.role),
        "lines": [[_run(run) for run in line] for line in paragraph.lines],
        "right": [_run(run) for run in paragraph.right_text],
    }


def _classes(paragraph: Paragraph) -> str:
    names = [paragraph.role.css_class]
    if paragraph.page_break_before:
        names.append("new-page")
    if paragraph.keep_with_next:
        names.append("keep")
    return " ".join(names)


def _run(run: Run) -> Data:
    return {"text": with_hints(run.text), "class": run.face.css_class}


def _indents(indent: Indent | None, role: Role) -> str:
    if indent is None:
        return ""
    character = standard.SIZE_4.value if role in _SIZE_4_ROLES else standard.CHARACTER_PITCH.value
    return (f"padding-left: {css_length(character * indent.left)}; text-indent: {css_length(character * indent.first)};"
            f" padding-right: {css_length(character * indent.right)}")


def _table(table: Table, orientation: Orientation) -> Data:
    return {
        "kind": "table",
        "widths": [css_length(width) for width in column_widths(table.widths, orientation)],
        "head": [_row(row) for row in table.rows if row.head],
        "rows": [_row(row) for row in table.rows if not row.head],
    }


def _row(row: Row) -> Data:
    return {"class": "group" if row.group else "", "cells": [_cell(cell) for cell in row.cells]}


def _cell(cell: Cell) -> Data:
    return {"row_span": cell.row_span, "column_span": cell.column_span,
            "paragraphs": [_paragraph(paragraph) for paragraph in cell.paragraphs]}


def _imprint(imprint: Imprint | None) -> list[list[Data]]:
    return [] if imprint is None else [[_paragraph(line) for line in group] for group in imprint.groups]
