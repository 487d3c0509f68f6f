"""Line ends in the PDF follow Word's rules for simplified Chinese."""

from __future__ import annotations

import pytest

from tests.pdf.flows import line, notice
from tests.pdf.measure import lines
from ygt_docs.compose.flow import Flow, Role, Section
from ygt_docs.fonts import Fonts
from ygt_docs.notice.model import Orientation
from ygt_docs.pdf import lay_out
from ygt_docs.pdf.breaking import HINTS, with_hints
from ygt_docs.project import Project
from ygt_docs.proof.pdf_text import read_pdf

TEXTS = ["落实“六项投入”政策", "甲·乙", "12～15", "“甲”“乙”", "（“甲”）", "‘甲’", "", "“", "甲——乙", "2026年"]


@pytest.mark.parametrize("text", TEXTS)
def test_hints_change_no_character(text: str) -> None:
    """Without the hints the text is what it was."""
    assert text == with_hints(text).translate(dict.fromkeys(map(ord, HINTS)))


def first_line(text: str, fonts: Fonts, project: Project) -> str:
    """The first line of one paragraph (26 characters after the indent)."""
    flow = Flow((Section(Orientation.PORTRAIT, (line(Role.PARAGRAPH, text),)),), notice(1).properties)
    page = read_pdf(lay_out(flow, fonts, project).write())[0]
    return "".join(character.text for character in lines(page)[0])


@pytest.mark.parametrize(("at_the_end", "expected"), [
    ("“引文”其余", 26),  # a line may end before an opening quotation mark
    ("，其余文字", 25),  # a comma may not begin a line: its neighbour goes with it
    ("·其余文字", 25),
    ("～其余文字", 25),
    ("％其余文字", 25),
])
def test_line_ends_as_in_word(fonts: Fonts, project: Project, at_the_end: str, expected: int) -> None:
    """What stands at the end of a full line decides whether the character before it stays."""
    assert "甲" * expected == first_line("甲" * 26 + at_the_end + "乙" * 30, fonts, project)


@pytest.mark.parametrize(("before", "expected"), [("“", 25), ("（", 25), ("《", 25), ("〔", 25), ("·", 24)])
def test_opening_signs_do_not_end_a_line(fonts: Fonts, project: Project, before: str, expected: int) -> None:
    """An opening sign on the last place of a line goes to the next line."""
    assert "甲" * expected == first_line("甲" * 25 + before + "乙" * 30, fonts, project)


def test_closing_quotation_mark_may_be_followed_by_a_line_end(fonts: Fonts, project: Project) -> None:
    """A line may end after a closing quotation mark."""
    assert "“" + "甲" * 24 + "”" == first_line("“" + "甲" * 24 + "”" + "乙" * 30, fonts, project)
