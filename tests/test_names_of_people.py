"""Names in the lists of minutes are whole in both files, and the lines made for them are layout, not text."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest

from tests.right.test_right_documents import CONTENT
from tests.updating.edits import Edit, replaced
from ygt_docs.fonts import Fonts, load_fonts
from ygt_docs.golden.make import make_document
from ygt_docs.problems import Problems, Severity
from ygt_docs.project import Project
from ygt_docs.proof import prove
from ygt_docs.proof.facts import Kind
from ygt_docs.proof.parity import compare, lines_inside
from ygt_docs.proof.pdf_text import read_pdf
from ygt_docs.updating import prepare_update

NAME = "b33-minutes-many-names"
CUT = ("何伟、", "陈志刚、欧阳雪、", "石磊、")
PRESENT = "林国强, 赵立"


@pytest.fixture(scope="module")
def made(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Minutes with 22 names, built: `content`, and both files beside it."""
    folder = tmp_path_factory.mktemp("names")
    shutil.copytree(CONTENT / NAME, folder / "content" / NAME)
    shutil.copy(CONTENT / "organs.yaml", folder / "content")
    make_document(NAME, folder / "content", project, folder)
    return folder


@pytest.fixture(scope="module")
def fonts(project: Project) -> Fonts:
    """The faces that setup prepared."""
    return load_fonts(project, Problems())


def test_no_name_is_cut_in_either_file(made: Path, fonts: Fonts, tmp_path: Path) -> None:
    """The lines end where the ones before would have cut 马超, 高明远 and 司马文, and both files agree."""
    word, pdf = ((made / f"{NAME}.{kind}").read_bytes() for kind in ("docx", "pdf"))
    lines = [line for page in read_pdf(pdf) for line in lines_inside(page)]
    begun = next(index for index, line in enumerate(lines) if line.startswith("出席："))
    assert [line[-len(end) :] for line, end in zip(lines[begun:], CUT, strict=False)] == list(CUT)
    found = compare(word, pdf, fonts, tmp_path)
    assert (found.skipped, found.differences, found.compared) == (None, (), found.equal)


@pytest.mark.parametrize(("suffix", "kind"), [("docx", Kind.WORD), ("pdf", Kind.PDF)])
def test_the_proof_takes_the_list_for_one_paragraph(suffix: str, kind: Kind, made: Path) -> None:
    """A line that ends early, in a file of unknown source, is no end of a paragraph."""
    found = prove((made / f"{NAME}.{suffix}").read_bytes(), kind)
    assert [str(item) for item in found if item.severity != Severity.NOTE] == []


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (lambda document: None, PRESENT, PRESENT),
        (replaced("马超、", "马小超、"), "马超,", "马小超,"),
        (replaced("方正、丁一、何伟、\n", "方正、"), "方正, 丁一, 何伟,", "方正,"),
    ],
)
def test_edits_of_the_list_come_back(
    edit: Edit, old: str, new: str, made: Path, project: Project, tmp_path: Path
) -> None:
    """What nobody touched changes nothing; one name changed or two gone change the list, wherever its lines end."""
    shutil.copytree(made / "content", tmp_path / "content")
    document = docx.Document(str(made / f"{NAME}.docx"))
    edit(document)
    document.save(str(tmp_path / "edited.docx"))
    notice = tmp_path / "content" / NAME / "notice.yaml"
    before = notice.read_text(encoding="utf-8")
    update = prepare_update(tmp_path / "edited.docx", NAME, tmp_path / "content", project)
    assert [str(item) for item in update.problems if item.severity != Severity.NOTE] == []
    update.write(update.changes)
    assert notice.read_text(encoding="utf-8") == before.replace(old, new)
