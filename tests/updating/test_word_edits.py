"""Edits as Word writes them come back: what the edited file says stands in the YAML, or the report lists it."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.updating import wordlike
from tests.updating.edits import PLAN, Edit, both, difference, prepared, replaced
from ygt_docs.project import Project
from ygt_docs.updating import prepare_update

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLD_TASK = "成员单位领导班子由牵头医院依照程序提名和任免"
EDITS: dict[str, tuple[Edit, list[str]]] = {
    "split": (wordlike.parted("增强运行活力和内生动力。"), ["实行医保基金总额付费，明确结余留用"]),
    "joined": (wordlike.joined("盯住时间节点"), []),
    "moved between": (wordlike.moved("从5月份开始，每月1日前", "把医共体年度建设任务列入县政府"), []),
    "section moved": (
        wordlike.section_moved("（三）做实内部管理", "明晰县、乡、村三级机构服务功能", "把医共体年度建设任务列入"),
        [],
    ),
    "level": (wordlike.levelled("（二）理顺外部治理", "1.理顺外部治理", "三级标题"), []),
    "row moved": (wordlike.row_moved(OLD_TASK, "医共体年度建设任务列入县政府对部门的考核"), []),
    "row deleted": (wordlike.row_deleted(OLD_TASK), []),
    "row merged": (wordlike.merged("对医共体领导班子实行任期制", 2), ["同上: [时限]"]),
    "step deadline": (replaced("4月底前，以医共体", "5月底前，以医共体"), ["时限: {原文: 5月底前, 日期: 2026-05-31}"]),
    "tracked": (wordlike.tracked("现予印发", "现印发给你们"), ["现印发给你们"]),
    "tracked end": (wordlike.end_deleted("盯住时间节点"), []),
    "tracked row": (wordlike.row_struck(OLD_TASK), []),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_of_word_comes_back(name: str, project: Project, tmp_path: Path) -> None:
    """Nothing is refused, comments stay, and afterwards the file says nothing new."""
    edit, new = EDITS[name]
    update, content, path = prepared(PLAN, edit, tmp_path, project)
    assert update.changes
    assert [str(item) for item in update.problems if item.code not in ("U304", "U305")] == []
    update.write(update.changes)
    went, came = difference(project.root / "content" / PLAN, content / PLAN)
    assert all(any(part in line for line in came) for part in new), came
    assert sum(" # " in line for line in went) == sum(" # " in line for line in came)
    again = prepare_update(path, PLAN, content, project)
    assert again.changes == []
    assert "U201" not in {item.code for item in again.problems}


def test_tracked_changes_are_said(project: Project, tmp_path: Path) -> None:
    """They count as accepted, and U305 says how many there are."""
    update, _, _ = prepared(PLAN, EDITS["tracked"][0], tmp_path, project)
    assert ["插入 1 处，删除 1 处" in str(item) for item in update.problems if item.code == "U305"] == [True]


def test_a_comment_is_listed_whole(project: Project, tmp_path: Path) -> None:
    """Its author, all of its text and what it hangs on; it is no change."""
    words = "这一句再斟酌，" * 30
    update, _, _ = prepared(PLAN, wordlike.commented("现予印发", words), tmp_path, project)
    assert update.changes == []
    assert [item.code for item in update.problems] == ["U302"]
    (said,) = [str(item) for item in update.problems]
    assert words in said
    assert wordlike.AUTHOR in said
    assert "现予印发" in said


def header(document: object) -> None:
    """Somebody types a running head."""
    document.sections[0].header.paragraphs[0].add_run("送审稿")  # type: ignore[attr-defined]


def test_a_running_head_is_listed(project: Project, tmp_path: Path) -> None:
    """No YAML has a place for it: it is said, and other changes come back all the same."""
    update, _, _ = prepared(PLAN, both(header, EDITS["tracked"][0]), tmp_path, project)
    assert len(update.changes) == 1
    assert ["送审稿" in str(item) for item in update.problems if item.code == "U303"] == [True]


def linked(document: object) -> None:
    """Somebody links a word of the text, strikes one out and raises one."""
    paragraph = next(item for item in document.paragraphs if "现予印发" in item.text)  # type: ignore[attr-defined]
    part = document.part  # type: ignore[attr-defined]
    number = part.relate_to("https://example.cn/a", f"{_R}/hyperlink", is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), number)
    link.append(paragraph.add_run("详见原文")._r)
    paragraph._p.append(link)
    paragraph.add_run("旧字").font.strike = True
    paragraph.add_run("上标").font.superscript = True


def test_what_a_format_says_beyond_text_is_listed(project: Project, tmp_path: Path) -> None:
    """Where a link leads, that words are struck out or raised: the text comes back, the rest is said, no more."""
    update, _, _ = prepared(PLAN, linked, tmp_path, project)
    assert len(update.changes) == 1
    said = [str(item) for item in update.problems if item.code == "U303"]
    assert len(said) == 3
    for words in ("删除线", "上标或下标的格式", "链接的网址"):
        assert sum(words in line for line in said) == 1
    assert any("https://example.cn/a" in line for line in said)
