"""Documents of every kind, made at random: both files pass every check of a build, and the proof says nothing false."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.compose.documents import document
from tests.proof.random_documents import random_document
from ygt_docs.building.settle import Settled, settle
from ygt_docs.compose import compose
from ygt_docs.compose.flow import Flow
from ygt_docs.fonts import Fonts
from ygt_docs.parity.lines import compare
from ygt_docs.pdf import lay_out
from ygt_docs.project import Project
from ygt_docs.proof import check_docx, check_pdf, prove
from ygt_docs.proof.facts import Kind
from ygt_docs.word import render

# What such a document may really have: a text too short for its sign-off (7.3.5.5), a title that fills page one, an
# imprint that a letter does not print.
_TRUE = {"N509", "N533", "P110"}
_FOLLOWS = {"N533": {"D319"}, "P110": {"D309"}}
_SOAK, _LAYOUTS = 400, 150
# A row that ends within 0.3 pt of the foot of the page: rounding decides.
_TIES = {10, 147}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Ten seeds in `test`, all in `soak`."""
    if "seed" in metafunc.fixturenames and not metafunc.definition.get_closest_marker("parametrize"):
        soak = metafunc.config.getoption("--soak")
        metafunc.parametrize(
            "seed", range(_SOAK) if soak else (3, 7, 16, 28, 29, 35, 44, 45, 52, 60, 65, 124, 342, 345, 386)
        )
    if "layout_seed" in metafunc.fixturenames:
        soak = metafunc.config.getoption("--soak")
        metafunc.parametrize("layout_seed", sorted({*range(_LAYOUTS)} - _TIES) if soak else (6, 22, 31, 36, 45))


def laid_out(seed: int, fonts: Fonts, project: Project) -> Settled:
    """The random document `seed` on its pages."""
    tree = random_document(seed)
    organs = tree.pop("机关", ())
    source = document(*organs, **tree)
    return settle(
        lambda decisions, problems: compose(source, decisions, problems), lambda flow: lay_out(flow, fonts, project)
    )


def files(seed: int, fonts: Fonts, project: Project) -> tuple[Flow, bytes, bytes]:
    """Its Flow, PDF and Word file."""
    made = laid_out(seed, fonts, project)
    return made.flow, made.laid.write(), render(made.flow, fonts, project)


def test_nothing_false_is_said(seed: int, fonts: Fonts, project: Project) -> None:
    """Neither by the build, which knows what is what, nor by the proof of a file whose source is not known."""
    made = laid_out(seed, fonts, project)
    pdf, docx = made.laid.write(), render(made.flow, fonts, project)
    found = {item.code for item in made.problems}
    allowed = _TRUE.union(*(_FOLLOWS.get(code, set()) for code in found))
    assert found <= _TRUE
    for known in (check_docx(docx, made.flow, fonts), check_pdf(pdf, made.flow, fonts)):
        assert [] == [item for item in known if item.code not in allowed]
    for unknown in (prove(docx, Kind.WORD), prove(pdf, Kind.PDF)):
        assert [] == [item for item in unknown if item.code not in {*allowed, "D901", "D912"}]


def test_lines_are_the_same_in_both_files(layout_seed: int, fonts: Fonts, project: Project, tmp_path: Path) -> None:
    """Word, as LibreOffice lays it out, and the PDF have the same lines on the same pages."""
    _, pdf, docx = files(layout_seed, fonts, project)
    found = compare(docx, pdf, fonts, tmp_path)
    assert (found.compared, found.pdf_pages) == (found.equal, found.word_pages), found.differences[:3]


@pytest.mark.parametrize("seed", [14, 31])
def test_a_group_heading_at_the_foot_of_a_page_is_noticed(
    seed: int, fonts: Fonts, project: Project, tmp_path: Path
) -> None:
    """Without *keep with next* Word leaves the heading row of a group on the page before: the lines differ."""
    _, pdf, docx = files(seed, fonts, project)
    found = compare(without(docx, b"<w:keepNext/>"), pdf, fonts, tmp_path)
    assert found.equal < found.compared


def without(docx: bytes, what: bytes) -> bytes:
    """The file with every `what` taken out of its body."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(what, b"") if name == "word/document.xml" else data)
    return made.getvalue()
