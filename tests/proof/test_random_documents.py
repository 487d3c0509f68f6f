"""Documents of every kind, made at random: both files pass every check of a build, and the proof says nothing false."""

from __future__ import annotations

import pytest

from tests.compose.documents import document
from tests.proof.random_documents import random_document
from ygt_docs.building.settle import settle
from ygt_docs.compose import compose
from ygt_docs.fonts import Fonts, load_fonts
from ygt_docs.pdf import lay_out
from ygt_docs.problems import Problems
from ygt_docs.project import Project
from ygt_docs.proof import check_docx, check_pdf, prove
from ygt_docs.proof.facts import Kind
from ygt_docs.word import render

# What such a document may really have: a text too short for its sign-off (7.3.5.5), a title that fills page one, an
# imprint that a letter does not print.
_TRUE = {"N509", "N533", "P110"}
_FOLLOWS = {"N533": {"D319"}, "P110": {"D309"}}
_SOAK = 400


@pytest.fixture(scope="module")
def fonts(project: Project) -> Fonts:
    """The faces that setup prepared."""
    return load_fonts(project, Problems())


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Ten seeds in `test`, all in `soak`."""
    if "seed" in metafunc.fixturenames:
        soak = metafunc.config.getoption("--soak")
        metafunc.parametrize("seed", range(_SOAK) if soak else (3, 7, 16, 28, 29, 35, 44, 52, 65, 77))


def test_nothing_false_is_said(seed: int, fonts: Fonts, project: Project) -> None:
    """Neither by the build, which knows what is what, nor by the proof of a file whose source is not known."""
    tree = random_document(seed)
    organs = tree.pop("机关", ())
    source = document(*organs, **tree)
    made = settle(lambda decisions, problems: compose(source, decisions, problems),
                  lambda flow: lay_out(flow, fonts, project))
    pdf, docx = made.laid.write(), render(made.flow, fonts, project)
    found = {item.code for item in made.problems}
    allowed = _TRUE.union(*(_FOLLOWS.get(code, set()) for code in found))
    assert found <= _TRUE
    for known in (check_docx(docx, made.flow, fonts), check_pdf(pdf, made.flow, fonts)):
        assert [] == [item for item in known if item.code not in allowed]
    for unknown in (prove(docx, Kind.WORD), prove(pdf, Kind.PDF)):
        assert [] == [item for item in unknown if item.code not in {*allowed, "D901"}]
