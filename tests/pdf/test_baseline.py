"""Where text stands in its line (5.2.3): at 80 % of its height, as in Word."""

from __future__ import annotations

import pytest
from weasyprint.draw import text as drawing
from weasyprint.layout import inline

from tests.word.flows import para, simple
from ygt_docs.compose.flow import Role
from ygt_docs.docfiles.pdf_text import read_pdf
from ygt_docs.fonts import Fonts
from ygt_docs.pdf import lay_out
from ygt_docs.project import Project
from ygt_docs.standard import gbt9704 as standard


def test_the_functions_of_the_layout_are_the_extended_ones() -> None:
    """The two functions of WeasyPrint are there and extended."""
    assert getattr(inline.strut, "follows_word", False)
    assert inline.split_text_box.__name__ == "split_with_baseline"


@pytest.mark.parametrize(
    ("role", "line"), [(Role.PARAGRAPH, standard.LINE_PITCH.value.pt), (Role.TITLE, 33.0), (Role.CONTACT, 28.95)]
)
def test_the_first_line_stands_at_80_percent(role: Role, line: float, fonts: Fonts, project: Project) -> None:
    """The baseline of a line lies 80 % below its upper edge, whatever the size: centred, body stood 2.94 pt higher."""
    laid_out = lay_out(simple(para(role, "甲乙丙丁")), fonts, project)
    baseline = read_pdf(laid_out.write())[0].characters[0].baseline
    assert baseline - standard.TOP_MARGIN.value.pt == pytest.approx(0.8 * line, abs=0.05)


def test_bold_is_drawn_by_an_extended_function() -> None:
    """The function that draws bold text is the one that WeasyPrint calls."""
    assert drawing.draw_first_line.__module__ == "ygt_docs.pdf.baseline"
