"""Fonts and settled PDFs for the tests of the PDF."""

from __future__ import annotations

import pytest

from tests.pdf.flows import notice
from ygt_docs.building.settle import ROUNDS
from ygt_docs.compose.flow import Flow
from ygt_docs.fonts import Fonts, load_fonts
from ygt_docs.pdf import LaidOut, lay_out
from ygt_docs.problems import Problems
from ygt_docs.project import Project


@pytest.fixture(scope="session")
def fonts(project: Project) -> Fonts:
    """The faces that setup prepared."""
    problems = Problems()
    loaded = load_fonts(project, problems)
    assert [] == problems.errors
    return loaded


@pytest.fixture(scope="session")
def settled(fonts: Fonts, project: Project) -> tuple[Flow, LaidOut, bytes]:
    """A notice with a landscape table and an imprint, laid out until its decisions hold."""
    flow = notice(5, 14)
    for _ in range(ROUNDS):
        laid_out = lay_out(flow, fonts, project)
        if laid_out.decisions == flow.decisions:
            break
        flow = notice(5, 14, decisions=laid_out.decisions)
    assert laid_out.decisions == flow.decisions
    return flow, laid_out, laid_out.write()
