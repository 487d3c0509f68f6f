"""Flow → .docx through the template templates/word/notice.docx."""

from __future__ import annotations

from ygt_docs.compose.flow import Flow
from ygt_docs.fonts import Fonts
from ygt_docs.problems import Problems, UserError
from ygt_docs.project import Project
from ygt_docs.word.context import context_of
from ygt_docs.word.fill import fill
from ygt_docs.word.pack import forget_editing, pack
from ygt_docs.word.sections import break_paragraphs, settle, text_widths
from ygt_docs.word.slots import SlotKind
from ygt_docs.word.tables import shape_tables
from ygt_docs.word.template import open_template
from ygt_docs.word.wml import StyleSheet, w

TEMPLATE = "notice.docx"


def render(flow: Flow, fonts: Fonts, project: Project) -> bytes:
    """The .docx of `flow`; the same bytes on every run. Raises UserError with W problems for a fault of the template.

    `fonts` gives the ink of the masthead (7.2.4, 7.2.7), nothing else: faces are named by the template's styles.
    """
    path = project.templates / "word" / TEMPLATE
    template = open_template(path, project.shown(path))
    context, slots = context_of(flow, fonts)
    template.print(context)
    document, problems = template.docx, Problems()
    styles = StyleSheet(document.styles.element)
    printed = fill(template.roots(), slots, styles, template.place, problems)
    if problems.errors:
        raise UserError(problems)
    breaks = break_paragraphs(printed, slots, template.place)
    shape_tables(printed, slots, text_widths(breaks), styles)
    anchor = next((printed[number] for number, slot in enumerate(slots) if slot.kind is SlotKind.IMPRINT_END), None)
    settle(document.element.find(w("body")), breaks, anchor, flow)
    forget_editing([*template.roots(), document.styles.element, document.settings.element])
    return pack(document, flow.properties, template.place)
