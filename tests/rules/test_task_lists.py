"""Task lists against the rest of the document: what is wrong is found once, what is right is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tasklist.plans import DRAFT, content
from ygt_docs.notice import load_content
from ygt_docs.problems import Problem
from ygt_docs.project import this_project
from ygt_docs.rules import check

# The codes that are broken here, and not in the table of test_rules.py.
BROKEN_LISTS = {f"T70{number}" for number in range(1, 8)}
STEPS = """\
步骤:
  - 标题: 建校舍
    段落:
      - 时限: {原文: 6月底前, 日期: 2026-06-30}
        事项: [新建城东实验小学并交付使用, 改造三所村小的教学楼]
      - 时限: {原文: 10月底前, 日期: 2026-10-31}
        正文: 为各学校配齐音乐、体育、美术教师。
"""
BODY = "章节:\n  - 标题: 步骤\n    实施步骤: steps.yaml\n"
TASKS = """\
组:
  - 任务:
      - {任务: 新建城东实验小学并交付使用。, 时限: 6月30日前, 责任单位: [教育局, 住建局]}
      - {任务: 改造三所村小的教学楼。, 时限: 6月30日前并长期坚持, 责任单位: [教育局]}
      - {任务: 为各学校配齐音体美教师。, 时限: 10月31日前, 责任单位: [教育局]}
      - {任务: 拨付资金。, 时限: 12月底前, 责任单位: [财政局]}
"""
UNITS = (
    "单位:\n  - {全称: 云溪县教育局}\n  - {全称: 云溪县财政局}\n  - {全称: 云溪县住房和城乡建设局, 别名: [住建局]}\n"
)


def found(root: Path, tasks: str = TASKS, units: str | None = None, notice: str = DRAFT) -> list[Problem]:
    """What the rules of task lists say of such a plan."""
    folder = content(root, notice=notice.replace("正文: 全县学校建设分三步走。", "正文: plan.yaml"), tasks=tasks)
    (folder / "学校" / "plan.yaml").write_text(BODY, encoding="utf-8")
    (folder / "学校" / "steps.yaml").write_text(STEPS, encoding="utf-8")
    if units is not None:
        (folder / "单位.yaml").write_text(units, encoding="utf-8")
    document = load_content(folder, this_project()).documents[0].document
    assert document is not None
    return [item for item in check(document, this_project()) if item.code.startswith("T70")]


@pytest.mark.parametrize("units", [None, UNITS])
def test_a_right_plan_has_no_finding(tmp_path: Path, units: str | None) -> None:
    """Known units, deadlines that agree with the steps."""
    assert found(tmp_path, units=units) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("时限: 12月底前, ", "", "T701", "拨付资金"),
        ("任务: 拨付资金。, 时限: 12月底前", "任务: 改造三所村小的教学楼, 时限: 6月底前", "T702", "第 4 行"),
        ("[财政局]", "[财政局, 水务局, 团县委]", "T703", "2 个单位不在名录里：水务局、团县委"),
        ("6月30日前, ", "5月31日前, ", "T707", "6月底前"),
        ("10月31日前, ", "8月31日前, ", "T706", "10月底前"),
    ],
)
def test_one_mistake_is_one_finding(tmp_path: Path, old: str, new: str, code: str, words: str) -> None:
    """Each of the mistakes is told once, at a task."""
    (item,) = found(tmp_path, TASKS.replace(old, new))
    assert item.code == code
    assert words in item.message
    assert (item.place.file or "").endswith("tasks.yaml")


def test_the_cure_names_the_folder_that_was_looked_at(tmp_path: Path) -> None:
    """--units writes 单位.yaml beside this plan, not beside the examples."""
    (item,) = found(tmp_path, TASKS.replace("[财政局]", "[财政局, 水务局]"))
    assert f"运行 ./invoke tasks --units --content {tmp_path / 'content'} 写进" in item.fix


def test_an_unknown_unit_is_a_warning_once_there_is_a_list(tmp_path: Path) -> None:
    """A collective name needs no entry."""
    tasks = TASKS.replace("[财政局]", "[财政局, 水务局, 各有关部门]")
    (item,) = found(tmp_path, tasks, UNITS)
    assert (item.code, item.severity) == ("T704", "警告")
    assert "水务局" in item.message
    assert "各有关部门" not in item.message


def test_units_that_are_not_addressed(tmp_path: Path) -> None:
    """Only where every addressee is one known unit can anybody be missing."""
    single = DRAFT.replace("主送机关: [各乡镇人民政府, 县直有关单位]", "主送机关: [县教育局, 县财政局]")
    (item,) = found(tmp_path / "a", notice=single)
    assert (item.code, item.severity) == ("T705", "提示")
    assert "云溪县住房和城乡建设局" in item.message
    assert found(tmp_path / "b", notice=single.replace("县财政局]", "县财政局, 县住建局]")) == []
    assert found(tmp_path / "c", notice=single + "版记: {抄送: [县住建局]}\n") == []


def test_an_agenda_is_not_looked_at(tmp_path: Path) -> None:
    """Its 时间 is no deadline and its speakers are no units."""
    tasks = "表头: {任务: 议程, 时限: 时间}\n" + TASKS.replace("[财政局]", "[水务局]")
    assert found(tmp_path, tasks) == []
