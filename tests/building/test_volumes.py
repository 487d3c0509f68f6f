"""Files of appendices that are bound separately (另册): made, proved, published and withdrawn with the document's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.building.fakes import Silent
from ygt_docs.builder import build
from ygt_docs.building.names import is_document_file, is_ours, marked_name, output_name
from ygt_docs.building.options import Options
from ygt_docs.building.road import Workshop, make, real_stages
from ygt_docs.fonts import load_fonts
from ygt_docs.notice import load_content
from ygt_docs.problems import Problems, problem
from ygt_docs.project import Project
from ygt_docs.proof import prove
from ygt_docs.proof.facts import Kind

_NOTICE = """文种: 通知
发文机关: [青禾县人民政府]
发文字号: {机关代字: 青政, 年份: 2026, 顺序号: 9}
标题: 青禾县人民政府关于做好秋收工作的通知
主送机关: [各乡镇人民政府]
正文: |
  请按分工做好秋收工作。
附件:
  - 名称: 秋收分工
    正文: |
      各乡镇负责组织。
  - 名称: 秋收地块图册
    另册: 是
    正文: |
      图册说明。
成文日期: 2026-09-01
"""
_ORGANS = "机关:\n  - 全称: 青禾县人民政府\n    机关代字: 青政\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with one document."""
    (tmp_path / "content" / "qiu").mkdir(parents=True)
    (tmp_path / "content" / "organs.yaml").write_text(_ORGANS, encoding="utf-8")
    (tmp_path / "content" / "qiu" / "notice.yaml").write_text(_NOTICE, encoding="utf-8")
    return tmp_path / "content"


def names(folder: Path) -> list[str]:
    """The Word and PDF files in `folder`."""
    return sorted(item.name for item in folder.iterdir() if item.suffix in (".docx", ".pdf"))


def test_document_and_volume_have_files_of_their_own(content: Path, project: Project, tmp_path: Path) -> None:
    """Four files, listed in the report with the document's own first, and linked under their names in index.html."""
    result = build(project, Options(content, tmp_path / "out", jobs=1), Silent())
    assert [str(item) for item in result.all_problems() if item.severity != "提示"] == []
    out = tmp_path / "out" / "qiu"
    assert names(out) == ["qiu.docx", "qiu.pdf", "qiu.附件2.docx", "qiu.附件2.pdf"]
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert [item["name"] for item in report["files"]] == ["qiu.docx", "qiu.pdf", "qiu.附件2.docx", "qiu.附件2.pdf"]
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert ">附件2 Word <" in index
    assert 'class="picture" href="qiu/qiu.pdf"' in index


def test_one_processor_and_two_give_the_same_bytes(content: Path, project: Project, tmp_path: Path) -> None:
    """A document that is built alone has both processors: its Word file is made in a copy of the process."""
    made = []
    for jobs in (1, 2):
        out = tmp_path / f"out{jobs}"
        build(project, Options(content, out, jobs=jobs), Silent())
        made.append({file.name: file.read_bytes() for file in (out / "qiu").iterdir() if file.name[0] != "."})
    assert made[0] == made[1]
    assert len(made[0]) > len(("Word", "PDF")) * 2


def test_what_is_bound_together_again_is_withdrawn(content: Path, project: Project, tmp_path: Path) -> None:
    """Files of an appendix that is no volume any more do not stay as if they were current."""
    options = Options(content, tmp_path / "out", jobs=1)
    build(project, options, Silent())
    notice = content / "qiu" / "notice.yaml"
    notice.write_text(notice.read_text(encoding="utf-8").replace("    另册: 是\n", ""), encoding="utf-8")
    result = build(project, options, Silent())
    assert names(tmp_path / "out" / "qiu") == ["qiu.docx", "qiu.pdf"]
    assert sorted(item.code for item in result.all_problems() if item.code == "B307") == ["B307", "B307"]


def test_a_fault_of_the_document_marks_its_volumes(content: Path, project: Project, tmp_path: Path) -> None:
    """待改 stands in the names of all four files."""
    document = load_content(content, project).documents[0].document
    assert document is not None
    shop = Workshop(tmp_path, load_fonts(project, Problems()), project, real_stages())
    made = make(document, [problem("N105", document.locate("发文机关"), found="附件")], shop)
    assert [file.name for file in made.files] == [
        "qiu.待改.docx",
        "qiu.待改.pdf",
        "qiu.附件2.待改.docx",
        "qiu.附件2.待改.pdf",
    ]
    assert made.own(".pdf") == tmp_path / "qiu.待改.pdf"


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_a_volume_alone_is_recognised(content: Path, project: Project, tmp_path: Path, suffix: str) -> None:
    """A proof that knows nothing of the build takes the file for an appendix: nothing is missing, nothing is wrong."""
    document = load_content(content, project).documents[0].document
    assert document is not None
    shop = Workshop(tmp_path, load_fonts(project, Problems()), project, real_stages())
    made = make(document, [], shop)
    file = next(file for file in made.files if file.name == f"qiu.附件2{suffix}")
    assert [str(item) for item in prove(file.read_bytes(), Kind.PDF if suffix == ".pdf" else Kind.WORD)] == []


def test_names_of_volumes() -> None:
    """What belongs to a document, and what it is called when it must be mended."""
    assert output_name("a", ".pdf", True, "附件2") == "a.附件2.待改.pdf"
    assert is_document_file("a", "a.附件.docx")
    assert is_ours("a", "a.附件12.待改.pdf")
    assert not is_document_file("a", "a.附件x.docx")
    assert not is_document_file("a", "ab.docx")
    assert marked_name("a", "a.附件2.pdf") == "a.附件2.待改.pdf"
    assert marked_name("a", "a.样稿.pdf") == "a.样稿.pdf"
    assert marked_name("a", "a.待改.pdf") == "a.待改.pdf"
