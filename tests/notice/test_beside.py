"""Files beside the YAML: what is wrong with their names and with the keys about them, each one error at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.notice.contents import NOTICE, ORGANS, folder, short
from ygt_docs.notice import LoadedDocument, load_content
from ygt_docs.project import Project

_PLAN = NOTICE.replace("请认真贯彻执行。", "plan.yaml")


def loaded(root: Path, item: str) -> LoadedDocument:
    """A document whose text has `item`, with a small table and a link out of its folder beside it."""
    files = {"notice.yaml": _PLAN, "plan.yaml": f"- 甲\n- {item}\n"}
    content = folder(root, files, ORGANS)
    (content / "甲" / "名单.csv").write_text("乡镇,人数\n云溪镇,3\n", encoding="utf-8")
    (root / "外面.png").write_bytes(b"")
    (content / "甲" / "链接.png").symlink_to(root / "外面.png")
    (document,) = load_content(content, Project(root, root / "cache")).documents
    return document


@pytest.mark.parametrize(
    ("item", "code", "column", "part"),
    [
        ("图: 位置.png", "X101", 6, "链接.png"),
        ("图: {文件: 名单.png}", "X101", 11, "名单.png"),
        ("表: {来源: 名册.csv}", "X101", 11, "改成 名单.csv"),
        ("表: {来源: ../名单.csv}", "N105", 11, "../名单.csv"),
        ("表: 名册.csv", "X101", 6, "改成 名单.csv"),
        ("表: 名单.docx", "N112", 6, "来源"),
        ("表: 名册.xls", "X101", 6, "改成 名单.csv"),
        ("图: 链接.png", "N105", 6, "链接.png"),
        ("图: {文件: 名单.csv}", "X204", 11, ".csv"),
        (f"二维码: {'码' * 900}", "N621", 8, "短网址"),
        ("二维码: {内容: 甲, 宽: 9}", "N622", 19, "宽: 30"),
        ("表: {栏: [甲], 行: [[{图: ../位置.png}]]}", "N105", 24, "../位置.png"),
        ("表: {来源: 名单.csv, 行: [[甲]]}", "N631", 19, "删去「行」"),
        ("表: {栏: [甲], 表头: 2, 行: [[乙]]}", "N632", 19, "来源"),
        ("表: {来源: 名单.csv, 表头: 2}", "N630", 23, "2 行"),
        ("表: {来源: 名单.csv, 区域: 全部}", "X109", None, "A3:F20"),
        ("表: {来源: 名单.csv, 工作表: 九月}", "X108", None, "九月"),
    ],
)
def test_what_is_wrong_is_told_where_it_was_typed(
    item: str, code: str, column: int | None, part: str, tmp_path: Path
) -> None:
    """The first finding names it; what a sheet says is told with the sheet as its place."""
    document = loaded(tmp_path, item)
    found = list(document.problems)
    assert [problem.code for problem in found] == [code]
    assert part in found[0].message + found[0].fix
    if column is not None:
        assert short(found[0])[1:] == ("plan.yaml", 3, column)
    assert (document.document is not None) == code.startswith("X")


@pytest.mark.parametrize(
    "item",
    [
        "表: {来源: 名单.csv}",
        "表: {来源: 名单.csv, 区域: A1:B2, 题: 表1 名单, 注: 甲}",
        "表: 名单.csv",
        "表单: 名单.csv",
    ],
)
def test_what_is_right_is_read(item: str, tmp_path: Path) -> None:
    """A table from a .csv, and the file is one of the document's sources."""
    document = loaded(tmp_path, item)
    assert list(document.problems) == []
    assert "名单.csv" in [source.name for source in document.sources]


def test_a_file_that_is_locked_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Excel keeps open cannot be read: one error with what to do."""

    def refused(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    document = loaded(tmp_path, "表: {来源: 名单.csv}")
    (found,) = document.problems
    assert (found.code, "Excel" in found.fix) == ("X102", True)
