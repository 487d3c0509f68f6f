"""Whether a Word file belongs to the document: a short one of which the leader wrote much anew still does."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest

from tests.updating.edits import Edit, both, gone, titled, without_marks
from ygt_docs.golden.artefacts import make_document
from ygt_docs.problems import UserError
from ygt_docs.project import Project
from ygt_docs.updating import Update, prepare_update

TEXTS = {
    "甲": """文种: 文稿
标题: 关于近期重点工作的说明
正文: |
  近期的重点工作有两项。
  一是把信息平台建起来，二是把药品采购统一起来，三是把乡镇卫生院的人员补齐，四是把考核办法定下来，十月底以前都要见到结果，不能拖到年底再说。
""",
    "乙": """文种: 文稿
标题: 农村饮水工程管护方案
正文: |
  各村管水员每月巡查管网，发现漏损当天上报。
  水费按户计量，每季度公示一次收支，由村民代表监督，结余用于更换老旧管道和水泵，不得挪作他用，年底由县水利局抽查并通报。
""",
}
LONG = "一是把信息平台建起来"
NEW = "经研究，先办三件事：引进两名骨干医师，改造急诊楼，开通到各乡镇的巡回班车。" * 3


@pytest.fixture(scope="module")
def folder(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two short texts in `content`, and their Word files in `out`."""
    folder = tmp_path_factory.mktemp("short")
    (folder / "out").mkdir()
    for name, text in TEXTS.items():
        (folder / "content" / name).mkdir(parents=True)
        (folder / "content" / name / "notice.yaml").write_text(text, encoding="utf-8")
        make_document(name, folder / "content", project, folder / "out")
    return folder


def told(name: str, edit: Edit, folder: Path, project: Project, room: Path) -> Update:
    """The Word file of 甲 after `edit`, held against `name`."""
    shutil.copytree(folder / "content", room / "content")
    document = docx.Document(str(folder / "out" / "甲.docx"))
    edit(document)
    document.save(str(room / "a.docx"))
    return prepare_update(room / "a.docx", name, room / "content", project)


REWRITTEN = titled(LONG, NEW)


@pytest.mark.parametrize(
    "edit",
    [
        REWRITTEN,
        both(without_marks, REWRITTEN),
        gone(LONG),
        both(REWRITTEN, titled("近期的重点工作有两项", "现将有关情况说明如下。")),
    ],
)
def test_a_short_text_written_anew_still_belongs_to_its_document(
    edit: Edit, folder: Path, project: Project, tmp_path: Path
) -> None:
    """One of two paragraphs holds most of the characters: title and the other one, or the marks, say what it is."""
    update = told("甲", edit, folder, project, tmp_path)
    assert update.changes
    update.write(update.changes)
    again = prepare_update(tmp_path / "a.docx", "甲", tmp_path / "content", project)
    assert [str(change) for change in again.changes] == []


@pytest.mark.parametrize("edit", [lambda document: None, without_marks, REWRITTEN])
def test_another_short_text_is_refused(edit: Edit, folder: Path, project: Project, tmp_path: Path) -> None:
    """It has nothing in common with the document that was named (U101)."""
    with pytest.raises(UserError) as caught:
        told("乙", edit, folder, project, tmp_path)
    assert [item.code for item in caught.value.problems] == ["U101"]


def test_another_document_of_the_same_organ_is_refused(project: Project, tmp_path: Path) -> None:
    """Mark, sign-off, contacts and copy recipients are the same; that makes it no edit of this one."""
    name = "yunxi-2026-letter"
    for other in ("a", "b"):
        shutil.copytree(project.root / "content" / name, tmp_path / "content" / other)
    shutil.copy(project.root / "content" / "organs.yaml", tmp_path / "content")
    notice = tmp_path / "content" / "b" / "notice.yaml"
    text = notice.read_text(encoding="utf-8")
    start, end = text.index("正文: |\n"), text.index("\n联系: ")
    notice.write_text(
        (
            text[:start]
            + "正文: |\n  请派两名网络工程师，协助我局检查乡镇卫生院的线路，为期三天，食宿由我局承担。\n  请予支持为盼。\n"
            + text[end:]
        ).replace("关于商请调剂医共体信息系统机房用房的函", "关于商请派员协助检查网络线路的函"),
        encoding="utf-8",
    )
    made = make_document("a", tmp_path / "content", project, tmp_path)
    path = next(item for item in made.files if item.suffix == ".docx")
    with pytest.raises(UserError) as caught:
        prepare_update(path, "b", tmp_path / "content", project)
    assert [item.code for item in caught.value.problems] == ["U101"]
