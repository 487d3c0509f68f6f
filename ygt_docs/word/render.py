"""Flow → .docx through the template of its format in templates/word."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ygt_docs.compose.flow import Flow
from ygt_docs.compose.print_forms import print_marks, properties_of
from ygt_docs.docfiles.wml import StyleSheet, w
from ygt_docs.elements.formats import LAYOUTS
from ygt_docs.fonts import Fonts
from ygt_docs.look import take_styles
from ygt_docs.placing import PlacedFlow, page_numbers, place
from ygt_docs.problems import Problem, Problems, UserError
from ygt_docs.project import Project
from ygt_docs.word.contents import make_contents
from ygt_docs.word.context import context_of
from ygt_docs.word.fallback import state_fallbacks
from ygt_docs.word.fill import fill, name_sign_faces, state_first_lines
from ygt_docs.word.pack import count_spacing_once, forget_editing, pack, put_properties, state_line_ends
from ygt_docs.word.pictures import put_pictures
from ygt_docs.word.rules import draw_rules, free_number, place_rules
from ygt_docs.word.sections import apply_grid, break_paragraphs, imprint_pages, place_numbers, settle, text_widths
from ygt_docs.word.tables import shape_joint_mark, shape_tables
from ygt_docs.word.template import left_out, open_template


def template_notes(flow: Flow, project: Project) -> list[Problem]:
    """What is to be said about the template of `flow` though it can be printed (W115)."""
    path = _template(flow, project)
    return left_out(path, project.shown(path))


def _template(flow: Flow, project: Project) -> Path:
    return project.templates / "word" / f"{LAYOUTS[flow.format].template}.docx"


def render(
    flow: Flow | PlacedFlow, fonts: Fonts, project: Project, bitmaps: Mapping[str, bytes] | None = None
) -> bytes:
    """The .docx of `flow`; the same bytes on every run. Raises UserError with W problems for a fault of the template.

    `bitmaps`: the pixels of its pictures, by their names (None: it has none).

    `fonts` gives the ink of the masthead (7.2.4, 7.2.7) and the family of signs that no official face has; all other
    faces are named by the template's styles.
    """
    placed = place(flow, fonts)
    flow = placed.flow
    path = _template(flow, project)
    template = open_template(path, project.shown(path))
    context, slots = context_of(placed)
    template.print(context)
    document, problems = template.docx, Problems()
    take_styles(document.styles.element, template.roots(), project)
    styles = StyleSheet(document.styles.element)
    state_first_lines(styles, document.styles.element)
    printed = fill(template.roots(), slots, styles, template.place, problems)
    name_sign_faces(template.roots(), flow, fonts)
    if placed.letter is not None:
        place_rules(template.roots(), flow, placed.letter, template.place, problems)
    if problems.errors:
        raise UserError(problems)
    breaks = break_paragraphs(printed, slots, template.place)
    shape_joint_mark(printed, slots)
    put_pictures(document, printed, slots, bitmaps or {}, flow.grid.pitch)
    shape_tables(printed, slots, text_widths(breaks), styles, flow.grid.pitch)
    imprint = imprint_pages(printed, slots, template.place)
    settle(document.element.find(w("body")), breaks, imprint, flow)
    apply_grid(document, flow.grid, imprint.end)
    place_numbers(template.roots(), styles, page_numbers(fonts))
    state_line_ends(document.settings.element)
    count_spacing_once(document.settings.element)
    forget_editing([*template.roots(), document.styles.element, document.settings.element])
    make_contents(printed, slots)
    draw_rules(document.element.body, styles, free_number(template.roots()))
    state_fallbacks(template.roots())
    put_properties(document.part.package, properties_of(print_marks(flow)))
    return pack(document, flow.properties, template.place)
