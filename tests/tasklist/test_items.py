"""The tasks of a document as data: merged columns, units with their roles, deadlines, tasks in the text."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from tests.tasklist.plans import TASKS, content, plan, plans
from ygt_docs.notice import load_content
from ygt_docs.notice.model import Organs
from ygt_docs.notice.units import Named, UnitBook, Units
from ygt_docs.problems import Problems, UserError
from ygt_docs.project import Project, this_project
from ygt_docs.reading import Text
from ygt_docs.rules import check
from ygt_docs.tasklist.store import load_plans

TEXT_PLAN = """\
文种: 通知
发文机关: [云溪县人民政府]
标题: 云溪县人民政府关于加强供水保障的通知
成文日期: 2026-03-01
正文: |
  一、改造管网
  6月底前，完成老城区管网改造，消除漏点。（水务局牵头，财政局、住建局配合）
  二、保证水质
  每月检测水质，检测结果张榜公布。（水务局、卫健局按职责分工负责）
  三、加强宣传
  2025年底前的做法要继续坚持。
"""


def codes(error: pytest.ExceptionInfo[UserError]) -> list[str]:
    """The codes of what was told."""
    return [item.code for item in error.value.problems]


def test_what_is_the_same_as_above_is_taken_from_above(tmp_path: Path) -> None:
    """A merged column says what the row above says; roles stay apart, numbers are those that print."""
    items = plan(content(tmp_path)).items
    assert [item.number for item in items] == ["1", "2", "3", "4", "5"]
    second = items[1]
    assert (second.words, second.due, second.method) == ("6月30日前", datetime.date(2026, 6, 30), "查看现场。")
    assert second.lead == (Named("云溪县教育局"),)
    assert second.support == (Named("云溪县财政局"), Named("云溪县住房和城乡建设局"))
    assert second.criteria == ("主体完工。",)
    assert items[3].group == "改造"
    assert (items[4].due, items[4].meaning.ongoing) == (None, True)
    assert second.where == "《云溪县学校建设计划》“学校建设任务清单”“新建”第2项"


def test_roles_in_one_cell_are_told_apart(tmp_path: Path) -> None:
    """责任单位 that says 甲局牵头，乙局配合 has a unit that leads and one that supports, and no strange unit is told."""
    typed = '责任单位: ["教育局牵头，财政局", 住建局配合]'
    tasks = TASKS.replace("        牵头: [教育局]\n        配合: [财政局, 住建局]\n", f"        {typed}\n")
    tasks = tasks.replace("同上: [时限, 评价方法, 配合]", "同上: [时限, 评价方法]")
    folder = content(tmp_path, tasks=tasks.replace("牵头: [教育局]", "责任单位: [教育局（牵头）、财政局]"))
    first, second = plan(folder).items[:2]
    assert first.lead == second.lead == (Named("云溪县教育局"),)
    assert [unit.name for unit in first.support] == ["云溪县财政局", "云溪县住房和城乡建设局"]
    assert second.support == (Named("云溪县财政局"),)
    assert first.units == second.units == ()
    document = load_content(folder, this_project(), "学校").documents[0].document
    assert document is not None
    assert not [item for item in check(document, this_project()) if item.code in ("T703", "T704")]


def test_a_deadline_that_is_no_day_is_told_once(tmp_path: Path) -> None:
    """暑假期间 is never overdue: said once for all such tasks, and not where the day is written or it goes on for ever."""
    vague = TASKS.replace("时限: 8月底前", "时限: 暑假期间").replace("时限: 10月底前", "时限: 暑假期间")
    (found,) = plans(content(tmp_path, tasks=vague)).problems
    assert (found.code, "2 项" in found.message, "原文: 暑假期间" in found.fix) == ("L211", True, True)
    dated = vague.replace("时限: 暑假期间", "时限: {原文: 暑假期间, 日期: 2026-08-31}")
    assert not list(plans(content(tmp_path, tasks=dated)).problems)


def test_lead_and_supporting_units_are_never_swapped(tmp_path: Path) -> None:
    """Only the unit that leads reports; one that supports is named beside it."""
    item = plan(content(tmp_path)).items[3]
    assert item.reporting == ("云溪县住房和城乡建设局",)
    assert [unit.name for unit in item.everybody] == ["云溪县住房和城乡建设局", "云溪县教育局"]


def test_tasks_in_the_text_are_data_too(tmp_path: Path) -> None:
    """A paragraph that ends in its units is a task; one that does not is none."""
    folder = content(tmp_path, notice=TEXT_PLAN, tasks="")
    (folder / "学校" / "tasks.yaml").unlink()
    first, second = plan(folder).items
    assert (first.words, first.due) == ("6月底前", datetime.date(2026, 6, 30))
    assert first.lead == (Named("水务局"),)
    assert first.support == (Named("云溪县财政局"), Named("云溪县住房和城乡建设局"))
    assert (second.reporting, second.due) == (("水务局", "卫健局"), None)


def test_an_agenda_is_no_task_list(tmp_path: Path) -> None:
    """A task table whose head says 课程内容 or 时间 is left alone; told only where that document was asked for."""
    table = (
        "表头: {任务: 会议内容, 时限: 时间}\n组:\n  - 任务:\n      - {任务: 通报情况, 时限: 9时, 责任单位: [教育局]}\n"
    )
    folder = content(tmp_path, tasks=table)
    with pytest.raises(UserError) as error:
        load_plans(["学校"], folder, this_project())
    assert codes(error) == ["L202"]
    with pytest.raises(UserError) as error:
        load_plans([], folder, this_project())
    assert codes(error) == ["L203"]


@pytest.mark.parametrize(
    ("head", "tasks"),
    [("工作任务", True), ("重点事项", True), ("改造内容", True), ("课程内容", False), ("议程", False), ("内容", False)],
)
def test_the_head_says_what_a_table_holds(tmp_path: Path, head: str, tasks: bool) -> None:
    """Words for tasks make a task list."""
    folder = content(tmp_path, tasks=f"表头: {{任务: {head}}}\n{TASKS.replace('# 学校建设任务', '')}")
    document = load_content(folder, this_project()).documents[0].document
    assert document is not None
    assert document.notice.promulgated is not None
    table = document.notice.promulgated.appendices[0].table
    assert table is not None
    assert table.holds_tasks == tasks


def test_a_document_with_errors_is_told_with_them(tmp_path: Path) -> None:
    """Its tasks cannot be trusted; one that does not exist is wrong use."""
    folder = content(tmp_path, tasks=TASKS.replace("任务: 配齐教师。", "任无: 配齐教师。"))
    with pytest.raises(UserError) as error:
        load_plans(["学校"], folder, this_project())
    assert "L201" in codes(error)
    with pytest.raises(UserError) as error:
        load_plans(["没有"], folder, this_project())
    assert codes(error) == ["N108"]


# ---- units

UNITS: dict[str, object] = {
    "单位": [
        {"全称": Text("云溪县教育局"), "简称": Text("教育局"), "别名": [Text("县教委")]},
        {
            "全称": Text("各乡镇人民政府"),
            "别名": [Text("各乡镇")],
            "成员": [Text("石桥镇人民政府"), Text("龙潭乡人民政府")],
        },
        {"全称": Text("石桥镇人民政府"), "简称": Text("石桥镇")},
    ]
}
BOOK = UnitBook.of(
    Units.model_validate(UNITS),
    Organs.model_validate(
        {
            "机关": [
                {"全称": Text("云溪县教育局")},
                {"全称": Text("云溪县发展和改革局（云溪县粮食局）"), "规范化简称": Text("县发改局")},
                {"全称": Text("中共云溪县委办公室"), "规范化简称": Text("县委办")},
                {"全称": Text("云溪县人力资源和社会保障局"), "规范化简称": Text("县人社局")},
            ]
        }
    ),
)


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("县教委", "云溪县教育局"),
        ("县教育局", "云溪县教育局"),
        ("发改局", "云溪县发展和改革局（云溪县粮食局）"),
        ("发展和改革局", "云溪县发展和改革局（云溪县粮食局）"),
        ("县委办公室", "中共云溪县委办公室"),
        ("人社局", "云溪县人力资源和社会保障局"),
        ("委办公室", None),
        ("公安局", None),
    ],
)
def test_a_unit_is_found_by_all_its_names(name: str, full: str | None) -> None:
    """Short names, other names and names without the county lead to the 全称; a stranger to nobody."""
    assert BOOK.find(name) == full


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        (["教育局", "县教育局"], [Named("云溪县教育局")]),
        (["教育局等"], [Named("云溪县教育局", others=True)]),
        (["教育局等单位"], [Named("云溪县教育局", others=True)]),
        (["教育局、公安局等3个有关部门"], [Named("云溪县教育局"), Named("公安局", others=True)]),
        (["高等学校"], [Named("高等学校")]),
        (["教育局、发改局"], [Named("云溪县教育局"), Named("云溪县发展和改革局（云溪县粮食局）")]),
        (["教育局等各有关部门"], [Named("云溪县教育局"), Named("各有关部门")]),
        (["教育局及各乡镇"], [Named("云溪县教育局"), Named("各乡镇人民政府")]),
        (["县人力资源和社会保障局"], [Named("云溪县人力资源和社会保障局")]),
        (["人力资源和社会保障厅"], [Named("人力资源和社会保障厅")]),
        (["各乡镇（街道、园区）"], [Named("各乡镇（街道、园区）")]),
    ],
)
def test_units_are_told_apart(typed: list[str], named: list[Named]) -> None:
    """Several units in one text are several; a 和 inside a name parts nothing."""
    assert BOOK.named(typed) == named


def test_a_collective_name_has_its_members() -> None:
    """Members by their 全称, whether they have an entry or not."""
    assert BOOK.members("各乡镇") == ("石桥镇人民政府", "龙潭乡人民政府")
    assert BOOK.members("教育局") == ()
    assert BOOK.label("石桥镇人民政府") == "石桥镇"
    assert not BOOK.is_unknown("各有关部门")
    assert BOOK.is_unknown("公安局")


def test_a_name_of_two_units_is_an_error(tmp_path: Path) -> None:
    """Nobody could say who is meant."""
    folder = content(tmp_path)
    (folder / "单位.yaml").write_text(
        "单位:\n  - {全称: 甲局, 简称: 甲}\n  - {全称: 乙局, 别名: [甲]}\n", encoding="utf-8"
    )
    found = load_content(folder, Project(tmp_path, tmp_path))
    assert [(item.code, item.place.line) for item in found.problems if item.code == "L101"] == [("L101", 3)]
    with pytest.raises(UserError) as error:
        plans(folder)
    assert "L101" in codes(error)


def test_the_file_of_units_is_no_stray_file(tmp_path: Path) -> None:
    """单位.yaml is part of the content folder."""
    folder = content(tmp_path)
    (folder / "单位.yaml").write_text("单位:\n  - {全称: 云溪县教育局, 简称: 教育局}\n", encoding="utf-8")
    assert [item.code for item in load_content(folder, this_project()).problems] == []


@pytest.mark.parametrize("typed", ["R 1", "R#1", "一" * 25])
def test_an_odd_id_is_refused(tmp_path: Path, typed: str) -> None:
    """A 编号 that no sheet could carry is an error at its place."""
    folder = content(
        tmp_path, tasks=TASKS.replace("- 任务: 配齐教师。", f'- 编号: "{typed}"\n        任务: 配齐教师。')
    )
    found = load_content(folder, this_project()).documents[0].problems
    assert [item.code for item in found] == ["L102"]


def test_ids_sources_and_leaders_do_not_print(tmp_path: Path, project: Project) -> None:
    """What is kept for lists alone changes no page, and no rule of the text looks at a 编号."""
    from ygt_docs.compose import compose
    from ygt_docs.compose.flow import Decisions

    flows = []
    for number, text in enumerate(
        (TASKS, TASKS.replace("- 任务: 配", "- 编号: R03\n        分管领导: 周云\n        任务: 配"))
    ):
        folder = content(tmp_path / str(number), tasks=text)
        document = load_content(folder, project).documents[0].document
        assert document is not None
        assert [item.code for item in check(document, project) if item.code.startswith("L")] == []
        flow = compose(document, Decisions(), Problems())
        flows.append(re.sub(r"Place\([^)]*\)", "", repr(flow)))
    assert flows[0] == flows[1]


def test_the_example_has_28_tasks() -> None:
    """The plan in content/: every task with units that are known, 医保局 in exactly its tasks."""
    found = load_plans(["yunxi-2026-plan"], this_project().root / "content", this_project()).plans[0]
    assert len(found.items) == 28
    with_insurance = [item.number for item in found.items if "云溪县医疗保障局" in item.reporting]
    assert with_insurance == ["7", "9", "12", "13", "19", "5"]
