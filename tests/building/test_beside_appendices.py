"""Appendices from files: pages of a PDF and pictures (附页), and what is sent apart (另发)."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from tests.building.test_beside import Silent, build, content
from ygt_docs import builder
from ygt_docs.building.options import Options
from ygt_docs.project import Project

_LINES = "  - 请按时完成。\n附件:\n"


def scan(pages: int = 2) -> bytes:
    """A PDF of some pages, each a picture of a scanner."""
    out = io.BytesIO()
    sheets = [Image.new("RGB", (1240, 1754), (250 - number, 250, 250)) for number in range(pages)]
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:], resolution=150)
    return out.getvalue()


def written(root: Path, project: Project, appendices: str) -> Path:
    """The folder of a document with `appendices`."""
    folder = content(root, project, _LINES + appendices) / "gongshi"
    (folder / "批复.pdf").write_bytes(scan())
    return folder


def test_pages_of_a_pdf_follow_as_pages(project: Project, tmp_path: Path) -> None:
    """Each on a page of its own with a page number; the first bears the mark; nothing is found."""
    written(
        tmp_path, project, "  - {名称: 批复, 附页: [批复.pdf, 位置图.png]}\n  - {名称: 名单, 表: {来源: 名单.xlsx}}\n"
    )
    files, codes = build(tmp_path, project)
    assert codes == []
    with pypdfium2.PdfDocument(files["gongshi.pdf"]) as document:
        texts = [page.get_textpage().get_text_range().split() for page in document]
    first = next(number for number, words in enumerate(texts) if words[0] == "附件1")
    shown = [[word for word in words if word not in "—"] for words in texts[first : first + 3]]
    assert shown == [["附件1", str(first + 1)], [str(first + 2)], [str(first + 3)]]
    assert texts[first + 3][0] == "附件2"


@pytest.mark.parametrize(
    "content_of",
    [
        "标题: 批复, 附页: 位置图.png",
        "图: {文件: 位置图.png, 整页: 是, 替代文字: 位置}",
        "正文: [{图: {文件: 位置图.png, 整页: 是, 题: 位置}}]",
    ],
)
def test_pages_under_a_title_leave_no_blank_page(content_of: str, project: Project, tmp_path: Path) -> None:
    """The picture takes the rest of the page under the title; the next appendix begins on the next page."""
    written(tmp_path, project, f"  - {{名称: 批复, {content_of}}}\n  - {{名称: 名单, 表: {{来源: 名单.xlsx}}}}\n")
    files, codes = build(tmp_path, project)
    assert codes == []
    with pypdfium2.PdfDocument(files["gongshi.pdf"]) as document:
        texts = [page.get_textpage().get_text_range().split() for page in document]
    first = next(number for number, words in enumerate(texts) if words[0] == "附件1")
    assert texts[first][:2] == ["附件1", "批复"]
    assert texts[first + 1][0] == "附件2"


_IMPRINT = "版记: {印发机关: 云溪县人民政府办公室, 印发日期: 2026-10-09}\n"


@pytest.mark.parametrize("lines", [1, 2])
def test_the_imprint_follows_pages_that_are_full(lines: int, project: Project, tmp_path: Path) -> None:
    """Behind a page that a picture fills it stands on one of its own, on the back of the last sheet, in both files."""
    more = "  - 表: {栏: [甲], 行: [[乙]], 空行: 20}\n" * lines
    folder = content(tmp_path, project, more + _LINES + "  - {名称: 批复, 附页: [批复.pdf]}\n" + _IMPRINT) / "gongshi"
    (folder / "批复.pdf").write_bytes(scan(1 + lines % 2))
    files, codes = build(tmp_path, project)
    assert codes == []
    with pypdfium2.PdfDocument(files["gongshi.pdf"]) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    assert "2026年10月9日印发" in texts[-1]
    assert len(texts) % 2 == 0
    assert sum(not text.strip() for text in texts) <= 1


def test_what_is_sent_apart_is_listed_and_copied(project: Project, tmp_path: Path) -> None:
    """It stands in the note, has no page, and its file lies beside the outputs, the same bytes."""
    folder = written(
        tmp_path, project, "  - {名称: 名单, 另发: 是, 文件: 名单.xlsx}\n  - {名称: 批复, 附页: 批复.pdf}\n"
    )
    files, codes = build(tmp_path, project)
    assert codes == []
    out = tmp_path / "out" / "gongshi"
    assert (out / "gongshi.附件1.xlsx").read_bytes() == (folder / "名单.xlsx").read_bytes()
    with pypdfium2.PdfDocument(files["gongshi.pdf"]) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    assert any("1.名单" in text for text in texts)
    assert "附件2" in texts[-2]
    assert not any("附件1" in text for text in texts)
    (folder / "notice.yaml").write_text(
        (folder / "notice.yaml").read_text(encoding="utf-8").replace("另发: 是, 文件: 名单.xlsx", "另发: 是"),
        encoding="utf-8",
    )
    builder.build(project, Options(tmp_path / "content", tmp_path / "out", None, 1, False), Silent())
    assert not (out / "gongshi.附件1.xlsx").exists()


@pytest.mark.parametrize(
    ("appendix", "code"),
    [
        ("{名称: 批复, 附页: 没有.pdf}", "X101"),
        ("{名称: 批复, 附页: 坏的.pdf}", "X210"),
        ("{名称: 批复, 附页: 太长.pdf}", "X211"),
        ("{名称: 批复, 另发: 是, 附页: 批复.pdf}", "N640"),
        ("{名称: 批复, 正文: 见后。, 文件: 批复.pdf}", "N641"),
    ],
)
def test_what_is_wrong_is_one_finding(appendix: str, code: str, project: Project, tmp_path: Path) -> None:
    """A file that is not there, is none, has too many pages; keys that contradict each other."""
    folder = written(tmp_path, project, f"  - {appendix}\n")
    (folder / "坏的.pdf").write_text("不是 PDF", encoding="utf-8")
    if code == "X211":
        (folder / "太长.pdf").write_bytes(scan(101))
    found = build(tmp_path, project)[1]
    assert [item for item in found if item not in ("B302", "B315")] == [code] or (code[0] == "X" and code in found)
