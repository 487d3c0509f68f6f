"""Every other kind of finished file against other people's rules: of imported drafts, 另册, 待改 and 样稿."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import pdfa

from tests.building.fakes import Silent
from tests.word.template_copy import rewritten
from ygt_docs.builder import build
from ygt_docs.building.options import Options
from ygt_docs.docfiles.pdf_file import PdfFile
from ygt_docs.intake import import_file
from ygt_docs.project import Project

Errors = Callable[[Path], list[object]]
_VOLUME = """文种: 通知
发文机关: [青禾县人民政府]
发文字号: {机关代字: 青政, 年份: 2026, 顺序号: 9}
标题: 青禾县人民政府关于做好秋收工作的通知
主送机关: [各乡镇人民政府]
正文: |
  请按分工做好秋收工作。
附件:
  - 名称: 秋收地块图册
    另册: 是
    正文: |
      图册说明。
成文日期: 2026-09-01
"""


def findings(folder: Path, schema_errors: Errors) -> tuple[list[str], list[str]]:
    """The names of all Word and PDF files below `folder`, and what the schema, PDF/A-3b and PDF/UA say of them."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".docx", ".pdf"))
    found = []
    for path in files:
        if path.suffix == ".docx":
            told = [str(item) for item in schema_errors(path)]
        else:
            data = path.read_bytes()
            told = [*map(str, pdfa.validate_written(io.BytesIO(data), "3b").findings), *PdfFile(data).lacking]
        found += [f"{path.name}: {item}" for item in told]
    return [path.name for path in files], found


def test_the_files_of_real_drafts(
    seeds: Path, schema_errors: Errors, tmp_path: Path, project: Project, count: Callable[[int, int], int]
) -> None:
    """Imported as they are and built, with whatever is still wrong in them, the five drafts (two usually) give files
    that obey all rules."""
    for number in (2, 3, 0, 1, 4)[: count(2, 5)]:
        (draft,) = seeds.glob(f"{number:03}_*.txt")
        content, out = (tmp_path / str(number) / name for name in ("content", "out"))
        import_file(draft, "draft", content, project, to_simplified=number in (1, 4))
        build(project, Options(content, out, jobs=1), Silent())
        names, found = findings(out, schema_errors)
        assert found == []
        assert {Path(name).suffix for name in names} == {".docx", ".pdf"}


def test_the_files_of_a_separate_appendix(schema_errors: Errors, tmp_path: Path, project: Project) -> None:
    """另册: four files."""
    (tmp_path / "content" / "qiu").mkdir(parents=True)
    (tmp_path / "content" / "organs.yaml").write_text("机关:\n  - 全称: 青禾县人民政府\n    机关代字: 青政\n", "utf-8")
    (tmp_path / "content" / "qiu" / "notice.yaml").write_text(_VOLUME, encoding="utf-8")
    build(project, Options(tmp_path / "content", tmp_path / "out", jobs=1), Silent())
    names, found = findings(tmp_path / "out", schema_errors)
    assert (len(names), found) == (4, [])


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory, project: Project) -> Path:
    """The folder of an example with an error: 待改, and a 样稿 besides."""
    folder = tmp_path_factory.mktemp("marked")
    shutil.copytree(project.root / "content", folder / "content")
    path = folder / "content" / "yunxi-2026-request" / "notice.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("成文日期: 2026", "成文日期: 2025"), encoding="utf-8")
    for name in ("yunxi-2026-request", "yunxi-2026-eight-organs"):
        build(project, Options(folder / "content", folder / "out", only=name, jobs=1, sample=True), Silent())
    return folder / "out"


def test_the_files_of_what_has_errors_and_of_samples(marked: Path, schema_errors: Errors) -> None:
    """待改 and 样稿 obey the same rules."""
    names, found = findings(marked, schema_errors)
    assert found == []
    assert {"yunxi-2026-request.待改.docx", "yunxi-2026-request.待改.pdf"} <= set(names)
    assert [name for name in names if "样稿" in name]


def test_broken_files_are_found(marked: Path, schema_errors: Errors, tmp_path: Path) -> None:
    """A Word file with an element the schema does not know, and a PDF without its colour profile or language, fail."""
    docx, pdf = (marked / "yunxi-2026-request" / f"yunxi-2026-request.待改{suffix}" for suffix in (".docx", ".pdf"))
    shutil.copyfile(docx, tmp_path / "broken.docx")
    rewritten(tmp_path / "broken.docx", "word/document.xml", "<w:body>", "<w:body><w:nothing/>")
    with pikepdf.open(pdf) as opened:
        del opened.Root["/OutputIntents"]
        del opened.Root["/Lang"]
        opened.save(tmp_path / "broken.pdf")
    _, found = findings(tmp_path, schema_errors)
    assert any(item.startswith("broken.docx") for item in found)
    assert "broken.pdf: 语言" in found
    assert len([item for item in found if item.startswith("broken.pdf")]) > 1
