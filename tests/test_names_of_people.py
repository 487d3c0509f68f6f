"""Names in the lists of minutes are whole in both files, and the lines made for them are layout, not text."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest

from tests.right.test_right_documents import CONTENT
from tests.updating.edits import Edit, replaced
from tests.word.office import lines as lines_of
from tests.word.office import page_count
from ygt_docs.docfiles.pdf_text import read_pdf
from ygt_docs.elements.marks import is_list, is_list_in_lines
from ygt_docs.fonts import Fonts, load_fonts
from ygt_docs.golden.artefacts import make_document
from ygt_docs.parity.lines import compare, lines_inside
from ygt_docs.problems import Problems, Severity
from ygt_docs.project import Project
from ygt_docs.proof import prove
from ygt_docs.proof.facts import Kind
from ygt_docs.updating import prepare_update

NAME = "b33-minutes-many-names"
AWARD = "a12-decision-award"
LISTS = {
    "signs": (
        "王小溪、李溪、陈立、周云、欧阳小溪、冯若水、马超、丁一、司马小文、林国强、赵立、韩冰、许静、方正、何伟（女）、"
        "李红、周平、王磊、陈志刚、欧阳雪、高明远、阿依古丽·买买提（女，维吾尔族）、孙浩然",
        ("马超、", "何伟", "高明远、", "孙浩然"),
    ),
    "spaces": (
        "王小溪　李　溪　陈　立　周　云　欧阳小溪　冯若水　马　超　丁　一　司马小文　林国强　赵　立　韩　冰　许　静　方　正　何　伟",
        ("冯若水", "许静", "何伟"),
    ),
}
CUT = ("何伟、", "陈志刚、欧阳雪、", "石磊、")
PRESENT = "林国强, 赵立"


@dataclass(frozen=True)
class Listed:
    """Where a document with a list was built, and what the lines of the list end in."""

    folder: Path
    ends: tuple[str, ...]


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


@pytest.fixture(scope="module", params=LISTS)
def listed(request: pytest.FixtureRequest, project: Project, tmp_path_factory: pytest.TempPathFactory) -> Listed:
    """A decision with a list of those who are praised in its appendix, built as `made` is."""
    names, ends = LISTS[request.param]
    folder = tmp_path_factory.mktemp(request.param)
    shutil.copytree(CONTENT / AWARD, folder / "content" / AWARD)
    shutil.copy(CONTENT / "organs.yaml", folder / "content")
    notice = folder / "content" / AWARD / "notice.yaml"
    typed = notice.read_text(encoding="utf-8")
    start, end = typed.index("      张文秀"), typed.index("成文日期")
    notice.write_text(f"{typed[:start]}      {names}\n{typed[end:]}", encoding="utf-8")
    make_document(AWARD, folder / "content", project, folder)
    return Listed(folder, ends)


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


def test_a_list_in_an_appendix_cuts_no_name(listed: Listed, fonts: Fonts, tmp_path: Path) -> None:
    """With signs and with spaces between the names, in both files alike."""
    word, pdf = ((listed.folder / f"{AWARD}.{kind}").read_bytes() for kind in ("docx", "pdf"))
    path = listed.folder / f"{AWARD}.pdf"
    rows = [row for page in range(1, page_count(path) + 1) for row in lines_of(path, page)]
    lines = ["".join(row.split()) for row in rows]
    begun = next(index for index, line in enumerate(lines) if line.startswith("王小溪"))
    found = lines[begun : begun + len(listed.ends)]
    assert [line[-len(end) :] for line, end in zip(found, listed.ends, strict=True)] == list(listed.ends)
    same = compare(word, pdf, fonts, tmp_path)
    assert (same.skipped, same.differences, same.compared) == (None, (), same.equal)


@pytest.mark.parametrize(("suffix", "kind"), [("docx", Kind.WORD), ("pdf", Kind.PDF)])
def test_the_proof_of_such_an_appendix_says_nothing(suffix: str, kind: Kind, listed: Listed) -> None:
    """Its lines that end early are no paragraphs without an indent."""
    found = prove((listed.folder / f"{AWARD}.{suffix}").read_bytes(), kind)
    assert [str(item) for item in found if item.severity != Severity.NOTE] == []


@pytest.mark.parametrize(("old", "new"), [("冯若水", "冯若水"), ("冯若水", "冯水"), ("欧阳小溪", "欧阳溪")])
def test_edits_of_such_an_appendix_come_back(
    old: str, new: str, listed: Listed, project: Project, tmp_path: Path
) -> None:
    """A name is another one in the YAML, and nothing else is."""
    shutil.copytree(listed.folder / "content", tmp_path / "content")
    document = docx.Document(str(listed.folder / f"{AWARD}.docx"))
    replaced(old, new)(document)
    document.save(str(tmp_path / "edited.docx"))
    notice = tmp_path / "content" / AWARD / "notice.yaml"
    before = notice.read_text(encoding="utf-8")
    update = prepare_update(tmp_path / "edited.docx", AWARD, tmp_path / "content", project)
    assert [str(item) for item in update.problems if item.severity != Severity.NOTE] == []
    update.write(update.changes)
    assert notice.read_text(encoding="utf-8") == before.replace(old, new)


def test_what_is_a_list_of_names() -> None:
    """Six names and more and nothing else: a sentence, a list of offices and few names are text like all text."""
    assert is_list("赵立、韩冰、许静、方正、何伟、马超")
    assert is_list("一等奖：赵　立　韩　冰　许静　方正（女）　欧阳小溪　阿依古丽·买买提。")
    assert not is_list("赵立、韩冰、许静、方正、何伟")
    assert not is_list("赵立、韩冰、许静、方正、何伟、马超等同志受到表扬。")
    assert not is_list("县财政局、县教育局、县水利局、县审计局、县农业农村局、县统计局")
    lines = ["赵立、韩冰、许静、", "方正、何伟、马超"]
    assert is_list_in_lines(lines)
    assert not is_list_in_lines(["赵立、韩冰、许静", "方正、何伟、马超、周平"])
    assert not is_list_in_lines(["".join(lines)])
