"""What else a build makes of a document: appendices bound separately (另册), and files that must be mended (待改)."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.updating.edits import Edit, added, replaced, say, styled, texts, with_replaced
from ygt_docs.golden.artefacts import make_document
from ygt_docs.project import Project
from ygt_docs.updating import prepare_update

NAME = "yunxi-2026-four-organs"
APPENDICES = """附件:
  - 名称: 补助发放任务清单
    任务表: tasks.yaml   # 单独装订
    另册: 是
  - 名称: 监督任务清单
    任务表: more.yaml
  - 名称: 名单格式
    另册: 是
    正文: |
      名单写姓名和村名。
      每季度报一次。
成文日期: 2026-08-20"""
TASKS = """组:
  - 标题: {}
    任务:
      - 任务: {}
        时限: {{原文: 9月30日前, 日期: 2026-09-30}}
        责任单位: [各卫生院]   # 谁
      - 任务: {}
        责任单位: [财政局]
"""


@pytest.fixture(scope="module")
def built(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content folder of a notice with two appendices bound separately, and what it builds, in `out`."""
    folder = tmp_path_factory.mktemp("volumes")
    content = folder / "content"
    shutil.copytree(project.root / "content" / NAME, content / NAME)
    shutil.copy(project.root / "content" / "organs.yaml", content)
    notice = content / NAME / "notice.yaml"
    notice.write_text(notice.read_text(encoding="utf-8").replace("成文日期: 2026-08-20", APPENDICES), encoding="utf-8")
    for file, words in (
        ("tasks.yaml", ("发放", "上报名单。", "拨付补助。")),
        ("more.yaml", ("监督", "抽查考勤。", "追回资金。")),
    ):
        (content / NAME / file).write_text(TASKS.format(*words), encoding="utf-8")
    (folder / "out").mkdir()
    make_document(NAME, content, project, folder / "out")
    return folder


def in_table(old: str, new: str) -> Edit:
    """An edit that changes words of a cell in any table."""

    def edit(document: Any) -> None:
        paragraph = next(
            item
            for table in document.tables
            for row in table.rows
            for box in row.cells
            for item in box.paragraphs
            if old in item.text
        )
        say(paragraph, paragraph.text.replace(old, new))

    return edit


VOLUMES: dict[str, tuple[str, Edit, list[tuple[str, str, str]]]] = {
    "document": ("", replaced("每人每月600元", "每人每月650元"), [("notice.yaml", "每人每月600元", "每人每月650元")]),
    "table behind a separate one": ("", in_table("追回资金", "追缴资金"), [("more.yaml", "追回资金", "追缴资金")]),
    "separate table": (".附件1", in_table("拨付补助", "按时拨付补助"), [("tasks.yaml", "拨付补助", "按时拨付补助")]),
    "separate text": (".附件3", replaced("每季度报", "每月报"), [("notice.yaml", "每季度报", "每月报")]),
    "paragraph": (
        ".附件3",
        added("每季度报", "不得漏报。"),
        [("notice.yaml", "每季度报一次。\n", "每季度报一次。\n      不得漏报。\n")],
    ),
    "title": (
        ".附件3",
        styled("附件标题", "名单格式", "名单样式"),
        [("notice.yaml", "名称: 名单格式\n", "名称: 名单格式\n    标题: 名单样式\n")],
    ),
}


@pytest.mark.parametrize("label", VOLUMES)
def test_an_edit_of_each_volume_comes_back(label: str, built: Path, project: Project, tmp_path: Path) -> None:
    """Whatever the file is called, it is known for what it is, and its edit is written where that volume has it."""
    volume, edit, yaml = VOLUMES[label]
    content = tmp_path / "content"
    shutil.copytree(built / "content", content)
    document = docx.Document(str(built / "out" / f"{NAME}{volume}.docx"))
    unedited = prepare_update(built / "out" / f"{NAME}{volume}.docx", NAME, content, project)
    assert (unedited.changes, list(unedited.problems)) == ([], [])
    edit(document)
    path = tmp_path / "领导改.docx"
    document.save(str(path))
    update = prepare_update(path, NAME, content, project)
    assert [str(item) for item in update.problems] == []
    update.write(update.changes)
    assert texts(content / NAME) == with_replaced(texts(built / "content" / NAME), *yaml)
    again = prepare_update(path, NAME, content, project)
    assert (again.changes, list(again.problems)) == ([], [])


def test_a_file_to_be_mended_comes_back(built: Path, project: Project, tmp_path: Path) -> None:
    """The mark 待改 on its pages is no edit, and what was edited is written back, as in a good file."""
    content = tmp_path / "content"
    shutil.copytree(built / "content", content)
    notice = content / NAME / "notice.yaml"
    notice.write_text(notice.read_text(encoding="utf-8").replace("四、监督管理", "六、监督管理"), encoding="utf-8")
    before = texts(content / NAME)
    files = make_document(NAME, content, project, tmp_path).files
    path = tmp_path / f"{NAME}.待改.docx"
    assert path in files
    unedited = prepare_update(path, NAME, content, project)
    assert (unedited.changes, list(unedited.problems)) == ([], [])
    document = docx.Document(str(path))
    replaced("每人每月600元", "每人每月650元")(document)
    document.save(str(path))
    update = prepare_update(path, NAME, content, project)
    update.write(update.changes)
    assert texts(content / NAME) == with_replaced(before, ("notice.yaml", "每人每月600元", "每人每月650元"))
