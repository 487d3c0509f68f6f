"""build --attach: the content inside the PDF, without its comments, and the documents that carry none."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
import yaml
from pikepdf import pdfa

from ygt_docs.building.attachment import attachments
from ygt_docs.building.road import Workshop, make, real_stages
from ygt_docs.docfiles.pdf_file import PdfFile
from ygt_docs.fonts import load_fonts
from ygt_docs.notice import Document, load_content
from ygt_docs.pdf import attach
from ygt_docs.problems import Problems
from ygt_docs.project import Project
from ygt_docs.reading.spans import without_comments


def document(name: str, content: Path, project: Project) -> Document:
    """The document `name` of `content`."""
    loaded = next(item for item in load_content(content, project, name).documents if item.name == name)
    assert loaded.document is not None, list(loaded.problems)
    return loaded.document


def unpacked(files: dict[str, bytes], folder: Path, name: str) -> Path:
    """A content folder with the files that a PDF carried."""
    for file, data in files.items():
        path = folder / (file if file == "organs.yaml" else f"{name}/{file}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


@pytest.mark.parametrize("name", ["yunxi-2026-plan", "yunxi-2026-eight-organs", "yunxi-2026-letter"])
def test_what_comes_out_is_the_same_notice(project: Project, tmp_path: Path, name: str) -> None:
    """The content taken out of the PDF reads as the notice that was printed; nothing in it is a comment."""
    original = document(name, project.root / "content", project)
    shop = Workshop(tmp_path, load_fonts(project, Problems()), project, real_stages(), attach=True)
    made = make(original, [], shop)
    pdf = made.own(".pdf")
    assert pdf is not None
    assert [item.code for item in made.problems if item.severity == "错误"] == []
    files = PdfFile(pdf.read_bytes()).attached
    again = document(name, unpacked(files, tmp_path / "out", name), project)
    assert again.notice == original.notice
    assert [organ.name for organ in again.organs] == [organ.name for organ in original.organs]
    assert all(organ.contact is None for organ in again.organs)
    assert not any(line.lstrip().startswith("#") for data in files.values() for line in data.decode().splitlines())


def test_what_the_office_keeps_for_its_book_stays_in_the_house(project: Project, tmp_path: Path) -> None:
    """登记 (who drafted, whose telephone) is left out, in any way of writing; everything else is there."""
    folder = tmp_path / "content"
    (folder / "甲").mkdir(parents=True)
    text = "文种: 文稿\n标题: 工作要点\n{}正文: 抓好供水。\n"
    for kept in ("登记: {拟稿人: 李明溪, 拟稿电话: 8000011}\n", "登记:\n  拟稿人: 李明溪   # 注\n  备注: 内部\n"):
        (folder / "甲" / "notice.yaml").write_text(text.format(kept), encoding="utf-8")
        found = attachments(document("甲", folder, project), Problems())
        assert found["notice.yaml"].decode() == text.format("")


def test_the_pdf_stays_valid_and_repeats(project: Project, tmp_path: Path) -> None:
    """PDF/A-3b holds with the files in it, they are named as source, and the bytes are the same every time."""
    results = []
    for number in range(2):
        folder = tmp_path / str(number)
        folder.mkdir()
        shop = Workshop(folder, load_fonts(project, Problems()), project, real_stages(), attach=True)
        made = make(document("yunxi-2026-order", project.root / "content", project), [], shop)
        pdf = made.own(".pdf")
        assert pdf is not None
        results.append(pdf.read_bytes())
    assert results[0] == results[1]
    with pikepdf.open(tmp_path / "0" / "yunxi-2026-order.pdf") as opened:
        assert [str(item.AFRelationship) for item in opened.Root.AF] == ["/Source", "/Source"]
    report = pdfa.validate_written(io.BytesIO(results[0]), "3b")
    assert report.passed, report


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('密级: 秘密\n保密期限: 1年\n份号: "000001"\n', "B601"),
        ("信息公开: {公开属性: 不予公开}\n", "B602"),
        ("信息公开: {公开属性: 依申请公开}\n", "B602"),
    ],
)
def test_what_must_stay_in_the_house_is_not_attached(project: Project, tmp_path: Path, line: str, code: str) -> None:
    """A classified document and one that is not open carry nothing, and a warning names the line."""
    (tmp_path / "c" / "a").mkdir(parents=True)
    (tmp_path / "c" / "organs.yaml").write_text("机关:\n  - 全称: 青禾县财政局\n    机关代字: 青财\n", encoding="utf-8")
    (tmp_path / "c" / "a" / "notice.yaml").write_text(
        "文种: 通知\n发文机关: [青禾县财政局]\n标题: 青禾县财政局关于做好秋收工作的通知\n正文: 请做好秋收工作。\n"
        f"成文日期: 2026-09-01\n{line}",
        encoding="utf-8",
    )
    problems = Problems()
    assert attachments(document("a", tmp_path / "c", project), problems) == {}
    assert [(item.code, item.place.line) for item in problems] == [(code, 6)]


def test_a_file_that_was_changed_on_the_way_is_an_error(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is read back is held against what was put in (B603)."""
    monkeypatch.setattr("ygt_docs.pdf.attach", lambda data, files, date: attach(data, {"notice.yaml": b"x"}, date))
    shop = Workshop(tmp_path, load_fonts(project, Problems()), project, real_stages(), attach=True)
    made = make(document("yunxi-2026-order", project.root / "content", project), [], shop)
    assert "B603" in {item.code for item in made.problems}


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("# 注\n甲: 乙  # 注\n", "甲: 乙\n"),
        ("甲: |   # 竖线\n  一 # 是正文\n  # 也是正文\n# 注\n乙: 1\n", "甲: |\n  一 # 是正文\n  # 也是正文\n乙: 1\n"),
        ("甲: \"一 # 二\"\n乙: '# 三'\n丙: a#b\n", "甲: \"一 # 二\"\n乙: '# 三'\n丙: a#b\n"),
        ("甲: | #\n  一 # 二\n", "甲: |\n  一 # 二\n"),
        ("甲: |+\n  一\n\n# 注\n\n乙: 1\n", "甲: |+\n  一\n\n乙: 1\n"),
        ("甲:   # 注\n  - 乙   # 注\n\n  # 注\n  - {丙: 丁}  # 注", "甲:\n  - 乙\n\n  - {丙: 丁}\n"),
    ],
)
def test_comments_go_and_text_stays(text: str, rest: str) -> None:
    """A # in quotes or in block text is text; everything behind any other one is a comment."""
    assert without_comments(text) == rest
    assert yaml.safe_load(rest) == yaml.safe_load(text)


def test_all_examples_lose_their_comments_alone(project: Project) -> None:
    """Every file of the examples says the same without its comments."""
    for path in (project.root / "content").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert yaml.load(without_comments(text), yaml.BaseLoader) == yaml.load(text, yaml.BaseLoader)
