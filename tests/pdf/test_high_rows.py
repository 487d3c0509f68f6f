"""A table row that is higher than a page."""

from __future__ import annotations

from dataclasses import replace

from tests.pdf.flows import SENTENCE, appendix, line, notice
from ygt_docs.compose.flow import Cell, Flow, Paragraph, Role, Row, Run, Section, Table
from ygt_docs.fonts import Fonts
from ygt_docs.notice.model import Orientation
from ygt_docs.pdf import lay_out
from ygt_docs.problems import Place
from ygt_docs.project import Project

PLACE = Place("tasks.yaml", 7, 9)


def with_row(sentences: int) -> Flow:
    """A table with one row of so many sentences."""
    text = Paragraph(Role.TABLE_TEXT, ((Run(SENTENCE * sentences, place=PLACE),),))
    head = Row((Cell((line(Role.TABLE_HEAD, "序号"),)), Cell((line(Role.TABLE_HEAD, "任务"),))), head=True)
    row = Row((Cell((line(Role.TABLE_CENTRED, "1"),)), Cell((text,))))
    return replace(notice(1), sections=(Section(Orientation.PORTRAIT, (Table((head, row), (0.2, 0.8)),)),))


def test_row_higher_than_a_page_is_named(fonts: Fonts, project: Project) -> None:
    """It is P105 at the place where its longest text was typed."""
    found = list(lay_out(with_row(60), fonts, project).problems)
    assert [("P105", PLACE)] == [(item.code, item.place) for item in found]


def test_row_that_fits_is_fine(fonts: Fonts, project: Project) -> None:
    """A high row that fits a page, and a table that goes over pages between rows, are in order."""
    assert [] == list(lay_out(with_row(20), fonts, project).problems)
    long = replace(notice(1), sections=(Section(Orientation.PORTRAIT, tuple(appendix(40))),))
    assert [] == list(lay_out(long, fonts, project).problems)
